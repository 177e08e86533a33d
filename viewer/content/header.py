"""What ``topic.toml`` says: the order and kind of the pages, the sources, titles and colors."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from viewer.content.archive import name_problem
from viewer.content.fields import ID_WANTED, Report, is_id
from viewer.content.record import Record
from viewer.content.toml import decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from viewer.content.fields import Fields

FORMAT = 1
"""The version of the topic format that this program reads."""

KINDS = ("overview", "step", "page", "questions", "words", "sources", "sheet")
"""What a page can be: the first one, a numbered step, any other, or one that gathers from the others."""

TOPIC_FILE = "topic.toml"
THEMES = ("dark", "high-contrast")
"""The themes that may exchange colors of the picture."""

_KIND_WANTED = '"overview", "step", "page", "questions", "words" or "sources"'
_READ = ("live", "copy", "secondary")
_LANGUAGE_WANTED = 'a language such as "en" or "pt-BR"'
_COLOR_WANTED = 'a color such as "#8a4aa3"'
_ADDRESS_WANTED = "a web address that begins with https:// or http://"


class Source(Record):
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


class PageEntry(Record):
    """A page as ``topic.toml`` lists it.

    Attributes:
        id: Its id.
        kind: One of :data:`KINDS`.
        more: Whether it stands behind the button "More pages", not in the row of buttons.
        urgent: Whether its button stays in sight also where only a few have room.
    """

    id: str
    kind: str
    more: bool = False
    urgent: bool = False


class Header(Record):
    """What ``topic.toml`` says.

    Attributes:
        id: The topic's id.
        version: The version of the content.
        date: The date of the content.
        diagram: The name of the picture's file.
        titles: The topic's title in each language.
        pictures: What the picture shows, in each language.
        keys: The line under the picture, in each language.
        pages: The pages in their order.
        sources: The sources by their ids.
        colors: The colors that each theme exchanges, old to new.
    """

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


def read_header(data: bytes, file: str) -> Header:
    """Return what ``topic.toml`` says.

    Raises:
        ContentError: It holds all that is wrong with the file.
    """
    report = Report(decode(data, file), file)
    fields = report.fields()
    version = fields.number("format")
    if version != FORMAT and not report.problems:
        report.add(("format",), f"the topic is written in format {version}: this program reads format {FORMAT}")
        report.finish()
    titles = fields.texts("title", wanted=_LANGUAGE_WANTED, accepts=_is_language)
    header = Header(
        id=fields.text("id", wanted=ID_WANTED, accepts=is_id),
        version=fields.text("version"),
        date=fields.day("date"),
        diagram=fields.text("diagram", wanted="the name of a file in the topic's folder", accepts=_is_name),
        titles=MappingProxyType(titles),
        pictures=MappingProxyType(_per_language(fields, "picture", titles)),
        keys=MappingProxyType(_per_language(fields, "key", titles)),
        pages=_read_entries(fields),
        sources=MappingProxyType(_read_sources(fields)),
        colors=MappingProxyType(_read_colors(fields)),
    )
    # For viewer.content.stale; nobody needs it to show the topic.
    fields.texts("glossary_made_from", needed=False, wanted=_LANGUAGE_WANTED, accepts=_is_language)
    if not titles:
        report.add(("title",), '[title] is empty: expected the title in at least one language, as in en = "…"')
    fields.finish()
    report.finish()
    return header


def _is_name(name: str) -> bool:
    return not name_problem(name)


def _is_language(text: str) -> bool:
    first, *others = text.split("-")
    right = text.isascii() and first.isalpha() and first == first.lower() and 2 <= len(first) <= 3
    return right and all(part.isalnum() and 2 <= len(part) <= 8 for part in others)


def _is_color(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and not text[1:].strip("0123456789abcdefABCDEF")


def _is_address(text: str) -> bool:
    _, _, place = text.partition("://")
    return text.startswith(("https://", "http://")) and text.split() == [text] and place[:1] not in {"", "/"}


def _per_language(fields: Fields, name: str, titles: Iterable[str]) -> dict[str, str]:
    """Take a table that has one text for each language of ``[title]``."""
    texts = fields.texts(name, wanted="one of the languages of [title]", accepts=lambda key: key in titles)
    for language in titles:
        if language not in texts:
            fields.report.add((name,), f'the language "{language}" is missing in [{name}]: expected {language} = "…"')
    return texts


def _read_entries(fields: Fields) -> tuple[PageEntry, ...]:
    """Take the list of pages."""
    entries: list[PageEntry] = []
    for table in fields.tables("pages"):
        entry = PageEntry(
            table.text("id", wanted=ID_WANTED, accepts=is_id),
            table.text("kind", wanted=_KIND_WANTED, accepts=KINDS.__contains__),
            table.flag("more"),
            table.flag("urgent"),
        )
        table.finish()
        if entry.id and entry.id in {known.id for known in entries}:
            fields.report.add((*table.place, "id"), f'there are two pages "{entry.id}": expected each id once')
        if (entry.kind == "overview") != (not entries) and entry.kind in KINDS:
            message = 'expected exactly one page of the kind "overview", and it comes first'
            fields.report.add((*table.place, "kind"), message)
        if entry.kind in KINDS[3:] and entry.kind in {known.kind for known in entries}:
            fields.report.add((*table.place, "kind"), f'there are two pages of the kind "{entry.kind}": expected one')
        entries.append(entry)
    if not entries:
        fields.report.add(("pages",), 'there is no page: expected at least one [[pages]], of the kind "overview"')
    return tuple(entries)


def _read_sources(fields: Fields) -> dict[str, Source]:
    """Take the list of sources."""
    sources: dict[str, Source] = {}
    for table in fields.tables("sources", needed=False):
        source = Source(
            id=table.text("id", wanted=ID_WANTED, accepts=is_id),
            publisher=table.text("publisher"),
            title=table.text("title"),
            address=table.text("address", wanted=_ADDRESS_WANTED, accepts=_is_address),
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


def _read_colors(fields: Fields) -> dict[str, Mapping[str, str]]:
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
