"""What can happen to a kiosk that nobody looks after, done to it on purpose: ``make faults``.

Each fault happens to a program of its own, on an X server of its own, under a small service manager
(:mod:`tests.soak.supervisor`). When the notice is gone and when it is back is read from the X server's pixels.

    python -m tests.soak.faults [--command "python -m viewer kiosk --topic {topic}"] [--size 1920x1080] [NAME …]
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.soak.eye import Eye
from tests.soak.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOAL = 5.0
"""How soon the notice must be back, in seconds."""

DEADLINE = 60.0
"""After so many seconds nothing more is waited for: the notice counts as lost."""

PAUSE = 0.02
"""Time between two looks, in seconds."""

TOPIC = Path(__file__).parents[2] / "resources" / "topics" / "metastasis"

STAND_IN = f"{shlex.quote(sys.executable)} -m tests.soak.stand_in {{topic}}"
"""The smallest program that is kept alive in the kiosk's way."""

KIOSK = f"{shlex.quote(sys.executable)} -m viewer kiosk --topic {{topic}}"
"""The kiosk itself."""

COMMAND = KIOSK
"""The program that is tried where none is named; ``{topic}`` stands for its topic."""

WATCHDOG, RESTART = 2.0, 0.2
"""What the kiosk's unit says: WatchdogSec and RestartSec, in seconds."""


