"""Shows what is saved while somebody writes a topic: the author saves, and the open window follows.

The files are looked at a few times a second, by name and time only. Being told by the system would be quicker by
a moment, but it fails in network folders, and a file that an editor replaces by another one is told only once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from viewer.content.changes import stamp
from viewer.content.errors import ContentError, Problem
from viewer.content.topics import load_topic
from viewer.desktop.refusal import say_other_topic, say_refused_change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.content.changes import Stamp
    from viewer.content.topics import Topic
    from viewer.desktop.window import DesktopWindow

PAUSE = 250
"""How long between two looks at the files, in milliseconds."""

SETTLE = 100
"""How long the files must rest after a change before they are read, in milliseconds: some editors save in parts."""

MOST_CHANGES = 8
"""After so many looks in a row that found another change, the files are read although they do not rest."""

SHARE = 10
"""A look may take one part in so many of the time: where files answer slowly, there are fewer looks."""


class Follower(QObject):
    """Lets a window show the saved state of a topic. It lives as long as the window.

    Args:
        window: The window.
        path: The topic's folder or zip.
        seen: What the topic looked like from outside before it was read.
        begin: Shows the topic for the first time, where it was refused at the start.
        shown: Whether the window shows the topic.
        reviews: The clinic's own file of reviews; it need not be there.
    """

    def __init__(
        self,
        window: DesktopWindow,
        path: Path,
        seen: Stamp,
        begin: Callable[[Topic], None],
        *,
        shown: bool,
        reviews: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._read = seen
        self._seen = seen
        self._begin = begin
        self._shown = shown
        self._reviews = reviews
        self._changes = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._timer.start(PAUSE)

    def _look(self) -> None:
        """Look at the files; read them when they have changed and rest again."""
        began = time.monotonic()
        now = stamp(self._path)
        slow = round((time.monotonic() - began) * 1000) * SHARE
        pause = PAUSE
        try:
            if now in (self._read, self._seen) or self._changes >= MOST_CHANGES:
                self._changes = 0
                if now != self._read:
                    self._read = now
                    self._open()
            else:
                self._changes += 1
                pause = SETTLE
            self._seen = now
        finally:
            self._timer.start(max(pause, slow))

    def _open(self) -> None:
        """Show what is saved now, or say why that cannot be."""
        try:
            topic = load_topic(self._path, self._reviews)
            if not self._shown:
                self._begin(topic)
            elif topic.files != self._window.view.topic.files:
                self._window.renew_topic(topic)
            self._window.close_message()
            self._shown = True
        except ContentError as error:
            self._refuse(error)
        except Exception as error:
            # Promise 4: whatever is saved, the window goes on showing what it can.
            message = f"this topic cannot be shown ({type(error).__name__}: {error}): take the last change back"
            self._refuse(ContentError([Problem(str(self._path), 0, message)]))

    def _refuse(self, error: ContentError) -> None:
        """Say what is wrong in the window, and in one line to the log."""
        import logging

        logging.getLogger(__name__).warning("%s: not shown as saved. %s", self._path, error.problems[0])
        say = say_refused_change if self._shown else say_other_topic
        say(self._window, error.problems, self._window.translation)
