"""A start does not do what the first frame does not need."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.app import FIRST_PICTURE, choose_topic
from viewer.settings import resources_folder

ROOT = Path(__file__).parent.parent
BUNDLED = resources_folder() / "topics" / "metastasis"

LOADED = """
import sys
from viewer.cli import main
from viewer import app
app.QApplication.platformName = lambda self: "a screen"
app.QApplication.exec = lambda self: (self.processEvents(), print(*sys.modules), sys.stdout.flush(), 0)[-1]
sys.exit(main([]))
"""


def test_no_parser_is_loaded_for_the_first_frame():
    answer = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
        env={"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0", "LANG": "C.UTF-8"},
    )
    assert answer.returncode == 0, answer.stderr
    loaded = set(answer.stdout.split())
    assert "viewer.ui.topic_view" in loaded
    assert {
        "markdown",
        "tomllib",
        "pyexpat",
        "viewer.site",
        "viewer.ui.panels",
        "viewer.desktop.keeping",
        "viewer.content.writing",
        "viewer.ui.low_nav",
        "hashlib",
    } & loaded == set()


@pytest.mark.parametrize("language", FIRST_PICTURE)
def test_the_picture_is_begun_at_the_size_that_it_gets(open_window, language):
    diagram = open_window(language=language).view.parts.diagram
    assert FIRST_PICTURE[language] == (diagram.width(), diagram.height()), "write this size into FIRST_PICTURE"


def test_changed_files_are_shown_as_they_are_now(tmp_path):
    folder = shutil.copytree(BUNDLED, tmp_path / "topics" / "metastasis")
    shutil.copy(BUNDLED.parent.parent / "metastasis.ready", tmp_path)
    page = folder / "en" / "overview.md"
    page.write_text(page.read_text(encoding="utf-8").replace('title = "', 'title = "Changed: ', 1), encoding="utf-8")
    for topic, _ in (choose_topic(folder, BUNDLED), choose_topic(None, folder)):
        assert topic.page("overview", "en").title.startswith("Changed: ")
        assert topic.page("overview", "es") == choose_topic(None, BUNDLED)[0].page("overview", "es")
