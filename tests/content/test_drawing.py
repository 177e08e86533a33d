"""The picture: its places, what is cut and recolored from it, and what it must not hold."""

from __future__ import annotations

import base64
import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.small_topic import DIAGRAM, SEED
from viewer.content.drawing import (
    Circle,
    Ellipse,
    Rect,
    StepPlace,
    check_picture,
    closeup_svg,
    read_drawing,
    read_figure,
    recolored_svg,
)
from viewer.content.errors import ContentError

DATA = DIAGRAM.encode()


def refusal(old: str, new: str) -> list[str]:
    assert DIAGRAM.count(old) == 1, old
    with pytest.raises(ContentError) as caught:
        read_drawing(DIAGRAM.replace(old, new).encode(), "diagram.svg")
    return [str(problem) for problem in caught.value.problems]


def test_the_places_are_read():
    drawing = read_drawing(DATA, "diagram.svg")
    assert drawing.view_box == (0, 0, 1200, 1000)
    assert set(drawing.steps) == {"leaving", "flying"}
    flying = drawing.steps["flying"]
    assert flying.stop == (800, 600, 90, 70)
    assert (flying.stop.cx, flying.stop.ry) == (800, 70)
    assert flying.badge == (900, 500, 26)
    assert flying.closeup == (620, 480, 360, 240)
    assert drawing.steps["leaving"].path == ()
    assert drawing.labels == {"stalk": (300, 260, 340, 210)}
    assert drawing.details == {"leaving"}


def test_a_figure_has_labels_and_its_own_view():
    places = '<g id="places" display="none"><line id="label-husk" x1="3" y1="4" x2="5" y2="6"/></g>\n</svg>'
    drawing = read_figure(SEED.replace("</svg>", places).encode(), "seed.svg")
    assert drawing.view_box == (0, 0, 60, 40)
    assert drawing.labels == {"husk": (3, 4, 5, 6)}
    assert not drawing.steps


def test_a_label_of_a_figure_stands_where_it_can_be_read():
    wrong = SEED.replace("</svg>", '<line id="label-husk" x1="3" y1="4" x2="5" y2="6"/>\n</svg>')
    with pytest.raises(ContentError, match='"label-husk" stands outside of "places"'):
        read_figure(wrong.encode(), "seed.svg")


def test_other_ids_of_a_figure_are_its_own():
    assert check_picture(SEED.replace("<ellipse", '<ellipse id="path-17"').encode(), "seed.svg") == []


SIDES = st.floats(5, 400)


@given(SIDES, SIDES, st.floats(-500, 500), st.floats(-500, 500), SIDES)
def test_a_badge_leaves_its_stop_free(rx, ry, x, y, radius):
    place = StepPlace(Ellipse(0, 0, rx, ry), Circle(x, y, 26), Rect(0, 0, 3, 2), ())
    bx, by = place.badge_beside(radius)
    turns = [math.radians(degrees) for degrees in range(360)]
    assert min(math.hypot(bx - rx * math.cos(a), by - ry * math.sin(a)) for a in turns) >= radius * 0.999
    assert (bx / rx) ** 2 + (by / ry) ** 2 > 1


def test_a_badge_that_is_far_enough_stays_where_it_was_drawn():
    place = StepPlace(Ellipse(0, 0, 40, 30), Circle(100, 50, 26), Rect(0, 0, 3, 2), ())
    assert place.badge_beside(26) == (100, 50)
    assert place.badge_beside(300) != (100, 50)


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [("0 0 1200 1000", 1200, 1000), ("0,0,1600.5,900", 1600.5, 900), (" 0 0  4096 4096 ", 4096, 4096)],
)
def test_a_diagram_may_have_any_size(written, width, height):
    data = DIAGRAM.replace(
        'viewBox="0 0 1200 1000" width="1200" height="1000"', f'viewBox="{written}" width="{width}" height="{height}"'
    )
    drawing = read_drawing(data.encode(), "diagram.svg")
    assert drawing.view_box == (0, 0, width, height)
    assert ET.fromstring(closeup_svg(data.encode(), drawing, "leaving")).get("viewBox") == "120 180 360 240"


@pytest.mark.parametrize(
    "written",
    ["0 0 0 1000", "0 0 1200 -1", "0 0 nan 1000", "0 0 inf 1000", "0 0 1200", "0 0 1_200 1000", "0 0 1200 1000 5"],
)
def test_a_view_box_without_room_is_refused(written):
    assert refusal('viewBox="0 0 1200 1000"', f'viewBox="{written}"') == [
        f'diagram.svg:1: the viewBox is "{written}": expected 0 0 and two sizes, as in "0 0 1200 1000"'
    ]


