"""Lets the eye see where somebody with a keypad has come to: by the focus, or by a ring, and in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from viewer.kiosk.ring import Ring
from viewer.kiosk.stops import PAGE

if TYPE_CHECKING:
    from viewer.kiosk.shell import KioskWindow
    from viewer.kiosk.stops import Stop


class Pointer:
    """Points at stops. A button that can be pressed gets the focus and draws its ring; all else gets one drawn.

    Args:
        window: The kiosk's window.
    """

    def __init__(self, window: KioskWindow) -> None:
        self._window = window
        self._ring: Ring | None = None

    def take_away(self) -> None:
        """Point at nothing more. What was pointed at may have gone already, and its ring with it."""
        if self._ring is not None:
            ring, self._ring = self._ring, None
            ring.go()

    def point_at(self, stop: Stop) -> None:
        """Point at a stop and bring it into sight."""
        self.take_away()
        shown = stop.shown
        if isinstance(shown, QAbstractButton) and shown.isEnabled():
            shown.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(shown, QWidget):
            return
        if self._window.focusWidget() is not shown:
            # Nothing is drawn on the notice: a line above it points at it.
            on_notice = shown is self._window.label
            target = self._window.start.parentWidget() if on_notice else shown
            if target is not None:
                self._ring = Ring(target, self._window.look, under=on_notice)
        parent = shown.parentWidget()
        while parent is not None and stop.name != PAGE:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(shown, 0, self._window.look.em)
            parent = parent.parentWidget()
