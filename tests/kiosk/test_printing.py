"""Printing at a kiosk, with real summaries. Only the printer is played: a real one has own tests."""

from __future__ import annotations

import gc
import io
from threading import Event
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import button, press
from tests.kiosk.conftest import HandClock
from tests.kiosk.state import state_of
from viewer.kiosk.policy import ENLARGED, KioskSettings
from viewer.kiosk.sheet_count import WHOLE_DAY, SheetCount
from viewer.printing.service import Found, Outcome, PrintError, PrintJob
from viewer.summaries import maker_for
from viewer.summary.order import LEAF, Order

if TYPE_CHECKING:
    from viewer.printing.service import Sheets

LONG = 60_000
"""How long something may take on a busy machine, in milliseconds."""


class PlayedPrinter:
    """A printer that does as it is told, and remembers what it got."""

    def __init__(self) -> None:
        self.becomes = Outcome.PRINTED
        self.refuses: Exception | None = None
        self.may_take = Event()
        self.may_take.set()
        self.asked = Event()
        self.got: list[tuple[str, str, bytes]] = []
        self.taken_back: list[PrintJob] = []
        self.can_take_back = True

    def find(self) -> Found:
        return Found()

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        self.asked.set()
        assert self.may_take.wait(60)
        if self.refuses:
            raise self.refuses
        self.got.append((printer, sheets.paper, sheets.pdf()))
        return PrintJob(printer, f"{printer}-{len(self.got)}")

    def state(self, job: PrintJob) -> Outcome:
        return Outcome.STOPPED if job in self.taken_back and self.can_take_back else self.becomes

    def cancel(self, job: PrintJob) -> None:
        self.taken_back.append(job)


@pytest.fixture
def printer() -> PlayedPrinter:
    """A printer that works."""
    return PlayedPrinter()


@pytest.fixture
def printing_kiosk(make_kiosk, printer):
    """Makes a kiosk with the printer "hall"; its settings are named."""

    def make(size=(1920, 1080), *, changes=(), **settings):
        told = KioskSettings(**{"printer": "hall"} | settings)
        return make_kiosk(size, settings=told, **{"printers": lambda: printer} | dict(changes))

    return make


def open_panel(window, language="en", page="overview", *, enlarged=False):
    """Begin a visit, go to a page, and open the panel by its button."""
    window.begin_visit(language)
    window.visit.view.choose(page)
    if enlarged:
        window.visit.set_look(window.visit.look.with_text_size(ENLARGED))
    window.open_print()
    return window.visit.view.panel


def touch(qtbot, window, name):
    press(qtbot, button(window, name))


def says(qtbot, window, words):
    """Wait until the panel says something."""
    qtbot.waitUntil(lambda: words in window.visit.view.panel.words, timeout=LONG)


def quiet(qtbot, window):
    """Wait until nothing is on its way."""
    qtbot.waitUntil(lambda: window._printing.on_the_way == 0, timeout=LONG)


def words_of(data):
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


# What is printed


@pytest.mark.parametrize("paper", ["", "letter", "a4"])
@pytest.mark.parametrize("enlarged", [False, True])
@pytest.mark.parametrize(
    ("name", "language", "page"),
    [("print-page", "en", "influences"), ("print-page", "es", "extravasation"), ("print-summary", "es", "treatment")],
)
def test_one_touch_prints_what_is_on_the_screen(
    printing_kiosk, printer, bundled, qtbot, name, language, page, enlarged, paper
):
    window = printing_kiosk(sheets_a_visit=9, changes={"paper": paper})
    open_panel(window, language, page, enlarged=enlarged)
    touch(qtbot, window, name)
    quiet(qtbot, window)
    order = Order(language, large_print=enlarged, paper=paper or "letter")
    if name == "print-page":
        order = order._replace(edition=LEAF, pages=(page,))
    assert printer.got == [("hall", paper or "letter", maker_for(bundled).pdf(order))]


