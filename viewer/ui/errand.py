"""Work that is done beside the window: in a thread, its outcome handed over by a signal."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Errand(QObject):
    """One piece of work in a thread of its own. Qt keeps it alive, so its window may go before it is done.

    Connect methods of widgets: they are called in the window's thread, and not at all once the widget is gone.

    Args:
        work: Does the work and returns its result.

    Signals:
        done: The work is done; carries its result.
        failed: The work raised an error; carries it.
    """

    done = Signal(object)
    failed = Signal(object)
    _over = Signal()

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work: Callable[[], object] | None = work
        self._thread: Thread | None = None
        # Delivered in the window's thread, after what was done or failed.
        self._over.connect(self._let_go)

    def start(self) -> None:
        """Begin."""
        # Qt keeps it, so that it lives until it is let go: a part of Qt that dies in another thread, or with Python's
        # garbage while its signals are under way, can take the program with it.
        self.setParent(QCoreApplication.instance())
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            result = self._work() if self._work is not None else None
        except Exception as error:  # Whatever it is, those who wait must hear of it.
            self.failed.emit(error)
        else:
            self.done.emit(result)
        self._over.emit()

    def _let_go(self) -> None:
        """End, after the thread has."""
        if self._thread is not None:
            self._thread.join()
        self._thread = self._work = None
        self.deleteLater()
