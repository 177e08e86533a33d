"""What Windows would print, as far as it can be tried elsewhere: the pictures of the pages, drawn by Qt's printer."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.printing.test_cups import PAPERS, sheets
from viewer.printing.service import Outcome, PrintError, PrintJob
from viewer.printing.windows import WindowsPrinting, draw_pages
from viewer.ui.picture import read_image


@pytest.mark.parametrize("paper", PAPERS)
def test_each_picture_fills_a_sheet_of_its_own(qapp, tmp_path, paper):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    (page,) = sheets(paper).pictures(60)
    draw_pages(printer, [read_image(page)] * 2, paper)
    document = pypdfium2.PdfDocument(io.BytesIO((tmp_path / "printed.pdf").read_bytes()))
    assert [each.get_size() for each in document] == [pytest.approx(PAPERS[paper], abs=1)] * 2
    for sheet in document:
        drawn = sheet.render(scale=0.5).to_pil().convert("L")
        # The notice is the lowest thing on a page: a picture that is cut or too large loses it.
        left, top, right, bottom = drawn.point(lambda shade: 255 * (shade < 200)).getbbox()
        assert left > 0.03 * drawn.width
        assert top > 0.02 * drawn.height
        assert right < 0.97 * drawn.width
        assert 0.85 * drawn.height < bottom < 0.99 * drawn.height


def test_a_printer_that_is_not_there_is_told(qapp):
    with pytest.raises(PrintError) as refused:
        WindowsPrinting(read_image).send("Nowhere", sheets())
    assert refused.value.outcome is Outcome.GONE


def test_what_was_handed_over_is_said_to_be(qapp):
    assert WindowsPrinting(read_image).state(PrintJob("Ward", "")) is Outcome.HANDED_OVER
