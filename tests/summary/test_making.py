"""Making summaries: the same bytes each time, wild words that stay words, and only what was asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.content.small_topic import change, write_small_topic
from tests.summary.reading import Box, Sheet, flat
from viewer import load_topic, summary_pdf
from viewer.content.errors import ContentError
from viewer.content.topics import open_topic
from viewer.options import Signature
from viewer.settings import resources_folder
from viewer.sign_off import sign_off
from viewer.summaries import maker_for
from viewer.summary.order import Order

ROOT = Path(__file__).parent.parent.parent
EVIL = '#evil *b* $x$ @ref <label> `raw` \\ #"s" // /* [link](page:x) = h - l + 1. ~ -- ... "q"'


@pytest.fixture(scope="module")
def maker():
    """Makes summaries of the bundled topic."""
    return maker_for(open_topic(resources_folder() / "topics/metastasis"))


# The same bytes

PRINT = """\
import hashlib, sys
from viewer.content.topics import open_topic
from viewer.options import Signature
from viewer.settings import resources_folder
from viewer.sign_off import sign_off
from viewer import summary_pdf
topic = open_topic(resources_folder() / "topics/metastasis")
for edition in ("one-page", "booklet"):
    data = summary_pdf(topic, "es", edition=edition, beside="en", pages=("overview", "local-invasion"))
    print(hashlib.sha256(data).hexdigest())
"""


def test_other_processes_other_days_and_places_give_the_same_bytes():
    told = []
    for seed, zone in (("1", "Pacific/Auckland"), ("7", "America/Lima")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", PRINT], capture_output=True, text=True, env=environment, check=True
        )
        told.append(done.stdout.split())
    assert told[0] == told[1]
    assert len(set(told[0])) == 2


def test_making_again_gives_the_same_bytes(read_sheet, maker):
    for order in (Order("en"), Order("en", large_print=True)):
        assert hashlib.sha256(maker.pdf(order)).digest() == hashlib.sha256(read_sheet(order).data).digest()


# Words stay words


def opened(maker, order):
    """Make a summary and read it back."""
    return Sheet(maker.pdf(order), order, maker.made(order).document, maker._voice(order.language), None)


def words_of(maker, order):
    """Return all words of a summary, without blanks."""
    sheet = opened(maker, order)
    try:
        return "".join(page.text for page in sheet.pages)
    finally:
        sheet.close()


def test_questions_are_no_markup(maker):
    for edition in ("one-page", "booklet"):
        order = Order(
            "en", edition, pages=("local-invasion",), questions=(EVIL, "#panic()", '#import "@preview/x:1.0.0"')
        )
        text = words_of(maker, order)
        for question in order.questions:
            assert flat(question) in text


LATIN = st.text(st.sampled_from("abcXYZ019 #*_$@<>`\\/[](){}=-+.~\"':;,!?&%^|"), min_size=1, max_size=60).filter(
    lambda words: words.strip()
)


@given(LATIN)
@example("X-")
@example("abcX-" * 20)
@settings(max_examples=25)
def test_wild_questions_are_printed_as_they_are(maker, question):
    assert flat(question) in words_of(maker, Order("en", questions=(question,)))


def test_a_hyphen_at_the_end_of_a_line_is_ink_like_any_other(maker):
    sheet = opened(maker, Order("en", questions=("abcX-", "abcX-" * 20)))
    drawn = "".join(glyph.char for page in sheet.pages for glyph in page.glyphs)
    told = {item.words for item in sheet.tags.all("LBody")}
    sheet.close()
    assert drawn.count("abcX-") == 21
    assert {"abcX-", "abcX-" * 20} <= told


def test_a_title_is_no_markup(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    before = (folder / "topic.toml").read_text(encoding="utf-8")
    title = re.search(r'\[title\]\nen = "([^"]*)"', before)[1]
    evil = "#evil *b* $x$ @ref &lt; _u_"
    change(folder, "topic.toml", f'en = "{title}"', f'en = "{evil}"')
    sheet = opened(maker_for(load_topic(folder)), Order("en"))
    assert flat(evil) in sheet.pages[0].text
    assert sheet.tags.inside[0].role == "P"
    sheet.close()


def test_templates_import_nothing_from_outside():
    for template in (resources_folder() / "summary").glob("*.typ"):
        imports = re.findall(r'#?(?:import|include)\s*"([^"]*)"', template.read_text(encoding="utf-8"))
        assert set(imports) <= {"common.typ", "chapters.typ"}, template.name
        assert "plugin(" not in template.read_text(encoding="utf-8")


# Only what was asked for


def asked_words(maker, page):
    """Return the words of a page's section that stands behind "Only if I want to know"."""
    voice = maker._voice("en")
    (section,) = [each for each in voice.page(page).sections if each.role == "if-asked"]
    return flat(section.heading.children[0].text)


def test_what_stands_behind_only_if_i_want_to_know_is_printed_only_when_asked_for(maker):
    voice = maker._voice("en")
    pages = [each.id for each in voice.topic.pages if any(s.role == "if-asked" for s in voice.page(each.id).sections)]
    assert pages
    page = pages[0]
    heading = asked_words(maker, page)
    told = words_of(maker, Order("en", "booklet", pages=(page,)))
    asked = words_of(maker, Order("en", "booklet", pages=(page,), if_asked=True))
    assert heading not in told
    assert heading in asked


def test_only_the_pages_that_were_chosen_are_printed(maker):
    text = words_of(maker, Order("en", "booklet", pages=("treatment",)))
    voice = maker._voice("en")
    assert flat(voice.page("treatment").summary)[:20] != ""
    assert flat("Hormone therapy") in text
    assert flat(voice.page("caregivers").title) not in text


