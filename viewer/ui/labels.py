"""The words in a close-up or figure: written by the program, so that they can be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from viewer.content.label_places import DOT, SHARE, Label, largest_fitting, place_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFont, QImage

    from viewer.content.drawing import Line, Rect
    from viewer.ui.theme import Look

LEAST = 11
"""Least size of the words in pixels."""


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

    def measure(text: str) -> tuple[float, float]:
        words_size = QFontMetricsF(font).size(0, text)
        return words_size.width(), words_size.height()

    def place(pixels: int) -> list[Label]:
        font.setPixelSize(pixels)
        return place_labels(size, view, lines, words, measure)

    most = max(LEAST, min(look.em, round(size[0] * SHARE)))
    _, labels = largest_fitting(range(most, LEAST - 1, -1), place, size[0])
    return font, labels


def _draw_line(painter: QPainter, label: Label, look: Look) -> None:
    """Draw a line with a dot where it begins."""
    ink, surface = QColor(look.colors.ink), QColor(look.colors.surface)
    for color, wide in ((surface, 4.5), (ink, 2.0)):
        painter.setPen(QPen(color, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(*label.start), QPointF(*label.plate.center))
    painter.setPen(QPen(surface, 1.5))
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(*label.start), DOT, DOT)


def _draw_plate(painter: QPainter, label: Label, look: Look) -> None:
    """Draw the plate and the words on it."""
    ink = QColor(look.colors.ink)
    painter.setPen(QPen(ink, 1.2))
    painter.setBrush(QColor(look.colors.surface))
    plate = QRectF(*label.plate)
    painter.drawRoundedRect(plate, 5, 5)
    painter.setPen(ink)
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), label.text)
