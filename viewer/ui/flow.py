"""Rows of buttons that wrap where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


class Flow(QWidget):
    """Widgets in rows, from the side where reading starts, wrapped into as many rows as they need.

    Args:
        gap: Room between two widgets, in pixels.
        stretch: Whether the widgets of a row share its whole width.
        trailing: Whether a row that holds all ends at the side where reading ends.
    """

    def __init__(self, gap: int = 8, *, stretch: bool = False, trailing: bool = False) -> None:
        super().__init__()
        self._gap = gap
        self._stretch = stretch
        self._trailing = trailing
        self._items: list[QWidget] = []
        self._before: dict[QWidget, int] = {}

    def keep_apart(self, item: QWidget, room: int) -> None:
        """Leave more room than between others before a widget, in pixels, where it stands beside another."""
        self._before[item] = room

    def add(self, item: QWidget) -> None:
        """Add a widget at the end."""
        item.setParent(self)
        item.show()
        self._items.append(item)

    def set_gap(self, gap: int) -> None:
        """Set the room between two widgets, in pixels."""
        self._gap = gap

    def clear(self) -> None:
        """Remove all widgets."""
        for item in self._items:
            item.hide()
            item.setParent(None)
            item.deleteLater()
        self._items.clear()
        self._before.clear()

    @property
    def items(self) -> tuple[QWidget, ...]:
        """The widgets in their order."""
        return tuple(self._items)

    def natural_width(self) -> int:
        """Return the width in pixels at which all stand in one row."""
        shown = self._shown()
        return sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)

    def _shown(self) -> list[QWidget]:
        """Return the widgets that take room."""
        return [item for item in self._items if not item.isHidden()]

    def _rows(self, items: list[QWidget], width: int) -> list[list[tuple[QWidget, int]]]:
        """Share widgets out on rows; each with its width in pixels."""
        rows: list[list[tuple[QWidget, int]]] = []
        used = 0
        for item in items:
            wanted = min(width, item.sizeHint().width())
            gap = self._gap_before(item)
            if not rows or used + gap + wanted > width:
                rows.append([])
                used = -gap
            rows[-1].append((item, wanted))
            used += gap + wanted
        return rows

    def _gap_before(self, item: QWidget) -> int:
        return max(self._gap, self._before.get(item, 0))

    def _arrange(self, items: list[QWidget], width: int, *, apply: bool) -> int:
        """Place widgets in a width, in pixels, or only say how high that is."""
        top = 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rows = self._rows(items, width)
        for row in rows:
            spare = width - sum(wanted for _, wanted in row) - sum(self._gap_before(item) for item, _ in row[1:])
            share = spare // len(row) if self._stretch else 0
            left = spare if self._trailing and len(rows) == 1 and not self._stretch else 0
            sizes = [(item, wanted + share) for item, wanted in row]
            height = max(item.heightForWidth(wide) for item, wide in sizes)
            for index, (item, wide) in enumerate(sizes):
                left += self._gap_before(item) if index else 0
                if apply:
                    item.setGeometry(QRect(width - left - wide if mirrored else left, top, wide, height))
                left += wide
            top += height + self._gap
        return max(0, top - self._gap)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        return self._arrange(self._shown(), width, apply=False)

    def resizeEvent(self, event: object) -> None:
        """Place the widgets anew."""
        self._arrange(self._shown(), self.width(), apply=True)

    def relayout(self) -> None:
        """Place the widgets anew after one of them changed."""
        self._arrange(self._shown(), self.width(), apply=True)
