"""Printing with a real CUPS and an IPP printer: alive, dead, paused, out of paper, and none at all."""

from __future__ import annotations

import io
import os
import sys

import pypdfium2
import pytest

from tests.printing.paper_room import PaperRoom, until
from viewer.content.notice import ENGLISH
from viewer.content.topics import open_topic
from viewer.printing.cups import CupsPrinting, socket_of
from viewer.printing.service import Found, Outcome, Printer, PrintError, PrintJob, Sheets
from viewer.settings import resources_folder
from viewer.summaries import maker_for
from viewer.summary.order import Order

INCH = 72
PAPERS = {"letter": (8.5 * INCH, 11 * INCH), "a4": (210 / 25.4 * INCH, 297 / 25.4 * INCH)}


def sheets(paper: str = "letter") -> Sheets:
    """Return the one-page edition for a printer."""
    maker = maker_for(open_topic(resources_folder() / "topics" / "metastasis"))
    order = Order(paper=paper)
    return Sheets(paper, lambda: maker.pdf(order), lambda dots: maker.pages(order, dots))


@pytest.fixture
def printing(room: PaperRoom) -> CupsPrinting:
    """CUPS, as a reader of Spanish has it."""
    return CupsPrinting(room.environment | {"LC_ALL": "es_ES.UTF-8", "LANGUAGE": "es"})


def comes(printing: CupsPrinting, job: PrintJob, outcome: Outcome) -> None:
    """Wait until that has become of a job; fail at once where something else is its end."""
    seen = []

    def there() -> bool:
        seen.append(printing.state(job))
        assert seen[-1] is outcome or not seen[-1].final, f"{seen[-1]} came instead of {outcome}"
        return seen[-1] is outcome

    until(there, f"{outcome}; seen so far: {seen}")


def test_printers_have_the_names_that_people_give_them(printing):
    described = Printer("Ward_3", "The printer beside the door, ñ")
    assert printing.find() == Found((Printer("Office", "Office"), described), "Ward_3")


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_sent_comes_out_whole_on_its_paper(room, printing, paper):
    job = printing.send("Ward_3", sheets(paper))
    comes(printing, job, Outcome.PRINTED)
    (printed,) = room.printed()
    document = pypdfium2.PdfDocument(io.BytesIO(printed))
    assert [page.get_size() for page in document] == [pytest.approx(PAPERS[paper], abs=1)]
    words = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert ENGLISH.text in words


def test_a_dead_printer_is_told_and_what_waits_for_it_can_be_taken_back(room, printing):
    room.take_printer_away()
    job = printing.send("Ward_3", sheets())
    comes(printing, job, Outcome.OFF)
    printing.cancel(job)
    comes(printing, job, Outcome.STOPPED)
    assert room.printed() == []


def test_what_was_sent_to_a_dead_printer_is_printed_when_it_comes_back(room, printing):
    room.take_printer_away()
    job = printing.send("Ward_3", sheets())
    comes(printing, job, Outcome.OFF)
    room.bring_printer()
    comes(printing, job, Outcome.PRINTED)
    assert len(room.printed()) == 1


def test_a_printer_without_paper_says_so_until_it_has_some(room, printing):
    room.flag("no-paper", up=True)
    job = printing.send("Ward_3", sheets())
    comes(printing, job, Outcome.NO_PAPER)
    room.flag("no-paper", up=False)
    comes(printing, job, Outcome.PRINTED)


def test_who_comes_second_waits(room, printing):
    room.flag("hold", up=True)
    first, second = (printing.send("Ward_3", sheets()) for _ in range(2))
    until(room.at_work, "the printer is at work")
    comes(printing, first, Outcome.PRINTING)
    assert printing.state(second) is Outcome.WAITING


def test_a_paused_printer_is_told(room, printing):
    room.run("cupsdisable", "-r", "Out for repair", "Ward_3")
    job = printing.send("Ward_3", sheets())
    assert printing.state(job) is Outcome.PAUSED


