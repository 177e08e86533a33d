"""The lymph vessel and its node."""

from __future__ import annotations

import math

from tests.drawing.geometry import Lines, Point, bow, pair, scatter, smooth, way
from tests.drawing.hand import COLORS, arrow, circle, dice, group, paint, path, plum_cell, tube


def lymph_vessel() -> Lines:
    """Draw the lymph vessel: it starts blind, passes behind the blood vessel and leads to a node."""
    rng = dice("lymph vessel")
    down = bow((98, 490), (70, 580), (72, 690), (86, 752)) + bow((86, 752), (98, 806), (136, 824), (192, 834))[1:]
    away = bow((300, 846), (360, 858), (420, 902), (500, 888)) + bow((500, 888), (560, 876), (596, 852), (650, 850))[1:]
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
            path("M111 508V532", f'stroke="{COLORS["lymph"]}" stroke-width="7"'),
            path("M650 842V858", f'stroke="{COLORS["lymph"]}" stroke-width="6"'),
            *plum_cell(rng, (107, 520, 14), 1.35, 0.15),
            *plum_cell(rng, (77, 668, 10.5), 1.25, 1.5),
            *arrow("M664 849H716", (718, 849), 0, "lymph-line", 5),
        ],
    )


def lymph_node() -> Lines:
    """Draw the lymph node with a cancer cell held among immune cells."""
    rng = dice("lymph node")
    bean = [
        (172, 838),
        (182, 798),
        (214, 770),
        (262, 764),
        (304, 784),
        (314, 814),
        (296, 836),
        (294, 856),
        (312, 876),
        (302, 908),
        (260, 928),
        (212, 920),
        (182, 886),
    ]
    dots = scatter(rng, (180, 768, 308, 924), 19.5, lambda p: inside_node(p) and math.dist(p, (243, 846)) > 29)
    cells = [circle(x, y, rng.uniform(7, 9)) for x, y in dots]
    cores = [circle(x, y, 3.6) for x, y in dots]
    return group(
        "lymph-node",
        [
            path(smooth(bean), paint("node", "lymph-line", 3.5)),
            *group("node-cells", cells, paint("lymph", "lymph-line", 1.2)),
            *group("node-nuclei", cores, paint("lymph-line")),
            *plum_cell(rng, (243, 846, 20)),
        ],
    )


def inside_node(spot: Point) -> bool:
    """Tell whether an immune cell fits into the node at this spot."""
    x, y = spot
    return ((x - 242) / 56) ** 2 + ((y - 846) / 66) ** 2 < 1 and math.dist(spot, (318, 846)) > 38
