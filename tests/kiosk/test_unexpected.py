"""Whatever nobody expected is logged, ends the visit, and when it comes again and again, the program."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from viewer.kiosk.unexpected import TOO_MANY, WITHIN, Unexpected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent


class Heard:
    """Hears of faults, and notes what it would do."""

    def __init__(self) -> None:
        self.now = 0.0
        self.unexpected = Unexpected(lambda: self.now)
        self.ended = 0
        self.given_up = 0
        self.unexpected.visit_must_end.connect(self._end)
        self.unexpected.again_and_again.connect(self._give_up)

    def _end(self) -> None:
        self.ended += 1

    def _give_up(self) -> None:
        self.given_up += 1

    def happened(self) -> None:
        QApplication.processEvents()


@pytest.fixture
def heard(qapp: object) -> Iterator[Heard]:
    heard = Heard()
    heard.unexpected.begin()
    yield heard
    heard.unexpected.end()


def wrong() -> None:
    raise ValueError("the page of a visitor")


def test_a_slot_that_fails_ends_the_visit(qtbot, heard, log_watch):
    log_watch.expect(r"Something went wrong: ValueError at tests/kiosk/test_unexpected\.py:\d+")
    QTimer.singleShot(0, wrong)
    qtbot.waitUntil(lambda: heard.ended == 1)
    assert not any("visitor" in line for line in log_watch.lines)


class Broken(QWidget):
    """A widget that cannot be painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        wrong()


def test_a_widget_that_cannot_be_painted_ends_the_visit(qtbot, heard, log_watch, without_notice):
    log_watch.expect("Something went wrong: ValueError")
    widget = Broken()
    without_notice.append(widget)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: heard.ended >= 1)
    widget.hide()


class BrokenFilter(QObject):
    """A filter that fails at every move."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            wrong()
        return False


def test_a_filter_that_fails_ends_the_visit(qtbot, heard, log_watch):
    log_watch.expect("Something went wrong: ValueError")
    watched, broken = QObject(), BrokenFilter()
    watched.installEventFilter(broken)
    QApplication.postEvent(watched, QEvent(QEvent.Type.User))
    qtbot.waitUntil(lambda: heard.ended == 1)


def test_a_thread_that_fails_ends_the_visit_from_the_event_loop(qtbot, heard, log_watch):
    log_watch.expect("Something went wrong: ValueError")
    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    assert heard.ended == 0
    qtbot.waitUntil(lambda: heard.ended == 1)


def test_what_fails_while_it_is_thrown_away_is_heard_of(heard, log_watch):
    log_watch.expect("Something went wrong: ValueError")

    class Trash:
        def __del__(self) -> None:
            wrong()

    Trash()
    heard.happened()
    assert heard.ended == 1


def test_again_and_again_is_too_much(heard, log_watch):
    log_watch.expect("Something went wrong: ValueError")
    log_watch.expect("5 times within 60 seconds: the program ends")
    for number in range(TOO_MANY + 2):
        heard.now = float(number)
        heard.unexpected.note(ValueError, None, None)
        heard.happened()
    assert (heard.ended, heard.given_up) == (TOO_MANY - 1, 1)


def test_now_and_then_is_not_too_much(heard, log_watch):
    log_watch.expect("Something went wrong: ValueError")
    for number in range(3 * TOO_MANY):
        heard.now = number * WITHIN / (TOO_MANY - 1)
        heard.unexpected.note(ValueError, None, None)
        heard.happened()
    assert (heard.ended, heard.given_up) == (3 * TOO_MANY, 0)


def test_what_qt_complains_about_is_logged_and_ends_no_visit(heard, log_watch):
    log_watch.expect(r"WARNING viewer\.kiosk\.unexpected: Qt \(default\): something is odd")
    qWarning("something is odd")
    heard.happened()
    assert heard.ended == 0
