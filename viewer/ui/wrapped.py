"""Words in a width: broken between words, inside a word only where one alone is too long, never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

LINE_HEIGHT = 1.25
"""Distance of two lines as a multiple of the size of the words."""


class Wrapped:
    """Words laid out in a width.

    Args:
        text: The words.
        font: Their font, with a size in pixels.
        width: The width, in pixels.
        side: Where lines begin.
        bold: How many characters at the beginning are bold.
        right_to_left: Whether the words are written from right to left; ``None`` lets the words decide.
        formats: How parts of the words look, as :func:`formatted` gives them; with any, ``bold`` is not looked at.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: int = 0,
        right_to_left: bool | None = None,
        formats: Sequence[QTextLayout.FormatRange] = (),
    ) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption(side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if right_to_left is not None:
            ways = Qt.LayoutDirection
            option.setTextDirection(ways.RightToLeft if right_to_left else ways.LeftToRight)
        self._layout.setTextOption(option)
        if formats or bold:
            self._layout.setFormats(list(formats) or [_bold(bold)])
        self.height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, self.height))
            self.height += max(line.height(), font.pixelSize() * LINE_HEIGHT)
        self._layout.endLayout()

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the words in the middle of a room's height, in the painter's color."""
        self._layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - self.height) / 2))


def _bold(count: int) -> QTextLayout.FormatRange:
    """Return a range that makes the first characters bold."""
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    return formatted(0, count, form)


def formatted(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a range that makes characters look in some way; both numbers count units of UTF-16."""
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, form
    return found
