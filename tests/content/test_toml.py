"""TOML files that no editor writes by accident, and that must be no crash."""

from __future__ import annotations

import pytest

from viewer.content.errors import ContentError
from viewer.content.toml import parse_toml


def test_a_number_with_thousands_of_digits_is_a_problem():
    with pytest.raises(ContentError) as caught:
        parse_toml(f"format = {'1' * 5000}", "topic.toml", 3)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("topic.toml", 3)
    assert "number" in problem.message
