"""What a topic does for people who read by screen reader or by keyboard: words that are said, and the text cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from viewer.ui.announcer import Announcer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.ui.explanation import Explanation
    from viewer.ui.panels import Panel


class Reader(QObject):
    """Says what the eye would see, and switches the text cursor.

    Args:
        view: The view of the topic.
        text: Its explanation.
        translation: The interface's words.
        reached: Returns the position in the text that the reader has reached.
    """

    def __init__(self, view: QWidget, text: Explanation, translation: Translation, reached: Callable[[], int]) -> None:
        super().__init__(view)
        self._text = text
        self._translation = translation
        self._reached = reached
        self._announcer = Announcer(view)
        text.link_reached.connect(self._say_link)
        text.caret.picture_reached.connect(self.say)

    def say(self, words: str) -> None:
        """Let a screen reader say something; the focus stays where it is."""
        self._announcer.announce(words)

    def say_panel(self, panel: Panel) -> None:
        """Let a screen reader say what a panel says, with the button that gets the focus next."""
        if panel.spoken():
            self._announcer.describe(panel.close_button, panel.spoken())

    def _say_link(self) -> None:
        """Say the link that Tab has reached: Qt tells screen readers only that some words are marked."""
        # Translators: said by a screen reader when the Tab key has reached a link; {words} are the link's words.
        link = self._translation.gettext("{words}, link")
        self.say(link.format(words=self._text.links.words))

    def use_caret(self, on: bool) -> None:
        """Give the text a cursor that the arrow keys move, or take it away; it begins where the reader is."""
        self._text.caret.switch(on, self._reached())

    def toggle_caret(self) -> None:
        """Give the text a cursor, and the focus with it, or take it away; and say so."""
        on = not self._text.caret.on
        self.use_caret(on)
        if on and not self._text.hasFocus():
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        _ = self._translation.gettext
        # Translators: said by a screen reader when the key F7 was pressed.
        self.say(_("Text cursor on. The arrow keys move it.") if on else _("Text cursor off."))
