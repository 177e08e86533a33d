"""Work beside the window: what it was made of goes where the window lives."""

from __future__ import annotations

import gc
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QObject

from viewer.ui.errand import Errand
from viewer.ui.garbage import collect_here


class Marked:
    """Notes in which thread it goes."""

    def __init__(self, gone: list[object]) -> None:
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(current_thread())


class Heard(QObject):
    """Hears of an errand."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def hear(self, result: object) -> None:
        self.words.append(str(result))


def work_of(marked: Marked, *, fails: bool):
    """Return work that holds something."""

    def work() -> str:
        if fails:
            raise ValueError("lost")
        return "found" if marked else ""

    return work


@pytest.mark.parametrize("fails", [False, True])
def test_an_errand_tells_its_outcome_and_goes_in_the_window_s_thread(qapp, qtbot, fails):
    gone: list[object] = []
    heard = Heard()
    for _ in range(30):
        errand = Errand(work_of(Marked(gone), fails=fails))
        errand.done.connect(heard.hear)
        errand.failed.connect(heard.hear)
        errand.start()
        del errand
    qtbot.waitUntil(lambda: len(gone) == 30)
    assert heard.words == ["lost" if fails else "found"] * 30
    assert set(gone) == {main_thread()}


def test_garbage_is_collected_in_the_window_s_thread_alone(qapp, qtbot):
    gone: list[object] = []
    parent = QObject()
    timer = collect_here(parent)
    try:
        timer.setInterval(5)
        cycle = [Marked(gone)]
        cycle.append(cycle)
        del cycle
        errand = Errand(lambda: len([[number] for number in range(100_000)]))
        errand.start()
        hoard = [[] for _ in range(2000)]
        qtbot.waitUntil(lambda: len(gone) == 1)
        assert gone == [main_thread()]
        assert len(hoard) == 2000
    finally:
        timer.stop()
        gc.enable()
