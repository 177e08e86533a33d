"""Blocks to nodes: what the writers of paper and web page read.

A node is plain data (JSON could hold it), so that no text of a topic can become markup of any kind. ``k`` names its
kind, ``t`` holds its words as inline parts, ``u`` the same words in the second language where one is wanted:

    {"k": "heading", "level", "id", "t", "u"}       {"k": "text", "id", "t", "u"}
    {"k": "list", "ordered", "tick", "items": [nodes …]}     tick: with a box before each
    {"k": "table", "head": [cell …], "rows": [[cell …] …]}   a cell: {"t", "u"}
    {"k": "figure", "id", "picture", "alt", "under_alt", "t", "u"}      picture: what viewer.summary.pictures returns
    {"k": "box", "look", "inside": nodes}           look: "short", "good", "call" or ""
    {"k": "under", "inside": nodes}                 in the second language as a whole

An inline part is ``["t", words]``, ``["b", parts]`` (strong), ``["i", parts]`` (a little weight) or a link:
``["word", id, parts]``, ``["page", id, parts]``, ``["source", number, parts]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from viewer.content.blocks import (
    Block,
    CallOut,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Setting,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Node = dict[str, Any]
Part = list[Any]

BOXES = ("short", "good", "call")
"""Roles of sections that stand in a box."""


class Places(Protocol):
    """Where links of a summary can lead, and where its pictures come from."""

    def leads(self, kind: str, target: str) -> bool:
        """Whether the summary holds what a link names: ``"glossary"`` or ``"page"``."""

    def source_number(self, source: str) -> int:
        """Return the number of a source in the summary's list; 0 when it is not there."""

    def picture(self, figure: Figure) -> Node:
        """Return the picture of a figure."""


