"""The cleaning mode: for a while the screen takes no touch and no key, so that staff can wipe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 30
"""How long it lasts, in seconds."""

DEAF = frozenset(
    {
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick),
        *(QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.KeyRelease),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel),
        *(QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease),
    }
)
"""What is not heard meanwhile."""


class Cleaning(QObject):
    """Keeps all touches and keys from the program for a while.

    Args:
        now: Gives the time in seconds.
        parent: What it belongs to.

    Signals:
        left: So many seconds are left.
        ended: Touches count again.
    """

    left = Signal(int)
    ended = Signal()

    def __init__(self, now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._until: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.look)

    @property
    def on(self) -> bool:
        """Whether touches are ignored now."""
        return self._until is not None

    def begin(self) -> None:
        """Ignore touches from now on."""
        self._until = self._now() + LENGTH
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look at the time."""
        if self._until is None:
            return
        left = self._until - self._now()
        # A clock that goes wrong must not lock people out.
        if left <= 0 or left > LENGTH:
            self._until = None
            self._timer.stop()
            application = QCoreApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            self.ended.emit()
        else:
            self.left.emit(round(left + 0.49))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let no touch and no key through."""
        return event.type() in DEAF
