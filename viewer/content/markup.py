"""From a page's Markdown to blocks.

Python-Markdown does the parsing; what it would lose, change or pass through in silence is looked for line by line
before and refused, so that an editor learns of it and a reader never sees it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from viewer.content.archive import invisible, name_problem
from viewer.content.blocks import (
    ROLES,
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
    plain_text,
)
from viewer.content.errors import ContentError, Problem
from viewer.content.fields import is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

SETTINGS = (
    "name",
    "phone",
    "phone_24h",
    "emergency",
    "fever",
    "fever_unit",
    "helplines",
    "feedback",
    "take_home",
)
"""What a clinic can set: the keys that may follow ``site:``."""

LINK_KINDS = ("glossary", "page", "source")
"""What a link can lead to."""

PICTURES = (".svg", ".png", ".jpg", ".jpeg")
"""Endings of pictures that a page may show."""

Built = TypeVar("Built")

_INDENT = 4
_MOST_BRACKETS = 2
_MOST_QUOTES = 2
_TARGET_WANTED = "glossary:…, page:…, source:… or site:…"


def parse_page_body(text: str, file: str, first_line: int) -> tuple[Section, ...]:
    """Turn the Markdown of a page into sections.

    Args:
        text: The Markdown, without the front matter.
        file: The page's file, for messages.
        first_line: The line of the file on which the text begins.

    Returns:
        The sections, those with deeper headings inside the others. Every block has an id, ``"b1"``, ``"b2"`` and so
        on in reading order.

    Raises:
        ContentError: Something in the text is not allowed or would be lost; it holds all that was found.
    """
    scan = _Scan(file)
    scan.read(enumerate(text.split("\n"), first_line))
    sections = _built(scan, _Builder(scan).sections)
    if scan.problems:
        raise ContentError(scan.problems)
    return sections


def parse_inline(text: str, file: str, line: int) -> tuple[Inline, ...]:
    """Turn one paragraph of Markdown, such as the meaning of a glossary word, into inline content.

    Args:
        text: The Markdown.
        file: Its file, for messages.
        line: The line on which it begins.

    Raises:
        ContentError: It is not one plain paragraph, or something in it is not allowed.
    """
    scan = _Scan(file)
    scan.read(enumerate(text.strip().split("\n"), line))
    blocks = _built(scan, _Builder(scan).blocks)
    if not scan.problems and not (len(blocks) == 1 and isinstance(blocks[0], Paragraph)) and text.strip():
        scan.note(line, "only one plain paragraph is allowed here: take out lists, headings, tables and pictures")
    if scan.problems:
        raise ContentError(scan.problems)
    return blocks[0].children if blocks and isinstance(blocks[0], Paragraph) else ()


def _built(scan: _Scan, build: Callable[[Element], tuple[Built, ...]]) -> tuple[Built, ...]:
    """Return what is built from the tree of the scanned lines; nothing when they cannot be parsed."""
    if scan.hopeless:
        return ()
    from viewer.content.dialect import Dialect

    try:
        tree = Dialect().tree(scan.lines)
        if _loses(tree, scan.lines):
            scan.note(scan.first_line(lambda lines: _loses(Dialect().tree(lines), lines)), _LOST)
        return build(tree)
    except RecursionError:
        scan.note(0, "marks, lists or call-outs are nested too deeply: expected three levels at most")
        return ()


_LOST = "stars do not pair here, and words would be lost: close each * and ** that is opened, or write \\* for a star"


def _loses(tree: Element, lines: list[str]) -> bool:
    """Whether letters of some lines are missing in their tree: Python-Markdown drops some where stars do not pair."""
    kept = ("href", "src", "alt", "title")
    told = (words for each in tree.iter() for words in (each.text, each.tail, *map(each.get, kept)))
    return _letters(words or "" for words in told) < _letters(lines)


def _letters(texts: Iterable[str]) -> int:
    return sum(sum(map(str.isalpha, text)) for text in texts)


# Line by line


# Patterns that few pages need; ``re`` compiles each when it is first used, and keeps it.
_HTML = r"<(?=[A-Za-z/!?])"
_ADDRESS = r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|[^\s<>@]+@)"
_ENTITY = r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
_DEFINITION = r"\s*\[[^\]]*\]:"
_REFERENCE = r"\]\s?\["
_ESCAPED = r"\\[\\`*_{}\[\]()>#+\-.!]"
_LINK_END = r"\]\(([^()\s\"]*)(?:[ ]+\"[^\"]*\")?[ ]*\)"
_QUOTE_MARKS = r"(?:>[ ]?)+"
_ITEM = r"(?P<mark>[-*+]|\d+\.)[ ]+(?P<words>.*)"
_BRACKET_ITEM = r"[0-9]{1,3}\)(?:\s|$)"
_SEPARATOR = r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?"
_CELL_END = r"(?<!\\)\|"


class _SeenHeading(NamedTuple):
    """A heading as the scan met it."""

    line: int
    level: int
    role: str


class _State:
    """Where in the lines a scan is.

    Attributes:
        fresh: Whether a new block can begin here: at the start, after an empty line, after a heading.
        lists: The marks of the lists that are open, outermost first: ``-`` or ``1``.
        columns: Number of columns of the table that is open.
        quote: Lines of the call-out that is open, without their ``>``.
        brackets: How many ``[`` are open in this block.
    """

    def __init__(self) -> None:
        self.fresh = True
        self.lists: list[str] = []
        self.columns = 0
        self.quote: list[tuple[int, str]] = []
        self.brackets = 0


class _Scan:
    """Reads lines of Markdown, notes what is wrong with them, and keeps what the tree does not tell."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.headings: list[_SeenHeading] = []
        self.hopeless = False
        self._file = file
        self._numbers: list[int] = []
        self._links: list[tuple[str, int]] = []
        self._roles: set[str] = set()

    def note(self, line: int, message: str) -> None:
        """Note a problem; line 0 stands for the first one."""
        self.problems.append(Problem(self._file, line or (self._numbers or [1])[0], message))

    def read(self, lines: Iterable[tuple[int, str]]) -> None:
        """Read all lines of a text."""
        numbered = [(number, line.expandtabs(_INDENT).rstrip(" ")) for number, line in lines]
        self.lines = [line for _, line in numbered]
        self._numbers = [number for number, _ in numbered]
        self._read_level(numbered, top=True)

    def line_of_link(self, target: str) -> int:
        """Return the line of the first link to a target that was not asked for yet."""
        for index, (known, line) in enumerate(self._links):
            if known == target:
                del self._links[index]
                return line
        return self.line_of(f"]({target}")

    def line_of(self, snippet: str) -> int:
        """Return the first line that holds the first line of a snippet, or 0."""
        words = snippet.strip().split("\n")[0].strip()
        return next((number for number, line in zip(self._numbers, self.lines, strict=True) if words in line), 0)

    def first_line(self, wrong: Callable[[list[str]], bool]) -> int:
        """Return the line where the first block begins in whose lines something is wrong, or 0."""
        block: list[str] = []
        for number, line in [*zip(self._numbers, self.lines, strict=True), (0, "")]:
            if line.strip():
                block.append(line)
            elif block:
                if wrong(block):
                    return (number or self._numbers[-1] + 1) - len(block)
                block = []
        return 0

    def _read_level(self, lines: list[tuple[int, str]], *, top: bool) -> None:
        """Read lines that stand on one level: the page's own, or those of one call-out."""
        state = _State()
        following = [*(line.strip(" ") for _, line in lines[1:]), ""]
        for (number, line), after in zip(lines, following, strict=True):
            text = line.strip(" ")
            if not text:
                self._end_block(state)
                continue
            indent = len(line) - len(line.lstrip(" "))
            if state.quote and not text.startswith((">", "#")):
                self.note(
                    number, "this line belongs to the call-out before it: begin it with >, or leave an empty line"
                )
            if text.startswith(">"):
                self._quote(number, text, indent, state)
            elif text.startswith("#"):
                self._words(number, _heading_parts(text).words, _State())
                self._heading(number, text, indent, state, top=top)
            elif text[0] in "-*_=" and not text.strip("-*_= "):
                self._rule(number, text)
            elif text.startswith("|") or state.columns or (state.fresh and _is_table(text, after)):
                self._words(number, text, state)
                self._table_row(number, text, after, state, allowed=top and not indent)
            elif item := _begins_item(text):
                state.brackets = 0
                self._words(number, text, state)
                self._item(number, item, indent, state)
            else:
                self._words(number, text, state)
                self._plain(number, text, indent, state)
            state.fresh = text.startswith("#")
        self._end_block(state)

    def _end_block(self, state: _State) -> None:
        """Note that a block ends here: at an empty line or at the end."""
        state.fresh, state.columns, state.brackets = True, 0, 0
        self._end_quote(state)

    def _end_quote(self, state: _State) -> None:
        """Read the lines of the call-out that is open, if there is one."""
        if state.quote:
            lines, state.quote = state.quote, []
            self._read_level(lines, top=False)

    def _quote(self, number: int, text: str, indent: int, state: _State) -> None:
        if indent % _INDENT or indent // _INDENT > len(state.lists):
            self.note(number, "this call-out begins with spaces: start the line with >")
        if not indent:
            state.lists.clear()
        marks = re.match(_QUOTE_MARKS, text)
        if marks is not None and marks[0].count(">") > _MOST_QUOTES:
            self.note(number, "call-outs are nested too deeply: use one >")
            self.hopeless = True
            return
        state.quote.append((number, text[1:].removeprefix(" ")))

    def _heading(self, number: int, text: str, indent: int, state: _State, *, top: bool) -> None:
        """Check a heading line, and take its role out of the lines that are parsed."""
        level, words, role = _heading_parts(text)
        before = self.headings[-1].level if self.headings else 1
        state.lists.clear()
        self._end_quote(state)
        if not top or indent:
            self.note(number, "a heading stands at the left margin, outside of lists and call-outs: move it there")
            return
        if not words.startswith(" ") or not words.strip(" #"):
            self.note(number, "this is no right heading: expected ## and a space and its words, as in ## In short")
        elif state.columns:
            self.note(number, "a heading right after a table is lost: leave an empty line before it")
        elif level == 1:
            self.note(number, "level 1 (#) is the page's title, which stands in the front matter: start with ##")
        elif level > before + 1 or level > len("######"):
            self.note(number, f"this heading leaves out a level: expected at most {'#' * min(before + 1, 6)}")
        if role is not None:
            self._role(number, role)
            self.lines[self._numbers.index(number)] = f"{'#' * level}{words}"
        self.headings.append(_SeenHeading(number, level, role or ""))

    def _role(self, number: int, role: str) -> None:
        if role not in ROLES:
            wanted = ", ".join(f"{{#{known}}}" for known in ROLES)
            self.note(number, f"the section's role {{#{role}}} is not known: expected one of {wanted}")
        elif role in self._roles:
            self.note(number, f"there are two sections {{#{role}}}: expected each role at most once a page")
        self._roles.add(role)

    def _rule(self, number: int, text: str) -> None:
        if text in {"-", "*", "+"}:
            self.note(number, "this list item is empty: write its words, or take the line out")
        else:
            self.note(number, "a line of signs (a rule) is not allowed: use a heading, as in ## In short")

    def _table_row(self, number: int, text: str, after: str, state: _State, *, allowed: bool) -> None:
        columns = len(re.findall(_CELL_END, text)) - 1
        if not allowed:
            self.note(number, "a table begins at the left margin, outside of lists and call-outs: move it there")
        elif not (text.startswith("|") and re.search(_CELL_END + "$", text) and columns):
            self.note(number, "this row of a table is not closed: every row begins with | and ends with |")
        elif not state.columns and not state.fresh:
            self.note(number, "this table is lost in the text before it: leave an empty line before a table")
        elif not state.columns and not _is_table(text, after):
            self.note(
                number, "this is no table: expected | --- | for each column in the line under the column headings"
            )
        elif state.columns and columns != state.columns:
            self.note(
                number, f"this row of the table has {columns} cells: expected {state.columns}, as in its first row"
            )
        state.columns = state.columns or max(columns, 1)
        state.lists.clear()

    def _item(self, number: int, item: re.Match[str], indent: int, state: _State) -> None:
        """Check the first line of a list item."""
        mark = item["mark"] if item["mark"][-1] == "." else "-"
        kind = "1" if mark != "-" else "-"
        depth = indent // _INDENT
        if indent % _INDENT or depth > len(state.lists):
            self.note(number, "this list item is indented wrongly: expected no spaces, or 4 for each level of nesting")
            return
        if not state.lists and not state.fresh:
            self.note(number, "this list is lost in the text before it: leave an empty line before a list")
        new = depth == len(state.lists)
        if new:
            state.lists.append(kind)
        elif state.lists[depth] != kind:
            self.note(
                number, "a list with - and one with 1. run together: write some words between them, or use one mark"
            )
        if new and kind == "1" and mark != "1.":
            self.note(number, f'a numbered list begins with 1. and would change "{mark}": write \\. for a plain number')
        del state.lists[depth + 1 :]
        words = item["words"].strip()
        if _begins_item(words) or words.startswith(("#", ">", "|")):
            self.note(number, "a list item begins with words: put nested items on lines of their own")

    def _plain(self, number: int, text: str, indent: int, state: _State) -> None:
        """Check a line that begins like plain text."""
        if ")" in text[:4] and re.match(_BRACKET_ITEM, text):
            self.note(number, "1) makes no list: write 1. instead")
        elif text.startswith("~~~"):
            self.note(number, "code is not allowed: write plain words")
        elif "]:" in text and re.match(_DEFINITION, text):
            self.note(number, f"a reference link is not allowed: write [words](target) with {_TARGET_WANTED}")
        elif state.fresh and (indent % _INDENT or indent // _INDENT > len(state.lists)):
            self.note(number, "this paragraph begins with spaces: take them out, or use 4 for each level inside a list")
        if state.fresh and not indent:
            state.lists.clear()

    def _words(self, number: int, text: str, state: _State) -> None:
        """Check the words of a line, whatever kind of line it is."""
        if bad := invisible(text):
            self.note(number, f"an invisible character (U+{ord(bad):04X}) stands here: delete it")
        if "<" in text and re.search(_ADDRESS, text):
            self.note(number, f"an address between < and > is not allowed: write [words](target) with {_TARGET_WANTED}")
        elif "<" in text and re.search(_HTML, text):
            self.note(number, 'raw HTML is not allowed: write plain Markdown, and "less than" for a single <')
        if "&" in text and (found := re.search(_ENTITY, text)):
            self.note(number, f'"{found[0]}" is not allowed: write the character itself')
        if "`" in text:
            self.note(number, "code is not allowed: take out the sign `")
        if "{#" in text:
            self.note(
                number, "{# is in the wrong place: a section's role ends its heading line, as in ## In short {#short}"
            )
        if "[" in text or "]" in text:
            self._brackets(number, re.sub(_ESCAPED, "  ", text) if "\\" in text else text, state)

    def _brackets(self, number: int, text: str, state: _State) -> None:
        if re.search(_REFERENCE, text):
            self.note(number, f"a reference link is not allowed: write [words](target) with {_TARGET_WANTED}")
        ends = re.findall(_LINK_END, text)
        if text.count("](") != len(ends):
            self.note(
                number, "this link does not end: expected [words](target) without spaces in the target, on one line"
            )
            self.hopeless = True
        self._links += [(target, number) for target in ends]
        for char in text:
            state.brackets += (char == "[") - (char == "]" and state.brackets > 0)
            if state.brackets > _MOST_BRACKETS and not self.hopeless:
                self.note(number, "too many [ are open here: close each with ], or write \\[ for a plain one")
                self.hopeless = True


class _HeadingParts(NamedTuple):
    """A heading line: the number of its ``#``, its words, and the role that ends it, if any."""

    level: int
    words: str
    role: str | None


def _heading_parts(text: str) -> _HeadingParts:
    """Take a line that begins with ``#`` apart."""
    words = text.lstrip("#")
    level = len(text) - len(words)
    before, mark, role = words.removesuffix("}").rpartition("{#")
    if mark and words.endswith("}") and not set(role) & set("{}"):
        return _HeadingParts(level, before.rstrip(" "), role)
    return _HeadingParts(level, words, None)


def _begins_item(text: str) -> re.Match[str] | None:
    """Return the mark and the words of a list item's first line; ``None`` for any other line."""
    return re.match(_ITEM, text) if text[:1] in set("-*+") or text[:1].isdecimal() else None


def _is_table(text: str, after: str) -> bool:
    """Return whether two lines are the column headings of a table and the line under them."""
    return "|" in text and "|" in after and re.fullmatch(_SEPARATOR, after) is not None


# From the tree to blocks


_SPACE = r"[ \t\n]+"
_INLINE_TAGS = frozenset({"strong", "em", "a", "img"})
_LEFT_OVER = r"\*\*|\]\(|\[\^"
_HEADING_TAGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_Run = list["str | Element"]


class _Builder:
    """Makes blocks from the tree, each with an id, and notes what the blocks cannot say."""

    def __init__(self, scan: _Scan) -> None:
        self._scan = scan
        self._count = 0

    def sections(self, root: Element) -> tuple[Section, ...]:
        """Return the sections of a page."""
        elements = [child for child in root if child.tag != "h1"]
        headings = [child for child in elements if child.tag in _HEADING_TAGS]
        seen = {
            id(child): heading
            for child, heading in zip(
                headings, (known for known in self._scan.headings if known.level > 1), strict=False
            )
        }
        sections: list[Section] = []
        first = next((at for at, child in enumerate(elements) if child.tag in _HEADING_TAGS), len(elements))
        if first:
            section_id = self._next_id()
            sections.append(Section(section_id, "", None, self._each(elements[:first])))
        at = first
        while at < len(elements):
            section, at = self._section(elements, at, seen)
            sections.append(section)
        return tuple(sections)

    def blocks(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks of a text without sections."""
        return self._each(root)

    def _section(self, elements: list[Element], at: int, seen: dict[int, _SeenHeading]) -> tuple[Section, int]:
        """Return the section whose heading stands at a place, and the place after it."""
        element = elements[at]
        level = _HEADING_TAGS[element.tag]
        known = seen.get(id(element), _SeenHeading(0, level, ""))
        section_id = self._next_id()
        heading = Heading(self._next_id(), level, self._inline(self._run(element)))
        end = at + 1
        while end < len(elements) and elements[end].tag not in _HEADING_TAGS:
            end += 1
        blocks: list[Block] = [*self._each(elements[at + 1 : end])]
        while end < len(elements) and _HEADING_TAGS[elements[end].tag] > level:
            section, end = self._section(elements, end, seen)
            blocks.append(section)
        if not blocks:
            self._scan.note(known.line, "this section is empty: write something under its heading, or take it out")
        return Section(section_id, known.role, heading, tuple(blocks)), end

    def _next_id(self) -> str:
        self._count += 1
        return f"b{self._count}"

    def _each(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        return tuple(block for element in elements for block in self._block(element))

    def _block(self, element: Element) -> Iterator[Block]:
        """Yield the block of an element; none where the element is refused."""
        match element.tag:
            case "p":
                yield from self._paragraph(self._run(element))
            case "ul" | "ol":
                list_id = self._next_id()
                yield List(list_id, element.tag == "ol", tuple(self._item(child) for child in element))
            case "blockquote":
                yield CallOut(self._next_id(), self._inside(element))
            case "table":
                yield self._table(element)
            case "pre":
                words = "".join(element.itertext())
                line = self._scan.line_of(words)
                self._scan.note(line, "code is not allowed: take out the spaces at the beginning of the line")
            case _:
                line = self._scan.line_of("".join(element.itertext()))
                self._scan.note(
                    line, "a heading stands at the left margin, outside of lists and call-outs: move it there"
                )

    def _item(self, element: Element) -> ListItem:
        item_id = self._next_id()
        blocks = self._inside(element)
        if not blocks:
            self._scan.note(0, "a list item is empty: write its words, or take it out")
        return ListItem(item_id, blocks)

    def _inside(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks in an element that may hold bare words beside them."""
        blocks: list[Block] = []
        run: _Run = [element.text or ""]
        for child in element:
            if child.tag in _INLINE_TAGS:
                run += [child, child.tail or ""]
                continue
            blocks += self._paragraph(run)
            blocks += self._block(child)
            run = [child.tail or ""]
        return (*blocks, *self._paragraph(run))

    def _run(self, element: Element) -> _Run:
        run: _Run = [element.text or ""]
        for child in element:
            run += [child, child.tail or ""]
        return run

    def _paragraph(self, run: _Run) -> Iterator[Paragraph | Figure]:
        """Yield a run of words as a paragraph, or as a figure when it is one picture; nothing when it is blank."""
        parts = [part for part in run if not isinstance(part, str) or part.strip(" \t\n")]
        if len(parts) == 1 and not isinstance(parts[0], str) and parts[0].tag == "img":
            yield self._figure(parts[0])
        elif parts:
            paragraph_id = self._next_id()
            yield Paragraph(paragraph_id, self._inline(run))

    def _figure(self, element: Element) -> Figure:
        """Return a picture, checked."""
        image, description = element.get("src", ""), element.get("alt", "").strip()
        line = self._scan.line_of_link(image)
        if not description:
            self._scan.note(line, "this picture has no description: write what it shows between [ and ]")
        if message := name_problem(image) or _picture_problem(image):
            self._scan.note(line, f'the picture "{image}" is refused: {message}')
        caption = re.sub(_SPACE, " ", element.get("title", "")).strip()
        return Figure(self._next_id(), image, re.sub(_SPACE, " ", description), caption)

    def _table(self, element: Element) -> Table:
        table_id = self._next_id()
        header, *rows = [
            tuple(self._inline(self._run(cell)) for cell in row) for part in element for row in part if row.tag == "tr"
        ]
        if not any(any(row) for row in rows):
            line = self._scan.line_of("|")
            self._scan.note(line, "this table has no rows under its column headings: write some, or take it out")
        return Table(table_id, header, tuple(rows))

    def _inline(self, run: _Run) -> tuple[Inline, ...]:
        """Return words and the marks on them, without spaces at either end."""
        parts: list[Inline] = []
        for part in run:
            if not isinstance(part, str):
                parts += self._mark(part)
            elif words := self._checked(re.sub(_SPACE, " ", part)):
                parts.append(Text(words))
        if parts and isinstance(parts[0], Text):
            parts[0] = Text(parts[0].text.lstrip(" "))
        if parts and isinstance(parts[-1], Text):
            parts[-1] = Text(parts[-1].text.rstrip(" "))
        return tuple(part for part in parts if part != Text(""))

    def _inner(self, element: Element) -> tuple[Inline, ...]:
        """Return what stands inside a mark, spaces kept."""
        parts: list[Inline] = []
        for part in self._run(element):
            if not isinstance(part, str):
                parts += self._mark(part)
            elif part:
                parts.append(Text(self._checked(re.sub(_SPACE, " ", part))))
        return tuple(parts)

    def _mark(self, element: Element) -> Iterator[Inline]:
        """Yield the inline content of an element."""
        match element.tag:
            case "strong":
                yield Strong(self._inner(element))
            case "em":
                yield Emphasis(self._inner(element))
            case "a":
                yield self._link(element)
            case _:
                line = self._scan.line_of_link(element.get("src", ""))
                self._scan.note(
                    line, "a picture stands alone in its paragraph: leave an empty line before and after it"
                )

    def _link(self, element: Element) -> Link | Setting:
        """Return a link or a setting, checked."""
        href = element.get("href", "")
        line = self._scan.line_of_link(href)
        words = self._inner(element)
        kind, colon, target = href.partition(":")
        if message := _link_problem(kind, colon, target):
            self._scan.note(line, f'the link to "{href}" is refused: {message}')
        elif not plain_text(words).strip():
            self._scan.note(line, f'the link to "{href}" has no words: write them between [ and ]')
        elif element.get("title"):
            self._scan.note(line, f'the link to "{href}" has a title in quotes: take it out, nobody would see it')
        elif element.find(".//a") is not None:
            self._scan.note(line, "a link stands inside another link: expected one after the other")
        return Setting(target, words) if kind == "site" else Link(kind, target, words)

    def _checked(self, words: str) -> str:
        """Return words after a look for signs that were meant as marks and are none."""
        if found := re.search(_LEFT_OVER, words):
            around = words[max(0, found.start() - 12) : found.end() + 12]
            line = self._scan.line_of(around) or self._scan.line_of(found[0])
            self._scan.note(line, f'"{found[0]}" would be shown as it is: close the mark, or take the signs out')
        return words


def _picture_problem(image: str) -> str:
    """Return why a picture with a right name is refused, or ``""``."""
    if not image.lower().endswith(PICTURES):
        return f"expected a file that ends in {', '.join(PICTURES)}"
    if set(image) & set("?#%*"):
        return "expected the plain name of a file in the topic's folder"
    return ""


def _link_problem(kind: str, colon: str, target: str) -> str:
    """Return why the target of a link is refused, or ``""``."""
    if not colon or kind not in {*LINK_KINDS, "site"}:
        return f"links lead to {_TARGET_WANTED}; a web address goes into [[sources]] of topic.toml"
    if kind == "site":
        return "" if target in SETTINGS else f"expected one of the settings {', '.join(SETTINGS)} after site:"
    return "" if is_id(target) else "an id has small letters, digits and -, beginning with a letter"
