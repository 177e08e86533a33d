"""Signs of life: given while the event loop turns and the notice is whole and on top, and not otherwise."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from viewer.content.notice import ENGLISH
from viewer.kiosk.alive import SIGNS, UNSEEN_READY, USUAL_PERIOD, Heartbeat, ServiceManager, watchdog_period
from viewer.kiosk.notice_check import NoticeCheck, Verdict
from viewer.kiosk.screens import ScreenKeeper
from viewer.ui.notice_frame import NoticeFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PERIOD = 0.03


class Listener:
    """A service manager that only listens."""

    def __init__(self, name: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(name)
        self._socket.setblocking(False)

    def heard(self) -> list[str]:
        """Return what has been said since the last time."""
        words = []
        while True:
            try:
                words.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                return words

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    folder = tmp_path_factory.mktemp("s")
    # A socket's name has at most 107 bytes.
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NOTIFY_SOCKET", "notify")
    listener = Listener("notify")
    yield listener
    listener.close()


@pytest.fixture
def frame(show: Callable[..., NoticeFrame]) -> NoticeFrame:
    return show(NoticeFrame(ENGLISH, QWidget(), em=30), (700, 500))


@pytest.fixture
def manager(listener: Listener) -> Iterator[ServiceManager]:
    manager = ServiceManager(os.environ)
    yield manager
    manager.close()


@pytest.fixture
def beating(manager: ServiceManager) -> Callable[..., Heartbeat]:
    """Makes the heartbeat of a window."""

    def make(frame: NoticeFrame, mend: Callable[[], None] | None = None, look: object = None) -> Heartbeat:
        taken = look or NoticeCheck(frame).look
        return Heartbeat(taken, mend or frame.place, manager.tell, PERIOD, "metastasis 1.0", frame)

    return make


def test_it_is_ready_when_it_is_seen_and_then_alive(qtbot, frame, beating, listener):
    beats = beating(frame)
    heard: list[str] = []
    beats.begin()
    assert listener.heard() == [], "the event loop has not yet turned"
    qtbot.waitUntil(lambda: heard.extend(listener.heard()) or heard.count("WATCHDOG=1") > 2)
    beats.end()
    assert heard[:3] == ["STATUS=metastasis 1.0: the notice is whole and on top", "READY=1", "WATCHDOG=1"]
    assert set(heard[3:]) == {"WATCHDOG=1"}
    assert listener.heard()[-1] == "STOPPING=1"


def test_a_screen_that_is_off_is_no_reason_to_be_killed(qtbot, frame, beating, listener):
    beats = beating(frame, look=lambda: Verdict(seen=False))
    for _ in range(UNSEEN_READY - 1):
        beats.beat()
    assert listener.heard() == ["STATUS=metastasis 1.0: there is no screen that shows it"]
    beats.beat()
    assert listener.heard() == ["READY=1", "WATCHDOG=1"]
    beats.end()


def test_a_notice_that_can_be_put_back_costs_one_line(qtbot, frame, beating, listener, log_watch):
    log_watch.expect("The notice was put back: the notice does not look as it should")
    beats = beating(frame)
    frame.label.fit(frame.size(), 9, 9)
    beats.beat()
    assert NoticeCheck(frame).look().faults == ()
    beats.beat()
    assert listener.heard().count("WATCHDOG=1") == 2
    assert len(log_watch.lines) == 1
    beats.end()


def test_a_window_that_was_hidden_is_shown_again(qtbot, frame, beating, listener, log_watch):
    log_watch.expect("The notice was put back: the window is hidden")
    keeper = ScreenKeeper(QGuiApplication.instance(), frame, frame)
    beats = beating(frame, keeper.keep)
    frame.hide()
    beats.beat()
    QApplication.processEvents()
    assert frame.isVisible()
    assert NoticeCheck(frame).look().faults == ()
    beats.end()


def test_without_the_notice_it_gives_no_sign_of_life(qtbot, fonts, beating, listener, log_watch):
    log_watch.expect("The notice cannot be put back, so the program no longer says that it is alive: .* covered")
    outer = QWidget()
    qtbot.addWidget(outer)
    frame = NoticeFrame(ENGLISH, QWidget())
    frame.setParent(outer)
    outer.resize(700, 500)
    frame.resize(700, 500)
    outer.show()
    QApplication.processEvents()
    beats = beating(frame)
    lost: list[bool] = []
    beats.lost.connect(lambda: lost.append(True))
    beats.beat()
    assert listener.heard()[-1] == "WATCHDOG=1"
    cover = QWidget(outer)
    cover.setGeometry(outer.rect())
    cover.show()
    for number in range(SIGNS + 3):
        assert len(lost) == (number >= SIGNS)
        beats.beat()
    assert listener.heard() == ["STATUS=metastasis 1.0: the notice cannot be put back"]
    assert len(log_watch.lines) == 1
    cover.hide()
    beats.beat()
    assert listener.heard() == ["STATUS=metastasis 1.0: the notice is whole and on top", "WATCHDOG=1"]
    beats.end()


def test_an_event_loop_that_does_not_turn_gives_no_sign(qtbot, frame, beating, listener):
    beats = beating(frame)
    beats.begin()
    qtbot.waitUntil(lambda: "READY=1" in listener.heard())
    listener.heard()
    stuck = QObject(frame)
    answers: list[list[str]] = []

    def hang() -> None:
        """Keep the event loop for longer than it may give no sign."""
        listener.heard()
        end = QTimer()
        end.setSingleShot(True)
        end.start(round(PERIOD * 3000))
        while end.remainingTime() > 0:
            pass
        answers.append(listener.heard())

    QTimer.singleShot(0, stuck, hang)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [[]]
    beats.end()


def test_a_service_manager_that_does_not_listen_holds_nothing_up(manager, listener):
    for _ in range(2000):
        manager.tell("WATCHDOG=1")
    assert 0 < len(listener.heard()) < 2000


def sockets() -> set[str]:
    """Return the numbers of all sockets that this process has open."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            found.add(os.readlink(f"/proc/self/fd/{name}"))
    return {each.removeprefix("socket:[").removesuffix("]") for each in found if each.startswith("socket:")}


def test_without_a_service_manager_nothing_is_opened():
    before = sockets()
    manager = ServiceManager({})
    manager.tell("READY=1")
    assert sockets() == before
    manager.close()


def test_the_socket_is_one_of_this_machine(listener):
    before = sockets()
    manager = ServiceManager(os.environ)
    (added,) = sockets() - before
    assert added in Path("/proc/net/unix").read_text().split()
    manager.close()
    assert sockets() == before


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({"WATCHDOG_USEC": "2000000"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "7"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"}, USUAL_PERIOD),
        ({"WATCHDOG_USEC": "0"}, USUAL_PERIOD),
        ({"WATCHDOG_USEC": "-5"}, USUAL_PERIOD),
        ({"WATCHDOG_USEC": "soon"}, USUAL_PERIOD),
        ({"WATCHDOG_USEC": "²"}, USUAL_PERIOD),
        ({}, USUAL_PERIOD),
    ],
)
def test_the_service_manager_says_how_long_it_waits(told, seconds):
    assert watchdog_period(told, 7) == seconds
