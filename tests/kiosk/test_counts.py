"""Bare counts: right sums, nothing about one visitor, one whole file, and nothing loaded where nobody wants them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from viewer.kiosk.counts import FILE, PREFIX, Counts, Outside

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counts(qapp: QObject, tmp_path: Path, clock: Clock) -> Counts:
    return Counts(tmp_path, Outside({"topic": "metastasis", "version": "1.0"}, lambda: 3, clock))


def read(folder: Path) -> dict[str, float]:
    """Return what stands in the file: each count by its name and labels."""
    text = (folder / FILE).read_text(encoding="utf-8")
    return {
        f"{sample.name.removeprefix(PREFIX)} {' '.join(sample.labels.values())}".strip(): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_it_holds_the_sums_since_the_start(counts, tmp_path, clock):
    counts.visit_started("es")
    for page in ("overview", "circulation"):
        counts.page_shown(page, "es")
    counts.page_shown("overview", "en")
    counts.printed()
    counts.visit_ended("idle")
    counts.visit_started("en")
    counts.visit_ended("finished")
    clock.now = 160.0
    counts.write()
    found = read(tmp_path)
    assert found.pop("resident_memory_bytes") > 10_000_000
    assert found == {
        "page_views_total en": 1,
        "page_views_total es": 2,
        "resets_total finished": 1,
        "resets_total idle": 1,
        "visits_total": 2,
        "prints_total": 1,
        "errors_total": 3,
        "uptime_seconds": 60,
        "content_info metastasis 1.0": 1,
    }


def test_no_page_and_no_time_of_a_visit_is_in_it(counts, tmp_path):
    counts.visit_started("es")
    counts.page_shown("treatment", "es")
    counts.write()
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "treatment" not in text
    assert "_created" not in text


def test_it_is_written_at_the_beginning_every_minute_and_at_the_end(counts, tmp_path):
    counts.begin()
    assert read(tmp_path)["visits_total"] == 0
    counts.visit_started("en")
    assert counts._timer.interval() == 60_000
    counts._timer.timeout.emit()
    assert read(tmp_path)["visits_total"] == 1
    counts.visit_started("en")
    counts.end()
    assert read(tmp_path)["visits_total"] == 2
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_a_place_that_cannot_be_written_costs_one_line(qapp, tmp_path, log_watch):
    log_watch.expect("The counts cannot be written.*No such file or directory")
    counts = Counts(tmp_path / "later", Outside({}))
    counts.write()
    counts.write()
    (tmp_path / "later").mkdir()
    counts.write()
    assert read(tmp_path / "later")["visits_total"] == 0
    assert len(log_watch.lines) == 1


def test_a_full_disk_leaves_the_last_whole_file():
    code = (
        "import os, resource, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from viewer.kiosk.counts import Counts, Outside\n"
        "import tempfile\n"
        "application = QCoreApplication([])\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    counts = Counts(Path(folder), Outside({}))\n"
        "    counts.write()\n"
        "    before = [(each.name, each.read_bytes()) for each in Path(folder).iterdir()]\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "    counts.visit_started('en')\n"
        "    counts.write()\n"
        "    after = [(each.name, each.read_bytes()) for each in Path(folder).iterdir()]\n"
        "    sys.exit(before != after or len(before) != 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert "The counts cannot be written." in done.stderr


def test_nothing_of_it_is_loaded_where_nobody_counts():
    asked = (
        "import sys, viewer.kiosk_app, viewer.kiosk.alone, viewer.kiosk.unexpected, viewer.kiosk.last_good\n"
        "print([name for name in sys.modules if name.startswith('prometheus') or name == 'viewer.kiosk.counts'])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert answer.stdout == "[]\n", answer.stderr
