"""The way out for staff: the hidden gesture opens the number pad over whatever a window shows, not over its notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Signal

from viewer.kiosk.exit_panel import StaffPanel
from viewer.ui.focus import order_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.content.translation import Translation
    from viewer.kiosk.code_gate import CodeGate
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.theme import Look


class StaffDoor(QObject):
    """Opens and closes the panel for staff.

    It belongs to the window and not to what is shown in it, so that it works also when nothing else does.

    Args:
        window: The window.
        gate: Checks the code.
        words: Gives the interface's words and the look of this moment.
        room: Gives where in the window's body the panel may stand, in pixels; ``None`` for all of the body.

    Signals:
        leave_wanted: Staff want to leave the kiosk.
        cleaning_wanted: Staff want to clean the screen; the panel has closed.
    """

    leave_wanted = Signal()
    cleaning_wanted = Signal()

    def __init__(
        self,
        window: NoticeFrame,
        gate: CodeGate,
        words: Callable[[], tuple[Translation, Look]],
        room: Callable[[], QRect] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._gate, self._words = window, gate, words
        self._room = room or window.body.rect
        self._panel: StaffPanel | None = None
        window.body.installEventFilter(self)

    @property
    def panel(self) -> StaffPanel | None:
        """The panel while it is open."""
        return self._panel

    def open(self) -> None:
        """Open the number pad; where there is no code nothing happens at all."""
        if not self._gate.exists or self._panel is not None:
            return
        translation, look = self._words()
        panel = StaffPanel(self._gate, translation, look)
        self._panel = panel
        panel.closed.connect(self.close)
        panel.leave_wanted.connect(self.leave_wanted)
        panel.cleaning_wanted.connect(self.close)
        panel.cleaning_wanted.connect(self.cleaning_wanted)
        panel.setParent(self._window.body)
        self._place()
        panel.show()
        panel.raise_()
        order_focus(panel.focus_chain())
        panel.first_focus.setFocus()

    def close(self) -> None:
        """Close the panel; the wait after a wrong code goes on. Call it also when a visit ends."""
        if self._panel is not None:
            panel, self._panel = self._panel, None
            panel.hide()
            panel.deleteLater()

    def _place(self) -> None:
        """Give the panel the height that it needs at the lower end of its room, all of it where there is no more."""
        if self._panel is None:
            return
        room = self._room()
        high = min(room.height(), self._panel.heightForWidth(room.width()))
        self._panel.setGeometry(room.left(), room.bottom() + 1 - high, room.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window.body:
            self._place()
        return False
