"""The program on a real X screen, as somebody who sits before it has it: a mouse, keys, and what is to be seen.

The program runs in a process of its own. Where its buttons are is taken from a twin: the same window, built in the
test's process and never shown. What it shows is read from the screen and from the window's title, never from inside.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from viewer.desktop.window import DesktopWindow

SIZE = (1280, 800)
DEADLINE = 30
"""How long anything may take to come, in seconds; a slow machine under strace needs some."""

REST = 0.4
"""After so long without a change all is at rest, in seconds: a slow program paints in several goes."""


def need(*tools: str) -> None:
    """Require an X screen and some commands: without them the test is skipped, with CI=true it fails."""
    absent = [f"the command {tool} is missing" for tool in tools if shutil.which(tool) is None]
    if not os.environ.get("DISPLAY"):
        absent.append("there is no X screen (DISPLAY is not set): run under xvfb-run")
    elif QGuiApplication.platformName() != "xcb":
        absent.append(f"Qt runs on {QGuiApplication.platformName()}: set QT_QPA_PLATFORM=xcb")
    if absent:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("; ".join(absent))


def until(found: Callable[[], bool], what: str, deadline: float = DEADLINE) -> None:
    """Look again and again until something is so."""
    end = time.monotonic() + deadline
    while not found():
        assert time.monotonic() < end, f"after {deadline} s still not so: {what}"


def xdotool(*words: object) -> str:
    """Run xdotool and return what it prints."""
    command = ["xdotool", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)
    assert not done.stderr, f"{' '.join(command)}: {done.stderr}"
    return done.stdout.strip()


class _ClientMessage(ctypes.Structure):
    """What Xlib calls XClientMessageEvent, filled up to the size of any event."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 16),
    )


