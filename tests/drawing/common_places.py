"""The common places of spread: a neutral body with its brain, lungs, liver and bones, and small tumors in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drawing.body import TALL, body
from tests.drawing.geometry import Circle, Lines, Point, Polygon, blob, number, smooth, soft
from tests.drawing.hand import COLORS, dice, figure, group, paint, path

if TYPE_CHECKING:
    from collections.abc import Iterable

HEIGHT = 1000
MIDDLE, TOP, SIZE = 450, 10, 980
"""Where the body stands and how tall it is. All points below are measured in the body: from its middle and its top."""

TUMORS: tuple[Circle, ...] = (
    (20, 62, 7.6),  # brain
    (-58, 312, 8.6),  # lungs
    (48, 246, 7.6),
    (-58, 388, 8.2),  # liver
    (60, 484, 6.4),  # bone: hip and thigh
    (-63, 552, 6.2),
)
"""The small tumors: where in the body, and how large in the picture."""

LABELS = {
    "brain": (484, 46, 690, 50),
    "lung": (500, 300, 770, 270),
    "liver": (424, 384, 130, 360),
    "bone": (506, 650, 760, 690),
}


def at(across: float, down: float) -> Point:
    """Return where a point of the body is in the picture."""
    return (MIDDLE + across * SIZE / TALL, TOP + down * SIZE / TALL)


def place(points: Iterable[Point], side: int = 1) -> Polygon:
    """Return where points of the body are in the picture; side -1 mirrors them."""
    return [at(side * across, down) for across, down in points]


def stroke(color: str, width: float) -> str:
    """Return the attributes of a round line without a fill."""
    return f'fill="none" stroke="{COLORS[color]}" stroke-width="{number(width)}" stroke-linecap="round"'


def organ(shapes: Iterable[str], kind: str, depth: float) -> Lines:
    """Draw an organ in the color of its cells, deepened so that gray print tells it from its neighbors."""
    data = "".join(shapes)
    return [
        path(data, paint(f"{kind}-cell")),
        path(data, f'{paint(f"{kind}-dark", f"{kind}-dark", 3)} fill-opacity="{depth}"'),
    ]


def spine() -> Lines:
    """Draw the vertebrae, wider from the neck down, and the sacrum."""
    shapes = []
    down = 140.0
    while down < 452:
        share = (down - 140) / 312
        half, high = 6.5 + 5 * share, 9 + 6 * share
        box = [(-half, down), (half, down), (half, down + high), (-half, down + high)]
        shapes.append(path(soft(place(box), 0.25)))
        down += high + 3.5
    sacrum = [(-15, 456), (0, 453), (15, 456), (12, 478), (4, 500), (-4, 500), (-12, 478)]
    return [*shapes, path(smooth(place(sacrum)))]


def ribs() -> Lines:
    """Draw the ribs, as they bend around to the sides."""
    lines = []
    for k in range(9):
        start, reach = 192 + k * 20, min(54 + 10 * k, 75)
        for side in (-1, 1):
            bend = place([(6, start), (reach * 0.55, start - 12), (reach, start), (reach, start + 22)], side)
            x = " ".join(f"{number(x)} {number(y)}" for x, y in bend[1:])
            lines.append(f"M{number(bend[0][0])} {number(bend[0][1])}C{x}")
    whole = "".join(lines)
    return [path(whole, stroke("body-line", 7)), path(whole, stroke("peach-light", 4))]


def hip_and_thigh(side: int) -> Lines:
    """Draw one half of the hip and the long bone of the thigh."""
    hip = [
        (13, 478),
        (28, 462),
        (52, 450),
        (76, 456),
        (84, 474),
        (78, 488),
        (72, 504),
        (60, 520),
        (46, 534),
        (30, 545),
        (21, 536),
        (12, 530),
        (4, 527),
        (4, 514),
        (18, 509),
        (32, 500),
        (30, 490),
        (18, 482),
    ]
    thigh = [
        (53, 499),
        (62, 503),
        (73, 508),
        (81, 518),
        (79, 538),
        (72, 564),
        (66, 620),
        (65, 676),
        (68, 704),
        (75, 722),
        (71, 738),
        (56, 734),
        (41, 738),
        (37, 722),
        (44, 704),
        (50, 676),
        (51, 620),
        (55, 562),
        (56, 536),
        (50, 524),
        (41, 515),
        (43, 502),
    ]
    return [path(smooth(place(shape, side))) for shape in (hip, thigh)]


def bones() -> Lines:
    """Draw the bones: spine, ribs, hip and thighs."""
    shapes = [*hip_and_thigh(-1), *hip_and_thigh(1), *spine()]
    return [*ribs(), *group("bone-shapes", shapes, paint("peach-light", "body-line", 2))]


def lungs() -> Lines:
    """Draw the windpipe and the two lungs; the left one leaves room for the heart."""
    outside = [(33, 194), (48, 203), (61, 228), (70, 262), (76, 300), (79, 338), (78, 368)]
    right = [
        *outside,
        (66, 358),
        (48, 350),
        (30, 349),
        (18, 352),
        (15, 330),
        (14, 296),
        (15, 262),
        (13, 236),
        (20, 206),
    ]
    left = [*outside, (66, 362), (48, 358), (36, 356), (37, 338), (33, 318), (21, 304), (15, 284), (15, 260), (13, 236)]
    pipe = [at(0, 168), at(0, 226), at(-15, 250), at(15, 250)]
    way = f"M{number(pipe[0][0])} {number(pipe[0][1])}V{number(pipe[1][1])}" + "".join(
        f"M{number(pipe[1][0])} {number(pipe[1][1])}L{number(x)} {number(y)}" for x, y in pipe[2:]
    )
    shapes = [smooth(place(right, -1)), smooth(place([*left, (20, 206)]))]
    return [
        path(way, stroke("blue-dark", 11)),
        path(way, stroke("blue-light", 6)),
        *organ(shapes, "blue", 0.3),
    ]


def liver() -> Lines:
    """Draw the liver, large under the right lung and narrow toward the left."""
    shape = [
        (-30, 337),
        (-54, 338),
        (-72, 350),
        (-79, 374),
        (-76, 400),
        (-64, 410),
        (-46, 400),
        (-20, 386),
        (6, 375),
        (28, 362),
        (40, 348),
        (33, 339),
        (12, 337),
        (-8, 339),
    ]
    return organ([smooth(place(shape))], "peach", 0.6)


def brain() -> Lines:
    """Draw the brain from the front: two halves with their folds."""
    half = [(0, 16), (20, 14), (37, 25), (46, 46), (44, 66), (33, 80), (16, 86), (0, 82)]
    outline = place(half) + place(half[-2:0:-1], -1)
    folds = [
        [(11, 28), (20, 32), (21, 42), (12, 47)],
        [(30, 24), (33, 34), (41, 38)],
        [(44, 52), (33, 50), (26, 57), (30, 67), (39, 69)],
        [(9, 60), (17, 63), (18, 73), (26, 79)],
    ]
    lines = [smooth(place(fold, side), closed=False) for fold in folds for side in (-1, 1)]
    cleft = smooth(place([(0, 17), (1, 36), (-1, 58), (0, 81)]), closed=False)
    return [
        *organ([smooth(outline)], "peach", 0.1),
        path("".join([*lines, cleft]), stroke("peach-dark", 2.6)),
    ]


def tumors() -> Lines:
    """Draw the small tumors, all of the same purple."""
    rng = dice("common places")
    shapes = [path(soft(blob(rng, (*at(across, down), r * 1.2), 0.1, corners=6), 0.5)) for across, down, r in TUMORS]
    return group("tumor-shapes", shapes, paint("plum", "plum-line", 1.6))


def draw() -> str:
    """Return the whole figure."""
    outline = path(body(MIDDLE, TOP, SIZE), paint("body", "body-line", 4) + ' stroke-linejoin="round"')
    layers = {
        "body": [outline],
        "bones": bones(),
        "lungs": lungs(),
        "liver": liver(),
        "brain": brain(),
        "tumors": tumors(),
    }
    return figure(HEIGHT, layers, LABELS)
