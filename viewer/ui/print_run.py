"""A print on its way: the printers are looked for, one gets the pages, and what becomes of them is watched."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.printing.service import Found, PrintError
from viewer.ui.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.printing.service import Outcome, PrintJob, PrintService, Sheets

PAUSE = 1000
"""How long between two looks at what becomes of a print, in milliseconds."""


class PrintRun(QObject):
    """Prints, one thing at a time, without ever letting the window wait.

    Args:
        service: Gives what prints on this system.
        parent: Lives at least as long.

    Signals:
        found: The printers are known; carries a :class:`~viewer.printing.service.Found`.
        became: Something has become of what is printed; carries an outcome and the printer's name.
        failed: The pages could not be made; carries the error.
    """

    found = Signal(object)
    became = Signal(object, str)
    failed = Signal(object)

    def __init__(self, service: Callable[[], PrintService], parent: QObject) -> None:
        super().__init__(parent)
        self._make_service = service
        self._service: PrintService | None = None
        self._job: PrintJob | None = None
        self._printer = ""
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def _opened(self) -> PrintService:
        """Return what prints; it is loaded when it is first needed, in whatever thread that is."""
        if self._service is None:
            self._service = self._make_service()
        return self._service

    def _begin(
        self,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[object], None] | None = None,
    ) -> None:
        errand = Errand(work)
        errand.done.connect(done)
        errand.failed.connect(failed or self._fail)
        errand.start()

    def find(self) -> None:
        """Look for the printers."""
        self._begin(lambda: self._opened().find(), self._find_done)

    def _find_done(self, found: object) -> None:
        self.found.emit(found if isinstance(found, Found) else Found())

    @property
    def busy(self) -> bool:
        """Whether pages are being handed to a printer just now."""
        return self._busy

    def send(self, printer: str, sheets: Sheets) -> None:
        """Hand pages to a printer; what was sent before is watched no more, and nothing happens while :attr:`busy`."""
        if self._busy:
            return
        self._busy, self._job, self._printer = True, None, printer
        self._timer.stop()
        self._begin(lambda: self._opened().send(printer, sheets), self._sent)

    def _sent(self, job: object) -> None:
        self._busy = False
        self._job = job  # type: ignore[assignment]
        self._look()

    def _look(self) -> None:
        """Ask what has become of it."""
        job = self._job
        if job is not None:
            self._begin(lambda: (job, self._opened().state(job)), self._looked)

    def _looked(self, found: object) -> None:
        job: PrintJob
        outcome: Outcome
        job, outcome = found  # type: ignore[misc]
        if job is not self._job:
            return
        if outcome.final:
            self._job = None
        else:
            self._timer.start(PAUSE)
        self.became.emit(outcome, self._printer)

    @property
    def can_take_back(self) -> bool:
        """Whether something was sent that is not printed yet."""
        return self._job is not None

    def take_back(self) -> None:
        """Take back what was sent."""
        job = self._job
        if job is not None:
            self._timer.stop()
            # Whether that worked or not: what has become of it is what counts.
            self._begin(lambda: self._opened().cancel(job), self._taken_back, self._not_taken_back)

    def _taken_back(self, _result: object) -> None:
        self._look()

    def _not_taken_back(self, error: object) -> None:
        logging.getLogger(__name__).warning("It cannot be taken back from %s. %s", self._printer, error)
        self._look()

    def _fail(self, error: object) -> None:
        """Say why it was not sent; the log has what the system said."""
        self._busy = False
        if isinstance(error, PrintError):
            logging.getLogger(__name__).warning("Not printed on %s. %s", self._printer or "any printer", error)
            self.became.emit(error.outcome, self._printer)
        elif self._printer:
            self.failed.emit(error)
        else:
            logging.getLogger(__name__).error("Printers cannot be looked for. %s", error)
            self.found.emit(Found())
