"""How things look: colors, sizes and the bundled typeface."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

BODY = 18
"""Body text on the desktop at 100 %, in pixels."""

TARGET = 32
"""Least height and width of what can be pressed on the desktop, in pixels."""

MARGIN = 3
"""Room that a button keeps around what is drawn of it, its outline included, for its focus ring, in pixels."""

LETTERS, WORDS, PARAGRAPHS = 0.12, 0.16, 2.0
"""Wide spacing: room added between letters and between words, room between paragraphs, as parts of the text's size.

WCAG 2.2, 1.4.12, names these numbers; nothing may be lost with them.
"""

WIDER = 1.28
"""Wide spacing: the lines are that many times as far apart; they stand 1.6 of the text's size apart without it."""

FAMILY = "Atkinson Hyperlegible Next"


class Colors(NamedTuple):
    """The colors of a theme, each ``"#rrggbb"``; ``resources/theme/light.toml`` says what each is for.

    The values here are those of the light theme: the last resort, and no file to read at a start.
    """

    paper: str = "#fffaf4"
    surface: str = "#ffffff"
    ink: str = "#1d2b33"
    quiet: str = "#43525b"
    accent: str = "#0f5c6e"
    on_accent: str = "#ffffff"
    line: str = "#7d7468"
    focus: str = "#1d2b33"
    short_ground: str = "#e6f1f4"
    good_ground: str = "#edf5ea"
    good_line: str = "#4b7f52"
    cell: str = "#8a4aa3"
    nucleus: str = "#43225a"
    halo: str = "#ffffff"
    mark: str = "#ffd75e"
    on_mark: str = "#1d2b33"


class Look(NamedTuple):
    """What every widget is told about its looks.

    Attributes:
        theme: The theme's name.
        colors: The theme's colors.
        text_size: Text size in percent.
        body: Body text at 100 %, in pixels.
        target: Least side of what can be pressed, in pixels.
        motion: Whether things may move.
        spacing: ``"wide"`` for more room between lines, paragraphs, letters and words; else ``"normal"``.
        families: Typefaces behind the bundled one, for the characters that it lacks.
        low: Whether what can be pressed stands low, within reach of who sits before a kiosk, and no word is smaller
            than the body text.
        apart: Least room between two things that can be pressed, in pixels.
    """

    theme: str = "light"
    colors: Colors = Colors()
    text_size: int = 100
    body: int = BODY
    target: int = TARGET
    motion: bool = True
    spacing: str = "normal"
    families: tuple[str, ...] = ()
    low: bool = False
    apart: int = 0

    @property
    def em(self) -> int:
        """Body text at the chosen text size, in pixels."""
        return round(self.body * self.text_size / 100)

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """Return the typeface at a multiple of the body text; where things stand low, never smaller than that."""
        font = QFont([FAMILY, *self.families])
        font.setPixelSize(max(1, round(self.em * (max(1.0, scale) if self.low else scale))))
        font.setBold(bold)
        return font

    def between(self, usual: int) -> int:
        """Return the room between two buttons in pixels; ``usual`` is that of a look that asks for none.

        What is drawn of them is :attr:`apart` then, from outline to outline.
        """
        return max(usual, self.apart - 2 * MARGIN)

    def reading_font(self) -> QFont:
        """Return the typeface of text that is read in lines, with the room between letters and words that is wanted."""
        font = self.font()
        if self.spacing == "wide":
            letters, words = self.letter_spacing()
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, letters)
            font.setWordSpacing(words)
        return font

    def letter_spacing(self, scale: float = 1.0) -> tuple[float, float]:
        """Return the room added between letters and between words at a multiple of the body text, in pixels."""
        if self.spacing != "wide":
            return 0.0, 0.0
        # Qt keeps these in parts of 1/64 pixel, and would round down.
        letters, words = (ceil(part * self.em * scale * 64) / 64 for part in (LETTERS, WORDS))
        return letters, words

    def line_height(self, percent: int) -> int:
        """Return how far apart lines are, in percent of the typeface's own; ``percent`` is that of normal spacing."""
        return round(percent * WIDER) if self.spacing == "wide" else percent

    def paragraph_gap(self, part: float) -> int:
        """Return the room under a paragraph, in pixels; ``part`` of the body text is that of normal spacing."""
        return round(self.em * (PARAGRAPHS if self.spacing == "wide" else part))

    def with_text_size(self, percent: int) -> Look:
        """Return the same look at another text size."""
        return self._replace(text_size=percent)


def read_colors(folder: Path, theme: str) -> Colors:
    """Read a theme.

    Args:
        folder: ``resources/theme``.
        theme: The theme's name.

    Returns:
        Its colors. A color that is missing or wrong keeps the light theme's value, and the log says so.
    """
    if theme == "light":
        return Colors()
    import logging
    import tomllib

    path = folder / f"{theme}.toml"
    log = logging.getLogger(__name__)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.warning("The light theme is shown instead. %s: %s", path, error)
        return Colors()
    known = set(Colors._fields)
    good = {}
    for name, value in table.items():
        if name in known and isinstance(value, str) and QColor.isValidColorName(value):
            good[name] = value
        else:
            log.warning("%s: %s = %r is no color of a theme; expected a known name and #rrggbb", path, name, value)
    return Colors(**good)


def fill(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """Fill a rectangle, in pixels; ``fillRect`` makes PySide6 build all that it knows of gradients, at the start."""
    from PySide6.QtCore import Qt

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(rect)


def load_fonts(folder: Path) -> bool:
    """Make the bundled typeface known to Qt.

    Args:
        folder: ``resources/fonts``.

    Returns:
        Whether all of it loaded; if not, the log says what is missing and the system's typeface is used.
    """
    complete = True
    for name in ("AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf"):
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            import logging

            logging.getLogger(__name__).warning("%s does not load; the system's typeface is used", folder / name)
            complete = False
    return complete


def palette(colors: Colors) -> QPalette:
    """Return the palette of a theme for Qt's own widgets."""
    paper, ink = QColor(colors.paper), QColor(colors.ink)
    result = QPalette(ink, QColor(colors.surface), paper, paper, paper, ink, paper)
    result.setColor(QPalette.ColorRole.Base, paper)
    result.setColor(QPalette.ColorRole.Window, paper)
    result.setColor(QPalette.ColorRole.Highlight, QColor(colors.accent))
    result.setColor(QPalette.ColorRole.HighlightedText, QColor(colors.on_accent))
    result.setColor(QPalette.ColorRole.Link, QColor(colors.accent))
    result.setColor(QPalette.ColorRole.LinkVisited, QColor(colors.accent))
    return result
