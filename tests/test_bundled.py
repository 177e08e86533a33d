"""Programs that the bundle starts find the system as it is, and not the bundle's own libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.bundled import give_back, left_over

ROOT = Path(__file__).parent.parent
FOLDER = "/opt/viewer/_internal"

GIVEN = {
    "nothing was set before": ({"LD_LIBRARY_PATH": FOLDER}, {}),
    "a path was set before": (
        {"LD_LIBRARY_PATH": f"{FOLDER}:/opt/theirs", "LD_LIBRARY_PATH_ORIG": "/opt/theirs"},
        {"LD_LIBRARY_PATH": "/opt/theirs"},
    ),
    "an empty path was set before": ({"LD_LIBRARY_PATH": FOLDER, "LD_LIBRARY_PATH_ORIG": ""}, {}),
    "Qt's plugins": ({"QT_PLUGIN_PATH": f"{FOLDER}/PySide6/Qt/plugins", "QML2_IMPORT_PATH": f"{FOLDER}/qml"}, {}),
    "what is the reader's own": (
        {"QT_PLUGIN_PATH": "/usr/lib/qt6/plugins", "LD_LIBRARY_PATH": "/opt/theirs"},
        {"QT_PLUGIN_PATH": "/usr/lib/qt6/plugins", "LD_LIBRARY_PATH": "/opt/theirs"},
    ),
}

CHILD = """
import subprocess, sys
from contextlib import suppress
from viewer.cli import main

sys._MEIPASS = sys.argv[1]
with suppress(SystemExit):
    main(["--version"])
print(subprocess.run(["env"], capture_output=True, text=True, check=True).stdout)
"""


@pytest.mark.parametrize(("environment", "expected"), GIVEN.values(), ids=GIVEN)
def test_what_the_bundle_sets_is_taken_back_and_nothing_else(environment, expected):
    environment = {"HOME": "/home/ana"} | environment
    give_back(environment, FOLDER)
    assert environment == {"HOME": "/home/ana"} | expected
    assert left_over(environment, FOLDER) == []


@pytest.mark.parametrize("environment", [given for given, _ in GIVEN.values()], ids=GIVEN)
def test_outside_of_a_bundle_nothing_changes(environment):
    before = dict(environment)
    give_back(environment, "")
    assert environment == before
    assert left_over(environment, "") == []


def test_what_is_left_over_is_told():
    environment = {"LD_LIBRARY_PATH": f"/opt/theirs:{FOLDER}", "QT_PLUGIN_PATH": f"{FOLDER}/plugins", "HOME": "/root"}
    assert left_over(environment, FOLDER) == ["LD_LIBRARY_PATH", "QT_PLUGIN_PATH"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such path on Windows")
def test_a_program_that_is_started_does_not_see_the_bundle(tmp_path):
    folder = str(tmp_path / "_internal")
    given = {"LD_LIBRARY_PATH": f"{folder}:/opt/theirs", "LD_LIBRARY_PATH_ORIG": "/opt/theirs"}
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "QT_PLUGIN_PATH": f"{folder}/plugins"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, folder],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=known | given,
    )
    assert "LD_LIBRARY_PATH=/opt/theirs\n" in done.stdout
    assert folder not in done.stdout
