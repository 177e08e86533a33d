"""Which glyphs words are really drawn with, asked of Qt for whatever stands in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QWidget

from viewer.ui.buttons import Button
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFont, QGlyphRun, QTextBlock

    from viewer.desktop.window import DesktopWindow
    from viewer.ui.explanation import Explanation


def runs_of(text: str, font: QFont) -> list[QGlyphRun]:
    """Return the glyphs of words in a font."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout.glyphRuns()


def paragraphs(text: Explanation) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a page that have words."""
    block = text.document().begin()
    while block.isValid():
        if block.text().strip("\ufffc "):
            yield block
        block = block.next()


def runs_in(window: DesktopWindow) -> Iterator[QGlyphRun]:
    """Yield the glyphs of all words that a window shows above its notice."""
    for block in paragraphs(window.view.parts.explanation):
        yield from block.layout().glyphRuns()
    for widget in window.findChildren(QWidget):
        if isinstance(widget, Button):
            yield from runs_of(widget.words, widget.font())
        elif isinstance(widget, WrappedLabel):
            yield from runs_of(widget.text(), widget.font())
    for page in window.view.topic.pages:
        for words in window.view.topic.page(page.id, window.language).labels.values():
            yield from runs_of(words, window.look.font(bold=True))


def families_in(window: DesktopWindow) -> set[str]:
    """Return the families that a window's words are drawn with."""
    return {run.rawFont().familyName() for run in runs_in(window)}


def missing_in(window: DesktopWindow) -> int:
    """Return how many glyphs of a window's words are the box that stands for a missing one."""
    return sum(list(run.glyphIndexes()).count(0) for run in runs_in(window))
