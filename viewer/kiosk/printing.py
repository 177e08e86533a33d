"""Printing at a kiosk: one touch, a few sheets, and nothing of it is left when the visitor has gone."""

from __future__ import annotations

import enum
import logging
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from viewer.kiosk.one_print import Made, OnePrint, PrintMeans
from viewer.kiosk.sheet_count import SheetCount
from viewer.printing.service import Outcome, Sheets
from viewer.summary.order import LEAF, PAPER, Order
from viewer.ui.errand import Errand

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.kiosk.sheet_count import Receipt
    from viewer.kiosk.shelf import KioskShelf
    from viewer.printing.service import PrintService
    from viewer.summary.making import SummaryMaker

COUNTING = 8
"""Dots to the inch of the pictures by which sheets are counted: too few to see anything, and quickly made."""


class Said(enum.Enum):
    """What there is to say to the visitor."""

    READY = "nothing was ordered yet"
    COMING = "it is made, handed over, or printed"
    PRINTED = "it is out of the printer"
    NO_PAPER = "the printer has no paper"
    NEEDS_HELP = "somebody must look after the printer"
    OFF = "the printer does not answer"
    CANNOT = "it cannot be printed here"
    VISIT_FULL = "it is more than this visitor may still print"
    DAY_FULL = "it is more than may still be printed today"
    TOO_LONG = "it is more than any visitor may print"


SAID = MappingProxyType(
    {
        Outcome.HANDED_OVER: Said.PRINTED,
        Outcome.WAITING: Said.COMING,
        Outcome.PRINTING: Said.COMING,
        Outcome.PRINTED: Said.PRINTED,
        Outcome.OFF: Said.OFF,
        Outcome.PAUSED: Said.OFF,
        Outcome.REFUSED: Said.CANNOT,
        Outcome.NO_PAPER: Said.NO_PAPER,
        Outcome.NEEDS_HELP: Said.NEEDS_HELP,
        Outcome.STOPPED: Said.CANNOT,
        Outcome.GONE: Said.CANNOT,
        Outcome.UNKNOWN: Said.CANNOT,
    }
)
"""What is said of each outcome."""

GOOD = frozenset({Said.COMING, Said.PRINTED})
"""What is said while nothing is wrong."""


SETTLE = 1500
"""How long the program's end waits for that, in milliseconds: what is being printed comes out without it."""


