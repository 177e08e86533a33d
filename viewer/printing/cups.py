"""Printing on Linux and macOS: the PDF is handed to CUPS by its own commands, ``lp`` and ``lpstat``.

``lp`` is content as soon as CUPS has the file, also when the printer is off; only ``lpstat`` tells what becomes of it.
Tried against CUPS 2.4 with an IPP printer, alive and dead; on macOS not tried.

Where its socket is missing, CUPS 2.4 tries this computer's port 631 over TCP. So on Linux its commands are told the
socket, and open no connection of a network; only where a file or a variable names another server, they go there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.printing.service import Found, Outcome, Printer, PrintError, PrintJob

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.printing.service import Sheets

LIMIT = 15.0
"""How long one command may take, in seconds. Looking for printers in the network takes CUPS a few."""

TITLE = "Summary"
"""What the line of a printer calls it. Others can read that, so it says nothing about the reader."""

MEDIA = {"letter": "Letter", "a4": "A4"}
"""The names of the papers in CUPS."""

SOCKET = "/run/cups/cups.sock"
"""Where CUPS listens on Linux."""

SETTINGS = Path("/etc/cups/client.conf")
"""What this computer says about its CUPS; a reader may have such a file, too."""

NO_PAPER = ("media-empty", "media-needed")
NEEDS_HELP = (
    *("media-jam", "door-open", "cover-open", "interlock-open", "toner-empty", "marker-supply-empty"),
    *("output-tray-missing", "input-tray-missing", "output-area-full", "marker-waste-full"),
)
OFF = ("offline", "connecting-to-device", "shutdown", "timed-out")
"""What printers say of themselves, as in ``media-empty-error`` (RFC 8011, section 5.4.12, and PWG 5100.9)."""

NO_ANSWER = re.compile(
    r"may not exist|unavailable|unreachable|not responding|Unable to (locate|connect|open)|no longer exists"
    r"|to become available|not connected|offline",
    re.IGNORECASE,
)
"""What CUPS 2.4 says, in English, while a printer does not answer; it gives no keyword for that."""


class _Answer(NamedTuple):
    """What a command said: whether it did its work, its output, its errors."""

    done: bool
    said: str
    errors: str


class CupsPrinting:
    """Prints with CUPS.

    Args:
        environment: The environment of its commands; ``None`` takes the process's.
        limit: How long one command may take, in seconds.
    """

    def __init__(self, environment: Mapping[str, str] | None = None, limit: float = LIMIT) -> None:
        self._environment = environment
        self._limit = limit

    def find(self) -> Found:
        """Return the printers that CUPS knows or finds in the network; none where there is no CUPS."""
        try:
            # `-e` also lists what is in the network and was never set up; what people call it only `-p` tells.
            names = self._run("lpstat", "-e").said.split()
            told = self._run("lpstat", "-d", "-l", "-p").said
        except PrintError:
            return Found()
        usual = re.search(r"^system default destination: (\S+)", told, re.MULTILINE)
        words = _descriptions(told)
        printers = tuple(Printer(name, words.get(name) or name.replace("_", " ")) for name in names)
        known = usual is not None and usual[1] in names
        return Found(printers, usual[1] if usual and known else "")

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        """Hand something to a printer.

        Args:
            printer: The printer's name.
            sheets: What to print.

        Raises:
            PrintError: It was not taken.
        """
        # Through a pipe: so nothing that somebody reads about is left behind in a temporary file.
        command = ("lp", "-d", printer, "-t", TITLE, "-o", f"media={MEDIA[sheets.paper]}", "-")
        answer = self._run(*command, given=sheets.pdf())
        number = re.search(r"request id is (\S+)", answer.said)
        if answer.done and number:
            return PrintJob(printer, number[1])
        if "not accepting" in answer.errors:
            raise PrintError(Outcome.REFUSED, answer.errors)
        raise PrintError(self._absent(answer.errors), answer.errors or "lp gave no number for the job")

    def state(self, job: PrintJob) -> Outcome:
        """Return what has become of something that was sent."""
        try:
            waiting = self._run("lpstat", "-l", "-o", job.printer)
            if not _entry(waiting.said, job.number):
                return self._end(job, waiting)
            printer = self._run("lpstat", "-l", "-p", job.printer).said
        except PrintError as error:
            return error.outcome
        return _state(printer, job.number)

    def look(self, printer: str) -> Outcome:
        """Return how a printer stands that need not print anything now; where all is well it is ``WAITING``.

        Args:
            printer: The printer's name.
        """
        try:
            taking = self._run("lpstat", "-a", printer)
            if not taking.done:
                return self._absent(taking.errors)
            told = self._run("lpstat", "-l", "-p", printer).said
        except PrintError as error:
            return error.outcome
        state = _state(told, "")
        return Outcome.REFUSED if state is Outcome.WAITING and " not accepting " in taking.said else state

    def cancel(self, job: PrintJob) -> None:
        """Take something back that was sent.

        Raises:
            PrintError: The command cannot be run.
        """
        self._run("cancel", job.number)

    def _end(self, job: PrintJob, waiting: _Answer) -> Outcome:
        """Return how something ended that is in the line no more."""
        if not waiting.done:
            return self._absent(waiting.errors)
        ended = _entry(self._run("lpstat", "-W", "completed", "-l", "-o", job.printer).said, job.number)
        return Outcome.STOPPED if re.search(r"job-cancel|abort", ended) else Outcome.PRINTED

    def _absent(self, errors: str) -> Outcome:
        """Return whether a printer is missing or all of CUPS: the commands say the same for both."""
        missing = re.search("does not exist|Invalid destination", errors)
        return Outcome.GONE if missing and "is running" in self._run("lpstat", "-r").said else Outcome.UNKNOWN

    def _run(self, *command: str, given: bytes | None = None) -> _Answer:
        """Run a command of CUPS.

        Args:
            command: The command, a word each; no shell sees it.
            given: What it reads.

        Raises:
            PrintError: It is not there, cannot be run, or takes too long.
        """
        environment = dict(os.environ if self._environment is None else self._environment)
        # What CUPS says is read here, so it must not say it in the reader's language.
        environment |= {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "C"} | socket_of(sys.platform, environment)
        reading: dict[str, object] = {"stdin": subprocess.DEVNULL} if given is None else {"input": given}
        try:
            done = subprocess.run(  # type: ignore[call-overload]
                command, capture_output=True, env=environment, timeout=self._limit, check=False, **reading
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(Outcome.UNKNOWN, f"{command[0]}: {error}") from error
        said, errors = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
        return _Answer(done.returncode == 0, said, errors.strip())


def socket_of(platform: str, environment: Mapping[str, str], settings: Path = SETTINGS) -> dict[str, str]:
    """Return what tells the commands of CUPS to use its socket; nothing where another server is named.

    Args:
        platform: As in :data:`sys.platform`.
        environment: Their environment.
        settings: The computer's file about its CUPS.
    """
    if platform != "linux" or "CUPS_SERVER" in environment:
        return {}
    files = [settings]
    if os.path.isabs(environment.get("HOME", "")):
        files.append(Path(environment["HOME"], ".cups", "client.conf"))
    return {} if any(_names_server(file) for file in files) else {"CUPS_SERVER": SOCKET}


def _names_server(file: Path) -> bool:
    """Whether a file about CUPS says where that is; one that cannot be read says nothing to CUPS either."""
    try:
        words = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return re.search(r"^\s*ServerName\s", words, re.MULTILINE | re.IGNORECASE) is not None


def _descriptions(told: str) -> dict[str, str]:
    """Return what people call each printer, from the long list of printers."""
    found, name = dict[str, str](), ""
    for line in told.splitlines():
        if begins := re.match(r"printer (\S+) ", line):
            name = begins[1]
        elif described := re.match(r"\s+Description: (.*\S)", line):
            found[name] = described[1]
    return found


def _entry(listed: str, number: str) -> str:
    """Return what a long list of jobs says about one of them; ``""`` where it is not in the list."""
    parts = re.split(r"^(?=\S)", listed, flags=re.MULTILINE)
    return next((part for part in parts if part.split(maxsplit=1)[:1] == [number]), "")


def _state(told: str, number: str) -> Outcome:
    """Return what becomes of something in the line, from the long list entry of its printer."""
    first, _, rest = told.partition("\n")
    # The line after the first is the printer's own words, unless it begins the table.
    message = rest.partition("\n")[0]
    alerts: Sequence[str] = (re.findall(r"^\s+Alerts: (.*)", rest, re.MULTILINE) or [""])[0].split()

    def says(words: tuple[str, ...]) -> bool:
        return any(alert.startswith(words) for alert in alerts)

    if says(NO_PAPER):
        return Outcome.NO_PAPER
    if says(NEEDS_HELP):
        return Outcome.NEEDS_HELP
    if re.match(r"printer \S+ disabled", first):
        return Outcome.PAUSED
    if says(OFF) or NO_ANSWER.search(message):
        return Outcome.OFF
    return Outcome.PRINTING if f"now printing {number}." in first else Outcome.WAITING
