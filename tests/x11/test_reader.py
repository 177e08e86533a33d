"""A whole visit by keyboard and screen reader, on a real accessibility bus: no pointer, no look at a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.x11.reading import SLOW, accessibility_bus, ear, need_bus, onto_the_bus
from tests.x11.screen import until, visit
from viewer.content.blocks import Heading, Paragraph, plain_text, walk
from viewer.content.notice import notice_for
from viewer.content.translation import read_translation
from viewer.settings import resources_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.x11.reading import Ear
    from tests.x11.screen import Visitor

pytestmark = pytest.mark.x11


@pytest.fixture
def reading(qapp: object, tmp_path: Path) -> Iterator[tuple[Visitor, Ear]]:
    """Somebody before the program who hears what it tells the bus."""
    need_bus()
    with (
        accessibility_bus(tmp_path) as environment,
        ear(environment, tmp_path) as heard,
        visit(tmp_path, *onto_the_bus(environment), noise=SLOW) as visitor,
    ):
        heard.focus_is(lambda thing: thing["role"] == "label", "the text")
        yield visitor, heard


def notice(language: str = "en") -> str:
    """Return the words of the notice."""
    return notice_for(resources_folder() / "notice", language).text


def in_the_document(heard: Ear, role: str) -> list[str]:
    """Return the names of the parts of the page with a role."""
    return [each["name"] for each in heard.things() if each["role"] == role and "document frame" in each["within"]]


def hears_page(visitor: Visitor, heard: Ear, page: str, language: str = "en") -> None:
    """Wait until a page is the document, and look that each of its headings and paragraphs is there."""
    found = visitor.topic.page(page, language)
    until(lambda: heard.names("document frame") == [found.title], f"the document is {found.title}")
    headings = in_the_document(heard, "heading")
    words = [*in_the_document(heard, "paragraph"), *in_the_document(heard, "list item")]
    assert headings[0] == found.title
    blocks = list(walk(found.sections))
    assert {plain_text(each.children) for each in blocks if isinstance(each, Heading)} <= set(headings)
    assert {plain_text(each.children) for each in blocks if isinstance(each, Paragraph)} <= set(words)


def test_a_whole_visit_by_ear(reading: tuple[Visitor, Ear], tmp_path: Path) -> None:
    visitor, heard = reading
    steps = visitor.topic.steps
    hears_page(visitor, heard, visitor.topic.pages[0].id)
    heard.hears(notice())
    chooses_step_three(visitor, heard)
    looks_a_word_up(visitor, heard)
    changes_language(visitor, heard)
    hears_page(visitor, heard, steps[2], "es")
    searches(visitor, heard)
    saves_a_summary(visitor, heard, tmp_path)
    assert heard.said("announcement").count(notice()) == 1
    assert heard.said("announcement").count(notice("es")) == 1


def chooses_step_three(visitor: Visitor, heard: Ear) -> None:
    """Choose step 3 by its button; the focus stays there."""
    spoken = "Step 3 of 5, Traveling"
    visitor.press("shift+F6")
    heard.focus_is(lambda thing: thing["role"] == "push button" and thing["name"].startswith("Step 1"), "the steps")
    visitor.press("Tab", "Tab")
    heard.focus_is(lambda thing: thing["name"] == spoken, "the name of step 3")
    visitor.press("Return")
    heard.hears(spoken)
    hears_page(visitor, heard, visitor.topic.steps[2])
    assert heard.focus()["name"] == spoken
    picture = visitor.topic.page(visitor.topic.steps[2], "en").picture
    assert picture in in_the_document(heard, "image")


def looks_a_word_up(visitor: Visitor, heard: Ear) -> None:
    """Go to the first word of the text that has a meaning, open it and close it again."""
    visitor.press("F6")
    heard.focus_is(lambda thing: thing["role"] == "label", "the text")
    (first, *_) = in_the_document(heard, "link")
    visitor.press("Tab")
    heard.hears(f"{first}, link")
    visitor.press("Return")
    heard.focus_is(lambda thing: thing["name"] == "Close", "the button that closes the meaning")
    words = visitor.topic.words("en").values()
    assert [word.term for word in words if plain_text(word.meaning) in heard.focus()["description"]] == [first]
    assert heard.names("panel") == [first]
    visitor.press("Escape")
    heard.focus_is(lambda thing: thing["role"] == "label", "the text")


def changes_language(visitor: Visitor, heard: Ear) -> None:
    """Go to the button of the other language and press it."""
    for _ in range(2):
        visitor.press("F6")
    heard.focus_is(lambda thing: thing["name"] in {"Back", "Larger text"}, "the buttons at the top")
    while heard.focus()["name"] != "Español":
        before = heard.focus()["name"]
        assert before in heard.names("push button")[:10], "the button Español is at the top"
        visitor.press("Tab")
        heard.focus_is(lambda thing, before=before: thing["name"] != before, "the next button")
    visitor.press("Return")
    heard.hears(notice("es"))


SPANISH = read_translation(resources_folder() / "locale", "es").gettext


def searches(visitor: Visitor, heard: Ear) -> None:
    """Look for words of another page, hear how many places there are and which, and open the best."""
    words, page = "bajar el riesgo de fracturas", visitor.topic.page("treatment", "es").title
    visitor.press("ctrl+f")
    heard.focus_is(lambda thing: (thing["role"], thing["name"]) == ("text", SPANISH("Type a word")), "the search")
    assert heard.names("panel") == [SPANISH("Find")]
    visitor.types(words)
    heard.hears(SPANISH("Places found: {count}").format(count=1))
    found = [each for each in heard.things() if words in each["name"] and each["role"] == "push button"]
    (place,) = [each for each in found if {"showing", "focusable", "enabled"} <= set(each["states"])]
    assert place["name"].startswith(page)
    visitor.press("Down")
    heard.focus_is(lambda thing: thing["name"] == place["name"], "the place that was found")
    visitor.press("Up")
    heard.focus_is(lambda thing: thing["role"] == "text", "the search again")
    visitor.press("Return")
    hears_page(visitor, heard, "treatment", "es")
    heard.hears(page)
    heard.focus_is(lambda thing: thing["role"] == "label", "the text")
    parts = [each for each in heard.things() if words in each["name"] and "document frame" in each["within"]]
    assert [(each["role"], "showing" in each["states"]) for each in parts] == [("paragraph", True)]


def saves_a_summary(visitor: Visitor, heard: Ear, home: Path) -> None:
    """Save a page to take home under a name of one's own; the program says where it is, and it is a tagged PDF."""
    file = home / "para mi hermana.pdf"
    visitor.press("ctrl+s")
    heard.focus_is(lambda thing: thing["name"] == SPANISH("Name of the file"), "the name of the file")
    assert heard.focus()["role"] == "text"
    assert heard.names("panel") == [SPANISH("Print or save")]
    visitor.press("ctrl+a")
    visitor.types("para mi hermana")
    visitor.press("Return")
    saved = SPANISH("Saved: {file}").format(file=file)
    heard.hears(saved)
    assert heard.focus()["name"] == SPANISH("Name of the file")
    assert saved in heard.names("label")
    with pikepdf.open(file) as paper:
        assert bool(paper.Root.MarkInfo.Marked)
        assert str(paper.Root.Lang) == "es"
        assert len(paper.Root.StructTreeRoot.K) > 0
    visitor.press("Escape")
    heard.focus_is(lambda thing: thing["role"] == "label", "the text")


