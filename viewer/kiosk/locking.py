"""The locks of the kiosk's window: what never reaches it, and how the program may end.

One filter sits before all of the program. What is not needed for a visit is swallowed there, so that no widget, of Qt
or of this program, has to be trusted with it. What the system itself keeps (Ctrl+Alt+F1, Alt+Tab) never comes here:
``tests/kiosk/ways_out.py`` names what answers it.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QMouseEvent, QShortcutEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FLAGS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""How the kiosk's window stands: without a frame, and over all others."""

NAVIGATION = (
    *("Left", "Right", "Up", "Down", "Tab", "Backtab", "Return", "Enter", "Space", "Home", "End", "PageUp", "PageDown"),
    *("F5", "VolumeUp", "VolumeDown", "VolumeMute"),
)
"""The keys that lead through a visit; those of a clinic's keypad come to them."""

SCHEMES = ("http", "https", "file", "mailto", "ftp", "tel", "data", "qrc")
"""Kinds of addresses that no outside program is asked to open."""

LEFT = 64
"""Exit code after staff have left the kiosk: the service must not start it again (``RestartPreventExitStatus=64``)."""

_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

_INPUT = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick),
        QEvent.Type.Wheel,
    }
)
_NEVER = frozenset(
    {
        *(QEvent.Type.ContextMenu, QEvent.Type.ToolTip, QEvent.Type.StatusTip, QEvent.Type.HelpRequest),
        *(QEvent.Type.WhatsThis, QEvent.Type.QueryWhatsThis, QEvent.Type.WhatsThisClicked),
        *(QEvent.Type.EnterWhatsThisMode, QEvent.Type.NativeGesture, QEvent.Type.FileOpen),
        *(QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop),
        *(QEvent.Type.InputMethod, QEvent.Type.InputMethodQuery, QEvent.Type.RequestSoftwareInputPanel),
    }
)
_ENDS = frozenset({QEvent.Type.Close, QEvent.Type.Quit})


def keys_of(names: Iterable[str]) -> frozenset[int]:
    """Return Qt's numbers of keys, from names as they stand in a site file; a digit's name is the digit."""
    return frozenset(int(getattr(Qt.Key, f"Key_{name}").value) for name in names)


class Lock(QObject):
    """Swallows what is not needed for a visit. Install it on the application.

    Args:
        keys: The names of the keys of the clinic's keypad, beside those of :data:`NAVIGATION`.
        parent: What it belongs to.
    """

    def __init__(self, keys: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys_of((*NAVIGATION, *keys))
        self._may_end = False

    def let_end(self) -> None:
        """Let the program end from now on: staff have given the code, or the service manager wants it."""
        self._may_end = True

    def takes(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether a key reaches the window."""
        held = modifiers & ~_KEYPAD
        if held == _SHIFT:
            # On most keyboards plus is a key with Shift.
            return key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Plus and key in self._keys)
        return held == _PLAIN and key in self._keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow, or let pass."""
        kind = event.type()
        if kind in _NEVER or (kind in _ENDS and not self._may_end):
            event.ignore()
            return True
        if kind == QEvent.Type.Polish and isinstance(watched, QWidget):
            secure(watched)
        return kind in _INPUT and self._swallows(event)

    def _swallows(self, event: QEvent) -> bool:
        """Whether a key, a button, the wheel or a shortcut is kept from the window."""
        if isinstance(event, QKeyEvent):
            swallowed = not self.takes(event.key(), event.modifiers())
            if swallowed:
                event.accept()  # so that Qt looks for no shortcut
            return swallowed
        if isinstance(event, QMouseEvent):
            return event.button() != Qt.MouseButton.LeftButton
        if isinstance(event, QWheelEvent):
            return event.modifiers() != _PLAIN
        return not (isinstance(event, QShortcutEvent) and self._is_navigation(event.key()))

    def _is_navigation(self, keys: QKeySequence) -> bool:
        if keys.count() != 1:
            return False
        # PySide6's stubs do not know it.
        key = keys[0]  # type: ignore[index]
        return self.takes(key.key().value, key.keyboardModifiers())


def secure(widget: QWidget) -> None:
    """Take from a widget what a visit does not need, when it comes up: text is read and its links pressed, no more."""
    if isinstance(widget, QTextBrowser):
        links = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        widget.setTextInteractionFlags(links)
        widget.setOpenLinks(False)
        widget.viewport().setAcceptDrops(False)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    widget.setAcceptDrops(False)
    widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)


class OutsideTrap(QObject):
    """Takes every address that something wants to open by another program, and opens none.

    Args:
        parent: What it belongs to.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "catch")  # type: ignore[arg-type]

    @Slot(QUrl)
    def catch(self, url: QUrl) -> None:
        """Open nothing; the log has the kind of the address alone."""
        logging.getLogger(__name__).warning("An address was not opened: a kiosk leads nowhere. Kind: %s", url.scheme())

    def release(self) -> None:
        """Let go of the addresses; the program ends."""
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)


class StopSignal(QObject):
    """Tells when the system wants the program to end: a service that is stopped, Ctrl+C in the terminal it came from.

    Args:
        parent: What it belongs to.

    Signals:
        wanted: The program should end.
    """

    wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: tuple[int, int] | None = None
        if sys.platform == "win32":
            return
        # Qt's loop never lets Python look whether there was a signal: a pipe wakes it.
        self._ends = reading, writing = os.pipe()
        for end in self._ends:
            os.set_blocking(end, False)
        self._before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._handlers = {each: signal.signal(each, lambda *_: None) for each in self._signals()}
        self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @staticmethod
    def _signals() -> tuple[signal.Signals, ...]:
        return (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def _read(self) -> None:
        found = b""
        with suppress(BlockingIOError):
            found = os.read(self._ends[0], 64) if self._ends is not None else b""
        if set(found) & {int(each) for each in self._signals()}:
            self.wanted.emit()

    def release(self) -> None:
        """Give the signals back."""
        if self._ends is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for each, handler in self._handlers.items():
            signal.signal(each, handler)
        for end in self._ends:
            os.close(end)
        self._ends = None


def prepare_locks() -> None:
    """Set what must be set before Qt's application is made: no dialog comes from outside of the program."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DisableSessionManager)


def lock_application(application: QApplication, keys: Iterable[str], end: Callable[[], None]) -> Lock:
    """Lock the program for as long as it runs.

    Args:
        application: Qt's application, made with a fixed list of words and not with those of the command line.
        keys: The names of the keys of the clinic's keypad.
        end: Ends the program cleanly; called when the service manager wants it.

    Returns:
        The lock; ask it with :meth:`Lock.let_end` before the program ends in another way.
    """
    application.setQuitOnLastWindowClosed(False)
    application.setOverrideCursor(Qt.CursorShape.BlankCursor)
    lock = Lock(keys, application)
    application.installEventFilter(lock)
    OutsideTrap(application)
    stop = StopSignal(application)
    stop.wanted.connect(lock.let_end)
    stop.wanted.connect(end)
    return lock
