"""A page in one language: its file cut in two, its front matter, and the text when it is asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError, Problem
from viewer.content.fields import ID_WANTED, Report, is_id
from viewer.content.record import Record
from viewer.content.toml import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.content.blocks import Section
    from viewer.content.header import PageEntry

_FENCE = "---"


class Head(Record):
    """What a page's front matter says, in one language; enough for the buttons that lead to it.

    Attributes:
        id: The page's id, the same in every language.
        kind: One of :data:`viewer.content.header.KINDS`.
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


class Page(Head):
    """One page in one language: what :class:`Head` says, and the text.

    Attributes:
        sections: What the page says.
        data: The file's bytes.
    """

    sections: tuple[Section, ...]
    data: bytes


class FrontMatter(NamedTuple):
    """A page's file cut in two, with the line on which each part begins."""

    front: str
    front_line: int
    body: str
    body_line: int


def split_front_matter(text: str, file: str) -> FrontMatter:
    """Cut a page's file into the TOML between its two ``---`` lines and the Markdown after them.

    Args:
        text: The whole file.
        file: Its name, for messages.

    Raises:
        ContentError: The two lines are not there.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ContentError([Problem(file, 1, "the front matter is missing: expected a line --- at the very beginning")])
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        message = "the front matter does not end: expected a second line --- after its last field"
        raise ContentError([Problem(file, 1, message)])
    return FrontMatter("\n".join(lines[1:end]) + "\n", 2, "\n".join(lines[end + 1 :]), end + 2)


def read_head(data: bytes, file: str, entry: PageEntry, language: str) -> Head:
    """Return what a page's front matter says, without a look at the text.

    Args:
        data: The page's file.
        file: Its name.
        entry: The page.
        language: Its language.

    Raises:
        ContentError: It holds all that is wrong with the front matter.
    """
    parts = split_front_matter(decode(data, file), file)
    return _head(parts, file, entry, language)


def read_page(data: bytes, file: str, entry: PageEntry, language: str) -> Page:
    """Return a page whole; the arguments are those of :func:`read_head`.

    Raises:
        ContentError: It holds all that is wrong with the file.
    """
    from viewer.content.markup import parse_page_body

    parts = split_front_matter(decode(data, file), file)
    problems: list[Problem] = []
    try:
        head = _head(parts, file, entry, language)
    except ContentError as error:
        problems += error.problems
    try:
        sections = parse_page_body(parts.body, file, parts.body_line)
    except ContentError as error:
        problems += error.problems
    if problems:
        raise ContentError(problems)
    return make_page(head, sections, data)


def make_page(head: Head, sections: tuple[Section, ...], data: bytes) -> Page:
    """Return the page of a front matter and a text.

    Args:
        head: What the front matter says; a whole page serves, too, as another thread may have read it meanwhile.
        sections: What the text says.
        data: The file's bytes.
    """
    said = {name: getattr(head, name) for name in Head._fields}
    return Page(**said, sections=sections, data=data)


def _head(parts: FrontMatter, file: str, entry: PageEntry, language: str) -> Head:
    """Return what the front matter says, or refuse it with all that is wrong in it."""
    report = Report(parts.front, file, parts.front_line)
    given = report.fields()
    is_step = entry.kind == "step"
    title = given.text("title")
    term = given.text("term", needed=is_step)
    head = Head(
        id=entry.id,
        kind=entry.kind,
        language=language,
        title=title,
        button=given.text("button", needed=False) or title,
        term=term,
        say=given.text("say", needed=bool(term)),
        summary=given.text("summary"),
        picture=given.text("picture", needed=is_step),
        caption=given.text("caption", needed=is_step),
        labels=MappingProxyType(given.texts("labels", needed=False, wanted=ID_WANTED, accepts=is_id)),
        allow=MappingProxyType(given.texts("allow", needed=False)),
        sources=given.ids("sources"),
        file=file,
    )
    given.text("made_from", needed=False)  # For viewer.content.stale; nobody needs it to show the page.
    given.finish()
    report.finish()
    return head
