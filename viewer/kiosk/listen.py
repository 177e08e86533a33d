"""Listening on a kiosk: one voice for the whole program, loaded when somebody first wants to hear something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.kiosk.policy import VOLUME_STEP, volume_after

if TYPE_CHECKING:
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.listening import Listening
    from viewer.ui.reading_aloud import ReadingAloud
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView
    from viewer.ui.utterance import Utterances


class KioskListen(QObject):
    """Reads the page of a visit aloud, and says single things to who has a keypad.

    Args:
        shelf: What the kiosk takes from.
        parent: What it belongs to.

    Signals:
        changed: It reads now, or no more.
        ended: A page was read to its end.
        lacking: Nothing can be spoken; carries a :class:`~viewer.ui.speech.Fault` and the language.
    """

    changed = Signal()
    ended = Signal()
    lacking = Signal(str, str)

    def __init__(self, shelf: KioskShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._aloud: ReadingAloud | None = None
        self._utterances: Utterances | None = None
        self._listening: Listening | None = None
        self._said: tuple[tuple[str, str], ...] = ()
        self._waiting: list[tuple[str, str]] = []
        self._goes_on = False
        self._used = False
        self._lack_told = False

    # Pages

    @property
    def speaking(self) -> bool:
        """Whether a page is being read or something is being said; a pause is none of it."""
        return self.reading or bool(self._waiting) or (self._utterances is not None and bool(self._utterances.words))

    @property
    def reading(self) -> bool:
        """Whether the page is being read aloud, or goes on after what is being said between."""
        return self._goes_on or (self._aloud is not None and self._aloud.state in {"waiting", "speaking"})

    @property
    def on(self) -> bool:
        """Whether reading has begun and not ended, paused or not."""
        return self._aloud is not None and self._aloud.state != "silent"

    @property
    def used(self) -> bool:
        """Whether the present visitor has asked for anything to be spoken."""
        return self._used

    def use(self, view: TopicView, language: str, look: Look) -> None:
        """Begin to read the page that a view shows; stop, if it is being read."""
        self._used = True
        self._hush()
        aloud = self._reader()
        if self._listening is None or self._listening.view is not view:
            from viewer.ui.listening import Listening

            translation, notice = self._shelf.translation(language), self._shelf.notice(language)
            self._listening = Listening(view, aloud, translation, notice, self._shelf.clinic, look)
            self._listening.lacking.connect(self.lacking)
        self._listening.toggle()

    def pause(self) -> None:
        """Pause the reading of the page."""
        self._goes_on = False
        if self._aloud is not None:
            self._aloud.pause()

    def go_on(self) -> None:
        """Go on with a page whose reading was paused."""
        self._hush()
        if self._aloud is not None:
            self._aloud.go_on()

    def skip(self, count: int) -> None:
        """Go on with the sentence that many after the present one, before it when below zero, again for 0."""
        self._hush()
        if self._aloud is not None:
            self._aloud.skip(count)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        if self._listening is not None:
            self._listening.set_look(look)

    def stop(self) -> None:
        """Fall silent, and let go of the view."""
        self._hush()
        if self._aloud is not None:
            self._aloud.stop()
        self._listening = None

    def forget(self) -> None:
        """Fall silent and let go of the voice, so that the next visit begins with its usual rate and volume."""
        self.stop()
        self._said, self._used, self._lack_told = (), False, False
        if self._aloud is not None:
            self._aloud.leave()
            self._aloud, self._utterances = None, None

    def _reader(self) -> ReadingAloud:
        """Return what reads aloud, as loud as the clinic wants it at the beginning of a visit."""
        if self._aloud is None:
            from viewer.ui.reading_aloud import ReadingAloud

            self._aloud = ReadingAloud(self._shelf.voice(), parent=self)
            self._aloud.set_volume(self._shelf.settings.volume)
            self._aloud.changed.connect(self._take_change)
            self._aloud.ended.connect(self.ended)
        return self._aloud

    def _take_change(self) -> None:
        """Say nothing more as soon as a page is read: the voice has dropped what was being said."""
        if self._aloud is not None and self._aloud.state in {"waiting", "speaking"}:
            self._waiting, self._goes_on = [], False
        self.changed.emit()

    # Single things

    def say(self, *parts: tuple[str, str]) -> None:
        """Say something now; a page that is being read is paused for it, and stays so.

        Args:
            parts: What to say, one after the other: words and their language.
        """
        self._used = True
        self._say(parts)

    def announce(self, words: str, language: str) -> None:
        """Say something that nobody has asked for just now, as that a visit has ended; then let go of the voice."""
        self._say(((words, language),))

    def repeat(self) -> None:
        """Say again what was said last; of a page that is being read the present sentence."""
        if self.reading:
            self.skip(0)
        else:
            self._say(self._said)

    def hush(self) -> None:
        """Say nothing more. A page that is being read goes on."""
        if self._goes_on:
            self.go_on()
        else:
            self._hush()

    def change_volume(self, steps: int) -> int:
        """Speak louder by that many steps of 10 %, more softly when below zero; return how loud it is, in percent."""
        aloud = self._reader()
        goes_on = self.reading
        # A pause comes first, so that no sentence begins again only to be cut off by the words that follow.
        aloud.pause()
        self._goes_on = goes_on
        aloud.set_volume(volume_after(aloud.volume, steps * VOLUME_STEP))
        return aloud.volume

    def say_between(self, words: str, language: str) -> None:
        """Say something that is not repeated; a page that was being read goes on after it."""
        self._used, before = True, self._said
        self._say(((words, language),), goes_on=self.reading)
        self._said = before

    def _say(self, parts: tuple[tuple[str, str], ...], *, goes_on: bool = False) -> None:
        self._hush()
        self._said, self._waiting, self._goes_on = parts, list(parts), goes_on
        self._say_next()

    def _say_next(self) -> None:
        """Say what is to come next. What has no letter in it ends by itself, and is not waited for."""
        utterances = self._speaker()
        while self._waiting and not utterances.words:
            utterances.say(*self._waiting.pop(0))

    def _speaker(self) -> Utterances:
        if self._utterances is None:
            from viewer.ui.utterance import Utterances

            aloud = self._reader()
            self._utterances = Utterances(aloud, parent=aloud)
            self._utterances.ended.connect(self._end_one)
            self._utterances.failed.connect(self._tell_lack)
        return self._utterances

    def _end_one(self) -> None:
        """Go on after something was said: with what is to come, or with the page."""
        if self._waiting:
            self._say_next()
        elif self._goes_on:
            self.go_on()
        elif not self._used:
            self.forget()

    def _tell_lack(self, fault: str, language: str) -> None:
        """Go on after something could not be said; tell once in a visit."""
        if fault == "language" and self._waiting:
            self._say_next()
            return
        self._waiting, self._goes_on = [], False
        if not self._lack_told:
            self._lack_told = True
            self.lacking.emit(fault, language)
        if not self._used:
            self.forget()

    def _hush(self) -> None:
        self._waiting, self._goes_on = [], False
        if self._utterances is not None:
            self._utterances.stop()