class KioskPrinting(QObject):
    """Prints for one visitor after another.

    Args:
        topic: The topic.
        shelf: What the kiosk takes from.
        parent: Lives at least as long.

    Signals:
        changed: Something else is to be said.
        printed: Sheets came out of the printer; carries how many.
        settled: Nothing is on its way any more.
    """

    changed = Signal()
    printed = Signal(int)
    settled = Signal()

    def __init__(self, topic: Topic, shelf: KioskShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._topic, self._shelf = topic, shelf
        self._count = SheetCount(shelf.settings, shelf.now, shelf.today)
        self._prints: list[OnePrint] = []
        self._newest: OnePrint | None = None
        self._said, self._sheets, self._large = Said.READY, 0, False
        self._logged = set[str]()
        self._lengths: dict[Order, int] = {}
        self._measuring: set[Order] = set()
        # One thread at a time asks the maker, which keeps what it has read of the topic.
        self._lock = Lock()
        self._maker: SummaryMaker | None = None
        self._service: PrintService | None = None

    @property
    def possible(self) -> bool:
        """Whether this kiosk has a printer, and visitors may print."""
        return self._shelf.printers is not None and self._count.most() > 0

    @property
    def said(self) -> Said:
        """What there is to say now."""
        return self._said

    @property
    def sheets(self) -> int:
        """How many sheets that takes which was ordered last; 0 as long as nobody knows."""
        return self._sheets

    @property
    def most(self) -> int:
        """How many sheets one visitor may print, in large print if that was ordered last."""
        return self._count.most(large=self._large)

    def left(self, *, large: bool) -> int:
        """Return how many sheets may still be printed now."""
        return self._count.left(large=large)

    def length(self, page: str, language: str, *, large: bool) -> int:
        """Return how many sheets a page of the topic takes, or the summary where the page is ``""``.

        As long as nobody knows it is 0; then it is found out, and :attr:`changed` tells.

        Args:
            page: The page's id; ``""`` for the summary.
            language: The language of the visit.
            large: Whether in large print.
        """
        order = self._order_of(page, language, large=large)
        if order not in self._lengths and order not in self._measuring and self.possible:
            self._measuring.add(order)
            errand = Errand(lambda: self._measure(order))
            errand.done.connect(self._measured)
            errand.failed.connect(self._unmeasured)
            errand.start()
        return self._lengths.get(order, 0)

    def _measure(self, order: Order) -> dict[Order, int]:
        """Return how many sheets something takes; call it in any thread."""
        with self._lock:
            return {order: len(self._opened_maker().pages(order, COUNTING))}

    def _measured(self, lengths: object) -> None:
        """Take note of it, if nobody else has come meanwhile."""
        if isinstance(lengths, dict) and self._measuring.issuperset(lengths):
            self._lengths |= lengths
            self.changed.emit()

    def _unmeasured(self, _error: object) -> None:
        """Say nothing: who wants it printed is told, and the log with it."""

    def _order_of(self, page: str, language: str, *, large: bool) -> Order:
        order = Order(language, large_print=large, paper=self._shelf.paper or PAPER)
        return order._replace(edition=LEAF, pages=(page,)) if page else order

    @property
    def on_the_way(self) -> int:
        """How many prints are being made, handed over, or watched."""
        return len(self._prints)

    def print_page(self, page: str, language: str, *, large: bool) -> None:
        """Print one page of the topic.

        Args:
            page: The page's id.
            language: The language of the visit.
            large: Whether in large print.
        """
        self._order(self._order_of(page, language, large=large))

    def print_summary(self, language: str, *, large: bool) -> None:
        """Print the summary on one page; in large print it is longer.

        Args:
            language: The language of the visit.
            large: Whether in large print.
        """
        self._order(self._order_of("", language, large=large))

    def forget(self) -> None:
        """Forget the visitor: what is on its way goes on only as :meth:`OnePrint.leave` says."""
        self._newest = None
        for each in tuple(self._prints):
            each.leave()
        self._count.begin_visit()
        self._sheets = 0
        self._say(Said.READY)
        # Last: a panel that still stands asks once more how long the visitor's page is.
        self._lengths.clear()
        self._measuring.clear()

    def _order(self, order: Order) -> None:
        """Print something, unless it is on its way already or there is a reason not to."""
        if not self.possible or self._is_on_its_way(order):
            return
        self._large = order.large_print
        if self._count.left(large=self._large) == 0:
            self._say(self._refusal(1))
            return
        means = PrintMeans(self._make, self._opened, self._shelf.settings.printer)
        one = OnePrint(order, means, self._admit, self)
        one.became.connect(lambda outcome, words: self._became(one, outcome, words))
        one.failed.connect(self._not_made)
        one.ended.connect(lambda: self._drop(one))
        self._prints.append(one)
        self._newest = one
        self._sheets = 0
        self._say(Said.COMING)
        one.start()

    def _is_on_its_way(self, order: Order) -> bool:
        """Whether a second touch is one too many: the same is under way, or something is not handed over yet."""
        return any(not each.left and (each.order == order or not each.handed_over) for each in self._prints)

    def _make(self, order: Order) -> Made:
        """Make what was ordered; call it in any thread.

        Raises:
            ContentError: The topic lacks something of it.
            viewer.summary.press.PressError: It cannot be made.
        """
        with self._lock:
            maker = self._opened_maker()
            pdf, count = maker.pdf(order), len(maker.pages(order, COUNTING))

        def pictures(dots: float) -> list[bytes]:
            with self._lock:
                return maker.pages(order, dots)

        return Made(count, Sheets(order.paper, lambda: pdf, pictures))

    def _opened_maker(self) -> SummaryMaker:
        """Return what makes summaries; call it with the lock held."""
        if self._maker is None:
            self._maker = self._shelf.maker(self._topic)
        return self._maker

    def _opened(self) -> PrintService:
        """Return what prints; it is loaded when it is first needed, in whatever thread that is."""
        if self._service is None and self._shelf.printers is not None:
            self._service = self._shelf.printers()
        if self._service is None:
            raise RuntimeError("this kiosk has no printer")
        return self._service

    def _admit(self, sheets: int) -> Receipt | None:
        """Count sheets that were made; refuse them where they are too many."""
        self._sheets = sheets
        if sheets > self._count.left(large=self._large):
            self._say(self._refusal(sheets))
            return None
        receipt = self._count.take(sheets)
        self.changed.emit()
        return receipt

    def _refusal(self, sheets: int) -> Said:
        """Return why so many sheets are not printed; the first time in a day the log says that no more are left."""
        if sheets > self.most:
            return Said.TOO_LONG
        if sheets <= self._count.left_today(large=self._large):
            return Said.VISIT_FULL
        self._log_once("day", "The sheets of this day are used up.")
        return Said.DAY_FULL

    def _became(self, one: OnePrint, outcome: Outcome, words: str) -> None:
        """Say what has become of a print, count what did not come out, log what is wrong."""
        said = SAID[outcome]
        receipt = one.receipt
        if said is Said.PRINTED and receipt is not None:
            self._logged.clear()
            self.printed.emit(receipt.sheets)
        elif said not in GOOD and not (one.left and outcome is Outcome.STOPPED):
            told = " ".join(words.split()) or outcome.value
            self._log_once(outcome.name, "Nothing is printed on %s: %s", self._shelf.settings.printer, told)
        # What the printer never took, or gave back before it was at work, is on no sheet.
        if receipt is not None and not one.at_work and (outcome is Outcome.STOPPED or not one.handed_over):
            self._count.give_back(receipt)
            self.changed.emit()
        if one is self._newest:
            self._say(said)

    def _not_made(self, error: object) -> None:
        # The error's words may name the page, which is the visitor's choice; metastasis-viewer check names all faults.
        self._log_once(f"make {type(error)}", "Something cannot be made for the printer: %s", type(error).__name__)
        self._say(Said.CANNOT)

    def _log_once(self, what: str, line: str, *values: object) -> None:
        """Log what is wrong, once until something has been printed again."""
        if what not in self._logged:
            self._logged.add(what)
            logging.getLogger(__name__).warning(line, *values)

    def _drop(self, one: OnePrint) -> None:
        if one in self._prints:
            self._prints.remove(one)
            one.deleteLater()
            if not self._prints:
                self.settled.emit()

    def _say(self, said: Said) -> None:
        if said is not self._said:
            self._said = said
            self.changed.emit()


def settle(printing: KioskPrinting) -> None:
    """Before the program ends, give it a moment to take back what the printer cannot print now.

    Args:
        printing: What prints; its visitor has gone.
    """
    if printing.on_the_way:
        loop = QEventLoop()
        printing.settled.connect(loop.quit)
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(SETTLE)
        loop.exec()
        limit.stop()
