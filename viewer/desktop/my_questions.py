"""The reader's own list of questions: which they are, in what order, and what was written down about the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.desktop.keeping import LONGEST_WORDS, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 100
"""How many questions the list holds: more than anybody can ask, and a file that can still be read."""


class MyQuestions(QObject):
    """The questions that a reader wants to ask. No two have the same words.

    Attributes:
        draft: What stands in the line for a new question, so that it is there again when the list is opened again.

    Signals:
        changed: Something in the list is different now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: list[Question] = []
        self.draft = ""

    @property
    def all(self) -> tuple[Question, ...]:
        """The questions in the reader's order."""
        return tuple(self._questions)

    @property
    def texts(self) -> tuple[str, ...]:
        """Their words alone, in the same order."""
        return tuple(question.text for question in self._questions)

    @property
    def full(self) -> bool:
        """Whether no other question has room."""
        return len(self._questions) >= MOST

    def has(self, text: str) -> bool:
        """Whether a question is in the list."""
        return one_line(text) in self.texts

    def add(self, text: str, page: str = "") -> bool:
        """Add a question at the end; return whether it was added: not without words, not twice, not beyond the limit.

        Args:
            text: The question.
            page: The page that it comes from; ``""`` for one of the reader's own.
        """
        words = one_line(text)
        if not words or self.full or self.has(words):
            return False
        self._questions.append(Question(words, page))
        self.changed.emit()
        return True

    def toggle(self, text: str, page: str) -> None:
        """Add a page's question, or take it out where it is in the list."""
        if self.has(text):
            self.remove(self.texts.index(one_line(text)))
        else:
            self.add(text, page)

    def remove(self, index: int) -> None:
        """Take out a question by its place, from 0."""
        del self._questions[index]
        self.changed.emit()

    def move(self, index: int, steps: int) -> int:
        """Move a question, and return its place then; the ends of the list hold it.

        Args:
            index: Its place, from 0.
            steps: How many places down; below zero: up.
        """
        place = min(len(self._questions) - 1, max(0, index + steps))
        if place != index:
            self._questions.insert(place, self._questions.pop(index))
            self.changed.emit()
        return place

    def set_note(self, index: int, note: str) -> None:
        """Write down something about the answer to a question, by its place from 0."""
        words = storable(note)[:LONGEST_WORDS]
        if words != self._questions[index].note:
            self._questions[index] = self._questions[index]._replace(note=words)
            self.changed.emit()

    def replace(self, questions: Iterable[Question]) -> None:
        """Take other questions, however many; of two with the same words the first, with what was noted to both."""
        found: dict[str, Question] = {}
        for question in questions:
            words, note = one_line(question.text), storable(question.note)[:LONGEST_WORDS]
            if words:
                first = found.setdefault(words, question._replace(text=words, note=note))
                found[words] = first._replace(note=_both(first.note, note))
        if list(found.values()) != self._questions:
            self._questions = list(found.values())
            self.changed.emit()


def _both(note: str, other: str) -> str:
    """Return what two notes say; what one of them says already stands there once."""
    if other in note or note in other:
        return max(note, other, key=len)
    return f"{note} / {other}"[:LONGEST_WORDS]


def one_line(text: str) -> str:
    """Return words in one line, without anything that no file can hold, and not longer than is kept."""
    return " ".join(storable(text).split())[:LONGEST_WORDS].rstrip()


def storable(text: str) -> str:
    """Return words with a blank in place of what is no character: controls, and halves of characters."""
    return "".join(" " if char < " " or "\ud800" <= char <= "\udfff" else char for char in text)
