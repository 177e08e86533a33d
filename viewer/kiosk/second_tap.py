"""A shaky hand taps twice: the second tap must not act on what has come up under the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent

from viewer.kiosk.stamps import since

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

QUICK = "pad-"
"""How the names of buttons begin on which a tap may follow at once: staff type digits there."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class SecondTap(QObject):
    """Keeps from a window the tap that follows too soon after another one.

    Args:
        body: A widget of the window; it lives as long.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._body = body
        self._acted: int | None = None
        self._tapped: int | None = None
        self._spot = QPointF()
        self._changed = self._eating = False
        body.installEventFilter(self)

    def note_change(self) -> None:
        """Note that a visit has begun or ended."""
        self._changed = True

    def note_answer(self, when: int) -> None:
        """Note the touch that has answered whether somebody is there; it goes to nothing else.

        Args:
            when: Its time, in milliseconds as the screen tells it.
        """
        self._tapped = when

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
        struck = since(self._tapped, now) < STRIKE and not self._is_quick(self._spot)
        self._eating = struck or (self._changed and since(self._acted, now) < DEAD)
        if not self._eating:
            self._changed = False
        return self._eating

    def _release(self, event: QMouseEvent) -> bool:
        """Return whether a release is not to be felt. From it the time counts: buttons act then, and hands are slow."""
        swiped = (event.globalPosition() - self._spot).manhattanLength() >= STILL
        # A hand that shakes on makes a third tap and a fourth.
        self._tapped = None if swiped else event.timestamp()
        if not self._eating:
            self._acted = event.timestamp()
        eaten, self._eating = self._eating, False
        return eaten

    def _is_quick(self, spot: QPointF) -> bool:
        """Whether taps may follow one another at once at a place of the screen."""
        found = self._body.childAt(self._body.mapFromGlobal(spot).toPoint())
        return found is not None and found.objectName().startswith(QUICK)
