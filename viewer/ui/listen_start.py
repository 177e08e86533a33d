"""Where listening begins: at the place that the reader has come to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from viewer.ui.marks import FOUND
from viewer.ui.spoken_mark import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextDocument

    from viewer.content.spoken import Sentence
    from viewer.ui.explanation import Explanation
    from viewer.ui.trail import Place

CUT = 1 / 3
"""How much of a line may be above the edge while the line still counts as in sight."""


def start_number(sentences: Sequence[Sentence], text: Explanation, place: Place) -> int:
    """Return the number of the sentence to begin with, from 0.

    It is the one that the text cursor or the first found words stand in, where these are in sight. Else it is the
    first one that begins in sight, or where none does the one that fills it; on a page that was not moved the first.

    Args:
        sentences: What is spoken of the page, the notice at the end.
        text: The page as it is shown.
        place: The place in it that the reader has reached.
    """
    document = text.document()
    for position in (*((text.textCursor().position(),) if text.caret.on else ()), *_found(text)):
        if _spot(text, position).intersects(_sight(text)):
            return _holding(sentences, document, position)
    top = _first_whole_line(document, place)
    number = bisect_left(range(len(sentences)), top, key=lambda each: start_of(sentences[each], document))
    if number < len(sentences):
        begins = start_of(sentences[number], document)
        if begins < _end(document) and _spot(text, begins).top() < _sight(text).bottom():
            return number
    return _holding(sentences, document, top)


def start_of(sentence: Sentence, document: QTextDocument) -> int:
    """Return where a sentence begins, as a position in the text; behind the text for one that does not stand in it."""
    cursor = place_of(sentence, document)
    return _end(document) if cursor is None else cursor.selectionStart()


def _holding(sentences: Sequence[Sentence], document: QTextDocument, position: int) -> int:
    """Return the number of the sentence that a position stands in, or of the last one before it."""
    after = bisect_right(range(len(sentences)), position, key=lambda each: start_of(sentences[each], document))
    return max(0, after - 1)


def _first_whole_line(document: QTextDocument, place: Place) -> int:
    """Return where the first line begins that is not cut by the upper edge, or the row of a table that it is part of.

    Where only the end of a text is left above the edge, it is the position behind the line.
    """
    if not place.position:
        return 0
    block = document.findBlock(place.position)
    line = block.layout().lineForTextPosition(place.position - block.position())
    if not line.isValid():
        return place.position
    if line.lineNumber() and -place.offset >= line.height() * (1 - CUT):
        # In a page that runs from right to left the edge's line may be told by its end, where the next one begins.
        line = block.layout().lineAt(line.lineNumber() - 1)
    start = block.position() + line.textStart()
    if place.offset > line.height() * CUT:
        return start + line.textLength()
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    table = cursor.currentTable()
    if table is not None and table.columns() > 1 and table.cellAt(cursor).firstPosition() == start:
        # In a page that runs from right to left the edge meets the row's last cell first.
        return int(table.cellAt(table.cellAt(cursor).row(), 0).firstPosition())
    return start


def _found(text: Explanation) -> tuple[int, ...]:
    return tuple(start for start, _ in text.marks.marks(FOUND))


def _spot(text: Explanation, position: int) -> QRect:
    """Return where a position stands, in pixels from the corner of what is in sight."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(position)
    return text.cursorRect(cursor)


def _sight(text: Explanation) -> QRect:
    """Return what is in sight of the text, in pixels from its corner."""
    return text.viewport().visibleRegion().boundingRect()


def _end(document: QTextDocument) -> int:
    return document.characterCount()
