"""The number pad for staff: it opens over anything, tells no digit, waits longer and longer, and closes by itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.conftest import button, press
from tests.kiosk.stand_in import LOOK, StandIn
from viewer.kiosk.code import make_hash
from viewer.kiosk.exit_panel import KEYS, StaffPanel
from viewer.kiosk.policy import FREE_TRIES, code_delay
from viewer.ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.conftest import LogWatch
    from viewer.ui.notice_frame import NoticeFrame

CODE, WRONG = "47190358", "47190359"
HASH = make_hash(CODE, lambda count: bytes(range(count)))
WRONG_LINE = "A wrong staff code was entered, number"

SIZES = [(800, 480), (1280, 800), (1920, 1080), (1080, 1920)]


class Clock:
    """A time that goes on when it is told."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    """The time of the window's gate."""
    return Clock()


@pytest.fixture
def stand_in(show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame], clock: Clock) -> StandIn:
    """A window with a code, its number pad open."""
    window = show(StandIn(HASH, clock), (1280, 800))
    window.door.open()
    return window


def enter(qtbot: QtBot, window: StandIn, code: str) -> None:
    """Press digits and Enter."""
    for key in (*code, "enter"):
        press(qtbot, button(window, f"pad-{key}"))


def answered(qtbot: QtBot, window: StandIn, code: str) -> bool:
    """Enter a code and wait for the answer."""
    with qtbot.waitSignal(window.gate.checked, timeout=30_000) as answer:
        enter(qtbot, window, code)
    return answer.args[0]


def test_without_a_code_nothing_opens(
    show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame], clock: Clock
) -> None:
    window = show(StandIn("", clock), (1280, 800))
    window.door.open()
    assert window.door.panel is None
    assert window.findChildren(StaffPanel) == []
    assert not window.gate.check(CODE)


def test_the_code_opens_the_menu_and_leaving_is_one_press_more(qtbot: QtBot, stand_in: StandIn) -> None:
    left: list[str] = []
    stand_in.door.leave_wanted.connect(lambda: left.append("left"))
    assert answered(qtbot, stand_in, CODE)
    assert stand_in.door.panel.open
    assert left == []
    press(qtbot, button(stand_in, "staff-leave"))
    assert left == ["left"]


