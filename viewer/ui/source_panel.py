"""The panel that shows a source's whole address and asks before it is opened outside of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.content.whole_page import address_words
from viewer.ui.buttons import Button
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.content.topics import Source
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView


class SourcePanel(ChoicePanel):
    """Shows a source with its whole address, and asks whether to open it.

    Args:
        source: The source.
        translation: The interface's words.
        look: How it looks.

    Signals:
        wanted: The reader wants the address opened; carries it.
    """

    wanted = Signal(str)

    def __init__(self, source: Source, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("source")
        _ = translation.gettext
        # Translators: heading of what opens when the address of a source was pressed.
        self.set_heading(_("Source"))
        self._words = [source.publisher, source.title, address_words(source.address, translation)]
        for words in self._words:
            self.add_words(words)
        # Translators: a button.
        self.open_button = Button(_("Open in the browser"), look)
        self.open_button.setObjectName("open-address")
        self.open_button.clicked.connect(lambda: self.wanted.emit(source.address))
        # Translators: over the button "Open in the browser"; below the address.
        self._question = _("Open this address in your browser?")
        self.add_group(self._question, [self.open_button])
        self._lacking: QWidget | None = None
        # Translators: what is said where no browser opens.
        self._lack = _("This computer has no browser that could be opened. You can write the address down.")

    def spoken(self) -> str:
        """Return the words of the panel."""
        return "\n".join([*self._words, self._question])

    def tell_lack(self) -> str:
        """Say that no browser could be opened, at the top of what is in sight; returns the words."""
        if self._lacking is None:
            self._lacking = self.add_words(self._lack)
            self.relayout()
        self._column.verticalScrollBar().setValue(self._lacking.y())
        return self._lack


def open_source(
    view: TopicView, source_id: str, browser: Callable[[str], bool] | None, translation: Translation, look: Look
) -> None:
    """Ask in a view whether to open a source's address; one that the topic does not have does nothing.

    Args:
        view: The view.
        source_id: The source.
        browser: Opens an address; ``None`` where nothing may be opened.
        translation: The interface's words.
        look: How it looks.
    """
    source = view.topic.sources.get(source_id)
    if source is None or browser is None:
        return
    panel = SourcePanel(source, translation, look)

    def leave(address: str) -> None:
        if browser(address):
            view.close_panel()
        else:
            view.reader.say(panel.tell_lack())

    panel.wanted.connect(leave)
    panel.closed.connect(view.close_panel)
    view.open_panel(panel)
    panel.close_button.setFocus()
