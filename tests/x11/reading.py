"""Somebody who reads by screen reader: keys go in by xdotool, everything else comes from the accessibility bus."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.x11.screen import DEADLINE, need, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SLOW = "QSpiApplication::keyEventError"
"""What Qt prints when a screen reader takes long to say whether it wants a key."""

BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def need_bus() -> None:
    """Require what the accessibility bus takes: without it the test is skipped, with CI=true it fails."""
    need("xdotool", "dbus-daemon")
    absent = [f"{path} is missing (at-spi2-core)" for path in (LAUNCHER,) if not Path(path).exists()]
    tried = subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, timeout=DEADLINE, check=False)
    if tried.returncode:
        absent.append(f"{SYSTEM_PYTHON} cannot import Atspi (python3-gi, gir1.2-atspi-2.0)")
    if absent:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("; ".join(absent))


def onto_the_bus(environment: dict[str, str]) -> tuple[str, ...]:
    """Return the command before the program's that brings it onto a bus, at home in the bus's own folder."""
    names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME")
    # Nothing of the person who runs the tests is read or written.
    # Without a desktop's settings Qt has to be told that somebody listens.
    return ("env", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1", *(f"{name}={environment[name]}" for name in names))


@contextmanager
def accessibility_bus(folder: Path) -> Iterator[dict[str, str]]:
    """Run a session bus and the accessibility bus; gives the environment for whatever shall find them.

    Args:
        folder: An empty folder for them.
    """
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(folder), "GIO_USE_VFS": "local"}
    with (folder / "bus").open("w") as errors:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        daemon = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        launcher = None
        try:
            environment["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().strip()
            command = [LAUNCHER, "--launch-immediately"]
            launcher = subprocess.Popen(command, env=environment, stdout=errors, stderr=errors)
            yield environment
        finally:
            for process in filter(None, (launcher, daemon)):
                process.terminate()
                process.wait(DEADLINE)
            daemon.stdout.close()


class Ear:
    """Asks the process that listens on the bus.

    Args:
        process: It.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, question: str) -> Any:
        """Return the answer to a question; tests/x11/listener.py says which there are."""
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the listener has ended"
        return json.loads(line)

    def things(self) -> list[dict[str, Any]]:
        """Return all that the program shows to screen readers, in reading order."""
        found: list[dict[str, Any]] = []

        def walk(thing: dict[str, Any], within: tuple[str, ...]) -> None:
            found.append(thing | {"within": within})
            for each in thing["inside"]:
                walk(each, (*within, thing["role"]))

        def there() -> bool:
            tree = self.ask("tree")
            found.clear()
            if tree and "gone" not in tree:
                walk(tree, ())
            return bool(found)

        until(there, "the program is on the accessibility bus")
        return found

    def names(self, role: str) -> list[str]:
        """Return the names of all things with a role."""
        return [thing["name"] for thing in self.things() if thing["role"] == role]

    def said(self, kind: str) -> list[str]:
        """Return what was said: ``"announcement"``, or ``"accessible-description"`` for changed descriptions."""
        return [words for each, _, words in self.ask("said") if each == kind]

    def hears(self, words: str) -> None:
        """Wait until words are announced, and stand as the description of what has the focus."""
        until(lambda: words in self.said("announcement"), f"announced: {words!r} (so far {self.said('announcement')})")
        until(lambda: words in self.said("accessible-description"), f"described: {words!r}")

    def focus(self) -> dict[str, Any]:
        """Return what has the focus."""
        return self.ask("focus")

    def focus_is(self, found: Callable[[dict[str, Any]], bool], what: str) -> None:
        """Wait until the focus is on something."""
        until(lambda: bool(self.focus()) and found(self.focus()), f"the focus is on {what}, not {self.focus()}")


@contextmanager
def ear(environment: dict[str, str], folder: Path) -> Iterator[Ear]:
    """Listen on the bus."""
    script = str(Path(__file__).with_name("listener.py"))
    with (folder / "ear").open("w") as errors:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": errors}
        process = subprocess.Popen([SYSTEM_PYTHON, "-W", "ignore", script], env=environment, text=True, **pipes)
        try:
            assert json.loads(process.stdout.readline()) == "listening"
            yield Ear(process)
        finally:
            process.stdin.close()
            process.wait(DEADLINE)
            process.stdout.close()
