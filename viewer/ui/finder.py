"""Finding: the search of one view, from what is typed to the page with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from viewer.content.search import Found, Place, SearchIndex, found_spans
from viewer.ui.find_panel import FindPanel
from viewer.ui.heads import button_words
from viewer.ui.marks import FOUND, paragraphs, units

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from viewer.content.clinic import Clinic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView

FIRST = 40
"""How long the panel is on the screen before the pages are read, in milliseconds."""

ABOVE = 3
"""How many times the text size is left above the words, so that their heading may be seen."""

FEW = 8
"""How many places are shown while somebody types: as many as are seen at once. The rest follows in a pause."""

PAUSE = 60
"""How long such a pause is, in milliseconds."""

OFTEN = 25
"""After how many pages the places are shown anew while the pages are still being read."""


class Finder(QObject):
    """The search of a view. The pages are read page by page between what is typed.

    Args:
        view: The view.
        translation: The interface's words; its language is searched.
        clinic: What the clinic has told.
    """

    def __init__(self, view: TopicView, translation: Translation, clinic: Clinic) -> None:
        super().__init__(view)
        self._view = view
        self._translation = translation
        self._index = SearchIndex(view.topic, translation, clinic)
        self._steps = self._index.steps()
        self._read = 0
        self._complete = False
        self._words = ""
        self._found = Found()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_on)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._find_all)

    @property
    def complete(self) -> bool:
        """Whether all pages have been read."""
        return self._complete

    @property
    def busy(self) -> bool:
        """Whether pages are still to be read, or places to be shown."""
        return self._timer.isActive() or self._pause.isActive()

    def open(self, look: Look) -> None:
        """Open the search with what was looked for last, or close it when its line has been left."""
        panel = self._view.panel
        if isinstance(panel, FindPanel):
            if not panel.isAncestorOf(self._view.focusWidget() or self._view):
                self._view.close_panel()
                return
            panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            panel.field.selectAll()
            return
        self._index.set_opened(self._view.page_id, self._view.parts.explanation.opened)
        panel = FindPanel(self._translation, look, self._words_page())
        panel.chosen.connect(self._show)
        panel.closed.connect(self._view.close_panel)
        panel.field.setText(self._words)
        panel.field.selectAll()
        panel.typed.connect(self._find)
        self._view.open_panel(panel)
        self._find(self._words)
        if not self._complete:
            self._timer.start(FIRST)

    def _words_page(self) -> str:
        """Return the name on the button of the page that lists the glossary; nothing where there is none."""
        topic, language = self._view.topic, self._translation.language
        page = next((entry.id for entry in topic.pages if entry.kind == "words"), "")
        return button_words(topic, page, language).button if page else ""

    def _read_on(self) -> None:
        """Read one more page."""
        self._complete = next(self._steps, self) is self
        self._read += 1
        if self._complete or self._read % OFTEN == 0:
            self._find_all()
        if not self._complete:
            self._timer.start(0)

    def _find(self, words: str) -> None:
        """Show the first places for words, and the others in the next pause; marks of other words leave the page."""
        text = self._view.parts.explanation
        if words != self._words and text.marks.marks(FOUND):
            text.marks.set_marks(FOUND, ())
        self._words = words
        self._found = self._index.find(words, FEW, exactly=not self._complete)
        panel = self._view.panel
        if isinstance(panel, FindPanel):
            panel.show_found(self._found, complete=self._complete, more=True)
            panel.show_beginning()
            self._pause.start(PAUSE)

    def _find_all(self) -> None:
        """Show all places, in what has been read."""
        panel = self._view.panel
        if isinstance(panel, FindPanel):
            self._found = self._index.find(self._words, exactly=not self._complete)
            panel.show_found(self._found, complete=self._complete)

    def _show(self, place: Place) -> None:
        """Show a place: a word's meaning over the page, or the page at the words."""
        if place.kind == "word":
            self._view.close_panel()
            self._view.open_word(place.block)
            return
        words = self._found.instead or self._words
        text = self._view.parts.explanation
        self._view.show_at(place.block, place.page, above=ABOVE * text.document().defaultFont().pixelSize())
        text.marks.set_marks(FOUND, found_ranges(text.document(), place.block, words))


def open_search(view: TopicView, translation: Translation, look: Look, clinic: Clinic) -> None:
    """Open the search of a view, or close it.

    What has been read, and what was looked for last, stays with the view.

    Args:
        view: The view.
        translation: The interface's words; its language is searched.
        look: How the search looks.
        clinic: What the clinic has told.
    """
    (view.findChild(Finder) or Finder(view, translation, clinic)).open(look)


def found_ranges(document: QTextDocument, block: str, words: str) -> list[tuple[int, int]]:
    """Return where words stand in a block of a text: beginning and end of each, as positions in the whole text."""
    ranges = []
    for part in paragraphs(document, block):
        text = part.text()
        for start, end in found_spans(text, words):
            ranges.append((part.position() + units(text, start), part.position() + units(text, end)))
    return ranges
