"""A few weeks of visits on a real X server: nothing goes wrong, nothing is left, nothing is written."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.soak.soak import Report, memory_grows

pytestmark = pytest.mark.x11

ACTIONS = 5000


def test_thousands_of_actions_leave_nothing_behind():
    command = [sys.executable, "-m", "tests.soak.soak", "--actions", str(ACTIONS), "--seed", "11"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert f"actions: {ACTIONS}" in done.stdout
    (visits,) = re.findall(r"visits: (\d+)", done.stdout)
    assert int(visits) > 50
    for kind in ("touch", "swipe", "key", "change_language", "print", "go_away", "answer"):
        assert re.search(rf"'{kind}': [1-9]", done.stdout), f"{kind} came up"


def test_a_run_with_a_fault_says_so(tmp_path):
    """What a planted fault does: a notice that something lies over, and a screen that keeps what a visitor chose."""
    planted = (
        "import sys\n"
        "from viewer.kiosk import shell\n"
        "end = shell.KioskWindow.end_visit\n"
        "def keep(window, reason):\n"
        "    end(window, reason)\n"
        "    window._fresh = window._fresh.with_text_size(153)\n"
        "    window._start.set_look(window._fresh)\n"
        "    window._take_look()\n"
        "shell.KioskWindow.end_visit = keep\n"
        "sys.argv = ['soak', '--actions', '300', '--seed', '3']\n"
        "from tests.soak.soak import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", planted], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "after the visit pixels is not as new" in done.stdout


@pytest.mark.parametrize(("growth", "grows"), [(0.0, False), (1.7, False), (54.0, True), (-30.0, False)])
def test_a_long_run_that_gains_memory_is_a_fault(growth, grows):
    report = Report({"touch": 200_000}, {}, [], 1.0, growth, 255 * 2**20, 0, [])
    assert memory_grows(report) is grows
    assert not memory_grows(report._replace(actions={"touch": 5000}))
