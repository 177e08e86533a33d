"""The command ``self-test`` tells what does not work, and that all does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import one_line, run
from viewer.settings import resources_folder

ROOT = Path(__file__).parent.parent


def test_all_works_here():
    answer = run("self-test")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout) == "self-test: 18 pages in 2 languages, 0 faults"


@pytest.fixture
def damaged(tmp_path):
    """The program with a page and the templates of its summaries taken away."""
    shutil.copytree(ROOT / "viewer", tmp_path / "viewer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resources_folder(), tmp_path / "resources")
    (tmp_path / "resources/topics/metastasis/es/treatment.md").unlink()
    shutil.rmtree(tmp_path / "resources/summary")
    return tmp_path


def test_it_names_what_an_installation_lacks(damaged):
    asked = [sys.executable, "-m", "viewer", "self-test"]
    environment = {"PYTHONPATH": str(damaged), "PATH": "/usr/bin:/bin", "HOME": str(damaged)}
    answer = subprocess.run(
        asked, capture_output=True, text=True, timeout=120, check=False, cwd=damaged, env=environment
    )
    assert answer.returncode == 1
    assert "page treatment (es)" in answer.stderr
    assert "summary (en)" in answer.stderr
    assert "Traceback" not in answer.stderr
