"""Where the parts of a topic stand in a window of any size: pure arithmetic, no Qt.

Four arrangements. *Wide*: picture left, text right. *Tall*: picture above, text below.
*Split*: as wide, but the rows of buttons follow the text and scroll with it; for low
windows. *Scroll*: everything below each other on one long page, for windows that are
small for their text. The first that leaves picture and text enough room is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Rect = tuple[int, int, int, int]
"""Left, top, width and height, in pixels."""

Height = Callable[[int], int]
"""Gives the height in pixels that something needs at a width in pixels."""

NOWHERE: Rect = (0, 0, 0, 0)
"""The place of a part that has none."""

TEXT_MOST = 40
"""Widest text column in em: about 75 characters."""

TEXT_LEAST = 24
"""Narrowest text column beside the picture in em: about 45 characters."""

KEY_LEAST = 13
"""Narrowest column under a low window's picture in em: the line there takes two rows at most."""

TEXT_SPLIT = 20
"""Narrowest text column of a low window in em: about 40 characters."""

TEXT_LEAST_HIGH = 8
"""Least height of a low window's text in em."""

TEXT_LOW = 10.5
"""Least height of a low window's text in em beside all pages: a step's title, its word and first lines are in sight."""


class Parts(NamedTuple):
    """What is to be arranged.

    Attributes:
        em: Size of the body text, in pixels.
        aspect: Width of the picture divided by its height.
        bar: Width of the scroll bar, in pixels.
        header: Height of title and buttons at a width.
        key: Height of the line under the picture at a width.
        strip: Height of the five names at a width.
        strip_low: The same while they save height.
        nav: Height of the buttons under the text at a width.
        pages: Height of the rows of pages at a width.
        pages_low: The same while they save height.
        pages_row: Height of as many of them as have room in one row, whatever the width.
        text: Height of the whole explanation at a width.
        low: Whether what can be pressed stands low, as on a kiosk.
    """

    em: int
    aspect: float
    bar: int
    header: Height
    key: Height
    strip: Height
    strip_low: Height
    nav: Height
    pages: Height
    pages_low: Height
    pages_row: int
    text: Height
    low: bool = False


class Arrangement(NamedTuple):
    """Where everything stands.

    Attributes:
        mode: ``"wide"``, ``"tall"``, ``"split"`` or ``"scroll"``.
        area: The part of the window that scrolls, or could.
        height: Height of what stands in the area, in pixels; in ``"split"`` and ``"scroll"`` more than the area's.
        fixed: The parts that stand in the window itself and not in the area.
        low: Whether names and pages save height, so that all pages stay in sight.
        whole: Whether all pages have their place, and not only as many as stand in one row.
        hidden: The parts that have no place; a kiosk leads to what they lead to by other buttons.
        header, picture, key, strip, text, nav, pages: Their rectangles, in the area or in the window.
    """

    mode: str
    area: Rect
    height: int
    fixed: frozenset[str]
    header: Rect
    picture: Rect
    key: Rect
    strip: Rect
    text: Rect
    nav: Rect
    pages: Rect
    low: bool = False
    whole: bool = True
    hidden: frozenset[str] = frozenset()


def arrange(width: int, height: int, parts: Parts) -> Arrangement:
    """Arrange the parts in a window's body.

    Args:
        width: Width of the body, in pixels.
        height: Height of the body, in pixels.
        parts: What is to be arranged.

    Returns:
        The arrangement; nothing in it overlaps and nothing stands outside of the width.
    """
    fitting = [
        found
        for found in (_wide(width, height, parts, across=False), _wide(width, height, parts, across=True))
        if found is not None
    ]
    if fitting and width > height:
        return max(fitting, key=lambda found: found.picture[3])
    tall = _tall(width, height, parts)
    if tall is not None:
        return tall
    if fitting:
        return max(fitting, key=lambda found: found.picture[3])
    if parts.low:
        return _kiosk_split(width, height, parts) or _kiosk_scroll(width - parts.bar, height, parts)
    return _split(width, height, parts) or _scroll(width - parts.bar, height, parts)


