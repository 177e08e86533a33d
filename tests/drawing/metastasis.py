"""The picture of the topic "How cancer can spread": one continuous scene without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drawing.blood_vessel import entering_cell, long_way, red_cells, travelers, vessel_inside, vessel_wall
from tests.drawing.close_ups import details
from tests.drawing.first_organ import fibers, first_organ, left_ground, setting_out, thin_layer
from tests.drawing.hand import definitions, group, label
from tests.drawing.lymph import lymph_node, lymph_vessel
from tests.drawing.second_organ import leaving_cells, lost_cells, right_ground, second_organ, sleeping_cell
from tests.drawing.small_body import small_body

if TYPE_CHECKING:
    from tests.drawing.geometry import Lines

WIDTH, HEIGHT = 1200, 940

STOPS = {
    "local-invasion": ((305, 400, 82, 62), (188, 438), (130, 286, 360, 240), ""),
    "intravasation": (
        (425, 598, 70, 62),
        (506, 552),
        (240, 500, 360, 240),
        "M305 410C296 450 290 480 318 508C345 540 420 530 425 598",
    ),
    "circulation": ((606, 668, 104, 60), (606, 768), (340, 548, 360, 240), "M425 598C428 640 470 690 560 676L606 668"),
    "extravasation": (
        (992, 628, 92, 62),
        (1090, 554),
        (820, 504, 360, 240),
        "M606 668C660 640 780 640 835 640C900 645 940 660 990 660C1020 660 1030 650 1030 628",
    ),
    "secondary-tumor": (
        (974, 284, 92, 94),
        (1076, 194),
        (808, 188, 384, 256),
        "M1030 628C1032 590 1040 560 1016 492C1000 440 985 400 968 330L968 286",
    ),
}
LABELS = {
    "layer": (150, 415, 150, 456),
    "gap": (330, 418, 372, 456),
    "vessel-wall": (500, 594, 512, 554),
    "way-in": (446, 597, 464, 512),
    "dying-cell": (534, 630, 486, 570),
    "white-cell": (624, 642, 640, 600),
    "stuck-cell": (960, 667, 974, 722),
    "way-out": (1046, 632, 1130, 590),
    "platelet": (500, 716, 486, 740),
    "new-tumor": (1020, 236, 1056, 196),
    "sprout": (872, 402, 840, 424),
    "sleeping-cell": (1094, 364, 1096, 404),
}


def places() -> Lines:
    """Write the contract between the picture and the program."""
    lines = []
    for page, ((cx, cy, rx, ry), badge, (x, y, width, height), line) in STOPS.items():
        lines.append(f'<ellipse id="step-{page}" cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}"/>')
        lines.append(f'<circle id="badge-{page}" cx="{badge[0]}" cy="{badge[1]}" r="26"/>')
        lines.append(f'<rect id="closeup-{page}" x="{x}" y="{y}" width="{width}" height="{height}"/>')
        if line:
            lines.append(f'<path id="path-{page}" d="{line}"/>')
    lines += [label(name, line) for name, line in LABELS.items()]
    return ['<g id="places" display="none">', *lines, "</g>"]


def draw() -> str:
    """Return the whole picture."""
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    first = first_organ()
    scene = {
        "ground": [*left_ground(), *right_ground(), *fibers()],
        "first-organ": [*first, *thin_layer(), *setting_out()],
        "second-organ": second_organ(),
        "blood-vessel": [*vessel_inside(), *red_cells(), *vessel_wall(), *long_way(), *entering_cell(), *travelers()],
        "lymph": [*lymph_vessel(), *lymph_node()],
        "arrivals": [*leaving_cells(), *sleeping_cell(), *lost_cells()],
        "far-away": small_body(),
        "details": details(),
    }
    layers = [line for name, content in scene.items() for line in group(name, content)]
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *definitions(), *layers, *places(), "</svg>"]
    return "\n".join(lines) + "\n"
