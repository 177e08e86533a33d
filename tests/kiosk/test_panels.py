"""What opens on a kiosk shows enough to choose or to read, on every screen, with what is pressed within reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from tests.conftest import button
from tests.kiosk.conftest import LANDSCAPE, PITCH, PORTRAIT
from tests.kiosk.test_printing import PlayedPrinter
from tests.pseudo import PseudoCatalog, longest_notice
from viewer.content.translation import Translation
from viewer.kiosk.policy import ENLARGED, NORMAL, KioskSettings, fitted, sizes
from viewer.ui.column import Column
from viewer.ui.low_places import Heights, stand_low
from viewer.ui.panels import ROWS, message_panel

SCREENS = [
    ((1280, 800), 10.1),
    ((1366, 768), 15.6),
    ((1920, 1080), 15.6),
    ((1920, 1080), 21.5),
    ((1080, 1920), 21.5),
    ((1080, 1920), 10.1),
    ((800, 480), 10.1),
]
"""Screens as they are sold: pixels, and inches across."""


def pitch_of(size, inches):
    """Return the size of a pixel in millimeters."""
    return inches * 25.4 / (size[0] ** 2 + size[1] ** 2) ** 0.5


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0][0]}x{screen[0][1]}-{screen[1]}in")
def visited(request, make_kiosk):
    """Begins a visit on one of the screens, in a language, with a text size."""
    size, inches = request.param

    def begin(language, percent):
        told = KioskSettings(printer="hall")
        window = make_kiosk(
            size, on=fitted(sizes(pitch_of(size, inches), 60), size), settings=told, printers=PlayedPrinter
        )
        window.begin_visit(language)
        window.visit.set_look(window.visit.look.with_text_size(percent))
        window.visit.view.choose("circulation")
        QApplication.processEvents()
        return window

    return begin


def place_of(window, widget):
    """Return where a widget stands in a window."""
    return widget.rect().translated(widget.mapTo(window, QPoint()))


def whole(widget):
    """Whether all of a widget can be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def rows_of(panel):
    """Return the buttons that scroll in a panel, row by row."""
    (column,) = panel.findChildren(Column)
    rows = {}
    for each in panel.inside_chain():
        rows.setdefault(each.mapTo(column.widget(), QPoint()).y(), []).append(each)
    return column, [rows[top] for top in sorted(rows)]


def check_frame(window):
    """The line for the staff and the notice are seen, and the panel's own buttons stand within reach."""
    panel = window.visit.view.panel or window.visit.view.word
    staff = window.findChild(QWidget, "staff-line")
    assert whole(staff)
    assert window.childAt(place_of(window, staff).center()) is staff
    assert whole(window.label)
    at_foot = [
        each for each in panel.focus_chain() if not any(c.isAncestorOf(each) for c in panel.findChildren(Column))
    ]
    for each in at_foot:
        if not isinstance(each, QTextBrowser):
            assert whole(each)
            assert place_of(window, each).top() >= window.height() // 2 - 1, each.objectName()
    assert window.rect().contains(place_of(window, panel))


