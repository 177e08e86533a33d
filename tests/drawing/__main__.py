"""Draw every picture of the topic "How cancer can spread" again.

Run it from the top of the project; the same bytes come out each time::

    python -m tests.drawing [-o FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.drawing.metastasis import draw

TARGET = Path(__file__).resolve().parents[2] / "resources" / "topics" / "metastasis"


def main() -> None:
    """Write the pictures into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.drawing", description="Draw the pictures of the topic.")
    parser.add_argument("-o", "--output", type=Path, default=TARGET, metavar="FOLDER")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "diagram.svg").write_text(draw(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
