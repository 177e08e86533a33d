"""Panels in low windows with large text: the room is for what is inside them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QTextBrowser

from tests.conftest import window_faults
from tests.ui.test_topic_view import fit_faults, in_window
from viewer.desktop.about_panel import open_about
from viewer.desktop.print_tool import open_print
from viewer.ui.header import WrappedLabel

PANELS = {
    "find": lambda window: window.open_find(),
    "my-questions": lambda window: window.open_questions(),
    "print-panel": open_print,
    "menu-panel": lambda window: window.open_menu(),
    "about": open_about,
    "display": lambda window: window.open_display(),
    "pages": lambda window: window.view.open_more_pages(),
}
LOW = [(320, 480), (320, 640), (800, 480)]
SHARE = 0.55
"""Least share of a panel's height that is for what is inside it."""


@pytest.fixture
def open_panel(open_window):
    """Opens a window with a panel."""

    def open_one(name, size, **told):
        window = open_window(size=size, page="treatment", **told)
        PANELS[name](window)
        QApplication.processEvents()
        return window

    return open_one


def inside(panel):
    """Return what scrolls in a panel."""
    (area,) = [each for each in panel.findChildren(QAbstractScrollArea) if each.isVisible()]
    return area


def heading_of(panel):
    """Return the words of a panel's heading where the reader meets them: over the inside, or as the first of it."""
    area = inside(panel)
    if isinstance(area, QTextBrowser) and area.toPlainText().startswith(panel.accessibleName()):
        return area.document().firstBlock().text()
    area.verticalScrollBar().setValue(0)
    found = [each for each in panel.findChildren(WrappedLabel) if each.isVisible()]
    return min(found, key=lambda each: in_window(each).top()).text()


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize("size", LOW, ids=str)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_low_panel_leaves_its_room_to_what_is_inside(open_panel, name, size, language):
    window = open_panel(name, size, text_size=300, language=language)
    panel = window.view.panel
    assert inside(panel).height() >= SHARE * panel.height()
    assert in_window(panel).contains(in_window(panel.close_button))
    assert panel.close_button.height() >= window.look.target
    assert window_faults(window) == []
    assert fit_faults(window) == []
    if name != "find":  # The line to type in says what it is.
        assert heading_of(panel) == panel.accessibleName()


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_takes_its_room_back_when_the_window_grows_and_the_text_shrinks(open_panel, name):
    window = open_panel(name, (320, 480), text_size=300)
    panel = window.view.panel
    low = panel.close_button.height()
    window.resize(1280, 800)
    window.set_text_percent(100)
    QApplication.processEvents()
    assert heading_of(panel) == panel.accessibleName()
    assert panel.close_button.height() == panel.close_button.height_at(panel.close_button.width(), low=False) != low
    labels = [each for each in panel.findChildren(WrappedLabel) if each.isVisible() and each.parent() is panel]
    assert panel.accessibleName() in [each.text() for each in labels]
    assert fit_faults(window) == []


@pytest.mark.parametrize("name", [name for name in PANELS if name != "about"])
def test_screen_readers_have_a_name_for_what_scrolls(open_panel, name):
    panel = open_panel(name, (1280, 800)).view.panel
    (area,) = [each for each in panel.findChildren(QScrollArea) if each.isVisible()]
    assert area.accessibleName() == panel.accessibleName()
    assert area.verticalScrollBar().accessibleName() == "Place in the text"
