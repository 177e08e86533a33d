"""The interface's words in one language, for screen, paper and command line alike."""

from __future__ import annotations

import gettext
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose windows and pages are mirrored."""


LANGUAGE_NAMES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "ko": "한국어",
    "pl": "Polski",
    "ro": "Română",
    "ru": "Русский",
    "tl": "Tagalog",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
"""What languages call themselves, as the button says that leads to them."""


def is_right_to_left(language: str) -> bool:
    """Whether a language, as in ``"ar"``, is written from right to left."""
    return language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT


class Translation:
    """The interface's words in one language.

    Args:
        language: The language, as in ``"es"``.
        catalog: Where the words come from; without one they stay English.
    """

    def __init__(self, language: str, catalog: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalog = catalog or gettext.NullTranslations()

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return is_right_to_left(self.language)

    def gettext(self, message: str) -> str:
        """Return a message in this language; English where it has not been translated."""
        return self._catalog.gettext(message)

    def date(self, day: date) -> str:
        """Return a day in words, as in "November 23, 2026"."""
        _ = self.gettext
        months = (
            # Translators: the months stand in a full date, as in "November 23, 2026".
            _("January"),
            _("February"),
            _("March"),
            _("April"),
            _("May"),
            _("June"),
            _("July"),
            _("August"),
            _("September"),
            _("October"),
            _("November"),
            _("December"),
        )
        # Translators: a full date; change the order as your language needs it.
        return _("{month} {day}, {year}").format(month=months[day.month - 1], day=day.day, year=day.year)


def read_translation(folder: Path, language: str) -> Translation:
    """Read the interface's words.

    Args:
        folder: ``resources/locale``.
        language: The language, as in ``"es"``.

    Returns:
        The words, those of ``"es"`` for ``"es-MX"``; English ones where no catalog of this language is shipped.
    """
    names = (language, language.partition("-")[0])
    files = (folder / name / "LC_MESSAGES" / "metastasis-viewer.mo" for name in names)
    file = next((file for file in files if file.exists()), None)
    if file is None:
        return Translation(language)
    try:
        with file.open("rb") as catalog:
            return Translation(language, gettext.GNUTranslations(catalog))
    except (OSError, ValueError, EOFError, struct.error) as error:
        import logging

        logging.getLogger(__name__).warning("The interface is shown in English. %s: %s", file, error)
        return Translation(language)
