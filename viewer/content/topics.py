"""A topic as the rest of the program sees it, and how it is read from a folder or a zip.

:func:`open_topic` reads what the first screen needs and each page when it is asked for; :func:`load_topic` reads and
checks everything. Both give a :class:`Topic`, and both refuse what they read when it is wrong, with file and line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from viewer.content.archive import invisible, name_problem, open_files, read_files
from viewer.content.drawing import VIEW_BOX, Drawing, read_drawing
from viewer.content.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from viewer.content.blocks import Inline, Section

FORMAT = 1
"""The version of the topic format that this program reads."""

KINDS = ("overview", "step", "page")
"""What a page can be: the first one, a numbered step, or any other."""

TOPIC_FILE = "topic.toml"
GLOSSARY_FILE = "glossary.toml"
THEMES = ("dark", "high-contrast")
"""The themes that may exchange colors of the picture."""

_READ = ("live", "copy", "secondary")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")

_ID_WANTED = "small letters, digits and -, beginning with a letter"
_LANGUAGE_WANTED = 'a language such as "en" or "pt-BR"'
_COLOR_WANTED = 'a color such as "#8a4aa3"'
_NAME_WANTED = "the name of a file in the topic's folder"

Value = TypeVar("Value")
Accepts = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from.

    Attributes:
        id: Its id, the same in every language.
        publisher: Who stands behind it ("National Cancer Institute").
        title: Its title.
        address: Its web address.
        read: How it was read: ``"live"``, ``"copy"`` or ``"secondary"``.
        checked: The day on which it was read.
        year: Year of publication or review as the source gives it; ``""`` when it gives none.
        note: A short remark for reviewers; may be empty.
    """

    id: str
    publisher: str
    title: str
    address: str
    read: str
    checked: dt.date
    year: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary.

    Attributes:
        id: Its id, the same in every language.
        term: The word.
        say: How to say it; may be empty.
        meaning: What it means, in plain words.
        sources: The ids of the sources that say so.
    """

    id: str
    term: str
    say: str
    meaning: tuple[Inline, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as ``topic.toml`` lists it: its id and its kind, one of :data:`KINDS`."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's front matter says, in one language; enough for the buttons that lead to it.

    Attributes:
        id: The page's id, the same in every language.
        kind: One of :data:`KINDS`.
        language: The language, as in ``"es"``.
        title: The heading over the page.
        button: The short name on the button that leads here; the title where the page gives none.
        term: The medical word; ``""`` when there is none.
        say: How to say it; ``""`` when there is no term.
        summary: The page in one line.
        picture: What the close-up shows, for those who cannot see it; ``""`` when there is none.
        caption: The short words under the close-up.
        labels: Words written in the close-up, by the name of their place in the picture.
        allow: Phrases that the wording check lets pass, each with the reason.
        sources: The ids of the sources that the page rests on.
        file: The page's file inside the topic.
    """

    id: str
    kind: str
    language: str
    title: str
    button: str
    term: str
    say: str
    summary: str
    picture: str
    caption: str
    labels: Mapping[str, str]
    allow: Mapping[str, str]
    sources: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Page(Head):
    """One page in one language: what :class:`Head` says, and the text.

    Attributes:
        sections: What the page says.
        digest: SHA-256 of the file's bytes, in hexadecimal; a review is bound to it.
    """

    sections: tuple[Section, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class _Header:
    """What ``topic.toml`` says."""

    id: str
    version: str
    date: dt.date
    diagram: str
    titles: Mapping[str, str]
    pictures: Mapping[str, str]
    keys: Mapping[str, str]
    pages: tuple[PageEntry, ...]
    sources: Mapping[str, Source]
    colors: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """One topic: its pages, its words, its sources and its picture, in all its languages.

    Made by :func:`open_topic` and :func:`load_topic`.

    Attributes:
        drawing: Where things are in the picture.
        diagram: The picture itself, SVG.
        files: Every file of the topic by its name.
    """

    drawing: Drawing
    diagram: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    _header: _Header = field(repr=False)
    _pages: dict[tuple[str, str], Page] = field(default_factory=dict, init=False, repr=False)
    _heads: dict[tuple[str, str], Head] = field(default_factory=dict, init=False, repr=False)
    _words: dict[str, Mapping[str, Word]] = field(default_factory=dict, init=False, repr=False)

    @property
    def id(self) -> str:
        """The topic's id."""
        return self._header.id

    @property
    def version(self) -> str:
        """The version of the content."""
        return self._header.version

    @property
    def date(self) -> dt.date:
        """The date of the content."""
        return self._header.date

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order in which they are offered."""
        return tuple(self._header.titles)

    @property
    def pages(self) -> tuple[PageEntry, ...]:
        """The pages in their order, the overview first."""
        return self._header.pages

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the step pages, in their order."""
        return tuple(entry.id for entry in self._header.pages if entry.kind == "step")

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by their ids, in the order of ``topic.toml``."""
        return self._header.sources

    def colors(self, theme: str) -> Mapping[str, str]:
        """Return which colors of the picture a theme exchanges, old to new; none for a theme without any."""
        return self._header.colors.get(theme, MappingProxyType({}))

    def title(self, language: str) -> str:
        """Return the topic's title; like all that takes a language, ContentError where the topic has it not."""
        return self._header.titles[self._known(language)]

    def picture(self, language: str) -> str:
        """Return what the whole picture shows, for those who cannot see it."""
        return self._header.pictures[self._known(language)]

    def key(self, language: str) -> str:
        """Return the line under the picture."""
        return self._header.keys[self._known(language)]

    def page(self, page_id: str, language: str) -> Page:
        """Return a page, read when it is first asked for.

        Raises:
            ContentError: The page is missing or wrong.
        """
        wanted = (page_id, self._known(language))
        if wanted not in self._pages:
            entry = self._entry(page_id)
            name = f"{language}/{page_id}.md"
            page = _read_page(self.file(name), name, entry, language)
            _require_sources(page, self.sources, self.file(name))
            self._pages[wanted] = page
        return self._pages[wanted]

    def head(self, page_id: str, language: str) -> Head:
        """Return what a page's front matter says, without parsing its text.

        Raises:
            ContentError: The page is missing, or its front matter is wrong.
        """
        wanted = (page_id, self._known(language))
        if wanted in self._pages:
            return self._pages[wanted]
        if wanted not in self._heads:
            entry = self._entry(page_id)
            name = f"{language}/{page_id}.md"
            self._heads[wanted] = _read_head(decode(self.file(name), name), name, entry, language)
        return self._heads[wanted]

    def words(self, language: str) -> Mapping[str, Word]:
        """Return the glossary by the ids of its words, read when it is first asked for.

        Raises:
            ContentError: The glossary is missing or wrong.
        """
        if self._known(language) not in self._words:
            name = f"{language}/{GLOSSARY_FILE}"
            self._words[language] = _read_words(self.file(name), name)
        return self._words[language]

    def file(self, name: str) -> bytes:
        """Return the bytes of one of the topic's files, such as ``"biopsy.svg"``.

        Raises:
            ContentError: There is no such file in the topic, or it is refused.
        """
        try:
            return self.files[name]
        except KeyError:
            raise ContentError([Problem(name, 0, "this file is missing: put it into the topic's folder")]) from None

    def _entry(self, page_id: str) -> PageEntry:
        for entry in self.pages:
            if entry.id == page_id:
                return entry
        raise ContentError([Problem(TOPIC_FILE, 0, f'there is no page "{page_id}": expected an id from [[pages]]')])

    def _known(self, language: str) -> str:
        if language not in self._header.titles:
            raise ContentError(
                [Problem(TOPIC_FILE, 0, f'the topic has no language "{language}": expected one from [title]')]
            )
        return language


def open_topic(path: Path) -> Topic:
    """Open a topic for showing: ``topic.toml`` and the picture are read now, all else when it is asked for.

    Args:
        path: The topic's folder, or a zip of it.

    Returns:
        The topic. Its pages and words may still turn out to be wrong when they are asked for.

    Raises:
        ContentError: There is no such topic, or ``topic.toml`` or the picture is wrong.
    """
    topic, problems = _open(open_files(path), path)
    if problems:
        raise ContentError(problems)
    return topic


def load_topic(path: Path) -> Topic:
    """Read a topic whole, with every page in every language, and check that its parts fit together.

    Args:
        path: The topic's folder, or a zip of it.

    Returns:
        The topic, complete.

    Raises:
        ContentError: Anything at all is wrong; it holds everything that was found.
    """
    from viewer.content.check import find_problems

    topic, problems = _open(read_files(path), path)
    problems += find_problems(topic)
    if problems:
        raise ContentError(problems)
    return topic


def _open(files: Mapping[str, bytes], path: Path) -> tuple[Topic, list[Problem]]:
    """Read the header and the picture of a topic; a wrong picture leaves the topic without places, and problems."""
    if TOPIC_FILE not in files:
        message = f"this is no topic: a topic's folder or zip holds a file {TOPIC_FILE}"
        raise ContentError([Problem(str(path), 0, message)])
    header = _read_header(files[TOPIC_FILE], TOPIC_FILE)
    diagram, drawing = b"", Drawing(VIEW_BOX, {}, {}, frozenset())
    problems: list[Problem] = []
    if header.diagram not in files:
        line = line_of(files[TOPIC_FILE], f'"{header.diagram}"')
        message = f'the picture "{header.diagram}" is missing: put it into the topic\'s folder'
        problems.append(Problem(TOPIC_FILE, line, message))
    else:
        diagram = files[header.diagram]
        try:
            drawing = read_drawing(diagram, header.diagram)
            problems += _place_problems(header, drawing)
        except ContentError as error:
            problems += error.problems
    return Topic(drawing, diagram, files, header), problems


def _place_problems(header: _Header, drawing: Drawing) -> Iterator[Problem]:
    """Yield each step that has no place in the picture, and each but the first that has no way to it."""
    steps = [entry.id for entry in header.pages if entry.kind == "step"]
    for step in steps:
        if step not in drawing.steps:
            message = f'step "{step}" has no place: expected step-{step}, badge-{step} and closeup-{step}'
            yield Problem(header.diagram, 0, message)
        elif step != steps[0] and not drawing.steps[step].path:
            yield Problem(header.diagram, 0, f'the way to step "{step}" is missing: expected path-{step}')


# Text and TOML, with lines


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


def _parse_toml(text: str, file: str, first_line: int = 1) -> dict[str, object]:
    """Return what a TOML text holds, or refuse it with the line of the fault."""
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


_TOML_LINE = re.compile(
    r"\s*(?:(?P<array>\[\[)|(?P<table>\[))?\s*"
    r"(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*(?P<end>\]|=)"
)
_TOML_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


def _toml_lines(text: str, first_line: int) -> dict[tuple[str | int, ...], int]:
    """Return on which line each field and each table of a valid TOML text begins."""
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    closing = ""
    for number, line in enumerate(text.split("\n"), first_line):
        if closing:
            closing = "" if closing in line else closing
            continue
        found = _TOML_LINE.match(line)
        if found is None:
            continue
        path: tuple[str | int, ...] = tuple(part.strip("\"'") for part in _TOML_PART.findall(found["name"]))
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
            rest = line[found.end() :].strip()
            closing = next((mark for mark in ('"""', "'''") if rest.startswith(mark) and mark not in rest[3:]), "")
    return lines


class _Report:
    """Collects what is wrong with one TOML text, each with its line."""

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._first_line = first_line
        self._text = text
        self._lines: dict[tuple[str | int, ...], int] | None = None

    def line(self, place: tuple[str | int, ...]) -> int:
        """Return the line of a field, or of the closest table around it."""
        if self._lines is None:
            self._lines = _toml_lines(self._text, self._first_line)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, self._first_line)

    def add(self, place: tuple[str | int, ...], message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, self.line(place), message))

    def finish(self) -> None:
        """Refuse the text when anything was noted."""
        if self.problems:
            raise ContentError(self.problems)


