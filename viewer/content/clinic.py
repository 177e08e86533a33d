"""A page with a clinic's own telephones, numbers and helplines put in.

A page says ``[your care team](site:phone)``. Where the clinic has told its telephone, the text says that; where it has
not, it says the words between the brackets. No writer of pages meets a setting after this.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from viewer.content.blocks import (
    CallOut,
    Emphasis,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Setting,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from viewer.content.blocks import Block, Inline
    from viewer.content.translation import Translation

HELPLINES = "helplines"
"""The setting whose list is replaced as a whole."""


class Helpline(Protocol):
    """A telephone that people can call with questions.

    Attributes:
        name: Who answers, by language; the words under ``""`` serve for every language.
        phone: The number.
        country: The country in which it can be called, two capital letters, as in ``"US"``.
        hours: When somebody answers, by language like the name; may be empty.
    """

    @property
    def name(self) -> Mapping[str, str]: ...  # noqa: D102 - said above
    @property
    def phone(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def hours(self) -> Mapping[str, str]: ...  # noqa: D102


class Clinic(NamedTuple):
    """What a clinic has told, as the text uses it.

    Attributes:
        words: What to say for a setting, by its key, as in ``{"phone": "555-0100"}``; others keep the page's words.
        helplines: Gives the helplines to list; asked only for a page that lists them.
    """

    words: Mapping[str, str] = MappingProxyType({})
    helplines: Callable[[], Sequence[Helpline]] = tuple


UNTOLD = Clinic()
"""A clinic that has told nothing."""


def told_sections(sections: tuple[Section, ...], clinic: Clinic, translation: Translation) -> tuple[Section, ...]:
    """Return sections without any setting: the clinic's words in its place, or the page's.

    A list whose first item is nothing but ``[…](site:helplines)`` becomes the list of the helplines.

    Args:
        sections: What a page says.
        clinic: What the clinic has told.
        translation: The interface's words, for the names of countries.
    """
    return tuple(_section(section, clinic, translation) for section in sections)


def told_words(children: tuple[Inline, ...], clinic: Clinic) -> tuple[Inline, ...]:
    """Return inline content without any setting, as :func:`told_sections` does for pages."""
    found: list[Inline] = []
    for child in children:
        match child:
            case Setting():
                words = clinic.words.get(child.key, "")
                found += (Strong((Text(words),)),) if words else told_words(child.fallback, clinic)
            case Strong():
                found.append(Strong(told_words(child.children, clinic)))
            case Emphasis():
                found.append(Emphasis(told_words(child.children, clinic)))
            case Link():
                found.append(Link(child.kind, child.target, told_words(child.children, clinic)))
            case Text():
                found.append(child)
    return tuple(found)


def country_names(translation: Translation) -> dict[str, str]:
    """Return the countries whose helplines can be listed: names by codes, as in ``{"US": "United States"}``."""
    _ = translation.gettext
    return {
        # Translators: a country, before the name of a helpline.
        "AU": _("Australia"),
        # Translators: a country, before the name of a helpline.
        "CA": _("Canada"),
        # Translators: a country, before the name of a helpline.
        "ES": _("Spain"),
        # Translators: a country, before the name of a helpline.
        "GB": _("United Kingdom"),
        # Translators: a country, before the name of a helpline.
        "IE": _("Ireland"),
        # Translators: a country, before the name of a helpline.
        "MX": _("Mexico"),
        # Translators: a country, before the name of a helpline.
        "NZ": _("New Zealand"),
        # Translators: a country, before the name of a helpline.
        "PR": _("Puerto Rico"),
        # Translators: a country, before the name of a helpline.
        "US": _("United States"),
    }


def _section(section: Section, clinic: Clinic, translation: Translation) -> Section:
    heading = section.heading
    if heading is not None:
        heading = Heading(heading.id, heading.level, told_words(heading.children, clinic))
    return Section(section.id, section.role, heading, _blocks(section.blocks, clinic, translation))


def _blocks(blocks: tuple[Block, ...], clinic: Clinic, translation: Translation) -> tuple[Block, ...]:
    return tuple(_block(block, clinic, translation) for block in blocks)


def _block(block: Block, clinic: Clinic, translation: Translation) -> Block:  # noqa: PLR0911 - one for each kind
    """Return any block without settings."""
    match block:
        case Section():
            return _section(block, clinic, translation)
        case Heading():
            return Heading(block.id, block.level, told_words(block.children, clinic))
        case Paragraph():
            return Paragraph(block.id, told_words(block.children, clinic))
        case List():
            helplines = clinic.helplines() if _lists_helplines(block) else ()
            if helplines:
                return _helpline_list(block, helplines, translation)
            items = (ListItem(item.id, _blocks(item.blocks, clinic, translation)) for item in block.items)
            return List(block.id, block.ordered, tuple(items))
        case Table():
            header, *rows = (tuple(told_words(cell, clinic) for cell in row) for row in (block.header, *block.rows))
            return Table(block.id, header, tuple(rows))
        case CallOut():
            return CallOut(block.id, _blocks(block.blocks, clinic, translation))
        case _:
            return block


def _lists_helplines(block: List) -> bool:
    """Whether a list's first item is nothing but the setting for the helplines."""
    match block.items[:1]:
        case (ListItem(blocks=(Paragraph(children=(Setting(key=key),)),)),):
            return key == HELPLINES
        case _:
            return False


def _helpline_list(block: List, helplines: Sequence[Helpline], translation: Translation) -> List:
    """Return a list of helplines in a list's place."""
    items = []
    for number, helpline in enumerate(helplines, 1):
        name = f"{block.id}-{number}"
        items.append(ListItem(name, (Paragraph(f"{name}-text", _helpline_words(helpline, translation)),)))
    return List(block.id, block.ordered, tuple(items))


def _helpline_words(helpline: Helpline, translation: Translation) -> tuple[Inline, ...]:
    """Return "United States: National Cancer Institute, 1-800-422-6237, day and night"."""
    _ = translation.gettext
    hours = _in_language(helpline.hours, translation.language)
    name = _in_language(helpline.name, translation.language) or next(iter(helpline.name.values()), "")
    country = country_names(translation).get(helpline.country, helpline.country)
    # Translators: a helpline, as in "United States: National Cancer Institute, 1-800-422-6237, day and night".
    line = _("{country}: {name}, {phone}, {hours}") if hours else _("{country}: {name}, {phone}")
    before, _phone, after = line.partition("{phone}")
    fields = {"country": country, "name": name, "hours": hours}
    rest = (Text(after.format(**fields)),) if after else ()
    return (Text(before.format(**fields)), Strong((Text(helpline.phone),)), *rest)


def _in_language(words: Mapping[str, str], language: str) -> str:
    """Return words in a language, as in ``"es-MX"`` or else ``"es"``, else those for every language, else nothing."""
    return words.get(language) or words.get(language.partition("-")[0]) or words.get("", "")
