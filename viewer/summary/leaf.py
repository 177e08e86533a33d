"""The leaf: one page of the topic by itself, as few sheets as can be; it holds nothing that its links could lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.summary.booklet import FIGURE_POINTS, Chapters
from viewer.summary.frame import frame
from viewer.summary.one_page import take_home
from viewer.summary.order import GATHERED
from viewer.summary.shelf import Shelf

if TYPE_CHECKING:
    from viewer.summary.nodes import Node
    from viewer.summary.order import Order
    from viewer.summary.pictures import Pictures
    from viewer.summary.voice import Voice


def leaf(order: Order, voice: Voice, under: Voice | None, pictures: Pictures) -> Node:
    """Return the document of one page of the topic.

    Args:
        order: What is ordered; the first of its ``pages`` is the page.
        voice: The language.
        under: The second language, if one is wanted.
        pictures: Makes its pictures.
    """
    kinds = {entry.id: entry.kind for entry in voice.topic.pages}
    page = order.pages[0]
    # A page that is gathered from the others needs them all.
    pages = [each for each in kinds if kinds[each] not in GATHERED] if kinds[page] in GATHERED else [page]
    chapters = Chapters(order, voice, under, _Loose(voice, pages, pictures, FIGURE_POINTS[order.large_print]), pages)
    chapter = chapters.gathered(kinds[page], page) if kinds[page] in GATHERED else chapters.chapter(page, asking=True)
    document = frame(order, voice, under, [page])
    document["take_home"] = take_home(voice)
    # The foot of each sheet has the state.
    document["chapters"] = [chapter | {"state": "", "under_state": "", "sources": ""}]
    document |= {"own": [], "own_words": chapters.said(lambda _each: ""), "own_chapter": ""}
    return document


class _Loose(Shelf):
    """A shelf whose words and sources are listed, if at all, but nothing leads to them."""

    def leads(self, kind: str, target: str) -> bool:
        """Say that a link leads nowhere."""
        return False

    def source_number(self, source: str) -> int:
        """Return 0: nothing is numbered."""
        return 0


__all__ = ["leaf"]
