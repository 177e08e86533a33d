"""The kiosk's window: the start screen, one visit after another, and what lies over them for a while."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget

from viewer.kiosk.cleaning import Cleaning
from viewer.kiosk.fingers import Fingers
from viewer.kiosk.idle import IdleWatch
from viewer.kiosk.keypad import Keypad
from viewer.kiosk.listen import KioskListen
from viewer.kiosk.memory import give_back
from viewer.kiosk.overlay import Overlay
from viewer.kiosk.printing import KioskPrinting, settle
from viewer.kiosk.second_tap import SecondTap
from viewer.kiosk.staff_line import StaffLine
from viewer.kiosk.start_screen import StartScreen
from viewer.kiosk.visit import VisitScreen
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.picture import Picture
from viewer.ui.theme import Look, palette
from viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.kiosk.policy import Sizes
    from viewer.kiosk.shelf import KioskShelf

FINISHED, IDLE, FAULT = "finished", "idle", "fault"
"""Why a visit ends: the visitor said so, nobody was there any more, something went wrong."""

FEW = 2
"""So many languages are spoken side by side on the start screen."""


class KioskWindow(NoticeFrame):
    """The kiosk's window.

    Args:
        topic: The topic.
        shelf: What it takes from.
        sizes: Sizes on its screen.

    Signals:
        visit_started: A visit began in this language.
        visit_ended: A visit ended; carries why.
        page_shown: A page came up; carries its id and the language.
        printed: Sheets came out of the printer; carries how many.
    """

    visit_started = Signal(str)
    visit_ended = Signal(str)
    page_shown = Signal(str, str)
    printed = Signal(int)

    def __init__(self, topic: Topic, shelf: KioskShelf, sizes: Sizes) -> None:
        self._topic, self._shelf = topic, shelf
        self._typefaces = Typefaces()
        families = self._typefaces.families(topic, ())
        self._fresh = Look(low=True, motion=shelf.motion, families=families)
        self._fresh = self._sized(sizes)
        self._language = shelf.languages[0]
        self._visit: VisitScreen | None = None
        self._overlay: Overlay | None = None
        self._picture = Picture(topic, self._fresh.theme, self._fresh.colors.paper)
        body = QWidget()
        self._inside = body
        super().__init__(shelf.notice(self._language), body, em=self._fresh.em, least=self._fresh.body)
        self.setWindowTitle(topic.title(self._language))
        self.setPalette(palette(self._fresh.colors))
        self.setAutoFillBackground(True)
        # A bare method would not keep the typefaces until the window goes.
        self.destroyed.connect(partial(self._typefaces.forget))
        self._staff = StaffLine(shelf, self._fresh)
        self._staff.setParent(body)
        self._start = StartScreen(topic, shelf, self._fresh, self._picture)
        self._start.setParent(body)
        self._start.language_chosen.connect(self.begin_visit)
        self._listen = KioskListen(shelf, self)
        self._listen.lacking.connect(self._tell_lack)
        self._printing = KioskPrinting(topic, shelf, self)
        self._printing.printed.connect(self.printed)
        self._idle = IdleWatch(shelf.settings, shelf.now, self._is_busy, self._count_words, self)
        self._idle.asked.connect(self._ask)
        self._idle.left.connect(self._count_down)
        self._idle.answered.connect(self.close_overlay)
        self._idle.gone.connect(partial(self.end_visit, IDLE))
        self._keypad = Keypad(self, topic, shelf, self._listen)
        self._fingers = Fingers(body)
        self._second_tap = SecondTap(body)
        self._idle.answered.connect(self._second_tap.note_answer)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(give_back)
        self._cleaning = Cleaning(shelf.now, self)
        self._cleaning.left.connect(self._count_cleaning)
        self._cleaning.ended.connect(self.close_overlay)
        body.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take_language()

    def _sized(self, sizes: Sizes) -> Look:
        return self._fresh._replace(body=sizes.body, target=sizes.target, apart=sizes.gap)

    @property
    def visit(self) -> VisitScreen | None:
        """What the present visitor sees; ``None`` while nobody visits."""
        return self._visit

    @property
    def start(self) -> StartScreen:
        """The start screen."""
        return self._start

    @property
    def idle(self) -> IdleWatch:
        """Watches whether somebody is there."""
        return self._idle

    @property
    def overlay(self) -> Overlay | None:
        """What lies over everything but the line for the staff and the notice."""
        return self._overlay

    @property
    def staff_line(self) -> str:
        """What stands above the notice."""
        return self._staff.text()

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self._visit.look if self._visit is not None else self._fresh

    @property
    def language(self) -> str:
        """The language of the visit, or the one in which the start screen's notice stands."""
        return self._visit.language if self._visit is not None else self._shelf.languages[0]

    def staff_words(self) -> tuple[Translation, Look]:
        """Return the interface's words and the look of this moment."""
        return self._shelf.translation(self.language), self.look

    def staff_room(self) -> QRect:
        """Return where in the body staff's panel may stand: over the line that says whom to tell."""
        return QRect(0, 0, self._inside.width(), self._staff.y())

    def set_sizes(self, sizes: Sizes) -> None:
        """Take the sizes of another screen; a visit goes on."""
        self._fresh = self._sized(sizes)
        self._start.set_look(self._fresh)
        if self._visit is not None:
            look = self._visit.look
            self._visit.set_look(look._replace(body=sizes.body, target=sizes.target, apart=sizes.gap))
        self._take_look()

    def begin_visit(self, language: str) -> None:
        """Begin a visit in a language; one that was left open ends first."""
        if self._visit is not None:
            self.end_visit(FINISHED)
        visit = VisitScreen(self._topic, self._shelf, language, self._fresh, self._picture, self._listen)
        self._visit = visit
        visit.setParent(self._inside)
        visit.page_shown.connect(self._note_page)
        visit.language_changed.connect(lambda _language: self._take_language())
        visit.look_changed.connect(self._take_look)
        visit.finished.connect(partial(self.end_visit, FINISHED))
        visit.print_wanted.connect(self.open_print)
        self._start.hide()
        self._second_tap.note_change()
        self._take_language()
        visit.show()
        self._idle.begin()
        self.visit_started.emit(language)
        self.page_shown.emit(visit.view.page_id, language)

    def end_visit(self, reason: str) -> None:
        """Forget the visitor: what was chosen, heard, opened, copied and ordered; the start screen comes back.

        Args:
            reason: Why, one of :data:`FINISHED`, :data:`IDLE` and :data:`FAULT`.
        """
        visit = self._visit
        self._idle.end()
        self._fingers.stop()
        self.close_overlay()
        self._keypad.forget()
        self._printing.forget()
        self._visit = None
        if visit is not None:
            visit.hide()
            visit.deleteLater()
        clipboard = QGuiApplication.clipboard()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if mode is QClipboard.Mode.Clipboard or clipboard.supportsSelection():
                clipboard.clear(mode)
        self._start.show()
        self._second_tap.note_change()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take_language()
        self._take_look()
        if visit is not None:
            # Once the widgets are gone: their pictures are large, and Python does not know that.
            self._later.start()
            self.visit_ended.emit(reason)

    def close_down(self) -> None:
        """Before the program ends, end the visit, and take back what the printer cannot print now."""
        self.end_visit(FAULT)
        settle(self._printing)

    def open_print(self) -> None:
        """Offer what can be taken home."""
        if self._visit is not None:
            from viewer.kiosk.print_panel import take_home_panel

            self._visit.open_panel(take_home_panel(self._printing, self._shelf, self._visit))

    def _is_busy(self) -> bool:
        """Whether the visit goes on by itself now: a voice speaks, or the text still moves."""
        return self._visit is not None and (self._visit.busy or self._fingers.swinging)

    def _count_words(self) -> int:
        """Return how many words the visitor may be reading."""
        return 0 if self._visit is None else self._visit.word_count

    def _note_page(self, page: str, language: str) -> None:
        self._idle.note_page()
        self.page_shown.emit(page, language)

    def _take_language(self) -> None:
        """Say notice and staff line in the language that is shown."""
        spoken = self.spoken() if len(self._shelf.languages) <= FEW else [self.language]
        notices = tuple(self._shelf.notice(language) for language in spoken)
        if self.label.notices != notices:
            self.show_notice(*notices)
        self._staff.say(self.spoken())
        self._arrange()

    def _take_look(self) -> None:
        """Let notice and staff line follow the look."""
        self.setPalette(palette(self.look.colors))
        self._staff.set_look(self._fresh if self._visit is None else self._visit.buttons_look)
        self.set_text_size(self.look.em)
        self._arrange()

    def spoken(self) -> Sequence[str]:
        """Return the languages of notice and staff line: the visit's, or on the start screen the first few."""
        return [self.language] if self._visit is not None else self._shelf.languages[:FEW]

    def _ask(self) -> None:
        """Ask whether somebody is still there."""
        _ = self._shelf.translation(self.language).gettext
        # Translators: a kiosk asks, after nobody has touched it for a while.
        heading = _("Are you still reading?")
        # Translators: a button under "Are you still reading?".
        self.open_overlay(Overlay(heading, "", _("Yes, go on"), self.look))
        self._shelf.chime()

    def _count_down(self, seconds: int) -> None:
        if self._overlay is None:
            return
        _ = self._shelf.translation(self.language).gettext
        # Translators: under "Are you still reading?" on a kiosk; {seconds} is a number.
        words = _("Touch the screen anywhere to go on. If nobody does, this screen starts again in {seconds} s.")
        self._overlay.set_words(words.format(seconds=seconds))

    def clean(self) -> None:
        """Take no touches for a while, so that staff can wipe the screen; a visit ends before."""
        self.end_visit(FINISHED)
        _ = self._shelf.translation(self.language).gettext
        # Translators: a kiosk's cleaning mode, for staff.
        self.open_overlay(Overlay(_("Cleaning"), "", "", self.look))
        self._cleaning.begin()

    def _count_cleaning(self, seconds: int) -> None:
        if self._overlay is not None:
            _ = self._shelf.translation(self.language).gettext
            # Translators: a kiosk's cleaning mode; {seconds} is a number.
            words = _("The screen can be wiped now. Touches count again in {seconds} s.")
            self._overlay.set_words(words.format(seconds=seconds))

    def open_overlay(self, overlay: Overlay) -> None:
        """Show something over everything but the line for the staff and the notice."""
        self.close_overlay()
        self._overlay = overlay
        overlay.setParent(self._inside)
        self._arrange()
        overlay.show()
        overlay.raise_()

    def close_overlay(self) -> None:
        """Take away what lies over everything."""
        if self._overlay is not None:
            self._overlay.hide()
            self._overlay.deleteLater()
            self._overlay = None

    def _tell_lack(self, fault: str, _language: str) -> None:
        """Say kindly that nothing can be heard; the log has what is missing."""
        logging.getLogger(__name__).warning("The voice does not speak: %s", fault)
        if self._visit is None:
            return
        from viewer.ui.panels import message_panel

        translation = self._shelf.translation(self.language)
        _ = translation.gettext
        # Translators: on a kiosk whose voice does not work.
        words = [_("This screen cannot read aloud now."), _("The staff at the desk can help you.")]
        self._visit.open_panel(message_panel(translation, self.look, _("Listen"), words))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Let the parts fill the body."""
        result = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.Resize:
            self._arrange()
        return result

    def _arrange(self) -> None:
        """Give the staff line its height, the screen the rest."""
        width, height = self._inside.width(), self._inside.height()
        em = self.look.em
        side = round(em * 0.9)
        high = self._staff.heightForWidth(width - 2 * side)
        top = max(0, height - high - em // 3)
        self._staff.setGeometry(side, top, width - 2 * side, high)
        for screen in (self._start, self._visit, self._overlay):
            if screen is not None:
                screen.setGeometry(0, 0, width, top)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay."""
        event.ignore()


__all__ = ["FAULT", "FINISHED", "IDLE", "KioskWindow"]