def test_keys_alone_lead_through_pad_and_menu(qtbot: QtBot, stand_in: StandIn) -> None:
    """Who cannot touch the screen presses the pad by Tab and Enter; a wrong code gives the focus back."""
    application = QApplication.instance()
    for wanted in (*CODE, "enter"):
        while application.focusWidget() is not button(stand_in, f"pad-{wanted}"):
            QTest.keyClick(application.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(application.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stand_in.door.panel.open)
    assert application.focusWidget() is button(stand_in, "staff-clean")
    QTest.keyClick(application.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(stand_in.door.leave_wanted):
        QTest.keyClick(application.focusWidget(), Qt.Key.Key_Return)


def test_cleaning_closes_the_panel_and_tells(qtbot: QtBot, stand_in: StandIn) -> None:
    answered(qtbot, stand_in, CODE)
    with qtbot.waitSignal(stand_in.door.cleaning_wanted):
        press(qtbot, button(stand_in, "staff-clean"))
    assert stand_in.door.panel is None


def test_a_wrong_code_opens_nothing_and_the_log_has_no_digit(
    qtbot: QtBot, stand_in: StandIn, log_watch: LogWatch, caplog: pytest.LogCaptureFixture
) -> None:
    log_watch.expect(f"{WRONG_LINE} 1 in a row")
    caplog.set_level(logging.DEBUG)
    assert not answered(qtbot, stand_in, WRONG)
    assert not stand_in.door.panel.open
    assert stand_in.door.panel.message == "This is not the code."
    assert QApplication.focusWidget() is button(stand_in, "pad-1")
    assert not any(digits in caplog.text for digits in (WRONG, WRONG[:4], WRONG[4:]))


def test_no_word_of_the_window_ever_has_a_digit_of_the_code(qtbot: QtBot, stand_in: StandIn) -> None:
    for digit in CODE[:5]:
        press(qtbot, button(stand_in, f"pad-{digit}"))
    panel = stand_in.door.panel
    words = [each.text() for each in panel.findChildren(QLabel)]
    words += [each.accessibleName() for each in panel.findChildren(QWidget) if not each.objectName().startswith("pad-")]
    assert "Digits: 5" in words
    assert not any(CODE[:2] in each for each in words)
    press(qtbot, button(stand_in, "pad-delete"))
    assert panel.dots == 4


def test_a_number_that_is_too_short_is_no_try(qtbot: QtBot, stand_in: StandIn) -> None:
    enter(qtbot, stand_in, CODE[:7])
    assert not stand_in.gate.busy
    assert stand_in.door.panel.dots == 0
    assert answered(qtbot, stand_in, CODE)


def test_the_wait_grows_and_outlives_the_panel_and_the_visit(
    qtbot: QtBot, stand_in: StandIn, clock: Clock, log_watch: LogWatch
) -> None:
    log_watch.expect(WRONG_LINE)
    waits = []
    for _ in range(FREE_TRIES + 3):
        assert not answered(qtbot, stand_in, WRONG)
        waits.append(stand_in.gate.wait)
        stand_in.door.close()
        stand_in.door.open()
        assert stand_in.gate.wait == waits[-1]
        if waits[-1]:
            # Even the right code is not taken now.
            assert not button(stand_in, "pad-1").isEnabled()
            assert not stand_in.gate.check(CODE)
            clock.time += waits[-1]
            stand_in.door.close()
            stand_in.door.open()
    assert waits == [code_delay(count) for count in range(1, FREE_TRIES + 4)]
    assert answered(qtbot, stand_in, CODE)
    assert stand_in.gate.wait == 0


def test_the_wait_is_told_and_ends_before_the_eye(
    qtbot: QtBot, stand_in: StandIn, clock: Clock, log_watch: LogWatch
) -> None:
    log_watch.expect(WRONG_LINE)
    for _ in range(FREE_TRIES + 1):
        answered(qtbot, stand_in, WRONG)
    assert stand_in.door.panel.message == "This is not the code. Next try in 0:15."
    clock.time += 14.2
    qtbot.waitUntil(lambda: stand_in.door.panel.message.endswith("0:01."))
    clock.time += 1
    qtbot.waitUntil(lambda: stand_in.door.panel.message == "")
    assert button(stand_in, "pad-1").isEnabled()


def test_a_code_that_is_checked_while_the_pad_closes_opens_nothing(qtbot: QtBot, stand_in: StandIn) -> None:
    with qtbot.waitSignal(stand_in.gate.checked, timeout=30_000):
        enter(qtbot, stand_in, CODE)
        stand_in.door.close()
        stand_in.door.open()
    assert not stand_in.door.panel.open


def test_a_try_counts_before_it_is_answered(qtbot: QtBot, stand_in: StandIn, log_watch: LogWatch) -> None:
    """Nobody gets a second try while the first is checked, nor by closing the pad meanwhile."""
    log_watch.expect(f"{WRONG_LINE} 1 in a row")
    with qtbot.waitSignal(stand_in.gate.checked, timeout=30_000):
        assert stand_in.gate.check(WRONG)
        assert not stand_in.gate.check(CODE)


def test_it_closes_by_itself(qtbot: QtBot, stand_in: StandIn) -> None:
    stand_in.door.close()
    panel = StaffPanel(stand_in.gate, stand_in.words()[0], LOOK, patience=0.05)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.closed):
        pass


def test_a_touch_keeps_it_open(qtbot: QtBot, stand_in: StandIn) -> None:
    panel = stand_in.door.panel
    panel._patience.stop()
    press(qtbot, button(stand_in, "pad-1"))
    assert panel._patience.isActive()


def test_opening_it_again_keeps_what_was_entered(qtbot: QtBot, stand_in: StandIn) -> None:
    press(qtbot, button(stand_in, "pad-1"))
    before = stand_in.door.panel
    stand_in.door.open()
    assert stand_in.door.panel is before
    assert before.dots == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "percent"), [("en", 100), ("es", 200)])
def test_every_key_is_whole_large_enough_and_low_and_the_notice_stays(
    show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame],
    clock: Clock,
    size: tuple[int, int],
    language: str,
    percent: int,
) -> None:
    window = show(StandIn(HASH, clock, language, LOOK.with_text_size(percent)), size)
    window.door.open()
    panel = window.door.panel
    assert window.body.rect().contains(panel.geometry())
    keys = [button(window, f"pad-{key}") for key in KEYS] + [panel.close_button]
    places = [QRect(key.mapTo(panel, key.rect().topLeft()), key.size()) for key in keys]
    for key, place in zip(keys, places, strict=True):
        assert panel.rect().contains(place)
        assert min(place.width(), place.height()) >= LOOK.target
        assert key.font().pixelSize() * 1.3 <= place.height()
        assert sum(place.intersects(other) for other in places) == 1
    if size[1] > size[0]:
        assert all(window.mapFromGlobal(key.mapToGlobal(key.rect().topLeft())).y() >= size[1] // 2 for key in keys)
    others = [panel.findChild(QWidget, name).geometry() for name in ("staff-message", "staff-dots")]
    heading = panel._heading.geometry()
    # Below its words a line has room of its own.
    words = QSize(panel._heading.natural_width(), heading.height() - LOOK.body // 4)
    others.append(QRect(heading.topLeft(), words))
    assert all(panel.rect().contains(other) for other in others)
    assert not any(place.intersects(other) for place in places for other in others)


def test_a_window_without_a_topic_has_the_way_out_too(
    show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame], clock: Clock
) -> None:
    """The gesture and the pad belong to the window: they do not need what it shows."""
    from viewer.kiosk.code_gate import CodeGate
    from viewer.kiosk.staff_door import StaffDoor
    from viewer.ui.notice_frame import NoticeFrame

    other = StandIn(HASH, clock)
    window = show(NoticeFrame(other.label.notice, QWidget()), (800, 480))
    door = StaffDoor(window, CodeGate(HASH, clock, window), lambda: (other.words()[0], Look(low=True)))
    door.open()
    assert button(window, "pad-1").isVisible()
    other.deleteLater()
