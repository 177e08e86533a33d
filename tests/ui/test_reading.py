"""What a screen reader and the keyboard get of a page: its parts and places, words that are said, the text cursor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import button
from viewer.content.blocks import Figure, Heading, List, ListItem, Paragraph, Table, plain_text, walk
from viewer.content.clinic import told_sections
from viewer.content.topics import open_topic
from viewer.settings import resources_folder

SIZES = {"wide": (1280, 800), "tall": (1080, 1920), "split": (800, 480), "scroll": (320, 640)}
PAGES = [entry.id for entry in open_topic(resources_folder() / "topics" / "metastasis").pages]


@pytest.fixture(params=SIZES)
def arranged(request, open_window):
    """A window in each of the four arrangements."""
    window = open_window(size=SIZES[request.param])
    assert window.view.mode == request.param
    return window


def document(window):
    """Return what screen readers are told about the page."""
    return QAccessible.queryAccessibleInterface(window.view.parts.explanation.parentWidget())


def inside(thing) -> list:
    """Return a thing and all that is inside it, but not inside the text pane, which is Qt's own."""
    found = [thing]
    for index in range(thing.childCount()):
        child = thing.child(index)
        found += inside(child) if child.object() is None else [child]
    return found


def named(window, role: QAccessible.Role) -> list[str]:
    """Return the names of all parts of the page with a role."""
    return [each.text(QAccessible.Text.Name) for each in inside(document(window))[1:] if each.role() == role]


def focused(window):
    """Return what has the focus."""
    return window.focusWidget()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_each_block_of_a_page_is_a_part_of_the_document(open_window, page, language):
    window = open_window(page=page, language=language)
    read = window.view.topic.page(page, language)
    headings = named(window, QAccessible.Role.Heading)
    words = named(window, QAccessible.Role.Paragraph) + named(window, QAccessible.Role.ListItem)
    pictures = named(window, QAccessible.Role.Graphic)
    assert headings[0] == read.title
    told = told_sections(read.sections, window.shelf.clinic, window.translation)
    shown = [block for section in told if section.role != "if-asked" for block in walk((section,))]
    assert {plain_text(each.children) for each in shown if isinstance(each, Heading)} <= set(headings)
    assert {plain_text(each.children) for each in shown if isinstance(each, Paragraph)} <= set(words)
    assert {each.description for each in shown if isinstance(each, Figure)} <= set(pictures)
    assert len(named(window, QAccessible.Role.List)) >= sum(isinstance(each, List) for each in shown)
    assert len(named(window, QAccessible.Role.ListItem)) >= sum(isinstance(each, ListItem) for each in shown)
    cells = [plain_text(cell) for each in shown if isinstance(each, Table) for row in each.rows for cell in row]
    assert named(window, QAccessible.Role.Cell) == cells


@pytest.mark.parametrize("page", PAGES)
def test_each_part_has_its_place_in_the_text_and_they_come_in_reading_order(open_window, page):
    window = open_window(page=page)
    parts = [each for each in inside(document(window))[1:-1] if each.text(QAccessible.Text.Name)]
    assert [each.text(QAccessible.Text.Name) for each in parts if each.rect().isEmpty()] == []
    blocks = [each.rect().top() for each in parts if each.role() != QAccessible.Role.Link]
    assert blocks == sorted(blocks)
    text = window.view.parts.explanation
    corner, size = text.viewport().mapToGlobal(QPoint()), text.document().size()
    page_rect = QRect(corner.x(), corner.y(), text.viewport().width(), round(size.height()))
    assert [each.text(QAccessible.Text.Name) for each in parts if not page_rect.contains(each.rect())] == []


def test_only_what_is_in_sight_shows(window):
    text = window.view.parts.explanation
    parts = inside(document(window))[1:-1]
    first = [each.text(QAccessible.Text.Name) for each in parts if not each.state().offscreen]
    assert "Entering a vessel" in first
    assert "Sources" not in first
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    last = [each.text(QAccessible.Text.Name) for each in parts if not each.state().offscreen]
    assert "Entering a vessel" not in last
    assert any(name.startswith("Not yet reviewed") for name in last)


