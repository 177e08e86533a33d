"""A column of anything, that scrolls where it is too high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.ui.field import Field
from viewer.ui.flow import Flow
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.theme import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from viewer.ui.theme import Look


class Column(QScrollArea):
    """Widgets below each other, each as wide as there is room; hidden ones take none.

    Args:
        look: How it looks.
        bar_name: What a screen reader calls the scroll bar.
    """

    def __init__(self, look: Look, bar_name: str) -> None:
        super().__init__()
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self)
        self.setVerticalScrollBar(self._bar)
        self._bar.setAccessibleName(bar_name)
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._items: list[tuple[QWidget, float]] = []

    def take(self, *items: QWidget) -> None:
        """Become the home of widgets, before anything shows or hides them: without a home they would be windows."""
        for item in items:
            item.setParent(self._inside)
            item.show()

    def fill(self, items: Sequence[tuple[QWidget, float]]) -> None:
        """Hold these widgets, taken before, in this order.

        Args:
            items: The widgets, each with the room above it as a multiple of the text size.
        """
        self._items = list(items)

    def watch(self, widget: QWidget) -> None:
        """Keep a widget in sight when it gets the focus."""
        widget.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        """Take another look; the widgets take it by themselves."""
        self._look = look
        self._bar.set_look(look)
        ground = palette(look.colors)
        ground.setColor(ground.ColorRole.Window, QColor(look.colors.surface))
        self.setPalette(ground)

    def height_at(self, width: int) -> int:
        """Return the height in pixels that all need at a width in pixels."""
        return self._place(width - self._bar.sizeHint().width(), apply=False)

    def relayout(self, hold: QWidget | None = None) -> None:
        """Place all.

        Args:
            hold: A widget that stays where it is on the screen, whatever came or went above it.
        """
        before = self._top(hold) if hold is not None else 0
        room = self.width() - self._bar.sizeHint().width()
        self._inside.resize(room, self._place(room, apply=True))
        if hold is not None:
            self._bar.setValue(self._bar.value() + self._top(hold) - before)

    def show_focus(self) -> None:
        """Bring what has the focus into sight: all of it, or its beginning."""
        focus = self.window().focusWidget()
        if focus is not None and self._inside.isAncestorOf(focus):
            top = self._top(focus)
            for edge in (top + focus.height(), top):
                self.ensureVisible(0, edge, 0, 0)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self._inside, QPoint()).y()

    def _place(self, room: int, *, apply: bool) -> int:
        """Place all in a width in pixels, or only say how high that is."""
        y = 0
        for item, above in self._items:
            if item.isHidden():
                continue
            y += round(above * self._look.em) if y else 0
            high = item.height_needed() if isinstance(item, Field) else item.heightForWidth(room)
            if apply:
                item.setGeometry(0, y, room, high)
                if isinstance(item, Flow):
                    item.relayout()
            y += high
        return y

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place all anew."""
        super().resizeEvent(event)
        self.relayout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep in sight what gets the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self.show_focus()
        return super().eventFilter(watched, event)
