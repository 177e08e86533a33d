"""Reading a topic's files from a folder, or from the same folder zipped.

Nothing that stands in the files is believed: names, links and sizes are checked while reading, and whoever gets the
result sees names inside the topic and bytes, never a path.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from viewer.content.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

MAX_FILES = 2_000
MAX_TOTAL = 64_000_000
MAX_RATIO = 100
RATIO_MATTERS_FROM = 1_000_000
_KIB = 1024
_LIMITS = {".md": 256 * _KIB, ".toml": 256 * _KIB, ".svg": 1024 * _KIB, ".ttf": 24576 * _KIB, ".otf": 24576 * _KIB}
_OTHER_LIMIT = 4096 * _KIB
_CHUNK = 64 * _KIB
_ENCRYPTED = 0x1
_LITTER = ("thumbs.db", "ehthumbs.db", "desktop.ini")
_NEEDED_INVISIBLE = "\n\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f"


def read_files(path: Path) -> Mapping[str, bytes]:
    """Read all files of a topic at once.

    Args:
        path: The topic's folder, or a zip that holds it at its root or inside one single folder.

    Returns:
        The bytes of each file by its name inside the topic, such as ``"en/overview.md"``. Hidden files,
        ``__MACOSX`` and litter (see :func:`is_litter`) are left out.

    Raises:
        ContentError: The topic is missing, damaged, too big, or holds something that leads out of it.
    """
    if not os.path.isdir(path):
        return _read_zip(path)
    names, problems = _names(path)
    problems += _doubles(names)
    files: dict[str, bytes] = {}
    for name in names:
        try:
            files[name] = _read_member(path, name)
        except KeyError:
            problems.append(Problem(name, 0, "this file went away while it was read: try again"))
        except ContentError as error:
            problems += error.problems
        if sum(map(len, files.values())) > MAX_TOTAL:
            problems.append(_too_big(path))
            break
    if problems:
        raise ContentError(problems)
    return MappingProxyType(files)


def open_files(path: Path) -> Mapping[str, bytes]:
    """Open a topic's files, reading each one of a folder only when it is asked for.

    Args:
        path: A folder or a zip, as for :func:`read_files`. A zip is read whole.

    Returns:
        The bytes of each file by its name inside the topic. Looking one up raises ContentError where
        :func:`read_files` would have refused it.

    Raises:
        ContentError: There is no such topic, or the zip is refused.
    """
    return _Folder(path) if os.path.isdir(path) else _read_zip(path)


def name_problem(name: str) -> str:
    """Return what is wrong with the name of a file inside a topic, or ``""`` when nothing is."""
    parts = name.split("/")
    if "\\" in name or ":" in name:
        return "a name with a backslash or a colon is not allowed: write folders with / and without a drive letter"
    if name.startswith("/"):
        return "a name that starts with / is not allowed: name the file as seen from the topic's folder"
    if ".." in parts:
        return 'a name with ".." leads out of the topic\'s folder: name a file inside the folder'
    if "" in parts or "." in parts:
        return "a name with an empty part is not allowed: name the file as seen from the topic's folder"
    if not name.isprintable():
        return "a name with invisible or damaged characters is not allowed: use letters, digits, - and _"
    return ""


def is_litter(name: str) -> bool:
    """Return whether a file is one that an editor or a desktop left behind, and nobody meant to be in a topic.

    Such are ``~$care.md`` and ``~WRL0003.tmp`` (Word), ``care.md~`` and ``#care.md#`` (Emacs and others),
    ``_care.md.swp`` (Vim), ``Thumbs.db`` and ``desktop.ini`` (Windows). Most others are hidden files anyway, such as
    ``.DS_Store`` and ``.~lock.care.md#`` (LibreOffice).

    Args:
        name: The file's name, with or without its folder.
    """
    last = name.rpartition("/")[2].lower()
    if last in _LITTER or last.startswith("~$") or last.endswith(("~", ".swp", ".swo", ".swn")):
        return True
    return (last.startswith("#") and last.endswith("#")) or (last.startswith("~wr") and last.endswith(".tmp"))


def invisible(text: str) -> str:
    """Return the first character of a text that nobody could see and no language needs, or ``""``."""
    if text.isprintable():
        return ""
    return next((char for char in text if not char.isprintable() and char not in _NEEDED_INVISIBLE), "")


class _Folder(Mapping[str, bytes]):
    """The files of a folder, each read when it is first asked for."""

    __slots__ = ("_read", "_root")

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            if name_problem(name) or _ignored(name) or is_litter(name):
                raise KeyError(name)
            self._read[name] = _read_member(self._root, name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        names, problems = _names(self._root)
        if problems:
            raise ContentError(problems)
        return iter(names)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _shown(name: str) -> str:
    """Return a name that can be written to any log."""
    return name.encode("utf-8", "backslashreplace").decode()


def _ignored(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _limit(name: str) -> int:
    return _LIMITS.get(os.path.splitext(name)[1].lower(), _OTHER_LIMIT)


def _over_limit(name: str) -> Problem:
    return Problem(_shown(name), 0, f"this file is too big: at most {_limit(name) // _KIB} KiB are allowed")


def _too_big(path: Path) -> Problem:
    return Problem(_shown(str(path)), 0, f"the topic is too big: at most {MAX_TOTAL // 1_000_000} MB are allowed")


def _too_many(path: Path) -> Problem:
    return Problem(_shown(str(path)), 0, f"the topic has too many files: at most {MAX_FILES:,} are allowed")


def _doubles(names: Iterable[str]) -> list[Problem]:
    """Return a problem for each name that some computers cannot tell from one before it."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.setdefault(name.casefold(), name)
        if twin is not name:
            problems.append(
                Problem(_shown(name), 0, f'there is a second file of this name, "{_shown(twin)}": keep one')
            )
    return problems


