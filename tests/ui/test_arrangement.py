"""Whatever the window, the text size and the words: nothing overlaps, nothing is cut, nothing stands outside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from viewer.ui.arrangement import Arrangement, Parts, Rect, arrange

BAR = 16
ROWS = ("header", "picture", "key", "strip", "text", "nav", "pages")


@dataclass(frozen=True)
class Words:
    """Something that needs more height the narrower it gets, as words and rows of buttons do."""

    length: int
    line: int
    least: int = 1

    def __call__(self, width: int) -> int:
        return max(self.least, -(-self.length // max(1, width))) * self.line


def parts(em: int, aspect: float = 1.2, **lengths: int) -> Parts:
    """Return parts with so many em of words in each row."""
    found = {"header": 40, "key": 26, "strip": 75, "nav": 45, "pages": 60, "text": 1600} | lengths
    rows = {name: Words(count * em // 2, round(em * 1.25)) for name, count in found.items()}
    for name in ("header", "strip", "nav", "pages"):
        rows[name] = Words(found[name] * em // 2, max(38, round(em * 2.1)))
    low = {f"{name}_low": Words(found[name] * em // 2, max(36, round(em * 1.9))) for name in ("strip", "pages")}
    return Parts(em=em, aspect=aspect, bar=BAR, pages_row=max(38, round(em * 2.1)), **rows, **low)


STRETCHED = {"header": 40, "strip": 75, "nav": 45, "pages": 60}

ordinary = st.builds(
    lambda em, stretch, aspect: parts(em, aspect, **{name: round(n * stretch) for name, n in STRETCHED.items()}),
    em=st.integers(18, 54),
    stretch=st.floats(0.5, 2.0),
    aspect=st.sampled_from([1.2, 0.8, 1.0, 1.6, 2.5]),
)

heights = st.builds(Words, st.integers(0, 30000), st.integers(1, 120), st.integers(0, 3))

wild = st.builds(
    Parts,
    em=st.integers(18, 54),
    aspect=st.floats(0.4, 3.0),
    bar=st.integers(0, 40),
    header=heights,
    key=heights,
    strip=heights,
    strip_low=heights,
    nav=heights,
    pages=heights,
    pages_low=heights,
    pages_row=st.integers(1, 120),
    text=heights,
    low=st.just(False),  # A kiosk's screens are looked at in tests/kiosk/test_shell.py.
)

widths = st.integers(320, 3840)
tallnesses = st.integers(200, 2160)


def meet(first: Rect, second: Rect) -> bool:
    """Return whether two rectangles have a pixel in common."""
    (a, b, c, d), (e, f, g, h) = first, second
    return min(a + c, e + g) > max(a, e) and min(b + d, f + h) > max(b, f)


def inside(rect: Rect, width: int, height: int) -> bool:
    left, top, wide, high = rect
    return left >= 0 and top >= 0 and left + wide <= width and top + high <= height


def in_window(found: Arrangement) -> dict[str, Rect]:
    """Return what stands still in the window."""
    names = found.fixed if found.mode in {"split", "scroll"} else ROWS
    return {name: getattr(found, name) for name in names} | (
        {"area": found.area} if found.mode in {"split", "scroll"} else {}
    )


def in_area(found: Arrangement) -> dict[str, Rect]:
    """Return what stands on the page that scrolls."""
    names = [name for name in ROWS if name not in found.fixed] if found.mode in {"split", "scroll"} else []
    return {name: getattr(found, name) for name in names}


def check(width: int, height: int, given_parts: Parts) -> Arrangement:
    """Return the arrangement after all that holds for each of them has been looked at."""
    found = arrange(width, height, given_parts)
    assert found.mode in {"wide", "tall", "split", "scroll"}
    for group in (in_window(found), in_area(found)):
        for (one, first), (other, second) in combinations(group.items(), 2):
            assert not meet(first, second), (one, other)
    for name, rect in in_window(found).items():
        assert inside(rect, width, height), name
    page = found.area[2] - (given_parts.bar if found.mode in {"split", "scroll"} else 0)
    for name, rect in in_area(found).items():
        assert inside(rect, page, found.height), name
    for name in ROWS:
        rect = getattr(found, name)
        assert rect[2] > 0, name
        needs = {"picture": int(rect[2] / given_parts.aspect) - 2}.get(name)
        if name == "text" and found.mode in {"wide", "tall"}:
            needs = 8 * given_parts.em
        if name == "pages" and not found.whole:
            needs = given_parts.pages_row
        if name in {"strip", "pages"} and found.low:
            needs = getattr(given_parts, f"{name}_low")(rect[2])
        assert rect[3] >= (getattr(given_parts, name)(rect[2]) if needs is None else needs), f"{name} is cut"
    return found


@settings(max_examples=400)
@given(width=widths, height=tallnesses, some=ordinary)
@example(width=320, height=400, some=parts(18))
@example(width=320, height=300, some=parts(54))
@example(width=800, height=409, some=parts(18))
@example(width=1280, height=753, some=parts(18))
@example(width=3840, height=2000, some=parts(54))
def test_nothing_overlaps_is_cut_or_stands_outside(width, height, some):
    check(width, height, some)


@settings(max_examples=300)
@given(width=widths, height=tallnesses, some=wild)
def test_neither_with_parts_that_need_any_height(width, height, some):
    check(width, height, some)


@settings(max_examples=300)
@given(width=widths, height=tallnesses, some=ordinary)
def test_lines_are_as_long_as_eyes_like_them(width, height, some):
    found = arrange(width, height, some)
    column, em = found.text[2], some.em
    assert column <= 40 * em
    if found.mode == "wide":
        assert column >= 24 * em
    if found.mode == "tall":
        assert column >= 16 * em
    if found.mode == "split":
        assert column >= 20 * em
    if found.mode == "scroll":
        assert column >= min(40 * em, found.area[2] - some.bar - 2 * em)


@settings(max_examples=300)
@given(width=widths, height=tallnesses, some=ordinary)
def test_each_arrangement_keeps_its_promise(width, height, some):
    found = arrange(width, height, some)
    picture, text, strip = found.picture, found.text, found.strip
    assert abs(picture[2] / picture[3] - some.aspect) < 0.05 * some.aspect
    assert picture[3] >= 130 or picture[2] >= width - 4 * some.em or found.mode == "split"
    if found.mode == "wide":
        assert picture[0] + picture[2] <= text[0]
        assert text[1] <= picture[1]
        assert text[3] >= 8 * some.em
    elif found.mode == "tall":
        assert picture[1] + picture[3] <= strip[1] <= text[1]
        assert text[3] >= 10 * some.em
    elif found.mode == "split":
        assert picture[0] + picture[2] <= found.area[0]
        assert found.area[3] >= (10.5 if found.low else 8) * some.em
        assert not found.low or ("pages" in found.fixed and found.whole)
        assert strip[1] >= found.area[1] + found.area[3]
    else:
        order = ("header", "strip", "picture", "key", "text", "nav", "pages")
        tops = [getattr(found, name)[1] for name in order]
        assert tops == sorted(tops)


@settings(max_examples=200)
@given(width=widths, height=tallnesses, some=ordinary)
def test_the_key_stands_right_under_the_picture(width, height, some):
    found = arrange(width, height, some)
    assert found.key[1] == found.picture[1] + found.picture[3]
    assert found.key[0] <= found.picture[0]
    assert found.key[0] + found.key[2] >= found.picture[0] + found.picture[2]


@settings(max_examples=200)
@given(width=widths, height=tallnesses, em=st.integers(18, 54), more=st.integers(1, 9000))
def test_the_way_on_follows_the_text_and_the_pages_come_last(width, height, em, more):
    found = arrange(width, height, parts(em))
    assert found.text[1] + found.text[3] <= found.nav[1]
    above_pages = found.area if "pages" in found.fixed else found.nav
    assert above_pages[1] + above_pages[3] <= found.pages[1]
    longer = arrange(width, height, parts(em, text=1600 + more))
    assert longer.mode == found.mode
    assert longer.height >= found.height
    assert longer.height == found.height or found.mode in {"split", "scroll"}


@pytest.mark.parametrize(
    ("size", "em", "mode"),
    [
        ((1280, 753), 18, "wide"),
        ((1920, 1033), 18, "wide"),
        ((3840, 2100), 54, "wide"),
        ((1080, 1849), 18, "tall"),
        ((800, 330), 18, "split"),
        ((320, 497), 18, "scroll"),
        ((320, 386), 54, "scroll"),
        ((800, 315), 54, "scroll"),
    ],
)
def test_known_screens_have_their_arrangement(size, em, mode):
    assert check(*size, parts(em)).mode == mode


@pytest.mark.parametrize(
    ("height", "low", "whole", "fixed"),
    [(430, False, True, True), (380, True, True, True), (340, False, False, True), (270, False, True, False)],
)
def test_a_low_window_keeps_all_pages_in_sight_as_long_as_the_text_has_room(height, low, whole, fixed):
    found = check(800, height, parts(18, pages=120))
    assert found.mode == "split"
    assert (found.low, found.whole, "pages" in found.fixed) == (low, whole, fixed)


@given(width=st.integers(1000, 3840), height=st.integers(600, 2160))
def test_an_ordinary_window_shows_picture_and_text_at_once(width, height):
    assume(width > height * 1.2)
    found = check(width, height, parts(18))
    assert found.mode == "wide"
    assert found.picture[3] >= 0.3 * height
