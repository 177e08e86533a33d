"""The left side: the first organ with its tumor, the thin layer and the tissue under it."""

from __future__ import annotations

import math

from tests.drawing.geometry import (
    Circle,
    Lines,
    Point,
    Polygon,
    bow,
    clip,
    middle,
    pair,
    rounded_box,
    scatter,
    share_out,
    smooth,
    way,
)
from tests.drawing.hand import (
    COLORS,
    dice,
    dying_cell,
    group,
    healthy_tiles,
    paint,
    path,
    plum_cell,
    plum_tile,
    red_cell,
)

SHARES = {"plum": 12.0, "peach": 10.0, "row": 10.0, "lane": 3.0}
FEEDERS = (
    bow((-8, 92), (60, 66), (120, 140), (205, 158)),
    bow((110, 113), (150, 70), (210, 66), (268, 104)),
    bow((205, 158), (255, 170), (290, 190), (330, 236)),
    bow((180, 152), (205, 190), (218, 225), (232, 262)),
    bow((268, 104), (322, 128), (352, 186), (330, 236)),
    bow((232, 262), (252, 300), (314, 286), (330, 236)),
)


FEEDER_CELLS = (
    *((0, place) for place in (20, 48, 88, 118, 168)),
    *((feeder, place) for feeder, place in ((1, 62), (1, 118), (2, 40), (2, 86), (3, 58), (4, 70), (5, 60))),
)
"""Where red cells lie in the feeding vessel: in which part, and how far along."""


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
            path(f"{across}C540 600 536 780 545 898Q545 940 503 940H40Q0 940 0 900Z", paint("loose")),
            path(f"{back}V40Q0 0 40 0H505Q545 0 547 40L{pair(seam[-1])}Z", paint("peach-ground")),
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
    widths = (15, 11, 11, 9, 9, 9)
    lines = [smooth(feeder[::4], closed=False) for feeder in FEEDERS]
    look = 'fill="none" stroke-linecap="round"'
    outer = [path(d, f'stroke-width="{w}"') for d, w in zip(lines, widths, strict=True)]
    inner = [path(d, f'stroke-width="{w - 5}"') for d, w in zip(lines, widths, strict=True)]
    sleeve = [path(d, f'stroke-width="{w + 14}"') for d, w in zip(lines, widths, strict=True)]
    cells = []
    for feeder, place in FEEDER_CELLS:
        (x, y), (dx, dy) = way(FEEDERS[feeder], place)
        cells.append(red_cell(x, y, 3.6, 2.6, math.degrees(math.atan2(dy, dx))))
    return [
        *group("feeding-vessel-sleeve", sleeve, f'{look} stroke="{COLORS["loose"]}"'),
        *group("feeding-vessel-wall", outer, f'{look} stroke="{COLORS["wall"]}"'),
        *group("feeding-vessel-inside", inner, f'{look} stroke="{COLORS["blood"]}"'),
        *group("feeding-vessel-cells", cells, paint("red")),
    ]


def thin_layer() -> Lines:
    """Draw the thin layer under the organ, its ends bent down where cells have broken through."""
    left = [(x, layer_y(x)) for x in range(0, 250, 25)] + [(258, layer_y(258) + 3), (268, layer_y(268) + 12)]
    right = [(342, layer_y(342) + 12), (352, layer_y(352) + 3)] + [(x, layer_y(x)) for x in range(362, 546, 26)]
    look = f'fill="none" stroke="{COLORS["layer"]}" stroke-width="6" stroke-linecap="round"'
    return group("thin-layer", [path(smooth(left, closed=False)), path(smooth(right, closed=False))], look)


def fibers() -> Lines:
    """Draw faint wavy fibers and spindle cells of the connective tissue."""
    rng = dice("fibers")
    lines = []
    for y in (438, 462, 492, 528, 557, 577, 762, 786, 818, 850, 884, 914):
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
        (428, 918, 6),
        (56, 900, -16),
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
    """Draw the cancer cells on their way through the connective tissue; one of them dies there."""
    rng = dice("setting out")
    spots = (
        (303, 420, 19, 1.12, 1.5),
        (294, 470, 20, 1.0, 0),
        (318, 511, 20, 1.15, 0.9),
        (360, 541, 20, 1.2, 0.5),
        (243, 492, 18, 1.2, 2.8),
        (160, 528, 17, 1.2, 2.8),
        (340, 456, 18, 1.15, 0.7),
        (254, 446, 17, 1.1, 2.2),
        (212, 470, 16, 1.2, 2.7),
        (288, 548, 18, 1.2, 1.1),
    )
    lines = [line for x, y, r, stretch, turn in spots for line in plum_cell(rng, (x, y, r), stretch, turn)]
    return group("cells-setting-out", [*lines, *dying_cell(rng, (228, 552, 17))])
