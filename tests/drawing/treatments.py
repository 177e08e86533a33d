"""Six kinds of treatment, each in a panel of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.drawing.body import body
from tests.drawing.geometry import (
    Circle,
    Lines,
    Point,
    Polygon,
    blob,
    middle,
    number,
    pair,
    rounded_box,
    scatter,
    share_out,
    smooth,
    soft,
)
from tests.drawing.hand import (
    COLORS,
    PLUM_BODY,
    PLUM_NUCLEUS,
    arrow,
    circle,
    dice,
    figure,
    group,
    healthy_tiles,
    paint,
    path,
    plum_tile,
    red_cell,
    wall,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Notch = Callable[[Circle, float], Polygon]

HEIGHT = 1080
WIDE, HIGH = 440, 350
"""Size of a panel. What is drawn in it ends at 264; below it is room for its name."""

MEDICINE = paint("medicine", "medicine-line", 2)
"""Gold stands for what treats: medicine and beams."""

HORMONE = paint("body-line")
"""Hormones are the body's own, so they have the color of the neutral body."""


def around(center: Point, r: float, degrees: float) -> Point:
    """Return a point at a distance from a center."""
    turn = math.radians(degrees)
    return (center[0] + r * math.cos(turn), center[1] + r * math.sin(turn))


def dots(spots: Iterable[Point], r: float, look: str) -> Lines:
    """Draw equal dots."""
    return [circle(x, y, r, look) for x, y in spots]


def pointer(start: Point, tip: Point, color: str, width: float = 4.5) -> Lines:
    """Draw a straight arrow."""
    turn = math.atan2(tip[1] - start[1], tip[0] - start[0])
    return arrow(f"M{pair(start)}L{pair(tip)}", tip, turn, color, width)


def healthy_cell(name: str, at: Circle, kind: str) -> Lines:
    """Draw a single healthy cell: even outline, small nucleus."""
    x, y, r = at
    return [
        path(smooth(blob(dice(name), at, 0.03, corners=9)), paint(f"{kind}-cell", f"{kind}-dark", 3)),
        circle(x, y, r * 0.27, paint(f"{kind}-dark", f"{kind}-light", r * 0.12)),
    ]


