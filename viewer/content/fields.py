"""The checker of TOML: takes a table's fields one by one and notes, with its line, whatever is not as expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from viewer.content.archive import invisible
from viewer.content.errors import ContentError, Problem
from viewer.content.toml import Place, parse_toml, toml_lines

ID_WANTED = "small letters, digits and -, beginning with a letter"

Value = TypeVar("Value")
Accepts = Callable[[str], bool]


def is_id(text: str) -> bool:
    """Return whether a text is an id, as in ``"local-invasion"``."""
    letters = text.replace("-", "")
    return text[:1].isalpha() and letters.isalnum() and text.isascii() and text == text.lower()


class Report:
    """Collects what is wrong with one TOML text, each with its line.

    Args:
        text: The text.
        file: Its file.
        first_line: The line of the file on which the text begins.
    """

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._first_line = first_line
        self._text = text
        self._lines: dict[Place, int] | None = None

    def fields(self) -> Fields:
        """Return the fields of the whole text.

        Raises:
            ContentError: The text is no TOML.
        """
        return Fields(parse_toml(self._text, self.file, self._first_line), (), self)

    def line(self, place: Place) -> int:
        """Return the line of a field, or of the closest table around it."""
        if self._lines is None:
            self._lines = toml_lines(self._text, self._first_line)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, self._first_line)

    def add(self, place: Place, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, self.line(place), message))

    def finish(self) -> None:
        """Refuse the text when anything was noted."""
        if self.problems:
            raise ContentError(self.problems)


class Fields:
    """One table of a TOML text, whose fields are taken one by one; what is left over is unknown.

    Args:
        values: The table.
        place: Where it stands in the text.
        report: Where problems are noted.
    """

    def __init__(self, values: Mapping[str, object], place: Place, report: Report) -> None:
        self.place = place
        self.report = report
        self._values = values
        self._known: set[str] = set()

    def text(self, name: str, *, needed: bool = True, wanted: str = "", accepts: Accepts | None = None) -> str:
        """Take a text that is not blank, its lines joined; ``""`` when there is none."""
        value = self._take(name, str, "", 'words in quotes, as in "…"', needed=needed)
        if name not in self._values or value is None:
            return ""
        words = value.strip()
        if not words:
            self._wrong(name, "is empty", wanted or "words")
        elif accepts is not None and not accepts(value):
            self._wrong(name, f'is "{value}"', wanted)
        elif bad := invisible(value):
            self._wrong(name, f"holds an invisible character (U+{ord(bad):04X})", "plain words")
        return " ".join(line.strip() for line in words.split("\n") if line.strip()) if "\n" in words else words

    def day(self, name: str) -> dt.date:
        """Take a date."""
        value = self._take(name, dt.date, dt.date.min, "a date without quotes, as in 2026-11-23", needed=True)
        if isinstance(value, dt.datetime):
            self._wrong(name, "has a time of day", "a date without quotes, as in 2026-11-23")
            return value.date()
        return value or dt.date.min

    def number(self, name: str) -> int:
        """Take a whole number."""
        return self._take(name, int, 0, "a whole number without quotes, as in 1", needed=True) or 0

    def flag(self, name: str) -> bool:
        """Take a yes or no that need not be there; no by default."""
        return bool(self._take(name, bool, False, "true or false, without quotes", needed=False))

    def ids(self, name: str) -> tuple[str, ...]:
        """Take a list of at least one id, each once."""
        wanted = 'a list of at least one id, as in ["nci-metastasis"]'
        values = self._take(name, list, [], wanted, needed=True)
        if values is None or name not in self._values:
            return ()
        ids = [value for value in values if isinstance(value, str) and is_id(value)]
        if not values or len(ids) < len(values):
            self._wrong(name, "is not right", wanted)
        elif len(set(ids)) < len(ids):
            self._wrong(name, "names an id twice", "each id once")
        return tuple(ids)

    def texts(
        self, name: str, *, needed: bool = True, wanted: str = "", accepts: Accepts | None = None
    ) -> dict[str, str]:
        """Take a table of texts, its names limited by ``accepts``."""
        table = self.table(name, needed=needed)
        for key in table._values:  # noqa: SLF001 - its own kind
            if accepts is not None and not accepts(key):
                self.report.add((*table.place, key), f'the field "{key}" in [{name}] is not known: expected {wanted}')
        return {key: table.text(key) for key in table._values}  # noqa: SLF001

    def table(self, name: str, *, needed: bool = True) -> Fields:
        """Take a table."""
        values = self._take(name, dict, {}, f"a table, as in [{name}]", needed=needed)
        return Fields(values or {}, (*self.place, name), self.report)

    def tables(self, name: str, *, needed: bool = True) -> list[Fields]:
        """Take a list of tables."""
        wanted = f"tables, each under [[{name}]]"
        values = self._take(name, list, [], wanted, needed=needed) or []
        if not all(isinstance(value, dict) for value in values):
            self._wrong(name, "is not right", wanted)
            return []
        return [Fields(value, (*self.place, name, index), self.report) for index, value in enumerate(values)]

    def each(self) -> list[tuple[str, Fields]]:
        """Take everything as tables by their names."""
        return [(name, self.table(name)) for name in self._values]

    def finish(self) -> None:
        """Report the fields that nobody took."""
        if self._values.keys() <= self._known:
            return
        known = ", ".join(sorted(self._known))
        for name in self._values:
            if name not in self._known:
                self._wrong(name, "is not known here", f"one of: {known}")

    def _take(self, name: str, kind: type[Value], default: Value, wanted: str, *, needed: bool) -> Value | None:
        """Return a field's value; the default when it is missing, ``None`` when it is of a wrong kind."""
        self._known.add(name)
        if name not in self._values:
            if needed:
                self.report.add(self.place, f'the field "{name}" is missing: expected {wanted}')
            return default
        value = self._values[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            self._wrong(name, "is of the wrong kind", wanted)
            return None
        return value

    def _wrong(self, name: str, what: str, wanted: str) -> None:
        self.report.add((*self.place, name), f'the field "{name}" {what}: expected {wanted}')