@pytest.mark.parametrize("enlarged", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_before_printing_it_says_how_many_sheets_each_takes_and_how_many_are_left(
    printing_kiosk, bundled, qtbot, language, enlarged
):
    window = printing_kiosk()
    panel = open_panel(window, language, "treatment", enlarged=enlarged)
    left = 6 if enlarged else 2
    assert str(left) in panel.sheets, "what is left is known at once"
    order = Order(language, large_print=enlarged)
    maker = maker_for(bundled)
    page, summary = (len(maker.pages(each, 8)) for each in (order._replace(edition=LEAF, pages=("treatment",)), order))
    told = {
        "en": f"Sheets of paper: this page {page}, the short summary {summary}. You can still print {left}.",
        "es": f"Hojas de papel: esta página, {page}; el resumen breve, {summary}. Todavía puede imprimir {left}.",
    }[language]
    qtbot.waitUntil(lambda: panel.sheets == told, timeout=LONG)
    assert told in panel.spoken()
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    assert panel.sheets.endswith(f"{left - summary}.")


def test_the_next_visitor_s_sheets_are_counted_anew(printing_kiosk, qtbot):
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    window.end_visit("finished")
    assert open_panel(window).sheets == "Sheets of paper that you can still print: 2."


def test_it_is_told_at_once_and_when_it_is_done(printing_kiosk, printer, qtbot):
    printer.becomes = Outcome.PRINTING
    window = printing_kiosk()
    panel = open_panel(window)
    assert "Choose what you would like" in panel.words
    touch(qtbot, window, "print-summary")
    assert panel.words == "Your sheets are coming …"
    qtbot.waitUntil(lambda: bool(printer.got), timeout=LONG)
    printer.becomes = Outcome.PRINTED
    says(qtbot, window, "at the printer")
    assert "at the printer" in panel.spoken()


def test_what_was_said_is_there_when_the_panel_opens_again(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("no paper")
    printer.becomes = Outcome.NO_PAPER
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "no paper")
    window.open_print()
    assert window.visit.view.panel is None
    window.open_print()
    assert "no paper" in window.visit.view.panel.words


@pytest.mark.parametrize("becomes", [Outcome.PRINTING, Outcome.NO_PAPER])
def test_more_touches_bring_no_more_sheets(printing_kiosk, printer, qtbot, log_watch, becomes):
    log_watch.expect("no paper") if becomes is Outcome.NO_PAPER else None
    printer.becomes = becomes
    printer.may_take.clear()
    window = printing_kiosk(sheets_a_visit=9)
    open_panel(window)
    touch(qtbot, window, "print-summary")
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(printer.asked.is_set, timeout=LONG)
    touch(qtbot, window, "print-page")
    touch(qtbot, window, "print-summary")
    printer.may_take.set()
    qtbot.waitUntil(lambda: bool(printer.got), timeout=LONG)
    qtbot.waitUntil(lambda: all(each.handed_over for each in window._printing._prints), timeout=LONG)
    touch(qtbot, window, "print-summary")
    assert window._printing.on_the_way == 1
    if becomes is Outcome.NO_PAPER:
        says(qtbot, window, "no paper")
    assert len(printer.got) == 1


def test_sheets_are_told_to_be_counted_when_they_are_out(printing_kiosk, printer, qtbot):
    printer.becomes = Outcome.PRINTING
    window = printing_kiosk()
    counted = []
    window._printing.printed.connect(counted.append)
    open_panel(window, page="when-to-call")
    touch(qtbot, window, "print-page")
    qtbot.waitUntil(lambda: bool(printer.got), timeout=LONG)
    assert counted == []
    printer.becomes = Outcome.HANDED_OVER
    quiet(qtbot, window)
    assert counted == [len(pypdfium2.PdfDocument(io.BytesIO(printer.got[0][2])))] == [2]


# Limits


def test_a_visit_has_two_sheets_and_the_next_visitor_two_more(printing_kiosk, printer, qtbot):
    window = printing_kiosk()
    for visit in (1, 2):
        open_panel(window)
        for _ in range(2):
            touch(qtbot, window, "print-summary")
            quiet(qtbot, window)
        touch(qtbot, window, "print-summary")
        says(qtbot, window, "no more at one visit")
        assert len(printer.got) == 2 * visit
        window.end_visit("finished")


def test_what_is_longer_than_what_is_left_is_not_begun(printing_kiosk, printer, qtbot):
    window = printing_kiosk(sheets_a_visit=3)
    open_panel(window, page="when-to-call")
    touch(qtbot, window, "print-page")
    quiet(qtbot, window)
    touch(qtbot, window, "print-page")
    says(qtbot, window, "no more at one visit")
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    assert [len(pypdfium2.PdfDocument(io.BytesIO(data))) for _, _, data in printer.got] == [2, 1]


def test_what_no_visitor_may_print_is_told_with_its_number_of_sheets(printing_kiosk, printer, qtbot):
    window = printing_kiosk(sheets_a_visit=1)
    open_panel(window, enlarged=True)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "This takes 4 sheets, and this screen can print 3.")
    assert printer.got == []