class _Fields:
    """One table of a TOML text, whose fields are taken one by one; what is left over is unknown."""

    def __init__(self, values: Mapping[str, object], place: tuple[str | int, ...], report: _Report) -> None:
        self.place = place
        self.report = report
        self._values = dict(values)
        self._known: list[str] = []

    def text(self, name: str, *, needed: bool = True, wanted: str = "", accepts: Accepts | None = None) -> str:
        """Take a text that is not blank, its lines joined; ``""`` when there is none."""
        value = self._take(name, str, "", 'words in quotes, as in "…"', needed=needed)
        if name in self._values and value is not None:
            if not value.strip():
                self._wrong(name, "is empty", wanted or "words")
            elif accepts is not None and not accepts(value):
                self._wrong(name, f'is "{value}"', wanted)
            elif bad := invisible(value):
                self._wrong(name, f"holds an invisible character (U+{ord(bad):04X})", "plain words")
        return _LINE_BREAK.sub(" ", (value or "").strip())

    def day(self, name: str) -> dt.date:
        """Take a date."""
        value = self._take(name, dt.date, dt.date.min, "a date without quotes, as in 2026-11-23", needed=True)
        if isinstance(value, dt.datetime):
            self._wrong(name, "has a time of day", "a date without quotes, as in 2026-11-23")
        return value or dt.date.min

    def number(self, name: str) -> int:
        """Take a whole number."""
        return self._take(name, int, 0, "a whole number without quotes, as in 1", needed=True) or 0

    def ids(self, name: str) -> tuple[str, ...]:
        """Take a list of at least one id, each once."""
        wanted = 'a list of at least one id, as in ["nci-metastasis"]'
        values = self._take(name, list, [], wanted, needed=True)
        if values is None or name not in self._values:
            return ()
        ids = [value for value in values if isinstance(value, str) and _ID.fullmatch(value)]
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

    def table(self, name: str, *, needed: bool = True) -> _Fields:
        """Take a table."""
        values = self._take(name, dict, {}, f"a table, as in [{name}]", needed=needed)
        return _Fields(values or {}, (*self.place, name), self.report)

    def tables(self, name: str, *, needed: bool = True) -> list[_Fields]:
        """Take a list of tables."""
        wanted = f"tables, each under [[{name}]]"
        values = self._take(name, list, [], wanted, needed=needed) or []
        if not all(isinstance(value, dict) for value in values):
            self._wrong(name, "is not right", wanted)
            return []
        return [_Fields(value, (*self.place, name, index), self.report) for index, value in enumerate(values)]

    def each(self) -> list[tuple[str, _Fields]]:
        """Take everything as tables by their names."""
        return [(name, self.table(name)) for name in self._values]

    def finish(self) -> None:
        """Report the fields that nobody took."""
        for name in self._values:
            if name not in self._known:
                known = ", ".join(sorted(self._known))
                self._wrong(name, "is not known here", f"one of: {known}")

    def _take(self, name: str, kind: type[Value], default: Value, wanted: str, *, needed: bool) -> Value | None:
        """Return a field's value; the default when it is missing, ``None`` when it is of a wrong kind."""
        self._known.append(name)
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


