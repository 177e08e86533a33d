"""Lets in who knows the staff code. It outlives number pad and visits, and so does the wait after a wrong code.

The wait outlives the program, too.
"""

from __future__ import annotations

import logging
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.kiosk.code import is_code
from viewer.kiosk.policy import code_delay
from viewer.kiosk.wrong_codes import Wrong, WrongCodes
from viewer.ui.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable


class CodeGate(QObject):
    """Checks staff codes, one at a time, each beside the window's own work.

    Args:
        code: The hash in the clinic's settings; without one there is no way in.
        now: Gives the time in seconds, by the machine's steady clock; it never goes back.
        parent: What it belongs to.
        kept: Keeps the wrong codes over a restart; ``None`` forgets them with the program.

    Signals:
        checked: A code was checked; carries whether it was right.
    """

    checked = Signal(bool)

    def __init__(self, code: str, now: Callable[[], float], parent: QObject, kept: WrongCodes | None = None) -> None:
        super().__init__(parent)
        self._code, self._now = code, now
        self._kept = kept or WrongCodes()
        self._failures, self._free = self._kept.read(now())
        self._busy = False

    @property
    def exists(self) -> bool:
        """Whether there is a code at all."""
        return bool(self._code)

    @property
    def busy(self) -> bool:
        """Whether a code is being checked."""
        return self._busy

    @property
    def wait(self) -> int:
        """How long it takes no code, in seconds."""
        return max(0, ceil(self._free - self._now()))

    def check(self, digits: str) -> bool:
        """Begin to check a code; :attr:`checked` tells how it ended.

        Returns:
            Whether it began: not while another is checked, not in the wait, and not where there is no code.
        """
        if not self._code or self._busy or self.wait:
            return False
        self._busy = True
        # It counts as wrong until it was right: who gets rid of the answer gains nothing.
        self._failures += 1
        self._free = self._now() + code_delay(self._failures)
        self._kept.write(Wrong(self._failures, self._free))
        errand = Errand(partial(is_code, digits, self._code))
        errand.done.connect(self._end)
        errand.failed.connect(self._fail)
        errand.start()
        return True

    def _fail(self, error: object) -> None:
        logging.getLogger(__name__).error("The staff code cannot be checked. %s: %s", type(error).__name__, error)
        self._end(right=False)

    def _end(self, right: object) -> None:
        self._busy = False
        if right is True:
            self._failures, self._free = 0, self._now()
            self._kept.forget()
            logging.getLogger(__name__).info("The staff code was entered.")
        else:
            line = "A wrong staff code was entered, number %d in a row. The next one is taken in %d s."
            logging.getLogger(__name__).warning(line, self._failures, self.wait)
        self.checked.emit(right is True)
