"""Widgets below each other in an area that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.theme import palette

if TYPE_CHECKING:
    from viewer.ui.theme import Look


class Column(QScrollArea):
    """Widgets below each other; those that are hidden take no room.

    Args:
        look: How it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The widgets in it have the focus; moving it to one that is out of sight scrolls.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self)
        self.setVerticalScrollBar(self._bar)
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._items: list[QWidget] = []
        # Qt itself scrolls only where Tab goes from one widget of the area to another one of it.
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has got the focus."""
        if now is not None and self._inside.isAncestorOf(now):
            self.bring_into_sight(now)

    def show_items(self, items: list[QWidget]) -> None:
        """Say what stands in the column, in this order; what stood there before and is not named keeps its parent."""
        self._items = items
        for item in items:
            if item.parentWidget() is not self._inside:
                # A widget that was never shown is hidden, too, but nobody has said so.
                hidden = item.isHidden() and item.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
                item.setParent(self._inside)
                item.setVisible(not hidden)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._bar.set_look(look)
        ground = palette(look.colors)
        ground.setColor(ground.ColorRole.Window, QColor(look.colors.surface))
        self.setPalette(ground)

    def _room(self, width: int) -> int:
        return width - self._bar.sizeHint().width() - 4

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at which nothing needs scrolling, at a width in pixels."""
        room, gap = self._room(width), self._gap()
        return sum(item.heightForWidth(room) + gap for item in self._items if not item.isHidden())

    def _gap(self) -> int:
        return round(self._look.em * 0.7)

    def relayout(self) -> None:
        """Place the widgets."""
        room, gap, top = self._room(self.width()), self._gap(), 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 4 if mirrored else 0
        for item in self._items:
            if not item.isHidden():
                high = item.heightForWidth(room)
                item.setGeometry(left, top, room, high)
                top += high + gap
        self._inside.resize(room + 4, top)

    def bring_into_sight(self, item: QWidget) -> None:
        """Scroll until a widget of the column can be seen, and the words above it where there is room."""
        above = 2 * self._look.em
        self.ensureWidgetVisible(item, 0, min(above, max(0, (self.viewport().height() - item.height()) // 2)))
