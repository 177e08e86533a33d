"""Search in a topic, in one language: pages, glossary and questions, made from the same blocks as the screen.

The index is SQLite's FTS5, in memory. It holds words as :mod:`viewer.content.plain_words` gives them, so that its own
tokenizer has nothing to fold. Each block of a page is a row; what is found first stands in the rows with low numbers.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.clinic import UNTOLD
from viewer.content.errors import ContentError
from viewer.content.passages import BODY, TITLES, Passage, passages_of_page, passages_of_words
from viewer.content.plain_words import Query, Reader, singulars
from viewer.content.slips import is_small, meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation

MOST = 30
"""How many places are shown; who wants others types one more letter."""

COMMON = 1500
"""From this many places on body text is not ranked: words that common tell nothing, and ranking them takes long."""

SHORT = 3
"""A word with fewer letters tells nothing by itself: it is the beginning of too many others."""

WHOLE = 5
"""One with fewer is not taken for the beginning of another word, where not all the words were found: "she", "sheet"."""

EVERYWHERE = 0.2
"""Nor does one that stands in more than this part of all places, as "the" does."""

ROOM = 180
"""About how many characters of a passage are shown."""

BEFORE = 50
"""About how many of them stand before the first word that was found."""

_TIER = 10**9
"""Rows of a tier have numbers from its own multiple of this on."""


class Piece(NamedTuple):
    """A part of a text.

    Attributes:
        text: Its words.
        marked: Whether they are what was looked for.
    """

    text: str
    marked: bool


class Place(NamedTuple):
    """A place that was found.

    Attributes:
        kind: ``"page"``, ``"question"`` or ``"word"``.
        page: The page's id; of a word, ``""``.
        block: The id of the block on that page; of a word, the word's id.
        title: The page's title; of a word, the name of the glossary.
        heading: The heading over the block; may be empty.
        passage: The words around what was found.
    """

    kind: str
    page: str
    block: str
    title: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    passage: tuple[Piece, ...]


class Found(NamedTuple):
    """What a search has found.

    Attributes:
        places: The best places, the best first.
        total: How many there are in all.
        instead: What was looked for instead of words that stand nowhere; ``""`` when they do.
        partly: Whether no place has all the words, and these have some of them.
    """

    places: tuple[Place, ...] = ()
    total: int = 0
    instead: str = ""
    partly: bool = False


class SearchIndex:
    """The words of a topic in one language.

    Nothing is read before :meth:`steps` is gone through; what has been read by then is found.

    Args:
        topic: The topic.
        translation: The interface's words; its language is the one that is searched.
        clinic: What the clinic has told.
    """

    def __init__(self, topic: Topic, translation: Translation, clinic: Clinic = UNTOLD) -> None:
        self._topic = topic
        self._translation = translation
        self._clinic = clinic
        self._reader = Reader()
        self._passages: dict[int, Passage] = {}
        self._counts = [0] * 4
        self._closed: dict[tuple[str, str], list[int]] = {}
        self._terms: dict[str, int] = {}
        self._spelled: dict[str, str] = {}
        self._rows = sqlite3.connect(":memory:")
        # The words come folded and parted by blanks; this tokenizer leaves them as they are.
        self._rows.execute(
            "CREATE VIRTUAL TABLE rows USING fts5(own, around, content='', prefix='1 2 3', tokenize='ascii')"
        )
        # Words around a place help to find it and hardly to rank it.
        self._rows.execute("INSERT INTO rows(rows, rank) VALUES('rank', 'bm25(1.0, 0.2)')")
        self._rows.execute("CREATE TABLE closed(row INTEGER PRIMARY KEY)")

    @property
    def passages(self) -> Collection[Passage]:
        """All that has been read so far, closed sections among it."""
        return self._passages.values()

    def steps(self) -> Iterator[None]:
        """Read the topic, one page a step; a page that cannot be read is left out, and the log says so."""
        for entry in self._topic.pages:
            try:
                page = self._topic.page(entry.id, self._translation.language)
                self._add(passages_of_page(self._topic, page, self._translation, self._clinic))
            except ContentError as error:
                self._leave_out(f"The page {entry.id}", error)
            yield
        try:
            words = self._topic.words(self._translation.language).values()
            self._add(passages_of_words(self._topic, list(words), self._translation, self._clinic))
        except ContentError as error:
            self._leave_out("The glossary", error)
        yield

    def _leave_out(self, what: str, error: ContentError) -> None:
        import logging

        logging.getLogger(__name__).error("%s is left out of the search. %s", what, error)

    def _add(self, passages: Sequence[Passage]) -> None:
        """Put passages into the index."""
        rows = []
        closed = []
        around: dict[str, str] = {}
        for passage in passages:
            number = passage.tier * _TIER + self._counts[passage.tier]
            self._counts[passage.tier] += 1
            self._passages[number] = passage
            own = self._reader.words(passage.own)
            if passage.around not in around:
                around[passage.around] = self._reader.words(passage.around)
            rows.append((number, own, around[passage.around]))
            if passage.closed:
                closed.append((number,))
                self._closed.setdefault((passage.page, passage.closed), []).append(number)
            else:
                self._learn(passage.own, own)
            if passage.kind == "word" and passage.tier == TITLES:
                self._terms.setdefault(own, number)
        self._rows.executemany("INSERT INTO rows(rowid, own, around) VALUES(?, ?, ?)", rows)
        self._rows.executemany("INSERT INTO closed VALUES(?)", closed)

    def _learn(self, text: str, words: str) -> None:
        """Remember how words are spelled, to have something to offer for one that stands nowhere."""
        if all(word in self._spelled for word in words.split()):
            return
        for token in self._reader.tokens(text):
            if not token.single and token.word not in self._spelled:
                self._spelled[token.word] = text[token.start : token.end]

    def set_opened(self, page: str, sections: Collection[str]) -> None:
        """Say which closed sections the reader has opened: only those are searched.

        Args:
            page: The page that the reader is on.
            sections: The ids of its opened sections.
        """
        shut = [
            (number,)
            for (each, section), rows in self._closed.items()
            if each != page or section not in sections
            for number in rows
        ]
        self._rows.execute("DELETE FROM closed")
        self._rows.executemany("INSERT INTO closed VALUES(?)", shut)

    def find(self, text: str, first: int = MOST, *, exactly: bool = False) -> Found:
        """Find what somebody has typed.

        All words must be there, as words or as beginnings of words. Glossary words, titles and headings come before
        body text. Where no place has all the words, places with some of them are found, if these tell something; where
        a word stands nowhere, the one most like it is looked for.

        Args:
            text: Anything at all; signs that are no words only part words.
            first: How many of the best places to give, :data:`MOST` at most; the rest of the answer stays the same.
            exactly: Whether only places with all the words as they were typed count, as long as more is being read.
        """
        query = self._reader.query(text)
        if not query:
            return Found()
        found = self._found(query, first)
        if found.places or exactly:
            return found
        instead, spelled = self._instead(query)
        if instead != query:
            found = self._found(instead, first)
            if found.places:
                return found._replace(instead=spelled)
        partly = self._partly(query, first)
        return partly if partly.places or instead == query else self._partly(instead, first)._replace(instead=spelled)

    def _found(self, query: Query, first: int) -> Found:
        """Return places that have all the words; where those are few, also such that have some of them around."""
        whole, begun = (_own(" AND ".join(_phrase(each, whole=end) for each in query.phrases)) for end in (True, False))
        count = self._count(begun)
        order = f"rowid / {_TIER}, rank" if count <= COMMON else "rowid"
        term = self._terms.get(" ".join(word for phrase in query.phrases for word in phrase))
        numbers = [] if term is None else [term]
        for where in (f"rowid < {BODY * _TIER}", f"rowid >= {BODY * _TIER}"):
            # Whole words come before beginnings of words.
            for match in (whole, begun):
                if len(numbers) < 2 * MOST:
                    numbers += self._select(match, where, order)
        if len(set(numbers)) < MOST and len(query.phrases) > 1:
            some = _own(" OR ".join(map(_phrase, query.phrases)))
            match = " AND ".join((*map(_phrase, query.phrases), some))
            numbers += self._select(match, "1", f"rowid / {_TIER}, rank")
            count = self._count(match)
        return self._shown(numbers, count, query, first)

    def _partly(self, query: Query, first: int) -> Found:
        """Return places that have at least one of the words that tell something, those with the rarest first."""
        telling = [phrase for phrase in query.phrases if self._tells(phrase)]
        if len(query.phrases) < 2 or not telling:
            return Found()
        match = _own(" OR ".join(map(self._some, telling)))
        count = self._count(match)
        numbers = self._select(match, "1", "rank" if count <= COMMON else "rowid")
        return self._shown(numbers, count, Query(tuple(telling)), first)._replace(partly=True)

    def _some(self, phrase: tuple[str, ...]) -> str:
        """Return a word that need not stand beside others as FTS5 reads it: a short one only as a whole word."""
        return _phrase(phrase, whole=len(phrase[0]) < WHOLE and phrase[0].isascii())

    def _tells(self, phrase: tuple[str, ...]) -> bool:
        """Whether a word by itself leads anywhere: no mere letter or two, and nothing that stands everywhere."""
        if len(phrase) == 1 and len(phrase[0]) < SHORT and phrase[0].isascii():
            return False
        if is_small(phrase[0], self._translation.language):
            return False
        return 0 < self._count(_own(self._some(phrase))) <= max(MOST, EVERYWHERE * len(self._passages))

    def _count(self, match: str) -> int:
        sql = "SELECT count(*) FROM rows WHERE rows MATCH ? AND rowid NOT IN (SELECT row FROM closed)"
        return int(self._rows.execute(sql, (match,)).fetchone()[0])

    def _select(self, match: str, where: str, order: str) -> list[int]:
        """Return the numbers of rows; twice as many as are wanted, since a place may have two rows."""
        sql = (
            f"SELECT rowid FROM rows WHERE rows MATCH ? AND {where} AND rowid NOT IN (SELECT row FROM closed) "
            f"ORDER BY {order} LIMIT {2 * MOST}"
        )
        return [number for (number,) in self._rows.execute(sql, (match,))]

    def _shown(self, numbers: Sequence[int], count: int, query: Query, first: int) -> Found:
        """Return rows as places, each place once, and a heading without the words below it as another place."""
        unlike: dict[tuple[str, str], Passage] = {}
        for number in numbers:
            passage = self._passages[number]
            unlike.setdefault((passage.page, passage.text or passage.block), passage)
        places = tuple(self._place(passage, query) for passage in list(unlike.values())[: min(first, MOST)])
        return Found(places, count if len(unlike) > MOST else len(unlike))

    def _place(self, passage: Passage, query: Query) -> Place:
        title, heading = (self._pieces(text, query) for text in (passage.title, passage.heading))
        return Place(passage.kind, passage.page, passage.block, title, heading, self._excerpt(passage.text, query))

    def _pieces(self, text: str, query: Query) -> tuple[Piece, ...]:
        """Return a text in pieces, the words of a query marked."""
        pieces, end = [], 0
        for start, stop in self._reader.spans(text, query):
            pieces += [Piece(text[end:start], False), Piece(text[start:stop], True)]
            end = stop
        pieces.append(Piece(text[end:], False))
        return tuple(piece for piece in pieces if piece.text)

    def _excerpt(self, text: str, query: Query) -> tuple[Piece, ...]:
        """Return what stands around the first word of a query in a text."""
        if len(text) <= ROOM:
            return self._pieces(text, query)
        spans = self._reader.spans(text, query)
        start = _gap(text, max(0, spans[0][0] - BEFORE)) if spans and spans[0][0] > BEFORE else 0
        end = start + ROOM
        end = len(text) if end >= len(text) else _gap(text, end)
        shown = self._pieces(text[start:end].strip(" ,;:"), query)
        before, after = ((Piece("…", False),) if cut else () for cut in (start > 0, end < len(text)))
        return (*before, *shown, *after)

    def _instead(self, query: Query) -> tuple[Query, str]:
        """Return a query with the likest known word for each that stands nowhere, and how it is spelled.

        Where nothing is like one of them, the query stays as it was: a guess at the others alone would be another one.
        """
        phrases, spelled = [], []
        for phrase in query.phrases:
            word = phrase[0]
            if len(phrase) == 1 and not self._count(_phrase(phrase)):
                word = meant(word, self._spelled, lambda known: self._count(_own(_phrase((known,)))))
                if not word:
                    return query, ""
            phrases.append((word, *phrase[1:]))
            spelled.append(self._spelled.get(word, "".join(phrases[-1])))
        return Query(tuple(phrases)), " ".join(spelled)


def _phrase(phrase: tuple[str, ...], *, whole: bool = False) -> str:
    """Return a phrase as FTS5 reads it: as the whole word or its singular, or also as the beginning of a word."""
    words = f'"{" ".join(phrase)}"'
    if len(phrase) > 1:
        return words
    others = [f'"{word}"' for word in singulars(phrase[0])]
    return f"({' OR '.join((words if whole else f'{words} *', *others))})"


def _own(words: str) -> str:
    """Return that words stand in the place itself, not only around it, as FTS5 reads it."""
    return f"own : ({words})"


def _gap(text: str, at: int) -> int:
    """Return the end of the word at a position of a text; the position itself where words have no blanks."""
    gap = text.find(" ", at, at + 30)
    return at if gap < 0 else gap


def found_spans(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words that somebody has typed stand in a text: beginning and end of each.

    Args:
        text: The text.
        words: Anything at all.
    """
    reader = Reader()
    return reader.spans(text, reader.query(words))
