"""What the pages of questions and of words gather from the rest of the topic, so that nothing is typed twice."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from viewer.content.blocks import (
    Block,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Strong,
    Text,
)
from viewer.content.errors import ContentError
from viewer.content.whole_page import step_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from viewer.content.pages import Page
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation


def gathered_sections(topic: Topic, page: Page, translation: Translation) -> tuple[Section, ...]:
    """Return the sections that a page gathers from the others: its questions, words; nothing for other kinds.

    Args:
        topic: The topic.
        page: The page that gathers.
        translation: The interface's words.
    """
    if page.kind == "questions":
        pages = [entry.id for entry in topic.pages]
        return (*questions(topic, pages, translation), *questions_if_asked(topic, pages, translation))
    if page.kind == "words":
        return (Section("all-words", "", None, (word_list(topic, page.language, topic.words(page.language)),)),)
    return ()


def _readable_pages(topic: Topic, pages: Iterable[str], language: str) -> Iterator[Page]:
    """Yield the pages that can be read; what is wrong with the others is told where they are shown."""
    for page_id in pages:
        try:
            yield topic.page(page_id, language)
        except ContentError as error:
            import logging

            logging.getLogger(__name__).error("The page %s is left out. %s", page_id, error)


def questions(topic: Topic, pages: Iterable[str], translation: Translation) -> Iterator[Section]:
    """Yield the questions of each of some pages, under its name, in the translation's language."""
    for page in _readable_pages(topic, pages, translation.language):
        lists = [_own(block, page.id) for section in page.sections if section.role == "ask" for block in section.blocks]
        if lists:
            yield Section(f"questions-{page.id}", "", _page_heading(topic, page, translation, 2), tuple(lists))


def questions_if_asked(topic: Topic, pages: Iterable[str], translation: Translation) -> Iterator[Section]:
    """Yield one closed section with the questions of some pages that stand behind "Only if I want to know"."""
    heading: Heading | None = None
    blocks: list[Block] = []
    for page in _readable_pages(topic, pages, translation.language):
        for section in page.sections:
            lists = [_own(block, page.id) for block in section.blocks if isinstance(block, List)]
            if section.role == "if-asked" and lists:
                heading = heading or section.heading
                blocks += [_page_heading(topic, page, translation, 3), *lists]
    if heading is not None:
        yield Section("questions-if-asked", "if-asked", Heading("if-asked-heading", 2, heading.children), tuple(blocks))


def _page_heading(topic: Topic, page: Page, translation: Translation, level: int) -> Heading:
    """Return a heading that names a page and leads to it."""
    link = Link("page", page.id, (Text(step_name(topic, page.id, page.title, translation)),))
    return Heading(f"heading-{page.id}-{level}", level, (link,))


def _own(block: Block, page: str) -> Block:
    """Return a list or paragraph with ids that none of another page has; other blocks as they are."""
    if isinstance(block, Paragraph):
        return Paragraph(f"{page}-{block.id}", block.children)
    if not isinstance(block, List):
        return block
    items = tuple(
        ListItem(
            f"{page}-{item.id}",
            tuple(_own(inner, page) for inner in item.blocks),
        )
        for item in block.items
    )
    return List(f"{page}-{block.id}", block.ordered, items)


def word_list(topic: Topic, language: str, ids: Collection[str]) -> List:
    """Return words of the glossary, named by their ids, as a list in the order of the alphabet."""
    known = topic.words(language)
    words = sorted((known[word] for word in ids if word in known), key=lambda word: _alphabetic(word.term))
    items = []
    for word in words:
        say = f" ({word.say})" if word.say else ""
        line = (Strong((Text(word.term),)), Text(f"{say}: "), *word.meaning)
        items.append(ListItem(f"word-{word.id}", (Paragraph(f"word-{word.id}-text", line),)))
    return List("words-list", False, tuple(items))


def _alphabetic(text: str) -> str:
    """Return a text without accents and capitals, to be sorted by."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
