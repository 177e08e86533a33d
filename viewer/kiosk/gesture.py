"""The hidden gesture: five taps in the corners of the window, crosswise. Staff find it on their card and nowhere else.

Small children hit one place again and again, who cleans wipes along the edges or in rows: neither taps the four corners
crosswise, each for a moment, and nothing in between. The taps are only listened to: whatever stands in a corner acts as
it always does, and the gesture works whatever is shown, be it broken.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QTouchEvent, QWindow

if TYPE_CHECKING:
    from collections.abc import Callable

TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT = (0, 0), (1, 0), (0, 1), (1, 1)
ORDER = (TOP_LEFT, BOTTOM_RIGHT, TOP_RIGHT, BOTTOM_LEFT, TOP_LEFT)
"""The corners in the order in which they are tapped."""

WITHIN = 10.0
"""Time for all five taps, in seconds."""

LONGEST_TAP = 1.0
"""Longest that a finger may rest in a corner, in seconds: a cloth rests longer."""

CORNER = 1.5
"""Side of a corner as a multiple of the least side of what can be touched."""


class CornerTaps:
    """Counts the taps.

    Args:
        clock: Returns a time in seconds that only goes forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._taps: list[float] = []
        self._pressed: tuple[tuple[int, int], float] | None = None

    def press(self, corner: tuple[int, int] | None) -> None:
        """Note where a finger came down; ``None`` is no corner. A wrong place is the end of the gesture."""
        now = self._clock()
        if self._pressed is not None or (self._taps and now - self._taps[0] > WITHIN):
            self._taps.clear()
        if corner != ORDER[len(self._taps)]:
            self._taps.clear()
        self._pressed = (corner, now) if corner == ORDER[len(self._taps)] else None

    def release(self, corner: tuple[int, int] | None) -> bool:
        """Note where the finger left; whether that was the last tap."""
        now = self._clock()
        if self._pressed is None or self._pressed[0] != corner or now - self._pressed[1] > LONGEST_TAP:
            self.forget()
            return False
        self._taps.append(self._pressed[1])
        self._pressed = None
        if len(self._taps) < len(ORDER):
            return False
        whole = now - self._taps[0] <= WITHIN
        self.forget()
        return whole

    def forget(self) -> None:
        """Begin anew."""
        self._taps.clear()
        self._pressed = None


def corner_at(place: QPointF, size: QSizeF, side: float) -> tuple[int, int] | None:
    """Return in which corner of a window a place lies; all in pixels."""
    across = 0 if place.x() < side else 1 if place.x() >= size.width() - side else None
    down = 0 if place.y() < side else 1 if place.y() >= size.height() - side else None
    return None if across is None or down is None else (across, down)


class CornerGesture(QObject):
    """Listens to all touches and clicks of the program, and keeps none of them.

    Install it on the application before what swallows events: what is installed last hears first.

    Args:
        target: Least side of what can be touched, in pixels.
        parent: What it belongs to.
        clock: Returns a time in seconds that only goes forward.

    Signals:
        made: Somebody has made the gesture.
    """

    made = Signal()

    def __init__(self, target: int, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._side = CORNER * target
        self._taps = CornerTaps(clock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Listen where the system's windows get their events, before any widget does."""
        if isinstance(watched, QWindow):
            if isinstance(event, QMouseEvent):
                self._hear_mouse(watched, event)
            elif isinstance(event, QTouchEvent):
                self._hear_touch(watched, event)
        return False

    def _hear_mouse(self, window: QWindow, event: QMouseEvent) -> None:
        # Qt makes clicks of touches; those were heard already.
        if event.device().type() == QInputDevice.DeviceType.TouchScreen or event.button() != Qt.MouseButton.LeftButton:
            return
        corner = corner_at(event.position(), QSizeF(window.size()), self._side)
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._taps.press(corner)
        elif event.type() == QEvent.Type.MouseButtonRelease and self._taps.release(corner):
            self.made.emit()

    def _hear_touch(self, window: QWindow, event: QTouchEvent) -> None:
        if len(event.points()) != 1 or event.type() == QEvent.Type.TouchCancel:
            self._taps.forget()  # A second finger, or the flat of a hand.
            return
        corner = corner_at(event.points()[0].position(), QSizeF(window.size()), self._side)
        if event.type() == QEvent.Type.TouchBegin:
            self._taps.press(corner)
        elif event.type() == QEvent.Type.TouchEnd and self._taps.release(corner):
            self.made.emit()
