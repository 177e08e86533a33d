"""The sentences that a topic says: where each stands, and the same with the glossary's words masked."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from viewer.content.blocks import Figure, Heading, Link, Paragraph, Setting, Table, Text, plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from viewer.content.blocks import Inline
    from viewer.content.glossary import Word
    from viewer.content.topics import Page

MASK = "word"
"""What stands for a word of the glossary, or a medical word, where reading is measured: one plain syllable."""

MEASURED = frozenset({"said", "row"})
"""Kinds of passages that count for the reading level."""

LIMITED = frozenset({"said", "cell", "aside", "label"})
"""Kinds of passages whose sentences may not be too long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a heading, a paragraph, a list item, a cell of a table.

    Attributes:
        kind: ``"said"`` for what everybody reads, ``"row"`` for a whole row of a table, ``"cell"`` for one of its
            cells, ``"aside"`` for a summary or the description of a picture, ``"label"`` for short names.
        text: The words.
        masked: The words, each term of the glossary replaced by :data:`MASK`.
    """

    kind: str
    text: str
    masked: str


# Where a sentence ends

_END = re.compile(
    r"[.!?…\u061f\u06d4\u0964]+[\"'”’»)\]]*(?=\s|$)"  # Arabic, Urdu and Hindi marks among them
    r"|[。\uff01\uff1f]+[」』”’\uff09]*"  # Chinese and Japanese: no space follows
)
_OPENERS = "\"'“‘«([¿¡"

_NEVER_LAST = frozenset(
    {
        *("dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "approx", "fig", "dept"),
        *("dra", "sr", "sra", "srta", "ud", "uds", "p", "ej", "pág", "núm", "ee", "tel"),
    }
)
"""Abbreviations, without their last dot, after which a sentence goes on."""

_BEFORE_NUMBERS = frozenset({"no", "nos", "vol", "pp", "n.º", "nº"})
"""Abbreviations only where a number follows; elsewhere, as in "No. There are treatments.", words of their own."""


def sentences(text: str) -> list[str]:
    """Cut a passage into its sentences; what has no mark at its end is one as well.

    Abbreviations ("Dr. Lee", "p. ej."), numbers ("98.6"), initials and a mark inside quotes with the sentence going
    on ("Why?" he asked) end none.
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each of :func:`sentences` begins and ends in the passage; the spaces between are in none."""
    cuts = [0]
    for mark in _END.finditer(text):
        if _ends(text[cuts[-1] : mark.start()], mark[0], text[mark.end() :].lstrip()):
            cuts.append(mark.end())
    found = []
    for start, end in pairwise([*cuts, len(text)]):
        words = text[start:end].strip()
        if any(char.isalnum() for char in words):
            first = text.index(words, start)
            found.append((first, first + len(words)))
    return found


def _ends(before: str, marks: str, after: str) -> bool:
    """Return whether marks end the sentence: what stands before them since its start, and after them."""
    follows = after.lstrip(_OPENERS)[:1]
    if not follows:
        return True
    if follows.islower():
        return False
    if marks[0] != "." or marks.startswith(".."):
        return True
    words = before.split()
    last = words[-1].lstrip(_OPENERS) if words else ""
    if last.casefold() in _BEFORE_NUMBERS and follows.isdigit():
        return False
    opening = len(words) == 1 or (len(words) > 1 and all(len(word.rstrip(".")) == 1 for word in words))
    is_initial = len(last) == 1 and last.isupper() and opening
    is_number = last.isdigit() and len(words) == 1
    return last.casefold() not in _NEVER_LAST and not is_initial and not is_number


_WORD = re.compile(r"[^\W_]+(?:['’.,:/\-\u2011][^\W_]+)*")


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence; "long-term", "don’t" and "98.6" are one each."""
    return _WORD.findall(sentence)


# The glossary's words

_VOWELS = dict(zip("áéíóú", "aeiou", strict=True))


