"""The icon of the program: a cancer cell on its way in a vessel, between one organ and another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.drawing.geometry import pair, smooth, soft
from tests.drawing.hand import COLORS, circle, definitions, paint, path

if TYPE_CHECKING:
    from tests.drawing.geometry import Lines, Polygon

SIDE = 256
LEFT, RIGHT, CORNER = 8, 248, 58


def vessel_edge(middle: float) -> Polygon:
    """Return one edge of the vessel, a calm wave from the icon's left side to its right."""
    return [(LEFT + (RIGHT - LEFT) * k / 12, middle + 9 * math.sin(k / 12 * 2 * math.pi)) for k in range(13)]


def halves() -> Lines:
    """Draw the two organs: one above the vessel, one below."""
    upper = f"M{LEFT} 128V{LEFT + CORNER}Q{LEFT} {LEFT} {LEFT + CORNER} {LEFT}H{RIGHT - CORNER}"
    lower = f"M{LEFT} 128V{RIGHT - CORNER}Q{LEFT} {RIGHT} {LEFT + CORNER} {RIGHT}H{RIGHT - CORNER}"
    return [
        path(f"{upper}Q{RIGHT} {LEFT} {RIGHT} {LEFT + CORNER}V128Z", paint("peach-cell")),
        path(f"{lower}Q{RIGHT} {RIGHT} {RIGHT} {RIGHT - CORNER}V128Z", paint("blue-cell")),
    ]


def band(half: float, color: str) -> str:
    """Draw the vessel, or its inside, that many units up and down from the middle."""
    upper, lower = vessel_edge(128 - half), vessel_edge(128 + half)
    back = smooth(lower[::-1], closed=False)
    return path(f"{smooth(upper, closed=False)}L{pair(lower[-1])}{back[back.index('C') :]}Z", paint(color))


def cell() -> Lines:
    """Draw the cancer cell: irregular, with a large dark nucleus."""
    reach = (70, 62, 72, 60, 68, 74, 61, 70, 63)
    turns = [2 * math.pi * k / len(reach) + 0.3 for k in range(len(reach))]
    body = [(128 + r * math.cos(a), 128 + r * math.sin(a)) for a, r in zip(turns, reach, strict=True)]
    core = [(125 + r * 0.52 * math.cos(a), 130 + r * 0.5 * math.sin(a)) for a, r in zip(turns, reach, strict=True)]
    return [
        path(soft(body, 0.42), f'{paint("@plum-body")} stroke="{COLORS["plum-line"]}" stroke-width="7"'),
        path(smooth(core), paint("plum-nucleus")),
        circle(112, 114, 9, paint("plum-light")),
    ]


def draw() -> str:
    """Return the icon."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">',
        *definitions(),
        *halves(),
        band(62, "wall"),
        band(46, "blood"),
        *[circle(x, y, 19, paint("@red-cell", "blood-line", 3)) for x, y in ((42, 138), (215, 118))],
        *cell(),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
