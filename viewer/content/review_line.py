"""What a page says about its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from viewer.content.topics import Page, Topic
    from viewer.content.translation import Translation

TRANSLATOR = ("translator", "traductor")
"""What the role of somebody who signs a translation says, in small letters."""


def review_line(topic: Topic, page: Page, translation: Translation, clinic: str, today: dt.date | None) -> str:
    """Return what readers are told about a page's review; the arguments are those of :func:`review_sentences`."""
    return " ".join(review_sentences(topic, page, translation, clinic, today))


def review_sentences(
    topic: Topic, page: Page, translation: Translation, clinic: str, today: dt.date | None
) -> list[str]:
    """Return what readers are told about a page's review, in a sentence or two; the first says most.

    Args:
        topic: The topic of the page.
        page: The page.
        translation: The interface's words.
        clinic: The clinic's name; ``""`` when none was told.
        today: The day to tell from whether the next review is due; ``None`` takes the computer's.
    """
    reviews = topic.reviews()
    if not reviews:
        return _nobody(topic, page, translation, clinic)
    from datetime import date

    from viewer.content.reviews import CHANGED, DUE, review_state

    _ = translation.gettext
    kind, review = review_state(reviews, topic, page.id, page.language, today or date.today())
    if review is None:
        return _nobody(topic, page, translation, clinic)
    date_words, next_words = translation.date(review.date), translation.date(review.next)
    if kind == CHANGED:
        # Translators: {date} is a day in words; the page's text is no longer the one that was reviewed.
        told = [_("Changed since its review on {date}.").format(date=date_words)]
    elif kind == DUE:
        # Translators: {date} is the day on which somebody should have looked at the page again.
        due = _("Its review was due on {date}.").format(date=next_words)
        # Translators: a person's name and role, as in "Ana Ruiz, oncology nurse".
        who = _("It was last reviewed by {name}, {role}, on {date}.")
        told = [due, who.format(name=review.name, role=review.role, date=date_words)]
    else:
        # Translators: a person's name and role, as in "Ana Ruiz, oncology nurse"; {date} is a day in words.
        who = _("Reviewed by {name}, {role}, on {date}.")
        told = [who.format(name=review.name, role=review.role, date=date_words)]
        # Translators: after "Reviewed by …"; {next} is a day in words.
        told.append(_("Next review: {next}.").format(next=next_words))
    if not any(word in review.role.casefold() for word in TRANSLATOR):
        told += _translation_mark(topic, page, translation)
    return told


def _translation_mark(topic: Topic, page: Page, translation: Translation) -> list[str]:
    """Return what a translated page says until a translator has signed it."""
    _ = translation.gettext
    # Translators: at the end of a page. The translator knows medicine and grew up with the language.
    mark = _("Not yet reviewed by a native medical translator.")
    return [mark] if page.language != topic.languages[0] else []


def _nobody(topic: Topic, page: Page, translation: Translation, clinic: str) -> list[str]:
    """Return what a page says that nobody has reviewed."""
    _ = translation.gettext
    # Translators: at the end of a page. A clinician is a doctor, nurse or other trained person who treats patients.
    told = [_("Not yet reviewed by a clinician.")]
    told += _translation_mark(topic, page, translation)
    if clinic:
        # Translators: {clinic} is the name of the clinic that hands out this text.
        told.append(_("{clinic} has not reviewed this text.").format(clinic=clinic))
    return told
