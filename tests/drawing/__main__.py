"""Draw every picture of the program again: those of the topic "How cancer can spread", and the icon.

Run it from the top of the project; the same bytes come out each time::

    python -m tests.drawing [-o FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.drawing import biopsy, common_places, icon, metastasis, staging, treatments

PICTURES = {
    "topics/metastasis/diagram.svg": metastasis.draw,
    "topics/metastasis/staging.svg": staging.draw,
    "topics/metastasis/biopsy.svg": biopsy.draw,
    "topics/metastasis/common-places.svg": common_places.draw,
    "topics/metastasis/treatments.svg": treatments.draw,
    "icons/metastasis-viewer.svg": icon.draw,
}
"""What draws each picture, by its place in ``resources/``."""

ICON_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Sides of the icon's PNG files, in pixels: the sizes that desktops ask for."""

TARGET = Path(__file__).resolve().parents[2] / "resources"


def write_icon_sizes(folder: Path) -> None:
    """Write the icon as PNG files; Qt draws them, as it does on the screen."""
    from PySide6.QtCore import QSize

    from viewer.ui.picture import render

    svg = (folder / "metastasis-viewer.svg").read_bytes()
    for side in ICON_SIDES:
        render(svg, QSize(side, side)).save(str(folder / f"metastasis-viewer-{side}.png"))


def main() -> None:
    """Write the pictures into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.drawing", description="Draw the pictures and the icon.")
    parser.add_argument("-o", "--output", type=Path, default=TARGET, metavar="FOLDER", help="instead of resources/")
    target: Path = parser.parse_args().output
    for name, draw in PICTURES.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(draw(), encoding="utf-8", newline="\n")
    write_icon_sizes(target / "icons")


if __name__ == "__main__":
    main()
