"""The choice of a language during a visit, where a kiosk offers more than two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.ui.buttons import Button
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.theme import Look


class LanguagesPanel(ChoicePanel):
    """The languages as buttons, each in its own words, with the state of its review.

    Args:
        shelf: What the kiosk takes from.
        language: The language that is shown.
        look: How it looks.

    Signals:
        chosen: A language was chosen.
    """

    chosen = Signal(str)

    def __init__(self, shelf: KioskShelf, language: str, look: Look) -> None:
        translation = shelf.translation(language)
        super().__init__(translation, look)
        self.setObjectName("languages")
        self.set_heading(translation.gettext("Languages"))
        for each in shelf.languages:
            button = Button(shelf.language_name(each), look)
            button.setObjectName(f"choose-{each}")
            button.set_lit(each == language)
            button.setAccessibleDescription(" ".join(shelf.review(each)))
            button.clicked.connect(lambda _checked=False, each=each: self.chosen.emit(each))
            self.add_group(" ".join(shelf.review(each)), [button])
