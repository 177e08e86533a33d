"""Where the reader has been, so that Back leads there again. No Qt."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 100
"""How many places are remembered."""


class Stay(NamedTuple):
    """A page, and the place on it that the reader had reached.

    Attributes:
        page: The page's id.
        place: A position in its text; 0 is the beginning.
    """

    page: str
    place: int = 0


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
