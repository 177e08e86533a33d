"""What is said of the review of a whole topic in one language; each page says its own at its end."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from viewer.content.review_line import TRANSLATOR
from viewer.content.reviews import CHANGED, DUE, REVIEWED, review_state

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation


def review_summary(topic: Topic, translation: Translation, today: date | None = None) -> list[str]:
    """Return how many pages of a topic are reviewed in a language, in sentences.

    Args:
        topic: The topic.
        translation: The interface's words; their language is the one that is told of.
        today: The day to tell from whether a review is due; ``None`` takes the computer's.
    """
    _ = translation.gettext
    reviews, language = topic.reviews(), translation.language
    pages = [entry.id for entry in topic.entries]
    states = [review_state(reviews, topic, page, language, today or date.today()) for page in pages]
    kinds = Counter(state.kind for state in states)
    if not kinds.keys() & {REVIEWED, CHANGED, DUE}:
        # Translators: in "About". A clinician is a doctor, nurse or other trained person who treats patients.
        told = [_("No clinician has reviewed these pages in this language yet.")]
    else:
        # Translators: in "About": how many of the pages a clinician has reviewed.
        told = [_("Reviewed by a clinician: {count} of {all} pages.").format(count=kinds[REVIEWED], all=len(pages))]
        if kinds[CHANGED]:
            # Translators: in "About": how many pages were changed after a clinician had reviewed them.
            told.append(_("Changed since their review: {count}.").format(count=kinds[CHANGED]))
        if kinds[DUE]:
            # Translators: in "About": how many pages a clinician should have looked at again by now.
            told.append(_("Review overdue: {count}.").format(count=kinds[DUE]))
    roles = [state.review.role.casefold() for state in states if state.review is not None]
    if language != topic.languages[0] and not any(word in role for role in roles for word in TRANSLATOR):
        told.append(_("Not yet reviewed by a native medical translator."))
    # Translators: in "About", after what is known of the review of all pages.
    told.append(_("Each page says at its end what is known of its review."))
    return told
