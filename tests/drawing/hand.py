"""The hand that draws every picture: its colors, and the cells and vessels that they share."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from tests.drawing.geometry import (
    Circle,
    Lines,
    Point,
    Polygon,
    blob,
    length_of,
    middle,
    mix,
    number,
    pair,
    shrink,
    smooth,
    soft,
    way,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# One color, one meaning: exchanging a color by text makes another theme.
COLORS = {
    "peach-ground": "#fdeadb",  # first organ, between its cells
    "peach-light": "#fde3cf",  # its healthy cells, around the nucleus
    "peach-cell": "#f9d7be",  # its healthy cells
    "peach-dark": "#dfa681",  # their outlines and nuclei
    "layer": "#a9683c",  # the thin layer
    "loose": "#fdf4e8",  # connective tissue
    "fiber": "#ecd8c0",  # its fibers and spindle cells
    "plum-light": "#a568be",  # cancer cells, light side
    "plum": "#8a4aa3",  # cancer cells
    "plum-line": "#552569",  # their outlines
    "plum-nucleus": "#43205a",  # their large nuclei
    "faded": "#d6c2e2",  # a cancer cell that dies
    "faded-line": "#6f4a86",  # its broken outline and pieces
    "rest": "#efe3f6",  # the halo of a resting cancer cell
    "blood": "#fde4de",  # inside of blood vessels
    "blood-shade": "#f9d0c7",  # the same, near the wall
    "wall": "#ee988a",  # wall cells of blood vessels
    "blood-line": "#bf5b50",  # outlines and nuclei of wall cells, outlines of red cells
    "red": "#e2685d",  # red cells, rim
    "red-pale": "#fbd0c8",  # red cells, pale center
    "flow": "#94352f",  # arrow for the flow of blood
    "white": "#f0f4fd",  # white cell
    "white-line": "#7d95c8",  # its outline
    "white-nucleus": "#3d5490",  # its lobed nucleus
    "medicine": "#f0d79f",  # medicine, and beams of radiation
    "medicine-line": "#a97f35",  # their outlines
    "lymph": "#e9f6e7",  # lymph, and the immune cells in it
    "lymph-line": "#6ea274",  # their walls, valves and arrow
    "node": "#cbe5cb",  # lymph node
    "blue-ground": "#e8f3f9",  # second organ, between its cells
    "blue-light": "#dcecf6",  # its healthy cells, around the nucleus
    "blue-cell": "#cfe4f1",  # its healthy cells
    "blue-dark": "#8dbad4",  # their outlines and nuclei
    "body": "#e9dfd2",  # the small body
    "body-line": "#8f7f6b",  # its outline and the dotted way
}


def dice(name: str) -> random.Random:
    """Return the random numbers of one part, so that a change in one part leaves the others alone."""
    return random.Random(f"metastasis {name}")


def path(data: str, attributes: str = "") -> str:
    """Return a path element."""
    return f'<path d="{data}"{" " + attributes if attributes else ""}/>'


def group(name: str, lines: Iterable[str], attributes: str = "") -> Lines:
    """Return a group with an id."""
    return [f'<g id="{name}"{" " + attributes if attributes else ""}>', *lines, "</g>"]


def circle(x: float, y: float, r: float, attributes: str = "") -> str:
    """Return a circle element."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"{" " + attributes if attributes else ""}/>'


def paint(fill: str, line: str = "", width: float = 0) -> str:
    """Return the attributes for a fill and an outline, by the names of colors."""
    inside = f"url(#{fill[1:]})" if fill.startswith("@") else COLORS.get(fill, fill)
    return f'fill="{inside}"' + (f' stroke="{COLORS[line]}" stroke-width="{number(width)}"' if line else "")


PLUM_BODY = paint("@plum-body", "plum-line", 1.6)
PLUM_NUCLEUS = paint("plum-nucleus")


def plum_cell(rng: random.Random, at: Circle, stretch: float = 1.0, turn: float = 0.0) -> Lines:
    """Draw a cancer cell on its own: irregular outline with a bulge, large dark nucleus."""
    x, y, r = at
    body = blob(rng, at, 0.15, stretch, turn)
    body[0] = mix((x, y), body[0], 1.22)
    core = (x + rng.uniform(-0.1, 0.1) * r, y + rng.uniform(-0.1, 0.1) * r, r * 0.54)
    return [
        path(soft(body, 0.4), PLUM_BODY),
        path(soft(blob(rng, core, 0.14, 1 + (stretch - 1) * 0.7, turn, 7), 0.45), PLUM_NUCLEUS),
        circle(core[0] - r * 0.14, core[1] - r * 0.12, r * 0.11, paint("plum-light")),
    ]


