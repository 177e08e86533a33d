"""The last good topic: a copy of the one that a clinic has named, for the day when that one is missing or broken.

The copy is one zip in the state folder. Its name says from which place it was taken, and the digest of its bytes: so
it is written only when the topic has changed, and a damaged one is known. A topic is held in memory as a whole,
so whatever becomes of its files while the kiosk runs changes nothing on its screen.
"""

from __future__ import annotations

import io
import logging
import os
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.archive import MAX_TOTAL
from viewer.content.errors import ContentError
from viewer.content.topics import load_topic
from viewer.settings import user_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.content.topics import Topic

KEY = 16
"""How many hexadecimal digits of a place's digest begin a copy's name."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a copy, the first that a zip can say: the same topic makes the same bytes."""

_log = logging.getLogger(__name__)


class Found(NamedTuple):
    """The topic that a kiosk shows.

    Attributes:
        topic: The topic; ``None`` when not even the bundled one can be read.
        origin: ``"named"``, ``"copy"`` or ``"bundled"``.
    """

    topic: Topic | None
    origin: str


def state_folder(platform: str, environment: Mapping[str, str]) -> Path | None:
    """Return where copies are kept, or ``None`` where a user has no such place.

    Args:
        platform: As in :data:`sys.platform`.
        environment: The process's environment; ``STATE_DIRECTORY`` (the first of several) comes first.
    """
    given = environment.get("STATE_DIRECTORY", "").split(":")[0]
    if os.path.isabs(given):
        return Path(given, "last-good")
    return user_file("last-good", "state", platform, environment)


class LastGood:
    """Copies of topics that have loaded well.

    Args:
        folder: Where they are kept, as :func:`state_folder` says; ``None`` keeps none and knows none.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, place: Path, reviews: Path | None = None) -> Topic | None:
        """Return the last good topic from a place, or ``None``; a damaged copy costs a line in the log.

        Args:
            place: The folder or zip that was named.
            reviews: The clinic's own file of reviews; it need not be there.
        """
        for copy in self._copies(place):
            try:
                if copy.stem.partition("-")[2] != sha256(copy.read_bytes()).hexdigest():
                    _log.warning("The copy of the last good topic is damaged. %s", copy)
                    continue
                return load_topic(copy, reviews)
            except OSError as error:
                _log.warning("The copy of the last good topic cannot be read. %s: %s", copy, error.strerror or error)
            except ContentError as error:
                _log.warning("The copy of the last good topic is refused. %s: %s", copy, error.problems[0])
        return None

    def keep(self, place: Path, files: Mapping[str, bytes]) -> None:
        """Keep a topic that has loaded well, if it is another than the one that is kept; the copy before it goes.

        A failure costs a line in the log. It takes seconds for a very large topic, and may run in any thread.

        Args:
            place: The folder or zip that was named.
            files: Every file of the topic.
        """
        if self._folder is None:
            return
        data = packed(files)
        copy = self._folder / f"{_key(place)}-{sha256(data).hexdigest()}.zip"
        part = copy.with_suffix(f".{os.getpid()}.part")
        try:
            if len(data) > MAX_TOTAL:
                raise OSError(None, "the topic is too big for a copy")
            if not (copy.is_file() and copy.read_bytes() == data):
                copy.parent.mkdir(parents=True, exist_ok=True)
                with part.open("wb") as opened:
                    opened.write(data)
                    opened.flush()
                    os.fsync(opened.fileno())
                part.replace(copy)
            for other in self._folder.iterdir():
                if other != copy and other.suffix in {".zip", ".part"}:
                    other.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("The topic cannot be kept for later. %s: %s", copy, error.strerror or error)
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _copies(self, place: Path) -> list[Path]:
        """Return the copies from a place; more than one only where a start was cut short."""
        if self._folder is None:
            return []
        try:
            return sorted(self._folder.glob(f"{_key(place)}-*.zip"))
        except OSError as error:
            _log.warning("The last good topic cannot be looked for. %s: %s", self._folder, error.strerror or error)
            return []


def _key(place: Path) -> str:
    """Return what the name of the copies from a place begins with."""
    return sha256(os.fsencode(os.path.abspath(place))).hexdigest()[:KEY]


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip: the same files make the same bytes. Nothing is squeezed, so that nothing is refused."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), files[name])
    return target.getvalue()


def find_topic(
    named: Path | None, copies: LastGood, bundled: Callable[[], Topic], reviews: Path | None = None
) -> Found:
    """Return the topic for a kiosk: the named one, else its last good copy, else the bundled one; the log says which.

    Args:
        named: The folder or zip that was named; ``None`` takes the bundled one.
        copies: The copies of good topics. None is written yet: :meth:`LastGood.keep` can wait until a window is there.
        bundled: Opens the bundled topic, whole; may raise ContentError.
        reviews: The clinic's own file of reviews; it need not be there.
    """
    if named is not None:
        try:
            return Found(load_topic(named, reviews), "named")
        except ContentError as error:
            more = f", and {len(error.problems) - 1} more" if len(error.problems) > 1 else ""
            _log.error("The topic is not shown. %s: %s%s", named, error.problems[0], more)
        copy = copies.find(named, reviews)
        if copy is not None:
            _log.error("In its place its last good copy is shown, version %s.", copy.version)
            return Found(copy, "copy")
        _log.error("There is no good copy of it, so the bundled topic is shown.")
    try:
        return Found(bundled(), "bundled")
    except ContentError as error:
        _log.critical("The bundled topic cannot be shown: %s", error.problems[0])
        return Found(None, "bundled")
