"""The panel "My questions": the reader's list, a line to write one, and the questions of the pages to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from viewer.desktop.keeping import LONGEST_WORDS
from viewer.desktop.keeping_part import KeepingPart
from viewer.desktop.mine import mine_of
from viewer.desktop.page_questions import offered_questions
from viewer.desktop.question_rows import OwnQuestion, QuestionButton
from viewer.ui.buttons import Button
from viewer.ui.column import Column
from viewer.ui.field import Field
from viewer.ui.flow import Flow
from viewer.ui.focus import order_focus
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import Panel, carry_heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.desktop.mine import Mine
    from viewer.desktop.page_questions import Offer, PageQuestions
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.theme import Look


class QuestionsPanel(Panel):
    """The reader's questions in the place of the text.

    Args:
        mine: What is the reader's own.
        offer: The questions to choose from.
        translation: The interface's words.
        look: How it looks.

    Signals:
        said: Something is to be said to people who do not see it; carries the words.
    """

    said = Signal(str)

    def __init__(self, mine: Mine, offer: Offer, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("my-questions")
        self._questions = mine.questions
        self._translation = translation
        self._noting: set[str] = set()
        self._rows: list[OwnQuestion] = []
        self._choices: list[tuple[WrappedLabel, list[QuestionButton]]] = []
        _ = translation.gettext
        self.set_heading(_("My questions"))
        self._column = Column(look, _("My questions"), _("Place in the text"))
        self._column.setParent(self)
        self._told = WrappedLabel("", look, 1.0, "ink")
        self._told.setObjectName("questions-told")
        self._make_line(look)
        self._keeping = KeepingPart(mine, translation, look, self, self.field)
        self._add_choices(offer.pages)
        self._closed = offer.if_asked
        self._asking = Button(offer.asking, look)
        self._asking.setObjectName("questions-if-asked")
        self._asking.clicked.connect(self._open_closed)
        self._column.take(
            self._told, self.field, self._line, *(item for item, _above in self._keeping.items), self._asking
        )
        self._asking.setVisible(bool(self._closed))
        self._keeping.said.connect(self.said)
        self._keeping.changed.connect(self._arrange)
        self._keeping.asked.connect(self._column.bring_into_sight)
        mine.changed.connect(self._keeping.show_state)
        self._questions.changed.connect(self._show_questions)
        self._keeping.show_state()
        self._show_questions()

    def _make_line(self, look: Look) -> None:
        """Make the line in which an own question is written, and its button."""
        _ = self._translation.gettext
        self.field = Field(look, LONGEST_WORDS)
        self.field.setObjectName("question-words")
        # Translators: stands in the empty line for an own question; a screen reader calls that line so, too.
        self.field.setPlaceholderText(_("Write a question of your own"))
        self.field.setAccessibleName(_("Write a question of your own"))
        self.field.setText(self._questions.draft)
        self.field.textEdited.connect(self._keep_draft)
        self.field.returnPressed.connect(self._add_own)
        # Translators: a button that puts the question that was written into the list.
        self._add = Button(_("Add"), look)
        self._add.setObjectName("question-add")
        self._add.clicked.connect(self._add_own)
        self._line = Flow(4)
        self._line.add(self._add)

    @property
    def first_focus(self) -> QWidget:
        """What has the focus when the panel opens: the line to write in, so that no letter typed goes astray."""
        return self.field

    def _add_choices(self, pages: Iterable[PageQuestions]) -> None:
        """Offer the questions of pages, each under the page's name."""
        # Translators: what a screen reader adds to a question that is in the reader's list.
        ticked = self._translation.gettext("In your list")
        for page in pages:
            label = WrappedLabel(page.name, self._look, 1.0, "ink", bold=True)
            buttons = []
            for number, text in enumerate(page.questions, 1):
                button = QuestionButton(text, self._look, ticked)
                button.setObjectName(f"ask-{page.page}-{number}")
                button.clicked.connect(lambda _=False, text=text, page=page.page: self._choose(text, page))
                buttons.append(button)
            self._column.take(label, *buttons)
            self._choices.append((label, buttons))

    def tell_closing(self) -> None:
        """Say that the list would be lost."""
        self._keeping.tell_closing()

    def _open_closed(self) -> None:
        """Show the questions that the reader has asked for just now."""
        first = len(self._choices)
        self._add_choices(self._closed)
        self._show_questions()
        # They get the look that the panel has now, and the button that was pressed is done.
        self._choices[first][1][0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._asking.hide()
        self._arrange()

    def _choose(self, text: str, page: str) -> None:
        """Put a page's question into the list, or take it out."""
        _ = self._translation.gettext
        if self._questions.full and not self._questions.has(text):
            self._tell(self._full_words())
            return
        self._questions.toggle(text, page)
        # Translators: said when a question was put into the list.
        added = _("Added to your list.")
        # Translators: said when a question was taken out of the list.
        self.said.emit(added if self._questions.has(text) else _("Taken out of your list."))

    def _add_own(self) -> None:
        """Put the question that was written into the list."""
        _ = self._translation.gettext
        text = self.field.text()
        if not text.strip():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._questions.full:
            self._tell(self._full_words())
            return
        self._questions.draft = ""
        self.field.clear()
        if self._questions.add(text):
            self.said.emit(_("Added to your list."))
            self._show_last()
        else:
            # Translators: the reader has written a question that is there already.
            self._tell(_("This question is in your list."))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_last(self) -> None:
        """Bring the question that was just added into sight, and the line to write in with it."""
        self._column.bring_into_sight(self._rows[len(self._questions.all) - 1])
        self._column.bring_into_sight(self.field)

    def _full_words(self) -> str:
        # Translators: in the reader's list of questions.
        return self._translation.gettext("Your list is full. Remove a question to make room.")

    def _keep_draft(self, words: str) -> None:
        self._questions.draft = words

    def _tell(self, words: str) -> None:
        """Say something above the line to write in."""
        self._told.setText(words)
        self._arrange()
        self.said.emit(words)

    def _show_questions(self) -> None:
        """Show the list as it is now."""
        questions = self._questions.all
        while len(self._rows) < len(questions):
            self._add_row()
        self._leave_rows(len(questions))
        for number, (question, row) in enumerate(zip(questions, self._rows, strict=False), 1):
            noting = bool(question.note) or question.text in self._noting
            row.show_question(question, number, len(questions), noting=noting)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(questions))
        for _label, buttons in self._choices:
            for button in buttons:
                button.set_ticked(self._questions.has(button.words))
        # Translators: in the reader's list of questions while it is empty.
        empty = self._translation.gettext("Your list is empty. Write a question, or choose one of those below.")
        self._told.setText("" if questions else empty)
        self._keeping.calm()
        self._arrange()

    def _leave_rows(self, count: int) -> None:
        """Give the focus of a row that goes to the last one that stays, or to the line to write in."""
        focus = self.window().focusWidget()
        for row in self._rows[count:]:
            if focus is not None and row.isAncestorOf(focus):
                goal = self._rows[count - 1].remove if count else self.field
                goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self) -> None:
        """Make room for one more question of the list."""
        row, number = OwnQuestion(self._translation, self._look), len(self._rows)
        row.moved.connect(lambda steps: self._move(number, steps))
        row.removed.connect(lambda: self._remove(number))
        row.noted.connect(lambda words: self._note(number, words))
        row.note.clicked.connect(lambda: self._open_note(number))
        self._column.take(row)
        self._rows.append(row)

    def _move(self, index: int, steps: int) -> None:
        """Move a question; the focus goes with it, to the button that moves it on or, at an end, back."""
        place = self._questions.move(index, steps)
        row = self._rows[place]
        onward, back = (row.up, row.down) if steps < 0 else (row.down, row.up)
        (onward if onward.isEnabled() else back).setFocus(Qt.FocusReason.OtherFocusReason)
        # Translators: said when a question was moved within the list; both are numbers.
        words = self._translation.gettext("Now number {number} of {count}.")
        self.said.emit(words.format(number=place + 1, count=len(self._questions.all)))

    def _remove(self, index: int) -> None:
        """Take a question out; the focus goes to the one that takes its place."""
        self._noting.discard(self._rows[index].question)
        self._rows[index].remove.setFocus(Qt.FocusReason.OtherFocusReason)
        self._questions.remove(index)
        self.said.emit(self._translation.gettext("Taken out of your list."))

    def _open_note(self, index: int) -> None:
        """Open the line for a note; where it is open and empty, close it."""
        row = self._rows[index]
        opens = row.question not in self._noting or bool(row.field.text())
        (self._noting.add if opens else self._noting.discard)(row.question)
        self._show_questions()
        if opens:
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, index: int, words: str) -> None:
        # The line stays open when all of it was deleted.
        self._noting.add(self._rows[index].question)
        self._questions.set_note(index, words)

    def _items(self) -> list[tuple[QWidget, float]]:
        """Return what stands below each other, each with the room above it as a multiple of the text size."""
        first = self._keeping.first
        keeping = [each for each in self._keeping.items if each not in first]
        # That nothing is kept here stands over the list, not behind it.
        items: list[tuple[QWidget, float]] = [*first, *((row, 0.8) for row in self._rows)]
        items += [(self._told, 0.8), (self.field, 0.8), (self._line, 0.2), *keeping]
        for label, buttons in self._choices:
            items += [(label, 1.2), *((button, 0.2) for button in buttons)]
        return [*items, (self._asking, 1.2)]

    def _arrange(self) -> None:
        """Place all; what the reader has just pressed stays where it is."""
        self._told.setVisible(bool(self._told.text()))
        self._column.fill(self._items())
        order_focus(self.focus_chain())
        focus = self.window().focusWidget()
        self._column.relayout(focus if focus is not None and self._column.isAncestorOf(focus) else None)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._column.set_look(look)
        self._told.set_look(look)
        self.field.set_look(look)
        self._keeping.set_look(look)
        for row in self._rows:
            row.set_look(look)
        for label, buttons in self._choices:
            label.set_look(look)
            for choice in buttons:
                choice.set_look(look)
        for button in (self._add, self._asking):
            button.set_look(look)
        super().set_look(look)

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above the column, or let it scroll with the list."""
        carry_heading(self, self._heading, self._column, inside=inside)

    def inside_chain(self) -> list[QWidget]:
        """Return the rows, the line to write in, the answers about keeping, and the questions to choose."""
        rows = [widget for row in self._rows for widget in (*row.buttons, row.field)]
        choices = [button for _label, buttons in self._choices for button in buttons]
        return [*rows, self.field, self._add, *self._keeping.buttons, *choices, self._asking]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of all at a width in pixels."""
        return self._column.heightForWidth(width)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the column."""
        self._column.setGeometry(left, top, width, height)
        self._column.relayout()
        self._column.show_focus()


def open_questions(window: DesktopWindow) -> None:
    """Open a window's list of questions, or close it."""
    view = window.view
    if isinstance(view.panel, QuestionsPanel):
        view.close_panel()
        return
    offer = offered_questions(view.topic, view.page_id, window.translation, window.shelf.clinic)
    panel = QuestionsPanel(mine_of(window), offer, window.translation, window.look)
    panel.said.connect(view.reader.say)
    panel.closed.connect(view.close_panel)
    view.open_panel(panel)


def tell_closing(window: DesktopWindow) -> None:
    """Say in a window that is to be closed that its list would be lost, beside the question whether to keep it."""
    if not isinstance(window.view.panel, QuestionsPanel):
        open_questions(window)
    panel = window.view.panel
    if isinstance(panel, QuestionsPanel):
        panel.tell_closing()
