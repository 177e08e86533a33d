"""The places of a topic that can be found: each block with what is said there and what stands over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import (
    CallOut,
    Figure,
    Heading,
    List,
    Paragraph,
    Section,
    Table,
    caption_id,
    inline_of,
    plain_text,
    row_id,
    walk,
)
from viewer.content.clinic import UNTOLD, told_sections, told_words
from viewer.content.whole_page import TERM_LINE, TITLE, source_block, source_words, step_name, term_line, with_close_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.content.blocks import Block, ListItem
    from viewer.content.clinic import Clinic
    from viewer.content.topics import Page, Topic, Word
    from viewer.content.translation import Translation

TITLES, HEADS, BODY, SOURCES = range(4)
"""Tiers: titles and glossary words are found before headings, then comes body text, and at last the sources."""

STANDING = ("short", "means", "good", "ask")
"""Roles whose headings are the same on every page, so that they are worth no more than body text."""


class Passage(NamedTuple):
    """A place that can be found.

    Attributes:
        kind: ``"page"``, ``"question"`` or ``"word"``.
        page: The page's id; of a word, ``""``.
        block: The id that the block has on the screen; of a word, the word's id.
        tier: One of :data:`TITLES`, :data:`HEADS`, :data:`BODY`, :data:`SOURCES`.
        title: The page's title; of a word, the name of the glossary.
        heading: The heading over it; may be empty.
        text: What stands there; of a title or heading, the words below it.
        own: What is searched: for one of the three above.
        around: What helps to find it together with its own words.
        closed: The id of the closed section that it stands in, if any.
    """

    kind: str
    page: str
    block: str
    tier: int
    title: str
    heading: str
    text: str
    own: str
    around: str
    closed: str = ""


def passages_of_page(topic: Topic, page: Page, translation: Translation, clinic: Clinic = UNTOLD) -> Sequence[Passage]:
    """Return the places of a page: what it says itself, not what it gathers from others, which is found there.

    Sources are found on the page that lists all of them, or where the topic has none on each page that names them;
    their addresses are not searched.

    Args:
        topic: The topic of the page.
        page: The page.
        translation: The interface's words.
        clinic: What the clinic has told.
    """
    title = step_name(topic, page.id, page.title, translation)
    sections = with_close_up(page, told_sections(page.sections, clinic, translation))
    lead = next((_first_words(section) for section in sections if section.role != "if-asked"), "")
    first = Passage("page", page.id, TITLE, TITLES, title, "", lead, title, "")
    found = [first]
    if page.term:
        term = plain_text(term_line(page, translation))
        found.append(first._replace(block=TERM_LINE, text=term, own=term))
    here = first._replace(own="", text="")
    for section in sections:
        found += _section(section, here)
    kinds = {entry.kind for entry in topic.pages}
    if page.kind == "sources" or "sources" not in kinds:
        shown = topic.sources if page.kind == "sources" else page.sources
        heading = "" if page.kind == "sources" else translation.gettext("Sources")
        for source in shown:
            words = plain_text(source_words(topic.sources[source], translation))
            place = here._replace(heading=heading, block=source_block(source))
            found.append(_body(place, words)._replace(tier=SOURCES))
    return found


def passages_of_words(
    topic: Topic, words: Sequence[Word], translation: Translation, clinic: Clinic = UNTOLD
) -> Sequence[Passage]:
    """Return the words of a glossary, each twice: found by itself, and found in the body by its meaning.

    Args:
        topic: The topic of the words.
        words: The words.
        translation: The interface's words.
        clinic: What the clinic has told.
    """
    _ = translation.gettext
    home = next((entry.id for entry in topic.pages if entry.kind == "words"), "")
    # Translators: over a word of the glossary that a search has found.
    title = topic.head(home, translation.language).title if home else _("Words")
    found = []
    for word in words:
        meaning = plain_text(told_words(word.meaning, clinic))
        text = f"{word.term}: {meaning}"
        entry = Passage("word", "", word.id, TITLES, title, "", text, word.term, meaning)
        found += [entry, entry._replace(tier=BODY, own=meaning, around=word.term)]
    return found


def _section(section: Section, here: Passage) -> Iterator[Passage]:
    """Yield a section's heading, and all that stands below it."""
    kind = "question" if section.role == "ask" else here.kind
    closed = section.id if section.role == "if-asked" else here.closed
    below = here._replace(kind=kind, closed=closed)
    if section.heading is not None:
        words = plain_text(section.heading.children)
        tier = BODY if section.role in STANDING else HEADS
        # What a closed section says is not told beside its heading either.
        lead = "" if closed else _first_words(section)
        yield here._replace(block=section.heading.id, tier=tier, heading=words, text=lead, own=words, around=here.title)
        below = below._replace(heading=words)
    for block in section.blocks:
        yield from _block(block, below)


def _block(block: Block, here: Passage) -> Iterator[Passage]:
    """Yield what can be found in a block, under the ids that the screen gives its parts."""
    match block:
        case Section():
            yield from _section(block, here)
        case Heading() | Paragraph():
            yield _body(here._replace(block=block.id), plain_text(block.children))
        case List():
            for item in block.items:
                yield from _item(item, here)
        case Table():
            for number, row in enumerate((block.header, *block.rows)):
                words = " · ".join(map(plain_text, row))
                yield _body(here._replace(block=row_id(block.id, number)), words)
        case Figure():
            if block.caption:
                yield _body(here._replace(block=caption_id(block.id)), block.caption)
        case CallOut():
            for inner in block.blocks:
                yield from _block(inner, here)


def _item(item: ListItem, here: Passage) -> Iterator[Passage]:
    """Yield what can be found in an item of a list; its first paragraph stands under the id of the item."""
    first, *others = item.blocks
    if isinstance(first, Paragraph):
        yield _body(here._replace(block=item.id), plain_text(first.children))
    else:
        others.insert(0, first)
    for inner in others:
        yield from _block(inner, here)


def _body(here: Passage, words: str) -> Passage:
    return here._replace(tier=BODY, text=words, own=words, around=f"{here.title} {here.heading}")


def _first_words(section: Section) -> str:
    """Return the first paragraph of a section."""
    return next((plain_text(inline_of(block)) for block in walk(section.blocks) if isinstance(block, Paragraph)), "")
