"""Whether a topic is complete and its parts fit together; what editors run before they hand a topic on."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import Figure, List, Paragraph, Section, links, links_in, walk
from viewer.content.drawing import check_picture, read_figure
from viewer.content.errors import ContentError, Problem
from viewer.content.fonts import font_problems, topic_font_problems
from viewer.content.glossary import GLOSSARY_FILE
from viewer.content.header import THEMES, TOPIC_FILE
from viewer.content.reviews import REVIEWS_FILE, review_problems
from viewer.content.stale import stale_translations
from viewer.content.toml import line_of
from viewer.content.topics import Page, Topic, Word, load_topic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from viewer.content.blocks import Block, Link
    from viewer.content.limits import Score

STEP_ROLES = ("short", "means", "good", "ask")
"""The sections that every step page has."""


def check_topic(
    path: Path, fonts: Sequence[Path] = (), *, more_reviews: Path | None = None, today: dt.date | None = None
) -> list[Problem]:
    """Return what is wrong with a topic, sorted by file and line; empty when all is well.

    Args:
        path: The topic's folder, or a zip of it.
        fonts: TTF files, all of which must have each character of the topic that the topic's own fonts lack; without
            any this is not looked at.
        more_reviews: A file of reviews beside the topic's own; it need not be there.
        today: The day to tell from whether a review is due; ``None`` takes the computer's.
    """
    return list(examine(path, fonts, more_reviews=more_reviews, today=today).problems)


class Examination(NamedTuple):
    """What a look at a topic found.

    Attributes:
        topic: The topic; ``None`` when it cannot be used.
        scores: How hard its pages are to read.
        problems: What is wrong, sorted by file and line.
    """

    topic: Topic | None
    scores: tuple[Score, ...]
    problems: tuple[Problem, ...]


def examine(
    path: Path, fonts: Sequence[Path] = (), *, more_reviews: Path | None = None, today: dt.date | None = None
) -> Examination:
    """Look at a topic as :func:`check_topic` does, and return the topic and its scores as well.

    A topic that cannot be used has neither, and only those problems are told.
    """
    from viewer.content.limits import judge

    try:
        topic = load_topic(path, more_reviews)
    except ContentError as error:
        return Examination(None, (), error.problems)
    judgment = judge(topic)
    reviews = review_problems(topic, more_reviews, today or date.today())
    damaged = {problem.file for problem in reviews} & {REVIEWS_FILE}
    files = {name: data for name, data in topic.files.items() if name not in damaged}
    problems = {*font_problems(files, fonts), *stale_translations(topic), *reviews, *judgment.problems}
    problems |= set(_unread_sources(topic, today or date.today()))
    return Examination(topic, judgment.scores, tuple(sorted(problems)))


def find_problems(topic: Topic) -> list[Problem]:
    """Read all pages and words of a topic and return what is wrong with them, and with how they fit together.

    Args:
        topic: The topic, with all its files.
    """
    problems: list[Problem] = []
    cited: set[str] = set()
    for language in topic.languages:
        pages, words, found = _read_language(topic, language)
        problems += found
        problems += [problem for page in pages for problem in _page_problems(topic, page)]
        astray = list(_link_problems(topic, pages, words))
        problems += astray
        cited |= {source for page in pages for source in page.sources}
        cited |= {source for word in (words or {}).values() for source in word.sources}
        cited |= {link.target for _, link in _links(pages, words or {}) if link.kind == "source"}
        # A word may seem unlinked only because a page could not be read, or because the link to it is misspelled.
        if words is not None and len(pages) == len(topic.entries) and not astray:
            problems += _unlinked_words(topic, language, pages, words)
    if not problems:
        problems += _uncited_sources(topic, cited)
    problems += _idle_colors(topic)
    problems += _stray_files(topic)
    problems += topic_font_problems(topic.files)
    for name in topic.files:
        problems += _picture_problems(topic, name)
    return problems


MARKS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
"""The first bytes of pictures: a file that is something else must not pass by its name."""


def _picture_problems(topic: Topic, name: str) -> list[Problem]:
    """Return what is wrong with a file that is named like a picture."""
    ending = name[name.rfind(".") :].lower()
    if ending == ".svg" and topic.files[name] is not topic.diagram:
        return check_picture(topic.files[name], name)
    if ending in MARKS and not topic.files[name].startswith(MARKS[ending]):
        return [Problem(name, 0, f"this is no {ending[1:].upper()} file: save the picture again in that format")]
    return []


def _read_language(topic: Topic, language: str) -> tuple[list[Page], Mapping[str, Word] | None, list[Problem]]:
    """Return the pages that can be read, the words if they can, and what is wrong with the others."""
    pages: list[Page] = []
    words: Mapping[str, Word] | None = None
    problems: list[Problem] = []
    for entry in topic.entries:
        try:
            pages.append(topic.page(entry.id, language))
        except ContentError as error:
            problems += error.problems
    try:
        words = topic.words(language)
    except ContentError as error:
        problems += error.problems
    return pages, words, problems


# One page


def _page_problems(topic: Topic, page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the parts of a page and with its labels."""
    data = topic.files[page.file]
    sections = [block for block in walk(page.sections) if isinstance(block, Section)]
    roles = [section.role for section in page.sections]
    if roles[:1] != ["short"]:
        message = "every page opens with the short version: expected a first section such as ## In short {#short}"
        yield Problem(page.file, 0, message)
    for role in STEP_ROLES if page.kind == "step" else ():
        if role not in roles:
            yield Problem(page.file, 0, f"a step page needs a section {{#{role}}}: write it as a ## heading")
    if page.kind == "step" and "good" in roles and roles[roles.index("good") + 1 :][:1] != ["ask"]:
        message = "the good fact comes right before the questions: expected {#good}, then {#ask}"
        yield Problem(page.file, line_of(data, "{#good}"), message)
    for section in sections:
        if section.role == "ask" and not _is_plain_list(section.blocks):
            message = "the questions are one plain list: expected lines that begin with -, one question each, no more"
            yield Problem(page.file, line_of(data, "{#ask}"), message)
    yield from _label_problems(topic, page)
    for block in walk(page.sections):
        if isinstance(block, Figure) and block.image and block.image not in topic.files:
            line = line_of(data, f"]({block.image}")
            yield Problem(page.file, line, f'the picture "{block.image}" is missing: put it into the topic\'s folder')


