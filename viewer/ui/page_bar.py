"""The rows of buttons that lead to other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer.content.whole_page import step_name
from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.focus import order_focus
from viewer.ui.heads import button_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


class PageBar(Flow):
    """Buttons for the pages that are no steps, for the sources of the page that is shown, and for more pages.

    Args:
        topic: The topic.
        translation: The interface's words.
        look: How it looks.

    Signals:
        page_chosen: A page's button was pressed; carries the page's id.
        sources_chosen: The button for the sources was pressed.
        more_chosen: The button that shows more pages was pressed.
    """

    page_chosen = Signal(str)
    sources_chosen = Signal()
    more_chosen = Signal()

    def __init__(self, topic: Topic, translation: Translation, look: Look) -> None:
        super().__init__(look.between(2))
        self._shown_words = translation.gettext("Shown now")
        self._entries = [entry for entry in topic.pages if entry.kind != "step"]
        self._buttons: dict[str, Button] = {}
        self._page = ""
        self._compact = False
        for entry in self._entries:
            if entry.more:
                continue
            button = Button(button_words(topic, entry.id, translation.language).button, look, small=True)
            button.setObjectName(f"page-{entry.id}")
            button.clicked.connect(lambda _checked=False, page=entry.id: self.page_chosen.emit(page))
            self._buttons[entry.id] = button
            self.add(button)
        self._sources = Button(translation.gettext("Sources"), look, small=True)
        self._sources.setObjectName("sources")
        # Translators: what a screen reader adds on the button "Sources".
        self._sources.setAccessibleDescription(translation.gettext("Where the facts on this page come from"))
        self._sources.clicked.connect(self.sources_chosen)
        self.add(self._sources)
        # Translators: heading of a choice, and the button that opens it.
        self._more = Button(translation.gettext("More pages"), look, small=True)
        self._more.setObjectName("more-pages")
        self._more.clicked.connect(self.more_chosen)
        self.add(self._more)
        self._behind = [self._more] if any(entry.more for entry in self._entries) else []
        self._more.setVisible(bool(self._behind))

    def hidden_pages(self) -> tuple[str, ...]:
        """Return the pages without a button in sight, which "More pages" leads to."""
        return tuple(
            entry.id for entry in self._entries if entry.id not in self._buttons or self._buttons[entry.id].isHidden()
        )

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels with all buttons, also while only some are shown."""
        return self._height_at(width, low=False)

    def low_height(self, width: int) -> int:
        """Return the height in pixels at a width in pixels with all buttons, while they save height."""
        return self._height_at(width, low=True)

    def _height_at(self, width: int, *, low: bool) -> int:
        rows = self._rows([*self._buttons.values(), self._sources, *self._behind], width)
        heights = [[b.height_at(wide, low=low) for b, wide in row if isinstance(b, Button)] for row in rows]
        return sum(map(max, heights)) + self._gap * max(0, len(rows) - 1)

    def row_height(self) -> int:
        """Return the height in pixels of one row."""
        every = (*self._buttons.values(), self._sources, self._more)
        return max(button.height_at(button.sizeHint().width(), low=False) for button in every)

    def set_low(self, low: bool) -> None:
        """Say whether the buttons save height, as in a low window."""
        for button in (*self._buttons.values(), self._sources, self._more):
            button.set_low(low)

    def set_compact(self, compact: bool, width: int) -> None:
        """Show only the buttons that have room in one row of a width in pixels, or all.

        The urgent pages come first, then the sources, then the others in their order.
        """
        if not compact and not self._compact:
            return
        self._compact = compact
        urgent = [entry.id for entry in self._entries if entry.urgent]
        first = [self._buttons[page] for page in urgent if page in self._buttons]
        left = width - self._more.sizeHint().width()
        kept: set[Button] = set()
        for button in (*first, self._sources, *self._buttons.values()):
            if compact and button not in kept:
                left -= button.sizeHint().width() + self._gap
            if left < 0:
                break
            kept.add(button)
        for button in (*self._buttons.values(), self._sources):
            button.setVisible(not compact or button in kept)
        self._more.setVisible(bool(self.hidden_pages()))
        self.show_page(self._page)

    def show_page(self, page: str) -> None:
        """Light the button of the page that is shown."""
        self._page = page
        for each, button in self._buttons.items():
            button.set_lit(each == page)
            button.setAccessibleDescription(self._shown_words if each == page else "")
        self._more.set_lit(page in self.hidden_pages())

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self.set_gap(look.between(2))
        for button in (*self._buttons.values(), self._sources, self._more):
            button.set_look(look)
        self.relayout()


