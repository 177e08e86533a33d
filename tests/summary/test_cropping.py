"""A close-up cut out for paper shows what is drawn in it alone, however the drawing writes that."""

from xml.etree import ElementTree as ET

import pytest

from viewer.content.drawing import Rect
from viewer.summary.cropping import SVG, Cropper

VIEW = Rect(0, 0, 100, 100)
WAYS = {
    "a group": '<g id="detail-one" display="none"><circle cx="50" cy="50" r="9"/></g>',
    "a single shape": '<circle id="detail-one" display="none" cx="50" cy="50" r="9"/>',
    "a group that is moved": '<g id="detail-one" display="none" transform="scale(2)"><circle cx="9" cy="9" r="9"/></g>',
    "inside a group that is moved": (
        '<g transform="translate(9 9)"><g id="detail-one" display="none"><circle cx="20" cy="20" r="9"/></g></g>'
    ),
    "a group with an effect": '<g id="detail-one" display="none" filter="url(#soft)"><circle cx="9" cy="9" r="9"/></g>',
}


def seen(svg):
    """Return the ids of what is drawn."""

    def walk(element):
        if element.get("display") != "none":
            yield element.get("id")
            for child in element:
                yield from walk(child)

    return set(walk(ET.fromstring(svg))) - {None}


def drawing(detail):
    other = detail.replace("detail-one", "detail-two")
    ground = '<rect id="ground" width="9" height="9"/>'
    return f'<svg xmlns="{SVG}" viewBox="0 0 200 200">{detail}{other}{ground}</svg>'.encode()


@pytest.mark.parametrize("way", WAYS)
def test_the_detail_of_a_close_up_is_drawn_and_no_other(way):
    cropper = Cropper(drawing(WAYS[way]))
    for name in ("detail-one", "detail-two", "detail-one"):
        assert seen(cropper.part(VIEW, name)) == {"ground", name}
    assert seen(cropper.part(VIEW, "detail-none")) == {"ground"}


@pytest.mark.parametrize("way", ["a group", "a single shape"])
def test_what_lies_outside_is_left_out(way):
    assert seen(Cropper(drawing(WAYS[way])).part(Rect(150, 150, 50, 50), "detail-one")) == set()
