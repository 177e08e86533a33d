"""The soft sound that goes with the question whether somebody is still there."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer

if TYPE_CHECKING:
    from pathlib import Path

PLAYERS = ("pw-play", "paplay", "aplay")
"""Programs that play a sound on Linux; the first that there is does."""

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
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.errorOccurred.connect(lambda _error: self._tell("it cannot be started"))
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._process.kill)
        self._process.finished.connect(lambda *_: self._limit.stop())

    def play(self) -> None:
        """Play it, unless it still sounds."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        player = next((path for name in PLAYERS if (path := shutil.which(name))), None)
        if player is None:
            self._tell(f"none of {', '.join(PLAYERS)} is installed")
            return
        self._process.start(player, [str(self._sound)])
        self._limit.start(LIMIT)

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            logging.getLogger(__name__).warning("The soft sound cannot be played: %s", why)
