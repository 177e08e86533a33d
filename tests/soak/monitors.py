"""An X server whose monitors can be unplugged, turned and changed in resolution: Xorg with its dummy driver."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path("/usr/lib/xorg/modules/drivers/dummy_drv.so")

SETTINGS = """
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 64000
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 5-1000
    VertRefresh 5-200
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1280x800"
        Virtual 3840 2160
    EndSubSection
EndSection
"""


def absent() -> list[str]:
    """Return which of the needed commands this machine lacks."""
    tools = [tool for tool in ("Xorg", "xrandr") if shutil.which(tool) is None]
    return tools if DRIVER.exists() else [*tools, str(DRIVER)]


class Monitors:
    """The monitors of a running X server.

    Args:
        display: The server's name.
    """

    FIRST, SECOND = "DUMMY0", "DUMMY1"

    def __init__(self, display: str) -> None:
        self.display = display

    def xrandr(self, *words: str) -> None:
        """Change something."""
        command = ["xrandr", *words]
        done = subprocess.run(
            command, env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"

    def add_mode(self, width: int, height: int, monitor: str = FIRST) -> str:
        """Let a monitor have another size, and return what that is called."""
        name = f"own-{width}x{height}"
        across = [width, width + 40, width + 80, width + 160]
        down = [height, height + 3, height + 6, height + 20]
        clock = across[-1] * down[-1] * 60 / 1_000_000
        self.xrandr("--newmode", name, f"{clock:.2f}", *map(str, [*across, *down]))
        self.xrandr("--addmode", monitor, name)
        return name


@contextmanager
def monitors(folder: Path) -> Iterator[Monitors]:
    """Start such a server, with one monitor of 1280x800, and end it.

    Args:
        folder: Where its files go.
    """
    (folder / "xorg.conf").write_text(SETTINGS)
    told, telling = os.pipe()
    words = ["Xorg", "-displayfd", str(telling), "-config", str(folder / "xorg.conf"), "-noreset", "-nolisten", "tcp"]
    log = folder / "xorg.log"
    server = subprocess.Popen(
        [*words, "-logfile", str(log)], pass_fds=[telling], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(telling)
    try:
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        assert number, f"Xorg does not start: {log.read_text()[-2000:] if log.exists() else ''}"
        yield Monitors(f":{number}")
    finally:
        server.terminate()
        server.wait()
