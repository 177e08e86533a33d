"""Where the reader has been, so that Back leads there again. No Qt."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 100
"""How many places are remembered."""


class Place(NamedTuple):
    """A place in the text of a page.

    Attributes:
        position: The position in the text of the line that stands at the top.
        offset: How much of that line is above the edge, in pixels; below zero where something stands above the text.
    """

    position: int
    offset: int


BEGINNING = Place(0, 0)


class Stay(NamedTuple):
    """A page, and the place on it that the reader had reached.

    Attributes:
        page: The page's id.
        place: The place in its text.
    """

    page: str
    place: Place = BEGINNING


class Trail:
    """The pages behind the present one."""

    def __init__(self) -> None:
        self._behind: list[Stay] = []

    def leave(self, stay: Stay) -> None:
        """Remember a place that the reader leaves."""
        self._behind.append(stay)
        del self._behind[:-LONGEST]

    def back(self) -> Stay | None:
        """Return the place left last, and forget it; ``None`` at the beginning."""
        return self._behind.pop() if self._behind else None

    def __bool__(self) -> bool:
        """Whether there is a way back."""
        return bool(self._behind)
