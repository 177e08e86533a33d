"""The questions of a topic's pages, as a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import Heading, Link, List, Paragraph, plain_text
from viewer.content.clinic import told_sections
from viewer.content.gathered import questions, questions_if_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.content.blocks import Block, Section
    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation


class PageQuestions(NamedTuple):
    """The questions of a page.

    Attributes:
        page: The page's id.
        name: The page's name.
        questions: The questions.
    """

    page: str
    name: str
    questions: tuple[str, ...]


class Offer(NamedTuple):
    """All questions to choose from.

    Attributes:
        pages: Those of the page that is shown, then those of the others.
        asking: The words behind which the others stand; empty where there are none.
        if_asked: Those that nobody sees unasked.
    """

    pages: tuple[PageQuestions, ...]
    asking: str = ""
    if_asked: tuple[PageQuestions, ...] = ()


def offered_questions(topic: Topic, shown: str, translation: Translation, clinic: Clinic) -> Offer:
    """Return the questions of a topic's pages, with the clinic's words put in.

    Args:
        topic: The topic.
        shown: The page that is shown; its questions come first.
        translation: The interface's words; its language is that of the questions.
        clinic: What the clinic has told.
    """
    ids = sorted((entry.id for entry in topic.pages), key=lambda page: page != shown)
    open_ones = told_sections(tuple(questions(topic, ids, translation)), clinic, translation)
    closed = told_sections(tuple(questions_if_asked(topic, ids, translation)), clinic, translation)
    asking = plain_text(closed[0].heading.children) if closed and closed[0].heading else ""
    return Offer(_by_page(open_ones), asking, _by_page(closed))


def _by_page(sections: Iterable[Section]) -> tuple[PageQuestions, ...]:
    """Return the questions of sections, each page's together; a heading that leads to a page says whose follow."""
    found: list[PageQuestions] = []
    for block in _flat(sections):
        match block:
            case Heading(children=(Link(target=page),)):
                found.append(PageQuestions(page, plain_text(block.children), ()))
            case List() if found:
                found[-1] = found[-1]._replace(questions=(*found[-1].questions, *_texts(block)))
    return tuple(each for each in found if each.questions)


def _flat(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        if section.heading is not None:
            yield section.heading
        yield from section.blocks


def _texts(block: List) -> Iterator[str]:
    """Yield the words of a list's items; a list inside an item is part of it."""
    for item in block.items:
        yield " ".join(_words(item.blocks))


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain_text(block.children)
        elif isinstance(block, List):
            yield from _texts(block)
