"""The table of ways out is whole, and each test that it names is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.kiosk.ways_out import WAYS

ROOT = Path(__file__).parents[2]


def test_all_36_ways_are_there_and_each_has_an_answer():
    assert sorted(WAYS) == list(range(1, 37))
    assert [number for number, way in WAYS.items() if not way.program and not way.system] == []


@pytest.mark.parametrize("number", WAYS)
def test_what_the_program_answers_has_tests_that_are_there(number):
    way = WAYS[number]
    assert bool(way.program) == bool(way.tests)
    for test in way.tests:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


def test_each_file_of_tests_for_the_locks_is_named():
    """A new way that is answered comes into the table."""
    named = {test.partition("::")[0] for way in WAYS.values() for test in way.tests}
    assert {f"tests/kiosk/test_{each}.py" for each in ("clean", "code", "exit_panel", "gesture", "locking")} <= named
    assert "tests/x11/test_kiosk_locked.py" in named
