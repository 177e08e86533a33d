"""Puts the locks on a window and lets staff in: everything that this takes, built once and handed to each other."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from viewer.kiosk.code_gate import CodeGate
from viewer.kiosk.gesture import CornerGesture
from viewer.kiosk.locking import LEFT, Lock, lock_application
from viewer.kiosk.staff_door import StaffDoor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QApplication

    from viewer.content.translation import Translation
    from viewer.kiosk.policy import KioskSettings
    from viewer.kiosk.wrong_codes import WrongCodes
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.theme import Look


def guard(
    application: QApplication,
    window: NoticeFrame,
    settings: KioskSettings,
    now: Callable[[], float],
    words: Callable[[], tuple[Translation, Look]],
    room: Callable[[], QRect] | None = None,
    kept: WrongCodes | None = None,
) -> StaffDoor:
    """Lock the program around a window, and let staff in by the hidden gesture and their code.

    It does so for any window with a notice, also for the one that comes when nothing can be shown.

    Args:
        application: Qt's application.
        window: The window.
        settings: What the clinic has told about its kiosk; without a staff code nobody leaves by touch.
        now: Gives the time in seconds; it never goes back.
        words: Gives the interface's words and the look of this moment.
        room: Gives where in the window's body the panel for staff may stand; ``None`` for all of the body.
        kept: Keeps wrong staff codes over a restart; ``None`` forgets them with the program.

    Returns:
        What opens and closes the panel. Close it when a visit ends, and clean when it asks for that.
    """
    keys = {key for names in settings.keys.values() for key in names}
    lock = lock_application(application, keys, lambda: application.exit(0))
    door = StaffDoor(window, CodeGate(settings.code, now, window, kept), words, room)
    door.leave_wanted.connect(lambda: _leave(application, lock))
    if settings.code:
        gesture = CornerGesture(words()[1].target, application)
        gesture.made.connect(door.open)
        application.installEventFilter(gesture)
    return door


def _leave(application: QApplication, lock: Lock) -> None:
    """End the program, so that the service does not start it again."""
    logging.getLogger(__name__).warning("Staff have left the kiosk; the service must be started again by hand.")
    lock.let_end()
    application.exit(LEFT)
