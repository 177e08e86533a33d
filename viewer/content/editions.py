"""Whether the editions of a topic in its languages are built alike."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from viewer.content.blocks import Section, plain_text, walk
from viewer.content.errors import Problem
from viewer.content.pages import split_front_matter
from viewer.content.toml import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.content.topics import Page, Topic


def edition_problems(topic: Topic) -> Iterator[Problem]:
    """Yield each page whose headings, roles or sources differ from those of the topic's first language, once.

    Args:
        topic: The topic, whole.
    """
    first, *others = topic.languages
    for entry in topic.entries:
        wanted = topic.page(entry.id, first)
        for language in others:
            page = topic.page(entry.id, language)
            yield from _differences(wanted, page)
            if set(page.sources) != set(wanted.sources):
                message = f"the sources are not those of {wanted.file}: expected the same ids"
                yield Problem(page.file, line_of(page.data, "sources ="), message)


def _differences(wanted: Page, page: Page) -> Iterator[Problem]:
    headings = [section for section in _headed(page) if section.heading is not None]
    for ours, theirs in zip_longest(_headed(page), _headed(wanted)):
        if ours is not None and theirs is not None and _level_and_role(ours) == _level_and_role(theirs):
            continue
        there = f'"{_heading_line(theirs)}"' if theirs is not None else "nothing"
        here = f'the heading "{_heading_line(ours)}"' if ours is not None else "the end of the page"
        line = _heading_lines(page)[headings.index(ours)] if ours is not None and ours.heading is not None else 0
        message = f"{here} stands where {wanted.file} has {there}: expected the same levels and {{#roles}}"
        yield Problem(page.file, line, message)
        return


def _headed(page: Page) -> list[Section]:
    return [block for block in walk(page.sections) if isinstance(block, Section)]


def _heading_lines(page: Page) -> list[int]:
    """Return the lines of a page's headings; what begins with # is a heading, or the page would be refused."""
    parts = split_front_matter(page.data.decode().replace("\r\n", "\n"), page.file)
    lines = enumerate(parts.body.split("\n"), parts.body_line)
    return [number for number, line in lines if line.lstrip().startswith("#")]


def _level_and_role(section: Section) -> tuple[int, str]:
    return (section.heading.level if section.heading is not None else 0, section.role)


def _words(section: Section) -> str:
    return plain_text(section.heading.children) if section.heading is not None else ""


def _heading_line(section: Section) -> str:
    """Return a heading as the file has it."""
    level, role = _level_and_role(section)
    return f"{'#' * level} {_words(section)}{f' {{#{role}}}' if role else ''}".strip()
