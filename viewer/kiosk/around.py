"""What is around somebody who has only a keypad: the stops of the start screen, of a visit, of what lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QTextBrowser, QWidget

from viewer.kiosk.keypad_words import page_words, sentence
from viewer.kiosk.overlay import Overlay
from viewer.kiosk.stops import NOTICE, OVERLAY, PAGE, PANEL, PICTURE, STAFF, TRIAL, Stop
from viewer.kiosk.words_panel import links_of
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import Panel
from viewer.ui.utterance import control_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.content.topics import Topic
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.shell import KioskWindow
    from viewer.kiosk.visit import VisitScreen


class Around:
    """Finds the stops that there are now.

    Args:
        window: The kiosk's window.
        topic: The topic.
        shelf: What the kiosk takes from.
    """

    def __init__(self, window: KioskWindow, topic: Topic, shelf: KioskShelf) -> None:
        self._window, self._topic, self._shelf = window, topic, shelf

    @property
    def panel(self) -> Panel | None:
        """The panel that is open in a visit."""
        visit = self._window.visit
        return None if visit is None else visit.view.word or visit.view.panel

    @property
    def part_closed(self) -> bool:
        """Whether a part of the page is closed until somebody wants it."""
        visit = self._window.visit
        found = () if visit is None else links_of(visit.view.parts.explanation.document())
        return any(address.startswith("show:") for address, _words in found)

    def stops(self, *, paused: bool = False) -> list[Stop]:
        """Return the stops, in their order.

        Args:
            paused: Whether the reading of the page is paused.
        """
        visit, overlay = self._window.visit, self._window.overlay
        if overlay is not None:
            found = [*self._overlay(overlay)]
        elif visit is None:
            found = [*self._start()]
        else:
            found = [*self._panel(visit), *self._visit(visit, paused=paused)]
        return [*found, *self._foot()]

    def _start(self) -> Iterator[Stop]:
        """Yield what the start screen says and offers, language by language."""
        start = self._window.start
        for language, button in start.buttons.items():
            title = self._topic.title(language)
            # The title has no period, and a voice would run on.
            words = start.words(language).replace(title, sentence(title), 1)
            yield Stop(f"words-{language}", words, language, self._label(title))
            yield self._button(button, language)
        if start.trial:
            yield Stop(TRIAL, start.trial, self._shelf.languages[0], self._label(start.trial))

    def _label(self, words: str) -> WrappedLabel | None:
        """Return the label of the start screen that says something, if it can be seen."""
        labels = self._window.start.findChildren(WrappedLabel)
        return next((each for each in labels if each.text() == words and each.isVisible()), None)

    def _overlay(self, overlay: Overlay) -> Iterator[Stop]:
        language = self._window.language
        yield Stop(OVERLAY, f"{sentence(overlay.heading)} {overlay.words}", language)
        yield from self._buttons(overlay.findChildren(QAbstractButton), language)

    def _panel(self, visit: VisitScreen) -> Iterator[Stop]:
        """Yield what a panel says, its buttons and links, then the button that closes it."""
        panel = self.panel
        if panel is None:
            return
        yield Stop(PANEL, self.panel_words(panel), visit.language, panel)
        for part in panel.inside_chain():
            if isinstance(part, QTextBrowser):
                for address, words in links_of(part.document()):
                    link = self._shelf.translation(visit.language).gettext("{words}, link").format(words=words)
                    yield Stop(f"link-{address}", link, visit.language, part, address)
        inside = [each for each in panel.inside_chain() if isinstance(each, QAbstractButton)]
        yield from self._buttons([*inside, panel.close_button], visit.language)

    def panel_words(self, panel: Panel) -> str:
        """Return the heading of a panel and what it says; how to say a word the voice knows without being told."""
        labels = [each.text() for each in panel.findChildren(WrappedLabel) if each.isVisibleTo(panel)]
        heading = panel.accessibleName()
        # Of a choice the words over its buttons are said; the others say themselves what they say.
        words = panel.spoken() or " ".join(each for each in labels if each != heading)
        for word in self._topic.words(self._window.language).values():
            words = words.replace(f"({word.say})", "") if word.say else words
        return f"{sentence(heading)} {words}"

    def _visit(self, visit: VisitScreen, *, paused: bool) -> Iterator[Stop]:
        """Yield the page, what belongs to its reading, the picture, and all buttons that can be reached by touch."""
        parts, language = visit.view.parts, visit.language
        translation = self._shelf.translation(language)
        step = parts.steps.buttons.get(visit.view.page_id)
        title = step.accessibleName() if step is not None else parts.explanation.accessibleName()
        yield Stop(PAGE, page_words(title, translation, paused=paused), language, parts.explanation)
        yield from self._buttons(parts.foot.focus_chain(), language)
        if parts.diagram.isVisible():
            shows = translation.gettext("Picture: {description}").format(description=parts.diagram.accessibleName())
            yield Stop(PICTURE, f"{shows} {parts.key.text()}", language, parts.diagram)
        header = parts.header.buttons.items
        for row in (header, parts.steps.buttons.values(), parts.nav.buttons, parts.pages.items):
            yield from self._buttons(row, language)
        yield from self._buttons(visit.controls.buttons.values(), language)

    def _foot(self) -> Iterator[Stop]:
        """Yield the line for the staff, in each language that it is said in, and the notice."""
        window = self._window
        line = window.findChild(WrappedLabel, "staff-line")
        for number, language in enumerate(window.spoken()):
            words = self._shelf.translation(language).gettext("Feeling sick right now? Tell the staff at the desk.")
            yield Stop(f"{STAFF}-{number}", words, language, line)
        for number, notice in enumerate(window.label.shown):
            yield Stop(f"{NOTICE}-{number}" if number else NOTICE, notice.text, notice.language, window.label)

    def _buttons(self, buttons: Iterable[QWidget], language: str) -> Iterator[Stop]:
        """Yield the buttons that a finger could reach."""
        for button in buttons:
            if isinstance(button, QAbstractButton) and button.isVisible() and not self._is_covered(button):
                yield self._button(button, self._language_of(button, language))

    def _language_of(self, button: QWidget, language: str) -> str:
        """Return the language that a button leads to, which is said in it; for any other button the visit's."""
        name = button.objectName()
        others = [each for each in self._shelf.languages if each != language]
        if name == "kiosk-language" and len(others) == 1:
            return others[0]
        return next((each for each in self._shelf.languages if name == f"choose-{each}"), language)

    def _button(self, button: QWidget, language: str) -> Stop:
        return Stop(button.objectName(), control_words(button, self._shelf.translation(language)), language, button)

    def _is_covered(self, button: QWidget) -> bool:
        """Whether a panel, or what lies over everything, stands over the middle of a button."""
        middle = button.mapTo(self._window, button.rect().center())
        above = self._window.childAt(middle)
        while above is not None and not isinstance(above, (Panel, Overlay)):
            above = above.parentWidget()
        return above is not None and not above.isAncestorOf(button)