def test_large_print_of_the_summary_comes_out_with_the_usual_limits(printing_kiosk, printer, qtbot):
    window = printing_kiosk()
    open_panel(window, enlarged=True)
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    assert len(printer.got) == 1


def test_a_day_has_its_sheets_and_the_next_one_new_ones(printing_kiosk, printer, qtbot, clock, log_watch):
    log_watch.expect("sheets of this day are used up")
    window = printing_kiosk(sheets_a_day=3)
    for _ in range(3):
        open_panel(window)
        touch(qtbot, window, "print-summary")
        quiet(qtbot, window)
    for day in ("2026-11-28", "2026-11-27", "2025-01-01"):
        clock.day = day
        open_panel(window)
        touch(qtbot, window, "print-summary")
        says(qtbot, window, "printed all it can today")
    assert len(printer.got) == 3
    assert len(log_watch.lines) == 1
    clock.day = "2026-11-29"
    open_panel(window)
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    assert len(printer.got) == 4


def test_without_any_sheets_there_is_no_printing(printing_kiosk):
    window = printing_kiosk(sheets_a_visit=0)
    assert "staff at the desk can print it" in open_panel(window).words


MOVES = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 9), st.integers(1, 3)), max_size=30)


@given(MOVES)
def test_a_calendar_that_is_set_back_gives_no_sheets_back(moves):
    clock = HandClock()
    count = SheetCount(KioskSettings(sheets_a_visit=99, sheets_a_day=7), clock.now, clock.today)
    printed = 0
    for seconds, day, sheets in moves:
        clock.seconds += seconds
        clock.day = f"2026-11-{28 - day}"
        if sheets <= count.left():
            count.take(sheets)
            printed += sheets
    assert printed <= 7


def test_after_a_calendar_that_was_far_ahead_days_begin_again():
    clock = HandClock()
    count = SheetCount(KioskSettings(sheets_a_visit=99, sheets_a_day=7), clock.now, clock.today)
    clock.day = "2099-01-01"
    count.take(count.left())
    clock.day = "2026-11-28"
    clock.seconds += WHOLE_DAY - 1
    assert count.left() == 0
    clock.day, clock.seconds = "2026-11-29", clock.seconds + 1
    assert count.left() == 7


def test_sheets_of_yesterday_and_of_the_visitor_before_are_not_given_back_to_others():
    clock = HandClock()
    count = SheetCount(KioskSettings(sheets_a_visit=2, sheets_a_day=3), clock.now, clock.today)
    receipt = count.take(2)
    count.begin_visit()
    count.take(1)
    count.give_back(receipt)
    assert count.left() == 1
    receipt = count.take(1)
    clock.day = "2026-11-29"
    count.begin_visit()
    count.take(2)
    count.give_back(receipt)
    count.begin_visit()
    assert count.left() == 1


# What goes wrong

FAULTS = {
    Outcome.OFF: "does not answer",
    Outcome.PAUSED: "does not answer",
    Outcome.NO_PAPER: "has no paper",
    Outcome.NEEDS_HELP: "look after it",
    Outcome.STOPPED: "cannot print now",
    Outcome.GONE: "cannot print now",
    Outcome.UNKNOWN: "cannot print now",
}
REFUSALS = {
    "refused": PrintError(Outcome.REFUSED, "Ward is not\naccepting jobs"),
    "gone": PrintError(Outcome.GONE, "Ward does not exist"),
    "no system": PrintError(Outcome.UNKNOWN, "lp: No such file"),
    "a fault of the program": ValueError("something else"),
}


