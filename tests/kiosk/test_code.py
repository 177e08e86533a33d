"""The staff code: only its hash is kept, only the code opens it, easy ones are refused, and who may read it is told."""

from __future__ import annotations

import datetime as dt
import os
import pty
import subprocess
import sys
from secrets import token_bytes
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.cli import main
from viewer.content.new_topic import write_new_topic
from viewer.kiosk.code import is_code, make_hash, read_hash, reads_back, site_line, weakness
from viewer.kiosk.new_code import new_code
from viewer.settings import resources_folder
from viewer.site import read_site

if TYPE_CHECKING:
    from pathlib import Path

CODE = "47190358"
HASH = make_hash(CODE, lambda count: bytes(range(count)))


@pytest.mark.parametrize("wrong", ["47190359", "4719035", "471903580", "", "4719035a", "٤٧١٩٠٣٥٨"])
def test_only_the_code_opens_its_hash(wrong: str) -> None:
    assert is_code(CODE, HASH)
    assert not is_code(wrong, HASH)


def test_two_hashes_of_one_code_are_not_alike_and_none_holds_it() -> None:
    another = make_hash(CODE, token_bytes)
    assert another != HASH
    assert CODE not in another
    assert is_code(CODE, another)


BROKEN = [
    "",
    "$",
    CODE,
    HASH[:-3],
    HASH.replace("$8$", "$0$"),
    HASH.replace("$15$", "$63$"),
    HASH.replace("$1$", "$9$"),
]


@pytest.mark.parametrize(
    "broken", [*BROKEN, HASH.replace("$8$", "$999$"), HASH.replace("scrypt", "plain"), HASH + "\n"]
)
def test_a_broken_hash_opens_to_nothing(broken: str) -> None:
    assert read_hash(broken) is None
    assert not is_code(CODE, broken)


NUMBERS = r"scrypt(\$[0-9]{1,3}){3}"


@given(st.text(max_size=80) | st.from_regex(NUMBERS + r"(\$[A-Za-z0-9+/=]{20,60}){2}", fullmatch=True))
@settings(max_examples=30)
def test_wild_hashes_open_to_nothing_and_raise_nothing(text: str) -> None:
    assert not is_code(CODE, text)


@given(st.text("0123456789", min_size=8, max_size=20))
@settings(max_examples=5)
def test_a_code_opens_the_line_that_is_printed_for_it(code: str) -> None:
    assert reads_back(site_line(make_hash(code, token_bytes)), code)


EASY = ["4719035", "471903580471903580471", "4719O358", "77777777", "12121212", "11112223", "12345678", "90123456"]
EASY += ["87654321", "43210987", "47194719", "19850714", "14071985", "07141985", "14725836", "96385274"]


@pytest.mark.parametrize("easy", EASY)
def test_an_easy_code_is_refused_with_a_reason(easy: str) -> None:
    assert weakness(easy) != ""


@pytest.mark.parametrize("good", [CODE, "1985071493", "60319274", "19851399"])
def test_another_code_is_taken(good: str) -> None:
    assert weakness(good) == ""


# The command


def test_the_command_reads_a_line_where_there_is_no_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "viewer", "kiosk-code"]
    done = subprocess.run(command, input=f"{CODE}\n", capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert CODE not in done.stdout + done.stderr
    site = tmp_path / "site.toml"
    site.write_text(f"[kiosk]\n{line}\n")
    reading = read_site(site)
    assert reading.problems == []
    assert is_code(CODE, reading.site.kiosk.code)


def test_on_a_terminal_it_asks_twice_and_shows_no_digit() -> None:
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "viewer", "kiosk-code"]
    # A process group of its own has this terminal, so that the question goes to it and not to who runs the tests.
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True)
    os.close(terminal)
    seen, asked = b"", 0
    while chunk := _read(screen):
        seen += chunk
        # What is typed before a question stands there is thrown away.
        if seen.endswith(b": ") and asked < 2:
            os.write(screen, f"{CODE}\n".encode())
            asked += 1
    os.close(screen)
    assert process.wait(60) == 0, seen
    assert b"Once more" in seen
    assert CODE.encode() not in seen
    assert b'code = "scrypt$' in seen


def _read(terminal: int) -> bytes:
    """Return what a terminal shows next; nothing once its program has ended."""
    try:
        return os.read(terminal, 1000)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("answers", "reason"),
    [([CODE, "47190359"], "not the same"), (["12345678", "12345678"], "in a row"), ([""], "8 to 20 digits")],
)
def test_a_code_that_is_refused_gives_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: list[str], reason: str
) -> None:
    left = iter(answers)
    assert new_code(tmp_path / "site.toml", lambda _question: next(left)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err
    assert not any(answer in err for answer in answers if answer)


# The file


@pytest.mark.parametrize(("mode", "told"), [(0o600, ""), (0o640, ""), (0o644, "everybody"), (0o660, "may change it")])
def test_a_site_file_that_others_may_read_is_told_with_its_line(tmp_path: Path, mode: int, told: str) -> None:
    site = tmp_path / "site.toml"
    site.write_text(f'name = "Lakeside"\n[kiosk]\n{site_line(HASH)}\n')
    site.chmod(mode)
    problems = read_site(site).exposed()
    assert [problem.line for problem in problems] == ([3] if told else [])
    assert all(told in problem.message for problem in problems)


def test_a_file_without_a_code_may_be_read_by_everybody(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[kiosk]\nidle = 120\n")
    site.chmod(0o644)
    assert read_site(site).exposed() == []


def test_the_check_of_a_site_file_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site.toml"
    site.write_text(f"[kiosk]\n{site_line(HASH)}\n")
    site.chmod(0o644)
    topic = tmp_path / "topic"  # A small one: looking through the bundled one takes seconds.
    write_new_topic(resources_folder() / "new-topic", topic, dt.date(2026, 11, 28))
    assert main(["check", str(topic), "--site", str(site)]) == 1
    assert "everybody on this machine may read it" in capsys.readouterr().out


def test_the_remembered_code_can_be_read_by_its_account_alone(tmp_path: Path) -> None:
    site, memory = tmp_path / "site.toml", tmp_path / "state" / "site.json"
    site.write_text(f"[kiosk]\n{site_line(HASH)}\n")
    read_site(site, memory).keep()
    assert HASH in memory.read_text()
    assert memory.stat().st_mode & 0o777 == 0o600


FAULTS = ["code = 12345678", 'code = ""', f'code = "{HASH[:-5]}"', f'code = "{CODE}"', "code = [", "\udc80"]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_in_a_site_file_opens_the_kiosk(tmp_path: Path, fault: str) -> None:
    """Without a code before, no touch leads out; with one, that one stays."""
    site, memory = tmp_path / "site.toml", tmp_path / "site.json"
    broken = f"[kiosk]\n{fault}\n".encode(errors="surrogateescape")
    site.write_bytes(broken)
    assert read_site(site, memory).site.kiosk.code == ""
    site.write_text(f"[kiosk]\n{site_line(HASH)}\n")
    read_site(site, memory).keep()
    site.write_bytes(broken)
    assert read_site(site, memory).site.kiosk.code == HASH
