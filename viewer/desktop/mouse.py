"""The mouse's own buttons for back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from viewer.desktop.window import DesktopWindow


class BackAndForward(QObject):
    """Leads back and forward when one of these buttons is let go, wherever the pointer is.

    It listens at the system's window, before any widget: the text keeps for itself what is pressed on it.

    Args:
        window: The window; it is on the screen.
    """

    def __init__(self, window: DesktopWindow) -> None:
        super().__init__(window)
        self._window = window
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep presses of the two buttons from the widgets; act when they are let go."""
        if not isinstance(event, QMouseEvent):
            return False
        leads = {Qt.MouseButton.BackButton: self._window.go_back, Qt.MouseButton.ForwardButton: self._window.go_forward}
        lead = leads.get(event.button())
        if lead is None:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            lead()
        return True
