"""Nodes as elements of a web page.

The page is built as a tree and written by the standard library, so that a text stays a text whatever it holds: there is
no place where words and markup are joined by hand.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from viewer.summary.nodes import Node, Part

Inside = Element | str

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
"""Kinds of pictures by the endings of their names."""

DEEPEST = 6
"""HTML has six levels of headings."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no web page may hold as a character."""

_OVER = {
    "svg": ("viewBox",),
    "circle": ("cx", "cy", "r", "fill", "stroke", "stroke-width"),
    "rect": ("x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width"),
    "line": ("x1", "y1", "x2", "y2", "stroke", "stroke-width", "stroke-linecap"),
    "text": ("x", "y", "text-anchor", "fill", "font-weight", "font-size"),
}
"""What is written over drawings: shapes and their attributes. The typeface is the page's."""


def make(tag: str, *inside: Inside, **attributes: str) -> Element:
    """Return an element.

    Args:
        tag: Its tag.
        inside: Words and elements in it, in their order.
        attributes: Its attributes; ``class_`` and ``aria_hidden`` stand for ``class`` and ``aria-hidden``.
    """
    element = Element(tag, {name.rstrip("_").replace("_", "-"): clean(each) for name, each in attributes.items()})
    last: Element | None = None
    for each in inside:
        if isinstance(each, Element):
            element.append(each)
            last = each
        elif last is None:
            element.text = (element.text or "") + clean(each)
        else:
            last.tail = (last.tail or "") + clean(each)
    return element


def clean(words: str) -> str:
    """Return words with a sign for what no web page may hold, such as a NUL."""
    return _UNWRITABLE.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n"))


def data_address(data: bytes, ending: str) -> str:
    """Return a picture as an address that holds it whole; ``ending`` is that of its name, as in ``"svg"``."""
    return f"data:{MEDIA[ending.lower()]};base64,{b64encode(data).decode()}"


