"""Whether the program has crashed so often of late that only the safe mode is left.

When it started is noted in a small file that does not outlive the machine's own start. A stop in good order deletes it,
so what stands there are starts that ended in a crash. Times are those of the machine's steady clock: they know
nothing of the time of day, and nobody can set them. A file that cannot be read or written never hinders a start.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.kiosk.policy import CRASH_WINDOW, CRASHES, KioskSettings, is_crash_loop
from viewer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "kiosk-starts"
"""The file's name; a line a start."""

MOST_STARTS = 20
"""Most starts that are kept."""

MOST_BYTES = 4096
"""Most bytes of the file that are read: more is not ours."""

_log = logging.getLogger(__name__)


def starts_file(environment: Mapping[str, str]) -> Path | None:
    """Return where starts are noted, or ``None`` where this system has no place for it.

    Args:
        environment: The process's environment, as for :func:`runtime_folder`.
    """
    folder = runtime_folder(environment)
    return folder / FILE if folder else None


def runtime_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where small files are that do not outlive the machine's own start; ``None`` where there is no such place.

    Args:
        environment: The process's environment; ``RUNTIME_DIRECTORY`` (the first of several) and ``XDG_RUNTIME_DIR``
            count.
    """
    given = environment.get("RUNTIME_DIRECTORY", "").split(":")[0]
    if os.path.isabs(given):
        return Path(given)
    session = environment.get("XDG_RUNTIME_DIR", "")
    return Path(session, "metastasis-viewer") if os.path.isabs(session) else None


class Starts:
    """The starts of this program that have ended in a crash.

    Args:
        file: Where they are noted, as :func:`starts_file` says; ``None`` notes nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def begin(self, now: float) -> bool:
        """Note a start, and return whether it must be one in safe mode; the log says why.

        Args:
            now: The time of the machine's steady clock, :func:`time.monotonic`, in seconds.
        """
        before = self._read()
        self._write([*before, now])
        safe = is_crash_loop(before, now)
        if safe:
            _log.error(
                "The program has crashed %s times within %s minutes, so it starts in safe mode: the bundled topic, "
                "default settings, no sound, no printing, no motion. What happened stands above. To leave this mode, "
                "mend that, then stop the program and start it again.",
                CRASHES,
                CRASH_WINDOW // 60,
            )
        return safe

    def end(self) -> None:
        """Forget all starts: the program ends in good order."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _read(self) -> list[float]:
        """Return the times that stand in the file; what is no time is left out."""
        if self._file is None:
            return []
        try:
            if not self._file.is_file():
                return []
            with self._file.open("rb") as opened:
                words = opened.read(MOST_BYTES).decode("ascii", "replace").split()
        except OSError as error:
            _log.warning("Whether the program has crashed before cannot be read. %s: %s", self._file, error.strerror)
            return []
        return [float(word) for word in words if _is_time(word)][-MOST_STARTS:]

    def _write(self, starts: list[float]) -> None:
        """Note starts, whole or not at all."""
        if self._file is None:
            return
        part = self._file.with_name(f"{FILE}.part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text("".join(f"{start:.3f}\n" for start in starts[-MOST_STARTS:]), encoding="ascii")
            part.replace(self._file)
        except OSError as error:
            _log.warning("That the program starts cannot be noted. %s: %s", self._file, error.strerror or error)
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _is_time(word: str) -> bool:
    """Return whether a word is a time of a steady clock as it is written here."""
    whole, dot, part = word.partition(".")
    return whole.isdigit() and len(whole) < 12 and (not dot or part.isdigit())


def safe_settings(kiosk: KioskSettings) -> tuple[Settings, KioskSettings]:
    """Return the settings of the safe mode: those of a program that was told nothing, still and silent.

    Args:
        kiosk: What the clinic has told about its kiosk. The staff code stays, without which staff could not leave, and
            what describes the machine: its screen and its keys.
    """
    machine = {"screen_inches": kiosk.screen_inches, "distance_cm": kiosk.distance_cm, "keys": kiosk.keys}
    return Settings(motion=False), KioskSettings(code=kiosk.code, journey=False, sound=False, printer="", **machine)  # type: ignore[arg-type]