class StepNav(QWidget):
    """The buttons under the text: the page before, on with the text, the page after, so that no page is a dead end.

    Args:
        topic: The topic.
        translation: The interface's words.
        look: How it looks.

    Signals:
        page_chosen: A page's button was pressed; carries the page's id.
        read_on: The button that moves the text on was pressed.
    """

    page_chosen = Signal(str)
    read_on = Signal()

    def __init__(self, topic: Topic, translation: Translation, look: Look) -> None:
        super().__init__()
        self._topic = topic
        self._translation = translation
        self._gap = look.between(2)
        self._targets = ["", ""]
        _ = translation.gettext
        self.before = Button("", look)
        # Translators: a button that moves the text on; it says that the text goes on below the edge.
        self.more = Button(_("More below"), look)
        self.after = Button("", look)
        self.before.setObjectName("step-before")
        self.more.setObjectName("more-below")
        self.after.setObjectName("step-after")
        for button in (self.before, self.more, self.after):
            button.setParent(self)
        self.before.clicked.connect(lambda: self.page_chosen.emit(self._targets[0]))
        self.more.clicked.connect(self.read_on)
        self.after.clicked.connect(lambda: self.page_chosen.emit(self._targets[1]))
        self.after.set_lit(True)

    def show_page(self, page: str) -> None:
        """Say where the buttons lead from a page."""
        order = [entry.id for entry in self._topic.pages]
        index = order.index(page) if page in order else 0
        before = order[index - 1] if index else ""
        after = order[index + 1] if index + 1 < len(order) else ""
        self._targets = [before, after]
        for button, target, mark in ((self.before, before, "‹ {}"), (self.after, after, "{} ›")):
            button.setVisible(bool(target))
            if target:
                words = self._words(target)
                button.setText(mark.format(words))
                button.setAccessibleName(words)

    def _words(self, page: str) -> str:
        """Return the words of the button that leads to a page."""
        head = button_words(self._topic, page, self._translation.language)
        title = head.title if page in self._topic.steps else head.button
        return step_name(self._topic, page, title, self._translation)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, hidden ones too, in the order in which they are read."""
        return tuple(button for row in self._all_rows(self.width()) for button in row)

    def set_read_on_possible(self, possible: bool) -> None:
        """Say whether the text scrolls by itself; in the long arrangement it does not."""
        self.more.setVisible(possible)

    def set_more_below(self, more: bool) -> None:
        """Say whether the text goes on below the edge."""
        self.more.setEnabled(more)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._gap = look.between(2)
        for button in (self.before, self.more, self.after):
            button.set_look(look)

    def _rows(self, width: int) -> list[list[Button]]:
        """Share the buttons out: all in one row, or the way on below, or each by itself."""
        rows = [[button for button in row if not button.isHidden()] for row in self._all_rows(width)]
        return [row for row in rows if row]

    def _all_rows(self, width: int) -> list[list[Button]]:
        """Share all buttons out as :meth:`_rows` does, the hidden ones among them."""
        sides, every = [self.before, self.after], [self.before, self.more, self.after]

        def fits(row: list[Button]) -> bool:
            widths = [button.sizeHint().width() for button in row if not button.isHidden()]
            return sum(widths) + (self._gap - 2) * (len(widths) - 1) <= width

        if fits(every):
            return [every]
        if fits(sides):
            return [[self.more], sides]
        back = [self.before, self.more]
        return [back, [self.after]] if fits(back) else [[self.more], [self.before], [self.after]]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        rows = self._rows(width)
        return sum(
            max(b.heightForWidth(min(width, b.sizeHint().width())) for b in row) for row in rows
        ) + self._gap * len(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place the buttons: back where reading starts, on where it ends, the way down between them."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        order_focus(self.buttons)
        top = 0
        for row in self._rows(self.width()):
            height = max(b.heightForWidth(min(self.width(), b.sizeHint().width())) for b in row)
            for button in row:
                wide = min(self.width(), button.sizeHint().width())
                left = {self.before: 0, self.after: self.width() - wide}.get(button, (self.width() - wide) // 2)
                if button is self.more and self.after not in row and self.before in row:
                    left = self.width() - wide
                elif button is self.more and len(row) > 1:
                    left = self._between(row, wide)
                button.setGeometry(QRect(self.width() - left - wide if mirrored else left, top, wide, height))
            top += height + self._gap

    def _between(self, row: list[Button], wide: int) -> int:
        """Return where the middle button stands so that it touches neither neighbor, in pixels."""
        before = self.before.sizeHint().width() if self.before in row else 0
        after = self.after.sizeHint().width() if self.after in row else 0
        return max(before, min((self.width() - wide) // 2, self.width() - after - wide))
