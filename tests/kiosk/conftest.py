"""Kiosks for tests: real windows on a clock that the test turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from viewer.kiosk.policy import KioskSettings, Sizes, sizes

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.shell import KioskWindow

PITCH = 0.277
"""Size of a pixel of a screen of 24 inches, in millimeters."""

LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)


class HandClock:
    """A clock that goes on when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.day = "2026-11-28"

    def now(self) -> float:
        """Return the time in seconds."""
        return self.seconds

    def today(self) -> str:
        """Return the day."""
        return self.day


MakeKiosk = Callable[..., "KioskWindow"]


@pytest.fixture(scope="session")
def bundled() -> Topic:
    """The bundled topic."""
    from viewer.content.topics import load_topic
    from viewer.settings import resources_folder

    return kept(load_topic(resources_folder() / "topics" / "metastasis"))


@pytest.fixture(scope="session")
def many_languages(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The bundled topic in eleven languages, all of them stretched, one from right to left."""
    from tests.pseudo import write_stretched_topic
    from viewer.content.topics import load_topic

    languages = ("en", "es", "ar", "vi", "pl", "ru", "ko", "zh", "tl", "ro", "ur")
    return kept(load_topic(write_stretched_topic(tmp_path_factory.mktemp("topics") / "many", languages)))


def kept(topic: Topic) -> Topic:
    """Return a topic that stays for the session; the guard that looks through all objects need not see its own."""
    gc.collect()
    gc.freeze()
    return topic


@pytest.fixture
def clock() -> HandClock:
    """The clock of the kiosks of a test."""
    return HandClock()


@pytest.fixture
def chimes() -> list[float]:
    """When the soft sound was made."""
    return []


@pytest.fixture
def shelf(bundled: Topic, clock: HandClock, chimes: list[float]) -> KioskShelf:
    """What the kiosks of a test take from: a trial in all languages, with a voice that makes no sound."""
    from tests.ui.voice import PlainVoice
    from viewer.kiosk_app import Clock, make_kiosk_shelf

    shelf = make_kiosk_shelf(bundled, None, Clock(clock.now, clock.today))
    return shelf._replace(motion=False, voice=PlainVoice, chime=lambda: chimes.append(clock.seconds))


@pytest.fixture
def make_kiosk(bundled: Topic, shelf: KioskShelf, qapp: object) -> Iterator[MakeKiosk]:
    """Makes kiosks of any size; they are gone after the test."""
    from PySide6.QtWidgets import QApplication

    from viewer.kiosk.shell import KioskWindow

    made: list[KioskWindow] = []

    def make(
        size: tuple[int, int] = LANDSCAPE,
        *,
        on: Sizes | None = None,
        settings: KioskSettings | None = None,
        topic: Topic | None = None,
        **changes: object,
    ) -> KioskWindow:
        mine = shelf._replace(settings=settings or shelf.settings, **changes)  # type: ignore[arg-type]
        window = KioskWindow(topic or bundled, mine, on or sizes(PITCH, 60))
        made.append(window)
        window.resize(*size)
        window.show()
        QApplication.processEvents()
        return window

    yield make
    for window in made:
        window.end_visit("finished")
        window.hide()
        window.deleteLater()
