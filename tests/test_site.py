"""A clinic's own settings: what is read, what is refused, and that nothing costs its neighbors."""

from __future__ import annotations

import json
import os
import re
import resource
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.content.markup import SETTINGS
from viewer.content.toml import parse_toml
from viewer.kiosk.policy import KEYPAD, KioskSettings
from viewer.settings import (
    closest_language,
    memory_file,
    offered_languages,
    resources_folder,
    site_file,
    system_languages,
)
from viewer.site import Site, read_helplines, read_site
from viewer.site_fields import COUNTRIES, Helpline
from viewer.site_kiosk import KIOSK, KIOSK_CHECKS, spread_kiosk

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """\
name = "Riverside Cancer Center"
phone = "555-0100"
phone_24h = "555-0111"
emergency = "911"
fever = 100.4
fever_unit = "F"
languages = ["es", "en"]
paper = "Letter"
feedback = "https://clinic.example/feedback?from=viewer"
take_home = "https://clinic.example/home"
keep = false

[[helplines]]
name = "Riverside Line"
phone = "555-0122"
country = "US"
hours = { en = "day and night", es = "día y noche" }
"""

SITE = Site(
    name="Riverside Cancer Center",
    phone="555-0100",
    phone_24h="555-0111",
    emergency="911",
    fever=100.4,
    fever_unit="F",
    helplines=(Helpline({"": "Riverside Line"}, "555-0122", "US", {"en": "day and night", "es": "día y noche"}),),
    languages=("es", "en"),
    paper="letter",
    feedback="https://clinic.example/feedback?from=viewer",
    take_home="https://clinic.example/home",
    keep=False,
)

PAIR = {"fever", "fever_unit"}
UNTOLD = Site()._asdict()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A site file that is right."""
    return write(tmp_path / "site.toml", RIGHT)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where good values are kept."""
    return tmp_path / "state" / "metastasis-viewer" / "site.json"


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def line_of(text: str, field: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(field))


def test_a_right_file_is_read_whole(file):
    reading = read_site(file)
    assert reading.problems == []
    assert reading.site == SITE


def test_nothing_told_is_no_problem(tmp_path):
    assert read_site(tmp_path / "site.toml", required=False).problems == []
    reading = read_site(write(tmp_path / "site.toml", "# nothing yet\n"))
    assert (reading.site, reading.problems) == (Site(), [])
    assert Site().words() == {}


def test_the_fields_are_those_that_pages_may_name():
    assert set(SETTINGS) | {"languages", "paper", "keep", "kiosk"} == set(Site._fields)


def test_the_words_for_the_text():
    assert SITE.words() == {
        "name": "Riverside Cancer Center",
        "phone": "555-0100",
        "phone_24h": "555-0111",
        "emergency": "911",
        "fever": "100.4 °F",
        "fever_unit": "°F",
        "feedback": "https://clinic.example/feedback?from=viewer",
        "take_home": "https://clinic.example/home",
    }
    assert Site(fever=38, fever_unit="C").words() == {"fever": "38 °C", "fever_unit": "°C"}
    assert Site(fever=38.0, fever_unit="C").words()["fever"] == "38 °C"
    assert Site(fever=38.5).words() == {}


# What is refused

