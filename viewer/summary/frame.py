"""What stands on every page of a summary, whatever it says: notice, foot, clinic, and how the text looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.translation import is_right_to_left
from viewer.summary.voice import review_beneath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.content.notice import Notice
    from viewer.summary.nodes import Node
    from viewer.summary.order import Order
    from viewer.summary.voice import Voice


def frame(order: Order, voice: Voice, under: Voice | None, pages: Sequence[str]) -> Node:
    """Return the fields of a summary's document that do not depend on the edition.

    Args:
        order: What is ordered.
        voice: The language.
        under: The second language, if one is wanted.
        pages: The ids of the pages whose review is told at the foot.
    """
    _ = voice.translation.gettext
    clinic = voice.clinic.words
    about = [voice.title, voice.language_name, voice.version()]
    return {
        "edition": order.edition,
        "language": voice.language,
        "rtl": voice.translation.right_to_left,
        "under": {"language": under.language, "rtl": under.translation.right_to_left} if under else None,
        "large": order.large_print,
        "points": order.points,
        "paper": {"letter": "us-letter"}.get(order.paper, order.paper),
        "date": [voice.topic.date.year, voice.topic.date.month, voice.topic.date.day],
        "title": voice.title,
        "under_title": under.title if under else "",
        "notice": _notice(voice.notice),
        "notice_language": voice.notice.language,
        "notice_rtl": is_right_to_left(voice.notice.language),
        "under_notice": _notice(under.notice) if under else [],
        # Translators: the heading of the notice, for screen readers.
        "notice_name": _("Notice"),
        "about": " · ".join(about),
        "about_parts": about,
        "state": voice.review(pages),
        "under_state": review_beneath(under, voice, pages) if under else "",
        # Translators: at the foot of a printed page; {page} and {count} are numbers.
        "page_of": _("Page {page} of {count}"),
        # Translators: in a printed booklet, behind the name of another chapter; {page} is a number.
        "on_page": _("page {page}"),
        # Translators: in a printed booklet, above the list of its chapters.
        "dotted": _("Words with a dotted line are explained at the end."),
        # Translators: a link at the top of a web page, for those who go through it by keyboard.
        "skip": _("Skip to the text"),
        # Translators: on a web page, above lines to write on.
        "not_kept": _("What you tick or write here is not saved. Print the page to keep it."),
        "clinic": [clinic.get("name", ""), clinic.get("phone", "")],
    }


def _notice(notice: Notice) -> list[str]:
    return [notice.lead, notice.advice]
