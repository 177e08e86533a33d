"""A web address as a square code that telephones read. The only part of the kiosk that knows how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from viewer.ui.accessible import Graphic
from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.ui.theme import Look

QUIET = 4
"""Empty squares on each side, of the code's own size (ISO/IEC 18004)."""

TARGETS = 2
"""The code's least side, in sides of what can be touched: 30 mm on a kiosk."""

SQUARES = 15
"""Most small squares to a side of what can be touched: each is 1 mm wide at least, for a telephone at 60 cm."""


class PhoneCode(Graphic):
    """A web address as a code, black on white in every theme.

    Args:
        address: The address.
        words: What it is, for those who cannot see it.
        look: How everything looks; its targets say how large a millimeter is.
    """

    def __init__(self, address: str, words: str, look: Look) -> None:
        super().__init__()
        self._rows = tuple(bytes(row) for row in segno.make(address, error="m").matrix)
        self.setAccessibleName(words)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        across = len(self._rows)
        self._square = max(-(-TARGETS * look.target // across), -(-look.target // SQUARES))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size with the empty squares around it."""
        side = (len(self._rows) + 2 * QUIET) * self._square
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), QColor(Qt.GlobalColor.white))
        side = self._square
        for top, row in enumerate(self._rows, QUIET):
            for left, dark in enumerate(row, QUIET):
                if dark:
                    fill(painter, QRectF(left * side, top * side, side, side), QColor(Qt.GlobalColor.black))
        painter.end()
