"""Where the keyboard focus goes: by Tab, and from pane to pane."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.ui.theme import Look


def order_focus(chain: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next one."""
    for first, second in pairwise(chain):
        QWidget.setTabOrder(first, second)


def opening_reason(look: Look) -> Qt.FocusReason:
    """Return why what has just opened gets the focus: a finger brings it to a kiosk, and needs no ring."""
    return Qt.FocusReason.MouseFocusReason if look.low else Qt.FocusReason.OtherFocusReason


def focus_next(panes: Sequence[Sequence[QWidget]], focus: QWidget | None, count: int) -> None:
    """Move the focus to the pane that many after the one that has it; panes that cannot have it are left out.

    Args:
        panes: The parts of each pane, the one that gets the focus first.
        focus: What has the focus now.
        count: 1 for the next pane, -1 for the one before.
    """
    held = [focus is not None and any(part is focus or part.isAncestorOf(focus) for part in pane) for pane in panes]
    here = held.index(True) if True in held else -count
    for step in range(1, len(panes) + 1):
        goal = _first_of(panes[(here + step * count) % len(panes)])
        if goal is not None:
            goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _first_of(pane: Sequence[QWidget]) -> QWidget | None:
    """Return the first widget of a pane that can take the focus now."""
    for part in pane:
        for widget in (part, *part.findChildren(Button)):
            wants = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if wants and widget.isEnabled() and widget.isVisible():
                return widget
    return None
