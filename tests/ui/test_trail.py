"""Back leads to where the reader was, last place first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.trail import LONGEST, Stay, Trail

stays = st.builds(Stay, page=st.sampled_from(["overview", "leaving", "care"]), place=st.integers(0, 9000))


def test_at_the_beginning_there_is_no_way_back():
    trail = Trail()
    assert not trail
    assert trail.back() is None


def test_a_place_is_forgotten_when_the_reader_is_there_again():
    trail = Trail()
    trail.leave(Stay("overview", 120))
    assert trail
    assert trail.back() == Stay("overview", 120)
    assert not trail
    assert trail.back() is None


@given(st.lists(stays, max_size=3 * LONGEST))
def test_the_way_back_is_the_way_there_turned_around(way):
    trail = Trail()
    for stay in way:
        trail.leave(stay)
    back = []
    while trail:
        back.append(trail.back())
    assert back == way[::-1][:LONGEST]


@given(st.lists(st.one_of(stays, st.none()), max_size=60))
def test_going_and_coming_mixed(moves):
    trail, expected = Trail(), []
    for move in moves:
        if move is None:
            assert trail.back() == (expected.pop() if expected else None)
        else:
            trail.leave(move)
            expected.append(move)
        assert bool(trail) == bool(expected)
