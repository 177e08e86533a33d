"""The rules of the kiosk, as numbers."""

from __future__ import annotations

from math import atan, degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.kiosk.attention import ASKING, GONE, READING, Attention
from viewer.kiosk.policy import (
    CAPITAL_SHARE,
    ENLARGED,
    KioskSettings,
    buttons_grow,
    code_delay,
    enlarged_on,
    fitted,
    idle_after,
    is_crash_loop,
    pixel_pitch,
    sheets_left,
    sizes,
)

SETTINGS = KioskSettings()


def no_words() -> int:
    """Return that there is nothing to read."""
    return 0


def capital(body: int, pitch: float) -> float:
    """Return the height of a capital letter in millimeters."""
    return body * CAPITAL_SHARE * pitch


@given(st.floats(0.05, 1.2), st.integers(20, 300))
def test_letters_and_targets_are_large_enough_on_every_screen(pitch, distance):
    found = sizes(pitch, distance)
    assert capital(found.body, pitch) >= 4.8
    assert found.target * pitch >= 15
    assert found.gap * pitch >= 3


@given(st.floats(0.05, 1.2), st.integers(20, 300), st.tuples(st.integers(200, 8000), st.integers(200, 8000)))
def test_on_a_small_screen_all_grows_smaller_together(pitch, distance, pixels):
    wanted = sizes(pitch, distance)
    found = fitted(wanted, pixels)
    lines = min(pixels) / wanted.body, max(pixels) / wanted.body
    if lines[0] >= 24 and lines[1] >= 40:
        assert found == wanted
    else:
        assert found.body <= min(pixels) / 24
        assert found.target / wanted.target == pytest.approx(found.body / wanted.body, abs=1 / wanted.target)
        assert found.gap <= wanted.gap


@given(st.integers(8, 200), st.tuples(st.integers(200, 8000), st.integers(200, 8000)))
def test_larger_text_is_always_larger_and_never_more_than_asked_for(body, pixels):
    assert 100 < enlarged_on(body, pixels) <= ENLARGED


def test_a_large_screen_enlarges_all_of_it():
    body = sizes(0.25, 60).body
    assert enlarged_on(body, (1920, 1080)) == ENLARGED
    assert buttons_grow(body * ENLARGED // 100, (1920, 1080))
    assert not buttons_grow(body * ENLARGED // 100, (1366, 768))


@pytest.mark.parametrize("distance", [60, 75, 120])
def test_enlarged_letters_are_seen_under_the_angle_that_is_asked_for(distance):
    pitch = 0.25
    body = sizes(pitch, distance).body * ENLARGED / 100
    assert degrees(atan(capital(body, pitch) / (distance * 10))) >= 0.699


def test_enlarged_letters_are_7_3_mm_at_60_cm():
    assert capital(sizes(0.25, 60).body * ENLARGED / 100, 0.25) >= 7.3


@pytest.mark.parametrize(
    ("diagonal", "told", "pitch"),
    [
        (0, (531.0, 299.0), 0.2767),
        (0, (0.0, 0.0), 25.4 / 96),
        (0, (16.0, 9.0), 25.4 / 96),
        (0, (160000.0, 90000.0), 25.4 / 96),
        (604.5, (16.0, 9.0), 0.2744),
        (604.5, (531.0, 299.0), 0.2744),
    ],
)
def test_what_the_clinic_says_about_its_screen_counts_before_what_the_screen_says(diagonal, told, pitch):
    assert pixel_pitch(diagonal, (1920, 1080), told) == pytest.approx(pitch, abs=0.0005)


def test_a_screen_without_pixels_has_usual_ones():
    assert pixel_pitch(600, (0, 0), (0.0, 0.0)) == pytest.approx(25.4 / 96)


@pytest.mark.parametrize(("words", "seconds"), [(0, 120), (90, 120), (91, 121), (300, 330)])
def test_a_long_page_may_stand_longer(words, seconds):
    assert idle_after(words, 120) == seconds


def test_wrong_codes_make_it_wait_longer_and_longer():
    delays = [code_delay(failures) for failures in range(40)]
    assert delays[:4] == [0, 0, 0, 15]
    assert delays == sorted(delays)
    assert delays[-1] == 3600


def test_three_crashes_in_five_minutes_are_a_loop():
    assert is_crash_loop([0.0, 100.0, 299.0], 300.0)
    assert not is_crash_loop([0.0, 100.0], 300.0)
    assert not is_crash_loop([0.0, 100.0, 299.0], 301.0)
    assert not is_crash_loop([1000.0, 1001.0, 1002.0], 300.0), "times that lie ahead"


def test_sheets_are_limited_for_a_visit_and_for_a_day():
    assert sheets_left(SETTINGS, visit=0, day=0) == 2
    assert sheets_left(SETTINGS, visit=1, day=39) == 1
    assert sheets_left(SETTINGS, visit=0, day=41) == 0


def test_who_needs_large_print_gets_as_much_to_take_home():
    assert sheets_left(SETTINGS, visit=0, day=0, large=True) == 6
    assert sheets_left(SETTINGS, visit=5, day=5, large=True) == 1
    assert sheets_left(SETTINGS, visit=0, day=38, large=True) == 2, "the day's limit is one of paper"
    assert sheets_left(KioskSettings(sheets_a_visit=0), visit=0, day=0, large=True) == 0


# Whether somebody is there


def test_it_asks_after_a_while_counts_down_and_gives_up():
    attention = Attention(SETTINGS, no_words, 0)
    assert [attention.state(now) for now in (0, 119, 120, 164, 165)] == [READING, READING, ASKING, ASKING, GONE]


def test_what_opens_meanwhile_gives_more_time():
    words = [0]
    attention = Attention(SETTINGS, lambda: words[0], 0)
    words[0] = 200
    assert [attention.state(now) for now in (120, 229, 230)] == [READING, READING, ASKING]


def test_a_touch_goes_on_as_often_as_wanted():
    attention = Attention(SETTINGS, no_words, 0)
    now = 0.0
    for _ in range(50):
        now += 121
        assert attention.state(now) == ASKING
        attention.touch(now + 44)
        now += 44
        assert attention.state(now) == READING


def test_while_a_voice_speaks_nobody_is_asked():
    attention = Attention(SETTINGS, no_words, 0)
    for now in range(0, 1000, 50):
        attention.hold(now)
        assert attention.state(now) == READING
    assert attention.state(950 + 120) == ASKING


def test_a_voice_that_begins_while_it_asks_answers_nothing():
    attention = Attention(SETTINGS, no_words, 0)
    assert attention.state(120) == ASKING
    attention.hold(160)
    assert attention.state(165) == GONE


def test_a_machine_that_slept_asks_before_it_ends_a_visit():
    attention = Attention(SETTINGS, no_words, 0)
    assert attention.state(50_000) == ASKING
    assert attention.left(50_000) == 45


@given(st.integers(20, 600), st.floats(0, 1000))
def test_the_countdown_never_promises_more_than_is_left(countdown, late):
    attention = Attention(KioskSettings(countdown=countdown), no_words, 0)
    attention.state(200)
    left = attention.left(200 + late)
    assert 0 <= left <= countdown
    assert (attention.state(200 + late) == GONE) == (late >= countdown)
    assert left >= countdown - late - 1
