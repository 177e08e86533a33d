"""Who has reviewed which page, when, and exactly which text: ``reviews.toml``, and what it is worth today.

The file stands in the topic, or beside a clinic's settings where the topic cannot be written. A review counts for the
page whose digest it names, and for no other text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.archive import invisible
from viewer.content.errors import ContentError, Problem
from viewer.content.fields import ID_WANTED, Report, is_id
from viewer.content.toml import decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from viewer.content.fields import Fields
    from viewer.content.topics import Topic

REVIEWS_FILE = "reviews.toml"

MAX_SIZE = 256 * 1024
"""Bytes that a file of reviews may have: as many as any other TOML file of a topic."""

LONGEST_WORDS = 200
"""Characters that a reviewer's name or role may have."""

NOBODY, REVIEWED, CHANGED, DUE = "nobody", "reviewed", "changed", "due"
"""What a page's review can be: none, of exactly this text, of another text, or of this text and past its next day."""

_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Review:
    """What one person looked at on one day.

    Attributes:
        topic: The topic's id.
        name: Who.
        role: What they are, as in ``"Oncology nurse"``.
        date: The day of the review.
        next: The last day on which it counts without another look.
        pages: The digest of each page, by language and by the page's id.
    """

    topic: str
    name: str
    role: str
    date: dt.date
    next: dt.date
    pages: Mapping[str, Mapping[str, str]]


class ReviewState(NamedTuple):
    """What is known of a page's review.

    Attributes:
        kind: One of :data:`NOBODY`, :data:`REVIEWED`, :data:`CHANGED`, :data:`DUE`.
        review: The newest review of the page; ``None`` when there is none.
    """

    kind: str
    review: Review | None = None


def words_problem(words: str) -> str:
    """Return what is wrong with a reviewer's name or role, or ``""`` when nothing is."""
    bad = invisible(words) or ("\n" if "\n" in words else "")
    if bad:
        return f"holds an invisible character (U+{ord(bad):04X}): expected plain words"
    if len(words) > LONGEST_WORDS:
        return f"has {len(words)} characters: expected at most {LONGEST_WORDS}"
    if not any(char.isalpha() for char in words):
        return "holds no letter: expected words"
    return ""


def read_reviews(data: bytes, file: str) -> tuple[Review, ...]:
    """Return the reviews that a file holds, in its order.

    Args:
        data: The file's bytes.
        file: Its name, for messages.

    Raises:
        ContentError: It holds all that is wrong with the file.
    """
    report = Report(decode(data, file), file)
    fields = report.fields()
    reviews = tuple(_read_review(table) for table in fields.tables("reviews", needed=False))
    fields.finish()
    report.finish()
    return reviews


def _read_review(fields: Fields) -> Review:
    """Take one review."""
    review = Review(
        topic=fields.text("topic", wanted=ID_WANTED, accepts=is_id),
        name=fields.text("name"),
        role=fields.text("role"),
        date=fields.day("date"),
        next=fields.day("next"),
        pages=_read_pages(fields.table("pages")),
    )
    for name, words in (("name", review.name), ("role", review.role)):
        if words and not invisible(words) and (problem := words_problem(words)):
            fields.report.add((*fields.place, name), f'the field "{name}" {problem}')
    if dt.date.min < review.next <= review.date:
        message = f"the next review is on {review.next}: expected a day after that of this review, {review.date}"
        fields.report.add((*fields.place, "next"), message)
    fields.finish()
    return review


def _read_pages(languages: Fields) -> Mapping[str, Mapping[str, str]]:
    """Take the digests of a review."""
    pages: dict[str, Mapping[str, str]] = {}
    for language, _ in languages.each():
        pages[language] = MappingProxyType(languages.texts(language, wanted=ID_WANTED, accepts=is_id))
        for page, digest in pages[language].items():
            if len(digest) != 64 or not _DIGITS.issuperset(digest):
                message = (
                    f'the digest of "{page}" is not right: expected 64 digits 0-9 and a-f, as sign-off writes them'
                )
                languages.report.add((*languages.place, language, page), message)
    return MappingProxyType(pages)


def known_reviews(
    files: Mapping[str, bytes], more: Path | None, topic_id: str
) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """Return a topic's reviews, the oldest first, and what is wrong with the files that hold them.

    A damaged file is left out whole: nobody can tell what its reviews were about.

    Args:
        files: The topic's files; among them there may be a ``reviews.toml``.
        more: Another file of reviews, as one beside a clinic's settings; it need not be there.
        topic_id: The topic's id; reviews of other topics are left out.
    """
    reviews: list[Review] = []
    problems: list[Problem] = []
    try:
        reviews += read_reviews(files[REVIEWS_FILE], REVIEWS_FILE)
    except KeyError:
        problems = []  # Nobody has signed anything in the topic.
    except ContentError as error:
        problems += error.problems
    if more is not None:
        try:
            reviews += read_reviews(read_file(more), str(more))
        except ContentError as error:
            problems += error.problems
    ours = sorted((review for review in reviews if review.topic == topic_id), key=lambda review: review.date)
    return tuple(ours), tuple(problems)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of reviews; none where there is no such file.

    Raises:
        ContentError: It cannot be read, or is too big.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_SIZE + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ContentError([Problem(str(path), 0, f"this cannot be read: {error.strerror or error}")]) from error
    if len(data) > MAX_SIZE:
        message = f"this file is too big: at most {MAX_SIZE // 1024} KiB are allowed"
        raise ContentError([Problem(str(path), 0, message)])
    return data


def review_state(reviews: Sequence[Review], topic: Topic, page_id: str, language: str, today: dt.date) -> ReviewState:
    """Return what is known of a page's review; the newest one of the page in this language counts.

    Args:
        reviews: The topic's reviews, the oldest first.
        topic: The topic.
        page_id: The page.
        language: Its language.
        today: The day to tell from whether the next review is due.
    """
    newest = next((each for each in reversed(reviews) if page_id in each.pages.get(language, ())), None)
    if newest is None:
        return ReviewState(NOBODY)
    try:
        same = newest.pages[language][page_id] == topic.digest(page_id, language)
    except ContentError:
        same = False  # Something that the reviewer saw is missing or damaged.
    if not same:
        return ReviewState(CHANGED, newest)
    return ReviewState(DUE if today > newest.next else REVIEWED, newest)


def review_problems(topic: Topic, more: Path | None, today: dt.date) -> list[Problem]:
    """Return what is wrong with a topic's reviews: damaged files, pages that changed, reviews that are due.

    Args:
        topic: The topic, loaded whole.
        more: Another file of reviews, as for :func:`known_reviews`.
        today: The day to tell from whether a review is due.
    """
    reviews, found = known_reviews(topic.files, more, topic.id)
    problems = list(found)
    for each in reviews:
        if each.date > today:
            message = f"the review by {each.name} is dated {each.date}, a day to come: write the day it was done"
            problems.append(Problem(REVIEWS_FILE, 0, message))
    for language in topic.languages:
        for entry in topic.entries:
            kind, review = review_state(reviews, topic, entry.id, language, today)
            if review is None or kind == REVIEWED:
                continue
            if kind == CHANGED:
                what = (
                    f"this page, a picture or a word of it has changed since {review.name} reviewed it on {review.date}"
                )
            else:
                what = f"the review of this page by {review.name} was due again on {review.next}"
            message = f"{what}: have it reviewed, then run metastasis-viewer sign-off"
            problems.append(Problem(f"{language}/{entry.id}.md", 0, message))
    return problems
