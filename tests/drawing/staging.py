"""The figure about staging: what doctors look for, in four panels of one size.

It is no countdown: tumor, nodes and distant places are counted apart from each other. So nothing leads from panel to
panel, and the tumor does not grow from one to the next.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tests.drawing.body import body
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
    circle,
    dice,
    figure,
    group,
    healthy_tiles,
    paint,
    path,
    plum_cell,
    plum_tile,
    thin_lines,
    tube,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

HEIGHT = 800
PANEL = (440, 390)
LEFT, TOP, RIGHT, BOTTOM = 14.0, 14.0, 322.0, 304.0
"""The piece of tissue in a panel."""
CUT = 170.0
"""Where the piece ends in the panel that also has room for the second organ."""
SECOND = 288.0
"""Where the piece of the second organ begins."""
PLUM_APART, HEALTHY_APART = 27.0, 38.0
"""How far cells lie from each other."""
CORNER = 24.0
MOUTH = 26.0
"""How far the thin layer is open to each side, where a tumor has grown through it."""
MIDDLE = 100.0
"""Where the tumors lie, from the left."""

SMALL = ((MIDDLE, 118.0, 30.0), (MIDDLE, 160.0, 20.0))
LARGER = ((88.0, 112.0, 36.0), (138.0, 112.0, 48.0), (MIDDLE, 152.0, 38.0), (104.0, 198.0, 40.0))
MEDIUM = ((96.0, 108.0, 38.0), (MIDDLE, 160.0, 24.0), (100.0, 190.0, 22.0))
NARROW = ((92.0, 106.0, 33.0), (MIDDLE, 160.0, 24.0), (98.0, 188.0, 21.0))
YOUNG = ((354.0, 134.0, 36.0),)


class Panel(NamedTuple):
    """What one panel shows."""

    name: str
    x: int
    y: int
    tumor: tuple[Circle, ...]
    right: float = RIGHT
    """Where its piece of the first organ ends."""


PANELS = (
    Panel("small", 0, 0, SMALL),
    Panel("larger", 460, 0, LARGER),
    Panel("nodes", 0, 410, MEDIUM),
    Panel("distant", 460, 410, NARROW, right=CUT),
)

VESSEL = (
    bow((38, 222), (36, 262), (66, 272), (112, 270))
    + bow((112, 270), (150, 268), (160, 256), (200, 252))[1:]
    + bow((200, 252), (240, 250), (270, 258), (RIGHT, 244))[1:]
)
NODES = ((184.0, 255.0), (272.0, 250.0))
NODE = (34.0, 41.0)
BEAN = (
    (-0.99, -0.1),
    (-0.85, -0.58),
    (-0.41, -0.93),
    (0.27, -1.0),
    (0.86, -0.76),
    (1.0, -0.39),
    (0.75, -0.12),
    (0.72, 0.12),
    (0.97, 0.37),
    (0.83, 0.76),
    (0.24, 1.0),
    (-0.44, 0.9),
    (-0.85, 0.49),
)


def tumor_cells(rng: random.Random, cells: Iterable[Polygon]) -> Lines:
    """Draw the cancer cells of a tumor: first all bodies, then all nuclei."""
    lines = [line for cell in cells if len(cell) > 2 for line in plum_tile(rng, cell)]
    return [*lines[::3], *lines[1::3], *lines[2::3]]


def layer_y(x: float) -> float:
    """Return the height of the thin layer."""
    return 164 + 4 * math.sin(x / 50 + 0.4)


def within(spot: Point, lobes: Iterable[Circle]) -> bool:
    """Tell whether a spot lies in one of the circles that make up a tumor."""
    return any(math.dist(spot, lobe[:2]) < lobe[2] for lobe in lobes)


def above_layer(cell: Polygon, site: Circle) -> Polygon:
    """Cut a cell off at the thin layer, but not where the layer is open."""
    x, y, _ = site
    if abs(x - MIDDLE) < MOUTH:
        return cell
    return clip(cell, (0, 1), layer_y(x) - 4) if y < layer_y(x) else cell


def piece_of_organ() -> list[Point]:
    """Return where the healthy cells lie, the same in every panel."""
    rng = dice("staging first organ")
    row = [(float(x), layer_y(x) - 20) for x in range(30, 326, 34)]
    free = scatter(rng, (LEFT + 6, TOP + 6, RIGHT - 6, 128), HEALTHY_APART, lambda _: True, row)
    bounds = rounded_box(LEFT, TOP, RIGHT, 164, CORNER)
    for _ in range(12):
        cells = share_out([(*p, 0.0) for p in (*row, *free)], bounds)
        free = [middle(cell) for cell in cells[len(row) :]]
    return [*row, *free]


def tumor_and_tissue(panel: Panel) -> Lines:
    """Draw the healthy cells of the first organ and the tumor among them."""
    rng = dice(f"staging {panel.name}")
    lobes = panel.tumor
    box = (20, 20, min(panel.right - 18, 200), 250)
    plum = scatter(rng, box, PLUM_APART, lambda p: within(p, lobes) and abs(p[1] - layer_y(p[0])) > 3)
    calm = [
        p for p in piece_of_organ() if not within(p, [(x, y, r + 8) for x, y, r in lobes]) and p[0] < panel.right - 6
    ]
    outside = [(x, y, r + 15) for x, y, r in lobes]
    edge = scatter(rng, (20, 172, 190, 262), 20, lambda p: p[1] > layer_y(p[0]) + 8 and not within(p, outside))
    bounds = rounded_box(LEFT + 3, TOP + 3, panel.right - 3, BOTTOM, CORNER - 3)
    for _ in range(3):
        sites = [*((*p, 11.0) for p in plum), *((*p, 12.0) for p in calm), *((*p, 8.0) for p in edge)]
        cells = [above_layer(cell, site) for cell, site in zip(share_out(sites, bounds), sites, strict=True)]
        plum = [middle(cell) if len(cell) > 2 else p for cell, p in zip(cells, plum, strict=False)]
    first, last = len(plum), len(plum) + len(calm)
    healthy = healthy_tiles(rng, cells[first:last], "peach", 0.34)
    return [*healthy, *group("tumor", tumor_cells(rng, cells[:first]))]


def ground(panel: Panel) -> Lines:
    """Draw the ground of the organ and of the loose tissue under it."""
    seam = [
        (panel.right - (panel.right - LEFT) * k / 8, layer_y(panel.right - (panel.right - LEFT) * k / 8))
        for k in range(9)
    ]
    r = CORNER
    upper = f"M{pair((LEFT, seam[-1][1]))}V{TOP + r}q0 {-r} {r} {-r}H{panel.right - r}q{r} 0 {r} {r}"
    lower = f"V{BOTTOM - r}q0 {r} {-r} {r}H{LEFT + r}q{-r} 0 {-r} {-r}Z"
    return [
        path(f"{smooth(seam[::-1], closed=False)}{lower}", paint("loose")),
        path(f"{upper}L{smooth(seam, closed=False)[1:]}Z", paint("peach-ground")),
        *thin_lines("fibers", fibers(panel.right), "fiber", 2),
    ]


def fibers(right: float) -> Lines:
    """Write a few wavy fibers of the loose tissue."""
    ways = ((22, 190, 74), (150, 188, 288), (196, 208, 310), (20, 296, 98), (208, 297, 306))
    lines = []
    for start, y, most in ways:
        end = min(most, right - 10)
        if end - start > 30:
            wave = [(start + (end - start) * k / 3, y + 3 * math.sin(k * 1.8 + start)) for k in range(4)]
            lines.append(smooth(wave, closed=False))
    return lines


def thin_layer(panel: Panel) -> Lines:
    """Draw the thin layer, its ends bent down where the tumor has grown through it."""

    def along(start: float, end: float) -> Polygon:
        return [(start + (end - start) * k / 6, layer_y(start + (end - start) * k / 6)) for k in range(7)]

    one, other = MIDDLE - MOUTH - 6, MIDDLE + MOUTH + 6
    left = [*along(LEFT, one - 8), (one, layer_y(one) + 5), (one + 4, layer_y(one) + 12)]
    right = [(other - 4, layer_y(other) + 12), (other, layer_y(other) + 5), *along(other + 8, panel.right)]
    return thin_lines("layer", [smooth(left, closed=False), smooth(right, closed=False)], "layer", 5)


def lymph_vessel(panel: Panel) -> Lines:
    """Draw the lymph vessel: it starts blind near the tumor and leads to the nodes."""
    line = [p for p in VESSEL if p[0] <= panel.right]
    count = 9 if panel.right == RIGHT else 5
    beads = [(15.0, 19.0)[k % 2] for k in range(count)]
    valves = []
    for place in (62, 230):
        (x, y), (dx, dy) = way(line, place)
        if x < panel.right - 12:
            ends = [(x - side * dy * 6 - dx * 6, y + side * dx * 6 - dy * 6) for side in (1, -1)]
            valves.append(f"M{pair(ends[0])}L{pair((x, y))}L{pair(ends[1])}")
    return [
        path(smooth(tube(line, beads)), paint("lymph", "lymph-line", 2.6)),
        *thin_lines("valves", valves, "lymph-line", 1.8),
    ]


def lymph_node(rng: random.Random, at: Point, held: Sequence[Circle] = (), size: float = 1.0) -> Lines:
    """Draw a lymph node with its immune cells, and the cancer cells in it."""
    x, y = at
    bean = [(x + across * NODE[0] * size, y + down * NODE[1] * size) for across, down in BEAN]

    def fits(spot: Point) -> bool:
        across, down = (spot[0] - x) / NODE[0] / size, (spot[1] - y) / NODE[1] / size
        clear = all(math.dist(spot, cell[:2]) > cell[2] + 6 for cell in held)
        return clear and across**2 + down**2 < 0.6 and math.dist((across, down), (1.1, 0)) > 0.5

    dots = [circle(*spot, 5) for spot in scatter(rng, (x - 32, y - 38, x + 32, y + 38), 13.5, fits)]
    return [
        path(smooth(bean), paint("node", "lymph-line", 2.8)),
        *group(f"node-cells-{round(x)}", dots, paint("lymph", "lymph-line", 1.2)),
        *(line for cell in held for line in plum_cell(rng, cell)),
    ]


def nodes(panel: Panel) -> Lines:
    """Draw the lymph vessel with its nodes, in one panel with cancer cells in the nearest node."""
    rng = dice("staging nodes")
    if panel.name == "distant":
        return [*lymph_vessel(panel), *lymph_node(rng, (116, 262), size=0.85)]
    if panel.name != "nodes":
        return [*lymph_vessel(panel), *(line for at in NODES for line in lymph_node(rng, at))]
    x, y = NODES[0]
    held = ((x - 10, y - 17, 13.5), (x + 8, y, 13.5), (x - 11, y + 17, 13.5))
    traveling = plum_cell(rng, (90, 269, 8.5), 1.25, 0)
    return [*lymph_vessel(panel), *traveling, *lymph_node(rng, NODES[0], held), *lymph_node(rng, NODES[1])]


def second_organ() -> Lines:
    """Draw a piece of the second organ with a young tumor of the same cells."""
    rng = dice("staging second organ")
    box = (SECOND, TOP, 426.0, BOTTOM)
    plum = scatter(rng, box, PLUM_APART, lambda p: within(p, YOUNG))
    calm = scatter(
        rng,
        (SECOND + 6, 20, 420, 298),
        HEALTHY_APART + 2,
        lambda p: not within(p, [(x, y, r + 14) for x, y, r in YOUNG]),
    )
    bounds = rounded_box(box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3, CORNER - 3)
    for _ in range(3):
        sites = [*((*p, 11.0) for p in plum), *((*p, 12.0) for p in calm)]
        cells = share_out(sites, bounds)
        calm = [middle(cell) for cell in cells[len(plum) :]]
    shape = rounded_box(*box, CORNER)
    return [
        path("M" + "L".join(pair(p) for p in shape) + "Z", paint("blue-ground")),
        *healthy_tiles(rng, cells[len(plum) :], "blue", 0.4),
        *group("second-tumor", tumor_cells(rng, cells[: len(plum)])),
    ]


def enlarged(place: Point, edge: float) -> str:
    """Draw the soft fan that leads from a place in the small body to its enlarged piece of tissue."""
    fan = ((edge, TOP + CORNER), place, (edge, BOTTOM - CORNER))
    return path("M" + "L".join(pair(p) for p in fan) + "Z", paint("body") + ' fill-opacity="0.5"')


def small_body(panel: Panel) -> Lines:
    """Draw the small body with the places where cancer cells are."""
    x, top, height = (229.0, 28.0, 262.0) if panel.name == "distant" else (381.0, 36.0, 246.0)
    first, far = (x - height * 0.035, top + height * 0.4), (x + height * 0.05, top + height * 0.6)
    lines = [enlarged(first, panel.right)]
    lines += [enlarged(far, SECOND)] if panel.name == "distant" else []
    lines += [path(body(x, top, height), paint("body", "body-line", 2.4) + ' stroke-linejoin="round"')]
    if panel.name == "nodes":
        near = (first[0] + 19, first[1] + 7)
        lines += [circle(*near, 8, paint("node", "lymph-line", 2)), circle(*near, 4.5, paint("plum"))]
    if panel.name == "distant":
        bend = f"M{pair(first)}C{pair((x + 4, first[1] + 8))} {pair((far[0] + 4, far[1] - 34))} {pair(far)}"
        dots = 'stroke-width="3" stroke-linecap="round" stroke-dasharray="0.1 6.5"'
        lines += [path(bend, f'fill="none" stroke="{COLORS["body-line"]}" {dots}')]
        lines += [circle(*far, 6.5, paint("plum", "plum-line", 1.6))]
    size = {"small": 6.0, "larger": 10.0}.get(panel.name, 8.0)
    return [*lines, circle(*first, size, paint("plum", "plum-line", 1.6))]


def draw_panel(panel: Panel) -> Lines:
    """Draw one panel: the piece of tissue and the small body."""
    card = f'<rect x="1.5" y="1.5" width="{PANEL[0] - 3}" height="{PANEL[1] - 3}" rx="34"'
    lines = [
        f'{card} fill="none" stroke="{COLORS["body"]}" stroke-width="3"/>',
        *small_body(panel),
        *ground(panel),
        *nodes(panel),
        *thin_layer(panel),
        *tumor_and_tissue(panel),
        *(second_organ() if panel.name == "distant" else []),
    ]
    own = [line.replace(' id="', f' id="{panel.name}-') for line in lines]
    return group(f"panel-{panel.name}", own, f'transform="translate({panel.x} {panel.y})"')


def title(panel: Panel) -> tuple[int, int, int, int]:
    """Return where the title of a panel stands: on a plate under its picture."""
    x, y = panel.x + PANEL[0] // 2, panel.y + 303
    return (x, y, x, y + 17)


def draw() -> str:
    """Return the whole figure."""
    panels = [line for panel in PANELS for line in draw_panel(panel)]
    return figure(HEIGHT, {"panels": panels}, {panel.name: title(panel) for panel in PANELS})
