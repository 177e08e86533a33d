"""Reading aloud, sentence by sentence, with a voice that makes no sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.voice import PlainVoice
from viewer.content.notice import ENGLISH, Notice
from viewer.content.spoken import spoken_words
from viewer.ui.reading_aloud import PAUSED, SILENT, SPEAKING, WAITING, ReadingAloud
from viewer.ui.speech import RATES, Fault

WORDS = "First one. Second one. Third one."
SENTENCES = spoken_words(WORDS, "en", ENGLISH)
SAID = ["First one.", "Second one.", "Third one.", ENGLISH.text]


def new(**told) -> tuple[ReadingAloud, PlainVoice]:
    voice = PlainVoice(**told)
    return ReadingAloud(voice, lambda words, rate: 60.0), voice


@pytest.fixture
def reader(qapp):
    aloud, voice = new()
    yield aloud, voice
    aloud.stop()


def said(voice: PlainVoice) -> list[str]:
    return [each.words for each in voice.said]


def test_all_is_read_in_order_and_the_notice_last(reader, qtbot):
    aloud, voice = reader
    shown = []
    aloud.sentence_changed.connect(lambda sentence: shown.append(sentence and sentence.words))
    aloud.begin(SENTENCES)
    with qtbot.waitSignal(aloud.ended):
        voice.finish_all()
    assert said(voice) == SAID
    assert [words for words, after in zip(shown, [*shown[1:], ""], strict=True) if words != after] == [*SAID, None]
    assert aloud.state == SILENT


def test_a_pause_is_silent_and_the_sentence_is_begun_again(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    voice.finish()
    aloud.pause()
    assert (aloud.state, voice.speaking) == (PAUSED, None)
    assert aloud.sentence == SENTENCES[1]
    aloud.go_on()
    assert aloud.state == SPEAKING
    assert said(voice) == ["First one.", "Second one.", "Second one."]


def test_a_sentence_is_repeated_also_out_of_a_pause(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    aloud.repeat()
    aloud.pause()
    aloud.repeat()
    assert said(voice) == ["First one."] * 3
    voice.finish()
    assert said(voice)[-1] == "Second one."


def test_sentences_are_skipped_but_never_past_the_ends(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    aloud.skip(1)
    aloud.skip(-5)
    aloud.skip(9)
    assert said(voice) == ["First one.", "Second one.", "First one.", ENGLISH.text]


def test_another_pace_holds_from_the_present_sentence_on(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    aloud.change_rate(1)
    voice.finish()
    assert [(each.words, each.rate) for each in voice.said] == [
        ("First one.", 100),
        ("First one.", 125),
        ("Second one.", 125),
    ]


def test_the_pace_has_ends_and_stays_for_the_next_page(reader):
    aloud, voice = reader
    aloud.change_rate(99)
    assert aloud.rate == RATES[-1]
    aloud.change_rate(-99)
    assert aloud.rate == RATES[0]
    aloud.begin(SENTENCES)
    assert voice.said[-1].rate == RATES[0]


def test_after_a_stop_nothing_is_spoken(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    aloud.stop()
    assert (aloud.state, aloud.sentence, voice.speaking) == (SILENT, None, None)
    for act in (aloud.go_on, aloud.repeat, aloud.pause, lambda: aloud.skip(1)):
        act()
    assert said(voice) == ["First one."]


def test_nothing_is_spoken_before_the_voice_is_known(qapp):
    aloud, voice = new()
    voice.answers = False
    aloud.begin(SENTENCES)
    assert (aloud.state, said(voice)) == (WAITING, [])
    voice.answer("es")
    assert said(voice) == []
    voice.answer("en")
    assert said(voice) == ["First one."]
    aloud.stop()


def test_a_pause_while_the_voice_is_looked_up_holds(qapp):
    aloud, voice = new()
    voice.answers = False
    aloud.begin(SENTENCES)
    aloud.pause()
    voice.answer("en")
    assert (aloud.state, said(voice)) == (PAUSED, [])
    aloud.go_on()
    assert said(voice) == ["First one."]
    aloud.stop()


def test_a_language_without_a_voice_is_told_and_not_spoken(qtbot, log_watch):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: language")
    aloud, voice = new(languages=("es",))
    with qtbot.waitSignal(aloud.failed) as told:
        aloud.begin(SENTENCES)
    assert told.args == [Fault.LANGUAGE, "en"]
    assert (aloud.state, said(voice)) == (SILENT, [])


def test_the_notice_is_spoken_in_its_own_language(reader):
    aloud, voice = reader
    notice = Notice("es", "Esto es información.", "Hable con su equipo.")
    aloud.begin(spoken_words("First one.", "en", notice))
    voice.finish_all()
    assert [(each.words, each.language) for each in voice.said] == [("First one.", "en"), (notice.text, "es")]
    assert voice.asked == ["en", "es"]


def test_a_voice_that_fails_is_left(reader, qtbot, log_watch):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: engine")
    aloud, voice = reader
    aloud.begin(SENTENCES)
    voice.speaking = None
    with qtbot.waitSignal(aloud.failed) as told:
        voice.failed.emit(Fault.ENGINE)
    assert told.args == [Fault.ENGINE, "en"]
    assert aloud.state == SILENT
    aloud.begin(SENTENCES)
    assert voice.asked == ["en", "en"], "the next time it is asked anew"


def test_a_voice_that_is_stuck_is_stopped_and_left(qtbot, log_watch):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: stuck")
    voice = PlainVoice()
    aloud = ReadingAloud(voice, lambda words, rate: 0.02 if words == "Second one." else 60.0)
    aloud.begin(SENTENCES)
    with qtbot.waitSignal(aloud.failed) as told:
        voice.finish()
    assert told.args == [Fault.STUCK, "en"]
    assert (voice.speaking, voice.stops, aloud.state) == (None, 1, SILENT)


def test_a_voice_of_which_nothing_was_heard_is_told_apart(qtbot, log_watch):
    log_watch.expect("Reading aloud was given up. Language: en. Fault: sound")
    voice = PlainVoice()
    aloud = ReadingAloud(voice, lambda words, rate: 0.02 if voice.said else 60.0)
    aloud.begin(SENTENCES)
    voice.finish()
    aloud.stop()
    with qtbot.waitSignal(aloud.failed) as told:
        aloud.begin(SENTENCES)
    assert (told.args, aloud.heard) == ([Fault.SOUND, "en"], False)


def test_another_loudness_holds_at_once_and_has_ends(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES)
    aloud.set_volume(40)
    aloud.set_volume(40)
    aloud.set_volume(-3)
    voice.finish()
    aloud.set_volume(1000)
    assert [(each.words, each.volume) for each in voice.said] == [
        ("First one.", 100),
        ("First one.", 40),
        ("First one.", 0),
        ("Second one.", 0),
        ("Second one.", 100),
    ]
    assert aloud.volume == 100


def test_reading_can_begin_in_the_middle(reader):
    aloud, voice = reader
    aloud.begin(SENTENCES, 2)
    aloud.skip(-1)
    aloud.begin(SENTENCES, 99)
    assert said(voice) == ["Third one.", "Second one.", ENGLISH.text]


def test_what_is_opened_meanwhile_is_read_too(reader):
    aloud, voice = reader
    more = spoken_words("First one. Second one. Between. Third one.", "en", ENGLISH)
    aloud.begin(SENTENCES)
    voice.finish()
    aloud.renew(more)
    voice.finish_all()
    assert said(voice) == ["First one.", "Second one.", "Between.", "Third one.", ENGLISH.text]


ACTS = ("finish", "pause", "go_on", "repeat", "stop", "begin", "next", "before", "slower", "faster")


@given(st.lists(st.sampled_from(ACTS), max_size=40))
def test_whatever_is_pressed_state_and_voice_agree(qapp, acts):
    aloud, voice = new()
    for act in acts:
        match act:
            case "finish":
                if voice.speaking:
                    voice.finish()
            case "begin":
                aloud.begin(SENTENCES)
            case "next" | "before":
                aloud.skip(1 if act == "next" else -1)
            case "slower" | "faster":
                aloud.change_rate(1 if act == "faster" else -1)
            case _:
                getattr(aloud, act)()
        assert (voice.speaking is not None) == (aloud.state == SPEAKING)
        assert (aloud.sentence is None) == (aloud.state == SILENT)
        if voice.speaking is not None:
            assert aloud.sentence is not None
            assert voice.speaking.words == aloud.sentence.words
            assert voice.speaking.rate == aloud.rate
    aloud.stop()
