"""The notice: the words that every screen and every sheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARKS = (0x200C, 0x200D, 0x200E, 0x200F)
"""Code points of signs that nobody sees and that some scripts need, as Persian does: joiners and marks of direction."""

LONGEST = 160
"""Most characters that a notice may have, in any language."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The advice to talk with the oncologist; it cannot be blank.

    Attributes:
        language: The language of the words, as in ``"en"``.
        lead: What this program is not; shown in bold.
        advice: Whom to talk with, and about what.

    Raises:
        ValueError: A part is blank, holds a line break, or both are longer than :data:`LONGEST`.
    """

    language: str
    lead: str
    advice: str

    def __post_init__(self) -> None:
        """Refuse what could not be read as a notice; marks that some scripts need, as Persian does, are welcome."""
        for part in (self.lead, self.advice):
            if not part.strip():
                message = "the notice is blank; expected words that send the reader to the oncologist"
                raise ValueError(message)
            if not part.translate(dict.fromkeys(MARKS)).isprintable():
                message = "the notice holds a line break or a control character; expected plain words"
                raise ValueError(message)
        if len(self.text) > LONGEST:
            message = f"the notice has {len(self.text)} characters; expected at most {LONGEST}"
            raise ValueError(message)

    @property
    def text(self) -> str:
        """All the words."""
        return f"{self.lead} {self.advice}"


ENGLISH = Notice(
    language="en",
    lead="This is general information, not medical advice.",
    advice="Please talk with your oncologist or cancer care team about your own diagnosis, stage and treatment.",
)
"""The last resort: compiled in, so that the program starts with a notice whatever is missing."""


def read_notice(folder: Path, language: str) -> Notice:
    """Read the notice of one language.

    Args:
        folder: ``resources/notice``.
        language: The language, as in ``"es"``.

    Returns:
        The notice.

    Raises:
        ValueError: The file is missing, is no TOML, or its words are no notice. The message names the file.
    """
    import tomllib

    path = folder / f"{language}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if set(table) != {"lead", "advice"} or not all(isinstance(value, str) for value in table.values()):
            message = "expected the two texts lead and advice, and nothing else"
            raise ValueError(message)
        return Notice(language, table["lead"], table["advice"])
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise ValueError(message) from error


def notice_for(folder: Path, language: str) -> Notice:
    """Return the notice in a language, or the compiled-in English words where that cannot be read.

    Args:
        folder: ``resources/notice``.
        language: The language, as in ``"es"``.
    """
    if language == ENGLISH.language:
        return ENGLISH
    try:
        return read_notice(folder, language)
    except ValueError as error:
        import logging

        logging.getLogger(__name__).warning("The English notice is shown instead. %s", error)
        return ENGLISH
