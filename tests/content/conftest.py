"""Fixtures for the tests of content: real files in a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.small_topic import write_small_topic

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def topic_folder(tmp_path: Path) -> Path:
    """The small topic, complete and right."""
    return write_small_topic(tmp_path / "seeds")
