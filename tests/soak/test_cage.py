"""The kiosk under cage, as on the machine that the kit sets up, and that the run sees what goes wrong there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.cage import TOOLS

ROOT = Path(__file__).parent.parent.parent

STAND_IN = """
import os, socket, sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def keyPressEvent(self, event):
        if {leaves} and event.key() == Qt.Key.Key_Escape:
            QApplication.exit(3)

def tell(word):
    door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    door.sendto(word, os.environ["NOTIFY_SOCKET"])
    door.close()

application = QApplication(["stand-in"])
window = Window()
window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
window.showFullScreen()
beat = QTimer()
beat.timeout.connect(lambda: tell(b"WATCHDOG=1"))
if {beats}:
    beat.start(200)
QTimer.singleShot(0, lambda: tell(b"READY=1"))
sys.exit(application.exec())
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Do one run; without cage the test is skipped, with CI=true it fails."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"missing commands: {', '.join(absent)}")
    command = [sys.executable, "tests/soak/cage.py", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)


def stand_in(*, leaves: bool = False, beats: bool = True) -> tuple[str, ...]:
    """Return the command of a program that tells of itself as the kiosk does.

    Args:
        leaves: Whether the key Escape ends it.
        beats: Whether it says that it is alive.
    """
    return "--", sys.executable, "-c", STAND_IN.format(leaves=leaves, beats=beats)


def test_the_kiosk_stays_under_cage_whatever_is_pressed():
    answer = run("--seconds", "30")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "window: " in answer.stdout
    assert "input: keys, clicks, 11 times" in answer.stdout
    assert "alive: " in answer.stdout


def test_a_program_that_tells_of_itself_is_believed():
    answer = run(*stand_in())
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "alive: 2 signs of life" in answer.stdout


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--", "sh", "-c", "exit 3"), "no window came: cage has ended"),
        (stand_in(leaves=True), "the program did not go on"),
        (("--seconds", "8", *stand_in(beats=False)), "no sign of life came in time"),
        (("--seconds", "3", "--", "sleep", "60"), "no window came in time"),
    ],
    ids=["ends", "leaves", "stands still", "no window"],
)
def test_the_run_sees_what_goes_wrong(words, fault):
    answer = run(*words)
    assert answer.returncode == 1
    assert fault in answer.stderr
