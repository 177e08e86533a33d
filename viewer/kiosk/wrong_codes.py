"""How many wrong staff codes there were in a row, and how long no code is taken: kept over a restart of the program.

Who can make the program start anew must not get new tries by it. So both stand in a small file that does not outlive
the machine's own start, with nothing else in it. Times are those of the machine's steady clock, which nobody can set;
which start of the machine they belong to stands beside them. A file that is damaged, or cannot be read or written,
never opens anything and never makes staff wait longer than one wrong code does.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.writing import write_whole
from viewer.kiosk.policy import FREE_TRIES, code_delay

if TYPE_CHECKING:
    from pathlib import Path

FILE = "kiosk-wrong-codes"
"""The file's name; it has one line: how many, until when in seconds, and which start of the machine."""

MOST_BYTES = 200
"""Most bytes of the file that are read: more is not ours."""

MOST_FAILURES = 100_000
"""Most wrong codes in a row that are counted; the wait has long been the longest then."""

BOOT_ID = "/proc/sys/kernel/random/boot_id"
"""Where Linux tells each start of the machine apart."""

_log = logging.getLogger(__name__)


class Wrong(NamedTuple):
    """What stands against the next staff code.

    Attributes:
        failures: How many wrong ones there were in a row.
        free: When the next one is taken, by the machine's steady clock in seconds.
    """

    failures: int = 0
    free: float = 0.0


DAMAGED = Wrong(FREE_TRIES)
"""What a file says that cannot be understood: staff may enter their code now, and nobody has a free try."""


class WrongCodes:
    """The wrong staff codes in a row.

    Args:
        file: Where they are kept; ``None`` keeps them nowhere.
        boot: Which start of the machine this is, as :func:`boot_id` says.
    """

    def __init__(self, file: Path | None = None, boot: str = "") -> None:
        self._file = file
        self._boot = boot

    def read(self, now: float) -> Wrong:
        """Return what is kept; the wait is never longer than the one after so many wrong codes.

        Args:
            now: The time of the machine's steady clock, in seconds.
        """
        try:
            told = self._text()
        except OSError as error:
            _log.warning("Wrong staff codes before this start cannot be read. %s: %s", self._file, error.strerror)
            return DAMAGED
        if told is None:
            return Wrong()
        failures, free, boot = _parts(told)
        if failures is None:
            _log.warning("Wrong staff codes before this start cannot be read. %s: it is damaged", self._file)
            return DAMAGED
        # How long ago another start of the machine was cannot be known.
        until = free if boot == self._boot else now + code_delay(failures)
        return Wrong(failures, max(0.0, min(until, now + code_delay(failures))))

    def write(self, wrong: Wrong) -> None:
        """Keep what stands against the next code; where that fails, the log has a line and a restart forgets it."""
        if self._file is None:
            return
        line = f"{min(wrong.failures, MOST_FAILURES)} {max(0.0, wrong.free):.3f} {self._boot}\n"
        try:
            write_whole(self._file, line.encode("ascii"), private=True)
        except OSError as error:
            _log.warning("A wrong staff code cannot be kept over a restart. %s: %s", self._file, error.strerror)

    def forget(self) -> None:
        """Forget them: the right code was entered."""
        if self._file is None:
            return
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("Wrong staff codes cannot be forgotten. %s: %s", self._file, error.strerror)

    def _text(self) -> str | None:
        """Return what the file says; ``None`` where there is none.

        Raises:
            OSError: It cannot be read.
        """
        if self._file is None:
            return None
        try:
            if not self._file.is_file() and self._file.exists():
                return ""  # No plain file: a pipe would be waited for.
            with self._file.open("rb") as opened:
                return opened.read(MOST_BYTES).decode("ascii", "replace")
        except FileNotFoundError:
            return None


def _parts(told: str) -> tuple[int | None, float, str]:
    """Return what a line says: how many, until when, which start; ``None`` for the first where it says nothing."""
    words = told.split(" ")
    if len(words) != 3 or not told.endswith("\n"):
        return None, 0.0, ""
    count, time, boot = words
    whole, dot, part = time.partition(".")
    digits = (count, whole, part) if dot else (count, whole)
    if not all(each.isascii() and each.isdigit() and len(each) < 12 for each in digits):
        return None, 0.0, ""
    return min(int(count), MOST_FAILURES), float(time), boot.rstrip("\n")


def boot_id(file: Path) -> str:
    """Return what tells this start of the machine from others, ``""`` where the system does not say.

    Args:
        file: Where it stands: :data:`BOOT_ID`.
    """
    try:
        told = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return told if told.replace("-", "").isalnum() else ""
