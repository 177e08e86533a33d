"""A record is set once, knows its fields, and equals only its own kind."""

import pytest

from viewer.content.record import Record


class Named(Record):
    """A record with a default."""

    name: str
    size: int = 3


class Placed(Named):
    """A record with one field more."""

    place: tuple[int, ...]


class Other(Record):
    """A record with the same fields as another."""

    name: str
    size: int = 3


def test_fields_are_given_by_place_and_by_name():
    assert Named("a", 2).as_dict() == Named(size=2, name="a").as_dict() == {"name": "a", "size": 2}
    assert Named("a").size == 3
    assert Placed("a", 2, (1,)).as_dict() == {"name": "a", "size": 2, "place": (1,)}


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Named, "lacks its field name"),
        (lambda: Placed("a", 2), "lacks its field place"),
        (lambda: Named("a", 2, 4), "got 3 values"),
        (lambda: Named("a", name="b"), "multiple values|name"),
        (lambda: Named("a", place=3), "place"),
    ],
)
def test_wrong_fields_are_refused(make, reason):
    with pytest.raises(TypeError, match=reason):
        make()


def test_it_equals_its_own_kind_only():
    assert Named("a") == Named("a", 3) != Named("a", 4)
    assert Named("a") != Other("a")
    assert Named("a") != ("a", 3)
    assert len({Named("a"), Named("a", 3), Other("a"), Named("b")}) == 3


def test_it_is_set_once():
    named = Named("a")
    with pytest.raises(AttributeError, match=r"Named\.name is set once"):
        named.name = "b"
    with pytest.raises(AttributeError, match=r"Named\.name is set once"):
        del named.name
    with pytest.raises(AttributeError, match=r"Named\.more is set once"):
        named.more = "b"
    assert named == Named("a")


def test_it_says_what_it_is():
    assert repr(Placed("a", 2, (1,))) == "Placed(name='a', size=2, place=(1,))"