def _label_problems(topic: Topic, page: Page) -> Iterator[Problem]:
    """Yield each label of a page without a place in its pictures, and each place in a figure without words."""
    data = topic.files[page.file]
    places = set(topic.drawing.labels) if page.kind == "step" else set()
    for block in walk(page.sections):
        if isinstance(block, Figure) and block.image.lower().endswith(".svg") and block.image in topic.files:
            try:
                figure = read_figure(topic.files[block.image], block.image)
            except ContentError:
                return  # The picture's own problems are told.
            places |= figure.labels.keys()
            for name in figure.labels.keys() - page.labels.keys():
                message = f'"{block.image}" has a place for the label "{name}": write its words under [labels]'
                yield Problem(page.file, line_of(data, f"]({block.image}"), message)
    if page.kind == "step" and not topic.drawing.steps:
        return  # The diagram could not be read, and its problems are told.
    for name in page.labels:
        if name not in places:
            line = next(_lines_with(data, rf'^\s*"?{re.escape(name)}"?\s*='), 0)
            message = f'the label "{name}" has no place in the page\'s pictures: expected label-{name} in one of them'
            yield Problem(page.file, line, message)


def _is_plain_list(blocks: tuple[Block, ...]) -> bool:
    """Return whether blocks are one bullet list with one paragraph an item."""
    if len(blocks) != 1 or not isinstance(blocks[0], List) or blocks[0].ordered:
        return False
    return all(len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in blocks[0].items)


def _lines_with(data: bytes, pattern: str) -> Iterator[int]:
    """Yield the lines on which a pattern matches."""
    for number, line in enumerate(data.decode().splitlines(), 1):
        if re.search(pattern, line):
            yield number


# Links, words, sources


def _links(pages: Iterable[Page], words: Mapping[str, Word]) -> Iterator[tuple[Page | Word, Link]]:
    """Yield every link of the pages and of the words' meanings, with where it stands."""
    for page in pages:
        yield from ((page, link) for link in links(page.sections))
    for word in words.values():
        yield from ((word, link) for link in links_in(word.meaning))


