"""The reader's way through a topic: Back and Forward, and links of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.content.whole_page import source_block
from viewer.ui.trail import Stay, Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.ui.topic_view import TopicView
    from viewer.ui.trail import Place


class Way(QObject):
    """Leads a view back and forward.

    Args:
        view: The view.
        reached: Returns the place in the text that the reader has reached.
        show_place: Shows a place of the page that is there.

    Signals:
        changed: What is behind or ahead has changed.
    """

    changed = Signal()

    def __init__(self, view: TopicView, reached: Callable[[], Place], show_place: Callable[[Place], None]) -> None:
        super().__init__(view)
        self._view = view
        self._reached = reached
        self._show_place = show_place
        self._trail = Trail()

    @property
    def here(self) -> Stay:
        """The page and the place on it that the reader has reached."""
        return Stay(self._view.page_id, self._reached())

    @property
    def trail(self) -> Trail:
        """The places behind the present one and ahead of it."""
        return self._trail

    def take(self, trail: Trail) -> None:
        """Go on with the way of another view."""
        self._trail = trail
        self.changed.emit()

    def leave(self) -> None:
        """Remember the present place: the reader goes on to a new one."""
        self._trail.leave(self.here)
        self.changed.emit()

    def back(self) -> None:
        """Show the place that the reader left last."""
        self._show(self._trail.back(self.here))

    def forward(self) -> None:
        """Show the place that the reader came back from last."""
        self._show(self._trail.forward(self.here))

    def return_to(self, stay: Stay) -> None:
        """Show a place of the present page again, to which something has led away; the way back stays as it is."""
        if stay.page == self._view.page_id:
            self._show_place(stay.place)

    def _show(self, stay: Stay | None) -> None:
        if stay is None:
            return
        if stay.page == self._view.page_id:
            self._view.close_word()
            self._show_place(stay.place)
        else:
            self._view.show_page(stay.page, stay.place)
        self.changed.emit()


def follow_link(view: TopicView, kind: str, target: str) -> None:
    """Follow a link of a view's text or panels; one that the topic does not have does nothing.

    Args:
        view: The view.
        kind: What the link leads to, as in ``"glossary"``.
        target: The id of it.
    """
    if kind == "glossary":
        view.open_word(target)
    elif kind == "page":
        view.choose(target)
    elif kind == "source":
        view.show_at(source_block(target))
