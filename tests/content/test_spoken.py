"""What is spoken of a page: all that is seen, once and in order, and nothing that only the eye needs."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.other_scripts import SCRIPTS, write_topic
from tests.content.seen_words import letters, unspelled
from tests.content.small_topic import change, write_small_topic
from tests.pseudo import RIGHT_TO_LEFT, write_stretched_topic
from viewer.content.blocks import CallOut, Figure, Heading, List, Paragraph, Section, Table, plain_text, walk
from viewer.content.clinic import Clinic
from viewer.content.notice import ENGLISH, notice_for
from viewer.content.spoken import is_respelling, spoken_page, spoken_words, without_respellings
from viewer.content.topics import open_topic
from viewer.content.translation import Translation, read_translation
from viewer.content.whole_page import step_line, term_line, whole_page
from viewer.settings import resources_folder

if TYPE_CHECKING:
    from viewer.content.topics import Page, Topic

RESOURCES = resources_folder()


@pytest.fixture(scope="module")
def topics(tmp_path_factory) -> dict[str, Topic]:
    """The bundled topic and all that the tests have: small, stretched, from right to left, without blanks."""
    folder = tmp_path_factory.mktemp("topics")
    paths = {
        "bundled": RESOURCES / "topics" / "metastasis",
        "small": write_small_topic(folder / "small", ("en", "es", "ar")),
        "stretched": write_stretched_topic(folder / "stretched", ("en", "es", RIGHT_TO_LEFT), plain=("en",)),
        **{each.language: write_topic(folder / each.language, each, font=False) for each in SCRIPTS},
    }
    return {name: open_topic(path) for name, path in paths.items()}


TOPICS = ("bundled", "small", "stretched", *(each.language for each in SCRIPTS))


def pages(topic: Topic) -> list[tuple[Page, Translation]]:
    return [
        (topic.page(entry.id, language), read_translation(RESOURCES / "locale", language))
        for language in topic.languages
        for entry in topic.pages
    ]


def closed(sections: tuple[Section, ...]) -> frozenset[str]:
    return frozenset(each.id for each in walk(sections) if isinstance(each, Section) and each.role == "if-asked")


def seen(topic: Topic, page: Page, translation: Translation, opened: frozenset[str]) -> list[str]:
    """Return what a page shows, block by block, without what is not to be spoken."""
    sections = whole_page(topic, page, translation)
    found = [step_line(topic, page, translation), page.title, plain_text(term_line(page, translation))]

    def look(blocks):  # noqa: PLR0912 - one for each kind of block
        for block in blocks:
            match block:
                case Section(role="if-asked", id=name) if name not in opened:
                    continue
                case Section(id="sources", heading=heading, blocks=inside) if page.kind != "sources":
                    if page.sources:
                        words = SOURCES_WORDS.get(translation.language, "Sources on this page")
                        found.append(f"{words} {len(page.sources)}")
                    look(each for each in inside if not isinstance(each, List))
                case Section(heading=heading, blocks=inside):
                    found.append(plain_text(heading.children) if heading else "")
                    look(inside)
                case CallOut(blocks=inside):
                    look(inside)
                case List(ordered=ordered, items=items):
                    for number, item in enumerate(items, 1):
                        found.append(str(number) if ordered else "")
                        look(item.blocks)
                case Table(header=header, rows=rows):
                    for row in rows:
                        for name, cell in zip(header, row, strict=True):
                            words = plain_text(cell)
                            found.append(f"{plain_text(name)} {words}" if words.strip() else "")
                case Figure(description=description, caption=caption):
                    found.extend((PICTURE_WORDS.get(translation.language, "Picture") + description, caption))
                case Paragraph(id="review", children=(state, *_)):
                    found.append(plain_text((state,)))
                case Paragraph(id=name) if name.endswith("-address"):
                    continue
                case Heading(children=children) | Paragraph(children=children):
                    found.append(plain_text(children))
                case _:
                    raise AssertionError(block)

    look(sections)
    return found


SOURCES_WORDS = {"es": "Fuentes de esta página"}
PICTURE_WORDS = {"es": "Imagen"}


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("open_all", [False, True])
def test_what_is_seen_is_spoken_once_and_in_order(topics, name, open_all):
    topic = topics[name]
    for page, translation in pages(topic):
        opened = closed(whole_page(topic, page, translation)) if open_all else frozenset()
        notice = notice_for(RESOURCES / "notice", translation.language if translation.language == "es" else "en")
        spoken = spoken_page(topic, page, translation, notice, opened=opened)
        expected = [letters(unspelled(each, topic, page)) for each in seen(topic, page, translation, opened)]
        assert letters("".join(each.words for each in spoken[:-1])) == "".join(expected), (name, page.id, page.language)
        assert spoken[-1].words == notice.text
        assert spoken[-1].language == notice.language


@pytest.mark.parametrize("name", TOPICS)
def test_a_sentence_stands_where_it_says(topics, name):
    topic = topics[name]
    for page, translation in pages(topic):
        sections = whole_page(topic, page, translation)
        texts = {each.id: plain_text(each.children) for each in walk(sections) if hasattr(each, "children")}
        texts["step-line"] = step_line(topic, page, translation)
        texts["title"] = page.title
        texts["term-line"] = plain_text(term_line(page, translation))
        texts |= {f"{each.id}-caption": each.caption for each in walk(sections) if isinstance(each, Figure)}
        spoken = spoken_page(topic, page, translation, ENGLISH, opened=closed(sections))
        within = [each for each in spoken if each.kind not in {"row", "picture", "sources", "notice"}]
        assert len(within) > 3
        for each in within:
            words = re.sub(r"^\d+\. ", "", each.words)
            there = unspelled(texts[each.block][each.start : each.end], topic, page)
            assert letters(words) == letters(there), (page.id, each)
            assert there == there.strip()
        blocks = [(block, list(group)) for block, group in groupby(spoken, key=lambda each: each.block)]
        assert len({block for block, _ in blocks}) == len(blocks), "each block is spoken in one go"
        for _, group in blocks:
            ends = [0, *(edge for each in group for edge in (each.start, each.end))]
            assert ends == sorted(ends)


def test_a_page_begins_with_step_title_and_word(topics):
    topic = topics["bundled"]
    spoken = spoken_page(topic, topic.page("intravasation", "en"), Translation("en"), ENGLISH)
    assert [(each.kind, each.words) for each in spoken[:4]] == [
        ("step", "Step 2 of 5"),
        ("title", "Entering a vessel"),
        ("term", "The medical word is intravasation."),
        ("heading", "In short"),
    ]


def test_a_page_ends_with_sources_review_and_notice(topics):
    topic = topics["bundled"]
    spoken = spoken_page(topic, topic.page("intravasation", "en"), Translation("en"), ENGLISH)
    assert [(each.kind, each.words) for each in spoken[-3:]] == [
        ("sources", "Sources on this page: 11."),
        ("review", "Not yet reviewed by a clinician."),
        ("notice", ENGLISH.text),
    ]


def test_no_address_is_spoken(topics):
    for topic in topics.values():
        for page, translation in pages(topic):
            spoken = spoken_page(topic, page, translation, ENGLISH)
            assert [each for each in spoken if "://" in each.words or "www." in each.words] == []


def test_a_closed_part_is_silent_until_it_is_opened(topics):
    topic = topics["small"]
    page = topic.page("overview", "en")
    (part,) = closed(whole_page(topic, page, Translation("en")))
    shut = spoken_page(topic, page, Translation("en"), ENGLISH)
    wide = spoken_page(topic, page, Translation("en"), ENGLISH, opened=frozenset({part}))
    assert [each.words for each in wide if each not in shut] == ["Only if I want to know", "Some seeds do not arrive."]


def test_a_table_is_read_row_by_row_with_the_names_of_its_columns(topics):
    topic = topics["small"]
    spoken = spoken_page(topic, topic.page("overview", "en"), Translation("en"), ENGLISH)
    assert [each.words for each in spoken if each.kind == "row"] == [
        "Part: Seed. What it does: It travels.",
        "Part: Wind. What it does: It carries, says the book.",
    ]


def test_a_picture_is_described_before_its_caption(topics):
    topic = topics["small"]
    spoken = spoken_page(topic, topic.page("overview", "en"), Translation("en"), ENGLISH)
    found = [each for each in spoken if each.kind in {"picture", "caption"}]
    assert [each.words for each in found] == ["Picture: A seed with two wings.", "One seed"]
    assert found[1].block == f"{found[0].block}-caption"


def test_the_numbers_of_a_list_are_spoken_and_its_inner_points_follow(topics):
    topic = topics["small"]
    spoken = [each.words for each in spoken_page(topic, topic.page("leaving", "en"), Translation("en"), ENGLISH)]
    at = spoken.index("1. Look.")
    assert spoken[at : at + 3] == ["1. Look.", "2. Wait.", "Some wait long."]


def test_the_clinics_own_words_are_spoken(topics):
    topic = topics["small"]
    clinic = Clinic({"phone": "555-0100"})
    spoken = spoken_page(topic, topic.page("overview", "en"), Translation("en"), ENGLISH, clinic)
    assert "Read about leaving, or ask 555-0100." in [each.words for each in spoken]


def test_questions_that_are_gathered_from_many_pages_have_places_of_their_own(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    for page in ("leaving", "flying"):
        change(folder, f"en/{page}.md", "## Questions to ask {#ask}\n", "## Questions to ask {#ask}\nAsk early.\n\n")
    header = folder / "topic.toml"
    header.write_text(
        header.read_text().replace("\n[[sources]]", '\n[[pages]]\nid = "asked"\nkind = "questions"\n\n[[sources]]', 1)
    )
    (folder / "en" / "asked.md").write_text((folder / "en" / "care.md").read_text())
    topic = open_topic(folder)
    spoken = spoken_page(topic, topic.page("asked", "en"), Translation("en"), ENGLISH)
    places = [each.block for each in spoken if each.words == "Ask early."]
    assert [place.partition("-")[0] for place in places] == ["leaving", "flying"]


def test_an_excuse_is_spoken_with_the_notice():
    spoken = spoken_words("This page cannot be shown. Please choose another one.", "en", ENGLISH)
    assert [each.words for each in spoken] == [
        "This page cannot be shown.",
        "Please choose another one.",
        ENGLISH.text,
    ]


RESPELLED = [
    "in-TRA-vuh-SAY-shun",
    "meh-TAS-tuh-SEEZ",
    "in-va-SION lo-CAL",
    "ex-tra-va-sa-CION",
    "GLAN-du-la su-pra-rre-NAL",
]
NOT_RESPELLED = ["PET-CT", "non-HDL", "anti-PD-1", "one to two", "NCI", "X-ray", "well-known", "US-based", "MRI"]


@pytest.mark.parametrize("words", RESPELLED)
def test_how_to_say_a_word_is_known_by_its_look(words):
    assert is_respelling(words)
    assert without_respellings(f"a word ({words}), and more") == "a word, and more"


@pytest.mark.parametrize("words", NOT_RESPELLED)
def test_other_words_in_brackets_stay(words):
    assert not is_respelling(words)
    assert without_respellings(f"a word ({words}), and more") == f"a word ({words}), and more"


def test_a_plain_spelling_is_left_out_only_after_its_own_word():
    spelled = {"lymph": "limf", "seed": "seed"}
    assert without_respellings("lymph (limf) in a plant (seed)", spelled) == "lymph in a plant (seed)"


@given(st.text(max_size=60))
def test_nothing_but_brackets_is_ever_left_out(text):
    if "(" not in text:
        assert without_respellings(text, {"seed": "seed"}) == text