def test_rows_of_tables_are_not_mixed_with_those_of_the_other_language(maker):
    """Each language sorts its rows by its own alphabet, so that a row has no partner at the same place."""
    voices = {language: maker._voice(language) for language in ("es", "en")}
    document = maker.made(Order("es", "booklet", beside="en", pages=("names",))).document
    tables = [node for chapter in document["chapters"] for node in chapter["nodes"] if node["k"] == "table"]
    assert tables
    assert voices["es"].page("names").sections
    for table in tables:
        assert all(cell["u"] == [] for row in (table["head"], *table["rows"]) for cell in row)
    beneath = [n for chapter in document["chapters"] for n in chapter["nodes"] if n["k"] == "under"]
    assert [n["inside"][0]["k"] for n in beneath] == ["table"]


# The library's function


def test_the_library_function_makes_what_the_maker_makes(maker, read_sheet):
    topic = open_topic(resources_folder() / "topics/metastasis")
    assert summary_pdf(topic, "en") == read_sheet(Order("en")).data


def test_an_unknown_edition_or_paper_is_refused():
    topic = open_topic(resources_folder() / "topics/metastasis")
    for wrong in ({"edition": "leaflet"}, {"paper": "a5"}):
        with pytest.raises(ValueError, match="expected an edition of one-page, booklet and a paper of letter, a4"):
            summary_pdf(topic, "en", **wrong)


def test_an_unknown_page_or_language_is_refused():
    topic = open_topic(resources_folder() / "topics/metastasis")
    with pytest.raises(ContentError, match='the topic has no page "moon": expected one of overview, local-invasion'):
        summary_pdf(topic, "en", pages=("moon",))
    with pytest.raises(ContentError, match="fr"):
        summary_pdf(topic, "fr")


def test_the_sources_of_a_chapter_are_numbered_in_order(read_sheet):
    document = read_sheet(Order("en", "booklet")).document
    numbers = [[int(each) for each in re.findall(r"\d+", chapter["sources"])] for chapter in document["chapters"]]
    assert max(map(len, numbers)) > 2
    assert [each for each in numbers if each != sorted(set(each))] == []


def test_the_care_team_is_told_which_of_two_languages_is_reviewed(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    later = dt.date.today() + dt.timedelta(days=300)
    assert sign_off(Signature("Ana Ruiz", "oncology nurse", later, topic=folder, language="en")) == 0
    made = maker_for(load_topic(folder)).made(Order("es", "booklet", beside="en")).document
    es, _, en = made["under_state"].partition(" English: ")
    assert es == ("Español: Not yet reviewed by a clinician. Not yet reviewed by a native medical translator.")
    assert en.startswith("Reviewed by Ana Ruiz, oncology nurse, on ")


def test_the_end_of_each_chapter_tells_in_both_languages_which_is_reviewed(tmp_path):
    """A page in the second language may be reviewed where the same page in the first is not."""
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    later = dt.date.today() + dt.timedelta(days=300)
    assert sign_off(Signature("Ana Ruiz", "oncology nurse", later, topic=folder, language="en")) == 0
    order = Order("es", "booklet", beside="en")
    maker = maker_for(load_topic(folder))
    made = maker.made(order).document
    told = [chapter for chapter in made["chapters"] if chapter["state"]]
    assert len(told) >= 2
    for chapter in told:
        es, _, en = chapter["under_state"].partition(" English: ")
        assert es == "Español: Not yet reviewed by a clinician. Not yet reviewed by a native medical translator."
        assert en.startswith("Reviewed by Ana Ruiz, oncology nurse, on ")
    sheet = Sheet(maker.pdf(order), order, made, maker._voice("es"), maker._voice("en"))
    ends = [words for words, language in sheet.tags.pieces if language == "en" and "AnaRuiz" in words]
    sheet.close()
    assert len(ends) == len(told) + 1, "once in each chapter's end, and once in the foot"


def test_the_end_of_a_chapter_tells_a_review_that_is_the_same_in_both_once(maker):
    for beside, told in (("", ""), ("en", "Not yet reviewed by a clinician. Not yet reviewed by a native medical")):
        chapters = maker.made(Order("es", "booklet", beside=beside, pages=("overview", "words"))).document["chapters"]
        (first,) = [chapter for chapter in chapters if chapter["id"] == "page-overview"]
        assert first["under_state"].startswith(told)
        assert bool(first["under_state"]) == bool(beside)
        for chapter in chapters:
            assert bool(chapter["under_state"]) == bool(beside and chapter["state"])


def test_pictures_keep_off_the_notice_below_the_longest_foot(tmp_path, clinic):
    """One language is reviewed and the other is not, a clinic tells its name, and the print is large."""
    folder = tmp_path / "metastasis"
    shutil.copytree(resources_folder() / "topics" / "metastasis", folder)
    later = dt.date.today() + dt.timedelta(days=300)
    name = "Maria Guadalupe Fernandez-Rodriguez de la Cruz, MD"
    assert sign_off(Signature(name, "radiation oncologist", later, topic=folder, language="en")) == 0
    order = Order("es", "booklet", large_print=True, beside="en", pages=("names", "local-invasion"))
    maker = maker_for(open_topic(folder), clinic)
    assert name in maker.made(order).document["under_state"]
    sheet = Sheet(maker.pdf(order), order, maker.made(order).document, maker._voice("es"), maker._voice("en"))
    for page in sheet.pages:
        near = Box(page.notice.left, page.notice.top, page.notice.right, page.notice.top + 8)
        assert [glyph.char for glyph in page.glyphs if glyph.box.shared(near) > 0] == []
    sheet.close()
