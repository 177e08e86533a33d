"""Where sentences end, what counts as a word, what is masked, and on which line words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.content.glossary import read_words
from viewer.content.sentences import Lines, meaning_passage, sentences, terms_pattern, words_of

WHOLE = [
    "Dr. Lee and Mrs. Diaz are here.",
    "Ask early, e.g. before a scan, i.e. soon.",
    "Call at 98.6 or more.",
    "J. Smith wrote it.",
    "“Why?” he asked.",
    "It grows (slowly!) and stops.",
    "See No. 5 for more.",
    "Wait … and see.",
    "Pregunte a la Dra. Ruiz, p. ej. por teléfono.",
    "Vive en EE. UU. desde 2010.",
    "In short",
    "1. Look",
    "At 9 a.m. tomorrow.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_does_not_end_a_sentence(text):
    assert sentences(text) == [text]


CUT = {
    "No. There are treatments.": ["No.", "There are treatments."],
    "She said: “Rest.” Then she left.": ["She said: “Rest.”", "Then she left."],
    "Is it cancer? It may be! Ask.": ["Is it cancer?", "It may be!", "Ask."],
    "Take vitamin C. It is safe.": ["Take vitamin C.", "It is safe."],
    "It was 4. Then it was 5.": ["It was 4.", "Then it was 5."],
    "Call at 9 a.m. We are open.": ["Call at 9 a.m.", "We are open."],
    "¿Duele? ¡Llame! Gracias.": ["¿Duele?", "¡Llame!", "Gracias."],
    "(It may.) “It can.”": ["(It may.)", "“It can.”"],
    "你好。请洗手\uff01好吗\uff1f": ["你好。", "请洗手\uff01", "好吗\uff1f"],
    "هل يؤلم؟ اتصل.": ["هل يؤلم؟", "اتصل."],
    "... !": [],
}


@pytest.mark.parametrize("text", CUT, ids=str)
def test_where_sentences_end(text):
    assert sentences(text) == CUT[text]


@given(st.text(max_size=80))
def test_no_letter_is_lost_or_doubled(text):
    kept = "".join(char for each in sentences(text) for char in each if char.isalnum())
    assert kept == "".join(char for char in text if char.isalnum())


def test_what_one_word_is():
    assert words_of("A long-term plan, don’t wait: 98.6 °F – 1-800-555-0100.") == [
        *("A", "long-term", "plan", "don’t", "wait", "98.6", "F", "1-800-555-0100"),
    ]


GLOSSARY = """\
[biopsy]
term = "biopsy"
meaning = "A test."
sources = ["a"]

[node]
term = "lymph node"
meaning = "Two biopsies of [small nodes](glossary:node) and **lymph nodes**, not biopsying."
sources = ["a"]
"""


def test_the_words_of_the_glossary_are_masked_linked_or_not():
    words = read_words(GLOSSARY.encode(), "en/glossary.toml")
    passage = meaning_passage(words["node"], terms_pattern(words))
    assert passage.text == "Two biopsies of small nodes and lymph nodes, not biopsying."
    assert passage.masked == "Two word of word and word, not biopsying."


def test_spanish_plurals_are_masked_and_nothing_without_terms():
    pattern = terms_pattern({}, "infección", "ganglio linfático", "luz")
    assert pattern.sub("x", "Infecciones, ganglios linfáticos, luces, luzco.") == "x, x, x, luzco."
    assert terms_pattern({}).sub("x", "All stays.") == "All stays."


def test_the_line_of_words_is_found_through_marks_and_line_ends():
    front = b'---\r\ntitle = "Call"\r\n---\r\n'
    data = front + b"## In short {#short}\r\nAsk\r\n[your **team**](site:phone) now. Do not\r\nwait.\r\n"
    lines = Lines(data, first=4)
    lines.enter("In short")
    assert lines.line() == 4
    lines.enter("Ask your team now. Do not wait.")
    assert lines.line() == 5
    assert lines.line("Ask your team now. ") == 6
    assert lines.line("Ask your team now. Do not ") == 7
    lines.enter("Nowhere at all")
    assert lines.line() == 0


def test_words_that_stand_twice_are_found_in_their_order():
    lines = Lines(b"- Wait.\n- Wait.\n- Ask.\n- Wait.\n")
    found = []
    for words in ("Wait.", "Wait.", "Ask.", "Wait.", "Ask."):
        lines.enter(words)
        found.append(lines.line())
    assert found == [1, 2, 3, 4, 3]


def test_a_link_that_is_no_word_of_the_glossary_stays():
    words = read_words(GLOSSARY.replace("glossary:node", "page:node").encode(), "en/glossary.toml")
    assert "small nodes" in meaning_passage(words["node"], terms_pattern(words)).masked
