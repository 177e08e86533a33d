"""The order in which Tab goes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence


def order_focus(chain: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next one."""
    for first, second in pairwise(chain):
        QWidget.setTabOrder(first, second)


def first_to_focus(pane: Sequence[QWidget], home: QWidget) -> QWidget | None:
    """Return the first widget of some parts, or inside of them, that can take the focus now.

    Args:
        pane: The parts.
        home: The widget in which they must be visible.
    """
    for part in pane:
        for widget in [part, *part.findChildren(Button)]:
            wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if wants and widget.isEnabled() and widget.isVisibleTo(home):
                return widget
    return None
