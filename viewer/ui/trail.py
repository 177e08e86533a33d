"""Where the reader has been, so that Back leads there again. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

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

    def within(self, pages: Collection[str]) -> Trail:
        """Return the same way back without the pages that are not among these."""
        kept = Trail()
        for stay in self._behind:
            if stay.page in pages:
                kept.leave(stay)
        return kept

    def __bool__(self) -> bool:
        """Whether there is a way back."""
        return bool(self._behind)


class Visit(NamedTuple):
    """Where a reader is in a topic, so that a newer state of the topic can be shown from there.

    Attributes:
        stay: The page and the place in its text.
        text: The page's text as it was shown.
        opened: The ids of the closed parts that the reader has opened.
        trail: The pages behind the present one.
        language: The language that was shown.
        caret: Whether the text had a cursor.
    """

    stay: Stay
    text: str
    opened: frozenset[str]
    trail: Trail
    language: str
    caret: bool = False


def carried(place: Place, before: str, after: str) -> Place:
    """Return where a place of a text stands after the text was changed in one spot.

    What stands above the change stays where it is, what stands below moves with its words; inside of the change, the
    place is its beginning.

    Args:
        place: The place in the text before.
        before: The text before.
        after: The text now.
    """
    # Qt counts in units of UTF-16.
    old, new = (text.encode("utf-16-le", "surrogatepass") for text in (before, after))
    same = _alike(old, new)
    if place.position <= same:
        return place
    most = min(len(old), len(new)) // 2 - same
    below = min(most, _alike(old[::-1], new[::-1]))
    from_end = len(old) // 2 - place.position
    return place._replace(position=len(new) // 2 - from_end) if from_end <= below else Place(same, 0)


def aligned(place: Place, before: str, after: str) -> Place:
    """Return the beginning of the paragraph that a place in a text stands in, in the same text in another language.

    Both have the same paragraphs; where they have not, it is the one as far down.

    Args:
        place: The place in the text before.
        before: The text before.
        after: The text in the other language.
    """
    old, new = before.encode("utf-16-le", "surrogatepass"), after.split("\n")
    number = old[: 2 * place.position].decode("utf-16-le", "replace").count("\n")
    count = before.count("\n") + 1
    if count != len(new):
        number = min(len(new) - 1, round(number * len(new) / count))
    above = "\n".join(new[:number]) + "\n" if number else ""
    return Place(len(above.encode("utf-16-le", "surrogatepass")) // 2, 0)


def _alike(first: bytes, second: bytes) -> int:
    """Return in how many units of UTF-16 two texts begin alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second))) // 2
