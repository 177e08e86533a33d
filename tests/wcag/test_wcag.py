"""What WCAG 2.2 AA asks of a program and no other test looks at; README.md beside this file has the whole table."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollArea

import viewer
from viewer.settings import TEXT_SIZES, THEMES
from viewer.ui.buttons import RING, Button

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def contrast(front: QColor, ground: QColor) -> float:
    """Return the contrast of two colors, as WCAG computes it."""

    def brightness(color: QColor) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((brightness(front), brightness(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# 1.4.3, 1.4.6, 1.4.11: as it is drawn, not as the theme's file has it


@pytest.mark.parametrize("theme", THEMES)
def test_body_text_is_seven_to_one_on_each_ground_that_it_stands_on(open_window, theme):
    window = open_window(theme=theme, page="treatment")
    colors, document = window.look.colors, window.view.parts.explanation.document()
    grounds = {colors.paper, colors.short_ground, colors.good_ground}
    block, seen = document.begin(), set()
    while block.isValid():
        for piece in block.textFormats():
            front = piece.format.foreground().color()
            link = bool(piece.format.anchorHref())
            seen |= {contrast(front, QColor(ground)) >= (4.5 if link else 7) for ground in grounds}
        block = block.next()
    assert seen == {True}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lit", [True, False])
@pytest.mark.parametrize("enabled", [True, False])
def test_a_button_s_words_and_its_line_stand_out(open_window, theme, lit, enabled):
    window = open_window(theme=theme)
    one = window.view.header.findChildren(Button)[0]
    one.set_lit(lit)
    one.setEnabled(enabled)
    ground, words, line = one._grounds()
    assert contrast(words, ground) >= 4.5
    assert contrast(line, QColor(window.look.colors.paper)) >= 3


# 2.4.11, 2.4.13: the focus


def ring_of(button: Button) -> tuple[int, list[float]]:
    """Return how many pixels change when a button gets the focus by key, and the contrast of each change."""
    other = button.window().findChild(QAbstractButton, "menu")
    (other if other is not button else button.window().findChild(QAbstractButton, "sources")).setFocus()
    QApplication.processEvents()
    before = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = button.grab().toImage()
    places = [(x, y) for x in range(after.width()) for y in range(after.height())]
    changes = [
        contrast(after.pixelColor(*p), before.pixelColor(*p)) for p in places if after.pixel(*p) != before.pixel(*p)
    ]
    return len(changes), changes


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["display-button", "step-circulation", "step-after", "page-overview"])
def test_the_focus_ring_is_two_pixels_wide_all_round_and_three_to_one(open_window, theme, name):
    window = open_window(theme=theme)
    button = window.findChild(Button, name)
    _, changes = ring_of(button)
    shape = button.rect().adjusted(RING, RING, -RING, -RING)
    assert len([each for each in changes if each >= 3]) >= 2 * 2 * (shape.width() + shape.height()) * 0.85


@pytest.mark.parametrize("size", [(320, 640), (800, 480), (1280, 800)])
@pytest.mark.parametrize("text_size", [100, 300])
def test_what_has_the_focus_is_never_hidden(open_window, qtbot, size, text_size):
    window = open_window(size=size, text_size=text_size)
    for _ in range(60):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focus = window.focusWidget()
        focus = focus.viewport() if isinstance(focus, QAbstractScrollArea) else focus
        assert not focus.visibleRegion().isEmpty(), focus.objectName()
        spot = focus.visibleRegion().boundingRect().center()
        there = window.childAt(focus.mapTo(window, spot))
        assert there is focus or focus.isAncestorOf(there), f"{there} covers {focus.objectName()}"


# 2.5.8: targets; ours are 32 pixels, and not 24


@pytest.mark.parametrize("size", [(320, 640), (800, 480), (1280, 800), (1080, 1920)])
@pytest.mark.parametrize("opened", ["", "open_display", "open_menu"])
def test_each_button_is_large_enough_to_be_pressed(open_window, size, opened):
    window = open_window(size=size)
    if opened:
        getattr(window, opened)()
        QApplication.processEvents()
    small = [
        f"{each.objectName()}: {each.width()}x{each.height()}"
        for each in window.findChildren(Button)
        if each.isVisible() and (each.width() < window.look.target or each.height() < window.look.target)
    ]
    assert small == []


# 1.4.10, 1.4.12: reflow and text spacing


def beyond(window) -> list[str]:
    """Return what stands outside of the window at a side, or is cut there."""
    faults = []
    width = window.width()
    for each in window.findChildren(Button):
        if each.isVisible():
            place = QRect(each.mapTo(window, QPoint()), each.size())
            if place.left() < 0 or place.right() >= width:
                faults.append(f"{each.objectName()} at {place.getRect()}")
            if each.heightForWidth(each.width()) > each.height():
                faults.append(f"the words of {each.objectName()} are cut")
    text = window.view.parts.explanation
    if text.document().idealWidth() > text.viewport().width():
        faults.append(f"the text is {text.document().idealWidth()} wide in {text.viewport().width()}")
    for area in window.findChildren(QScrollArea):
        if area.horizontalScrollBar().maximum():
            faults.append(f"{area} scrolls sideways")
    return faults


@pytest.mark.parametrize("spacing", ["normal", "wide"])
@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_nothing_scrolls_sideways_in_a_narrow_window(open_window, text_size, spacing):
    window = open_window(size=(320, 640), text_size=text_size, spacing=spacing)
    for page in (entry.id for entry in window.view.topic.pages):
        window.view.choose(page)
        QApplication.processEvents()
        assert beyond(window) == [], page


@pytest.mark.parametrize("size", [(320, 640), (800, 480), (1280, 800)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_wide_spacing_is_as_wide_as_wcag_says_and_loses_nothing(open_window, qtbot, size, text_size):
    window = open_window(size=size, text_size=text_size, page="treatment")
    text, em = window.view.parts.explanation, window.look.em
    before = text.toPlainText()
    window.set_spacing("wide")
    QApplication.processEvents()
    assert text.toPlainText() == before
    assert beyond(window) == []
    font = text.document().defaultFont()
    assert font.letterSpacing() >= 0.12 * em
    assert font.wordSpacing() >= 0.16 * em
    gaps, pitches = spacing_of(text)
    assert min(gaps) >= 2 * em
    assert min(pitches) >= 1.5 * em
    window.view.reader.toggle_caret()
    qtbot.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().atEnd()
    assert text.viewport().visibleRegion().boundingRect().intersects(text.cursorRect()), "the end can be read"


def spacing_of(text) -> tuple[list[float], list[float]]:
    """Return the room between paragraphs that follow one another, and how far apart their lines are, in pixels."""
    gaps, pitches = [], []
    layout, block = text.document().documentLayout(), text.document().begin()
    while block.isValid():
        lines = [block.layout().lineAt(index) for index in range(block.layout().lineCount())]
        if not block.charFormat().isImageFormat() and "\ufffc" not in block.text():
            pitches += [second.y() - first.y() for first, second in pairwise(lines)]
        after = block.next()
        plain = [each for each in (block, after) if each.isValid() and not each.blockFormat().headingLevel()]
        if len(plain) == 2 and not block.textList() and not after.textList() and block.text() and after.text():
            first, second = layout.blockBoundingRect(block), layout.blockBoundingRect(after)
            gaps.append(second.top() - first.bottom() + first.height() - text_height(block))
        block = after
    return gaps, pitches


def text_height(block) -> float:
    """Return the height of a block's lines, the last one without the room below it."""
    last = block.layout().lineAt(block.layout().lineCount() - 1)
    return last.y() + QFontMetricsF(block.charFormat().font()).height()


