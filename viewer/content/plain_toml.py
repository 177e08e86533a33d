"""The plain part of TOML, read fast.

Topics are written in little else, and ``tomllib`` takes six times as long: some milliseconds of each start.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def parse_plain(lines: Iterable[str]) -> dict[str, object] | None:
    """Return what TOML lines hold, just as ``tomllib`` would, or ``None`` where one of them is more than plain.

    Plain are empty lines, comments, ``[table]``, ``[table.table]`` and ``[[table]]``, and ``name = value`` with a text
    in double quotes without a backslash, a date, a whole number, or a list of such texts on one line. Whatever is not
    surely right counts as not plain, so that ``tomllib`` decides.
    """
    root: dict[str, object] = {}
    table = root
    for line in lines:
        if not line or (line[0] == "#" and line.isprintable()):
            continue
        if line[0] == "[":
            opened = _open_table(root, line)
            if opened is None:
                return None
            table = opened
            continue
        key, _, words = line.partition(" = ")
        name = key if _is_bare(key) else _text(key)
        value = _value(words)
        if name is None or value is None or name in table:
            return None
        table[name] = value
    return root


def _open_table(root: dict[str, object], line: str) -> dict[str, object] | None:
    """Put the new table that a line such as ``[colors.dark]`` or ``[[pages]]`` opens into its place and return it."""
    table: dict[str, object] = {}
    name = line.strip("[]")
    if line == f"[[{name}]]" and _is_bare(name):
        tables = root.setdefault(name, [])
        if not isinstance(tables, list) or not all(isinstance(other, dict) for other in tables):
            return None
        tables.append(table)
        return table
    outer, dot, inner = name.rpartition(".")
    if line != f"[{name}]" or not _is_bare(inner) or (dot and not _is_bare(outer)):
        return None
    home = root.setdefault(outer, {}) if dot else root
    return table if isinstance(home, dict) and home.setdefault(inner, table) is table else None


def _is_bare(name: str) -> bool:
    """Return whether a name needs no quotes; a few others that need none count as if they did."""
    return name.isascii() and name.replace("-", "_").isidentifier()


def _text(words: str) -> str | None:
    """Return the text between double quotes."""
    text = words[1:-1]
    return text if words == f'"{text}"' and text.isprintable() and '"' not in text and "\\" not in text else None


def _value(words: str) -> object | None:
    """Return the value that stands behind ``=``."""
    if words.startswith('"'):
        return _text(words)
    if words.startswith('["') and words.endswith('"]'):
        texts = [_text(f'"{text}"') for text in words[2:-2].split('", "')]
        return None if None in texts else texts
    if not words.isascii():
        return None
    if words.isdecimal() and len(words) < 10:
        return int(words) if words[0] != "0" else None
    return _date(words)


def _date(words: str) -> dt.date | None:
    """Return the date that is written as ``2026-11-23``."""
    if [len(part) for part in words.split("-") if part.isdecimal()] != [4, 2, 2]:
        return None
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None
