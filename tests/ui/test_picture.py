"""The picture, measured: badges, names, stops and labels at every size, and cancer cells without color."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tests.conftest import bring_into_sight, button
from viewer.content.drawing import Line, Rect, read_figure, recolored_svg
from viewer.content.label_places import BETWEEN, DOT, crowded, place_labels
from viewer.content.topics import Page, open_topic
from viewer.settings import TEXT_SIZES, resources_folder
from viewer.ui.diagram import LEAST_DISC
from viewer.ui.labels import fitted
from viewer.ui.picture import Picture, render
from viewer.ui.theme import Look, read_colors

if TYPE_CHECKING:
    from viewer.content.drawing import Drawing
    from viewer.ui.diagram import Diagram

SHIPPED = resources_folder() / "topics" / "metastasis"
ICONS = resources_folder() / "icons"
STEPS = ("local-invasion", "intravasation", "circulation", "extravasation", "secondary-tumor")
SCREENS = ((320, 640), (800, 480), (1280, 800), (1920, 1080), (1080, 1920), (3840, 2160))
LANGUAGES = ("en", "es", "ar")
"""Plain, stretched, stretched and mirrored."""


# Badges, names and stops


def disc(diagram: Diagram, step: str) -> tuple[QPointF, float]:
    """Return center and radius of what is drawn of a badge, in pixels of the picture."""
    badge = button(diagram, f"badge-{step}")
    return QRectF(badge.geometry()).center(), badge.disc / 2


@cache
def shipped_drawing() -> Drawing:
    """Return the bundled drawing, read once: its stops are asked for thousands of times."""
    drawing = open_topic(SHIPPED).drawing
    assert drawing is not None
    return drawing


def rim(diagram: Diagram, step: str) -> list[QPointF]:
    """Return points on the rim of a stop as it lights up, in pixels of the picture."""
    drawing = shipped_drawing()
    cx, cy, rx, ry = drawing.steps[step].stop
    scale = diagram.width() / drawing.view_box.width
    turns = [math.radians(degrees) for degrees in range(0, 360, 4)]
    return [QPointF(cx + rx * math.cos(a), cy + ry * math.sin(a)) * scale for a in turns]


def apart(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())


def badge_faults(diagram: Diagram, target: int) -> list[str]:
    """Return what badges cover, and badges and stops that are cut or too small to be hit."""
    faults = []
    discs = {step: disc(diagram, step) for step in STEPS}
    for step, (center, radius) in discs.items():
        reach = QPointF(radius, radius)
        if not QRectF(diagram.rect()).contains(QRectF(center - reach, center + reach)):
            faults.append(f"badge {step} is cut by the picture's edge")
        if not LEAST_DISC <= 2 * radius <= max(LEAST_DISC, diagram.width() * 0.07 + 1):
            faults.append(f"badge {step} is {2 * radius} wide")
        if QRectF(button(diagram, f"stop-{step}").geometry()).center() == center:
            faults.append(f"badge {step} stands in the middle of its stop")
        faults += [
            f"badge {step} covers the stop {other}"
            for other in STEPS
            if min(apart(center, point) for point in rim(diagram, other)) < radius
        ]
        for kind in ("badge", "stop"):
            if min(button(diagram, f"{kind}-{step}").size().toTuple()) < target:
                faults.append(f"{kind} {step} is smaller than a target")
    for (one, (a, r)), (other, (b, s)) in combinations(discs.items(), 2):
        if apart(a, b) < r + s:
            faults.append(f"the badges {one} and {other} overlap")
    return faults


def press_faults(window) -> list[str]:
    """Return the stops and badges whose middle belongs to another step."""
    faults = []
    for step in STEPS:
        for kind in ("stop", "badge"):
            spot = button(window, f"{kind}-{step}")
            bring_into_sight(spot)
            found = window.childAt(spot.mapTo(window, spot.rect().center()))
            if found is None or found.objectName() not in {f"stop-{step}", f"badge-{step}"}:
                faults.append(f"the middle of {kind}-{step} is {found.objectName() if found else found}")
    return faults


def name_faults(window, diagram: Diagram) -> list[str]:
    """Return the names that lie over the picture or over each other, or that are too small."""
    faults = []
    names = {step: button(window, f"step-{step}") for step in STEPS}
    places = {step: QRect(name.mapTo(window, name.rect().topLeft()), name.size()) for step, name in names.items()}
    picture = QRect(diagram.mapTo(window, diagram.rect().topLeft()), diagram.size())
    faults += [f"the name {step} covers the picture" for step, place in places.items() if place.intersects(picture)]
    for (one, a), (other, b) in combinations(places.items(), 2):
        if a.intersects(b):
            faults.append(f"the names {one} and {other} overlap")
    faults += [
        f"the name {step} is smaller than a target"
        for step, place in places.items()
        if min(place.size().toTuple()) < window.look.target
    ]
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_nothing_in_the_picture_covers_what_it_names(open_stretched, size, language):
    window = open_stretched(size, language=language, page="overview")
    faults = {}
    for percent in TEXT_SIZES:
        window.set_look(window.look.with_text_size(percent))
        QApplication.processEvents()
        diagram = window.view.parts.diagram
        faults[percent] = (
            badge_faults(diagram, window.look.target) + name_faults(window, diagram) + press_faults(window)
        )
    assert {percent: found for percent, found in faults.items() if found} == {}


# Labels


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_labels_stand_whole_and_free_in_every_close_up(qapp, stretched_topics, step, language):
    topic = open_topic(SHIPPED if language == "en" else stretched_topics)
    closeup = topic.drawing.steps[step].closeup
    words = topic.page(step, language).labels
    assert words
    for percent in TEXT_SIZES:
        for width in (280, 420, 640, 900):
            size = (width, width * closeup.height / closeup.width)
            look = Look().with_text_size(percent)
            _, labels = fitted(size, closeup, topic.drawing.labels, words, look)
            assert {label.text for label in labels} == set(words.values())
            assert not crowded(labels), (percent, width)
            whole = QRectF(0, 0, *size)
            for label in labels:
                assert whole.contains(QRectF(*label.plate)), (percent, width, label.text)
                assert whole.contains(*label.start)
                assert not label.plate.holds(*label.start, DOT)


FIGURES = {
    "staging.svg": "finding",
    "biopsy.svg": "finding",
    "common-places.svg": "names",
    "treatments.svg": "treatment",
}
"""The page that shows each figure."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_labels_stand_whole_and_free_in_every_figure(qapp, stretched_topics, name, language):
    topic = open_topic(SHIPPED if language == "en" else stretched_topics)
    drawing = read_figure(topic.file(name), name)
    words = {
        each: words for each, words in topic.page(FIGURES[name], language).labels.items() if each in drawing.labels
    }
    assert words.keys() == drawing.labels.keys()
    for percent in TEXT_SIZES:
        for width in (280, 420, 640):
            size = (width, width * drawing.view_box.height / drawing.view_box.width)
            _, labels = fitted(size, drawing.view_box, drawing.labels, words, Look().with_text_size(percent))
            assert not crowded(labels), (percent, width)
            assert all(QRectF(0, 0, *size).contains(QRectF(*label.plate)) for label in labels), (percent, width)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_are_written_into_close_ups_and_figures_each_time(qapp, theme):
    topic = open_topic(SHIPPED)
    look = Look(theme=theme, colors=read_colors(resources_folder() / "theme", theme))
    picture = Picture(topic, theme, look.colors.paper)
    step, page = topic.page("intravasation", "en"), topic.page("finding", "en")
    for draw, shown in ((lambda page: picture.close_up(page, 400, 1.0, look), step), (figure_of(picture, look), page)):
        bare = draw(Page(**shown.as_dict() | {"labels": {}}))
        first, again = draw(shown), draw(shown)
        assert first == again != bare
        assert draw(Page(**shown.as_dict() | {"labels": {}})) == bare
        surface = QColor(look.colors.surface)
        plates = [spot for spot in spots(first) if first.pixelColor(*spot) == surface != bare.pixelColor(*spot)]
        assert len(plates) > 20


