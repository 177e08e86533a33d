"""The words in a close-up or figure: written by the program, so that they can be translated."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QFont, QImage

    from viewer.content.drawing import Line, Rect
    from viewer.ui.theme import Look

SHARE = 0.046
"""Largest size of the words as a part of the picture's width: a few of them must leave the picture to be seen."""

LEAST = 11
"""Least size of the words in pixels."""

DOT = 4.0
"""Radius of the dot on what is named, in pixels."""

BETWEEN = 4.0
"""How far apart two plates stand after one stood in the other's way, in pixels."""


class Label(NamedTuple):
    """Words in a picture, all in pixels of it.

    Attributes:
        text: The words.
        start: The dot on what they name.
        plate: Where they stand.
    """

    text: str
    start: QPointF
    plate: QRectF


def place_labels(
    size: tuple[float, float],
    view: Rect,
    lines: Mapping[str, Line],
    words: Mapping[str, str],
    measure: Callable[[str], tuple[float, float]],
) -> list[Label]:
    """Return where words stand: in the picture, and off each other, as far as there is room.

    Args:
        size: Width and height of the picture in pixels.
        view: The part of the drawing that it shows.
        lines: For each name where the line begins and where its words stand, in the drawing's coordinates.
        words: The words by their names; those without a line are left out.
        measure: Gives the width and height of words in pixels.
    """
    width, height = size
    scale = width / view.width
    placed: list[Label] = []
    for name, text in words.items():
        line = lines.get(name)
        if line is None:
            continue
        start = QPointF(line.x1 - view.x, line.y1 - view.y) * scale
        end = QPointF(line.x2 - view.x, line.y2 - view.y) * scale
        plate = _kept_inside(_plate(measure(text), end, downward=line.y2 >= line.y1), width, height)
        placed.append(Label(text, start, plate))
    return _moved_apart(placed, width)


def crowded(labels: list[Label]) -> bool:
    """Return whether a plate lies over another one, or over what is named."""
    plates = any(a.plate.intersects(b.plate) for a, b in combinations(labels, 2))
    return plates or any(
        label.plate.adjusted(-DOT, -DOT, DOT, DOT).contains(other.start) for label in labels for other in labels
    )


def draw_labels(image: QImage, view: Rect, lines: Mapping[str, Line], words: Mapping[str, str], look: Look) -> None:
    """Write words into a picture, each on a plate at the end of a line from what it names.

    The words are as large as the text around the picture, or as large as the picture has room for.

    Args:
        image: The close-up or figure; it is drawn on.
        view: The part of the drawing that it shows.
        lines: For each name where the line begins and where its words stand, in the drawing's coordinates.
        words: The words by their names; those without a line are left out.
        look: How it looks.
    """
    size = image.deviceIndependentSize()
    font, labels = fitted((size.width(), size.height()), view, lines, words, look)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for label in labels:
        _draw_line(painter, label, look)
    for label in labels:
        _draw_plate(painter, label, look)
    painter.end()


def fitted(
    size: tuple[float, float], view: Rect, lines: Mapping[str, Line], words: Mapping[str, str], look: Look
) -> tuple[QFont, list[Label]]:
    """Return the largest typeface in which the words do not crowd, or the least one, and where they stand.

    Args:
        size: Width and height of the picture in pixels.
        view: The part of the drawing that it shows.
        lines: The lines of the labels by their names.
        words: The words by their names.
        look: How it looks.
    """
    font = look.font(bold=True)
    for pixels in range(max(LEAST, min(look.em, round(size[0] * SHARE))), LEAST - 1, -1):
        font.setPixelSize(pixels)
        labels = place_labels(size, view, lines, words, partial(_size, QFontMetricsF(font)))
        whole = all(label.plate.left() >= 2 and label.plate.right() <= size[0] - 2 for label in labels)
        if whole and not crowded(labels):
            break
    return font, labels


def _size(metrics: QFontMetricsF, text: str) -> tuple[float, float]:
    size = metrics.size(0, text)
    return size.width(), size.height()


def _plate(size: tuple[float, float], end: QPointF, *, downward: bool) -> QRectF:
    """Return the plate of words of a size, in pixels, around the end of their line."""
    pad = size[1] * 0.3
    width, height = size[0] + 2 * pad, size[1] + pad * 0.6
    return QRectF(end.x() - width / 2, end.y() if downward else end.y() - height, width, height)


def _kept_inside(plate: QRectF, width: float, height: float) -> QRectF:
    """Return the plate moved so that it stands whole in the picture."""
    left = max(2.0, min(plate.left(), width - plate.width() - 2))
    top = max(2.0, min(plate.top(), height - plate.height() - 2))
    return QRectF(left, top, plate.width(), plate.height())


def _moved_apart(labels: list[Label], width: float) -> list[Label]:
    """Return the labels with plates that stand in each other's way moved sideways, as little as it takes."""
    moved = list(labels)
    for _ in range(len(labels)):
        for (i, a), (j, b) in combinations(enumerate(moved), 2):
            if not a.plate.intersects(b.plate):
                continue
            first, second = ((i, a), (j, b)) if a.plate.center().x() <= b.plate.center().x() else ((j, b), (i, a))
            overlap = first[1].plate.right() - second[1].plate.left() + BETWEEN
            left_room = max(0.0, first[1].plate.left() - 2)
            right_room = max(0.0, width - 2 - second[1].plate.right())
            by_left = min(left_room, max(overlap / 2, overlap - right_room))
            by_right = min(right_room, overlap - by_left)
            moved[first[0]] = first[1]._replace(plate=first[1].plate.translated(-by_left, 0))
            moved[second[0]] = second[1]._replace(plate=second[1].plate.translated(by_right, 0))
    return moved


def _draw_line(painter: QPainter, label: Label, look: Look) -> None:
    """Draw a line with a dot where it begins."""
    ink, surface = QColor(look.colors.ink), QColor(look.colors.surface)
    for color, wide in ((surface, 4.5), (ink, 2.0)):
        painter.setPen(QPen(color, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(label.start, label.plate.center())
    painter.setPen(QPen(surface, 1.5))
    painter.setBrush(ink)
    painter.drawEllipse(label.start, DOT, DOT)


def _draw_plate(painter: QPainter, label: Label, look: Look) -> None:
    """Draw the plate and the words on it."""
    ink = QColor(look.colors.ink)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(QColor(look.colors.surface))
    painter.drawRoundedRect(label.plate, 5, 5)
    painter.setPen(ink)
    painter.drawText(label.plate, int(Qt.AlignmentFlag.AlignCenter), label.text)
