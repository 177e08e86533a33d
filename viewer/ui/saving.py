"""Where a file is saved: a folder, a name, and what is said when that cannot be."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from viewer.content.writing import NO_ROOM, write_whole
from viewer.ui.choice import Choice, Group
from viewer.ui.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.summary.order import Order
    from viewer.ui.print_desk import Folder
    from viewer.ui.theme import Look

FORBIDDEN = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
"""What no name may hold, so that the file can also be copied to a stick and opened on another system."""

LONGEST = 100
"""Most characters of a name."""


class NameField(Group):
    """A line to type a file's name into.

    Args:
        name: What stands above it.
        look: How it looks.

    Signals:
        changed: The name is another one.
        entered: Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self.line = Field(look, LONGEST)
        self.line.setObjectName("file-name")
        self.line.setAccessibleName(name)
        # Names end in .pdf, which runs from left to right in any language.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setParent(self)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        super().set_look(look)
        self.line.set_look(look)

    def focus_chain(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        return self._label.heightForWidth(width) + self.line.height_needed()

    def relayout(self) -> None:
        """Place words and line."""
        high = self._label.heightForWidth(self.width())
        self._label.setGeometry(0, 0, self.width(), high)
        self.line.setGeometry(0, high, self.width(), self.line.height_needed())


class Saving:
    """The choice of folder and name.

    Args:
        folders: The folders, the first of them chosen.
        topic: The topic's id.
        translation: The interface's words.
        look: How it looks.
    """

    def __init__(self, folders: Sequence[Folder], topic: str, translation: Translation, look: Look) -> None:
        self._topic, self._translation = topic, translation
        self._folders = {str(folder.path): folder for folder in folders}
        _ = translation.gettext
        # Translators: heading over folders to choose from.
        self.folder = Choice(_("Folder to save in"), translation, look)
        self.folder.setObjectName("save-in")
        self.folder.offer([(path, folder.words) for path, folder in self._folders.items()], [*self._folders][:1])
        # Translators: above a line in which a file's name is typed.
        self.name = NameField(_("Name of the file"), look)
        self._typed = False
        self.name.changed.connect(self._remember)

    def _remember(self) -> None:
        """Keep what was typed, whatever is chosen then."""
        self._typed = True

    def suggest(self, order: Order) -> None:
        """Name the file after what is in it, unless the reader has typed a name."""
        if not self._typed:
            large = ["large-print"] if order.large_print else []
            languages = [order.language, *([order.beside] if order.beside else [])]
            self.name.line.setText("-".join([self._topic, order.edition, *large, *languages]) + ".pdf")

    @property
    def target(self) -> Path | None:
        """The file to write; ``None`` while its name is none."""
        name = self.name.line.text().strip()
        if FORBIDDEN.search(name) or not name.strip(". "):
            return None
        if not name.lower().endswith(".pdf"):
            name += ".pdf"
        return self._folders[self.folder.one].path / name

    @property
    def bad_name_words(self) -> str:
        """What to say while the name is none."""
        if not self.name.line.text().strip(". "):
            # Translators: to somebody who wants to save a file without a name.
            return self._translation.gettext("Type a name for the file first.")
        # Translators: {signs} are the signs that no file's name may hold.
        return self._translation.gettext("A name cannot hold any of these: {signs}").format(signs='/ \\ : * ? " < > |')

    def error_words(self, error: OSError) -> str:
        """Return what to say when the file was not written."""
        _ = self._translation.gettext
        if isinstance(error, FileExistsError):
            # Translators: to somebody whose file was not saved; “Replace” is the button that appears then.
            return _("There is a file with this name. To write over it, press “Replace”. Or type another name.")
        if error.errno == errno.ENAMETOOLONG:
            # Translators: to somebody whose file was not saved.
            return _("This name is too long. Type a shorter one.")
        if isinstance(error, IsADirectoryError):
            # Translators: to somebody whose file was not saved.
            return _("There is a folder with this name. Type another name.")
        return self._folder_words(error)

    def _folder_words(self, error: OSError) -> str:
        """Return what to say when nothing can be written there; who has no other folder is sent to none."""
        _ = self._translation.gettext
        alone = len(self._folders) == 1
        if error.errno in NO_ROOM:
            if alone:
                # Translators: to somebody whose file was not saved, and who has no other folder to choose.
                return _("The disk is full or cannot be written. Nothing was saved. Make room on it, then try again.")
            # Translators: to somebody whose file was not saved.
            return _("The disk is full. Nothing was saved. Choose another folder.")
        if alone:
            # Translators: {folder} is a folder's name, {why} what the system says, as in "Permission denied".
            words = _("The folder “{folder}” cannot be written: {why}. Nothing was saved.")
            return words.format(folder=self._folders[self.folder.one].words, why=error.strerror or error)
        # Translators: {folder} is a folder's name, as in "Documents".
        words = _("The folder “{folder}” cannot be written. Choose another one.")
        return words.format(folder=self._folders[self.folder.one].words)


def save(target: Path, make: Callable[[], bytes], *, replace: bool) -> Path:
    """Write a file. It may take long: call it in a thread of its own.

    Args:
        target: The file.
        make: Gives what it will hold.
        replace: Whether to write over a file that is there.

    Raises:
        FileExistsError: There is one, or one came while the pages were made, and it was not to be replaced.
        OSError: It cannot be written; nothing of it is left behind.
        ValueError: What it will hold cannot be made.
    """
    if not replace and target.exists() and not target.is_dir():
        raise FileExistsError(errno.EEXIST, "there is a file with this name", str(target))
    try:
        data = make()
    except OSError as error:
        # Not the file to write is at fault, so nobody must be sent to look for another folder.
        message = f"the pages cannot be made: {error}"
        raise ValueError(message) from error
    write_whole(target, data, replace=replace)
    return target