def test_a_closeup_lies_inside_of_its_own_picture():
    data = DIAGRAM.replace(
        'viewBox="0 0 1200 1000" width="1200" height="1000"', 'viewBox="0 0 900 800" width="900" height="800"'
    )
    with pytest.raises(ContentError, match='"closeup-flying" does not fit'):
        read_drawing(data.encode(), "diagram.svg")


def test_a_path_becomes_cubic_curves_that_meet():
    curve, line = read_drawing(DATA, "diagram.svg").steps["flying"].path
    assert curve == (300, 300, 400, 300, 500, 600, 600, 600)
    assert line == pytest.approx((600, 600, 600 + 200 / 3, 600, 800 - 200 / 3, 600, 800, 600))


@pytest.mark.parametrize(
    ("way", "curves"),
    [
        ("M0,0C1,2,3,4,5,6", 1),
        ("M 0 0 C 1 2 3 4 5 6 7 8 9 10 11 12", 2),
        ("M -1.5 .5 L 2 -3 4 5", 2),
        ("M0 0L1-2", 1),
    ],
)
def test_ways_of_writing_a_path(way, curves):
    data = DIAGRAM.replace("M 300 300 C 400 300 500 600 600 600 L 800 600", way)
    assert len(read_drawing(data.encode(), "d").steps["flying"].path) == curves


