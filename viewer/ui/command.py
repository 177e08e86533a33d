"""A command of the system that runs beside the window, for a limited time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = -1
"""What stands for the exit code of a command that did not start, crashed or was ended."""


class Command(QObject):
    """A command, run once.

    Args:
        program: Its name, looked for in PATH, or its path.
        arguments: What it is told.
        parent: What it belongs to.

    Attributes:
        late: Whether it was ended because it took too long.

    Signals:
        done: It has ended; carries its exit code, or :data:`FAILED`.
    """

    done = Signal(int)

    def __init__(self, program: str, arguments: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProgram(program)
        self._process.setArguments(list(arguments))
        self._process.setStandardInputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end_late)
        self.late = False

    def start(self, limit: float = 0.0) -> None:
        """Start it; it is ended after a limit in seconds, 0 for none."""
        if limit:
            self.limit(limit)
        self._process.start()

    def limit(self, seconds: float) -> None:
        """End it after a time in seconds, unless it ends by itself."""
        self._limit.start(round(seconds * 1000))

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def output(self) -> str:
        """Return what it has printed."""
        return bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")

    def wait(self, seconds: float) -> None:
        """Wait for its end; what still runs then is ended. Only for the program's own end."""
        if self.runs and not self._process.waitForFinished(round(seconds * 1000)):
            self._process.kill()
            self._process.waitForFinished(1000)

    def end(self) -> None:
        """End it at once."""
        self._process.kill()

    def _end_late(self) -> None:
        self.late = True
        self.end()

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._limit.stop()
        self.done.emit(code if status == QProcess.ExitStatus.NormalExit else FAILED)

    def _fail(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by the end of the process.
        if error == QProcess.ProcessError.FailedToStart:
            self._limit.stop()
            self.done.emit(FAILED)
