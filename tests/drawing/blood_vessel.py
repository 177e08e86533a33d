"""The blood vessel: in through a gap, along, past a break, and narrow in the new place."""

from __future__ import annotations

import math

from tests.drawing.geometry import Lines, Point, Polygon, blob, bow, pair, scatter, smooth, soft
from tests.drawing.hand import (
    COLORS,
    PLUM_BODY,
    PLUM_NUCLEUS,
    arrow,
    circle,
    dice,
    dying_cell,
    group,
    paint,
    path,
    plum_cell,
    red_cell,
    thin_lines,
    wall,
    wall_nucleus,
)

BREAK = 76.0  # how far the vessel is cut apart
CARRIED = ((534, 697, 20.0), (828, 646, 21.0))
DYING = ((532, 640, 19.0), (678, 643, 18.0), (672, 703, 14.0), (870, 700, 16.0))
WHITE = (606.0, 674.0)
KNOWN_RED = ((424, 698), (812, 690), (640, 622), (604, 624), (566, 620))
FREE = (
    (425, 632, 40),
    *((x, y, r + 15) for x, y, r in CARRIED),
    *((x, y, r * 1.7 + 13) for x, y, r in DYING),
    (*WHITE, 54),
    *((x, 664, 32) for x in (130, 165, 200, 230)),
    *((78, y, 32) for y in range(590, 750, 20)),
    *((*p, 27) for p in KNOWN_RED),
    (952, 660, 52),
)


def half_width(x: float) -> float:
    """Return half of the outer width of the blood vessel: it narrows to the width of a red cell."""
    t = min(max((x - 836) / 119, 0), 1)
    return 75 - 46 * (t * t * (3 - 2 * t))


def middle_y(x: float) -> float:
    """Return the height of the middle of the blood vessel."""
    return 665 - 5 * min(max((x - 700) / 250, 0), 1) + 3 * math.sin(x / 90)


def thickness(x: float) -> float:
    """Return the thickness of the wall."""
    return 20 - 9 * min(max((x - 836) / 119, 0), 1)


def wall_line(start: float, end: float, side: int) -> Polygon:
    """Return the middle line of the wall; side is -1 for the upper, 1 for the lower wall."""
    count = max(int((end - start) / 8), 2)
    xs = [start + (end - start) * k / count for k in range(count + 1)]
    return [(x, middle_y(x) + side * (half_width(x) - thickness(x) / 2)) for x in xs]


