"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where there is no room: on the disk, in one's share of it, for a file as large as that."""


def write_whole(path: Path, data: bytes, *, private: bool = False, replace: bool = True) -> None:
    """Write a file, so that nobody ever finds half of it; what was there before stays until the new one is whole.

    Args:
        path: The file; its folder is made where it is missing.
        data: All that it will hold.
        private: Whether only the user of this account may read it, and a folder that is made for it.
        replace: Whether to write over a file that is there, or comes while this one is being written.

    Raises:
        FileExistsError: There is one, and it was not to be replaced.
        OSError: It cannot be written; nothing of it is left behind.
    """
    if path.is_dir():
        raise IsADirectoryError(None, "this is a folder: name a file in it", str(path))
    path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    # Two that write the same file at the same time never share a part. (The module secrets loads 4 MB for such a word.)
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    mode = 0o600 if private else 0o666
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if not replace:
            _take_name(part, path)
            return
        if path.exists() and not private:
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _take_name(part: Path, path: Path) -> None:
    """Give a whole file its name, unless another file has got that name meanwhile.

    Raises:
        FileExistsError: Another one has it.
        OSError: The name cannot be given.
    """
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise FileExistsError(errno.EEXIST, "there is a file with this name", str(path)) from error
    except OSError:
        # On sticks and some shared folders a file has one name only: an empty one keeps the name free of others.
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError as error:
            raise FileExistsError(errno.EEXIST, "there is a file with this name", str(path)) from error
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
