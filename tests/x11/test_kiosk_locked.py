"""The kiosk on a real X screen, before somebody who tries to get out by keys, pointer, window manager, environment."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from tests.x11.screen import close, need, until, xdotool
from viewer.kiosk.code import make_hash, site_line
from viewer.kiosk.gesture import ORDER
from viewer.kiosk.locking import LEFT
from viewer.kiosk.second_tap import STRIKE
from viewer.kiosk.wrong_codes import FILE
from viewer.ui.notice_frame import GROUND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from viewer.kiosk.staff_door import StaffDoor

pytestmark = pytest.mark.x11

ROOT = Path(__file__).parents[2]
CODE = "47190358"
HASH = make_hash(CODE, lambda count: bytes(range(count)))

LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789", "plus", "minus", "equal", "slash", "period", "question"]
OTHERS = ["Escape", "BackSpace", "Delete", "Insert", "Menu", "Print", "Pause", "Scroll_Lock", "Undo", "Find"]
OTHERS += ["XF86HomePage", "XF86Search", "XF86Back", "XF86Forward", "XF86Copy", "XF86Paste", "XF86Open", "XF86Close"]
FUNCTIONS = [f"F{number}" for number in range(1, 13)]
MOVES = ["Left", "Right", "Up", "Down", "Tab", "Return", "KP_Enter", "space", "Home", "End", "Prior", "Next", "F5"]
HELD = ["ctrl", "alt", "super", "ctrl+shift", "ctrl+alt", "alt+shift", "super+shift", "ctrl+alt+shift"]


class Screen:
    """The screen, with the locked program on it.

    Args:
        process: The program.
        words: The file of what it has said.
    """

    def __init__(self, process: subprocess.Popen[bytes], words: Path) -> None:
        self.process = process
        self._words = words
        self.size = QGuiApplication.primaryScreen().size()
        until(self._is_up, "the notice is on the screen")
        xdotool("mousemove", self.size.width() // 2, self.size.height() - 4)
        self.number = xdotool("search", "--onlyvisible", "--pid", process.pid).splitlines()[-1]
        xdotool("windowfocus", "--sync", self.number)
        self.fresh, self.beside = self.at_rest(), self.windows()

    def _is_up(self) -> bool:
        assert self.process.poll() is None, self.said()
        edge = QRect(4, self.size.height() - 4, 1, 1)
        return (
            QGuiApplication.primaryScreen().grabWindow(0, *edge.getRect()).toImage().pixelColor(0, 0).name() == GROUND
        )

    def said(self) -> str:
        """Return what the program has printed so far."""
        return self._words.read_text()

    def look(self) -> QImage:
        """Return the whole screen."""
        return QGuiApplication.primaryScreen().grabWindow(0).toImage()

    def at_rest(self) -> QImage:
        """Return the whole screen, once it has stopped to change."""
        looks = [self.look()]

        def same() -> bool:
            xdotool("sleep", 0.1)
            looks.append(self.look())
            return looks[-1] == looks[-2]

        until(same, "nothing moves any more")
        return looks[-1]

    def windows(self) -> list[str]:
        """Return the numbers of all windows that can be seen."""
        return xdotool("search", "--onlyvisible", "--name", "").split()

    def stays(self) -> None:
        """Assert that all is as it was at the beginning."""
        assert self.at_rest() == self.fresh
        assert self.windows() == self.beside
        assert self.process.poll() is None, self.said()

    def tap(self, x: int, y: int) -> None:
        """Click for a moment."""
        xdotool("mousemove", x, y, "click", 1)

    def gesture(self) -> None:
        """Make the hidden gesture."""
        for across, down in ORDER:
            self.tap(across * (self.size.width() - 20) + 10, down * (self.size.height() - 20) + 10)


@contextmanager
def started(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> Iterator[Screen]:
    """Start a locked program, and end it whatever happens."""
    need("xdotool")
    words = folder / "words"
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))}
    with words.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=usual | (environment or {}),
            stdout=out,
            stderr=out,
            cwd=ROOT,
            start_new_session=True,
        )
    try:
        yield Screen(process, words)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site file with a staff code."""
    file = tmp_path / "site.toml"
    file.write_text(f'name = "Lakeside"\n[kiosk]\n{site_line(HASH)}\n')
    file.chmod(0o600)
    return file


