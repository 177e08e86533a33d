"""The slow journey on the start screen, where a clinic wants it: the picture, lit stop by stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QWidget

from viewer.ui.diagram import Diagram

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look

STAY = 8000
"""How long it stays at a stop, in milliseconds."""


class Journey(QWidget):
    """The picture, which nobody can press; it moves only while it is seen.

    Args:
        topic: The topic.
        picture: Its picture.
        look: How it looks.
    """

    def __init__(self, topic: Topic, picture: Picture, look: Look) -> None:
        super().__init__()
        self._steps = ("", *topic.steps)
        self._at = 0
        self._diagram = Diagram(topic.drawing, topic.steps, picture, look)
        self._diagram.setParent(self)
        self._diagram.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setInterval(STAY)
        self._timer.timeout.connect(self._go_on)

    def showEvent(self, event: object) -> None:
        """Begin with the whole picture."""
        self._at = 0
        self._diagram.show_step("")
        self._timer.start()

    def hideEvent(self, event: object) -> None:
        """Rest while nobody sees it."""
        self._timer.stop()

    def _go_on(self) -> None:
        self._at = (self._at + 1) % len(self._steps)
        self._diagram.show_step(self._steps[self._at])

    def set_look(self, picture: Picture, look: Look) -> None:
        """Take another look."""
        self._diagram.set_look(picture, look)

    def resizeEvent(self, event: object) -> None:
        """Set the picture into the middle."""
        wide = min(self.width(), int(self.height() * self._diagram.aspect))
        high = int(wide / self._diagram.aspect)
        self._diagram.setGeometry(QRect((self.width() - wide) // 2, self.height() - high, wide, high))
