"""The topic's pictures as a summary shows them: the drawing in layers, with numbers and words written over it.

Over each drawing lies a small one with what the program writes: the numbers of the steps, the words of a close-up.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from viewer.content.drawing import Rect, read_figure
from viewer.content.label_places import DOT, SHARE, Label, Plate, largest_fitting, place_labels
from viewer.summary.order import NORMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from viewer.content.pages import Page
    from viewer.content.topics import Topic
    from viewer.summary.cropping import Cropper

DIAGRAM = "diagram"
"""The name under which the topic's drawing is handed over."""

SVG = "http://www.w3.org/2000/svg"

LEAST_LABEL = 9
"""Least size of words in a close-up or figure of a normal edition, in points; large print keeps its size."""

NUMBER_SHARE = 1.3
"""Size of a number by the radius of its disc; the least disc has a number of the size of the body text."""

HIGHEST = {False: 270, True: 300}
"""How high a figure may be, in points, in a normal edition and in large print, where its page holds less."""

INK, SURFACE, ACCENT = "#1d2b33", "#ffffff", "#0f5c6e"
"""Colors of the light theme, which paper has (``resources/theme/light.toml``)."""

WIDE_EM, OTHER_EM = 1.0, 0.62
"""How wide a character is taken for that the typeface lacks, in em: one of Chinese and its like, any other."""


class Pictures:
    """Makes pictures and keeps what they are made of.

    Args:
        topic: The topic.
        families: The typefaces for words, the bundled one first.
        advances: How wide the bundled bold typeface's characters are, in em.
        points: Size of the body text, in points.
        cropper: Gives what cuts close-ups out of the topic's drawing.
        narrowest: How wide pictures are on the narrowest screen that they are made for, in points at 12-point text;
            0 for paper. Their words can still be read there, and grow with wider ones.

    Attributes:
        drawings: SVG drawings by the names that pictures use.
        rasters: Pictures of other kinds by their names in the topic.
    """

    def __init__(
        self,
        topic: Topic,
        families: Sequence[str],
        advances: Mapping[int, float],
        points: int,
        cropper: Callable[[], Cropper],
        narrowest: float = 0,
    ) -> None:
        self.drawings: dict[str, str] = {}
        self.rasters: dict[str, bytes] = {}
        self._topic = topic
        self._families = ", ".join(f"'{family}'" for family in families)
        self._advances = advances
        self._points = points
        self._cropper = cropper
        self._narrowest = narrowest

    def whole(self, numbers: Mapping[str, int], width: float) -> dict[str, Any]:
        """Return the whole picture with numbers at its stops.

        Args:
            numbers: The number of each step that gets one, by page id.
            width: How wide it will be, in points.
        """
        drawing = self._topic.drawing
        view = drawing.view_box
        unit = view.width / (self._narrowest or width)
        self.drawings[DIAGRAM] = self._topic.diagram.decode()
        shapes = []
        for step, number in numbers.items():
            radius = max(drawing.steps[step].badge.r, self._points / NUMBER_SHARE * unit)
            x, y = drawing.steps[step].badge_beside(radius * 1.12)
            x, y = _inside(x, view.x, view.width, radius), _inside(y, view.y, view.height, radius)
            ring = f'stroke="{SURFACE}" stroke-width="{radius * 0.14:.1f}"'
            shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{ACCENT}" {ring}/>')
            shapes.append(self._text(str(number), x, y, radius * NUMBER_SHARE, SURFACE))
        return self._layered(DIAGRAM, "numbers", view, "".join(shapes), width)

    def close_up(self, page: Page, width: float) -> dict[str, Any]:
        """Return the close-up of a step, with its words; it is at most ``width`` points wide."""
        drawing = self._topic.drawing
        view = drawing.steps[page.id].closeup
        width = self._fitting(view, width)
        labels = self._labels(view, drawing.labels, page.labels, width)
        name = f"close-up-{page.id}"
        self.drawings[name] = self._cropper().part(view, f"detail-{page.id}")
        return self._layered(name, f"{name}-words", view, labels, width)

    def figure(self, page: Page, name: str, width: float) -> dict[str, Any]:
        """Return another picture of the topic with the page's words for it, at most ``width`` points wide."""
        if not name.lower().endswith(".svg"):
            self.rasters[name] = self._topic.file(name)
            return {"raster": name}
        data = self._topic.file(name)
        drawing = read_figure(data, name)
        self.drawings.setdefault(name, data.decode())
        width = self._fitting(drawing.view_box, width)
        labels = self._labels(drawing.view_box, drawing.labels, page.labels, width)
        return self._layered(name, f"{name}-words", drawing.view_box, labels, width)

    def _fitting(self, view: Rect, width: float) -> float:
        """Return how wide a figure is that is neither too wide nor too high."""
        return min(width, HIGHEST[self._points > NORMAL] * view.width / view.height)

    def _layered(self, base: str, name: str, view: Rect, over: str, width: float) -> dict[str, Any]:
        """Return a picture: a drawing with shapes over it, and how wide it is, in points."""
        box = f'viewBox="{view.x:g} {view.y:g} {view.width:g} {view.height:g}" width="{view.width:g}"'
        if over:
            self.drawings[name] = f'<svg xmlns="{SVG}" {box} height="{view.height:g}">{over}</svg>'
        return {"base": base, "over": name if over else "", "aspect": view.width / view.height, "width": width}

    def _labels(self, view: Rect, lines: Mapping[str, Any], words: Mapping[str, str], width: float) -> str:
        """Return the words of a picture as shapes in its coordinates."""
        width = self._narrowest * self._points / NORMAL or width
        size = (width, width * view.height / view.width)

        def place(points: int) -> list[Label]:
            return place_labels(size, view, lines, words, lambda text: (self._width(text) * points, points * 1.22))

        least = LEAST_LABEL if self._points == NORMAL else self._points
        most = max(least, min(self._points, round(width * SHARE)))
        points, labels = largest_fitting(range(most, least - 1, -1), place, width)
        unit = view.width / width
        lifted = [_in_drawing(label, view, unit) for label in labels]
        return "".join(map(_line_shape(unit), lifted)) + "".join(
            self._plate(label, points * unit, unit) for label in lifted
        )

    def _plate(self, label: Label, size: float, unit: float) -> str:
        left, top, width, height = label.plate
        frame = f'rx="{4 * unit:.2f}" fill="{SURFACE}" stroke="{INK}" stroke-width="{unit:.2f}"'
        box = f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" {frame}/>'
        return box + self._text(label.text, *label.plate.center, size, INK)

    def _text(self, words: str, x: float, y: float, size: float, color: str) -> str:
        """Return bold words around a point; half the height of capitals of this typeface is 0.334 em."""
        place = f'x="{x:.1f}" y="{y + size * 0.334:.1f}" text-anchor="middle" fill="{color}"'
        face = f'font-family="{escape(self._families)}" font-weight="700" font-size="{size:.2f}"'
        return f"<text {place} {face}>{escape(words)}</text>"

    def _width(self, words: str) -> float:
        """Return how wide words are, in em."""
        return sum(self._advances.get(ord(char), _guessed(char)) for char in words)


