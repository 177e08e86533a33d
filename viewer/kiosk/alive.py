"""Telling the service manager that the program is alive: its event loop turns, and the notice is whole and on top.

The protocol is systemd's sd_notify: a datagram into a socket of this machine, whose name stands in ``NOTIFY_SOCKET``.
Where nobody listens nothing is sent.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.kiosk.notice_check import Verdict

USUAL_PERIOD = 3.0
"""How long a program may give no sign of life where the service manager does not say, in seconds."""

SIGNS = 3
"""So many signs are given in that time: one that comes late is no reason to be killed."""

FIRST_LOOKS = 100
"""How often the notice is looked for until the program is ready, in milliseconds."""

UNSEEN_READY = 50
"""After so many looks without a screen the program is ready all the same: the screen may be off all night."""

_log = logging.getLogger(__name__)


def watchdog_period(environment: Mapping[str, str], process: int) -> float:
    """Return how long the service manager waits for a sign of life, in seconds.

    Args:
        environment: The process's environment; ``WATCHDOG_USEC`` and ``WATCHDOG_PID`` count.
        process: The process's id.
    """
    told = environment.get("WATCHDOG_USEC", "")
    meant = environment.get("WATCHDOG_PID") or str(process)
    if not (told.isascii() and told.isdigit() and int(told) and meant == str(process)):
        return USUAL_PERIOD
    return int(told) / 1_000_000


class ServiceManager:
    """The service manager, which is told how the program is; that never waits and never fails.

    Args:
        environment: The process's environment; without ``NOTIFY_SOCKET`` nobody listens.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._notifier = None
        if environment.get("NOTIFY_SOCKET"):
            from sdnotify import SystemdNotifier  # type: ignore[import-untyped]

            self._notifier = SystemdNotifier()
            if self._notifier.socket is not None:
                # A service manager that is busy must not hold up the screen.
                self._notifier.socket.setblocking(False)

    def tell(self, word: str) -> None:
        """Send a word, as in ``"READY=1"``."""
        if self._notifier is not None:
            self._notifier.notify(word)

    def close(self) -> None:
        """Tell it nothing more."""
        if self._notifier is not None and self._notifier.socket is not None:
            self._notifier.socket.close()
        self._notifier = None


class Heartbeat(QObject):
    """Gives signs of life while the event loop turns and the notice is whole and on top.

    A notice that is not is put back. Where that does not help, no more signs are given, and the service manager starts
    the program anew; ``lost`` says so where there is none.

    Args:
        look: Looks at the notice, as :meth:`viewer.kiosk.notice_check.NoticeCheck.look`.
        mend: Puts the notice back.
        tell: Sends a word to the service manager, as :meth:`ServiceManager.tell`.
        period: How long the service manager waits for a sign of life, in seconds.
        words: What the program says of itself in its status, as in ``"metastasis 1.0"``; nothing about a visitor.
        parent: What it lives and dies with.
    """

    lost = Signal()
    """The notice could not be put back for a whole period: the program should end, and not with exit code 0."""

    def __init__(
        self,
        look: Callable[[], Verdict],
        mend: Callable[[], None],
        tell: Callable[[str], None],
        period: float = USUAL_PERIOD,
        words: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._mend = mend
        self._tell = tell
        self._words = words
        self._ready = False
        self._unseen = 0
        self._failed = 0
        self._status = ""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._interval = max(1, round(period * 1000 / SIGNS))
        self._timer.timeout.connect(self.beat)

    def begin(self) -> None:
        """Give the first sign as soon as the event loop turns, then one after another."""
        self._timer.start(min(FIRST_LOOKS, self._interval))

    def end(self) -> None:
        """Say that the program ends because it was asked to."""
        self._timer.stop()
        self._tell("STOPPING=1")

    def beat(self) -> None:
        """Look at the notice, put it back if need be, and give a sign of life if it is right."""
        verdict = self._look()
        if verdict.faults:
            faults = verdict.faults
            self._mend()
            verdict = self._look()
            self._log_mending(faults, verdict)
        if verdict.faults:
            self._say("the notice cannot be put back")
            self._failed += 1
            if self._failed == SIGNS:
                self.lost.emit()
            return
        self._failed = 0
        self._say("the notice is whole and on top" if verdict.seen else "there is no screen that shows it")
        if not self._ready:
            self._get_ready(verdict)
        if self._ready:
            self._tell("WATCHDOG=1")

    def _get_ready(self, verdict: Verdict) -> None:
        """Say once that the program has started: when the notice is seen, or nobody will see it soon."""
        self._unseen += not verdict.seen
        if verdict.seen or self._unseen >= UNSEEN_READY:
            self._ready = True
            self._tell("READY=1")
            self._timer.start(self._interval)

    def _say(self, state: str) -> None:
        """Send the status when it is another one."""
        status = f"{self._words}: {state}" if self._words else state
        if status != self._status:
            self._status = status
            self._tell(f"STATUS={status}")

    def _log_mending(self, faults: tuple[str, ...], now: Verdict) -> None:
        """Log once what was wrong with the notice, and what came of putting it back."""
        if not now.faults:
            _log.warning("The notice was put back: %s.", "; ".join(faults))
        elif not self._failed:
            _log.critical(
                "The notice cannot be put back, so the program no longer says that it is alive: %s.",
                "; ".join(now.faults),
            )
