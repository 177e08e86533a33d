"""What a clinic has told, put into the text: with it, and without it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.small_topic import change
from tests.pseudo import pseudo_translation
from viewer.content.blocks import (
    List,
    ListItem,
    Paragraph,
    Section,
    Setting,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from viewer.content.clinic import UNTOLD, Clinic, country_names, told_sections, told_words
from viewer.content.markup import SETTINGS, parse_page_body
from viewer.content.topics import load_topic
from viewer.content.translation import Translation
from viewer.content.whole_page import whole_page
from viewer.settings import resources_folder
from viewer.site import Site, read_helplines
from viewer.site_fields import COUNTRIES

ENGLISH = Translation("en")
SHIPPED = resources_folder() / "topics" / "metastasis"

RIVER = SimpleNamespace(
    name={"en": "River Line", "es": "Línea del Río"}, phone="555-0122", country="US", hours={"en": "day and night"}
)
LAKE = SimpleNamespace(name={"": "Lake {Line}"}, phone="0808 1", country="GB", hours={})
TOLD = Clinic({"phone": "555-0100", "fever": "100.4 °F", "name": "<b>{Clinic}</b>"}, lambda: (RIVER, LAKE))


def sections(body: str, clinic: Clinic = TOLD, translation: Translation = ENGLISH) -> tuple[Section, ...]:
    """Return the sections of a text after the clinic's settings were put in."""
    return told_sections(parse_page_body(body, "en/x.md", 1), clinic, translation)


def said(blocks: tuple[object, ...]) -> list[str]:
    """Return the words of all paragraphs, headings and cells."""
    found = []
    for block in walk(blocks):
        if hasattr(block, "children"):
            found.append(plain_text(block.children))
        if isinstance(block, Table):
            found += [plain_text(cell) for row in (block.header, *block.rows) for cell in row]
    return found


def settings_in(value: object) -> list[Setting]:
    """Return every setting anywhere in a value made of blocks."""
    if isinstance(value, Setting):
        return [value]
    if isinstance(value, (tuple, list)):
        return [found for each in value for found in settings_in(each)]
    names = getattr(value, "__slots__", ())
    return [found for name in names for found in settings_in(getattr(value, name))]


EVERYWHERE = """\
## Ask [us](site:phone)
Call **[your *care* team](site:phone)** [now](page:x) or [them](site:emergency).

- One [a](site:phone)
    - Two [b](site:phone)

| [c](site:phone) | d |
|---|---|
| e | [f](site:fever) |

> Box [g](site:phone)

### Deeper [h](site:phone)
Words.
"""


def test_every_setting_is_replaced_wherever_it_stands():
    told = sections(EVERYWHERE)
    assert settings_in(told) == []
    words = said(told)
    assert words[:2] == ["Ask 555-0100", "Call 555-0100 now or them."]
    assert {"One 555-0100", "Two 555-0100", "100.4 °F", "Box 555-0100", "Deeper 555-0100"} <= set(words)


def test_what_was_not_told_stays_as_the_page_says_it():
    bare = sections(EVERYWHERE, UNTOLD)
    assert settings_in(bare) == []
    assert said(bare) == said(parse_page_body(EVERYWHERE, "en/x.md", 1))


def test_a_told_value_is_strong_and_never_markup():
    (paragraph,) = sections("## A\nThis is [it](site:name).")[0].blocks
    assert paragraph.children == (Text("This is "), Strong((Text("<b>{Clinic}</b>"),)), Text("."))


def test_ids_and_all_other_blocks_stay():
    body = EVERYWHERE + '\n![A seed.](seed.svg "One [seed]")\n\n1. First\n2. Second\n'
    plain, told = parse_page_body(body, "en/x.md", 1), sections(body)
    assert [getattr(block, "id", "") for block in walk(told)] == [getattr(block, "id", "") for block in walk(plain)]
    assert [type(block) for block in walk(told)] == [type(block) for block in walk(plain)]
    assert [block.ordered for block in walk(told) if isinstance(block, List)] == [False, False, True]


KEYS = st.sampled_from(SETTINGS)
INLINE = st.recursive(
    st.builds(Text, st.text(min_size=1, max_size=8)),
    lambda inner: st.builds(Setting, KEYS, st.tuples(inner)) | st.builds(Strong, st.lists(inner).map(tuple)),
    max_leaves=8,
)


