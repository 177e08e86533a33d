"""Whether the notice is whole and on top, as the window would be drawn now.

Qt calls a covered notice visible, so it is not asked for that: every part of the notice must be what a touch there
would reach, look as a notice fresh from its words looks, and have no other window of the program over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from viewer.ui.notice_frame import NoticeLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from viewer.content.notice import Notice
    from viewer.ui.notice_frame import NoticeFrame

ACROSS, DOWN = 12, 6
"""Into how many parts the points of the grid divide the notice's width and height."""


class Verdict(NamedTuple):
    """What a look at the notice has found.

    Attributes:
        seen: Whether there is a screen that shows the window. One that is unplugged, turned off or not yet there shows
            nothing, and that is no fault of the notice.
        faults: What is wrong with the notice; empty when it is whole and on top.
    """

    seen: bool
    faults: tuple[str, ...] = ()


class NoticeCheck:
    """Looks at the notice of a window, as often as one likes: a look takes a fraction of a millisecond.

    Args:
        frame: The window.
    """

    def __init__(self, frame: NoticeFrame) -> None:
        self._frame = frame
        self._made_for: tuple[object, ...] = ()
        self._reference: QImage | None = None

    def look(self) -> Verdict:
        """Return whether the notice is whole and on top."""
        window = self._frame.window()
        handle = window.windowHandle()
        screen = QGuiApplication.primaryScreen()
        if screen is None or screen.geometry().isEmpty():
            return Verdict(seen=False)
        if not window.isVisible() or window.isMinimized():
            return Verdict(seen=True, faults=("the window is hidden",))
        if handle is None or not handle.isExposed():
            return Verdict(seen=False)
        return Verdict(seen=True, faults=tuple(self._faults()))

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong with the notice of a window that a screen shows; the cheap looks come first."""
        frame, label, window = self._frame, self._frame.label, self._frame.window()
        expected = self._expected()
        place = QRect(label.mapTo(window, QPoint(0, 0)), label.size()) if window.isAncestorOf(label) else QRect()
        if label.isHidden() or place != expected:
            yield f"the notice is at {place.getRect()}; its place is {expected.getRect()}"
            return
        if window.windowOpacity() < 1:
            yield "the window lets through what is behind it"
        over = QRect(window.mapToGlobal(place.topLeft()), place.size())
        if not frame.screen().geometry().contains(over):
            yield f"the notice at {over.getRect()} is not on the screen of {frame.screen().geometry().getRect()}"
        for other in windows_over(over, frame):
            yield f"{other} lies over the notice"
        covered = [point for point in grid(place) if window.childAt(*point) is not label]
        if covered:
            yield f"the notice is covered at {len(covered)} points, as at {covered[0]}"
        elif window.grab(place).toImage() != self._reference:
            yield "the notice does not look as it should"

    def _expected(self) -> QRect:
        """Return where in the window the notice must be, and have ready how it must look there."""
        frame = self._frame
        ratio = frame.devicePixelRatio()
        made_for = (frame.label.notices, frame.size().toTuple(), frame.body_pixels, frame.least_pixels, ratio)
        if made_for != self._made_for or self._reference is None:
            self._reference = fresh(frame.label.notices, frame.size(), frame.body_pixels, frame.least_pixels)
            self._made_for = made_for
        height = round(self._reference.height() / self._reference.devicePixelRatio())
        corner = frame.mapTo(frame.window(), QPoint(0, frame.height() - height))
        return QRect(corner, QSize(frame.width(), height))


def fresh(notices: tuple[Notice, ...], size: QSize, body: int, least: int) -> QImage:
    """Return how a notice must look in a window: one made for this, by itself.

    Args:
        notices: The notice in each language that it is to be shown in.
        size: The window's size, in pixels.
        body: Size of the body text, in pixels.
        least: Size of the body text at 100 %, in pixels.
    """
    label = NoticeLabel(notices[0])
    label.show_notice(*notices)
    label.resize(size.width(), min(size.height(), label.fit(size, body, least)))
    image = label.grab().toImage()
    label.deleteLater()
    return image


def windows_over(place: QRect, frame: NoticeFrame) -> list[str]:
    """Return the program's other windows that lie over a place of the screen, by their names.

    Args:
        place: The place, in the pixels of the whole desktop.
        frame: The window that may be there.
    """
    own = frame.window().windowHandle()
    return [
        other.objectName() or type(other).__name__
        for other in QGuiApplication.topLevelWindows()
        if other is not own and other.isVisible() and other.frameGeometry().intersects(place)
    ]


def grid(place: QRect) -> list[tuple[int, int]]:
    """Return points all over a rectangle, its corners among them."""
    return [
        (
            place.left() + round((place.width() - 1) * across / ACROSS),
            place.top() + round((place.height() - 1) * down / DOWN),
        )
        for across in range(ACROSS + 1)
        for down in range(DOWN + 1)
    ]
