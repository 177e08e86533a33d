"""The hidden gesture: only five short taps in the corners, crosswise and in time; no touch is kept from the rest."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.kiosk.gesture import CORNER, LONGEST_TAP, ORDER, WITHIN, CornerGesture, CornerTaps, corner_at
from viewer.ui.buttons import Button
from viewer.ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CORNERS = [(0, 0), (1, 0), (0, 1), (1, 1)]


class Clock:
    """A time that goes on when it is told."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def tapped(taps: CornerTaps, corner: tuple[int, int] | None, clock: Clock, rest: float = 0.1) -> bool:
    """Tap once, and wait a moment."""
    taps.press(corner)
    clock.time += rest
    done = taps.release(corner)
    clock.time += 0.3
    return done


def test_of_all_ways_over_the_corners_one_opens() -> None:
    clock = Clock()
    ways = list(itertools.product(CORNERS, repeat=5))
    taps = {way: CornerTaps(clock) for way in ways}
    assert [way for way in ways if True in [tapped(taps[way], corner, clock) for corner in way]] == [ORDER]


def test_the_right_way_opens_once_and_again_from_its_beginning() -> None:
    clock = Clock()
    taps = CornerTaps(clock)
    assert [tapped(taps, corner, clock) for corner in ORDER * 2] == [False, False, False, False, True] * 2


def test_a_wrong_tap_before_costs_nothing_and_one_within_costs_all() -> None:
    clock = Clock()
    taps = CornerTaps(clock)
    assert [tapped(taps, corner, clock) for corner in ((1, 0), *ORDER)][-1]
    assert True not in [tapped(taps, corner, clock) for corner in (*ORDER[:3], None, *ORDER[3:])]


def test_who_rests_or_is_slow_does_not_open() -> None:
    clock = Clock()
    taps = CornerTaps(clock)
    assert True not in [tapped(taps, corner, clock, LONGEST_TAP + 0.1) for corner in ORDER]
    assert True not in [tapped(taps, corner, clock, WITHIN / 5) for corner in ORDER]


def test_a_stroke_from_corner_to_corner_is_no_tap() -> None:
    clock = Clock()
    taps = CornerTaps(clock)
    for start, end in itertools.pairwise([*ORDER, *ORDER]):
        taps.press(start)
        assert not taps.release(end)


@given(st.lists(st.tuples(st.sampled_from([*CORNERS, None]), st.booleans(), st.floats(0, 3)), max_size=60))
def test_wild_touches_open_only_after_the_last_corner(steps: list[tuple[tuple[int, int] | None, bool, float]]) -> None:
    clock = Clock()
    taps = CornerTaps(clock)
    for corner, down, pause in steps:
        clock.time += pause
        if down:
            taps.press(corner)
        elif taps.release(corner):
            assert corner == ORDER[-1]


def test_the_corners_end_where_they_should() -> None:
    size = QSizeF(1000, 600)
    assert corner_at(QPointF(0, 0), size, 80) == (0, 0)
    assert corner_at(QPointF(79, 599), size, 80) == (0, 1)
    assert corner_at(QPointF(80, 10), size, 80) is None
    assert corner_at(QPointF(920, 10), size, 80) == (1, 0)
    assert corner_at(QPointF(500, 590), size, 80) is None


@pytest.fixture
def button(qtbot: QtBot, without_notice: list[object]) -> Button:
    """A button that fills a window, with somebody who listens to its corners."""
    shown = Button("Everything", Look())
    without_notice.append(shown)
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def made(button: Button) -> Iterator[list[str]]:
    """How often the gesture was made on the button."""
    application = QApplication.instance()
    gesture = CornerGesture(40, button)
    application.installEventFilter(gesture)
    seen: list[str] = []
    gesture.made.connect(lambda: seen.append("made"))
    yield seen
    application.removeEventFilter(gesture)


def places(button: Button) -> list[QPoint]:
    """Return places in the corners of the gesture, in its order."""
    inside = round(CORNER * 40) // 2
    return [QPoint(x and button.width() - inside, y and button.height() - inside) + QPoint(3, 3) for x, y in ORDER]


def test_the_mouse_makes_it_and_what_lies_there_acts_as_always(button: Button, made: list[str]) -> None:
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append("click"))
    for place in places(button):
        QTest.mouseClick(button.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert (made, len(clicks)) == (["made"], 5)


def test_the_other_mouse_buttons_do_not_make_it(button: Button, made: list[str]) -> None:
    for place in places(button):
        QTest.mouseClick(button.windowHandle(), Qt.MouseButton.RightButton, pos=place)
    assert made == []


def test_a_finger_makes_it_and_a_hand_does_not(button: Button, made: list[str]) -> None:
    screen = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    window = button.windowHandle()
    for place in places(button):
        QTest.touchEvent(window, screen).press(0, place, window).press(1, place + QPoint(20, 20), window).commit()
        QTest.touchEvent(window, screen).release(0, place, window).release(1, place + QPoint(20, 20), window).commit()
    assert made == []
    for place in places(button):
        QTest.touchEvent(window, screen).press(0, place, window).commit()
        QTest.touchEvent(window, screen).release(0, place, window).commit()
    assert made == ["made"]
