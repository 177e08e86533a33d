"""Whether a topic's files have changed since they were last looked at, told by their names, times and sizes."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from viewer.content.archive import MAX_FILES, is_litter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Stamp = frozenset[tuple[str, int, int, int]]
"""What a topic's files look like from outside: name, time of the last change, size and number of each."""


def stamp(path: Path) -> Stamp:
    """Return what a topic's files look like from outside; two stamps differ when something was saved between them.

    No file is opened, so this is quick. Hidden files and litter are left out: editors keep their own notes in them.

    Args:
        path: The topic's folder or zip; one that is not there has a stamp, too.
    """
    if os.path.isdir(path):
        return frozenset(_seen(name, partial(entry.stat, follow_symlinks=False)) for name, entry in _entries(path))
    return frozenset([_seen("", path.stat)])


def _seen(name: str, look: Callable[[], os.stat_result]) -> tuple[str, int, int, int]:
    """Return what a file looks like from outside; one that just went away looks like no other."""
    try:
        found = look()
    except OSError:
        return name, 0, 0, 0
    return name, found.st_mtime_ns, found.st_size, found.st_ino


def _entries(path: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each file below a folder with its name; of a folder that is far too large, the first ones."""
    folders, count = [""], 0
    while folders and count <= MAX_FILES:
        folder = folders.pop()
        try:
            with os.scandir(path / folder) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            found = []  # A folder that cannot be read is told when the topic is read.
        for entry in found:
            count += 1
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}{entry.name}/")
            elif not is_litter(entry.name):
                yield folder + entry.name, entry
