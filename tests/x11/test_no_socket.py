"""A whole visit, watched by strace: no socket that leads out of the computer is opened.

Not by the program, and not by the commands of CUPS that the panel for printing starts: they ask its socket. Only where
somebody has set up this computer for the CUPS of another one, they go there; the test takes that out of the way.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.x11.screen import need, until, visit
from tests.x11.test_visit import lower_text
from viewer.printing.cups import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.x11

LOCAL = {"AF_UNIX", "AF_NETLINK"}
"""To the X server and the desktop's bus; to the kernel."""

OUTSIDE = "import socket; [socket.socket(family) for family in (socket.AF_INET, socket.AF_INET6)]"


def watched(log: Path) -> tuple[str, ...]:
    """Return the command that writes each call to the network into a log."""
    return ("strace", "-f", "-qq", "-e", "trace=%network,execve", "-e", "signal=none", "-o", str(log))


def families(log: Path) -> set[str]:
    """Return the families of all sockets that were asked for."""
    return set(re.findall(r"\bsocket(?:pair)?\((\w+)", log.read_text()))


@pytest.fixture(autouse=True)
def _strace(qapp: object, tmp_path: Path) -> None:
    """Require that strace works here; in some containers it may not."""
    need("xdotool", "strace", "lpstat")
    done = subprocess.run([*watched(tmp_path / "try"), "true"], capture_output=True, text=True, timeout=30, check=False)
    if done.returncode:
        why = f"strace does not work here: {done.stderr.strip()}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


def test_the_watch_sees_a_socket_that_leads_outside(tmp_path: Path) -> None:
    log = tmp_path / "log"
    subprocess.run([*watched(log), sys.executable, "-c", OUTSIDE], timeout=60, check=True)
    assert families(log) >= {"AF_INET", "AF_INET6"}


def test_a_visit_opens_no_socket_that_leads_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not SETTINGS.exists() or "ServerName" not in SETTINGS.read_text(), "this computer prints on another one"
    log = tmp_path / "log"
    with visit(tmp_path, *watched(log)) as visitor:
        text = visitor.place_of(visitor.twin.view.parts.explanation)
        meaning = lower_text(visitor)
        before = visitor.look_at_rest(meaning)
        visitor.press("Tab", "Return")
        until(lambda: visitor.look(meaning) != before, "a word's meaning opens")
        visitor.press("Escape")
        until(lambda: visitor.look(meaning) == before, "it closes")
        for number, step in enumerate(visitor.topic.steps, 1):
            visitor.press(f"alt+{number}")
            visitor.sees(step)
        for page in (entry.id for entry in visitor.topic.pages if entry.kind != "step" and not entry.more):
            visitor.click(f"page-{page}")
            visitor.sees(page)
        visitor.changes(text, lambda: visitor.click("sources"), "sources")
        # The first address is shown whole, and nothing is opened.
        visitor.press_and_see(text, "Tab", "Return", "Escape", "ctrl+p")
        until(lambda: '["lpstat", "-d", "-l", "-p"]' in log.read_text(), "CUPS is asked for printers")
        visitor.press_and_see(text, "Escape")
        for button in ("menu", "larger-text"):  # the text grows last: everything stands elsewhere then
            visitor.changes(text, lambda button=button: visitor.click(button), button)  # type: ignore[misc]
    seen = families(log)
    assert "AF_UNIX" in seen, "strace saw the program reach the X server"
    assert seen <= LOCAL
