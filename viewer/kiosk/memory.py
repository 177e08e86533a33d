"""The program's memory: how much it has, and how it gives back what a visit has used.

Pages for the printer are made in threads, and the C library keeps for each thread what it has freed: after a year of
visits a third of the program's memory was such room, and it still grew.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

MEMORY = Path("/proc/self/statm")
"""Where Linux tells how much memory the program has, in pages: the second number is what is resident."""


def give_back() -> None:
    """Collect the garbage, and return to the system what the C library keeps free (on Linux with glibc)."""
    gc.collect()
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def resident_bytes() -> int:
    """Return how much memory the program has, in bytes; 0 where the system does not say."""
    try:
        return int(MEMORY.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