def test_headings_have_levels_and_links_can_be_pressed(window):
    parts = inside(document(window))[1:-1]
    headings = [each for each in parts if each.role() == QAccessible.Role.Heading]
    levels = [each.attributesInterface().attributeValue(QAccessible.Attribute.Level) for each in headings]
    assert levels[:2] == [1, 2]
    assert set(levels) <= {1, 2, 3}
    (link,) = [each for each in parts if each.text(QAccessible.Text.Name) == "Lymph nodes"]
    link.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert window.view.word.accessibleName() == "lymph node"
    paragraph = next(each for each in parts if each.role() == QAccessible.Role.Paragraph)
    assert paragraph.actionInterface() is None
    assert paragraph.attributesInterface() is None


def test_each_part_knows_whose_it_is_and_what_is_where(window):
    for each in inside(document(window))[:-1]:
        children = [each.child(index) for index in range(each.childCount())]
        assert [each.indexOfChild(child) for child in children] == list(range(len(children)))
        assert all(child.parent() is each for child in children if child.object() is None)
    heading = next(each for each in inside(document(window)) if each.role() == QAccessible.Role.Heading)
    spot = heading.rect().center()
    assert document(window).childAt(spot.x(), spot.y()) is heading


def test_the_text_itself_comes_last_with_its_caret(window):
    last = inside(document(window))[-1]
    assert last.object() is window.view.parts.explanation
    assert last.textInterface().characterCount() > 500


def test_a_closed_part_is_a_link_until_it_is_opened(open_window):
    window = open_window(page="finding")
    closed = [section for section in window.view.topic.page("finding", "en").sections if section.role == "if-asked"]
    words = {plain_text(each.children) for each in walk(tuple(closed)) if isinstance(each, Paragraph)}

    def said() -> set[str]:
        return set(named(window, QAccessible.Role.Paragraph) + named(window, QAccessible.Role.ListItem))

    assert words
    assert not words & said()
    parts = inside(document(window))
    (link,) = [
        each for each in parts if each.role() == QAccessible.Role.Link and "Show" in each.text(QAccessible.Text.Name)
    ]
    link.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert words <= said()


def test_pages_and_views_that_are_gone_leave_nothing_behind(window):
    for page in (*PAGES, "intravasation"):
        window.view.choose(page)
        assert named(window, QAccessible.Role.Heading)
        numbers = [QAccessible.uniqueId(each) for each in inside(document(window))[1:-1]]
    window.view.choose("overview")
    assert [number for number in numbers if QAccessible.accessibleInterface(number) is not None] == []
    numbers = [QAccessible.uniqueId(each) for each in inside(document(window))[:-1]]
    for language in ("es", "en", "es"):
        window.show_language(language)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        assert named(window, QAccessible.Role.Heading)
    assert [number for number in numbers if QAccessible.accessibleInterface(number) is not None] == []


# What is said


