"""The figure about a biopsy: a thin needle takes a small sample, and a lens shows its cells."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.drawing.geometry import Lines, Point, Polygon, middle, pair, rounded_box, scatter, share_out, smooth
from tests.drawing.hand import COLORS, circle, dice, figure, group, healthy_tiles, paint, path
from tests.drawing.staging import tumor_cells

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

HEIGHT = 520

TISSUE = (165.0, 258.0, 152.0, 164.0)
"""Middle of the piece of tissue, and how far it reaches to the side and up."""
TUMOR = (136.0, 300.0, 46.0)
TIP = (124.0, 326.0)
LEAN = 30.0
"""How far the needle and the sample lean to the right, in degrees."""
NEEDLE, BORE = 292.0, (12.0, 90.0)
"""Length of the needle, and where the sample lies in it, from its tip."""
SAMPLE, SAMPLE_SIZE = (446.0, 224.0), (66.0, 268.0)
LENS = (736.0, 208.0, 150.0)
SEEN = 27.0
"""Radius of the part of the sample that the lens shows."""
LABELS = {"sample": (386, 334, 326, 446), "lens": (709, 350, 690, 446)}


def leaning(foot: Point, along: float, aside: float = 0.0) -> Point:
    """Return the point that lies so far up from a foot, along the lean, and so far aside."""
    turn = math.radians(LEAN)
    return (
        foot[0] + along * math.sin(turn) + aside * math.cos(turn),
        foot[1] - along * math.cos(turn) + aside * math.sin(turn),
    )


def cells_within(
    rng: random.Random, bounds: Polygon, is_plum: Callable[[Point], bool], apart: tuple[float, float]
) -> Lines:
    """Fill a rounded shape with cells: cancer cells where they belong, healthy cells around them.

    Args:
        rng: The dice.
        bounds: The shape.
        is_plum: Tells whether a cancer cell lies at a spot.
        apart: How far cancer cells and healthy cells lie from each other.
    """
    xs, ys = [p[0] for p in bounds], [p[1] for p in bounds]
    box = (min(xs), min(ys), max(xs), max(ys))

    def inside(spot: Point, edge: float) -> bool:
        center = middle(bounds)
        away = math.dist(spot, center)
        far = (spot[0] + (spot[0] - center[0]) * edge / (away + 1), spot[1] + (spot[1] - center[1]) * edge / (away + 1))
        return all(
            (b[0] - a[0]) * (far[1] - a[1]) - (b[1] - a[1]) * (far[0] - a[0]) >= 0
            for a, b in zip(bounds, bounds[1:] + bounds[:1], strict=True)
        )

    plum = scatter(rng, box, apart[0], lambda p: is_plum(p) and inside(p, apart[0] * 0.4))
    healthy = scatter(rng, box, apart[1], lambda p: not is_plum(p) and inside(p, apart[1] * 0.4), plum)
    cells: list[Polygon] = []
    for _ in range(4):
        sites = [*((*p, apart[0] * 0.4) for p in plum), *((*p, apart[1] * 0.35) for p in healthy)]
        cells = share_out(sites, bounds)
        moved = [middle(cell) for cell in cells]
        plum, healthy = moved[: len(plum)], moved[len(plum) :]
    lines = healthy_tiles(rng, cells[len(plum) :], "peach", 0.34)
    return [*lines, *group("cancer-cells", tumor_cells(rng, cells[: len(plum)]))]


def named(name: str, lines: Lines, attributes: str = "") -> Lines:
    """Return a group whose parts carry its name too, written short."""
    return group(name, [line.replace(' id="', f' id="{name}-') for line in lines], attributes)


def tissue() -> Lines:
    """Draw the soft piece of tissue with a small group of cancer cells in it."""
    rng = dice("biopsy tissue")
    x, y, across, up = TISSUE

    def edge(share: float, wave: float) -> Polygon:
        turns = [math.radians(step * 9) for step in range(40)]
        return [
            (
                x + share * across * math.copysign(abs(math.cos(t)) ** 0.8, math.cos(t)) * (1 + wave * math.sin(3 * t)),
                y + share * up * math.copysign(abs(math.sin(t)) ** 0.8, math.sin(t)) * (1 + wave * math.sin(2 * t + 1)),
            )
            for t in turns
        ]

    shape = smooth(edge(1, 0.012)[::2])
    cells = cells_within(rng, edge(0.955, 0.012), lambda p: math.dist(p, TUMOR[:2]) < TUMOR[2], (25, 34))
    return named("tissue", [path(shape, paint("peach-ground", "body", 9)), *cells])


def needle() -> Lines:
    """Draw the thin hollow needle, cut open where it holds the sample."""
    x, y = TIP
    low, high = y - BORE[0], y - BORE[1]
    tube = f"M{x - 10} {y - NEEDLE}V{y - 4}Q{x - 10} {y + 1} {x - 5} {y - 2}L{x + 10} {y - 13}V{y - NEEDLE}Z"
    core = f"M{x - 6.4} {high}Q{x} {high - 7} {x + 6.4} {high}V{low - 7}L{x - 6.4} {low}Z"
    shine = f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="1.6" stroke-opacity="0.5"'
    lines = [
        path(tube, paint("body", "body-line", 2.2) + ' stroke-linejoin="round"'),
        path(f"M{x + 5} {high - 18}V{y - NEEDLE + 4}", shine),
        f'<rect x="{x - 15}" y="{y - NEEDLE - 34}" width="30" height="40" rx="11" {paint("body", "body-line", 2.2)}/>',
        path(core, paint("peach-ground", "body-line", 1.6)),
        *(circle(x, y - along, 5.3, paint("plum", "plum-line", 1.2)) for along in (20, 32, 44, 56)),
        *(circle(x, y - along, 2.4, paint("plum-nucleus")) for along in (20, 32, 44, 56)),
        *(circle(x, y - along, 5.2, paint("peach-cell", "peach-dark", 1.1)) for along in (68, 80)),
        *(circle(x, y - along, 1.6, paint("peach-dark")) for along in (68, 80)),
    ]
    return group("needle", lines, f'transform="rotate({LEAN:g} {pair(TIP)})"')


def sample() -> Lines:
    """Draw the sample beside the tissue, enlarged: cancer cells below, healthy cells above."""
    rng = dice("biopsy sample")
    (x, y), (width, length) = SAMPLE, SAMPLE_SIZE
    box = (x - width / 2, y - length / 2, x + width / 2, y + length / 2)
    edge = rounded_box(*box, 24)
    cells = cells_within(
        rng, rounded_box(box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3, 22), lambda p: p[1] > y + 4, (24, 29)
    )
    lines = [path("M" + "L".join(pair(p) for p in edge) + "Z", paint("peach-ground", "body", 5)), *cells]
    return named("sample", lines, f'transform="rotate({LEAN:g} {pair(SAMPLE)})"')


def fan(ends: Polygon) -> str:
    """Draw the soft fan that leads from a thing to its enlarged picture."""
    return path("M" + "L".join(pair(p) for p in ends) + "Z", paint("body") + ' fill-opacity="0.5"')


def sides(ends: Polygon) -> str:
    """Draw the two long sides of a fan, as thin lines."""
    line = f"M{pair(ends[1])}L{pair(ends[2])}M{pair(ends[0])}L{pair(ends[3])}"
    return path(line, f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="1.8" stroke-linecap="round"')


def seen() -> Point:
    """Return the middle of the part of the sample that the lens shows: where both kinds of cells lie."""
    return leaning(SAMPLE, 7, 2)


def touching(one: tuple[float, float, float], other: tuple[float, float, float]) -> Polygon:
    """Return where the two lines that touch both circles from outside begin and end."""
    (x, y, r), (ox, oy, far) = one, other
    away = math.dist((x, y), (ox, oy))
    turn, side = math.atan2(oy - y, ox - x), math.acos((r - far) / away)
    points = [
        (cx + radius * math.cos(turn + s * side), cy + radius * math.sin(turn + s * side))
        for s in (1, -1)
        for cx, cy, radius in ((x, y, r), (ox, oy, far))
    ]
    return [points[2], points[0], points[1], points[3]]


def lens() -> Lines:
    """Draw the round lens: cells as under the microscope, healthy ones and cancer cells side by side."""
    rng = dice("biopsy lens")
    x, y, r = LENS
    bounds = [
        (x + (r - 7) * math.cos(math.radians(t)), y + (r - 7) * math.sin(math.radians(t))) for t in range(0, 360, 8)
    ]

    def is_plum(spot: Point) -> bool:
        return (spot[1] - y) * 0.87 - (spot[0] - x) * 0.5 > 36 + 10 * math.sin(spot[0] / 28)

    cells = cells_within(rng, bounds, is_plum, (43, 50))
    ring = circle(x, y, r - 7, f'fill="none" stroke="{COLORS["body"]}" stroke-width="20"')
    lines = [circle(x, y, r - 4, paint("peach-ground")), *cells, ring]
    for radius in (r + 3, r - 17):
        lines.append(circle(x, y, radius, f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="2.4"'))
    return named("lens", lines)


def draw() -> str:
    """Return the whole figure."""
    width, length = SAMPLE_SIZE[0] / 2, SAMPLE_SIZE[1] / 2 - 12
    taken = [leaning(TIP, BORE[0]), leaning(TIP, BORE[1] + 4)]
    taken += [leaning(SAMPLE, length, -width), leaning(SAMPLE, -length, -width)]
    part = (*seen(), SEEN)
    ring = circle(*part, f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="3.4"')
    shown = touching(part, LENS)
    layers = [fan(taken), fan(shown), sides(shown), *tissue(), sides(taken), *needle(), *sample(), ring, *lens()]
    return figure(HEIGHT, {"biopsy": layers}, LABELS)
