"""Makes the pages that will be printed, in threads: the newest wish supersedes those before it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.printing.service import Sheets
from viewer.ui.errand import Errand
from viewer.ui.picture import read_image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from viewer.summary.making import SummaryMaker
    from viewer.summary.order import Order

Wish = tuple["Order", int]
"""What is wanted, and in how many dots to the inch."""


class PageMaker(QObject):
    """Makes pictures of pages, and hands out what prints and saves.

    Args:
        maker: Makes summaries.
        parent: Lives at least as long.

    Signals:
        made: The pages of the newest wish; carries the order and a list of images.
        failed: They cannot be made; carries the error.
    """

    made = Signal(object, object)
    failed = Signal(object)

    def __init__(self, maker: SummaryMaker, parent: QObject) -> None:
        super().__init__(parent)
        self._maker = maker
        # One thread at a time asks the maker, which keeps what it has read.
        self._lock = Lock()
        self._making: Wish | None = None
        self._newest: Wish | None = None

    def want(self, order: Order, dots: int) -> bool:
        """Ask for pictures of pages; return whether they are still to be made.

        Args:
            order: What is wanted.
            dots: Dots to the inch.
        """
        wish = (order, dots)
        if wish != self._newest:
            self._newest = wish
            if self._making is None:
                self._begin()
        return self._making is not None

    def _begin(self) -> None:
        wish = self._making = self._newest
        if wish is None:
            return
        errand = Errand(lambda: self._images(wish))
        errand.done.connect(self._done)
        errand.failed.connect(self._fail)
        errand.start()

    def _images(self, wish: Wish) -> list[QImage]:
        with self._lock:
            pages = self._maker.pages(*wish)
        return [read_image(page) for page in pages]

    def _done(self, images: object) -> None:
        made, self._making = self._making, None
        if made != self._newest or made is None:
            self._begin()
        else:
            self.made.emit(made[0], images)

    def _fail(self, error: object) -> None:
        made, self._making = self._making, None
        if made != self._newest:
            self._begin()
        else:
            self.failed.emit(error)

    def lost(self, order: Order) -> str:
        """Return the characters of the reader's questions that no page can show; ask once the pages are made."""
        return self._maker.lost(order.questions)

    def pdf(self, order: Order) -> bytes:
        """Return the file. Call it in any thread.

        Raises:
            ContentError: The topic lacks something of it.
            viewer.summary.press.PressError: It cannot be made.
        """
        with self._lock:
            return self._maker.pdf(order)

    def sheets(self, order: Order) -> Sheets:
        """Return what a printer gets."""

        def pictures(dots: float) -> list[bytes]:
            with self._lock:
                return self._maker.pages(order, dots)

        return Sheets(order.paper, lambda: self.pdf(order), pictures)
