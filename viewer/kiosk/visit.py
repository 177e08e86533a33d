"""A visit: the view of the topic, and under it the buttons that every screen of a visit has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QWidget

from viewer.content.whole_page import SOURCES
from viewer.kiosk import controls as names
from viewer.kiosk.controls import Controls, urgent_page
from viewer.kiosk.policy import ENLARGED, NORMAL, buttons_grow, enlarged_on
from viewer.ui.low_nav import LowNav
from viewer.ui.topic_view import TopicView
from viewer.ui.trail import BEGINNING, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from viewer.content.topics import Topic
    from viewer.kiosk.listen import KioskListen
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.panels import Panel
    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look

STRONG = "high-contrast"
"""The theme behind "Contrast"."""

AHEAD = 300
"""How long after a visit has begun the other pages are read, in milliseconds: the first frame comes first."""


class VisitScreen(QWidget):
    """What one visitor sees.

    Args:
        topic: The topic.
        shelf: What the kiosk takes from.
        language: The language that was chosen.
        look: How everything looks at the beginning.
        picture: The topic's picture in this look.
        listen: Reads aloud.

    Signals:
        page_shown: Another page came up; carries its id and the language.
        language_changed: Another language is shown.
        look_changed: It looks different now.
        print_wanted: Somebody wants something on paper.
        finished: The visitor has finished.
    """

    page_shown = Signal(str, str)
    language_changed = Signal(str)
    look_changed = Signal()
    print_wanted = Signal()
    finished = Signal()

    def __init__(
        self, topic: Topic, shelf: KioskShelf, language: str, look: Look, picture: Picture, listen: KioskListen
    ) -> None:
        super().__init__()
        self._topic, self._shelf, self._language, self._look = topic, shelf, language, look
        self._listen = listen
        self._acts: dict[str, Callable[[], None]] = {
            names.HOME: lambda: self._view.choose(topic.pages[0].id),
            names.CALL: lambda: self._view.choose(urgent_page(topic)),
            names.LANGUAGE: self._choose_language,
            names.TEXT: self._change_text,
            names.CONTRAST: self._change_contrast,
            names.LISTEN: lambda: listen.use(self._view, self._language, self._look),
            names.PRINT: self.print_wanted.emit,
            names.PAGES: self._show_pages,
            names.WORDS: self._show_words,
            names.FINISHED: self.finished.emit,
        }
        listen.changed.connect(self._tell_listening)
        self._view, self._controls = self._made(picture)
        self._view.show_page(topic.pages[0].id)

    def _made(self, picture: Picture | None) -> tuple[TopicView, Controls]:
        """Return view and buttons in the present language and look."""
        translation = self._shelf.translation(self._language)
        view = TopicView(self._topic, translation, self._look, self._shelf.clinic, picture)
        view.setParent(self)
        view.page_shown.connect(self._tell_page)
        view.scroller.moved.connect(self._tell_place)
        side = Qt.LayoutDirection.RightToLeft if translation.right_to_left else Qt.LayoutDirection.LeftToRight
        if isinstance(view.parts.nav, LowNav):
            view.parts.nav.turned.connect(view.scroller.turn)
        controls = Controls(self._topic, self._shelf, self._language, self.buttons_look)
        controls.setLayoutDirection(side)
        controls.setParent(self)
        controls.pressed.connect(lambda name: self._acts[name]())
        controls.set_look(self.buttons_look, enlarged=self._enlarged, contrast=self._strong)
        for part in (view, controls):
            part.show()
        ahead = QTimer(view)
        ahead.setSingleShot(True)
        ahead.timeout.connect(view.read_ahead)
        ahead.start(AHEAD)
        return view, controls

    @property
    def view(self) -> TopicView:
        """The view of the topic."""
        return self._view

    @property
    def controls(self) -> Controls:
        """The buttons under it."""
        return self._controls

    @property
    def language(self) -> str:
        """The language that is shown."""
        return self._language

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self._look

    @property
    def buttons_look(self) -> Look:
        """How the buttons look, and the line under them: on small screens they leave the room to the enlarged text."""
        grow = buttons_grow(self._look.em, self.window().size().toTuple())
        return self._look if grow else self._look.with_text_size(NORMAL)

    @property
    def busy(self) -> bool:
        """Whether the visit goes on by itself now, because a voice speaks."""
        return self._listen.speaking

    @property
    def word_count(self) -> int:
        """The words on the page, and in what has opened; addresses of sources at the page's end are not read."""
        panels = [panel.spoken() for panel in (self._view.panel, self._view.word) if panel is not None]
        text = self._view.parts.explanation
        sources = text.map.block(f"{SOURCES}-heading")
        page = text.toPlainText()
        if sources is not None and self._view.page_id != SOURCES:
            page = page[: sources.position()]
        return len(" ".join([page, *panels]).split())

    @property
    def _enlarged(self) -> bool:
        return self._look.text_size > NORMAL

    @property
    def _strong(self) -> bool:
        return self._look.theme == STRONG

    def set_look(self, look: Look) -> None:
        """Take another look; page and place stay."""
        if look.text_size > NORMAL:
            look = look.with_text_size(enlarged_on(look.body, self.window().size().toTuple()))
        begins = self._view.scroller.place() == BEGINNING
        self._look = look
        self._view.set_look(look)
        self._listen.set_look(look)
        self._controls.set_look(self.buttons_look, enlarged=self._enlarged, contrast=self._strong)
        self.relayout()
        self.look_changed.emit()
        if begins:
            # Where the picture now stands above the text, the text is what was enlarged.
            self._view.show_beginning()

    def open_panel(self, panel: Panel) -> None:
        """Show a panel; its own button closes it, and so does what opened it, as long as that is in sight."""
        again = self._view.panel is not None and self._view.panel.objectName() == panel.objectName()
        self._view.close_panel()
        if again:
            panel.deleteLater()
            return
        panel.closed.connect(self._view.close_panel)
        self._view.open_panel(panel)

    def _choose_language(self) -> None:
        others = [each for each in self._shelf.languages if each != self._language]
        if len(others) == 1:
            self.show_language(others[0])
            return
        from viewer.kiosk.languages_panel import LanguagesPanel

        panel = LanguagesPanel(self._shelf, self._language, self._look)
        panel.chosen.connect(self.show_language)
        self.open_panel(panel)

    def show_language(self, language: str) -> None:
        """Show the topic in another language, at the same place."""
        if language == self._language:
            self._view.close_panel()
            return
        visit = self._view.visit
        self._listen.stop()
        old = self._view, self._controls
        picture = self._view.picture
        self._language = language
        self._view, self._controls = self._made(picture)
        self.language_changed.emit(language)
        self.relayout()
        self._view.show_page(visit.stay.page)
        self._view.resume(visit)
        # Hiding what has the focus would hand it on as a key does, with a ring that a finger did not ask for.
        focused = self.window().focusWidget()
        if focused is not None and any(part.isAncestorOf(focused) for part in old):
            self.window().setFocus(Qt.FocusReason.MouseFocusReason)
        for part in old:
            part.hide()
            part.deleteLater()

    def _change_text(self) -> None:
        self.set_look(self._look.with_text_size(NORMAL if self._enlarged else ENLARGED))

    def _change_contrast(self) -> None:
        theme = "light" if self._strong else STRONG
        self.set_look(self._look._replace(theme=theme, colors=self._shelf.colors(theme)))

    def _show_pages(self) -> None:
        """Offer all pages."""
        from viewer.ui.more_pages import MorePages

        pages = [entry.id for entry in self._topic.pages]
        translation = self._shelf.translation(self._language)
        panel = MorePages(self._topic, pages, translation, self._look)
        panel.set_heading(translation.gettext("All pages"))
        panel.show_page(self._view.page_id)
        panel.page_chosen.connect(self._view.choose)
        self.open_panel(panel)

    def _show_words(self) -> None:
        from viewer.kiosk.words_panel import WordsPanel, links_of

        text = self._view.parts.explanation
        panel = WordsPanel(links_of(text.document()), self._shelf.translation(self._language), self._look)
        panel.chosen.connect(self._press_word)
        self.open_panel(panel)

    def _press_word(self, address: str) -> None:
        from viewer.kiosk.words_panel import heading_above

        self._view.close_panel()
        text = self._view.parts.explanation
        heading = heading_above(text.document(), address)
        text.anchorClicked.emit(QUrl(address))
        if address.startswith("show:"):
            # What has opened may be far from what is in sight.
            self._view.scroller.show_place(Place(heading, 0))

    def _tell_page(self, _title: str) -> None:
        self._tell_place()
        self.page_shown.emit(self._view.page_id, self._language)

    def _tell_place(self) -> None:
        """Say on the buttons whether the text goes on."""
        nav, scroller = self._view.parts.nav, self._view.scroller
        if isinstance(nav, LowNav):
            nav.say_possible(up=scroller.can_turn(-1), down=scroller.can_turn(1))

    def _tell_listening(self) -> None:
        self._controls.say_listening(on=self._listen.on)
        # Longer words may need another row.
        self.relayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place view and buttons anew."""
        self.relayout()

    def relayout(self) -> None:
        """Give the buttons their height, the view the rest; only panels may reach over the buttons."""
        side = max(6, min(self._look.em, self.width() // 45))
        room = self.width() - 2 * side
        high = self._controls.heightForWidth(room)
        top = self.height() - high - self._look.em // 4
        self._controls.setGeometry(side, top, room, high)
        self._controls.relayout()
        self._view.stand_over(self._controls, self.height() - top)
        self._view.setGeometry(0, 0, self.width(), max(40, self.height()))
        self._tell_place()