def plum_tile(rng: random.Random, cell: Polygon) -> Lines:
    """Draw a cancer cell packed among others, from its share of the ground."""
    center = middle(cell)
    body = [mix(center, p, rng.uniform(0.9, 1.04)) for p in shrink(cell, 1.4)]
    reach = sum(math.dist(p, center) for p in body) / len(body)
    inner = min(math.dist(mix(a, b, 0.5), center) for a, b in zip(body, body[1:] + body[:1], strict=True))
    core = (center[0] + rng.uniform(-1.5, 1.5), center[1] + rng.uniform(-1.5, 1.5), min(reach * 0.55, inner * 0.78))
    return [
        path(soft(body, 0.24), PLUM_BODY),
        path(soft(blob(rng, core, 0.15, 1.1, rng.uniform(0, 3), 7), 0.45), PLUM_NUCLEUS),
        circle(core[0] - 2.5, core[1] - 2.2, reach * 0.1, paint("plum-light")),
    ]


def healthy_tiles(rng: random.Random, cells: Iterable[Polygon], kind: str, share: float) -> Lines:
    """Draw healthy cells: even, soft, with a small pale nucleus."""
    bodies, cores = [], []
    for cell in cells:
        if len(cell) < 4:
            continue
        center = middle(cell)
        body = shrink(cell, 2.2)
        reach = sum(math.dist(p, center) for p in body) / len(body)
        if reach < 9 or min(math.dist(p, center) for p in body) < 6:
            continue
        bodies.append(path(soft(body, share)))
        inner = min(math.dist(mix(a, b, 0.5), center) for a, b in zip(body, body[1:] + body[:1], strict=True))
        spread = reach * 0.14
        cores.append(
            circle(
                center[0] + rng.uniform(-spread, spread),
                center[1] + rng.uniform(-spread, spread),
                min(reach * rng.uniform(0.24, 0.29), inner * 0.5),
            )
        )
    return [
        *group(f"{kind}-cells", bodies, paint(f"{kind}-cell", f"{kind}-dark", 1.1)),
        *group(f"{kind}-nuclei", cores, paint(f"{kind}-dark", f"{kind}-light", 5)),
    ]


def dying_cell(rng: random.Random, at: Circle) -> Lines:
    """Draw a cancer cell that dies: pale, its outline broken, its nucleus in pieces."""
    x, y, r = at
    dashes = f'stroke-dasharray="{number(r * 0.36)} {number(r * 0.22)}" stroke-linecap="round"'
    pieces = [path(smooth(blob(rng, at, 0.1)), f"{paint('faded', 'faded-line', 2.4)} {dashes}")]
    for angle, reach, size in ((0.4, 0.36, 0.24), (2.2, 0.4, 0.2), (4.1, 0.36, 0.27), (5.4, 0.5, 0.13)):
        spot = (x + math.cos(angle) * reach * r, y + math.sin(angle) * reach * r, size * r)
        pieces.append(path(smooth(blob(rng, spot, 0.15, 1.15, angle, 6)), paint("faded-line")))
    for angle, reach, size in ((0.3, 1.42, 0.17), (2.9, 1.4, 0.22), (3.7, 1.5, 0.13)):
        away = (x + math.cos(angle) * reach * r, y + math.sin(angle) * reach * r)
        pieces.append(circle(*away, size * r, paint("faded", "faded-line", 1.5)))
    return pieces


def red_cell(x: float, y: float, rx: float, ry: float, turn: float) -> str:
    """Draw a red cell with its pale center."""
    place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f'<ellipse {place} transform="rotate({number(turn)} {pair((x, y))})"/>'


def arrow(line: str, tip: Point, turn: float, color: str, width: float) -> Lines:
    """Draw an arrow along path data, its head at the tip."""
    size = width * 2.6
    ends = [(tip[0] + size * math.cos(turn + side), tip[1] + size * math.sin(turn + side)) for side in (2.45, -2.45)]
    look = f'fill="none" stroke="{COLORS[color]}" stroke-width="{number(width)}" stroke-linecap="round"'
    return [path(line, look), path(f"M{pair(ends[0])}L{pair(tip)}L{pair(ends[1])}", look + ' stroke-linejoin="round"')]