# 2.2.1, 2.2.2: timing

TIMERS = {
    "viewer.app": "settles Python's memory and writes down a clinic's settings, unseen",
    "viewer.desktop.follower": "looks for a saved change of a topic that is being written",
    "viewer.desktop.keeping_part": "lets a second press count only after a pause, so that no hasty one deletes a list",
    "viewer.desktop.keys": "lets the mouse's own buttons be heard once the window is there, unseen",
    "viewer.desktop.mine": "keeps what has changed, unseen, if the reader has said yes",
    "viewer.desktop.window": "reads the other pages ahead, unseen",
    "viewer.ui.accessible": "lets go of what Qt has deleted, unseen",
    "viewer.ui.diagram": "draws the picture anew when a window's size has settled; a cell travels for half a second",
    "viewer.ui.listening": "remembers where the voice ended; keeps its sentence in sight at another size",
    "viewer.ui.garbage": "collects Python's garbage, unseen",
    "viewer.ui.finder": "reads the pages and shows all that was found in the pauses of typing",
    "viewer.ui.spd_voice": "tries the first sentence again while the engine starts",
    "viewer.ui.command": "leaves a program that does not answer",
    "viewer.ui.print_panel": "makes the preview anew in the pauses of choosing",
    "viewer.ui.print_run": "looks what became of a sheet that was sent to the printer",
    "viewer.ui.reading_aloud": "leaves a voice that is stuck",
    "viewer.ui.utterance": "leaves a voice that is stuck",
    "viewer.ui.scroller": "moves the text smoothly to the sentence that is read aloud, or at once",
    "viewer.ui.notice_frame": "lets the notice be said after what has the focus",
}
"""Each module that uses time, and what for: nothing that a reader does has a limit, nothing moves by itself."""


def test_nothing_that_a_reader_does_has_a_time_limit():
    package = Path(viewer.__file__).parent
    found = set()
    for path in package.rglob("*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)
        }
        if names & {"QTimer", "QVariantAnimation", "QPropertyAnimation", "QBasicTimer"}:
            found.add(".".join(path.relative_to(package.parent).with_suffix("").parts))
    # The kiosk forgets its visitors after a while, warns them and lets them stay: its own tests look at that.
    assert {each for each in found if not each.startswith("viewer.kiosk")} == set(TIMERS)


# The table


def test_each_test_that_the_table_names_is_there():
    rows = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (HERE / "README.md").read_text(encoding="utf-8"))
    assert len(rows) > 20
    missing = []
    for path, name in rows:
        text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""
        if not text or (name and f"def {name}(" not in text):
            missing.append(f"{path}::{name}")
    assert missing == []
