"""The text cursor: with it the arrow keys move through the words instead of moving the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from viewer.ui.explanation import Explanation

WIDTH = 1 / 6
"""Width of the text cursor as a part of the text's size: a single pixel is easily missed."""


class Caret(QObject):
    """Switches the text cursor of the explanation on and off, and follows it.

    Keys that other programs have, too: arrows, Home, End, PageUp, PageDown; with Shift they select, Ctrl+C copies.
    Enter follows the link that the cursor stands in.

    Args:
        text: The explanation.

    Signals:
        moved: The cursor has moved.
        picture_reached: The cursor has come to a picture; carries what the picture shows.
    """

    moved = Signal()
    picture_reached = Signal(str)

    def __init__(self, text: Explanation) -> None:
        super().__init__(text)
        self._text = text
        self._on = False
        self._block = -1
        text.installEventFilter(self)
        text.cursorPositionChanged.connect(self._follow)

    @property
    def on(self) -> bool:
        """Whether the text has a cursor."""
        return self._on

    def switch(self, on: bool, position: int) -> None:
        """Switch the cursor on or off.

        Args:
            on: Whether the text has a cursor from now on.
            position: Where in the text it begins; a link that Tab has reached keeps it.
        """
        if on == self._on:
            return
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        flags = self._text.textInteractionFlags()
        self._text.setTextInteractionFlags(flags | keyboard if on else flags & ~keyboard)
        self._on = on
        if on:
            cursor = self._text.textCursor()
            self.put(cursor.position() if cursor.hasSelection() else position)

    def put(self, position: int) -> None:
        """Put the cursor to a position in the text, or to its end, as wide as the text's size needs it."""
        self._text.setCursorWidth(round(self._text.document().defaultFont().pixelSize() * WIDTH))
        cursor = self._text.textCursor()
        cursor.setPosition(min(position, max(0, self._text.document().characterCount() - 1)))
        self._text.setTextCursor(cursor)

    def next_link(self, forward: bool) -> bool:
        """Mark the next link behind the cursor, or the one before it, as Tab does; where there is none, leave the text.

        Returns:
            Whether the text keeps the focus, or has found somebody to give it to.
        """
        cursor = self._text.textCursor()
        link = self._text.map.next_link(cursor.selectionEnd() if forward else cursor.selectionStart(), forward=forward)
        if link is None:
            return QWidget.focusNextPrevChild(self._text, forward)
        cursor.setPosition(link[0])
        cursor.setPosition(link[1], QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        return True

    def _follow(self) -> None:
        """Tell where the cursor is."""
        if not self._on:
            return
        cursor = self._text.textCursor()
        if cursor.blockNumber() != self._block:
            self._block = cursor.blockNumber()
            content, anchors = self._text.content, self._text.map.anchors_at(cursor.position())
            picture = content.picture_among(anchors) if content else ""
            if picture:
                self.picture_reached.emit(picture)
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter follow the link that the cursor stands in."""
        if not (self._on and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            return False
        address = self._address(self._text.textCursor())
        if address:
            self._text.anchorClicked.emit(QUrl(address))
        return bool(address)

    def _address(self, cursor: QTextCursor) -> str:
        """Return the address of the link before or behind the cursor."""
        behind = QTextCursor(cursor)
        behind.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return behind.charFormat().anchorHref() or cursor.charFormat().anchorHref()
