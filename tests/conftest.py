"""What every test gets without asking: fonts, guards, and windows that are cleared away.

The guards look after each test that touches Qt: the notice of every window that is shown is
whole and on top, nothing still runs, nothing was logged that the test did not expect.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import threading
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget
    from pytestqt.qtbot import QtBot

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.print_desk import PrintDesk

settings.register_profile("viewer", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("viewer")

SHARE = 0.4
LEAST = 18
"""Promise 1: the notice takes at most this share of the window's height, but is never set below this size in pixels."""


# With CI=true a skipped test is a failed one.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Fail what was skipped, where nothing may be."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI=true: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Fail a file that was skipped as a whole."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and CI=true: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program remembers between two starts does not go where whoever runs the tests has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


# Guards


class LogWatch(logging.Handler):
    """Keeps every warning and error, and knows which of them a test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Say that a line will come that this pattern is found in."""
        self.expected.append(pattern)

    def faults(self) -> list[str]:
        """Return what was logged but not expected, and what was expected but not logged."""
        strange = [line for line in self.lines if not any(re.search(each, line) for each in self.expected)]
        absent = [each for each in self.expected if not any(re.search(each, line) for line in self.lines)]
        return [f"unexpected: {line}" for line in strange] + [f"never logged: {each}" for each in absent]


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """No warning is logged that the test does not ``expect``."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    assert watch.faults() == []


@pytest.fixture(scope="session")
def fonts(qapp: object) -> None:
    """What the program does once for all windows: the bundled typeface, and what screen readers are told."""
    from viewer.settings import resources_folder
    from viewer.ui.accessible import install_interfaces
    from viewer.ui.theme import load_fonts

    install_interfaces()
    assert load_fonts(resources_folder() / "fonts")
    gc.collect()
    gc.freeze()  # What lives by now lives on; the guard below need not look through it after every test.


@pytest.fixture(scope="module", autouse=True)
def few_objects() -> Iterator[None]:
    """What a file of tests leaves alive is looked through no more, as guards and ends of visits do all the time."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest, log_watch: LogWatch) -> Iterator[None]:
    """After the windows are gone nothing of Qt runs any more, no window stands and no thread works."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("fonts")
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    running, windows = _running(), [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    faults = [f"still runs: {thing}" for thing in running] + [f"still stands: {window}" for window in windows]
    # The next test begins without them: only the one that left them fails.
    for thing in running:
        thing.quit() if hasattr(thing, "quit") else thing.stop()
    for window in windows:
        window.hide()
    assert faults == []
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(10)
            assert not thread.is_alive(), f"{thread} still works"


def _running() -> list[Any]:
    """Return the timers, animations and threads of Qt that Python knows and that still run."""
    from PySide6.QtCore import QAbstractAnimation, QThread, QTimer
    from shiboken6 import isValid

    kinds = (QTimer, QThread, QAbstractAnimation)
    objects = gc.get_objects()
    moving = {kind for kind in set(map(type, objects)) if issubclass(kind, kinds)}  # a million objects, but few kinds
    found = [thing for thing in objects if type(thing) in moving and isValid(thing)]
    states = (QAbstractAnimation.State.Running, QAbstractAnimation.State.Paused)
    return [
        thing
        for thing in found
        if (isinstance(thing, QTimer) and thing.isActive())
        or (isinstance(thing, QThread) and thing.isRunning())
        or (isinstance(thing, QAbstractAnimation) and thing.state() in states)
    ]


@pytest.fixture
def without_notice() -> list[QWidget]:
    """Windows without a notice that a test shows on purpose: parts of a window, by themselves."""
    return []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Promise 1, looked at in every window that a test leaves on the screen.

    This is no fixture, because pytest-qt closes the windows before the first fixture ends.
    """
    result = yield
    if "qapp" in getattr(item, "fixturenames", ()):
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
        meant = item.funcargs.get("without_notice", [])  # type: ignore[attr-defined]
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible() and window not in meant]
        faults = [fault for window in shown for fault in window_faults(window)]
        assert faults == []
    return result


