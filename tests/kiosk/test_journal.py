"""The kiosk's log: one line each, bounded, and nothing about a visitor."""

from __future__ import annotations

import io
import logging
import os
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.kiosk.journal import (
    HOUR,
    LONGEST,
    MOST_LINES,
    REPEAT,
    Journal,
    begin_journal,
    exception_words,
    goes_to_the_journal,
)


class Written:
    """A journal, what it has written, and a clock that is set by hand."""

    def __init__(self, *, priorities: bool = False) -> None:
        self.now = 0.0
        self.stream = io.StringIO()
        self.journal = Journal(self.stream, priorities=priorities, clock=lambda: self.now)

    def log(self, text: str, level: int = logging.INFO) -> None:
        self.journal.handle(logging.LogRecord("viewer.x", level, "", 0, text, None, None))

    def lines(self) -> list[str]:
        return self.stream.getvalue().splitlines()


def test_the_same_line_comes_once_in_a_while_with_how_often_it_would_have_come():
    written = Written()
    for now in (0, 1, 2, REPEAT - 1, REPEAT, REPEAT + 1, 2 * REPEAT + 1):
        written.now = now
        written.log("The printer is off.")
    assert written.lines() == [
        "viewer.x: The printer is off.",
        "viewer.x: The printer is off. (3 times more since it was last written)",
        "viewer.x: The printer is off. (1 times more since it was last written)",
    ]


def test_an_hour_has_only_so_many_lines_and_the_next_says_how_many_it_lost():
    written = Written()
    for number in range(MOST_LINES + 7):
        written.log(f"line {number}")
    assert len(written.lines()) == MOST_LINES + 1
    assert written.lines()[-1].endswith("60 lines in an hour: the next are left out.")
    written.now = HOUR
    written.log("again")
    assert written.lines()[-2:] == [
        "viewer.kiosk.journal: 7 lines were left out in the hour before.",
        "viewer.x: again",
    ]


@given(
    logged=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(["a", "b\nc", "d" * 5000]) | st.text(max_size=30)), max_size=300
    )
)
def test_it_is_bounded_whatever_comes(logged):
    written = Written()
    seen: list[tuple[float, int]] = []
    for wait, text in logged:
        written.now += wait
        written.log(text)
        seen.append((written.now, len(written.stream.getvalue().split("\n")) - 1))
    lines = written.stream.getvalue().split("\n")[:-1]
    assert all(line.isprintable() and len(line) <= LONGEST + 60 for line in lines)
    # Two hours of the journal may meet in any hour of the clock.
    for begin, before in [(0.0, 0), *seen]:
        assert max((count for now, count in seen if now < begin + HOUR), default=0) - before <= 2 * (MOST_LINES + 2)
    assert len(written.journal._known) <= 2 * MOST_LINES


def test_it_remembers_no_more_than_an_hours_lines():
    written = Written()
    for hour in range(6):
        written.now = hour * HOUR
        for number in range(2 * MOST_LINES):
            written.log(f"line {hour}.{number // 2}")
        assert len(written.journal._known) <= 2 * MOST_LINES


def test_under_a_service_manager_each_line_has_its_priority():
    written = Written(priorities=True)
    for level in (logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        written.log(f"level {level}", level)
    assert [line[:3] for line in written.lines()] == ["<6>", "<4>", "<3>", "<2>"]
    assert written.journal.errors == 2


def test_the_service_manager_says_which_file_its_journal_is(tmp_path):
    with (tmp_path / "a").open("w") as stream:
        own = os.fstat(stream.fileno())
        assert goes_to_the_journal(stream, {"JOURNAL_STREAM": f"{own.st_dev}:{own.st_ino}"})
        assert not goes_to_the_journal(stream, {"JOURNAL_STREAM": f"{own.st_dev}:{own.st_ino + 1}"})
        assert not goes_to_the_journal(stream, {})
    assert not goes_to_the_journal(io.StringIO(), {"JOURNAL_STREAM": "1:2"})


def test_a_log_that_nobody_takes_any_more_stops_nothing():
    read, write = os.pipe()
    os.close(read)
    stream = os.fdopen(write, "w")
    journal = Journal(stream, priorities=False)
    journal.handle(logging.LogRecord("viewer", logging.ERROR, "", 0, "lost", None, None))
    assert journal.errors == 1
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_all_that_is_logged_comes_into_it():
    stream = io.StringIO()
    level = logging.getLogger("viewer").level
    journal = begin_journal({}, stream)
    try:
        logging.getLogger("viewer.content.topics").info("A line.")
    finally:
        logging.getLogger().removeHandler(journal)
        logging.getLogger("viewer").setLevel(level)
    assert stream.getvalue() == "viewer.content.topics: A line.\n"


def raised(error: BaseException) -> str:
    """Return what the log says of an exception."""

    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        raise error

    try:
        deep(6)
    except type(error):
        return exception_words(*sys.exc_info())
    raise AssertionError


def test_of_an_exception_it_says_the_kind_and_the_place_and_never_what_it_was_about():
    words = raised(KeyError("extravasation"))
    assert re.fullmatch(
        r"KeyError at tests/kiosk/test_journal\.py:\d+(, called from tests/kiosk/test_journal\.py:\d+){3}", words
    )
    words = raised(FileNotFoundError(2, "No such file", "/home/visitor/es"))
    assert words.startswith("FileNotFoundError (No such file or directory) at tests/kiosk/test_journal.py:")
    assert "visitor" not in words
