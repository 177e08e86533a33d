"""The strip of step names: the real buttons for the stops of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import StepButton
from viewer.ui.heads import button_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

GAP = 4
"""Room between two names beside the room that each keeps for its focus ring, in pixels."""


def step_after(steps: tuple[str, ...], page: str, count: int) -> str:
    """Return the step that many after a page, before it when negative; from no step the first or last; else nothing."""
    outside = 0 if count > 0 else len(steps) - 1
    index = steps.index(page) + count if page in steps else outside
    return steps[index] if 0 <= index < len(steps) else ""


class StepStrip(QWidget):
    """One button for each step, in the number of columns that takes the least height.

    While it has the focus, the digits alone choose a step.

    Args:
        topic: The topic.
        translation: The interface's words.
        look: How it looks.

    Signals:
        step_chosen: A name was pressed; carries the step's id.
    """

    step_chosen = Signal(str)

    def __init__(self, topic: Topic, translation: Translation, look: Look) -> None:
        super().__init__()
        self._steps = topic.steps
        _ = translation.gettext
        # Translators: what a screen reader adds on the button of the page that is shown.
        self._shown = _("Shown now")
        self._buttons: dict[str, StepButton] = {}
        self._shares: dict[tuple[int, bool], tuple[int, int]] = {}
        self._low = False
        self._gap = look.between(GAP)
        for number, step in enumerate(self._steps, 1):
            title = button_words(topic, step, translation.language).title
            # Translators: what a screen reader says on the button of a step.
            spoken = _("Step {number} of {count}, {title}").format(number=number, count=len(self._steps), title=title)
            button = StepButton(number, title, spoken, look, self)
            button.setObjectName(f"step-{step}")
            button.clicked.connect(lambda _checked=False, step=step: self.step_chosen.emit(step))
            self._buttons[step] = button

    @property
    def buttons(self) -> dict[str, StepButton]:
        """The buttons by the ids of their steps."""
        return dict(self._buttons)

    def show_step(self, step: str) -> None:
        """Light the button of a step; ``""`` lights none."""
        for each, button in self._buttons.items():
            button.set_lit(each == step)
            button.setAccessibleDescription(self._shown if each == step else "")

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._shares.clear()
        self._gap = look.between(GAP)
        for button in self._buttons.values():
            button.set_look(look)

    def set_low(self, low: bool) -> None:
        """Say whether the names save height, as in a low window."""
        self._low = low
        for button in self._buttons.values():
            button.set_low(low)

    def _columns(self, width: int, *, low: bool) -> tuple[int, int]:
        """Return how many columns take the least height at a width in pixels, and the width of one; reckoned once."""
        if (width, low) not in self._shares:
            self._shares[width, low] = self._share_out(width, low=low)
        return self._shares[width, low]

    def _share_out(self, width: int, *, low: bool) -> tuple[int, int]:
        """Try all numbers of columns."""
        buttons = list(self._buttons.values())
        best: tuple[int, int, int] | None = None
        for count in range(len(buttons), 0, -1):
            column = (width - self._gap * (count - 1)) // count
            if count > 1 and column < max(button.least_width() for button in buttons):
                continue
            height = self._height(column, count, low=low)
            if best is None or height < best[0]:
                best = (height, count, column)
        return (best[1], best[2]) if best else (1, width)

    def _height(self, column: int, count: int, *, low: bool) -> int:
        rows = self._rows(count)
        return sum(max(button.height_at(column, low=low) for button in row) for row in rows) + self._gap * (
            len(rows) - 1
        )

    def _rows(self, count: int) -> list[list[StepButton]]:
        buttons = list(self._buttons.values())
        return [buttons[index : index + count] for index in range(0, len(buttons), count)]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels, also while the names save height."""
        return self._height_at(width, low=False)

    def low_height(self, width: int) -> int:
        """Return the height in pixels at a width in pixels of names that save height."""
        return self._height_at(width, low=True)

    def _height_at(self, width: int, *, low: bool) -> int:
        if not self._buttons:
            return 0
        count, column = self._columns(width, low=low)
        return self._height(column, count, low=low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place the buttons, in reading order."""
        if not self._buttons:
            return
        count, column = self._columns(self.width(), low=self._low)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = 0
        for row in self._rows(count):
            height = max(button.heightForWidth(column) for button in row)
            for index, button in enumerate(row):
                left = index * (column + self._gap)
                button.setGeometry(QRect(self.width() - left - column if mirrored else left, top, column, height))
            top += height + self._gap

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a step by its digit."""
        number = event.key() - Qt.Key.Key_0.value
        if 1 <= number <= len(self._steps) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.step_chosen.emit(self._steps[number - 1])
            return
        super().keyPressEvent(event)
