"""The soft sound that goes with the question."""

from __future__ import annotations

import io
import wave

from tests.kiosk.make_chime import chime
from viewer.kiosk.chime import Chime
from viewer.settings import resources_folder

SOUND = resources_folder() / "kiosk" / "still-there.wav"


def test_the_sound_is_the_one_that_its_program_makes():
    assert SOUND.read_bytes() == chime()


def test_it_is_soft_and_short():
    with wave.open(io.BytesIO(SOUND.read_bytes())) as sound:
        frames = sound.readframes(sound.getnframes())
        assert sound.getnframes() / sound.getframerate() < 1.5
    loudest = max(abs(int.from_bytes(frames[i : i + 2], "little", signed=True)) for i in range(0, len(frames), 2))
    assert 2000 < loudest < 10000


def test_without_a_player_it_says_so_once(qapp, monkeypatch, log_watch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    log_watch.expect("soft sound cannot be played: none of")
    sound = Chime(SOUND)
    sound.play()
    sound.play()
    assert len(log_watch.lines) == 1


def test_it_is_handed_to_the_player(qapp, monkeypatch, tmp_path, qtbot):
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/played\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    Chime.play(sound := Chime(SOUND))
    qtbot.waitUntil(lambda: (tmp_path / "played").exists() and (tmp_path / "played").read_text() == str(SOUND))
    assert sound is not None
