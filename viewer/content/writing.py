"""Files are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file, so that nobody ever finds half of it; what was there before stays until the new one is whole.

    Args:
        path: The file; its folder is made where it is missing.
        data: All that it will hold.
        private: Whether only the user of this account may read it, and a folder that is made for it.

    Raises:
        OSError: It cannot be written; nothing of it is left behind.
    """
    if path.is_dir():
        raise IsADirectoryError(None, "this is a folder: name a file in it", str(path))
    path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    mode = 0o600 if private else 0o666
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists() and not private:
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
