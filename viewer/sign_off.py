"""The command ``sign-off``: somebody says that they have reviewed pages, and it is written down."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.content.errors import ContentError
from viewer.content.reviews import REVIEWS_FILE
from viewer.content.signing import entry_problem, make_review, write_review
from viewer.content.topics import load_topic
from viewer.settings import clinic_reviews, resources_folder, site_file

if TYPE_CHECKING:
    from viewer.content.reviews import Review
    from viewer.options import Signature

FAILED, WRONG_USE = 1, 2
"""Exit codes: it could not be done; the options are not right."""


class NotSignedError(Exception):
    """Why nothing is signed.

    Args:
        message: The reason, for people.
        code: The exit code.
    """

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def sign_off(signature: Signature) -> int:
    """Record a review and print what was signed.

    Args:
        signature: Who has reviewed what.

    Returns:
        The exit code: 0, 1 when it could not be written or the topic is refused, 2 for wrong options.
    """
    path = signature.topic or resources_folder() / "topics" / "metastasis"
    try:
        review = _review(signature, path)
        target = _write(review, signature, path)
    except NotSignedError as refusal:
        print(f"metastasis-viewer sign-off: {refusal}", file=sys.stderr)
        return refusal.code
    print(f"Signed by {review.name}, {review.role}, on {review.date}; next review on {review.next}:")
    for language, pages in review.pages.items():
        print(f"  {language}: {', '.join(pages)}")
    print(f"Written to {target}")
    return 0


def _review(signature: Signature, path: Path) -> Review:
    """Return the review to write down."""
    today = dt.date.today()
    if problem := entry_problem(signature.name, signature.role, today, signature.next):
        raise NotSignedError(problem, WRONG_USE)
    try:
        topic = load_topic(path)
    except ContentError as error:
        message = f"{path}: a topic with a fault cannot be signed; mend this first:\n{error}"
        raise NotSignedError(message) from None
    try:
        return make_review(
            topic,
            signature.pages,
            [signature.language] if signature.language else [],
            name=signature.name,
            role=signature.role,
            today=today,
            next_day=signature.next,
        )
    except ContentError as error:
        raise NotSignedError("\n".join(problem.message for problem in error.problems), WRONG_USE) from None


def _write(review: Review, signature: Signature, path: Path) -> Path:
    """Write a review into the topic, beside the clinic's settings or to the file that was named; return the file."""
    target = signature.output or path / REVIEWS_FILE
    if signature.output is None and (reason := _locked(path)):
        target = clinic_reviews(signature.site or site_file(sys.platform, os.environ))
        if not os.access(target.parent, os.W_OK):
            raise NotSignedError(_advice(reason))
    try:
        write_review(review, target)
    except ContentError as error:
        message = f"nothing was signed; mend this first:\n{error}"
        raise NotSignedError(message) from None
    except OSError as error:
        reason = f"{target}: {error.strerror or error}"
        raise NotSignedError(reason if signature.output else _advice(reason)) from None
    return target


def _locked(path: Path) -> str:
    """Return why reviews cannot stand in a topic, or ``""`` when they can."""
    if not path.is_dir():
        return f"{path} is a zip, in which nothing can be written down"
    if path.resolve().is_relative_to(Path(__file__).resolve().parent):
        return f"{path} belongs to the installed program, and the next version would take your review away"
    if not os.access(path, os.W_OK):
        return f"{path} cannot be written"
    return ""


def _advice(reason: str) -> str:
    return f"{reason}: name another file for the reviews, as in -o {REVIEWS_FILE} beside the clinic's site.toml"
