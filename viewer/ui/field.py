"""A line to type in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit

from viewer.ui.buttons import RING, draw_focus
from viewer.ui.theme import palette

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from viewer.ui.theme import Look


class Field(QLineEdit):
    """One line to type in. It opens nothing: no menu, no list of words.

    Args:
        look: How it looks.
        longest: How many characters can be typed.

    Signals:
        went_down: The key that leads to what stands below was pressed.
    """

    went_down = Signal()

    def __init__(self, look: Look, longest: int) -> None:
        super().__init__()
        self._look = look
        self.setMaxLength(longest)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        colors = palette(look.colors)
        colors.setColor(QPalette.ColorRole.Base, QColor(look.colors.paper))
        colors.setColor(QPalette.ColorRole.Text, QColor(look.colors.ink))
        colors.setColor(QPalette.ColorRole.PlaceholderText, QColor(look.colors.quiet))
        self.setPalette(colors)
        self.setFont(look.font())
        side = round(look.em * 0.5) + RING
        self.setTextMargins(side, 0, side, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels, the same at any width."""
        return self.height_needed()

    def height_needed(self) -> int:
        """Return the height in pixels."""
        return max(round(self._look.em * 1.7) + 2 * RING, self._look.target + 2 * RING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow lead down."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the line around them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), RING, self._look)
        else:
            painter.setPen(QPen(QColor(self._look.colors.line), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RING, RING)
        painter.end()