def close(window: int) -> None:
    """Ask a window to close, as a window manager does when its cross is clicked; older xdotools cannot."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    client_message = 33
    event = _ClientMessage(type=client_message, window=window, message_type=protocols, format=32)
    event.data[0] = delete
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    x11.XCloseDisplay(display)


class Visitor:
    """Somebody before the program.

    Args:
        number: The number that the X server knows the window by.
        twin: The same window, not shown.
    """

    def __init__(self, number: str, twin: DesktopWindow) -> None:
        self.number = number
        self.topic = twin.view.topic
        self.twin = twin
        found = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", number).splitlines())
        self.origin = QPoint(int(found["X"]), int(found["Y"]))
        assert (int(found["WIDTH"]), int(found["HEIGHT"])) == SIZE

    # What there is to see

    def title(self) -> str:
        """Return the window's title."""
        return xdotool("getwindowname", self.number)

    def title_of(self, page: str) -> str:
        """Return the title that the window must have while a page is shown."""
        return f"{self.topic.head(page, 'en').title} – {self.topic.title('en')}"

    def sees(self, page: str) -> None:
        """Wait until a page is shown."""
        wanted = self.title_of(page)
        until(lambda: self.title() == wanted, f"the title is {wanted!r}")

    def goes_to(self, page: str, act: Callable[[], None]) -> None:
        """Do something and wait until it has brought another page, title and text."""
        text = self.place_of(self.twin.view.parts.explanation)
        before = self.look(text)
        act()
        self.sees(page)
        until(lambda: self.look(text) != before, f"the text of {page} is on the screen")

    def changes(self, place: QRect, act: Callable[[], None], what: str) -> None:
        """Wait until all is at rest at a place, do something, and wait until that has changed what is to be seen."""
        before = self.look_at_rest(place)
        act()
        until(lambda: self.look(place) != before, f"{what} does something")

    def place_of(self, part: str | QWidget) -> QRect:
        """Return where a part of the window is, in the window's pixels."""
        widget = self.twin.findChild(QWidget, part) if isinstance(part, str) else part
        assert widget is not None, f"the window has no {part}"
        return QRect(widget.mapTo(self.twin, QPoint(0, 0)), widget.size())

    def look(self, place: QRect) -> QImage:
        """Return what is on the screen at a place of the window."""
        here = place.translated(self.origin)
        return QGuiApplication.primaryScreen().grabWindow(0, *here.getRect()).toImage()

    def look_at_rest(self, place: QRect) -> QImage:
        """Return what is on the screen at a place, once nothing has changed there for a while."""
        last, since = self.look(place), time.monotonic()

        def at_rest() -> bool:
            nonlocal last, since
            if (now := self.look(place)) != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since > REST

        until(at_rest, "nothing moves any more")
        return last

    def notice(self) -> QImage:
        """Return what is on the screen where the notice must be."""
        return self.look(self.place_of(self.twin.label))

    # What can be done

    def click(self, name: str) -> None:
        """Click the middle of a button."""
        button = self.twin.findChild(QAbstractButton, name)
        assert button is not None, f"the window has no button {name}"
        self.click_at(self.place_of(button).center())

    def click_at(self, place: QPoint) -> None:
        """Click at a place of the window."""
        on_screen = place + self.origin
        xdotool("mousemove", on_screen.x(), on_screen.y(), "click", 1)

    def move_away(self) -> None:
        """Move the pointer to where nothing lights up under it: onto the notice."""
        on_screen = self.place_of(self.twin.label).center() + self.origin
        xdotool("mousemove", on_screen.x(), on_screen.y())

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, as in ``"alt+1"``."""
        xdotool("key", *keys)

    def press_and_see(self, place: QRect, *keys: str) -> None:
        """Press keys, each of them when what the one before has changed at a place is at rest."""
        for key in keys:
            self.changes(place, lambda key=key: self.press(key), key)  # type: ignore[misc]

    def types(self, words: str) -> None:
        """Type words on the keyboard."""
        xdotool("type", words)


@contextmanager
def visit(folder: Path, *before: str, noise: str = "(?!)") -> Iterator[Visitor]:
    """Start the program by its real command and give it a visitor; in the end close its window.

    Args:
        folder: Where the program's words on standard error go.
        before: A command to run it under.
        noise: A pattern of lines on standard error that do not count; without it none may stand there.
    """
    twin = _twin()
    # Where the visitor before has left the pointer, a button of the new window would light up late.
    xdotool("mousemove", 10_000, 10_000)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))}
    environment |= {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    words = folder / "stderr"
    command = [*before, sys.executable, "-m", "viewer", "--size", f"{SIZE[0]}x{SIZE[1]}"]
    with words.open("w") as errors:
        process = subprocess.Popen(command, env=environment, stderr=errors, start_new_session=True)
    try:
        number = _window_of(process, twin.view.topic.title("en"), words)
        visitor = Visitor(number, twin)
        xdotool("windowfocus", "--sync", number)
        visitor.move_away()
        yield visitor
        assert process.poll() is None, f"the program ended by itself: {words.read_text()}"
        close(int(number))
        code = process.wait(DEADLINE)
        lines = [line for line in words.read_text().splitlines() if not re.match(noise, line)]
        assert (code, lines) == (0, []), f"exit code {code}, {lines}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        twin.deleteLater()


def _twin() -> DesktopWindow:
    """Return the window that the command opens, not shown."""
    from viewer.app import make_window
    from viewer.settings import Settings

    window = make_window(Settings(language="en", size=SIZE))
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()  # so that everything has its place
    QGuiApplication.processEvents()
    window.hide()
    return window  # type: ignore[return-value]


def _window_of(process: subprocess.Popen[bytes], title: str, words: Path) -> str:
    """Wait for the program's window and return the number that the X server knows it by."""
    numbers: list[str] = []

    def there() -> bool:
        assert process.poll() is None, f"the program ended with {process.returncode}: {words.read_text()}"
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, text=True, check=False
        )
        numbers[:] = done.stdout.split()
        return len(numbers) == 1

    until(there, f"one window with the title {title}")
    return numbers[0]
