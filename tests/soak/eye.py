"""What a screen shows, as its X server says: read anew at each look, by nobody's word but the server's."""

from __future__ import annotations

from Xlib import X, error
from Xlib.display import Display

from viewer.ui.notice_frame import GROUND, INK, LINE, LINE_WIDTH

LEAST_INK = 200
"""So many pixels in full ink are words, and no smear."""


class Eye:
    """Looks at the screen of an X server that may be gone at any time.

    Args:
        display: The server's name, as in ``":77"``.
    """

    def __init__(self, display: str) -> None:
        self._display = display

    def rows(self) -> list[bytes]:
        """Return the screen's rows of pixels from the top, 4 bytes a pixel: blue, green, red, nothing; or no row."""
        try:
            display = Display(self._display)
        except (error.DisplayError, OSError):
            return []
        try:
            root = display.screen().root
            size = root.get_geometry()
            image = root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data
            step = size.width * 4
            return [image[start : start + step] for start in range(0, len(image), step)]
        except (error.ConnectionClosedError, error.XError, OSError):
            return []
        finally:
            _close(display)

    def notice(self) -> list[bytes]:
        """Return the rows of the notice if it stands whole at the screen's lower edge, else nothing."""
        return self.notice_in(self.rows())

    def notice_in(self, rows: list[bytes]) -> list[bytes]:
        """Return the rows of the notice if it stands whole at the lower edge of some rows, else nothing.

        That is: its line over the screen's whole width, below it nothing but ground, ink and what is between them, and
        so much ink that it is words.
        """
        top = _top_of(rows)
        if top is None:
            return []
        strip = rows[top:]
        words = strip[LINE_WIDTH:]
        ink = sum(row.count(_pixel(INK)) for row in words)
        return strip if ink >= LEAST_INK and all(_is_mix(row) for row in words) else []


def _close(display: Display) -> None:
    """Close a connection, which may be gone already."""
    try:
        display.close()
    except (error.ConnectionClosedError, OSError):
        return


def _top_of(rows: list[bytes]) -> int | None:
    """Return the first of the lowest rows that are the notice's line, over the whole width."""
    for last in range(len(rows) - 1, LINE_WIDTH - 2, -1):
        if _is_line(rows[last]):
            first = last - LINE_WIDTH + 1
            return first if all(_is_line(row) for row in rows[first:last]) else None
    return None


def _pixel(name: str) -> bytes:
    """Return a color's blue, green and red."""
    return bytes.fromhex(name.removeprefix("#"))[::-1]


def _is_line(row: bytes) -> bool:
    """Return whether a row is the notice's line and nothing else."""
    return all(set(row[channel::4]) == {value} for channel, value in enumerate(_pixel(LINE)))


def _is_mix(row: bytes) -> bool:
    """Return whether all pixels of a row lie between ground and ink, as the smooth edge of a letter does."""
    ends = zip(_pixel(INK), _pixel(GROUND), strict=True)
    channels = (row[channel::4] for channel in range(3))
    return all(
        ink - 2 <= min(values) and max(values) <= ground + 2
        for values, (ink, ground) in zip(channels, ends, strict=True)
    )
