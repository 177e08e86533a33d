"""Where things stand in a text document: blocks by their anchors, links, stretches of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument


def text_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the parts of a document, in reading order."""
    part = document.begin()
    while part.isValid():
        yield part
        part = part.next()


def anchors_in(part: QTextBlock) -> Iterator[tuple[str, int]]:
    """Yield the anchors of a part of a document, each with its place in it; pictures have theirs in their address."""
    for piece in part.textFormats():
        if piece.format.isImageFormat():
            yield piece.format.toImageFormat().name().partition("#")[2], piece.start
        else:
            yield from ((name, piece.start) for name in piece.format.anchorNames())


def find_anchor(document: QTextDocument, anchor: str) -> tuple[QTextBlock, int] | None:
    """Return the first part of a document that holds an anchor, and where in it; ``None`` where none does."""
    found = ((part, start) for part in text_blocks(document) for name, start in anchors_in(part) if name == anchor)
    return next(found, None)


def lines_of(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """Return where a stretch of words inside one part stands, a rectangle for each of its lines.

    Args:
        document: The document.
        start: Position of the first character.
        end: Position behind the last one.

    Returns:
        Rectangles in pixels, from the corner of the whole document.
    """
    block = document.findBlock(start)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    found = []
    for index in range(block.layout().lineCount()):
        line = block.layout().lineAt(index)
        first = max(start - block.position(), line.textStart())
        last = min(end - block.position(), line.textStart() + line.textLength())
        if first < last:
            # PySide6 gives the position beside the coordinate; its type stubs say otherwise.
            edges = sorted(cast("tuple[float, int]", line.cursorToX(at))[0] for at in (first, last))
            rect = QRectF(edges[0], line.y(), edges[1] - edges[0], line.height())
            found.append(rect.translated(corner))
    return found


class TextMap:
    """Knows the anchors of a document as it is now; pictures have theirs at the end of their address.

    A document that is written anew needs a new map.

    Args:
        document: The document.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._starts: dict[str, int] = {}
        for block in text_blocks(document):
            for name, _start in anchors_in(block):
                self._starts.setdefault(name, block.position())

    def block(self, anchor: str) -> QTextBlock | None:
        """Return the part that carries an anchor, or ``None``."""
        start = self._starts.get(anchor)
        return None if start is None else self._document.findBlock(start)

    def anchors_at(self, position: int) -> frozenset[str]:
        """Return the anchors of the part that a position lies in."""
        start = self._document.findBlock(position).position()
        return frozenset(name for name, place in self._starts.items() if place == start)

    def rect(self, anchor: str) -> QRectF:
        """Return where a part stands, in pixels from the corner of the document; empty for an unknown anchor."""
        block = self.block(anchor)
        return QRectF() if block is None else self._document.documentLayout().blockBoundingRect(block)

    def link(self, anchor: str, number: int) -> tuple[int, int]:
        """Return where a link begins and ends, as positions; ``(0, 0)`` for an unknown one.

        Args:
            anchor: The anchor of its part.
            number: Which link of the part it is, from 0.
        """
        block = self.block(anchor)
        links = [] if block is None else _links(block)
        return links[number] if number < len(links) else (0, 0)

    def next_link(self, position: int, *, forward: bool) -> tuple[int, int] | None:
        """Return where the first link behind a position begins and ends, or the last before it; ``None`` for none."""
        links = [link for block in text_blocks(self._document) for link in _links(block)]
        if forward:
            return next((link for link in links if link[0] >= position), None)
        return next((link for link in reversed(links) if link[1] <= position), None)

    def link_around(self, position: int) -> tuple[int, int] | None:
        """Return where the link begins and ends that a position lies in; ``None`` where none does."""
        found = _links(self._document.findBlock(position))
        return next((link for link in found if link[0] <= position < link[1]), None)

    def link_rect(self, anchor: str, number: int) -> QRectF:
        """Return the rectangle around all lines of a link, in pixels from the corner of the document."""
        start, end = self.link(anchor, number)
        found = QRectF()
        for line in lines_of(self._document, start, end) if end else ():
            found = found.united(line)
        return found


def _links(block: QTextBlock) -> list[tuple[int, int]]:
    """Return the beginnings and ends of a part's links; a link of several fonts is one."""
    found: list[tuple[int, int]] = []
    before = ""
    for piece in block.textFormats():
        address = piece.format.anchorHref()
        start = block.position() + piece.start
        if address and address == before and found and found[-1][1] == start:
            found[-1] = (found[-1][0], start + piece.length)
        elif address:
            found.append((start, start + piece.length))
        before = address
    return found
