"""Asks whether somebody is still there, and tells when nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QMouseEvent

from viewer.kiosk.attention import ASKING, GONE, READING, Attention
from viewer.kiosk.stamps import HeldKeys

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
        words: Gives the number of words that there are to read.
        parent: What it belongs to.

    Signals:
        asked: It is asked whether somebody is still there.
        left: So many seconds are left for an answer.
        answered: Somebody is; carries the time of the event that says so, in milliseconds as the screen tells it.
        gone: Nobody answered.
    """

    asked = Signal()
    left = Signal(int)
    answered = Signal(object)
    gone = Signal()

    def __init__(
        self,
        settings: KioskSettings,
        now: Callable[[], float],
        busy: Callable[[], bool],
        words: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._now, self._busy, self._words = settings, now, busy, words
        self._attention: Attention | None = None
        self._state = READING
        self._eating: QEvent.Type | None = None
        self._held = HeldKeys()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def asking(self) -> bool:
        """Whether the question is open."""
        return self._state == ASKING

    def begin(self) -> None:
        """Watch over a new visit."""
        self._attention = Attention(self._settings, self._words, self._now())
        self._state = READING
        self._timer.start()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def end(self) -> None:
        """Watch no more."""
        self._attention = None
        self._state = READING
        self._eating = None
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def note_page(self) -> None:
        """Note that another page is shown now."""
        if self._attention is not None:
            self._attention.touch(self._now())

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

    def _touch(self, event: QEvent) -> None:
        kind = event.type()
        if self._attention is not None:
            self._attention.touch(self._now())
        if self._state == ASKING:
            self._state = READING
            # A wheel has no end that could be waited for.
            self._eating = None if kind == QEvent.Type.Wheel else kind
            self.answered.emit(event.timestamp() if isinstance(event, QInputEvent) else 0)
        elif kind == self._eating:
            # The end of the one that answered was lost: this is a touch of its own.
            self._eating = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each touch; keep from the rest of the program the one that answers."""
        kind = event.type()
        # Every event of the program comes by here: only touches and keys are looked at more closely.
        held_key = (kind in _BEGIN or kind in _END) and self._held.repeats(event)
        if kind in _BEGIN:
            asked = self._state == ASKING
            # Something that lies on a key is nobody who reads.
            if not held_key:
                self._touch(event)
            return asked or self._eating is not None
        if kind in _GO_ON:
            held = not isinstance(event, QMouseEvent) or event.buttons() != Qt.MouseButton.NoButton
            if held and self._attention is not None and self._state == READING:
                self._attention.touch(self._now())
            return self._eating is not None
        if kind in _END and self._eating is not None:
            self._eating = None
            return True
        return False
