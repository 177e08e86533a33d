"""The command ``kiosk --check-system``: says what of the machine's set-up is still open."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.content.errors import ContentError
from viewer.content.topics import open_topic
from viewer.kiosk.checks import State, Told, findings
from viewer.kiosk.machine import ThisMachine
from viewer.printing.cups import CupsPrinting
from viewer.settings import offered_languages, resources_folder, site_file
from viewer.site import LOCAL_FILE, Site, read_site

if TYPE_CHECKING:
    from viewer.settings import Settings

PRINTER_LIMIT = 5.0
"""How long one question to the printer may take, in seconds."""


def check_system(settings: Settings) -> int:
    """Print a line for each thing that a kiosk needs of its machine.

    Args:
        settings: Its site file and topic.

    Returns:
        The exit code: 0 when nothing is open, else 1. What cannot be told here counts as neither.
    """
    told, count = _told(settings), 0
    for finding in findings(ThisMachine(), told, CupsPrinting(limit=PRINTER_LIMIT).look):
        print(finding, flush=True)
        count += finding.state is State.OPEN
    things = "1 thing is" if count == 1 else f"{count} things are"
    print(f"{things} open." if count else "Nothing is open.")
    return 1 if count else 0


def _told(settings: Settings) -> Told:
    """Return what the kiosk was told."""
    file = settings.site or site_file(sys.platform, os.environ)
    resources = resources_folder()
    reading = read_site(file, required=False)
    try:
        known = open_topic(settings.topic or resources / "topics" / "metastasis").languages
        problems = [*reading.problems, *reading.choose_languages(known)]
    except ContentError as error:
        known, problems = (), [*reading.problems, *error.problems]
    return Told(
        file=str(file),
        blank=reading.site == Site(),
        files=tuple(str(each) for each in (file, file.with_name(LOCAL_FILE)) if _is_there(each) is not False),
        there=_is_there(file),
        problems=len(problems),
        settings=reading.site.kiosk,
        languages=offered_languages(known, reading.site.languages),
        program=str(Path(__file__).resolve().parent),
        fonts=str(resources / "fonts"),
    )


def _is_there(file: Path) -> bool | None:
    """Return whether a file is there; ``None`` where that is not for everybody to know."""
    try:
        file.lstat()
    except PermissionError:
        return None
    except OSError:
        return False
    return True
