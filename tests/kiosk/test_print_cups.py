"""A kiosk that prints with a real CUPS and an IPP printer: alive, off, without paper, unknown."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from tests.kiosk.test_printing import LONG, open_panel, quiet, says, touch, words_of
from tests.printing.conftest import opened_room, room  # noqa: F401 - fixtures
from tests.printing.paper_room import until
from viewer.kiosk.policy import KioskSettings
from viewer.printing.cups import CupsPrinting


@pytest.fixture
def cups_kiosk(make_kiosk, room):  # noqa: F811 - the fixture
    """Makes a kiosk that prints on the room's printer; its settings are named."""

    def make(**settings):
        told = KioskSettings(**{"printer": "Ward_3"} | settings)
        return make_kiosk(settings=told, printers=lambda: CupsPrinting(room.environment), paper="letter")

    return make


def pages_in(data):
    return len(pypdfium2.PdfDocument(io.BytesIO(data)))


def waiting(room):  # noqa: F811
    """Return what stands in the printers' lines."""
    return room.run("lpstat", "-o").split()


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("print-page", "es", "Cuándo llamar de inmediato"),
        ("print-page", "en", "When to call right away"),
        ("print-summary", "en", "Tell it in your own words"),
    ],
)
def test_what_is_touched_comes_out_of_the_printer(cups_kiosk, room, qtbot, name, language, words):  # noqa: F811
    window = cups_kiosk()
    open_panel(window, language, "when-to-call")
    touch(qtbot, window, name)
    says(qtbot, window, "impresora" if language == "es" else "at the printer")
    (printed,) = room.printed()
    assert words in words_of(printed)
    assert pages_in(printed) == (2 if name == "print-page" else 1)


def test_no_more_comes_out_than_the_limits_allow(cups_kiosk, room, qtbot, log_watch):  # noqa: F811
    log_watch.expect("sheets of this day are used up")
    window = cups_kiosk(sheets_a_visit=2, sheets_a_day=3)
    for expected in ("no more at one visit", "all it can today"):
        open_panel(window)
        for _ in range(3):
            touch(qtbot, window, "print-summary")
            quiet(qtbot, window)
        assert expected in window.visit.view.panel.words
        window.end_visit("finished")
    assert sum(pages_in(each) for each in room.printed()) == 3


def test_a_printer_that_is_off_prints_nothing_later_of_a_visitor_who_has_gone(
    cups_kiosk,
    room,  # noqa: F811
    qtbot,
    log_watch,
):
    log_watch.expect("Nothing is printed on Ward_3: the printer does not answer")
    room.take_printer_away()
    window = cups_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "does not answer")
    assert len(waiting(room)) > 0
    window.end_visit("idle")
    quiet(qtbot, window)
    assert waiting(room) == []
    assert window._printing._count.left_today() == 2
    # The next visitor finds it on.
    room.bring_printer()
    until(lambda: "is idle" in room.run("lpstat", "-p", "Ward_3"), "the printer is idle")
    open_panel(window, "es")
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "en la impresora")
    (printed,) = room.printed()
    assert "Dígalo con sus propias palabras" in words_of(printed)


def test_it_is_taken_back_even_if_nobody_knew_of_the_printer_when_the_visit_ended(
    cups_kiosk,
    room,  # noqa: F811
    qtbot,
    log_watch,
):
    log_watch.expect("Nothing is printed on Ward_3: the printer does not answer")
    room.take_printer_away()
    window = cups_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(lambda: any(each.handed_over for each in window._printing._prints), timeout=LONG)
    window.end_visit("finished")
    quiet(qtbot, window)
    assert waiting(room) == []


def test_without_paper_it_comes_when_staff_fill_the_printer(cups_kiosk, room, qtbot, log_watch):  # noqa: F811
    log_watch.expect("Nothing is printed on Ward_3: the printer has no paper")
    room.flag("no-paper", up=True)
    window = cups_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "no paper")
    room.flag("no-paper", up=False)
    says(qtbot, window, "at the printer")
    assert len(room.printed()) == 1
    assert len(log_watch.lines) == 1


def test_a_printer_that_takes_nothing_and_one_that_is_not_there(cups_kiosk, room, qtbot, log_watch):  # noqa: F811
    log_watch.expect("Nothing is printed on Ward_3: .*not accepting")
    log_watch.expect("Nothing is printed on Nowhere: .*does not exist")
    room.run("cupsreject", "Ward_3")
    for printer in ("Ward_3", "Nowhere"):
        window = cups_kiosk(printer=printer)
        open_panel(window)
        touch(qtbot, window, "print-summary")
        says(qtbot, window, "This screen cannot print now.")
        window.hide()
    assert len(log_watch.lines) == 2
