"""A small locked window of the same parts as the kiosk's: the bundled topic in a notice frame, with all locks.

As a program of its own, ``python -m tests.kiosk.stand_in CODE-HASH``, it fills the screen, prints what happens to it,
and ends as the kiosk does.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from viewer.content.notice import notice_for
from viewer.content.topics import load_topic
from viewer.content.translation import read_translation
from viewer.kiosk.code_gate import CodeGate
from viewer.kiosk.gesture import CornerGesture
from viewer.kiosk.guard import guard
from viewer.kiosk.locking import FLAGS, prepare_locks
from viewer.kiosk.policy import KioskSettings
from viewer.kiosk.staff_door import StaffDoor
from viewer.settings import resources_folder
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.theme import Look, load_fonts
from viewer.ui.topic_view import TopicView

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = Look(body=27, target=57, low=True, apart=12, motion=False)
"""The sizes of a kiosk on a screen of 96 dots an inch."""


class StandIn(NoticeFrame):
    """A window with a topic, and the way out for staff."""

    def __init__(self, code: str, now: Callable[[], float], language: str = "en", look: Look = LOOK) -> None:
        resources = resources_folder()
        translation = read_translation(resources / "locale", language)
        self.view = TopicView(load_topic(resources / "topics" / "metastasis"), translation, look)
        super().__init__(notice_for(resources / "notice", language), self.view, em=look.em, least=look.body)
        self.view.show_page("overview")
        self.gate = CodeGate(code, now, self)
        self.words = lambda: (translation, look)
        self.door = StaffDoor(self, self.gate, self.words)


def main() -> int:
    """Run it as the kiosk runs."""
    prepare_locks()
    application = QApplication(["kiosk"])
    load_fonts(resources_folder() / "fonts")
    window = StandIn("", time.monotonic)
    settings = KioskSettings(code=sys.argv[1])
    door = guard(application, window, settings, time.monotonic, window.words)
    for gesture in application.findChildren(CornerGesture):
        gesture.made.connect(lambda: print("gesture", flush=True))
    for gate in window.findChildren(CodeGate):
        gate.checked.connect(lambda right: print("open" if right else "wrong", flush=True))
    door.cleaning_wanted.connect(lambda: print("cleaning", flush=True))
    window.view.page_shown.connect(lambda title: print("page", title, flush=True))
    window.setWindowFlags(FLAGS)
    window.setGeometry(application.primaryScreen().geometry())
    window.showFullScreen()
    code = application.exec()
    print("end", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