def _names(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the names of all files below a folder in order, and what is wrong with them."""
    names: list[str] = []
    problems: list[Problem] = []
    folders = [""]
    while folders and len(names) <= MAX_FILES:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = [(folder + entry.name, entry) for entry in found if not _ignored(entry.name)]
        except OSError as error:
            problems.append(_unreadable(folder or str(root), error))
            continue
        for name, entry in entries:
            if message := name_problem(name):
                problems.append(Problem(_shown(name), 0, message))
            elif entry.is_symlink():
                problems.append(_is_link(name))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(name + "/")
            elif not is_litter(name):
                names.append(name)
    if len(names) > MAX_FILES:
        return [], [*problems, _too_many(root)]
    return sorted(names), problems


def _is_link(name: str) -> Problem:
    return Problem(_shown(name), 0, "this is a link to another place: put the file itself into the topic's folder")


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(_shown(name), 0, f"this cannot be read: {error.strerror or error}")


def _read_member(root: Path, name: str) -> bytes:
    """Return the bytes of one file of a folder, whose name is known to stay inside.

    Raises:
        KeyError: There is no such file.
        ContentError: It is a link, no plain file, too big or unreadable.
    """
    path = root
    mode = stat.S_IFDIR
    try:
        for part in name.split("/"):
            path /= part
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise ContentError([_is_link(name)])
        if stat.S_ISDIR(mode):
            raise KeyError(name)
        if not stat.S_ISREG(mode):
            raise ContentError([Problem(_shown(name), 0, "this is not a plain file: only plain files are allowed")])
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as stream:
            data = stream.read(_limit(name) + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise KeyError(name) from None
    except OSError as error:
        raise ContentError([_unreadable(name, error)]) from error
    if len(data) > _limit(name):
        raise ContentError([_over_limit(name)])
    return data


def _read_zip(path: Path) -> Mapping[str, bytes]:
    """Return the files of a zip, counting what really comes out of it."""
    import struct
    import zipfile
    import zlib

    place = _shown(str(path))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ContentError([Problem(place, 0, "this is neither a folder nor a zip: give the topic's folder")])
        if path.stat().st_size > MAX_TOTAL:
            raise ContentError([_too_big(path)])
        with zipfile.ZipFile(path) as archive:
            return _unpack(archive, path, _entries(archive, path))
    except FileNotFoundError as error:
        raise ContentError([Problem(place, 0, "there is no such topic: give a topic's folder or zip")]) from error
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, IndexError) as error:
        message = f"this zip is damaged or no zip at all ({error}): make the zip again"
        raise ContentError([Problem(place, 0, message)]) from error
    except OSError as error:
        raise ContentError([_unreadable(place, error)]) from error


def _entries(archive: ZipFile, path: Path) -> dict[str, ZipInfo]:
    """Return the files of a zip by their names inside the topic, after checking all that its directory tells."""
    entries: dict[str, ZipInfo] = {}
    problems: list[Problem] = []
    for info in archive.infolist():
        name = info.orig_filename.removesuffix("/") if info.is_dir() else info.orig_filename
        if message := name_problem(name) or _entry_problem(info):
            problems.append(Problem(_shown(name), 0, message))
        elif info.is_dir() or _ignored(name) or is_litter(name):
            continue
        elif name in entries:
            problems.append(Problem(_shown(name), 0, "the zip holds this file twice: keep one"))
        else:
            entries[name] = info
    problems += _doubles(entries)
    folders = {"/".join(parts[:end]) for parts in (name.split("/") for name in entries) for end in range(1, len(parts))}
    problems += [
        Problem(_shown(name), 0, "the zip holds a file and a folder of this name: keep one")
        for name in folders & entries.keys()
    ]
    if len(entries) > MAX_FILES:
        problems = [_too_many(path)]
    if problems:
        raise ContentError(problems)
    return _without_top_folder(entries)


def _entry_problem(info: ZipInfo) -> str:
    """Return why an entry of a zip is refused whatever its name, or ``""``."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "this is a link to another place: put the file itself into the zip"
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "this is not a plain file: only plain files are allowed"
    if info.flag_bits & _ENCRYPTED:
        return "this is encrypted: make the zip again without a password"
    if info.compress_type not in {0, 8}:
        return "this is packed in an unusual way: make the zip again with the ordinary method (deflate)"
    return ""


def _without_top_folder(entries: dict[str, ZipInfo]) -> dict[str, ZipInfo]:
    """Return the entries as seen from the one folder that holds them all, if there is such a folder."""
    tops = {name.partition("/")[0] for name in entries}
    if "topic.toml" in entries or len(tops) != 1 or f"{min(tops)}/topic.toml" not in entries:
        return entries
    return {name.partition("/")[2]: info for name, info in entries.items()}


def _unpack(archive: ZipFile, path: Path, entries: Mapping[str, ZipInfo]) -> Mapping[str, bytes]:
    """Return the bytes of the entries, and stop as soon as too many come out."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    packed_size = path.stat().st_size
    total = 0
    for name, info in entries.items():
        with archive.open(info) as stream:
            data = _read_at_most(stream, _limit(name))
        total += len(data)
        if len(data) > max(RATIO_MATTERS_FROM, MAX_RATIO * min(info.compress_size, packed_size)):
            problems.append(Problem(_shown(name), 0, "this is packed more than 100 times: such zips are refused"))
        elif len(data) > _limit(name):
            problems.append(_over_limit(name))
        files[name] = data
        if total > MAX_TOTAL:
            problems.append(_too_big(path))
            break
        if total > max(RATIO_MATTERS_FROM, MAX_RATIO * packed_size):
            problems.append(
                Problem(_shown(str(path)), 0, "the zip is packed more than 100 times: such zips are refused")
            )
            break
    if problems:
        raise ContentError(problems)
    return MappingProxyType(files)


def _read_at_most(stream: IO[bytes], limit: int) -> bytes:
    """Return what a stream holds, or the first ``limit + 1`` bytes of it."""
    data = bytearray()
    while len(data) <= limit and (chunk := stream.read(min(_CHUNK, limit + 1 - len(data)))):
        data += chunk
    return bytes(data)
