"""One web page from a summary's document: for phones, e-mail and patient portals, without any script.

The page holds all that it needs: its look, typeface and pictures. It asks for no other file and runs nothing.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

from viewer.summary.web_nodes import Inside, WebNodes, data_address, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viewer.summary.nodes import Node

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"
"""What the browser may load for the page: nothing from anywhere. No digest guards the style: a portal that writes the
page anew would break it, and the notice would lose its look."""

_FACE = """/* {family}, made by the Braille Institute for low vision; SIL Open Font License 1.1, openfontlicense.org */
@font-face {{
  font-family: "{family}"; font-weight: {weight}; src: url(data:font/ttf;base64,{data}) format("truetype");
}}
"""


def write_page(
    document: Node, drawings: Mapping[str, str], rasters: Mapping[str, bytes], style: str, faces: Mapping[int, bytes]
) -> str:
    """Return a whole web page; the same arguments give the same page.

    Args:
        document: The document of a summary.
        drawings: The SVG drawings that it names.
        rasters: The pictures of other kinds that it names.
        style: The page's look, CSS.
        faces: The bundled typeface (TTF) by its weights, as in ``{400: …}``.
    """
    under = document["under"]
    second = (under["language"], _direction(under)) if under else None
    page = _Page(document, WebNodes(second, drawings, rasters))
    looks = "".join(
        _FACE.format(family=document["families"][0], weight=weight, data=b64encode(data).decode())
        for weight, data in faces.items()
    )
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", http_equiv="Content-Security-Policy", content=POLICY),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("meta", name="color-scheme", content="light dark"),
        make("meta", name="referrer", content="no-referrer"),
        make("title", document["title"]),
        make("style", looks + style),
    )
    look = f"{document['edition']}{' large' if document['large'] else ''}"
    root = make("html", head, page.body(), lang=document["language"], dir=_direction(document), class_=look, id="top")
    _break_lines(root)
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _own(tag: str, *inside: Inside, **attributes: str) -> Element:
    """Return an element with words of the program, which are English where it lacks the page's language."""
    return make(tag, *inside, **attributes, dir="auto")


def _direction(language: Node) -> str:
    return "rtl" if language["rtl"] else "ltr"