@pytest.mark.parametrize("outcome", FAULTS)
def test_a_fault_is_said_kindly_and_logged_once_until_it_has_worked(printing_kiosk, printer, qtbot, log_watch, outcome):
    log_watch.expect(f"Nothing is printed on hall: {outcome.value}")
    window = printing_kiosk()
    for round_ in (1, 2):
        printer.becomes = outcome
        for _ in range(2):
            open_panel(window)
            touch(qtbot, window, "print-summary")
            says(qtbot, window, FAULTS[outcome])
            assert "staff at the desk" in window.visit.view.panel.words
            window.end_visit("idle")
            quiet(qtbot, window)
        assert len(log_watch.lines) == round_
        printer.becomes = Outcome.PRINTED
        open_panel(window)
        touch(qtbot, window, "print-summary")
        says(qtbot, window, "at the printer")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_printer_that_takes_nothing_costs_no_sheets(printing_kiosk, printer, qtbot, log_watch, refusal):
    log_watch.expect(f"Nothing is printed on hall: {' '.join(str(REFUSALS[refusal]).split())}")
    window = printing_kiosk(sheets_a_day=2)
    printer.refuses = REFUSALS[refusal]
    for _ in range(3):
        open_panel(window)
        touch(qtbot, window, "print-summary")
        says(qtbot, window, "cannot print now")
        quiet(qtbot, window)
    assert len(log_watch.lines) == 1
    assert window._printing._count.left_today() == 2


def test_a_page_that_cannot_be_made_is_said_and_logged_once(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("cannot be made for the printer: ContentError")
    window = printing_kiosk()
    open_panel(window)
    for _ in range(2):
        window._printing.print_page("nowhere", "en", large=False)
        says(qtbot, window, "cannot print now")
        quiet(qtbot, window)
    assert len(log_watch.lines) == 1
    assert "nowhere" not in log_watch.lines[0]
    assert printer.got == []


# The end of a visit


@pytest.fixture
def slow_maker():
    """Lets the maker of summaries wait: a function that gives it, and the word that it may go on."""
    may_go_on, asked = Event(), Event()

    def give(topic):
        asked.set()
        assert may_go_on.wait(60)
        return maker_for(topic)

    give.asked, give.may_go_on = asked, may_go_on
    yield give
    may_go_on.set()


REASONS = ("finished", "idle", "fault")


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_being_made_is_dropped(printing_kiosk, printer, qtbot, slow_maker, reason):
    window = printing_kiosk(changes={"maker": slow_maker})
    open_panel(window)
    touch(qtbot, window, "print-summary")
    assert slow_maker.asked.wait(60)
    window.end_visit(reason)
    assert window._printing.on_the_way == 0
    slow_maker.may_go_on.set()
    # The next visitor's sheets are made by the same maker, after those that were dropped.
    open_panel(window, "es")
    touch(qtbot, window, "print-summary")
    quiet(qtbot, window)
    (got,) = printer.got
    assert "Esta es información general" in words_of(got[2])


def test_a_printer_s_line_that_does_not_answer_for_a_moment_costs_nothing(printing_kiosk, printer, qtbot):
    printer.becomes = Outcome.UNKNOWN
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(lambda: window._printing._prints[0]._unseen_looks == 2, timeout=LONG)
    printer.becomes = Outcome.PRINTED
    says(qtbot, window, "at the printer")
    quiet(qtbot, window)
    assert len(printer.got) == 1


def test_what_a_silent_line_holds_is_taken_back_when_it_answers_again(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("Nothing is printed on hall: the system for printing does not answer")
    printer.becomes = Outcome.UNKNOWN
    printer.can_take_back = False
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "cannot print now")
    # The same once more is not handed over twice.
    touch(qtbot, window, "print-summary")
    window.end_visit("finished")
    qtbot.waitUntil(lambda: len(printer.taken_back) == 1, timeout=LONG)
    assert window._printing.on_the_way == 1
    printer.becomes, printer.can_take_back = Outcome.NO_PAPER, True
    quiet(qtbot, window)
    assert len(printer.got) == 1


def test_a_program_that_ends_takes_back_what_waits_for_paper(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("Nothing is printed on hall: ")
    printer.becomes = Outcome.NO_PAPER
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "has no paper")
    window.close_down()
    assert len(printer.taken_back) == 1
    assert window.visit is None
    assert window._printing.on_the_way == 0


@pytest.mark.parametrize("reason", REASONS)
def test_what_was_not_yet_in_the_printer_s_line_is_taken_back(printing_kiosk, printer, qtbot, reason):
    printer.becomes = Outcome.WAITING
    printer.may_take.clear()
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(printer.asked.is_set, timeout=LONG)
    window.end_visit(reason)
    printer.may_take.set()
    quiet(qtbot, window)
    assert printer.taken_back == [PrintJob("hall", "hall-1")]
    assert window._printing._count.left_today() == 2


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("becomes", [Outcome.OFF, Outcome.PAUSED, Outcome.NO_PAPER, Outcome.NEEDS_HELP])
def test_what_the_printer_cannot_print_now_is_not_kept_for_strangers(
    printing_kiosk, printer, qtbot, log_watch, becomes, reason
):
    log_watch.expect("Nothing is printed on hall")
    printer.becomes = becomes
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, FAULTS[becomes])
    assert printer.taken_back == []
    window.end_visit(reason)
    quiet(qtbot, window)
    assert printer.taken_back == [PrintJob("hall", "hall-1")]
    assert window._printing._count.left_today() == 2
    assert len(log_watch.lines) == 1