@pytest.mark.parametrize(
    "way",
    [
        "",
        "M 0 0",
        "L 1 2",
        "m 0 0 l 1 2",
        "M 0 0 Q 1 2 3 4",
        "M 0 0 C 1 2 3 4 5",
        "M 0 0 L",
        "M 0 0 L 1 2 Z",
        "M 0 0 L 1 x",
        "M 0 0 M 1 1 L 2 2",
        "M 0 0 1 1 L 2 2",
        "C M 0 0",
        "M 0 0 L 1 2 ;",
        "M 0 0 L 1e400 0",
    ],
)
def test_another_path_is_refused(way):
    found = refusal('d="M 300 300 C 400 300 500 600 600 600 L 800 600"', f'd="{way}"')
    assert found == [
        'diagram.svg:18: "path-flying": expected absolute M, C and L only, as in "M 10 20 C 30 40 50 60 70 80"'
    ]


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        ("<defs>", "<script>alert(1)</script>\n<defs>", "diagram.svg:2: a script is not allowed"),
        (
            'r="40" fill="#8a4aa3"/>\n<circle',
            'r="40" onclick="x()"/>\n<circle',
            'diagram.svg:7: "onclick" runs a program',
        ),
        ("<defs>", "<foreignObject/><defs>", "diagram.svg:2: foreign content is not allowed"),
        ("<defs>", '<image href="http://x.org/a.png"/><defs>', 'diagram.svg:2: "http://x.org/a.png" lies outside the'),
        ("<defs>", '<image href="file:///etc/passwd"/><defs>', 'diagram.svg:2: "file:///etc/passwd" lies outside the'),
        ("<defs>", '<image href="a.png"/><defs>', 'diagram.svg:2: "a.png" lies outside the picture'),
        ("<defs>", '<image href="data:image/svg+xml;base64,x"/><defs>', "lies outside the picture"),
        (
            "<defs>",
            '<g xmlns:l="http://www.w3.org/1999/xlink"><image l:href="a.png"/></g><defs>',
            '"a.png" lies outside',
        ),
        ("url(#sky)", "url(http://x.org/a#b)", 'diagram.svg:6: "url(http://x.org/a#b)" lies outside the picture'),
        ("url(#sky)", "url(#sky) URL( &quot;x.svg&quot;)", "lies outside the picture"),
        ('<g id="scene">', '<g id="scene" clip-path="url(#a)">', "diagram.svg:5: clip-path is not drawn"),
        ('<g id="scene">', '<g id="scene" style="clip-path: none">', "diagram.svg:5: clip-path is not drawn"),
        ('<g id="scene">', '<g id="scene" xml:base="http://x.org/">', 'diagram.svg:5: "xml:base" is not allowed'),
        ("<defs>", "<defs><clipPath/>", "diagram.svg:2: clipPath is not drawn"),
        ("<defs>", "<text>Hello</text><defs>", "diagram.svg:2: words are not allowed in a picture"),
        ("<defs>", "<g><text><tspan>x</tspan></text></g><defs>", "diagram.svg:2: words are not allowed in a picture"),
        ("<defs>", '<use href="#scene"/><defs>', "diagram.svg:2: use is not drawn rightly"),
        ("<defs>", "<svg/><defs>", "diagram.svg:2: an <svg> inside the picture is not drawn"),
        ("<defs>", "<animate/><defs>", "diagram.svg:2: motion is not allowed"),
        ("<defs>", '<a href="#x"/><defs>', "diagram.svg:2: a link is not allowed"),
        (
            "<defs>",
            '<defs><filter id="f"><feDropShadow/></filter>',
            "diagram.svg:2: the filter feDropShadow is not drawn",
        ),
        ("<defs>", "<style>g {}</style><defs>", "diagram.svg:2: <style> is not allowed in a picture"),
        ("<defs>", '<x:script xmlns:x="http://www.w3.org/2000/svg"/><defs>', "diagram.svg:2: a script is not allowed"),
        ("<svg", '<?xml-stylesheet href="x.css"?>\n<svg', "diagram.svg:1: an instruction <?…?> is not allowed"),
        ("<svg", "<!DOCTYPE svg>\n<svg", "diagram.svg:1: a DOCTYPE with or without entities is not allowed"),
        (
            "<svg",
            '<!DOCTYPE x [<!ENTITY a "b">]>\n<svg',
            "diagram.svg:1: a DOCTYPE with or without entities is not allowed",
        ),
        ("<svg", '<?xml version="1.0" encoding="iso-8859-1"?>\n<svg', 'the encoding is "iso-8859-1"'),
        ("<defs>", "<defs>&nothing;", "diagram.svg:2: this is not well-formed SVG (undefined entity)"),
        ("</svg>", "", "diagram.svg:22: this is not well-formed SVG (no element found)"),
        ("</defs>", "</def>", "diagram.svg:4: this is not well-formed SVG (mismatched tag)"),
        (
            '"0 0 1200 1000"',
            '"0 0 1200 900"',
            'diagram.svg:1: the size is not right: expected width="1200" height="900"',
        ),
        ('"0 0 1200 1000"', '"10 0 1200 1000"', 'diagram.svg:1: the viewBox is "10 0 1200 1000": expected 0 0 and two'),
        ('viewBox="0 0 1200 1000" ', "", 'diagram.svg:1: the viewBox is "": expected 0 0 and two sizes'),
        ('"0 0 1200 1000"', '"wide"', 'diagram.svg:1: the viewBox is "wide"'),
        ('height="1000">', 'height="100%">', "diagram.svg:1: the size is not right"),
        ('<svg xmlns="http://www.w3.org/2000/svg"', "<svg", "diagram.svg:1: this is no SVG"),
        (
            '<g id="places" display="none">',
            '<g id="place" display="none">',
            '"step-leaving" stands outside of "places"',
        ),
        (
            '<g id="places" display="none">',
            '<g id="places">',
            "diagram.svg:11: the group of places is not right",
        ),
        ("</svg>", "<g/></svg>", 'diagram.svg:21: the group "places" comes last'),
        (
            'display="none">\n<ellipse',
            'display="none" transform="scale(2)">\n<ellipse',
            "diagram.svg:11: the group of places",
        ),
        (
            'r="26"/>\n<rect id="closeup-l',
            'r="26" transform="scale(2)"/>\n<rect id="closeup-l',
            '"badge-leaving" has a trans',
        ),
        ('<ellipse id="step-leaving" cx="300"', '<ellipse id="step-leaving" cx="30%"', '"step-leaving": cx is "30%"'),
        (
            'rx="90" ry="70"/>\n<circle id="badge-leaving"',
            'rx="90"/>\n<circle id="badge-leaving"',
            '"step-leaving": ry is ""',
        ),
        ('<rect id="closeup-leaving"', '<path id="closeup-leaving"', '"closeup-leaving" is a <path>: expected <rect>'),
        (
            '<circle id="badge-leaving"',
            '<circle id="badge"',
            'diagram.svg:12: "step-leaving" is here, but "badge-leaving"',
        ),
        ('id="label-stalk"', 'id="badge-leaving"', 'diagram.svg:19: there are two elements "badge-leaving"'),
        ('x="120" y="180"', 'x="1000" y="180"', 'diagram.svg:14: "closeup-leaving" does not fit'),
        (
            'x="120" y="180" width="360"',
            'x="120" y="180" width="240"',
            'diagram.svg:14: "closeup-leaving" does not fit',
        ),
        (
            '<g id="detail-leaving" display="none">',
            '<g display="none" id="detail-leaving">',
            "diagram.svg:10: this group is not written as it must be",
        ),
    ],
)
def test_a_wrong_diagram_is_refused_with_its_line(old, new, fragment):
    found = refusal(old, new)
    assert any(fragment in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        (
            '<ellipse id="step-leaving"',
            '<g id="detail-x" display="none"/><ellipse id="step-leaving"',
            'inside of "places"',
        ),
        ('<g id="scene">', '<g id="scene" style="fill: u\\72l(x)">', "write plain colors"),
        ('<g id="scene">', '<g id="scene" style="@import x">', "write plain colors"),
    ],
)
def test_a_hidden_way_round_is_refused(old, new, fragment):
    found = refusal(old, new)
    assert any(fragment in problem for problem in found), found


