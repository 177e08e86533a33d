"""The topic's title, and the buttons of the face that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from viewer.ui.tool_row import ToolRow
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.ui.theme import Look


class WrappedLabel(QLabel):
    """Plain words that wrap anywhere rather than be cut.

    Args:
        text: The words.
        look: How they look.
        scale: Their size as a multiple of the body text.
        color: The name of their color in the theme.
        bold: Whether they are bold.
    """

    def __init__(self, text: str, look: Look, scale: float, color: str, *, bold: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._scale, self._color, self._bold = scale, color, bold
        self._heights: dict[int, int] = {}
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._heights.clear()
        self.setFont(look.font(self._scale, bold=self._bold))
        self.update()

    def setText(self, text: str) -> None:
        """Set the words."""
        self._heights = {}
        super().setText(text)

    def natural_width(self) -> int:
        """Return the width in pixels of the words in one line."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that the words need at a width in pixels; each is measured once."""
        if width not in self._heights:
            self._heights[width] = round(Wrapped(self.text(), self.font(), width).height) + 2
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        painter.setPen(QColor(getattr(self._look.colors, self._color)))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = Wrapped(self.text(), self.font(), self.width(), self._side(), right_to_left=mirrored)
        words.draw(painter, QRectF(self.rect()))
        painter.end()

    def _side(self) -> Qt.AlignmentFlag:
        """Return the side where the words begin."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return Qt.AlignmentFlag.AlignHCenter
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft


class Header(QWidget):
    """Title and buttons: side by side where there is room for those that must stay, else the buttons below the title.

    Args:
        title: The topic's title.
        look: How it looks.
    """

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self._title = WrappedLabel(title, look, 1.35, "accent", bold=True)
        self._title.setParent(self)
        self.buttons = ToolRow()
        self.buttons.setParent(self)
        self._gap = look.em

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._title.set_look(look)
        self._gap = look.em

    def _room(self, width: int) -> int:
        """Return what is left beside the title for the buttons, in pixels; all where they stand below it."""
        room = width - self._title.natural_width() - self._gap
        return room if self.buttons.width_of(room) <= room else width

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        room = self._room(width)
        title, buttons = self._title.heightForWidth(width), self.buttons.height_of(room)
        return max(buttons, title) if room < width else title + buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place title and buttons anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place title and buttons."""
        width = self.width()
        room = self._room(width)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.buttons.show_fitting(room)
        high = self.buttons.height_of(room)
        if room < width:
            title, buttons = self._title.natural_width(), self.buttons.width_of(room)
            self._title.setGeometry(width - title if mirrored else 0, 0, title, self.height())
            top = (self.height() - high) // 2
            self.buttons.setGeometry(0 if mirrored else width - buttons, top, buttons, high)
        else:
            top = self._title.heightForWidth(width)
            self._title.setGeometry(0, 0, width, top)
            self.buttons.setGeometry(0, top, width, self.height() - top)
        self.buttons.relayout()
