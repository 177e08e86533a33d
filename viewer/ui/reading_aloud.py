"""Reading aloud: sentences one by one, with pause, repeat, slower and faster. It knows voices, and no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.ui.speech import RATES, Fault, limit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.content.spoken import Sentence
    from viewer.ui.speech import Voice

SILENT, WAITING, SPEAKING, PAUSED = "silent", "waiting", "speaking", "paused"
"""The states: nothing to read; the voice is being looked up; a sentence is spoken; the reader has paused."""


class ReadingAloud(QObject):
    """Reads sentences aloud.

    A voice that does not finish a sentence in the time that it may take is left.

    Args:
        voice: What speaks.
        time_limit: Gives how long a sentence may take in seconds, from its words and the rate in percent.
        parent: What it belongs to.

    Signals:
        changed: State or rate have changed.
        sentence_changed: Another sentence is the present one; carries it, or ``None``.
        ended: All was read, to the last sentence.
        failed: The voice does not speak; carries a :class:`~viewer.ui.speech.Fault` and the language.
    """

    changed = Signal()
    sentence_changed = Signal(object)
    ended = Signal()
    failed = Signal(str, str)

    def __init__(
        self, voice: Voice, time_limit: Callable[[str, int], float] = limit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        voice.setParent(self)
        self._time_limit = time_limit
        self._sentences: Sequence[Sentence] = ()
        self._at = 0
        self._state = SILENT
        self._rate = 100
        self._known: set[str] = set()
        self._heard = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(lambda: self._give_up(Fault.STUCK if self._heard else Fault.SOUND))
        voice.finished.connect(self._go_on_to_next)
        voice.failed.connect(self._give_up)
        voice.looked_up.connect(self._take_answer)

    @property
    def state(self) -> str:
        """``"silent"``, ``"waiting"``, ``"speaking"`` or ``"paused"``."""
        return self._state

    @property
    def rate(self) -> int:
        """How fast the voice speaks, in percent."""
        return self._rate

    @property
    def voice(self) -> Voice:
        """What speaks."""
        return self._voice

    @property
    def volume(self) -> int:
        """How loud the voice speaks, in percent of its own loudness."""
        return self._voice.volume

    @property
    def heard(self) -> bool:
        """Whether a sentence was spoken to its end since reading began last."""
        return self._heard

    @property
    def sentence(self) -> Sentence | None:
        """The present sentence."""
        return self._sentences[self._at] if self._state != SILENT else None

    def begin(self, sentences: Sequence[Sentence], at: int = 0) -> None:
        """Read sentences from the first on, or a later one, the notice being the last.

        Args:
            sentences: The sentences.
            at: The number of the one to begin with, from 0.
        """
        self.stop()
        self._heard = False
        if sentences:
            self._sentences, self._at = sentences, max(0, min(len(sentences) - 1, at))
            self._say()

    def renew(self, sentences: Sequence[Sentence]) -> None:
        """Take the sentences anew, after a part of the page was opened, and go on with the present one."""
        here = self.sentence
        if here is not None and sentences:
            self._sentences = sentences
            self._at = sentences.index(here) if here in sentences else min(self._at, len(sentences) - 1)

    def stop(self) -> None:
        """Read no more."""
        if self._state == SILENT:
            return
        if self._state != PAUSED:
            # In a pause the voice may be speaking for somebody else.
            self._fall_silent()
        self._set_state(SILENT)
        self.sentence_changed.emit(None)

    def leave(self) -> None:
        """Read no more, and go; the voice goes as soon as it has fallen silent."""
        self.stop()
        self._voice.leave()
        self.deleteLater()

    def pause(self) -> None:
        """Fall silent until :meth:`go_on`."""
        if self._state in {SPEAKING, WAITING}:
            self._fall_silent()
            self._set_state(PAUSED)

    def go_on(self) -> None:
        """Go on with the sentence that was interrupted, from its beginning: no engine can from its middle."""
        if self._state == PAUSED:
            self._say()

    def repeat(self) -> None:
        """Speak the present sentence again."""
        self.skip(0)

    def skip(self, count: int) -> None:
        """Go on with the sentence that many after the present one, before it when below zero; never past the ends."""
        if self._state != SILENT:
            self._at = max(0, min(len(self._sentences) - 1, self._at + count))
            self._say()

    def change_rate(self, steps: int) -> None:
        """Speak faster by that many steps of :data:`~viewer.ui.speech.RATES`, slower when below zero, at once."""
        rate = RATES[max(0, min(len(RATES) - 1, RATES.index(self._rate) + steps))]
        if rate != self._rate:
            self._rate = rate
            if self._state == SPEAKING:
                self._say()
            self.changed.emit()

    def set_volume(self, percent: int) -> None:
        """Speak louder or more softly, at once; :meth:`~viewer.ui.speech.Voice.set_volume` says what is possible."""
        before = self._voice.volume
        self._voice.set_volume(percent)
        if self._voice.volume != before:
            if self._state == SPEAKING:
                self._say()
            self.changed.emit()

    def _say(self) -> None:
        """Speak the present sentence, as soon as its language is known to have a voice."""
        self._fall_silent()
        sentence = self._sentences[self._at]
        known = sentence.language in self._known
        self._set_state(SPEAKING if known else WAITING)
        self.sentence_changed.emit(sentence)
        if known:
            self._limit.start(round(self._time_limit(sentence.words, self._rate) * 1000))
            self._voice.speak(sentence.words, sentence.language, self._rate)
        else:
            self._voice.look_up(sentence.language)

    def _take_answer(self, language: str, fault: str) -> None:
        """Begin to speak, or give up, when it is known whether a language has a voice."""
        if not fault:
            self._known.add(language)
        if self._state == WAITING and self._sentences[self._at].language == language:
            if fault:
                self._give_up(fault)
            else:
                self._say()

    def _go_on_to_next(self) -> None:
        if self._state != SPEAKING:
            return
        self._heard = True
        if self._at + 1 < len(self._sentences):
            self._at += 1
            self._say()
        else:
            self.stop()
            self.ended.emit()

    def _give_up(self, fault: str) -> None:
        """Leave a voice that does not speak; the next time it is asked anew."""
        if self._state not in {SPEAKING, WAITING}:
            return
        language = self._sentences[self._at].language
        import logging

        logging.getLogger(__name__).warning("Reading aloud was given up. Language: %s. Fault: %s", language, fault)
        self._known.clear()
        self.stop()
        self.failed.emit(str(fault), language)

    def _fall_silent(self) -> None:
        self._limit.stop()
        self._voice.stop()

    def _set_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()
