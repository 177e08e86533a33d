"""What a reader lets the computer keep: nothing before they say so, all of it afterwards, and never half."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.keeping import LONGEST_WORDS, DamagedError, Keeper, Kept, Question, read_kept
from viewer.settings import kept_file

ROOT = Path(__file__).parent.parent.parent
MINE = Kept((Question("Why me?", "", "No reason."), Question("What now?", "treatment")), "treatment", 120, "en", 150)

WORDS = st.text(max_size=LONGEST_WORDS)
NUMBERS = st.integers(0, 10**9 - 1)
ANYTHING = st.builds(
    Kept,
    st.lists(st.builds(Question, WORDS, WORDS, WORDS), max_size=5).map(tuple),
    *(WORDS, NUMBERS, WORDS, NUMBERS, WORDS),
    st.tuples(NUMBERS, NUMBERS),
    WORDS,
    st.sampled_from([None, True, False]),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "of mine" / "my-questions.json"


def opened(file) -> tuple[Keeper, Kept]:
    keeper = Keeper(file)
    return keeper, keeper.open()


def test_nothing_is_written_before_the_reader_says_yes(file):
    keeper, kept = opened(file)
    assert kept == Kept()
    assert keeper.save(MINE) == ""
    keeper.close()
    assert not file.parent.exists()


def test_after_a_yes_it_is_there_the_next_time(file):
    keeper, _ = opened(file)
    assert keeper.begin(MINE) == ""
    later = MINE._replace(page="words")
    keeper.save(later)
    keeper.close()
    again, kept = opened(file)
    assert (kept, again.keeps, again.elsewhere) == (later, True, False)
    again.close()


@given(kept=ANYTHING)
def test_whatever_is_kept_comes_back(kept, tmp_path):
    keeper = Keeper(tmp_path / "my-questions.json")
    if any(0xD800 <= ord(char) <= 0xDFFF for char in repr(kept)):
        return
    assert keeper.begin(kept) == ""
    keeper.close()
    assert read_kept(tmp_path / "my-questions.json") == kept


def test_forgetting_leaves_no_file(file):
    keeper, _ = opened(file)
    keeper.begin(MINE)
    assert keeper.forget() == ""
    assert list(file.parent.iterdir()) == []
    keeper.save(MINE)
    assert not file.exists()


def test_only_the_account_that_keeps_it_can_read_it(file):
    keeper, _ = opened(file)
    keeper.begin(MINE)
    keeper.save(MINE._replace(page="words"))
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    keeper.close()


def test_forgetting_takes_what_a_killed_program_left_unfinished(file):
    keeper, _ = opened(file)
    keeper.begin(MINE)
    (file.parent / f".{file.name}.4711.part").write_text("Why me?")
    keeper.forget()
    assert list(file.parent.iterdir()) == []


def test_a_file_that_the_reader_has_deleted_does_not_come_back(file):
    keeper, _ = opened(file)
    keeper.begin(MINE)
    file.unlink()
    assert keeper.save(MINE) == ""
    assert not file.exists()
    assert not keeper.keeps
    keeper.close()


def test_a_second_window_reads_and_changes_nothing(file):
    first, _ = opened(file)
    first.begin(MINE)
    second, kept = opened(file)
    assert (kept, second.elsewhere) == (MINE, True)
    second.save(Kept())
    second.forget()
    assert read_kept(file) == MINE
    first.close()


def test_the_lock_of_a_program_that_was_killed_counts_for_nothing(file):
    code = (
        "import os, sys; from pathlib import Path; from viewer.desktop.keeping import Keeper, Kept\n"
        "Keeper(Path(sys.argv[1])).begin(Kept()); print('kept', flush=True); os.kill(os.getpid(), 9)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    killed = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert killed.stdout == "kept\n"
    keeper, _ = opened(file)
    assert (keeper.keeps, keeper.elsewhere) == (True, False)
    keeper.close()


DAMAGED = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b'{"format": 2}',
    b'{"format": 1}',
    json.dumps({"format": 1} | Kept()._asdict() | {"questions": [5]}).encode(),
    json.dumps({"format": 1} | Kept()._asdict() | {"size": [1]}).encode(),
    json.dumps({"format": 1} | Kept()._asdict() | {"position": True}).encode(),
    json.dumps({"format": 1} | Kept()._asdict() | {"page": "x" * 501}).encode(),
    json.dumps({"format": 1} | Kept()._asdict() | {"spacing": None}).encode(),
    json.dumps({"format": 1} | Kept()._asdict() | {"motion": 1}).encode(),
    b"[" * 100_000,
    b" " * (1024 * 1024 + 1),
]


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_file_is_put_aside_as_it_is(file, data, log_watch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir()
    file.write_bytes(data)
    keeper, kept = opened(file)
    assert (kept, keeper.keeps) == (Kept(), False)
    assert keeper.put_aside is not None
    assert keeper.put_aside.read_bytes() == data
    keeper.begin(MINE)
    keeper.close()
    assert read_kept(file) == MINE
    assert keeper.put_aside.read_bytes() == data


def test_a_damaged_file_that_cannot_be_moved_stays_and_is_not_written_over(file, log_watch, monkeypatch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_name(f"{file.stem}-damaged-1{file.suffix}").write_bytes(b"[")
    file.write_bytes(b"{")

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "rename", refuse)
    keeper = Keeper(file)
    keeper.open()
    assert keeper.elsewhere
    keeper.save(MINE)
    assert file.read_bytes() == b"{"
    keeper.close()


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_called_damaged(data, tmp_path):
    file = tmp_path / "wild.json"
    file.write_bytes(data)
    with pytest.raises(DamagedError):
        read_kept(file)


def test_a_file_from_before_spacing_and_motion_were_kept_is_still_read(file):
    before = {"format": 1} | MINE._asdict() | {"questions": []}
    del before["spacing"], before["motion"]
    file.parent.mkdir()
    file.write_text(json.dumps(before))
    kept = read_kept(file)
    assert (kept.text_size, kept.page, kept.spacing, kept.motion) == (150, "treatment", "", None)


def test_two_damaged_files_do_not_overwrite_each_other(file, log_watch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir()
    for data in (b"one", b"two"):
        file.write_bytes(data)
        opened(file)[0].close()
    assert sorted(each.read_bytes() for each in file.parent.glob("*-damaged-*")) == [b"one", b"two"]


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(file, log_watch):
    keeper, _ = opened(file)
    keeper.begin(MINE)
    log_watch.expect("cannot be written")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, most[1]))  # As on a disk with no more room.
    try:
        assert keeper.save(Kept()) == "the disk is full or cannot be written"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert list(file.parent.glob("*.part")) == []
    assert read_kept(file) == MINE
    keeper.close()


@pytest.mark.parametrize("room", [0, 4])
def test_on_a_full_disk_nothing_is_kept_until_the_next_yes(file, room):
    file.parent.mkdir()
    keeper, _ = opened(file)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most[1]))
    try:
        assert keeper.begin(MINE) == "the disk is full or cannot be written"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert (keeper.keeps, keeper.elsewhere, list(file.parent.iterdir())) == (False, False, [])
    assert keeper.begin(MINE) == ""
    keeper.close()
    assert read_kept(file) == MINE


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/ana"}, "/home/ana/.local/share/metastasis-viewer/my-questions.json"),
        ("linux", {"HOME": "/home/ana", "XDG_DATA_HOME": "/data"}, "/data/metastasis-viewer/my-questions.json"),
        ("linux", {}, None),
        (
            "darwin",
            {"HOME": "/Users/ana"},
            "/Users/ana/Library/Application Support/metastasis-viewer/my-questions.json",
        ),
    ],
)
def test_it_lies_where_the_system_keeps_what_is_peoples_own(platform, environment, expected):
    assert kept_file(platform, environment) == (None if expected is None else Path(expected))
