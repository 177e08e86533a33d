"""The foot of the text: what stands below it for a while, as the buttons of the voice do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.ui.theme import Look


class Bar(QWidget):
    """What can stand in the foot: a row whose height follows from its width."""

    def set_look(self, look: Look) -> None:
        """Take another look."""
        raise NotImplementedError

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        raise NotImplementedError


class Foot(QWidget):
    """Holds a bar, or nothing; then it takes no room.

    Signals:
        changed: A bar came or went, or needs another height.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bar: Bar | None = None
        self.hide()

    @property
    def bar(self) -> Bar | None:
        """The bar, if there is one."""
        return self._bar

    def show_bar(self, bar: Bar) -> None:
        """Show a bar in the place of any other."""
        self._drop()
        self._bar = bar
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

    def _drop(self) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None

    def set_look(self, look: Look) -> None:
        """Take another look."""
        if self._bar is not None:
            self._bar.set_look(look)

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        return self._bar.focus_chain() if self._bar is not None else []

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels; 0 without a bar."""
        return self._bar.heightForWidth(width) if self._bar is not None else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the bar all the room."""
        self.relayout()

    def relayout(self) -> None:
        """Place the bar anew."""
        if self._bar is not None:
            self._bar.setGeometry(self.rect())