@pytest.fixture
def screen(qapp: object, tmp_path: Path) -> Iterator[Screen]:
    """The stand-in, which has all locks."""
    with started(["-m", "tests.kiosk.stand_in", HASH], tmp_path) as shown:
        yield shown


def test_no_key_does_anything_but_those_that_lead_through_a_visit(screen: Screen) -> None:
    xdotool("key", "--delay", 4, *LETTERS, *OTHERS, *(key for key in FUNCTIONS if key != "F5"))
    screen.stays()
    xdotool("key", "--delay", 4, *(f"shift+{key}" for key in (*LETTERS, *OTHERS, *FUNCTIONS)))
    screen.stays()


@pytest.mark.parametrize("held", HELD)
def test_no_key_does_anything_with_others_held(screen: Screen, held: str) -> None:
    """Alt+F4, Ctrl+Q, Ctrl+W, Ctrl+P, Ctrl+Tab, Super+D, Ctrl+Alt+Delete and all their like."""
    xdotool("key", "--delay", 4, *(f"{held}+{key}" for key in (*LETTERS, *OTHERS, *FUNCTIONS, *MOVES)))
    screen.stays()


def test_the_keys_of_a_visit_still_lead(screen: Screen) -> None:
    xdotool("key", "Tab")
    until(lambda: screen.look() != screen.fresh, "a ring shows what has the focus")


def test_a_window_manager_cannot_close_it(screen: Screen) -> None:
    close(int(screen.number))
    close(int(screen.number))
    screen.stays()
    assert "end" not in screen.said()


