"""The addresses of a page's sources as links, for shells that let them be opened. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.blocks import Link, List, ListItem, Paragraph, Section
from viewer.content.whole_page import SOURCES, address_block

if TYPE_CHECKING:
    from viewer.content.blocks import Block
    from viewer.content.topics import Topic

ADDRESS = "address"
"""The kind of the links that a press on an address follows; their target is the source's id."""


def with_addresses(sections: tuple[Section, ...], topic: Topic) -> tuple[Section, ...]:
    """Return a page's sections with each source's address as a link; the words stay the same."""
    links = {address_block(source): source for source in topic.sources}
    return tuple(
        Section(each.id, each.role, each.heading, tuple(_linked(block, links) for block in each.blocks))
        if each.id == SOURCES
        else each
        for each in sections
    )


def _linked(block: Block, links: dict[str, str]) -> Block:
    """Return a block of the sources with links in place of addresses."""
    match block:
        case List():
            items = (ListItem(item.id, tuple(_linked(inner, links) for inner in item.blocks)) for item in block.items)
            return List(block.id, block.ordered, tuple(items))
        case Paragraph(id=name) if name in links:
            return Paragraph(name, (Link(ADDRESS, links[name], block.children),))
        case _:
            return block
