"""Where the reader was when the last window was closed: a start goes on there, if this computer may keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.desktop.keeping import Keeper, Kept
from viewer.desktop.mine import Mine
from viewer.settings import LARGEST, SMALLEST, SPACINGS, TEXT_SIZES, THEMES, Settings, offered_languages
from viewer.ui.trail import Place, Stay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from viewer.content.topics import Topic
    from viewer.desktop.window import DesktopWindow


class Recall:
    """What was kept, for the start of a window.

    Args:
        file: The file.
        asked: What was asked for at this start.
    """

    def __init__(self, file: Path, asked: Settings) -> None:
        self._keeper = Keeper(file)
        self._kept = self._keeper.open()
        self._asked = asked

    def settings(self, topic: Topic, offered: Sequence[str]) -> Settings:
        """Return how to start.

        Args:
            topic: The topic that will be shown.
            offered: The languages that the clinic offers; empty for all of the topic's.
        """
        pages = [entry.id for entry in topic.pages] if self._asked.topic is None else []
        return recalled(self._asked, self._kept, offered_languages(topic.languages, offered), pages)

    def resume(self, window: DesktopWindow) -> None:
        """Give a window what is the reader's own, and go on at their place where that page is shown unasked."""
        mine = Mine(window, self._keeper, self._kept)
        kept = self._kept
        unasked = self._asked.page is None and self._asked.topic is None
        if unasked and (kept.page, kept.language) == (window.view.page_id, window.language):
            mine.go_on_at(Stay(kept.page, Place(kept.position, 0)))


def recalled(settings: Settings, kept: Kept, languages: Sequence[str], pages: Sequence[str]) -> Settings:
    """Return how to start where the reader was; what was asked for otherwise than by default stays.

    Args:
        settings: What was asked for.
        kept: What was kept; what does not fit any more is left out.
        languages: The languages that are offered.
        pages: The ids of the pages that can be shown; empty where the page is not to be recalled.
    """
    usual = Settings()
    found: dict[str, object] = {}
    if kept.language in languages:
        found["language"] = kept.language
    if kept.page in pages:
        found["page"] = kept.page
    if kept.text_size in TEXT_SIZES:
        found["text_size"] = kept.text_size
    if kept.theme in THEMES:
        found["theme"] = kept.theme
    if kept.spacing in SPACINGS:
        found["spacing"] = kept.spacing
    if kept.motion is not None:
        found["motion"] = kept.motion
    if all(kept.size):
        ways = zip(kept.size, SMALLEST, LARGEST, strict=True)
        found["size"] = tuple(min(most, max(least, side)) for side, least, most in ways)
    fields = {name: value for name, value in found.items() if getattr(settings, name) == getattr(usual, name)}
    return settings._replace(**fields)  # type: ignore[arg-type]