def figure_of(picture: Picture, look: Look):
    return lambda page: picture.figure(page, "staging.svg", 400, 1.0, look)


def spots(image: QImage) -> list[tuple[int, int]]:
    return [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]


def test_plates_in_each_others_way_move_apart():
    lines = {"one": Line(100, 50, 100, 80), "two": Line(140, 50, 140, 80)}
    labels = place_labels((400, 200), Rect(0, 0, 400, 200), lines, {"one": "1", "two": "2"}, lambda _: (90.0, 20.0))
    assert not crowded(labels)
    first, second = (label.plate for label in labels)
    assert second.left - first.right == pytest.approx(BETWEEN)
    assert first.left >= 2


# Without color

FACTOR = 2
"""Pixels for each unit of the drawing, so that small cells have an inside."""

# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB: http://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/
SIGHT = {
    "all colors": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "gray": ((0.2126, 0.7152, 0.0722),) * 3,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(image: QImage, point: tuple[float, float], sight: str) -> float:
    """Return the relative luminance (WCAG 2) of a pixel as somebody sees it."""
    color = image.pixelColor(round(point[0] * FACTOR), round(point[1] * FACTOR))
    rgb = [linear(part) for part in color.getRgbF()[:3]]
    seen = [min(1.0, max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in SIGHT[sight]]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def outlines(group: str) -> list[tuple[list[tuple[float, float]], str]]:
    """Return the outline points and the paint of each path of a group of the drawing."""
    root = ET.fromstring((SHIPPED / "diagram.svg").read_bytes())
    (found,) = [each for each in root.iter() if each.get("id") == group]
    shapes = found.iter("{http://www.w3.org/2000/svg}path")
    return [(points(each.get("d", "")), each.get("fill", "")) for each in shapes]


def points(data: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", data)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def middle(outline: list[tuple[float, float]]) -> tuple[float, float]:
    return mean(x for x, _ in outline), mean(y for _, y in outline)


def between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def cell_bodies(group: str, fill: str = "") -> list[list[tuple[float, float]]]:
    return [outline for outline, paint in outlines(group) if fill in paint]


def flesh(image: QImage, outline: list[tuple[float, float]], sight: str) -> float:
    """Return the mean luminance of a cell between its nucleus and its rim."""
    center = middle(outline)
    return mean(luminance(image, between(center, point, 0.8), sight) for point in outline)


@pytest.fixture(scope="module", params=["light", "dark", "high-contrast"])
def whole(request, qapp):
    """The drawing in each theme."""
    topic = open_topic(SHIPPED)
    box = topic.drawing.view_box
    svg = recolored_svg(topic.diagram, topic.colors(request.param))
    return render(svg, QSize(round(box.width), round(box.height)) * FACTOR)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("tumor", "healthy"), [("first-tumor", "peach-cells"), ("new-tumor", "blue-cells")])
def test_cancer_cells_stand_out_from_healthy_ones_without_color(whole, sight, tumor, healthy):
    cancer = [flesh(whole, outline, sight) for outline in cell_bodies(tumor, "plum-body")]
    others = [flesh(whole, outline, sight) for outline in cell_bodies(healthy)]
    assert len(cancer) > 5
    assert len(others) > 50
    assert contrast(mean(cancer), mean(others)) >= 3


def red_cells() -> list[tuple[float, float, float]]:
    """Return center and shorter radius of each red cell."""
    root = ET.fromstring((SHIPPED / "diagram.svg").read_bytes())
    (found,) = [each for each in root.iter() if each.get("id") == "red-cells"]
    return [tuple(float(each.get(name, "")) for name in ("cx", "cy", "ry")) for each in found]


@pytest.mark.parametrize("sight", SIGHT)
def test_cancer_cells_and_red_cells_differ_by_shape_without_color(whole, sight):
    """A cancer cell is dark in its middle and lighter around it; a red cell is the other way round."""
    nuclei = [outline for outline, paint in outlines("traveling-cells") if "plum-body" not in paint]
    bodies = cell_bodies("traveling-cells", "plum-body")
    assert len(bodies) == len(nuclei) >= 2
    for body, nucleus in zip(bodies, nuclei, strict=True):
        assert contrast(luminance(whole, middle(nucleus), sight), flesh(whole, body, sight)) >= 1.5
        assert luminance(whole, middle(nucleus), sight) < flesh(whole, body, sight)
    cells = red_cells()
    assert len(cells) > 20
    for cx, cy, ry in cells:
        rim_light = min(luminance(whole, (cx, cy + side * ry * 0.88), sight) for side in (-1, 1))
        assert luminance(whole, (cx, cy), sight) > rim_light


# The file


def test_the_pictures_are_small_and_made_by_the_program():
    from tests.drawing.__main__ import PICTURES

    for name, draw in PICTURES.items():
        made = draw().encode() == (resources_folder() / name).read_bytes()
        assert made, f"{name} is not what its program draws: run python -m tests.drawing"
    assert (SHIPPED / "diagram.svg").stat().st_size < 250_000
    assert {f"topics/metastasis/{path.name}" for path in SHIPPED.glob("*.svg")} <= set(PICTURES)


def test_the_icon_is_there_in_every_size():
    from tests.drawing.__main__ import ICON_SIDES

    svg = (ICONS / "metastasis-viewer.svg").read_bytes()
    for side in ICON_SIDES:
        shipped = QImage(str(ICONS / f"metastasis-viewer-{side}.png"))
        assert shipped.size() == QSize(side, side)
        drawn = render(svg, QSize(side, side))
        spots = [(side * x // 8, side * y // 8) for x in range(1, 8) for y in range(1, 8)]
        assert all(far(shipped.pixelColor(*spot), drawn.pixelColor(*spot)) < 24 for spot in spots)


def far(a: QColor, b: QColor) -> int:
    return max(abs(one - other) for one, other in zip(a.getRgb(), b.getRgb(), strict=True))


def test_the_window_has_the_icon_in_the_sizes_that_desktops_show(qapp):
    from viewer.app import program_icon

    assert {size.width() for size in program_icon().availableSizes()} == {16, 32, 48, 128}
