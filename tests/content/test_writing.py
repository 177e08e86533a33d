"""Files are written whole or not at all, also when several write the same one at the same time."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from viewer.content.writing import write_whole

MANY = 8
"""How many write at once."""


@pytest.fixture(params=["links", "no links"])
def disk(request, tmp_path, monkeypatch):
    """A folder where a file may have a second name, and one as on a stick, where it may not."""

    def refused(source, target):
        raise PermissionError(errno.EPERM, "no second names here", str(source))

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refused)
    return tmp_path


def at_once(path, *, replace):
    """Let many write a file, each other words; return what became of each: its words, or the error."""
    start = Barrier(MANY)

    def write(number):
        words = str(number).encode() * 50_000
        start.wait(10)
        try:
            write_whole(path, words, replace=replace)
        except OSError as error:
            return error
        return words

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(write, range(MANY)))


def test_of_many_that_want_a_free_name_one_gets_it_and_the_others_are_told(disk):
    path = disk / "mine.pdf"
    outcomes = at_once(path, replace=False)
    written = [each for each in outcomes if isinstance(each, bytes)]
    assert [path.read_bytes()] == written
    refused = [each for each in outcomes if not isinstance(each, bytes)]
    assert [(type(each), each.filename) for each in refused] == [(FileExistsError, str(path))] * (MANY - 1)
    assert list(disk.iterdir()) == [path]


def test_many_that_write_over_each_other_leave_one_whole_file(disk):
    path = disk / "mine.pdf"
    outcomes = at_once(path, replace=True)
    assert path.read_bytes() in outcomes
    assert [each for each in outcomes if not isinstance(each, bytes)] == []
    assert list(disk.iterdir()) == [path]


def test_a_file_that_is_there_stays_as_it_is(disk):
    path = disk / "mine.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_whole(path, b"new", replace=False)
    assert path.read_bytes() == b"old"
    assert list(disk.iterdir()) == [path]
