"""The command ``summary`` as people run it: files, exit codes, one clear line, and no half file."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.test_cli import ROOT, one_line, run

EDITIONS = ("one-page", "one-page-large-print", "booklet", "booklet-large-print")


def test_it_writes_one_page_and_says_where(tmp_path):
    target = tmp_path / "a folder" / "page.pdf"
    answer = run("summary", "-o", target, "--language", "es", "--paper", "a4")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout) == str(target)
    with pdfium.PdfDocument(target) as pdf:
        assert [round(each) for each in pdf[0].get_size()] == [595, 842]
        assert len(pdf) == 1
    assert [path.name for path in target.parent.iterdir()] == ["page.pdf"]


def test_the_clinics_paper_is_taken_where_none_is_asked_for(tmp_path):
    site = tmp_path / "site.toml"
    site.write_text('paper = "a4"\n', encoding="utf-8")
    target = tmp_path / "page.pdf"
    answer = run("summary", "-o", target, "--site", site, XDG_STATE_HOME=str(tmp_path / "state"))
    assert (answer.returncode, answer.stderr) == (0, "")
    with pdfium.PdfDocument(target) as pdf:
        assert round(pdf[0].get_size()[1]) == 842


def test_all_writes_every_edition_in_every_language(tmp_path):
    answer = run("summary", "--all", "-o", tmp_path / "all")
    assert answer.returncode == 0, answer.stderr
    wanted = {f"metastasis-{edition}-{language}.pdf" for edition in EDITIONS for language in ("en", "es")}
    assert {path.name for path in (tmp_path / "all").iterdir()} == wanted
    assert {Path(line).name for line in answer.stdout.splitlines()} == wanted
    assert "8/8" in answer.stderr or "file" in answer.stderr


REFUSED = {
    "an unknown page": (["--pages", "moon"], 'the topic has no page "moon": expected one of overview, '),
    "an unknown language": (["--language", "fr"], "fr"),
    "an unknown second language": (["--with", "fr"], "fr"),
    "a topic that is not there": (["--topic", "/nowhere/topic"], "/nowhere/topic"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_cannot_be_made_is_one_clear_line(tmp_path, fault):
    options, says = REFUSED[fault]
    answer = run("summary", "-o", tmp_path / "page.pdf", *options)
    assert (answer.returncode, answer.stdout) == (1, "")
    line = one_line(answer.stderr)
    assert line.startswith("metastasis-viewer summary: ")
    assert says in line
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("no folder")
    answer = run("summary", "-o", tmp_path / "file" / "page.pdf")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert str(tmp_path / "file") in one_line(answer.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "page.pdf").mkdir()
    answer = run("summary", "-o", tmp_path / "page.pdf")
    assert answer.returncode == 1
    assert "page.pdf" in one_line(answer.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_a_full_disk_leaves_what_was_there_and_no_half_file(tmp_path):
    target = tmp_path / "page.pdf"
    target.write_bytes(b"yesterday's")

    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "viewer", "summary", "-o", str(target)],
        capture_output=True, text=True, cwd=ROOT, preexec_fn=full, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "page.pdf" in one_line(done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]
    assert target.read_bytes() == b"yesterday's"


WRONG = {
    "no file": [],
    "an empty file name": ["-o", ""],
    "a file of an unknown kind": ["-o", "page.doc"],
    "an unknown edition": ["-o", "page.pdf", "--edition", "leaflet"],
    "an unknown paper": ["-o", "page.pdf", "--paper", "a5"],
    "a language that is none": ["-o", "page.pdf", "--language", "../en"],
    "a second language that is the first": ["-o", "page.pdf", "--language", "en", "--with", "en"],
    "an unknown option": ["-o", "page.pdf", "--color"],
}


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_options_are_one_clear_line(tmp_path, fault):
    answer = run("summary", *WRONG[fault], folder=tmp_path, PYTHONPATH=str(ROOT))
    assert (answer.returncode, answer.stdout) == (2, ""), answer.stderr
    assert one_line(answer.stderr).startswith("metastasis-viewer")
    assert list(tmp_path.iterdir()) == []


LOADED = """
import sys
import viewer
from viewer.content.topics import open_topic
{more}
print(*[name for name in ("typst", "segno", "tqdm", "PySide6") if name in sys.modules])
"""


def test_typst_is_not_loaded_before_it_is_needed():
    for more, wanted in (("", ""), ("import viewer.app", "PySide6"), ("import viewer.summaries", "")):
        done = subprocess.run(
            [sys.executable, "-c", LOADED.format(more=more)], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert done.stdout.strip() == wanted