WRONG = [
    ("name", "7"),
    ("name", '""'),
    ("name", '"  "'),
    ("name", f'"{"a" * 81}"'),
    ("name", '"a\\u0007b"'),
    ("name", '"a\\nb"'),
    ("name", '"a\\u202eb"'),
    ("phone", "5550100"),
    ("phone", '"soon"'),
    ("phone_24h", '["555-0111"]'),
    ("emergency", "911"),
    ("emergency", f'"{"9" * 61}"'),
    ("languages", '"en"'),
    ("languages", "[]"),
    ("languages", '["en", "en"]'),
    ("languages", '["en", "../es"]'),
    ("languages", '["en", 7]'),
    ("paper", '"a3"'),
    ("paper", '""'),
    ("keep", '"no"'),
    ("keep", "0"),
    ("feedback", '"http://clinic.example"'),
    ("feedback", '"clinic.example"'),
    ("feedback", '"https://"'),
    ("take_home", '"javascript:alert(1)"'),
    ("take_home", '"https://clinic.example/a b"'),
    ("take_home", '"https://clinic.example@elsewhere.example/"'),
    ("take_home", f'"https://clinic.example/{"a" * 300}"'),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_costs_its_field_alone_and_is_told_with_its_line(file, field, value):
    text = re.sub(rf"(?m)^{field} = .*$", lambda _: f"{field} = {value}", RIGHT, count=1)
    reading = read_site(write(file, text))
    assert reading.site == SITE._replace(**{field: UNTOLD[field]})
    (problem,) = reading.problems
    assert (problem.file, problem.line) == (str(file), line_of(text, field))
    assert f'"{field}"' in problem.message
    assert "expected" in problem.message
    assert problem.message.isprintable()
    assert len(problem.message) < 300


WRONG_FEVERS = [
    ("fever = 38\n", "fever"),
    ('fever_unit = "F"\n', "fever_unit"),
    ('fever = 38\nfever_unit = "F"\n', "fever"),
    ('fever = 100.4\nfever_unit = "C"\n', "fever"),
    ('fever = 34.9\nfever_unit = "C"\n', "fever"),
    ('fever = 43.1\nfever_unit = "C"\n', "fever"),
    ('fever = 94\nfever_unit = "F"\n', "fever"),
    ('fever = 110\nfever_unit = "F"\n', "fever"),
    ('fever = "100.4"\nfever_unit = "F"\n', "fever"),
    ('fever = true\nfever_unit = "F"\n', "fever"),
    ('fever = nan\nfever_unit = "F"\n', "fever"),
    ('fever = -inf\nfever_unit = "C"\n', "fever"),
    (f'fever = 0x{"f" * 400}\nfever_unit = "C"\n', "fever"),
    ('fever = 38\nfever_unit = "K"\n', "fever_unit"),
    ("fever = 38\nfever_unit = 7\n", "fever_unit"),
]


@pytest.mark.parametrize(("lines", "blamed"), WRONG_FEVERS)
def test_a_fever_is_told_with_its_unit_or_not_at_all(tmp_path, lines, blamed):
    text = f'phone = "555-0100"\n{lines}emergency = "911"\n'
    reading = read_site(write(tmp_path / "site.toml", text))
    assert reading.site == Site(phone="555-0100", emergency="911")
    (problem,) = reading.problems
    assert problem.line == line_of(text, blamed)
    assert f'"{blamed}"' in problem.message


@pytest.mark.parametrize(("fever", "unit"), [(35, "C"), (43.0, "C"), (95, "F"), (109, "F"), (38.3, "°c")])
def test_fevers_that_can_be_meant(tmp_path, fever, unit):
    reading = read_site(write(tmp_path / "site.toml", f'fever = {fever}\nfever_unit = "{unit}"\n'))
    assert reading.problems == []
    assert (reading.site.fever, reading.site.fever_unit) == (fever, unit[-1].upper())


WRONG_HELPLINES = [
    ('helplines = "555-0122"', 1, "tables"),
    ("helplines = []", 1, "expected 1 to 20"),
    ("helplines = [7]", 1, "tables"),
    ("[[helplines]]\n" * 21, 1, "21 entries"),
    ('[[helplines]]\nname = "A"\ncountry = "US"', 1, "entry 1, where phone is missing"),
    ('[[helplines]]\nname = "A"\nphone = "555"\ncountry = "us"', 4, "expected AU, CA"),
    ('[[helplines]]\nname = "A"\nphone = "?"\ncountry = "US"', 3, "telephone"),
    ('[[helplines]]\nname = {}\nphone = "555"\ncountry = "US"', 2, "one line a language"),
    ('[[helplines]]\nname = {"" = "A"}\nphone = "555"\ncountry = "US"', 2, "one line a language"),
    ('[[helplines]]\nname = "A"\nphone = "555"\ncountry = "US"\nhours.en = 7', 5, "hours in en is of the wrong kind"),
    ('[[helplines]]\nname = "A"\nphone = "555"\ncountry = "US"\nfax = "555"', 5, '"fax" is not known'),
]


@pytest.mark.parametrize(("lines", "line", "words"), WRONG_HELPLINES)
def test_where_no_helpline_is_right_none_is_told(tmp_path, lines, line, words):
    reading = read_site(write(tmp_path / "site.toml", lines))
    assert reading.site == Site()
    (problem,) = reading.problems
    assert words in problem.message
    assert problem.line == line


def test_a_second_helpline_is_told_by_its_own_line(tmp_path):
    first = '[[helplines]]\nname = "A"\nphone = "555"\ncountry = "US"\n'
    reading = read_site(write(tmp_path / "site.toml", first + first.replace("555", "-")))
    assert [problem.line for problem in reading.problems] == [7]
    assert "entry 2" in reading.problems[0].message


def helpline(name: str, phone: str) -> str:
    return f'[[helplines]]\nname = "{name}"\nphone = "{phone}"\ncountry = "US"\n'


def phones(reading) -> list[str]:
    return [each.phone for each in reading.site.helplines]


def test_a_wrong_helpline_costs_itself_and_no_other(file):
    text = helpline("A", "555-0101") + helpline("B", "?") + helpline("C", "555-0103") + helpline("D", "!")
    reading = read_site(write(file, text))
    assert phones(reading) == ["555-0101", "555-0103"]
    assert [problem.line for problem in reading.problems] == [7, 15]


@pytest.mark.parametrize(
    "wrong", [helpline("B", "?"), helpline("B", "?") + 'fax = "1"\n', helpline("B", "555-0102") + "hours = 7\n"]
)
def test_a_helpline_that_turns_wrong_keeps_its_last_good_one(file, memory, wrong):
    right = helpline("A", "555-0101") + helpline("B", "555-0102")
    read_site(write(file, right), memory).keep()
    write(file, wrong + helpline("C", "555-0103"))
    for _ in range(2):
        reading = read_site(file, memory)
        assert phones(reading) == ["555-0102", "555-0103"]
        assert [("last good value stays" in problem.message) for problem in reading.problems] == [True]
        reading.keep()


def test_a_wrong_helpline_that_is_new_takes_no_other_one_s_place(file, memory):
    read_site(write(file, helpline("A", "555-0101") + helpline("B", "555-0102")), memory).keep()
    reading = read_site(write(file, helpline("A", "555-0101") + helpline("C", "?")), memory)
    assert phones(reading) == ["555-0101"]
    assert "stays in use" not in reading.problems[0].message


def test_where_no_helpline_is_right_any_more_the_last_good_ones_stay(file, memory):
    read_site(write(file, helpline("A", "555-0101") + helpline("B", "555-0102")), memory).keep()
    reading = read_site(write(file, helpline("C", "?")), memory)
    assert phones(reading) == ["555-0101", "555-0102"]


def test_an_unknown_key_is_told_and_costs_nothing(file):
    text = RIGHT.replace("phone = ", "fone = 7\nphone = ", 1)
    reading = read_site(write(file, text))
    assert reading.site == SITE
    (problem,) = reading.problems
    assert (problem.line, '"fone"' in problem.message) == (2, True)


UNREADABLE = {
    "no TOML": b'phone = "555',
    "not UTF-8": b'name = "\xff"',
    "a byte of nothing": b'name = "a\x00b"',
    "too long": b"#" * (64 * 1024 + 1),
    "a key twice": b'phone = "555"\nphone = "555"',
    "a number without end": b"fever = " + b"1" * 5000,
    "nested without end": b"name = " + b"[" * 20000,
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_file_that_cannot_be_parsed_is_one_problem(file, memory, fault):
    file.write_bytes(UNREADABLE[fault])
    reading = read_site(file, memory)
    assert reading.site == Site()
    (problem,) = reading.problems
    assert problem.file == str(file)


@pytest.mark.parametrize("fault", UNREADABLE)
def test_then_the_whole_last_good_site_holds(file, memory, fault):
    read_site(file, memory).keep()
    file.write_bytes(UNREADABLE[fault])
    for _ in range(2):
        reading = read_site(file, memory)
        assert reading.site == SITE
        assert "last good values stay" in reading.problems[0].message
        reading.keep()


@pytest.mark.parametrize("what", ["missing", "a folder", "a device", "below a file"])
def test_a_file_that_cannot_be_read_is_one_problem(file, memory, what):
    read_site(file, memory).keep()
    file.unlink()
    wanted = file
    if what == "a folder":
        file.mkdir()
    elif what == "a device":
        file.symlink_to("/dev/zero")
    elif what == "below a file":
        wanted = write(file, RIGHT) / "site.toml"
    reading = read_site(wanted, memory)
    assert len(reading.problems) == 1
    assert reading.site == (Site() if what == "below a file" else SITE)


# The last good value


def test_a_value_that_turns_wrong_keeps_its_last_good_one(file, memory):
    read_site(file, memory).keep()
    write(file, RIGHT.replace('phone = "555-0100"', 'phone = ""').replace('"911"', '"112"'))
    for _ in range(2):
        reading = read_site(file, memory)
        assert reading.site == SITE._replace(emergency="112")
        (problem,) = reading.problems
        assert "last good value stays" in problem.message
        reading.keep()


@pytest.mark.parametrize("lines", [lines for lines, _ in WRONG_FEVERS])
def test_a_fever_that_turns_wrong_keeps_number_and_unit_together(tmp_path, memory, lines):
    file = write(tmp_path / "site.toml", 'fever = 38.5\nfever_unit = "C"\n')
    read_site(file, memory).keep()
    reading = read_site(write(file, lines), memory)
    assert (reading.site.fever, reading.site.fever_unit) == (38.5, "C")
    reading.keep()
    assert read_site(file, memory).site.words()["fever"] == "38.5 °C"


def test_a_value_that_was_taken_out_is_gone(file, memory):
    read_site(file, memory).keep()
    read_site(write(file, 'name = "Riverside"\n'), memory).keep()
    reading = read_site(write(file, "name = 7\nphone = 7\n"), memory)
    assert reading.site == Site(name="Riverside")


def test_another_clinic_s_file_lends_nothing(file, memory, tmp_path):
    read_site(file, memory).keep()
    other = tmp_path / "other"
    other.mkdir()
    reading = read_site(write(other / "site.toml", "phone = 7\n"), memory)
    assert reading.site == Site()
    reading.keep()
    assert read_site(write(file, "phone = 7\n"), memory).site == Site(phone="555-0100")


def test_nothing_is_written_until_it_is_asked_for_nor_twice(file, memory):
    reading = read_site(file, memory)
    assert not memory.exists()
    reading.keep()
    os.utime(memory, (1, 1))
    read_site(file, memory).keep()
    assert memory.stat().st_mtime == 1
    assert [path.name for path in memory.parent.iterdir()] == ["site.json"]


def test_without_a_place_for_it_nothing_is_kept(file):
    read_site(file, None).keep()
    assert read_site(write(file, "phone = 7\n")).site == Site()


DAMAGED = [b"", b"{", b"[1]", b"\xff", b'{"x": ' + b"[" * 20000, b"9" * 5000, b" " * 70_000]


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:8]))
def test_a_damaged_memory_costs_a_line_and_is_made_anew(file, memory, log_watch, data):
    memory.parent.mkdir(parents=True)
    memory.write_bytes(data)
    log_watch.expect("last good site settings are lost")
    reading = read_site(write(file, RIGHT.replace('"911"', "911")), memory)
    assert reading.site == SITE._replace(emergency="")
    reading.keep()
    assert len(log_watch.lines) == 1
    assert read_site(write(file, "phone = 7"), memory).site == Site(phone="555-0100")


