"""What a reader lets this computer keep: own questions, notes, and where they were. Nothing before they say so.

It is one plain file that people can find, read and delete. The first window holds a lock on it; another one shows
what it says and changes nothing until the first one is closed. A damaged file is put aside, never overwritten.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QLockFile

from viewer.content.writing import NO_ROOM, write_whole

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
"""What the file says of itself, so that a later program knows how to read it."""

LONGEST_FILE = 1024 * 1024
"""Most bytes of a file: more no reader has written."""

LONGEST_WORDS = 500
"""Most characters of a question or a note."""

ANOTHER_WINDOW = "another window keeps it"
"""Why nothing is kept: the lock on the file is somebody else's."""

FULL_DISK = "the disk is full or cannot be written"
"""Why nothing is kept: there is no room for it, or not even for a lock."""


class Question(NamedTuple):
    """A question that the reader wants to ask.

    Attributes:
        text: The question.
        page: The page that it comes from; ``""`` for one of the reader's own.
        note: What the reader wrote down about the answer.
    """

    text: str
    page: str = ""
    note: str = ""


class Kept(NamedTuple):
    """All that is kept.

    Attributes:
        questions: The questions, in the reader's order.
        page: The page that was shown last; ``""`` where none is known.
        position: The place on it, a position in its text.
        language: The language.
        text_size: The size of the text, in percent; 0 where none is known.
        theme: The theme's name.
        size: Width and height of the window, in pixels.
        spacing: The spacing's name; ``""`` where none is known.
        motion: Whether things may move; ``None`` where that is not known.
    """

    questions: tuple[Question, ...] = ()
    page: str = ""
    position: int = 0
    language: str = ""
    text_size: int = 0
    theme: str = ""
    size: tuple[int, int] = (0, 0)
    spacing: str = ""
    motion: bool | None = None


class DamagedError(Exception):
    """The file holds something else than what was kept; the message says what."""


