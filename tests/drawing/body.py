"""The neutral body that several pictures share: anybody, standing, seen from the front."""

from __future__ import annotations

from tests.drawing.geometry import Polygon, smooth

TALL = 1000.0
"""Height of the body in the units of HALF."""

HALF: Polygon = [
    # head and neck
    (0, 0),
    (29, 9),
    (48, 34),
    (55, 69),
    (53, 97),
    (44, 119),
    (32, 137),
    (27, 152),
    (31, 168),
    (47, 180),
    # shoulder and outside of the arm
    (76, 188),
    (110, 199),
    (133, 220),
    (144, 256),
    (151, 304),
    (159, 356),
    (171, 408),
    (184, 462),
    (195, 512),
    # hand
    (204, 544),
    (210, 576),
    (209, 604),
    (198, 619),
    (185, 612),
    (175, 597),
    (163, 584),
    (156, 568),
    (156, 546),
    (159, 521),
    # inside of the arm
    (149, 478),
    (135, 422),
    (122, 370),
    (112, 322),
    (104, 287),
    (98, 278),
    (93, 287),
    # side of the trunk
    (90, 324),
    (87, 366),
    (87, 408),
    (91, 452),
    (97, 498),
    # outside of the leg
    (100, 546),
    (98, 604),
    (92, 664),
    (85, 720),
    (81, 762),
    (82, 808),
    (78, 858),
    (69, 908),
    (65, 938),
    # foot
    (71, 962),
    (80, 982),
    (73, 997),
    (52, 1000),
    (34, 996),
    (29, 980),
    (33, 958),
    (34, 934),
    # inside of the leg
    (29, 890),
    (24, 840),
    (22, 790),
    (25, 744),
    (22, 696),
    (16, 640),
    (11, 590),
    (8, 568),
    (0, 558),
]
"""The right half of the outline, from the top of the head to between the legs.

Each point is a distance from the middle and one from the top.
"""


def body(x: float, y: float, height: float) -> str:
    """Return the outline of the body as path data, for one closed path.

    Args:
        x: The middle of the body.
        y: The top of the head.
        height: From the top of the head to the soles; the body is about 0.42 times as wide.
    """
    size = height / TALL
    right = [(x + across * size, y + down * size) for across, down in HALF]
    left = [(2 * x - across, down) for across, down in right[-2:0:-1]]
    return smooth(right + left)
