"""What is spoken of a page: its sentences in reading order, each with its place in the text.

Voice and screen are made from the same blocks, so a sentence that is spoken can be marked where it stands. Of a
picture its description is spoken, after the word "Picture". Some of what is seen is not spoken: how to say a word (the
voice says the word itself), the addresses of sources, and on a page that is about something else all its sources; how
many there are is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from viewer.content.blocks import (
    CallOut,
    Figure,
    Heading,
    List,
    Paragraph,
    Section,
    Table,
    caption_id,
    plain_text,
    row_id,
)
from viewer.content.clinic import UNTOLD
from viewer.content.sentences import sentence_spans
from viewer.content.whole_page import (
    REVIEW,
    SOURCES,
    STEP_LINE,
    TERM_LINE,
    TITLE,
    address_block,
    step_line,
    term_line,
    whole_page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from viewer.content.blocks import Block, Inline, ListItem
    from viewer.content.clinic import Clinic
    from viewer.content.notice import Notice
    from viewer.content.topics import Page, Topic
    from viewer.content.translation import Translation

NOTICE = "notice"
"""Block id of the notice, which stands outside of the text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one breath.

    Attributes:
        words: What to say.
        block: Id of the block that it stands in; :data:`NOTICE` for the notice, ``""`` for what is not seen.
        start: Where it begins in the block's plain text, in characters.
        end: Where it ends there.
        kind: ``"step"``, ``"title"``, ``"term"``, ``"heading"``, ``"text"``, ``"row"`` for a row of a table (the
            range is the whole row), ``"picture"`` for a picture's description (the range is the picture),
            ``"caption"``, ``"review"``, ``"sources"`` or ``"notice"``.
        language: The language of the words, as in ``"es"``.
    """

    words: str
    block: str
    start: int
    end: int
    kind: str
    language: str


def spoken_page(
    topic: Topic,
    page: Page,
    translation: Translation,
    notice: Notice,
    clinic: Clinic = UNTOLD,
    *,
    opened: frozenset[str] = frozenset(),
    today: date | None = None,
) -> tuple[Sentence, ...]:
    """Return what is spoken of a page, the notice at its end.

    Args:
        topic: The topic of the page.
        page: The page.
        translation: The interface's words.
        notice: The notice.
        clinic: What the clinic has told.
        opened: Ids of the closed sections that the reader has opened; the others are left out.
        today: The day to tell from whether a review is due; ``None`` takes the computer's.
    """
    words = topic.words(page.language).values()
    spelled = {page.term: page.say} | {word.term: word.say for word in words}
    hushed = frozenset(map(address_block, topic.sources))
    speaker = _Speaker(page.language, spelled, opened, hushed, translation)
    found = [*speaker.passage(step_line(topic, page, translation), STEP_LINE, "step")]
    found += speaker.passage(page.title, TITLE, "title")
    found += speaker.passage(plain_text(term_line(page, translation)), TERM_LINE, "term")
    for section in whole_page(topic, page, translation, clinic, today=today):
        if section.id == SOURCES and page.kind != SOURCES:
            found += speaker.short_sources(section, len(page.sources))
        else:
            found += speaker.section(section)
    return (*found, spoken_notice(notice))


def spoken_words(words: str, language: str, notice: Notice) -> tuple[Sentence, ...]:
    """Return what is spoken of words that stand in the place of a page, the notice at its end.

    Args:
        words: The words.
        language: Their language.
        notice: The notice.
    """
    spans = sentence_spans(words)
    return (
        *(Sentence(words[start:end], TITLE, start, end, "text", language) for start, end in spans),
        spoken_notice(notice),
    )


def spoken_notice(notice: Notice) -> Sentence:
    """Return the notice, whole: it is never cut, so that nobody hears half of it."""
    return Sentence(notice.text, NOTICE, 0, len(notice.text), "notice", notice.language)


# How to say a word

_SYLLABLES = r"(?:[^\W\d_]+-)*[^\W\d_]+"
_RESPELLED = re.compile(rf"\s*\(({_SYLLABLES}(?: {_SYLLABLES})*)\)")
_STRESSED = re.compile(r"[^\W\d_]*[AEIOUYÁÉÍÓÚ][^\W\d_]*")


def is_respelling(words: str) -> bool:
    """Whether words show how to say a word: syllables with hyphens, the stressed one in capitals.

    A name such as "PET-CT" has no small syllable, one such as "non-HDL" no vowel in its capitals, and one such as
    "US-based" too few syllables.
    """
    syllables = re.split(r"[- ]", words)
    stressed = [each for each in syllables if len(each) > 1 and each.isupper() and _STRESSED.fullmatch(each)]
    return "-" in words and len(syllables) > 2 and bool(stressed) and any(each.islower() for each in syllables)


def without_respellings(text: str, spelled: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a text without what shows how to say its words, brackets and all.

    Args:
        text: The text.
        spelled: How to say words, by the words; after other words such a spelling is known by its look.
    """
    for term, say in spelled.items():
        if say:
            text = text.replace(f"{term} ({say})", term)
    return _RESPELLED.sub(lambda found: "" if is_respelling(found[1]) else found[0], text)


