"""What printing is to those who want something printed, whatever the system that does it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage


class Outcome(enum.Enum):
    """What has become of something that was to be printed."""

    HANDED_OVER = "the system has taken it, and tells no more"
    WAITING = "it waits in the printer's line"
    PRINTING = "the printer is at work on it"
    PRINTED = "the printer has taken all of it"
    OFF = "the printer does not answer: it is off, or not connected"
    PAUSED = "the printer is paused"
    REFUSED = "the printer takes nothing now"
    NO_PAPER = "the printer has no paper"
    NEEDS_HELP = "a jam, an open door, no ink: somebody must look after the printer"
    STOPPED = "it was stopped before it was printed"
    GONE = "there is no such printer any more"
    UNKNOWN = "the system for printing does not answer"

    @property
    def final(self) -> bool:
        """Whether nothing more will become of it."""
        return self in _FINAL


_FINAL = frozenset(
    {Outcome.HANDED_OVER, Outcome.PRINTED, Outcome.REFUSED, Outcome.STOPPED, Outcome.GONE, Outcome.UNKNOWN}
)


class Printer(NamedTuple):
    """A printer.

    Attributes:
        name: How the system calls it.
        words: How people call it.
    """

    name: str
    words: str


class Found(NamedTuple):
    """The printers that there are.

    Attributes:
        printers: The printers.
        usual: The name of the one that is used when nobody says which; ``""`` where there is none.
    """

    printers: tuple[Printer, ...] = ()
    usual: str = ""


class Sheets(NamedTuple):
    """Something to print. Both ways give the same pages; a system asks for the one that it can print.

    Attributes:
        paper: One of :data:`viewer.summary.order.PAPERS`.
        pdf: Gives it as a PDF.
        pictures: Gives a PNG picture of each page, for a number of dots to the inch.
    """

    paper: str
    pdf: Callable[[], bytes]
    pictures: Callable[[float], list[bytes]]


class PrintJob(NamedTuple):
    """Something in a printer's hands.

    Attributes:
        printer: The printer's name.
        number: How the system calls it; ``""`` where it cannot be followed.
    """

    printer: str
    number: str


class PrintError(Exception):
    """It cannot be printed. The message says why, for staff.

    Args:
        outcome: Why, for the reader.
        message: What the system said.
    """

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class PrintService(Protocol):
    """A system that prints. Each call may take seconds: call it in a thread of its own."""

    def find(self) -> Found:
        """Return the printers; none where nothing can be printed."""

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        """Hand something to a printer.

        Args:
            printer: The printer's name.
            sheets: What to print.

        Raises:
            PrintError: It was not taken.
        """

    def state(self, job: PrintJob) -> Outcome:
        """Return what has become of something that was sent."""

    def cancel(self, job: PrintJob) -> None:
        """Take something back that was sent; what is on paper already stays there."""


def system_printing(platform: str, read_image: Callable[[bytes], QImage]) -> PrintService:
    """Return what prints on this system.

    Args:
        platform: As in :data:`sys.platform`.
        read_image: Reads a PNG picture, in any thread.
    """
    if platform == "win32":
        from viewer.printing.windows import WindowsPrinting

        return WindowsPrinting(read_image)
    from viewer.printing.cups import CupsPrinting

    return CupsPrinting()
