"""The ring around what somebody has come to with the keypad, where that can have no focus and so draws none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from shiboken6 import isValid

from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.ui.theme import Look

LINE = 9
"""Width of the ring, in pixels: two thirds dark on light, or light on dark, and inside a line of the paper's color."""

APART = 4
"""Room between the ring and small things that stand in it, in pixels; around large ones it stands on their edge."""


class Ring(QWidget):
    """A ring that lets every touch through.

    Args:
        target: What it stands around.
        look: How it looks.
        under: Whether it is only a line along the lower edge of the target, for what stands under it.
    """

    def __init__(self, target: QWidget, look: Look, *, under: bool = False) -> None:
        home = target if under else target.parentWidget()
        super().__init__(home)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("keypad-ring")
        self._target, self._look, self._under = target, look, under
        target.installEventFilter(self)
        self._place()
        self.raise_()
        self.show()

    def go(self) -> None:
        """Be gone; it may have gone already, with what it stood around."""
        if isValid(self):
            self._target.removeEventFilter(self)
            self.hide()
            self.deleteLater()

    def _place(self) -> None:
        """Stand around the target, as far as there is room."""
        if self._under:
            self.setGeometry(0, self._target.height() - LINE, self._target.width(), LINE)
            return
        around = self._target.geometry()
        margin = LINE + APART if isinstance(self._target, (QLabel, QAbstractButton)) else 0
        home = self.parentWidget()
        room = home.rect() if home is not None else QRect(around)
        self.setGeometry(around.adjusted(-margin, -margin, margin, margin).intersected(room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the target goes."""
        if watched is self._target and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring: a line in the color of the focus, and inside it one in that of the paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._under:
            fill(painter, QRectF(self.rect()), QColor(self._look.colors.focus))
            painter.end()
            return
        inner = LINE / 3
        for color, width, inset in (
            (self._look.colors.focus, 2 * inner, inner),
            (self._look.colors.paper, inner, 2.5 * inner),
        ):
            painter.setPen(QPen(QColor(color), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        painter.end()