_ON_LINES = frozenset(
    {
        *("head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "div", "figure"),
        *("figcaption", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
"""Elements that begin a line of their own on the page: a line break behind them is no word space."""


def _break_lines(root: Element) -> None:
    """Put each block on a line of its own in the file, for those who read or compare it."""
    for element in root.iter():
        if element.tag in _ON_LINES and not element.tail:
            element.tail = "\n"


class _Page:
    """The parts of the page.

    Args:
        document: The document.
        nodes: Writes its nodes.
    """

    def __init__(self, document: Node, nodes: WebNodes) -> None:
        self._document = document
        self._nodes = nodes

    def body(self) -> Element:
        """Return all that is seen, and what is seen only on each printed page."""
        document = self._document
        text = self._booklet() if document["edition"] == "booklet" else self._one_page()
        flow = make("div", self._header(), make("main", *text, id="text"), self._footer(), class_="flow")
        # Browsers repeat head and foot of a table on each printed page and leave room for them, so that they cover
        # nothing; but only up to a quarter of the page each, so each language has one of them.
        foot, *head = (
            make("div", make("div", words, class_="notice"), class_=f"each-page {place}", aria_hidden="true")
            for words, place in zip(self._notice_words(), ("foot", "head"), strict=False)
        )
        skip = make("a", document["skip"], class_="skip", href="#text")
        return make("body", skip, make("div", *head, flow, foot, class_="sheet"))

    # The frame

    def _header(self) -> Element:
        document, nodes = self._document, self._nodes
        second = [nodes.in_second("span", document["under_title"])] if document["under_title"] else []
        title = make("h1", document["title"], *second)
        about = _own("p", f"{document['about']}. {document['state']}", *self._beneath(document), class_="quiet")
        asked = document["interpreter"]
        interpreter = [make("p", make("strong", *nodes.said(asked)))] if asked else []
        return make("header", title, self._notice("notice-top"), *self._clinic(), *interpreter, about)

    def _footer(self) -> Element:
        document = self._document
        about = _own("p", document["about"], class_="quiet")
        state = _own("p", document["state"], *self._beneath(document), class_="quiet")
        return make("footer", self._notice("notice-end"), about, state)

    def _beneath(self, told: Node) -> list[Element]:
        """Return what the document or a chapter says of the review in the second language."""
        words = told["under_state"]
        return [self._nodes.in_second("span", words)] if words else []

    def _notice(self, name: str) -> Element:
        """Return the notice with a heading of its own, by which screen readers find it; ``name`` is its id."""
        heading = make("h2", self._document["notice_name"], class_="heard", id=name)
        return make("div", heading, *self._notice_words(), class_="notice", role="note", aria_labelledby=name)

    def _notice_words(self) -> Iterator[Element]:
        lead, advice = self._document["notice"]
        yield _own("p", make("strong", lead), " ", advice)
        if self._document["under_notice"]:
            lead, advice = self._document["under_notice"]
            yield self._nodes.in_second("p", make("strong", lead), " ", advice)

    def _clinic(self) -> Iterator[Element]:
        """Yield who hands this out, and where it is found at home, with a code for a telephone's camera."""
        name, phone = self._document["clinic"]
        lines: list[Inside] = [make("p", make("strong", name))] if name else []
        lines += [make("p", phone)] if phone else []
        home = self._document["take_home"]
        if home:
            address = make("a", home["address"], href=home["address"], rel="noreferrer", dir="ltr")
            lines.append(make("p", home["words"], make("br"), address))
            code = data_address(home["code"].encode(), "svg")
            lines = [make("img", class_="code", src=code, alt=home["alt"]), make("div", *lines)]
        if lines:
            yield make("div", *lines, class_="clinic")

    # The editions

    def _one_page(self) -> Iterator[Inside]:
        document, nodes = self._document, self._nodes
        yield from nodes.several(document["intro"])
        steps = make("ol", *map(self._step, document["steps"]), class_="steps", role="list")
        yield make("div", nodes.figure(document["picture"], document["key"]), steps, class_="journey")
        boxes = [nodes.box(look, document[look]) for look in ("good", "call") if document[look]]
        listed = [nodes.node(document["ask"])] if document["ask"] else []
        listed += [nodes.ticks(document["own"])] if document["own"] else []
        if listed:
            boxes.append(make("section", nodes.heading(document["ask_heading"]), *listed))
        if boxes:
            yield make("div", *boxes, class_="boxes")
        yield self._room_to_write("own-words", document["own_words"], 2, _own("p", document["not_kept"], class_="live"))
        yield self._room_to_write("tell-words", document["tell_words"], 2)

    def _step(self, step: Node) -> Element:
        """Return a step: its title is a heading, so that screen readers step from one to the next."""
        nodes, number = self._nodes, step["number"]
        badge: list[Inside] = [make("span", str(number), class_="badge"), " "] if number else []
        term: list[Inside] = [" ", make("span", f"({step['term']})", class_="term")] if step["term"] else []
        second = step["title"] | {"t": []}
        heading = make("h2", *badge, *nodes.parts(step["title"]["t"]), *term, *nodes.said(second))
        return make("li", heading, make("p", *nodes.said(step["text"])))

    def _booklet(self) -> Iterator[Inside]:
        document, nodes = self._document, self._nodes
        yield nodes.figure(document["picture"], document["key"])
        listed = [
            make("li", make("a", *nodes.said(chapter["title"]), href=f"#{chapter['id']}"))
            for chapter in document["chapters"]
        ]
        heading = make("h2", *nodes.said(document["contents"]), id="contents")
        dotted = make("p", document["dotted"])
        yield make("nav", heading, dotted, make("ol", *listed), aria_labelledby="contents")
        yield from map(self._chapter, document["chapters"])

    def _chapter(self, chapter: Node) -> Element:
        document, nodes = self._document, self._nodes
        opening = [
            *([make("p", *nodes.said(chapter["step"]), class_="step")] if chapter["step"]["t"] else []),
            make("h2", *nodes.said(chapter["title"])),
            *([make("p", *nodes.said(chapter["term"]), class_="quiet")] if chapter["term"] else []),
        ]
        inside: list[Inside] = [
            nodes.sources(node) if chapter["id"] == "chapter-sources" and node["k"] == "list" else nodes.node(node)
            for node in chapter["nodes"]
        ]
        if chapter["id"] == document["own_chapter"]:
            own = [nodes.ticks(document["own"])] if document["own"] else []
            kept = _own("p", document["not_kept"], class_="live")
            inside.append(self._room_to_write("own-words", document["own_words"], 3, kept, *own))
        state = [make("p", chapter["state"], *self._beneath(chapter), class_="quiet")] if chapter["state"] else []
        end = [*state, *([make("p", chapter["sources"], class_="quiet")] if chapter["sources"] else [])]
        return make("section", *opening, *inside, *end, class_="chapter", id=chapter["id"])

    def _room_to_write(self, name: str, words: Node, level: int, *before: Element) -> Element:
        """Return a heading and lines: to write on by hand on paper, and by keys on the screen.

        No script could keep what is typed, and none is needed: the lines grow with it and are printed with it.
        """
        heading = make(f"h{level}", *self._nodes.said(words), id=name)
        lines = make("div", role="textbox", aria_multiline="true", aria_labelledby=name, tabindex="0", class_="lines")
        lines.set("contenteditable", "plaintext-only")
        return make("section", heading, *before, lines, class_="write")
