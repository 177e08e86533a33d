"""Reviews: what they are worth today, what the page says of them, and how they are written and read."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.small_topic import change, write_small_topic
from tests.pseudo import pseudo_translation
from viewer.content.blocks import Paragraph, plain_text, walk
from viewer.content.check import check_topic
from viewer.content.clinic import UNTOLD, Clinic
from viewer.content.errors import ContentError
from viewer.content.reviews import LONGEST_WORDS, MAX_SIZE, read_reviews, words_problem
from viewer.content.signing import entry_problem, make_review, write_review
from viewer.content.topics import load_topic, open_topic
from viewer.content.translation import Translation
from viewer.content.whole_page import whole_page

TODAY = dt.date(2026, 11, 23)
NEXT = dt.date(2027, 11, 23)
LATER = dt.date(2028, 1, 1)

NOBODY = "Not yet reviewed by a clinician."
TRANSLATOR = "Not yet reviewed by a native medical translator."
REVIEWED = "Reviewed by Ana Ruiz, nurse, on November 23, 2026. Next review: November 23, 2027."
CHANGED = "Changed since its review on November 23, 2026."
DUE = "Its review was due on November 23, 2027. It was last reviewed by Ana Ruiz, nurse, on November 23, 2026."


def sign(folder, target=None, *, pages=(), languages=(), name="Ana Ruiz", role="nurse", day=TODAY, next_day=NEXT):
    """Sign a topic as it is now."""
    topic = load_topic(folder)
    review = make_review(topic, pages, languages, name=name, role=role, today=day, next_day=next_day)
    write_review(review, target or folder / "reviews.toml")
    return review


def said(topic, page="care", language="en", *, clinic="", today=TODAY, translation=None):
    """Return what a page says about its review, without the version of the text."""
    translation = translation or Translation(language)
    told = Clinic({"name": clinic}) if clinic else UNTOLD
    sections = whole_page(topic, topic.page(page, language), translation, told, today=today)
    (found,) = [block for block in walk(sections) if isinstance(block, Paragraph) and block.id == "review"]
    return plain_text(found.children).partition(" Version")[0]


# What the page says


def test_a_page_that_nobody_reviewed_says_so(tmp_path):
    topic = open_topic(write_small_topic(tmp_path / "seeds", ("en", "es")))
    assert said(topic) == NOBODY
    assert said(topic, clinic="Lakeside {Clinic}") == f"{NOBODY} Lakeside {{Clinic}} has not reviewed this text."
    assert said(topic, language="es") == f"{NOBODY} {TRANSLATOR}"
    assert said(topic, language="es", clinic="Lakeside").endswith(f"{TRANSLATOR} Lakeside has not reviewed this text.")


def test_a_reviewed_page_says_by_whom_until_when(topic_folder):
    sign(topic_folder)
    for topic in (open_topic(topic_folder), load_topic(topic_folder)):
        for page in ("overview", "leaving", "flying", "care"):
            assert said(topic, page, clinic="Lakeside") == REVIEWED


def test_a_review_is_due_on_the_day_after_its_last(topic_folder):
    sign(topic_folder)
    topic = open_topic(topic_folder)
    assert said(topic, today=NEXT) == REVIEWED
    assert said(topic, today=NEXT + dt.timedelta(days=1)) == DUE


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("en/care.md", "Water it.", "Water it!", "care"),
        ("seed.svg", 'ry="10"', 'ry="11"', "overview"),
        ("en/glossary.toml", "Air that moves.", "Air that moves!", "flying"),
    ],
    ids=["page", "picture", "word"],
)
def test_one_changed_byte_takes_the_review_from_its_page_and_from_no_other(topic_folder, file, old, new, changed):
    sign(topic_folder)
    change(topic_folder, file, old, new)
    topic = open_topic(topic_folder)
    for page in ("overview", "flying", "care"):
        assert said(topic, page) == (CHANGED if page == changed else REVIEWED)
        assert said(topic, page, today=LATER) == (CHANGED if page == changed else DUE)


def test_a_changed_page_that_is_changed_back_is_the_reviewed_one(topic_folder):
    sign(topic_folder)
    change(topic_folder, "en/care.md", "Water it.", "Water it!")
    change(topic_folder, "en/care.md", "Water it!", "Water it.")
    assert said(open_topic(topic_folder)) == REVIEWED


def test_a_page_whose_picture_went_away_is_not_the_reviewed_one(topic_folder):
    sign(topic_folder)
    (topic_folder / "seed.svg").unlink()
    assert said(open_topic(topic_folder), "overview") == CHANGED


def test_a_review_counts_for_its_language_alone(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    sign(folder, languages=["es"])
    assert said(open_topic(folder)) == NOBODY
    assert said(open_topic(folder), language="es") == f"{REVIEWED} {TRANSLATOR}"


def test_a_translation_stays_marked_until_a_translator_signs(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    sign(folder, languages=["es"])
    assert said(open_topic(folder), language="es").endswith(TRANSLATOR)
    sign(folder, languages=["es"], role="medical translator")
    assert TRANSLATOR not in said(open_topic(folder), language="es")


def test_a_review_counts_for_its_pages_alone(topic_folder):
    sign(topic_folder, pages=["care", "flying"])
    topic = open_topic(topic_folder)
    assert [said(topic, page) for page in ("overview", "flying", "care")] == [NOBODY, REVIEWED, REVIEWED]


def test_a_review_does_not_go_over_to_a_topic_made_from_a_copy(topic_folder):
    sign(topic_folder)
    change(topic_folder, "topic.toml", 'id = "seeds"', 'id = "trees"')
    assert said(open_topic(topic_folder)) == NOBODY


def test_the_newest_review_counts_wherever_it_stands(topic_folder, tmp_path):
    other = tmp_path / "clinic" / "reviews.toml"
    sign(topic_folder, other, name="Bo", day=dt.date(2026, 11, 22))
    sign(topic_folder)
    assert said(open_topic(topic_folder, other)) == REVIEWED
    sign(topic_folder, name="Old", day=dt.date(2020, 1, 1), next_day=dt.date(2021, 1, 1))
    assert said(open_topic(topic_folder, other)) == REVIEWED
    sign(topic_folder, other, name="Cy", day=dt.date(2026, 11, 24))
    for topic in (open_topic(topic_folder, other), load_topic(topic_folder, other)):
        assert "Cy" in said(topic)
    assert said(open_topic(topic_folder)) == REVIEWED


def test_on_the_same_day_the_later_entry_counts(topic_folder):
    sign(topic_folder, name="Bo")
    sign(topic_folder)
    assert said(open_topic(topic_folder)) == REVIEWED


def test_a_zip_carries_its_reviews(topic_folder, tmp_path):
    sign(topic_folder)
    archive = tmp_path / "seeds.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path in topic_folder.rglob("*.*"):
            opened.write(path, path.relative_to(topic_folder))
    assert check_topic(archive) == []
    for topic in (open_topic(archive), load_topic(archive)):
        assert said(topic) == REVIEWED


def test_another_file_of_reviews_need_not_be_there(topic_folder, tmp_path):
    assert said(open_topic(topic_folder, tmp_path / "nothing")) == NOBODY
    assert check_topic(topic_folder, more_reviews=tmp_path / "nothing") == []


def test_every_sentence_goes_through_the_translation(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    pseudo = pseudo_translation()
    sentences = [said(open_topic(folder), language="es", clinic="Lakeside", translation=pseudo)]
    sign(folder)
    topic = open_topic(folder)
    sentences += [said(topic, translation=pseudo), said(topic, today=LATER, translation=pseudo)]
    change(folder, "en/care.md", "Water it.", "Water it!")
    sentences.append(said(open_topic(folder), translation=pseudo))
    for sentence in sentences:
        assert left_of_brackets(sentence) == "", sentence


def left_of_brackets(text):
    """Return what stands in no bracket: words that were never handed to gettext."""
    while (less := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = less
    return text.strip()


# Damaged files

DAMAGED = {
    "not TOML": (b"reviews =", 1),
    "not UTF-8": (b'\n[[reviews]]\nname = "\xe9"', 3),
    "a mark": (b"\xef\xbb\xbf", 1),
    "unknown": (b"\nreviewed = true\n", 2),
    "no list": (b"reviews = 3\n", 1),
    "half an entry": (b'[[reviews]]\nname = "Ana"\n', 1),
    "a day in quotes": (b'[[reviews]]\ntopic = "seeds"\nname = "Ana"\nrole = "x"\ndate = "today"\n', 5),
    "too big": (b"#" * (MAX_SIZE + 1), 0),
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_a_damaged_file_is_told_and_counts_for_nothing(topic_folder, tmp_path, log_watch, fault):
    data, line = DAMAGED[fault]
    other = tmp_path / "clinic.toml"
    other.write_bytes(data)
    found = check_topic(topic_folder, FONTS, more_reviews=other)
    assert line in {problem.line for problem in found}
    assert {problem.file for problem in found} == {str(other)}
    log_watch.expect(r"reviews of this file do not count.*clinic\.toml")
    topic = open_topic(topic_folder, other)
    assert [said(topic, page) for page in ("care", "flying")] == [NOBODY, NOBODY]

    (topic_folder / "reviews.toml").write_bytes(data)
    found = check_topic(topic_folder, FONTS)
    assert line in {problem.line for problem in found}
    assert {problem.file for problem in found} == {"reviews.toml"}
    log_watch.expect(r"reviews of this file do not count\. reviews\.toml")
    topic = open_topic(topic_folder)
    assert [said(topic, page) for page in ("care", "flying")] == [NOBODY, NOBODY]


FONTS = sorted((Path(__file__).parents[2] / "resources" / "fonts").glob("*.ttf"))


def test_a_damaged_file_does_not_cost_the_reviews_of_the_other(topic_folder, tmp_path, log_watch):
    other = tmp_path / "clinic.toml"
    sign(topic_folder, other)
    (topic_folder / "reviews.toml").write_text("reviews =")
    log_watch.expect(r"do not count\. reviews\.toml:1")
    assert said(load_topic(topic_folder, other)) == REVIEWED


def test_a_folder_or_a_link_in_its_place_is_no_crash(topic_folder, log_watch):
    (topic_folder / "reviews.toml").symlink_to(topic_folder / "topic.toml")
    log_watch.expect(r"do not count\. reviews\.toml:0: this is a link")
    assert said(open_topic(topic_folder)) == NOBODY
    log_watch.expect(r"do not count\. .*seeds:0: this cannot be read")
    assert said(open_topic(write_small_topic(topic_folder.parent / "more"), topic_folder)) == NOBODY


WRONG = [
    ('name = "Ana Ruiz"', 'name = "…"', 'the field "name" holds no letter: expected words'),
    ('name = "Ana Ruiz"', f'name = "{"a" * 201}"', 'the field "name" has 201 characters: expected at most 200'),
    ('name = "Ana Ruiz"', 'name = "Ana\\u202eRuiz"', 'the field "name" holds an invisible character (U+202E)'),
    ('role = "nurse"', 'role = " "', 'the field "role" is empty: expected words'),
    ('topic = "seeds"', 'topic = "Seeds"', 'the field "topic" is "Seeds"'),
    ("next = 2027-11-23", "next = 2026-11-23", "the next review is on 2026-11-23: expected a day after"),
    ("next = 2027-11-23", "next = 2027-11-23T10:00:00", 'the field "next" has a time of day'),
    ("[reviews.pages.en]", "[reviews.pages.en]\nwater = 5", 'the field "water" is of the wrong kind'),
    ("[reviews.pages.en]", '[reviews.pages.en]\nwater = "abc"', 'the digest of "water" is not right'),
    ("[reviews.pages.en]", "[reviews.sheets.en]", 'the field "pages" is missing'),
]


@pytest.mark.parametrize(("old", "new", "fragment"), WRONG)
def test_each_wrong_field_is_refused(topic_folder, old, new, fragment):
    sign(topic_folder)
    change(topic_folder, "reviews.toml", old, new)
    found = check_topic(topic_folder)
    assert any(problem.message.startswith(fragment) for problem in found), found
    assert all(problem.file == "reviews.toml" and problem.line for problem in found)


# check


def test_check_tells_what_changed_and_what_is_due(topic_folder, tmp_path):
    sign(topic_folder)
    assert check_topic(topic_folder, FONTS, today=NEXT) == []
    change(topic_folder, "en/care.md", "Water it.", "Water it!")
    assert [str(problem) for problem in check_topic(topic_folder, today=TODAY)] == [
        "en/care.md:0: this page, a picture or a word of it has changed since Ana Ruiz reviewed it on 2026-11-23: "
        "have it reviewed, then run metastasis-viewer sign-off"
    ]
    due = [str(problem) for problem in check_topic(topic_folder, today=LATER)]
    assert [problem.partition(":")[0] for problem in due] == [
        f"en/{page}.md" for page in ("care", "flying", "leaving", "overview")
    ]
    assert "the review of this page by Ana Ruiz was due again on 2027-11-23" in due[1]
    sign(topic_folder, tmp_path / "clinic.toml", day=LATER, next_day=LATER + dt.timedelta(days=1))
    assert check_topic(topic_folder, more_reviews=tmp_path / "clinic.toml", today=LATER) == []


def test_check_takes_the_computers_day(topic_folder):
    sign(topic_folder, day=dt.date(2019, 1, 1), next_day=dt.date(2020, 1, 1))
    assert len(check_topic(topic_folder)) == 4
    assert said(open_topic(topic_folder), today=None).startswith("Its review was due on January 1, 2020.")


# Signing


def test_older_entries_stay_byte_for_byte(topic_folder):
    first = sign(topic_folder)
    file = topic_folder / "reviews.toml"
    written = file.read_bytes().replace(b"\n", b"\r\n") + b"# kept by hand"
    file.write_bytes(written)
    second = sign(topic_folder, name="Bo")
    assert file.read_bytes().startswith(written)
    assert read_reviews(file.read_bytes(), "") == (first, second)
    assert sorted(path.name for path in topic_folder.iterdir()) == [
        *("diagram.svg", "en", "reviews.toml", "seed.svg", "topic.toml")
    ]


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (b"reviews =", "reviews.toml:1"),
        (b"reviews = []\n", "nothing can be added to this file as it is written"),
        (b"#" * (MAX_SIZE - 300), "no room for another review"),
    ],
)
def test_a_file_to_which_nothing_can_be_added_stays_as_it_is(topic_folder, data, fragment):
    file = topic_folder / "reviews.toml"
    file.write_bytes(data)
    with pytest.raises(ContentError, match=fragment):
        sign(topic_folder)
    assert file.read_bytes() == data
    assert [path.name for path in topic_folder.iterdir() if path.name.startswith(".")] == []


def test_the_file_keeps_its_permissions_and_a_link_to_it_stays(topic_folder, tmp_path):
    file = tmp_path / "shared" / "reviews.toml"
    sign(topic_folder, file)
    assert file.stat().st_mode & 0o444 == 0o444 & ~current_umask()
    file.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    sign(topic_folder, link)
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert len(read_reviews(file.read_bytes(), "")) == 2


def current_umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_topic_has_no_page_and_no_language_that_it_does_not_have(topic_folder):
    with pytest.raises(ContentError) as error:
        sign(topic_folder, pages=["care", "cure"], languages=["es"])
    assert [problem.message for problem in error.value.problems] == [
        'the topic has no language "es": expected one of en',
        'the topic has no page "cure": expected one of overview, leaving, flying, care',
    ]


@given(name=st.text(max_size=30), role=st.text(min_size=1, max_size=30))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_refused_or_comes_back_as_it_was_given(topic_folder, name, role):
    file = topic_folder / "reviews.toml"
    file.unlink(missing_ok=True)
    if problem := entry_problem(name, role, TODAY, NEXT):
        assert problem.startswith(("--name ", "--role "))
        assert ": expected" in problem
        return
    topic = load_topic(topic_folder)
    write_review(make_review(topic, (), (), name=name, role=role, today=TODAY, next_day=NEXT), file)
    (entry,) = tomllib.loads(file.read_text(encoding="utf-8"))["reviews"]
    assert (entry["name"], entry["role"]) == (" ".join(name.split()), " ".join(role.split()))
    assert check_topic(topic_folder, today=TODAY) == []
    assert f"Reviewed by {entry['name']}, {entry['role']}, on November" in said(open_topic(topic_folder))


@pytest.mark.parametrize(
    "name", ["", " ", "\u00a0", "\u200b", "...", "12", "Ana\nRuiz", "Ana\tRuiz", "Ana\x1b[2J", "\u202eanA", "a\udcff"]
)
def test_names_that_nobody_could_read_are_refused(name):
    assert words_problem(name)


NAMES = [
    *(
        'Ana "Bo" Ruiz',
        "C:\\new",
        "O’Neil, MD #1",
        "Nguyễn",
        "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        "李",
        "{name}",
    ),
    "é" * LONGEST_WORDS,
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people_are_taken(topic_folder, name):
    assert words_problem(name) == ""
    sign(topic_folder, name=name)
    assert f"Reviewed by {name}, nurse" in said(open_topic(topic_folder))


@pytest.mark.parametrize("next_day", [TODAY, TODAY - dt.timedelta(days=1), dt.date.min])
def test_the_next_review_comes_after_this_one(next_day):
    assert entry_problem("Ana", "nurse", TODAY, next_day).startswith(
        f"--next is {next_day}: expected a day after today"
    )
