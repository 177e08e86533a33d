"""The words of a page for the explanation, and their outline for screen readers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.clinic import UNTOLD, Clinic
from viewer.content.errors import ContentError
from viewer.content.whole_page import step_line, term_line, whole_page
from viewer.ui.addresses import with_addresses

if TYPE_CHECKING:
    from viewer.content.blocks import Inline, Section
    from viewer.content.topics import Page, Topic
    from viewer.content.translation import Translation
    from viewer.ui.outline import Part


class Reading(NamedTuple):
    """What the explanation shows: a page of a topic, in words and looks.

    Attributes:
        topic: The topic.
        page: The page; ``None`` shows :attr:`excuse` instead.
        translation: The interface's words.
        excuse: What to say where a page cannot be shown.
        clinic: What the clinic has told.
        addresses: Whether the addresses of sources can be pressed.
    """

    topic: Topic
    page: Page | None
    translation: Translation
    excuse: str = ""
    clinic: Clinic = UNTOLD
    addresses: bool = False

    @property
    def title(self) -> str:
        """The page's title, or the excuse."""
        return self.page.title if self.page else self.excuse


def read_page(topic: Topic, page_id: str, translation: Translation, clinic: Clinic) -> Reading:
    """Return a page to show, or what to say in its place when it has a fault; the log names the file."""
    try:
        return Reading(topic, topic.page(page_id, translation.language), translation, clinic=clinic)
    except ContentError as error:
        import logging

        logging.getLogger(__name__).error("The page %s cannot be shown. %s", page_id, error)
        # Translators: in the place of a page that has a fault.
        excuse = translation.gettext("This page cannot be shown. Please choose another one.")
        return Reading(topic, None, translation, excuse, clinic)


class PageContent:
    """A page as it is shown now: one source for what is drawn and what screen readers are told.

    Args:
        reading: The page.
        opened: Ids of the closed sections that the reader has opened.
    """

    def __init__(self, reading: Reading, opened: frozenset[str]) -> None:
        self._reading = reading
        self._opened = opened
        # Translators: a link that opens a part of the page that is closed until the reader wants it.
        self.show_words = reading.translation.gettext("Show this part")

    @cached_property
    def words(self) -> tuple[str, str, tuple[Inline, ...], tuple[Section, ...]]:
        """The line above the title, the title, the medical word, the sections."""
        topic, page, words, excuse, clinic, addresses = self._reading
        if page is None:
            return "", excuse, (), ()
        sections = whole_page(topic, page, words, clinic)
        if addresses:
            sections = with_addresses(sections, topic)
        return step_line(topic, page, words), page.title, term_line(page, words), sections

    @cached_property
    def outline(self) -> tuple[Part, ...]:
        """The parts of the page, made when a screen reader asks for them."""
        from viewer.ui.outline import Outline

        return Outline(self._opened, self.show_words).page(*self.words)

    def picture_among(self, anchors: frozenset[str]) -> str:
        """Return what the picture with one of these anchors shows; ``""`` when none has one."""
        return next((part.words for part in self.outline if part.kind == "figure" and part.anchor in anchors), "")


RECENT = 8
"""So many pages are kept as they were put together: the five steps are gone through again and again."""


class PageContents:
    """The pages that were shown last; each is put together once."""

    def __init__(self) -> None:
        self._contents: dict[object, PageContent] = {}

    def of(self, reading: Reading, opened: frozenset[str]) -> PageContent:
        """Return a page as it is shown with some closed sections opened."""
        # What is kept holds its reading, so that no other one can get the same identities.
        key = (*map(id, (reading.page, reading.translation, reading.clinic)), reading.excuse, reading.addresses, opened)
        content = self._contents.pop(key, None) or PageContent(reading, opened)
        self._contents[key] = content
        while len(self._contents) > RECENT:
            del self._contents[next(iter(self._contents))]
        return content
