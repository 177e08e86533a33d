"""Where people find it at home: the code for a telephone, and the address in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.kiosk.phone_code import PhoneCode
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

BESIDE = 2.5
"""The address stands beside the code where there is so many times the code's width; else below it."""


class TakeHome(QWidget):
    """The code, and the address beside or below it.

    Args:
        address: The address.
        translation: The interface's words.
        look: How it looks.
    """

    def __init__(self, address: str, translation: Translation, look: Look) -> None:
        super().__init__()
        self._look = look
        words = translation.gettext("Code for a telephone's camera: {address}").format(address=address)
        self._code = PhoneCode(address, words, look)
        self._code.setParent(self)
        # Translators: on a kiosk, beside a square code that a telephone's camera reads; the address follows.
        find = translation.gettext("You can also find it at home, or with your telephone now:")
        self._labels = [WrappedLabel(line, look, 1.0, "ink", bold=line == address) for line in (find, address)]
        for label in self._labels:
            label.setParent(self)

    @property
    def words(self) -> str:
        """What it says."""
        return " ".join(label.text() for label in self._labels)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._code.set_look(look)
        for label in self._labels:
            label.set_look(look)

    def _sizes(self, room: int) -> tuple[bool, int, int]:
        """Return whether the address stands beside the code in a width, how wide and how high it is; in pixels."""
        code = self._code.sizeHint().width()
        beside = room >= BESIDE * code
        wide = room - code - self._look.em if beside else room
        return beside, wide, sum(label.heightForWidth(wide) for label in self._labels)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        beside, _wide, words = self._sizes(width)
        code = self._code.sizeHint().height()
        return max(code, words) if beside else code + self._look.em // 2 + words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place code and address."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        beside, wide, words = self._sizes(self.width())
        self._code.move(self.width() - self._code.width() if mirrored else 0, 0)
        y = (self.height() - words) // 2 if beside else self.height() - words
        for label in self._labels:
            label.setGeometry(0 if mirrored else self.width() - wide, y, wide, label.heightForWidth(wide))
            y += label.height()
