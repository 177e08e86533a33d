"""The system libraries that Qt needs on Linux, and the Debian packages that hold them.

PySide6's wheel brings Qt but not these. Without one of them the import of PySide6 fails
with a name that helps nobody, or Qt ends the whole process; so the program asks here
first, and ``make run`` asks with ``python -m viewer.libraries --packages`` what to install.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Library(NamedTuple):
    """A library that Qt loads.

    Attributes:
        file: The name by which the system's loader knows it.
        package: The Debian package that holds it.
        screen: Whether only a real X screen needs it; drawing without a display does not.
    """

    file: str
    package: str
    screen: bool = False


LIBRARIES = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", screen=True),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", screen=True),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", screen=True),
    Library("libxcb-shape.so.0", "libxcb-shape0", screen=True),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", screen=True),
)


def missing(screen: bool, libraries: Iterable[Library] = LIBRARIES) -> tuple[str, ...]:
    """Name the packages whose libraries this system lacks.

    Args:
        screen: Whether a window on a real screen is wanted, and not only a picture.
        libraries: The table to go through.

    Returns:
        The packages in the order of the table; nothing on systems other than Linux,
        where PySide6 brings all it needs.
    """
    if not sys.platform.startswith("linux"):
        return ()
    known = _cache()
    wanted = (library for library in libraries if screen or not library.screen)
    absent = (each for each in wanted if f"{each.file}\0".encode() not in known and not _loads(each.file))
    return tuple(dict.fromkeys(library.package for library in absent))


def advice(packages: Sequence[str]) -> str:
    """Say in one line what is missing and which command installs it.

    Args:
        packages: What `missing` found.
    """
    sudo = "" if os.geteuid() == 0 else "sudo "
    return (
        "Qt needs system libraries that are missing here. On Debian or Ubuntu run: "
        f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"
    )


def _cache() -> bytes:
    """Return the loader's list of the system's libraries: reading it takes a tenth of the time of loading them."""
    try:
        with open("/etc/ld.so.cache", "rb") as file:
            return file.read()
    except OSError:
        return b""


def _loads(file: str) -> bool:
    """Return whether the loader finds a library that is not on its list."""
    import ctypes

    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def main(arguments: Sequence[str]) -> int:
    """Print what is missing for a window on a screen: advice, or with ``--packages`` the bare names on one line.

    Returns:
        0; 1 when libraries are missing and advice was given; 2 when the options are wrong.
    """
    packages = missing(screen=True)
    if list(arguments) == ["--packages"]:
        print(" ".join(packages))
        return 0
    if arguments:
        print("usage: python -m viewer.libraries [--packages]", file=sys.stderr)
        return 2
    print(advice(packages) if packages else "Nothing is missing.")
    return 1 if packages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
