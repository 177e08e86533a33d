"""The panel that leads to the pages without a button of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.ui.buttons import Button
from viewer.ui.heads import button_words
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView


class MorePages(ChoicePanel):
    """A choice of pages.

    Args:
        topic: The topic.
        pages: The ids of the pages to choose from.
        translation: The interface's words.
        look: How it looks.

    Signals:
        page_chosen: A page's button was pressed; carries the page's id.
    """

    page_chosen = Signal(str)

    def __init__(self, topic: Topic, pages: Sequence[str], translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("more")
        _ = translation.gettext
        # Translators: heading of a choice, and the button that opens it.
        self.set_heading(_("More pages"))
        self._shown_words = _("Shown now")
        self._buttons: dict[str, Button] = {}
        for page in pages:
            button = Button(button_words(topic, page, translation.language).button, look)
            button.setObjectName(f"more-{page}")
            button.clicked.connect(lambda _checked=False, page=page: self.page_chosen.emit(page))
            self._buttons[page] = button
        # Translators: above the buttons of a choice.
        self.add_group(_("Choose a page"), list(self._buttons.values()))

    def show_page(self, page: str) -> None:
        """Light the button of the page that is shown."""
        for each, button in self._buttons.items():
            button.set_lit(each == page)
            button.setAccessibleDescription(self._shown_words if each == page else "")


def open_more_pages(view: TopicView, pages: Sequence[str], translation: Translation, look: Look) -> None:
    """Open the choice of pages in a view, or close it."""
    if isinstance(view.panel, MorePages):
        view.close_panel()
        return
    panel = MorePages(view.topic, pages, translation, look)
    panel.show_page(view.page_id)
    panel.page_chosen.connect(view.choose)
    panel.closed.connect(view.close_panel)
    view.open_panel(panel)
