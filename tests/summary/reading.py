"""Reads PDF pages back: glyphs with their places and sizes, shapes, the notice, and what a screen reader is told."""

from __future__ import annotations

import ctypes
import math
import re
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from viewer.summary.order import Order
    from viewer.summary.voice import Voice

AMBER = (255, 241, 204)
"""The ground of the notice (DESIGN: amber with ink text)."""

UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""What has no ink: blanks, and signs of direction, which pypdfium2 adds where a line changes it."""

DRAWN_HYPHEN = re.compile("[\x02\ufffe]")
"""What pypdfium2 tells instead of a hyphen that ends a line behind a letter: it guesses that a word was divided there.
No summary divides words, so that each is a hyphen of the text, and has ink."""


def flat(words: str) -> str:
    """Return words without blanks and breaks, as lines of a page break them anywhere."""
    return UNSEEN.sub("", words)


def drawn(words: str) -> str:
    """Return words that pypdfium2 has read, with the hyphens at the ends of lines."""
    return DRAWN_HYPHEN.sub("-", words)


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box, margin: float = 0.5) -> bool:
        """Whether another one lies in it."""
        low = self.left - margin <= other.left and self.bottom - margin <= other.bottom
        return low and other.right <= self.right + margin and other.top <= self.top + margin

    def shared(self, other: Box) -> float:
        """Return the area that both have."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, across) * max(0.0, down)

    @property
    def area(self) -> float:
        """Its area."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


class Glyph(NamedTuple):
    """A character as it is drawn.

    Attributes:
        char: What it stands for.
        size: Its size on the paper, in points.
        font: The name of its font, without the part that says it is a subset.
        color: Red, green, blue.
        box: Where its ink is.
        scaled: Whether it is part of a drawing, which has a scale of its own.
    """

    char: str
    size: float
    font: str
    color: tuple[int, int, int]
    box: Box
    scaled: bool


class Shape(NamedTuple):
    """A filled shape."""

    color: tuple[int, int, int]
    box: Box


class Page:
    """One page.

    Args:
        page: The page, as pypdfium2 gives it.
    """

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.width, self.height = page.get_size()

    @cached_property
    def text(self) -> str:
        """All its words, without blanks."""
        return flat(drawn(self._text.get_text_bounded()))

    def text_in(self, box: Box) -> str:
        """Return the words in a box, without blanks."""
        return flat(drawn(self._text.get_text_bounded(*box)))

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """All characters that have ink."""
        count = raw.FPDFText_CountChars(self._text.raw)
        found = (self._glyph(index) for index in range(count))
        return [glyph for glyph in found if not UNSEEN.match(glyph.char) and glyph.box.area > 0]

    def _glyph(self, index: int) -> Glyph:
        text = self._text.raw
        edges = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
        shades = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, index, *shades)
        font = name.value.decode().partition("+")[2]
        size = raw.FPDFText_GetFontSize(text, index) * scale
        color = tuple(shade.value for shade in shades[:3])
        char = drawn(chr(raw.FPDFText_GetUnicode(text, index)))
        return Glyph(char, size, font, color, Box(left, bottom, right, top), abs(scale - 1) > 0.001)

    @cached_property
    def shapes(self) -> list[Shape]:
        """The filled shapes that do not belong to a drawing."""
        found = []
        for each in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(each.raw, mode, stroke)
            if mode.value != raw.FPDF_FILLMODE_NONE:
                found.append(Shape(_fill(each), Box(*each.get_bounds())))
        return found

    @cached_property
    def rules(self) -> list[Box]:
        """The long level lines, such as those to write on, that can be seen."""
        image = self.picture().convert("L")
        found = []
        for each in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
            box = Box(*each.get_bounds())
            if box.top - box.bottom < 1 and box.right - box.left > 150:
                middle = (box.left + box.right, 2 * self.height - box.top - box.bottom)
                near = [image.getpixel((round(middle[0]), round(middle[1]) + off)) for off in (-1, 0, 1)]
                found += [box] if min(near) < 160 else []
        return found

    @property
    def notice(self) -> Box:
        """Where the notice is; there must be just one."""
        (found,) = [shape.box for shape in self.shapes if shape.color == AMBER]
        return found

    def picture(self, box: Box | None = None, scale: float = 2.0) -> Image:
        """Return the page, or a part of it, as a picture."""
        edges = (box.left, box.bottom, self.width - box.right, self.height - box.top) if box else (0, 0, 0, 0)
        return self._page.render(scale=scale, crop=edges).to_pil().convert("RGB")

    def without_others(self, box: Box) -> Image:
        """Return the picture of the notice's box on a page where only its ground, its words and its line were left."""
        for each in list(self._page.get_objects(max_depth=1)):
            place = Box(*each.get_bounds())
            line = each.type == raw.FPDF_PAGEOBJ_PATH and place.top - place.bottom <= 2.1
            own = each.type == raw.FPDF_PAGEOBJ_TEXT or line or _fill(each) == AMBER
            if not own or not box.holds(place, 2.5):
                self._page.remove_obj(each)
        return self.picture(box)

    def marked(self) -> dict[int, str]:
        """Return the words of each piece of marked content, by its number."""
        found: dict[int, str] = {}
        for each in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            number = raw.FPDFPageObj_GetMarkedContentID(each.raw)
            size = raw.FPDFTextObj_GetText(each.raw, self._text.raw, None, 0)
            words = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(each.raw, self._text.raw, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)), size)
            found[number] = found.get(number, "") + drawn(words.raw[: size - 2].decode("utf-16-le"))
        return found