@given(st.lists(INLINE).map(tuple), st.dictionaries(KEYS, st.text(max_size=5)))
def test_no_setting_is_left_and_untold_words_are_the_same(children, words):
    assert settings_in(told_words(children, Clinic(words))) == []
    assert plain_text(told_words(children, UNTOLD)) == plain_text(children)


# Helplines

HELP = "## Help\nCall [helplines](site:helplines) such as:\n\n- [helplines](site:helplines)\n- more\n"


def test_a_list_of_helplines_is_replaced_as_a_whole_and_the_sentence_stays():
    assert said(sections(HELP)) == [
        "Help",
        "Call helplines such as:",
        "United States: River Line, 555-0122, day and night",
        "United Kingdom: Lake {Line}, 0808 1",
    ]


def test_in_another_language_no_foreign_words_are_mixed_in():
    assert "United States: Línea del Río, 555-0122" in said(sections(HELP, TOLD, Translation("es-MX")))
    assert "United States: River Line, 555-0122" in said(sections(HELP, TOLD, Translation("vi")))


def test_the_line_and_the_countries_are_translated():
    line = said(sections(HELP, TOLD, pseudo_translation()))[2]
    assert line.startswith("[[")
    assert "River Line, " in line
    assert "555-0122" in line
    assert "United States" not in line


@pytest.mark.parametrize(
    "body", ["- Call [helplines](site:helplines)", "- more\n- [h](site:helplines)", "- [x](site:phone)"]
)
def test_another_list_is_no_list_of_helplines(body):
    (block,) = sections(f"## Help\n{body}\n")[0].blocks
    assert "River Line" not in " ".join(said((block,)))


def test_without_any_helpline_the_words_stay():
    assert said(sections(HELP, UNTOLD))[2:] == ["helplines", "more"]


def test_the_items_have_ids_of_their_own():
    ids = [block.id for block in walk(sections(HELP))]
    assert len(ids) == len(set(ids))
    assert sum(isinstance(block, ListItem) for block in walk(sections(HELP))) == 2


def test_every_country_that_can_be_set_has_a_name():
    assert tuple(country_names(ENGLISH)) == COUNTRIES


# Whole pages


def test_a_whole_page_takes_the_clinic_in(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Call [us](site:phone).\n\n- [helplines](site:helplines)")
    topic = load_topic(topic_folder)
    page = topic.page("care", "en")
    told = [block for block in walk(whole_page(topic, page, ENGLISH, TOLD)) if isinstance(block, Paragraph)]
    assert [plain_text(block.children) for block in told][:2] == [
        "Call 555-0100.",
        "United States: River Line, 555-0122, day and night",
    ]
    bare = [block for block in walk(whole_page(topic, page, ENGLISH)) if isinstance(block, Paragraph)]
    assert plain_text(bare[0].children) == "Call us."


ALL = Site(
    name="Riverside Cancer Center",
    phone="555-0100",
    phone_24h="555-0111",
    emergency="911",
    fever=100.4,
    fever_unit="F",
    feedback="https://clinic.example/f",
    take_home="https://clinic.example/h",
)


def test_the_shipped_pages_read_well_with_and_without_a_clinic():
    topic = load_topic(SHIPPED)
    clinic = Clinic(ALL.words(), lambda: read_helplines(resources_folder() / "helplines.toml"))
    told, bare = (
        {page.id: " ".join(said(whole_page(topic, topic.page(page.id, "en"), ENGLISH, each))) for page in topic.pages}
        for each in (clinic, UNTOLD)
    )
    assert "Call 555-0111 or 911. If you are at the clinic" in told["when-to-call"]
    assert "a temperature at or above 100.4 °F" in told["when-to-call"]
    assert "Call your care team or your emergency number." in bare["when-to-call"]
    assert "a temperature at or above the number your care team gave you" in bare["when-to-call"]
    for page in ("living", "caregivers"):
        for number in ("1-800-4-CANCER (1-800-422-6237)", "1-800-227-2345", "0808 808 00 00", "0808 800 4040"):
            assert number in told[page]
            assert number not in (SHIPPED / "en" / f"{page}.md").read_text(encoding="utf-8")


def test_a_page_that_lists_no_helplines_never_asks_for_them(topic_folder):
    topic = load_topic(topic_folder)
    asked = []
    clinic = Clinic({}, lambda: asked.append(topic_folder) or ())
    for entry in topic.pages:
        whole_page(topic, topic.page(entry.id, "en"), ENGLISH, clinic)
    assert asked == []
