"""What this machine's clinic has told, ready for the text: for the window, and for summaries without one."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from viewer.content.clinic import Clinic
from viewer.settings import memory_file, site_file

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.site import SiteReading
    from viewer.site_fields import Helpline


def read_told(wanted: Path | None) -> SiteReading | None:
    """Read what the clinic has told; ``None`` where this machine has no such file.

    Args:
        wanted: The site file asked for; ``None`` asks for this machine's.
    """
    file = wanted or site_file(sys.platform, os.environ)
    if wanted is None and not os.path.lexists(file.parent):
        return None
    from viewer.site import read_site

    return read_site(file, memory_file(sys.platform, os.environ), required=wanted is not None)


def make_clinic(told: SiteReading | None, helplines: Path) -> Clinic:
    """Return what the text says for the clinic.

    Args:
        told: What the clinic has told.
        helplines: The file of the helplines to list where the clinic has told none; read when a page lists them.
    """

    @cache
    def listed() -> tuple[Helpline, ...]:
        from viewer.site import read_helplines

        return (told.site.helplines if told else ()) or read_helplines(helplines)

    return Clinic(told.site.words() if told else {}, listed)