class Result(NamedTuple):
    """What came of a fault.

    Attributes:
        name: The fault.
        back: Time from the fault until the notice is on the screen and the program alive, in seconds; ``None``: never.
        without: How long of that the screen showed no notice, in seconds.
        starts: How often the program was started for it.
        note: What else must be so, and is; or what is not, beginning with ``BUT``.
    """

    name: str
    back: float | None
    without: float = 0.0
    starts: int = 0
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether the notice came back and all else is as it should be."""
        return self.back is not None and not self.note.startswith("BUT")


class Kiosk:
    """A program under test on its own screen, with its own folders.

    Args:
        folder: Where its files go.
        command: The program, as for :data:`COMMAND`.
        size: Width and height of the screen, as in ``"1280x800"``.
        display: The name of an X server that is there already; ``""`` starts one.

    Attributes:
        healthy: The notice as it stood on the screen when all was well.
        struck: When the fault happened, by the machine's steady clock.
    """

    def __init__(self, folder: Path, command: str, size: str, display: str = "") -> None:
        self.folder = folder
        self.topic = folder / "topic"
        shutil.copytree(TOPIC, self.topic)
        self._size = size
        self._server, self.display = (None, display) if display else start_server(size)
        words = [word.replace("{topic}", str(self.topic)) for word in shlex.split(command)]
        self.supervisor = Supervisor(words, self._environment(), watchdog=WATCHDOG, restart=RESTART)
        self.eye = Eye(self.display)
        self.healthy: list[bytes] = []
        self.struck = 0.0

    def _environment(self) -> dict[str, str]:
        """Return what a session gives the program, and nothing of this process's own Qt."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYL"))
        }
        for name in ("home", "state", "session"):
            (self.folder / name).mkdir(mode=0o700)
        return environment | {
            "DISPLAY": self.display,
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.folder / "home"),
            "STATE_DIRECTORY": str(self.folder / "state"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_RUNTIME_DIR": str(self.folder / "session"),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }

    def begin(self) -> None:
        """Start the program, and wait until it is there."""
        self.supervisor.start()
        until(lambda: bool(self.eye.notice()), "the notice is on the screen")
        until(lambda: self.supervisor.since(0, "ready") is not None, "the program says that it is there")
        self.healthy = self.eye.notice()

    def strike(self, number: signal.Signals) -> None:
        """Send the program a signal; what is measured begins now."""
        self.struck = time.monotonic()
        os.kill(self.supervisor.process, number)

    def end(self) -> None:
        """End the program and its screen."""
        self.supervisor.stop()
        self.stop_server()

    def stop_server(self) -> None:
        """End the X server at once."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def start_server(self) -> None:
        """Start the X server anew, under its old name."""
        self._server, _ = start_server(self._size, self.display)

    def is_back(self) -> bool:
        """Return whether the notice stands on the screen as it did when all was well."""
        return self.eye.notice() == self.healthy

    def said(self, words: str) -> bool:
        """Return whether the program has logged some words."""
        return any(words in line for line in self.supervisor.lines)


def start_server(size: str, display: str = "") -> tuple[subprocess.Popen[bytes], str]:
    """Start an X server without a monitor, and return it and its name.

    Args:
        size: Width and height.
        display: The name that it must have; ``""`` lets it choose a free one.
    """
    told, telling = os.pipe()
    words = ["Xvfb", *([display] if display else []), "-displayfd", str(telling), "-screen", "0", f"{size}x24"]
    server = subprocess.Popen(
        [*words, "-nolisten", "tcp", "-noreset"],
        pass_fds=[telling],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    os.close(telling)
    with os.fdopen(told) as answer:
        number = answer.readline().strip()
    assert number, "the X server does not start"
    return server, f":{number}"


def until(found: Callable[[], bool], what: str) -> float:
    """Look again and again until something is so, and return when that was.

    Raises:
        TimeoutError: It has not come in :data:`DEADLINE`.
    """
    end = time.monotonic() + DEADLINE
    while not found():
        if time.monotonic() > end:
            raise TimeoutError(what)
        # Looking without a pause would take the processor away from what is looked at.
        time.sleep(PAUSE)
    return time.monotonic()


# The faults: each does its worst and returns what else must be so when the notice is back.


def killed(kiosk: Kiosk) -> Callable[[], str]:
    """``kill -9``."""
    kiosk.strike(signal.SIGKILL)
    return lambda: ""


def frozen(kiosk: Kiosk) -> Callable[[], str]:
    """SIGSTOP: the program hangs, the screen stands still; only the watchdog can tell."""
    kiosk.strike(signal.SIGSTOP)
    return lambda: "" if kiosk.supervisor.since(0, "watchdog") else "BUT the watchdog did not end it"


def content_gone(kiosk: Kiosk) -> Callable[[], str]:
    """The topic's folder is removed while the kiosk runs, which changes nothing; then it crashes."""
    until(lambda: any((kiosk.folder / "state").rglob("*.zip")), "a copy of the topic is kept")
    before = kiosk.eye.rows()
    shutil.rmtree(kiosk.topic)
    signs = len(kiosk.supervisor.happenings)
    until(lambda: len(kiosk.supervisor.happenings) > signs + 1, "it goes on")
    same = kiosk.eye.rows() == before
    kiosk.strike(signal.SIGKILL)

    def check() -> str:
        if not same:
            return "BUT the screen had changed when the topic went"
        if kiosk.eye.rows() != before:
            return "BUT the screen shows something else"
        return "shows the last good copy" if kiosk.said("last good copy is shown") else "BUT not the last good copy"

    return check


def content_broken(kiosk: Kiosk) -> Callable[[], str]:
    """The topic is damaged, and so is its copy; then the kiosk crashes."""
    until(lambda: any((kiosk.folder / "state").rglob("*.zip")), "a copy of the topic is kept")
    (kiosk.topic / "topic.toml").write_bytes(b"\xff\x00")
    for copy in (kiosk.folder / "state").rglob("*.zip"):
        copy.write_bytes(copy.read_bytes()[:1000])
    kiosk.strike(signal.SIGKILL)
    return lambda: "shows the bundled topic" if kiosk.said("bundled topic is shown") else "BUT not the bundled topic"


def disk_full(kiosk: Kiosk) -> Callable[[], str]:
    """No byte can be written to any file any more; then the kiosk crashes."""
    (kiosk.topic / "en" / "care.md").unlink(missing_ok=True)
    shutil.rmtree(kiosk.folder / "state", ignore_errors=True)
    kiosk.supervisor.before = ["prlimit", "--fsize=0", "--"]
    kiosk.strike(signal.SIGKILL)

    def check() -> str:
        full = [line for line in kiosk.supervisor.lines if "File too large" in line]
        return f"{len(full)} lines in the log" if full and len(set(full)) == len(full) else f"BUT the log says {full}"

    return check


def display_lost(kiosk: Kiosk) -> Callable[[], str]:
    """The X server dies and is started anew."""
    kiosk.struck = time.monotonic()
    kiosk.stop_server()
    kiosk.start_server()
    return lambda: ""


def crash_loop(kiosk: Kiosk) -> Callable[[], str]:
    """It crashes three times; the third time is measured."""
    for _ in range(2):
        kiosk.strike(signal.SIGKILL)
        until(lambda: kiosk.supervisor.since(kiosk.struck, "ready") is not None, "it starts again")
    kiosk.strike(signal.SIGKILL)
    return lambda: "safe mode" if kiosk.said("starts in safe mode") else "BUT not in safe mode"


FAULTS: dict[str, Callable[[Kiosk], Callable[[], str]]] = {
    "kill -9": killed,
    "SIGSTOP, ended by the watchdog": frozen,
    "topic removed, then kill -9": content_gone,
    "topic and its copy damaged, then kill -9": content_broken,
    "disk full, then kill -9": disk_full,
    "X server killed and started anew": display_lost,
    "kill -9, the third time": crash_loop,
}
"""What is done, by what the table calls it."""


def run(name: str, command: str = COMMAND, size: str = "1280x800") -> Result:
    """Let a fault happen to a fresh kiosk, and return what came of it.

    Args:
        name: The fault, one of :data:`FAULTS`.
        command: The program, as for :data:`COMMAND`.
        size: Width and height of the screen.
    """
    with kiosk_of(command, size) as kiosk:
        check = FAULTS[name](kiosk)
        begun = kiosk.struck
        try:
            gone = until(lambda: not kiosk.is_back(), "the notice is gone")
            until(kiosk.is_back, "the notice is back")
            back = time.monotonic()
            until(lambda: kiosk.supervisor.since(begun, "ready") is not None, "the program says that it is there")
        except TimeoutError as error:
            last = kiosk.supervisor.lines[-1:] or ["nothing"]
            return Result(name, None, note=f"BUT after {DEADLINE:g} s not so: {error}; it says: {last[0]}")
        starts = sum(each.what == "start" and each.time >= begun for each in kiosk.supervisor.happenings)
        return Result(name, back - begun, back - gone, starts, check())


@contextmanager
def kiosk_of(command: str, size: str) -> Iterator[Kiosk]:
    """Give a running kiosk, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        kiosk = Kiosk(Path(folder), command, size)
        try:
            kiosk.begin()
            yield kiosk
        finally:
            kiosk.end()


def table(results: list[Result]) -> str:
    """Return the results as the table that the README shows."""
    lines = ["| fault | notice back after | of that not on the screen | starts | |", "| --- | --- | --- | --- | --- |"]
    for each in results:
        times = "**never** | " if each.back is None else f"{each.back:.1f} s | {each.without:.1f} s"
        lines.append(f"| {each.name} | {times} | {each.starts} | {each.note} |")
    return "\n".join(lines)


def main() -> int:
    """Let all faults happen, print what came of them, and fail where one was not mended in time."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--command", default=COMMAND, help="the program; {topic} stands for its topic")
    parser.add_argument("--size", default="1280x800", help="width and height of the screen, in pixels")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these faults")
    asked = parser.parse_args()
    names = asked.names or list(FAULTS)
    results = [run(name, asked.command, asked.size) for name in names]
    print(table(results))
    late = [each.name for each in results if not each.good or each.back is None or each.back > GOAL]
    if late:
        print(f"Not mended within {GOAL:g} s, or not rightly: {', '.join(late)}", file=sys.stderr)
    return int(bool(late))


if __name__ == "__main__":
    sys.exit(main())
