"""The stops of somebody who has only a keypad: what there is to come to, one after the other. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE, PANEL, OVERLAY, PICTURE, STAFF, NOTICE, TRIAL = (
    *("page", "panel", "overlay", "picture", "staff", "notice", "trial"),
)
"""Names of stops that are no buttons."""


class Stop(NamedTuple):
    """What one can come to.

    Attributes:
        name: What it is called; it stays while words and looks change.
        words: What is spoken of it.
        language: The language of these words, as in ``"es"``.
        shown: What shows it on the screen; ``None`` for nothing that could be pointed at.
        link: Where it leads, for a link in a panel of words, as in ``"glossary:gene"``.
    """

    name: str
    words: str
    language: str
    shown: object = None
    link: str = ""


class Round:
    """Where somebody is among the stops. They stand in a ring: after the last one comes the first.

    Stops come and go while somebody moves. Who stood at one that has gone stands at the one that took its place.
    """

    def __init__(self) -> None:
        self._name = ""
        self._number = 0

    def forget(self) -> None:
        """Stand at the first stop again."""
        self._name, self._number = "", 0

    def go_to(self, name: str) -> None:
        """Stand at the stop of a name from now on."""
        self._name = name

    def here(self, stops: Sequence[Stop]) -> Stop:
        """Return the stop where one stands.

        Args:
            stops: The stops that there are now; at least one.
        """
        return self.move(0, stops)

    def move(self, count: int, stops: Sequence[Stop]) -> Stop:
        """Go on by so many stops, back for less than 0, and return where that leads to.

        Args:
            count: How many.
            stops: The stops that there are now; at least one.
        """
        names = [stop.name for stop in stops]
        if self._name in names:
            self._number = names.index(self._name)
        else:
            self._number = min(self._number, len(stops) - 1)
            # What was there has gone: the next one stands in its place already.
            count -= 1 if count > 0 else 0
        self._number = (self._number + count) % len(stops)
        self._name = names[self._number]
        return stops[self._number]