@pytest.mark.parametrize(
    "known",
    [7, {"phone": 7}, {"phone": "\ud800 55"}, {"fever": 38.5}, {"fever": 38.5, "fever_unit": "F"}, {"fax": "555"}],
    ids=str,
)
def test_what_the_memory_says_is_checked_like_any_file(file, memory, known):
    memory.parent.mkdir(parents=True)
    memory.write_text(json.dumps({str(file): known}))
    reading = read_site(write(file, "phone = 7\nfever = 7\nfax = 7\n"), memory)
    assert reading.site == Site()


def test_a_memory_is_written_whole_or_not_at_all(file, memory, log_watch):
    read_site(write(file, 'name = "Riverside"\n'), memory).keep()
    before = memory.read_bytes()
    reading = read_site(write(file, 'name = "Seaside"\n'), memory)
    log_watch.expect("cannot be kept")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, most[1]))  # As on a disk with no more room.
    try:
        reading.keep()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert memory.read_bytes() == before
    assert list(memory.parent.glob("*.part")) == []


def test_a_memory_that_cannot_be_written_costs_a_line(file, tmp_path, log_watch):
    (tmp_path / "state").write_text("")
    log_watch.expect("cannot be kept")
    reading = read_site(file, tmp_path / "state" / "site.json")
    reading.keep()
    assert reading.site == SITE