def turned(center: Point, degrees: float, corners: Iterable[Point]) -> Polygon:
    """Return corners given as (outward, sideways) from a center, turned to a direction."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(center[0] + out * cos - side * sin, center[1] + out * sin + side * cos) for out, side in corners]


def edge(at: Circle, degrees: float) -> Point:
    """Return a point on the irregular outline of a large cancer cell."""
    turn = math.radians(degrees)
    uneven = 1 + 0.06 * math.sin(2 * turn + 0.6) + 0.045 * math.sin(3 * turn - 1.2)
    return around(at[:2], at[2] * uneven, degrees)


def pointed_notch(at: Circle, degrees: float) -> Polygon:
    """Return the corners of a notch into which the point of a medicine fits."""
    return turned(edge(at, degrees), degrees, [(-2, -16), (-20, 0), (-2, 16)])


def round_notch(at: Circle, degrees: float) -> Polygon:
    """Return the corners of a notch into which a hormone would fit."""
    bend = [(-12 * math.cos(turn), 12 * math.sin(turn)) for turn in (-1.35, -0.81, -0.27, 0.27, 0.81, 1.35)]
    return turned(edge(at, degrees), degrees, bend)


def cancer_cell(name: str, at: Circle, notch: Notch | None = None, notches: Sequence[float] = ()) -> Lines:
    """Draw a large cancer cell: irregular outline, perhaps with notches, and a large dark nucleus."""
    x, y, r = at
    room = math.degrees(24 / r)
    outline: Polygon = []
    for degrees in range(0, 360, 8):
        if notch and degrees - 8 < min(notches, key=lambda a: abs(a - degrees + 4)) <= degrees:
            outline += notch(at, min(notches, key=lambda a: abs(a - degrees + 4)))
        if all(abs(degrees - place) > room for place in notches):
            outline.append(edge(at, degrees))
    core = blob(dice(name), (x + r * 0.03, y, r * 0.46), 0.13, 1.08, 0.6, 9)
    return [path(soft(outline, 0.3), PLUM_BODY), path(soft(core, 0.5), PLUM_NUCLEUS)]


def dividing(at: Point, tilt: float, uneven: float, body: str, nucleus: str) -> Lines:
    """Draw a cell that is dividing: two halves with a waist between them, each with its flat nucleus."""
    x, y = at
    turns = ((-70, 0), (-60, -27), (-36, -38), (-13, -26), (0, -19), (13, -26), (36, -38), (60, -27), (70, 0))
    upper = [(x + dx, y + dy - uneven * (k % 3)) for k, (dx, dy) in enumerate(turns)]
    lower = [(x + dx, y - dy + uneven * (k % 2)) for k, (dx, dy) in enumerate(turns[1:-1])]
    cores = [
        f'<ellipse cx="{number(x + side * 36)}" cy="{number(y)}" rx="{number(9 + uneven)}" ry="19" {nucleus}/>'
        for side in (-1, 1)
    ]
    turn = f'<g transform="rotate({number(tilt)} {pair(at)})">'
    return [turn, path(smooth(upper + lower[::-1]), body), *cores, "</g>"]


def chemotherapy() -> Lines:
    """Draw medicine that comes with the blood and reaches cells that divide, also a healthy one."""
    rng = dice("chemotherapy")
    cancer, healthy = (112, 210), (328, 210)
    carried = [(28, 56), (86, 80), (140, 50), (194, 82), (252, 52), (306, 80), (362, 52), (414, 78)]
    reached = [(-12, -82), (10, -62), (-28, -56), (-56, -16), (0, -22), (56, -14), (-48, 26), (2, 24), (46, 26)]
    medicine = carried + [(x + dx, y + dy) for x, y in (cancer, healthy) for dx, dy in reached]
    places = ((56, 66), (166, 72), (222, 60), (334, 66), (390, 72))
    red = [red_cell(x, y, 17, 13, rng.uniform(-40, 40)) for x, y in places]
    wall_cells = wall([(1, 30), (439, 30)], 13, 13, 55) + wall([(1, 102), (439, 102)], 13, 13, 55)
    return [
        f'<rect x="1" y="32" width="{WIDE - 2}" height="68" {paint("@blood-inside")}/>',
        *group("chemotherapy-red-cells", red, paint("@red-cell", "blood-line", 1.2)),
        *group("chemotherapy-wall", wall_cells, paint("wall", "blood-line", 1.4)),
        *dividing(cancer, -16, 3, PLUM_BODY, PLUM_NUCLEUS),
        *dividing(healthy, 14, 0, paint("peach-cell", "peach-dark", 3), paint("peach-dark", "peach-light", 4)),
        *group("chemotherapy-medicine", dots(medicine, 8, ""), MEDICINE),
    ]


def wedge(center: Point, degrees: float) -> str:
    """Draw a piece of medicine whose point fits a pointed notch."""
    corners = [(-20, 0), (-1, -17), (19, -17), (19, 17), (-1, 17)]
    return path(soft(turned(center, degrees, corners), 0.16), MEDICINE)


def targeted() -> Lines:
    """Draw medicine that fits one spot on a cancer cell, and a healthy cell without such a spot."""
    cancer = (140.0, 136.0, 94.0)
    open_notch, taken = -40, (15, 68)
    along = [around(edge(cancer, open_notch), away, open_notch) for away in (60, 36, 8)]
    return [
        *cancer_cell("targeted", cancer, pointed_notch, (15, 68, 128, 190, 250, 360 + open_notch)),
        *healthy_cell("targeted healthy", (358, 176, 60), "peach"),
        *[wedge(edge(cancer, turn), turn) for turn in taken],
        wedge(along[0], open_notch),
        *pointer(along[1], along[2], "medicine-line"),
        wedge((368, 60), -70),
    ]


def immune_cell(at: Circle) -> Lines:
    """Draw a round immune cell with its large dark nucleus."""
    x, y, r = at
    rng = dice(f"immune {x}")
    return [
        path(smooth(blob(rng, at, 0.05, corners=10)), paint("white", "white-line", 3)),
        path(smooth(blob(rng, (x, y, r * 0.56), 0.06)), paint("white-nucleus")),
    ]


def immunotherapy() -> Lines:
    """Draw an immune cell, helped by medicine, that has found a cancer cell; others are on their way."""
    cancer = (276.0, 136.0)
    outside = [around((146, 136), r, turn) for turn, r in ((-52, 86), (-80, 80), (-115, 78), (-150, 76), (180, 76))]
    outside += [around((146, 136), r, turn) for turn, r in ((150, 76), (115, 78), (80, 80), (52, 86))]
    inside = [around(cancer, 64, turn) for turn in (138, 165, 195, 222)]
    holds = [
        path(f"M{pair(around(cancer, 70, turn))}L{pair(around(cancer, 54, turn))}") for turn in (145, 168, 192, 215)
    ]
    look = f'stroke="{COLORS["white-line"]}" stroke-width="7" stroke-linecap="round"'
    helped = [around((146, 136), 76, turn) for turn in (138, 180, 222)]
    return [
        path(smooth(outside + inside), paint("white", "white-line", 3)),
        path(smooth(blob(dice("immune cell"), (138, 136, 40), 0.06)), paint("white-nucleus")),
        *cancer_cell("immunotherapy", (*cancer, 56)),
        *group("immunotherapy-holds", holds, look),
        *immune_cell((398, 52, 30)),
        *pointer((368, 74), (342, 92), "white-line"),
        *immune_cell((398, 220, 30)),
        *pointer((368, 198), (342, 180), "white-line"),
        *dots([*helped, (38, 72), (28, 138), (40, 204)], 8, MEDICINE),
    ]


def hormone() -> Lines:
    """Draw hormones that cannot reach a cancer cell: medicine stands around it."""
    cell = (220.0, 136.0, 72.0)
    shield = [(around(cell[:2], 106, turn - 25), around(cell[:2], 106, turn + 25)) for turn in range(0, 360, 60)]
    line = "".join(f"M{pair(start)}A106 106 0 0 1 {pair(end)}" for start, end in shield)
    left = [(148, 16), (74, 48), (94, 108), (32, 98), (52, 166), (106, 226), (32, 236)]
    right = [(300, 18), (372, 38), (348, 98), (406, 112), (356, 176), (408, 206), (330, 236), (388, 254)]
    return [
        *cancer_cell("hormone", cell, round_notch, range(20, 360, 60)),
        path(line, f'fill="none" stroke="{COLORS["medicine-line"]}" stroke-width="17" stroke-linecap="round"'),
        path(line, f'fill="none" stroke="{COLORS["medicine"]}" stroke-width="13" stroke-linecap="round"'),
        *group("hormones", dots(left + right, 9.5, ""), HORMONE),
    ]


def beam(start: Point, end: Point) -> Lines:
    """Draw a beam that narrows toward the place it is aimed at, and the part of the machine that it comes from."""
    turn = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    sides = [around(spot, half, turn + 90) for spot, half in ((start, 15), (end, 15), (end, -15), (start, -15))]
    corners = ((4, 19), (4, -19), (-14, -13), (-14, 13))
    box = [around(around(start, back, turn), half, turn + 90) for back, half in corners]
    look = f'{paint("medicine", "medicine-line", 2)} fill-opacity="0.7"'
    return [
        path("M" + "L".join(pair(spot) for spot in sides) + "Z", look),
        path(soft(box, 0.3), paint("body", "body-line", 3)),
    ]


def radiation() -> Lines:
    """Draw beams from several sides that meet at one area of the body."""
    place = (226.0, 116.0)
    starts = [around(place, r, turn) for turn, r in ((184, 164), (-30, 146), (46, 146))]
    return [
        path(body(220, 8, 256), paint("body", "body-line", 3)),
        *[line for start in starts for line in beam(start, place)],
        circle(*place, 25, MEDICINE),
        path(soft(blob(dice("radiation"), (*place, 17), 0.12), 0.5), PLUM_BODY),
    ]


def tumor_piece(center: Point) -> tuple[list[Polygon], list[Polygon]]:
    """Share out what is taken out: the cells of the tumor, and an edge of healthy cells all around it."""
    rng = dice("piece")
    plum: list[Point] = [center] + [around(center, 25, k * 60 + rng.uniform(-8, 8)) for k in range(6)]
    rim = [around(center, 60, k * 360 / 13 + rng.uniform(-3, 3)) for k in range(13)]
    cells = share_out([(*p, 10.0) for p in plum + rim], [around(center, 72, k * 12) for k in range(30)])
    return cells[: len(plum)], cells[len(plum) :]


def organ_cells(hole: Point, box: tuple[float, float, float, float]) -> list[Polygon]:
    """Share out an area of an organ among its cells, with room where the tumor was."""
    rng = dice("organ")
    sites: list[Circle] = [(*hole, 78.0)]
    sites += [(*p, 10.0) for p in scatter(rng, box, 30, lambda p: math.dist(p, hole) > 92)]
    for _ in range(3):
        cells = share_out(sites, rounded_box(*box, 34))
        sites = [sites[0], *[(*middle(cell), 10.0) for cell in cells[1:] if len(cell) > 2]]
    return cells[1:]


def surgery() -> Lines:
    """Draw a tumor that is taken out of an organ as a whole."""
    rng = dice("surgery")
    hole, out, box = (128, 140), (350, 140), (14, 18, 246, 260)
    x0, y0, x1, y1 = box
    tumor, rim = tumor_piece(out)
    ground = soft([(x0 - 4, y0 - 4), (x1 + 4, y0 - 4), (x1 + 4, y1 + 4), (x0 - 4, y1 + 4)], 0.14)
    gap = smooth([around(hole, 76 * rng.uniform(0.98, 1.02), k * 36) for k in range(10)])
    return [
        path(ground, paint("peach-ground", "peach-dark", 2)),
        circle(*out, 75.5, paint("peach-ground", "peach-dark", 3)),
        *healthy_tiles(rng, organ_cells(hole, box) + rim, "peach", 0.32),
        *[line for cell in tumor for line in plum_tile(rng, cell)],
        path(gap, f'{paint("loose", "body-line", 3)} stroke-dasharray="9 8" stroke-linecap="round"'),
        *arrow("M150 112C172 52 236 40 284 74", (284, 74), 0.62, "body-line", 7),
    ]


PANELS = {
    "chemotherapy": chemotherapy,
    "targeted": targeted,
    "immunotherapy": immunotherapy,
    "hormone": hormone,
    "radiation": radiation,
    "surgery": surgery,
}


def corner(place: int) -> tuple[int, int]:
    """Return the upper left corner of a panel, in reading order."""
    return (place % 2 * (WIDE + 20), place // 2 * (HIGH + 15))


def draw() -> str:
    """Return the whole figure."""
    layers, labels = {}, {}
    for k, (name, content) in enumerate(PANELS.items()):
        x, y = corner(k)
        ground = f'<rect x="1" y="1" width="{WIDE - 2}" height="{HIGH - 2}" rx="28" {paint("loose", "fiber", 2)}/>'
        layers[name] = [f'<g transform="translate({x} {y})">', ground, *content(), "</g>"]
        labels[name] = (x + WIDE // 2, y + HIGH - 84, x + WIDE // 2, y + HIGH - 66)
    return figure(HEIGHT, layers, labels)
