"""Back leads to where the reader was, last place first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.trail import LONGEST, Place, Stay, Trail, aligned, carried

stays = st.builds(Stay, page=st.sampled_from(["overview", "leaving", "care"]), place=st.integers(0, 9000))


def walk(trail, start, moves):
    """Go through a topic as moves say, and return where the reader is in the end."""
    here = start
    for move in moves:
        if isinstance(move, Stay):
            trail.leave(here)
            here = move
        else:
            here = (trail.back if move == "back" else trail.forward)(here) or here
    return here


def test_at_the_beginning_there_is_no_way():
    trail = Trail()
    assert (bool(trail), trail.leads_on) == (False, False)
    assert trail.back(Stay("overview")) is None
    assert trail.forward(Stay("overview")) is None
    assert (bool(trail), trail.leads_on) == (False, False)


def test_forward_leads_where_back_was_pressed_at_the_place_reached_there():
    trail = Trail()
    trail.leave(Stay("overview", Place(120, 0)))
    assert trail.back(Stay("leaving", Place(7, 2))) == Stay("overview", Place(120, 0))
    assert (bool(trail), trail.leads_on) == (False, True)
    assert trail.forward(Stay("overview", Place(130, 0))) == Stay("leaving", Place(7, 2))
    assert trail.back(Stay("leaving")) == Stay("overview", Place(130, 0))


def test_who_chooses_something_new_has_no_way_forward():
    trail = Trail()
    assert walk(trail, Stay("one"), [Stay("two"), "back", Stay("three")]) == Stay("three")
    assert not trail.leads_on


@given(st.lists(stays, max_size=3 * LONGEST))
def test_the_way_back_is_the_way_there_turned_around(way):
    trail = Trail()
    walk(trail, Stay("start"), way)
    here, back = Stay("end"), []
    while trail:
        here = trail.back(here)
        back.append(here)
    assert back == [Stay("start"), *way[:-1]][::-1][: min(LONGEST, len(way))]


@given(st.lists(st.one_of(stays, st.sampled_from(["back", "forward"])), max_size=60))
def test_going_and_coming_mixed(moves):
    trail, here = Trail(), Stay("start")
    line, at = [here], 0
    for move in moves:
        here = walk(trail, here, [move])
        if isinstance(move, Stay):
            line, at = [*line[: at + 1], move], at + 1
        else:
            at = max(0, at - 1) if move == "back" else min(len(line) - 1, at + 1)
        assert here == line[at]
        assert (bool(trail), trail.leads_on) == (at > 0, at < len(line) - 1)


# A place in a text that is changed


texts = st.text(st.sampled_from("ab\n😀é"), max_size=30)


def units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


@given(above=texts, old=texts, new=texts, below=texts, data=st.data())
def test_a_place_stays_with_its_words_when_something_else_is_changed(above, old, new, below, data):
    at = data.draw(st.integers(1, max(1, units(below))))
    before, after = f"{above}<{old}>{below}", f"{above}<{new}>{below}"
    late = Place(units(before) - units(below) - 1 + at, 7)
    moved = carried(late, before, after)
    assert units(after) - moved.position == units(before) - late.position or moved == late
    early = Place(min(at, units(above)), -3)
    assert carried(early, before, after) == early


@given(before=texts, after=texts, position=st.integers(0, 60))
def test_whatever_is_changed_the_place_is_inside_of_the_text(before, after, position):
    place = Place(min(position, units(before)), 2)
    assert 0 <= carried(place, before, after).position <= units(after)


def test_a_place_below_a_new_paragraph_moves_down_with_its_words():
    assert carried(Place(7, 4), "One. Two. Three.", "One. 😀! Two. Three.") == Place(11, 4)
    assert carried(Place(12, 4), "One. Two. Three.", "Two. Three.") == Place(7, 4)


def test_a_place_among_words_that_are_gone_is_where_they_stood():
    assert carried(Place(9, 4), "One. Two. Three.", "One. Three.") == Place(6, 0)  # Behind the T that both have.


def test_a_text_that_did_not_change_moves_nothing():
    assert carried(Place(9, 4), "One. Two. Three.", "One. Two. Three.") == Place(9, 4)


def test_the_way_back_forgets_pages_that_are_gone():
    trail = Trail()
    for page in ("one", "two", "three", "two"):
        trail.leave(Stay(page))
    kept = trail.within({"one", "three"})
    here = Stay("one")
    assert [kept.back(here), kept.back(here), kept.back(here)] == [Stay("three"), Stay("one"), None]
    assert trail.back(here) == Stay("two")


def test_the_way_forward_forgets_them_too():
    trail = Trail()
    walk(trail, Stay("one"), [Stay("two"), Stay("three"), "back", "back"])
    kept = trail.within({"one", "three"})
    assert [kept.forward(Stay("one")), kept.forward(Stay("three"))] == [Stay("three"), None]


def test_the_same_paragraph_of_another_language_is_found():
    assert aligned(Place(7, 4), "One.\nTwo. 😀\nThree.", "Uno, largo.\nDos.\nTres.") == Place(12, 0)
    assert aligned(Place(0, 0), "One.\nTwo.", "Uno.\nDos.") == Place(0, 0)
    assert aligned(Place(12, 3), "One.\nTwo.\nThree.", "Uno.") == Place(0, 0)


@given(st.lists(st.text(max_size=9)), st.lists(st.text(max_size=9)), st.integers(0, 200))
def test_a_place_in_another_language_is_in_its_text(before, after, position):
    old, new = "\n".join(before), "\n".join(after)
    place = aligned(Place(min(position, units(old)), 3), old, new)
    assert 0 <= place.position <= units(new)
