"""The mark on the sentence that is spoken: where it stands in the text, and how it looks there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from viewer.content.spoken import Sentence
    from viewer.ui.explanation import Explanation
    from viewer.ui.theme import Look


class SpokenMark(QObject):
    """Marks one sentence of the text, and keeps it marked when the text is written anew.

    Args:
        text: The text.
        look: How it looks.
    """

    def __init__(self, text: Explanation, look: Look) -> None:
        super().__init__(text)
        self._text = text
        self._look = look
        self._sentence: Sentence | None = None
        text.textChanged.connect(self._draw)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._draw()

    def show(self, sentence: Sentence | None) -> None:
        """Mark a sentence, and no other; bring it into sight."""
        self._sentence = sentence
        self._draw()
        self.bring_into_sight()

    def bring_into_sight(self) -> None:
        """Move the text if the sentence cannot be seen."""
        cursor = place_of(self._sentence, self._text.document()) if self._sentence else None
        if cursor is None:
            return
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        moved = self._text.verticalScrollBar().value()
        top, bottom = self._text.cursorRect(start).top() + moved, self._text.cursorRect(end).bottom() + moved
        self._text.part_reached.emit(top, bottom)

    def _draw(self) -> None:
        cursor = place_of(self._sentence, self._text.document()) if self._sentence else None
        if cursor is None:
            if self._text.extraSelections():
                self._text.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = self._looks()
        self._text.setExtraSelections([mark])

    def _looks(self) -> QTextCharFormat:
        """Return the looks of the marked words: the accent's colors, which every theme sets against each other."""
        looks = QTextCharFormat()
        looks.setBackground(QColor(self._look.colors.accent))
        looks.setForeground(QColor(self._look.colors.on_accent))
        return looks


def place_of(sentence: Sentence, document: QTextDocument) -> QTextCursor | None:
    """Return a cursor that selects a sentence in the text; ``None`` where the text does not hold it."""
    found = _anchor(document, sentence.block)
    if found is None:
        return None
    part, offset = found
    cursor = QTextCursor(part)
    cursor.setPosition(part.position() + offset)
    table = cursor.currentTable()
    if sentence.kind == "row" and table is not None:
        row = table.cellAt(cursor).row()
        cursor.setPosition(table.cellAt(row, 0).firstPosition())
        last = table.cellAt(row, table.columns() - 1).lastPosition()
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor
    # Qt counts in units of UTF-16, Python in characters.
    words = part.text().encode("utf-16-le")[2 * offset :].decode("utf-16-le")
    start, end = (len(words[:at].encode("utf-16-le")) // 2 for at in (sentence.start, sentence.end))
    cursor.setPosition(part.position() + offset + start)
    cursor.setPosition(part.position() + offset + end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _anchor(document: QTextDocument, name: str) -> tuple[QTextBlock, int] | None:
    """Return the part of the text that holds an anchor, and where in it the anchor stands."""
    part = document.begin()
    while part.isValid():
        for piece in part.textFormats():
            if name in piece.format.anchorNames():
                return part, piece.start
        part = part.next()
    return None
