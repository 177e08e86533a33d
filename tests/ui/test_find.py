"""The search in real windows: typed, chosen by keyboard and by mouse, and the page shown with the words marked."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QInputMethodEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.conftest import button, press, scroll_bar, window_faults
from tests.content.other_scripts import ARABIC, write_topic
from tests.content.small_topic import change, write_small_topic
from tests.ui.test_topic_view import fit_faults, in_window
from viewer.content.passages import passages_of_page
from viewer.content.search import Found
from viewer.content.topics import open_topic
from viewer.content.translation import read_translation
from viewer.settings import THEMES, resources_folder
from viewer.ui.find_panel import FindPanel, PlaceButton
from viewer.ui.finder import Finder, found_ranges
from viewer.ui.marks import FOUND, SPOKEN, paragraphs

SIZES = {"wide": (1280, 800), "tall": (1080, 1920), "split": (800, 480), "scroll": (320, 640)}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=SIZES)
def arranged(request, open_window):
    """A window in each of the four arrangements."""
    window = open_window(size=SIZES[request.param])
    assert window.view.mode == request.param
    return window


def key(qtbot, which, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget(), which, modifier)
    QApplication.processEvents()


def search(qtbot, window, typed=""):
    """Open the search, wait until all is read, and type."""
    key(qtbot, Qt.Key.Key_F, CTRL)
    panel = window.view.panel
    assert isinstance(panel, FindPanel)
    assert panel.field.hasFocus()
    qtbot.waitUntil(lambda: window.view.findChild(Finder).complete)
    if typed.isascii():
        qtbot.keyClicks(panel.field, typed)
    else:
        written = QInputMethodEvent()  # as other scripts are typed; keys are only for Latin letters here
        written.setCommitString(typed)
        QApplication.sendEvent(panel.field, written)
    rest(qtbot, window)
    return panel


def rest(qtbot, window):
    """Wait until all that was found is shown."""
    panel, finder = window.view.panel, window.view.findChild(Finder)
    qtbot.waitUntil(lambda: not finder.busy and panel.isVisible())
    QApplication.processEvents()


def shown(window):
    """Return the places that are shown, in the order of the screen."""
    found = [each for each in window.findChildren(PlaceButton) if each.isVisible()]
    return sorted(found, key=lambda each: in_window(each).top())


def marks(window):
    """Return the marked words of the text."""
    text = window.view.parts.explanation
    whole = text.toPlainText().encode("utf-16-le")
    return [whole[2 * start : 2 * end].decode("utf-16-le") for start, end in text.marks.marks(FOUND)]


def in_sight(window):
    """Return whether the first marked word can be seen."""
    text = window.view.parts.explanation
    ((start, _end), *_others) = text.marks.marks(FOUND)
    cursor = text.textCursor()
    cursor.setPosition(start)
    spot = text.cursorRect(cursor).center()
    there = text.viewport().mapTo(window, spot)
    return window.childAt(there) is text.viewport()


# From the key to the page


def test_typing_finds_and_enter_opens_the_page_at_the_words(arranged, qtbot):
    panel = search(qtbot, arranged, "trip is hard")
    assert panel.accessibleName() == "Find"
    assert panel.field.accessibleDescription() == "Places found: 1"
    key(qtbot, Qt.Key.Key_Return)
    assert arranged.view.panel is None
    assert arranged.view.page_id == "circulation"
    assert marks(arranged) == ["trip", "is", "hard"]
    assert in_sight(arranged)
    assert arranged.view.parts.explanation.hasFocus()


def test_enter_waits_for_the_place_while_the_pages_are_being_read(window, qtbot):
    key(qtbot, Qt.Key.Key_F, CTRL)
    finder = window.view.findChild(Finder)
    assert not finder.complete
    qtbot.keyClicks(window.view.panel.field, "trip is hard")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view.page_id == "circulation")
    assert marks(window) == ["trip", "is", "hard"]


def test_who_types_on_does_not_wait_for_the_words_before(window, qtbot):
    key(qtbot, Qt.Key.Key_F, CTRL)
    panel = window.view.panel
    qtbot.keyClicks(panel.field, "trip is hard")
    key(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.field, "x")
    rest(qtbot, window)
    assert window.view.panel is panel
    assert window.view.page_id == "intravasation"


def test_places_come_as_one_types_and_go_as_one_deletes(window, qtbot):
    panel = search(qtbot, window)
    counts = []
    for letter in "lymph":
        qtbot.keyClicks(panel.field, letter)
        rest(qtbot, window)
        counts.append(len(shown(window)))
    assert counts[0] >= counts[-1] > 0
    assert "Places found:" in panel.field.accessibleDescription()
    panel.field.clear()
    rest(qtbot, window)
    assert shown(window) == []
    assert panel.field.accessibleDescription() == ""


def test_back_leads_to_where_the_reader_was(arranged, qtbot):
    bar = scroll_bar(arranged)
    bar.setValue(bar.maximum() // 2)
    place = arranged.view.visit.stay
    search(qtbot, arranged, "trip is hard")
    key(qtbot, Qt.Key.Key_Return)
    assert arranged.view.page_id == "circulation"
    arranged.go_back()
    assert arranged.view.visit.stay == place
    assert not arranged.view.can_go_back


def test_arrows_go_through_the_places_and_back_to_the_line(window, qtbot):
    panel = search(qtbot, window, "lymph")
    places = shown(window)
    key(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is places[0]
    for place in places[1:]:
        key(qtbot, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is place
        top = in_window(place).top()
        assert in_window(panel).top() <= top <= in_window(panel).bottom()
    key(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is places[-1]
    for _ in places:
        key(qtbot, Qt.Key.Key_Up)
    assert panel.field.hasFocus()


def test_tab_goes_from_the_line_through_the_places(window, qtbot):
    panel = search(qtbot, window, "hospice")
    places = shown(window)
    assert len(places) == 2
    for place in places:
        key(qtbot, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is place
    for _ in range(2):
        key(qtbot, Qt.Key.Key_Backtab)
    assert panel.field.hasFocus()


def test_a_place_is_opened_by_the_mouse_and_by_enter_on_it(window, qtbot):
    search(qtbot, window, "vessel")
    press(qtbot, shown(window)[1])
    assert window.view.page_id == "extravasation"
    search(qtbot, window, "vessel")
    key(qtbot, Qt.Key.Key_Down)
    key(qtbot, Qt.Key.Key_Return)
    assert window.view.page_id == "intravasation"


def test_a_word_opens_its_meaning_over_the_page(window, qtbot):
    search(qtbot, window, "hospice")
    key(qtbot, Qt.Key.Key_Return)
    assert window.view.page_id == "intravasation"
    assert window.view.word.accessibleName() == "hospice"
    key(qtbot, Qt.Key.Key_Escape)
    assert window.view.word is None
    assert window.view.parts.explanation.hasFocus()
    assert not window.view.can_go_back


def test_a_question_opens_the_page_that_asks_it(window, qtbot):
    search(qtbot, window, "reach the whole body")
    places = shown(window)
    press(qtbot, next(each for each in places if each.place.kind == "question"))
    assert window.view.page_id == "circulation"
    assert "body" in marks(window)


def test_a_place_on_the_present_page_keeps_what_is_opened(open_window, qtbot, tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    window = open_window(topic=folder, page="overview")
    search(qtbot, window, "seeds arrive")
    assert all("Some seeds do not arrive" not in each.words for each in shown(window))
    key(qtbot, Qt.Key.Key_Escape)
    section = next(s.id for s in window.view.topic.page("overview", "en").sections if s.role == "if-asked")
    window.view.parts.explanation.open_parts(frozenset({section}))
    panel = search(qtbot, window)
    assert (panel.field.text(), panel.field.selectedText()) == ("seeds arrive", "seeds arrive")
    qtbot.keyClicks(panel.field, "do not arrive")
    rest(qtbot, window)
    key(qtbot, Qt.Key.Key_Return)
    assert marks(window) == ["do", "not", "arrive"]


# Closing, and what stays


def test_escape_closes_the_search_and_gives_the_text_the_focus(arranged, qtbot):
    search(qtbot, arranged, "cell")
    key(qtbot, Qt.Key.Key_Escape)
    assert arranged.view.panel is None
    assert arranged.view.page_id == "intravasation"
    assert arranged.view.parts.explanation.hasFocus()


def test_the_key_selects_what_was_typed_and_the_button_closes(window, qtbot):
    panel = search(qtbot, window, "cell")
    key(qtbot, Qt.Key.Key_F, CTRL)
    assert panel.field.selectedText() == "cell"
    press(qtbot, button(window, "find-button"))
    assert window.view.panel is None
    press(qtbot, button(window, "find-button"))
    assert window.view.panel.field.selectedText() == "cell"


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 480), (320, 640)], ids=str)
@pytest.mark.parametrize("percent", [100, 300])
def test_a_search_that_is_opened_again_begins_with_other_words(open_window, qtbot, size, percent):
    window = open_window(size=size, text_size=percent)
    search(qtbot, window, "seed")
    key(qtbot, Qt.Key.Key_Escape)
    panel = search(qtbot, window, "cell")
    assert panel.field.text() == "cell"


def test_a_language_is_searched_by_itself(window, qtbot):
    search(qtbot, window, "vessel")
    window.show_language("es")
    window.view.parts.explanation.setFocus()
    panel = search(qtbot, window, "metastasis")
    assert panel.field.accessibleDescription().startswith("Lugares encontrados: ")
    key(qtbot, Qt.Key.Key_Return)
    assert window.view.word.accessibleName() == "metástasis"


def test_nothing_found_says_what_to_do(window, qtbot):
    panel = search(qtbot, window, "xylophone")
    said = "Nothing found. Try another word, or look at Words."
    assert panel.field.accessibleDescription() == said
    assert panel.findChild(object, "find-count").text() == said
    key(qtbot, Qt.Key.Key_Return)
    key(qtbot, Qt.Key.Key_Down)
    assert window.view.panel is panel
    assert panel.field.hasFocus()


def test_a_topic_without_a_page_of_words_names_none(open_window, qtbot, tmp_path):
    window = open_window(topic=write_small_topic(tmp_path / "seeds"), page="overview")
    panel = search(qtbot, window, "xylophone")
    assert panel.field.accessibleDescription() == "Nothing found. Try another word."


def test_a_slip_says_what_was_looked_for_instead_and_marks_that(window, qtbot):
    panel = search(qtbot, window, "capilary wider")
    assert panel.field.accessibleDescription().startswith("Nothing found for this. Places with “capillary wider”:")
    key(qtbot, Qt.Key.Key_Return)
    assert {"capillary", "wider"} <= set(marks(window))


def test_a_screen_reader_is_told_the_number_of_places_and_each_of_them(window, qtbot):
    panel = search(qtbot, window, "hospice")
    interface = QAccessible.queryAccessibleInterface(panel.field)
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Type a word"
    assert interface.text(QAccessible.Text.Description) == "Places found: 2"
    first = QAccessible.queryAccessibleInterface(shown(window)[0])
    assert first.role() == QAccessible.Role.Button
    assert first.text(QAccessible.Text.Name).startswith("Words: hospice: ")


def test_the_line_opens_no_menu_and_no_list(window, qtbot):
    panel = search(qtbot, window, "cell")
    field = panel.findChild(QLineEdit)
    assert field.completer() is None
    qtbot.mouseClick(field, Qt.MouseButton.RightButton)
    assert QApplication.activePopupWidget() is None
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]


# How it looks


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_fits_and_the_notice_stays(open_stretched, qtbot, size, percent, language):
    window = open_stretched(size, text_size=percent, language=language)
    window.view.parts.explanation.setFocus()
    panel = search(qtbot, window, "c")
    assert window_faults(window) == []
    # Of these buttons the last words are regular, not bold as the others: they are measured below.
    assert [each for each in fit_faults(window) if not re.match(r"PlaceButton .* is cut", each)] == []
    assert [each.words for each in shown(window) if each.height() < lines_needed(each)] == []
    assert in_window(panel).contains(in_window(panel.field))
    assert panel.field.visibleRegion().boundingRect().size() == panel.field.size()
    assert panel.field.height() >= panel.field.fontMetrics().height()
    key(qtbot, Qt.Key.Key_Down)
    first = shown(window)[0]
    seen = first.visibleRegion().boundingRect()
    assert seen.width() == first.width()
    assert seen.height() >= min(first.height(), window.look.em)


def lines_needed(button):
    """Return the height in pixels that a place needs at the very least, measured without it."""
    place, room, needed = button.place, button.width() - button._look.em, 0
    for pieces, bold in (((*place.title, *place.heading), True), (place.passage, False)):
        metrics = QFontMetrics(button._look.font(0.94, bold=bold))
        words = "".join(piece.text for piece in pieces)
        needed += metrics.boundingRect(QRect(0, 0, room, 99999), Qt.TextFlag.TextWrapAnywhere, words).height()
    return needed


def test_an_arabic_search_is_mirrored(open_window, qtbot, tmp_path, log_watch):
    log_watch.expect(r"English notice is shown.*ar\.toml")
    topic = write_topic(tmp_path / "ar", ARABIC, font=False)
    window = open_window(topic=topic, language="ar", page="overview")
    panel = search(qtbot, window, "صابون")
    assert in_window(panel.close_button).center().x() < in_window(panel.field).center().x()
    assert panel.field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    press(qtbot, next(each for each in shown(window) if each.place.page == "soap"))
    assert window.view.page_id == "soap"
    assert any("صابون" in word for word in marks(window))


@pytest.mark.parametrize("theme", THEMES)
def test_marks_have_the_colors_of_the_theme_wherever_the_words_stand(open_window, qtbot, theme):
    window = open_window(theme=theme)
    search(qtbot, window, "trip is hard")
    place = shown(window)[0].grab().toImage()
    key(qtbot, Qt.Key.Key_Return)
    page = window.view.parts.explanation.grab().toImage()
    ground = QColor(window.look.colors.mark).rgb()
    for image in (place, page):
        assert sum(image.pixel(x, y) == ground for x in range(image.width()) for y in range(image.height())) > 400


def test_a_larger_text_keeps_the_places_and_what_is_typed(window, qtbot):
    panel = search(qtbot, window, "hospice")
    before = [each.words for each in shown(window)]
    window.change_text_size(4)
    QApplication.processEvents()
    assert window.view.panel is panel
    assert [each.words for each in shown(window)] == before
    assert [each.words for each in shown(window) if each.height() < lines_needed(each)] == []


def test_the_marks_on_the_screen_are_those_of_what_is_typed_now(window, qtbot):
    panel = search(qtbot, window, "fe")
    (wide, *_) = [each.place for each in shown(window) if marked(each.place) == ["Fever", "feeling"]]
    qtbot.keyClicks(panel.field, "v")
    rest(qtbot, window)
    (narrow,) = [each.place for each in shown(window) if each.place[:3] == wide[:3]]
    assert marked(narrow) == ["Fever"]
    # The same words in the same place of a list that is no higher: nothing but the marks is another.
    for place in (wide, narrow):
        panel.show_found(Found((place,), 1), complete=True)
        QApplication.processEvents()
    (there,) = shown(window)
    screen = window.screen().grabWindow(window.winId(), *in_window(there).getRect()).toImage()
    anew = there.grab().toImage()
    assert screen.convertToFormat(QImage.Format.Format_RGB32) == anew.convertToFormat(QImage.Format.Format_RGB32)


def marked(place):
    """Return the words that are marked in a place that was found."""
    return [piece.text for piece in (*place.title, *place.heading, *place.passage) if piece.marked]


# Marks in the text


def test_marks_go_when_other_words_are_looked_for(window, qtbot):
    search(qtbot, window, "trip is hard")
    key(qtbot, Qt.Key.Key_Return)
    assert marks(window) == ["trip", "is", "hard"]
    search(qtbot, window)
    assert marks(window) == ["trip", "is", "hard"]
    qtbot.keyClicks(window.view.panel.field, "hospice")
    rest(qtbot, window)
    key(qtbot, Qt.Key.Key_Escape)
    assert marks(window) == []


def test_marks_go_with_escape_and_with_the_next_page(window, qtbot):
    for leave in (lambda: key(qtbot, Qt.Key.Key_Escape), lambda: window.view.choose("treatment")):
        window.view.choose("circulation")
        window.view.parts.explanation.setFocus()
        search(qtbot, window, "trip is hard")
        key(qtbot, Qt.Key.Key_Return)
        assert marks(window)
        leave()
        assert marks(window) == []
        assert window.view.parts.explanation.extraSelections() == []


def test_marks_stay_when_the_same_text_is_written_anew_and_follow_the_theme(window, qtbot):
    search(qtbot, window, "trip is hard")
    key(qtbot, Qt.Key.Key_Return)
    before = marks(window)
    window.change_text_size(2)
    window.resize(1000, 700)
    window.set_theme("high-contrast")
    QApplication.processEvents()
    text = window.view.parts.explanation
    assert marks(window) == before
    selections = text.extraSelections()
    assert [each.cursor.selectedText() for each in selections] == before
    assert {each.format.background().color().name() for each in selections} == {window.look.colors.mark}


def test_marks_go_when_the_text_says_something_else(open_window, qtbot, tmp_path):
    window = open_window(topic=write_small_topic(tmp_path / "seeds"), page="overview")
    search(qtbot, window, "gardener")
    key(qtbot, Qt.Key.Key_Return)
    assert marks(window) == ["gardener"]
    section = next(s.id for s in window.view.topic.page("overview", "en").sections if s.role == "if-asked")
    window.view.parts.explanation.open_parts(frozenset({section}))
    assert marks(window) == []


def test_two_kinds_of_marks_stand_side_by_side(window):
    text = window.view.parts.explanation
    text.marks.set_marks(FOUND, [(0, 4), (10, 12)])
    text.marks.set_marks(SPOKEN, [(2, 20)])
    assert len(text.extraSelections()) == 3
    text.marks.set_marks(SPOKEN, [(20, 30)])
    assert text.marks.marks(FOUND) == ((0, 4), (10, 12))
    text.marks.set_marks(FOUND, ())
    assert [each.cursor.selectionStart() for each in text.extraSelections()] == [20]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_place_of_the_bundled_topic_stands_on_its_page(open_window, language):
    window = open_window(language=language)
    text, topic = window.view.parts.explanation, window.view.topic
    words = read_translation(resources_folder() / "locale", language)
    missing = []
    for entry in topic.pages:
        window.view.choose(entry.id)
        page = topic.page(entry.id, language)
        text.open_parts(frozenset(section.id for section in page.sections))
        for passage in passages_of_page(topic, page, words, window.shelf.clinic):
            there = " ".join(part.text() for part in paragraphs(text.document(), passage.block))
            own = passage.own.split(": ", 1)[-1] if passage.block == "title" else passage.own
            if not all(word in there for word in own.split() if word != "·"):
                missing.append((entry.id, passage.block, own, there))
    assert missing == []


def test_a_row_of_a_mirrored_table_is_marked_in_its_own_cells(open_stretched):
    window = open_stretched(language="ar", page="names")
    topic, text = window.view.topic, window.view.parts.explanation
    rows = [
        each for each in passages_of_page(topic, topic.page("names", "ar"), window.translation) if "-row-" in each.block
    ]
    assert len(rows) > 10
    for row in rows:
        there = "".join(part.text() for part in paragraphs(text.document(), row.block))
        assert sorted(there) == sorted(row.own.replace(" · ", ""))


def test_positions_are_counted_as_the_text_counts_them(qapp):
    document = QTextDocument()
    document.setHtml('<p><a name="b1"></a>\U0001f642 One \U0001f642 <b>two</b></p><p><a name="b2"></a>two</p>')
    ((start, end),) = found_ranges(document, "b1", "TWO")
    whole = document.toPlainText().encode("utf-16-le")
    assert whole[2 * start : 2 * end].decode("utf-16-le") == "two"
    assert found_ranges(document, "b3", "two") == []


def test_a_topic_that_changes_while_it_is_searched_is_searched_anew(open_window, qtbot, tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    window = open_window(topic=folder, page="overview")
    search(qtbot, window, "raincoat")
    assert shown(window) == []
    change(folder, "en/care.md", "Water it.", "Wear a raincoat.")
    window.renew_topic(open_topic(folder))
    window.view.parts.explanation.setFocus()
    search(qtbot, window, "raincoat")
    assert [each.place.page for each in shown(window)] == ["care"]
