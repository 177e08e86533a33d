"""The voice of Linux: Speech Dispatcher, by its command ``spd-say``.

What was found out by trying (Debian 12, Speech Dispatcher 0.11.4):

- A sentence is stopped by ``spd-say -S``; the ``spd-say -w`` that waits for it then ends by itself. When that one is
  killed first, or all is canceled by ``-C``, the next sentences are dropped without a sound.
- The list of voices, 13,000 lines, takes 2 to 5 seconds, so it is asked for once, and the languages that every engine
  is likely to speak do not wait for it. Speaking meanwhile costs a sentence 0.4 seconds.
- Without a sound device ``spd-say -w`` never ends. The engine may be gone then; the list of voices comes, but empty, or
  whole, or never; ``-O`` still names the engine. So where no device is to be seen, the first sentence gets little time.
  A machine without any engine names none, or one that is no voice, "dummy".
- Two commands at once both start Speech Dispatcher where it does not run yet: the second one is told that it runs
  already, cannot reach it, and ends with 1. So the first sentence is tried again.
- A program that cannot reach Speech Dispatcher, or start it, ends with 1.
- The volume is -100 to 100 and 0 is half as loud: eSpeak NG's amplitude follows it in a straight line.
- The words end where a zero character stands.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from viewer.ui.command import Command
from viewer.ui.sound import has_sound
from viewer.ui.speech import FULL, Fault, Voice, best_voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

USUAL = frozenset({"en-US", "es-419"})
"""The voices that are expected of every engine: they speak at once, and are stopped if the list does not have them."""

NO_ENGINES = frozenset({"dummy"})
"""Parts that Speech Dispatcher lists as engines, but that only say that there is none."""

LIST_LIMIT = 20.0
"""Time for the list of voices, in seconds."""

NO_SOUND_LIMIT = 5.0
"""Time for the first sentence where nothing seems to make sound, in seconds: an engine's start may take 4."""

TRIES, TRY_AGAIN = 5, 0.5
"""How often the first sentence is tried, and after how many seconds: so long Speech Dispatcher may take to start."""

STOP_LIMIT = 2.0
"""Time to stop a sentence, and for what spoke it to end, in seconds."""


