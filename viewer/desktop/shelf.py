"""What a desktop window takes from when the reader wants something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.clinic import UNTOLD, Clinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.content.notice import Notice
    from viewer.content.translation import Translation
    from viewer.ui.print_desk import PrintDesk
    from viewer.ui.speech import Voice
    from viewer.ui.theme import Colors


def system_voice() -> Voice:
    """Return the voice of this computer; nothing of it is loaded before."""
    import sys

    from viewer.ui.voices import find_voice

    return find_voice(sys.platform)


def system_browser(address: str) -> bool:
    """Open an address in this computer's browser, and return whether that could be begun."""
    from viewer.ui.browser import open_in_browser

    return open_in_browser(address)


class Shelf(NamedTuple):
    """What the window takes from when the reader chooses another language or other colors.

    Attributes:
        notice: Gives the notice of a language.
        translation: Gives the interface's words of a language.
        colors: Gives the colors of a theme.
        language_name: Gives a language's name in that language.
        clinic: What the clinic has told.
        languages: The languages that the clinic offers, in this order; empty for all of the topic's.
        kept: The file in which the reader may let this computer keep things; ``None`` keeps nothing and asks nobody.
        left: The file from before the clinic forbade to keep anything; ``None`` where nothing is forbidden.
        places: Whether the page and the place on it may be kept there; not those of a topic that is only tried out.
        browser: Opens an address outside of the window; ``None`` lets addresses be plain words.
        version: The program's version.
        voice: Gives the voice that reads aloud; asked once, when the reader first wants to listen.
        desk: What printing and saving take from; without it there is neither.
    """

    notice: Callable[[str], Notice]
    translation: Callable[[str], Translation]
    colors: Callable[[str], Colors]
    language_name: Callable[[str], str]
    clinic: Clinic = UNTOLD
    languages: tuple[str, ...] = ()
    kept: Path | None = None
    left: Path | None = None
    places: bool = True
    voice: Callable[[], Voice] = system_voice
    browser: Callable[[str], bool] | None = None
    version: str = ""
    desk: PrintDesk | None = None