# topic.toml


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _is_color(text: str) -> bool:
    return _COLOR.fullmatch(text) is not None


def _is_language(text: str) -> bool:
    return _LANGUAGE.fullmatch(text) is not None


def _read_header(data: bytes, file: str) -> _Header:
    """Return what ``topic.toml`` says, or refuse it with all that is wrong."""
    text = decode(data, file)
    report = _Report(text, file)
    fields = _Fields(_parse_toml(text, file), (), report)
    version = fields.number("format")
    if version != FORMAT and not report.problems:
        report.add(("format",), f"the topic is written in format {version}: this program reads format {FORMAT}")
        report.finish()
    titles = fields.texts("title", wanted=_LANGUAGE_WANTED, accepts=_is_language)
    header = _Header(
        id=fields.text("id", wanted=_ID_WANTED, accepts=_is_id),
        version=fields.text("version"),
        date=fields.day("date"),
        diagram=fields.text("diagram", wanted=_NAME_WANTED, accepts=lambda name: not name_problem(name)),
        titles=MappingProxyType(titles),
        pictures=MappingProxyType(_per_language(fields, "picture", titles)),
        keys=MappingProxyType(_per_language(fields, "key", titles)),
        pages=_read_entries(fields),
        sources=MappingProxyType(_read_sources(fields)),
        colors=MappingProxyType(_read_colors(fields)),
    )
    if not titles:
        report.add(("title",), '[title] is empty: expected the title in at least one language, as in en = "…"')
    fields.finish()
    report.finish()
    return header


