"""A shaky hand taps twice: the second tap must not act on the screen that has come up under the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DEAD = 1000
"""How long after a touch that has begun or ended a visit the next one counts for nothing, in milliseconds."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class SecondTap(QObject):
    """Keeps from a window the touch that follows at once after one that has changed the whole screen.

    Args:
        body: A widget of the window; it lives as long.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._body = body
        self._last = -DEAD
        self._changed = self._eating = False
        body.installEventFilter(self)

    def note_change(self) -> None:
        """Note that a visit has begun or ended."""
        self._changed = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let pass what is no second tap."""
        if watched is self._body:
            handle = self._body.window().windowHandle()
            if event.type() == QEvent.Type.Show and handle is not None:
                handle.installEventFilter(self)
            return False
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES:
            self._eating = self._changed and event.timestamp() - self._last < DEAD
            if not self._eating:
                self._last, self._changed = event.timestamp(), False
            return self._eating
        if event.type() == QEvent.Type.MouseButtonRelease and self._eating:
            self._eating = False
            return True
        return False
