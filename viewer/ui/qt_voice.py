"""The voice of Windows and macOS: Qt's own, from the extra ``speech``. Not tried there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTextToSpeech import QTextToSpeech

from viewer.ui.speech import FULL, Fault, Voice, best_voice

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale, QObject


class QtVoice(Voice):
    """Speaks by QtTextToSpeech.

    Args:
        engine: The name of Qt's engine; ``""`` takes the system's.
        parent: What it belongs to.
    """

    def __init__(self, engine: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self._busy = False
        self._speech.stateChanged.connect(self._change)

    def _locales(self) -> dict[str, QLocale]:
        return {locale.bcp47Name(): locale for locale in self._speech.availableLocales()}

    def look_up(self, language: str) -> None:
        """Find out whether there is a voice for a language."""
        known = frozenset(self._locales())
        lacks = "" if best_voice(language, known) else (Fault.LANGUAGE if known else Fault.ENGINE)
        self.looked_up.emit(language, lacks)

    def speak(self, words: str, language: str, rate: int) -> None:
        """Speak a sentence."""
        self.stop()
        locales = self._locales()
        name = best_voice(language, frozenset(locales))
        if name:
            self._speech.setLocale(locales[name])
        # Qt's scale is -1 to 1, with the voice's own pace at 0.
        self._speech.setRate(max(-1.0, min(1.0, (rate - 100) / 100)))
        self._speech.setVolume(self.volume / FULL)
        self._busy = True
        self._speech.say(words)

    def stop(self) -> None:
        """Stop the sentence."""
        if self._busy:
            self._busy = False
            self._speech.stop()

    def _change(self, state: QTextToSpeech.State) -> None:
        """Say that the sentence is over, or was not spoken."""
        if not self._busy:
            return
        if state == QTextToSpeech.State.Ready:
            self._busy = False
            self.finished.emit()
        elif state == QTextToSpeech.State.Error:
            self._busy = False
            deaf = self._speech.errorReason() == QTextToSpeech.ErrorReason.Playback
            self.failed.emit(Fault.SOUND if deaf else Fault.START)
