"""The mark on the sentence that is spoken: where it stands in the text, and how it looks there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.ui.marks import SPOKEN
from viewer.ui.text_map import find_anchor

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QTextDocument

    from viewer.content.spoken import Sentence
    from viewer.ui.explanation import Explanation
    from viewer.ui.theme import Look


LINE = 6
"""Width of the frame around a picture, in pixels."""


class SpokenMark(QObject):
    """Marks one sentence of the text, and keeps it marked when the text is written anew.

    Words change their colors. A picture, whose description is spoken, gets a frame: its own colors mean something.

    Args:
        text: The text.
        look: How it looks.
    """

    def __init__(self, text: Explanation, look: Look) -> None:
        super().__init__(text)
        self._text = text
        self._sentence: Sentence | None = None
        self._frame = _Frame(text, look)
        text.textChanged.connect(self._draw)
        text.place_changed.connect(self._place_frame)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._frame.set_look(look)
        self._draw()

    def show(self, sentence: Sentence | None) -> None:
        """Mark a sentence, and no other; bring it into sight."""
        self._sentence = sentence
        self._draw()
        self.bring_into_sight()

    def bring_into_sight(self) -> None:
        """Move the text if the sentence cannot be seen."""
        spot = self._spot()
        if spot is not None:
            moved = self._text.verticalScrollBar().value()
            self._text.part_reached.emit(spot.top() + moved, spot.bottom() + moved)

    @property
    def in_sight(self) -> bool:
        """Whether something of the sentence can be seen."""
        spot = self._spot()
        return spot is not None and self._text.viewport().visibleRegion().boundingRect().intersects(spot)

    def _cursor(self) -> QTextCursor | None:
        return place_of(self._sentence, self._text.document()) if self._sentence else None

    def _spot(self) -> QRect | None:
        """Return the rectangle from the sentence's beginning to its end, in pixels from the top of what is in sight."""
        cursor = self._cursor()
        if cursor is None:
            return None
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        return self._text.cursorRect(start).united(self._text.cursorRect(end))

    def _place_frame(self) -> None:
        """Put the frame around the picture whose description is spoken."""
        spot = self._spot() if self._sentence is not None and self._sentence.kind == "picture" else None
        if spot is not None:
            self._frame.setGeometry(spot.adjusted(-LINE // 2, -LINE // 2, LINE // 2, LINE // 2))
            self._frame.raise_()
        self._frame.setVisible(spot is not None)

    def _draw(self) -> None:
        self._place_frame()
        cursor = self._cursor() if self._frame.isHidden() else None
        marked = [] if cursor is None else [(cursor.selectionStart(), cursor.selectionEnd())]
        if marked or self._text.marks.marks(SPOKEN):
            self._text.marks.set_marks(SPOKEN, marked)


class _Frame(QWidget):
    """A frame around a picture."""

    def __init__(self, text: Explanation, look: Look) -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._color = look.colors.accent
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        pen = QPen(QColor(self._color), LINE)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(LINE // 2, LINE // 2, -LINE // 2, -LINE // 2))
        painter.end()


def place_of(sentence: Sentence, document: QTextDocument) -> QTextCursor | None:
    """Return a cursor that selects a sentence in the text; ``None`` where the text does not hold it."""
    found = find_anchor(document, sentence.block)
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