class _Speaker:
    """Makes sentences from the blocks of one page.

    Args:
        language: The page's language.
        spelled: How to say the topic's words, by the words; that is not spoken.
        opened: Ids of the closed sections that the reader has opened.
        hushed: Ids of the blocks that are not spoken.
        translation: The interface's words.
    """

    def __init__(
        self,
        language: str,
        spelled: Mapping[str, str],
        opened: frozenset[str],
        hushed: frozenset[str],
        translation: Translation,
    ) -> None:
        self._language = language
        self._spelled = spelled
        self._opened = opened
        self._hushed = hushed
        self._translation = translation

    def passage(self, text: str, block: str, kind: str) -> Iterator[Sentence]:
        """Yield the sentences of a block's plain text."""
        for start, end in sentence_spans(text):
            words = self._words(text[start:end])
            if any(char.isalnum() for char in words):
                yield Sentence(words, block, start, end, kind, self._language)

    def _words(self, text: str) -> str:
        return " ".join(without_respellings(text, self._spelled).split())

    def section(self, section: Section) -> Iterator[Sentence]:
        """Yield the sentences of a section; none of a closed one, not even its heading."""
        if section.role == "if-asked" and section.id not in self._opened:
            return
        if section.heading is not None:
            yield from self._inline(section.heading.children, section.heading.id, "heading")
        yield from self._blocks(section.blocks)

    def short_sources(self, section: Section, count: int) -> Iterator[Sentence]:
        """Yield how many sources a page has, and the state of its review: nobody wants to hear the list."""
        _ = self._translation.gettext
        if section.heading is not None and count:
            # Translators: spoken at the end of a page in place of the list of its sources.
            words = _("Sources on this page: {count}.").format(count=count)
            end = len(plain_text(section.heading.children))
            yield Sentence(words, section.heading.id, 0, end, "sources", self._language)
        yield from self._blocks(tuple(block for block in section.blocks if not isinstance(block, List)))

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
        for block in blocks:
            match block:
                case Section():
                    yield from self.section(block)
                case Heading():
                    yield from self._inline(block.children, block.id, "heading")
                case Paragraph():
                    yield from self._paragraph(block)
                case List():
                    for number, item in enumerate(block.items, 1):
                        yield from self._item(item, f"{number}. " if block.ordered else "")
                case Table():
                    yield from self._table(block)
                case Figure():
                    yield from self._picture(block)
                    yield from self.passage(block.caption, caption_id(block.id), "caption")
                case CallOut():
                    yield from self._blocks(block.blocks)

    def _picture(self, figure: Figure) -> Iterator[Sentence]:
        """Yield the description of a picture, so that listeners know what is spoken of: they do not see it."""
        description = self._words(figure.description)
        if description:
            # Translators: spoken before the description of a picture when the page is read aloud.
            words = self._translation.gettext("Picture: {description}").format(description=description)
            yield Sentence(words, figure.id, 0, 1, "picture", self._language)

    def _inline(self, children: tuple[Inline, ...], block: str, kind: str) -> Iterator[Sentence]:
        yield from self.passage(plain_text(children), block, kind)

    def _paragraph(self, block: Paragraph) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph: of the review its state, of a source all but its address."""
        if block.id == REVIEW:
            yield from self._inline(block.children[:1], block.id, "review")
        elif block.id not in self._hushed:
            yield from self._inline(block.children, block.id, "text")

    def _item(self, item: ListItem, number: str) -> Iterator[Sentence]:
        """Yield the sentences of a list item, its number before the first."""
        for sentence in self._blocks(item.blocks):
            yield replace(sentence, words=number + sentence.words)
            number = ""

    def _table(self, table: Table) -> Iterator[Sentence]:
        """Yield the rows of a table, each cell after the name of its column."""
        names = [plain_text(cell).strip() for cell in table.header]
        for number, row in enumerate(table.rows, 1):
            cells = [plain_text(cell).strip() for cell in row]
            said = [_cell(name, cell) for name, cell in zip(names, cells, strict=True) if cell]
            if said:
                # A row is marked as a whole: its range is that of its cells' words, one after the other.
                end = sum(map(len, cells))
                block = row_id(table.id, number)
                yield Sentence(self._words(" ".join(said)), block, 0, end, "row", self._language)


def _cell(name: str, cell: str) -> str:
    """Return a cell after its column's name, as a sentence that ends."""
    words = f"{name}: {cell}" if name and not name.endswith((":", "?")) else f"{name} {cell}".strip()
    return words if words.endswith((".", "?", "!", "。")) else f"{words}."
