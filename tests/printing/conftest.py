"""A room with CUPS and a printer, opened once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.printing.paper_room import PaperRoom, need

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def opened_room() -> Iterator[PaperRoom]:
    """The room, for all tests."""
    need()
    room = PaperRoom()
    try:
        room.open()
        yield room
    finally:
        room.close()


@pytest.fixture
def room(opened_room: PaperRoom) -> PaperRoom:
    """The room with a printer that is on, has paper and nothing to do."""
    opened_room.clear()
    return opened_room
