"""The locks, one by one, with things in the window that would act if anything came through."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from tests.kiosk.stand_in import StandIn
from viewer.kiosk.locking import NAVIGATION, SCHEMES, Lock, OutsideTrap, keys_of
from viewer.kiosk.policy import KEYPAD
from viewer.site_kiosk import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.conftest import LogWatch
    from viewer.ui.notice_frame import NoticeFrame

MODIFIERS = ["ControlModifier", "AltModifier", "MetaModifier", "ShiftModifier", "GroupSwitchModifier"]


class Bait(QWidget):
    """A widget that takes whatever comes, and keeps what it was."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[QEvent.Type] = []
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("a tip")
        self.setWhatsThis("what this is")
        self.text = QTextEdit(self)
        QVBoxLayout(self).addWidget(self.text)

    def event(self, event: QEvent) -> bool:
        """Keep the kind of what came."""
        self.came.append(event.type())
        if event.type() in (QEvent.Type.DeferredDelete, QEvent.Type.Close, QEvent.Type.ShortcutOverride):
            return super().event(event)
        event.accept()
        return True


@pytest.fixture
def lock(qapp: QApplication) -> Iterator[Lock]:
    """The lock, on the whole program."""
    found = Lock((), qapp)
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)
    found.deleteLater()


@pytest.fixture
def bait(qtbot: QtBot, lock: Lock, without_notice: list[QWidget]) -> Bait:
    """A widget on the screen, behind the lock."""
    widget = Bait()
    without_notice.append(widget)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    widget.came.clear()
    return widget


ALL_KEYS = sorted({key.value for key in Qt.Key})
STROKES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


