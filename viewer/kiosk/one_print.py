"""One thing on its way to paper at a kiosk: it is made, handed to the printer, and watched until it is out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.printing.service import Outcome, PrintError
from viewer.ui.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.kiosk.sheet_count import Receipt
    from viewer.printing.service import PrintJob, PrintService, Sheets
    from viewer.summary.order import Order

PAUSE, LATER = 1000, 5000
"""How long between two looks at a print while its visitor is there, and after that, in milliseconds."""

MOST_LOOKS = 60
"""After so many looks, five minutes after its visitor has gone, a print that still waits is taken back."""

STUCK = frozenset({Outcome.OFF, Outcome.PAUSED, Outcome.NO_PAPER, Outcome.NEEDS_HELP})
"""What a print can wait for until somebody comes: after its visitor has gone it is taken back, not kept for a stranger.

A print is taken back by its own number, which CUPS does not let others use: nothing else in the line is touched.
"""

UNSEEN = 2
"""So many looks in a row may go unanswered, as while CUPS starts anew, before the visitor is told."""

ABSENT = frozenset({Outcome.OFF, Outcome.PAUSED})
"""What a printer is that has put nothing on paper."""


class Made(NamedTuple):
    """What was ordered, ready for a printer.

    Attributes:
        number: How many sheets it takes.
        sheets: What the printer gets.
    """

    number: int
    sheets: Sheets


class PrintMeans(NamedTuple):
    """What a print needs; both may be asked in any thread.

    Attributes:
        make: Makes what was ordered.
        service: Gives what prints on this system.
        printer: The printer's name.
    """

    make: Callable[[Order], Made]
    service: Callable[[], PrintService]
    printer: str


class OnePrint(QObject):
    """One thing on its way to paper. It keeps no page of it: what was made lives only while it is handed over.

    Args:
        order: What was ordered.
        means: What makes and prints it.
        admit: Says whether so many sheets may be printed, and counts them; ``None`` means no.
        parent: Lives at least as long.

    Signals:
        became: Something has become of it; carries an outcome, and what the system said of it.
        failed: It could not be made; carries the error.
        ended: Nothing more will come.
    """

    became = Signal(object, str)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self, order: Order, means: PrintMeans, admit: Callable[[int], Receipt | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._order: Order | None = order
        self._means, self._admit = means, admit
        self._receipt: Receipt | None = None
        self._job: PrintJob | None = None
        self._outcome: Outcome | None = None
        self._left = self._looking = self._taken_back = self._at_work = False
        self._looks = self._unseen_looks = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def order(self) -> Order | None:
        """What was ordered; ``None`` after its visitor has gone."""
        return self._order

    @property
    def handed_over(self) -> bool:
        """Whether the printer's line has it."""
        return self._job is not None

    @property
    def receipt(self) -> Receipt | None:
        """The sheets that were counted for it."""
        return self._receipt

    @property
    def at_work(self) -> bool:
        """Whether the printer was seen at work on it: then paper may have come out, whatever became of it."""
        return self._at_work

    @property
    def left(self) -> bool:
        """Whether its visitor has gone."""
        return self._left

    def start(self) -> None:
        """Begin to make it."""
        order, make = self._order, self._means.make
        if order is not None:
            self._begin(lambda: make(order), self._made, self._not_made)

    def leave(self) -> None:
        """Go on without the visitor.

        What is still being made is dropped. What is just being handed over, and what the printer cannot print now, is
        taken back; what is being printed comes out, since people walk to the printer with the visit already ended.
        """
        self._left, self._order = True, None
        if self._job is not None:
            if self._outcome in {*STUCK, Outcome.UNKNOWN} and not self._looking:
                self._take_back()
        elif self._receipt is None:
            self.ended.emit()

    def _begin(
        self, work: Callable[[], object], done: Callable[[object], None], failed: Callable[[object], None]
    ) -> None:
        errand = Errand(work)
        errand.done.connect(done)
        errand.failed.connect(failed)
        errand.start()

    def _made(self, result: object) -> None:
        if self._left or not isinstance(result, Made):
            return
        self._receipt = self._admit(result.number)
        if self._receipt is None:
            self.ended.emit()
            return
        service, printer, sheets = self._means.service, self._means.printer, result.sheets
        self._begin(lambda: service().send(printer, sheets), self._sent, self._not_sent)

    def _not_made(self, error: object) -> None:
        if not self._left:
            self.failed.emit(error)
            self.ended.emit()

    def _sent(self, job: object) -> None:
        self._job = job  # type: ignore[assignment]
        if self._left:
            self._take_back()
        else:
            self._look()

    def _not_sent(self, error: object) -> None:
        outcome = error.outcome if isinstance(error, PrintError) else Outcome.UNKNOWN
        self.became.emit(outcome, str(error) or type(error).__name__)
        self.ended.emit()

    def _look(self) -> None:
        """Ask what has become of it."""
        service, job = self._means.service, self._job
        if job is not None:
            self._looking = True
            self._begin(lambda: service().state(job), self._looked, self._unseen)

    def _unseen(self, _error: object) -> None:
        self._looked(Outcome.UNKNOWN)

    def _looked(self, outcome: object) -> None:
        self._looking = False
        if not isinstance(outcome, Outcome):
            return
        self._outcome = outcome
        # A printer's line that does not answer may still hold it: it is followed until it can be taken back.
        unseen = outcome is Outcome.UNKNOWN
        self._unseen_looks = self._unseen_looks + 1 if unseen else 0
        # CUPS also says that it is printing until it finds that nobody answers.
        self._at_work = outcome is Outcome.PRINTING or (self._at_work and outcome not in ABSENT)
        if not unseen or self._unseen_looks > UNSEEN:
            self.became.emit(outcome, "")
        if outcome.final and not unseen:
            self.ended.emit()
        elif self._left:
            self._follow_alone(outcome)
        else:
            self._timer.start(PAUSE)

    def _follow_alone(self, outcome: Outcome) -> None:
        """Watch on after the visitor has gone, but not for ever."""
        self._looks += 1
        if self._looks > 2 * MOST_LOOKS:
            self.ended.emit()
        elif not self._taken_back and (outcome in {*STUCK, Outcome.UNKNOWN} or self._looks > MOST_LOOKS):
            self._take_back()
        else:
            self._timer.start(LATER)

    def _take_back(self) -> None:
        service, job = self._means.service, self._job
        if job is not None:
            self._timer.stop()
            self._taken_back = True
            self._begin(lambda: service().cancel(job), self._asked_back, self._not_asked_back)

    def _asked_back(self, _result: object) -> None:
        # Whether that worked or not: what has become of it is what counts.
        self._look()

    def _not_asked_back(self, _error: object) -> None:
        self._taken_back = False
        self._timer.start(LATER)
