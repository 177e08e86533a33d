"""The soft sound that goes with the question whether somebody is still there."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer

if TYPE_CHECKING:
    from pathlib import Path

PLAYERS = ("pw-play", "paplay", "aplay")
"""Programs that play a sound on Linux: each is tried until one plays it."""

LIMIT = 4000
"""How long a player may take, in milliseconds: without a sound device some wait for ever."""


class Chime(QObject):
    """Plays one sound. Where nothing can, the question is seen only, and the log says so once.

    Args:
        sound: The file, a WAV.
        parent: What it belongs to.
    """

    def __init__(self, sound: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._told = False
        self._left: list[str] = []
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.errorOccurred.connect(self._fail)
        self._process.finished.connect(self._end)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._process.kill)

    def play(self) -> None:
        """Play it, unless it still sounds."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._left = [path for name in PLAYERS if (path := shutil.which(name))]
        if self._left:
            self._play_next()
        else:
            self._tell(f"none of {', '.join(PLAYERS)} is installed")

    def _play_next(self) -> None:
        self._process.start(self._left.pop(0), [str(self._sound)])
        self._limit.start(LIMIT)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._try_on("it cannot be started")

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        """Try the next player where this one has played nothing; one that took too long would only be followed late."""
        if status == QProcess.ExitStatus.CrashExit:
            self._limit.stop()
            self._tell(f"{self._process.program()} did not end")
        elif code:
            self._try_on(f"{self._process.program()} ended with exit code {code}")

    def _try_on(self, why: str) -> None:
        self._limit.stop()
        if self._left:
            self._play_next()
        else:
            self._tell(why)

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            logging.getLogger(__name__).warning("The soft sound cannot be played: %s", why)
