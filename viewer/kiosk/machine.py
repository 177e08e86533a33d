"""What can be asked of the machine that the kiosk runs on. Nothing here changes anything."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 5.0
"""How long one question may take, in seconds."""

LONGEST = 1_000_000
"""Most bytes of a file, or of an answer, that are read."""


class Answer(NamedTuple):
    """What a program answered.

    Attributes:
        code: Its exit code.
        said: Its output.
    """

    code: int
    said: str


class Rights(NamedTuple):
    """Whom a file or folder belongs to, and who may do what with it.

    Attributes:
        owner: The owner's number.
        group: The group's number.
        mode: The bits of its mode, as in ``0o640``.
    """

    owner: int
    group: int
    mode: int


class Machine(Protocol):
    """A machine that answers. ``None`` always stands for "that cannot be told here"."""

    def text(self, path: str) -> str | None:
        """Return what a file says."""

    def rights(self, path: str) -> Rights | None:
        """Return who may do what with a file or folder."""

    def free(self, path: str) -> int | None:
        """Return how much room there is at a path, in megabytes."""

    def run(self, words: Sequence[str], limit: float = LIMIT) -> Answer | None:
        """Return what a program answers.

        Args:
            words: The program and its words; no shell sees them.
            limit: How long it may take, in seconds.
        """


class ThisMachine:
    """The machine that the program runs on."""

    def text(self, path: str) -> str | None:
        """Return what a file says."""
        try:
            with open(path, "rb") as file:
                return file.read(LONGEST).decode("utf-8", "replace")
        except OSError:
            return None

    def rights(self, path: str) -> Rights | None:
        """Return who may do what with a file or folder."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        return Rights(found.st_uid, found.st_gid, found.st_mode & 0o7777)

    def free(self, path: str) -> int | None:
        """Return how much room there is at a path, in megabytes."""
        if not hasattr(os, "statvfs"):
            return None
        try:
            found = os.statvfs(path)
        except OSError:
            return None
        return found.f_bavail * found.f_frsize // 1_000_000

    def run(self, words: Sequence[str], limit: float = LIMIT) -> Answer | None:
        """Return what a program answers; what it says of errors is not read."""
        environment = os.environ | {"LC_ALL": "C", "LANGUAGE": "C", "SYSTEMD_PAGER": "", "SYSTEMD_COLORS": "0"}
        # Many of these programs are where only root looks.
        environment["PATH"] = f"{environment.get('PATH', os.defpath)}{os.pathsep}/usr/sbin{os.pathsep}/sbin"
        try:
            done = subprocess.run(
                list(words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=limit,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return Answer(done.returncode, done.stdout[:LONGEST].decode("utf-8", "replace"))
