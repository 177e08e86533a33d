"""What the bundle, the folder that runs without Python, sets for itself; other programs must not get to see it.

PyInstaller lets the system's loader look into the bundle first, and Qt take its plugins from there. A browser, ``lp``
or ``spd-say`` that inherits this is given libraries of another version than its own, and may end at once. The loader
reads its variable only when a program begins, so all of it can be taken back right then: whatever is started later,
also by Qt, finds the system as it is.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

SEARCHED = "LD_LIBRARY_PATH"
"""Where the system's loader looks for libraries first."""

BEFORE = "LD_LIBRARY_PATH_ORIG"
"""Where PyInstaller notes what that was before, if it was anything."""

OWN = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
"""What PyInstaller sets for Qt. It notes nothing there; Qt finds what lies beside it without them."""


def bundle_folder() -> str:
    """Return the folder of the bundle's own libraries; ``""`` where this is no bundle."""
    return str(getattr(sys, "_MEIPASS", ""))


def give_back(environment: MutableMapping[str, str], folder: str) -> None:
    """Take out of an environment what the bundle has set for itself.

    Args:
        environment: The environment.
        folder: The folder of the bundle's own libraries; ``""`` changes nothing.
    """
    if not folder:
        return
    before = environment.pop(BEFORE, "")
    if folder in environment.get(SEARCHED, "").split(":"):
        del environment[SEARCHED]
        if before:
            environment[SEARCHED] = before
    for name in OWN:
        if environment.get(name, "").startswith(folder):
            del environment[name]


def left_over(environment: Mapping[str, str], folder: str) -> list[str]:
    """Return the variables by which other programs would find the bundle's own parts."""
    return sorted(name for name in (SEARCHED, BEFORE, *OWN) if folder and folder in environment.get(name, ""))