@pytest.mark.parametrize(("printer", "outcome"), [("Ward_3", Outcome.REFUSED), ("Nowhere", Outcome.GONE)])
def test_a_printer_that_takes_nothing_is_told_at_once(room, printing, printer, outcome):
    room.run("cupsreject", "Ward_3")
    with pytest.raises(PrintError) as refused:
        printing.send(printer, sheets())
    assert refused.value.outcome is outcome


def test_a_printer_that_was_taken_out_is_told(room, printing):
    job = PrintJob("Nowhere", "Nowhere-1")
    assert printing.state(job) is Outcome.GONE


@pytest.mark.parametrize(
    "change", [{"CUPS_SERVER": "/nowhere/cups.sock"}, {"PATH": "/nowhere"}], ids=["no CUPS", "no lp"]
)
def test_without_printing_there_are_no_printers_and_nothing_breaks(room, change):
    printing = CupsPrinting(room.environment | change)
    assert printing.find() == Found()
    with pytest.raises(PrintError) as refused:
        printing.send("Ward_3", sheets())
    assert refused.value.outcome is Outcome.UNKNOWN
    assert printing.state(PrintJob("Ward_3", "Ward_3-1")) is Outcome.UNKNOWN


def test_a_printer_is_looked_at_without_anything_to_print(room, printing):
    assert printing.look("Ward_3") is Outcome.WAITING
    room.run("cupsreject", "Ward_3")
    assert printing.look("Ward_3") is Outcome.REFUSED
    room.run("cupsdisable", "Ward_3")
    assert printing.look("Ward_3") is Outcome.PAUSED
    assert printing.look("Nowhere") is Outcome.GONE
    assert CupsPrinting(room.environment | {"PATH": "/nowhere"}).look("Ward_3") is Outcome.UNKNOWN


def test_a_command_that_hangs_is_given_up(tmp_path):
    for name in ("lp", "lpstat"):
        tmp_path.joinpath(name).write_text("#!/bin/sh\nexec sleep 600\n")
        tmp_path.joinpath(name).chmod(0o755)
    printing = CupsPrinting({"PATH": f"{tmp_path}:{os.environ['PATH']}"}, limit=0.2)
    assert printing.find() == Found()
    with pytest.raises(PrintError, match="timed out"):
        printing.send("Ward_3", sheets())


# Where CUPS is looked for

SOCKET = {"CUPS_SERVER": "/run/cups/cups.sock"}


@pytest.mark.parametrize(
    ("system", "own", "expected"),
    [
        ("", "", SOCKET),
        ("# ServerName print.example\nUser ana\n", "", SOCKET),
        ("ServerName print.example\n", "", {}),
        ("", "User ana\n  servername print.example:631/version=1.1\n", {}),
    ],
)
def test_its_socket_is_named_unless_another_server_is(tmp_path, system, own, expected):
    (tmp_path / ".cups").mkdir()
    (tmp_path / ".cups" / "client.conf").write_text(own)
    (tmp_path / "client.conf").write_text(system)
    environment = {"HOME": str(tmp_path)}
    assert socket_of("linux", environment, tmp_path / "client.conf") == expected
    assert socket_of("darwin", environment, tmp_path / "client.conf") == {}
    named = environment | {"CUPS_SERVER": "print.example"}
    assert socket_of("linux", named, tmp_path / "client.conf") == {}


def test_without_any_file_its_socket_is_named(tmp_path):
    assert socket_of("linux", {}, tmp_path / "none") == SOCKET


@pytest.mark.skipif(sys.platform != "linux", reason="the socket is that of Linux")
def test_the_commands_are_told(tmp_path):
    for name in ("lpstat", "lp"):
        command = tmp_path / name
        command.write_text(f"#!/bin/sh\necho $CUPS_SERVER >> {tmp_path}/told\n")
        command.chmod(0o755)
    printing = CupsPrinting({"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)})
    printing.find()
    with pytest.raises(PrintError):
        printing.send("Ward_3", Sheets("letter", lambda: b"%PDF-", lambda _: []))
    told = set((tmp_path / "told").read_text().splitlines())
    assert told == set(socket_of("linux", {"HOME": str(tmp_path)}).values())
