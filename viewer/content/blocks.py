"""What a page is made of: a small tree of blocks that every writer reads.

Screen, paper, web page, voice, search and the checks are all made from these
values. What the tree cannot say cannot be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = ("short", "means", "good", "ask", "unknown", "if-asked", "call")
"""The parts that a section's ``{#id}`` can give it; any other section has the role ``""``."""


class Text(Record):
    """Words as they are, never markup."""

    text: str


class Strong(Record):
    """Words that matter most."""

    children: tuple[Inline, ...]


class Emphasis(Record):
    """Words with a little weight."""

    children: tuple[Inline, ...]


class Link(Record):
    """Words that lead to a glossary word, a page or a source of the same topic.

    Attributes:
        kind: ``"glossary"``, ``"page"`` or ``"source"``.
        target: The id of what it leads to.
        children: The words of the link.
    """

    kind: str
    target: str
    children: tuple[Inline, ...]


class Setting(Record):
    """A clinic's own setting, or the words to say when there is none.

    Attributes:
        key: The setting's name, as in ``[your care team](site:phone)``.
        fallback: What to say without it.
    """

    key: str
    fallback: tuple[Inline, ...]


Inline = Text | Strong | Emphasis | Link | Setting


class Heading(Record):
    """A heading; the page's title is level 1 and stands outside the blocks."""

    id: str
    level: int
    children: tuple[Inline, ...]


class Paragraph(Record):
    """One paragraph."""

    id: str
    children: tuple[Inline, ...]


class ListItem(Record):
    """One item of a list: paragraphs, and lists inside it."""

    id: str
    blocks: tuple[Block, ...]


class List(Record):
    """A list, with numbers when ``ordered``."""

    id: str
    ordered: bool
    items: tuple[ListItem, ...]


class Table(Record):
    """A table: one row of column headings, then rows of cells of the same length."""

    id: str
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class Figure(Record):
    """A picture of the topic.

    Attributes:
        id: The block's id.
        image: Path inside the topic (``"biopsy.svg"``), or ``""`` for the
            close-up of the page's own step.
        description: What it shows, for those who cannot see it.
        caption: The words under it; may be empty.
    """

    id: str
    image: str
    description: str
    caption: str


class CallOut(Record):
    """Blocks set apart in a box."""

    id: str
    blocks: tuple[Block, ...]


class Section(Record):
    """A heading and what stands under it.

    Attributes:
        id: The block's id.
        role: One of :data:`ROLES`, or ``""``.
        heading: The heading; ``None`` only for what stands before the first one.
        blocks: What follows, sections with deeper headings among it.
    """

    id: str
    role: str
    heading: Heading | None
    blocks: tuple[Block, ...]


Block = Section | Heading | Paragraph | List | Table | Figure | CallOut


def row_id(table: str, number: int) -> str:
    """Return the block id of a table's row.

    Args:
        table: The table's id.
        number: The row's number, from 1; 0 for the column headings.
    """
    return f"{table}-row-{number}"


def caption_id(figure: str) -> str:
    """Return the block id of a picture's caption."""
    return f"{figure}-caption"


def plain_text(children: tuple[Inline, ...]) -> str:
    """Return the words of inline content without any markup."""
    return "".join(
        child.text
        if isinstance(child, Text)
        else plain_text(child.fallback if isinstance(child, Setting) else child.children)
        for child in children
    )


def walk(blocks: tuple[Block, ...]) -> Iterator[Block | ListItem]:
    """Yield every block and list item, in reading order, outer ones first."""
    for block in blocks:
        yield block
        match block:
            case Section():
                if block.heading is not None:
                    yield block.heading
                yield from walk(block.blocks)
            case CallOut():
                yield from walk(block.blocks)
            case List():
                for item in block.items:
                    yield item
                    yield from walk(item.blocks)
            case _:
                pass


def links(blocks: tuple[Block, ...]) -> Iterator[Link]:
    """Yield every link in blocks, in reading order."""
    for block in walk(blocks):
        yield from links_in(inline_of(block))


def inline_of(block: Block | ListItem) -> tuple[Inline, ...]:
    """Return the inline content that a block itself holds."""
    match block:
        case Paragraph(children=children):
            return children
        case Section(heading=heading) if heading is not None:
            return heading.children
        case Table(header=header, rows=rows):
            return tuple(part for row in (header, *rows) for cell in row for part in cell)
        case _:
            return ()


def links_in(parts: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield every link in inline content, outer ones first."""
    for part in parts:
        if isinstance(part, Link):
            yield part
        if isinstance(part, Setting):
            yield from links_in(part.fallback)
        elif not isinstance(part, Text):
            yield from links_in(part.children)
