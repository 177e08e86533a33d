"""The order in which Tab goes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def order_focus(chain: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next one."""
    for first, second in pairwise(chain):
        QWidget.setTabOrder(first, second)
