"""Where the reader has been, so that Back and Forward lead there again. No Qt."""

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
    """The places behind the present one, and those that the reader has come back from."""

    def __init__(self) -> None:
        self._behind: list[Stay] = []
        self._ahead: list[Stay] = []

    def leave(self, stay: Stay) -> None:
        """Remember a place that the reader leaves for a new one; the way forward ends here."""
        self._ahead.clear()
        self._behind.append(stay)
        del self._behind[:-LONGEST]

    def back(self, here: Stay) -> Stay | None:
        """Return the place left last, and remember the present one as ahead of it; ``None`` at the beginning."""
        return _move(self._behind, self._ahead, here)

    def forward(self, here: Stay) -> Stay | None:
        """Return the place that the reader came back from last; ``None`` where there is none."""
        return _move(self._ahead, self._behind, here)

    def within(self, pages: Collection[str]) -> Trail:
        """Return the same way back and forward without the pages that are not among these."""
        kept = Trail()
        kept._behind = [stay for stay in self._behind if stay.page in pages]
        kept._ahead = [stay for stay in self._ahead if stay.page in pages]
        return kept

    @property
    def leads_on(self) -> bool:
        """Whether there is a way forward."""
        return bool(self._ahead)

    def __bool__(self) -> bool:
        """Whether there is a way back."""
        return bool(self._behind)


def _move(places: list[Stay], others: list[Stay], here: Stay) -> Stay | None:
    """Take the last of the places, and put the present one to the others; ``None`` where there is none."""
    if not places:
        return None
    others.append(here)
    del others[:-LONGEST]
    return places.pop()


class Visit(NamedTuple):
    """Where a reader is in a topic, so that a newer state of the topic can be shown from there.

    Attributes:
        stay: The page and the place in its text.
        text: The page's text as it was shown.
        opened: The ids of the closed parts that the reader has opened.
        trail: The places behind the present one and ahead of it.
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

    Both have the same paragraphs; where they have not, it is the one as far down. A place above the text stays.

    Args:
        place: The place in the text before.
        before: The text before.
        after: The text in the other language.
    """
    if not place.position and place.offset < 0:
        return place
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
