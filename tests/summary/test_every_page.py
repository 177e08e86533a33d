"""What holds for every page of every summary: notice, foot, sizes, fonts, and that nothing is cut or covered."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import combinations

import pikepdf
import pytest

from tests.summary.reading import AMBER, Box, flat
from viewer.content.clinic import UNTOLD
from viewer.summary.order import LARGE, NORMAL

INK, QUIET = (29, 43, 51), (67, 82, 91)
DISC = (15, 92, 110)
GROUNDS = (AMBER, (230, 241, 244), (237, 245, 234), (253, 235, 233), (241, 241, 238), DISC)
UNDER = 0.86
LABEL = 9

MARGIN = {False: 15 / 25.4 * 72, True: 18 / 25.4 * 72}


def contrast(one, other):
    """Return the contrast of two colors, as WCAG counts it."""

    def light(color):
        parts = [shade / 255 for shade in color]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def says(text, words, *, from_right=False):
    """Return whether a text, without blanks, has words; pypdfium2 turns their order around in lines from the right."""
    return all(flat(word) in text for word in (re.findall(r"\w+", words) if from_right else [words]))


# The notice


def notice_of(sheet):
    """Return the words that the notice must have."""
    return flat("".join(voice.notice.text for voice in (sheet.voice, sheet.under) if voice))


def test_every_page_has_the_whole_notice_at_its_foot(sheet):
    for page in sheet.pages:
        box = page.notice
        found, wanted = page.text_in(box), notice_of(sheet)
        assert len(found) == len(wanted)
        assert says(found, wanted) or (sheet.document["rtl"] and says(found, sheet.voice.notice.text, from_right=True))
        above = [glyph for glyph in page.glyphs if glyph.box.bottom > box.top]
        below = [glyph for glyph in page.glyphs if glyph.box.top < box.bottom]
        assert above
        assert below
        assert max(glyph.box.top for glyph in below) < box.bottom
        assert says(
            flat("".join(glyph.char for glyph in below)), sheet.voice.version(), from_right=sheet.document["rtl"]
        )


def test_the_notice_is_as_large_as_the_text_and_stands_out(sheet):
    body = sheet.order.points
    least = body if sheet.order.large_print or not sheet.under else body * UNDER
    for page in sheet.pages:
        inside = [glyph for glyph in page.glyphs if page.notice.holds(glyph.box, 0)]
        sizes = sorted({round(glyph.size, 2) for glyph in inside})
        assert sizes[0] >= round(least, 2)
        own = inside[: len(flat(sheet.voice.notice.text))]
        assert {round(glyph.size, 2) for glyph in own} == {body}
        assert all(contrast(glyph.color, AMBER) >= 7 for glyph in inside)


def test_nothing_lies_over_the_notice(sheet):
    """Its picture stays the same when everything else is taken from the page."""
    for number, page in enumerate(sheet.pages):
        seen = page.picture(page.notice)
        with sheet.fresh(number) as copy:
            alone = copy.without_others(page.notice)
        assert seen.tobytes() == alone.tobytes(), f"page {number + 1}"


def test_the_notice_looks_the_same_on_every_page(sheet):
    first, *others = [page.notice for page in sheet.pages]
    assert all(abs(a - b) < 0.01 for box in others for a, b in zip(box, first, strict=True))
    left, right = first.left, sheet.pages[0].width - first.right
    assert left == pytest.approx(MARGIN[sheet.order.large_print], abs=0.5)
    assert right == pytest.approx(left, abs=0.5)


# The foot and the head


def test_every_page_says_what_it_is(sheet):
    count = len(sheet.pages)
    for number, page in enumerate(sheet.pages, 1):
        foot = page.text_in(Box(0, 0, page.width, page.notice.bottom))
        numbers = sheet.voice.translation.gettext("Page {page} of {count}").format(page=number, count=count)
        about = (sheet.voice.title, sheet.voice.language_name, sheet.voice.version())
        for words in (*about, sheet.document["state"], sheet.document["under_state"], numbers):
            assert says(foot, words, from_right=sheet.document["rtl"])


def test_the_foot_names_the_state_of_the_review(sheet):
    """In both languages, where there are two: the care team reads the second one."""
    for voice, words in ((sheet.voice, sheet.document["state"]), (sheet.under, sheet.document["under_state"])):
        assert bool(voice) == bool(words)
        for mark in ("Not yet reviewed by a clinician.", "Not yet reviewed by a native medical translator."):
            if voice and (sheet.order.language == "es" or "clinician" in mark):
                assert voice.translation.gettext(mark) in words


def test_every_page_names_the_clinic(sheet):
    if sheet.voice.clinic is UNTOLD:
        assert not any("Riverside" in page.text for page in sheet.pages)
        return
    for page in sheet.pages:
        top = page.text_in(Box(0, page.height / 2, page.width, page.height))
        assert says(top, "Riverside Cancer Center", from_right=sheet.document["rtl"])
        assert "555-0100" in top


# Sizes and fonts


def test_no_text_is_too_small(sheet):
    """Below the body text are only the second language of a normal edition, and words in pictures of one."""
    large = sheet.order.large_print
    body = LARGE if large else NORMAL
    for number, page in enumerate(sheet.pages, 1):
        small = [glyph for glyph in page.glyphs if glyph.size < body - 0.01]
        beneath = [each for each in small if not each.scaled]
        labels = [each for each in small if each.scaled]
        assert not (large and small), f"page {number}: {''.join(each.char for each in small)}"
        assert all(sheet.under and each.size >= body * UNDER - 0.01 and each.color == QUIET for each in beneath)
        assert all(each.size >= LABEL - 0.01 for each in labels), f"page {number}: {min(labels)}"


def test_the_text_can_be_read_on_its_ground(sheet):
    """Text has a contrast of 7:1 (WCAG 2.2, AAA) against the lightest and the darkest ground of text."""
    for page in sheet.pages:
        for glyph in page.glyphs:
            under = [shape.color for shape in page.shapes if shape.color in GROUNDS and shape.box.holds(glyph.box)]
            ground = under[-1] if under else (255, 255, 255)
            if not glyph.scaled:  # words in pictures bring a ground of their own
                assert contrast(glyph.color, ground) >= 7, (glyph.char, glyph.color, ground)


def fonts_of(resources, found):
    """Collect the fonts of a page and of the drawings on it."""
    for font in resources.get("/Font", pikepdf.Dictionary()).values():
        found.append(font)
    for form in resources.get("/XObject", pikepdf.Dictionary()).values():
        if "/Resources" in form:
            fonts_of(form["/Resources"], found)
    return found


def test_fonts_are_bundled_or_the_topics_and_embedded(sheet):
    allowed = {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}
    allowed |= {"ar": {"DejaVuSans"}, "zh": {"DroidSansFallback"}}.get(sheet.order.language, set())
    with pikepdf.open(BytesIO(sheet.data)) as pdf:
        fonts = [font for page in pdf.pages for font in fonts_of(page.Resources, [])]
        assert fonts
        for font in fonts:
            (inner,) = font.DescendantFonts if "/DescendantFonts" in font else (font,)
            prefix, _, name = str(font.BaseFont)[1:].partition("+")
            assert len(prefix) == 6
            assert name.split("-Identity")[0] in allowed
            assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()), name
            assert "Italic" not in name
            assert inner.FontDescriptor.get("/ItalicAngle", 0) == 0


# Nothing is cut, nothing overlaps


def test_all_text_stands_inside_the_margins(sheet):
    side = MARGIN[sheet.order.large_print]
    for number, page in enumerate(sheet.pages, 1):
        area = Box(side, 12, page.width - side, page.height - 12)
        outside = [glyph for glyph in page.glyphs if not area.holds(glyph.box, 2)]
        assert not outside, f"page {number}: {''.join(glyph.char for glyph in outside)}"


def test_text_keeps_off_the_notice(sheet):
    for number, page in enumerate(sheet.pages, 1):
        notice = page.notice
        near = Box(notice.left, notice.top, notice.right, notice.top + 8)
        touching = [glyph.char for glyph in page.glyphs if glyph.box.shared(near) > 0]
        assert not touching, f"page {number}: {''.join(touching)}"


def test_no_glyph_lies_over_another(sheet):
    """Marks of Arabic stand over their letters; elsewhere ink meets only at edges."""
    allowed = 1.01 if sheet.document["rtl"] else 0.4
    for number, page in enumerate(sheet.pages, 1):
        for faults in overlaps(page.glyphs, allowed):
            pytest.fail(f"page {number}: {faults}")


def overlaps(glyphs, allowed):
    """Yield pairs of characters of which one lies over a good part of the other."""
    rows = {}
    for glyph in glyphs:
        for row in range(int(glyph.box.bottom // 8), int(glyph.box.top // 8) + 1):
            rows.setdefault((row, int(glyph.box.left // 40)), []).append(glyph)
    for near in rows.values():
        for one, other in combinations(near, 2):
            least = min(one.box.area, other.box.area)
            if one.box.shared(other.box) > allowed * least and one.scaled == other.scaled:
                yield one.char + other.char