# What the guard looks at


def window_faults(window: QWidget) -> list[str]:
    """Return in what ways a visible window breaks promise 1; empty when it keeps it."""
    from viewer.ui.notice_frame import NoticeFrame

    frames = [window] if isinstance(window, NoticeFrame) else window.findChildren(NoticeFrame)
    if not frames:
        return [f"{window} is a window without a notice"]
    return [f"{window}: {fault}" for frame in frames for fault in (*_frame_faults(frame), *_covering(frame))]


def _frame_faults(frame: NoticeFrame) -> list[str]:
    """Return what is wrong with the notice inside its own window."""
    from PySide6.QtCore import QPoint, QRect

    label, window, faults = frame.label, frame.window(), list[str]()
    if not label.isVisible() or label.window() is not window:
        return ["the notice is hidden"]
    place = QRect(label.mapTo(window, QPoint(0, 0)), label.size())
    if not window.rect().contains(place) or place.width() != frame.width():
        faults.append(f"the notice at {place.getRect()} is clipped by the window of {window.size().toTuple()}")
    missed = [point for point in grid(place) if window.childAt(*point) is not label]
    if missed:
        faults.append(f"the notice is covered at {len(missed)} points, as at {missed[0]}")
    pixels = promised_pixels(frame)
    if label.pixels != pixels:
        faults.append(f"the notice is set in {label.pixels} pixels; promised are {pixels}")
    needed = label.height_at(frame.width(), pixels)
    if place.height() < needed:
        faults.append(f"the notice has a height of {place.height()}; it needs {needed}")
    if window.grab(place).toImage() != reference(frame, place.width(), place.height()):
        faults.append("the notice does not look as it should")
    return faults


def _covering(frame: NoticeFrame) -> list[str]:
    """Return the other windows that lie over the notice."""
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QApplication

    place = QRect(frame.label.mapToGlobal(frame.label.rect().topLeft()), frame.label.size())
    others = (window for window in QApplication.topLevelWidgets() if window is not frame.window())
    return [
        f"{other} lies over the notice"
        for other in others
        if other.isVisible() and other.frameGeometry().intersects(place)
    ]


def grid(place: object) -> list[tuple[int, int]]:
    """Return points all over a rectangle, its corners among them."""
    left, top, width, height = place.getRect()  # type: ignore[attr-defined]
    return [
        (left + round((width - 1) * across / 12), top + round((height - 1) * down / 6))
        for across in range(13)
        for down in range(7)
    ]


def promised_pixels(frame: NoticeFrame) -> int:
    """Return the size of the words that promise 1 gives: the body's, or the largest that leaves 60 % of the window."""
    body = frame._em
    for pixels in range(body, LEAST, -1):
        if frame.label.height_at(frame.width(), pixels) <= SHARE * frame.height():
            return pixels
    return LEAST


def reference(frame: NoticeFrame, width: int, height: int) -> QImage:
    """Return how the notice must look: a fresh one, by itself."""
    from PySide6.QtCore import QSize

    from viewer.ui.notice_frame import NoticeLabel

    label = NoticeLabel(frame.label.notice)
    label.show_notice(*frame.label.shown)
    pixels = promised_pixels(frame)
    label.fit(QSize(width, 10 * pixels * width), pixels, pixels)
    label.resize(width, height)
    image = label.grab().toImage()
    label.deleteLater()
    return image


# What a reader does


def button(window: QWidget, name: str) -> QAbstractButton:
    """Return the visible button of a name; there must be just one."""
    from PySide6.QtWidgets import QAbstractButton

    (found,) = [each for each in window.findChildren(QAbstractButton, name) if each.isVisible()]
    return found