def test_what_is_being_printed_comes_out_for_who_walks_to_the_printer(printing_kiosk, printer, qtbot):
    printer.becomes = Outcome.PRINTING
    window = printing_kiosk()
    counted = []
    window._printing.printed.connect(counted.append)
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(lambda: any(each.at_work for each in window._printing._prints), timeout=LONG)
    window.end_visit("finished")
    printer.becomes = Outcome.PRINTED
    quiet(qtbot, window)
    assert printer.taken_back == []
    assert counted == [1]


def test_what_gets_stuck_after_its_visitor_has_gone_is_taken_back_too(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("Nothing is printed on hall: the printer does not answer")
    printer.becomes = Outcome.WAITING
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(lambda: any(each.handed_over for each in window._printing._prints), timeout=LONG)
    window.end_visit("finished")
    assert printer.taken_back == []
    printer.becomes = Outcome.OFF
    quiet(qtbot, window)
    assert printer.taken_back == [PrintJob("hall", "hall-1")]


def test_what_came_to_paper_stays_counted_even_if_it_was_stopped(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("stopped before it was printed")
    printer.becomes = Outcome.PRINTING
    window = printing_kiosk(sheets_a_day=2)
    open_panel(window)
    touch(qtbot, window, "print-summary")
    qtbot.waitUntil(lambda: any(each.at_work for each in window._printing._prints), timeout=LONG)
    printer.becomes = Outcome.STOPPED
    quiet(qtbot, window)
    assert window._printing._count.left_today() == 1


def test_no_page_of_a_visitor_stays_in_memory(printing_kiosk, printer, qtbot, log_watch):
    log_watch.expect("Nothing is printed on hall")
    printer.becomes = Outcome.NO_PAPER
    window = printing_kiosk()
    open_panel(window)
    touch(qtbot, window, "print-summary")
    says(qtbot, window, "no paper")
    window.end_visit("idle")
    quiet(qtbot, window)
    data = printer.got[0][2]
    assert data.startswith(b"%PDF")
    gc.collect()
    holders = [each for each in gc.get_referrers(data) if each is not printer.got[0]]
    assert holders == []
    assert not any(each.order for each in window._printing._prints)


def test_after_a_print_everything_is_as_new(printing_kiosk, printer, qtbot):
    window = printing_kiosk()
    expected = state_of(window)
    open_panel(window, "es", enlarged=True)
    touch(qtbot, window, "print-page")
    quiet(qtbot, window)
    window.end_visit("finished")
    assert state_of(window) == expected
    assert open_panel(window).words == "Choose what you would like to have on paper."
