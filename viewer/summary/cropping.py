"""A drawing without what lies outside of a part of it: close-ups on paper would else carry the whole picture each."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.content.drawing import Rect

SVG = "http://www.w3.org/2000/svg"

MARGIN = 24.0
"""How far a line may reach beyond its points, in the drawing's units: half the widest stroke, and its corners."""

_PART = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
"""How many numbers each command of a path takes; S and T, which mirror what came before, are not known here."""

_CHANGES_PLACE = ("transform", "filter", "mask", "clip-path")
"""Attributes after which a shape may be drawn somewhere else; such shapes are kept."""


Box = tuple[float, float, float, float]
"""Left, top, right and lower edge, in the drawing's units."""


class Cropper:
    """Cuts parts out of a drawing.

    Args:
        svg: The drawing.
    """

    def __init__(self, svg: bytes) -> None:
        self._tree = ET.fromstring(svg)
        self._boxes: dict[ET.Element, Box | None] = {}
        self._parts: dict[tuple[Rect, str], str] = {}
        for element in self._tree.iter():
            element.tag = element.tag.removeprefix(f"{{{SVG}}}")  # The part's own first tag says whose names these are.
            self._boxes[element] = _box(element)

    def part(self, view: Rect, shown: str) -> str:
        """Return a part of the drawing as SVG, without the shapes that surely lie outside of it.

        Args:
            view: The part, in the drawing's units.
            shown: The id of what is hidden in the drawing and drawn here.
        """
        if (view, shown) not in self._parts:
            size = f'width="{view.width:g}" height="{view.height:g}"'
            box = f'viewBox="{view.x:g} {view.y:g} {view.width:g} {view.height:g}"'
            inside = "".join(self._written(child, view, shown) for child in self._tree)
            self._parts[view, shown] = f'<svg xmlns="{SVG}" {box} {size}>{inside}</svg>'
        return self._parts[view, shown]

    def _written(self, element: ET.Element, view: Rect, shown: str) -> str:
        """Return an element as text; nothing for one that is not seen."""
        if element.get("display") == "none" and element.get("id") != shown:
            return ""
        if element.tag != "g" or any(name in element.attrib for name in _CHANGES_PLACE):
            return (
                ET.tostring(_uncovered(element, shown), encoding="unicode")
                if _meets(self._boxes[element], view)
                else ""
            )
        inside = "".join(self._written(child, view, shown) for child in element)
        if not inside:
            return ""
        frame = ET.Element("g", {name: value for name, value in element.attrib.items() if name != "display"})
        opening = ET.tostring(frame, encoding="unicode", short_empty_elements=False).removesuffix("</g>")
        return f"{opening}{inside}</g>"


def _uncovered(element: ET.Element, shown: str) -> ET.Element:
    """Return an element in which nothing with an id is hidden: itself, or a copy."""
    if all(each.get("id") != shown for each in element.iter()):
        return element
    copy = deepcopy(element)
    for each in copy.iter():
        if each.get("id") == shown:
            each.attrib.pop("display", None)
    return copy


def _meets(box: Box | None, view: Rect) -> bool:
    """Whether a shape may lie in view; of what there is no box for, nothing is known."""
    if box is None:
        return True
    left, top, right, bottom = box
    return left <= view.x + view.width and right >= view.x and top <= view.y + view.height and bottom >= view.y


def _box(element: ET.Element) -> Box | None:
    """Return a box that holds all of a shape; ``None`` for an element of which this is not known."""
    if any(name in element.attrib for name in _CHANGES_PLACE):
        return None
    try:
        points = list(_points(element))
    except (KeyError, ValueError):
        return None
    if not points:
        return None
    across, down = zip(*points, strict=True)
    return min(across) - MARGIN, min(down) - MARGIN, max(across) + MARGIN, max(down) + MARGIN


def _points(element: ET.Element) -> Iterator[tuple[float, float]]:
    """Yield points that hold a shape between them; none for an element of another kind."""

    def number(name: str) -> float:
        return float(element.attrib[name]) if name in element.attrib else 0.0

    match element.tag:
        case "circle" | "ellipse":
            x, y = number("cx"), number("cy")
            rx, ry = (number("r"),) * 2 if element.tag == "circle" else (number("rx"), number("ry"))
            yield from ((x - rx, y - ry), (x + rx, y + ry))
        case "rect":
            x, y = number("x"), number("y")
            yield from ((x, y), (x + number("width"), y + number("height")))
        case "line":
            yield from ((number("x1"), number("y1")), (number("x2"), number("y2")))
        case "polygon" | "polyline":
            numbers = [float(word) for word in re.split(r"[\s,]+", element.get("points", "").strip())]
            yield from zip(numbers[::2], numbers[1::2], strict=True)
        case "path":
            yield from path_points(element.attrib["d"])


def path_points(words: str) -> Iterator[tuple[float, float]]:
    """Yield points between which a path lies: its ends and control points, and around its arcs.

    Args:
        words: The attribute ``d``.

    Raises:
        ValueError: It is no path.
    """
    parts = [(command, float(value) if value else 0.0) for command, value in _PART.findall(words)]
    at = start = (0.0, 0.0)
    index = 0
    command = ""
    while index < len(parts):
        if parts[index][0]:
            command, index = parts[index][0], index + 1
        count = _SIZES.get(command.upper(), -1)
        taken = parts[index : index + count]
        if count < 0 or len(taken) < count or any(each for each, _ in taken):
            raise ValueError("this path is not known")
        numbers = [value for _, value in taken]
        index += count
        if count == 0:
            at = start
            if index < len(parts) and not parts[index][0]:
                raise ValueError("numbers follow the end of a path")
            continue
        found = list(_reached(command, numbers, at))
        yield from found
        at = found[-1]
        if command in "Mm":
            start, command = at, {"M": "L", "m": "l"}[command]


def _reached(command: str, numbers: list[float], at: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield the points of one command, where it ends last."""
    x, y = at if command.islower() else (0.0, 0.0)
    match command.upper():
        case "H":
            yield (x + numbers[0], at[1])
        case "V":
            yield (at[0], y + numbers[0])
        case "A":
            end = (x + numbers[5], y + numbers[6])
            # An arc's circle may be larger than its radius says where its ends are further apart.
            far = max(abs(numbers[0]), abs(numbers[1]), *(abs(a - b) for a, b in zip(at, end, strict=True))) * 2
            for px, py in (at, end):
                yield from ((px - far, py - far), (px + far, py + far))
            yield end
        case _:
            yield from ((x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True))
