"""The kiosk's parts that need nobody: put together around a window, and run until the program ends."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from viewer.kiosk.alive import Heartbeat, ServiceManager, watchdog_period
from viewer.kiosk.notice_check import NoticeCheck
from viewer.kiosk.screens import ScreenKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QApplication

    from viewer.kiosk.counts import Counts
    from viewer.kiosk.crashes import Starts
    from viewer.kiosk.notice_check import Verdict
    from viewer.kiosk.unexpected import Unexpected
    from viewer.ui.notice_frame import NoticeFrame

FAULT = 70
"""Exit code of a program that can no longer help itself (sysexits' EX_SOFTWARE): the service manager starts it anew."""

AGAIN = 75
"""Exit code of a program that wants to be started anew though nothing is wrong with it (sysexits' EX_TEMPFAIL)."""


def run_alone(
    application: QApplication,
    window: NoticeFrame,
    starts: Starts,
    unexpected: Unexpected,
    words: str,
    on_screen: Callable[[QScreen], None],
    counts: Counts | None = None,
) -> int:
    """Show a window on the whole first screen and keep it there until the program is to end.

    Args:
        application: Qt's application.
        window: The window, not yet shown.
        starts: The starts that ended in a crash; this one has been noted.
        unexpected: What hears of every fault, and has begun to.
        words: What the program says of itself to the service manager, as in ``"metastasis 1.0"``.
        on_screen: Told of the screen at the start and whenever it is another one or has another size.
        counts: What counts, where the clinic wants counts.

    Returns:
        The process's exit code: 0 when it was asked to end, 1 when the display is gone, :data:`FAULT`, :data:`AGAIN`.
    """
    application.setQuitOnLastWindowClosed(False)
    screens = ScreenKeeper(application, window)
    screens.changed.connect(on_screen)
    manager = ServiceManager(os.environ)
    period = watchdog_period(os.environ, os.getpid())
    heartbeat = Heartbeat(lifted(screens, NoticeCheck(window)), screens.keep, manager.tell, period, words)
    for hopeless in (heartbeat.lost, unexpected.again_and_again):
        hopeless.connect(lambda: application.exit(FAULT))
    screens.misled.connect(lambda: application.exit(AGAIN))
    screens.keep()
    heartbeat.begin()
    if counts is not None:
        counts.begin()
    code = application.exec()
    if code != FAULT:
        # A display that is gone says nothing against the program.
        heartbeat.end()
        starts.end()
    if counts is not None:
        counts.end()
    unexpected.end()
    manager.close()
    return code


def lifted(screens: ScreenKeeper, check: NoticeCheck) -> Callable[[], Verdict]:
    """Return what raises the window, and then looks at its notice.

    What another program lays over the notice cannot be seen from here, so it is not waited for.

    Args:
        screens: Keeps the window where it belongs.
        check: Looks at the notice.
    """

    def look() -> Verdict:
        screens.lift()
        return check.look()

    return look
