"""The fault that pins PySide6 below 6.12: there each void call loses a reference to None, until the process aborts."""

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_void_calls_keep_the_references_to_none():
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - CALLS // 2
