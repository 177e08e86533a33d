"""The one-page edition: one side at normal size, room to write, a code that telephones read, clear without color."""

from __future__ import annotations

from itertools import pairwise

import pytest
import zxingcpp

from tests.summary.conftest import ADDRESS, ONE_PAGE
from tests.summary.reading import AMBER, flat
from viewer.summary.order import Order

GOOD, CALL = (237, 245, 234), (253, 235, 233)
GOOD_BAR, CALL_BAR, NOTICE_BAR = (75, 127, 82), (169, 58, 48), (181, 131, 31)

LINE = 18
"""Least height of a line to write on, in points: a quarter of an inch."""


@pytest.fixture(params=ONE_PAGE)
def one_page(request, read_sheet):
    """Each edition that must have one page."""
    return read_sheet(*ONE_PAGE[request.param])


def test_it_is_one_page(one_page):
    assert len(one_page.pages) == 1


def test_there_is_room_to_write_under_both_headings(one_page):
    (page,) = one_page.pages
    lower = [box for box in page.rules if page.notice.top < box.bottom < page.height / 3]
    for side in ("left", "right"):
        half = [box for box in lower if (box.left < page.width / 2 - 20) == (side == "left")]
        lows = sorted((box.bottom for box in half), reverse=True)
        assert len(lows) >= 2, side
        assert all(high - low >= LINE for high, low in pairwise(lows))
        assert lows[-1] - page.notice.top >= 8


def test_it_says_all_that_its_page_says(one_page):
    """Every line of the topic's page, of the steps, and the key of the picture are there."""
    (page,) = one_page.pages
    topic, voice = one_page.voice.topic, one_page.voice
    for step in topic.steps:
        told = voice.page(step)
        assert flat(f"{told.title} ({told.term})") in page.text
        assert flat(told.summary) in page.text
    assert flat(topic.key(voice.language)) in page.text
    for words in ("My own questions", "Tell it in your own words"):
        assert flat(voice.translation.gettext(words)) in page.text


def test_the_steps_have_their_numbers_in_the_text_and_in_the_picture(one_page):
    (page,) = one_page.pages
    discs = [glyph for glyph in page.glyphs if glyph.color == (255, 255, 255)]
    assert sorted(glyph.char for glyph in discs if glyph.scaled) == list("12345")
    assert [glyph.char for glyph in discs if not glyph.scaled] == list("12345")


def test_a_clinic_without_an_address_has_no_code(read_sheet):
    sheet = read_sheet(Order("en"))
    assert zxingcpp.read_barcodes(sheet.pages[0].picture(scale=4)) == []


@pytest.mark.parametrize("order", [Order("en"), Order("es", large_print=True), Order("en", "booklet"), Order("ar")])
def test_a_telephone_reads_the_code(read_sheet, order):
    sheet = read_sheet(order, told=True)
    (found,) = zxingcpp.read_barcodes(sheet.pages[0].picture(scale=4))
    assert found.text == ADDRESS
    if not sheet.document["rtl"]:
        assert ADDRESS in sheet.pages[0].text


# Black and white


def gray(color):
    """Return how bright a printer without colors prints a color, from 0 to 1 (ITU-R BT.601)."""
    return (0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]) / 255


def luminance_contrast(one, other):
    """Return the contrast of two grays, as WCAG counts it."""
    light = sorted(shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4 for shade in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_without_color_the_boxes_stay_apart(read_sheet):
    """A call has a frame all around, what is good to know a bar, the notice a line above, all darker than it."""
    (page,) = read_sheet(Order("en"), told=True).pages
    for ground, line in ((GOOD, GOOD_BAR), (CALL, CALL_BAR), (AMBER, NOTICE_BAR)):
        (box,) = [shape.box for shape in page.shapes if shape.color == ground]
        image = page.picture(box, scale=4).convert("L")
        assert image.getpixel((image.width - 12, image.height - 12)) < 250
        assert luminance_contrast(gray(line), gray(ground)) >= 2.9
        assert luminance_contrast(gray((29, 43, 51)), gray(ground)) >= 7
    framed = {"good": GOOD, "call": CALL, "notice": AMBER}
    edges = {name: dark_edges(page, color) for name, color in framed.items()}
    assert edges == {"good": {"left"}, "call": {"left", "right", "top", "bottom"}, "notice": {"top"}}


def dark_edges(page, color):
    """Return the sides of a box along which a dark line runs."""
    (box,) = [shape.box for shape in page.shapes if shape.color == color]
    scale = 4
    image = page.picture(scale=scale).convert("L")
    left, right = box.left * scale, box.right * scale
    top, bottom = (page.height - box.top) * scale, (page.height - box.bottom) * scale
    middle = ((left + right) / 2, (top + bottom) / 2)
    places = {
        "left": [(left + dx, middle[1]) for dx in range(-8, 9)],
        "right": [(right + dx, middle[1]) for dx in range(-8, 9)],
        "top": [(middle[0], top + dy) for dy in range(-8, 9)],
        "bottom": [(middle[0], bottom + dy) for dy in range(-8, 9)],
    }
    return {
        side for side, points in places.items() if min(image.getpixel(tuple(map(round, at))) for at in points) < 170
    }
