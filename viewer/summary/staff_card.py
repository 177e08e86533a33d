"""The card for a kiosk's staff: what to do, on one page, beside the machine or in a drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.translation import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.content.notice import Notice
    from viewer.content.translation import Translation
    from viewer.summary.nodes import Node
    from viewer.summary.press import Press

    Words = Callable[[str], str]

EDITION = "staff-card"
"""The template's name, in ``resources/summary``."""

POINTS = (12, 11.5, 11, 10.5, 10)
"""The sizes that its text can have, the best first: the whole card stands on one page."""


class CardFacts(NamedTuple):
    """What differs from kiosk to kiosk.

    Attributes:
        name: The clinic's name; ``""`` where none was told.
        phone: Its telephone.
        printer: Whether the kiosk prints.
        sheets: Most sheets in a day.
        code: Whether there is a staff code.
        date: Year, month and day that the card bears.
        version: The program's version.
    """

    name: str
    phone: str
    printer: bool
    sheets: int
    code: bool
    date: tuple[int, int, int]
    version: str


def staff_card(
    facts: CardFacts,
    translation: Translation,
    notice: Notice,
    families: list[str],
    paper: str,
    points: float = POINTS[0],
) -> Node:
    """Return the card as a document for the press.

    Args:
        facts: What differs from kiosk to kiosk.
        translation: The words of its language.
        notice: The notice in its language.
        families: The typefaces, the first one first.
        paper: ``"letter"`` or ``"a4"``.
        points: One of :data:`POINTS`.
    """
    _ = translation.gettext
    return {
        "edition": EDITION,
        "language": translation.language,
        "rtl": translation.right_to_left,
        "under": None,
        "large": False,
        "points": points,
        "paper": {"letter": "us-letter"}.get(paper, paper),
        "date": list(facts.date),
        "notice": [notice.lead, notice.advice],
        "notice_language": notice.language,
        "notice_rtl": is_right_to_left(notice.language),
        "under_notice": [],
        "under_state": "",
        "about_parts": [f"Metastasis Viewer {facts.version}"],
        "clinic": [facts.name, facts.phone],
        "take_home": None,
        "families": families,
        "boxes": [*_daily(_), *_staff_ways(_, facts), *_troubles(_, facts)],
    } | _around(_)


def _around(_: Words) -> Node:
    """Return the words around the boxes."""
    return {
        # Translators: the title of a printed card that tells a clinic's staff how to look after the touch screen.
        "title": _("The waiting-room screen: a card for staff"),
        "under_title": "",
        # Translators: at the foot of a printed page; {page} and {count} are numbers.
        "page_of": _("Page {page} of {count}"),
        # Translators: at the foot of the card for staff: visitors should not see how staff leave the kiosk.
        "state": _("For staff only. Keep this card where visitors cannot read it."),
        # Translators: on the card for staff, above empty lines to write on.
        "lines_heading": _("Whom to call"),
        "lines": [
            # Translators: on the card for staff, each before an empty line to write on.
            _("Computer help (name, telephone)"),
            _("Who keeps the staff code"),
            _("Where the power button is"),
            _("Where the paper is kept"),
        ],
    }


def _box(heading: str, *lines: str, ordered: bool = False, look: str = "") -> Node:
    return {"heading": heading, "lines": list(lines), "ordered": ordered, "look": look}


def _daily(_: Words) -> list[Node]:
    """Return what is done every day or week."""
    return [
        _box(
            # Translators: on the printed card for staff: a heading and short instructions under it.
            _("Start"),
            _("Turn on the screen, then the computer. Nobody signs in."),
            _("In about a minute the start screen comes by itself."),
            look="good",
        ),
        _box(
            # Translators: on the printed card for staff: a heading and short instructions under it.
            _("Every week"),
            _("Touch a language and open a page. Press Listen: you hear a voice."),
            _("Look at the paper in the printer, and at the cables."),
            look="good",
        ),
    ]


def _staff_ways(_: Words, facts: CardFacts) -> list[Node]:
    """Return what needs the staff code."""
    # Translators: on the printed card for staff: a heading and short instructions under it.
    heading = _("Clean the screen, or stop the kiosk")
    if not facts.code:
        # Translators: on the printed card for staff, where the kiosk has no code.
        no_code = _("This kiosk has no staff code yet. Until it has one, only computer help can stop it.")
        return [_box(heading, no_code, _lost(_), look="short")]
    return [
        _box(
            heading,
            # Translators: on the printed card for staff: how to reach the number pad, and what it offers.
            _(
                "Tap the corners, each for a moment, in ten seconds: top left, bottom right, top right, bottom left,"
                " top left again. Touch nothing else in between."
            ),
            # Translators: on the printed card for staff; "Enter" is a key of the number pad, the others are buttons.
            _("Enter the staff code and press Enter. After three wrong codes it makes you wait, longer each time."),
            _("To clean, press “Cleaning mode”: for 30 seconds the screen takes no touch. Use a damp cloth."),
            _("To stop, press “Leave the kiosk”. The screen then asks for a name and a password: call computer help."),
            ordered=True,
            look="short",
        ),
        # Translators: on the printed card for staff: a heading.
        _box(_("The staff code is lost"), _lost(_)),
    ]


def _lost(_: Words) -> str:
    # Translators: on the printed card for staff, about the code; the last two words are a command.
    return _("Nobody can look it up. Computer help makes a new one: metastasis-viewer kiosk-code.")


def _troubles(_: Words, facts: CardFacts) -> list[Node]:
    """Return what to do when something does not work."""
    boxes = [
        _box(
            # Translators: on the printed card for staff: a heading and short instructions under it.
            _("The screen is black, or nothing moves"),
            _("Is the screen on? Are its cables in? Touch it once."),
            _("Wait two minutes. A program that stops starts again by itself within seconds."),
            _("Hold the power button until the computer is off, 5 to 10 seconds. Wait, then press it once."),
            _("Still black? Hang up a sign, give out printed pages, and call computer help."),
            ordered=True,
            look="call",
        ),
        _box(
            # Translators: on the printed card for staff: a heading and short instructions under it.
            _("Somebody cannot use the screen"),
            _("Offer help, or the printed pages, also in large print. A keypad, if there is one, speaks."),
            _("Somebody feels sick: that is for you, not for the screen."),
            look="call",
        ),
    ]
    if facts.printer:
        printer = _box(
            # Translators: on the printed card for staff: a heading and short instructions under it.
            _("Nothing comes out of the printer"),
            _("Fill in paper. What somebody at the screen still waits for is then printed."),
            _("Look for a jam or a lamp that blinks. Turn the printer off and on."),
            _("After {sheets} sheets it prints no more until tomorrow.").format(sheets=facts.sheets),
        )
        boxes.insert(1, printer)
    return boxes


def staff_card_pdf(press: Press, card: Callable[[float], Node]) -> bytes:
    """Return the card as a tagged PDF, in the largest size in which it stands on one page.

    Args:
        press: Makes the pages.
        card: Gives the card in a size of its text.

    Raises:
        PressError: It cannot be made.
    """
    fitting = (points for points in POINTS if len(press.pages(card(points), {}, {}, dots=10)) == 1)
    return press.pdf(card(next(fitting, POINTS[-1])), {}, {})
