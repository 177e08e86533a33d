"""The kiosk's voice as Linux has it, against small programs that answer as ``spd-say`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import button, press
from viewer.kiosk.controls import LISTEN
from viewer.ui.spd_voice import SpdVoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TIME = 20_000
"""How long anything may take to come, in milliseconds."""

SPEAKS_ONCE_UNTIL_STOPPED = """\
case "$1" in
-w) [ -e "$0.pid" ] && exit; echo $$ > "$0.pid"; exec sleep 60 ;;
-S) read pid < "$0.pid"; kill "$pid"; exec sleep 0.3 ;;
*) exec sleep 60 ;;
esac"""

HANGS = """\
case "$1" in
-w) exec sleep 60 ;;
-L) printf 'NAME  LANGUAGE  VARIANT\\nEnglish (America)  en-US  none\\n' ;;
esac"""


@pytest.fixture
def voices(tmp_path: Path) -> Callable[..., Callable[[], SpdVoice]]:
    """Makes what gives a kiosk its voices, which speak by a program that does what a script says."""

    def make(does: str, **told: object) -> Callable[[], SpdVoice]:
        program = tmp_path / "spd-say"
        program.write_text(f'#!/bin/sh\necho "$@" >> "$0.calls"\n{does}\n')
        program.chmod(0o755)
        return lambda: SpdVoice(str(program), **told)

    return make


def test_a_visit_that_ends_while_the_voice_speaks_ends_it_in_good_order(make_kiosk, voices, qtbot, qapp, tmp_path):
    """Qt says so where a command is destroyed while it runs; the test would fail by what Qt says."""
    window = make_kiosk(voice=voices(SPEAKS_ONCE_UNTIL_STOPPED))
    press(qtbot, window.start.buttons["en"])
    press(qtbot, button(window, f"kiosk-{LISTEN}"))
    qtbot.waitUntil((tmp_path / "spd-say.pid").exists, timeout=TIME)
    (voice,) = window.findChildren(SpdVoice)
    with qtbot.waitSignal(voice.destroyed, timeout=TIME):
        window.end_visit("finished")
    # The farewell, by another voice, comes to its end by itself.
    qtbot.waitUntil(lambda: window.findChildren(SpdVoice) + qapp.findChildren(SpdVoice) == [], timeout=TIME)
    assert "-S" in (tmp_path / "spd-say.calls").read_text().splitlines()


def test_who_presses_listen_where_nothing_makes_sound_is_told_and_can_press_it_again(
    make_kiosk, voices, qtbot, qapp, monkeypatch, log_watch
):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: sound")
    log_watch.expect("The voice does not speak: sound")
    monkeypatch.setattr("viewer.ui.spd_voice.NO_SOUND_LIMIT", 0.2)
    window = make_kiosk(voice=voices(HANGS, sound=lambda: False))
    press(qtbot, window.start.buttons["en"])
    view = window.visit.view
    for _ in range(2):
        press(qtbot, button(window, f"kiosk-{LISTEN}"))
        qtbot.waitUntil(lambda: view.panel is not None, timeout=TIME)
        assert "This screen cannot read aloud now." in view.panel.spoken()
        assert not window.visit.busy
        view.close_panel()
        assert view.panel is None
    log_watch.expect("An utterance was given up. Language: en. Fault: sound")
    window.end_visit("finished")
    qtbot.waitUntil(lambda: window.findChildren(SpdVoice) + qapp.findChildren(SpdVoice) == [], timeout=TIME)
