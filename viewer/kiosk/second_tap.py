"""A shaky hand taps twice: the second tap must not act on what has come up under the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DEAD = 1000
"""How long after a touch that has begun or ended a visit the next one counts for nothing, in milliseconds."""

STRIKE = 500
"""How soon after any other tap the next one counts for nothing, in milliseconds.

So long a keyboard for shaky hands must be able to wait after a key (EN 301 549, "double-strike key acceptance").
"""

STILL = 20
"""A finger that moves less than so many pixels taps; one that moves farther swipes, and may swipe again at once."""

QUICK = "staff"
"""The name of the panel in which a tap may follow at once: staff type digits there."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class SecondTap(QObject):
    """Keeps from a window the tap that follows too soon after another one.

    Args:
        body: A widget of the window; it lives as long.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._body = body
        self._acted = self._tapped = -DEAD
        self._spot = QPointF()
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
            return self._press(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        """Return whether a press is not to be felt."""
        now, self._spot = event.timestamp(), event.globalPosition()
        struck = now - self._tapped < STRIKE and not self._is_quick(self._spot)
        self._eating = struck or (self._changed and now - self._acted < DEAD)
        # A hand that shakes on makes a third tap and a fourth.
        self._tapped = now
        if not self._eating:
            self._acted, self._changed = now, False
        return self._eating

    def _release(self, event: QMouseEvent) -> bool:
        """Return whether a release is not to be felt."""
        if (event.globalPosition() - self._spot).manhattanLength() >= STILL:
            self._tapped = -DEAD
        eaten, self._eating = self._eating, False
        return eaten

    def _is_quick(self, spot: QPointF) -> bool:
        """Whether taps may follow one another at once at a place of the screen."""
        found: QWidget | None = self._body.childAt(self._body.mapFromGlobal(spot).toPoint())
        while found is not None and found.objectName() != QUICK:
            found = found.parentWidget()
        return found is not None
