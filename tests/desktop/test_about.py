"""About: versions, what it is for, the review, the clinic, the licences; and the window's other usual keys."""

from __future__ import annotations

import platform
import re
import tomllib

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import viewer
from tests.catalogs import ROOT
from tests.conftest import button, press, window_faults
from tests.desktop.test_menu import header_names, menu_names
from tests.desktop.test_window import ALT, CTRL, focused, key
from viewer.content.translation import Translation
from viewer.desktop.about_panel import LICENCES


def told(window) -> str:
    return window.view.panel.spoken()


def test_f1_opens_it_and_closes_it_and_the_menu_has_it_too(window, qtbot):
    key(qtbot, window, Qt.Key.Key_F1)
    assert window.view.panel.accessibleName() == "About this program"
    key(qtbot, window, Qt.Key.Key_F1)
    assert window.view.panel is None
    assert "about" not in header_names(window)
    key(qtbot, window, Qt.Key.Key_F10)
    assert "about" in menu_names(window)
    press(qtbot, button(window, "menu-about"))
    assert window.view.panel.objectName() == "about"


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)], ids=str)
def test_its_words_show_the_focus_and_turn_by_key_from_the_button_too(open_window, qtbot, size):
    window = open_window(size=size)
    key(qtbot, window, Qt.Key.Key_F1)
    panel = window.view.panel
    words = panel.inside_chain()[0]
    assert focused(window) is panel.close_button
    calm = words.grab().toImage()
    key(qtbot, window, Qt.Key.Key_Tab)
    assert focused(window) is words
    assert words.grab().toImage() != calm
    panel.close_button.setFocus()
    assert words.grab().toImage() == calm
    bar = words.verticalScrollBar()
    for which, way in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1), (Qt.Key.Key_End, 1), (Qt.Key.Key_Home, -1)):
        before = bar.value()
        key(qtbot, window, which)
        assert (bar.value() - before) * way > 0, which
        assert focused(window) is panel.close_button


def test_it_tells_versions_use_review_and_licences(window):
    window.tools[-1].act()
    words = told(window)
    for part in (viewer.__version__, qVersion(), platform.python_version(), "not a medical device", "No clinician"):
        assert part in words
    topic = window.view.topic
    assert f"version {topic.version}, {Translation('en').date(topic.date)}" in words
    assert "Your clinic" not in words


def test_it_names_the_clinic_and_where_to_write(open_window, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    site = tmp_path / "site.toml"
    site.write_text('name = "River <b>Clinic</b>"\nfeedback = "https://clinic.example/say"\n')
    window = open_window(site=site)
    window.tools[-1].act()
    assert "Your clinic: River <b>Clinic</b>." in told(window)
    assert "https://clinic.example/say" in told(window)


@pytest.mark.parametrize("size", [(320, 640), (800, 480)])
def test_it_can_be_read_to_its_end_in_spanish_at_any_size(open_window, size):
    window = open_window(size=size, language="es", text_size=200)
    window.tools[-1].act()
    QApplication.processEvents()
    assert "Licencias:" in told(window)
    assert window_faults(window) == []


def test_every_package_that_the_program_needs_stands_among_the_licences():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.match(r"[\w-]+", each)[0] for each in project["dependencies"]}
    named = " ".join(name for name, _ in LICENCES)
    assert {each for each in needed if each not in named} == set()


# Back and forward


def test_alt_right_goes_forward_to_the_place_where_back_was_pressed(window, qtbot):
    for page in ("overview", "care-team"):
        window.view.choose(page)
    key(qtbot, window, Qt.Key.Key_Left, ALT)
    key(qtbot, window, Qt.Key.Key_Left, ALT)
    assert window.view.page_id == "intravasation"
    seen = []
    for _ in range(3):
        key(qtbot, window, Qt.Key.Key_Right, ALT)
        seen.append(window.view.page_id)
    assert seen == ["overview", "care-team", "care-team"]


def test_forward_is_only_offered_where_it_leads_somewhere(open_window, qtbot):
    window = open_window(size=(1920, 1080), page="intravasation")  # There is room for all tools.
    assert not button(window, "forward").isEnabled()
    press(qtbot, button(window, "step-circulation"))
    press(qtbot, button(window, "back"))
    assert button(window, "forward").isEnabled()
    press(qtbot, button(window, "forward"))
    assert window.view.page_id == "circulation"
    assert not button(window, "forward").isEnabled()


def test_another_language_keeps_the_way_forward(window, qtbot):
    window.view.choose("overview")
    window.go_back()
    window.show_language("es")
    assert window.view.way.trail.leads_on
    key(qtbot, window, Qt.Key.Key_Right, ALT)
    assert window.view.page_id == "overview"


@pytest.mark.parametrize("part", ["explanation", "diagram", "header"])
def test_the_buttons_of_the_mouse_lead_back_and_forward_wherever_it_is(window, part):
    window.view.choose("overview")
    widget = getattr(window.view.parts, part)
    spot = widget.mapTo(window, widget.rect().center())
    for which, page in ((Qt.MouseButton.BackButton, "intravasation"), (Qt.MouseButton.ForwardButton, "overview")):
        QTest.mousePress(window.windowHandle(), which, pos=spot)
        assert window.view.page_id != page, "nothing happens on press"
        QTest.mouseRelease(window.windowHandle(), which, pos=spot)
        assert window.view.page_id == page


# Closing


@pytest.mark.parametrize("which", [Qt.Key.Key_W, Qt.Key.Key_Q])
def test_the_usual_keys_close_the_window(window, qtbot, which):
    key(qtbot, window, which, CTRL)
    assert not window.isVisible()
