"""What a desktop window takes from when the reader wants something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.clinic import UNTOLD, Clinic

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.content.notice import Notice
    from viewer.content.translation import Translation
    from viewer.ui.print_desk import PrintDesk
    from viewer.ui.theme import Colors


class Shelf(NamedTuple):
    """What the window takes from when the reader chooses another language or other colors.

    Attributes:
        notice: Gives the notice of a language.
        translation: Gives the interface's words of a language.
        colors: Gives the colors of a theme.
        language_name: Gives a language's name in that language.
        clinic: What the clinic has told.
        languages: The languages that the clinic offers, in this order; empty for all of the topic's.
        desk: What printing and saving take from; without it there is neither.
    """

    notice: Callable[[str], Notice]
    translation: Callable[[str], Translation]
    colors: Callable[[str], Colors]
    language_name: Callable[[str], str]
    clinic: Clinic = UNTOLD
    languages: tuple[str, ...] = ()
    desk: PrintDesk | None = None
