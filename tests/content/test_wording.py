"""Words that no page may say."""

from __future__ import annotations

import pytest

from viewer.content.wording import forbidden

REFUSED = [
    ("en", "Half of patients die within two years.", "Half of patients die"),
    ("en", "One in three people survive.", "One in three people survive"),
    ("en", "Cancer spreads in five steps.", "spreads in five steps"),
    ("es", "Un tercio muere en dos años.", "Un tercio muere"),
    ("es", "Pregunte por un hospicio.", "hospicio"),
    ("es", "Se propaga en cinco pasos.", "Se propaga en cinco pasos"),
    ("en", "This is terminal cancer.", "terminal"),
    ("en", "The 5-year survival is low.", "5-year survival"),
    ("en", "Survival rates differ.", "Survival rates"),
    ("en", "Median survival is short.", "Median survival"),
    ("en", "You have months to live.", "months to live"),
    ("en", "About 90% of cells die.", "90%"),
    ("en", "About ten percent die.", "percent"),
    ("en", "It always comes back.", "always"),
    ("en", "It never grows.", "never"),
    ("en", "It will soon spread.", "will soon spread"),
    ("en", "Your body fights it.", "fights"),
    ("en", "She lost her battle.", "battle"),
    ("en", "You can beat it.", "beat"),
    ("en", "The war on cancer.", "war"),
    ("en", "A silent killer.", "killer"),
    ("en", "This drug will cure you.", "will cure"),
    ("en", "It is guaranteed.", "guaranteed"),
    ("en", "You will be fine.", "will be fine"),
    ("en", "It is your fault.", "your fault"),
    ("en", "The patient failed treatment.", "patient failed"),
    ("en", "She gave up.", "gave up"),
    ("es", "Un cáncer terminal.", "terminal"),
    ("es", "La supervivencia a 5 años es baja.", "supervivencia a 5 años"),
    ("es", "La tasa de supervivencia.", "tasa de supervivencia"),
    ("es", "La esperanza de vida.", "esperanza de vida"),
    ("es", "El 90 % muere.", "90 %"),
    ("es", "Diez por ciento.", "por ciento"),
    ("es", "Siempre vuelve.", "Siempre"),
    ("es", "Nunca crece.", "Nunca"),
    ("es", "El cáncer se propagará.", "se propagará"),
    ("es", "La lucha contra el cáncer.", "lucha"),
    ("es", "Vencer la enfermedad.", "Vencer"),
    ("es", "Una guerra.", "guerra"),
    ("es", "Esto lo curará.", "curará"),
    ("es", "Le garantizamos todo.", "garantizamos"),
    ("es", "Es por su culpa.", "por su culpa"),
]


@pytest.mark.parametrize(("language", "text", "words"), REFUSED, ids=[text for _, text, _ in REFUSED])
def test_each_is_refused_with_its_place_and_a_reason(language, text, words):
    (finding,) = forbidden(text, language)
    assert finding.words == words
    assert text[finding.start :].startswith(words)
    assert ": " in finding.why


RIGHT = [
    ("en", "Some people live with it for years."),
    ("en", "Cancer can spread. Most cells die. Drugs aim to kill cancer cells. Warm hands, award, beatific, forward."),
    ("en", "It is not your fault. Nobody is to blame. A few cancers may be cured. Determinal nevertheless."),
    ("es", "El cáncer puede propagarse. No es su culpa. Esta medicina puede curar. El aguerrido cuartel."),
    ("ar", "terminal never 90%"),
]


@pytest.mark.parametrize(("language", "text"), RIGHT, ids=[text for _, text in RIGHT])
def test_what_is_near_and_right_passes(language, text):
    assert list(forbidden(text, language)) == []


def test_allowed_phrases_are_taken_out_first_and_nothing_else():
    text = "Always call. It isn’t always so, and it always grows. Always calling."
    found = forbidden(text, "en", ["always call", "isn't always so"])
    places = [(finding.start, finding.words) for finding in found]
    assert places == [(text.index("always grows"), "always"), (text.index("Always calling"), "Always")]


def test_overlapping_words_are_told_once():
    assert [finding.words for finding in forbidden("a 5-year survival rate of 12 percent", "en")] == [
        *("5-year survival", "12 percent"),
    ]
