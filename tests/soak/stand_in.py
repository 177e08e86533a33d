"""The smallest kiosk: a window with the notice and a title, kept alive by the kiosk's own parts.

``python -m tests.soak.stand_in [TOPIC]`` is what the fault program can be tried with where the real kiosk's other parts
must not matter. A file named ``raise`` in the state folder makes it fail after the start.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from viewer.content.notice import notice_for
from viewer.content.topics import open_topic
from viewer.kiosk.alone import run_alone
from viewer.kiosk.counts import Counts, Outside
from viewer.kiosk.crashes import Starts, starts_file
from viewer.kiosk.journal import begin_journal
from viewer.kiosk.last_good import LastGood, find_topic, state_folder
from viewer.kiosk.locking import lock_application
from viewer.kiosk.unexpected import Unexpected
from viewer.settings import resources_folder
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.theme import load_fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent


class Window(NoticeFrame):
    """A window that stays, as a kiosk's does."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


def main(words: list[str]) -> int:
    journal = begin_journal(os.environ)
    application = QApplication(["kiosk"])
    unexpected = Unexpected()
    unexpected.begin()
    starts = Starts(starts_file(os.environ))
    safe = starts.begin(time.monotonic())
    resources = resources_folder()
    named = Path(words[0]) if words and not safe else None
    folder = state_folder(sys.platform, os.environ)
    copies = LastGood(folder)
    found = find_topic(named, copies, partial(open_topic, resources / "topics" / "metastasis", whole=True))
    load_fonts(resources / "fonts")
    topic = found.topic
    window = Window(notice_for(resources / "notice", "en"), QLabel(topic.title("en") if topic else ""), em=30)
    if found.origin == "named":
        QTimer.singleShot(0, lambda: copies.keep(named, topic.files))
    counts = (
        Counts(folder.parent, Outside({"topic": topic.id if topic else ""}, lambda: journal.errors)) if folder else None
    )
    if folder and (folder.parent / "raise").exists():
        again = QTimer(window)
        again.timeout.connect(lambda: 1 // 0)
        again.start(50)
    lock_application(application, (), lambda: application.exit(0))
    return run_alone(application, window, starts, unexpected, "stand-in", lambda _screen: None, counts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
