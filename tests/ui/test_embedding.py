"""Another program shows a topic in its own window, with the public names of the package alone."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QApplication

import viewer
from tests import embedding_example
from tests.catalogs import ROOT
from tests.conftest import window_faults
from viewer.content.notice import ENGLISH
from viewer.content.translation import Translation
from viewer.settings import resources_folder
from viewer.ui.theme import Look

EXAMPLE = ROOT / "tests" / "embedding_example.py"
LONGEST = 30
ONE_LOOK = """\
import runpy
from PySide6.QtWidgets import QApplication

def look_once(application):
    application.processEvents()
    print([window.isVisible() for window in application.topLevelWidgets()])
    return 0

QApplication.exec = look_once
runpy.run_path("example.py", run_name="__main__")
"""
"""Runs the example as it is, but for the end: the window is looked at once, and that was the visit."""


def in_readme() -> str:
    """Return the program that README shows."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("\n## Embedding\n")[2].partition("\n## ")[0]
    return section.partition("```python\n")[2].partition("```")[0]


def test_a_topic_can_be_shown_without_the_desktop_window(show, fonts):
    topic = viewer.load_topic(resources_folder() / "topics" / "metastasis")
    view = viewer.TopicView(topic, Translation("en"), Look(motion=False))
    frame = viewer.NoticeFrame(ENGLISH, view)
    view.show_page("circulation")
    show(frame, (1000, 700))
    assert view.page_id == "circulation"
    assert view.parts.steps.buttons["circulation"].lit
    assert view.parts.explanation.toPlainText().startswith("Step 3 of 5")
    assert view.rect().contains(view.parts.diagram.geometry())


def test_the_example_is_short_and_the_one_that_readme_shows():
    assert len(in_readme().splitlines()) <= LONGEST
    assert EXAMPLE.read_text(encoding="utf-8").partition('"""\n\n')[2] == in_readme()


def test_the_example_shows_a_topic_with_its_notice_inside_of_another_window(show, qtbot, fonts):
    window = show(embedding_example.make_window(), (1280, 800))
    (frame,) = window.findChildren(viewer.NoticeFrame)
    assert window_faults(window) == []
    assert frame.label.notice.language == "es"
    view = frame.body
    view.choose("circulation")
    assert view.parts.explanation.toPlainText().startswith("Paso 3 de 5")
    moves = view.parts.diagram.findChild(QVariantAnimation)
    qtbot.waitUntil(lambda: moves.state() == QVariantAnimation.State.Stopped)
    window.resize(700, 620)
    QApplication.processEvents()
    assert window_faults(window) == []


def test_the_example_runs_as_a_program_of_its_own(tmp_path):
    (tmp_path / "example.py").write_text(in_readme(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ONE_LOOK], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.returncode) == ("[True]\n", 0), done.stderr
