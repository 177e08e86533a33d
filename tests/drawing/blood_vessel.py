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
CARRIED = ((500, 690, 22.0), (676, 646, 20.0), (828, 646, 21.0))
DYING = ((544, 642, 20.0), (664, 698, 16.0), (868, 698, 17.0))
WHITE = (606.0, 674.0)
KNOWN_RED = ((424, 700), (812, 690))
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
    bow((788, 731), (820, 731), (846, 729), (866, 744), 10)
    + bow((866, 744), (900, 764), (924, 836), (1010, 852))[1:]
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
    return [path(soft([(inner_x, near), *cut, (inner_x, far)], 0.12)), wall_nucleus(x, y, 10, 4.2, 0)]


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
        (wall_line(0, 405, -1), 20, 20, 64),
        (wall_line(446, 641, -1), 20, 20, 64),
        (wall_line(0, 641, 1), 20, 20, 64),
        (wall_line(847, 1012, -1), 17, 11, 50),
        (wall_line(1047, 1200, -1), 11, 11, 50),
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
        if not all(math.dist(spot, f[:2]) > f[2] for f in FREE) or 674 < spot[0] < 812:
            return False
        if spot[0] < 700:
            return abs(spot[1] - middle_y(spot[0])) < 37
        return inside(RIGHT_INSIDE, spot) and all(math.dist(spot, p) > 27 for edge in VESSEL_EDGES for p in edge)

    spots = scatter(rng, (2, 600, 910, 780), 32.5, fits)
    cells = [red_cell(x, y, 16.5, rng.uniform(9, 16), rng.uniform(0, 180)) for x, y in [*spots, *KNOWN_RED]]
    cells += [red_cell(x, middle_y(x), 16.5, 14, turn) for x, turn in ((1094, 0), (1138, 8), (1182, -6))]
    for x, turn in ((974, 30), (1024, 8)):
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
    """Draw the cancer cells that the blood carries along, those that do not survive, and the flow."""
    rng = dice("travelers")
    return [
        *group(
            "flow-arrow",
            arrow("M122 664H226", (228, 664), 0, "flow", 7)
            + arrow("M1074 840C1100 843 1120 844 1150 847", (1152, 847.5), 0.12, "flow", 5),
        ),
        *group("traveling-cells", [line for spot in CARRIED for line in plum_cell(rng, spot)]),
        *group("dying-cells", [line for spot in DYING for line in dying_cell(rng, spot)]),
        *white_cell(),
    ]
