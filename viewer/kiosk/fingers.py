"""Scrolling with a finger: a swipe moves the text, selects nothing and presses no link.

One part of Qt watches the whole body for swipes, for as long as the program runs, and says how far each goes: what lies
under the finger is moved by that. (Each text with a watcher of its own would cost memory with every visit: PySide6
makes a new kind of gesture for each and keeps it.)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF
from PySide6.QtGui import QMouseEvent, QScrollEvent, QScrollPrepareEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QScrollerProperties, QWidget
from shiboken6 import isValid

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class Fingers(QObject):
    """Lets a finger move whatever scrolls in a widget.

    Args:
        body: The widget; it lives as long.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._body = body
        self._area: QAbstractScrollArea | None = None
        # Only this gesture neither selects text nor presses links (measured).
        QScroller.grabGesture(body, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        self._scroller = QScroller.scroller(body)
        wanted = self._scroller.scrollerProperties()
        metric, never = QScrollerProperties.ScrollMetric, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        for side in (metric.VerticalOvershootPolicy, metric.HorizontalOvershootPolicy):
            wanted.setScrollMetric(side, never)
        self._scroller.setScrollerProperties(wanted)
        body.installEventFilter(self)

    def _watch_presses(self) -> None:
        """See each press before Qt's part does, which would keep it from everything while a swing lasts."""
        handle = self._body.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    @property
    def moving(self) -> bool:
        """Whether a finger, or its swing, moves something now."""
        return self._scroller.state() in {QScroller.State.Dragging, QScroller.State.Scrolling}

    @property
    def swinging(self) -> bool:
        """Whether something still moves after a finger has let go of it. A finger that lies still moves nothing."""
        return self._scroller.state() == QScroller.State.Scrolling

    def stop(self) -> None:
        """Let go of what is being moved."""
        self._scroller.stop()
        self._area = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what can be moved at the place of the finger, and move it."""
        if isinstance(event, QScrollPrepareEvent):
            self._area = self._area_at(event.startPos())
            if self._area is None:
                event.ignore()
                return True
            bar = self._area.verticalScrollBar()
            event.setViewportSize(QSizeF(self._area.viewport().size()))
            event.setContentPosRange(QRectF(0, 0, 0, bar.maximum()))
            event.setContentPos(QPointF(0, bar.value()))
            event.accept()
            return True
        if isinstance(event, QScrollEvent):
            # What was moved may have gone meanwhile, with its panel or its visit.
            if self._area is not None and isValid(self._area):
                self._area.verticalScrollBar().setValue(round(event.contentPos().y()))
            event.accept()
            return True
        if event.type() == QEvent.Type.Show and watched is self._body:
            self._watch_presses()
        elif isinstance(event, QMouseEvent) and event.type() in _PRESSES and self.moving:
            # A finger stops what swings under it, and that is all it does. Elsewhere a press is a press.
            place = self._body.mapFromGlobal(event.globalPosition())
            if self._area_at(place) is not self._area:
                self.stop()
        return False

    def _area_at(self, place: QPointF) -> QAbstractScrollArea | None:
        """Return what scrolls at a place of the body, in pixels, and has something to scroll."""
        found: QWidget | None = self._body.childAt(place.toPoint())
        while found is not None and found is not self._body:
            if isinstance(found, QAbstractScrollArea) and found.verticalScrollBar().maximum() > 0:
                return found
            found = found.parentWidget()
        return None
