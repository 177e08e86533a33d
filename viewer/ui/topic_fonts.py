"""The typefaces that a topic brings for its script: known to Qt while the topic is shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QGuiApplication

from viewer.content.fonts import characters, families, topic_fonts
from viewer.ui.theme import FAMILY

if TYPE_CHECKING:
    from viewer.content.topics import Topic


class TopicFonts:
    """The typefaces of one topic at a time."""

    def __init__(self) -> None:
        self._known: list[int] = []

    def load(self, topic: Topic) -> tuple[str, ...]:
        """Make a topic's typefaces known to Qt, in place of those of the topic before.

        Args:
            topic: The topic.

        Returns:
            The names of their families, in order. A font that cannot be read, or that takes the name of the bundled
            typeface, is left out, and the log names it.

        Raises:
            ContentError: The topic's files cannot be read.
        """
        self.unload()
        found: list[str] = []
        for name, data in topic_fonts(topic.files).items():
            try:
                found += self._load(data)
            except ValueError as error:
                logging.getLogger(__name__).warning("The font %s of the topic is not used: %s", name, error)
        return tuple(dict.fromkeys(found))

    def _load(self, data: bytes) -> list[str]:
        """Make one font known to Qt and return its families."""
        characters(data)
        # The bundled typeface draws the notice: nothing may stand in its place.
        if any(called.startswith(FAMILY.casefold()) for called in families(data)):
            raise ValueError("it has the name of the bundled typeface")
        known = QFontDatabase.addApplicationFontFromData(data)
        if known < 0:
            raise ValueError("Qt cannot read it")
        self._known.append(known)
        return QFontDatabase.applicationFontFamilies(known)

    def unload(self) -> None:
        """Let Qt forget the typefaces."""
        while self._known:
            known = self._known.pop()
            if QGuiApplication.instance() is not None:
                QFontDatabase.removeApplicationFont(known)
