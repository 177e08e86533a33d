"""A year of visits in an hour: random touches, swipes, keys, languages, resets and prints on a real X server.

``make soak`` runs it; ``make soak ARGS="--actions 5000"`` runs a short one. Time is handed in, so that nothing waits.
After every action the notice is looked at, after every visit the screen is held against a fresh one; in the end it
says what was written to disk and how the memory went.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.kiosk.memory import resident_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen

    from tests.ui.voice import PlainVoice
    from viewer.kiosk.shell import KioskWindow
    from viewer.printing.service import Found, Outcome, PrintJob, Sheets

YEAR = 365 * 24 * 3600.0
"""The time that a run stands for, in seconds."""

A_VISIT = 40
"""About so many actions make a visit."""

SAMPLES = 400
"""How often the memory is looked at in a run."""

LONG, MOST_GROWTH = 100_000, 0.02
"""From so many actions on the memory is judged: over the last half it grows by less than this part of all of it.

In shorter runs it still fills: with fonts, close-ups, pages read ahead.
"""

ALLOWED = (".cache/fontconfig", "spool/", "counts/")
"""What may be written, below the run's own folder: the system's cache of fonts, the print spool, the counts."""


class Clock:
    """The time of a run, which goes on when the run says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        """Return the time in seconds."""
        return self.seconds

    def today(self) -> str:
        """Return the day, as any word that is another one on another day."""
        return f"day {int(self.seconds // 86400)}"


class Spool:
    """A printer that puts what it gets into a folder, and takes it out again when it has printed it.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[PrintJob] = set()
        self.printed = 0

    def find(self) -> Found:
        """Return the printer."""
        from viewer.printing.service import Found, Printer

        return Found((Printer("soak", "Soak"),), "soak")

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        """Take something to print."""
        from viewer.printing.service import PrintJob

        self.printed += 1
        (self._folder / f"{self.printed}.pdf").write_bytes(sheets.pdf())
        return PrintJob(printer, str(self.printed))

    def state(self, job: PrintJob) -> Outcome:
        """Say that it is printed; of some, first that nobody knows, and of others that there is no paper."""
        from viewer.printing.service import Outcome

        file = self._folder / f"{job.number}.pdf"
        number = int(job.number)
        if not file.exists():
            return Outcome.STOPPED
        if number % 7 == 0:
            return Outcome.NO_PAPER
        if number % 5 == 0 and job not in self._asked:
            self._asked.add(job)
            return Outcome.UNKNOWN
        file.unlink()
        return Outcome.PRINTED

    def cancel(self, job: PrintJob) -> None:
        """Forget it."""
        (self._folder / f"{job.number}.pdf").unlink(missing_ok=True)


class Faults(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line; that a printer has no paper is meant to be said."""
        if "Nothing is printed on soak: the printer has no paper" not in record.getMessage():
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


class Report(NamedTuple):
    """What a run has found.

    Attributes:
        actions: How many there were, by kind.
        visits: Visits by what ended them.
        faults: What was wrong; empty after a good run.
        seconds: How long it took.
        growth: Memory gained with each action over the last half, in bytes.
        memory: Memory at the end, in bytes.
        prints: Prints that were handed over.
        written: The files that were left, below the run's folder.
    """

    actions: dict[str, int]
    visits: dict[str, int]
    faults: list[str]
    seconds: float
    growth: float
    memory: int
    prints: int
    written: list[str]


