"""The tool "Listen": one voice for the window, loaded when the reader first wants to hear something."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.listening import Listening
    from viewer.ui.reading_aloud import ReadingAloud


class ListenTool:
    """Reads a window's page aloud, or stops.

    Args:
        window: The window.
    """

    def __init__(self, window: DesktopWindow) -> None:
        self._window = window
        self._aloud: ReadingAloud | None = None
        self._listening: Listening | None = None

    def use(self) -> None:
        """Begin to read the page from where the reader is; stop, if it is being read."""
        window = self._window
        if self._aloud is None:
            from viewer.ui.reading_aloud import ReadingAloud

            self._aloud = ReadingAloud(window.shelf.voice(), parent=window)
        if self._listening is None or self._listening.view is not window.view:
            self._listening = self._listen_to_view(self._aloud)
        self._listening.toggle()

    def _listen_to_view(self, aloud: ReadingAloud) -> Listening:
        from viewer.ui.listening import Listening

        window = self._window
        notice = window.shelf.notice(window.language)
        listening = Listening(window.view, aloud, window.translation, notice, window.shelf.clinic, window.look)
        listening.lacking.connect(self._tell_lack)
        return listening

    def set_look(self) -> None:
        """Take the window's look."""
        if self._listening is not None and self._listening.view is self._window.view:
            self._listening.set_look(self._window.look)

    def _tell_lack(self, fault: str, language: str) -> None:
        """Say what is missing in the place of the text."""
        from viewer.ui.voice_panel import make_voice_panel

        window = self._window
        name = window.shelf.language_name(language)
        panel = make_voice_panel(fault, name, sys.platform, window.translation, window.look)
        panel.closed.connect(window.view.close_panel)
        if self._listening is not None:
            panel.closed.connect(self._listening.give_focus_back)
        window.view.open_panel(panel)