def _per_language(fields: _Fields, name: str, titles: Iterable[str]) -> dict[str, str]:
    """Take a table that has one text for each language of ``[title]``."""
    texts = fields.texts(name, wanted="one of the languages of [title]", accepts=lambda key: key in titles)
    for language in titles:
        if language not in texts:
            fields.report.add((name,), f'the language "{language}" is missing in [{name}]: expected {language} = "…"')
    return texts


def _read_entries(fields: _Fields) -> tuple[PageEntry, ...]:
    """Take the list of pages."""
    entries: list[PageEntry] = []
    for table in fields.tables("pages"):
        entry = PageEntry(
            table.text("id", wanted=_ID_WANTED, accepts=_is_id),
            table.text("kind", wanted='"overview", "step" or "page"', accepts=KINDS.__contains__),
        )
        table.finish()
        if entry.id and entry.id in {known.id for known in entries}:
            fields.report.add((*table.place, "id"), f'there are two pages "{entry.id}": expected each id once')
        if (entry.kind == "overview") != (not entries) and entry.kind in KINDS:
            message = 'expected exactly one page of the kind "overview", and it comes first'
            fields.report.add((*table.place, "kind"), message)
        entries.append(entry)
    return tuple(entries)


def _read_sources(fields: _Fields) -> dict[str, Source]:
    """Take the list of sources."""
    sources: dict[str, Source] = {}
    for table in fields.tables("sources", needed=False):
        source = Source(
            id=table.text("id", wanted=_ID_WANTED, accepts=_is_id),
            publisher=table.text("publisher"),
            title=table.text("title"),
            address=table.text(
                "address",
                wanted="a web address that begins with https:// or http://",
                accepts=re.compile(r"https?://[^\s/]+\S*").fullmatch,  # type: ignore[arg-type]
            ),
            read=table.text("read", wanted='"live", "copy" or "secondary"', accepts=_READ.__contains__),
            checked=table.day("checked"),
            year=table.text("year", needed=False),
            note=table.text("note", needed=False),
        )
        table.finish()
        if source.id and source.id in sources:
            fields.report.add((*table.place, "id"), f'there are two sources "{source.id}": expected each id once')
        sources[source.id] = source
    return sources


