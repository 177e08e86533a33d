"""The tools: those that have room stand in the header, all of them in the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.conftest import button, press, window_faults
from tests.desktop.test_window import key
from tests.ui.test_topic_view import in_window

ALL = [
    *("back", "forward", "find-button", "listen", "questions-button", "smaller-text", "larger-text", "display-button"),
    *("print", "menu", "language-es"),
]
ONLY_IN_MENU = {"about"}


def header_names(window) -> list[str]:
    row = window.view.header.buttons
    return [each.objectName() for each in row.items if each.isVisible()]


def menu_names(window) -> list[str]:
    found = [each.objectName() for each in window.view.panel.findChildren(QAbstractButton)]
    return [name.removeprefix("menu-") for name in found if name.startswith("menu-")]


def test_a_wide_window_shows_all_tools(open_window):
    assert header_names(open_window(size=(1920, 1080))) == ALL


@pytest.mark.parametrize("size", [(800, 480), (320, 640), (1280, 800)])
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_where_the_room_ends_larger_text_and_the_menu_stay(open_window, size, percent):
    window = open_window(size=size)
    window.set_text_percent(percent)
    QApplication.processEvents()
    shown = header_names(window)
    assert {"larger-text", "menu"} <= set(shown)
    tops = {in_window(button(window, name)).top() for name in shown if name not in {"larger-text", "menu"}}
    assert len(tops) <= 1, "what need not stay opens no second row"


def test_a_row_that_grows_again_takes_back_what_left_it(open_window):
    window = open_window(size=(320, 640))
    assert len(header_names(window)) < len(ALL)
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert header_names(window) == ALL


def test_forward_is_the_first_to_leave_a_row_that_is_too_short(open_window):
    window = open_window(size=(1920, 1080))
    while len(header_names(window)) == len(ALL):
        window.resize(window.width() - 20, 800)
        QApplication.processEvents()
    assert header_names(window) == [name for name in ALL if name != "forward"]


def test_the_menu_lists_every_tool_at_the_smallest_size(open_window, qtbot):
    window = open_window(size=(320, 640))
    press(qtbot, button(window, "menu"))
    assert sorted(menu_names(window)) == sorted({*ALL, *ONLY_IN_MENU} - {"menu"})
    assert window_faults(window) == []


def test_what_the_menu_does_is_what_the_header_does(open_window, qtbot):
    window = open_window(size=(800, 480))
    key(qtbot, window, Qt.Key.Key_F10)
    press(qtbot, button(window, "menu-language-es"))
    assert window.language == "es"
    assert window.view.panel is None
    key(qtbot, window, Qt.Key.Key_F10)
    press(qtbot, button(window, "menu-display-button"))
    assert window.view.panel.objectName() == "display"


def test_the_menu_stays_while_the_text_grows_and_grays_what_is_done(open_window, qtbot):
    window = open_window()
    window.open_menu()
    assert not button(window, "menu-smaller-text").isEnabled()
    assert not button(window, "menu-back").isEnabled()
    press(qtbot, button(window, "menu-larger-text"))
    press(qtbot, button(window, "menu-larger-text"))
    assert window.look.text_size == 150
    assert button(window, "menu-smaller-text").isEnabled()


def test_the_menu_closes_by_its_own_key_and_by_escape(open_window, qtbot):
    window = open_window()
    for closing in (Qt.Key.Key_F10, Qt.Key.Key_Escape):
        key(qtbot, window, Qt.Key.Key_F10)
        assert window.view.panel is not None
        key(qtbot, window, closing)
        assert window.view.panel is None
