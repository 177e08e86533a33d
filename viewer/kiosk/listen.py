"""Listening on a kiosk: one voice for the whole program, loaded when somebody first wants to hear something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.listening import Listening
    from viewer.ui.reading_aloud import ReadingAloud
    from viewer.ui.theme import Look
    from viewer.ui.topic_view import TopicView


class KioskListen(QObject):
    """Reads the page of a visit aloud.

    Args:
        shelf: What the kiosk takes from.
        parent: What it belongs to.

    Signals:
        changed: It speaks now, or no more.
        lacking: Nothing can be spoken; carries a :class:`~viewer.ui.speech.Fault` and the language.
    """

    changed = Signal()
    lacking = Signal(str, str)

    def __init__(self, shelf: KioskShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._aloud: ReadingAloud | None = None
        self._listening: Listening | None = None

    @property
    def speaking(self) -> bool:
        """Whether the page is being read aloud; a pause is none of it."""
        return self._aloud is not None and self._aloud.state in {"waiting", "speaking"}

    @property
    def on(self) -> bool:
        """Whether reading has begun and not ended, paused or not."""
        return self._aloud is not None and self._aloud.state != "silent"

    def use(self, view: TopicView, language: str, look: Look) -> None:
        """Begin to read the page that a view shows; stop, if it is being read."""
        if self._aloud is None:
            from viewer.ui.reading_aloud import ReadingAloud

            self._aloud = ReadingAloud(self._shelf.voice(), parent=self)
            self._aloud.changed.connect(self.changed)
        if self._listening is None or self._listening.view is not view:
            from viewer.ui.listening import Listening

            translation, notice = self._shelf.translation(language), self._shelf.notice(language)
            self._listening = Listening(view, self._aloud, translation, notice, self._shelf.clinic, look)
            self._listening.lacking.connect(self.lacking)
        self._listening.toggle()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        if self._listening is not None:
            self._listening.set_look(look)

    def stop(self) -> None:
        """Fall silent, and let go of the view."""
        if self._aloud is not None:
            self._aloud.stop()
        self._listening = None

    def forget(self) -> None:
        """Fall silent and let go of the voice, so that the next visit begins with its usual rate and volume."""
        self.stop()
        if self._aloud is not None:
            self._aloud.deleteLater()
            self._aloud = None
