"""Which voice a system has. Nothing here is loaded before somebody wants to listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.speech import Fault, NoVoice

if TYPE_CHECKING:
    from viewer.ui.speech import Voice


def find_voice(platform: str) -> Voice:
    """Return the voice of a system; where a part of the program is missing, one that says so.

    Args:
        platform: The system, as :data:`sys.platform` names it.
    """
    if platform.startswith("linux"):
        from viewer.ui.spd_voice import SpdVoice

        return SpdVoice()
    try:
        from viewer.ui.qt_voice import QtVoice
    except ImportError:
        return NoVoice(Fault.PROGRAM)
    return QtVoice()
