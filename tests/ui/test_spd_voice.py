"""The voice of Linux: against small programs that answer as ``spd-say`` does, and against the real one.

The real Speech Dispatcher is started by the test, with its own configuration and a sound device that swallows all.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from shiboken6 import isValid

from viewer.content.notice import ENGLISH
from viewer.content.spoken import spoken_words
from viewer.ui.reading_aloud import SILENT, ReadingAloud
from viewer.ui.sound import has_sound
from viewer.ui.spd_voice import TRIES, SpdVoice, engines_in, languages_in, spd_rate, spd_volume
from viewer.ui.speech import RATES, Fault

LIST = """\
                     NAME                 LANGUAGE                  VARIANT
                Afrikaans                       af                     none
 Spanish (Latin America)+Adam              es-419                     Adam
Afrikaans+Half-LifeAnnouncementSystem                       afHalf-LifeAnnouncementSystem
         English (America)                   en-US                     none
"""
LISTS = f"if [ \"$1\" = -L ]; then cat <<'X'\n{LIST}X\nfi"
SPEAKS_UNTIL_STOPPED = """\
case "$1" in
-w) echo $$ > "$0.pid"; exec sleep 60 ;;
-S) kill "$(cat "$0.pid")" ;;
esac"""
TIME = 20_000
"""How long anything may take to come, in milliseconds."""


def test_the_list_of_voices_is_read():
    assert languages_in(LIST) == {"af", "es-419", "en-US"}
    assert languages_in("") == frozenset()


def test_the_paces_keep_their_order():
    assert [spd_rate(rate) for rate in RATES] == [-100, -50, 0, 25, 50, 100]


@pytest.fixture
def program(tmp_path):
    """Makes a program that notes how it was called and then does what a script says."""

    def make(does: str) -> Path:
        path = tmp_path / "spd-say"
        path.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n{does}\n')
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def voice_of(program, qtbot):
    """Makes a voice that speaks by such a program; in the end nothing of it runs."""
    made = []

    def make(does: str, *, sound: bool = True) -> SpdVoice:
        made.append(SpdVoice(str(program(does)), sound=lambda: sound))
        return made[-1]

    yield make
    for voice in made:
        if isValid(voice):
            voice.close()


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "calls").read_text().splitlines()


def test_a_sentence_is_spoken_in_the_nearest_voice_at_the_pace(voice_of, tmp_path, qtbot):
    voice = voice_of(LISTS)
    with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
        voice.look_up("af")
    assert told.args == ["af", ""]
    with qtbot.waitSignal(voice.finished, timeout=TIME):
        voice.speak("-w es un guion.", "es", 150)
    assert calls(tmp_path) == ["-L", "-w -l es-419 -r 50 -N metastasis-viewer -- -w es un guion."]


def test_a_softer_voice_is_told_so_and_the_usual_one_is_left_to_the_computer(voice_of, tmp_path, qtbot):
    voice = voice_of("")
    for percent in (100, 25, 300, -5):
        voice.set_volume(percent)
        with qtbot.waitSignal(voice.finished, timeout=TIME):
            voice.speak("One\0two.", "en", 100)
    told = [line.partition("-r 0 ")[2].partition("-N")[0].strip() for line in calls(tmp_path)]
    assert told == ["", "-i -50", "", "-i -100"]
    assert {line.rpartition("-- ")[2] for line in calls(tmp_path)} == {"One two."}
    assert voice.volume == 0


def test_the_voices_are_asked_for_once_and_a_missing_one_is_said(voice_of, tmp_path, qtbot):
    voice = voice_of(LISTS)
    with qtbot.waitSignals([voice.looked_up] * 2, timeout=TIME, order="strict"):
        voice.look_up("af")
        voice.look_up("ko")
    for language in ("af", "en"):
        with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
            voice.look_up(language)
        assert told.args == [language, ""]
    assert calls(tmp_path) == ["-L"]
    with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
        voice.look_up("tl")
    assert told.args == ["tl", Fault.LANGUAGE]


def test_the_volumes_keep_their_order_and_have_ends():
    assert [spd_volume(percent) for percent in (-1, 0, 25, 50, 100, 101)] == [-100, -100, -50, 0, 100, 100]


def test_the_engines_are_read():
    assert engines_in("OUTPUT MODULES\nespeak-ng\n dummy\n\n") == {"espeak-ng", "dummy"}
    assert engines_in("OUTPUT MODULES\n") == engines_in("") == frozenset()


EMPTY = "echo NAME LANGUAGE VARIANT"


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("exit 1", Fault.START),
        ("kill -9 $$", Fault.START),
        ("echo nothing", Fault.ENGINE),
        (f'[ "$1" = -L ] && {EMPTY} || printf "OUTPUT MODULES\\ndummy\\n"', Fault.ENGINE),
        (f'[ "$1" = -L ] && {EMPTY} || exit 1', Fault.ENGINE),
        (f'[ "$1" = -L ] && {EMPTY} || printf "OUTPUT MODULES\\nespeak-ng\\n"', Fault.SOUND),
    ],
)
def test_why_there_is_no_voice_is_told(voice_of, qtbot, does, fault):
    voice = voice_of(does)
    for _ in range(2):
        with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
            voice.look_up("af")
        assert told.args == ["af", fault], "and the second time it is asked again"


def test_a_usual_language_does_not_wait_for_the_list(voice_of, tmp_path, qtbot):
    voice = voice_of('[ "$1" = -L ] && exec sleep 60\ntrue')
    with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
        voice.look_up("es")
    assert told.args == ["es", ""]
    with qtbot.waitSignal(voice.finished, timeout=TIME):
        voice.speak("Hola.", "es", 100)
    assert "-w -l es-419 -r 0 -N metastasis-viewer -- Hola." in calls(tmp_path)


@pytest.mark.parametrize(("listed", "fault"), [("", Fault.SOUND), (LIST.replace("es-419", "eo"), Fault.LANGUAGE)])
def test_a_usual_language_that_turns_out_to_have_no_voice_is_stopped(voice_of, tmp_path, qtbot, listed, fault):
    (tmp_path / "listed").write_text(listed)
    voice = voice_of(
        f'[ "$1" = -L ] && until [ -e "$0.pid" ]; do :; done && cat {tmp_path}/listed\n'
        f'[ "$1" = -O ] && printf "OUTPUT MODULES\\nespeak-ng\\n"\n{SPEAKS_UNTIL_STOPPED}'
    )
    voice.look_up("es")
    with qtbot.waitSignal(voice.failed, timeout=TIME) as told:
        voice.speak("Hola.", "es", 100)
    assert told.args == [fault]
    qtbot.waitUntil(lambda: "-S" in calls(tmp_path), timeout=TIME)


def test_a_missing_program_is_told(qtbot, tmp_path):
    voice = SpdVoice(str(tmp_path / "no-such-program"))
    with qtbot.waitSignal(voice.looked_up, timeout=TIME) as told:
        voice.look_up("en")
    assert told.args == ["en", Fault.PROGRAM]
    with qtbot.waitSignal(voice.failed, timeout=TIME) as told:
        voice.speak("Hello.", "en", 100)
    assert told.args == [Fault.PROGRAM]


def test_a_program_that_fails_is_told(voice_of, qtbot):
    voice = voice_of("exit 3")
    with qtbot.waitSignal(voice.failed, timeout=TIME) as told:
        voice.speak("Hello.", "en", 100)
    assert told.args == [Fault.START]


def test_where_nothing_makes_sound_the_first_sentence_gets_little_time(voice_of, qtbot, monkeypatch):
    monkeypatch.setattr("viewer.ui.spd_voice.NO_SOUND_LIMIT", 0.2)
    voice = voice_of("exec sleep 60", sound=False)
    with qtbot.waitSignal(voice.failed, timeout=TIME) as told:
        voice.speak("A long sentence that would be given much more time.", "en", 100)
    assert told.args == [Fault.SOUND]


def test_a_voice_that_was_heard_once_gets_its_time_wherever_it_sounds(voice_of, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("viewer.ui.spd_voice.NO_SOUND_LIMIT", 0.2)
    voice = voice_of('[ -e "$0.once" ] && exec sleep 1\ntouch "$0.once"', sound=False)
    for _ in range(2):
        with qtbot.waitSignal(voice.finished, timeout=TIME):
            voice.speak("One.", "en", 100)


def nothing(_root):
    return {}


def device(root):
    (root / "dev" / "snd").mkdir(parents=True)
    (root / "dev" / "snd" / "pcmC0D0p").touch()
    (root / "dev" / "snd" / "pcmC0D0c").touch()
    return {}


def microphone(root):
    device(root)
    (root / "dev" / "snd" / "pcmC0D0p").unlink()
    return {}


def server(root):
    (root / "session" / "pulse").mkdir(parents=True)
    (root / "session" / "pulse" / "native").touch()
    return {"XDG_RUNTIME_DIR": str(root / "session")}


def another_machine(_root):
    return {"PULSE_SERVER": "10.0.0.2"}


def settings(root):
    (root / ".asoundrc").touch()
    return {"HOME": str(root)}


@pytest.mark.parametrize(
    ("prepare", "sounds"),
    [(nothing, False), (device, True), (microphone, False), (server, True), (another_machine, True), (settings, True)],
)
def test_what_could_make_sound_is_seen(tmp_path, prepare, sounds):
    assert has_sound(prepare(tmp_path), tmp_path) == sounds


def test_a_first_sentence_that_comes_while_the_engine_starts_is_spoken(voice_of, qtbot, tmp_path):
    """``spd-say`` ends with 1 where another one has just begun to start Speech Dispatcher."""
    voice = voice_of('[ "$1" = -w ] && echo >> "$0.tries" && [ "$(wc -l < "$0.tries")" -lt 3 ] && exit 1\ntrue')
    with qtbot.waitSignal(voice.finished, timeout=TIME):
        voice.speak("One.", "en", 100)
    assert [line.rpartition(" ")[2] for line in calls(tmp_path)] == ["One."] * 3


def test_a_sentence_that_is_stopped_between_two_tries_is_not_tried_again(voice_of, qtbot, tmp_path):
    voice = voice_of('[ "$1" = -w ] && exec false\ntrue')
    voice.speak("One.", "en", 100)
    qtbot.waitUntil(voice._again.isActive, timeout=TIME)
    voice.stop()
    with qtbot.waitSignal(voice.failed, timeout=TIME):
        voice.speak("Two.", "en", 100)
    assert [line.rpartition(" ")[2] for line in calls(tmp_path)] == ["One.", *["Two."] * TRIES]


def test_the_next_sentence_waits_until_the_one_before_has_stopped(voice_of, tmp_path, qtbot):
    voice = voice_of(SPEAKS_UNTIL_STOPPED)
    ends = []
    voice.finished.connect(lambda: ends.append("finished"))
    voice.failed.connect(ends.append)
    voice.speak("One.", "en", 100)
    qtbot.waitUntil((tmp_path / "spd-say.pid").exists, timeout=TIME)
    voice.speak("Two.", "en", 100)
    voice.speak("Three.", "en", 100)
    qtbot.waitUntil(lambda: len(calls(tmp_path)) == 3, timeout=TIME)
    assert [line.rpartition(" ")[2] for line in calls(tmp_path)] == ["One.", "-S", "Three."]
    qtbot.waitUntil(lambda: (tmp_path / "spd-say.pid").read_text() != "", timeout=TIME)
    voice.stop()
    qtbot.waitUntil(lambda: len(calls(tmp_path)) == 4, timeout=TIME)
    assert ends == [], "nothing is said about what was stopped"


def test_a_program_that_never_ends_is_ended(voice_of, tmp_path, qtbot):
    voice = voice_of('echo $$ >> "$0.pids"; exec sleep 60')
    voice.speak("One.", "en", 100)
    qtbot.waitUntil((tmp_path / "spd-say.pids").exists, timeout=TIME)
    voice.stop()
    qtbot.waitUntil(lambda: len(calls(tmp_path)) == 2, timeout=TIME)
    voice.close()
    pids = [int(pid) for pid in (tmp_path / "spd-say.pids").read_text().split()]
    assert pids
    assert [pid for pid in pids if alive(pid)] == []


SLOW_TO_STOP = """\
echo $$ >> "$0.pids"
case "$1" in
-w) echo $$ > "$0.pid"; exec sleep 60 ;;
-S) read pid < "$0.pid"; kill "$pid"; exec sleep 0.3 ;;
*) exec sleep 60 ;;
esac"""


def test_a_voice_that_leaves_while_it_speaks_ends_all_its_commands_in_good_order(voice_of, tmp_path, qtbot):
    """Qt says so, and waits, where a command is destroyed while it runs; the test would fail by what Qt says."""
    voice = voice_of(SLOW_TO_STOP)
    aloud = ReadingAloud(voice)
    aloud.begin(spoken_words("This is cut off.", "en", ENGLISH))
    qtbot.waitUntil(lambda: calls_so_far(tmp_path) == 2, timeout=TIME)
    qtbot.waitUntil((tmp_path / "spd-say.pid").exists, timeout=TIME)
    told = []
    voice.failed.connect(told.append)
    voice.finished.connect(lambda: told.append("finished"))
    with qtbot.waitSignal(voice.destroyed, timeout=TIME):
        aloud.leave()
    assert "-S" in calls(tmp_path), "the engine was asked to stop"
    pids = [int(pid) for pid in (tmp_path / "spd-say.pids").read_text().split()]
    assert [pid for pid in pids if alive(pid)] == []
    assert told == []


def test_a_voice_that_has_nothing_to_do_leaves_at_once(voice_of, qtbot):
    voice = voice_of("exit 0")
    with qtbot.waitSignal(voice.destroyed, timeout=TIME):
        ReadingAloud(voice).leave()


def calls_so_far(tmp_path: Path) -> int:
    """Return how often the program was called, which may not be once yet."""
    return len(calls(tmp_path)) if (tmp_path / "calls").exists() else 0


def alive(pid: int) -> bool:
    """Return whether a process still works; one that has ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def words_of_command(path: Path) -> bytes:
    """Return how a process was called; nothing for one that is gone."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


# The real one

CONFIGURATION = """\
LogLevel 5
LogDir "default"
AudioOutputMethod "alsa"
AudioALSADevice "default"
DefaultModule espeak-ng
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
"""


class Dispatcher:
    """A real Speech Dispatcher of the test's own, whose sound goes nowhere.

    Args:
        folder: Where it keeps what it writes.
    """

    def __init__(self, folder: Path) -> None:
        (folder / "conf" / "modules").mkdir(parents=True)
        (folder / "conf" / "speechd.conf").write_text(CONFIGURATION)
        (folder / "conf" / "modules" / "espeak-ng.conf").touch()
        (folder / "log").mkdir()
        (folder / "alsa.conf").write_text("pcm.default { type null }\n")
        self.socket = folder / "s"
        self.log = folder / "log" / "speech-dispatcher.log"
        told = ["-s", "-t", "0", "-S", self.socket, "-P", folder / "pid", "-C", folder / "conf", "-L", folder / "log"]
        self.process = subprocess.Popen(
            ["speech-dispatcher", *map(str, told)],
            env=os.environ | {"ALSA_CONFIG_PATH": str(folder / "alsa.conf"), "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + TIME / 1000
        while not self.socket.exists():
            assert self.process.poll() is None, "Speech Dispatcher does not start"
            assert time.monotonic() < end, "Speech Dispatcher takes too long to start"

    def spoken(self) -> list[tuple[str, str]]:
        """Return what its engine was given to speak: language and words."""
        found, language = [], ""
        for line in self.log.read_text(errors="replace").splitlines():
            if "|language=" in line or line.startswith("language="):
                language = line.rpartition("language=")[2].strip("|")
            elif "Command sent to output module: |<speak>" in line:
                found.append((language, line.partition("<speak>")[2].partition("</speak>")[0]))
        return found

    def close(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait(10)


@pytest.fixture
def dispatcher(tmp_path_factory, monkeypatch, qtbot):
    """A running Speech Dispatcher with eSpeak NG, which ``spd-say`` finds."""
    engines = Path("/usr").glob("lib*/speech-dispatcher-modules/sd_espeak-ng")
    absent = [each for each in ("speech-dispatcher", "spd-say") if shutil.which(each) is None]
    absent += [] if any(engines) else ["speech-dispatcher-espeak-ng"]
    if absent:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"missing: {', '.join(absent)}")
    running = Dispatcher(tmp_path_factory.mktemp("d"))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{running.socket}")
    yield running
    running.close()


@pytest.fixture
def real_voice(dispatcher):
    voice = SpdVoice()
    yield voice
    voice.close()


def test_two_sentences_are_spoken_by_the_real_engine(dispatcher, real_voice, qtbot):
    for language in ("en", "es"):
        with qtbot.waitSignal(real_voice.looked_up, timeout=TIME) as told:
            real_voice.look_up(language)
        assert told.args == [language, ""]
    for language, words in (("en", "Cancer cells can travel."), ("es", "Las células pueden viajar.")):
        with qtbot.waitSignal(real_voice.finished, timeout=TIME):
            real_voice.speak(words, language, 100)
    assert dispatcher.spoken() == [
        ("en-us", "Cancer cells can travel."),
        ("es-419", "Las células pueden viajar."),
    ]


def test_the_real_engine_has_no_voice_for_an_unknown_language(real_voice, dispatcher, qtbot):
    with qtbot.waitSignal(real_voice.looked_up, timeout=TIME) as told:
        real_voice.look_up("xx")
    assert told.args == ["xx", Fault.LANGUAGE]


def test_a_real_engine_that_is_stuck_is_left(dispatcher, qtbot, log_watch):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: sound")
    voice = SpdVoice()
    aloud = ReadingAloud(voice, lambda words, rate: 0.5)
    with qtbot.waitSignal(voice.looked_up, timeout=TIME):
        voice.look_up("en")
    dispatcher.process.send_signal(signal.SIGSTOP)
    with qtbot.waitSignal(aloud.failed, timeout=TIME) as told:
        aloud.begin(spoken_words("This is said by a voice that is left.", "en", ENGLISH))
    assert told.args == [Fault.SOUND, "en"]
    assert aloud.state == SILENT
    voice.close()
    commands = [Path(f"/proc/{pid}/cmdline") for pid in os.listdir("/proc") if pid.isdigit()]
    assert [each for each in commands if b"a voice that is left" in words_of_command(each)] == []
