"""Single utterances: each cuts off what was spoken, none hangs, none raises; and what is said of a control."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import button
from tests.ui.voice import PlainVoice
from viewer.content.notice import ENGLISH
from viewer.content.spoken import spoken_words
from viewer.content.translation import Translation, read_translation
from viewer.settings import resources_folder
from viewer.ui.accessible import Graphic
from viewer.ui.reading_aloud import PAUSED, SILENT, SPEAKING, ReadingAloud
from viewer.ui.speech import FULL, Fault
from viewer.ui.utterance import Utterances, control_words

SENTENCES = spoken_words("First one. Second one. Third one.", "en", ENGLISH)


def new(limit: float = 60.0, **told) -> tuple[Utterances, ReadingAloud, PlainVoice]:
    voice = PlainVoice(**told)
    aloud = ReadingAloud(voice, lambda words, rate: 60.0)
    return Utterances(aloud, lambda words, rate: limit, aloud), aloud, voice


@pytest.fixture
def speaker(qapp):
    utterances, aloud, voice = new()
    yield utterances, aloud, voice
    utterances.stop()
    aloud.stop()


def said(voice: PlainVoice) -> list[str]:
    return [each.words for each in voice.said]


def test_an_utterance_cuts_off_the_one_before(speaker, qtbot):
    utterances, _aloud, voice = speaker
    utterances.say("Home, button", "en")
    utterances.say("Seguir, botón", "es")
    assert [(each.words, each.language) for each in voice.said] == [("Home, button", "en"), ("Seguir, botón", "es")]
    assert voice.stops == 1
    with qtbot.waitSignal(utterances.ended):
        voice.finish()
    assert (utterances.words, voice.speaking) == ("", None)


def test_a_page_that_is_read_waits_and_goes_on_with_its_sentence(speaker):
    utterances, aloud, voice = speaker
    aloud.begin(SENTENCES)
    voice.finish()
    utterances.say("Larger text, button", "en")
    assert (aloud.state, voice.speaking.words) == (PAUSED, "Larger text, button")
    voice.finish()
    assert aloud.state == PAUSED
    aloud.go_on()
    voice.finish()
    assert said(voice) == ["First one.", "Second one.", "Larger text, button", "Second one.", "Third one."]


def test_a_page_that_goes_on_cuts_an_utterance_off(speaker, qtbot):
    utterances, aloud, voice = speaker
    aloud.begin(SENTENCES)
    utterances.say("Home, button", "en")
    with qtbot.assertNotEmitted(utterances.ended):
        aloud.go_on()
        voice.finish()
    assert (utterances.words, voice.speaking.words, aloud.state) == ("", "Second one.", SPEAKING)


def test_a_pause_that_is_given_up_leaves_an_utterance_alone(speaker):
    utterances, aloud, voice = speaker
    aloud.begin(SENTENCES)
    utterances.say("I am finished, button", "en")
    aloud.stop()
    assert (aloud.state, voice.speaking.words) == (SILENT, "I am finished, button")


def test_the_last_utterance_is_said_again_until_it_is_forgotten(speaker):
    utterances, _aloud, voice = speaker
    utterances.say("Home, button", "en")
    voice.finish()
    utterances.repeat()
    assert said(voice) == ["Home, button"] * 2
    utterances.forget()
    utterances.repeat()
    assert (said(voice), voice.speaking) == (["Home, button"] * 2, None)


def test_pace_and_loudness_are_those_of_the_reading(speaker):
    utterances, aloud, voice = speaker
    aloud.change_rate(1)
    aloud.set_volume(40)
    utterances.say("Home, button", "en")
    assert (voice.speaking.rate, voice.speaking.volume) == (125, 40)


@pytest.mark.parametrize("answers", [True, False])
def test_an_utterance_that_never_ends_is_left(qtbot, log_watch, answers):
    fault = Fault.SOUND if answers else Fault.STUCK
    log_watch.expect(f"An utterance was given up. Language: en. Fault: {fault}")
    utterances, _aloud, voice = new(0.02)
    voice.answers = answers
    with qtbot.waitSignal(utterances.failed) as told:
        utterances.say("Home, button", "en")
    assert told.args == [fault, "en"]
    assert (utterances.words, voice.speaking) == ("", None)


def test_a_voice_that_fails_is_told_and_tried_again(qtbot, log_watch, speaker):
    log_watch.expect("An utterance was given up. Language: en. Fault: start")
    utterances, aloud, voice = speaker
    utterances.say("Home, button", "en")
    voice.speaking = None
    with qtbot.waitSignal(utterances.failed) as told:
        voice.failed.emit(Fault.START)
    assert (told.args, aloud.state) == ([Fault.START, "en"], SILENT)
    utterances.say("Back, button", "en")
    assert voice.speaking.words == "Back, button"


def test_a_language_without_a_voice_is_told(qtbot, log_watch, speaker):
    log_watch.expect("An utterance was given up. Language: tl. Fault: language")
    utterances, _aloud, voice = speaker
    with qtbot.waitSignal(utterances.failed) as told:
        utterances.say("Mga tanong", "tl")
    assert (told.args, voice.said) == ([Fault.LANGUAGE, "tl"], [])


ACTS = ("finish", "fail", "say", "say nothing", "hush", "again", "begin", "pause", "go_on", "stop", "skip", "louder")


def do(act: str, words: str, utterances: Utterances, aloud: ReadingAloud, voice: PlainVoice) -> None:
    match act:
        case "finish" | "fail" if voice.speaking is None:
            pass
        case "finish":
            voice.finish()
        case "fail":
            voice.speaking = None
            voice.failed.emit(Fault.START)
        case "begin":
            aloud.begin(SENTENCES)
        case "skip":
            aloud.skip(1)
        case "louder":
            aloud.set_volume(aloud.volume + 10 if aloud.volume < FULL else 0)
        case "pause" | "go_on" | "stop":
            getattr(aloud, act)()
        case _:
            say = {"say": f"Home {words}", "say nothing": " … "}
            utterances.say(say[act], "en") if act in say else {"hush": utterances.stop, "again": utterances.repeat}[
                act
            ]()


@given(st.lists(st.sampled_from(ACTS), max_size=40), st.text(max_size=20))
def test_whatever_comes_one_thing_is_spoken_and_each_part_knows_which(qapp, log_watch, acts, words):
    utterances, aloud, voice = new()
    for act in acts:
        do(act, words, utterances, aloud, voice)
        spoken = voice.speaking.words if voice.speaking else ""
        read = aloud.sentence.words if aloud.state == SPEAKING else ""
        assert spoken == utterances.words + read
        assert not (utterances.words and read)
    utterances.stop()
    aloud.stop()
    log_watch.lines[:] = [line for line in log_watch.lines if "was given up" not in line]


# What is said of a control


def test_a_control_is_said_with_what_it_is_and_can(open_window):
    window = open_window()
    window._shelf = window.shelf._replace(voice=PlainVoice)
    window.listen.use()
    english, spanish = Translation("en"), read_translation(resources_folder() / "locale", "es")
    faster = button(window, "listen-faster")
    assert control_words(faster, english) == "Faster, button. Speed 100 percent"
    for _ in range(5):
        faster.click()
    assert control_words(faster, english) == "Faster, button, not available. Speed 200 percent"
    assert control_words(button(window, "menu"), spanish) == "Menu, botón"
    assert control_words(window.view.parts.steps.buttons["intravasation"], english).startswith("Step 2 of 5")
    assert control_words(window.label, english) == ENGLISH.text
    window.listen.use()


def test_a_picture_is_said_with_what_it_shows(qtbot, without_notice):
    picture = Graphic()
    qtbot.addWidget(picture)
    picture.setAccessibleName("A cell on its way")
    assert control_words(picture, Translation("en")) == "A cell on its way, picture"