def terms_pattern(words: Mapping[str, Word], *others: str) -> re.Pattern[str]:
    """Return a pattern that finds the glossary's words, and other terms, singular or plural.

    Args:
        words: The glossary.
        others: More terms, such as a page's medical word.
    """
    terms = {word.term.casefold() for word in words.values()} | {other.casefold() for other in others if other}
    forms = {form for term in terms for form in (term, *_plurals(term))}
    if not forms:
        return re.compile(r"(?!)")
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _plurals(term: str) -> Iterator[str]:
    """Yield what a term may look like when there are several, in English or Spanish: as wide as costs nothing."""
    yield from (f"{term}s", f"{term}es")
    if term.endswith("y"):
        yield f"{term[:-1]}ies"
    if term.endswith("is"):
        yield f"{term[:-2]}es"
    if term.endswith("z"):
        yield f"{term[:-1]}ces"
    if len(term) > 1 and term[-2] in _VOWELS:
        yield f"{term[:-2]}{_VOWELS[term[-2]]}{term[-1]}es"
    first, space, rest = term.partition(" ")
    if space and not rest.startswith(("of ", "de ", "to ")):
        yield f"{first}s {rest}s"


def _masked(parts: tuple[Inline, ...], terms: re.Pattern[str]) -> str:
    """Return the words of inline content with each link to the glossary, and each of its words, masked."""
    return terms.sub(MASK, _without_links(parts))


def _without_links(parts: tuple[Inline, ...]) -> str:
    said = []
    for part in parts:
        if isinstance(part, Text):
            said.append(part.text)
        elif isinstance(part, Link) and part.kind == "glossary":
            said.append(MASK)
        else:
            said.append(_without_links(part.fallback if isinstance(part, Setting) else part.children))
    return "".join(said)


# What a page says


def head_passages(page: Page, terms: re.Pattern[str]) -> Iterator[Passage]:
    """Yield what a page's front matter says, how to say a word aside."""
    yield Passage("said", page.title, terms.sub(MASK, page.title))
    for words in (page.summary, page.picture, page.caption):
        if words:
            yield Passage("said" if words == page.caption else "aside", words, terms.sub(MASK, words))
    for words in (page.button, page.term, *page.labels.values()):
        if words:
            yield Passage("label", words, words)


def body_passages(page: Page, terms: re.Pattern[str]) -> Iterator[Passage]:
    """Yield what a page's text says, in reading order."""
    for block in walk(page.sections):
        match block:
            case Heading() | Paragraph():
                yield _passage("said", block.children, terms)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    cells = [_passage("cell", cell, terms) for cell in row if plain_text(cell).strip()]
                    yield from cells
                    yield Passage("row", ", ".join(c.text for c in cells), ", ".join(c.masked for c in cells))
            case Figure(description=description, caption=caption):
                yield Passage("aside", description, terms.sub(MASK, description))
                if caption:
                    yield Passage("said", caption, terms.sub(MASK, caption))
            case _:
                continue


def meaning_passage(word: Word, terms: re.Pattern[str]) -> Passage:
    """Return what a word of the glossary means."""
    return _passage("said", word.meaning, terms)


def _passage(kind: str, parts: tuple[Inline, ...], terms: re.Pattern[str]) -> Passage:
    return Passage(kind, plain_text(parts), _masked(parts, terms))


def measured_sentences(passages: Iterable[Passage]) -> list[str]:
    """Return the masked sentences by which the reading level is measured."""
    return [
        sentence
        for passage in passages
        if passage.kind in MEASURED
        for sentence in ([passage.masked] if passage.kind == "row" else sentences(passage.masked))
    ]


# Lines

_TARGET = re.compile(r"\]\([^()\s\"]*(?:[ ]+\"([^\"]*)\")?[ ]*\)")
_ROLE = re.compile(r"\{#[a-z-]+\}[ ]*$")


class Lines:
    """Finds the line of a file on which words stand, whatever marks stand between them.

    Args:
        data: The file.
        first: The first line to look at.
    """

    def __init__(self, data: bytes, first: int = 1) -> None:
        lines = data.decode().replace("\r\n", "\n").split("\n")[first - 1 :]
        bare = [_letters(_TARGET.sub(r" \1", _ROLE.sub("", line))) for line in lines]
        self._first = first
        self._ends = list(accumulate(map(len, bare)))
        self._letters = "".join(bare)
        self._start = -1
        self._end = 0

    def enter(self, passage: str) -> None:
        """Go on to a passage; passages come in the file's order, and one that does not is looked for from the top."""
        letters = _letters(passage)
        self._start = self._letters.find(letters, self._end)
        if self._start < 0:
            self._start = self._letters.find(letters)
        if self._start >= 0:
            self._end = self._start + len(letters)

    def line(self, before: str = "") -> int:
        """Return the line on which words of the passage begin; 0 when the file does not have it.

        Args:
            before: What stands in the passage before the words.
        """
        if self._start < 0:
            return 0
        return self._first + bisect_right(self._ends, self._start + len(_letters(before)))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
