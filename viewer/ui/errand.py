"""Work that is done beside the window: in a thread, its outcome handed over by a signal."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Errand(QObject):
    """One piece of work in a thread of its own. The thread keeps it alive, so its window may go before it is done.

    Connect methods of widgets: they are called in the window's thread, and not at all once the widget is gone.

    Args:
        work: Does the work and returns its result.

    Signals:
        done: The work is done; carries its result.
        failed: The work raised an error; carries it.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def start(self) -> None:
        """Begin."""
        Thread(target=self._run).start()

    def _run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # Whatever it is, those who wait must hear of it.
            self.failed.emit(error)
        else:
            self.done.emit(result)
