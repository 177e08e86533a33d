"""A topic's text and TOML files: what they hold, and on which line it stands."""

from __future__ import annotations

from viewer.content.errors import ContentError, Problem

Place = tuple[str | int, ...]
"""Where in a TOML text something stands: names of tables and fields, and numbers in lists of tables."""


def decode(data: bytes, file: str) -> str:
    """Return a text file's words, each line ended in the same way.

    Raises:
        ContentError: The file is not plain UTF-8.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        message = 'the file begins with an invisible mark (BOM): save it as "UTF-8 without BOM"'
        raise ContentError([Problem(file, 1, message)])
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise ContentError([Problem(file, line, "a NUL character stands here: save the file as plain text in UTF-8")])
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(
            [Problem(file, line, 'this is not UTF-8: save the file with the encoding "UTF-8"')]
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line_of(data: bytes, snippet: str) -> int:
    """Return the first line of a file in which a snippet stands, or 0."""
    at = data.find(snippet.encode())
    return data.count(b"\n", 0, at) + 1 if at >= 0 else 0


def parse_toml(text: str, file: str, first_line: int = 1) -> dict[str, object]:
    """Return what a TOML text holds.

    Args:
        text: The text.
        file: Its file, for messages.
        first_line: The line of the file on which the text begins.

    Raises:
        ContentError: The text is no TOML.
    """
    import re
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column \d+", str(error))
        line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
        reason = re.sub(r" \(at [^()]*\)$", "", str(error))
        message = f"this is not written as TOML wants it ({reason}): mend the line or the one before it"
        raise ContentError([Problem(file, line + first_line - 1, message)]) from None
    except RecursionError:
        raise ContentError([Problem(file, first_line, "this is nested too deeply: expected plain fields")]) from None
    except ValueError as error:
        # A whole number with thousands of digits; tomllib does not say on which line.
        raise ContentError([Problem(file, first_line, f"a number here cannot be read ({error})")]) from None


def toml_lines(text: str, first_line: int) -> dict[Place, int]:
    """Return on which line each field and each table of a valid TOML text begins.

    Args:
        text: The text.
        first_line: The line of the file on which it begins.
    """
    import re

    part = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
    opening = re.compile(
        rf"\s*(?:(?P<array>\[\[)|(?P<table>\[))?\s*(?P<name>{part}(?:\s*\.\s*{part})*)\s*(?P<end>\]|=)"
    )
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    closing = ""
    for number, line in enumerate(text.split("\n"), first_line):
        if closing:
            closing = "" if closing in line else closing
            continue
        found = opening.match(line)
        if found is None:
            continue
        path: Place = tuple(name.strip("\"'") for name in re.findall(part, found["name"]))
        if found["array"]:
            counts[path] = counts.get(path, -1) + 1
            table = (*path, counts[path])
            lines.setdefault(path, number)
            lines[table] = number
        elif found["table"]:
            table = path
            lines.setdefault(table, number)
        elif found["end"] == "=":
            lines.setdefault((*table, *path), number)
            after = line[found.end() :].strip()
            closing = next((mark for mark in ('"""', "'''") if after.startswith(mark) and mark not in after[3:]), "")
    return lines
