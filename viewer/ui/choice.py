"""Choices: buttons under a name, of which one is lit, or any number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


class Group(QWidget):
    """A name with widgets in rows below it.

    Args:
        name: The name.
        look: How it looks.
    """

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._label = WrappedLabel(name, look, 1.0, "ink", bold=True)
        self._label.setParent(self)
        self.row = Flow(look.between(4))
        self.row.setParent(self)

    @property
    def name(self) -> str:
        """The name."""
        return self._label.text()

    def set_name(self, name: str) -> None:
        """Set the name."""
        self._label.setText(name)
        self._label.setVisible(bool(name))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self.row.set_gap(look.between(4))
        self._label.set_look(look)
        for item in self.row.items:
            if isinstance(item, (Button, WrappedLabel)):
                item.set_look(look)

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        return [item for item in self.row.items if isinstance(item, Button)]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        return self._name_height(width) + self.row.heightForWidth(width)

    def _name_height(self, width: int) -> int:
        """Return the height in pixels of the name at a width in pixels; none takes no room."""
        return self._label.heightForWidth(width) if self.name else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place name and widgets anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place name and widgets."""
        high = self._name_height(self.width())
        self._label.setGeometry(0, 0, self.width(), high)
        self.row.setGeometry(0, high, self.width(), max(0, self.height() - high))
        self.row.relayout()


class Choice(Group):
    """A choice among values, each with a button.

    Args:
        name: What is chosen.
        translation: The interface's words.
        look: How it looks.
        several: Whether any number of values can be chosen; else it is always one.

    Signals:
        changed: The reader has chosen something else.
    """

    changed = Signal()

    def __init__(self, name: str, translation: Translation, look: Look, *, several: bool = False) -> None:
        super().__init__(name, look)
        # Translators: what a screen reader adds on a button that is chosen among others, as on a radio button.
        self._chosen_words = translation.gettext("Chosen")
        # Translators: what a screen reader says on a button of a choice, as in "Paper: Letter".
        self._pattern = translation.gettext("{choice}: {value}")
        self._several = several
        self._buttons: dict[Hashable, Button] = {}
        self._chosen: set[Hashable] = set()

    def offer(self, values: Iterable[tuple[Hashable, str]], chosen: Iterable[Hashable]) -> None:
        """Offer values.

        Args:
            values: The values, each with the words on its button.
            chosen: Those that are chosen at first.
        """
        self.row.clear()
        self._buttons = {}
        for value, words in values:
            button = Button(words, self._look)
            button.setObjectName(f"{self.objectName()}-{value}")
            button.setAccessibleName(self._pattern.format(choice=self.name, value=words))
            button.clicked.connect(lambda _checked=False, value=value: self._press(value))
            self._buttons[value] = button
            self.row.add(button)
        self.choose(*chosen)

    @property
    def values(self) -> Sequence[Hashable]:
        """The values that are offered."""
        return tuple(self._buttons)

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """The chosen values, in the order in which they are offered."""
        return tuple(value for value in self._buttons if value in self._chosen)

    @property
    def one(self) -> str:
        """The chosen value of a choice of words; ``""`` where there is nothing to choose."""
        return str(self.chosen[0]) if self.chosen else ""

    def choose(self, *values: Hashable) -> None:
        """Choose values; no signal tells."""
        self._chosen = set(values)
        for value, button in self._buttons.items():
            button.set_lit(value in self._chosen)
            button.setAccessibleDescription(self._chosen_words if value in self._chosen else "")

    def _press(self, value: Hashable) -> None:
        if not self._several and value in self._chosen:
            return
        self.choose(*(self._chosen ^ {value} if self._several else {value}))
        self.changed.emit()