def tube(line: Polygon, widths: Sequence[float]) -> Polygon:
    """Return the outline of a beaded tube along a line, its widths given at even distances."""
    total, steps = length_of(line), 3 * (len(widths) - 1)
    one, other = [], []
    for k in range(steps + 1):
        (x, y), (dx, dy) = way(line, total * k / steps)
        low = min(k // 3, len(widths) - 2)
        width = widths[low] + (widths[low + 1] - widths[low]) * (0.5 - 0.5 * math.cos(math.pi * (k / 3 - low)))
        one.append((x - dy * width / 2, y + dx * width / 2))
        other.append((x + dy * width / 2, y - dx * width / 2))
    (x, y), (dx, dy) = way(line, 0)
    r = widths[0] / 2
    tip = [
        (x - dx * r * ahead - dy * r * side, y - dy * r * ahead + dx * r * side)
        for ahead, side in ((0.72, -0.7), (1.0, 0.0), (0.72, 0.7))
    ]
    return [*tip, *one, *other[::-1]]


def wall_cell(line: Polygon, start: float, end: float, thick: float) -> Lines:
    """Draw one flat cell of a wall, thicker where its nucleus lies."""
    upper, lower = [], []
    for u, reach in ((0.0, 0.2), (0.05, 0.38), (0.3, 0.44), (0.5, 0.5), (0.7, 0.44), (0.95, 0.38), (1.0, 0.2)):
        (x, y), (dx, dy) = way(line, start + (end - start) * u)
        upper.append((x + dy * thick * reach, y - dx * thick * reach))
        lower.append((x - dy * thick * reach, y + dx * thick * reach))
    (x, y), (dx, dy) = way(line, (start + end) / 2)
    core = wall_nucleus(x, y, (end - start) * 0.17, thick * 0.22, math.degrees(math.atan2(dy, dx)))
    return [path(smooth(upper + lower[::-1])), core]


def wall_nucleus(x: float, y: float, rx: float, ry: float, turn: float) -> str:
    """Draw the flat nucleus of a wall cell."""
    return (
        f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}" '
        f'transform="rotate({number(turn)} {pair((x, y))})" fill="{COLORS["blood-line"]}" stroke="none"/>'
    )


def wall(line: Polygon, first: float, last: float, cell: float) -> Lines:
    """Draw a piece of wall as a row of flat cells, from the first thickness to the last."""
    total = length_of(line)
    count = max(round(total / cell), 1)
    each = total / count
    lines = []
    for k in range(count):
        thick = first + (last - first) * min(k / 3, 1)
        lines += wall_cell(line, k * each + 1.2, (k + 1) * each - 1.2, thick)
    return lines


def thin_lines(name: str, lines: Iterable[str], color: str, width: float) -> Lines:
    """Return thin lines in one color."""
    look = f'fill="none" stroke="{COLORS[color]}" stroke-width="{number(width)}" stroke-linecap="round"'
    return group(name, [path(line) for line in lines], look)


def gradient(name: str, kind: str, stops: Sequence[tuple[str, float]], attributes: str) -> Lines:
    """Return a gradient between named colors."""
    lines = [f'<stop offset="{number(at)}" stop-color="{COLORS[color]}"/>' for color, at in stops]
    return [f'<{kind}Gradient id="{name}" {attributes}>', *lines, f"</{kind}Gradient>"]


def definitions() -> Lines:
    """Write the gradients."""
    lit = 'cx="0.4" cy="0.36" r="0.65"'
    return [
        "<defs>",
        *gradient("plum-body", "radial", (("plum-light", 0), ("plum", 1)), lit),
        *gradient("red-cell", "radial", (("red-pale", 0.1), ("red", 0.8)), 'cx="0.5" cy="0.5" r="0.5"'),
        *gradient(
            "blood-inside",
            "linear",
            (("blood-shade", 0), ("blood", 0.3), ("blood", 0.7), ("blood-shade", 1)),
            'x1="0" y1="0" x2="0" y2="1"',
        ),
        "</defs>",
    ]


FIGURE_WIDTH = 900
"""Width of every figure in its own units."""


def figure(height: int, layers: Mapping[str, Lines], labels: Mapping[str, tuple[int, int, int, int]]) -> str:
    """Return a whole figure: its layers from back to front, and where the program writes its words."""
    size = f'viewBox="0 0 {FIGURE_WIDTH} {height}" width="{FIGURE_WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        *definitions(),
        *[line for name, content in layers.items() for line in group(name, content)],
        '<g id="places" display="none">',
        *[label(name, line) for name, line in labels.items()],
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def label(name: str, line: tuple[int, int, int, int]) -> str:
    """Write the place of a label: a line from what is named to where its words stand."""
    x1, y1, x2, y2 = line
    return f'<line id="label-{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
