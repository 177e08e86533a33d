"""How many sheets a kiosk has printed, in this visit and today; it lives in memory and ends with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.kiosk.policy import sheets_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.kiosk.policy import KioskSettings

WHOLE_DAY = 24 * 60 * 60
"""A day, in seconds."""


class Receipt(NamedTuple):
    """Sheets that were counted.

    Attributes:
        sheets: How many.
        visit: The number of the visit.
        day: The number of the day.
    """

    sheets: int
    visit: int
    day: int


class SheetCount:
    """Counts sheets, and says how many are left.

    A day begins when the calendar goes on. A calendar that is set back begins none: yesterday's name alone brings no
    sheets. Where it was wrong by more than a day, the next one begins 24 hours after the last.

    Args:
        settings: What the clinic has told.
        now: Gives the time in seconds; it never goes back.
        today: Gives the day, as in ``"2026-11-28"``.
    """

    def __init__(self, settings: KioskSettings, now: Callable[[], float], today: Callable[[], str]) -> None:
        self._settings, self._now, self._today = settings, now, today
        self._name, self._began = today(), now()
        self._visit_number = self._day_number = 0
        self._visit = self._day = 0

    def begin_visit(self) -> None:
        """Begin with the next visitor."""
        self._visit_number += 1
        self._visit = 0

    def left(self, *, large: bool = False) -> int:
        """Return how many sheets may still be printed now, in large print or not."""
        self._follow_calendar()
        return sheets_left(self._settings, visit=self._visit, day=self._day, large=large)

    def left_today(self, *, large: bool = False) -> int:
        """Return how many sheets the next visitor could print today."""
        self._follow_calendar()
        return sheets_left(self._settings, visit=0, day=self._day, large=large)

    def most(self, *, large: bool = False) -> int:
        """Return how many sheets can ever be printed for one visitor."""
        return sheets_left(self._settings, visit=0, day=0, large=large)

    def take(self, sheets: int) -> Receipt:
        """Count sheets that are handed to the printer."""
        self._follow_calendar()
        self._visit += sheets
        self._day += sheets
        return Receipt(sheets, self._visit_number, self._day_number)

    def give_back(self, receipt: Receipt) -> None:
        """Take back from the count what did not come out of the printer."""
        self._follow_calendar()
        if receipt.visit == self._visit_number:
            self._visit -= receipt.sheets
        if receipt.day == self._day_number:
            self._day -= receipt.sheets

    def _follow_calendar(self) -> None:
        """Begin a day, if one has begun."""
        name, now = self._today(), self._now()
        if name > self._name or (name < self._name and now - self._began >= WHOLE_DAY):
            self._name, self._began = name, now
            self._day_number += 1
            self._day = 0
