"""What a voice may take in time, which voice a language gets, and what stands where there is none."""

from __future__ import annotations

import builtins

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.speech import ALLOWANCE, RATES, Fault, NoVoice, best_voice, limit
from viewer.ui.voices import find_voice

ESPEAK = frozenset({"ar", "cmn", "en-GB", "en-US", "en-US-NYC", "es", "es-419", "pt", "pt-BR", "vi-VN-X-SOUTH"})


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-US"),
        ("en-GB", "en-GB"),
        ("es", "es-419"),
        ("es-MX", "es"),
        ("zh", "cmn"),
        ("ar", "ar"),
        ("pt-BR", "pt-BR"),
        ("vi", "vi-VN-X-SOUTH"),
        ("tl", ""),
        ("e", ""),
    ],
)
def test_a_language_gets_its_nearest_voice(language, voice):
    assert best_voice(language, ESPEAK) == voice


def test_where_there_are_no_voices_no_language_gets_one():
    assert best_voice("en", frozenset()) == ""


@given(st.text(min_size=1, max_size=200), st.sampled_from(RATES))
def test_a_slower_voice_may_take_longer_and_each_some_time(words, rate):
    assert limit(words, rate) >= ALLOWANCE
    assert limit(words, RATES[0]) >= limit(words, rate) >= limit(words, RATES[-1])


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("Cancer cells can travel.", 4),
        ("Call 555-0100.", 8),
        ("你好。请洗手。", 5),
        ("Las células viajan.", 3),
        ("", 0),
    ],
)
def test_words_digits_and_chinese_signs_take_their_time(words, units):
    assert limit(words, 100) - ALLOWANCE == pytest.approx(0.8 * units)


def test_no_voice_says_why(qtbot):
    voice = NoVoice(Fault.PROGRAM)
    with qtbot.waitSignal(voice.looked_up) as told:
        voice.look_up("en")
    assert told.args == ["en", "program"]
    with qtbot.waitSignal(voice.failed) as told:
        voice.speak("Hello.", "en", 100)
    assert told.args == ["program"]


def test_without_the_extra_part_other_systems_have_no_voice(monkeypatch, qtbot):
    def refuse(name, *others, take=builtins.__import__, **told):
        if "QtTextToSpeech" in name:
            raise ImportError(name)
        return take(name, *others, **told)

    monkeypatch.setattr(builtins, "__import__", refuse)
    voice = find_voice("win32")
    with qtbot.waitSignal(voice.looked_up) as told:
        voice.look_up("es")
    assert told.args == ["es", Fault.PROGRAM]
