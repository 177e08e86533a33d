"""The picture of a topic: where things are in it, and the pictures cut and recolored from it.

Geometry only: the drawing itself stays bytes, which Qt or any other program renders.
"""

from __future__ import annotations

from math import hypot, isfinite
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError, Problem
from viewer.content.record import Record

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


class Ellipse(NamedTuple):
    """An ellipse around its center."""

    cx: float
    cy: float
    rx: float
    ry: float


class Circle(NamedTuple):
    """A circle around its center."""

    cx: float
    cy: float
    r: float


class Rect(NamedTuple):
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A line from what is named to where its words start."""

    x1: float
    y1: float
    x2: float
    y2: float


class Cubic(NamedTuple):
    """A cubic curve: start, two control points, end."""

    x0: float
    y0: float
    x1: float
    y1: float
    x2: float
    y2: float
    x3: float
    y3: float


class StepPlace(Record):
    """Where a step is in the picture.

    Attributes:
        stop: What lights up and can be clicked.
        badge: Where its number goes.
        closeup: What the page's close-up shows.
        path: The way that a cell takes from the stop before; empty for the first step.
    """

    stop: Ellipse
    badge: Circle
    closeup: Rect
    path: tuple[Cubic, ...]

    def badge_beside(self, radius: float) -> tuple[float, float]:
        """Return the center of a badge: its place in the drawing, or so far out that it leaves the stop free.

        Args:
            radius: Of the badge, with what is to stay free around it, in the drawing's units.
        """
        (cx, cy, rx, ry), (x, y, _) = self.stop, self.badge
        away = hypot(x - cx, y - cy)
        dx, dy = ((x - cx) / away, (y - cy) / away) if away else (0.0, -1.0)
        # A line touches the stop where the way to the badge leaves it; the badge stays beyond that line.
        nx, ny = dx / rx**2, dy / ry**2
        nx, ny = nx / hypot(nx, ny), ny / hypot(nx, ny)
        far = (hypot(rx * nx, ry * ny) + radius) / (dx * nx + dy * ny)
        return (x, y) if away >= far else (cx + dx * far, cy + dy * far)


class Drawing(Record):
    """Where things are in a picture, all in the coordinates of its view box.

    Attributes:
        view_box: The whole picture.
        steps: The place of each step, by page id.
        labels: The line of each label, by its name.
        details: The page ids that have something drawn in their close-up only.
    """

    view_box: Rect
    steps: Mapping[str, StepPlace]
    labels: Mapping[str, Line]
    details: frozenset[str]


NO_PLACES = Drawing(Rect(0, 0, 0, 0), {}, {}, frozenset())
"""What is known of a picture that cannot be read."""

LEAST_SIDE, MOST_SIDE = 10, 100_000
"""Least and most width and height of a picture, in its own units."""

FLATTEST = 5
"""How many times as long one side of a picture may be as the other."""

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"step": "ellipse", "badge": "circle", "closeup": "rect", "path": "path", "label": "line"}
_NUMBERS = {
    "ellipse": ("cx", "cy", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "rect": ("x", "y", "width", "height"),
    "line": ("x1", "y1", "x2", "y2"),
}
_PATH_PART = r"\s*([A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)|,)"
_COLOR = rb"#[0-9a-fA-F]{6}(?![0-9a-fA-F])"

_FORBIDDEN = {
    "script": "a script is not allowed in a picture: take it out",
    "foreignObject": "foreign content is not allowed in a picture: draw it with plain shapes",
    "text": "words are not allowed in a picture: the program writes the labels, translated",
    "tspan": "words are not allowed in a picture: the program writes the labels, translated",
    "textPath": "words are not allowed in a picture: the program writes the labels, translated",
    "clipPath": "clipPath is not drawn by the program: draw the shape as it should look",
    "use": "use is not drawn rightly by the program: repeat the shape",
    "animate": "motion is not allowed in a picture: take it out",
    "animateMotion": "motion is not allowed in a picture: take it out",
    "animateTransform": "motion is not allowed in a picture: take it out",
    "set": "motion is not allowed in a picture: take it out",
    "a": "a link is not allowed in a picture: take it out",
}
_DRAWN = frozenset(
    {
        *("g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"),
        *("defs", "linearGradient", "radialGradient", "stop"),
    }
)
"""Elements that are always right inside a picture."""

_HARMLESS = frozenset(
    {
        *("id", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "points"),
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "display"),
        *("transform", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "fx", "fy"),
        *("viewBox", "xmlns", "version"),
    }
)
"""Attributes that can do nothing, unless their value holds ``url(``."""


def read_drawing(data: bytes, file: str) -> Drawing:
    """Read where things are in a topic's diagram.

    Args:
        data: The diagram, SVG.
        file: Its name, for messages.

    Returns:
        The places.

    Raises:
        ContentError: The picture holds what is not allowed, is damaged, or breaks the contract of the element ids.
    """
    reader = _Reader(data, file, diagram=True)
    steps = _steps(reader)
    for step in reader.details:
        if _detail_opening(step).encode() not in data:
            reader.note(
                reader.details[step],
                f"this group is not written as it must be: expected exactly {_detail_opening(step)}",
            )
    if reader.problems:
        raise ContentError(reader.problems)
    return Drawing(reader.view_box, steps, _labels(reader), frozenset(reader.details))


def check_picture(data: bytes, file: str) -> list[Problem]:
    """Return what is wrong with an SVG picture that is not the diagram; empty when all is well.

    Args:
        data: The picture.
        file: Its name, for messages.
    """
    return sorted(_Reader(data, file, diagram=False).problems)


def read_figure(data: bytes, file: str) -> Drawing:
    """Read where labels stand in an SVG picture that is not the diagram; it has no steps.

    Args:
        data: The picture.
        file: Its name, for messages.

    Raises:
        ContentError: The picture holds what is not allowed, or is damaged.
    """
    reader = _Reader(data, file, diagram=False)
    if reader.problems:
        raise ContentError(reader.problems)
    return Drawing(reader.view_box, {}, _labels(reader), frozenset())


def _labels(reader: _Reader) -> dict[str, Line]:
    return {name: Line(*shape.numbers) for name, shape in reader.shapes["label"].items()}


def closeup_svg(data: bytes, drawing: Drawing, step_id: str) -> bytes:
    """Return the same picture, cut to the close-up of a step, with the detail drawn only there.

    Args:
        data: The diagram that the drawing was read from.
        drawing: Its places.
        step_id: The page id of the step.
    """
    import re

    x, y, width, height = (format(number, "g") for number in drawing.steps[step_id].closeup)
    start, opening, rest = _root_tag(data)
    for name, value in (("viewBox", f"{x} {y} {width} {height}"), ("width", width), ("height", height)):
        pattern = rf"(?<=\s){name}\s*=\s*(\"[^\"]*\"|'[^']*')"
        opening = re.sub(pattern.encode(), f'{name}="{value}"'.encode(), opening, count=1)
    shown = _detail_opening(step_id).replace(' display="none"', "")
    return start + opening + rest.replace(_detail_opening(step_id).encode(), shown.encode())


def recolored_svg(data: bytes, colors: Mapping[str, str]) -> bytes:
    """Return the same picture with colors exchanged, all at once: a new color is not exchanged again.

    Args:
        data: The picture.
        colors: Old colors and new ones, as in ``{"#fffaf4": "#121a1f"}``.
    """
    import re

    new = {old.lower().encode(): color.encode() for old, color in colors.items()}
    return re.sub(_COLOR, lambda found: new.get(found[0].lower(), found[0]), data) if new else data


def _detail_opening(step: str) -> str:
    return f'<g id="detail-{step}" display="none">'


def _root_tag(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the opening tag of the picture, that tag, and what follows it."""
    import re

    found = re.search(rb"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.sub(rb"<!--.*?-->", _blank, data, flags=re.DOTALL))
    if found is None:
        raise ValueError("the picture has no opening tag")
    return data[: found.start()], data[found.start() : found.end()], data[found.end() :]


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


class _Shape(NamedTuple):
    """A shape of the contract as it stands in the file."""

    line: int
    numbers: tuple[float, ...]
    path: tuple[Cubic, ...] = ()


class _Reader:
    """Goes through an SVG once, notes what is not allowed and keeps the shapes of the contract."""

    def __init__(self, data: bytes, file: str, *, diagram: bool) -> None:
        self.problems: list[Problem] = []
        self.shapes: dict[str, dict[str, _Shape]] = {kind: {} for kind in _SHAPES}
        self.details: dict[str, int] = {}
        self.view_box = NO_PLACES.view_box
        self._file = file
        self._diagram = diagram
        self._ids: set[str] = set()
        self._depth = 0
        self._places_depth = 0
        self._transformed_depth = 0
        self._places_seen = False
        self._urls = b"&" in data or data.lower().count(b"url(") != data.count(b"url(#")
        """Whether any address could lead out of the picture: not when each begins with # as it stands in the file."""
        self._parse(data)

    def note(self, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self._file, line, message))

    def _parse(self, data: bytes) -> None:
        from xml.parsers import expat

        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = None
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.ProcessingInstructionHandler = self._on_instruction
        parser.XmlDeclHandler = self._on_declaration
        try:
            data.decode()
            parser.Parse(data, True)
        except UnicodeDecodeError as error:
            self.note(
                data.count(b"\n", 0, error.start) + 1, 'this is not UTF-8: save the picture in the encoding "UTF-8"'
            )
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            self.note(error.lineno, f"this is not well-formed SVG ({reason}): save the picture again as plain SVG")
        except _StopReadingError as stop:
            self.note(parser.CurrentLineNumber, str(stop))
        if self._diagram and not self.problems and not self._places_seen:
            self.note(0, 'the places are missing: expected <g id="places" display="none"> at the very end')

    def _on_doctype(self, *_: object) -> None:
        raise _StopReadingError("a DOCTYPE with or without entities is not allowed: begin the picture with <svg")

    def _on_instruction(self, *_: object) -> None:
        self.note(self._parser.CurrentLineNumber, "an instruction <?…?> is not allowed in a picture: take it out")

    def _on_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "us-ascii"}:
            raise _StopReadingError(f'the encoding is "{encoding}": save the picture in the encoding "UTF-8"')

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag not in _DRAWN or self._depth == 1:
            self._check_tag(tag, attributes)
        if not attributes.keys() <= _HARMLESS or (self._urls and "url(" in "".join(attributes.values()).lower()):
            self._check_attributes(tag, attributes)
        name = attributes.get("id", "")
        if name and (self._diagram or name == "places" or name.startswith("label-")):
            self._take(name, tag, attributes)
        if "transform" in attributes and not self._transformed_depth:
            self._transformed_depth = self._depth
        if self._places_seen and not self._places_depth:
            self.note(self._parser.CurrentLineNumber, 'the group "places" comes last: move this before it')

    def _on_end(self, _tag: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if depth == self._places_depth:
            self._places_depth = 0
        if depth == self._transformed_depth:
            self._transformed_depth = 0

    def _check_tag(self, tag: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        local = tag.rpartition(":")[2]
        if self._depth == 1:
            self._check_root(tag, attributes)
        elif local == "svg":
            self.note(line, "an <svg> inside the picture is not drawn by the program: draw its shapes in a <g>")
        elif local in _FORBIDDEN:
            self.note(line, _FORBIDDEN[local])
        elif local.startswith("fe") and local not in {"feGaussianBlur", "feMerge", "feMergeNode"}:
            self.note(line, f"the filter {local} is not drawn by the program: only feGaussianBlur is")
        elif local == "style":
            self.note(line, '<style> is not allowed in a picture: write plain colors, as in fill="#8a4aa3"')

    def _check_root(self, tag: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if tag != "svg" or attributes.get("xmlns") != _SVG:
            raise _StopReadingError(f'this is no SVG: expected <svg xmlns="{_SVG}" …>')
        written = attributes.get("viewBox", "")
        box = _view_box(written)
        if self._diagram and (box is None or box[:2] != (0, 0)):
            self.note(line, f'the viewBox is "{written}": expected 0 0 and two sizes, as in "0 0 1200 1000"')
        elif box is None:
            self.note(line, 'the viewBox is missing or wrong: expected four numbers, as in viewBox="0 0 600 400"')
        else:
            self.view_box = box
            if self._diagram and not _is_size(attributes, box):
                sizes = f'width="{box.width:g}" height="{box.height:g}"'
                self.note(line, f"the size is not right: expected {sizes} beside the viewBox")

    def _check_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        for name, value in attributes.items():
            local = name.rpartition(":")[2].lower()
            shown = value if len(value) <= 40 else value[:40] + "…"
            if local.startswith("on"):
                self.note(line, f'"{name}" runs a program: take it out')
            elif local == "base":
                self.note(line, f'"{name}" is not allowed: take it out')
            elif local in {"href", "src"} and not value.startswith("#"):
                self.note(line, f'"{shown}" lies outside the picture: only #… is allowed, draw it with plain shapes')
            elif local == "clip-path" or "clip-path" in value.lower():
                self.note(line, "clip-path is not drawn by the program: draw the shape as it should look")
            elif "url(" in (lowered := value.lower()) and _outside(lowered):
                self.note(line, f'"{shown}" lies outside the picture: only url(#…) is allowed')
            elif local == "style" and ("\\" in value or "@import" in lowered):
                self.note(line, f'"{shown}" is not allowed: write plain colors, as in fill="#8a4aa3"')

    def _take(self, name: str, tag: str, attributes: dict[str, str]) -> None:
        """Keep an element with an id, when the contract speaks of it."""
        line = self._parser.CurrentLineNumber
        if name in self._ids:
            self.note(line, f'there are two elements "{name}": expected each id once')
            return
        self._ids.add(name)
        kind, _, rest = name.partition("-")
        if name == "places":
            self._places_seen, self._places_depth = True, self._depth
            if (
                tag != "g"
                or attributes.get("display") != "none"
                or "transform" in attributes
                or self._transformed_depth
            ):
                self.note(
                    line,
                    'the group of places is not right: expected <g id="places" display="none">, no transform',
                )
        elif kind == "detail" and rest:
            self.details[rest] = line
            if self._places_depth:
                self.note(line, f'"{name}" stands inside of "places": move it outside')
        elif kind in _SHAPES and rest:
            self._take_shape(kind, rest, tag, attributes)

    def _take_shape(self, kind: str, rest: str, tag: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        name = f"{kind}-{rest}"
        if not self._places_depth:
            self.note(line, f'"{name}" stands outside of "places": move it into <g id="places" display="none">')
        if tag != _SHAPES[kind]:
            self.note(line, f'"{name}" is a <{tag}>: expected <{_SHAPES[kind]}>')
            return
        if "transform" in attributes or self._transformed_depth:
            self.note(line, f'"{name}" has a transform on it or above it: write the final numbers instead')
        path: tuple[Cubic, ...] = ()
        numbers: tuple[float, ...] = ()
        try:
            if kind == "path":
                path = _parse_path(attributes.get("d", ""))
            else:
                numbers = tuple(_number(attributes, attribute) for attribute in _NUMBERS[tag])
        except ValueError as error:
            self.note(line, f'"{name}": {error}')
            return
        self.shapes[kind][rest] = _Shape(line, numbers, path)


def _view_box(text: str) -> Rect | None:
    """Return a view box with room in it."""
    try:
        box = [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        return None
    if "_" in text or len(box) != len(Rect._fields) or not all(map(isfinite, box)):
        return None
    width, height = box[2:]
    right = (
        all(LEAST_SIDE <= side <= MOST_SIDE for side in (width, height)) and 1 / FLATTEST <= width / height <= FLATTEST
    )
    return Rect(*box) if right else None


def _is_size(attributes: dict[str, str], box: Rect) -> bool:
    """Return whether width and height are plain numbers, those of the view box."""
    try:
        return (_number(attributes, "width"), _number(attributes, "height")) == box[2:]
    except ValueError:
        return False


class _StopReadingError(Exception):
    """Reading on would be dangerous or of no use."""


def _outside(value: str) -> bool:
    """Return whether a lower-case value points anywhere but into the picture itself."""
    return any(not part.lstrip(" \t\n'\"").startswith("#") for part in value.split("url(")[1:])


def _number(attributes: dict[str, str], name: str) -> float:
    """Return an attribute that is a plain number."""
    value = attributes.get(name, "")
    digits = value[1:] if value[:1] in {"+", "-"} else value
    if not (value.isascii() and digits.replace(".", "", 1).isdecimal()):
        message = f'{name} is "{value}": expected a plain number'
        raise ValueError(message)
    return float(value)


def _parse_path(text: str) -> tuple[Cubic, ...]:
    """Return a path of absolute M, L and C as cubic curves."""
    import re

    wanted = 'expected absolute M, C and L only, as in "M 10 20 C 30 40 50 60 70 80"'
    words: list[str] = []
    at = 0
    for found in re.finditer(_PATH_PART, text):
        if found.start() != at:
            break
        at = found.end()
        words.append(found[1])
    if text[at:].strip() or words[:1] != ["M"] or any(word.isalpha() and word not in "MLC" for word in words):
        raise ValueError(wanted)
    groups = re.findall(r"[MLC][^MLC]*", " ".join(word for word in words if word != ","))
    here: tuple[float, ...] = ()
    curves: list[Cubic] = []
    for group in groups:
        numbers = [float(word) for word in group[1:].split()]
        size = 6 if group[0] == "C" else 2
        if not numbers or len(numbers) % size or (group[0] == "M" and (here or len(numbers) > size)):
            raise ValueError(wanted)
        for start in range(0, len(numbers), size):
            points = numbers[start : start + size]
            if group[0] == "C":
                curves.append(Cubic(*here, *points))
            elif group[0] == "L":
                curves.append(_straight(*here, *points))
            here = tuple(points[-2:])
    if not curves:
        raise ValueError(wanted)
    return tuple(curves)


def _straight(x0: float, y0: float, x3: float, y3: float) -> Cubic:
    """Return a straight line as a cubic curve."""
    dx, dy = (x3 - x0) / 3, (y3 - y0) / 3
    return Cubic(x0, y0, x0 + dx, y0 + dy, x3 - dx, y3 - dy, x3, y3)


def _is_inside(inner: Rect, outer: Rect) -> bool:
    """Return whether a rectangle lies in one that begins at 0 0."""
    right, bottom = inner.x + inner.width, inner.y + inner.height
    return inner.x >= 0 and inner.y >= 0 and right <= outer.width and bottom <= outer.height


def _steps(reader: _Reader) -> dict[str, StepPlace]:
    """Return the steps whose shapes are all there, and note what is missing or out of place."""
    stops, badges, closeups, paths = (reader.shapes[kind] for kind in ("step", "badge", "closeup", "path"))
    steps: dict[str, StepPlace] = {}
    for kind in ("step", "badge", "closeup", "path"):
        for name, shape in reader.shapes[kind].items():
            for other, found in (("step", stops), ("badge", badges), ("closeup", closeups)):
                if name not in found and not reader.problems:
                    reader.note(shape.line, f'"{kind}-{name}" is here, but "{other}-{name}" is missing: expected both')
    for name in [name for name in stops if name in badges and name in closeups]:
        closeup = Rect(*closeups[name].numbers)
        inside = _is_inside(closeup, reader.view_box) or reader.view_box == NO_PLACES.view_box
        if not inside or closeup.width <= 0 or abs(closeup.width - 1.5 * closeup.height) > 0.02 * closeup.width:
            reader.note(
                closeups[name].line,
                f'"closeup-{name}" does not fit: expected a rectangle inside the picture, 3 wide to 2 high',
            )
        if min(stops[name].numbers[2:]) <= 0:
            reader.note(stops[name].line, f'"step-{name}" has no room in it: expected rx and ry above 0')
            continue
        path = paths[name].path if name in paths else ()
        steps[name] = StepPlace(Ellipse(*stops[name].numbers), Circle(*badges[name].numbers), closeup, path)
    return steps
