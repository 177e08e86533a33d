"""Whether somebody is still there: the rule, without Qt and without a clock. Times are in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.kiosk.policy import KioskSettings, idle_after

if TYPE_CHECKING:
    from collections.abc import Callable

READING, ASKING, GONE = "reading", "asking", "gone"
"""Somebody reads; it is asked whether somebody still does; nobody answered."""


class Attention:
    """Follows one visit.

    Args:
        settings: What the clinic has told.
        words: Gives the number of words that there are to read; asked only when nobody has touched for a while.
        now: The present time.
    """

    def __init__(self, settings: KioskSettings, words: Callable[[], int], now: float) -> None:
        self._settings, self._words = settings, words
        self._touched = now
        self._asked: float | None = None

    def touch(self, now: float) -> None:
        """Note that somebody is there; a question is answered by that, as often as it is asked."""
        self._touched = now
        self._asked = None

    def hold(self, now: float) -> None:
        """Note that the visit goes on by itself, as while a voice speaks; a question stays open."""
        if self._asked is None:
            self._touched = now

    def state(self, now: float) -> str:
        """Return :data:`READING`, :data:`ASKING` or :data:`GONE`; a question is open from the first time it is told."""
        still = now - self._touched
        least = self._settings.idle
        if self._asked is None and still >= least and still >= idle_after(self._words(), least):
            # Asked now, however long nobody looked: a machine that slept must not end a visit without asking.
            self._asked = now
        if self._asked is None:
            return READING
        return ASKING if now - self._asked < self._settings.countdown else GONE

    def left(self, now: float) -> int:
        """Return how much of the countdown is left, in whole seconds; all of it while nothing is asked."""
        if self._asked is None:
            return self._settings.countdown
        return max(0, round(self._settings.countdown - (now - self._asked) + 0.49))
