"""What nobody expected: it is logged, ends the visit, and when it comes again and again, the program.

A crash of Python's or Qt's own code ends the program by itself; the service manager starts it anew.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from viewer.kiosk.journal import exception_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

TOO_MANY, WITHIN = 5, 60
"""So many exceptions in so many seconds are more than a visit's end can mend."""

LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
"""What of Qt's own messages is logged, and as what."""

_log = logging.getLogger(__name__)


class Unexpected(QObject):
    """Hears of every exception that nothing has caught, in whatever thread, and of Qt's own complaints.

    Args:
        clock: The machine's steady clock, in seconds.
        parent: What it lives and dies with.
    """

    visit_must_end = Signal()
    """Something went wrong: everything should be as new. Comes from the event loop, never in the midst of the fault."""

    again_and_again = Signal()
    """Too much went wrong: the program should end, and not with exit code 0."""

    _noted = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._times: list[float] = []
        self._before: tuple[Any, ...] | None = None
        self._noted.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Hear of everything from now on."""
        self._before = (sys.excepthook, sys.unraisablehook, threading.excepthook, qInstallMessageHandler(self._hear_qt))
        sys.excepthook = self.note
        sys.unraisablehook = lambda fault: self.note(fault.exc_type, fault.exc_value, fault.exc_traceback)
        threading.excepthook = lambda fault: self.note(
            fault.exc_type or BaseException, fault.exc_value, fault.exc_traceback
        )

    def end(self) -> None:
        """Hear of nothing more; Qt must not call Python while that ends."""
        if self._before is not None:
            sys.excepthook, sys.unraisablehook, threading.excepthook, qt = self._before
            qInstallMessageHandler(qt)
            self._before = None

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log an exception and see to it that the visit ends; callable from any thread."""
        _log.error("Something went wrong: %s.", exception_words(kind, error, trace))
        self._noted.emit()

    def _answer(self) -> None:
        """End the visit, or say that this is no longer enough."""
        now = self._clock()
        self._times = [*(each for each in self._times if now - each < WITHIN), now]
        if len(self._times) < TOO_MANY:
            self.visit_must_end.emit()
        elif len(self._times) == TOO_MANY:
            _log.critical("Something went wrong %s times within %s seconds: the program ends.", TOO_MANY, WITHIN)
            self.again_and_again.emit()

    def _hear_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Log what Qt complains about."""
        if kind in LEVELS:
            _log.log(LEVELS[kind], "Qt (%s): %s", context.category, text)