class SpdVoice(Voice):
    """Speaks by Speech Dispatcher.

    Args:
        program: The command to speak with.
        parent: What it belongs to.
        sound: Tells whether there seems to be something that makes sound; ``None`` looks at this computer.
    """

    def __init__(
        self, program: str = "spd-say", parent: QObject | None = None, sound: Callable[[], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._known: frozenset[str] | None = None
        self._asked: set[str] = set()
        self._early: set[str] = set()
        self._list: Command | None = None
        self._engines: Command | None = None
        self._speaking: Command | None = None
        self._stopped: Command | None = None
        self._stopping: Command | None = None
        self._now: tuple[str, str, int] | None = None
        self._next: tuple[str, str, int] | None = None
        self._leaving = False
        self._sound = sound or partial(has_sound, os.environ)
        self._heard = False
        self._tries = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._begin_when_silent)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def look_up(self, language: str) -> None:
        """Find out whether there is a voice for a language; the engine is asked for its voices once.

        A usual language is expected to have one. When it turns out to have none, that is signaled as a failure.
        """
        if shutil.which(self._program) is None:
            self.looked_up.emit(language, Fault.PROGRAM)
            return
        if self._known is not None:
            self.looked_up.emit(language, "" if best_voice(language, self._known) else Fault.LANGUAGE)
            return
        expected = bool(best_voice(language, USUAL))
        (self._early if expected else self._asked).add(language)
        if self._list is None and self._engines is None:
            self._list = Command(self._program, ["-L"], self)
            self._list.done.connect(self._take_list)
            self._list.start(LIST_LIMIT)
        if expected:
            self.looked_up.emit(language, "")

    def _take_list(self, code: int) -> None:
        """Learn the languages of the engine; a list that did not come is asked for again the next time."""
        command, self._list = self._list, None
        if command is None:
            return
        command.deleteLater()
        if self._leaving:
            self._go()
            return
        known = languages_in(command.output()) if code == 0 else frozenset[str]()
        self._known = known or None
        if known:
            self._tell(known, Fault.LANGUAGE)
        elif code == 0:
            self._engines = Command(self._program, ["-O"], self)
            self._engines.done.connect(self._take_engines)
            self._engines.start(LIST_LIMIT)
        else:
            self._tell(known, Fault.STUCK if command.late else Fault.START)

    def _take_engines(self, code: int) -> None:
        """Learn why there are no voices: there is no engine, or it has gone for want of a sound device."""
        command, self._engines = self._engines, None
        if command is not None:
            command.deleteLater()
        if self._leaving:
            self._go()
        elif command is not None:
            there = code == 0 and bool(engines_in(command.output()) - NO_ENGINES)
            self._tell(frozenset(), Fault.SOUND if there else Fault.ENGINE)

    def _tell(self, known: frozenset[str], fault: Fault) -> None:
        """Answer what was asked, by the languages that are known now and what is the matter with all others."""
        asked, self._asked = self._asked, set()
        early, self._early = self._early, set()
        for language in sorted(asked):
            self.looked_up.emit(language, "" if best_voice(language, known) else fault)
        spoken = self._next or self._now
        # An engine that does not even list its voices is left to the limit of the sentence that it should speak.
        if fault in {Fault.STUCK, Fault.START} or spoken is None or spoken[1] not in early:
            return
        if not best_voice(spoken[1], known):
            self.stop()
            self.failed.emit(fault)

    def speak(self, words: str, language: str, rate: int) -> None:
        """Speak a sentence, as soon as the one before it has been stopped."""
        self._next = (words, language, rate)
        if self._speaking is not None:
            self._silence()
        if self._stopping is None and self._stopped is None:
            self._begin()

    def _begin(self) -> None:
        if self._next is None:
            return
        words, language, rate = self._next
        self._now, self._next = self._next, None
        name = best_voice(language, self._known or USUAL) or language
        told = ["-w", "-l", name, "-r", str(spd_rate(rate)), *_louder(self.volume), "-N", "metastasis-viewer"]
        self._speaking = Command(self._program, [*told, "--", words.replace("\0", " ")], self)
        self._speaking.done.connect(self._end)
        self._speaking.start(0 if self._heard or self._sound() else NO_SOUND_LIMIT)

    def _end(self, code: int) -> None:
        """Say that the sentence is over."""
        late, spoken = self._speaking is not None and self._speaking.late, self._now
        if self._speaking is not None:
            self._speaking.deleteLater()
            self._speaking = self._now = None
        self._tries += 1
        if code == 0:
            self._heard = True
            self.finished.emit()
        elif late:
            self.failed.emit(Fault.SOUND)
        elif code > 0 and not self._heard and self._tries < TRIES:
            self._next = spoken
            self._again.start(round(TRY_AGAIN * 1000))
        else:
            self._tries = 0
            self.failed.emit(Fault.PROGRAM if shutil.which(self._program) is None else Fault.START)

    def stop(self) -> None:
        """Stop the sentence."""
        self._next, self._tries = None, 0
        self._again.stop()
        if self._speaking is not None:
            self._silence()

    def _silence(self) -> None:
        """Ask the engine to stop; what waits for the sentence must live until then."""
        spoke, self._speaking, self._now = self._speaking, None, None
        if spoke is None:
            return
        spoke.done.disconnect(self._end)
        spoke.done.connect(self._forget_stopped)
        spoke.limit(2 * STOP_LIMIT)
        self._stopped = spoke
        self._stopping = Command(self._program, ["-S"], self)
        self._stopping.done.connect(self._forget_stopping)
        self._stopping.start(STOP_LIMIT)

    def _forget_stopped(self) -> None:
        if self._stopped is not None:
            self._stopped.deleteLater()
            self._stopped = None
        self._begin_when_silent()

    def _forget_stopping(self) -> None:
        if self._stopping is not None:
            self._stopping.deleteLater()
            self._stopping = None
        self._begin_when_silent()

    def _begin_when_silent(self) -> None:
        if self._leaving:
            self._go()
        elif self._stopping is None and self._stopped is None:
            self._begin()

    def leave(self) -> None:
        """Fall silent, signal nothing more, and go once no command of it runs any more: at most in a few seconds."""
        # Who had it goes now, and a command that is destroyed while it runs holds up the window until it has ended.
        self.setParent(QCoreApplication.instance())
        self.stop()
        self._leaving = True
        self._asked.clear()
        self._early.clear()
        for command in (self._list, self._engines):
            if command is not None:
                command.end()
        self._go()

    def _go(self) -> None:
        if not any((self._list, self._engines, self._speaking, self._stopped, self._stopping)):
            self.deleteLater()

    def close(self) -> None:
        """Fall silent before the program ends; takes at most a few seconds, where the engine is stuck."""
        self.stop()
        self._asked.clear()
        self._early.clear()
        for command in (self._stopping, self._stopped):
            if command is not None:
                command.wait(STOP_LIMIT)
        for command in (self._list, self._engines):
            if command is not None:
                command.wait(0)


def languages_in(listed: str) -> frozenset[str]:
    """Return the languages in what ``spd-say -L`` prints: a line for each voice with its name, language and variant."""
    rows = (re.split(r"\s{2,}", line.strip()) for line in listed.splitlines()[1:])
    return frozenset(row[1] for row in rows if len(row) == 3)


def engines_in(listed: str) -> frozenset[str]:
    """Return the engines in what ``spd-say -O`` prints: a heading, then a line for each."""
    return frozenset(line.strip() for line in listed.splitlines()[1:] if line.strip())


def spd_volume(percent: int) -> int:
    """Return a loudness in percent as Speech Dispatcher's, -100 to 100."""
    return max(-100, min(100, 2 * percent - 100))


def _louder(percent: int) -> list[str]:
    """Return how ``spd-say`` is told a loudness; with nothing it takes the one that the computer's owner has set."""
    return [] if percent >= FULL else ["-i", str(spd_volume(percent))]


def spd_rate(percent: int) -> int:
    """Return a pace in percent as Speech Dispatcher's, -100 to 100.

    Measured with eSpeak NG: -100 doubles the time of a sentence, 50 takes a third from it, 100 leaves 0.4 of it.
    """
    return max(-100, (percent - 100) * 2) if percent < 100 else min(100, percent - 100)
