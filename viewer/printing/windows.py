"""Printing on Windows: pictures of the pages, through Qt. Not tried on Windows yet; what draws the pages is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from viewer.printing.service import Found, Outcome, Printer, PrintError, PrintJob

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from viewer.printing.service import Sheets

DOTS = 300
"""Dots to the inch of the pictures: fine enough for text of 12 points, and a tenth of a second a page."""

PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class WindowsPrinting:
    """Prints with the system's printers. What becomes of it, Windows tells in its own window.

    Args:
        read_image: Reads a PNG picture, in any thread.
    """

    def __init__(self, read_image: Callable[[bytes], QImage]) -> None:
        self._read_image = read_image

    def find(self) -> Found:
        """Return the printers."""
        names = QPrinterInfo.availablePrinterNames()
        return Found(tuple(Printer(name, name) for name in names), QPrinterInfo.defaultPrinterName())

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        """Hand something to a printer.

        Args:
            printer: The printer's name.
            sheets: What to print.

        Raises:
            PrintError: It was not taken.
        """
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            raise PrintError(Outcome.GONE, f"there is no printer {printer}")
        if info.state() == QPrinter.PrinterState.Error:
            raise PrintError(Outcome.NEEDS_HELP, f"the printer {printer} reports an error")
        pages = [self._read_image(page) for page in sheets.pictures(DOTS)]
        draw_pages(QPrinter(info, QPrinter.PrinterMode.HighResolution), pages, sheets.paper)
        return PrintJob(printer, "")

    def state(self, job: PrintJob) -> Outcome:
        """Return what is known of something that was sent: that it was."""
        return Outcome.HANDED_OVER

    def cancel(self, job: PrintJob) -> None:
        """Do nothing: Windows takes it back in its own window."""


def draw_pages(printer: QPrinter, pages: Sequence[QImage], paper: str) -> None:
    """Draw pictures of pages, each on a sheet of its own.

    Args:
        printer: The printer.
        pages: The pictures.
        paper: One of :data:`viewer.summary.order.PAPERS`.

    Raises:
        PrintError: The printer does not take them.
    """
    printer.setPageSize(QPageSize(PAPERS[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    # The pages bring their margins along.
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(Outcome.UNKNOWN, f"the printer {printer.printerName()} cannot be opened")
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise PrintError(Outcome.STOPPED, f"the printer {printer.printerName()} took {number} pages only")
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(sheet), page)
    finally:
        painter.end()
