"""Where the reader is in the text, whether the text itself scrolls or the area around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from viewer.ui.trail import BEGINNING, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from viewer.ui.explanation import Explanation

GLIDE = 250
"""Time that the text takes to follow the voice, in milliseconds; with reduced motion it simply is there."""

OVERLAP = 2
"""Lines that stay in sight when the text moves on by what is in sight."""

LEAD = 0.66
"""Most of the height that the picture takes above the beginning of a new page, on one long page."""

LEAST_TURN = 0.7
"""Least part of what is in sight by which the text moves on: with few lines in sight fewer of them stay."""

FIRST_LINES = 8
"""Least height of the text at the beginning of a new page there, in em: the picture gives way to it."""

_KEYS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
}

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""How the focus comes when the eye has to be led to it."""


class Scroller(QObject):
    """Moves the text, and keeps in sight what the keyboard reaches.

    Args:
        area: The area that holds the text.
        text: The text.

    Signals:
        moved: The text has moved, or is longer or shorter now.
    """

    moved = Signal()

    def __init__(self, area: QScrollArea, text: Explanation) -> None:
        super().__init__(area)
        self._area = area
        self._bar = area.verticalScrollBar()
        self._text = text
        self._long = False
        self._lead = 0
        self._margin = 0
        self._motion = False
        self._glide: QPropertyAnimation | None = None
        for bar in (self._bar, text.verticalScrollBar()):
            bar.valueChanged.connect(self.moved)
            bar.rangeChanged.connect(self.moved)
        text.installEventFilter(self)
        text.link_reached.connect(self._show_link)
        text.caret.moved.connect(self._show_link)
        text.line_wanted.connect(self._show_line)
        text.part_reached.connect(self._show_part)

    def set_way(self, *, long: bool, lead: int, em: int, motion: bool) -> None:
        """Say how the text scrolls.

        Args:
            long: Whether the text is as high as its words, so that the area scrolls.
            lead: Height of the picture and its line above the text in the area, in pixels; 0 where they are not.
            em: Size of the body text, in pixels.
            motion: Whether things may move.
        """
        self._long, self._lead, self._margin, self._motion = long, lead, em, motion
        self._bar.setSingleStep(em * 2)

    def watch(self, widget: QWidget) -> None:
        """Keep a widget of the area in sight when it gets the focus."""
        widget.installEventFilter(self)

    @property
    def _top(self) -> int:
        """Where the text begins in the area, in pixels."""
        inside = self._area.widget()
        return self._text.mapTo(inside, QPoint()).y() if inside and inside.isAncestorOf(self._text) else 0

    @property
    def more_below(self) -> bool:
        """Whether the area goes on below its edge."""
        return self._long and self._bar.value() < self._bar.maximum() - 2

    @property
    def _moving(self) -> QAbstractSlider:
        """The bar that moves the text."""
        return self._bar if self._long else self._text.verticalScrollBar()

    @property
    def views(self) -> tuple[QWidget, QWidget]:
        """What a finger can draw: the text, and the area around it."""
        return self._text.viewport(), self._area.viewport()

    def can_turn(self, count: int) -> bool:
        """Whether the text goes on: below what is in sight for 1, above it for -1."""
        bar = self._moving
        return bar.value() < bar.maximum() - 2 if count > 0 else bar.value() > bar.minimum() + 2

    def turn(self, count: int) -> None:
        """Move the text by what is in sight but for two lines: down for 1, up for -1."""
        bar = self._moving
        high = self._area.viewport().height() if self._long else self._text.viewport().height()
        step = max(40, round(high * LEAST_TURN), high - OVERLAP * 2 * self._margin)
        self._glide_to(bar, max(bar.minimum(), min(bar.maximum(), bar.value() + count * step)))

    def place(self) -> Place:
        """Return the reader's place in the text."""
        if not self._long:
            return self._text.place() if self._text.verticalScrollBar().value() else BEGINNING
        above = self._bar.value() - self._top
        if above > 0:
            return self._text.place(above)
        # Just at the text's top, a pixel tells the place from the very beginning, where the picture is.
        return Place(0, min(above, -1)) if self._bar.value() else BEGINNING

    def show_place(self, place: Place) -> None:
        """Move the text so that a place, as :meth:`place` gives it, stands where it stood."""
        self._end_glide()
        if not self._long:
            self._text.show_place(place)
        elif place == BEGINNING:
            self._bar.setValue(0)
        elif place.offset < 0 and not place.position:
            self._bar.setValue(self._top + place.offset)
        else:
            self._bar.setValue(self._top + self._text.place_top(place))

    def show_beginning(self, *, picture: bool = True) -> None:
        """Move to the beginning of the text.

        Args:
            picture: Whether the end of the picture stays in sight, where it stands above the text.
        """
        self._text.show_place(BEGINNING)
        high = self._area.viewport().height()
        lead = max(0, min(self._lead, round(LEAD * high), high - FIRST_LINES * self._margin)) if picture else 0
        self._bar.setValue(self._top - lead if self._long and self._lead else 0)

    def show_block(self, block: str, above: int = 0) -> None:
        """Move the text so that a block stands at the top, or some pixels below it."""
        if self._long:
            self._text.begin_at(block)
            self._bar.setValue(self._top + self._text.block_top(block) - above)
        else:
            self._text.show_block(block)
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.value() - above)

    def _show_link(self) -> None:
        """Follow the link that Tab has reached, or the text cursor, with some lines around it."""
        spot = QRectF(self._text.cursorRect())
        self._show_line(spot.translated(0, self._text.verticalScrollBar().value()))

    def _show_line(self, line: QRectF) -> None:
        """Bring a line into sight, with some lines around it; its place is in pixels from the corner of the text."""
        if self._long:
            self._area.ensureVisible(0, self._top + round(line.center().y()), 0, self._margin * 3)
            return
        bar = self._text.verticalScrollBar()
        below = round(line.bottom()) + self._margin * 3 - self._text.height()
        above = round(line.top()) - self._margin * 3
        if below > bar.value():
            bar.setValue(below)
        elif above < bar.value():
            bar.setValue(above)

    def _show_part(self, top: int, bottom: int) -> None:
        """Bring a part of the text into sight, if it is not: to the upper third, so that more can follow.

        Args:
            top: Where it begins, in pixels from the top of the whole text.
            bottom: Where it ends.
        """
        bar = self._moving
        above = self._top if self._long else 0
        high = self._area.viewport().height() if self._long else self._text.viewport().height()
        # Below, the soft edge hides a line and a half.
        first, last = above + top - self._margin // 2, above + bottom + round(self._margin * 1.6)
        first, last = max(0, first), min(last, bar.maximum() + high)
        if last - first > high:
            first = above + top
        if bar.value() <= first and last <= bar.value() + high:
            return
        room = max(0, high - (last - first))
        self._glide_to(bar, max(0, min(bar.maximum(), first - min(high // 3, room))))

    def _end_glide(self) -> None:
        if self._glide is not None:
            self._glide.stop()
            self._glide = None

    def _glide_to(self, bar: QAbstractSlider, value: int) -> None:
        """Move a bar to a value, smoothly where things may move."""
        self._end_glide()
        if not self._motion:
            bar.setValue(value)
            return
        self._glide = QPropertyAnimation(bar, b"value", self)
        self._glide.setDuration(GLIDE)
        self._glide.setEndValue(value)
        self._glide.start()

    def _show_focus(self, widget: QWidget) -> None:
        """Bring what got the focus into sight; of the text, the end that is nearer."""
        inside = self._area.widget()
        if not self._long or inside is None or not inside.isAncestorOf(widget):
            return
        if widget is not self._text:
            spot = QRect(widget.mapTo(inside, QPoint()), widget.size())
            for edge in (spot.bottom(), spot.top()):
                self._area.ensureVisible(0, edge, 0, self._margin)
            return
        view = self._area.viewport().height()
        top, bottom = self._bar.value(), self._bar.value() + view
        if bottom < self._top + view // 3:
            self._bar.setValue(self._top - view // 3)
        elif top > self._top + self._text.height() - view // 3:
            self._bar.setValue(self._top + self._text.height() - view // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the area scrolls, let the keys of the text scroll it, and follow the focus."""
        if isinstance(event, QFocusEvent) and event.reason() in _BY_KEY and isinstance(watched, QWidget):
            self._show_focus(watched)
        if self._long and watched is self._text and isinstance(event, QKeyEvent) and not self._text.caret.on:
            action = _KEYS.get(Qt.Key(event.key())) if event.type() == QEvent.Type.KeyPress else None
            if action is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._bar.triggerAction(action)
                return True
        return False
