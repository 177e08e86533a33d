"""The small body: which two places the left and the right side show, and how far apart they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drawing.body import body
from tests.drawing.geometry import number, pair
from tests.drawing.hand import COLORS, arrow, circle, group, paint, path

if TYPE_CHECKING:
    from tests.drawing.geometry import Lines, Point

MIDDLE, TOP, HEIGHT = 671.0, 36.0, 512.0
FIRST = (648.0, 184.0)
SECOND = (696.0, 372.0)
RING = 21.0


def beam(place: Point, edge: tuple[Point, Point], color: str) -> tuple[Lines, Lines]:
    """Return the pale beam from a place in the body to the side that shows it larger, and the beam's dotted edges."""
    (x, y), (upper, lower) = place, edge
    shape = f"M{pair((x, y - RING))}L{pair(upper)}V{number(lower[1])}L{pair((x, y + RING))}Z"
    edges = [f"M{pair((x, y - RING))}L{pair(upper)}", f"M{pair((x, y + RING))}L{pair(lower)}"]
    return [path(shape, paint(color))], [path(line) for line in edges]


def small_body() -> Lines:
    """Draw the small neutral body, the two places in it, far apart, and what each side shows of it."""
    left, left_edges = beam(FIRST, ((546, 40), (546, 404)), "peach-ground")
    right, right_edges = beam(SECOND, ((798, 40), (798, 560)), "blue-ground")
    (x1, y1), (x2, y2) = FIRST, SECOND
    way = f"M{pair((x1 + 18, y1 + 19))}C{pair((x1 + 44, y1 + 50))} {pair((x2 + 2, y2 - 76))} {pair((x2, y2 - 40))}"
    look = f'fill="none" stroke="{COLORS["body-line"]}" stroke-linecap="round"'
    return group(
        "small-body",
        [
            *group("beams", [*left, *right]),
            path(body(MIDDLE, TOP, HEIGHT), f'{paint("body", "body-line", 3)} stroke-linejoin="round"'),
            *group("beams-in-front", [*left, *right], 'opacity="0.28"'),
            *group("beam-edges", [*left_edges, *right_edges], f'{look} stroke-width="2.2" stroke-dasharray="0.1 6"'),
            path(way, f'{look} stroke-width="4.6" stroke-dasharray="0.1 9"'),
            arrow("", (x2, y2 - 27), 1.57, "body-line", 4)[1],
            circle(*FIRST, RING, paint("peach-ground", "body-line", 2.4)),
            circle(*FIRST, 12.5, paint("plum", "plum-line", 1.6)),
            circle(*SECOND, RING, paint("blue-ground", "body-line", 2.4)),
            circle(*SECOND, 7, paint("plum", "plum-line", 1.6)),
        ],
    )
