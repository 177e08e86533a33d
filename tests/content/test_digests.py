"""Digests: what changes them and what does not; and translations that are older than their source."""

from __future__ import annotations

import hashlib

import pytest

from tests.content.small_topic import change, write_small_topic
from tests.made_from import record_made_from
from viewer.content.check import check_topic
from viewer.content.digests import glossary_digest, page_digest, text_digest
from viewer.content.errors import ContentError
from viewer.content.topics import load_topic, open_topic

PAGES = ("overview", "leaving", "flying", "care")


def digests(folder):
    topic = open_topic(folder)
    return {page: page_digest(topic, page, "en") for page in PAGES}


CHANGES = [
    ("en/care.md", "Water it.", "Water  it.", {"care"}),
    ("en/overview.md", 'button = "Start"', 'button = "Begin"', {"overview"}),
    ("seed.svg", 'rx="20"', 'rx="21"', {"overview"}),
    ("diagram.svg", '<circle cx="300" cy="300" r="40"', '<circle cx="300" cy="300" r="41"', {"leaving", "flying"}),
    ("en/glossary.toml", "A small start", "A little start", {"overview"}),
    ("en/glossary.toml", 'say = "seed"', 'say = "SEED"', {"overview"}),
    ("en/glossary.toml", "Air that moves.", "Air that blows.", {"flying"}),
    ("en/glossary.toml", 'sources = ["garden-book"]', 'sources = ["wind-study"]', set()),
    (
        "en/glossary.toml",
        "\n[wind]",
        '\n[leaf]\nterm = "leaf"\nmeaning = "Green."\nsources = ["garden-book"]\n[wind]',
        set(),
    ),
    ("topic.toml", 'version = "1.0"', 'version = "1.1"', set()),
]


@pytest.mark.parametrize(("file", "old", "new", "changed"), CHANGES)
def test_a_digest_changes_with_what_the_reviewer_saw_and_with_nothing_else(topic_folder, file, old, new, changed):
    before = digests(topic_folder)
    change(topic_folder, file, old, new)
    after = digests(topic_folder)
    assert {page for page in PAGES if before[page] != after[page]} == changed
    assert all(len(digest) == 64 and not digest.strip("0123456789abcdef") for digest in after.values())


def test_one_byte_of_a_photograph_counts_and_line_ends_in_it_do(topic_folder):
    change(topic_folder, "en/overview.md", "](seed.svg", "](seed.png")
    photograph = topic_folder / "seed.png"
    seen = set()
    for data in (b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\x00", b"\x89PNG\n\x1a\n"):
        photograph.write_bytes(data)
        seen.add(digests(topic_folder)["overview"])
    assert len(seen) == 3


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_of_another_system_are_the_same_text(topic_folder, ends):
    before, text = digests(topic_folder), text_digest(open_topic(topic_folder), "care", "en")
    words = glossary_digest(open_topic(topic_folder), "en")
    for path in topic_folder.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", ends))
    topic = open_topic(topic_folder)
    assert digests(topic_folder) == before
    assert (text_digest(topic, "care", "en"), glossary_digest(topic, "en")) == (text, words)


def test_the_same_words_in_two_languages_have_two_digests(tmp_path):
    topic = open_topic(write_small_topic(tmp_path / "seeds", ("en", "es")))
    assert page_digest(topic, "care", "en") != page_digest(topic, "care", "es")


def test_a_digest_needs_all_that_the_page_shows(topic_folder):
    (topic_folder / "seed.svg").unlink()
    with pytest.raises(ContentError, match=r"seed\.svg:0: this file is missing"):
        page_digest(open_topic(topic_folder), "overview", "en")


def test_a_text_digest_is_that_of_the_file_alone(topic_folder):
    before = text_digest(open_topic(topic_folder), "overview", "en")
    assert before == hashlib.sha256((topic_folder / "en/overview.md").read_bytes()).hexdigest()[:16]
    change(topic_folder, "seed.svg", 'rx="20"', 'rx="21"')
    change(topic_folder, "en/glossary.toml", "A small start", "A little start")
    assert text_digest(open_topic(topic_folder), "overview", "en") == before


# Translations


@pytest.fixture
def two_languages(tmp_path):
    return write_small_topic(tmp_path / "seeds", ("en", "es", "ar"))


def told(folder):
    return [str(problem) for problem in check_topic(folder)]


def test_translations_that_were_made_from_this_text_are_right(two_languages):
    assert told(two_languages) == []


def test_a_translation_older_than_its_source_is_told_until_somebody_has_looked(two_languages):
    change(two_languages, "en/care.md", "Water it.", "Water it well.")
    now = text_digest(open_topic(two_languages), "care", "en")
    assert told(two_languages) == [
        f'{language}/care.md:2: "en/care.md" has changed since "{language}/care.md" was made from it: '
        f'compare the two, mend it, then write made_from = "{now}" below its first ---'
        for language in ("ar", "es")
    ]
    load_topic(two_languages)  # It is shown all the same.
    record_made_from(two_languages)
    assert told(two_languages) == []


def test_a_translation_that_does_not_say_what_it_was_made_from_is_told(two_languages):
    path = two_languages / "es/flying.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("made_from")), encoding="utf-8")
    now = text_digest(open_topic(two_languages), "flying", "en")
    assert told(two_languages) == [
        'es/flying.md:2: it is not written down what "es/flying.md" was made from: '
        f'compare it with "en/flying.md", then write made_from = "{now}" below its first ---'
    ]


def test_a_change_of_the_translation_alone_is_no_problem(two_languages):
    change(two_languages, "es/care.md", "Water it.", "Agua.")
    assert told(two_languages) == []


def test_the_first_language_is_made_from_no_other(topic_folder):
    change(topic_folder, "en/care.md", "title =", 'made_from = "0123456789abcdef"\ntitle =')
    (problem,) = told(topic_folder)
    assert problem.startswith('en/care.md:2: "en" is the topic\'s first language')


def test_a_glossary_older_than_its_source_is_told_at_its_line(two_languages):
    change(two_languages, "en/glossary.toml", "Air that moves.", "Air that blows.")
    now = glossary_digest(open_topic(two_languages), "en")
    lines = (two_languages / "topic.toml").read_text(encoding="utf-8").split("\n")
    table = lines.index("[glossary_made_from]") + 1
    assert told(two_languages) == [
        f'topic.toml:{table + place}: "en/glossary.toml, or [title], [picture] and [key] in en" has changed '
        f'since "{language}/glossary.toml, or [title], [picture] and [key] in {language}" was made from it: '
        f'compare the two, mend it, then write {language} = "{now}" under [glossary_made_from]'
        for place, language in ((1, "es"), (2, "ar"))
    ]


def test_a_glossary_that_does_not_say_what_it_was_made_from_is_told(two_languages):
    path = two_languages / "topic.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("\n[glossary_made_from]")[0], encoding="utf-8")
    found = told(two_languages)
    assert len(found) == 2
    assert all(problem.startswith("topic.toml:1: it is not written down what ") for problem in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "fragment"),
    [
        ("en/care.md", "title =", "made_from = 5\ntitle =", 'en/care.md:2: the field "made_from" is of the wrong kind'),
        (
            "topic.toml",
            "[colors.dark]",
            '[glossary_made_from]\nSpanish = "x"\n\n[colors.dark]',
            'topic.toml:51: the field "Spanish" in [glossary_made_from] is not known',
        ),
    ],
)
def test_what_is_no_digest_is_refused(topic_folder, file, old, new, fragment):
    change(topic_folder, file, old, new)
    (problem,) = told(topic_folder)
    assert problem.startswith(fragment)
