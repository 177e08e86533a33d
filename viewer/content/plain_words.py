"""Words as a search compares them: without accents, capitals and vowel signs, in any script.

"Metástasis" and "metastasis" are one word, and so are Arabic words with and without their vowel signs. Scripts that
write no blanks between words, as Chinese does, give a word for each character; next to each other they make a phrase.
"""

# ruff: noqa: RUF001 - letters of other scripts look like ours
from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WORDS = 12
"""How many words of a query count; nobody types more, and what was pasted by mistake must not take long."""

LONGEST_WORD = 40
"""How many characters of a word count."""

_BARE = (
    *((0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670)),
    *((0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F)),
)
"""Marks that readers leave out when they type: accents, and the vowel signs of Arabic and Hebrew."""

_WITHOUT_BLANKS = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF)),
    *((0x3100, 0x312F), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F)),
    (0x20000, 0x3FFFF),
)
"""Thai and Lao, Burmese, Khmer, Chinese, Japanese."""

_LIKE = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
    | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ـ": ""}
)
"""Letters that no table of Unicode takes apart, and that people type for each other."""

_WORD = re.compile("w[wm]*|cm*")

_INTRICATE = re.compile("c|(?<![wm])m")
"""Kinds of characters that cannot be taken one by one."""

_ARTICLE = re.compile("(?:[وفبك]?ال|لل)(?=...)")
"""What Arabic writes together with the word after it: the article, and "and", "with" and others before that."""


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        word: The word as it is compared.
        single: Whether it is one character of a script without blanks.
        bare: An Arabic word without its article; nothing for other words.
    """

    start: int
    end: int
    word: str
    single: bool
    bare: str = ""

    def begins_like(self, beginning: str) -> bool:
        """Whether the word begins like this, with or without its article."""
        return self.word.startswith(beginning) or (self.bare != "" and self.bare.startswith(beginning))


class Reader:
    """Takes texts apart into words. It learns each character when it first meets it."""

    def __init__(self) -> None:
        self._kinds = _Kinds()
        self._folds = _Folds()
        self._parted = _Parted(self._kinds, self._folds)

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the words of a text in their order."""
        kinds = text.translate(self._kinds)
        for found in _WORD.finditer(kinds):
            start, end = found.span()
            word = text[start:end].translate(self._folds)[:LONGEST_WORD]
            if word:
                article = _ARTICLE.match(word)
                yield Token(start, end, word, kinds[start] == "c", word[article.end() :] if article else "")

    def words(self, text: str) -> str:
        """Return the words of a text as they are compared, blanks between them; Arabic ones also without article."""
        kinds = text.translate(self._kinds)
        if not _INTRICATE.search(kinds):
            parted = text.translate(self._parted)
            if "ال" not in parted and "لل" not in parted:
                return " ".join(word[:LONGEST_WORD] for word in parted.split())
        return " ".join(f"{token.word} {token.bare}" if token.bare else token.word for token in self.tokens(text))

    def query(self, text: str) -> Query:
        """Return what somebody has typed: every sign in it that is no word only parts words.

        Args:
            text: Anything at all.
        """
        phrases: list[tuple[str, ...]] = []
        before: Token | None = None
        for token in self.tokens(text):
            if before is not None and before.single and token.single and before.end == token.start:
                phrases[-1] += (token.word,)
            elif len(phrases) == MOST_WORDS:
                break
            else:
                phrases.append((token.word,))
            phrases[-1] = phrases[-1][:LONGEST_WORD]
            before = token
        return Query(tuple(dict.fromkeys(phrases)))

    def spans(self, text: str, query: Query) -> list[tuple[int, int]]:
        """Return where the words of a query stand in a text: beginning and end of each, in the order of the text.

        A word is found where another begins with it: "metas" is found in "metastasis", and the whole word counts.
        A word in the plural is found in the singular, too.
        """
        tokens = list(self.tokens(text))
        found: list[tuple[int, int]] = []
        for at, token in enumerate(tokens):
            for phrase in query.phrases:
                last = tokens[at : at + len(phrase)]
                if _begins(last, phrase) and (not found or found[-1][1] <= token.start):
                    found.append((token.start, last[-1].end))
        return found


class Query(NamedTuple):
    """What is looked for.

    Attributes:
        phrases: Its words; characters of a script without blanks that stand together are one phrase.
    """

    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.phrases)


def singulars(word: str) -> tuple[str, ...]:
    """Return what a word may be one of: "cells" leads to "cell", "tumores" to "tumor"; some of it is no word at all."""
    if len(word) < 4 or word[-1] != "s":
        return ()
    return (word[:-1], word[:-2]) if word[-2] == "e" else (word[:-1],)


def _begins(tokens: Sequence[Token], phrase: tuple[str, ...]) -> bool:
    """Whether words are those of a phrase; a single one need only begin like it, or be one of it."""
    if len(phrase) == 1:
        return tokens[0].begins_like(phrase[0]) or tokens[0].word in singulars(phrase[0])
    return tuple(token.word for token in tokens) == phrase


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


def _kind(char: str) -> str:
    """Return what a character is: ``w`` part of a word, ``m`` a mark on it, ``c`` a word of its own, or a blank."""
    category = unicodedata.category(char)
    if category[0] == "M" or (category == "Cf" and char != "\u200b") or char == "\u0640":
        return "m"
    if category[0] in "LN" or category == "Co":
        return "c" if _within(char, _WITHOUT_BLANKS) else "w"
    return " "


def _fold(char: str) -> str:
    """Return a character as it is compared; nothing for a mark that does not count."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = (each for each in plain if not _within(each, _BARE) and unicodedata.category(each)[0] in "LNM")
    letters = "".join(kept).translate(_LIKE)
    # The syllables of Korean come apart and together again.
    return unicodedata.normalize("NFC", letters) if unicodedata.category(char) != "Co" else char


class _Kinds(dict[int, str]):
    """The kinds of characters, found out one by one."""

    def __missing__(self, number: int) -> str:
        """Find out a character's kind."""
        self[number] = _kind(chr(number))
        return self[number]


class _Folds(dict[int, str]):
    """Characters as they are compared, found out one by one."""

    def __missing__(self, number: int) -> str:
        """Find out how a character is compared."""
        self[number] = _fold(chr(number))
        return self[number]


class _Parted(dict[int, str]):
    """Characters as they are compared, and a blank for what parts words.

    Args:
        kinds: The kinds of characters.
        folds: The characters as they are compared.
    """

    def __init__(self, kinds: _Kinds, folds: _Folds) -> None:
        super().__init__()
        self._kinds, self._folds = kinds, folds

    def __missing__(self, number: int) -> str:
        """Find out what stands for a character."""
        self[number] = " " if self._kinds[number] == " " else self._folds[number]
        return self[number]
