"""The safe mode: after three crashes in five minutes, and never in the way of a start."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.kiosk.crashes import FILE, MOST_STARTS, Starts, safe_settings, starts_file
from viewer.kiosk.policy import KioskSettings
from viewer.settings import Settings

WHY = "has crashed 3 times within 5 minutes, so it starts in safe mode"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "run" / FILE


def test_the_fourth_start_in_five_minutes_is_safe_and_the_log_says_why(file, log_watch):
    log_watch.expect(WHY)
    assert [Starts(file).begin(now) for now in (1000.0, 1001.5, 1100.0)] == [False, False, False]
    assert log_watch.lines == []
    assert Starts(file).begin(1299.0)


def test_crashes_long_ago_do_not_count(file):
    assert [Starts(file).begin(now) for now in (0.0, 200.0, 400.0, 600.0, 800.0)] == [False] * 5


def test_a_stop_in_good_order_is_no_crash(file):
    for now in range(10):
        starts = Starts(file)
        assert not starts.begin(float(now))
        starts.end()
    assert not file.exists()


def test_times_that_lie_ahead_are_those_of_another_day(file):
    for now in (5000.0, 5001.0, 5002.0):
        Starts(file).begin(now)
    assert not Starts(file).begin(3.0)


def test_the_file_stays_small(file):
    for now in range(3 * MOST_STARTS):
        Starts(file).begin(now * 1000.0)
    assert len(file.read_text().split()) == MOST_STARTS


@given(data=st.binary(max_size=300) | st.text(max_size=60).map(str.encode), now=st.floats(0, 1e9))
def test_no_damage_hinders_a_start(tmp_path_factory, data, now):
    file = tmp_path_factory.mktemp("run") / FILE
    file.write_bytes(data)
    assert Starts(file).begin(now) in {True, False}
    assert float(file.read_text().split()[-1]) == pytest.approx(now, abs=0.001)


@pytest.mark.parametrize(
    "data", [b"nan nan nan nan", b"-1 -2 -3 -4", b"1e2 1e2 1e2", "\u0661 \u0661 \u0661".encode(), b"\xff" * 4000]
)
def test_what_is_no_time_does_not_count(file, data):
    file.parent.mkdir()
    file.write_bytes(data)
    assert not Starts(file).begin(100.0)


def test_a_place_that_cannot_be_written_costs_one_line(tmp_path, log_watch):
    log_watch.expect("That the program starts cannot be noted.*File exists")
    (tmp_path / "taken").write_bytes(b"")
    starts = Starts(tmp_path / "taken" / FILE)
    assert not starts.begin(1.0)
    assert len(log_watch.lines) == 1
    starts.end()


def test_a_folder_in_the_place_of_the_file_costs_one_line(file, log_watch):
    log_watch.expect("That the program starts cannot be noted.*Is a directory")
    file.mkdir(parents=True)
    starts = Starts(file)
    assert not starts.begin(1.0)
    assert [each.name for each in file.parent.iterdir()] == [FILE]
    starts.end()


def test_without_a_place_nothing_is_noted():
    assert not any(Starts(None).begin(1.0) for _ in range(10))
    Starts(None).end()


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"RUNTIME_DIRECTORY": "/run/user/9/kiosk:/run/other", "XDG_RUNTIME_DIR": "/run/user/9"}, "/run/user/9/kiosk"),
        ({"XDG_RUNTIME_DIR": "/run/user/9"}, "/run/user/9/metastasis-viewer"),
        ({"RUNTIME_DIRECTORY": "kiosk", "XDG_RUNTIME_DIR": "here"}, None),
        ({}, None),
    ],
)
def test_the_place_is_the_service_managers_or_the_sessions(environment, place):
    assert starts_file(environment) == (Path(place, FILE) if place else None)


def test_the_safe_mode_keeps_nothing_but_the_staff_code_and_what_the_machine_is():
    keys = KioskSettings().keys | {"select": ("F7",)}
    told = KioskSettings(
        screen_inches=32,
        distance_cm=90,
        journey=True,
        printer="hp",
        code="scrypt$1",
        counts="/var",
        idle=900,
        keys=keys,
    )
    settings, kiosk = safe_settings(told)
    assert settings == Settings(motion=False)
    assert kiosk == KioskSettings(code="scrypt$1", sound=False, screen_inches=32, distance_cm=90, keys=keys)
