"""Listening to a page: the voice reads it, the text marks what is read, a bar below has the buttons.

A shell builds one for each view of a topic, when somebody first wants to listen. What happens where there is no voice
is the shell's to say. When it ends, the focus is where it was before. The place in the text stays with the voice; if
nothing was heard at all, it is where it was, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from shiboken6 import isValid

from viewer.content.errors import ContentError
from viewer.content.spoken import spoken_page, spoken_words
from viewer.ui.focus import opening_reason
from viewer.ui.listen_bar import ListenBar
from viewer.ui.listen_start import start_number
from viewer.ui.reading_aloud import PAUSED, SILENT
from viewer.ui.scroller import GLIDE
from viewer.ui.spoken_mark import SpokenMark

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.content.clinic import Clinic
    from viewer.content.notice import Notice
    from viewer.content.spoken import Sentence
    from viewer.content.translation import Translation
    from viewer.ui.reading_aloud import ReadingAloud
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView
    from viewer.ui.trail import Stay

SETTLE = 100
"""How long after the last movement the text has its place, in milliseconds."""


class Listening(QObject):
    """Lets a reader listen to the page that a view shows. It ends where the page, the language or the view goes.

    Args:
        view: The view.
        aloud: What reads aloud; it may go on to the view that comes after this one.
        translation: The interface's words of the view.
        notice: The notice in the view's language, which is spoken at the end.
        clinic: What the clinic has told.
        look: How it looks.

    Signals:
        lacking: Nothing can be spoken; carries a :class:`~viewer.ui.speech.Fault` and the language.
    """

    lacking = Signal(str, str)

    def __init__(
        self,
        view: TopicView,
        aloud: ReadingAloud,
        translation: Translation,
        notice: Notice,
        clinic: Clinic,
        look: Look,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._aloud = aloud
        self._translation = translation
        self._notice = notice
        self._clinic = clinic
        self._look = look
        self._opened: frozenset[str] = frozenset()
        self._text = view.parts.explanation
        self._foot = view.parts.foot
        self._mark = SpokenMark(self._text, look)
        self._focus: QWidget | None = None
        self._before: Stay | None = None
        self._end: tuple[Stay, int] | None = None
        self._followed = self._ended = False
        # The last sentence glides into sight, and the buttons that go give the text more room: then it has its place.
        self._settled = self._timer(GLIDE + SETTLE, self._remember_end)
        self._resized = self._timer(0, self._follow)
        self._moved = self._timer(GLIDE + SETTLE, self._see)
        view.scroller.moved.connect(self._moved.start)
        aloud.changed.connect(self._show_state)
        aloud.sentence_changed.connect(self._show_sentence)
        aloud.failed.connect(self._tell_lack)
        for remember in (self._remember_end, self._settled.start):
            aloud.ended.connect(remember)
        view.page_shown.connect(self.stop)
        for part in (view, self._text):
            part.installEventFilter(self)
        self._text.textChanged.connect(self._take_opened)

    @property
    def view(self) -> TopicView:
        """The view whose page is read."""
        return self._view

    def toggle(self) -> None:
        """Read the page aloud from where the reader is; stop, if it is being read."""
        if self._aloud.state == SILENT:
            self._view.close_panel()
            self._begin()
        else:
            self.stop()

    def _begin(self) -> None:
        """Read from where the reader is; from the beginning where the voice has just read to the end."""
        self._opened = self._text.opened
        sentences = self._sentences()
        self._before = here = self._view.way.here
        self._focus = self._view.window().focusWidget()
        again = self._at_end
        self._end = None
        self._aloud.begin(sentences, 0 if again else start_number(sentences, self._text, here.place))

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    @property
    def _here(self) -> tuple[Stay, int]:
        """The reader's place, and the text cursor's where there is one: it can be put elsewhere on the same lines."""
        return self._view.way.here, self._text.textCursor().position() if self._text.caret.on else 0

    @property
    def _at_end(self) -> bool:
        """Whether the reader is where the voice has ended."""
        return self._end is not None and self._end == self._here

    def _remember_end(self) -> None:
        # Whoever has opened a part meanwhile has gone on to it.
        if self._aloud.state == SILENT and self._text.opened == self._opened:
            self._end = self._here

    def _show_sentence(self, sentence: Sentence | None) -> None:
        """Mark a sentence; from here on the text follows it, until the reader moves it out of sight."""
        self._followed = True
        self._mark.show(sentence)

    def _see(self) -> None:
        """Leave the sentence alone, once the text rests, where the reader has moved it out of sight."""
        self._followed = self._mark.in_sight

    def _begin_to_resize(self) -> None:
        """Remember, before the text is written for another size, whether the reader is where the voice has ended."""
        if not self._resized.isActive():
            self._ended = self._at_end
        self._resized.start()

    def _follow(self) -> None:
        """At another size, keep the sentence in sight that was, and the reader where the voice has ended."""
        if self._aloud.state != SILENT:
            if self._followed:
                self._mark.bring_into_sight()
        elif self._ended:
            self._remember_end()

    def stop(self) -> None:
        """Read no more."""
        self._aloud.stop()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._mark.set_look(look)

    def _sentences(self) -> tuple[Sentence, ...]:
        """Return what is spoken of the page that is shown, or of the excuse in its place."""
        topic, language = self._view.topic, self._translation.language
        try:
            page = topic.page(self._view.page_id, language)
        except ContentError:
            return spoken_words(self._text.toPlainText(), language, self._notice)
        return spoken_page(topic, page, self._translation, self._notice, self._clinic, opened=self._opened)

    def _show_state(self) -> None:
        """Let the bar say what the voice does; it comes and goes with the voice."""
        if self._aloud.state == SILENT:
            self._close_bar()
            return
        bar = self._foot.bar
        if not isinstance(bar, ListenBar):
            bar = self._open_bar()
        if bar.show_state(self._aloud.state, self._aloud.rate):
            self._foot.renew()

    def _open_bar(self) -> ListenBar:
        bar = ListenBar(self._translation, self._look)
        bar.paused.connect(self._pause_or_go_on)
        bar.skipped.connect(self._aloud.skip)
        bar.rate_changed.connect(self._aloud.change_rate)
        bar.closed.connect(self.stop)
        self._foot.show_bar(bar)
        bar.pause.setFocus(opening_reason(self._look))
        return bar

    def _close_bar(self) -> None:
        """Take the bar away; the focus goes back to where it was if the bar had it."""
        focus = self._view.window().focusWidget()
        held = focus is not None and self._foot.isAncestorOf(focus)
        if held:
            # Before the bar goes: Qt hands the focus of what is hidden to the next widget, and the text moves there.
            self.give_focus_back()
        self._foot.clear()

    def give_focus_back(self) -> None:
        """Let what had the focus before the voice began have it again; where that has gone, the text."""
        focus = self._focus
        if focus is None or not isValid(focus) or not (focus.isVisible() and focus.isEnabled()):
            focus = self._text
        focus.setFocus(opening_reason(self._look))

    def _pause_or_go_on(self) -> None:
        if self._aloud.state == PAUSED:
            self._aloud.go_on()
        else:
            self._aloud.pause()

    def _tell_lack(self, fault: str, language: str) -> None:
        """Say that the voice has failed; if nothing was heard, the text has not been moved for the reader either."""
        if self._before is not None and not self._aloud.heard:
            self._view.way.return_to(self._before)
        self.lacking.emit(fault, language)

    def _take_opened(self) -> None:
        """Read also what the reader has just opened."""
        if self._aloud.state != SILENT and self._text.opened != self._opened:
            self._opened = self._text.opened
            self._aloud.renew(self._sentences())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop when the view goes; a window that is only made small may go on reading."""
        if event.type() == QEvent.Type.Resize:
            self._begin_to_resize()
        if watched is self._view and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.stop()
        return False
