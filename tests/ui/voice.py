"""A voice for tests: it makes no sound and remembers what it was told."""

from __future__ import annotations

from typing import NamedTuple

from viewer.ui.speech import FULL, Fault, Voice


class Said(NamedTuple):
    """One sentence as the voice was told to speak it."""

    words: str
    language: str
    rate: int
    volume: int = FULL


class PlainVoice(Voice):
    """Speaks nothing, and is done with a sentence when the test says so.

    Args:
        languages: What it can speak.
    """

    def __init__(self, languages: tuple[str, ...] = ("en", "es")) -> None:
        super().__init__()
        self.languages = languages
        self.said: list[Said] = []
        self.speaking: Said | None = None
        self.stops = 0
        self.asked: list[str] = []
        self.answers = True

    def look_up(self, language: str) -> None:
        """Answer at once."""
        self.asked.append(language)
        if self.answers:
            self.answer(language)

    def answer(self, language: str) -> None:
        """Answer what was asked."""
        self.looked_up.emit(language, "" if language in self.languages else Fault.LANGUAGE)

    def speak(self, words: str, language: str, rate: int) -> None:
        """Begin a sentence."""
        assert self.speaking is None, "one sentence at a time"
        self.speaking = Said(words, language, rate, self.volume)
        self.said.append(self.speaking)

    def stop(self) -> None:
        """Fall silent."""
        if self.speaking is not None:
            self.speaking = None
            self.stops += 1

    def finish(self) -> None:
        """Be done with the present sentence."""
        assert self.speaking is not None, "something is spoken"
        self.speaking = None
        self.finished.emit()

    def finish_all(self) -> None:
        """Be done with all sentences, one after the other."""
        while self.speaking is not None:
            self.finish()
