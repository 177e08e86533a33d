"""The right side: the second organ and the cells that have arrived."""

from __future__ import annotations

import math
from itertools import pairwise

from tests.drawing.blood_vessel import RIGHT_INSIDE, VESSEL_EDGES, inside
from tests.drawing.geometry import (
    Circle,
    Lines,
    Point,
    Polygon,
    blob,
    clip,
    middle,
    mix,
    rounded_box,
    scatter,
    share_out,
    smooth,
)
from tests.drawing.hand import (
    COLORS,
    PLUM_BODY,
    PLUM_NUCLEUS,
    circle,
    dice,
    dying_cell,
    group,
    healthy_tiles,
    paint,
    path,
    plum_cell,
    plum_tile,
)

SPROUT = [
    (900.0, 600.0),
    (888.0, 560.0),
    (876.0, 510.0),
    (866.0, 460.0),
    (866.0, 420.0),
    (880.0, 388.0),
    (898.0, 366.0),
]
"""Where a first thin vessel grows from the blood vessel to the young tumor; only the close-up shows it."""
NEW_TUMOR = (968, 284)
ARRIVED = ((1014, 500, 20.0),)
SLEEPER = (1092, 350, 19.0)
LOST = ((1112, 470, 17.0),)


def right_ground() -> Lines:
    """Draw the ground of the second organ."""
    return group(
        "right-ground",
        [
            path(
                "M792 44Q792 0 836 0H1160Q1200 0 1200 40V900Q1200 940 1160 940H838Q796 940 794 896"
                "C788 830 806 760 809 665C809 520 802 200 792 44Z",
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
        *((x, y, r + 10) for x, y, r in LOST),
        (1031, 602, 26),
    ]
    plum = scatter(rng, (890, 200, 1050, 370), 31.5, lambda p: math.dist(p, NEW_TUMOR) < 64)[:11]

    lane = [mix(a, b, share) for a, b in pairwise(SPROUT) for share in (0.0, 0.25, 0.5, 0.75)]

    def free(spot: Point) -> bool:
        return (
            not inside(RIGHT_INSIDE, spot)
            and all(math.dist(spot, s[:2]) > s[2] + 17 for s in singles)
            and all(math.dist(spot, p) > 9 for p in lane)
            and all(math.dist(spot, p) > 27 for edge in VESSEL_EDGES for p in edge)
        )

    healthy = scatter(rng, (806, 10, 1192, 932), 39, free, plum)
    fixed: list[Circle] = [*((*p, 12.0) for p in plum), *singles]
    others: list[Circle] = [(*p, 10.0) for p in healthy]
    bounds = rounded_box(799, 4, 1197, 936, 40)
    for _ in range(3):
        cells = shares(others, fixed, bounds)
        others = [(*middle(c), s[2]) if len(c) > 2 else s for c, s in zip(cells, others, strict=True)]
    fixed += [(*p, 0.0) for p in lane]  # Only now: the lane would push the cells farther and farther off.
    cells = shares([*fixed[: len(plum)], *others], fixed[len(plum) :], bounds)
    tumor = [line for c in cells[: len(plum)] for line in plum_tile(rng, c)]
    return [*healthy_tiles(rng, cells[len(plum) :], "blue", 0.42), *group("new-tumor", tumor)]


def shares(sites: list[Circle], others: list[Circle], bounds: Polygon) -> list[Polygon]:
    """Return what each of the sites gets of the ground off the vessel, when others have their share, too."""
    cells = share_out([*sites, *others], bounds)[: len(sites)]
    return [ground_off_vessel(cell, site) for cell, site in zip(cells, sites, strict=True)]


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
        "M1007 669C1002 660 1011 652 1017 645C1021 638 1019 629 1008 620C996 608 998 586 1013 577"
        "C1024 571 1041 570 1053 579C1068 591 1066 610 1052 621C1042 630 1039 638 1042 645"
        "C1049 652 1058 660 1052 669C1044 676 1016 676 1007 669Z"
    )
    core = (
        "M1023 660C1019 652 1027 643 1027 634C1026 625 1015 619 1012 608C1009 595 1018 584 1032 583"
        "C1047 582 1057 594 1052 607C1047 618 1036 624 1034 633C1033 643 1041 652 1036 660C1033 665 1026 665 1023 660Z"
    )
    return [
        *stuck_cell(),
        *group(
            "leaving-cell",
            [path(body, PLUM_BODY), path(core, PLUM_NUCLEUS), circle(1031, 602, 2.6, paint("plum-light"))],
            'transform="translate(144.2 91.7) scale(0.86)"',
        ),
        *group("arrived-cells", [line for spot in ARRIVED for line in plum_cell(rng, spot, 1.15, 1.3)]),
    ]


def sleeping_cell() -> Lines:
    """Draw the cancer cell that rests, alone in a pale halo."""
    rng = dice("sleeping cell")
    x, y, r = SLEEPER
    dotted = f'fill="none" stroke="{COLORS["plum-light"]}" stroke-width="2" stroke-linecap="round"'
    core = path(smooth(blob(rng, (x, y, r * 0.5), 0.05)), PLUM_NUCLEUS)
    return group(
        "sleeping-cell",
        [
            circle(x, y, r + 15, paint("rest")),
            circle(
                x,
                y,
                r + 8,
                f'{dotted} stroke-dasharray="0.1 7"',
            ),
            path(smooth(blob(rng, (x, y, r), 0.05)), paint("plum-light", "plum-line", 1.6)),
            core,
        ],
    )


def lost_cells() -> Lines:
    """Draw cancer cells that have arrived and die."""
    rng = dice("lost cells")
    return group("lost-cells", [line for spot in LOST for line in dying_cell(rng, spot)])
