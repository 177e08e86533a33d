"""The small body that shows how far apart the two places are."""

from __future__ import annotations

from tests.drawing.geometry import Lines, pair
from tests.drawing.hand import COLORS, circle, group, paint, path

BODY = (666, 214)


def body_outline() -> str:
    """Return the outline of the small body, the left half mirrored from the right."""
    turns = [
        (12, -24),
        (12, -18),
        (12, -10),
        (12, -5),
        (12, 4),
        (20, 7),
        (31, 9),
        (51, 13),
        (61, 25),
        (65, 45),
        (69, 68),
        (74, 92),
        (78, 115),
        (81, 134),
        (60, 139),
        (55, 122),
        (51, 104),
        (47, 84),
        (43, 66),
        (42, 84),
        (40, 104),
        (42, 122),
        (45, 150),
        (45, 190),
        (42, 238),
        (41, 258),
        (14, 258),
        (13, 238),
        (11, 208),
        (9, 180),
        (5, 152),
        (4, 147),
        (2, 146),
        (0, 146),
    ]
    half = [(BODY[0] + x * 1.08, BODY[1] + y * 1.08) for x, y in turns]
    points = half + [(2 * BODY[0] - x, y) for x, y in half[-2::-1]]
    curves = [f"C{pair(points[k])} {pair(points[k + 1])} {pair(points[k + 2])}" for k in range(1, len(points), 3)]
    return f"M{pair(points[0])}{''.join(curves)}Z"


def small_body() -> Lines:
    """Draw the small neutral body with the two places far apart."""
    x, y = BODY
    first, second = (x - 15, y + 112), (x + 19, y + 44)
    bend = f"M{pair(first)}C{x - 24} {y + 78} {x + 28} {y + 84} {pair(second)}"
    dots = (
        f'fill="none" stroke="{COLORS["body-line"]}" stroke-width="4" stroke-linecap="round" stroke-dasharray="0.1 9"'
    )
    shapes = [path(body_outline()), circle(x, y - 51, 34)]
    return group(
        "small-body",
        [
            *group("body-edge", shapes, f'{paint("body", "body-line", 6)} stroke-linejoin="round"'),
            *group("body-inside", shapes, paint("body")),
            path(bend, dots),
            circle(*first, 11, paint("plum", "plum-line", 2)),
            circle(*second, 8, paint("plum", "plum-line", 2)),
        ],
    )
