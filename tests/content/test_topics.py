"""What a topic tells, and every way in which its files can be wrong."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.small_topic import change, write_small_topic
from viewer.content.blocks import Text
from viewer.content.errors import ContentError
from viewer.content.topics import Page, load_topic, open_topic

if TYPE_CHECKING:
    from pathlib import Path


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_topic(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("read", [load_topic, open_topic])
def test_a_topic_tells_what_its_files_say(topic_folder, read):
    topic = read(topic_folder)
    assert (topic.id, topic.version, topic.date) == ("seeds", "1.0", dt.date(2026, 11, 23))
    assert topic.languages == ("en",)
    assert [(entry.id, entry.kind) for entry in topic.pages] == [
        ("overview", "overview"),
        ("leaving", "step"),
        ("flying", "step"),
        ("care", "page"),
    ]
    assert topic.steps == ("leaving", "flying")
    assert topic.title("en") == "How a seed travels"
    assert topic.picture("en") == "Two seeds."
    assert topic.key("en") == "Not to scale."
    assert list(topic.sources) == ["garden-book", "wind-study"]
    assert topic.sources["wind-study"].read == "copy"
    assert topic.sources["wind-study"].year == ""
    assert topic.sources["garden-book"].checked == dt.date(2026, 11, 20)
    assert topic.colors("dark") == {"#fffaf4": "#121a1f", "#8a4aa3": "#c58adb"}
    assert topic.colors("high-contrast") == {}
    assert topic.colors("light") == {}
    assert topic.file("seed.svg").startswith(b"<svg")
    assert topic.diagram == topic.file("diagram.svg")
    assert set(topic.drawing.steps) == {"leaving", "flying"}


def test_a_page_tells_its_front_matter_and_its_text(topic_folder):
    page = open_topic(topic_folder).page("leaving", "en")
    assert isinstance(page, Page)
    assert (page.kind, page.language, page.file) == ("step", "en", "en/leaving.md")
    assert (page.title, page.button) == ("Leaving the plant", "Leaving the plant")
    assert (page.term, page.say) == ("abscission", "ab-SIH-zhun")
    assert (page.summary, page.caption) == ("The seed comes loose.", "The stalk lets go.")
    assert page.picture == "A seed comes loose from its plant."
    assert page.labels == {"stalk": "stalk"}
    assert page.allow == {"Always call": "an instruction"}
    assert page.sources == ("garden-book", "wind-study")
    assert [section.role for section in page.sections] == ["short", "means", "good", "ask"]


def test_a_button_has_its_own_name_where_the_page_gives_one(topic_folder):
    assert open_topic(topic_folder).page("overview", "en").button == "Start"


def test_a_head_is_read_without_the_text(topic_folder):
    change(topic_folder, "en/overview.md", "**can**", "<b>can</b>")
    topic = open_topic(topic_folder)
    head = topic.head("overview", "en")
    assert (head.title, head.button, head.sources) == ("What happens?", "Start", ("garden-book",))
    assert topic.head("overview", "en") is head
    with pytest.raises(ContentError):
        topic.page("overview", "en")


def test_words_have_meanings(topic_folder):
    words = open_topic(topic_folder).words("en")
    assert list(words) == ["seed", "wind"]
    assert words["wind"].meaning == (Text("Air that moves."),)
    assert (words["seed"].say, words["wind"].say) == ("seed", "")


def test_open_topic_reads_a_page_only_when_it_is_asked_for(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    topic = open_topic(topic_folder)
    assert topic.page("overview", "en") is topic.page("overview", "en")
    with pytest.raises(ContentError, match=r"^en/care\.md:7: raw HTML"):
        topic.page("care", "en")


def test_languages_keep_the_order_of_the_title(tmp_path):
    topic = load_topic(write_small_topic(tmp_path / "seeds", ("es", "ar", "en")))
    assert topic.languages == ("es", "ar", "en")
    assert topic.title("es") == "Cómo viaja una semilla"


@pytest.mark.parametrize(
    ("ask", "fragment"),
    [
        (lambda topic: topic.title("fr"), 'topic.toml:0: the topic has no language "fr"'),
        (lambda topic: topic.words("fr"), 'topic.toml:0: the topic has no language "fr"'),
        (lambda topic: topic.page("overview", "fr"), 'topic.toml:0: the topic has no language "fr"'),
        (lambda topic: topic.page("nowhere", "en"), 'topic.toml:0: there is no page "nowhere"'),
        (lambda topic: topic.head("nowhere", "en"), 'topic.toml:0: there is no page "nowhere"'),
        (lambda topic: topic.file("nothing.svg"), "nothing.svg:0: this file is missing"),
        (lambda topic: topic.file("../seeds/seed.svg"), "../seeds/seed.svg:0: this file is missing"),
        (lambda topic: topic.file("/etc/passwd"), "/etc/passwd:0: this file is missing"),
    ],
)
@pytest.mark.parametrize("read", [load_topic, open_topic])
def test_what_is_not_there_is_refused(topic_folder, read, ask, fragment):
    topic = read(topic_folder)
    with pytest.raises(ContentError) as caught:
        ask(topic)
    assert str(caught.value).startswith(fragment)


# Each case: the file, the words taken out, the words put in, and the problem that must be found.
TOPIC_FILE_CASES = [
    ("format = 1", "format = 2", "topic.toml:1: the topic is written in format 2: this program reads format 1"),
    ("format = 1", 'format = "1"', 'topic.toml:1: the field "format" is of the wrong kind: expected a whole number'),
    ("format = 1\n", "", 'topic.toml:1: the field "format" is missing: expected a whole number'),
    ("format = 1", "format = true", 'topic.toml:1: the field "format" is of the wrong kind'),
    ('id = "seeds"', 'id = "Seeds"', 'topic.toml:2: the field "id" is "Seeds": expected small letters'),
    ('version = "1.0"', 'version = " "', 'topic.toml:3: the field "version" is empty: expected words'),
    (
        'version = "1.0"',
        "version = 1.0",
        'topic.toml:3: the field "version" is of the wrong kind: expected words in quotes',
    ),
    (
        "date = 2026-11-23",
        'date = "2026-11-23"',
        'topic.toml:4: the field "date" is of the wrong kind: expected a date',
    ),
    ("date = 2026-11-23", "date = 2026-11-23T10:00:00", 'topic.toml:4: the field "date" has a time of day'),
    (
        '"diagram.svg"',
        '"../diagram.svg"',
        'topic.toml:5: the field "diagram" is "../diagram.svg": expected the name of',
    ),
    ('"diagram.svg"', '"other.svg"', 'topic.toml:5: the picture "other.svg" is missing'),
    (
        "[title]\n",
        '[title]\nEnglish = "x"\n',
        'topic.toml:8: the field "English" in [title] is not known: expected a lang',
    ),
    ('[title]\nen = "How a seed travels"\n', "[title]\n", "topic.toml:7: [title] is empty: expected the title in"),
    (
        "[title]\n",
        '[title]\nes = "Semilla"\n',
        'topic.toml:11: the language "es" is missing in [picture]: expected es =',
    ),
    (
        "[picture]\n",
        '[picture]\nes = "x"\n',
        'topic.toml:11: the field "es" in [picture] is not known: expected one of',
    ),
    (
        'kind = "page"',
        'kind = "leaf"',
        'topic.toml:30: the field "kind" is "leaf": expected "overview", "step", "page", "questions", "words" or "so',
    ),
    ('kind = "page"', 'kind = "overview"', "topic.toml:30: expected exactly one page of the kind"),
    ('kind = "overview"', 'kind = "page"', "topic.toml:18: expected exactly one page of the kind"),
    (
        'kind = "page"',
        'kind = "page"\ncolor = 3',
        'topic.toml:31: the field "color" is not known here: expected one of: id',
    ),
    ('id = "flying"', 'id = "leaving"', 'topic.toml:25: there are two pages "leaving": expected each id once'),
    ('id = "wind-study"', 'id = "garden-book"', 'topic.toml:42: there are two sources "garden-book"'),
    (
        '"https://example.org/wind"',
        '"ftp://x"',
        'topic.toml:45: the field "address" is "ftp://x": expected a web address',
    ),
    ('read = "copy"', 'read = "maybe"', 'topic.toml:46: the field "read" is "maybe": expected "live", "copy" or'),
    ("checked = 2026-11-21\n", "", 'topic.toml:41: the field "checked" is missing: expected a date'),
    (
        "[colors.dark]",
        "[colors.purple]",
        'topic.toml:50: the field "purple" is not known here: expected one of: dark, hi',
    ),
    (
        '"#fffaf4" = ',
        '"fffaf4" = ',
        'topic.toml:51: the field "fffaf4" in [dark] is not known: expected a color such as',
    ),
    ('= "#121a1f"', '= "black"', 'topic.toml:51: the new color is "black": expected a color such as'),
    ("date = 2026-11-23", "date 2026-11-23", "topic.toml:4: this is not written as TOML wants it"),
    ('id = "seeds"', 'id = "seeds"\nid = "seeds"', "topic.toml:3: this is not written as TOML wants it"),
    ('"#8a4aa3" = "#c58adb"\n', '"#8a4aa3" = "#c5', "topic.toml:52: this is not written as TOML wants it"),
    (
        'id = "seeds"',
        'id = "seeds"\nauthor = "me"',
        'topic.toml:3: the field "author" is not known here: expected one of',
    ),
    ("How a seed travels", "How a\\u0007seed", 'topic.toml:8: the field "en" holds an invisible character (U+0007)'),
    (  # lines are right after a text over several lines that looks like fields
        'version = "1.0"',
        'version = """\n[title]\ncolor = 1\n"""\nauthor = "me"',
        'topic.toml:7: the field "author" is not known here',
    ),
]


@pytest.mark.parametrize(("old", "new", "fragment"), TOPIC_FILE_CASES)
@pytest.mark.parametrize("read", [load_topic, open_topic])
def test_a_wrong_topic_file_is_refused_with_its_line(topic_folder, read, old, new, fragment):
    change(topic_folder, "topic.toml", old, new)
    with pytest.raises(ContentError) as caught:
        read(topic_folder)
    assert any(str(problem).startswith(fragment) for problem in caught.value.problems), caught.value


PAGE_CASES = [
    ("en/leaving.md", 'title = "Leaving the plant"\n', "", 'en/leaving.md:2: the field "title" is missing'),
    ("en/leaving.md", 'term = "abscission"\n', "", 'en/leaving.md:2: the field "term" is missing'),
    ("en/leaving.md", 'say = "ab-SIH-zhun"\n', "", 'en/leaving.md:2: the field "say" is missing'),
    ("en/care.md", "summary =", 'term = "x"\nsummary =', 'en/care.md:2: the field "say" is missing'),
    ("en/leaving.md", 'caption = "The stalk lets go."\n', "", 'en/leaving.md:2: the field "caption" is missing'),
    (
        "en/leaving.md",
        'picture = "A seed comes',
        'pic = "A seed comes',
        'en/leaving.md:6: the field "pic" is not known here',
    ),
    ("en/care.md", 'sources = ["garden-book"]', "sources = []", 'en/care.md:4: the field "sources" is not right'),
    ("en/care.md", 'sources = ["garden-book"]', "sources = [1]", 'en/care.md:4: the field "sources" is not right'),
    ("en/care.md", '["garden-book"]', '["a", "a"]', 'en/care.md:4: the field "sources" names an id twice'),
    ("en/care.md", '["garden-book"]', '"garden-book"', 'en/care.md:4: the field "sources" is of the wrong kind'),
    ("en/care.md", '["garden-book"]', '["other"]', 'en/care.md:4: there is no source "other": expected'),
    ("en/care.md", 'summary = "', "summary = ", "en/care.md:3: this is not written as TOML wants it"),
    ("en/leaving.md", 'stalk = "stalk"', "stalk = 1", 'en/leaving.md:10: the field "stalk" is of the wrong kind'),
    (
        "en/leaving.md",
        'stalk = "stalk"',
        'leaf = "leaf"',
        'en/leaving.md:10: the label "leaf" has no place in the page\'s pictures',
    ),
    (
        "en/leaving.md",
        "[labels]",
        "[[labels]]",
        'en/leaving.md:9: the field "labels" is of the wrong kind: expected a tab',
    ),
    (
        "en/care.md",
        "---\n##",
        '[labels]\nstalk = "s"\n---\n##',
        'en/care.md:6: the label "stalk" has no place in the page\'s pictures',
    ),
    ("en/care.md", "---\ntitle", "title", "en/care.md:1: the front matter is missing"),
    ("en/care.md", '"]\n---\n', '"]\n', "en/care.md:1: the front matter does not end"),
    ("en/care.md", "## In short {#short}\n", "", "en/care.md:0: every page opens with the short version"),
    ("en/care.md", "{#short}", "{#means}", "en/care.md:0: every page opens with the short version"),
    ("en/leaving.md", " {#means}", "", "en/leaving.md:0: a step page needs a section {#means}"),
    ("en/leaving.md", " {#ask}", "", "en/leaving.md:0: a step page needs a section {#ask}"),
    (
        "en/leaving.md",
        "## Questions",
        "## More\nx\n\n## Questions",
        "en/leaving.md:22: the good fact comes right before",
    ),
    ("en/leaving.md", "- Why", "Ask this.\n\n- Why", "en/leaving.md:25: the questions are one plain list"),
    (
        "en/leaving.md",
        "- Why does it leave?\n- What",
        "1. Why?\n2. What",
        "en/leaving.md:25: the questions are one plain list",
    ),
    ("en/leaving.md", "leave?\n- What", "leave?\n    - What", "en/leaving.md:25: the questions are one plain list"),
    ("en/overview.md", "page:leaving", "page:gone", "en/overview.md:11: the link page:gone leads nowhere"),
    ("en/overview.md", "glossary:seed", "glossary:gone", "en/overview.md:8: the link glossary:gone leads nowhere"),
    ("en/overview.md", "source:garden-book", "source:gone", "en/overview.md:16: the link source:gone leads nowhere"),
    ("en/overview.md", "(seed.svg", "(gone.svg", 'en/overview.md:20: the picture "gone.svg" is missing'),
    ("en/glossary.toml", "glossary:wind", "glossary:gone", "en/glossary.toml:4: the link glossary:gone leads nowhere"),
    ("en/glossary.toml", '["wind-study"]', '["gone"]', 'en/glossary.toml:10: there is no source "gone": expected'),
    ("en/glossary.toml", "\n[wind]", "\n[Wind]", 'en/glossary.toml:7: the id "Wind" is not right'),
    ("en/glossary.toml", "Air that", "Air <i>that</i>", "en/glossary.toml:9: raw HTML is not allowed"),
    ("en/glossary.toml", "Air that", "- Air that", "en/glossary.toml:9: only one plain paragraph is allowed"),
    ("en/glossary.toml", 'term = "wind"\n', "", 'en/glossary.toml:7: the field "term" is missing'),
    (
        "en/glossary.toml",
        'term = "wind"',
        'term = "wind"\nx = 1',
        'en/glossary.toml:9: the field "x" is not known here',
    ),
    (
        "en/glossary.toml",
        "\n[wind]",
        '\n[leaf]\nterm = "leaf"\nmeaning = "Green."\nsources = ["wind-study"]\n\n[wind]',
        'en/glossary.toml:7: nothing links to the word "leaf"',
    ),
    (
        "topic.toml",
        "[colors.dark]",
        '[[sources]]\nid = "spare"\npublisher = "P"\ntitle = "T"\naddress = "https://x.org"\n'
        'read = "live"\nchecked = 2026-01-01\n\n[colors.dark]',
        'topic.toml:51: nothing cites the source "spare"',
    ),
    ("seed.svg", "<ellipse", "<script/><ellipse", "seed.svg:2: a script is not allowed in a picture"),
    ("diagram.svg", 'id="step-flying"', 'id="step-walking"', '"badge-walking" is missing'),
    ("diagram.svg", 'id="path-flying"', 'id="way"', 'diagram.svg:0: the way to step "flying" is missing'),
]


@pytest.mark.parametrize(("file", "old", "new", "fragment"), PAGE_CASES)
def test_whatever_does_not_fit_together_is_found(topic_folder, file, old, new, fragment):
    change(topic_folder, file, old, new)
    found = problems_of(topic_folder)
    assert any(fragment in problem for problem in found), found
    assert all(": " in problem.split(": ", 1)[1] for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        ('id = "seeds"', f"deep = {'[' * 5000}", "topic.toml:"),
        ('id = "seeds"', f"deep = {'[' * 5000}{']' * 5000}", "topic.toml:1: this is nested too deeply"),
        ('[title]\nen = "How a seed travels"', "[title]\nen = []", 'topic.toml:8: the field "en" is of the wrong kind'),
    ],
)
def test_odd_toml_is_refused(topic_folder, old, new, fragment):
    change(topic_folder, "topic.toml", old, new)
    assert any(problem.startswith(fragment) for problem in problems_of(topic_folder))


def test_pages_must_be_tables(topic_folder):
    path = topic_folder / "topic.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[[pages]]"), text.index("[[sources]]")
    path.write_text("pages = [1]\n" + text[:start] + text[end:], encoding="utf-8")
    assert 'topic.toml:1: the field "pages" is not right: expected tables, each under [[pages]]' in problems_of(
        topic_folder
    )


def test_a_step_without_any_place_is_found(topic_folder):
    change(topic_folder, "topic.toml", 'id = "care"\nkind = "page"', 'id = "care"\nkind = "step"')
    message = 'diagram.svg:0: step "care" has no place: expected step-care, badge-care and closeup-care'
    assert message in problems_of(topic_folder)


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("en/care.md", "en/care.md:0: this file is missing"),
        ("en/glossary.toml", "en/glossary.toml:0: this file is missing"),
        ("seed.svg", 'en/overview.md:20: the picture "seed.svg" is missing'),
        ("diagram.svg", 'topic.toml:5: the picture "diagram.svg" is missing'),
        ("topic.toml", "seeds:0: this is no topic: a topic's folder or zip holds a file topic.toml"),
    ],
)
def test_a_missing_file_is_found(topic_folder, name, fragment):
    (topic_folder / name).unlink()
    found = problems_of(topic_folder)
    assert any(fragment in problem for problem in found), found


def test_a_language_without_its_files_is_found(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    shutil.rmtree(folder / "es")
    missing = [f"es/{name}" for name in ("care.md", "flying.md", "glossary.toml", "leaving.md", "overview.md")]
    assert problems_of(folder) == [
        f"{name}:0: this file is missing: put it into the topic's folder" for name in missing
    ]


@pytest.mark.parametrize("name", ["en/extra.md", "fr/overview.md", "notes.md", "en/words.toml"])
def test_a_text_that_nobody_names_is_found(topic_folder, name):
    (topic_folder / name).parent.mkdir(exist_ok=True)
    (topic_folder / name).write_text("x")
    assert problems_of(topic_folder) == [
        f"{name}:0: topic.toml does not name this file: list it in [[pages]] and [title], or take it out"
    ]


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (b"\xef\xbb\xbf---\n", "en/care.md:1: the file begins with an invisible mark (BOM)"),
        (b"---\ntitle = \x00\n", "en/care.md:2: a NUL character stands here"),
        (b"---\n\ntitle = '\xe9'\n", "en/care.md:3: this is not UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_its_line(topic_folder, data, fragment):
    (topic_folder / "en/care.md").write_bytes(data)
    assert any(problem.startswith(fragment) for problem in problems_of(topic_folder))


def test_line_ends_of_other_systems_are_understood(topic_folder):
    for name in ("topic.toml", "en/care.md", "en/overview.md", "en/glossary.toml"):
        path = topic_folder / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_topic(topic_folder).page("care", "en").sections


def test_all_problems_are_told_at_once_and_in_order(topic_folder):
    change(topic_folder, "en/leaving.md", "Many seeds stay.", "Many <b>seeds</b> stay.\n\n1) one")
    change(topic_folder, "en/leaving.md", 'summary = "The seed comes loose."\n', "")
    change(topic_folder, "en/care.md", "Water it.", "Water [it](https://x.org).")
    change(topic_folder, "en/glossary.toml", "Air that", "Air &amp; that")
    starts = [problem.split(" ")[0] for problem in problems_of(topic_folder)]
    assert starts == [
        "en/care.md:7:",
        "en/glossary.toml:9:",
        "en/leaving.md:2:",
        "en/leaving.md:22:",
        "en/leaving.md:24:",
    ]


def test_a_wrong_picture_does_not_hide_what_is_wrong_with_the_pages(topic_folder):
    change(topic_folder, "diagram.svg", "<defs>", "<defs><text/>")
    change(topic_folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    assert [problem.split(" ")[0] for problem in problems_of(topic_folder)] == ["diagram.svg:2:", "en/care.md:7:"]


def test_a_page_may_link_to_the_word_of_its_own_id(topic_folder):
    word = '[flying]\nterm = "flying"\nmeaning = "In the air."\nsources = ["wind-study"]\n\n[seed]\n'
    change(topic_folder, "en/glossary.toml", "[seed]\n", word)
    change(topic_folder, "en/flying.md", "Not much.", "Not much [flying](glossary:flying).")
    assert load_topic(topic_folder).words("en")["flying"].term == "flying"


def test_a_word_that_only_links_to_itself_is_found(topic_folder):
    word = '[leaf]\nterm = "leaf"\nmeaning = "A [leaf](glossary:leaf)."\nsources = ["wind-study"]\n\n[seed]\n'
    change(topic_folder, "en/glossary.toml", "[seed]\n", word)
    assert any('nothing links to the word "leaf"' in problem for problem in problems_of(topic_folder))


def test_a_link_to_a_word_that_is_misspelled_is_told_and_not_what_follows_from_it(topic_folder):
    word = '[leaf]\nterm = "leaf"\nmeaning = "Green."\nsources = ["wind-study"]\n\n[seed]\n'
    change(topic_folder, "en/glossary.toml", "[seed]\n", word)
    change(topic_folder, "en/flying.md", "Not much.", "Not much [leaf](glossary:leef).")
    (problem,) = problems_of(topic_folder)
    assert "the link glossary:leef leads nowhere" in problem


def test_texts_over_several_lines_are_joined(topic_folder):
    change(topic_folder, "en/leaving.md", '"A seed comes loose from its plant."', '"""A seed\n   comes loose."""')
    assert open_topic(topic_folder).page("leaving", "en").picture == "A seed comes loose."


def scrambled(data: bytes, places: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, value in places:
        changed[place % len(changed)] = value
    return bytes(changed)


PLACES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["topic.toml", "diagram.svg", "seed.svg", "en/leaving.md", "en/overview.md", "en/glossary.toml"]),
    PLACES,
)
def test_damaged_files_are_read_or_refused(topic_folder, name, places):
    path = topic_folder / name
    whole = path.read_bytes()
    try:
        path.write_bytes(scrambled(whole, places))
        with suppress(ContentError):
            load_topic(topic_folder)
    finally:
        path.write_bytes(whole)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLACES)
def test_damaged_zips_are_read_or_refused(topic_folder, places):
    path = topic_folder.parent / "seeds.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(topic_folder.rglob("*.*")):
            archive.write(file, file.relative_to(topic_folder))
    path.write_bytes(scrambled(path.read_bytes(), places))
    with suppress(ContentError):
        load_topic(path)


WILD_TOML = st.lists(
    st.sampled_from(
        [
            "a",
            "title",
            "[",
            "]",
            "[[",
            "]]",
            "=",
            '"',
            "'",
            '"""',
            "1",
            "2026-11-23",
            "{",
            "}",
            ",",
            ".",
            "\n",
            " ",
            "#",
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WILD_TOML)
def test_wild_toml_is_read_or_refused(topic_folder, text):
    for name, data in (
        ("topic.toml", text),
        ("en/glossary.toml", text),
        ("en/care.md", f"---\n{text}\n---\n## A\nb\n"),
    ):
        folder = write_small_topic(topic_folder)
        (folder / name).write_bytes(data.encode("utf-8", "surrogatepass"))
        with pytest.raises(ContentError):
            load_topic(folder)
