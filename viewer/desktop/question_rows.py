"""The questions in the panel "My questions": one of the reader's list, and one of a page to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from viewer.desktop.keeping import LONGEST_WORDS
from viewer.ui.buttons import RING, Button
from viewer.ui.field import Field
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.content.translation import Translation
    from viewer.desktop.keeping import Question
    from viewer.ui.theme import Look


class QuestionButton(Button):
    """A page's question: lit and with a checked box while it is in the list.

    Args:
        text: The question.
        look: How it looks.
        ticked: What a screen reader adds while it is in the list.
    """

    def __init__(self, text: str, look: Look, ticked: str) -> None:
        super().__init__(text, look, small=True)
        self._ticked = ticked

    def set_ticked(self, ticked: bool) -> None:
        """Say whether the question is in the list."""
        self.set_lit(ticked)
        self.setAccessibleDescription(self._ticked if ticked else "")

    def _box(self) -> int:
        """Side of the box, in pixels."""
        return round(self._look.em * 0.9)

    def _sides(self) -> int:
        return round(self._look.em * 0.6) + RING

    def _beside_words(self) -> int:
        return super()._beside_words() + self._box() + self._sides()

    def height_at(self, width: int, *, low: bool) -> int:
        """Return the height in pixels that the words need at a width in pixels, beside the box."""
        return super().height_at(width - self._box() - self._sides(), low=low)

    def _radius(self, shape: QRectF) -> float:
        return self._look.em * 0.5

    def draw_words(self, painter: QPainter, room: QRect) -> None:
        """Draw the box where reading begins, then the question."""
        side, gap = self._box(), self._sides()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() + 1 - side if mirrored else room.left()
        box = QRectF(left, room.top() + (room.height() - side) / 2, side, side)
        pen = QPen(painter.pen().color(), max(2.0, side / 9))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, side / 6, side / 6)
        if self.lit:
            corners = ((0.22, 0.52), (0.43, 0.74), (0.80, 0.26))
            painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in corners])
        start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        words = QRectF(room).adjusted(0 if mirrored else side + gap, 0, -side - gap if mirrored else 0, 0)
        Wrapped(self.words, self.font(), words.width(), start, right_to_left=mirrored).draw(painter, words)


class OwnQuestion(QWidget):
    """A question of the reader's list: its words, what can be done with it, and the note.

    Args:
        translation: The interface's words.
        look: How it looks.

    Attributes:
        up: Moves it up.
        down: Moves it down.
        note: Opens the line for a note.
        remove: Takes it out.
        field: The line for a note.

    Signals:
        moved: It is to go up (-1) or down (1).
        removed: It is to be taken out.
        noted: Something was noted; carries all of the note.
    """

    moved = Signal(int)
    removed = Signal()
    noted = Signal(str)

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__()
        self._look = look
        self._translation = translation
        self._words = WrappedLabel("", look, 1.0, "ink")
        self._words.setParent(self)
        self._row = Flow(4)
        self._row.setParent(self)
        _ = translation.gettext
        # Translators: a button under a question of the reader's list: it moves the question up.
        self.up = self._button(_("Up"), "up")
        # Translators: a button under a question of the reader's list: it moves the question down.
        self.down = self._button(_("Down"), "down")
        # Translators: a button under a question of the reader's list: it opens a line for what was answered.
        self.note = self._button(_("Note"), "note")
        # Translators: a button under a question of the reader's list: it takes the question out.
        self.remove = self._button(_("Remove"), "remove")
        self.field = Field(look, LONGEST_WORDS)
        self.field.setObjectName("note-words")
        self.field.setParent(self)
        self.field.hide()
        self.field.textEdited.connect(self.noted)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self._text = ""

    def _button(self, words: str, name: str) -> Button:
        button = Button(words, self._look, small=True)
        button.setObjectName(f"question-{name}")
        self._row.add(button)
        return button

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons."""
        return self.up, self.down, self.note, self.remove

    @property
    def question(self) -> str:
        """The question's words."""
        return self._text

    def show_question(self, question: Question, number: int, count: int, *, noting: bool) -> None:
        """Show a question.

        Args:
            question: The question.
            number: Its place, from 1.
            count: How many there are.
            noting: Whether the line for a note is open.
        """
        _ = self._translation.gettext
        if self.field.text() != question.note and (self._text != question.text or not self.field.hasFocus()):
            self.field.setText(question.note)
        self._text = question.text
        self._words.setText(f"{number}. {question.text}")
        for button in self.buttons:
            # Translators: what a screen reader says for a button under a question, as in "Remove: Can I travel?".
            button.setAccessibleName(_("{action}: {question}").format(action=button.words, question=question.text))
        # Translators: stands in the empty line for a note under a question.
        hint = _("What was the answer?")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(_("{action}: {question}").format(action=hint, question=question.text))
        self.note.set_lit(noting)
        self.field.setVisible(noting)
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._words.set_look(look)
        self.field.set_look(look)
        for button in self.buttons:
            button.set_look(look)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        high = self._words.heightForWidth(width) + self._row.heightForWidth(width)
        return high + (0 if self.field.isHidden() else self.field.height_needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place words, buttons and the line for a note below each other."""
        width = self.width()
        top = self._words.heightForWidth(width)
        self._words.setGeometry(0, 0, width, top)
        high = self._row.heightForWidth(width)
        self._row.setGeometry(0, top, width, high)
        self._row.relayout()
        self.field.setGeometry(0, top + high, width, self.field.height_needed())