def test_the_memory_does_not_grow(tmp_path, memory):
    for number in range(25):
        (tmp_path / str(number)).mkdir()
        read_site(write(tmp_path / str(number) / "site.toml", RIGHT), memory).keep()
    assert len(json.loads(memory.read_text())) == 20
    assert read_site(write(tmp_path / "24" / "site.toml", ""), memory).site == Site()
    assert read_site(write(tmp_path / "24" / "site.toml", "phone = 7"), memory).site == Site(phone="555-0100")


# The local file


def test_the_local_file_tells_single_fields_anew(file, tmp_path):
    write(tmp_path / "site.local.toml", 'phone = "555-0199"\nfever = 38\nfever_unit = "C"\n')
    reading = read_site(file)
    assert reading.problems == []
    assert reading.site == SITE._replace(phone="555-0199", fever=38, fever_unit="C")


def test_the_local_file_alone_will_do(tmp_path):
    write(tmp_path / "site.local.toml", 'phone = "555-0199"\n')
    assert read_site(tmp_path / "site.toml", required=False).site == Site(phone="555-0199")


@pytest.mark.parametrize(
    "local", ["phone = 7\n", "phone = ", "fever = 38\n", 'fever_unit = "C"\n', 'fever_unit = "C"\nfever = 99\n']
)
def test_a_wrong_local_value_leaves_that_of_the_site(file, tmp_path, local):
    path = write(tmp_path / "site.local.toml", local)
    reading = read_site(file)
    assert reading.site == SITE
    (problem,) = reading.problems
    assert problem.file == str(path)


