"""One page of the topic by itself: all that the page says, and few sheets, since a kiosk counts them."""

from __future__ import annotations

import pytest

from tests.summary.reading import flat
from viewer.content.topics import open_topic
from viewer.settings import resources_folder
from viewer.summary.order import LEAF, Order

STEPS = tuple(entry.id for entry in open_topic(resources_folder() / "topics/metastasis").pages if entry.kind == "step")
FEW = ("overview", *STEPS, "influences", "living", "when-to-call", "care-team", "caregivers", "myths")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", FEW)
def test_most_pages_take_no_more_than_the_two_sheets_of_a_visit(read_sheet, page, language):
    assert len(read_sheet(Order(language, LEAF, pages=(page,)), told=True).pages) <= 2


@pytest.mark.parametrize("page", ["when-to-call", "names"])
def test_it_has_the_page_s_questions_and_nothing_of_other_pages(read_sheet, page):
    sheet = read_sheet(Order("en", LEAF, pages=(page,)))
    text = "".join(each.text for each in sheet.pages)
    titles = {each.id: flat(sheet.voice.page(each.id).title) for each in sheet.voice.topic.pages}
    asked = [flat(item.blocks[0].children[0].text) for item in _asked(sheet.voice.page(page))]
    assert [words for words in asked if words not in text] == []
    assert asked
    assert [heading.words for heading in sheet.tags.all("H2")] == [titles[page]]


def _asked(page):
    (section,) = [each for each in page.sections if each.role == "ask"]
    return [item for block in section.blocks if hasattr(block, "items") for item in block.items]
