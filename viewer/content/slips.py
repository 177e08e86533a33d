"""What somebody has meant who typed a word that stands nowhere, and which words lead nowhere by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LEAST = 4
"""A word with fewer letters has one slip to half of all short words: nothing is guessed for it."""

LONG = 7
"""A word with so many letters may have more than one slip."""

ALIKE = 0.8
"""How alike such a word must be, by difflib's measure, to be offered."""

SWAPPED, OTHER, ONE_MORE, NONE = range(4)
"""Slips of one finger, the likeliest first: two letters in the wrong order, another letter, one too few or too many."""

SMALL: Mapping[str, str] = {
    "en": (
        "a an and are as at be been but by can could did do does for from had has have he her here him his "
        "how if in is it its may me might must my not of on or our shall she should so than that the their "
        "them then there these they this those to us was we were what when where which who whose why will "
        "with would you your"
    ),
    "es": (
        "a al como con cual cuando de del donde e el ella ellas ellos en era es esa ese eso esta este esto "
        "fue ha hay la las le les lo los me mi mis muy ni no nos o para pero por porque puede que quien se "
        "ser si sin son su sus te tiene tu tus u un una y ya yo"
    ),
}
"""Words of each language that tell nothing about what is looked for, as they are compared: without accents."""


def is_small(word: str, language: str) -> bool:
    """Whether a word, as it is compared, tells nothing in a language about what is looked for."""
    return word in SMALL.get(language, "").split()


def meant(typed: str, known: Iterable[str], count: Callable[[str], int]) -> str:
    """Return the known word that was most likely meant; ``""`` where none is likely.

    A slip of one finger is likely, and that the first letter is right; of words with the same slip the one whose last
    letter is right, too, then the one that stands in more places.

    Args:
        typed: A word that stands nowhere, as it is compared.
        known: The words that there are.
        count: In how many places one of them stands.
    """
    if len(typed) < LEAST:
        return ""
    alike = [word for word in known if word[0] == typed[0] and abs(len(word) - len(typed)) < 3]
    slips = [(kind, word) for word in alike if (kind := slip(typed, word)) != NONE]
    if slips:
        least = min(kind for kind, _word in slips)
        return min(
            (word for kind, word in slips if kind == least), key=lambda word: (word[-1] != typed[-1], -count(word))
        )
    if len(typed) < LONG:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, alike, n=1, cutoff=ALIKE)), "")


def slip(typed: str, word: str) -> int:
    """Return which slip of one finger makes the one word of the other; :data:`NONE` when no single one does."""
    if len(typed) == len(word):
        unlike = [place for place in range(len(word)) if typed[place] != word[place]]
        if len(unlike) == 1:
            return OTHER
        pair = slice(min(unlike, default=0), max(unlike, default=0) + 1)
        return SWAPPED if len(unlike) == 2 and len(word[pair]) == 2 and typed[pair] == word[pair][::-1] else NONE
    short, long = sorted((typed, word), key=len)
    if len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long))):
        return ONE_MORE
    return NONE
