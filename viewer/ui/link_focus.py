"""The link in the text that Tab has reached: one link, however many pieces Qt makes of it.

Qt marks the piece of a link that has one and the same format; a link that begins its paragraph carries the paragraph's
anchor on its first letter, and so is two of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from viewer.ui.text_map import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF

    from viewer.ui.explanation import Explanation


class LinkFocus:
    """Leads from link to link of a text.

    Args:
        text: The text.
        step: Goes to Qt's next piece of a link, or the one before, or out of the text; says whether it went anywhere.
    """

    def __init__(self, text: Explanation, step: Callable[[bool], bool]) -> None:
        self._text, self._step = text, step
        self._last: tuple[int, int] | None = None

    @property
    def link(self) -> tuple[int, int] | None:
        """Where the link begins and ends that is marked now, as positions; ``None`` where none is."""
        cursor = self._text.textCursor()
        link = self._text.map.link_around(cursor.selectionStart()) if cursor.hasSelection() else None
        return link if link is not None and cursor.selectionEnd() <= link[1] else None

    @property
    def words(self) -> str:
        """The words of that link."""
        cursor = QTextCursor(self._text.document())
        start, end = self.link or (0, 0)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def lines(self) -> list[QRectF]:
        """Return where that link stands, a rectangle for each of its lines, in pixels from the text's corner."""
        link = self.link
        return lines_of(self._text.document(), *link) if link else []

    def go(self, forward: bool) -> bool:
        """Go to the next link, or the one before, or out of the text; return whether that led anywhere."""
        before = self.link
        stayed = self._step(forward)
        while stayed and before is not None and self.link == before:
            stayed = self._step(forward)
        self._last = self.link
        return stayed

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Mark the link again that was marked when a panel took the focus and now gives it back.

        Args:
            reason: How the text got the focus; a pointer goes on from where it points.
        """
        if reason == Qt.FocusReason.MouseFocusReason:
            self.forget()
        if reason != Qt.FocusReason.OtherFocusReason or self._text.caret.on:
            return
        if self._last is None or self.link is not None or self._last != self._text.map.link_around(self._last[0]):
            return
        cursor = self._text.textCursor()
        if not self._last[0] <= cursor.position() <= self._last[1]:
            # A click has put it elsewhere since.
            return
        # Without a selection Qt begins at the text's first link: what stands before the link is selected for its step.
        cursor.setPosition(max(0, self._last[0] - 1))
        cursor.setPosition(self._last[0], QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        self._step(True)

    def forget(self) -> None:
        """Know of no link any more: another page is shown, or a pointer was used."""
        self._last = None
