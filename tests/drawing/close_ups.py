"""What is drawn only in a close-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drawing.blood_vessel import half_width, middle_y, thickness
from tests.drawing.geometry import Lines, blob, number, smooth
from tests.drawing.hand import dice, paint, path, thin_lines
from tests.drawing.second_organ import SPROUT

if TYPE_CHECKING:
    from collections.abc import Iterable


def detail(page: str, lines: Iterable[str]) -> Lines:
    """Return what is drawn only in the close-up of a page."""
    return [f'<g id="detail-{page}" display="none">', *lines, "</g>"]


def bonds() -> Lines:
    """Draw the bonds between healthy cells, and the broken ones between cancer cells on their way."""
    whole = [f"M{x} {y}h9" for x, y in ((195, 386), (195, 394), (228, 386), (228, 394), (393, 386), (393, 394))]
    broken = [
        "M298 441l-1 4",
        "M305 442l-.6 4",
        "M291 452l.8 -4",
        "M299 451l.6 -3.6",
        "M302 488l2 3.4",
        "M308 484l2.2 3.2",
        "M306 497l-2 -3.2",
        "M313 493l-2 -3",
    ]
    return thin_lines("bonds", whole, "peach-dark", 2.5) + thin_lines("broken-bonds", broken, "plum-line", 2)


def wall_bonds(joints: Iterable[float], spread: float) -> Lines:
    """Write the bonds that hold the cells of the upper wall together, at joints from the left; none at a gap.

    Args:
        joints: Where two wall cells meet.
        spread: How far the two bonds of a joint lie from its middle.
    """
    lines = []
    for x in joints:
        y = middle_y(x) - half_width(x) + thickness(x) / 2
        lines += [f"M{number(x - 4)} {number(y + side * spread)}h8" for side in (-1, 1)]
    return lines


def platelets() -> Lines:
    """Draw platelets near a cell that the blood carries."""
    rng = dice("platelets")
    spots = ((504, 684, 0.4), (500, 711, -0.6), (560, 714, 0.7), (520, 669, 1.4), (562, 676, 0.2))
    look = paint("red-pale", "blood-line", 1.3)
    return [path(smooth(blob(rng, (x, y, 6.5), 0.1, 1.2, turn, 7)), look) for x, y, turn in spots]


def sprout() -> Lines:
    """Draw the first thin new vessel that grows toward the young tumor."""
    stem = [smooth(SPROUT, closed=False)]
    x, y = SPROUT[-1]
    tips = [f"M{x} {y}q4 -6 12 -6", f"M{x} {y}q0 -6 -6 -11", "M862 424Q850 414 846 400"]
    return [
        *thin_lines("sprout-wall", stem, "wall", 12),
        *thin_lines("sprout-tips", tips, "wall", 4),
        *thin_lines("sprout-inside", stem, "blood", 6),
    ]


def details() -> Lines:
    """Draw the small things that only a close-up shows."""
    before = wall_bonds((272, 340, 508, 574), 4.5)
    after = wall_bonds((903, 960, 1096, 1148), 2.6)
    return [
        *detail("local-invasion", bonds()),
        *detail("intravasation", thin_lines("vessel-bonds", before, "blood-line", 2.2)),
        *detail("circulation", platelets()),
        *detail("extravasation", thin_lines("small-vessel-bonds", after, "blood-line", 1.8)),
        *detail("secondary-tumor", sprout()),
    ]
