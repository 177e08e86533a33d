"""Where panels, the buttons of the voice and the meanings of words stand on a kiosk: what is pressed within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt

from viewer.ui.focus import opening_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from viewer.ui.arrangement import Arrangement, Rect
    from viewer.ui.cast import Cast
    from viewer.ui.panels import Panel
    from viewer.ui.theme import Look


class LowStage:
    """The stage of a kiosk, and the buttons that stand below its parts.

    Args:
        stage: The stage itself.
    """

    def __init__(self, stage: QWidget) -> None:
        self.stage = stage
        self._below: QWidget | None = None
        self._left = 0

    @property
    def high(self) -> int:
        """The height that the parts share, in pixels."""
        return self.stage.height() - self._left

    def stand_over(self, below: QWidget, height: int) -> bool:
        """Leave a height at the lower edge, in pixels, to something else; return whether it is another one now."""
        changed = self._left != height
        self._below, self._left = below, height
        return changed

    def give_way(self, over: Panel | None) -> None:
        """Hide what stands below where a panel takes its place, or show it again."""
        if self._below is None:
            return
        focus = self._below.window().focusWidget()
        if over is not None and focus is not None and self._below.isAncestorOf(focus):
            # Hiding what has the focus would hand it on as a key does.
            over.first_focus.setFocus(Qt.FocusReason.MouseFocusReason)
        self._below.setVisible(over is None)


class Heights(NamedTuple):
    """Heights of a panel at one width, in pixels.

    Attributes:
        whole: With everything in sight.
        enough: With as much in sight as one wants at once.
        foot: What of it must be within reach, from its lower edge on.
    """

    whole: int
    enough: int
    foot: int


class Low(NamedTuple):
    """Where a panel stands, in pixels from the stage's top.

    Attributes:
        top: Its upper edge.
        bottom: Its lower edge.
    """

    top: int
    bottom: int


def place_low(
    low: LowStage, cast: Cast, found: Arrangement, opened: Sequence[Panel], mirrored: Callable[[Rect, int], Rect]
) -> int:
    """Place what has opened, and return how much of the text it takes, in pixels.

    The buttons of the voice stand in the place of those that lead on; where they need more, the text gives it up.

    Args:
        low: The stage.
        cast: Its parts.
        found: Where these stand.
        opened: The panels that are open.
        mirrored: Gives a rectangle in a width as it stands where people read from right to left.
    """
    stage = low.stage
    side, wide = found.header[0], stage.width() - 2 * found.header[0]
    middle = max(0, stage.window().height() // 2 - stage.mapTo(stage.window(), QPoint()).y())
    free = low.high
    left, top, width, height = found.nav
    high = cast.foot.fit(width, free)
    cast.foot.setGeometry(*mirrored((left, top + height - high, width, high), stage.width()))
    cast.foot.relayout()
    cast.foot.raise_()
    over: Panel | None = None
    for panel in opened:
        heights = Heights(panel.whole(wide), panel.enough(wide), panel.foot_height(wide))
        stands = stand_low(heights, middle, (free, stage.height()))
        panel.set_reach(middle - stands.top)
        panel.setGeometry(*mirrored((side, stands.top, wide, stands.bottom - stands.top), stage.width()))
        panel.relayout()
        panel.raise_()
        over = panel if stands.bottom > free else over
    low.give_way(over)
    return max(0, high - height)


def let_go(panel: Panel, text: QWidget, look: Look) -> None:
    """Take the focus from a panel that goes, on a kiosk: hiding it would hand it on as a key does, and scroll.

    Args:
        panel: The panel.
        text: What gets the focus.
        look: How it looks.
    """
    focus = panel.window().focusWidget()
    if look.low and focus is not None and panel.isAncestorOf(focus):
        text.setFocus(opening_reason(look))


def stand_low(heights: Heights, middle: int, bottoms: tuple[int, int]) -> Low:
    """Return where a panel stands: within reach if it shows enough there, else as high as it needs.

    Args:
        heights: What it needs.
        middle: Where reach begins, in pixels from the stage's top.
        bottoms: Where it may end: above the other buttons, and, where it has no room there, in their place.
    """
    wanted = min(heights.whole, heights.enough)
    for bottom in bottoms:
        if bottom - middle >= wanted:
            return Low(max(middle, bottom - heights.whole), bottom)
        if bottom - middle >= heights.foot and bottom >= wanted:
            return Low(max(0, bottom - heights.whole), bottom)
    return Low(max(0, bottoms[1] - heights.whole), bottoms[1])
