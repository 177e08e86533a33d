"""Fonts, as far as their files tell without Qt: which characters they have and what they are called.

A topic in another script may bring fonts in its folder ``fonts/``; they stand behind the bundled typeface, so they
show only what that one lacks. Their files are no more believed than the rest of a topic.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from viewer.content.errors import Problem
from viewer.content.toml import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FOLDER = "fonts/"
"""Where a topic's fonts lie, with their licence."""

ENDINGS = (".ttf", ".otf")
"""How the names of a topic's fonts end."""

LICENCES = ("ofl", "license", "licence", "copying", "copyright")
"""How the name of a licence begins, in any case of letters."""

_FAMILY_NAMES = frozenset({1, 4, 6, 16, 18, 21})
"""What fonts call names by which a family or a face could be asked for."""

_LAST_CHARACTER = 0x10FFFF


def topic_fonts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the fonts among a topic's files by their names, in order.

    Raises:
        ContentError: The names cannot be listed, or a font is refused as a file.
    """
    return {name: files[name] for name in files if name.startswith(FOLDER) and name.lower().endswith(ENDINGS)}


def topic_font_problems(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with the folder ``fonts/`` of a topic.

    Args:
        files: The topic's files.
    """
    fonts = topic_fonts(files)
    for name, data in fonts.items():
        try:
            characters(data)
            families(data)
        except ValueError as error:
            yield Problem(name, 0, f"this font cannot be read ({error}): bring the file as its makers gave it out")
    others = [name for name in files if name.startswith(FOLDER) and name not in fonts]
    licences = [name for name in others if name.removeprefix(FOLDER).lower().startswith(LICENCES)]
    if fonts and not licences:
        yield Problem(FOLDER, 0, "the licence of the fonts is missing: put it beside them, as OFL.txt or LICENSE.txt")
    for name in others:
        if name not in licences:
            yield Problem(name, 0, "this is neither a font (.ttf, .otf) nor its licence: take it out")


def font_problems(files: Mapping[str, bytes], fonts: Sequence[Path]) -> Iterator[Problem]:
    """Yield each character of a topic's texts that no font has, once a file; and fonts that take the bundled name.

    Args:
        files: The topic's files.
        fonts: The files of the bundled typeface, all of which must have a character that the topic's fonts lack.
    """
    if not fonts:
        return
    bundled = [font.read_bytes() for font in fonts]
    have = frozenset.intersection(*map(characters, bundled))
    taken = frozenset[str]().union(*map(families, bundled))
    brought: dict[frozenset[str], frozenset[int]] = {}
    for name, data in topic_fonts(files).items():
        called = families(data)
        if called & taken:
            yield Problem(name, 0, "this font has the name of the bundled typeface: take another one")
            continue
        family = next((each for each in brought if each & called), called)
        # A character that one face of a family lacks, the bold one say, could be missing on the screen.
        brought[family] = brought.get(family, characters(data)) & characters(data)
    have = have.union(*brought.values())
    for name, data in files.items():
        if not name.lower().endswith((".md", ".toml")):
            continue
        seen: set[str] = set()
        for number, line in enumerate(decode(data, name).split("\n"), 1):
            for char in sorted(set(line) - seen):
                if ord(char) not in have and char != "\t":
                    seen.add(char)
                    message = f'the typeface lacks the character "{char}" (U+{ord(char):04X}): write it in another way'
                    yield Problem(name, number, message)


def families(font: bytes) -> frozenset[str]:
    """Return the names of a font's family and face, in small letters.

    Args:
        font: The file, TTF or OTF.

    Raises:
        ValueError: The font names none, or is damaged.
    """
    try:
        found = frozenset(_names(font, _table(font, b"name")))
    except (struct.error, IndexError) as error:
        raise ValueError("the font is cut short") from error
    if not found:
        raise ValueError("the font has no name")
    return found


def _names(font: bytes, start: int) -> Iterator[str]:
    """Yield the names by which a font could be asked for."""
    count, texts = struct.unpack_from(">HH", font, start + 2)
    for at in range(start + 6, start + 6 + 12 * count, 12):
        platform, _encoding, _language, kind, length, offset = struct.unpack_from(">6H", font, at)
        if kind in _FAMILY_NAMES:
            begin = start + texts + offset
            text = font[begin : begin + length].decode("latin-1" if platform == 1 else "utf-16-be", "replace")
            yield text.strip().casefold()


def characters(font: bytes) -> frozenset[int]:
    """Return the code points that a font can show, from its character map in format 4 or 12.

    Args:
        font: The file, TTF or OTF.

    Raises:
        ValueError: The font has no such map, or is damaged.
    """
    try:
        return _characters(font)
    except (struct.error, IndexError) as error:
        raise ValueError("the font is cut short") from error


def _characters(font: bytes) -> frozenset[int]:
    found = frozenset(code for code, glyph in _glyphs(font) if glyph)
    if not found:
        raise ValueError("the font's character map is in no known format")
    return found


def advances(font: bytes) -> dict[int, float]:
    """Return how wide the characters of a font are, in em, by their code points.

    Args:
        font: The file, TTF or OTF.

    Raises:
        ValueError: The font is damaged.
    """
    try:
        (units,) = struct.unpack_from(">H", font, _table(font, b"head") + 18)
        (count,) = struct.unpack_from(">H", font, _table(font, b"hhea") + 34)
        widths = struct.unpack_from(">" + "Hh" * count, font, _table(font, b"hmtx"))[::2]
        # Glyphs after the last width have that width, too.
        return {code: widths[min(glyph, count - 1)] / units for code, glyph in _glyphs(font) if glyph}
    except (struct.error, IndexError, ZeroDivisionError) as error:
        raise ValueError("the font is cut short") from error


def _glyphs(font: bytes) -> Iterator[tuple[int, int]]:
    """Yield code points with the number of the glyph that shows them; 0 shows none."""
    cmap = _table(font, b"cmap")
    for at in range(cmap + 4, cmap + 4 + 8 * struct.unpack_from(">H", font, cmap + 2)[0], 8):
        start = cmap + struct.unpack_from(">L", font, at + 4)[0]
        kind = struct.unpack_from(">H", font, start)[0]
        if kind == 4:
            yield from _segments(font, start)
        elif kind == 12:
            end = -1
            for group in range(struct.unpack_from(">L", font, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * group)
                end = _in_order(end, first, last)
                yield from zip(range(first, last + 1), range(glyph, glyph + last + 1 - first), strict=True)


def _in_order(end: int, first: int, last: int) -> int:
    """Return the end of a range of characters; refuse one that would let a small file claim endless work."""
    if not end < first <= last <= _LAST_CHARACTER:
        raise ValueError("the font's character map is damaged")
    return last


def _table(font: bytes, tag: bytes) -> int:
    """Return where a table of a font begins."""
    if font[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise ValueError("this is no TTF or OTF file")
    for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        if font[at : at + 4] == tag:
            return int(struct.unpack_from(">L", font, at + 8)[0])
    kinds = {b"cmap": "character map", b"name": "name"}
    raise ValueError(f"the font has no {kinds.get(tag, tag.decode())}")


def _segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield what a character map in format 4 says."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, start + 14 + 2 * (part * count + (part > 0))) for part in range(4)
    )
    end = -1
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        end = _in_order(end, first, last)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                place = start + 16 + 2 * (3 * count + index) + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph and code != 0xFFFF:
                yield code, (glyph + delta) & 0xFFFF
