"""The panel with all that can be done in the window, by groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.desktop.tools import MENU, Tool
from viewer.ui.buttons import Button
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.content.translation import Translation
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.theme import Look


class MenuPanel(ChoicePanel):
    """A choice of all tools.

    Args:
        tools: The window's tools.
        translation: The interface's words.
        look: How it looks.

    Signals:
        chosen: A tool's button was pressed; carries the tool.
    """

    chosen = Signal(Tool)

    def __init__(self, tools: Sequence[Tool], translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("menu-panel")
        self.set_heading(translation.gettext("Menu"))
        self._buttons: list[tuple[Button, Tool]] = []
        groups: dict[str, list[Button]] = {}
        for tool in tools:
            if tool.name == MENU:
                continue
            button = Button(tool.words, look)
            button.setObjectName(f"menu-{tool.name}")
            button.clicked.connect(lambda _checked=False, tool=tool: self.chosen.emit(tool))
            self._buttons.append((button, tool))
            groups.setdefault(tool.group, []).append(button)
        for heading, buttons in groups.items():
            self.add_group(heading, buttons)
        self.tell_possible()

    def tell_possible(self) -> None:
        """Gray what cannot be done now."""
        for button, tool in self._buttons:
            button.setEnabled(tool.possible())

    def set_look(self, look: Look) -> None:
        """Take another look; what can be done now may follow from it."""
        super().set_look(look)
        self.tell_possible()


def open_menu(window: DesktopWindow) -> None:
    """Open the choice of all of a window's tools, or close it."""
    if isinstance(window.view.panel, MenuPanel):
        window.view.close_panel()
        return

    def use(tool: Tool) -> None:
        # The menu goes first where something may take its place.
        if not tool.repeats:
            window.view.close_panel()
        tool.act()

    panel = MenuPanel(window.tools, window.translation, window.look)
    panel.chosen.connect(use)
    panel.closed.connect(window.view.close_panel)
    window.view.open_panel(panel)
