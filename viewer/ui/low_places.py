"""Where panels, the buttons of the voice and the meanings of words stand on a kiosk: within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.ui.arrangement import Arrangement, Rect
    from viewer.ui.cast import Cast
    from viewer.ui.panels import Panel


def place_low(
    stage: QWidget,
    cast: Cast,
    found: Arrangement,
    panel: Panel | None,
    word: Panel | None,
    mirrored: Callable[[Rect, int], Rect],
) -> int:
    """Place what has opened, and return how much of the text it takes, in pixels.

    The buttons of the voice stand in the place of those that lead on; where they need more, the text gives it up.

    Args:
        stage: The stage.
        cast: Its parts.
        found: Where these stand.
        panel: The panel, if one is open.
        word: The meaning of a word, if one is open.
        mirrored: Gives a rectangle in a width as it stands where people read from right to left.
    """
    low = low_room(stage, found.header[0])
    for opened in (panel, word):
        if opened is not None:
            reach = (low[0], 0, low[2], stage.height()) if opened.tall else low
            opened.setGeometry(*mirrored(_lowest(reach, opened), stage.width()))
            opened.relayout()
    left, top, width, height = found.nav
    high = cast.foot.fit(width, stage.height())
    cast.foot.setGeometry(*mirrored((left, top + height - high, width, high), stage.width()))
    cast.foot.relayout()
    for part in (cast.foot, word, panel):
        if part is not None:
            part.raise_()
    return max(0, high - height)


def low_room(stage: QWidget, side: int) -> Rect:
    """Return the room of a panel that stands low: the lower half of the window, as far as it is the stage's.

    Args:
        stage: The stage.
        side: Room to leave at both sides, in pixels.
    """
    top = max(0, stage.window().height() // 2 - stage.mapTo(stage.window(), QPoint()).y())
    return side, top, stage.width() - 2 * side, max(40, stage.height() - top)


def _lowest(room: Rect, panel: Panel) -> Rect:
    """Return where a panel stands in a room that is high enough: at its lower edge, no higher than it needs."""
    left, top, width, height = room
    high = min(height, panel.heightForWidth(width))
    return left, top + height - high, width, high