def _gap(width: int, em: int) -> int:
    """Return the room between parts, in pixels."""
    return max(6, min(em, width // 45))


def _inside(left: int, top: int, width: int, height: int, aspect: float) -> Rect:
    """Return the largest rectangle of an aspect in the middle of a place, at its top."""
    wide = min(width, int(height * aspect))
    return left + (width - wide) // 2, top, wide, int(wide / aspect)


def _wide(width: int, height: int, parts: Parts, *, across: bool) -> Arrangement | None:
    """Picture left, text right; the names under the picture, or ``across`` the window below both."""
    em, gap = parts.em, _gap(width, parts.em)
    room = width - 2 * gap
    if room - 2 * gap - max(200, 10 * em) < TEXT_LEAST * em:
        return None
    header, pages = parts.header(room), 0 if parts.low else parts.pages(room)
    top = gap // 2 + header + gap // 2
    pages_top = height - (0 if parts.low else gap // 2 + pages)
    bottom = pages_top - gap // 2 - (parts.strip(room) + gap // 2 if across else 0)
    left_wide, text_wide = _shares(room - 2 * gap, bottom - top, parts, _below_picture(parts, gap, across=across))
    left = gap + (room - left_wide - 2 * gap - text_wide) // 2
    text_left = left + left_wide + 2 * gap
    key, nav = parts.key(left_wide), parts.nav(text_wide)
    free = bottom - top - _below_picture(parts, gap, across=across)(left_wide)
    picture = _inside(left, top, left_wide, free, parts.aspect)
    text_high = bottom - top - nav - gap // 2
    if picture[3] < max(150, 9 * em) or text_high < 11 * em:
        return None
    picture = (picture[0], top + (free - picture[3]) // 3, picture[2], picture[3])
    under = parts.strip(left_wide)
    strip = (gap, bottom + gap // 2, room, parts.strip(room)) if across else (left, bottom - under, left_wide, under)
    return Arrangement(
        mode="wide",
        area=(0, 0, width, height),
        height=height,
        fixed=frozenset(),
        header=(gap, gap // 2, room, header),
        picture=picture,
        key=(left, picture[1] + picture[3], left_wide, key),
        strip=strip,
        text=(text_left, top, text_wide, text_high),
        nav=(text_left, bottom - nav, text_wide, nav),
        pages=NOWHERE if parts.low else (gap, pages_top, room, pages),
        hidden=frozenset({"pages"} if parts.low else ()),
    )


def _below_picture(parts: Parts, gap: int, *, across: bool) -> Height:
    """Return the height of what stands under the picture at a width: its line, and the names unless ``across``."""
    return lambda width: parts.key(width) + (0 if across else parts.strip(width) + gap // 2)


def _shares(room: int, height: int, parts: Parts, below: Height) -> tuple[int, int]:
    """Share a width between picture and text: the picture as large as its height allows, lines neither short nor long.

    Args:
        room: The width to share, in pixels.
        height: Height of both, in pixels.
        parts: What is to be arranged.
        below: Height of what stands under the picture at a width.

    Returns:
        The widths of both.
    """
    em = parts.em
    text = TEXT_LEAST * em
    # What stands under the picture wraps with its width, so the shares settle in a few rounds.
    for _ in range(3):
        picture_high = max(0, height - below(room - text))
        text = max(TEXT_LEAST * em, min(TEXT_MOST * em, room - int(picture_high * parts.aspect)))
    picture = _inside(0, 0, room - text, height - below(room - text), parts.aspect)
    return min(room - text, max(200, 10 * em, round(picture[2] * 1.12))), text


def _tall(width: int, height: int, parts: Parts) -> Arrangement | None:
    """Picture above, text below; the names between them, or on a kiosk below the text, within reach."""
    em, gap = parts.em, _gap(width, parts.em)
    room = width - 2 * gap
    column = min(room, TEXT_MOST * em)
    if height < width or column < 16 * em:
        return None
    header, pages = parts.header(room), 0 if parts.low else parts.pages(room)
    strip, key, nav = parts.strip(room), parts.key(room), parts.nav(column)
    top = gap // 2 + header + gap // 2
    fixed = top + key + strip + nav + pages + 3 * gap
    picture = _inside(gap, top, room, int((height - fixed) * 0.62), parts.aspect)
    key_top = top + picture[3]
    pages_top = height - gap // 2 - pages
    nav_top = (height if parts.low else pages_top) - gap // 2 - nav
    strip_top = nav_top - gap // 2 - strip if parts.low else key_top + key
    text_top = key_top + key + gap + (0 if parts.low else strip)
    text_high = (strip_top if parts.low else nav_top) - gap // 2 - text_top
    if picture[3] < max(130, 9 * em) or text_high < 10 * em:
        return None
    left = gap + (room - column) // 2
    return Arrangement(
        mode="tall",
        area=(0, 0, width, height),
        height=height,
        fixed=frozenset(),
        header=(gap, gap // 2, room, header),
        picture=picture,
        key=(gap, key_top, room, key),
        strip=(gap, strip_top, room, strip),
        text=(left, text_top, column, text_high),
        nav=(left, nav_top, column, nav),
        pages=NOWHERE if parts.low else (gap, pages_top, room, pages),
        hidden=frozenset({"pages"} if parts.low else ()),
    )


def _split(width: int, height: int, parts: Parts) -> Arrangement | None:
    """Picture left, names below both, and right the text with all other rows, scrolled together.

    All pages stay in sight below the names where that leaves room enough, if need be in buttons that save height; else
    one row of them; else they follow the text.
    """
    room = width - 2 * _gap(width, parts.em)
    strip = parts.strip(room)
    choices = (
        _Rows(strip, parts.pages(room), TEXT_LOW),
        _Rows(parts.strip_low(room), parts.pages_low(room), TEXT_LOW, low=True),
        _Rows(strip, parts.pages_row, TEXT_LEAST_HIGH, whole=False),
        _Rows(strip, 0, TEXT_LEAST_HIGH),
    )
    return next((found for rows in choices if (found := _split_at(width, height, parts, rows))), None)


class _Rows(NamedTuple):
    """The rows of buttons below a low window's text.

    Attributes:
        strip: Height of the names, in pixels.
        pages: Height of the pages at the lower edge, in pixels; 0 lets them follow the text.
        least: Least height of the text, in em.
        low: Whether the buttons save height, and with them the room between the rows.
        whole: Whether these are all pages.
    """

    strip: int
    pages: int
    least: float
    low: bool = False
    whole: bool = True


def _split_at(width: int, height: int, parts: Parts, rows: _Rows) -> Arrangement | None:
    """Arrange for a low window, with pages at its lower edge or after the text."""
    em, gap = parts.em, _gap(width, parts.em)
    between = gap // 4 if rows.low else gap // 2
    room = width - 2 * gap
    header = parts.header(room)
    pages_top = height - between - rows.pages
    strip_top = pages_top - (between if rows.pages else 0) - rows.strip
    top = between + header + between
    area = strip_top - between - top
    # Never so narrow that the line under the picture takes the picture's room.
    left_wide = max(KEY_LEAST * em, int((area - em * 1.3) * parts.aspect))
    left_wide = min(room - gap - TEXT_SPLIT * em - parts.bar, left_wide)
    if left_wide < max(150, 8 * em) or area < rows.least * em:
        return None
    key = parts.key(left_wide)
    column = min(TEXT_MOST * em, room - left_wide - gap - parts.bar)
    start = gap + (room - left_wide - gap - column - parts.bar) // 2
    picture = _inside(start, top, left_wide, area - key, parts.aspect)
    if picture[3] < 5.8 * em:
        return None
    text = (0, 0, column, parts.text(column))
    nav = (0, text[3] + gap // 2, column, parts.nav(column))
    after = (0, nav[1] + nav[3] + gap, column, parts.pages(column))
    last = nav if rows.pages else after
    return Arrangement(
        mode="split",
        area=(start + left_wide + gap, top, column + parts.bar, area),
        height=last[1] + last[3] + gap // 2,
        fixed=frozenset({"header", "picture", "key", "strip"} | ({"pages"} if rows.pages else set())),
        header=(gap, between, room, header),
        picture=picture,
        key=(start, top + picture[3], left_wide, key),
        strip=(gap, strip_top, room, rows.strip),
        text=text,
        nav=nav,
        pages=(gap, pages_top, room, rows.pages) if rows.pages else after,
        low=rows.low,
        whole=rows.whole,
    )


def _kiosk_split(width: int, height: int, parts: Parts) -> Arrangement | None:
    """Picture left, the text right and scrolled, the way on under both; for a kiosk with large text."""
    em, gap = parts.em, _gap(width, parts.em)
    room = width - 2 * gap
    nav, top = parts.nav(room), gap // 2
    nav_top = height - gap // 2 - nav
    area = nav_top - gap // 2 - top
    most = room - gap - TEXT_SPLIT * em - parts.bar
    left_wide = min(most, max(KEY_LEAST * em, int((area - em * 1.3) * parts.aspect)))
    if width <= height or left_wide < 8 * em or area < TEXT_LEAST_HIGH * em:
        return None
    key = parts.key(left_wide)
    picture = _inside(gap, top, left_wide, area - key, parts.aspect)
    column = min(TEXT_MOST * em, room - left_wide - gap - parts.bar)
    text = (0, 0, column, parts.text(column))
    return Arrangement(
        mode="split",
        area=(gap + left_wide + gap, top, column + parts.bar, area),
        height=text[3] + gap // 2,
        fixed=frozenset({"picture", "key", "nav"}),
        header=(gap, *NOWHERE[1:]),
        picture=picture,
        key=(gap, top + picture[3], left_wide, key),
        strip=NOWHERE,
        text=text,
        nav=(gap, nav_top, room, nav),
        pages=NOWHERE,
        hidden=frozenset({"header", "strip", "pages"}),
    )


def _kiosk_scroll(width: int, height: int, parts: Parts) -> Arrangement:
    """Title, picture and text on one long page, the way on below it; for a kiosk with large text."""
    gap = _gap(width, parts.em)
    room = width - 2 * gap
    column = min(room, TEXT_MOST * parts.em)
    left = gap + (room - column) // 2
    nav = (gap, height - gap // 2 - parts.nav(room + parts.bar), room + parts.bar, parts.nav(room + parts.bar))
    view = nav[1] - gap // 2
    header = (gap, gap // 2, room, parts.header(room))
    picture = _inside(gap, header[1] + header[3] + gap // 2, room, max(130, int(view * 0.55)), parts.aspect)
    key = (gap, picture[1] + picture[3], room, parts.key(room))
    text = (left, key[1] + key[3] + gap // 2, column, parts.text(column))
    return Arrangement(
        mode="scroll",
        area=(0, 0, width + parts.bar, view),
        height=text[1] + text[3] + gap // 2,
        fixed=frozenset({"nav"}),
        header=header,
        picture=picture,
        key=key,
        strip=NOWHERE,
        text=text,
        nav=nav,
        pages=NOWHERE,
        hidden=frozenset({"strip", "pages"}),
    )


def _scroll(width: int, height: int, parts: Parts) -> Arrangement:
    """Everything on one long page."""
    gap = _gap(width, parts.em)
    room = width - 2 * gap
    column = min(room, TEXT_MOST * parts.em)
    left = gap + (room - column) // 2
    top = gap // 2
    header = (gap, top, room, parts.header(room))
    top += header[3] + gap // 2
    # The names stand above the picture here, so that picture and text are neighbors and can be seen together.
    strip = (gap, top, room, parts.strip(room))
    top += strip[3] + gap // 2
    picture = _inside(gap, top, room, max(130, int(height * 0.55)), parts.aspect)
    top += picture[3]
    key = (gap, top, room, parts.key(room))
    top += key[3] + gap // 2
    text = (left, top, column, parts.text(column))
    top += text[3] + gap // 2
    nav = (left, top, column, parts.nav(column))
    top += nav[3] + gap
    pages = (gap, top, room, parts.pages(room))
    top += pages[3] + gap // 2
    area = (0, 0, width + parts.bar, height)
    return Arrangement("scroll", area, top, frozenset(), header, picture, key, strip, text, nav, pages)