class Keeper:
    """Keeps what the reader lets it keep.

    Args:
        file: The file; ``None`` keeps nothing.

    Attributes:
        file: The file.
        keeps: Whether the reader has said yes: then the file is there.
        elsewhere: Whether another window has the file, so that this one must not change it.
        put_aside: Where a damaged file was put when one was found.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.keeps = False
        self.elsewhere = False
        # Also one that an earlier window put aside, until the reader deletes it.
        self.put_aside = next(reversed(self._damaged()), None)
        self._lock: QLockFile | None = None
        self._written = False

    def open(self) -> Kept:
        """Return what was kept before; nothing where the reader has not said yes, or the file is damaged."""
        if self.file is None or not os.path.exists(self.file):
            return Kept()
        self.elsewhere = bool(self._take())
        try:
            kept = read_kept(self.file)
        except OSError as error:
            self._warn("What was kept cannot be read.", error)
            self.elsewhere = True  # It is there, and must not be written over.
            return Kept()
        except DamagedError as error:
            self._warn("What was kept is damaged, and was put aside.", error)
            self._put_aside()
            return Kept()
        self.keeps = self._written = True
        return kept

    def begin(self, kept: Kept) -> str:
        """Begin to keep, because the reader has said yes; return why that fails, ``""`` where it does not."""
        if self.file is None:
            return "there is no folder for it"
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            return error.strerror or str(error)
        failed = self._take()
        self.elsewhere = failed == ANOTHER_WINDOW
        if failed:
            return failed
        self.keeps = True
        failed = self.save(kept)
        if failed and not self._written:
            # The reader may say yes again; until then nothing is kept.
            self.keeps = False
            self.close()
        return failed

    def take_over(self) -> Kept | None:
        """Take the file when the window that had it is gone.

        Returns:
            What it holds then, nothing where that window has deleted it; ``None`` while this window cannot have it.
        """
        if self.file is None or not self.elsewhere or self._lock is not None or self._take():
            return None
        self.elsewhere = self.keeps = self._written = False
        if os.path.exists(self.file):
            return self.open()
        self.close()
        return Kept()

    def save(self, kept: Kept) -> str:
        """Write what is to be kept, if the reader has said yes; return why that fails, ``""`` where it does not."""
        if self.file is None or not self.keeps or self.elsewhere:
            return ""
        if self._written and not self.file.exists():
            self.keeps = False  # Somebody has deleted it, and that is a no.
            return ""
        try:
            write_whole(self.file, _written(kept), private=True)
            self._written = True
        except OSError as error:
            self._warn("What is to be kept cannot be written.", error)
            return FULL_DISK if error.errno in NO_ROOM else error.strerror or str(error)
        return ""

    def forget(self) -> str:
        """Delete the file, and those put aside, and keep nothing from now on.

        Returns:
            Why that fails, ``""`` where it does not.
        """
        self.keeps = False
        if self.file is None or self.elsewhere:
            return ""
        try:
            damaged = self._damaged()
            unfinished = self.file.parent.glob(f".{self.file.name}.*.part")  # Left by a program that was killed.
            for file in (self.file, *damaged, *unfinished):
                file.unlink(missing_ok=True)
            self.put_aside = None
        except OSError as error:
            self._warn("What was kept cannot be deleted.", error)
            return error.strerror or str(error)
        finally:
            self.close()
        return ""

    def close(self) -> None:
        """Let other windows have the file."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _take(self) -> str:
        """Take the lock; return why that fails, if it does. A lock of a program that has ended counts for nothing."""
        if self._lock is None and self.file is not None:
            lock = QLockFile(str(self.file.with_suffix(".lock")))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                another = lock.error() == QLockFile.LockError.LockFailedError
                return ANOTHER_WINDOW if another else FULL_DISK
            with suppress(OSError):
                # It names the computer and the account's process: nobody else's business either.
                os.chmod(lock.fileName(), 0o600)
            self._lock = lock
        return ""

    def _damaged(self) -> list[Path]:
        """Return the damaged files that were put aside, in their order."""
        if self.file is None:
            return []
        try:
            found = list(self.file.parent.glob(f"{self.file.stem}-damaged-*{self.file.suffix}"))
        except OSError:
            return []  # What stands in a folder that cannot be read is not told of.
        return sorted(found, key=lambda each: (len(each.name), each.name))

    def _put_aside(self) -> None:
        """Give a damaged file another name, so that nothing in it is lost."""
        if self.file is None or self.elsewhere:
            return
        number = 1
        while (aside := self.file.with_name(f"{self.file.stem}-damaged-{number}{self.file.suffix}")).exists():
            number += 1
        try:
            self.file.rename(aside)
            self.put_aside = aside
        except OSError:
            self.elsewhere = True  # It stays where it is, and must not be written over.

    def _warn(self, what: str, why: Exception) -> None:
        import logging

        logging.getLogger(__name__).warning("%s %s: %s", what, self.file, getattr(why, "strerror", None) or why)


def read_kept(file: Path) -> Kept:
    """Read what was kept.

    Raises:
        OSError: The file cannot be read.
        DamagedError: It holds something else.
    """
    with file.open("rb") as stream:
        data = stream.read(LONGEST_FILE + 1)
    if len(data) > LONGEST_FILE:
        raise DamagedError("it is too long")
    try:
        found = json.loads(data.decode())
        if found["format"] != FORMAT:
            raise DamagedError(f"its format is {found['format']!r}")
        questions = tuple(_question(each) for each in found["questions"])
        width, height = (_number(each) for each in found["size"])
        page, language, theme = (_words(found[name]) for name in ("page", "language", "theme"))
        position, text_size = (_number(found[name]) for name in ("position", "text_size"))
        # The first programs that wrote this format did not keep these two.
        spacing, motion = _words(found.get("spacing", "")), _answer(found.get("motion"))
        return Kept(questions, page, position, language, text_size, theme, (width, height), spacing, motion)
    except DamagedError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from None


def _question(found: dict[str, Any]) -> Question:
    return Question(_words(found["question"]), _words(found["page"]), _words(found["note"]))


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_WORDS:
        raise DamagedError("words are expected where something else stands")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
        raise DamagedError("a number is expected where something else stands")
    return value


def _answer(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise DamagedError("true or false is expected where something else stands")
    return value


def _written(kept: Kept) -> bytes:
    """Return what is kept as the file's text, for programs and for people."""
    questions = [{"question": each.text, "page": each.page, "note": each.note} for each in kept.questions]
    fields = {"format": FORMAT} | kept._asdict() | {"questions": questions, "size": list(kept.size)}
    return (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode()
