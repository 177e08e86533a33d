"""A new topic to begin with: the example in ``resources/new-topic``, copied, with an id and a date of its own."""

from __future__ import annotations

import errno
import re
import unicodedata
from typing import TYPE_CHECKING

from viewer.content.header import TOPIC_FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

ID = "my-topic"
"""The id of a topic whose folder has a name of which no id can be made."""


def topic_id(name: str) -> str:
    """Return an id made of a folder's name, as in ``"radiation-therapy"`` from ``"Radiation Therapy"``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        del words[0]
    return "-".join(words) or ID


def write_new_topic(example: Path, folder: Path, today: dt.date) -> None:
    """Write a small, complete topic for somebody to change.

    Args:
        example: The folder whose files are copied.
        folder: Where to: a new folder, or an empty one. Its name gives the topic its id.
        today: The date of the content.

    Raises:
        OSError: There is something at that place already, or it cannot be written; nothing is left behind.
    """
    paths = [path for path in sorted(example.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    files = {path.relative_to(example).as_posix(): path.read_bytes() for path in paths}
    files[TOPIC_FILE] = _own(files[TOPIC_FILE], topic_id(folder.resolve().name), today)
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(errno.EEXIST, "there is a file of this name: give the name of a new folder", str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(errno.EEXIST, "this folder is not empty: give the name of a new folder", str(folder))
    _write(folder, files)


def _own(header: bytes, name: str, today: dt.date) -> bytes:
    """Return the example's ``topic.toml`` with another id and date."""
    text = header.decode()
    text = re.sub(r'(?m)^id = ".*"$', f'id = "{name}"', text, count=1)
    return re.sub(r"(?m)^date = .*$", f"date = {today.isoformat()}", text, count=1).encode()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, or none: what was made is taken away again when one of them cannot be written."""
    made: list[Path] = []
    try:
        for name, data in files.items():
            path = folder / name
            missing = [each for each in (path.parent, *path.parent.parents) if not each.exists()]
            for each in reversed(missing):
                each.mkdir()
                made.append(each)
            made.append(path)
            path.write_bytes(data)
    except OSError:
        for path in reversed(made):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        raise
