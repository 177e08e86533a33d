"""What covers a kiosk's screen for a while, but never the line for the staff and the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import Button
from viewer.ui.header import WrappedLabel
from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.ui.theme import Look


class Overlay(QWidget):
    """A heading, words, and perhaps a button in the lower half.

    Args:
        heading: The heading.
        words: The words under it.
        button: The words on the button; ``""`` for none.
        look: How it looks.

    Signals:
        pressed: The button was pressed.
    """

    pressed = Signal()

    def __init__(self, heading: str, words: str, button: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._heading = self._label(heading, 1.9, "accent", bold=True)
        self._words = self._label(words, 1.2, "ink")
        self._button = Button(button, look) if button else None
        if self._button is not None:
            self._button.setParent(self)
            self._button.setObjectName("overlay-button")
            self._button.set_lit(True)
            self._button.clicked.connect(self.pressed)

    def _label(self, words: str, scale: float, color: str, *, bold: bool = False) -> WrappedLabel:
        label = WrappedLabel(words, self._look, scale, color, bold=bold)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setParent(self)
        return label

    @property
    def heading(self) -> str:
        """The heading."""
        return self._heading.text()

    @property
    def words(self) -> str:
        """The words under the heading."""
        return self._words.text()

    def set_words(self, words: str) -> None:
        """Set the words under the heading."""
        if words != self._words.text():
            self._words.setText(words)
            self.relayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place heading and words above the middle, the button below it."""
        em, wide = self._look.em, min(self.width() - 2 * self._look.em, 34 * self._look.em)
        left, middle = (self.width() - wide) // 2, self.window().height() // 2
        heading, words = self._heading.heightForWidth(wide), self._words.heightForWidth(wide)
        top = max(em // 2, middle - words - heading - em)
        self._heading.setGeometry(left, top, wide, heading)
        self._words.setGeometry(left, top + heading + em // 2, wide, words)
        if self._button is not None:
            broad = min(wide, self._button.sizeHint().width() + 4 * em)
            high = self._button.heightForWidth(broad) + em
            below = max(middle + em // 2, top + heading + words + em)
            self._button.setGeometry((self.width() - broad) // 2, min(below, self.height() - high), broad, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), QColor(self._look.colors.paper))
        painter.end()