def _fill(each: pdfium.PdfObject) -> tuple[int, int, int]:
    shades = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(each.raw, *shades)
    return shades[0].value, shades[1].value, shades[2].value


class Element(NamedTuple):
    """A part of what a screen reader is told.

    Attributes:
        role: Its kind, as in ``"H1"``.
        words: Its words without blanks.
        alt: What stands for it, for a picture.
        pieces: Its words in pieces, each with its language.
        inside: The elements in it.
    """

    role: str
    words: str
    alt: str
    pieces: list[tuple[str, str]]
    inside: list[Element]

    def all(self, *roles: str) -> Iterator[Element]:
        """Yield the elements of some kinds in it, in the order in which they are read."""
        for each in self.inside:
            if each.role in roles:
                yield each
            yield from each.all(*roles)


class Sheet:
    """A PDF, with what it was made from.

    Args:
        data: The PDF.
        order: What was ordered.
        document: The document that was handed to the press.
        voice: The language.
        under: The second language.
    """

    def __init__(self, data: bytes, order: Order, document: dict[str, Any], voice: Voice, under: Voice | None) -> None:
        self.data, self.order, self.document, self.voice, self.under = data, order, document, voice, under
        self._open = pdfium.PdfDocument(data)
        self.pages = [Page(page) for page in self._open]

    @contextmanager
    def fresh(self, number: int) -> Iterator[Page]:
        """Open a page, from 0, of a copy that may be spoiled."""
        with pdfium.PdfDocument(self.data) as copy:
            yield Page(copy[number])

    def close(self) -> None:
        """Close the PDF with its pages."""
        self._open.close()

    @cached_property
    def tags(self) -> Element:
        """All that a screen reader is told."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            known = {page.obj.objgen: (number, _languages(page)) for number, page in enumerate(pdf.pages)}
            marked = [page.marked() for page in self.pages]
            (top,) = _listed(pdf.Root.StructTreeRoot.K)
            return _element(top, str(pdf.Root.Lang), None, known, marked)


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _languages(page: pikepdf.Page) -> dict[int, str]:
    """Return the language of marked content that names one, by its number."""
    found = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
            told = operands[1]
            if "/MCID" in told and "/Lang" in told:
                found[int(told["/MCID"])] = str(told["/Lang"])
    return found


def _element(node: Any, language: str, page: Any, known: Any, marked: Any) -> Element:
    """Return an element of the tag tree with all that is in it."""
    language = str(node.get("/Lang", language))
    page = node.get("/Pg", page)
    inside, pieces = [], []
    for kid in _listed(node.get("/K", pikepdf.Array())):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            element = _element(kid, language, page, known, marked)
            inside.append(element)
            pieces += element.pieces
            continue
        if isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
            continue  # an annotation, such as a link's
        place = kid.get("/Pg", page) if isinstance(kid, pikepdf.Dictionary) else page
        content = int(kid["/MCID"]) if isinstance(kid, pikepdf.Dictionary) else int(kid)
        number, languages = known[place.objgen]
        pieces.append((flat(marked[number].get(content, "")), languages.get(content, language)))
    words = "".join(piece for piece, _ in pieces)
    return Element(str(node.S)[1:], words, str(node.get("/Alt", "")), pieces, inside)