@pytest.mark.parametrize("name", ["pages", "words"])
@pytest.mark.parametrize("percent", [NORMAL, ENLARGED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_choice_shows_rows_and_each_can_be_brought_within_reach(visited, language, percent, name):
    window = visited(language, percent)
    button(window, f"kiosk-{name}").click()
    QApplication.processEvents()
    column, rows = rows_of(window.visit.view.panel)
    in_sight = [row for row in rows if all(whole(each) for each in row)]
    assert len(in_sight) >= min(ROWS, len(rows))
    assert rows[0] in in_sight, "it begins with its first row"
    check_frame(window)
    bar, middle = column.verticalScrollBar(), window.height() // 2
    for row in rows:
        # As far as a finger can pull it down, it goes.
        bar.setValue(row[0].mapTo(column.widget(), QPoint()).y() + row[0].height() - column.viewport().height())
        assert all(whole(each) for each in row)
        assert min(place_of(window, each).top() for each in row) >= middle - 1
    inside = QRect(column.mapTo(window, QPoint()), column.size())
    assert not inside.intersects(place_of(window, button(window, "close-panel")))


@pytest.mark.parametrize("percent", [NORMAL, ENLARGED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_paragraph_of_every_meaning_is_whole(visited, bundled, language, percent):
    window = visited(language, percent)
    for word in bundled.words(language):
        window.visit.view.open_word(word)
        QApplication.processEvents()
        (text,) = window.visit.view.word.findChildren(QTextBrowser)
        block = text.document().begin()
        while block.text().startswith("(") or block.text() == window.visit.view.word.accessibleName():
            block = block.next()
        bottom = text.document().documentLayout().blockBoundingRect(block).bottom()
        assert bottom <= text.viewport().height() + 1, word
        check_frame(window)


@pytest.mark.parametrize("percent", [NORMAL, ENLARGED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_message_is_whole(visited, shelf, language, percent):
    window = visited(language, percent)
    _ = shelf.translation(language).gettext
    words = [_("This screen cannot read aloud now."), _("The staff at the desk can help you.")]
    panel = message_panel(shelf.translation(language), window.visit.look, _("Listen"), words)
    window.visit.open_panel(panel)
    QApplication.processEvents()
    (text,) = panel.findChildren(QTextBrowser)
    assert text.verticalScrollBar().maximum() == 0
    check_frame(window)


@pytest.mark.parametrize("possible", [True, False])
@pytest.mark.parametrize("percent", [NORMAL, ENLARGED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_can_be_taken_home_is_within_reach(visited, language, percent, possible):
    window = visited(language, percent)
    if not possible:
        window._printing._shelf = window._printing._shelf._replace(printers=None)
    window.open_print()
    QApplication.processEvents()
    check_frame(window)
    panel = window.visit.view.panel
    assert panel._column.verticalScrollBar().maximum() == 0, "all that it says is in sight"


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_much_longer_words_can_be_chosen_too(make_kiosk, many_languages, size, language):
    window = make_kiosk(
        size,
        on=fitted(sizes(PITCH, 60), size),
        topic=many_languages,
        languages=many_languages.languages,
        translation=lambda each: Translation(each, PseudoCatalog()),
        notice=longest_notice,
    )
    window.begin_visit(language)
    window.visit.set_look(window.visit.look.with_text_size(ENLARGED))
    for name in ("pages", "language"):
        button(window, f"kiosk-{name}").click()
        QApplication.processEvents()
        column, rows = rows_of(window.visit.view.panel)
        assert all(whole(each) for each in rows[0])
        check_frame(window)
        for row in rows:
            column.ensureWidgetVisible(row[0], 0, 0)
            assert whole(row[0])
        button(window, "close-panel").click()


def test_the_other_buttons_come_back_when_a_panel_that_took_their_place_goes(make_kiosk, qtbot):
    size = (1366, 768)
    window = make_kiosk(size, on=sizes(pitch_of(size, 15.6), 60))
    window.begin_visit("es")
    window.visit.set_look(window.visit.look.with_text_size(ENLARGED))
    before = window.visit.view.scroller.place()
    button(window, "kiosk-pages").click()
    assert not window.visit.controls.isVisible()
    assert window.focusWidget() is button(window, "close-panel")
    button(window, "close-panel").click()
    assert window.visit.controls.isVisible()
    assert window.visit.view.scroller.place() == before


# The rule itself


@pytest.mark.parametrize(
    ("heights", "stands"),
    [
        (Heights(100, 100, 50), (500, 600)),
        (Heights(300, 150, 50), (400, 600)),
        (Heights(700, 300, 50), (0, 600)),
        (Heights(350, 300, 50), (250, 600)),
        (Heights(350, 300, 250), (450, 800)),
        (Heights(900, 700, 50), (0, 800)),
    ],
    ids=["low", "cut at the middle", "grown", "grown as needed", "in the place of the buttons", "the whole stage"],
)
def test_a_panel_stands_low_or_grows(heights, stands):
    assert stand_low(heights, 400, (600, 800)) == stands
