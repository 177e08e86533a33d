"""Listening on a real X screen with a real voice, whose sound goes nowhere: keys in, spoken sentences out."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.test_spd_voice import Dispatcher
from tests.x11.screen import Visitor, need, until, visit, xdotool
from viewer.content.notice import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.x11


@pytest.fixture
def heard(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dispatcher]:
    """A real Speech Dispatcher, which the program finds."""
    need("xdotool", "speech-dispatcher", "spd-say")
    if not any(Path("/usr").glob("lib*/speech-dispatcher-modules/sd_espeak-ng")):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("missing: speech-dispatcher-espeak-ng")
    assert shutil.which("spd-say")
    running = Dispatcher(tmp_path_factory.mktemp("d"))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{running.socket}")
    yield running
    running.close()


def spoken(heard: Dispatcher) -> list[str]:
    """Return what the engine was given to speak, without the marks between the sentences of one description."""
    return [re.sub("<mark [^>]*>", "", words) for _language, words in heard.spoken()]


def test_listening_begins_at_the_passage_that_was_found(heard: Dispatcher, qapp: object, tmp_path: Path) -> None:
    with visit(tmp_path) as visitor:
        look_for(visitor, "surgery")
        visitor.press("ctrl+l")
        until(lambda: any(words.startswith(ENGLISH.text[:20]) for words in spoken(heard)), "the notice is spoken")
        first, *others = spoken(heard)
        assert "surgery" in first.casefold()
        assert len(others) > 5
        assert not any(words.startswith("Step") for words in others)


def test_a_page_is_spoken_from_its_beginning_with_its_picture(heard: Dispatcher, qapp: object, tmp_path: Path) -> None:
    with visit(tmp_path) as visitor:
        visitor.goes_to("circulation", lambda: visitor.press("alt+3"))
        visitor.press("ctrl+l")
        until(lambda: any(words.startswith("Picture: ") for words in spoken(heard)), "the picture is spoken")
        assert spoken(heard)[0] == "Step 3 of 5"
        (picture,) = [words for words in spoken(heard) if words.startswith("Picture: ")]
        assert picture == f"Picture: {visitor.topic.page('circulation', 'en').picture}"
        visitor.press("Escape")


def look_for(visitor: Visitor, words: str) -> None:
    """Find words by the keyboard, and open the best place."""
    before = visitor.title()
    visitor.press("ctrl+f")
    xdotool("type", "--delay", "30", words)
    until(lambda: visitor.look_at_rest(visitor.twin.rect()) is not None, "the places are there")
    visitor.press("Return")
    until(lambda: visitor.title() != before, "the page of the best place is shown")
