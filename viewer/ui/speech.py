"""What a voice is: it speaks one sentence at a time and says when it is done.

Behind this interface stand an engine of the system, recorded sound, or, in tests, one that only remembers.
"""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

RATES = (50, 75, 100, 125, 150, 200)
"""How fast a voice can be told to speak, in percent of its own pace."""

FULL = 100
"""The loudest that a voice can be told to speak, in percent of its own loudness; the least is 0, which is silence."""

ALLOWANCE = 8.0
"""Time that an engine may take besides speaking, in seconds: its start takes up to 4 on a busy machine."""

SLOW = 0.8
"""Time for a word, a digit or a Chinese sign at slow speech, in seconds: 75 words a minute, half of the usual pace."""

_UNIT = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]|\d|[^\W\d_\u3040-\u9fff\uac00-\ud7af]+")


class Fault(StrEnum):
    """Why nothing is spoken."""

    PROGRAM = "program"
    """The program that speaks is not installed."""
    START = "start"
    """It is, but does not start, or breaks off."""
    ENGINE = "engine"
    """It starts, but has no engine with a voice."""
    LANGUAGE = "language"
    """There is no voice for the language."""
    SOUND = "sound"
    """There is a voice, but not even the first sentence was spoken: no sound device, most likely."""
    STUCK = "stuck"
    """The voice has spoken, but now does not answer in the time that it may take."""


class Voice(QObject):
    """Something that speaks.

    After :meth:`stop` nothing is signaled about what was stopped.

    Signals:
        looked_up: A language was looked up; carries it, and a :class:`Fault` or ``""`` when it can be spoken.
        finished: The sentence was spoken.
        failed: The sentence was not spoken; carries a :class:`Fault`.
    """

    looked_up = Signal(str, str)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volume = FULL

    @property
    def volume(self) -> int:
        """How loud it speaks, in percent of its own loudness, 0 to :data:`FULL`."""
        return self._volume

    def set_volume(self, percent: int) -> None:
        """Speak louder or more softly from the next sentence on; what is out of range counts as its nearest end.

        No engine can speak louder than its own loudness: for more, set the sound of the computer.
        """
        self._volume = max(0, min(FULL, percent))

    def look_up(self, language: str) -> None:
        """Find out whether there is a voice for a language, as in ``"es"``; the answer comes by signal."""
        raise NotImplementedError

    def speak(self, words: str, language: str, rate: int) -> None:
        """Speak a sentence.

        Args:
            words: The sentence.
            language: Its language, looked up before.
            rate: How fast, in percent of the voice's own pace; one of :data:`RATES`.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """Fall silent at once."""
        raise NotImplementedError

    def leave(self) -> None:
        """Fall silent, signal nothing more, and go as soon as nothing of it runs any more."""
        self.stop()
        self.deleteLater()


class NoVoice(Voice):
    """Stands where there is no voice at all.

    Args:
        fault: Why not.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self._fault = fault

    def look_up(self, language: str) -> None:
        """Say why there is none."""
        self.looked_up.emit(language, self._fault)

    def speak(self, words: str, language: str, rate: int) -> None:
        """Say why there is none."""
        self.failed.emit(self._fault)

    def stop(self) -> None:
        """Stay silent."""


def limit(words: str, rate: int) -> float:
    """Return how long a sentence may take before its voice counts as stuck, in seconds.

    Args:
        words: The sentence.
        rate: How fast it is spoken, in percent.
    """
    return ALLOWANCE + SLOW * len(_UNIT.findall(words)) * 100 / rate


def best_voice(language: str, known: frozenset[str]) -> str:
    """Return the language of the voice to take, as the engine names it; ``""`` where it has none.

    Args:
        language: The language to speak, as in ``"es"`` or ``"es-MX"``.
        known: The languages that the engine can speak.
    """
    names = {name.casefold(): name for name in sorted(known)}
    wanted = language.casefold()
    base = wanted.partition("-")[0]
    # The texts are written for the United States, in English and in Spanish. Engines name Mandarin by its own code.
    near = {"en": ("en-us",), "es": ("es-us", "es-419", "es-mx"), "zh": ("zh-cn", "cmn"), "tl": ("fil",)}
    for name in (*(near.get(base, ()) if wanted == base else (wanted,)), base, *near.get(base, ())):
        if name in names:
            return names[name]
    return next((names[name] for name in names if name.startswith(f"{base}-")), "")
