"""What the kinds of content have in common: they are values."""

from __future__ import annotations

import copy
import pickle

import pytest

from viewer.content.blocks import Emphasis, Link, Strong, Text
from viewer.content.header import PageEntry, Source
from viewer.content.pages import Head, Page


def test_values_are_equal_when_kind_and_fields_are():
    assert Strong((Text("a"),)) == Strong(children=(Text("a"),))
    assert Strong((Text("a"),)) != Strong((Text("b"),))
    assert Strong((Text("a"),)) != Emphasis((Text("a"),))
    assert len({Text("a"), Text("a"), Text("b")}) == 2


def test_a_value_cannot_be_changed():
    text = Text("a")
    with pytest.raises(AttributeError, match="Text cannot be changed"):
        text.text = "b"
    with pytest.raises(AttributeError, match="Text cannot be changed"):
        del text.text
    assert text == Text("a")


def test_a_value_says_what_it_is():
    assert repr(Link("page", "x", (Text("a"),))) == "Link(kind='page', target='x', children=(Text(text='a'),))"


def test_fields_that_are_left_out_have_their_default():
    long = Source("a", "b", "c", "d", "live", None, "", "")
    assert Source("a", "b", "c", "d", read="live", checked=None) == long
    assert Source("a", "b", "c", "d", "live", None, note="n").year == ""


@pytest.mark.parametrize(
    ("values", "named"),
    [(("a",), {}), (("a", "step", "x"), {}), (("a", "step"), {"kind": "step"}), (("a",), {"sort": "step"}), ((), {})],
)
def test_other_fields_are_refused(values, named):
    with pytest.raises(TypeError, match="PageEntry takes id, kind"):
        PageEntry(*values, **named)


def test_a_page_has_the_fields_of_its_head_first():
    assert Page.__match_args__ == (*Head.__match_args__, "sections", "data")
    match PageEntry("a", "step"):
        case PageEntry(name, kind):
            assert (name, kind) == ("a", "step")


def test_a_value_can_be_copied_and_kept():
    link = Link("page", "x", (Text("a"),))
    assert copy.deepcopy(link) == pickle.loads(pickle.dumps(link)) == link
