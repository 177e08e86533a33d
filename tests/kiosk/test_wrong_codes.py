"""Wrong staff codes are kept over a restart: the wait goes on, and no content of the file opens or locks for ever."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from viewer.kiosk.code import make_hash
from viewer.kiosk.code_gate import CodeGate
from viewer.kiosk.policy import FREE_TRIES, LONGEST_DELAY, code_delay
from viewer.kiosk.wrong_codes import BOOT_ID, Wrong, WrongCodes, boot_id

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.conftest import LogWatch

CODE, WRONG = "47190358", "47190359"
HASH = make_hash(CODE, lambda count: bytes(range(count)))
WRONG_LINE = "A wrong staff code was entered, number"
DAMAGED_LINE = "Wrong staff codes before this start cannot be read"
BOOT, OTHER_BOOT = "1a2b-3c", "4d5e-6f"


class Program:
    """One start of the program after another, of whose gate nothing stays but the file."""

    def __init__(self, qtbot: QtBot, file: Path | None) -> None:
        self.time = 100.0
        self._qtbot = qtbot
        self._file = file
        self.starts()

    def starts(self, boot: str = BOOT) -> None:
        """Start anew."""
        self._owner = QObject()
        self.gate = CodeGate(HASH, lambda: self.time, self._owner, WrongCodes(self._file, boot))

    def answers(self, code: str) -> bool:
        """Enter a code and return whether it is right."""
        with self._qtbot.waitSignal(self.gate.checked, timeout=30_000) as answer:
            assert self.gate.check(code)
        return bool(answer.args[0])


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Program:
    """A program that keeps wrong codes in a folder that is not there yet."""
    return Program(qtbot, tmp_path / "run" / "codes")


def test_a_restart_gives_no_new_try(program: Program, log_watch: LogWatch) -> None:
    log_watch.expect(WRONG_LINE)
    waits = []
    for _ in range(FREE_TRIES + 3):
        assert not program.answers(WRONG)
        waits.append(program.gate.wait)
        program.starts()
        assert program.gate.wait == waits[-1]
        if waits[-1]:
            assert not program.gate.check(CODE)
        program.time += waits[-1]
    assert waits == [code_delay(count) for count in range(1, FREE_TRIES + 4)]
    assert program.answers(CODE)
    program.starts()
    assert program.gate.wait == 0


def test_a_try_counts_though_its_answer_never_came(program: Program, log_watch: LogWatch) -> None:
    """Whoever ends the program while a code is checked gains nothing."""
    log_watch.expect(f"{WRONG_LINE} {FREE_TRIES + 2}")
    for _ in range(FREE_TRIES + 1):
        assert program.gate.check(WRONG)
        program.starts()
    assert program.gate.wait == code_delay(FREE_TRIES + 1)
    program.time += program.gate.wait
    assert not program.answers(WRONG)


def test_a_start_of_the_machine_keeps_the_count_and_begins_the_wait_anew(tmp_path: Path) -> None:
    kept = WrongCodes(tmp_path / "codes", BOOT)
    kept.write(Wrong(FREE_TRIES + 2, 90_000.0))
    assert WrongCodes(tmp_path / "codes", OTHER_BOOT).read(5.0) == (FREE_TRIES + 2, 5.0 + code_delay(FREE_TRIES + 2))


def test_it_says_nothing_but_numbers_and_only_its_account_may_read_it(program: Program, log_watch: LogWatch) -> None:
    log_watch.expect(WRONG_LINE)
    assert not program.answers(WRONG)
    (file,) = program._file.parent.iterdir()
    assert file.read_text() == f"1 100.000 {BOOT}\n"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


LINES = st.one_of(
    st.binary(max_size=300),
    st.tuples(
        st.one_of(st.integers(-5, 10**14).map(str), st.sampled_from(["nan", "inf", "1e9", "²", "٣", ""])),
        st.one_of(st.floats().map(str), st.integers(-5, 10**14).map(str), st.sampled_from(["nan", "inf", "1_0.0"])),
        st.sampled_from([BOOT, OTHER_BOOT, "", " ", "\0"]),
        st.sampled_from(["\n", "", "\r\n", "\n\n"]),
    ).map(lambda parts: (" ".join(parts[:3]) + parts[3]).encode()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(b"\xff", 0.0)
@given(LINES, st.floats(0, 10**9))
def test_no_content_of_the_file_opens_anything_or_locks_for_ever(
    tmp_path: Path, log_watch: LogWatch, content: bytes, now: float
) -> None:
    log_watch.expect(DAMAGED_LINE)
    file = tmp_path / "codes"
    file.write_bytes(content)
    wrong = WrongCodes(file, BOOT).read(now)
    # Only a file that says so leaves a free try.
    assert wrong.failures >= FREE_TRIES or int(content.split(b" ")[0]) == wrong.failures >= 0
    assert 0 <= wrong.free <= now + min(LONGEST_DELAY, code_delay(wrong.failures))


@given(st.integers(0, 10**6), st.floats(0, 10**9))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, failures: int, now: float) -> None:
    kept = WrongCodes(tmp_path_factory.getbasetemp() / "codes", BOOT)
    free = now + code_delay(failures)
    kept.write(Wrong(failures, free))
    again = kept.read(now)
    assert again.failures == min(failures, 100_000)
    assert again.free == pytest.approx(free, abs=0.001)
    kept.forget()
    assert kept.read(now) == Wrong()


def test_a_damaged_file_lets_staff_in_and_gives_nobody_a_free_try(
    program: Program, log_watch: LogWatch, tmp_path: Path
) -> None:
    log_watch.expect(WRONG_LINE)
    log_watch.expect(DAMAGED_LINE)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "codes").write_bytes(b"\xff" * 5000)
    program.starts()
    assert program.gate.wait == 0
    assert not program.answers(WRONG)
    assert program.gate.wait == code_delay(FREE_TRIES + 1)
    program.time += program.gate.wait
    assert program.answers(CODE)


@pytest.mark.parametrize("kind", ["folder", "pipe", "below a file"])
def test_a_place_that_cannot_be_written_costs_lines_in_the_log_alone(
    qtbot: QtBot, tmp_path: Path, log_watch: LogWatch, kind: str
) -> None:
    log_watch.expect(WRONG_LINE)
    file = tmp_path / "codes"
    if kind == "folder":
        (file / "full").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.write_text("")
        file = file / "codes"
    if kind != "pipe":
        log_watch.expect("A wrong staff code cannot be kept over a restart")
    log_watch.expect(DAMAGED_LINE)
    if kind != "pipe":
        log_watch.expect("Wrong staff codes cannot be forgotten")
    program = Program(qtbot, file)
    assert not program.answers(WRONG)
    assert program.gate.wait == code_delay(FREE_TRIES + 1)
    program.time += program.gate.wait
    assert program.answers(CODE)
    assert program.gate.wait == 0


def test_without_a_place_the_wait_holds_as_long_as_the_program(qtbot: QtBot, log_watch: LogWatch) -> None:
    log_watch.expect(WRONG_LINE)
    program = Program(qtbot, None)
    for _ in range(FREE_TRIES + 1):
        assert not program.answers(WRONG)
    assert program.gate.wait == code_delay(FREE_TRIES + 1)
    program.starts()
    assert program.gate.wait == 0


def test_this_start_of_the_machine_has_a_name(tmp_path: Path) -> None:
    assert boot_id(Path(BOOT_ID)) == boot_id(Path(BOOT_ID)) != ""
    assert boot_id(tmp_path / "absent") == ""
    (tmp_path / "strange").write_bytes(b"\xff a b\n")
    assert boot_id(tmp_path / "strange") == ""
