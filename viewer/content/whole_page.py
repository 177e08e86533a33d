"""A page as readers get it: what its file says, and what the program adds to every page.

The additions are blocks like the others, so that screen, paper, web page and voice all
have them: the close-up of a step, the page's sources, the state of its review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.blocks import Figure, Heading, List, ListItem, Paragraph, Section, Strong, Text
from viewer.content.clinic import UNTOLD, told_sections
from viewer.content.review_line import review_line

if TYPE_CHECKING:
    import datetime as dt

    from viewer.content.clinic import Clinic
    from viewer.content.topics import Page, Source, Topic
    from viewer.content.translation import Translation

GATHERING = ("questions", "words")
"""Kinds of pages that gather sections from the others."""

SOURCES = "sources"
"""Block id of the section that names a page's sources."""

CLOSE_UP = "close-up"
"""Block id of a step's close-up."""

STEP_LINE = "step-line"
"""Block id of the line above a step's title."""

TITLE = "title"
"""Block id of a page's title."""

TERM_LINE = "term-line"
"""Block id of the line with a page's medical word."""

REVIEW = "review"
"""Block id of the paragraph that begins with the state of a page's review."""


def source_block(source_id: str) -> str:
    """Return the block id of a source in the list of a page's sources."""
    return f"source-{source_id}"


def address_block(source_id: str) -> str:
    """Return the block id of a source's address."""
    return f"{source_block(source_id)}-address"


def whole_page(
    topic: Topic, page: Page, translation: Translation, clinic: Clinic = UNTOLD, *, today: dt.date | None = None
) -> tuple[Section, ...]:
    """Return the sections of a page with the clinic's settings, the close-up, the sources and the review state put in.

    Args:
        topic: The topic of the page.
        page: The page.
        translation: The interface's words.
        clinic: What the clinic has told.
        today: The day to tell from whether a review is due; ``None`` takes the computer's.
    """
    sections = with_close_up(page, told_sections(page.sections, clinic, translation))
    if page.kind in GATHERING:
        from viewer.content.gathered import gathered_sections

        sections += told_sections(gathered_sections(topic, page, translation), clinic, translation)
    state = review_line(topic, page, translation, clinic.words.get("name", ""), today)
    return (*sections, _sources(topic, page, translation, state))


def with_close_up(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections of a page; those of a step with the close-up after the short version."""
    if page.kind != "step":
        return sections
    figure = Figure(CLOSE_UP, "", page.picture, page.caption)
    return (*sections[:1], Section("close-up-section", "", None, (figure,)), *sections[1:])


def step_line(topic: Topic, page: Page, translation: Translation) -> str:
    """Return "Step 2 of 5" for a step, nothing for another page."""
    if page.kind != "step":
        return ""
    _ = translation.gettext
    # Translators: the line above the title of a step's page.
    return _("Step {number} of {count}").format(number=topic.steps.index(page.id) + 1, count=len(topic.steps))


def step_name(topic: Topic, page_id: str, title: str, translation: Translation) -> str:
    """Return a step's title with its number, as in "Step 2: Entering a vessel"; the title of any other page.

    Args:
        topic: The topic.
        page_id: The page.
        title: Its title.
        translation: The interface's words.
    """
    if page_id not in topic.steps:
        return title
    _ = translation.gettext
    # Translators: on the button that leads to a step.
    return _("Step {number}: {title}").format(number=topic.steps.index(page_id) + 1, title=title)


def term_line(page: Page, translation: Translation) -> tuple[Text | Strong, ...]:
    """Return "The medical word is intravasation (in-TRA-vuh-SAY-shun)." for a page that has one."""
    if not page.term:
        return ()
    _ = translation.gettext
    # Translators: {term} is the medical word, {say} how to say it.
    before, _term, rest = _("The medical word is {term} ({say}).").partition("{term}")
    return (Text(before.format(say=page.say)), Strong((Text(page.term),)), Text(rest.format(say=page.say)))


def _sources(topic: Topic, page: Page, translation: Translation, state: str) -> Section:
    """Return the section of a page's sources, or of all on the page of the sources, and of its review."""
    _ = translation.gettext
    shown = topic.sources if page.kind == "sources" else page.sources
    items = tuple(
        ListItem(
            source_block(source.id),
            (
                Paragraph(f"{source_block(source.id)}-text", source_words(source, translation)),
                Paragraph(address_block(source.id), (Text(address_words(source.address, translation)),)),
            ),
        )
        for source in (topic.sources[source_id] for source_id in shown)
    )
    # Translators: at the end of a page.
    version = _("Version {version} of the text, {date}.").format(
        version=topic.version, date=translation.date(topic.date)
    )
    return Section(
        SOURCES,
        "",
        # Translators: a heading, and a button that leads there: what the facts on a page come from.
        Heading("sources-heading", 2, (Text(_("Sources")),)),
        (
            List("sources-list", False, items),
            Paragraph(REVIEW, (Strong((Text(state),)), Text(f" {version}"))),
        ),
    )


def address_words(address: str, translation: Translation) -> str:
    """Return an address whose last sign, a slash say, stays behind it where all else runs from right to left."""
    return f"{address}\u200e" if translation.right_to_left else address


def source_words(source: Source, translation: Translation) -> tuple[Text, ...]:
    """Return what is said of a source: publisher, title, year, and how and when it was read."""
    _ = translation.gettext
    read = {
        # Translators: when and how the people who wrote the page have read one of its sources.
        "live": _("Read on {date}."),
        "copy": _("Read in a copy on {date}."),
        "secondary": _("Read on another site that names it, on {date}."),
    }[source.read].format(date=translation.date(source.checked))
    year = f" ({source.year})" if source.year else ""
    title = source.title if source.title.endswith(("?", "!", ".")) and not year else f"{source.title}{year}."
    return (Text(f"{source.publisher}. {title} {read}"),)
