"""The command ``kiosk --staff-card``: writes the card for a kiosk's staff as a PDF of one page."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.content.notice import notice_for
from viewer.content.translation import read_translation
from viewer.content.writing import write_whole
from viewer.settings import resources_folder
from viewer.summary.making import FAMILY
from viewer.summary.order import PAPER
from viewer.summary.press import Press, PressError
from viewer.summary.staff_card import CardFacts, staff_card, staff_card_pdf
from viewer.told import read_told

if TYPE_CHECKING:
    from pathlib import Path


def write_staff_card(output: Path, language: str, site: Path | None) -> int:
    """Write the card, and say where it is.

    Args:
        output: The PDF.
        language: The card's language; words that nobody has translated stay English.
        site: The clinic's settings; ``None`` takes those of this machine.

    Returns:
        The exit code: 0, or 1 when it could not be made.
    """
    told = read_told(site)
    for problem in told.problems if told else ():
        print(f"metastasis-viewer kiosk: a setting of the clinic is not used: {problem}", file=sys.stderr)
    resources, kiosk = resources_folder(), told.site.kiosk if told else None
    today = dt.date.today()
    facts = CardFacts(
        name=told.site.name if told else "",
        phone=told.site.phone if told else "",
        printer=bool(kiosk and kiosk.printer),
        sheets=kiosk.sheets_a_day if kiosk else 0,
        code=bool(kiosk and kiosk.code),
        date=(today.year, today.month, today.day),
        version=__version__,
    )
    translation = read_translation(resources / "locale", language)
    notice = notice_for(resources / "notice", language)
    paper = (told.site.paper if told else "") or PAPER
    press = Press(resources / "summary", resources / "fonts", {})
    try:
        families = press.families(FAMILY)
        pdf = staff_card_pdf(press, partial(staff_card, facts, translation, notice, families, paper))
    except PressError as error:
        print(f"metastasis-viewer kiosk: {error}", file=sys.stderr)
        return 1
    write_whole(output, pdf)
    print(output)
    return 0
