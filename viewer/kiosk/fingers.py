"""Scrolling with a finger: a swipe moves the text, selects nothing and presses no link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QScrollerProperties

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def let_fingers_scroll(root: QWidget) -> None:
    """Let a finger move whatever scrolls in a widget now; call it again when that has changed.

    What has nothing to scroll lets go of the finger, so that what is around it gets it.
    """
    for area in root.findChildren(QAbstractScrollArea):
        target = area.viewport()
        held = QScroller.hasScroller(target)
        if area.verticalScrollBar().maximum() > 0:
            if not held:
                _take(target)
        elif held:
            QScroller.ungrabGesture(target)


def _take(target: QWidget) -> None:
    """Take hold of a viewport. Only this gesture neither selects text nor presses links (measured)."""
    QScroller.grabGesture(target, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
    scroller = QScroller.scroller(target)
    wanted = scroller.scrollerProperties()
    for side in (
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
    ):
        wanted.setScrollMetric(side, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff)
    scroller.setScrollerProperties(wanted)


def is_scrolling(root: QWidget) -> bool:
    """Whether a finger, or its swing, moves something in a widget now."""
    targets = [area.viewport() for area in root.findChildren(QAbstractScrollArea)]
    return any(
        QScroller.hasScroller(target) and QScroller.scroller(target).state() != QScroller.State.Inactive
        for target in targets
    )
