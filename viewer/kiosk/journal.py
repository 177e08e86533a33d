"""The kiosk's log: one line each on standard error, where the service manager's journal takes it from.

However often something goes wrong, the log stays small: the same line comes once in a while, with how often it would
have come, and an hour has only so many lines. Nothing in it is about a visitor: of an exception it says what kind it
was and where, never its words, which can name what somebody looked at.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

LONGEST = 600
"""Most characters of a line."""

REPEAT = 600
"""How long the same line is not written again, in seconds."""

HOUR, MOST_LINES = 3600, 60
"""Most lines in an hour; the length of that hour, in seconds."""

PLACES = 4
"""So many places of an exception's way through the program are named, the innermost first."""

PRIORITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (logging.DEBUG, 7))
"""The levels of Python's log and the numbers by which syslog and the journal call them."""


class Journal(logging.Handler):
    """Writes what is logged, bounded.

    Args:
        stream: Where to.
        priorities: Whether each line begins with its priority, as in ``<4>``, which the journal reads and takes away.
        clock: The machine's steady clock, in seconds.
    """

    def __init__(self, stream: TextIO, *, priorities: bool, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.errors = 0
        self._stream = stream
        self._priorities = priorities
        self._clock = clock
        self._hour = -float("inf")
        self._lines = 0
        self._left_out = 0
        self._known: dict[str, tuple[float, int]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or count it. :attr:`errors` counts every error, written or not."""
        self.errors += record.levelno >= logging.ERROR
        text = one_line(f"{record.name}: {record.getMessage()}")
        now = self._clock()
        if now - self._hour >= HOUR:
            self._begin_hour(now)
        written, again = self._known.get(text, (-float("inf"), 0))
        if now - written < REPEAT:
            self._known[text] = (written, again + 1)
        elif self._lines < MOST_LINES:
            self._lines += 1
            self._known[text] = (now, 0)
            self._write(record.levelno, text + (f" ({again} times more since it was last written)" if again else ""))
        else:
            self._left_out += 1
            if self._left_out == 1:
                self._write(
                    logging.WARNING, f"{__name__}: More than {MOST_LINES} lines in an hour: the next are left out."
                )

    def _begin_hour(self, now: float) -> None:
        """Begin to count anew, and say what was left out of the hour before."""
        self._hour, self._lines = now, 0
        # What is kept is what may still come again: no more than an hour's lines.
        self._known = {text: known for text, known in self._known.items() if now - known[0] < REPEAT or known[1]}
        while len(self._known) > MOST_LINES:
            del self._known[next(iter(self._known))]
        if self._left_out:
            self._write(logging.WARNING, f"{__name__}: {self._left_out} lines were left out in the hour before.")
        self._left_out = 0

    def _write(self, level: int, text: str) -> None:
        """Write one line; where nobody takes it, it is lost, and the program goes on."""
        number = next((number for least, number in PRIORITIES if level >= least), 7)
        with suppress(OSError, ValueError):
            self._stream.write((f"<{number}>" if self._priorities else "") + text + "\n")
            self._stream.flush()


def one_line(text: str) -> str:
    """Return a text as one line that any terminal can show, and not longer than :data:`LONGEST`."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def goes_to_the_journal(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a stream leads into the service manager's journal.

    Args:
        stream: The stream.
        environment: The process's environment; ``JOURNAL_STREAM`` says which file the journal reads.
    """
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def begin_journal(environment: Mapping[str, str], stream: TextIO | None = None) -> Journal:
    """Let everything that is logged come into the journal, and return it.

    Args:
        environment: The process's environment.
        stream: Where to; ``None`` takes standard error.
    """
    taken = stream or sys.stderr
    journal = Journal(taken, priorities=goes_to_the_journal(taken, environment))
    logging.getLogger().addHandler(journal)
    logging.getLogger("viewer").setLevel(logging.INFO)
    return journal


def exception_words(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Return what the log says of an exception: its kind and where it was raised, and nothing of what it was about.

    Args:
        kind: Its kind.
        error: The exception.
        trace: Its way through the program.
    """
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{'/'.join(code.co_filename.replace(os.sep, '/').split('/')[-3:])}:{trace.tb_lineno}")
        trace = trace.tb_next
    number = error.errno if isinstance(error, OSError) else None
    why = f" ({os.strerror(number)})" if number is not None else ""
    return f"{kind.__name__}{why} at {', called from '.join(reversed(places[-PLACES:])) or 'an unknown place'}"
