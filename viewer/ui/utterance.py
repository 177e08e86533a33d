"""Single utterances: a control that has the focus now, an announcement. The kiosk speaks them by its keypad.

They come from the same voice that reads pages aloud, one at a time: each cuts off what was spoken before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from viewer.ui.reading_aloud import SPEAKING, WAITING
from viewer.ui.speech import Fault, limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.ui.reading_aloud import ReadingAloud


class Utterances(QObject):
    """Speaks what is said once. A page that is being read is paused for it and goes on when its shell says so.

    Nothing here raises: what cannot be spoken is signaled, and the next utterance is tried anew.

    Args:
        aloud: What reads pages aloud; voice, pace and loudness are its.
        time_limit: Gives how long an utterance may take in seconds, from its words and the pace in percent; the same
            time, once more, is given to the voice to find out whether it has the language.
        parent: What it belongs to.

    Signals:
        ended: An utterance was spoken to its end.
        failed: It was not spoken; carries a :class:`~viewer.ui.speech.Fault` and the language.
    """

    ended = Signal()
    failed = Signal(str, str)

    def __init__(
        self, aloud: ReadingAloud, time_limit: Callable[[str, int], float] = limit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._aloud = aloud
        self._voice = aloud.voice
        self._time_limit = time_limit
        self._words, self._language = "", ""
        self._speaks = False
        self._last: tuple[str, str] = ("", "")
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._be_late)
        self._voice.finished.connect(self._end)
        self._voice.failed.connect(self._fail)
        self._voice.looked_up.connect(self._take_answer)
        aloud.changed.connect(self._give_way)

    @property
    def words(self) -> str:
        """What is being spoken; ``""`` for nothing."""
        return self._words

    def say(self, words: str, language: str) -> None:
        """Say something now, in the place of what is being spoken.

        Args:
            words: What to say; without a letter or digit it is nothing, and only what was spoken is cut off.
            language: The language of the words, as in ``"es"``.
        """
        self.stop()
        self._aloud.pause()
        words = " ".join(words.split())
        if any(char.isalnum() for char in words):
            self._words, self._language = words, language
            self._last = (words, language)
            self._start_limit()
            self._voice.look_up(language)

    def repeat(self) -> None:
        """Say the last utterance again."""
        self.say(*self._last)

    def forget(self) -> None:
        """Fall silent and know nothing of what was said: another visitor comes."""
        self.stop()
        self._last = ("", "")

    def stop(self) -> None:
        """Say no more. A page that is being read is not touched."""
        if self._words:
            self._drop()
            self._voice.stop()

    def _take_answer(self, language: str, fault: str) -> None:
        if not self._words or self._speaks or language != self._language:
            return
        if fault:
            self._fail(fault)
            return
        self._speaks = True
        self._start_limit()
        self._voice.speak(self._words, self._language, self._aloud.rate)

    def _start_limit(self) -> None:
        self._limit.start(round(self._time_limit(self._words, self._aloud.rate) * 1000))

    def _end(self) -> None:
        if self._speaks:
            self._drop()
            self.ended.emit()

    def _fail(self, fault: str) -> None:
        if not self._words:
            return
        language = self._language
        import logging

        logging.getLogger(__name__).warning("An utterance was given up. Language: %s. Fault: %s", language, fault)
        self.stop()
        self.failed.emit(str(fault), language)

    def _be_late(self) -> None:
        self._fail(Fault.SOUND if self._speaks else Fault.STUCK)

    def _give_way(self) -> None:
        """Let go of an utterance when a page is read again: the voice has dropped it."""
        if self._aloud.state in {SPEAKING, WAITING}:
            self._drop()

    def _drop(self) -> None:
        self._limit.stop()
        self._words, self._speaks = "", False


def control_words(control: QWidget, translation: Translation) -> str:
    """Return what is said of a control when it gets the focus: its name, what it is, its state, its description.

    Args:
        control: The control.
        translation: The interface's words.

    Returns:
        The parts that there are, as in ``"Faster, button, not available. Speed 200 percent"``; ``""`` for none.
    """
    told = QAccessible.queryAccessibleInterface(control)
    if told is None:
        return ""
    _ = translation.gettext
    # Translators: what the voice says that a control is, after its name.
    roles = {QAccessible.Role.Button: _("button"), QAccessible.Role.Graphic: _("picture")}
    # Translators: what the voice says of a button that can do nothing now.
    state = "" if control.isEnabled() else _("not available")
    named = ", ".join(filter(None, (told.text(QAccessible.Text.Name), roles.get(told.role(), ""), state)))
    return ". ".join(filter(None, (named, told.text(QAccessible.Text.Description))))
