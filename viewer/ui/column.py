"""A column of anything, that scrolls where it is too high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from viewer.ui.flow import Flow
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.theme import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from viewer.ui.theme import Look

EDGE = 4
"""Room between the widgets and the scroll bar, in pixels."""

ABOVE = 2
"""How many times the text size is left above what gets the focus, so that the words over it may be seen."""


class Column(QScrollArea):
    """Widgets below each other, each as wide as there is room; hidden ones take none. What gets the focus is in sight.

    Args:
        look: How it looks.
        name: What a screen reader calls it.
        bar_name: What a screen reader calls the scroll bar.
    """

    def __init__(self, look: Look, name: str, bar_name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
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
        self._head: QWidget | None = None
        self._lead = 0
        self._items: list[tuple[QWidget, float]] = []
        # Qt itself scrolls only where Tab goes from one widget of the area to another one of it.
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has got the focus; what a pointer holds down must not move away under it."""
        if now is not None and self._inside.isAncestorOf(now) and not QGuiApplication.mouseButtons():
            self.bring_into_sight(now)

    def take(self, *items: QWidget) -> None:
        """Become the home of widgets, before anything shows or hides them: without a home they would be windows."""
        for item in items:
            item.setParent(self._inside)
            item.show()

    def fill(self, items: Sequence[tuple[QWidget, float]]) -> None:
        """Hold these widgets in this order; one that stood there before and is not named keeps its parent.

        Args:
            items: The widgets, each with the room above it as a multiple of the text size.
        """
        self._items = list(items)
        for item, _above in items:
            if item.parentWidget() is not self._inside:
                # A widget that was never shown is hidden, too, but nobody has said so.
                hidden = item.isHidden() and item.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
                item.setParent(self._inside)
                item.setVisible(not hidden)

    def set_head(self, head: QWidget | None) -> None:
        """Hold a widget above all others, or none."""
        self._head = head
        if head is not None:
            self.take(head)

    def stand(self, place: QRect, lead: int) -> None:
        """Stand at a place, with room above everything that is out of sight at first, for what may be pulled down.

        Args:
            place: The place, in pixels.
            lead: The room above everything, in pixels.
        """
        moved = self._bar.value() - self._lead
        beginning = self._bar.value() == min(self._lead, self._bar.maximum())
        self._lead = lead
        self.setGeometry(place)
        self.relayout()
        self._bar.setValue(lead if beginning else lead + moved)

    def set_look(self, look: Look) -> None:
        """Take another look; the widgets take it by themselves."""
        self._look = look
        self._bar.set_look(look)
        ground = palette(look.colors)
        ground.setColor(ground.ColorRole.Window, QColor(look.colors.surface))
        self.setPalette(ground)

    def _room(self, width: int) -> int:
        return width - self._bar.sizeHint().width() - EDGE

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at which nothing needs scrolling, at a width in pixels; without the head."""
        return self._place(self._items, self._room(width), 0, apply=False)

    def relayout(self, hold: QWidget | None = None) -> None:
        """Place all.

        Args:
            hold: A widget that stays where it is on the screen, whatever came or went above it.
        """
        before = self._top(hold) if hold is not None else 0
        room = self._room(self.width())
        head = [] if self._head is None else [(self._head, 0.0)]
        self._inside.resize(room + EDGE, self._place([*head, *self._items], room, self._lead, apply=True))
        if hold is not None:
            self._bar.setValue(self._bar.value() + self._top(hold) - before)

    def show_focus(self) -> None:
        """Bring what has the focus into sight."""
        focus = self.window().focusWidget()
        if focus is not None and self._inside.isAncestorOf(focus):
            self.bring_into_sight(focus)

    def bring_into_sight(self, item: QWidget) -> None:
        """Scroll until all of a widget can be seen, or its beginning, and what is above it where there is room."""
        top, above = self._top(item), (self.viewport().height() - item.height()) // 2
        for edge in (top + item.height(), top - max(0, min(ABOVE * self._look.em, above))):
            self.ensureVisible(0, edge, 0, 0)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self._inside, QPoint()).y()

    def _place(self, items: Sequence[tuple[QWidget, float]], room: int, lead: int, *, apply: bool) -> int:
        """Place widgets in a width, with room above them, both in pixels, or only say how high that is."""
        y = lead
        left = EDGE if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        for item, above in items:
            if item.isHidden():
                continue
            y += round(above * self._look.em) if y > lead else 0
            high = item.heightForWidth(room)
            if apply:
                item.setGeometry(left, y, room, high)
                if isinstance(item, Flow):
                    item.relayout()
            y += high
        return y

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place all anew."""
        super().resizeEvent(event)
        self.relayout()
