"""Signing off a topic's text: making a review, and writing it to a file without losing an older one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.content.errors import ContentError, Problem
from viewer.content.header import TOPIC_FILE
from viewer.content.reviews import MAX_SIZE, Review, read_file, read_reviews, words_problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from viewer.content.topics import Topic

_ABOUT = """\
# Who has reviewed which page, when, and exactly which text. `metastasis-viewer sign-off` writes this file.
# Do not change a digest by hand: a page whose text is not the reviewed one says so.
"""


def entry_problem(name: str, role: str, today: dt.date, next_day: dt.date) -> str:
    """Return what is wrong with what a reviewer says of themselves, or ``""`` when nothing is.

    Args:
        name: Who signs.
        role: What they are.
        today: The day of the review.
        next_day: The day of the next one.
    """
    for option, words in (("--name", name), ("--role", role)):
        if problem := words_problem(words):
            return f"{option} {problem}"
    if next_day <= today:
        return f"--next is {next_day}: expected a day after today, {today}"
    return ""


def make_review(
    topic: Topic,
    pages: Sequence[str],
    languages: Sequence[str],
    *,
    name: str,
    role: str,
    today: dt.date,
    next_day: dt.date,
) -> Review:
    """Return a review of pages as they are now.

    Args:
        topic: The topic.
        pages: The ids of the pages; none stands for all.
        languages: The languages; none stands for all.
        name: Who signs; see :func:`entry_problem`.
        role: What they are.
        today: The day of the review.
        next_day: The day of the next one.

    Raises:
        ContentError: The topic has no such page or language.
    """
    known = [entry.id for entry in topic.entries]
    problems = [_unknown("page", page, known) for page in pages if page not in known]
    problems += [_unknown("language", each, topic.languages) for each in languages if each not in topic.languages]
    if problems:
        raise ContentError(problems)
    signed = {
        language: {page: topic.digest(page, language) for page in known if page in pages or not pages}
        for language in topic.languages
        if language in languages or not languages
    }
    return Review(topic.id, " ".join(name.split()), " ".join(role.split()), today, next_day, signed)


def _unknown(kind: str, name: str, known: Sequence[str]) -> Problem:
    return Problem(TOPIC_FILE, 0, f'the topic has no {kind} "{name}": expected one of {", ".join(known)}')


def write_review(review: Review, target: Path) -> None:
    """Add a review to a file, which is made when it is not there.

    What the file held stays as it was, byte for byte; the new file takes its place at once, whole.

    Args:
        review: The review.
        target: The file.

    Raises:
        ContentError: The file is damaged or has no room: nothing was written.
        OSError: It cannot be written.
    """
    place = Path(os.path.realpath(target))
    place.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(place.parent):
        while True:
            old = read_file(place)
            new = _with_entry(old, review, str(target))
            if _replace(place, old, new):
                return


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let two who sign at once do so one after the other, where the system can; the lock ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows: there the second look before the exchange must do.
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some network folders know no locks.
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _with_entry(old: bytes, review: Review, file: str) -> bytes:
    """Return a file of reviews with one more at its end."""
    before = read_reviews(old, file)
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    new = (old or _ABOUT.encode()) + gap + _entry(review).encode()
    if len(new) > MAX_SIZE:
        message = (
            f"there is no room for another review in {MAX_SIZE // 1024} KiB: move the oldest ones to a file elsewhere"
        )
        raise ContentError([Problem(file, 0, message)])
    try:
        complete = read_reviews(new, file) == (*before, review)
    except ContentError:
        complete = False
    if not complete:
        message = "nothing can be added to this file as it is written: give each review a [[reviews]] of its own"
        raise ContentError([Problem(file, 0, message)])
    return new


def _entry(review: Review) -> str:
    """Return a review as TOML."""
    lines = [
        "",
        "[[reviews]]",
        f"topic = {_quoted(review.topic)}",
        f"name = {_quoted(review.name)}",
        f"role = {_quoted(review.role)}",
        f"date = {review.date.isoformat()}",
        f"next = {review.next.isoformat()}",
    ]
    for language, pages in review.pages.items():
        lines += ["", f"[reviews.pages.{language}]"]
        lines += [f"{page} = {_quoted(digest)}" for page, digest in pages.items()]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _replace(place: Path, old: bytes, new: bytes) -> bool:
    """Put a file's new bytes in the place of its old ones; False when others have written it meanwhile."""
    # A hidden name is no part of a topic, should it be read in this moment.
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        if read_file(place) != old:
            return False
        if place.exists():
            part.chmod(place.stat().st_mode & 0o777)
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True
