"""The panel in which the reader chooses text size, spacing, colors and motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.settings import TEXT_SIZES, THEMES
from viewer.ui.buttons import Button
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


class DisplayPanel(ChoicePanel):
    """Choices about how things look; each takes effect at once.

    Args:
        translation: The interface's words.
        look: How it looks now.

    Signals:
        text_size_chosen: A text size, in percent.
        theme_chosen: A theme's name.
        motion_chosen: Whether things may move.
        spacing_chosen: How much room there is between lines, paragraphs, letters and words.
    """

    text_size_chosen = Signal(int)
    theme_chosen = Signal(str)
    motion_chosen = Signal(bool)
    spacing_chosen = Signal(str)

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("display")
        _ = translation.gettext
        # Translators: a button, and the heading of what it opens: the choice of text size, colors and motion.
        self.set_heading(_("Display"))
        # Translators: a text size, on a button.
        self._sizes = {percent: self._choice(_("{percent} %").format(percent=percent)) for percent in TEXT_SIZES}
        self._themes = dict(
            zip(
                THEMES,
                # Translators: which colors the window has, on buttons.
                (self._choice(_("Light")), self._choice(_("Dark")), self._choice(_("High contrast"))),
                strict=True,
            )
        )
        # Translators: how much room there is between lines, paragraphs, letters and words, on buttons.
        self._spacings = {"normal": self._choice(_("Normal")), "wide": self._choice(_("Wide"))}
        # Translators: what a screen reader adds on the button of a choice that is in effect.
        self._chosen = _("Chosen")
        # Translators: whether a cell travels through the picture when a step is chosen.
        self._motions = {True: self._choice(_("Motion on")), False: self._choice(_("Motion off"))}
        for percent, button in self._sizes.items():
            button.clicked.connect(lambda _checked=False, percent=percent: self.text_size_chosen.emit(percent))
        for theme, button in self._themes.items():
            button.clicked.connect(lambda _checked=False, theme=theme: self.theme_chosen.emit(theme))
        for motion, button in self._motions.items():
            button.clicked.connect(lambda _checked=False, motion=motion: self.motion_chosen.emit(motion))
        for spacing, button in self._spacings.items():
            button.clicked.connect(lambda _checked=False, spacing=spacing: self.spacing_chosen.emit(spacing))
        # Translators: headings over groups of buttons.
        self.add_group(_("Text size"), list(self._sizes.values()))
        self.add_group(_("Text spacing"), list(self._spacings.values()))
        self.add_group(_("Colors"), list(self._themes.values()))
        self.add_group(_("Motion"), list(self._motions.values()))
        self._show_choices()

    def _choice(self, words: str) -> Button:
        return Button(words, self._look)

    def _show_choices(self) -> None:
        """Light what is chosen."""
        for chosen, buttons in (
            (self._look.text_size, self._sizes),
            (self._look.theme, self._themes),
            (self._look.motion, self._motions),
            (self._look.spacing, self._spacings),
        ):
            for value, button in buttons.items():
                button.set_lit(value == chosen)
                button.setAccessibleDescription(self._chosen if value == chosen else "")

    def set_look(self, look: Look) -> None:
        """Take another look, and light what it stands for."""
        super().set_look(look)
        self._show_choices()
