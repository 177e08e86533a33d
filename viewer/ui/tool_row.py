"""The buttons of a face in the header: as many as fit in one row, the rest behind "Menu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.ui.flow import Flow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ToolRow(Flow):
    """Buttons in one row. Where the room ends, the least needed ones leave it, never those that must stay.

    Without a rank a button must stay. Those that leave must be found elsewhere: the shell's menu lists all.
    """

    def __init__(self) -> None:
        super().__init__(2, trailing=True)
        self._ranks: dict[QWidget, int] = {}

    def add_ranked(self, item: QWidget, rank: int | None = None) -> None:
        """Add a button at the end.

        Args:
            item: The button.
            rank: The higher, the sooner it leaves a row that is too short; ``None`` lets it stay.
        """
        self.add(item)
        if rank is not None:
            self._ranks[item] = rank

    def clear(self) -> None:
        """Remove all buttons."""
        super().clear()
        self._ranks.clear()

    def fitting(self, width: int) -> tuple[QWidget, ...]:
        """Return the buttons that stand in a row of a width in pixels; those that must stay may need more."""
        kept = list(self.items)
        for item in sorted(self._ranks, key=self._ranks.__getitem__, reverse=True):
            if self._needed(kept) <= width:
                break
            kept.remove(item)
        return tuple(kept)

    def width_of(self, width: int) -> int:
        """Return the width in pixels that :meth:`fitting` buttons take in one row."""
        return self._needed(list(self.fitting(width)))

    def height_of(self, width: int) -> int:
        """Return the height in pixels of the :meth:`fitting` buttons at a width in pixels."""
        return self._arrange(list(self.fitting(width)), width, apply=False)

    def _needed(self, items: list[QWidget]) -> int:
        return sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)

    def show_fitting(self, width: int) -> None:
        """Show the buttons that fit in a row of a width in pixels, and hide the others."""
        kept = self.fitting(width)
        for item in self.items:
            item.setVisible(item in kept)
