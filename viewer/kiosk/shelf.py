"""What a kiosk takes from when a visitor wants something."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.content.clinic import Clinic
    from viewer.content.notice import Notice
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.kiosk.policy import KioskSettings
    from viewer.printing.service import PrintService
    from viewer.summary.making import SummaryMaker
    from viewer.ui.speech import Voice
    from viewer.ui.theme import Colors


class KioskShelf(NamedTuple):
    """What the kiosk takes from.

    Attributes:
        notice: Gives the notice of a language.
        translation: Gives the interface's words of a language.
        colors: Gives the colors of a theme.
        language_name: Gives a language's name in that language.
        review: Says in a language whether the text in it is reviewed, in sentences.
        clinic: What the clinic has told, for the text.
        languages: The languages that are offered, in their order; never none.
        settings: What the clinic has told about its kiosk.
        trial: Whether no clinic has set this kiosk up.
        motion: Whether things may move.
        voice: Gives the voice that reads aloud; asked once, when somebody first wants to listen.
        chime: Makes the soft sound that goes with the question whether somebody is still there.
        maker: Gives what makes summaries of a topic.
        printers: Gives what prints on this system; ``None`` where there is no printing.
        paper: The paper in the printer; ``""`` where nobody has told.
        take_home: The address at which people find this at home; ``""`` where nobody has told.
        now: Gives the time in seconds since any beginning; it never goes back.
        today: Gives the day, as in ``"2026-11-28"``, for the limit of sheets.
    """

    notice: Callable[[str], Notice]
    translation: Callable[[str], Translation]
    colors: Callable[[str], Colors]
    language_name: Callable[[str], str]
    review: Callable[[str], Sequence[str]]
    clinic: Clinic
    languages: tuple[str, ...]
    settings: KioskSettings
    trial: bool
    motion: bool
    voice: Callable[[], Voice]
    chime: Callable[[], None]
    maker: Callable[[Topic], SummaryMaker]
    printers: Callable[[], PrintService] | None
    paper: str
    take_home: str
    now: Callable[[], float]
    today: Callable[[], str]
