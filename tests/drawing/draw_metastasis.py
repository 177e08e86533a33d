"""Draw the picture of the topic "How cancer can spread".

The picture is one continuous scene without words, in plain SVG.  The program that shows it finds its
way by the ids in the group ``places`` at the end.  Run it as::

    python tests/drawing/draw_metastasis.py [-o FILE]

The same bytes come out each time: every random number comes from a generator with a fixed seed.
"""

from __future__ import annotations

import argparse
import math
import random
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
Polygon = list[Point]
Circle = tuple[float, float, float]
Lines = list[str]

WIDTH, HEIGHT = 1200, 1000
TARGET = Path(__file__).resolve().parents[2] / "resources" / "topics" / "metastasis" / "diagram.svg"

# One color, one meaning: exchanging a color by text makes another theme.
COLORS = {
    "peach-ground": "#fdeadb",  # first organ, between its cells
    "peach-light": "#fde3cf",  # its healthy cells, around the nucleus
    "peach-cell": "#f9d7be",  # its healthy cells
    "peach-dark": "#dfa681",  # their outlines and nuclei
    "layer": "#a9683c",  # the thin layer
    "loose": "#fdf4e8",  # connective tissue
    "fiber": "#ecd8c0",  # its fibers and spindle cells
    "plum-light": "#9d5fb6",  # cancer cells, light side
    "plum": "#8a4aa3",  # cancer cells
    "plum-line": "#552569",  # their outlines
    "plum-nucleus": "#391a4a",  # their large nuclei
    "faded": "#dccbe6",  # a cancer cell that dies
    "faded-line": "#84609a",  # its broken outline and pieces
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
    "platelet": "#f0d79f",  # platelets
    "platelet-line": "#a97f35",  # their outlines
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


# --------------------------------------------------------------------------------------------- geometry


def number(value: float) -> str:
    """Write a number with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2].replace("-0", "0") if text.endswith(".0") and text[:-2] == "-0" else text.removesuffix(".0")


def pair(point: Point) -> str:
    """Write a point."""
    return f"{number(point[0])} {number(point[1])}"


def mix(a: Point, b: Point, share: float) -> Point:
    """Return the point that lies the given share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def middle(polygon: Polygon) -> Point:
    """Return the center of a polygon's area."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return (x / (3 * area), y / (3 * area))


def clip(polygon: Polygon, normal: Point, limit: float) -> Polygon:
    """Keep the part of a convex polygon where normal . point <= limit."""
    kept: Polygon = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        side_a = normal[0] * a[0] + normal[1] * a[1] - limit
        side_b = normal[0] * b[0] + normal[1] * b[1] - limit
        if side_a <= 0:
            kept.append(a)
        if (side_a < 0 < side_b) or (side_b < 0 < side_a):
            kept.append(mix(a, b, side_a / (side_a - side_b)))
    return kept


def share_out(sites: Sequence[Circle], bounds: Polygon) -> list[Polygon]:
    """Share the ground out among the sites (a power diagram: a larger radius gets more)."""
    cells = []
    for x, y, r in sites:
        cell = bounds
        near = sorted((s for s in sites if 0 < math.dist((x, y), s[:2]) < 130), key=lambda s: math.dist((x, y), s[:2]))
        for ox, oy, other in near:
            if cell:
                limit = ox * ox + oy * oy - x * x - y * y - other * other + r * r
                cell = clip(cell, (2 * (ox - x), 2 * (oy - y)), limit)
        cells.append(cell)
    return cells


def scatter(
    rng: random.Random,
    box: tuple[float, float, float, float],
    apart: float,
    allowed: Callable[[Point], bool],
    taken: Iterable[Point] = (),
) -> list[Point]:
    """Throw points into a box, no two nearer than ``apart``."""
    points: list[Point] = []
    others = list(taken)
    for _ in range(5000):
        spot = (rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3]))
        if allowed(spot) and all(math.dist(spot, p) >= apart for p in points + others):
            points.append(spot)
    return points


def rounded_box(x0: float, y0: float, x1: float, y1: float, r: float) -> Polygon:
    """Return a box with round corners as a polygon."""
    corners = ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180))
    turn = [math.radians(step * 15) for step in range(7)]
    return [
        (x + r * math.cos(math.radians(start) + a), y + r * math.sin(math.radians(start) + a))
        for x, y, start in corners
        for a in turn
    ]


def soft(polygon: Polygon, share: float = 0.34) -> str:
    """Return path data for a polygon with softened corners."""
    kept: Polygon = []
    for corner in polygon:
        if not kept or (math.dist(corner, kept[-1]) > 5 and math.dist(corner, kept[0]) > 5):
            kept.append(corner)
    data: Lines = []
    for before, corner, after in zip(kept[-1:] + kept[:-1], kept, kept[1:] + kept[:1], strict=True):
        enter, leave = mix(corner, before, share), mix(corner, after, share)
        data.append(f"{'L' if data else 'M'}{pair(enter)}Q{pair(corner)} {pair(leave)}")
    return "".join(data) + "Z"


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """Return path data for a smooth curve through the points."""
    count = len(points)
    data = [f"M{pair(points[0])}"]
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        data.append(f"C{pair(first)} {pair(second)} {pair(p2)}")
    return "".join(data) + ("Z" if closed else "")


def shrink(polygon: Polygon, gap: float) -> Polygon:
    """Move each corner of a polygon toward its center by ``gap``."""
    center = middle(polygon)
    return [mix(p, center, min(gap / max(math.dist(p, center), 0.1), 0.8)) for p in polygon]


def blob(
    rng: random.Random, circle: Circle, rough: float, stretch: float = 1.0, turn: float = 0.0, corners: int = 8
) -> Polygon:
    """Return a roundish shape with an irregular outline."""
    x, y, r = circle
    points = []
    for k in range(corners):
        angle = (k + rng.uniform(-0.25, 0.25)) * 2 * math.pi / corners
        reach = r * (1 + rng.uniform(-rough, rough))
        px, py = reach * math.cos(angle) * stretch, reach * math.sin(angle) / stretch
        points.append((x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn)))
    return points


def way(line: Polygon, place: float) -> tuple[Point, Point]:
    """Return the point at a distance along a line of points, and the direction there."""
    for a, b in pairwise(line):
        length = math.dist(a, b)
        if place <= length or b == line[-1]:
            return mix(a, b, place / length), ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
        place -= length
    raise ValueError("a way needs two points")


def length_of(line: Polygon) -> float:
    """Return the length of a line of points."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def bow(a: Point, c1: Point, c2: Point, b: Point, steps: int = 24) -> Polygon:
    """Return points on a Bezier curve."""
    points = []
    for k in range(steps + 1):
        t = k / steps
        u = 1 - t
        points.append(tuple(u**3 * a[i] + 3 * u * u * t * c1[i] + 3 * u * t * t * c2[i] + t**3 * b[i] for i in (0, 1)))
    return [(p[0], p[1]) for p in points]


# ------------------------------------------------------------------------------------------ small pieces


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
        spread = reach * 0.14
        cores.append(
            circle(
                center[0] + rng.uniform(-spread, spread),
                center[1] + rng.uniform(-spread, spread),
                reach * rng.uniform(0.24, 0.29),
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


# ----------------------------------------------------------------------------------------- the left side

SHARES = {"plum": 12.0, "peach": 10.0, "row": 10.0, "lane": 3.0}
FEEDERS = (
    bow((-8, 92), (60, 66), (120, 140), (205, 158)),
    bow((110, 113), (150, 70), (210, 66), (268, 104)),
    bow((205, 158), (255, 170), (290, 190), (330, 236)),
    bow((180, 152), (205, 190), (218, 225), (232, 262)),
)


def layer_y(x: float) -> float:
    """Return the height of the thin layer."""
    return 411 + 6 * math.sin(x / 74 + 0.4) + 2.5 * math.sin(x / 29)


def in_tumor(spot: Point) -> bool:
    """Tell whether a spot belongs to the first tumor: a lobed mass that pushes down to the gap."""
    x, y = spot
    angle = math.atan2(y - 208, x - 292)
    reach = 138 + 15 * math.cos(3 * angle + 0.4) + 9 * math.cos(5 * angle - 0.7)
    return math.dist(spot, (292, 208)) < reach or (300 < y < 404 and abs(x - 305) < 36 + (404 - y) * 0.22)


def left_ground() -> Lines:
    """Draw the ground of the first organ and of the connective tissue under it."""
    seam = [(x, layer_y(x)) for x in range(0, 549, 39)]
    across = smooth(seam, closed=False)
    back = smooth(seam[::-1], closed=False)
    return group(
        "left-ground",
        [
            path(f"{across}C540 600 536 800 545 958Q545 1000 503 1000H40Q0 1000 0 960Z", paint("loose")),
            path(f"{back}V40Q0 0 40 0H505Q545 0 547 40C556 150 540 300 {pair(seam[-1])}Z", paint("peach-ground")),
        ],
    )


def first_organ() -> Lines:
    """Draw the healthy cells of the first organ, the tumor among them and its feeding vessel."""
    rng = dice("first organ")
    lane = [p for feeder in FEEDERS for p in feeder]

    def clear(spot: Point) -> bool:
        return all(math.dist(spot, p) > 18 for p in lane)

    row = [(float(x), layer_y(x) - 23) for x in range(18, 540, 33) if not 250 < x < 360]
    plum = scatter(rng, (120, 40, 470, 398), 27, lambda p: in_tumor(p) and clear(p))
    healthy = scatter(rng, (6, 8, 540, 376), 32, lambda p: not in_tumor(p) and clear(p), [*plum, *row])
    bounds = rounded_box(3, 3, 544, 440, 40)
    kinds = ["row"] * len(row) + ["plum"] * len(plum) + ["peach"] * len(healthy) + ["lane"] * len(lane)
    sites: list[Circle] = [(*p, SHARES[kind]) for p, kind in zip([*row, *plum, *healthy, *lane], kinds, strict=True)]
    for _ in range(3):
        cells = [ground_above_layer(c) for c in share_out(sites, bounds)]
        sites = [
            (*middle(c), s[2]) if kind == "peach" and c else s for c, s, kind in zip(cells, sites, kinds, strict=True)
        ]
    cells = [ground_above_layer(c) for c in share_out(sites, bounds)]
    calm = [c for c, kind in zip(cells, kinds, strict=True) if kind in ("peach", "row") and len(c) > 3]
    wild = [c for c, kind in zip(cells, kinds, strict=True) if kind == "plum" and len(c) > 3]
    tumor = [line for c in wild for line in plum_tile(rng, c)]
    return [*healthy_tiles(rng, calm, "peach", 0.32), *feeding_vessel(), *group("first-tumor", tumor)]


def ground_above_layer(cell: Polygon) -> Polygon:
    """Cut a cell off where the thin layer runs."""
    if not cell:
        return cell
    x = middle(cell)[0]
    slope = (layer_y(x + 5) - layer_y(x - 5)) / 10
    return clip(cell, (-slope, 1), layer_y(x) - slope * x - 3)


def feeding_vessel() -> Lines:
    """Draw the small blood vessel that feeds the tumor."""
    widths = (15, 11, 11, 9)
    lines = [smooth(feeder[::4], closed=False) for feeder in FEEDERS]
    look = 'fill="none" stroke-linecap="round"'
    outer = [path(d, f'stroke-width="{w}"') for d, w in zip(lines, widths, strict=True)]
    inner = [path(d, f'stroke-width="{w - 5}"') for d, w in zip(lines, widths, strict=True)]
    cells = []
    for feeder, place in ((0, 20), (0, 48), (0, 88), (0, 118), (0, 168), (1, 62), (1, 118), (2, 40), (2, 86), (3, 58)):
        (x, y), (dx, dy) = way(FEEDERS[feeder], place)
        cells.append(red_cell(x, y, 3.6, 2.6, math.degrees(math.atan2(dy, dx))))
    return [
        *group("feeding-vessel-wall", outer, f'{look} stroke="{COLORS["wall"]}"'),
        *group("feeding-vessel-inside", inner, f'{look} stroke="{COLORS["blood"]}"'),
        *group("feeding-vessel-cells", cells, paint("red")),
    ]


def thin_layer() -> Lines:
    """Draw the thin layer under the organ, its ends bent down where cells have broken through."""
    left = [(x, layer_y(x)) for x in range(0, 250, 25)] + [(258, layer_y(258) + 3), (268, layer_y(268) + 12)]
    right = [(342, layer_y(342) + 12), (352, layer_y(352) + 3)] + [(x, layer_y(x)) for x in range(362, 547, 23)]
    look = f'fill="none" stroke="{COLORS["layer"]}" stroke-width="6" stroke-linecap="round"'
    return group("thin-layer", [path(smooth(left, closed=False)), path(smooth(right, closed=False))], look)


def fibers() -> Lines:
    """Draw faint wavy fibers and spindle cells of the connective tissue."""
    rng = dice("fibers")
    lines = []
    for y in (438, 462, 492, 528, 557, 577, 762, 788, 826, 862, 900, 938, 972):
        x = rng.uniform(4, 70)
        while x < 440:
            end = min(x + rng.uniform(110, 230), 532)
            lift, drift = rng.uniform(-9, 9), rng.uniform(-8, 8)
            wave = [(x + (end - x) * k / 4, y + drift * k / 4 + lift * math.sin(k * 1.6)) for k in range(5)]
            lines.append(path(smooth(wave, closed=False), f'stroke-width="{rng.choice((1.6, 2.2, 3))}"'))
            x = end + rng.uniform(16, 60)
    spindles = []
    for x, y, turn in (
        (462, 446, 8),
        (488, 566, -12),
        (234, 560, 8),
        (40, 548, -10),
        (140, 776, 16),
        (452, 778, -8),
        (420, 968, 6),
        (56, 946, -16),
        (330, 786, 10),
        (404, 856, -6),
        (120, 440, 6),
        (508, 862, 12),
    ):
        spindles.append(
            f'<path d="M{x - 32} {y}Q{x - 6} {y - 13} {x + 32} {y}Q{x + 6} {y + 13} {x - 32} {y}Z" '
            f'transform="rotate({turn} {x} {y})"/>'
        )
    return [
        *group("fibers", lines, f'fill="none" stroke="{COLORS["fiber"]}" stroke-linecap="round"'),
        *group("spindle-cells", spindles, paint("fiber")),
    ]


def setting_out() -> Lines:
    """Draw the cancer cells on their way through the connective tissue."""
    rng = dice("setting out")
    spots = (
        (303, 420, 19, 1.12, 1.5),
        (294, 470, 20, 1.0, 0),
        (318, 511, 20, 1.15, 0.9),
        (360, 541, 20, 1.2, 0.5),
        (243, 492, 18, 1.2, 2.8),
        (174, 522, 17, 1.2, 2.9),
    )
    lines = [line for x, y, r, stretch, turn in spots for line in plum_cell(rng, (x, y, r), stretch, turn)]
    return group("cells-setting-out", lines)


# ---------------------------------------------------------------------------------------- the lymph side


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


def lymph_vessel() -> Lines:
    """Draw the lymph vessel: it starts blind, passes behind the blood vessel and leads to a node."""
    rng = dice("lymph vessel")
    down = bow((98, 490), (70, 580), (72, 690), (88, 770)) + bow((88, 770), (102, 836), (136, 862), (192, 872))[1:]
    away = bow((300, 884), (360, 896), (420, 940), (500, 926)) + bow((500, 926), (540, 918), (570, 904), (606, 902))[1:]
    look = paint("lymph", "lymph-line", 3.2)
    beads = (30, 32, 28, 26, 26, 26, 28, 22, 29, 22, 29, 22, 26)
    leave = (24, 28, 20, 28, 20, 28, 20, 25, 22)
    valves = []
    for line, place in ((down, 294), (down, 378), (away, 79), (away, 158), (away, 237)):
        (x, y), (dx, dy) = way(line, place)
        ends = [(x - side * dy * 9 - dx * 8, y + side * dx * 9 - dy * 8) for side in (1, -1)]
        valves.append(
            path(f"M{pair(ends[0])}Q{pair((x, y))} {pair((x + dx * 5, y + dy * 5))}Q{pair((x, y))} {pair(ends[1])}")
        )
    stroke = f'fill="none" stroke="{COLORS["lymph-line"]}" stroke-width="2" stroke-linecap="round"'
    return group(
        "lymph-vessel",
        [
            path(smooth(tube(down, beads)), look),
            path(smooth(tube(away, leave)), look),
            *group("lymph-valves", valves, stroke),
            *plum_cell(rng, (92, 518, 11.5), 1.2, 1.5),
            *arrow("M618 901H660", (662, 901), 0, "lymph-line", 5),
        ],
    )


def lymph_node() -> Lines:
    """Draw the lymph node with a cancer cell held among immune cells."""
    rng = dice("lymph node")
    bean = [
        (172, 876),
        (182, 836),
        (214, 808),
        (262, 802),
        (304, 822),
        (314, 852),
        (296, 874),
        (294, 894),
        (312, 914),
        (302, 946),
        (260, 966),
        (212, 958),
        (182, 924),
    ]
    dots = scatter(rng, (180, 806, 308, 962), 19.5, lambda p: inside_node(p) and math.dist(p, (243, 884)) > 33)
    cells = [circle(x, y, rng.uniform(7, 9)) for x, y in dots]
    return group(
        "lymph-node",
        [
            path(smooth(bean), paint("node", "lymph-line", 3.5)),
            *group("node-cells", cells, paint("lymph", "lymph-line", 1.2)),
            *plum_cell(rng, (243, 884, 20)),
        ],
    )


def inside_node(spot: Point) -> bool:
    """Tell whether an immune cell fits into the node at this spot."""
    x, y = spot
    return ((x - 242) / 56) ** 2 + ((y - 884) / 66) ** 2 < 1 and math.dist(spot, (318, 884)) > 38


# --------------------------------------------------------------------------------------- the blood vessel

TEETH = (588, 614, 640, 666, 692, 718, 744)
BREAK = 52.0  # how far the vessel is cut apart
CARRIED = ((500, 690, 22.0), (672, 644, 20.0), (818, 646, 22.0))
DYING = ((546, 644, 20.0), (862, 700, 17.0))
WHITE = (606.0, 678.0)
KNOWN_RED = ((424, 700), (697, 692), (795, 692))
FREE = (
    (427, 640, 44),
    (500, 690, 52),
    *((x, y, r + 19) for x, y, r in CARRIED),
    *((x, y, r + 24) for x, y, r in DYING),
    (*WHITE, 57),
    *((x, 664, 38) for x in (130, 165, 200, 232)),
    *((*p, 33) for p in KNOWN_RED),
    (952, 660, 52),
)


def half_width(x: float) -> float:
    """Return half of the outer width of the blood vessel: it narrows to the width of a red cell."""
    t = min(max((x - 800) / 155, 0), 1)
    return 75 - 46 * (t * t * (3 - 2 * t))


def middle_y(x: float) -> float:
    """Return the height of the middle of the blood vessel."""
    return 665 - 5 * min(max((x - 700) / 250, 0), 1) + 3 * math.sin(x / 90)


def thickness(x: float) -> float:
    """Return the thickness of the wall."""
    return 20 - 9 * min(max((x - 800) / 155, 0), 1)


def wall_line(start: float, end: float, side: int) -> Polygon:
    """Return the middle line of the wall; side is -1 for the upper, 1 for the lower wall."""
    count = max(int((end - start) / 8), 2)
    xs = [start + (end - start) * k / count for k in range(count + 1)]
    return [(x, middle_y(x) + side * (half_width(x) - thickness(x) / 2)) for x in xs]


TOP = wall_line(764, 1200, -1)
LOW = (
    bow((764, 731), (800, 731), (828, 726), (852, 738), 12)
    + bow((852, 738), (890, 756), (920, 836), (1010, 852))[1:]
    + bow((1010, 852), (1070, 866), (1130, 862), (1200, 876), 12)[1:]
)
FORK = (
    wall_line(944, 1200, 1)[::-1]
    + bow((938, 683), (900, 693), (895, 706), (914, 740), 14)
    + bow((914, 740), (936, 784), (966, 803), (1022, 812))[1:]
    + bow((1022, 812), (1080, 823), (1140, 820), (1200, 834), 12)[1:]
)
FORK_UP = [p for p in FORK if p[1] < 704]
FORK_DOWN = [p for p in FORK if p[1] >= 704]
VESSEL_EDGES = (TOP, LOW, FORK_UP, FORK_DOWN)
RIGHT_INSIDE: Polygon = [*TOP, *FORK, *LOW[::-1]]


def inside(polygon: Polygon, spot: Point) -> bool:
    """Tell whether a spot lies inside a polygon."""
    hit = False
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (ay > spot[1]) != (by > spot[1]) and spot[0] < ax + (bx - ax) * (spot[1] - ay) / (by - ay):
            hit = not hit
    return hit


def tooth_x(y: float) -> float:
    """Return where the zigzag of the break runs at a height."""
    step = (y - TEETH[0]) / 26
    share = step % 1
    return 722 - 22 * (share if int(step) % 2 == 0 else 1 - share)


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


def cut_cell(inner_x: float, shift: float, side: int) -> Lines:
    """Draw the wall cell that the zigzag of the break cuts off."""
    near, far = (middle_y(inner_x) + side * reach for reach in (56.5, 73.5))
    cut = [(tooth_x(near) + shift, near), (tooth_x(far) + shift, far)]
    y = (near + far) / 2
    x = (inner_x + cut[0][0]) / 2
    return [path(soft([(inner_x, near), *cut, (inner_x, far)], 0.12)), wall_nucleus(x, y, 10, 4.2, 0)]


def vessel_inside() -> Lines:
    """Draw the inside of the blood vessel, cut by a zigzag break between the two places."""
    teeth = [(722.0 if k % 2 == 0 else 700.0, float(y)) for k, y in enumerate(TEETH)][1:-1]
    left = [(0.0, 600.0), (tooth_x(600), 600.0), *teeth, (tooth_x(732), 732.0), (0.0, 732.0)]
    start = [(tooth_x(732) + BREAK, 732.0), *((x + BREAK, y) for x, y in teeth[::-1]), (tooth_x(600) + BREAK, 600.0)]
    right = RIGHT_INSIDE + start
    return group(
        "vessel-inside",
        [path("M" + "L".join(pair(p) for p in piece) + "Z") for piece in (left, right)],
        paint("@blood-inside"),
    )


def vessel_wall() -> Lines:
    """Draw the walls: flat cells, a gap where a cell gets in and one where a cell gets out."""
    pieces = [
        (wall_line(0, 405, -1), 20, 20, 64),
        (wall_line(446, 641, -1), 20, 20, 64),
        (wall_line(0, 641, 1), 20, 20, 64),
        (wall_line(813, 1012, -1), 18, 11, 50),
        (wall_line(1047, 1200, -1), 11, 11, 50),
        ([p for p in LOW if p[0] > 812], 18, 11, 52),
        (FORK, 11, 11, 50),
    ]
    cells = [part for line, first, last, each in pieces for part in wall(line, first, last, each)]
    for inner_x, shift in ((642, 0), (812, BREAK)):
        cells += [*cut_cell(inner_x, shift, -1), *cut_cell(inner_x, shift, 1)]
    return group("vessel-wall", cells, paint("wall", "blood-line", 1.5))


def red_cells() -> Lines:
    """Draw the red cells, in the narrow vessels in single file."""
    rng = dice("red cells")

    def fits(spot: Point) -> bool:
        if not all(math.dist(spot, f[:2]) > f[2] for f in FREE) or 682 < spot[0] < 786:
            return False
        if spot[0] < 700:
            return abs(spot[1] - middle_y(spot[0])) < 37
        return inside(RIGHT_INSIDE, spot) and all(math.dist(spot, p) > 27 for edge in VESSEL_EDGES for p in edge)

    spots = scatter(rng, (2, 600, 910, 780), 32.5, fits)
    cells = [red_cell(x, y, 16.5, rng.uniform(9, 16), rng.uniform(0, 180)) for x, y in [*spots, *KNOWN_RED]]
    cells += [red_cell(x, middle_y(x), 16.5, 14, turn) for x, turn in ((1094, 0), (1138, 8), (1182, -6))]
    for x, turn in ((974, 30), (1030, 8), (1078, 6), (1124, 0), (1172, 6)):
        low = min(LOW, key=lambda p: abs(p[0] - x))[1]
        high = min(FORK_DOWN, key=lambda p: abs(p[0] - x))[1]
        cells.append(red_cell(x, (low + high) / 2, 15, 12, turn))
    return group("red-cells", cells, paint("@red-cell", "blood-line", 1.2))


def entering_cell() -> Lines:
    """Draw the cancer cell that squeezes in through the gap of the wall."""
    body = (
        "M398 549C386 557 391 574 401 583C409 590 410 596 408 603C405 613 394 622 397 641C399 658 415 669 433 667"
        "C447 665 462 660 464 644C466 628 448 616 443 605C440 597 442 590 449 582C459 571 461 556 449 547"
        "C440 540 428 546 420 543C411 540 404 544 398 549Z"
    )
    core = (
        "M410 560C404 568 412 578 418 586C422 592 421 602 418 610C413 622 410 634 417 645C424 655 444 653 448 641"
        "C451 630 436 620 431 609C428 600 430 592 436 584C442 575 445 564 437 559C428 553 416 553 410 560Z"
    )
    return group(
        "entering-cell", [path(body, PLUM_BODY), path(core, PLUM_NUCLEUS), circle(428, 634, 2.8, paint("plum-light"))]
    )


def white_cell() -> Lines:
    """Draw the white cell that holds a cancer cell."""
    rng = dice("white cell")
    x, y = WHITE
    lobes = [(x - 18, y - 20, 11.0), (x - 4, y - 26, 10.0), (x + 11, y - 23, 10.5)]
    thread = "M" + "L".join(pair(lobe[:2]) for lobe in lobes)
    return group(
        "white-cell",
        [
            path(smooth(blob(rng, (x, y, 39), 0.025, 1.03, 0.3, 11)), paint("white", "white-line", 2.6)),
            *[circle(*lobe, paint("white-nucleus")) for lobe in lobes],
            path(thread, f'fill="none" stroke="{COLORS["white-nucleus"]}" stroke-width="9"'),
            circle(x + 4, y + 12, 21, paint("rest", "white-line", 1.4)),
            *plum_cell(rng, (x + 4, y + 12, 15)),
        ],
    )


def travelers() -> Lines:
    """Draw the cancer cells that the blood carries along, and those that do not survive."""
    rng = dice("travelers")
    return [
        *group("flow-arrow", arrow("M122 664H226", (228, 664), 0, "flow", 7)),
        *group("traveling-cells", [line for spot in CARRIED for line in plum_cell(rng, spot)]),
        *group("dying-cells", [line for spot in DYING for line in dying_cell(rng, spot)]),
        *white_cell(),
    ]


# ---------------------------------------------------------------------------------------- the right side

NEW_TUMOR = (968, 284)
ARRIVED = ((1022, 520, 20.0), (992, 436, 19.0))
SLEEPER = (1092, 350, 19.0)
LOST = (872, 470, 18.0)


def right_ground() -> Lines:
    """Draw the ground of the second organ."""
    return group(
        "right-ground",
        [
            path(
                "M792 44Q792 0 836 0H1160Q1200 0 1200 40V960Q1200 1000 1160 1000H838Q796 1000 794 956"
                "C786 850 806 780 796 665C784 520 802 200 792 44Z",
                paint("blue-ground"),
            )
        ],
    )


def second_organ() -> Lines:
    """Draw the healthy cells of the second organ, around those that have arrived."""
    rng = dice("second organ")
    singles: list[Circle] = [
        *((x, y, r + 4) for x, y, r in ARRIVED),
        (*SLEEPER[:2], 34.0),
        (*LOST[:2], 27.0),
        (1031, 602, 26),
    ]
    plum = scatter(rng, (890, 200, 1050, 370), 31.5, lambda p: math.dist(p, NEW_TUMOR) < 76)[:15]

    def free(spot: Point) -> bool:
        return (
            not inside(RIGHT_INSIDE, spot)
            and all(math.dist(spot, s[:2]) > s[2] + 17 for s in singles)
            and all(math.dist(spot, p) > 27 for edge in VESSEL_EDGES for p in edge)
        )

    healthy = scatter(rng, (806, 10, 1192, 992), 39, free, plum)
    sites: list[Circle] = [*((*p, 12.0) for p in plum), *singles, *((*p, 10.0) for p in healthy)]
    fixed = len(plum) + len(singles)
    bounds = rounded_box(799, 4, 1197, 996, 40)
    for turn in range(4):
        cells = [ground_off_vessel(c, s) for c, s in zip(share_out(sites, bounds), sites, strict=True)]
        if turn < 3:
            moved: list[Circle] = [
                (*middle(c), s[2]) if len(c) > 2 else s for c, s in zip(cells[fixed:], sites[fixed:], strict=True)
            ]
            sites = sites[:fixed] + moved
    tumor = [line for c in cells[: len(plum)] for line in plum_tile(rng, c)]
    return [*healthy_tiles(rng, cells[fixed:], "blue", 0.42), *group("new-tumor", tumor)]


def ground_off_vessel(cell: Polygon, site: Circle) -> Polygon:
    """Cut a cell off where the blood vessel runs."""
    for line in VESSEL_EDGES:
        near = min(line, key=lambda p: math.dist(p, site[:2]))
        away = math.dist(near, site[:2])
        if cell and 0 < away < 90:
            normal = ((near[0] - site[0]) / away, (near[1] - site[1]) / away)
            cell = clip(cell, normal, normal[0] * near[0] + normal[1] * near[1] - 12)
    return cell


def stuck_cell() -> Lines:
    """Draw the cancer cell stuck in the narrow vessel, pressed long from wall to wall."""
    body = (
        "M917 659C923 647 936 641 954 640.5C973 640.5 987 646 992 657"
        "C989 669 973 675 954 675C934 675.5 921 671 917 659Z"
    )
    core = "M932 659C934 651 944 647 955 648C966 648 976 652 977 659C975 666 966 669 954 668C943 668 934 666 932 659Z"
    return group(
        "stuck-cell", [path(body, PLUM_BODY), path(core, PLUM_NUCLEUS), circle(946, 656, 2.6, paint("plum-light"))]
    )


def leaving_cells() -> Lines:
    """Draw the cell stuck in the narrow vessel and the one that squeezes out through its wall."""
    rng = dice("leaving cells")
    body = (
        "M1006 669C1000 658 1010 649 1018 642C1022 634 1014 626 1008 616C1000 602 1008 584 1022 580"
        "C1032 577 1044 574 1053 584C1064 596 1058 612 1049 621C1042 628 1039 635 1042 641"
        "C1050 648 1060 656 1054 667C1046 675 1016 676 1006 669Z"
    )
    core = (
        "M1017 661C1017 654 1025 648 1027 640C1028 630 1021 622 1019 612C1016 600 1024 590 1035 590"
        "C1047 590 1052 600 1046 610C1040 620 1034 628 1034 640C1035 650 1044 655 1042 662C1036 668 1024 668 1017 661Z"
    )
    return [
        *stuck_cell(),
        *group(
            "leaving-cell",
            [path(body, PLUM_BODY), path(core, PLUM_NUCLEUS), circle(1031, 602, 2.6, paint("plum-light"))],
        ),
        *group("arrived-cells", [line for spot in ARRIVED for line in plum_cell(rng, spot, 1.15, 1.3)]),
    ]


def sleeping_cell() -> Lines:
    """Draw the cancer cell that rests, alone in a pale halo."""
    rng = dice("sleeping cell")
    x, y, r = SLEEPER
    return group(
        "sleeping-cell",
        [
            circle(x, y, r + 12, f'{paint("rest", "plum-light", 1.6)} fill-opacity="0.9"'),
            path(soft(blob(rng, (x, y, r), 0.07), 0.45), paint("plum-light", "plum-line", 1.6)),
            path(f"M{x + 3} {y - 11}A11 11 0 1 0 {x + 11} {y + 5}A10 10 0 0 1 {x + 3} {y - 11}Z", PLUM_NUCLEUS),
        ],
    )


# ----------------------------------------------------------------------------------------- the small body


BODY = (666, 214)


def body_outline() -> str:
    """Return the outline of the small body, the left half mirrored from the right."""
    turns = [
        (12, -24),
        (12, -18),
        (12, -10),
        (12, -5),
        (12, 4),
        (20, 7),
        (31, 9),
        (51, 13),
        (61, 25),
        (65, 45),
        (69, 68),
        (74, 92),
        (78, 115),
        (81, 134),
        (60, 139),
        (55, 122),
        (51, 104),
        (47, 84),
        (43, 66),
        (42, 84),
        (40, 104),
        (42, 122),
        (45, 150),
        (45, 190),
        (42, 238),
        (41, 258),
        (14, 258),
        (13, 238),
        (11, 208),
        (9, 180),
        (5, 152),
        (4, 147),
        (2, 146),
        (0, 146),
    ]
    half = [(BODY[0] + x * 1.08, BODY[1] + y * 1.08) for x, y in turns]
    points = half + [(2 * BODY[0] - x, y) for x, y in half[-2::-1]]
    curves = [f"C{pair(points[k])} {pair(points[k + 1])} {pair(points[k + 2])}" for k in range(1, len(points), 3)]
    return f"M{pair(points[0])}{''.join(curves)}Z"


def small_body() -> Lines:
    """Draw the small neutral body with the two places far apart."""
    x, y = BODY
    first, second = (x - 15, y + 112), (x + 19, y + 44)
    bend = f"M{pair(first)}C{x - 24} {y + 78} {x + 28} {y + 84} {pair(second)}"
    dots = (
        f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="4" stroke-linecap="round" stroke-dasharray="0.1 9"'
    )
    shapes = [path(body_outline()), circle(x, y - 51, 34)]
    return group(
        "small-body",
        [
            *group("body-edge", shapes, f'{paint("body", "body-line", 6)} stroke-linejoin="round"'),
            *group("body-inside", shapes, paint("body")),
            path(bend, dots),
            circle(*first, 11, paint("plum", "plum-line", 2)),
            circle(*second, 8, paint("plum", "plum-line", 2)),
        ],
    )


# ------------------------------------------------------------------------------------- only in a close-up


def detail(page: str, lines: Iterable[str]) -> Lines:
    """Return what is drawn only in the close-up of a page."""
    return [f'<g id="detail-{page}" display="none">', *lines, "</g>"]


def thin_lines(name: str, lines: Iterable[str], color: str, width: float) -> Lines:
    """Return thin lines in one color."""
    look = f'fill="none" stroke="{COLORS[color]}" stroke-width="{number(width)}" stroke-linecap="round"'
    return group(name, [path(line) for line in lines], look)


def bonds() -> Lines:
    """Draw the bonds between healthy cells, and the broken ones between cancer cells on their way."""
    whole = [f"M{x} {y}h9" for x, y in ((195, 386), (195, 394), (228, 386), (228, 394), (393, 386), (393, 394))]
    broken = [
        "M294 441l-.5 3.4m1 2.2l-.5 3.4",
        "M303 443l-.5 3m1 2.2l-.5 3",
        "M303 489l2.4 2.4m2 .6l2.4 2.4",
        "M311 484l2.4 2m2 .6l2.4 2",
    ]
    return thin_lines("bonds", whole, "peach-dark", 2.5) + thin_lines("broken-bonds", broken, "plum-line", 2)


def platelets() -> Lines:
    """Draw platelets near a cell that the blood carries."""
    rng = dice("platelets")
    spots = ((472, 676, 0.4), (475, 705, -0.6), (524, 711, 0.7), (533, 688, 1.4), (512, 660, 0.2))
    look = paint("platelet", "platelet-line", 1.3)
    return [path(smooth(blob(rng, (x, y, 6.5), 0.1, 1.2, turn, 7)), look) for x, y, turn in spots]


def sprout() -> Lines:
    """Draw the first thin new vessel that grows toward the young tumor."""
    stem = ["M790 408C846 404 850 366 896 352"]
    tips = ["M896 352Q906 350 911 341", "M896 352Q907 352 917 356", "M862 372Q868 384 880 388"]
    return [
        *thin_lines("sprout-wall", stem, "wall", 12),
        *thin_lines("sprout-tips", tips, "wall", 4),
        *thin_lines("sprout-inside", stem, "blood", 6),
    ]


def details() -> Lines:
    """Draw the small things that only a close-up shows."""
    apart = ("M398 600q-8 8 -5 14", "M399 594q-10 -6 -12 -14", "M450 600q8 8 6 15", "M450 594q9 -7 9 -15")
    parting = ("M1010 634q-8 -6 -9 -13", "M1011 640q-7 6 -8 12", "M1048 634q8 -6 9 -13", "M1048 640q7 6 8 12")
    return [
        *detail("local-invasion", bonds()),
        *detail("intravasation", thin_lines("pulled-apart", apart, "blood-line", 2)),
        *detail("circulation", platelets()),
        *detail("extravasation", thin_lines("parting", parting, "blood-line", 1.8)),
        *detail("secondary-tumor", sprout()),
    ]


# ---------------------------------------------------------------------------------------------- the whole

STOPS = {
    "local-invasion": ((305, 400, 82, 62), (186, 456), (130, 286, 360, 240), ""),
    "intravasation": (
        (425, 598, 70, 62),
        (532, 546),
        (240, 500, 360, 240),
        "M305 410C296 450 290 480 318 508C345 540 420 530 425 598",
    ),
    "circulation": ((592, 668, 90, 58), (600, 794), (365, 548, 360, 240), "M425 598C428 640 470 690 560 676L592 668"),
    "extravasation": (
        (992, 628, 92, 62),
        (1116, 578),
        (820, 504, 360, 240),
        "M592 668C660 640 780 640 835 640C900 645 940 660 990 660C1020 660 1030 650 1030 628",
    ),
    "secondary-tumor": (
        (967, 281, 113, 108),
        (1118, 206),
        (808, 168, 384, 256),
        "M1030 628C1032 590 1040 560 1016 492C1000 440 985 400 968 330L968 286",
    ),
}
LABELS = {
    "layer": (150, 415, 150, 456),
    "gap": (344, 424, 372, 456),
    "vessel-wall": (500, 594, 512, 554),
    "way-in": (446, 588, 464, 512),
    "red-cell": (424, 712, 432, 764),
    "dying-cell": (550, 616, 558, 570),
    "white-cell": (588, 716, 592, 764),
    "stuck-cell": (956, 674, 974, 722),
    "way-out": (1052, 626, 1130, 590),
    "new-tumor": (1020, 236, 1056, 196),
    "sleeping-cell": (1094, 382, 1096, 404),
}


def places() -> Lines:
    """Write the contract between the picture and the program."""
    lines = []
    for page, ((cx, cy, rx, ry), badge, (x, y, width, height), line) in STOPS.items():
        lines.append(f'<ellipse id="step-{page}" cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}"/>')
        lines.append(f'<circle id="badge-{page}" cx="{badge[0]}" cy="{badge[1]}" r="26"/>')
        lines.append(f'<rect id="closeup-{page}" x="{x}" y="{y}" width="{width}" height="{height}"/>')
        if line:
            lines.append(f'<path id="path-{page}" d="{line}"/>')
    for name, (x1, y1, x2, y2) in LABELS.items():
        lines.append(f'<line id="label-{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
    return ['<g id="places" display="none">', *lines, "</g>"]


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


def draw() -> str:
    """Return the whole picture."""
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    first = first_organ()
    scene = {
        "ground": [*left_ground(), *right_ground(), *fibers()],
        "lymph": [*lymph_vessel(), *lymph_node()],
        "first-organ": [*first, *thin_layer(), *setting_out()],
        "second-organ": second_organ(),
        "blood-vessel": [*vessel_inside(), *red_cells(), *vessel_wall(), *entering_cell(), *travelers()],
        "arrivals": [*leaving_cells(), *sleeping_cell(), *group("lost-cell", dying_cell(dice("lost cell"), LOST))],
        "far-away": small_body(),
        "details": details(),
    }
    layers = [line for name, content in scene.items() for line in group(name, content)]
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *definitions(), *layers, *places(), "</svg>"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the picture to a file."""
    parser = argparse.ArgumentParser(description="Draw the picture of the topic metastasis.")
    parser.add_argument("-o", "--output", type=Path, default=TARGET, metavar="FILE")
    target: Path = parser.parse_args().output
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draw(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