class NodeWriter:
    """Writes blocks as nodes, with the same blocks of another language under them.

    Args:
        places: Where links lead, and the pictures.
        level: How many levels deeper headings stand than in their page.
        if_asked: Whether sections are written that are closed on the screen.
    """

    def __init__(self, places: Places, level: int = 0, *, if_asked: bool = False) -> None:
        self._places = places
        self._level = level
        self._if_asked = if_asked

    def blocks(self, blocks: Sequence[Block], under: Sequence[Block] | None) -> list[Node]:
        """Return blocks as nodes.

        Args:
            blocks: The blocks.
            under: The same blocks in the second language; ``None`` for none. Where they are not of the same shape,
                they follow as a whole.
        """
        if under is not None and not same_shape(blocks, under):
            return [*self.blocks(blocks, None), {"k": "under", "inside": self.blocks(under, None)}]
        pairs: Sequence[Block | None] = [None] * len(blocks) if under is None else under
        return [node for block, other in zip(blocks, pairs, strict=True) for node in self._block(block, other)]

    def _block(self, block: Block, under: Block | None) -> list[Node]:  # noqa: PLR0911 - one for each kind
        match block:
            case Section():
                return self._section(block, under if isinstance(under, Section) else None)
            case Heading():
                return [self.heading(block, under if isinstance(under, Heading) else None)]
            case Paragraph():
                other = under.children if isinstance(under, Paragraph) else None
                return [{"k": "text", "id": block.id, **self.words(block.children, other)}]
            case List():
                return [self.list_node(block, under if isinstance(under, List) else None)]
            case Table():
                # Rows stand in the order of each language's alphabet: they are no pairs.
                other_table = [{"k": "under", "inside": [self._table(under)]}] if isinstance(under, Table) else []
                return [self._table(block), *other_table]
            case Figure():
                return [self._figure(block, under if isinstance(under, Figure) else None)]
            case CallOut():
                other_blocks = under.blocks if isinstance(under, CallOut) else None
                return [{"k": "box", "look": "", "inside": self.blocks(block.blocks, other_blocks)}]

    def _section(self, section: Section, under: Section | None) -> list[Node]:
        if section.role == "if-asked" and not self._if_asked:
            return []
        nodes: list[Node] = []
        if section.heading is not None:
            nodes.append(self.heading(section.heading, under.heading if under else None))
        for node in self.blocks(section.blocks, under.blocks if under else None):
            nodes.append(node | {"tick": True} if section.role == "ask" and node["k"] == "list" else node)
        return [{"k": "box", "look": section.role, "inside": nodes}] if section.role in BOXES else nodes

    def heading(self, heading: Heading, under: Heading | None) -> Node:
        """Return a heading."""
        words = self.words(heading.children, under.children if under else None)
        return {"k": "heading", "level": heading.level + self._level, "id": heading.id, **words}

    def list_node(self, block: List, under: List | None, *, tick: bool = False) -> Node:
        """Return a list; with ``tick``, each item has a box to be ticked."""
        others: Sequence[ListItem | None] = under.items if under else [None] * len(block.items)
        items = [
            self.blocks(item.blocks, other.blocks if other else None)
            for item, other in zip(block.items, others, strict=True)
        ]
        return {"k": "list", "ordered": block.ordered, "tick": tick, "items": items}

    def _table(self, table: Table) -> Node:
        head, *body = [[self.words(cell, None) for cell in row] for row in (table.header, *table.rows)]
        return {"k": "table", "id": table.id, "head": head, "rows": body}

    def _figure(self, figure: Figure, under: Figure | None) -> Node:
        caption = self.words((Text(figure.caption),), (Text(under.caption),) if under else None)
        descriptions = {"alt": figure.description, "under_alt": under.description if under else ""}
        return {"k": "figure", "id": figure.id, "picture": self._places.picture(figure), **descriptions, **caption}

    def words(self, children: Sequence[Inline], under: Sequence[Inline] | None) -> Node:
        """Return inline content as the fields ``t`` and ``u``; the second language needs no links of its own."""
        return {"t": self.parts(children), "u": [] if under is None else self.parts(under, linked=False)}

    def parts(self, children: Sequence[Inline], *, linked: bool = True) -> list[Part]:
        """Return inline content as parts, with links or only with their words."""
        found: list[Part] = []
        for child in children:
            match child:
                case Text():
                    found.append(["t", child.text])
                case Strong():
                    found.append(["b", self.parts(child.children, linked=linked)])
                case Emphasis():
                    found.append(["i", self.parts(child.children, linked=linked)])
                case Link():
                    found += self._link(child) if linked else self.parts(child.children, linked=False)
                case Setting():
                    found += self.parts(child.fallback, linked=linked)
        return found

    def _link(self, link: Link) -> list[Part]:
        """Return a link, or only its words where the summary does not hold what it leads to."""
        words = self.parts(link.children)
        if link.kind == "source":
            number = self._places.source_number(link.target)
            return [["source", number, words]] if number else words
        if not self._places.leads(link.kind, link.target):
            return words
        return [["word" if link.kind == "glossary" else "page", link.target, words]]


def same_shape(blocks: Sequence[Block | ListItem], others: Sequence[Block | ListItem]) -> bool:
    """Return whether two sequences of blocks can stand side by side, block by block, as translations do."""
    return len(blocks) == len(others) and all(_same(*pair) for pair in zip(blocks, others, strict=True))


def _same(block: Block | ListItem, other: Block | ListItem) -> bool:
    match block, other:
        case (Section(), Section()):
            headed = (block.heading is None) == (other.heading is None)
            return headed and block.role == other.role and same_shape(block.blocks, other.blocks)
        case (List(), List()):
            return block.ordered == other.ordered and same_shape(block.items, other.items)
        case (ListItem(blocks=inner), ListItem(blocks=others)) | (CallOut(blocks=inner), CallOut(blocks=others)):
            return same_shape(inner, others)
        case (Figure(), Figure()):
            return block.image == other.image
        case _:
            return type(block) is type(other)
