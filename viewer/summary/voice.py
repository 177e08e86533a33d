"""A language in which a summary speaks: the topic's texts and the program's own words in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import Text
from viewer.content.clinic import UNTOLD, Clinic, told_sections
from viewer.content.review_line import review_line
from viewer.content.translation import LANGUAGE_NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from viewer.content.blocks import Inline, Section
    from viewer.content.notice import Notice
    from viewer.content.topics import Page, Topic
    from viewer.content.translation import Translation


class Voice(NamedTuple):
    """A topic in one language.

    Attributes:
        topic: The topic.
        translation: The interface's words; their language is the one that is spoken.
        notice: The notice in it.
        clinic: What the clinic has told.
        today: The day to tell from whether a review is due; ``None`` takes the computer's.
    """

    topic: Topic
    translation: Translation
    notice: Notice
    clinic: Clinic = UNTOLD
    today: dt.date | None = None

    @property
    def language(self) -> str:
        """The language, as in ``"es"``."""
        return self.translation.language

    @property
    def language_name(self) -> str:
        """What the language calls itself."""
        return LANGUAGE_NAMES.get(self.language, self.language)

    @property
    def title(self) -> str:
        """The topic's title."""
        return self.topic.title(self.language)

    @property
    def interpreter(self) -> str:
        """What a sheet in two languages says of interpreters."""
        # Translators: on a sheet in two languages. Patients in US clinics have a right to an interpreter without cost.
        return self.translation.gettext("You can ask for a free interpreter.")

    def page(self, page_id: str) -> Page:
        """Return a page of the topic; ContentError where it cannot be read."""
        return self.topic.page(page_id, self.language)

    def sections(self, page_id: str) -> tuple[Section, ...]:
        """Return what a page says, with the clinic's settings put in."""
        return told_sections(self.page(page_id).sections, self.clinic, self.translation)

    def version(self) -> str:
        """Return version and date of the content, as in "Version 1.0, November 23, 2026"."""
        # Translators: at the foot of a printed page: version and date of the text.
        words = self.translation.gettext("Version {version}, {date}")
        return words.format(version=self.topic.version, date=self.translation.date(self.topic.date))

    def review(self, pages: Iterable[str], told_in: Translation | None = None) -> str:
        """Return what is said of the review of pages: the same words as on each, or that they differ.

        Args:
            pages: The ids of the pages, which are those of this language.
            told_in: Says it in another language; ``None`` says it in this one.
        """
        clinic, translation = self.clinic.words.get("name", ""), told_in or self.translation
        said = {review_line(self.topic, self.page(page), translation, clinic, self.today) for page in pages}
        if len(said) == 1:
            return said.pop()
        # Translators: at the foot of a printed page, where some chapters have been reviewed and others have not.
        return translation.gettext("Not all of this has been reviewed by a clinician. Each chapter's end says more.")


def review_beneath(under: Voice, voice: Voice, pages: Sequence[str]) -> str:
    """Return what is said in a second language of the review: of both texts, where one line does not tell of both.

    Args:
        under: The second language.
        voice: The first one.
        pages: The ids of the pages.
    """
    state, own = voice.review(pages, under.translation), under.review(pages)
    told = all(sentence in state for sentence in re.split(r"(?<=\.) ", own))
    return state if told else f"{voice.language_name}: {state} {under.language_name}: {own}"


def words(text: str) -> tuple[Inline, ...]:
    """Return plain words as inline content."""
    return (Text(text),) if text else ()
