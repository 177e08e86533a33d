"""Blocks to the small part of HTML that Qt's text document draws.

QTextDocument puts no border or padding on paragraphs, so a call-out is a table with one
cell. Every block carries its id as an anchor, so that links, search and speech find it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

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
    caption_id,
    row_id,
)
from viewer.content.whole_page import STEP_LINE, TERM_LINE, TITLE

if TYPE_CHECKING:
    from viewer.ui.theme import Look


def cell_anchor(table: Table, row: int, column: int) -> str:
    """Return the anchor of a cell; row 0 holds the headings of the columns."""
    return f"{table.id}-{row}-{column}"


def show_anchor(section: Section) -> str:
    """Return the anchor of the link that opens a closed section."""
    return f"{section.id}-show"


def is_closed(section: Section, opened: frozenset[str]) -> bool:
    """Return whether a section is closed until the reader opens it, and still is."""
    return section.role == "if-asked" and section.id not in opened


class PageWriter:
    """Writes pages for one look.

    Args:
        look: Colors and sizes.
        width: Width of the text column, in pixels; pictures are no wider.
        right_to_left: Whether the language is written from right to left.
        opened: Ids of the closed sections that the reader has opened.
        show_words: What the link says that opens a closed section.
        tight: Whether the head of the page saves height, so that the text begins sooner.
    """

    def __init__(
        self,
        look: Look,
        width: int,
        *,
        right_to_left: bool,
        opened: frozenset[str],
        show_words: str,
        tight: bool = False,
    ) -> None:
        self._look = look
        self._width = width
        self._direction = ' dir="rtl"' if right_to_left else ""
        self._bar_side = "right" if right_to_left else "left"
        self._opened = opened
        self._show_words = show_words
        self._tight = tight

    def page(self, step: str, title: str, term: tuple[Inline, ...], sections: tuple[Section, ...]) -> str:
        """Return a whole page: the line above the title, the title, the medical word, the sections."""
        parts = [f"<html><head><style>{self._style()}</style></head><body>"]
        if step:
            parts.append(f'<p class="step"{self._direction}>{_anchor(STEP_LINE)}{escape(step)}</p>')
        parts.append(f'<h1 id="{TITLE}"{self._direction}>{_anchor(TITLE)}{escape(title)}</h1>')
        if term:
            parts.append(f'<p class="quiet"{self._direction}>{_anchor(TERM_LINE)}{inline_html(term)}</p>')
        parts.extend(self._section(section) for section in sections)
        parts.append("</body></html>")
        return "".join(parts)

    def _style(self) -> str:
        """Return the style sheet."""
        look, colors, em = self._look, self._look.colors, self._look.em
        # Qt takes a heading's size from its level, and only words such as these change that: a title is 2 em otherwise.
        size, above, below = ("x-large", 0.0, 0.15) if self._tight else (f"{em * 1.6:.0f}px", 0.1, 0.45)
        return (
            f"body{{color:{colors.ink};}}"
            f"p{{margin-top:{em * 0.3:.0f}px;margin-bottom:{look.paragraph_gap(0.6)}px;"
            f"line-height:{look.line_height(122)}%;}}"
            f"li{{margin-bottom:{look.paragraph_gap(0.35)}px;line-height:{look.line_height(120)}%;}}"
            f"h1{{font-size:{size};margin-top:{em * above:.0f}px;margin-bottom:{em * below:.0f}px;"
            f"{self._heading_spacing(1.6)}}}"
            f"h2{{font-size:{em * 1.17:.0f}px;margin-top:{em * 1.05:.0f}px;margin-bottom:{em * 0.3:.0f}px;"
            f"{self._heading_spacing(1.17)}}}"
            f"h3{{font-size:{em:.0f}px;margin-top:{em * 0.8:.0f}px;margin-bottom:{em * 0.25:.0f}px;"
            f"{self._heading_spacing(1)}}}"
            f".step{{color:{colors.accent};font-weight:bold;margin-top:0px;margin-bottom:{em * above * 2:.0f}px;}}"
            f".quiet{{color:{colors.quiet};{'margin-top:0px;margin-bottom:0px;' if self._tight else ''}}}"
            f"a{{color:{colors.accent};}}"
            f"td,th{{padding:{em * 0.35:.0f}px;}}"
        )

    def _heading_spacing(self, scale: float) -> str:
        """Return the room between the lines, letters and words of a heading, where it is wider than usual."""
        letters, words = self._look.letter_spacing(scale)
        if not letters:
            return ""
        line = self._look.line_height(100)
        return f"letter-spacing:{letters:.4f}px;word-spacing:{words:.4f}px;line-height:{line}%;"

    def _open(self, tag: str, anchor: str, style: str = "") -> str:
        """Return an opening tag that carries an anchor."""
        looks = f' style="{style}"' if style else ""
        return f"<{tag}{self._direction}{looks}>{_anchor(anchor)}"

    def _section(self, section: Section) -> str:
        """Return a section; In short and Good to know as call-outs, a closed one as a link that opens it."""
        colors = self._look.colors
        if is_closed(section, self._opened):
            heading = self._heading(section.heading) if section.heading else ""
            link = f'<a href="show:{section.id}">{escape(self._show_words)}</a>'
            return f"{heading}{self._open('p', show_anchor(section))}{link}</p>"
        if section.role == "short":
            return self._box(section, colors.short_ground, colors.accent)
        if section.role == "good":
            return self._box(section, colors.good_ground, colors.good_line)
        heading = self._heading(section.heading) if section.heading else ""
        return heading + "".join(self._block(block) for block in section.blocks)

    def _box(self, section: Section, ground: str, bar: str) -> str:
        """Return a section as a call-out whose heading leads into its first paragraph."""
        lead = (
            f"{_anchor(section.heading.id)}<b>{inline_html(section.heading.children)}:</b> " if section.heading else ""
        )
        parts = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                parts.append(f"<p{self._direction}>{lead}{_anchor(block.id)}{inline_html(block.children)}</p>")
            else:
                parts.append((f"<p{self._direction}>{lead}</p>" if lead else "") + self._block(block))
            lead = ""
        return self._framed("".join(parts), ground, bar)

    def _framed(self, inside: str, ground: str, bar: str) -> str:
        """Return HTML in a one-cell table with a bar at the side where reading starts."""
        em = self._look.em
        cell = (
            f"border-{self._bar_side}:{em * 0.35:.0f}px solid {bar};background-color:{ground};padding:{em * 0.5:.0f}px;"
        )
        margin = f"margin-top:{em * (0.2 if self._tight else 0.5):.0f}px;margin-bottom:{em * 0.6:.0f}px;"
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" style="{margin}">'
            f'<tr><td style="{cell}">{inside}</td></tr></table>'
        )

    def _heading(self, heading: Heading) -> str:
        level = min(heading.level, 4)
        return f"{self._open(f'h{level}', heading.id)}{inline_html(heading.children)}</h{level}>"

    def _block(self, block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
        """Return any block."""
        match block:
            case Section():
                return self._section(block)
            case Heading():
                return self._heading(block)
            case Paragraph():
                return f"{self._open('p', block.id)}{inline_html(block.children)}</p>"
            case List():
                tag = "ol" if block.ordered else "ul"
                return f"<{tag}{self._direction}>" + "".join(self._item(item) for item in block.items) + f"</{tag}>"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case CallOut():
                inside = "".join(self._block(inner) for inner in block.blocks)
                return self._framed(inside, self._look.colors.short_ground, self._look.colors.accent)

    def _item(self, item: ListItem) -> str:
        """Return a list item; its first paragraph stands beside the bullet."""
        first, *others = item.blocks
        words = self._block(first)
        if isinstance(first, Paragraph):
            words = _anchor(first.id) + inline_html(first.children)
        return f"{self._open('li', item.id)}{words}{''.join(map(self._block, others))}</li>"

    def _table(self, table: Table) -> str:
        line = self._look.colors.line
        # Qt reads the direction of a table and yet lays its columns out from the left.
        way = -1 if self._direction else 1
        start = f'align="{self._bar_side}"{self._direction}'
        head = "".join(f"<th {start}>{cell}</th>" for cell in _row(table, 0)[::way])
        rows = "".join(
            "<tr>" + "".join(f"<td{self._direction}>{cell}</td>" for cell in _row(table, number)[::way]) + "</tr>"
            for number in range(1, len(table.rows) + 1)
        )
        return (
            f'<table border="1" cellspacing="0" width="100%" style="border-color:{line};border-collapse:collapse;">'
            f"<thead><tr>{head}</tr></thead>{rows}</table>"
        )

    def _figure(self, figure: Figure) -> str:
        """Return a picture with its caption; the reader hands the picture in under the address ``picture:…``.

        Qt gives a picture no anchor, so its address ends with the block's id.
        """
        width = self.picture_width()
        caption = ""
        if figure.caption:
            anchor = _anchor(caption_id(figure.id))
            caption = f'<p class="quiet"{self._direction}>{anchor}{escape(figure.caption)}</p>'
        address = f"picture:{escape(figure.image)}#{escape(figure.id)}"
        image = f'<img src="{address}" width="{width}" alt="{escape(figure.description)}">'
        # The line of a picture is as high as the picture: any other line height would add to that.
        return f"{self._open('p', figure.id, 'line-height:100%;')}{image}</p>{caption}"

    def picture_width(self) -> int:
        """Return how wide pictures in the text are, in pixels."""
        # From a kiosk's screen people stand further away, and its words in pictures may not be small.
        most = 24 * self._look.em
        return max(40, min(self._width, most if self._look.low else min(most, 640)))


def _anchor(block: str) -> str:
    """Return the mark of the place where a block's words begin."""
    return f'<a name="{escape(block)}"></a>'


def _row(table: Table, number: int) -> list[str]:
    """Return the cells of a row, 0 for the headings; the first that has words carries the row's anchor."""
    row = (table.header, *table.rows)[number]
    cells = _cells(table, number, row)
    first = next((at for at, cell in enumerate(row) if cell), 0)
    cells[first] = _anchor(row_id(table.id, number)) + cells[first]
    return cells


def _cells(table: Table, row: int, cells: tuple[tuple[Inline, ...], ...]) -> list[str]:
    """Return the cells of a row, each with its anchor."""
    return [_anchor(cell_anchor(table, row, column)) + inline_html(cell) for column, cell in enumerate(cells)]


def inline_html(children: tuple[Inline, ...]) -> str:
    """Return inline content as HTML; words are words, never markup."""
    parts = []
    for child in children:
        match child:
            case Text():
                parts.append(escape(child.text))
            case Strong():
                parts.append(f"<b>{inline_html(child.children)}</b>")
            case Emphasis():
                parts.append(f"<i>{inline_html(child.children)}</i>")
            case Link():
                parts.append(f'<a href="{child.kind}:{escape(child.target)}">{inline_html(child.children)}</a>')
            case Setting():
                parts.append(inline_html(child.fallback))
    return "".join(parts)
