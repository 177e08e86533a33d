"""The foot of the text: what stands below it for a while, as the buttons of the voice do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.ui.theme import Look


SIZES = (300, 250, 200, 175, 150, 125, 100)
"""Text sizes of a bar, in percent, from the largest on."""


class Bar(QWidget):
    """What can stand in the foot: a row whose height follows from its width.

    Signals:
        closed: The reader is done with it.
    """

    closed = Signal()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        raise NotImplementedError

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        raise NotImplementedError


class Foot(QWidget):
    """Holds a bar, or nothing; then it takes no room.

    Args:
        look: How it looks.

    Signals:
        changed: A bar came or went, or needs another height.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bar: Bar | None = None
        self._fitted: tuple[int, int] | None = None
        self.hide()

    @property
    def bar(self) -> Bar | None:
        """The bar, if there is one."""
        return self._bar

    def show_bar(self, bar: Bar) -> None:
        """Show a bar in the place of any other."""
        self._drop()
        self._bar = bar
        self._fitted = None
        bar.setParent(self)
        bar.show()
        self.show()
        self.changed.emit()

    def clear(self) -> None:
        """Give the room back."""
        if self._bar is not None:
            self._drop()
            self.hide()
            self.changed.emit()

    def renew(self) -> None:
        """Fit the bar anew, after its words have changed."""
        self._fitted = None
        self.changed.emit()

    def _drop(self) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._fitted = None

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        return self._bar.focus_chain() if self._bar is not None else []

    def fit(self, width: int, most: int) -> int:
        """Set the bar's words as large as the text, or where that would be too high, smaller, but never under 100 %.

        Args:
            width: The width there is, in pixels.
            most: The greatest height, in pixels; the smallest words may need more.

        Returns:
            The height that it takes, in pixels; 0 without a bar.
        """
        bar = self._bar
        if bar is None:
            return 0
        if self._fitted != (width, most):
            self._fitted = (width, most)
            for percent in (self._look.text_size, *(size for size in SIZES if size < self._look.text_size)):
                bar.set_look(self._look.with_text_size(percent))
                if bar.heightForWidth(width) <= most:
                    break
        return bar.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the bar all the room."""
        self.relayout()

    def relayout(self) -> None:
        """Place the bar anew."""
        if self._bar is not None:
            self._bar.setGeometry(self.rect())
