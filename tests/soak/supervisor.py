"""A small service manager, for where no systemd runs: it starts a program, listens to it, and starts it again.

It does what the unit of the kiosk asks of systemd: ``Type=notify``, ``NotifyAccess=main``, ``WatchdogSec``,
``WatchdogSignal=SIGKILL``, ``Restart=always``, ``RestartSec``, ``RuntimeDirectoryPreserve=yes``.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

CREDENTIALS = struct.Struct("3i")
"""Process, user and group of who sent a word."""

MOST_LINES = 500
"""Most lines of the program's log that are kept."""


class Happening(NamedTuple):
    """Something that happened, and when by the machine's steady clock."""

    time: float
    what: str
    process: int


class Supervisor:
    """Keeps a program running.

    Args:
        command: The program.
        environment: Its environment.
        watchdog: How long it may give no sign of life, in seconds.
        restart: How long after its end it is started again, in seconds.

    Attributes:
        before: Words before the command, from the next start on.
        lines: What the program has logged.
        happenings: What has happened: ``start``, ``ready``, ``sign``, ``watchdog``, ``stopping``, ``end CODE``.
    """

    def __init__(
        self, command: list[str], environment: dict[str, str], *, watchdog: float = 3.0, restart: float = 1.0
    ) -> None:
        self.before: list[str] = []
        self.lines: list[str] = []
        self.happenings: list[Happening] = []
        self._command = command
        self._watchdog = watchdog
        self._pause = restart
        # The name of a socket has at most 107 bytes, so it is not put below a test's folder.
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-"))
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._socket.bind(str(self._folder / "notify"))
        self._environment = environment | {
            "NOTIFY_SOCKET": str(self._folder / "notify"),
            "RUNTIME_DIRECTORY": str(self._folder),
            "WATCHDOG_USEC": str(round(watchdog * 1_000_000)),
        }
        self._wake, self._woken = os.pipe()
        self._stopped = False
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run)

    @property
    def process(self) -> int:
        """The program's process, as it runs now."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start the program."""
        self._spawn()
        self._thread.start()

    def restart(self) -> None:
        """End the program in good order; it is started anew. Returns when that has begun."""
        begun = time.monotonic()
        os.kill(self.process, signal.SIGTERM)
        while self.since(begun, "start") is None:
            select.select([self._wake], [], [], 0.01)

    def stop(self) -> int:
        """End the program in good order, and return its exit code."""
        self._stopped = True
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.write(self._woken, b".")
        self._thread.join()
        self._socket.close()
        os.close(self._wake)
        os.close(self._woken)
        shutil.rmtree(self._folder)
        return self._process.returncode

    def since(self, time_before: float, what: str) -> Happening | None:
        """Return the first happening of a kind after a time, if there has been one."""
        return next((each for each in self.happenings if each.time >= time_before and each.what.startswith(what)), None)

    def _note(self, what: str) -> None:
        self.happenings.append(Happening(time.monotonic(), what, self.process))

    def _spawn(self) -> None:
        words = [*self.before, *self._command]
        self._process = subprocess.Popen(
            words, env=self._environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
        )
        self._note("start")
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Keep what the program logs."""
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                self.lines = [*self.lines[-MOST_LINES:], line.rstrip("\n")]

    def _run(self) -> None:
        """Listen, kill what gives no sign of life, start again what has ended; until it is to stop."""
        while not self._stopped:
            self._watch()
            if self._stopped:
                return
            select.select([self._wake], [], [], self._pause)
            if not self._stopped:
                self._spawn()

    def _watch(self) -> None:
        """Listen to one process until it has ended."""
        process = self._process
        assert process is not None
        ended = os.pidfd_open(process.pid)
        deadline = float("inf")
        while True:
            left = max(0.0, min(deadline - time.monotonic(), 3600.0))
            heard, _, _ = select.select([self._socket, ended], [], [], left)
            if ended in heard:
                break
            if self._socket in heard:
                for word in self._hear(process.pid):
                    deadline = self._answer(word, deadline)
            elif time.monotonic() >= deadline:
                self._note("watchdog")
                process.kill()
                deadline = float("inf")
        os.close(ended)
        self._note(f"end {process.wait()}")

    def _hear(self, process: int) -> list[str]:
        """Return the words of a message; those of other processes than the main one do not count."""
        message, extra, _, _ = self._socket.recvmsg(4096, 256)
        sender = next((CREDENTIALS.unpack(data[: CREDENTIALS.size])[0] for _, _, data in extra), 0)
        return message.decode().split("\n") if sender == process else []

    def _answer(self, word: str, deadline: float) -> float:
        """Note a word of the program, and return until when its next sign of life must come."""
        kinds = {"READY=1": "ready", "WATCHDOG=1": "sign", "STOPPING=1": "stopping"}
        self._note(kinds.get(word, word))
        if word == "STOPPING=1":
            return float("inf")
        running = deadline != float("inf") or word == "READY=1"
        return time.monotonic() + self._watchdog if running and word in kinds else deadline
