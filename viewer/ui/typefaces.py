"""The typefaces that a topic brings for its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.errors import ContentError

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.ui.topic_fonts import TopicFonts


class Typefaces:
    """The typefaces of a window's topic; nothing is loaded for one that brings none."""

    def __init__(self) -> None:
        self._fonts: TopicFonts | None = None

    def families(self, topic: Topic, before: tuple[str, ...]) -> tuple[str, ...]:
        """Return what stands behind the bundled typeface for a topic.

        Args:
            topic: The topic.
            before: What stands there now; it stays where the topic's own cannot be used.
        """
        try:
            if self._fonts is None and topic.brings_fonts:
                from viewer.ui.topic_fonts import TopicFonts

                self._fonts = TopicFonts()
            if self._fonts is not None:
                return self._fonts.load(topic)
        except ContentError as error:
            import logging

            logging.getLogger(__name__).warning("The topic's fonts are not used. %s", error)
        return before

    def forget(self) -> None:
        """Let Qt forget the typefaces; for the end of the window."""
        if self._fonts is not None:
            self._fonts.unload()