TOP = wall_line(788, 1200, -1)
LOW = (
    bow((788, 725), (822, 725), (848, 726), (868, 744), 10)
    + bow((868, 744), (902, 764), (924, 836), (1010, 852))[1:]
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


def edge_x(y: float) -> float:
    """Return where the calm wave runs, at a height, that ends the left part of the vessel at the break."""
    return 712 - 13 * math.sin((y - 665) / 75 * math.pi)


def cut_cell(inner_x: float, shift: float, side: int) -> Lines:
    """Draw the wall cell that the break cuts off."""
    near, far = (middle_y(inner_x) + side * reach for reach in (56.5, 73.5))
    cut = [(edge_x(near) + shift, near), (edge_x(far) + shift, far)]
    y = (near + far) / 2
    x = (inner_x + cut[0][0]) / 2
    return [path(soft([(inner_x, near), *cut, (inner_x, far)], 0.22)), wall_nucleus(x, y, 10, 4.2, 0)]


def vessel_inside() -> Lines:
    """Draw the inside of the blood vessel, cut apart between the two places."""
    heights = [600.0 + 132 * k / 16 for k in range(17)]
    left = [(0.0, 600.0), *((edge_x(y), y) for y in heights), (0.0, 732.0)]
    right = RIGHT_INSIDE + [(edge_x(y) + BREAK, y) for y in reversed(heights)]
    return group(
        "vessel-inside",
        [path("M" + "L".join(pair(p) for p in piece) + "Z") for piece in (left, right)],
        paint("@blood-inside"),
    )


def long_way() -> Lines:
    """Draw the break of the vessel: two calm lines, and dots between them as in the small body."""
    heights = [586.0 + 158 * k / 16 for k in range(17)]
    lines = [smooth([(edge_x(y) + shift, y) for y in heights], closed=False) for shift in (4, BREAK - 4)]
    dots = [circle(edge_x(665) + BREAK * share, 665, 4.6) for share in (0.3, 0.5, 0.7)]
    return [
        *thin_lines("break", lines, "body-line", 3.4),
        *group("long-way", dots, paint("body-line")),
    ]


def vessel_wall() -> Lines:
    """Draw the walls: flat cells, a gap where a cell gets in and one where a cell gets out."""
    pieces = [
        (wall_line(0, 409, -1), 20, 20, 64),
        (wall_line(442, 641, -1), 20, 20, 64),
        (wall_line(0, 641, 1), 20, 20, 64),
        (wall_line(847, 1016, -1), 17, 11, 50),
        (wall_line(1044, 1200, -1), 11, 11, 50),
        ([p for p in LOW if p[0] > 846], 18, 11, 52),
        (FORK, 11, 11, 50),
    ]
    cells = [part for line, first, last, each in pieces for part in wall(line, first, last, each)]
    for inner_x, shift in ((642, 0), (846, BREAK)):
        cells += [*cut_cell(inner_x, shift, -1), *cut_cell(inner_x, shift, 1)]
    return group("vessel-wall", cells, paint("wall", "blood-line", 1.5))


def red_cells() -> Lines:
    """Draw the red cells, in the narrow vessels in single file."""
    rng = dice("red cells")

    def fits(spot: Point) -> bool:
        if not all(math.dist(spot, f[:2]) > f[2] for f in FREE) or 688 < spot[0] < 806:
            return False
        if spot[0] < 700:
            return abs(spot[1] - middle_y(spot[0])) < 41
        return inside(RIGHT_INSIDE, spot) and all(math.dist(spot, p) > 25 for edge in VESSEL_EDGES for p in edge)

    spots = scatter(rng, (2, 600, 910, 780), 27.5, fits)
    cells = [red_cell(x, y, 13.8, rng.uniform(8, 13.5), rng.uniform(0, 180)) for x, y in [*spots, *KNOWN_RED]]
    cells += [red_cell(x, middle_y(x), 15, 13.4, turn) for x, turn in ((1078, 0), (1116, 8))]
    for x, turn in ((974, 30), (1024, 8)):
        low = min(LOW, key=lambda p: abs(p[0] - x))[1]
        high = min(FORK_DOWN, key=lambda p: abs(p[0] - x))[1]
        cells.append(red_cell(x, (low + high) / 2, 14, 11.5, turn))
    return group("red-cells", cells, paint("@red-cell", "blood-line", 1.2))


def entering_cell() -> Lines:
    """Draw the cancer cell that squeezes in through the gap of the wall."""
    body = (
        "M392 556C380 568 384 587 396 594C406 600 411 601 411 607C410 614 404 622 405 634C407 648 416 655 427 655"
        "C440 655 449 647 449 634C449 622 441 614 440 606C440 601 446 598 454 593C467 584 471 566 459 553"
        "C448 541 430 545 419 540C408 535 400 547 392 556Z"
    )
    core = (
        "M402 562C394 573 400 582 409 588C417 593 419 599 419 606C419 615 418 622 423 627C428 631 433 626 432 618"
        "C431 609 431 599 439 591C449 583 454 570 445 561C436 553 410 552 402 562Z"
    )
    return group(
        "entering-cell",
        [path(body, PLUM_BODY), path(core, PLUM_NUCLEUS), circle(412, 568, 3, paint("plum-light"))],
        'transform="translate(93.5 132.9) scale(0.78)"',
    )


def white_cell() -> Lines:
    """Draw the white cell that holds a cancer cell."""
    rng = dice("white cell")
    x, y = WHITE
    start, bend, other, end = (x - 27, y + 2), (x - 27, y - 22), (x - 8, y - 33), (x + 16, y - 22)
    bean = f"M{pair(start)}C{pair(bend)} {pair(other)} {pair(end)}"
    core = f'fill="none" stroke="{COLORS["white-nucleus"]}" stroke-width="13" stroke-linecap="round"'
    return group(
        "white-cell",
        [
            path(smooth(blob(rng, (x, y, 39), 0.025, 1.03, 0.3, 11)), paint("white", "white-line", 2.6)),
            path(bean, core),
            circle(x + 6, y + 9, 22, paint("rest", "white-line", 1.4)),
            *plum_cell(rng, (x + 6, y + 9, 16)),
        ],
    )


def flow() -> Lines:
    """Draw the arrows for the flow of the blood."""
    return [
        *arrow("M122 664H226", (228, 664), 0, "flow", 7),
        *arrow("M1074 840C1100 843 1120 844 1150 847", (1152, 847.5), 0.12, "flow", 5),
        *arrow("M1146 660H1178", (1180, 660), 0, "flow", 4),
    ]


def travelers() -> Lines:
    """Draw the cancer cells that the blood carries along, those that do not survive, and the flow."""
    rng = dice("travelers")
    return [
        *group("flow-arrows", flow()),
        *group("traveling-cells", [line for spot in CARRIED for line in plum_cell(rng, spot)]),
        *group("dying-cells", [line for spot in DYING for line in dying_cell(rng, spot)]),
        *white_cell(),
    ]