def test_a_closeup_needs_a_picture():
    with pytest.raises(ValueError, match="no opening tag"):
        closeup_svg(b"", read_drawing(DATA, "d"), "leaving")


def test_a_diagram_without_places_is_refused():
    start, end = DIAGRAM.index('<g id="places"'), DIAGRAM.index("</svg>")
    with pytest.raises(ContentError, match="the places are missing"):
        read_drawing((DIAGRAM[:start] + DIAGRAM[end:]).encode(), "d")


@pytest.mark.parametrize("data", [b"", b"no xml", b"\xff\xfe<\x00s\x00", b"<svg", b"<html/>"])
def test_what_is_no_svg_is_refused(data):
    with pytest.raises(ContentError):
        read_drawing(data, "d")
    assert check_picture(data, "d")


def test_a_group_blur_is_allowed():
    extra = '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"/><defs>'
    assert read_drawing(DIAGRAM.replace("<defs>", extra).encode(), "d").steps


def test_an_embedded_picture_is_refused_for_it_may_be_a_drawing_that_reads_files():
    disguised = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>').decode()
    extra = f'<image href="data:image/png;base64,{disguised}"/><defs>'
    with pytest.raises(ContentError, match="lies outside the picture"):
        read_drawing(DIAGRAM.replace("<defs>", extra).encode(), "d")


def test_a_closeup_shows_its_rectangle_and_its_detail():
    drawing = read_drawing(DATA, "d")
    cut = closeup_svg(DATA, drawing, "leaving")
    root = ET.fromstring(cut)
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("120 180 360 240", "360", "240")
    assert b'<g id="detail-leaving">' in cut
    assert b'<g id="places" display="none">' in cut
    other = closeup_svg(DATA, drawing, "flying")
    assert b'<g id="detail-leaving" display="none">' in other
    assert other.split(b"\n", 1)[1] == DATA.split(b"\n", 1)[1]


def test_a_closeup_is_not_fooled_by_a_comment():
    data = b'<!-- <svg viewBox="0 0 1 1"> -->\n' + DATA
    cut = closeup_svg(data, read_drawing(data, "d"), "leaving")
    assert ET.fromstring(cut).get("viewBox") == "120 180 360 240"


def test_colors_are_exchanged_all_at_once():
    data = b'<g fill="#aaaaaa" stroke="#BBBBBB"><g fill="#cccccc" id="#aaaaaab"/></g>'
    assert recolored_svg(data, {"#aaaaaa": "#bbbbbb", "#bbbbbb": "#aaaaaa"}) == (
        b'<g fill="#bbbbbb" stroke="#aaaaaa"><g fill="#cccccc" id="#aaaaaab"/></g>'
    )
    assert recolored_svg(data, {}) is data


def test_a_right_picture_has_no_problem():
    assert check_picture(SEED.encode(), "seed.svg") == []
    plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><g fill="#fff"/></svg>'
    assert check_picture(plain.encode(), "x.svg") == []


@pytest.mark.parametrize(
    ("old", "new", "fragment"),
    [
        ("<ellipse", "<style>@import 'x.css';</style><ellipse", "seed.svg:2: <style> is not allowed in a picture"),
        ("<ellipse", "<style>g { fill: url(x) }</style><ellipse", "seed.svg:2: <style> is not allowed in a picture"),
        ("<ellipse", "<style>g { fill: u\\72l(x) }</style><ellipse", "<style> is not allowed in a picture"),
        (
            "<ellipse",
            "<style>g { fill: ur<g/>l(x) }</style><ellipse",
            "seed.svg:2: <style> is not allowed in a picture",
        ),
        ("<ellipse", "<text>x</text><ellipse", "seed.svg:2: words are not allowed in a picture"),
        ("<ellipse", '<image href="/etc/passwd"/><ellipse', 'seed.svg:2: "/etc/passwd" lies outside the picture'),
        ('viewBox="0 0 60 40"', "", "seed.svg:1: the viewBox is missing or wrong"),
        ('viewBox="0 0 60 40"', 'viewBox="0 0 0 40"', "seed.svg:1: the viewBox is missing or wrong"),
    ],
)
def test_a_wrong_picture_is_told_with_its_line(old, new, fragment):
    found = [str(problem) for problem in check_picture(SEED.replace(old, new).encode(), "seed.svg")]
    assert any(fragment in problem for problem in found), found


def test_all_problems_of_a_picture_are_told():
    wrong = SEED.replace("<ellipse", '<script/>\n<text/>\n<g onload="x"/>\n<ellipse')
    assert [problem.line for problem in check_picture(wrong.encode(), "seed.svg")] == [2, 3, 4]
