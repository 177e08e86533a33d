"""The fast reader of plain TOML says what tomllib says, or nothing at all."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.content.plain_toml import parse_plain

TOPIC = Path(__file__).parents[2] / "resources/topics/metastasis"

NAMES = st.sampled_from(["a", "b", "a-b", "1a", "7", '"a"', '"#fffaf4"', '""', "'a'", "é", "a.b", "a b", " a"])
VALUES = st.sampled_from(
    [
        *('"x"', '""', '"x', 'x"', '"a\\n"', '"a" # b', '"\t"', '"\u00a0"', '"a"b"', "'x'", '"""x"""', '"é = ü"'),
        *("0", "1", "007", "-1", "+1", "1_0", "1.5", "1e5", "9999999999999", "true", "nan", "٣", "0x1"),
        *("2026-11-23", "2026-13-01", "2026-11-23T10:00:00", "10:00:00", "2026-W01-1", "20261123", "2026-1-1"),
        *("[]", '["a"]', '["a", "b"]', '["a","b"]', '["a", ]', '["a" "b"]', '["a", 1]', '[["a"]]', '[""]', '["]'),
        *("{}", '{ a = "b" }', "", " ", "#"),
    ]
)
LINES = st.one_of(
    st.builds("{} = {}".format, NAMES, VALUES),
    st.builds("{}={}".format, NAMES, VALUES),
    st.builds("[{}]".format, NAMES),
    st.builds("[[{}]]".format, NAMES),
    st.builds("[{}.{}]".format, NAMES, NAMES),
    st.sampled_from(
        ["", " ", "# words", "# \x07", "#\tx", "[", "[]", "[[]]", "[a]]", "[[a]", "[a] # b", "[.a]", "[a.]"]
    ),
    st.text(max_size=6),
)


def whole(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


@settings(max_examples=2000, deadline=None)
@given(st.lists(LINES, max_size=6))
def test_it_agrees_with_tomllib_or_says_nothing(lines):
    plain = parse_plain("\n".join(lines).split("\n"))
    if plain is not None:
        expected = whole("\n".join(lines))
        assert plain == expected
        assert repr(plain) == repr(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ('# words\n\na = "x = y"\nb = 12\n', {"a": "x = y", "b": 12}),
        ("day = 2026-11-23", {"day": dt.date(2026, 11, 23)}),
        ('[a]\nb = ["c", "d-e"]\n[a.f]\n"#1" = ""', {"a": {"b": ["c", "d-e"], "f": {"#1": ""}}}),
        ("[[a]]\nb = 1\n[[a]]\nb = 2", {"a": [{"b": 1}, {"b": 2}]}),
    ],
)
def test_plain_lines_are_read(text, expected):
    assert parse_plain(text.split("\n")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\na = 2",
        "[a]\n[a]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "[[a]]\n[a.b]",
        'a = ["b"]\n[[a]]',
        "a = 1\n[a.b]",
        "[a.b.c]",
        "a = 2026-02-30",
        'a = "b\\u0063"',
        'a = """b"""',
        "a = 'b'",
    ],
)
def test_the_rest_is_left_to_tomllib(text):
    assert parse_plain(text.split("\n")) is None


@pytest.mark.parametrize("name", ["topic.toml", "en/glossary.toml"])
def test_the_bundled_topic_is_plain_so_that_it_opens_fast(name):
    text = (TOPIC / name).read_text(encoding="utf-8")
    assert parse_plain(text.split("\n")) == tomllib.loads(text)