def test_a_chosen_step_stands_where_the_focus_is_until_it_comes_again(window, qtbot):
    display = button(window, "display-button")
    display.setFocus()
    qtbot.keyClick(display, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert focused(window) is display
    assert display.accessibleDescription() == "Step 3 of 5, Traveling"
    qtbot.keyClick(display, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert display.accessibleDescription() == "Step 4 of 5, Leaving the vessel"
    button(window, "menu").setFocus()
    display.setFocus()
    assert display.accessibleDescription() == ""


def test_the_button_of_the_page_that_is_shown_says_so_again_later(window):
    step = button(window, "step-circulation")
    step.setFocus()
    step.click()
    assert step.accessibleDescription() == "Step 3 of 5, Traveling"
    button(window, "menu").setFocus()
    step.setFocus()
    assert step.accessibleDescription() == "Shown now"


def test_the_meaning_of_a_word_is_said_with_the_button_that_has_the_focus(window):
    window.view.parts.explanation.link_pressed.emit("glossary", "lymph-node")
    assert focused(window) is window.view.word.close_button
    meaning = plain_text(window.view.topic.words("en")["lymph-node"].meaning)
    assert meaning in focused(window).accessibleDescription()


def test_a_choice_in_effect_says_so(window, qtbot):
    window.open_display()
    wide = next(each for each in window.view.panel.inside_chain() if each.words == "Wide")
    assert wide.accessibleDescription() == ""
    wide.click()
    assert window.look.spacing == "wide"
    assert wide.accessibleDescription() == "Chosen"


# The text cursor


def press(window, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.view.parts.explanation, key)


def test_arrows_move_the_text_until_f7_and_then_a_cursor(arranged):
    window = arranged
    text = window.view.parts.explanation
    text.setFocus()
    press(window, Qt.Key.Key_Down)
    assert text.textCursor().position() == 0
    press(window, Qt.Key.Key_F7)
    before = text.textCursor().position()
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert text.textCursor().position() > before
    press(window, Qt.Key.Key_F7)
    after = text.textCursor().position()
    press(window, Qt.Key.Key_Down)
    assert text.textCursor().position() == after


def test_the_cursor_stays_in_sight_all_the_way(arranged):
    window = arranged
    text = window.view.parts.explanation
    press(window, Qt.Key.Key_F7)
    steps = 0
    while not text.textCursor().atEnd():
        before = text.textCursor().position()
        press(window, Qt.Key.Key_Down)
        if text.textCursor().position() == before:
            press(window, Qt.Key.Key_End)
        sight = text.viewport().visibleRegion().boundingRect()
        assert sight.intersects(text.cursorRect()), text.textCursor().block().text()
        steps += 1
        assert steps < 400
    assert steps > 20


def test_the_cursor_begins_where_the_reader_is_and_takes_the_focus(window):
    text = window.view.parts.explanation
    text.verticalScrollBar().setValue(900)
    button(window, "menu").setFocus()
    window.view.reader.toggle_caret()
    assert focused(window) is text
    assert 0 <= text.cursorRect().top() < 4 * window.look.em
    assert 900 - text.verticalScrollBar().value() < 4 * window.look.em


def test_the_cursor_stays_on_other_pages_sizes_and_languages(window):
    window.view.reader.toggle_caret()
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    position = window.view.parts.explanation.textCursor().position()
    window.set_text_percent(200)
    assert window.view.parts.explanation.textCursor().position() == position
    window.view.choose("circulation")
    assert window.view.parts.explanation.caret.on
    window.show_language("es")
    text = window.view.parts.explanation
    assert text.caret.on
    press(window, Qt.Key.Key_Down)
    assert text.textCursor().position() > 0


def test_enter_follows_the_link_in_which_the_cursor_stands_and_tab_goes_on_from_it(window):
    text = window.view.parts.explanation
    window.view.reader.toggle_caret()
    start = text.toPlainText().index("Lymph nodes filter")
    text.caret.put(start + 3)
    press(window, Qt.Key.Key_Return)
    assert window.view.word.accessibleName() == "lymph node"
    window.view.close_word()
    press(window, Qt.Key.Key_Tab)
    assert text.textCursor().selectedText() == "immune"
    window.view.close_word()
    text.caret.put(0)
    press(window, Qt.Key.Key_Return)
    assert window.view.word is None


def test_the_cursor_selects_and_copies(window):
    text = window.view.parts.explanation
    window.view.reader.toggle_caret()
    text.caret.put(text.toPlainText().index("Entering a vessel"))
    QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText() == "Entering a vessel"
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Entering a vessel"


def test_what_a_picture_shows_is_said_when_the_cursor_comes_to_it(window):
    text = window.view.parts.explanation
    picture = window.view.topic.page("intravasation", "en").picture
    window.view.reader.toggle_caret()
    for _ in range(20):
        press(window, Qt.Key.Key_Down)
        if text.accessibleDescription() == picture:
            break
    assert text.accessibleDescription() == picture


def test_a_line_that_a_screen_reader_reads_is_brought_into_sight(arranged):
    window = arranged
    text = window.view.parts.explanation
    reader = QAccessible.queryAccessibleInterface(text).textInterface()
    start = text.toPlainText().index("Questions to ask")
    reader.scrollToSubstring(start, start + 5)
    cursor = text.textCursor()
    cursor.setPosition(start)
    assert text.viewport().visibleRegion().boundingRect().intersects(text.cursorRect(cursor))
