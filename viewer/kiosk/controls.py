"""The buttons that every screen of a visit has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.heads import button_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.content.topics import Topic
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.theme import Look

HOME, CALL, LANGUAGE, TEXT, CONTRAST, LISTEN, PRINT = "home", "call", "language", "text", "contrast", "listen", "print"
PAGES, WORDS, FINISHED = "pages", "words", "finished"
"""What the buttons are called."""

APART = 4
"""How many times as far as others the button that ends the visit stands from its neighbor, where there is room."""


def urgent_page(topic: Topic) -> str:
    """Return the page that says when to call; ``""`` where a topic has none."""
    return next((entry.id for entry in topic.pages if entry.urgent), "")


class Controls(Flow):
    """The buttons of a visit in rows.

    Args:
        topic: The topic.
        shelf: What the kiosk takes from.
        language: The language that is shown.
        look: How it looks.

    Signals:
        pressed: A button was pressed; carries its name.
    """

    pressed = Signal(str)

    def __init__(self, topic: Topic, shelf: KioskShelf, language: str, look: Look) -> None:
        super().__init__(look.between(2), stretch=True)
        self._look = look
        self._buttons: dict[str, Button] = {}
        _ = shelf.translation(language).gettext
        # Translators: a kiosk's button; it leads to the overview.
        self._add(HOME, _("Home"))
        if urgent_page(topic):
            self._add(CALL, button_words(topic, urgent_page(topic), language).button)
        if len(shelf.languages) > 1:
            others = [each for each in shelf.languages if each != language]
            # Translators: a kiosk's button; it opens the choice of languages.
            words = shelf.language_name(others[0]) if len(others) == 1 else _("Languages")
            self._add(LANGUAGE, words)
        # Translators: a kiosk's buttons: text and close-ups become larger, or as they were.
        self._larger, self._normal = _("Larger text"), _("Normal text")
        self._add(TEXT, self._larger)
        # Translators: said by a kiosk's voice after "Normal text, button" once "Larger text" was pressed.
        self._enlarged = _("The text is larger now.")
        # Translators: a kiosk's button: black on white with strong lines, or the usual colors.
        self._add(CONTRAST, _("Contrast"))
        # Translators: a kiosk's buttons: the page is read aloud, or no more.
        self._listen, self._stop = _("Listen"), _("Stop the voice")
        self._add(LISTEN, self._listen)
        self._add(PRINT, _("Print"))
        # Translators: a kiosk's button; it opens the choice of all pages.
        self._add(PAGES, _("All pages"))
        # Translators: a kiosk's button: it lists what can be pressed in the text, as large buttons.
        self._add(WORDS, _("Words on this page"))
        # Translators: a kiosk's button: the visit ends and everything is forgotten.
        self._add(FINISHED, _("I am finished")).set_lit(True)
        self._on = _("On")

    def _rows(self, items: list[QWidget], width: int) -> list[list[tuple[QWidget, int]]]:
        """Share the buttons out on as few rows as can be, each about as long as the others.

        The button that ends the visit at once stands farther from its neighbor than others do, so that nobody hits it
        by mistake; as far as that takes no row more.
        """
        fewest = 0
        for times in (1, *range(APART, 0, -1)):
            self.keep_apart(self._buttons[FINISHED], self._look.between(2) + (times - 1) * self._look.apart)
            needed = len(super()._rows(items, width))
            if needed == fewest:
                break
            fewest = fewest or needed
        widths = [min(width, item.sizeHint().width()) for item in items]
        for room in range(sum(widths) // max(1, fewest), width, 8):
            rows = super()._rows(items, room)
            if len(rows) == fewest:
                return rows
        return super()._rows(items, width)

    def _add(self, name: str, words: str) -> Button:
        button = Button(words, self._look)
        button.setObjectName(f"kiosk-{name}")
        button.clicked.connect(lambda: self.pressed.emit(name))
        self._buttons[name] = button
        self.add(button)
        return button

    @property
    def buttons(self) -> dict[str, Button]:
        """The buttons by their names."""
        return dict(self._buttons)

    def set_look(self, look: Look, *, enlarged: bool, contrast: bool) -> None:
        """Take another look, and say how it is.

        Args:
            look: The look.
            enlarged: Whether the text is enlarged.
            contrast: Whether the strong colors are shown.
        """
        self._look = look
        self.set_gap(look.between(2))
        self._buttons[TEXT].setText(self._normal if enlarged else self._larger)
        self._buttons[TEXT].setAccessibleDescription(self._enlarged if enlarged else "")
        self.say_on(CONTRAST, on=contrast)
        for button in self._buttons.values():
            button.set_look(look)
        self.relayout()

    def say_on(self, name: str, *, on: bool) -> None:
        """Say whether what a button switches is on."""
        self._buttons[name].set_lit(on)
        self._buttons[name].setAccessibleDescription(self._on if on else "")

    def say_listening(self, *, on: bool) -> None:
        """Say whether the page is read aloud."""
        self._buttons[LISTEN].setText(self._stop if on else self._listen)
        self.say_on(LISTEN, on=on)
        self.relayout()
