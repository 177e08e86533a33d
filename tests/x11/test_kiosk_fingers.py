"""Scrolling with a finger on a real screen: a swipe moves the text, selects nothing and follows no link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.kiosk.conftest import *  # noqa: F403 - the kiosks of the other tests, on a real screen
from viewer.kiosk.policy import ENLARGED

pytestmark = pytest.mark.x11


def swipe(window, start, end, qtbot, *, settle=True):
    """Draw a finger from one place of a window to another one, in pixels, and wait until nothing swings any more."""
    handle, button, none = window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, button, none, start)
    for part in range(1, 11):
        QTest.mouseMove(handle, start + (end - start) * part / 10)
        qtbot.wait(15)
    QTest.mouseRelease(handle, button, none, end)
    if settle:
        qtbot.waitUntil(lambda: not window._fingers.moving)


def set_swinging(window, middle, qtbot):
    """Swipe until the text goes on by itself: on a busy machine the fingers may be too slow for that."""
    for _ in range(10):
        swipe(window, middle + QPoint(0, 90), middle - QPoint(0, 90), qtbot, settle=False)
        if window._fingers.swinging:
            return
    pytest.fail("no swipe was fast enough")


def text_middle(window):
    """Return the middle of the text that is in sight, in pixels."""
    view = window.visit.view.parts.explanation.viewport()
    return view.mapTo(window, view.visibleRegion().boundingRect().center())


@pytest.mark.parametrize("percent", [100, ENLARGED])
def test_a_swipe_moves_the_text_and_does_nothing_else(make_kiosk, qtbot, percent):
    window = make_kiosk()
    qtbot.waitExposed(window)
    window.begin_visit("en")
    visit = window.visit
    visit.set_look(visit.look.with_text_size(percent))
    visit.view.choose("circulation")
    QApplication.processEvents()
    pressed = []
    visit.view.parts.explanation.link_pressed.connect(lambda *link: pressed.append(link))
    middle = text_middle(window)
    swipe(window, middle + QPoint(0, 90), middle - QPoint(0, 90), qtbot)
    assert visit.view.scroller.can_turn(-1), "the text has moved"
    assert visit.view.page_id == "circulation"
    assert pressed == []
    assert not visit.view.parts.explanation.textCursor().hasSelection()
    for _ in range(5):
        swipe(window, middle - QPoint(0, 90), middle + QPoint(0, 90), qtbot)
    assert not visit.view.scroller.can_turn(-1), "and back again"


def test_a_touch_after_a_swipe_follows_a_link(make_kiosk, qtbot):
    window = make_kiosk()
    qtbot.waitExposed(window)
    window.begin_visit("en")
    window.visit.view.choose("intravasation")
    QApplication.processEvents()
    text = window.visit.view.parts.explanation
    middle = text_middle(window)
    swipe(window, middle + QPoint(0, 60), middle - QPoint(0, 60), qtbot)
    swipe(window, middle - QPoint(0, 90), middle + QPoint(0, 90), qtbot)
    place = next(
        QPoint(x, y)
        for y in range(0, text.viewport().height(), 6)
        for x in range(0, text.viewport().width(), 6)
        if text.anchorAt(QPoint(x, y)).startswith("glossary:")
    )
    QTest.mouseClick(
        window.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        text.viewport().mapTo(window, place),
    )
    qtbot.waitUntil(lambda: window.visit.view.word is not None)


def test_a_button_acts_while_the_text_still_swings(make_kiosk, qtbot):
    window = make_kiosk()
    qtbot.waitExposed(window)
    window.begin_visit("en")
    visit = window.visit
    visit.view.choose("circulation")
    QApplication.processEvents()
    middle = text_middle(window)
    set_swinging(window, middle, qtbot)
    button = visit.controls.buttons["home"]
    place = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert visit.view.page_id == "overview"
    assert not window._fingers.moving


def test_a_touch_on_what_swings_only_stops_it(make_kiosk, qtbot):
    window = make_kiosk()
    qtbot.waitExposed(window)
    window.begin_visit("en")
    visit = window.visit
    visit.view.choose("circulation")
    QApplication.processEvents()
    pressed = []
    visit.view.parts.explanation.link_pressed.connect(lambda *link: pressed.append(link))
    middle = text_middle(window)
    set_swinging(window, middle, qtbot)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert not window._fingers.moving
    assert pressed == []


def test_a_finger_that_lies_still_does_not_keep_a_visit_open(make_kiosk, clock, qtbot):
    window = make_kiosk()
    qtbot.waitExposed(window)
    window.begin_visit("en")
    window.visit.view.choose("circulation")
    QApplication.processEvents()
    handle, button, none = window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = text_middle(window)
    QTest.mousePress(handle, button, none, middle)
    for part in range(6):
        QTest.mouseMove(handle, middle - QPoint(0, 20 * part))
        qtbot.wait(15)
    assert window._fingers.moving
    clock.seconds += 1000
    window.idle.look()
    assert window.overlay is not None
    QTest.mouseRelease(handle, button, none, middle)