class WebNodes:
    """Writes nodes as elements.

    Args:
        under: Language and direction (``"rtl"`` or ``"ltr"``) of the second language; ``None`` without one.
        drawings: The SVG drawings that pictures name.
        rasters: The pictures of other kinds that pictures name.
    """

    def __init__(
        self, under: tuple[str, str] | None, drawings: Mapping[str, str], rasters: Mapping[str, bytes]
    ) -> None:
        self._under = under
        self._drawings = drawings
        self._rasters = rasters
        self._ticks = 0

    # Words

    def in_second(self, tag: str, *inside: Inside, class_: str = "under") -> Element:
        """Return an element that says which language it speaks: the second one."""
        language, direction = self._under or ("", "")
        return make(tag, *inside, class_=class_, lang=language, dir=direction)

    def said(self, node: Node | None) -> list[Inside]:
        """Return the words of a node, and under them the same in the second language."""
        if node is None:
            return []
        words = self.parts(node["t"])
        return [*words, self.in_second("span", *self.parts(node["u"]))] if self._under and node["u"] else words

    def parts(self, parts: Iterable[Part]) -> list[Inside]:
        """Return inline parts."""
        return [self._part(part) for part in parts]

    def _part(self, part: Part) -> Inside:
        kind, *rest = part
        match kind:
            case "t":
                return str(rest[0])
            case "b":
                return make("strong", *self.parts(rest[0]))
            case "i":
                return make("em", *self.parts(rest[0]))
            case "word":
                return make("a", *self.parts(rest[1]), class_="word", href=f"#word-{rest[0]}")
            case "source":
                return make("a", *self.parts(rest[1]), f" [{rest[0]}]", href=f"#source-{rest[0]}")
            case "page":
                return make("a", *self.parts(rest[1]), href=f"#page-{rest[0]}")
        raise ValueError(f"no part of a text is of the kind {kind!r}")

    # Nodes

    def several(self, nodes: Iterable[Node]) -> list[Inside]:
        """Return nodes as elements, in their order."""
        return [self.node(node) for node in nodes]

    def node(self, node: Node) -> Element:  # noqa: PLR0911 - one for each kind
        """Return a node as an element."""
        match node["k"]:
            case "text":
                return make("p", *self.said(node))
            case "heading":
                return self.heading(node)
            case "list":
                return self._ticks_of(node["items"]) if node["tick"] else self._list(node)
            case "glossary":
                entries = zip(node["ids"], node["items"], strict=True)
                items = [make("li", *self.several(item), id=f"word-{word}") for word, item in entries]
                return make("ul", *items, class_="words", role="list")
            case "table":
                return self._table(node)
            case "figure":
                return self.figure(node, node)
            case "box":
                return self.box(node["look"], node["inside"])
            case "under":
                return self.in_second("div", *self.several(node["inside"]))
        raise ValueError(f"no node is of the kind {node['k']!r}")

    def heading(self, node: Node, level: int = 2) -> Element:
        """Return a heading; ``level`` is that of one which names none itself."""
        return make(f"h{min(node.get('level', level), DEEPEST)}", *self.said(node))

    def box(self, look: str, inside: Iterable[Node]) -> Element:
        """Return a box. It has no name of its own: one region for each would be noise between the headings."""
        nodes = list(inside)
        headed = bool(nodes) and nodes[0]["k"] == "heading"
        return make("section" if headed else "div", *self.several(nodes), class_=f"box {look or 'plain'}")

    def _list(self, node: Node) -> Element:
        return make("ol" if node["ordered"] else "ul", *(make("li", *self.several(inside)) for inside in node["items"]))

    def sources(self, node: Node) -> Element:
        """Return the list of sources, each with the number that leads to it."""
        items = enumerate(node["items"], 1)
        return make("ol", *(make("li", *self.several(each), id=f"source-{at}") for at, each in items), class_="sources")

    def ticks(self, items: Iterable[Iterable[Part]]) -> Element:
        """Return a list of plain words, each with a box to tick."""
        return self._ticks_of([[{"k": "text", "t": list(parts), "u": []}] for parts in items])

    def _ticks_of(self, items: Iterable[list[Node]]) -> Element:
        """Return a list with a box to tick before each item: a real one, which needs no script and prints as it is."""
        return make("ul", *map(self._tick, items), class_="ticks", role="list")

    def _tick(self, nodes: list[Node]) -> Element:
        self._ticks += 1
        name = f"tick-{self._ticks}"
        if nodes and nodes[0]["k"] == "text":
            first, rest = make("label", *self.said(nodes[0]), for_=name), self.several(nodes[1:])
            return make("li", make("input", type="checkbox", id=name), make("div", first, *rest))
        words = make("div", *self.several(nodes), id=f"{name}-words")
        return make("li", make("input", type="checkbox", id=name, aria_labelledby=f"{name}-words"), words)

    def _table(self, node: Node) -> Element:
        head = make("tr", *(make("th", *self.said(cell), scope="col") for cell in node["head"]))
        rows = [make("tr", *(make("td", *self.said(cell)) for cell in row)) for row in node["rows"]]
        return make("table", make("thead", head), make("tbody", *rows))

    # Pictures

    def figure(self, node: Node, caption: Node | None) -> Element:
        """Return a picture with what is said under it; ``node`` has its alternative texts, too."""
        second = [self.in_second("p", node["under_alt"], class_="heard")] if self._under and node["under_alt"] else []
        words = self.said(caption)
        return make(
            "figure",
            self._picture(node["picture"], node["alt"]),
            *second,
            *([make("figcaption", *words)] if words else []),
        )

    def _picture(self, picture: Node, alt: str) -> Element:
        """Return a picture; a drawing lies in an image of its own, so that ids of several drawings cannot meet."""
        if "raster" in picture:
            name = picture["raster"]
            image = make("img", src=data_address(self._rasters[name], name.rpartition(".")[2]), alt=alt)
            return make("div", image, class_="picture")
        aspect = picture["aspect"]
        drawing = data_address(self._drawings[picture["base"]].encode(), "svg")
        image = make("img", src=drawing, alt=alt, width="1000", height=f"{1000 / aspect:.0f}")
        over = [_over(self._drawings[picture["over"]])] if picture["over"] else []
        return make("div", image, *over, class_="picture", style=f"--aspect: {aspect:.4f}")


def _over(drawing: str) -> Element:
    """Return what is written over a drawing as a part of the page, so that its words have the page's typeface."""
    over = _known(fromstring(drawing))
    over.attrib |= {"aria-hidden": "true", "focusable": "false"}
    return over


def _known(element: Element) -> Element:
    tag = element.tag.rpartition("}")[2]
    copy = Element(tag, {name: element.attrib[name] for name in _OVER[tag] if name in element.attrib})
    copy.text = element.text
    copy.extend([_known(each) for each in element])
    return copy
