"""Where the words in a close-up or figure stand: arithmetic for screen and paper alike.

A label is a line from what is named to a plate with its words. Plates stay in the picture and off each other.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from viewer.content.drawing import Line, Rect

SHARE = 0.046
"""Largest size of the words as a part of the picture's width: a few of them must leave the picture to be seen."""

DOT = 4.0
"""Radius of the dot on what is named."""

BETWEEN = 4.0
"""How far apart two plates stand after one stood in the other's way."""

EDGE = 2.0
"""How far a plate stays from the edge of the picture."""


class Plate(NamedTuple):
    """A rectangle with words on it."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def center(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def meets(self, other: Plate) -> bool:
        """Whether it shares any room with another one."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, x: float, y: float, margin: float) -> bool:
        """Whether a point lies in it, or closer to it than a margin."""
        across = self.left - margin <= x <= self.right + margin
        return across and self.top - margin <= y <= self.bottom + margin


class Label(NamedTuple):
    """Words in a picture, in the unit of its size.

    Attributes:
        text: The words.
        start: The dot on what they name, from left and top.
        plate: Where they stand.
    """

    text: str
    start: tuple[float, float]
    plate: Plate


def place_labels(
    size: tuple[float, float],
    view: Rect,
    lines: Mapping[str, Line],
    words: Mapping[str, str],
    measure: Callable[[str], tuple[float, float]],
) -> list[Label]:
    """Return where words stand: in the picture, and off each other, as far as there is room.

    Args:
        size: Width and height of the picture.
        view: The part of the drawing that it shows.
        lines: For each name where the line begins and where its words stand, in the drawing's coordinates.
        words: The words by their names; those without a line are left out.
        measure: Gives the width and height of words, in the unit of the size.
    """
    width, height = size
    scale = width / view.width
    placed: list[Label] = []
    for name, text in words.items():
        line = lines.get(name)
        if line is None:
            continue
        start = ((line.x1 - view.x) * scale, (line.y1 - view.y) * scale)
        end = ((line.x2 - view.x) * scale, (line.y2 - view.y) * scale)
        plate = _kept_inside(_plate(measure(text), end, downward=line.y2 >= line.y1), width, height)
        placed.append(Label(text, start, plate))
    return _moved_apart(placed, width)


def largest_fitting(sizes: Iterable[int], place: Callable[[int], list[Label]], width: float) -> tuple[int, list[Label]]:
    """Return the first size of the words at which they neither crowd nor leave the picture, or the last size.

    Args:
        sizes: The sizes to try, at least one.
        place: Returns where the words stand at a size.
        width: The picture's.
    """
    size, labels = 0, list[Label]()
    for size in sizes:
        labels = place(size)
        whole = all(label.plate.left >= EDGE and label.plate.right <= width - EDGE for label in labels)
        if whole and not crowded(labels):
            break
    return size, labels


def crowded(labels: list[Label]) -> bool:
    """Return whether a plate lies over another one, or over what is named."""
    if any(a.plate.meets(b.plate) for a, b in combinations(labels, 2)):
        return True
    return any(label.plate.holds(*other.start, DOT) for label in labels for other in labels)


def _plate(size: tuple[float, float], end: tuple[float, float], *, downward: bool) -> Plate:
    """Return the plate of words of a size around the end of their line."""
    pad = size[1] * 0.3
    width, height = size[0] + 2 * pad, size[1] + pad * 0.6
    return Plate(end[0] - width / 2, end[1] if downward else end[1] - height, width, height)


def _kept_inside(plate: Plate, width: float, height: float) -> Plate:
    """Return the plate moved so that it stands whole in the picture."""
    left = max(EDGE, min(plate.left, width - plate.width - EDGE))
    top = max(EDGE, min(plate.top, height - plate.height - EDGE))
    return plate._replace(left=left, top=top)


def _moved_apart(labels: list[Label], width: float) -> list[Label]:
    """Return the labels with plates that stand in each other's way moved sideways, as little as it takes."""
    moved = list(labels)
    for _ in range(len(labels)):
        for (i, a), (j, b) in combinations(enumerate(moved), 2):
            if not a.plate.meets(b.plate):
                continue
            first, second = ((i, a), (j, b)) if a.plate.center[0] <= b.plate.center[0] else ((j, b), (i, a))
            overlap = first[1].plate.right - second[1].plate.left + BETWEEN
            left_room = max(0.0, first[1].plate.left - EDGE)
            right_room = max(0.0, width - EDGE - second[1].plate.right)
            by_left = min(left_room, max(overlap / 2, overlap - right_room))
            by_right = min(right_room, overlap - by_left)
            moved[first[0]] = _shifted(first[1], -by_left)
            moved[second[0]] = _shifted(second[1], by_right)
    return moved


def _shifted(label: Label, by: float) -> Label:
    return label._replace(plate=label.plate._replace(left=label.plate.left + by))
