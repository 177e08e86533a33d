"""What is the reader's own in a window: the list of questions, and what this computer keeps of the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from viewer.desktop.keeping import Keeper, Kept
from viewer.desktop.my_questions import MyQuestions

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.desktop.window import DesktopWindow
    from viewer.ui.trail import Stay

SOON = 500
"""How long after a change it is kept, in milliseconds: not at every letter that is typed."""

AGAIN = 2000
"""How often it is asked whether the window that has the file is gone, in milliseconds."""


class Mine(QObject):
    """The reader's questions in a window, and what is kept.

    Args:
        window: The window; this belongs to it.
        keeper: Keeps what the reader lets it keep.
        kept: What was kept before.

    Attributes:
        questions: The questions.
        declined: Whether the reader has said no, in this window.
        failed: Why something could not be kept or deleted; ``""`` while all goes well.

    Signals:
        changed: What is kept, or whether, is different now.
    """

    changed = Signal()

    def __init__(self, window: DesktopWindow, keeper: Keeper, kept: Kept | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._kept = kept or Kept()
        self._wanted: Stay | None = None
        self.declined = False
        self.failed = ""
        self._warned: object = None
        self.questions = MyQuestions(self)
        self.questions.replace(self._kept.questions)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.save)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._take_over)
        self._wait_for_file()
        self.questions.changed.connect(self._later)
        self.questions.changed.connect(self._warn_no_more)
        window.look_changed.connect(self._later)
        window.installEventFilter(self)

    @property
    def state(self) -> str:
        """How it stands with keeping.

        ``"nowhere"``: this window keeps nothing, and asks nobody. ``"elsewhere"``: another window has the file, or it
        cannot be changed. ``"kept"``: the reader has said yes. ``"declined"``: no. ``"open"``: nothing yet.
        """
        if self._keeper.file is None:
            return "nowhere"
        if self._keeper.elsewhere:
            return "elsewhere"
        if self._keeper.keeps:
            return "kept"
        return "declined" if self.declined else "open"

    @property
    def file(self) -> Path | None:
        """Where it is kept."""
        return self._keeper.file

    @property
    def left(self) -> Path | None:
        """The file from before the clinic forbade to keep anything, while it is there."""
        left = self._window.shelf.left
        return left if left is not None and left.exists() else None

    @property
    def put_aside(self) -> Path | None:
        """Where a damaged file was put, if there was one."""
        return self._keeper.put_aside

    @property
    def closing(self) -> bool:
        """Whether the reader wanted to close the window, and what would be lost then is still the same."""
        return self._warned is not None and self._warned == self._at_risk()

    def _at_risk(self) -> object:
        """Return what closing the window would lose, though the reader has not said that it may; ``None``: nothing."""
        questions, draft = self.questions.all, self.questions.draft.strip()
        here = self.state == "elsewhere" and (draft or questions != self._kept.questions)
        return (questions, draft) if here or (self.state == "open" and (questions or draft)) else None

    def _warn_no_more(self) -> None:
        """Take the warning away when another list would be lost now, or none."""
        if self._warned is not None and not self.closing:
            self._warned = None
            self.changed.emit()

    def keep(self) -> None:
        """Begin to keep: the reader has said yes."""
        self.declined = False
        # Another window may have begun to keep, and been closed, since this one was opened.
        earlier = self._keeper.open()
        if not self._keeper.elsewhere:
            self._kept = earlier
            self.questions.replace((*earlier.questions, *self.questions.all))
            self.failed = self._keeper.begin(self._now())
        self._wait_for_file()
        self.changed.emit()

    def _wait_for_file(self) -> None:
        """Ask again and again for a file that another window has."""
        if self._keeper.elsewhere:
            self._again.start()
        else:
            self._again.stop()

    def _take_over(self) -> None:
        """Go on with the file when the other window is gone: with its list, and with what was written here."""
        kept = self._keeper.take_over()
        if kept is None:
            return
        self._wait_for_file()
        self.failed = ""
        if self._keeper.keeps:
            self._kept = kept
            self.questions.replace((*kept.questions, *self.questions.all))
            self.save()
        self.changed.emit()

    def decline(self) -> None:
        """Keep nothing: the reader has said no."""
        self.declined = True
        self.changed.emit()

    def forget(self) -> None:
        """Delete all that is the reader's own, here and on the computer; nothing is kept until the next yes."""
        self._soon.stop()
        self.failed = self._keeper.forget()
        self.declined = False
        self._kept = Kept()
        self.questions.draft = ""
        self.questions.replace(())
        self.changed.emit()

    def save(self) -> None:
        """Keep how things are now, if the reader has said yes."""
        self._soon.stop()
        if self._keeper.keeps:
            before, self.failed = self.failed, self._keeper.save(self._now())
            if before != self.failed:
                self.changed.emit()

    def go_on_at(self, stay: Stay) -> None:
        """Show a place of the page that is shown, as soon as the window is there: before, the text has no height."""
        self._wanted = stay

    def _go_on(self) -> None:
        """Show the place that is wanted, once."""
        view, wanted, self._wanted = self._window.view, self._wanted, None
        if wanted is not None and wanted.page == view.page_id:
            view.resume(view.visit._replace(stay=wanted))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what changes with the window: its page, which its title names, and its size; all of it at the end."""
        if event.type() == QEvent.Type.Close and self._would_lose():
            self._warned = self._at_risk()
            event.ignore()
            from viewer.desktop.questions_panel import tell_closing

            tell_closing(self._window)
            return True
        if event.type() == QEvent.Type.Close:
            if self._keeper.keeps and self.questions.add(self.questions.draft):
                self.questions.draft = ""
            self.save()
            self._again.stop()
            self._keeper.close()
        elif event.type() == QEvent.Type.Show:
            self._go_on()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.WindowTitleChange):
            self._later()
        return False

    def _would_lose(self) -> bool:
        """Whether closing the window would lose something unasked; for the same that holds it up only once."""
        application = QGuiApplication.instance()
        ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        return self._at_risk() is not None and not self.closing and not ending

    def _later(self) -> None:
        if self._keeper.keeps and self._window.isVisible():
            self._soon.start()

    def _now(self) -> Kept:
        """Return what is to be kept now."""
        window = self._window
        stay, look = window.view.visit.stay, window.look
        page, position = stay.page, stay.place.position
        if not window.shelf.places:
            page, position = self._kept.page, self._kept.position
        size = (window.width(), window.height())
        looks = (look.text_size, look.theme, size, look.spacing, look.motion)
        return Kept(self.questions.all, page, position, window.language, *looks)


def mine_of(window: DesktopWindow) -> Mine:
    """Return what is the reader's own in a window; it is made when it is first asked for."""
    return window.findChild(Mine) or Mine(window, Keeper(window.shelf.kept))
