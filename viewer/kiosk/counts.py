"""Bare counts of a kiosk for a clinic's monitoring: a text file that Prometheus' node exporter picks up.

Off unless the site file names a folder; only then is this module loaded. Once a minute the whole file is written anew.
It holds sums since the start and nothing about a single visitor, and it is never read back.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client import CollectorRegistry, write_to_textfile
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector
from PySide6.QtCore import QObject, QTimer

from viewer.kiosk.memory import resident_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from prometheus_client import Metric

FILE = "metastasis-viewer-kiosk.prom"
"""The file's name; node exporters read what ends in ``.prom``."""

PREFIX = "metastasis_viewer_kiosk_"
"""How the names of all counts begin."""

MINUTE = 60_000
"""How often the file is written, in milliseconds."""

_log = logging.getLogger(__name__)


class Outside(NamedTuple):
    """What is not counted here but asked for when the file is written.

    Attributes:
        content: What is shown, as in ``{"topic": "metastasis", "version": "1.0", "program": "0.1.0"}``.
        errors: Says how many errors the log has had.
        clock: The machine's steady clock, in seconds.
    """

    content: Mapping[str, str]
    errors: Callable[[], int] = lambda: 0
    clock: Callable[[], float] = time.monotonic


class Counts(QObject):
    """Counts what happens, and writes it down.

    Args:
        folder: The folder of the file.
        outside: What is asked for when the file is written.
        parent: What it lives and dies with.
    """

    def __init__(self, folder: Path, outside: Outside, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / FILE
        self._outside = outside
        self._started = outside.clock()
        self._pages: Counter[str] = Counter()
        self._resets: Counter[str] = Counter()
        self._visits = 0
        self._prints = 0
        self._failed = False
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(_Asked(self._metrics))
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE)
        self._timer.timeout.connect(self.write)

    def begin(self) -> None:
        """Write the file now and every minute."""
        self.write()
        self._timer.start()

    def end(self) -> None:
        """Write the file for the last time."""
        self._timer.stop()
        self.write()

    def visit_started(self, _language: str) -> None:
        """Count a visit."""
        self._visits += 1

    def visit_ended(self, reason: str) -> None:
        """Count a return to the start screen, by what led to it: "finished", "idle" or "fault"."""
        self._resets[reason] += 1

    def page_shown(self, _page: str, language: str) -> None:
        """Count a page in its language."""
        self._pages[language] += 1

    def printed(self) -> None:
        """Count a print."""
        self._prints += 1

    def write(self) -> None:
        """Write the file, whole or not at all; the first of several failures costs a line in the log."""
        try:
            write_to_textfile(str(self._file), self._registry)
        except OSError as error:
            if not self._failed:
                _log.warning("The counts cannot be written. %s: %s", self._file, error.strerror or error)
            self._failed = True
        else:
            self._failed = False

    def _metrics(self) -> Iterator[Metric]:
        """Yield what stands in the file."""
        pages = CounterMetricFamily(f"{PREFIX}page_views", "Pages shown since the start.", labels=["language"])
        for language, number in sorted(self._pages.items()):
            pages.add_metric([language], number)
        yield pages
        resets = CounterMetricFamily(
            f"{PREFIX}resets", "Returns to the start screen since the start.", labels=["reason"]
        )
        for reason, number in sorted(self._resets.items()):
            resets.add_metric([reason], number)
        yield resets
        yield CounterMetricFamily(f"{PREFIX}visits", "Visits since the start.", value=self._visits)
        yield CounterMetricFamily(f"{PREFIX}prints", "Prints since the start.", value=self._prints)
        yield CounterMetricFamily(f"{PREFIX}errors", "Errors in the log since the start.", value=self._outside.errors())
        uptime = self._outside.clock() - self._started
        yield GaugeMetricFamily(f"{PREFIX}uptime_seconds", "Time since the start.", value=round(uptime))
        memory = resident_bytes()
        if memory:
            yield GaugeMetricFamily(f"{PREFIX}resident_memory_bytes", "Memory of the program.", value=memory)
        yield InfoMetricFamily(f"{PREFIX}content", "What is shown.", value=dict(self._outside.content))


class _Asked(Collector):
    """What the registry asks when the file is written."""

    def __init__(self, metrics: Callable[[], Iterator[Metric]]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """Yield the counts as they are now."""
        return self._metrics()