def _inside(center: float, start: float, length: float, radius: float) -> float:
    """Return where a disc stands whole inside the picture, in one direction."""
    return min(max(center, start + radius), start + length - radius)


def _guessed(char: str) -> float:
    return WIDE_EM if unicodedata.east_asian_width(char) in "WF" else OTHER_EM


def _in_drawing(label: Label, view: Rect, unit: float) -> Label:
    """Return a label in the drawing's coordinates."""
    (x, y), plate = label.start, label.plate
    left, top = view.x + plate.left * unit, view.y + plate.top * unit
    lifted = Plate(left, top, plate.width * unit, plate.height * unit)
    return Label(label.text, (view.x + x * unit, view.y + y * unit), lifted)


def _line_shape(unit: float) -> Any:  # noqa: ANN401
    """Return what draws a line with a dot where it begins."""

    def draw(label: Label) -> str:
        (x, y), (ex, ey) = label.start, label.plate.center
        ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{ex:.1f}" y2="{ey:.1f}" stroke-linecap="round"'
        pair = ((SURFACE, 3.4 * unit), (INK, 1.5 * unit))
        lines = "".join(f'<line {ends} stroke="{color}" stroke-width="{wide:.2f}"/>' for color, wide in pair)
        ring = f'fill="{INK}" stroke="{SURFACE}" stroke-width="{unit:.2f}"'
        return f'{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT * 0.75 * unit:.2f}" {ring}/>'

    return draw
