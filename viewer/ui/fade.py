"""The soft edge that shows that the text goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Fade(QWidget):
    """A soft edge over the end of the text, seen while the text goes on below."""

    def __init__(self, parent: QWidget, color: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.color = color

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        color = QColor(self.color)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        for row in range(self.height()):
            color.setAlphaF((row + 1) / self.height())
            painter.setBrush(color)
            painter.drawRect(0, row, self.width(), 1)
        painter.end()

    def stand_below(self, view: QRect, em: int) -> None:
        """Stand at the lower edge of a view, in its parent's pixels; ``em`` is the size of the body text."""
        high = round(em * 1.6)
        self.setGeometry(QRect(view.left(), view.bottom() + 1 - high, view.width(), high))
        self.raise_()
