"""The right side: the second organ and the cells that have arrived."""

from __future__ import annotations

import math

from tests.drawing.blood_vessel import RIGHT_INSIDE, VESSEL_EDGES, inside
from tests.drawing.geometry import (
    Circle,
    Lines,
    Point,
    Polygon,
    blob,
    clip,
    middle,
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

NEW_TUMOR = (968, 284)
ARRIVED = ((1014, 500, 20.0),)
SLEEPER = (1092, 350, 19.0)
LOST = ((880, 486, 18.0), (1112, 470, 17.0))


def right_ground() -> Lines:
    """Draw the ground of the second organ."""
    return group(
        "right-ground",
        [
            path(
                "M792 44Q792 0 836 0H1160Q1200 0 1200 40V900Q1200 940 1160 940H838Q796 940 794 896"
                "C788 830 804 760 796 665C784 520 802 200 792 44Z",
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

    def free(spot: Point) -> bool:
        return (
            not inside(RIGHT_INSIDE, spot)
            and all(math.dist(spot, s[:2]) > s[2] + 17 for s in singles)
            and all(math.dist(spot, p) > 27 for edge in VESSEL_EDGES for p in edge)
        )

    healthy = scatter(rng, (806, 10, 1192, 932), 39, free, plum)
    sites: list[Circle] = [*((*p, 12.0) for p in plum), *singles, *((*p, 10.0) for p in healthy)]
    fixed = len(plum) + len(singles)
    bounds = rounded_box(799, 4, 1197, 936, 40)
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
