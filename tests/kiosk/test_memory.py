"""What a visit has used goes back to the system."""

from __future__ import annotations

import ctypes
import sys

import pytest

from viewer.kiosk.memory import resident_bytes
from viewer.kiosk.shell import FINISHED

PIECE, PIECES = 16 * 1024, 4000
"""Bytes of each piece, few enough that the C library takes them from its heap; and how many."""


@pytest.mark.skipif(sys.platform != "linux", reason="the C library's own room is known on Linux only")
def test_room_that_the_c_library_keeps_goes_back_after_a_visit(make_kiosk, qtbot):
    window = make_kiosk()
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    pieces = [ctypes.c_void_p(library.malloc(PIECE)) for _ in range(PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, PIECE)
    for piece in pieces[:-1]:  # the last one holds the heap up
        library.free(piece)
    full = resident_bytes()
    window.begin_visit("en")
    window.end_visit(FINISHED)
    qtbot.waitUntil(lambda: resident_bytes() < full - PIECE * PIECES // 2)
    library.free(pieces[-1])