def bring_into_sight(widget: QWidget) -> None:
    """Scroll until a widget can be seen, as a reader would."""
    from PySide6.QtWidgets import QApplication, QScrollArea

    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 60)
        parent = parent.parentWidget()
    QApplication.processEvents()


def press(qtbot: QtBot, widget: QWidget) -> None:
    """Click on a widget where a reader would: in its middle, and only if nothing lies over it."""
    from PySide6.QtCore import Qt

    bring_into_sight(widget)
    middle = widget.rect().center()
    there = widget.window().childAt(widget.mapTo(widget.window(), middle))
    assert there is widget, f"{there} lies over {widget}"
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)


def scroll_bar(window: DesktopWindow) -> QScrollBar:
    """Return the bar that moves the text in the window's arrangement."""
    from PySide6.QtWidgets import QScrollArea

    text = window.view.parts.explanation
    if window.view.mode in {"wide", "tall"}:
        return text.verticalScrollBar()
    parent = text.parentWidget()
    while not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent.verticalScrollBar()


# Windows


@pytest.fixture(scope="session")
def stretched_topics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled topic in three languages: plain English, stretched Spanish, stretched and from right to left."""
    from tests.pseudo import RIGHT_TO_LEFT, write_stretched_topic

    folder = tmp_path_factory.mktemp("topics") / "stretched"
    return write_stretched_topic(folder, ("en", "es", RIGHT_TO_LEFT), plain=("en",))


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[NoticeFrame, tuple[int, int]], NoticeFrame]:
    """Shows a window of a size, as the active one."""

    kept = []  # qtbot holds windows loosely, and a window that is gone cannot be looked at by the guard.

    def show_window(window: NoticeFrame, size: tuple[int, int]) -> NoticeFrame:
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show_window


@pytest.fixture
def open_window(show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame]) -> Callable[..., DesktopWindow]:
    """Opens the desktop window as the program does: ``open_window(size=…, page=…, text_size=…, motion=…)``."""
    from viewer.app import make_window
    from viewer.settings import Settings

    def open_one(**told: object) -> DesktopWindow:
        told = {"language": "en", "page": "intravasation", "motion": False} | told
        asked = Settings(**told)  # type: ignore[arg-type]
        return show(make_window(asked), asked.size)  # type: ignore[return-value]

    return open_one


@pytest.fixture
def open_stretched(
    show: Callable[[NoticeFrame, tuple[int, int]], NoticeFrame], stretched_topics: Path
) -> Callable[..., DesktopWindow]:
    """Opens the desktop window with the longest notice, and words that are stretched unless its language is "en"."""
    from tests.pseudo import PseudoCatalog, longest_notice
    from viewer.content.topics import open_topic
    from viewer.content.translation import Translation
    from viewer.desktop.shelf import Shelf
    from viewer.desktop.window import DesktopWindow
    from viewer.settings import resources_folder
    from viewer.ui.theme import Look, read_colors

    def translation(language: str) -> Translation:
        return Translation(language, None if language == "en" else PseudoCatalog())

    def open_one(
        size: tuple[int, int] = (1280, 800),
        *,
        text_size: int = 100,
        page: str = "intravasation",
        language: str = "es",
        topic: Topic | None = None,
        desk: PrintDesk | None = None,
    ) -> DesktopWindow:
        shelf = Shelf(
            notice=longest_notice,
            translation=translation,
            colors=lambda theme: read_colors(resources_folder() / "theme", theme),
            language_name=lambda language: "English" if language == "en" else "Español",
            desk=desk,
        )
        look = Look(text_size=text_size, motion=False)
        window = DesktopWindow(topic or open_topic(stretched_topics), shelf, language, look, page, size)
        return show(window, size)  # type: ignore[return-value]

    return open_one


@pytest.fixture
def window(open_window: Callable[..., DesktopWindow]) -> DesktopWindow:
    """The desktop window with the bundled topic, 1280×800, on step 2, without motion."""
    return open_window()
