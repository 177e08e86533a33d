"""The pages that gather: every question, every word and every source once, and nothing typed twice."""

from __future__ import annotations

import pytest

from tests.content.small_topic import change
from viewer.content.blocks import Link, List, Paragraph, Strong, Text, walk
from viewer.content.topics import open_topic
from viewer.content.translation import Translation
from viewer.content.whole_page import whole_page

ENGLISH = Translation("en")
GATHERING = """
[[pages]]
id = "gathering"
kind = "{kind}"
"""
PAGE = """\
---
title = "Gathered"
summary = "All in one place."
sources = ["garden-book"]
---
## In short {#short}
Here it is.
"""


@pytest.fixture
def gathered(topic_folder):
    """Returns the sections of a page of a kind that was added to the small topic."""

    def gather(kind: str):
        header = topic_folder / "topic.toml"
        entry = GATHERING.format(kind=kind)
        header.write_text(header.read_text().replace("\n[[sources]]", f"{entry}\n[[sources]]", 1))
        (topic_folder / "en" / "gathering.md").write_text(PAGE)
        topic = open_topic(topic_folder)
        return topic, whole_page(topic, topic.page("gathering", "en"), ENGLISH)

    return gather


def words(blocks) -> str:
    """Return the plain words of inline content."""
    return "".join(
        part.text if isinstance(part, Text) else words(getattr(part, "children", getattr(part, "fallback", ())))
        for part in blocks
    )


def items(section) -> list[str]:
    lists = [block for block in section.blocks if isinstance(block, List)]
    return [words(item.blocks[0].children) for each in lists for item in each.items]


def test_the_questions_of_all_pages_stand_under_their_pages(gathered):
    _, sections = gathered("questions")
    found = {words(section.heading.children): items(section) for section in sections[1:-1]}
    assert found == {
        "Step 1: Leaving the plant": ["Why does it leave?", "What can I do?"],
        "Step 2: Flying": ["How far?"],
    }
    assert [part.target for part in sections[1].heading.children if isinstance(part, Link)] == ["leaving"]


def test_questions_about_what_was_not_asked_stay_closed(topic_folder, gathered):
    change(topic_folder, "en/care.md", "Water it.", "Water it.\n\n## If you ask {#if-asked}\nWe guess.\n\n- How long?")
    _, sections = gathered("questions")
    closed = [section for section in sections if section.role == "if-asked"]
    (section,) = closed
    assert words(section.heading.children) == "If you ask"
    assert items(section) == ["How long?"]
    assert not any("How long?" in items(other) for other in sections if other is not section)
    assert "We guess." not in str(section)


def test_the_words_come_in_the_order_of_the_alphabet(topic_folder, gathered):
    change(topic_folder, "en/glossary.toml", 'term = "wind"', 'term = "Écho"')
    _, sections = gathered("words")
    assert items(sections[1]) == ["Écho: Air that moves.", "seed (seed): A small start of a plant, carried by wind."]
    first = sections[1].blocks[0].items[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert isinstance(first.children[0], Strong)


def test_the_sources_are_all_there_in_their_order(gathered):
    topic, sections = gathered("sources")
    listed = items(sections[-1])
    assert len(listed) == len(topic.sources) > 1
    assert all(source.title in line for source, line in zip(topic.sources.values(), listed, strict=True))


@pytest.mark.parametrize("kind", ["questions", "words", "sources"])
def test_no_two_blocks_of_a_gathering_page_have_one_id(gathered, kind):
    _, sections = gathered(kind)
    ids = [block.id for block in walk(sections)]
    assert len(ids) == len(set(ids)) > 5


def test_a_page_that_cannot_be_read_costs_only_its_own_questions(topic_folder, gathered, log_watch):
    log_watch.expect("The page flying is left out")
    change(topic_folder, "en/flying.md", "title = ", "tilte = ")
    _, sections = gathered("questions")
    assert [words(section.heading.children) for section in sections[1:-1]] == ["Step 1: Leaving the plant"]


def test_the_bundled_topic_gathers_what_its_pages_ask():
    from viewer.settings import resources_folder

    topic = open_topic(resources_folder() / "topics" / "metastasis")
    sections = whole_page(topic, topic.page("questions", "en"), ENGLISH)
    asking = [entry.id for entry in topic.pages if any(s.role == "ask" for s in topic.page(entry.id, "en").sections)]
    assert [section.id for section in sections if section.id.startswith("questions-")] == [
        *(f"questions-{page}" for page in asking),
        "questions-if-asked",
    ]
    ids = [block.id for block in walk(sections)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("questions", "en/flying.md", "How far?", "How far away?"),
        ("words", "en/glossary.toml", "Air that moves.", "Moving air."),
        ("sources", "topic.toml", '"Garden Press"', '"Garden House"'),
    ],
)
def test_a_review_of_a_gathering_page_is_bound_to_what_it_gathers(topic_folder, gathered, kind, file, old, new):
    topic, _ = gathered(kind)
    before, other = topic.digest("gathering", "en"), topic.digest("flying" if kind == "sources" else "care", "en")
    change(topic_folder, file, old, new)
    changed = open_topic(topic_folder)
    assert changed.digest("gathering", "en") != before
    assert changed.digest("flying" if kind == "sources" else "care", "en") == other
