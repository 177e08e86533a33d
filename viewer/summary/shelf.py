"""What a summary holds: where its links can lead, which words and sources it needs, and its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.blocks import links, links_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.content.blocks import Figure
    from viewer.summary.nodes import Node
    from viewer.summary.pictures import Pictures
    from viewer.summary.voice import Voice


class Shelf:
    """The words, sources and pictures of a summary of some pages.

    Args:
        voice: The language.
        pages: The ids of the pages that it holds, in their order.
        pictures: Makes its pictures.
        width: How wide figures are, in points.
        linked: Whether words and pages can be found in it; on one page there is nothing to lead to.
    """

    def __init__(
        self, voice: Voice, pages: Sequence[str], pictures: Pictures, width: float, *, linked: bool = True
    ) -> None:
        self._voice = voice
        self._pictures = pictures
        self._width = width
        self._page = pages[0] if pages else ""
        self._pages = frozenset(pages) if linked else frozenset[str]()
        self.words = tuple(_used_words(voice, pages)) if linked else ()
        self.sources = tuple(_cited(voice, pages, self.words)) if linked else ()

    def turn_to(self, page: str) -> None:
        """Say of which page the figures are that come now."""
        self._page = page

    def leads(self, kind: str, target: str) -> bool:
        """Whether a link to a page or a glossary word leads somewhere."""
        return target in (self.words if kind == "glossary" else self._pages)

    def source_number(self, source: str) -> int:
        """Return the number of a source, from 1; 0 for one that is not listed."""
        return self.sources.index(source) + 1 if source in self.sources else 0

    def picture(self, figure: Figure) -> Node:
        """Return the picture of a figure on the page that was turned to."""
        page = self._voice.page(self._page)
        if not figure.image:
            return self._pictures.close_up(page, self._width)
        return self._pictures.figure(page, figure.image, self._width)


def _used_words(voice: Voice, pages: Iterable[str]) -> Iterator[str]:
    """Yield the glossary words that pages link, and those that the meanings of these link in turn, each once."""
    known = voice.topic.words(voice.language)
    waiting = [link.target for page in pages for link in links(voice.page(page).sections) if link.kind == "glossary"]
    seen: set[str] = set()
    while waiting:
        word = waiting.pop(0)
        if word in seen or word not in known:
            continue
        seen.add(word)
        yield word
        waiting += [link.target for link in links_in(known[word].meaning) if link.kind == "glossary"]


def _cited(voice: Voice, pages: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """Yield the sources of pages and words, in the topic's order."""
    known = voice.topic.words(voice.language)
    cited = {source for page in pages for source in voice.page(page).sources}
    cited |= {source for word in words for source in known[word].sources}
    return (source for source in voice.topic.sources if source in cited)
