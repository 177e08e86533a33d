"""The soft sound that goes with the question."""

from __future__ import annotations

import io
import wave

from PySide6.QtCore import QProcess

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
    qtbot.waitUntil(lambda: sound._process.state() == QProcess.ProcessState.NotRunning)


def test_where_one_player_plays_nothing_the_next_one_does(qapp, monkeypatch, tmp_path, qtbot):
    for name, does in (("pw-play", "exit 1"), ("aplay", f"touch {tmp_path}/played")):
        player = tmp_path / name
        player.write_text(f"#!/bin/sh\n{does}\n")
        player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("viewer.kiosk.chime.PLAYERS", ("pw-play", "aplay"))
    sound = Chime(SOUND)
    sound.play()
    qtbot.waitUntil((tmp_path / "played").exists)
    qtbot.waitUntil(lambda: sound._process.state() == QProcess.ProcessState.NotRunning)


def test_where_no_player_plays_it_the_log_says_why(qapp, monkeypatch, tmp_path, qtbot, log_watch):
    log_watch.expect("soft sound cannot be played: ")
    player = tmp_path / "aplay"
    player.write_text("#!/bin/sh\nexit 3\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    sound = Chime(SOUND)
    sound.play()
    qtbot.waitUntil(lambda: len(log_watch.lines) == 1)
    assert "exit code 3" in log_watch.lines[0]
