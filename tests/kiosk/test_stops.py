"""Where somebody is among stops that come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.content.translation import Translation
from viewer.kiosk.keypad_words import volume_words
from viewer.kiosk.policy import volume_after
from viewer.kiosk.stops import Round, Stop

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)


def stops(names):
    return [Stop(name, f"words of {name}", "en") for name in names]


def test_the_last_stop_is_followed_by_the_first():
    way, three = Round(), stops("abc")
    assert [way.move(1, three).name for _ in range(4)] == ["a", "b", "c", "a"]
    assert [way.move(-1, three).name for _ in range(3)] == ["c", "b", "a"]


def test_a_stop_is_known_by_its_name_wherever_it_stands_now():
    way = Round()
    way.go_to("b")
    assert way.here(stops("abc")).name == "b"
    assert way.here(stops("xyzab")).name == "b"
    assert way.move(1, stops("xybz")).name == "z"


def test_who_stood_at_the_end_of_a_longer_round_stands_at_the_end_of_a_shorter_one():
    way = Round()
    way.move(5, stops("abcdefgh"))
    assert way.here(stops("xyz")).name == "z"


def test_who_stood_at_a_stop_that_has_gone_stands_at_the_one_in_its_place():
    for count, name in ((0, "c"), (1, "c"), (-1, "a")):
        way = Round()
        way.move(2, stops("abcd"))
        assert way.here(stops("abcd")).name == "b"
        assert way.move(count, stops("acd")).name == name


def test_a_new_beginning_is_at_the_first_stop():
    way = Round()
    way.move(2, stops("abc"))
    way.forget()
    assert way.here(stops("abc")).name == "a"


@given(st.lists(st.tuples(st.integers(-3, 3), NAMES)), NAMES)
def test_every_stop_is_come_to_whatever_has_come_and_gone(moves, names):
    way = Round()
    for count, others in moves:
        assert way.move(count, stops(others)).name in others
    assert {way.move(1, stops(names)).name for _ in range(2 * len(names))} == set(names)


@given(st.integers(-500, 500), st.integers(-500, 500))
def test_the_voice_is_never_silenced(percent, change):
    assert 10 <= volume_after(percent, change) <= 100
    assert str(volume_after(percent, change)) in volume_words(volume_after(percent, change), Translation("en"))
