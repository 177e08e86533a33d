"""The desktop window: the shared view of a topic, with a caregiver's buttons and keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from viewer.desktop.keys import bind_keys, bind_mouse, tell_keys
from viewer.desktop.listen import ListenTool
from viewer.desktop.tools import Tool, desktop_tools
from viewer.settings import TEXT_SIZES
from viewer.ui.buttons import Button
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.topic_view import TopicView
from viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.desktop.shelf import Shelf
    from viewer.ui.picture import Picture
    from viewer.ui.qt_words import QtWords
    from viewer.ui.theme import Look

AHEAD = 150
"""How long after the start the other pages are read, in milliseconds: the first frame comes first."""


class DesktopWindow(NoticeFrame):
    """The caregiver's window.

    Args:
        topic: The topic.
        shelf: Where languages and colors come from.
        language: The language to begin with, one of the topic's.
        look: How it looks at the beginning.
        page: The page to begin with.
        size: Width and height of the window, in pixels.
        picture: The topic's picture in this look, where it is there already.

    Signals:
        look_changed: It looks different now.
    """

    look_changed = Signal()

    def __init__(
        self,
        topic: Topic,
        shelf: Shelf,
        language: str,
        look: Look,
        page: str,
        size: tuple[int, int],
        picture: Picture | None = None,
    ) -> None:
        self._topic = topic
        self._shelf = shelf
        self._typefaces = Typefaces()
        self._look = look._replace(families=self._typefaces.families(topic, look.families))
        self._translation = shelf.translation(language)
        self._qt_words: QtWords | None = None
        self._view = TopicView(topic, self._translation, self._look, shelf.clinic, picture, shelf.browser)
        body = QWidget()
        self._inside = body
        super().__init__(shelf.notice(language), body, em=look.em, least=look.body)
        self._take_qt_words()
        # A bare method would not keep the typefaces until the window goes.
        self.destroyed.connect(partial(self._typefaces.forget))
        self._listen = ListenTool(self)
        self._add_tools()
        bind_keys(self)
        bind_mouse(self)
        self.resize(*size)
        self.place()
        self._view.prepare(self._inside.size())
        self._show_view(page)

    @property
    def view(self) -> TopicView:
        """The view of the topic."""
        return self._view

    @property
    def look(self) -> Look:
        """How the window looks now."""
        return self._look

    @property
    def shelf(self) -> Shelf:
        """Where languages and colors come from."""
        return self._shelf

    @property
    def listen(self) -> ListenTool:
        """Reads the page aloud."""
        return self._listen

    @property
    def language(self) -> str:
        """The language that is shown."""
        return self._translation.language

    @property
    def translation(self) -> Translation:
        """The interface's words that are shown."""
        return self._translation

    def _take_qt_words(self) -> None:
        """Let Qt's own words follow the language; nothing is loaded while all is English."""
        if self._qt_words is None and self.language.partition("-")[0] == "en":
            return
        from viewer.ui.qt_words import QtWords

        self._qt_words = self._qt_words or QtWords(self)
        self._qt_words.speak(self.language)

    def _show_view(self, page: str) -> None:
        """Put the view into the window and show a page."""
        self._view.setParent(self._inside)
        self._view.setGeometry(self._inside.rect())
        self._inside.installEventFilter(self)
        self._view.page_shown.connect(self._name_window)
        self._view.trail_changed.connect(self._tell_possible)
        self._view.show_page(page)
        self._view.show()
        ahead = QTimer(self._view)
        ahead.setSingleShot(True)
        ahead.timeout.connect(self._view.read_ahead)
        ahead.start(AHEAD)
        tell_keys(self._view, self._translation)
        # The text has the focus, so that the keys scroll it; no ring shows until a key moves the focus.
        self._view.parts.explanation.setFocus(Qt.FocusReason.MouseFocusReason)

    def _add_tools(self) -> None:
        """Put this face's tools into the header."""
        self._tools: list[tuple[Button, Tool]] = []
        row = self._view.header.buttons
        for tool in filter(lambda tool: tool.in_header, desktop_tools(self)):
            button = Button(tool.words, self._look, small=True)
            button.setObjectName(tool.name)
            button.clicked.connect(tool.act)
            row.add_ranked(button, tool.rank or None)
            self._tools.append((button, tool))
        self._tell_possible()

    def _tell_possible(self) -> None:
        """Gray what cannot be done now."""
        for button, tool in self._tools:
            button.setEnabled(tool.possible())

    def eventFilter(self, watched: object, event: object) -> bool:
        """Let the view fill the body."""
        result = super().eventFilter(watched, event)  # type: ignore[arg-type]
        if watched is self._inside and self._view.size() != self._inside.size():
            self._view.setGeometry(self._inside.rect())
        return result

    def _name_window(self, page: str) -> None:
        """Say topic and page in the window's title."""
        title = self._topic.title(self.language)
        self.setWindowTitle(f"{page} – {title}" if page else title)

    def can_shrink(self) -> bool:
        """Whether there is smaller text."""
        return self._look.text_size > TEXT_SIZES[0]

    def can_grow(self) -> bool:
        """Whether there is larger text."""
        return self._look.text_size < TEXT_SIZES[-1]

    def set_look(self, look: Look) -> None:
        """Take another look; page, place and open panel stay."""
        self._look = look
        for button, _tool in self._tools:
            button.set_look(look)
        self._tell_possible()
        self.set_text_size(look.em)
        self._view.set_look(look)
        self._listen.set_look()
        self.look_changed.emit()

    def change_text_size(self, steps: int) -> None:
        """Make the text larger by that many steps, or smaller by as many below zero."""
        index = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - self._look.text_size))
        index = min(len(TEXT_SIZES) - 1, max(0, index + steps))
        self.set_text_percent(TEXT_SIZES[index])

    def set_text_percent(self, percent: int) -> None:
        """Show text of one of the sizes in :data:`viewer.settings.TEXT_SIZES`."""
        self.set_look(self._look.with_text_size(percent))

    def set_theme(self, theme: str) -> None:
        """Show other colors."""
        self.set_look(self._look._replace(theme=theme, colors=self._shelf.colors(theme)))

    def set_motion(self, motion: bool) -> None:
        """Say whether things may move."""
        self.set_look(self._look._replace(motion=motion))

    def set_spacing(self, spacing: str) -> None:
        """Say how much room there is between lines, paragraphs, letters and words."""
        self.set_look(self._look._replace(spacing=spacing))

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What the reader can do at any time, in the present language."""
        return desktop_tools(self)

    def open_display(self) -> None:
        """Open the choices about how things look, or close them."""
        from viewer.desktop.display_panel import open_display

        open_display(self)

    def open_find(self) -> None:
        """Open the search, or close it."""
        from viewer.ui.finder import open_search

        open_search(self._view, self._translation, self._look, self._shelf.clinic)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that the reader wants to ask, in their order."""
        from viewer.desktop.mine import mine_of

        return mine_of(self).questions.texts

    def open_questions(self) -> None:
        """Open the reader's list of questions, or close it."""
        from viewer.desktop.questions_panel import open_questions

        open_questions(self)

    def open_menu(self) -> None:
        """Open the choice of all tools, or close it."""
        from viewer.desktop.menu_panel import open_menu

        open_menu(self)

    def show_message(self, heading: str, paragraphs: list[str], close: str = "") -> None:
        """Say something in the place of the text, until the reader closes it.

        Args:
            heading: The heading.
            paragraphs: Plain words, a paragraph each.
            close: The words on the button that closes it; without any they are "Close".
        """
        from viewer.ui.panels import message_panel

        panel = message_panel(self._translation, self._look, heading, paragraphs, close)
        panel.closed.connect(self._view.close_panel)
        self._view.open_panel(panel)

    def close_message(self) -> None:
        """Take back what :meth:`show_message` said, if it still stands there."""
        if self.says_refusal:
            self._view.close_panel()

    @property
    def says_refusal(self) -> bool:
        """Whether a message stands in the place of the text."""
        panel = self._view.panel
        return panel is not None and panel.objectName() == "message"

    def go_back(self) -> None:
        """Show the place that the reader left last."""
        self._view.go_back()

    def go_forward(self) -> None:
        """Show the place that the reader came back from last."""
        self._view.way.forward()

    def choose_step(self, number: int) -> None:
        """Choose a step by its number, from 1; a topic that is being written may have gained or lost some."""
        if number <= len(self._topic.steps):
            self._view.choose(self._topic.steps[number - 1])

    def close_top(self) -> None:
        """Close what opened last."""
        self._view.close_top()

    def next_pane(self, count: int) -> None:
        """Move the focus to the pane that many after the one that has it."""
        self._view.next_pane(count)

    def show_language(self, language: str) -> None:
        """Show the topic in another of its languages, at the same place."""
        visit = self._view.visit
        self.show_topic(self._topic, language, visit.stay.page)
        self._view.resume(visit)

    def show_topic(self, topic: Topic, language: str, page: str) -> None:
        """Show another topic, or this one in another language; the look stays.

        Args:
            topic: The topic.
            language: One of its languages.
            page: The page to begin with.
        """
        old, translation = self._view, self._translation
        if language != self.language:
            translation = self._shelf.translation(language)
        if topic is not self._topic:
            self._topic = topic
            self._look = self._look._replace(families=self._typefaces.families(topic, self._look.families))
        self._view = TopicView(topic, translation, self._look, self._shelf.clinic, browser=self._shelf.browser)
        if translation is not self._translation:
            self._translation = translation
            self._take_qt_words()
            self.show_notice(self._shelf.notice(language))
        self._add_tools()
        self._show_view(page)
        old.hide()
        old.deleteLater()

    def renew_topic(self, topic: Topic) -> None:
        """Show a newer state of the topic; language, page, place and way back stay where they are still there."""
        visit = self._view.visit
        pages = [entry.id for entry in topic.pages]
        language = self.language if self.language in topic.languages else topic.languages[0]
        self.show_topic(topic, language, visit.stay.page if visit.stay.page in pages else pages[0])
        self._view.resume(visit)
