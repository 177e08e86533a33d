"""A scroll bar that can be seen: a broad rounded handle in the color of what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QScrollBar

from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from viewer.ui.theme import Look

WIDTH = 16
"""Width of the bar, in pixels."""

LEAST_HANDLE = 32
"""Least height of the handle, in pixels."""


class ScrollBar(QScrollBar):
    """A vertical scroll bar.

    Args:
        look: How it looks.
        parent: The scroll area.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's width; its height follows from the scroll area."""
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the way and the handle."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), QColor(self._look.colors.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way = QRectF(self.rect()).adjusted(5.5, 2, -5.5, -2)
        color = QColor(self._look.colors.line)
        color.setAlphaF(0.3)
        painter.setBrush(color)
        painter.drawRoundedRect(way, 2.5, 2.5)
        shape = self._handle().adjusted(3, 0, -3, 0)
        painter.setBrush(QColor(self._look.colors.accent))
        painter.drawRoundedRect(shape, 5, 5)
        painter.end()

    def _handle(self) -> QRectF:
        """Return where the handle stands, in pixels: between two ends that move the text by a line, as Qt has them."""
        end = self.width()
        length, span = self.height() - 2 * end, self.maximum() - self.minimum()
        if not span:
            return QRectF(0, end, self.width(), length)
        high = max(LEAST_HANDLE, length * self.pageStep() // (span + self.pageStep()))
        top = end + (length - high) * (self.value() - self.minimum()) / span
        return QRectF(0, top, self.width(), high)