class Soak:
    """One run.

    Args:
        window: The kiosk, shown.
        clock: Its time.
        voices: The voices that it has asked for; they make no sound.
        actions: How many actions to do.
        seed: What the random numbers begin with.
    """

    def __init__(self, window: KioskWindow, clock: Clock, voices: list[PlainVoice], actions: int, seed: int) -> None:
        from tests.kiosk.state import state_of
        from viewer.kiosk.notice_check import NoticeCheck

        self._window, self._clock, self._voices, self._count = window, clock, voices, actions
        self._random = random.Random(seed)
        self._look = NoticeCheck(window).look
        self._state_of = state_of
        self._fresh = state_of(window)
        self._memory: list[tuple[int, int]] = []
        self.faults: list[str] = []
        self.visits: dict[str, int] = {}
        self.actions: dict[str, int] = {}
        self.stopped = False
        window.visit_ended.connect(self._note_end)
        self._ended = False
        self._kinds: list[tuple[Callable[[], None], int]] = [
            (self.touch, 40),
            (self.press_something, 25),
            (self.swipe, 12),
            (self.lie, 2),
            (self.key, 12),
            (self.wait, 5),
            (self.listen_on, 4),
            (self.answer, 2),
            (self.change_language, 2),
            (self.print, 1),
            (self.finish, 1),
            (self.go_away, 1),
        ]

    def run(self) -> None:
        """Do all actions."""
        from PySide6.QtWidgets import QApplication

        acts, weights = zip(*self._kinds, strict=True)
        for number in range(self._count):
            act = self._random.choices(acts, weights)[0] if self._window.visit is not None else self.begin
            name = act.__name__
            self.actions[name] = self.actions.get(name, 0) + 1
            act()
            QApplication.processEvents()
            verdict = self._look()
            if not verdict.seen or verdict.faults:
                self.faults.append(f"action {number}, {name}: {verdict}")
            if self._ended:
                self._compare(number, name)
            if number % max(1, self._count // SAMPLES) == 0:
                self._memory.append((number, resident_bytes()))
            if number and number % max(1, self._count // 20) == 0:
                told = f"{number} actions, {len(self.faults)} faults, {resident_bytes() / 2**20:.0f} MB"
                print(told, file=sys.stderr, flush=True)
            if self.stopped:
                return
            if len(self.faults) > 20:
                self.faults.append("too many faults: the run was given up")
                return

    def _note_end(self, reason: str) -> None:
        self.visits[reason] = self.visits.get(reason, 0) + 1
        self._ended = True

    def _compare(self, number: int, name: str) -> None:
        """Hold the screen after a visit against a fresh one."""
        self._ended = False
        if self._window.visit is not None:
            return
        now = self._state_of(self._window)
        self.faults += [
            f"action {number}, {name}: after the visit {part} is not as new"
            for part, value in self._fresh.items()
            if now[part] != value
        ]

    # What visitors do

    def _point(self) -> object:
        from PySide6.QtCore import QPoint

        return QPoint(self._random.randrange(self._window.width()), self._random.randrange(self._window.height()))

    def _mouse(self, act: str, point: object) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        getattr(QTest, act)(
            self._window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
        )

    def begin(self) -> None:
        """Come some time after the last visitor, and touch a language."""
        visits = max(1, self._count // A_VISIT)
        self._clock.seconds += self._random.uniform(0, 2 * YEAR / visits)
        button = self._random.choice(list(self._window.start.buttons.values()))
        self._mouse("mouseClick", button.mapTo(self._window, button.rect().center()))

    def touch(self) -> None:
        """Touch anywhere."""
        self._clock.seconds += self._random.uniform(0, 10)
        self._mouse("mouseClick", self._point())

    def press_something(self) -> None:
        """Touch one of the buttons that can be seen."""
        from PySide6.QtWidgets import QAbstractButton

        self._clock.seconds += self._random.uniform(0, 20)
        shown = [each for each in self._window.findChildren(QAbstractButton) if each.isVisible()]
        harmless = [each for each in shown if each.objectName() != "kiosk-finished"]
        button = self._random.choice(harmless or shown)
        self._mouse("mouseClick", button.mapTo(self._window, button.rect().center()))

    def swipe(self) -> None:
        """Draw a finger over the screen."""
        from PySide6.QtTest import QTest

        first, last = self._point(), self._point()
        self._mouse("mousePress", first)
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(self._window.windowHandle(), first + (last - first) * part)  # type: ignore[operator]
        self._mouse("mouseRelease", last)

    def lie(self) -> None:
        """Put a finger on the screen whose end is lost; the next touch lets go of it."""
        self._mouse("mousePress", self._point())

    def key(self) -> None:
        """Press a key, most of which do nothing here."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        key = self._random.choice([each for each in Qt.Key if each.value and each.name != "Key_mu"])
        kinds = Qt.KeyboardModifier
        modifiers = self._random.choice(
            [kinds.NoModifier, kinds.ControlModifier, kinds.AltModifier, kinds.ShiftModifier, kinds.MetaModifier]
        )
        QTest.keyClick(self._window.windowHandle(), key, modifiers)

    def wait(self) -> None:
        """Read for a while."""
        self._clock.seconds += self._random.uniform(5, 100)
        self._window.idle.look()

    def listen_on(self) -> None:
        """Let the voice, if one speaks, come to the end of its sentence."""
        if self._voices and self._voices[-1].speaking is not None:
            self._voices[-1].finish()

    def _fall_silent(self) -> None:
        """Let the voice come to the end of the page."""
        if self._voices:
            self._voices[-1].finish_all()

    def answer(self) -> None:
        """Read for so long that it asks, and answer with a touch."""
        self._fall_silent()
        self._clock.seconds += 2000
        self._window.idle.look()
        self._clock.seconds += self._random.uniform(0, 44)
        self._window.idle.look()
        self._mouse("mouseClick", self._point())

    def change_language(self) -> None:
        """Choose the other language."""
        self._press_control("language")

    def print(self) -> None:
        """Open what can be taken home, and order one of it."""
        from PySide6.QtWidgets import QAbstractButton

        self._press_control("print")
        shown = [each for each in self._window.findChildren(QAbstractButton) if each.isVisible()]
        offered = [each for each in shown if each.objectName() in {"print-page", "print-summary"}]
        if offered:
            button = self._random.choice(offered)
            self._mouse("mouseClick", button.mapTo(self._window, button.rect().center()))

    def finish(self) -> None:
        """Say so."""
        self._press_control("finished")

    def go_away(self) -> None:
        """Leave without a word."""
        self._fall_silent()
        self._clock.seconds += 5000
        self._window.idle.look()
        self._clock.seconds += 5000
        self._window.idle.look()

    def _press_control(self, name: str) -> None:
        visit = self._window.visit
        if visit is not None and name in visit.controls.buttons:
            button = visit.controls.buttons[name]
            self._mouse("mouseClick", button.mapTo(self._window, button.rect().center()))

    @property
    def growth(self) -> float:
        """Memory gained with each action over the last half, in bytes."""
        half = self._memory[len(self._memory) // 2 :]
        return statistics.linear_regression(*zip(*half, strict=True)).slope if len(half) > 2 else 0.0


def open_kiosk(screen: QScreen, clock: Clock, spool: Spool, voices: list[PlainVoice]) -> KioskWindow:
    """Return a kiosk of the bundled topic, shown on the whole screen.

    Args:
        screen: The screen.
        clock: Its time.
        spool: Its printer.
        voices: Gets the voices that it asks for.
    """
    from tests.ui.voice import PlainVoice
    from viewer.content.topics import load_topic
    from viewer.kiosk.policy import KioskSettings
    from viewer.kiosk.shell import KioskWindow
    from viewer.kiosk_app import Clock as KioskClock
    from viewer.kiosk_app import make_kiosk_shelf, screen_sizes
    from viewer.settings import resources_folder
    from viewer.ui.theme import load_fonts

    def voice() -> PlainVoice:
        voices[:] = [PlainVoice()]
        return voices[0]

    resources = resources_folder()
    load_fonts(resources / "fonts")
    topic = load_topic(resources / "topics" / "metastasis")
    settings = KioskSettings(screen_inches=24, printer="soak")
    shelf = make_kiosk_shelf(topic, None, KioskClock(clock.now, clock.today))._replace(
        settings=settings, printers=lambda: spool, voice=voice, chime=lambda: None, trial=False
    )
    window = KioskWindow(topic, shelf, screen_sizes(screen, settings))
    window.setGeometry(screen.geometry())
    window.show()
    return window


def soak(actions: int, seed: int, home: Path) -> Report:
    """Run a kiosk, and return what was found.

    Args:
        actions: How many actions to do.
        seed: What the random numbers begin with.
        home: The folder that is this run's home.
    """
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from viewer.app import wait_for_drawings
    from viewer.kiosk.locking import lock_application
    from viewer.ui.garbage import collect_here

    faulthandler.enable()
    begun = time.monotonic()
    application = QApplication(["kiosk"])
    collect_here(application)
    faults = Faults()
    logging.getLogger().addHandler(faults)
    sys.excepthook = lambda kind, error, _trace: faults.lines.append(f"{kind.__name__}: {error}")
    # Which keys its own tests cannot type, Qt would tell for each.
    qInstallMessageHandler(lambda _kind, _context, text: None if "keyToAscii" in text else faults.lines.append(text))
    clock = Clock()
    (home / "spool").mkdir()
    voices: list[PlainVoice] = []
    spool = Spool(home / "spool")
    window = open_kiosk(application.primaryScreen(), clock, spool, voices)
    lock_application(application, (), lambda: None)
    for _ in range(20):
        application.processEvents()
    run = Soak(window, clock, voices, actions, seed)
    # Ctrl+C ends a run early; what was found until then is told.
    signal.signal(signal.SIGINT, lambda *_: setattr(run, "stopped", True))
    run.run()
    window.end_visit("finished")
    wait_for_drawings()
    written = sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
    strange = [name for name in written if not name.startswith(ALLOWED)]
    window.hide()
    return Report(
        run.actions,
        run.visits,
        [*run.faults, *faults.lines, *(f"{name} was written" for name in strange)],
        time.monotonic() - begun,
        run.growth,
        resident_bytes(),
        spool.printed,
        written,
    )


def memory_grows(report: Report) -> bool:
    """Whether a long run has gained memory over its last half."""
    count = sum(report.actions.values())
    return count >= LONG and report.growth * count / 2 > MOST_GROWTH * report.memory


def main() -> int:
    """Run, and say what was found; the exit code is 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        report = soak(wanted.actions, wanted.seed, home)
    print(f"actions: {sum(report.actions.values())} in {report.seconds:.0f} s; {report.actions}")
    print(f"visits: {sum(report.visits.values())}, ended: {report.visits}; prints: {report.prints}")
    print(f"memory: {report.memory / 2**20:.1f} MB at the end, {report.growth:+.1f} bytes an action over the last half")
    print(f"files left: {report.written or 'none'}")
    if memory_grows(report):
        report.faults.append("the memory grows")
    for fault in report.faults:
        print(f"FAULT: {fault}")
    print("all is well" if not report.faults else f"{len(report.faults)} faults")
    return int(bool(report.faults))


if __name__ == "__main__":
    sys.exit(main())