def strike(bait: Bait, key: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    """Press and let go of a key as Qt does; whether anything came through."""
    bait.came.clear()
    for kind in STROKES:
        QApplication.sendEvent(bait, QKeyEvent(kind, key, held))
    return bool(set(STROKES) & set(bait.came))


def test_of_all_keys_only_those_that_navigate_come_through(bait: Bait) -> None:
    assert {key for key in ALL_KEYS if strike(bait, key)} == set(keys_of(NAVIGATION))


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_no_key_comes_through_with_another_held(bait: Bait, modifier: str) -> None:
    held = Qt.KeyboardModifier[modifier]
    through = {key for key in ALL_KEYS if strike(bait, key, held)}
    assert through == ({Qt.Key.Key_Backtab.value} if modifier == "ShiftModifier" else set())


def test_shift_tab_and_the_number_block_lead_too(bait: Bait) -> None:
    assert strike(bait, Qt.Key.Key_Backtab.value, Qt.KeyboardModifier.ShiftModifier)
    assert strike(bait, Qt.Key.Key_Enter.value, Qt.KeyboardModifier.KeypadModifier)


def test_the_keys_of_a_clinic_s_keypad_come_through(qapp: QApplication) -> None:
    found = Lock(["F9", "A", "3"], qapp)
    plain = Qt.KeyboardModifier.NoModifier
    assert all(found.takes(key, plain) for key in (Qt.Key.Key_F9, Qt.Key.Key_A, Qt.Key.Key_3, Qt.Key.Key_F5))
    assert not found.takes(Qt.Key.Key_F10, plain)
    assert not found.takes(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    found.deleteLater()


def test_qt_knows_every_key_that_a_site_file_may_name() -> None:
    assert len(keys_of(KEYS)) == len(KEYS)
    assert keys_of(key for keys in KEYPAD.values() for key in keys) <= keys_of([*NAVIGATION, "Plus", "Minus"])


def test_no_shortcut_acts_but_one_that_navigates(bait: Bait, qtbot: QtBot) -> None:
    acted: list[str] = []
    for keys in ("Ctrl+Q", "Ctrl+W", "Alt+F4", "Ctrl+P", "F1", "Esc", "Q", "F5", "Ctrl+K, Ctrl+C"):
        QShortcut(QKeySequence(keys), bait).activated.connect(lambda keys=keys: acted.append(keys))
        QTest.keySequence(bait, QKeySequence(keys))
    assert acted == ["F5"]


@pytest.mark.parametrize("button", ["RightButton", "MiddleButton", "BackButton", "ForwardButton", "TaskButton"])
def test_of_the_mouse_only_the_left_button_comes_through(bait: Bait, button: str) -> None:
    assert not any(click(bait, kind, Qt.MouseButton[button]) for kind in BUTTONS)
    assert all(click(bait, kind, Qt.MouseButton.LeftButton) for kind in BUTTONS)


BUTTONS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


def click(bait: Bait, kind: QEvent.Type, button: Qt.MouseButton) -> bool:
    """Send what comes from a button of a mouse; whether it came through."""
    bait.came.clear()
    place = QPointF(5, 5)
    QApplication.sendEvent(bait, QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier))
    return kind in bait.came


def drop(kind: str) -> QEvent:
    """Return what comes when a file is dragged in."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/hostname")])
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    if kind == "enter":
        return QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *how)
    return QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *how)


UNWANTED: list[Callable[[], QEvent]] = [
    lambda: QContextMenuEvent(QContextMenuEvent.Reason.Other, QPoint(5, 5), QPoint(5, 5)),
    lambda: drop("enter"),
    lambda: drop("drop"),
    lambda: QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)),
    lambda: QHelpEvent(QEvent.Type.WhatsThis, QPoint(5, 5), QPoint(5, 5)),
    lambda: QEvent(QEvent.Type.EnterWhatsThisMode),
    lambda: QInputMethodEvent("あ", []),
]


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_menus_drops_tips_and_input_methods_do_not_come_through(bait: Bait, unwanted: Callable[[], QEvent]) -> None:
    event = unwanted()
    QApplication.sendEvent(bait, event)
    assert not event.isAccepted()
    assert event.type() not in bait.came


def test_what_comes_up_takes_no_drop_no_input_method_and_has_no_menu(bait: Bait) -> None:
    for widget in (bait, bait.text, bait.text.viewport()):
        assert not widget.acceptDrops()
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert bait.text.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_text_that_comes_up_later_can_be_read_and_pressed_but_not_selected(bait: Bait, qtbot: QtBot) -> None:
    text = QTextBrowser(bait)
    pressed: list[str] = []
    text.anchorClicked.connect(lambda url: pressed.append(url.toString()))
    text.setHtml('<a href="page:words">a word that leads somewhere and is long enough to be hit</a><p>More.</p>')
    text.resize(380, 200)
    text.show()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 15))
    assert pressed == ["page:words"]
    QTest.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    QTest.mouseMove(text.viewport(), QPoint(200, 60))
    QTest.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert text.textCursor().selectedText() == ""
    assert not text.openLinks()


def test_the_wheel_zooms_nothing(bait: Bait) -> None:
    assert wheel_comes(bait, Qt.KeyboardModifier.NoModifier)
    bait.came.clear()
    assert not wheel_comes(bait, Qt.KeyboardModifier.ControlModifier)


def wheel_comes(bait: Bait, held: Qt.KeyboardModifier) -> bool:
    """Whether a turn of the wheel comes through."""
    QTest.wheelEvent(bait.windowHandle(), QPointF(5, 5), QPoint(0, 120), QPoint(), held)
    return QEvent.Type.Wheel in bait.came


def test_nothing_closes_or_quits_before_it_may(bait: Bait, lock: Lock, qapp: QApplication) -> None:
    for target in (bait, bait.windowHandle(), qapp):
        for event in (QCloseEvent(), QEvent(QEvent.Type.Quit)):
            QApplication.sendEvent(target, event)
            assert not event.isAccepted()
    bait.close()
    QApplication.closeAllWindows()
    assert bait.isVisible()
    assert QEvent.Type.Close not in bait.came
    lock.let_end()
    bait.close()
    assert QEvent.Type.Close in bait.came


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_address_leaves_the_program(qapp: QApplication, log_watch: LogWatch, scheme: str) -> None:
    trap = OutsideTrap(qapp)
    log_watch.expect(f"a kiosk leads nowhere. Kind: {scheme}$")
    try:
        QDesktopServices.openUrl(QUrl(f"{scheme}:/etc/hostname"))
    finally:
        trap.release()
        trap.deleteLater()


def test_the_page_of_a_topic_is_secured_and_still_leads(
    lock: Lock, show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame], qtbot: QtBot
) -> None:
    window = show(StandIn("", lambda: 0.0), (1280, 800))
    text = window.view.parts.explanation
    selecting = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not text.textInteractionFlags() & selecting
    text.setFocus()
    with qtbot.waitSignal(text.link_reached):
        QTest.keyClick(text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(text.link_pressed):
        QTest.keyClick(text, Qt.Key.Key_Return)


STARTED = """\
import signal, sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from viewer.kiosk.locking import lock_application, prepare_locks
prepare_locks()
application = QApplication(["kiosk"])
lock_application(application, (), lambda: application.exit(7))
print(application.arguments(), application.quitOnLastWindowClosed(), application.styleSheet() == "")
print(application.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs))
print(application.testAttribute(Qt.ApplicationAttribute.AA_DisableSessionManager))
print(application.overrideCursor().shape() == Qt.CursorShape.BlankCursor)
signal.raise_signal(getattr(signal, sys.argv[1]))
sys.exit(application.exec())
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_program_is_locked_as_a_whole_and_a_signal_ends_it_cleanly(name: str) -> None:
    command = [sys.executable, "-c", STARTED, name, "-stylesheet", "/tmp/any.qss", "-platform", "vnc"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["['kiosk'] False True", "True", "True", "True"], done.stderr
    assert done.returncode == 7


FAULT = """\
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from viewer import cli
sys.excepthook = cli._report
application = QApplication(["kiosk"])
QTimer.singleShot(0, lambda: {}["nothing"])
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: application.exit(5)))
sys.exit(application.exec())
"""


def test_an_error_that_nobody_expected_is_one_line_in_the_log_and_the_window_stays() -> None:
    done = subprocess.run([sys.executable, "-c", FAULT], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 5
    (line,) = done.stderr.splitlines()
    assert line.startswith("Something went wrong at <string>:7: KeyError")