def _link_problems(topic: Topic, pages: list[Page], words: Mapping[str, Word] | None) -> Iterator[Problem]:
    """Yield each link that leads nowhere, and each source that a word names in vain."""
    known = {
        "page": {entry.id for entry in topic.pages},
        "source": set(topic.sources),
        "glossary": set(words) if words is not None else None,
    }
    wanted = {"page": f"[[pages]] of {TOPIC_FILE}", "source": f"[[sources]] of {TOPIC_FILE}", "glossary": GLOSSARY_FILE}
    glossary = f"{pages[0].language}/{GLOSSARY_FILE}" if pages else GLOSSARY_FILE
    for home, link in _links(pages, words or {}):
        ids = known[link.kind]
        if ids is not None and link.target not in ids:
            file = home.file if isinstance(home, Page) else glossary
            line = line_of(topic.files[file], f"]({link.kind}:{link.target})")
            message = f"the link {link.kind}:{link.target} leads nowhere: expected an id from {wanted[link.kind]}"
            yield Problem(file, line, message)
    for word in (words or {}).values():
        for source in word.sources:
            if source not in topic.sources:
                line = line_of(topic.files[glossary], f'"{source}"')
                yield Problem(
                    glossary, line, f'there is no source "{source}": expected an id from [[sources]] of {TOPIC_FILE}'
                )


def _unlinked_words(topic: Topic, language: str, pages: list[Page], words: Mapping[str, Word]) -> Iterator[Problem]:
    """Yield each glossary word to which nothing leads."""
    linked = {
        link.target
        for home, link in _links(pages, words)
        if link.kind == "glossary" and not (isinstance(home, Word) and home.id == link.target)
    }
    file = f"{language}/{GLOSSARY_FILE}"
    for word in words:
        if word not in linked:
            line = next(_lines_with(topic.files[file], rf'^\s*\[\s*"?{re.escape(word)}"?\s*\]'), 0)
            yield Problem(
                file, line, f'nothing links to the word "{word}": expected [words](glossary:{word}) on a page'
            )


def _uncited_sources(topic: Topic, cited: set[str]) -> Iterator[Problem]:
    """Yield each source that no page and no word names."""
    data = topic.files[TOPIC_FILE]
    for source in topic.sources:
        if source not in cited:
            line = next(_lines_with(data, rf'^\s*id\s*=\s*["\']{re.escape(source)}["\']'), 0)
            message = f'nothing cites the source "{source}": name it in the sources of a page or a word, or take it out'
            yield Problem(TOPIC_FILE, line, message)


def _unread_sources(topic: Topic, today: dt.date) -> Iterator[Problem]:
    """Yield each source with a day of reading on which nobody can have read it yet."""
    data = topic.files[TOPIC_FILE]
    for source in topic.sources.values():
        if source.checked > today:
            line = next(_lines_with(data, rf'^\s*id\s*=\s*["\']{re.escape(source.id)}["\']'), 0)
            message = f'the source "{source.id}" was read on {source.checked}, a day to come: write the day it was read'
            yield Problem(TOPIC_FILE, line, message)


def _idle_colors(topic: Topic) -> Iterator[Problem]:
    """Yield each color that a theme exchanges although no picture has it."""
    pictures = b"\n".join(data for name, data in topic.files.items() if name.lower().endswith(".svg")).lower()
    file = topic.files[TOPIC_FILE]
    for theme in THEMES:
        begins = next(_lines_with(file, rf"^\s*\[\s*colors\s*\.\s*\"?{theme}\"?\s*\]"), 0)
        for color in topic.colors(theme):
            if color.lower().encode() not in pictures:
                lines = _lines_with(file, rf'^\s*"{color}"\s*=')
                line = next((line for line in lines if line > begins), 0)
                message = f'no picture has the color "{color}" that the theme {theme} exchanges: take the line out'
                yield Problem(TOPIC_FILE, line, message)


def _stray_files(topic: Topic) -> Iterator[Problem]:
    """Yield each text file that no page and no language stands for."""
    named = {f"{language}/{entry.id}.md" for language in topic.languages for entry in topic.entries}
    named |= {f"{language}/{GLOSSARY_FILE}" for language in topic.languages} | {TOPIC_FILE, REVIEWS_FILE}
    for name in topic.files:
        if name.lower().endswith((".md", ".toml")) and name not in named:
            yield Problem(
                name, 0, f"{TOPIC_FILE} does not name this file: list it in [[pages]] and [title], or take it out"
            )