def nameless(heard: Ear) -> list[str]:
    """Return the roles of the things in sight that have no name and need one."""
    boxes = {"filler", "list", "table", "row"}
    things = [thing for thing in heard.things() if "showing" in thing["states"]]
    return [thing["role"] for thing in things if not thing["name"] and thing["role"] not in boxes]


def test_each_thing_that_shows_can_be_named(reading: tuple[Visitor, Ear]) -> None:
    _visitor, heard = reading
    things = [thing for thing in heard.things() if "showing" in thing["states"]]
    assert {"frame", "document frame", "heading", "push button", "image", "scroll bar"} <= {
        each["role"] for each in things
    }
    assert nameless(heard) == []
    headings = [thing for thing in heard.things() if thing["role"] == "heading"]
    assert [each["level"] for each in headings][:2] == ["1", "2"]
    assert all(each["level"] for each in headings)


def test_each_thing_of_each_panel_can_be_named(reading: tuple[Visitor, Ear]) -> None:
    visitor, heard = reading
    for keys, panel in (("ctrl+f", "Find"), ("ctrl+m", "My questions"), ("ctrl+p", "Print or save"), ("F10", "Menu")):
        visitor.press(keys)
        until(lambda panel=panel: panel in heard.names("panel"), f"the panel {panel} is there")
        bars = [each["name"] for each in heard.things() if each["role"] == "scroll bar"]
        assert "Place in the text" in bars
        assert nameless(heard) == [], panel
        visitor.press("Escape")
        heard.focus_is(lambda thing: thing["role"] == "label", "the text")


def test_parts_in_sight_have_a_place_in_the_text(reading: tuple[Visitor, Ear]) -> None:
    _visitor, heard = reading
    things = heard.things()
    (document,) = [thing for thing in things if thing["role"] == "document frame"]
    left, top, width, height = document["place"]
    parts = [each for each in things if each["role"] in {"heading", "paragraph", "link"} and each["name"]]
    shown = [each for each in parts if "showing" in each["states"]]
    hidden = [each for each in parts if "showing" not in each["states"]]
    assert len(shown) >= 3
    assert hidden
    for each in shown:
        x, y, wide, high = each["place"]
        assert left <= x < x + wide <= left + width
        assert y < top + height
        assert y + high > top
    assert all(each["place"][1] >= top + height for each in hidden)


def test_tab_comes_round_and_reaches_every_button(reading: tuple[Visitor, Ear]) -> None:
    visitor, heard = reading
    wanted = {
        each["name"]
        for each in heard.things()
        if each["role"] == "push button" and {"focusable", "enabled", "showing"} <= set(each["states"])
    }
    start, reached = heard.focus()["name"], set()
    for _ in range(120):
        before = len(heard.ask("said")), heard.focus()
        visitor.press("Tab")
        until(lambda before=before: (len(heard.ask("said")), heard.focus()) != before, "Tab leads somewhere")
        reached.add(heard.focus()["name"])
        if heard.focus()["name"] == start and wanted <= reached:
            break
    assert wanted - reached == set()
    assert start in reached


def test_the_text_is_read_with_a_cursor(reading: tuple[Visitor, Ear]) -> None:
    visitor, heard = reading
    visitor.press("alt+2")
    heard.hears("Step 2 of 5, Entering a vessel")
    visitor.press("F7")
    heard.hears("Text cursor on. The arrow keys move it.")
    picture = visitor.topic.page(visitor.topic.steps[1], "en").picture
    for _ in range(20):
        moves = len(heard.said("text-caret-moved"))
        visitor.press("Down")
        until(lambda moves=moves: len(heard.said("text-caret-moved")) > moves, "the cursor moves")
        if picture in heard.said("announcement"):
            break
    heard.hears(picture)
    visitor.press("F7")
    heard.hears("Text cursor off.")