def _read_colors(fields: _Fields) -> dict[str, Mapping[str, str]]:
    """Take the colors that themes exchange."""
    colors: dict[str, Mapping[str, str]] = {}
    tables = fields.table("colors", needed=False)
    for theme in THEMES:
        pairs = tables.texts(theme, needed=False, wanted=_COLOR_WANTED, accepts=_is_color)
        for old, new in pairs.items():
            if not _is_color(new):
                fields.report.add(("colors", theme, old), f'the new color is "{new}": expected {_COLOR_WANTED}')
        colors[theme] = MappingProxyType(pairs)
    tables.finish()
    return colors


# Pages and words


def _read_head(text: str, file: str, entry: PageEntry, language: str) -> Head:
    """Return a page's front matter, or refuse it with all that is wrong in it."""
    from viewer.content.markup import split_front_matter

    parts = split_front_matter(text, file)
    report = _Report(parts.front, file, parts.front_line)
    fields = _Fields(_parse_toml(parts.front, file, parts.front_line), (), report)
    is_step = entry.kind == "step"
    title = fields.text("title")
    term = fields.text("term", needed=is_step)
    head = Head(
        id=entry.id,
        kind=entry.kind,
        language=language,
        title=title,
        button=fields.text("button", needed=False) or title,
        term=term,
        say=fields.text("say", needed=bool(term)),
        summary=fields.text("summary"),
        picture=fields.text("picture", needed=is_step),
        caption=fields.text("caption", needed=is_step),
        labels=MappingProxyType(fields.texts("labels", needed=False, wanted=_ID_WANTED, accepts=_is_id)),
        allow=MappingProxyType(fields.texts("allow", needed=False)),
        sources=fields.ids("sources"),
        file=file,
    )
    fields.finish()
    report.finish()
    return head


def _read_page(data: bytes, file: str, entry: PageEntry, language: str) -> Page:
    """Return a page, or refuse it with all that is wrong in its file."""
    from hashlib import sha256

    from viewer.content.markup import parse_page_body, split_front_matter

    text = decode(data, file)
    parts = split_front_matter(text, file)
    problems: list[Problem] = []
    try:
        head = _read_head(text, file, entry, language)
    except ContentError as error:
        problems += error.problems
    try:
        sections = parse_page_body(parts.body, file, parts.body_line)
    except ContentError as error:
        problems += error.problems
    if problems:
        raise ContentError(problems)
    said = {each.name: getattr(head, each.name) for each in dataclass_fields(Head)}
    return Page(**said, sections=sections, digest=sha256(data).hexdigest())


def _read_words(data: bytes, file: str) -> Mapping[str, Word]:
    """Return the words of a glossary, or refuse it with all that is wrong in its file."""
    from viewer.content.markup import parse_inline

    text = decode(data, file)
    report = _Report(text, file)
    words: dict[str, Word] = {}
    for word_id, fields in _Fields(_parse_toml(text, file), (), report).each():
        if not _is_id(word_id):
            report.add((word_id,), f'the id "{word_id}" is not right: expected {_ID_WANTED}')
        term, say = fields.text("term"), fields.text("say", needed=False)
        meaning: tuple[Inline, ...] = ()
        try:
            meaning = parse_inline(fields.text("meaning"), file, report.line((word_id, "meaning")))
        except ContentError as error:
            report.problems += error.problems
        words[word_id] = Word(word_id, term, say, meaning, fields.ids("sources"))
        fields.finish()
    report.finish()
    return MappingProxyType(words)


def _require_sources(page: Page, sources: Mapping[str, Source], data: bytes) -> None:
    """Refuse a page that names a source which the topic does not have."""
    problems = [
        Problem(
            page.file,
            line_of(data, f'"{source}"'),
            f'there is no source "{source}": expected an id from [[sources]] of {TOPIC_FILE}',
        )
        for source in page.sources
        if source not in sources
    ]
    if problems:
        raise ContentError(problems)