def test_a_local_value_that_turns_wrong_keeps_its_own_last_good_one(file, tmp_path, memory):
    local = write(tmp_path / "site.local.toml", 'phone = "555-0199"\n')
    read_site(file, memory).keep()
    write(local, "phone = 7\n")
    reading = read_site(file, memory)
    assert reading.site.phone == "555-0199"
    reading.keep()
    local.unlink()
    read_site(file, memory).keep()
    write(local, "phone = 7\n")
    assert read_site(file, memory).site.phone == "555-0100"


def test_a_local_file_that_is_named_is_read_once(tmp_path):
    local = write(tmp_path / "site.local.toml", "phone = 7\n")
    assert len(read_site(local).problems) == 1


# Wild files

WORDS = st.text(max_size=12) | st.sampled_from(["555-0100", "F", "C", "a4", "en", "https://clinic.example"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(Site._fields)


def as_toml(value: object) -> str:
    """Return a value as TOML writes it; nothing is an empty text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_toml(str(key))} = {as_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    return (
        '"'
        + "".join(c if c == "_" or (c.isalnum() and c.isascii()) else f"\\U{ord(c):08x}" for c in str(value or ""))
        + '"'
    )


@example("kiosk", {"": None, "0": None})
@given(FIELDS | WORDS, VALUES)
def test_no_wild_value_costs_a_neighbor(tmp_path_factory, field, value):
    folder = tmp_path_factory.mktemp("wild")
    lines = [line for line in RIGHT.split("\n\n", maxsplit=1)[0].split("\n") if line.split(" ")[0] != field]
    text = "\n".join([*lines, f"{as_toml(field)} = {as_toml(value)}"])
    tomllib.loads(text)
    reading = read_site(write(folder / "site.toml", text))
    shared = PAIR if field in PAIR else {field}
    for name in set(Site._fields) - shared - {"helplines"}:
        assert getattr(reading.site, name) == getattr(SITE, name)
    # A table has a fault for each of its fields.
    assert len(reading.problems) <= max(1, len(value) if isinstance(value, dict) else 0)
    for problem in reading.problems:
        assert str(problem).isprintable()
        assert problem.line == len(lines) + 1 or field not in Site._fields or field in PAIR
    assert (reading.site.fever is None) == (reading.site.fever_unit == "")


@given(st.binary(max_size=200), st.binary(max_size=80), st.binary(max_size=200))
def test_no_wild_bytes_break_anything(tmp_path_factory, data, local, known):
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "site.toml").write_bytes(data)
    (folder / "site.local.toml").write_bytes(local)
    reading = read_site(folder / "site.toml")
    assert isinstance(reading.site, Site)
    assert all(problem.line >= 0 for problem in reading.problems)


# Where the files are


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "/etc/metastasis-viewer/site.toml"),
        ("darwin", {}, "/Library/Application Support/metastasis-viewer/site.toml"),
        ("win32", {"PROGRAMDATA": "D:/Data"}, "D:/Data/metastasis-viewer/site.toml"),
        ("win32", {}, "C:/ProgramData/metastasis-viewer/site.toml"),
    ],
)
def test_where_the_clinic_s_file_is(platform, environment, expected):
    assert site_file(platform, environment).as_posix() == expected


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/state"),
        ("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "/state"}, "/state"),
        ("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "state"}, "/home/a/.local/state"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local"),
        ("win32", {"USERPROFILE": "/Users/a"}, "/Users/a/AppData/Local"),
    ],
)
def test_where_good_values_are_kept(platform, environment, expected):
    assert memory_file(platform, environment).as_posix() == f"{expected}/metastasis-viewer/site.json"


def test_a_user_without_a_home_keeps_nothing():
    assert memory_file("linux", {}) is None


# Languages


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ((), ("en", "es")),
        (("es",), ("es",)),
        (("es", "vi", "en"), ("es", "en")),
        (("vi",), ("en", "es")),
        (("es-MX", "en-US", "es"), ("es", "en")),
    ],
)
def test_the_languages_that_are_offered(wanted, offered):
    assert offered_languages(("en", "es"), wanted) == offered


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("ES-mx", "es"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hans", None),
        ("e", None),
        ("", None),
        ("-", None),
        ("pt", None),
        ("pt-BR", "pt-BR"),
    ],
)
def test_a_language_with_a_region_is_served_by_the_one_without(wanted, served):
    assert closest_language(wanted, ("en", "es", "zh-Hant", "pt-BR")) == served


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "es_MX.UTF-8"}, ["es-MX"]),
        ({"LANGUAGE": "es_MX:en", "LC_ALL": "C", "LANG": "en"}, ["es-MX", "en"]),
        ({"LANG": "ca_ES@valencia"}, ["ca-ES"]),
        ({"LANG": "POSIX"}, []),
    ],
)
def test_the_languages_that_the_system_asks_for(environment, expected):
    assert system_languages(environment) == expected


def test_languages_that_the_topic_does_not_have_are_told_where_they_stand(file, tmp_path):
    assert read_site(file).choose_languages(("en", "es")) == []
    (problem,) = read_site(file).choose_languages(("en",))
    assert (problem.file, problem.line) == (str(file), line_of(RIGHT, "languages"))
    local = write(tmp_path / "site.local.toml", '\nlanguages = ["vi", "tl"]\n')
    problems = read_site(file).choose_languages(("en",))
    line = line_of(RIGHT, "languages")
    assert [(each.file, each.line) for each in problems] == [(str(file), line), (str(local), 2), (str(local), 2)]
    assert '"vi"' in problems[1].message


def test_a_language_with_a_region_is_known_where_the_one_without_is(file):
    assert read_site(write(file, 'languages = ["es-MX"]\n')).choose_languages(("en", "es")) == []


def test_languages_that_all_turn_unknown_keep_their_last_good_ones(file, memory):
    reading = read_site(write(file, 'languages = ["es", "en"]\n'), memory)
    assert reading.choose_languages(("en", "es", "ar")) == []
    reading.keep()
    write(file, 'languages = ["sp"]\n')
    for _ in range(2):
        reading = read_site(file, memory)
        (problem,) = reading.choose_languages(("en", "es", "ar"))
        assert "last good value stays" in problem.message
        assert reading.site.languages == ("es", "en")
        reading.keep()


def test_languages_of_which_one_is_known_are_not_replaced(file, memory):
    read_site(write(file, 'languages = ["es", "en"]\n'), memory).keep()
    reading = read_site(write(file, 'languages = ["sp", "ar"]\n'), memory)
    (problem,) = reading.choose_languages(("en", "es", "ar"))
    assert "stays in use" not in problem.message
    assert offered_languages(("en", "es", "ar"), reading.site.languages) == ("ar",)


def test_local_languages_that_are_all_unknown_leave_those_of_the_site(file, tmp_path):
    write(tmp_path / "site.local.toml", 'languages = ["sp"]\n')
    reading = read_site(file)
    assert len(reading.choose_languages(("en", "es"))) == 1
    assert reading.site == SITE


def test_without_good_languages_all_are_offered(file):
    reading = read_site(write(file, 'languages = ["sp"]\n'))
    reading.choose_languages(("en", "es"))
    assert reading.site.languages == ()


def test_a_last_good_language_that_is_unknown_has_no_line_of_its_own(file, memory):
    read_site(file, memory).keep()
    reading = read_site(write(file, "languages ="), memory)
    assert [problem.file for problem in reading.choose_languages(("en",))] == [str(file)]


# The kiosk's table


def test_a_kiosk_is_told_by_its_table(tmp_path):
    site = read_site(write(tmp_path / "site.toml", '[kiosk]\ncountdown = 90\nkeys.repeat = ["F9"]')).site
    assert site.kiosk == KioskSettings(countdown=90, keys={**KEYPAD, "repeat": ("F9",)})


WRONG_KIOSK = [
    ("screen_inches", '"24"'),
    ("screen_inches", "2"),
    ("distance_cm", "5"),
    ("idle", "5"),
    ("countdown", "19"),
    ("countdown", "true"),
    ("journey", "1"),
    ("sound", '"off"'),
    ("volume", "101"),
    ("printer", '"-o raw"'),
    ("sheets_a_visit", "-1"),
    ("sheets_a_day", "1.5"),
    ("code", '"12345678"'),
    ("counts", '"counts"'),
    ("keys.next", '"Right"'),
    ("keys.next", '["Hyper"]'),
    ("keys.next", "[]"),
    ("keys.jump", '["F5"]'),
    ("exit", "true"),
]


@pytest.mark.parametrize(("field", "value"), WRONG_KIOSK)
def test_a_wrong_setting_of_the_kiosk_costs_itself_and_no_other(tmp_path, field, value):
    beside = "sheets_a_day = 7" if field != "sheets_a_day" else "sheets_a_visit = 1"
    reading = read_site(write(tmp_path / "site.toml", f'name = "Lakeside"\n\n[kiosk]\n{beside}\n{field} = {value}\n'))
    name, _, number = beside.partition(" = ")
    assert reading.site == Site(name="Lakeside", kiosk=KioskSettings()._replace(**{name: int(number)}, keys={**KEYPAD}))
    assert [problem.line for problem in reading.problems] == [5]
    assert value.strip('"') not in reading.problems[0].message or field != "code"


def test_a_wrong_setting_of_the_kiosk_keeps_its_last_good_value(tmp_path, memory):
    site = write(tmp_path / "site.toml", "[kiosk]\ncountdown = 90")
    read_site(site, memory).keep()
    reading = read_site(write(site, "[kiosk]\ncountdown = 1"), memory)
    assert reading.site.kiosk.countdown == 90
    assert "last good value" in reading.problems[0].message


def test_a_kiosk_that_is_no_table_costs_itself(tmp_path):
    reading = read_site(write(tmp_path / "site.toml", 'name = "Lakeside"\nkiosk = 7'))
    assert reading.site.name == "Lakeside"
    assert [problem.line for problem in reading.problems] == [2]


# What is shipped


def test_the_shipped_helplines_are_right():
    helplines = read_helplines(resources_folder() / "helplines.toml")
    assert [(each.country, each.phone) for each in helplines] == [
        ("US", "1-800-4-CANCER (1-800-422-6237)"),
        ("US", "1-800-227-2345"),
        ("GB", "0808 808 00 00"),
        ("GB", "0808 800 4040"),
    ]
    assert all({"en", "es"} == each.hours.keys() for each in helplines if each.hours)


@pytest.mark.parametrize("text", ["", "helplines = 7", "helplines", '[[helplines]]\nname = "A"'])
def test_helplines_that_cannot_be_read_cost_a_line(tmp_path, log_watch, text):
    log_watch.expect("helplines cannot be shown")
    assert read_helplines(write(tmp_path / "helplines.toml", text)) == ()
    assert read_helplines(tmp_path / "nothing") == ()


def test_the_example_tells_nothing_until_its_lines_are_taken_in(tmp_path):
    example = (resources_folder() / "site.example.toml").read_text(encoding="utf-8")
    assert read_site(write(tmp_path / "site.toml", example)).site == Site()
    told = re.sub(r"(?m)^# (?=\[|[a-z_0-9.]+ = )", "", example)
    reading = read_site(write(tmp_path / "site.toml", told))
    assert reading.problems == []
    assert {name for name, value in reading.site._asdict().items() if value != UNTOLD[name]} == set(Site._fields)
    assert ", ".join(COUNTRIES[:-1]) in example
    named = {name for name in KIOSK_CHECKS if name not in {"kiosk", "kiosk.keys"}}
    assert named == {name for name in spread_kiosk(parse_toml(told, "site.toml")) if name.startswith(KIOSK)}


@pytest.mark.parametrize(
    "line",
    ['phone_24h = "24/7"', 'emergency = "000000000000000"', 'emergency = "9"', 'fever = 100.44444\nfever_unit = "F"'],
)
def test_what_cannot_be_meant_costs_its_field(tmp_path, line):
    site = tmp_path / "site.toml"
    site.write_text(f'name = "Lakeside"\n{line}\n')
    reading = read_site(site)
    assert reading.site.words() == {"name": "Lakeside"}
    assert len(reading.problems) >= 1
