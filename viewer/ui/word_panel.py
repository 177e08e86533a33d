"""The meaning of a glossary word, opened below the text."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from viewer.content.clinic import UNTOLD, told_words
from viewer.content.errors import ContentError
from viewer.ui.page_html import inline_html
from viewer.ui.panels import TextPanel

if TYPE_CHECKING:
    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


class WordPanel(TextPanel):
    """The meaning of a word.

    Args:
        topic: The topic whose words these are.
        translation: The interface's words.
        look: How it looks.
        clinic: What the clinic has told.
    """

    def __init__(self, topic: Topic, translation: Translation, look: Look, clinic: Clinic = UNTOLD) -> None:
        super().__init__(translation, look)
        self.setObjectName("word")
        self._topic = topic
        self._translation = translation
        self._clinic = clinic

    def show_word(self, word_id: str) -> None:
        """Show a word, or a sentence in its place when it cannot be read."""
        try:
            word = self._topic.words(self._translation.language)[word_id]
        except (ContentError, KeyError) as error:
            logging.getLogger(__name__).error("The word %s cannot be shown. %s", word_id, error)
            # Translators: in the place of the meaning of a word.
            self.show_text(self._translation.gettext("This word cannot be shown."), [])
            return
        say = [f"({word.say})"] if word.say else []
        self.show_text(word.term, say, f"<p{self.direction}>{inline_html(told_words(word.meaning, self._clinic))}</p>")


def word_panel(topic: Topic, translation: Translation, look: Look, clinic: Clinic, word: str) -> WordPanel:
    """Return the panel that shows the meaning of a word, by its id."""
    panel = WordPanel(topic, translation, look, clinic)
    panel.show_word(word)
    return panel
