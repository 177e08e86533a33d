"""A short run under cage, without a screen: ``python tests/soak/cage.py [--seconds N] [COMMAND …]``.

Starts the kiosk (or the command named) under cage with its headless backend, as an account without rights, waits for
its window, sends it keys and clicks that must not end it, and ends it in good order. Prints a line for each, and ends
with exit code 0 when all was well.

- The window is there when the program says ``READY=1``, or when an X window fills the screen: on Debian 12 the program
  reaches cage through Xwayland.
- Keys and clicks are sent by ``xdotool`` through Xwayland. cage 0.1.4 takes none from other programs (``wtype`` says
  that it has no virtual keyboard), so its own keys and real touches are not tried here, nor what the screen shows:
  cage's pictures are stale without a screen.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = ("cage", "Xwayland", "xdotool", "unshare")
NOBODY = 65534
HEADLESS = {
    "WLR_BACKENDS": "headless",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "QT_QPA_PLATFORM": "xcb",
    "LC_ALL": "C.UTF-8",
}
KEYS = ("alt+F4", "ctrl+q", "ctrl+w", "F1", "F11", "Escape", "ctrl+alt+F2", "super+d", "ctrl+p", "Tab", "Return")
"""Keys that lead out of other programs, and two that the kiosk obeys."""

SIGNS = 2
"""So many signs of life must come after the last key."""


class CageRun:
    """One run.

    Args:
        command: The program and its words.
        seconds: How long all of it may take.
    """

    def __init__(self, command: list[str], seconds: float) -> None:
        self._command = command
        self._end = time.monotonic() + seconds
        self._folder = Path(tempfile.mkdtemp(prefix="cage-"))
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._folder / "notify"))
        self._socket.settimeout(0.1)
        self._words: list[str] = []
        self._log = (self._folder / "log").open("w+b")
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(self._folder / "home")} | HEADLESS
        self._environment |= {"XDG_RUNTIME_DIR": str(self._folder), "NOTIFY_SOCKET": str(self._folder / "notify")}
        (self._folder / "home").mkdir()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Run cage with the program; afterwards nothing of it runs, and nothing is left."""
        # cage refuses root. A name space makes root somebody else, who can still read a checkout in root's home.
        self._first = (
            ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"] if os.geteuid() == 0 else []
        )
        told = ["sh", "-c", 'echo "$DISPLAY $WAYLAND_DISPLAY" >"$XDG_RUNTIME_DIR/screens"; exec "$@"', "sh"]
        self._process = subprocess.Popen(
            [*self._first, "cage", "-d", "--", *told, *self._command],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._socket.close()
            self._log.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def log(self) -> str:
        """Return what cage and the program have said."""
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace")

    def wait_for_window(self) -> str:
        """Wait for the window, and return what told of it.

        Raises:
            RuntimeError: It did not come.
        """
        while True:
            self._listen()
            if any("READY=1" in word for word in self._words):
                return "READY=1"
            if self._window():
                return "an X window that fills the screen"
            self._go_on("no window came")

    def _go_on(self, fault: str) -> None:
        """Raise RuntimeError when cage has ended or the time is up."""
        if self._process.poll() is not None:
            message = f"{fault}: cage has ended with {self._process.returncode}"
            raise RuntimeError(message)
        if time.monotonic() > self._end:
            message = f"{fault} in time"
            raise RuntimeError(message)

    def _listen(self) -> None:
        try:
            self._words.append(self._socket.recv(4096).decode())
        except TimeoutError:
            return

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a tool beside the program, on its screens."""
        file = self._folder / "screens"
        x, _, wayland = file.read_text().strip().partition(" ") if file.exists() else ("", "", "")
        screens = {"DISPLAY": x, "WAYLAND_DISPLAY": wayland}
        return subprocess.run(
            [*self._first, *words],
            env=self._environment | screens,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )

    def _window(self) -> str:
        """Return the X window that fills the screen; ``""`` where there is none."""
        if not (self._folder / "screens").exists():
            return ""
        screen = re.findall(r"\d+", self._run("xdotool", "getdisplaygeometry").stdout)
        for window in self._run("xdotool", "search", "--onlyvisible", "--name", ".").stdout.split():
            size = self._run("xdotool", "getwindowgeometry", "--shell", window).stdout
            if screen and re.findall(r"^(?:WIDTH|HEIGHT)=(\d+)", size, re.MULTILINE) == screen:
                return window
        return ""

    def disturb(self) -> str:
        """Send keys and clicks, and return which of them were taken.

        Raises:
            RuntimeError: The program has ended.
        """
        ways = []
        for key in KEYS:
            if not self._run("xdotool", "key", key).returncode:
                ways.append("keys")
            if not self._run("xdotool", "mousemove", "640", "400", "click", "1", "click", "3").returncode:
                ways.append("clicks")
            self._go_on(f"after {key} the program did not go on")
        return ", ".join(dict.fromkeys(ways)) or "none"

    def wait_for_life(self) -> str:
        """Wait for signs of life after all that, and return what told of them.

        Raises:
            RuntimeError: None came, or the window has gone.
        """
        if not any("READY=1" in word for word in self._words):
            if not self._window():
                raise RuntimeError("the window has gone")
            return "the window still fills the screen"
        while True:  # What lies in the socket from before says nothing of now.
            before = len(self._words)
            self._listen()
            if len(self._words) == before:
                break
        self._words.clear()
        while sum("WATCHDOG=1" in word for word in self._words) < SIGNS:
            self._listen()
            self._go_on("no sign of life came")
        return f"{SIGNS} signs of life"

    def finish(self) -> float:
        """End cage as a session does, and return how long that took, in seconds.

        Raises:
            RuntimeError: It did not end.
        """
        begun = time.monotonic()
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            raise RuntimeError("cage did not end within 10 s") from None
        return time.monotonic() - begun


def main(words: list[str]) -> int:
    """Do one run and tell about it."""
    parser = argparse.ArgumentParser(description="A short run of the kiosk under cage, without a screen.")
    parser.add_argument("--seconds", type=float, default=30, help="how long all of it may take (30)")
    parser.add_argument("command", nargs="*", help="the program to run (the kiosk)")
    asked = parser.parse_args(words)
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        print(f"missing commands: {', '.join(absent)}", file=sys.stderr)
        return 1
    begun = time.monotonic()
    run = CageRun(asked.command or [sys.executable, "-m", "viewer", "kiosk"], asked.seconds)
    with run.opened():
        try:
            print(f"window: {run.wait_for_window()}, after {time.monotonic() - begun:.1f} s", flush=True)
            print(f"input: {run.disturb()}, {len(KEYS)} times", flush=True)
            print(f"alive: {run.wait_for_life()}", flush=True)
            print(f"ended in {run.finish():.1f} s; all in {time.monotonic() - begun:.1f} s", flush=True)
        except RuntimeError as error:
            print(f"{error}\n{run.log()}", file=sys.stderr)
            return 1
        if "Traceback" in run.log():
            print(run.log(), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
