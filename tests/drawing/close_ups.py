"""What is drawn only in a close-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drawing.geometry import Lines, blob, smooth
from tests.drawing.hand import dice, paint, path, thin_lines

if TYPE_CHECKING:
    from collections.abc import Iterable


def detail(page: str, lines: Iterable[str]) -> Lines:
    """Return what is drawn only in the close-up of a page."""
    return [f'<g id="detail-{page}" display="none">', *lines, "</g>"]


def bonds() -> Lines:
    """Draw the bonds between healthy cells, and the broken ones between cancer cells on their way."""
    whole = [f"M{x} {y}h9" for x, y in ((195, 386), (195, 394), (228, 386), (228, 394), (393, 386), (393, 394))]
    broken = [
        "M294 441l-.5 3.4m1 2.2l-.5 3.4",
        "M303 443l-.5 3m1 2.2l-.5 3",
        "M303 489l2.4 2.4m2 .6l2.4 2.4",
        "M311 484l2.4 2m2 .6l2.4 2",
    ]
    return thin_lines("bonds", whole, "peach-dark", 2.5) + thin_lines("broken-bonds", broken, "plum-line", 2)


def platelets() -> Lines:
    """Draw platelets near a cell that the blood carries."""
    rng = dice("platelets")
    spots = ((472, 676, 0.4), (475, 705, -0.6), (524, 711, 0.7), (533, 688, 1.4), (512, 660, 0.2))
    look = paint("platelet", "platelet-line", 1.3)
    return [path(smooth(blob(rng, (x, y, 6.5), 0.1, 1.2, turn, 7)), look) for x, y, turn in spots]


def sprout() -> Lines:
    """Draw the first thin new vessel that grows toward the young tumor."""
    stem = ["M790 408C846 404 850 366 896 352"]
    tips = ["M896 352Q906 350 911 341", "M896 352Q907 352 917 356", "M862 372Q868 384 880 388"]
    return [
        *thin_lines("sprout-wall", stem, "wall", 12),
        *thin_lines("sprout-tips", tips, "wall", 4),
        *thin_lines("sprout-inside", stem, "blood", 6),
    ]


def details() -> Lines:
    """Draw the small things that only a close-up shows."""
    apart = ("M398 600q-8 8 -5 14", "M399 594q-10 -6 -12 -14", "M450 600q8 8 6 15", "M450 594q9 -7 9 -15")
    parting = ("M1010 634q-8 -6 -9 -13", "M1011 640q-7 6 -8 12", "M1048 634q8 -6 9 -13", "M1048 640q7 6 8 12")
    return [
        *detail("local-invasion", bonds()),
        *detail("intravasation", thin_lines("pulled-apart", apart, "blood-line", 2)),
        *detail("circulation", platelets()),
        *detail("extravasation", thin_lines("parting", parting, "blood-line", 1.8)),
        *detail("secondary-tumor", sprout()),
    ]
