"""Whether files have changed: every way in which editors save is seen, and nothing else."""

from __future__ import annotations

import os
import zipfile

import pytest

from tests.content.small_topic import change, write_small_topic
from viewer.content.changes import stamp


def save_in_place(folder):
    change(folder, "en/care.md", "Water it.", "Water it well.")


def save_by_rename(folder):
    new = folder / "en" / "care.md.new"
    new.write_bytes((folder / "en" / "care.md").read_bytes().replace(b"Water", b"Spray"))
    seen = (folder / "en" / "care.md").stat()
    os.utime(new, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    new.replace(folder / "en" / "care.md")


def save_at_the_same_size(folder):
    page = folder / "en" / "care.md"
    later = page.stat().st_mtime_ns + 1_000_000
    page.write_bytes(page.read_bytes().replace(b"Water", b"Spray"))
    os.utime(page, ns=(later, later))


def add(folder):
    (folder / "es").mkdir()
    (folder / "es" / "care.md").write_text("---")


def remove(folder):
    (folder / "seed.svg").unlink()


def rename(folder):
    (folder / "seed.svg").rename(folder / "kernel.svg")


@pytest.mark.parametrize("deed", [save_in_place, save_by_rename, save_at_the_same_size, add, remove, rename])
def test_a_change_is_seen_and_then_seen_no_more(tmp_path, deed):
    folder = write_small_topic(tmp_path / "seeds")
    before = stamp(folder)
    assert stamp(folder) == before
    deed(folder)
    assert stamp(folder) != before
    assert stamp(folder) == stamp(folder)


def test_what_editors_keep_for_themselves_is_no_change(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    before = stamp(folder)
    (folder / "en" / ".care.md.swp").write_text("notes")
    (folder / "en" / ".#care.md").symlink_to("somebody@somewhere")
    (folder / "en" / "~$care.md").write_text("notes")
    (folder / "Thumbs.db").write_text("notes")
    (folder / ".git").mkdir()
    (folder / ".git" / "index").write_text("notes")
    assert stamp(folder) == before


def test_a_zip_is_seen_as_a_whole_and_may_come_and_go(tmp_path):
    path = tmp_path / "seeds.zip"
    gone = stamp(path)
    zipfile.ZipFile(path, "w").close()
    there = stamp(path)
    assert there != gone
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("topic.toml", "")
    assert stamp(path) not in (gone, there)
    path.unlink()
    assert stamp(path) == gone


def test_a_link_that_leads_nowhere_is_no_crash(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    before = stamp(folder)
    (folder / "en" / "lost.md").symlink_to(tmp_path / "nowhere")
    assert stamp(folder) != before


def test_a_folder_that_is_far_too_large_is_not_walked_to_its_end(tmp_path):
    for number in range(2_200):
        (tmp_path / f"{number}").mkdir()
    for number in range(30):
        (tmp_path / "0" / f"{number}").mkdir()
        (tmp_path / "0" / f"{number}" / "file").write_text("")
    assert stamp(tmp_path) == frozenset()
