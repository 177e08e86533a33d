"""The words in a close-up: written by the program, so that they can be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage

    from viewer.content.drawing import Line, Rect
    from viewer.ui.theme import Look

SHARE = 0.046
"""Largest size of the words as a part of the picture's width: three of them must leave the picture to be seen."""


def draw_labels(image: QImage, view: Rect, lines: Mapping[str, Line], words: Mapping[str, str], look: Look) -> None:
    """Write words into a close-up, each on a plate at the end of a line from what it names.

    Args:
        image: The close-up; it is drawn on.
        view: The part of the drawing that it shows.
        lines: For each name where the line begins and where its words stand, in the drawing's coordinates.
        words: The words by their names; those without a line are left out.
        look: How it looks.
    """
    width = image.width() / image.devicePixelRatio()
    height = image.height() / image.devicePixelRatio()
    scale = width / view.width
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = look.font(bold=True)
    font.setPixelSize(max(11, min(look.em, round(width * SHARE))))
    painter.setFont(font)
    for name, text in words.items():
        line = lines.get(name)
        if line is None:
            continue
        start = QPointF(line.x1 - view.x, line.y1 - view.y) * scale
        end = QPointF(line.x2 - view.x, line.y2 - view.y) * scale
        plate = _plate(QFontMetricsF(font).size(0, text).toTuple(), end, downward=line.y2 >= line.y1)
        plate = _kept_inside(plate, width, height)
        _draw(painter, start, plate, text, look)
    painter.end()


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


def _draw(painter: QPainter, start: QPointF, plate: QRectF, text: str, look: Look) -> None:
    """Draw a line with a dot where it begins, the plate at its end and the words on it."""
    colors = look.colors
    ink = QColor(colors.ink)
    for color, wide in ((QColor(colors.surface), 4.5), (ink, 2.0)):
        painter.setPen(QPen(color, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(start, plate.center())
    painter.setPen(QPen(QColor(colors.surface), 1.5))
    painter.setBrush(ink)
    painter.drawEllipse(start, 4, 4)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(QColor(colors.surface))
    painter.drawRoundedRect(plate, 5, 5)
    painter.setPen(ink)
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
