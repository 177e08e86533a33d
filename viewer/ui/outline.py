"""A page as a tree of parts with words and roles, for screen readers: the same blocks that the text is written from.

No Qt here. Each part names the anchor that :class:`~viewer.ui.page_html.PageWriter` gives its
place in the text, so that it can be found there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import (
    Block,
    CallOut,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Section,
    Table,
    caption_id,
    links_in,
    plain_text,
)
from viewer.content.whole_page import STEP_LINE, TERM_LINE, TITLE
from viewer.ui.page_html import cell_anchor, is_closed, show_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(NamedTuple):
    """A part of a page.

    Attributes:
        kind: ``"heading"``, ``"paragraph"``, ``"list"``, ``"item"``, ``"table"``, ``"row"``, ``"column"`` (the heading
            of one), ``"cell"``, ``"figure"``, ``"note"`` (a call-out) or ``"link"``.
        words: What it says; of a figure, what it shows.
        anchor: Its place in the text; ``""`` where only its parts have one.
        level: Of a heading, from 1.
        address: Of a link, as in ``"glossary:lymph-node"``.
        number: Of a link, which one of its anchor it is, from 0.
        parts: The parts inside it.
    """

    kind: str
    words: str
    anchor: str = ""
    level: int = 0
    address: str = ""
    number: int = 0
    parts: tuple[Part, ...] = ()


class Outline:
    """Makes the parts of a page.

    Args:
        opened: Ids of the closed sections that the reader has opened.
        show_words: What the link says that opens a closed section.
    """

    def __init__(self, opened: frozenset[str], show_words: str) -> None:
        self._opened = opened
        self._show_words = show_words

    def page(self, step: str, title: str, term: tuple[Inline, ...], sections: tuple[Section, ...]) -> tuple[Part, ...]:
        """Return a whole page: the line above the title, the title, the medical word, the sections."""
        parts = [Part("paragraph", step, STEP_LINE)] if step else []
        parts.append(Part("heading", title, TITLE, 1))
        if term:
            parts.append(Part("paragraph", plain_text(term), TERM_LINE))
        for section in sections:
            parts += self._section(section)
        return tuple(parts)

    def _section(self, section: Section) -> Iterator[Part]:
        """Yield a section: its heading, then what stands under it."""
        heading = section.heading
        if heading is not None:
            yield _heading(heading)
        if is_closed(section, self._opened):
            address = f"show:{section.id}"
            link = Part("link", self._show_words, show_anchor(section), address=address)
            yield Part("paragraph", self._show_words, show_anchor(section), parts=(link,))
            return
        for block in section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Part]:
        """Yield the parts of any block."""
        match block:
            case Section():
                yield from self._section(block)
            case Heading():
                yield _heading(block)
            case Paragraph():
                yield Part("paragraph", plain_text(block.children), block.id, parts=_links(block.id, block.children))
            case List():
                yield Part("list", "", parts=tuple(self._item(item) for item in block.items))
            case Table():
                yield _table(block)
            case Figure():
                yield Part("figure", block.description, block.id)
                if block.caption:
                    yield Part("paragraph", block.caption, caption_id(block.id))
            case CallOut():
                yield Part("note", "", parts=tuple(part for inner in block.blocks for part in self._block(inner)))

    def _item(self, item: ListItem) -> Part:
        """Return a list item: the words of its first paragraph, and whatever else is in it."""
        first, *others = item.blocks
        if not isinstance(first, Paragraph):
            return Part("item", "", item.id, parts=tuple(part for block in item.blocks for part in self._block(block)))
        inside = [*_links(item.id, first.children), *(part for block in others for part in self._block(block))]
        return Part("item", plain_text(first.children), item.id, parts=tuple(inside))


def _heading(heading: Heading) -> Part:
    links = _links(heading.id, heading.children)
    return Part("heading", plain_text(heading.children), heading.id, heading.level, parts=links)


def _links(anchor: str, children: tuple[Inline, ...]) -> tuple[Part, ...]:
    """Return the links of a block's words, numbered in their order."""
    return tuple(
        Part("link", plain_text(link.children), anchor, address=f"{link.kind}:{link.target}", number=number)
        for number, link in enumerate(links_in(children))
    )


def _table(table: Table) -> Part:
    """Return a table by its rows, the row of column headings first."""
    rows = []
    for row, cells in enumerate((table.header, *table.rows)):
        kind = "cell" if row else "column"
        parts = []
        for column, cell in enumerate(cells):
            anchor = cell_anchor(table, row, column)
            parts.append(Part(kind, plain_text(cell), anchor, parts=_links(anchor, cell)))
        rows.append(Part("row", "", parts=tuple(parts)))
    return Part("table", "", parts=tuple(rows))
