"""Asks whether somebody is still there, and tells when nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from viewer.kiosk.attention import ASKING, GONE, READING, Attention

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.kiosk.policy import KioskSettings

LOOK_EVERY = 250
"""How often it looks at the time, in milliseconds."""

_BEGIN = frozenset(
    {
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin),
        *(QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.TabletPress),
    }
)
_GO_ON = frozenset({QEvent.Type.MouseMove, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove})
_END = frozenset(
    {
        *(QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel),
        *(QEvent.Type.KeyRelease, QEvent.Type.TabletRelease),
    }
)


class IdleWatch(QObject):
    """Watches over a visit. Every touch and every key of the whole program counts.

    The touch that answers the question does nothing else.

    Args:
        settings: What the clinic has told.
        now: Gives the time in seconds.
        busy: Whether the visit goes on by itself now, as while a voice speaks.
        parent: What it belongs to.

    Signals:
        asked: It is asked whether somebody is still there.
        left: So many seconds are left for an answer.
        answered: Somebody is.
        gone: Nobody answered.
    """

    asked = Signal()
    left = Signal(int)
    answered = Signal()
    gone = Signal()

    def __init__(
        self, settings: KioskSettings, now: Callable[[], float], busy: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings, self._now, self._busy = settings, now, busy
        self._attention: Attention | None = None
        self._state = READING
        self._eating = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def asking(self) -> bool:
        """Whether the question is open."""
        return self._state == ASKING

    def begin(self) -> None:
        """Watch over a new visit."""
        self._attention = Attention(self._settings, self._now())
        self._state = READING
        self._timer.start()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def end(self) -> None:
        """Watch no more."""
        self._attention = None
        self._state = READING
        self._eating = False
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def show_page(self, words: int) -> None:
        """Note that a page of so many words is shown now."""
        if self._attention is not None:
            self._attention.show_page(words, self._now())

    def look(self) -> None:
        """Look at the time."""
        attention = self._attention
        if attention is None:
            return
        now = self._now()
        if self._busy():
            attention.hold(now)
        before, self._state = self._state, attention.state(now)
        if self._state == GONE:
            self.gone.emit()
        elif self._state == ASKING:
            if before == READING:
                self.asked.emit()
            self.left.emit(attention.left(now))

    def _touch(self) -> None:
        if self._attention is not None:
            self._attention.touch(self._now())
        if self._state == ASKING:
            self._state = READING
            self._eating = True
            self.answered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each touch; keep from the rest of the program the one that answers."""
        kind = event.type()
        if kind in _BEGIN:
            self._touch()
            return self._eating
        if kind in _GO_ON:
            held = not isinstance(event, QMouseEvent) or event.buttons() != Qt.MouseButton.NoButton
            if held and self._attention is not None and self._state == READING:
                self._attention.touch(self._now())
            return self._eating
        if kind in _END and self._eating:
            self._eating = False
            return True
        return False