@pytest.mark.parametrize("button", [2, 3, 6, 7, 8, 9])
def test_no_other_button_of_a_mouse_does_anything(screen: Screen, button: int) -> None:
    wide, high = screen.size.width(), screen.size.height()
    for x in range(40, wide, wide // 7):
        for y in range(20, high, high // 5):
            xdotool("mousemove", x, y, "click", button)
    xdotool("mousemove", wide // 2, high - 4)
    screen.stays()


def test_a_long_press_and_a_drag_select_nothing_and_open_nothing(screen: Screen) -> None:
    wide, high = screen.size.width(), screen.size.height()
    xdotool("mousemove", round(wide * 0.7), round(high * 0.2), "mousedown", 1, "sleep", 1.5, "mouseup", 1)
    xdotool("mousemove", round(wide * 0.62), round(high * 0.12), "mousedown", 1)
    for step in range(1, 12):
        xdotool("mousemove", round(wide * 0.62) + step * 30, round(high * 0.12) + step * 12)
    xdotool("mouseup", 1, "mousemove", wide // 2, high - 4)
    screen.stays()
    assert QGuiApplication.clipboard().text(QGuiApplication.clipboard().Mode.Selection) == ""


def test_the_wheel_with_a_key_held_changes_no_size(screen: Screen) -> None:
    wide, high = screen.size.width(), screen.size.height()
    xdotool("mousemove", round(wide * 0.7), round(high * 0.5), "keydown", "ctrl", "click", 4, "click", 4, "click", 5)
    xdotool("keyup", "ctrl", "mousemove", wide // 2, high - 4)
    screen.stays()


def test_staff_leave_by_gesture_and_code_with_their_own_exit_code(screen: Screen) -> None:
    screen.gesture()
    until(lambda: "gesture" in screen.said(), "the gesture was heard")
    until(lambda: screen.look() != screen.fresh, "the pad is on the screen")
    twin = pad_of(screen)
    for key in (*CODE, "enter"):
        screen.tap(*twin[f"pad-{key}"])
    until(lambda: "open" in screen.said(), "the code was right")
    screen.tap(*twin["staff-leave"])
    assert screen.process.wait(30) == LEFT


def pad_of(screen: Screen) -> dict[str, tuple[int, int]]:
    """Return where the keys of the pad and of the menu are, taken from the same window, built here and not shown."""
    from PySide6.QtCore import Qt

    from tests.kiosk.stand_in import StandIn

    window = StandIn(HASH, lambda: 0.0)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(screen.size)
    window.show()
    window.door.open()
    places = keys_of_pad(window.door, window)
    window.hide()
    window.deleteLater()
    return places


def keys_of_pad(door: StaffDoor, window: QWidget) -> dict[str, tuple[int, int]]:
    """Return where the keys of an open pad and of the menu behind it are in a window, in pixels."""
    from PySide6.QtWidgets import QAbstractButton

    panel = door.panel
    assert panel is not None
    places = {}
    for answer in (False, True):
        if answer:
            panel._asked = True
            panel._take_answer(True)
        for button in panel.findChildren(QAbstractButton):
            if button.isVisible():
                spot = button.mapTo(window, button.rect().center())
                places.setdefault(button.objectName(), (spot.x(), spot.y()))
    return places


def test_the_service_manager_ends_it_cleanly(screen: Screen) -> None:
    screen.process.send_signal(signal.SIGTERM)
    assert screen.process.wait(30) == 0


# The command itself


@pytest.fixture
def kiosk(qapp: object, tmp_path: Path, site: Path) -> Iterator[Screen]:
    """The real kiosk, set up for a clinic with a staff code."""
    kept = {"RUNTIME_DIRECTORY": str(tmp_path)}
    with started(["-m", "viewer", "kiosk", "--site", str(site)], tmp_path, kept) as shown:
        yield shown


def test_nothing_leads_out_of_the_real_kiosk(kiosk: Screen) -> None:
    """In a visit: all keys alone and with others held, other buttons, a drag, and the window manager."""
    wide, high = kiosk.size.width(), kiosk.size.height()
    begin = kiosk.fresh
    # The language's button stands in the lower half, in the left column.
    kiosk.tap(round(wide * 0.25), round(high * 0.56))
    until(lambda: kiosk.look() != begin, "a visit has begun")
    xdotool("mousemove", wide // 2, high - 4)
    kiosk.fresh, kiosk.beside = kiosk.at_rest(), kiosk.windows()
    # Plus, minus and F5 are keys of the usual keypad.
    idle = [key for key in (*LETTERS, *OTHERS, *FUNCTIONS) if key not in {"plus", "minus", "F5"}]
    xdotool("key", "--delay", 2, *idle)
    for held in HELD:
        xdotool("key", "--delay", 2, *(f"{held}+{key}" for key in (*LETTERS, *OTHERS, *FUNCTIONS, *MOVES)))
    for button in (2, 3, 8, 9):
        for x in range(60, wide, wide // 5):
            for y in range(40, high, high // 4):
                xdotool("mousemove", x, y, "click", button)
    close(int(kiosk.number))
    xdotool("mousemove", wide // 2, high - 4)
    kiosk.stays()


def test_a_wrong_code_leads_nowhere_and_the_right_one_lets_staff_leave(
    kiosk: Screen, site: Path, tmp_path: Path
) -> None:
    pad = real_pad(kiosk, site)
    kiosk.gesture()
    until(lambda: kiosk.look() != kiosk.fresh, "the pad is on the screen")
    for key in (*"11223344", "enter"):
        kiosk.tap(*pad[f"pad-{key}"])
    until(lambda: "wrong" in kiosk.said().lower(), "the log tells of a wrong code")
    assert "11223344" not in kiosk.said()
    kept = tmp_path / FILE
    assert kept.read_text().startswith("1 "), "the next start would know of it"
    assert kiosk.process.poll() is None
    for key in (*CODE, "enter"):
        kiosk.tap(*pad[f"pad-{key}"])
    until(lambda: not kept.exists(), "the right code was taken")
    kiosk.at_rest()
    xdotool("sleep", STRIKE / 1000)  # a tap that comes sooner is the second one of a shaky hand
    kiosk.tap(*pad["staff-leave"])
    assert kiosk.process.wait(30) == LEFT


@pytest.fixture
def foreign(kiosk: Screen) -> Iterator[Callable[..., None]]:
    """Puts a red window of another program over the whole screen, past any window manager unless it is told else."""
    from Xlib import X
    from Xlib.display import Display

    display = Display()

    def show(*, managed: bool = False) -> None:
        root = display.screen()
        window = root.root.create_window(
            *(0, 0, kiosk.size.width(), kiosk.size.height(), 0, root.root_depth, X.InputOutput),
            background_pixel=0xFF0000,
            override_redirect=not managed,
        )
        window.map()
        window.raise_window()
        display.sync()

    yield show
    display.close()


@pytest.fixture
def window_manager(qapp: object) -> Iterator[None]:
    """A window manager, as the kit's session for X has one."""
    need("openbox")
    process = subprocess.Popen(["openbox", "--sm-disable"], stderr=subprocess.DEVNULL)
    yield
    process.terminate()
    process.wait(30)


def test_a_window_of_another_program_does_not_stay_over_the_notice(kiosk: Screen, foreign: Callable[..., None]) -> None:
    for _ in range(2):
        foreign()
        assert notice_of(kiosk.look()) != notice_of(kiosk.fresh), "it lies over the notice"
        until(lambda: kiosk.look() == kiosk.fresh, "the notice and all else is on top again", 5)
    assert kiosk.process.poll() is None


def test_a_window_that_another_program_takes_off_the_screen_comes_back(kiosk: Screen) -> None:
    from Xlib.display import Display

    display = Display()
    for window in display.screen().root.query_tree().children:
        if window.get_attributes().map_state:
            window.unmap()
    display.sync()
    assert notice_of(kiosk.look()) != notice_of(kiosk.fresh)
    until(lambda: kiosk.look() == kiosk.fresh, "the notice is on the screen again", 10)
    assert kiosk.process.poll() is None
    display.close()


def test_a_window_manager_keeps_other_programs_below(
    window_manager: None, kiosk: Screen, foreign: Callable[..., None]
) -> None:
    """Those that ask it. One that does not stays on top there: openbox keeps the kiosk from raising its window."""
    foreign(managed=True)
    until(lambda: kiosk.look() == kiosk.fresh, "the notice is on top", 5)


def notice_of(screen: QImage) -> QImage:
    """Return the lower edge of a screen, which is a part of the notice in any language."""
    return screen.copy(0, screen.height() - 40, screen.width(), 40)


def real_pad(screen: Screen, site: Path) -> dict[str, tuple[int, int]]:
    """Return where the keys of the pad and of the menu are in the real window, built here and not shown."""
    from PySide6.QtCore import Qt

    from viewer.kiosk.code_gate import CodeGate
    from viewer.kiosk.last_good import LastGood
    from viewer.kiosk.shell import KioskWindow
    from viewer.kiosk.staff_door import StaffDoor
    from viewer.kiosk_app import find_shown, make_kiosk
    from viewer.settings import Settings

    window = make_kiosk(find_shown(Settings(site=site), LastGood(None)), QGuiApplication.primaryScreen())
    assert isinstance(window, KioskWindow)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(screen.size)
    window.show()
    door = StaffDoor(window, CodeGate(HASH, lambda: 0.0, window), window.staff_words, window.staff_room)
    door.open()
    places = keys_of_pad(door, window)
    window.hide()
    window.deleteLater()
    return places


# In an environment that somebody has prepared


def hostile(folder: Path) -> dict[str, str]:
    """Return an environment that would change what Python and Qt do."""
    (folder / "sitecustomize.py").write_text(f"open({str(folder / 'ran')!r}, 'a').write('ran\\n')")
    return {
        "PYTHONPATH": str(folder),
        "PYTHONSTARTUP": str(folder / "sitecustomize.py"),
        "QT_STYLE_OVERRIDE": "windows",
        "QT_QPA_PLATFORM": "vnc",
        "QT_PLUGIN_PATH": str(folder),
        "QT_QPA_PLATFORM_PLUGIN_PATH": str(folder),
        "QT_SCALE_FACTOR": "3",
        "QT_LOGGING_RULES": "*=true",
        "QT_QPA_PLATFORMTHEME": "gtk3",
        "LD_LIBRARY_PATH": str(folder),
        "GTK_MODULES": "nothing",
    }


def test_a_prepared_environment_changes_nothing(qapp: object, tmp_path: Path, site: Path) -> None:
    looks = []
    for name, prepared in (("usual", {}), ("hostile", hostile(tmp_path))):
        folder = tmp_path / name
        folder.mkdir()
        with started(["-m", "viewer", "kiosk", "--site", str(site)], folder, prepared) as screen:
            looks.append(screen.fresh)
            told = Path(f"/proc/{screen.process.pid}/environ").read_bytes().decode()
            assert str(tmp_path) not in told
            assert not re.search(r"(^|\0)(QT_|PYTHON|LD_|GTK_)", told)
            assert Path(f"/proc/{screen.process.pid}/cmdline").read_text().split("\0")[1] == "-I"
    assert looks[0] == looks[1]
    # Once for the process that started itself anew, and never again.
    assert (tmp_path / "ran").read_text().count("ran") <= 1


def test_qt_reads_no_word_of_the_command_line(qapp: object, tmp_path: Path, site: Path) -> None:
    command = [sys.executable, "-m", "viewer", "kiosk", "--site", str(site), "-stylesheet", str(tmp_path / "any.qss")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "-stylesheet" in done.stderr
