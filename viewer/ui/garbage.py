"""Python's garbage, collected in the window's thread alone.

Python collects wherever it happens to run, also in a thread that makes a summary. What was a widget would be deleted
there, and Qt's widgets live and die in one thread only: the program could crash, once in many thousands of prints.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 2000
"""How often it is looked whether there is enough to collect, in milliseconds."""


def collect_here(parent: QObject) -> QTimer:
    """Collect from now on only in the thread that calls this, which is the window's; returns what does it.

    Args:
        parent: Lives as long as the program has windows.
    """
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(EVERY)
    timer.timeout.connect(collect)
    timer.start()
    return timer


def collect() -> None:
    """Collect each generation that is due by Python's own measures."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if count > most]
    if due:
        gc.collect(max(due))
