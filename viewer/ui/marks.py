"""Marks in a text: the words that were found, and whatever else is to be told apart, each kind by itself.

A text has one list of extra selections. It is owned here, so that two kinds of marks never take each other's away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from viewer.ui.text_map import anchors_in, find_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument

    from viewer.ui.theme import Look

FOUND, SPOKEN = "found", "spoken"
"""Kinds of marks: on words that a search has found, on the sentence that is read aloud."""


class Marks:
    """The marks in a text.

    Args:
        text: The text.
        look: How it looks.
    """

    def __init__(self, text: QTextEdit, look: Look) -> None:
        self._text = text
        self._look = look
        self._ranges: dict[str, tuple[tuple[int, int], ...]] = {}
        self._words = ""

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        if self._ranges:
            self._show()

    def set_marks(self, kind: str, ranges: Sequence[tuple[int, int]]) -> None:
        """Mark parts of the text in place of all others of a kind.

        Args:
            kind: The kind, as in :data:`FOUND`; a later one is drawn over an earlier one.
            ranges: Beginning and end of each part, as positions in the text; none takes the marks away.
        """
        self._ranges.pop(kind, None)
        if ranges:
            self._ranges[kind] = tuple(ranges)
            self._words = self._text.toPlainText()
        self._show()

    def marks(self, kind: str) -> tuple[tuple[int, int], ...]:
        """Return the parts of the text that have marks of a kind."""
        return self._ranges.get(kind, ())

    def clear(self) -> None:
        """Take all marks away, before another text comes."""
        if self._ranges:
            self._ranges.clear()
            self._show()

    def renew(self) -> None:
        """Draw the marks anew after the text was written anew; if it says something else now, they are gone."""
        if self._ranges and self._text.toPlainText() != self._words:
            self._ranges.clear()
        if self._ranges:
            self._show()

    def _show(self) -> None:
        shown = []
        for kind, ranges in self._ranges.items():
            for start, end in ranges:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self._text.document())
                mark.cursor.setPosition(start)
                mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                mark.format = mark_format(kind, self._look)
                shown.append(mark)
        self._text.setExtraSelections(shown)


def mark_format(kind: str, look: Look) -> QTextCharFormat:
    """Return how marks of a kind look. Where single words are marked color alone never tells: a line is below them."""
    form = QTextCharFormat()
    if kind == FOUND:
        form.setBackground(QColor(look.colors.mark))
        form.setForeground(QColor(look.colors.on_mark))
        form.setFontUnderline(True)
        form.setUnderlineColor(QColor(look.colors.on_mark))
    elif kind == SPOKEN:
        form.setBackground(QColor(look.colors.accent))
        form.setForeground(QColor(look.colors.on_accent))
    return form


def paragraphs(document: QTextDocument, block: str) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a block: from the one that carries its id to the next that carries another.

    Of a row of a table, whose cells may run the other way, all that stands in the row.
    """
    found = find_anchor(document, block)
    if found is None:
        return
    part, _ = found
    cursor = QTextCursor(part)
    table = cursor.currentTable()
    if table is not None and table.columns() > 1:
        row = table.cellAt(cursor).row()
        part = table.cellAt(row, 0).firstCursorPosition().block()
        last = table.cellAt(row, table.columns() - 1).lastCursorPosition().block()
        while part.isValid() and part.blockNumber() <= last.blockNumber():
            yield part
            part = part.next()
        return
    yield part
    part = part.next()
    while part.isValid() and not any(anchors_in(part)):
        yield part
        part = part.next()


def units(text: str, position: int) -> int:
    """Return a position in a text as Qt counts it, in units of UTF-16."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
