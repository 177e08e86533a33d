"""The booklet: a cover with the picture and the contents, a chapter for each page, questions, words and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.blocks import List, ListItem, Paragraph, Section, Text
from viewer.content.clinic import told_sections
from viewer.content.gathered import questions, questions_if_asked, word_list
from viewer.content.whole_page import address_words, source_words, step_line, term_line, with_close_up
from viewer.summary.frame import frame
from viewer.summary.nodes import Node, NodeWriter
from viewer.summary.one_page import take_home
from viewer.summary.order import GATHERED
from viewer.summary.shelf import Shelf
from viewer.summary.voice import review_beneath, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.summary.order import Order
    from viewer.summary.pictures import Pictures
    from viewer.summary.voice import Voice

FIGURE_POINTS = {False: 360, True: 480}
"""How wide close-ups and figures are at most, in points, in a normal edition and in large print."""

COVER_POINTS = {False: 500, True: 400}
"""The same of the picture on the cover; in large print it fills its page, and this is the least that it gets."""


def booklet(order: Order, voice: Voice, under: Voice | None, pictures: Pictures) -> Node:
    """Return the document of the booklet.

    Args:
        order: What is ordered; its ``pages`` are the chapters, all where it names none.
        voice: The language.
        under: The second language, if one is wanted.
        pictures: Makes its pictures.
    """
    topic = voice.topic
    wanted = order.pages or tuple(entry.id for entry in topic.pages)
    kinds = {entry.id: entry.kind for entry in topic.pages}
    pages = [entry.id for entry in topic.pages if entry.id in wanted and entry.kind not in GATHERED]
    shelf = Shelf(voice, pages, pictures, FIGURE_POINTS[order.large_print])
    maker = Chapters(order, voice, under, shelf, pages)
    document = frame(order, voice, under, pages or list(wanted))
    numbers = {step: number for number, step in enumerate(topic.steps, 1)}
    document["picture"] = {
        "picture": pictures.whole(numbers, COVER_POINTS[order.large_print]),
        "alt": topic.picture(voice.language),
        "under_alt": topic.picture(under.language) if under else "",
    }
    document["key"] = maker.said(lambda each: each.topic.key(each.language))
    # Translators: heading of the list of a booklet's chapters.
    document["contents"] = maker.said(lambda each: each.translation.gettext("Contents"))
    document["interpreter"] = maker.said(lambda each: each.interpreter) if under else None
    document["take_home"] = take_home(voice)
    document["chapters"] = [maker.chapter(page) for page in pages]
    by_kind = {kinds[page]: page for page in wanted if kinds.get(page) in GATHERED}
    document["chapters"] += [maker.gathered(kind, by_kind.get(kind, "")) for kind in GATHERED]
    document["own"] = [[["t", question]] for question in order.questions]
    document["own_words"] = maker.said(lambda each: each.translation.gettext("My own questions"))
    document["own_chapter"] = "chapter-questions"
    return document


class Chapters:
    """Makes the chapters of a booklet, in one language or two."""

    def __init__(self, order: Order, voice: Voice, under: Voice | None, shelf: Shelf, pages: Sequence[str]) -> None:
        self._voice, self._under, self._shelf, self._pages = voice, under, shelf, pages
        self._writer = NodeWriter(shelf, 1, if_asked=order.if_asked)

    def said(self, say: Callable[[Voice], str]) -> Node:
        """Return plain words in both languages."""
        return self._writer.words(words(say(self._voice)), words(say(self._under)) if self._under else None)

    def chapter(self, page_id: str, *, asking: bool = False) -> Node:
        """Return the chapter of a page: what its file says, with the close-up.

        Args:
            page_id: The page's id.
            asking: Whether its questions stand in it; a booklet has them at its end.
        """
        self._shelf.turn_to(page_id)
        voices = [self._voice, *([self._under] if self._under else [])]
        sections, *others = (
            [
                each
                for each in with_close_up(voice.page(page_id), voice.sections(page_id))
                if asking or each.role != "ask"
            ]
            for voice in voices
        )
        page, under = self._voice.page(page_id), self._under
        term = term_line(page, self._voice.translation)
        other_term = term_line(under.page(page_id), under.translation) if under else None
        _ = self._voice.translation.gettext
        numbers = ", ".join(str(number) for number in sorted(map(self._shelf.source_number, page.sources)))
        return {
            "id": f"page-{page_id}",
            "step": self.said(lambda each: step_line(each.topic, each.page(page_id), each.translation)),
            "title": self.said(lambda each: each.page(page_id).title),
            "term": self._writer.words(term, other_term) if term else None,
            "nodes": self._writer.blocks(sections, others[0] if others else None),
            **self._state(page_id),
            # Translators: at the end of a booklet's chapter; {numbers} are those of the list at the end, as in "2, 5".
            "sources": _("Sources, by their numbers in the list at the end: {numbers}").format(numbers=numbers)
            if numbers
            else "",
        }

    def gathered(self, kind: str, page_id: str) -> Node:
        """Return the chapter of what is gathered from the others.

        Args:
            kind: ``"questions"``, ``"words"`` or ``"sources"``.
            page_id: The page that introduces it; ``""`` where none was chosen.
        """
        make = {"questions": self._questions, "words": self._words, "sources": self._sources}[kind]
        opening = self._opening(page_id) if page_id else []
        return {
            "id": f"chapter-{kind}",
            "step": self.said(lambda _each: ""),
            "title": self.said(lambda each: each.page(page_id).title if page_id else _plain_title(kind, each)),
            "term": None,
            "nodes": [*opening, *make()],
            **self._state(page_id),
            "sources": "",
        }

    def _state(self, page_id: str) -> Node:
        """Return what is said of a page's review, in one language or two; nothing where ``page_id`` is ``""``."""
        if not page_id:
            return {"state": "", "under_state": ""}
        under = review_beneath(self._under, self._voice, [page_id]) if self._under else ""
        return {"state": self._voice.review([page_id]), "under_state": under}

    def _opening(self, page_id: str) -> list[Node]:
        self._shelf.turn_to(page_id)
        return self._writer.blocks(
            self._voice.sections(page_id), self._under.sections(page_id) if self._under else None
        )

    def _questions(self) -> list[Node]:
        def gather(voice: Voice) -> tuple[Section, ...]:
            found = [
                *questions(voice.topic, self._pages, voice.translation),
                *questions_if_asked(voice.topic, self._pages, voice.translation),
            ]
            return told_sections(tuple(found), voice.clinic, voice.translation)

        nodes = self._writer.blocks(gather(self._voice), gather(self._under) if self._under else None)
        return [node | {"tick": True} if node["k"] == "list" else node for node in nodes]

    def _words(self) -> list[Node]:
        listed = word_list(self._voice.topic, self._voice.language, self._shelf.words)
        # Each language has an alphabet of its own: the second one follows the order of the first.
        order = [item.id.removeprefix("word-") for item in listed.items]
        other = self._in_order(self._under, order) if self._under else None
        return [{**self._writer.list_node(listed, other), "k": "glossary", "ids": order}]

    def _in_order(self, voice: Voice, order: list[str]) -> List | None:
        """Return the words of another language in this order; ``None`` where it lacks one."""
        items = {item.id: item for item in word_list(voice.topic, voice.language, order).items}
        if len(items) < len(order):
            return None
        return List("words-list", False, tuple(items[f"word-{word}"] for word in order))

    def _sources(self) -> list[Node]:
        translation, known = self._voice.translation, self._voice.topic.sources
        items = [
            ListItem(
                f"source-{source}",
                (
                    Paragraph(f"source-{source}-text", source_words(known[source], translation)),
                    Paragraph(f"source-{source}-address", (Text(address_words(known[source].address, translation)),)),
                ),
            )
            for source in self._shelf.sources
        ]
        return [self._writer.list_node(List("sources-list", True, tuple(items)), None)]


def _plain_title(kind: str, voice: Voice) -> str:
    """Return the title of a chapter that no page of the topic introduces."""
    _ = voice.translation.gettext
    # Translators: titles of a booklet's last chapters.
    return {"questions": _("Questions to ask"), "words": _("Words"), "sources": _("Sources")}[kind]
