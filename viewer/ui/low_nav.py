"""The buttons under a kiosk's text: the page before, up and down in the text, the page after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal

from viewer.ui.buttons import Button
from viewer.ui.focus import order_focus
from viewer.ui.page_bar import StepNav

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


class LowNav(StepNav):
    """Leads from page to page and through the text. Where names have no room, "Previous" and "Next" stand for them.

    Args:
        topic: The topic.
        translation: The interface's words.
        look: How it looks.

    Signals:
        turned: The text is to move by what is in sight; carries 1 for down, -1 for up.
    """

    turned = Signal(int)

    def __init__(self, topic: Topic, translation: Translation, look: Look) -> None:
        super().__init__(topic, translation, look)
        _ = translation.gettext
        # Translators: short words on a kiosk's buttons that lead to the page before and the page after.
        self._short = (_("Previous"), _("Next"))
        # Translators: short words on a kiosk's buttons that move the text.
        self.up, self.down = Button(_("Up"), look), Button(_("Down"), look)
        for button, name, count in ((self.up, "text-up", -1), (self.down, "text-down", 1)):
            button.setObjectName(name)
            button.setParent(self)
            button.clicked.connect(lambda _checked=False, count=count: self.turned.emit(count))
        self.more.hide()

    def say_possible(self, *, up: bool, down: bool) -> None:
        """Say whether the text goes on above and below."""
        self.up.setEnabled(up)
        self.down.setEnabled(down)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, hidden ones too, in the order in which they are read."""
        return (self.before, self.up, self.down, self.after)

    def set_read_on_possible(self, possible: bool) -> None:
        """Offer the ways up and down however the text scrolls."""

    def set_look(self, look: Look) -> None:
        """Take another look."""
        super().set_look(look)
        for button in (self.up, self.down):
            button.set_look(look)

    def _name(self, width: int) -> bool:
        """Write the names of the pages on the buttons, or short words; return whether all stand in one row then."""
        for short in (False, True):
            for index, (button, mark) in enumerate(((self.before, "‹ {}"), (self.after, "{} ›"))):
                target = self._targets[index]
                if target:
                    words = mark.format(self._short[index] if short else self._words(target))
                    if words != button.words:
                        button.setText(words)
                    button.setAccessibleName(self._words(target))
            shown = [button for button in self.buttons if not button.isHidden()]
            if sum(button.sizeHint().width() + self._gap for button in shown) - self._gap <= width:
                return True
        return False

    def _lines(self, width: int) -> list[list[Button]]:
        """Share the buttons out on one row, or on two."""
        rows = [[*self.buttons]] if self._name(width) else [[self.up, self.down], [self.before, self.after]]
        return [[button for button in row if not button.isHidden()] for row in rows]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        heights = [max(b.heightForWidth(min(width, b.sizeHint().width())) for b in row) for row in self._lines(width)]
        return sum(heights) + self._gap * (len(heights) - 1)

    def relayout(self) -> None:
        """Place the buttons: back where reading starts, on where it ends, the text's own between them."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        order_focus(self.buttons)
        top, width = 0, self.width()
        for row in self._lines(width):
            wide = {button: min(width, button.sizeHint().width()) for button in row}
            lefts = {self.before: 0, self.after: width - wide.get(self.after, 0)}
            inner = [button for button in row if button not in lefts]
            needed = sum(wide[button] + self._gap for button in inner) - self._gap
            first, last = wide.get(self.before, 0), width - wide.get(self.after, 0)
            left = max(first + (self._gap if first else 0), min((width - needed) // 2, last - self._gap - needed))
            for button in inner:
                lefts[button] = left
                left += wide[button] + self._gap
            height = max(button.heightForWidth(wide[button]) for button in row)
            for button in row:
                start = lefts[button]
                button.setGeometry(
                    QRect(width - start - wide[button] if mirrored else start, top, wide[button], height)
                )
            top += height + self._gap
