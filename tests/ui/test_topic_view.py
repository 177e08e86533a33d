"""A reader's way through the bundled topic: real presses and keys, in every arrangement and at every text size."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollArea, QWidget

from tests.conftest import bring_into_sight, button, press, scroll_bar, window_faults
from tests.content.small_topic import change, write_small_topic
from tests.pseudo import RIGHT_TO_LEFT, write_stretched_topic
from viewer.content.topics import open_topic
from viewer.settings import TEXT_SIZES, resources_folder
from viewer.ui.buttons import Button
from viewer.ui.diagram import Spot
from viewer.ui.header import WrappedLabel
from viewer.ui.text_map import text_blocks
from viewer.ui.trail import Place

if TYPE_CHECKING:
    from viewer.ui.explanation import Explanation

STEPS = ("local-invasion", "intravasation", "circulation", "extravasation", "secondary-tumor")
PAGES = ("overview", "influences", "treatment", "when-to-call")
SIZES = {"wide": (1280, 800), "tall": (1080, 1920), "split": (800, 480), "scroll": (320, 640)}
SCREENS = ((320, 480), (320, 640), (600, 900), (800, 480), (1280, 800), (1080, 1920), (1920, 1080), (3840, 2160))
LANGUAGES = ("en", "es", "ar")
"""Plain, stretched, stretched and mirrored."""


@pytest.fixture(params=SIZES)
def arranged(request, open_window):
    """A window in each of the four arrangements."""
    window = open_window(size=SIZES[request.param])
    assert window.view.mode == request.param
    return window


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def in_sight(widget: QWidget) -> QRect:
    """Return which part of a widget the areas that scroll leave in sight, in the window; an empty one for nothing."""
    rect, parent = in_window(widget), widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            rect = rect.intersected(in_window(parent.viewport()))
        parent = parent.parentWidget()
    return rect


def shown_buttons(window: QWidget) -> list[QAbstractButton]:
    return [each for each in window.findChildren(QAbstractButton) if each.isVisible()]


def focused(window: QWidget) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.window() is window
    return widget


# Links in the text


def links(text: Explanation) -> dict[str, int]:
    """Return the addresses of the links in the text, each with the position of its first letter."""
    found: dict[str, int] = {}
    block = text.document().begin()
    while block.isValid():
        for piece in block.textFormats():
            if piece.format.isAnchor() and piece.format.anchorHref():
                found.setdefault(piece.format.anchorHref(), block.position() + piece.start)
        block = block.next()
    return found


def link_spot(text: Explanation, address: str) -> QPoint:
    """Return the middle of the first letter of a link, in pixels of what is in sight of the text."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(links(text)[address])
    before = text.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return (before.center() + text.cursorRect(cursor).center()) / 2


def press_link(qtbot, window, address: str) -> None:
    """Scroll to a link and click on it."""
    text, bar = window.view.parts.explanation, scroll_bar(window)
    if window.view.mode in {"wide", "tall"}:
        bar.setValue(bar.value() + link_spot(text, address).y() - bar.pageStep() // 3)
    else:
        bar.setValue(text.parentWidget().y() + link_spot(text, address).y() - bar.pageStep() // 3)
    QApplication.processEvents()
    spot = link_spot(text, address)
    assert window.childAt(text.viewport().mapTo(window, spot)) is text.viewport()
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()


# Choosing a step


def lit_parts(window) -> set[str]:
    """Return what is lit: names in the strip, pages, and the stop of the picture."""
    buttons = {each.objectName() for each in shown_buttons(window) if isinstance(each, Button) and each.lit}
    spots = {each.objectName() for each in shown_buttons(window) if isinstance(each, Spot) and each.lit}
    step = window.view.parts.diagram.step
    return (buttons - {"step-after"}) | spots | ({f"picture-{step}"} if step else set())


@pytest.mark.parametrize("kind", ["stop", "badge", "step"])
@pytest.mark.parametrize("step", STEPS)
def test_stop_badge_and_name_choose_the_same_step(open_window, qtbot, kind, step):
    window = open_window(page="overview")
    press(qtbot, button(window, f"{kind}-{step}"))
    assert window.view.page_id == step
    assert lit_parts(window) == {f"step-{step}", f"badge-{step}", f"picture-{step}"}
    title = window.view.topic.page(step, "en").title
    assert window.windowTitle() == f"{title} – How cancer can spread"
    text = window.view.parts.explanation.toPlainText()
    assert text.startswith(f"Step {STEPS.index(step) + 1} of 5\n{title}\n")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_one_press_away_and_lights_its_button(window, qtbot, page):
    if page == "intravasation":
        press(qtbot, button(window, "page-overview"))
    press(qtbot, button(window, f"page-{page}"))
    assert window.view.page_id == page
    assert lit_parts(window) == {f"page-{page}"}
    assert window.view.topic.page(page, "en").title in window.view.parts.explanation.toPlainText()


def test_the_words_of_a_step_page_are_all_there(window):
    text = window.view.parts.explanation.toPlainText()
    order = ["Step 2 of 5", "Entering a vessel", "intravasation (in-TRA-vuh-SAY-shun)", "In short:"]
    order += ["A cancer cell squeezes in", "What this means for you", "Good to know:", "Questions to ask", "Sources"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Not yet reviewed by a clinician." in text


def test_the_lit_stop_keeps_its_pixels_and_the_rest_recedes(open_window, qtbot):
    window = open_window(page="overview")
    diagram = window.view.parts.diagram
    whole = diagram.grab().toImage()
    stops = {step: in_window(button(window, f"stop-{step}")) for step in STEPS}
    places = {step: stop.center() - in_window(diagram).topLeft() for step, stop in stops.items()}
    press(qtbot, button(window, "step-circulation"))
    lit = diagram.grab().toImage()

    def difference(step: str) -> int:
        """How many pixels around a stop's middle have changed."""
        around = [places[step] + QPoint(x, y) for x in range(-12, 13) for y in range(-12, 13)]
        return sum(whole.pixel(point) != lit.pixel(point) for point in around)

    assert difference("circulation") == 0
    assert all(difference(step) > 300 for step in STEPS if step != "circulation")


def test_buttons_name_where_they_lead_and_lead_there(window, qtbot):
    before, after = button(window, "step-before"), button(window, "step-after")
    assert before.words == "‹ Step 1: Breaking through"
    assert after.words.startswith("Step 3: ")
    press(qtbot, after)
    assert window.view.page_id == "circulation"
    press(qtbot, button(window, "step-before"))
    press(qtbot, button(window, "step-before"))
    assert window.view.page_id == "local-invasion"
    press(qtbot, button(window, "step-before"))
    assert window.view.page_id == "overview"
    press(qtbot, button(window, "step-after"))
    assert window.view.page_id == "local-invasion"


def window_pages() -> list[str]:
    return [entry.id for entry in open_topic(resources_folder() / "topics" / "metastasis").pages]


def test_where_nothing_comes_no_button_says_so(open_window):
    window = open_window(page=window_pages()[-1])
    assert not [each for each in shown_buttons(window) if each.objectName() == "step-after"]
    window.view.choose(window_pages()[0])
    assert not [each for each in shown_buttons(window) if each.objectName() == "step-before"]


def test_the_last_step_is_no_dead_end(open_window):
    window = open_window(page="secondary-tumor")
    assert button(window, "step-before").words.startswith("‹ Step 4: ")
    assert button(window, "step-after").words == "Why it happens ›"


def test_more_below_reads_on_to_the_end_and_no_further(window, qtbot):
    more, bar = button(window, "more-below"), scroll_bar(window)
    line = window.look.em * 1.25
    for _ in range(60):
        if not more.isEnabled():
            break
        before = bar.value()
        press(qtbot, more)
        QApplication.processEvents()
        assert before < bar.value() <= before + bar.pageStep() - line
    assert bar.value() >= bar.maximum() - 2
    assert not more.isEnabled()
    bar.setValue(0)
    assert more.isEnabled()


# On release, never on press


@pytest.mark.parametrize("name", ["stop-circulation", "badge-circulation", "step-circulation", "step-after"])
def test_nothing_happens_on_press(window, qtbot, name):
    target = button(window, name)
    middle = target.rect().center()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=middle)
    QApplication.processEvents()
    assert window.view.page_id == "intravasation"
    qtbot.mouseMove(target, QPoint(-40, -40))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert window.view.page_id == "intravasation"
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=middle)
    assert window.view.page_id == "circulation"


def test_a_link_acts_on_release(window, qtbot):
    text = window.view.parts.explanation
    address = next(each for each in links(text) if each.startswith("glossary:"))
    text.verticalScrollBar().setValue(link_spot(text, address).y() - 100)
    spot = link_spot(text, address)
    qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.view.word is None
    qtbot.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.view.word is not None


@pytest.mark.parametrize("other", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_of_the_mouse_open_nothing(window, qtbot, other):
    qtbot.mouseClick(button(window, "step-circulation"), other)
    qtbot.mouseClick(window.view.parts.explanation.viewport(), other, pos=QPoint(60, 60))
    QApplication.processEvents()
    assert window.view.page_id == "intravasation"
    assert QApplication.activePopupWidget() is None


# Words, links, sources, and back


def test_a_word_opens_inside_the_pane_and_closes_again(arranged, qtbot):
    window = arranged
    text = window.view.parts.explanation
    before = window.view.page_id
    press_link(qtbot, window, "glossary:lymph-node")
    word = window.view.word
    assert word is not None
    assert word.window() is window
    assert word.isVisible()
    assert not in_window(word).intersects(in_window(window.label))
    assert window.rect().contains(in_window(word))
    assert "lymph node" in word.accessibleName()
    assert word.isAncestorOf(focused(window))
    assert window_faults(window) == []
    qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
    assert window.view.word is None
    assert focused(window) is text
    assert window.view.page_id == before


def test_the_link_that_was_pressed_stays_in_sight_beside_its_word(arranged, qtbot):
    window = arranged
    press_link(qtbot, window, "glossary:stage")
    text = window.view.parts.explanation
    spot = text.viewport().mapTo(window, link_spot(text, "glossary:stage"))
    assert window.childAt(spot) is text.viewport()


def test_another_word_takes_the_place_of_the_first_and_a_page_closes_it(window, qtbot):
    press_link(qtbot, window, "glossary:lymph-node")
    first = window.view.word.accessibleName()
    press_link(qtbot, window, "glossary:stage")
    assert window.view.word.accessibleName() != first
    press(qtbot, button(window, "step-circulation"))
    assert window.view.word is None
    assert window.view.page_id == "circulation"


def test_close_gives_the_text_its_focus_and_its_height_back(arranged, qtbot):
    window = arranged
    text = window.view.parts.explanation
    height = text.height()
    press_link(qtbot, window, "glossary:lymph-node")
    press(qtbot, button(window, "close-panel"))
    QApplication.processEvents()
    assert window.view.word is None
    assert text.height() == height
    assert focused(window) is text


def test_every_word_of_the_bundled_topic_can_be_opened(window, qtbot):
    words = window.view.topic.words("en")
    opened = set()
    for page in (*PAGES, *STEPS):
        window.view.choose(page)
        for address in links(window.view.parts.explanation):
            kind, _, target = address.partition(":")
            if kind == "glossary" and target not in opened:
                press_link(qtbot, window, address)
                assert window.view.word.accessibleName() == words[target].term
                qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
                opened.add(target)
    assert len(opened) > 20


def test_a_link_leads_to_its_page_and_back_to_the_same_line(arranged, qtbot):
    window = arranged
    window.view.choose("overview")
    text = window.view.parts.explanation
    address = next(each for each in reversed(links(text)) if each.startswith("page:"))
    press_link(qtbot, window, address)
    assert window.view.page_id == address.partition(":")[2]
    assert window.view.can_go_back
    qtbot.keyClick(focused(window), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert window.view.page_id == "overview"
    spot = text.viewport().mapTo(window, link_spot(text, address))
    assert window.childAt(spot) is text.viewport()


@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
def test_back_goes_to_page_and_place(arranged, qtbot, share):
    window = arranged
    bar = scroll_bar(window)
    bar.setValue(round(bar.maximum() * share))
    QApplication.processEvents()
    there = bar.value()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.view.page_id == "extravasation"
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert window.view.page_id == "intravasation"
    assert abs(bar.value() - there) <= 2 * window.look.em


def test_a_new_page_begins_at_its_beginning(arranged, qtbot):
    window = arranged
    bar = scroll_bar(window)
    bar.setValue(bar.maximum())
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    text = window.view.parts.explanation
    first = text.viewport().mapTo(window, text.cursorRect(QTextCursor(text.document())).center())
    assert window.childAt(first) is text.viewport()


def test_sources_are_one_press_away_and_back_leads_to_the_place(arranged, qtbot):
    window = arranged
    text, bar = window.view.parts.explanation, scroll_bar(window)
    bar.setValue(bar.maximum() // 3)
    QApplication.processEvents()
    there = bar.value()
    # In the long arrangements the button stands below the text: the reader is there when it is pressed.
    bring_into_sight(button(window, "sources"))
    if window.view.mode in {"split", "scroll"}:
        there = bar.value()
    press(qtbot, button(window, "sources"))
    QApplication.processEvents()
    heading = text.document().find("Sources", links_end(text))
    spot = text.viewport().mapTo(window, text.cursorRect(heading).center())
    assert heading.block().text() == "Sources"
    assert window.childAt(spot) is text.viewport()
    assert window.view.page_id == "intravasation"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert abs(bar.value() - there) <= 2 * window.look.em


def links_end(text: Explanation) -> int:
    """Return a position behind the last question, before the heading of the sources."""
    return text.toPlainText().index("Questions to ask")


def test_back_is_only_offered_where_it_leads_somewhere(window, qtbot):
    assert not button(window, "back").isEnabled()
    press(qtbot, button(window, "step-circulation"))
    assert button(window, "back").isEnabled()
    press(qtbot, button(window, "step-circulation"))
    press(qtbot, button(window, "back"))
    assert window.view.page_id == "intravasation"
    assert not button(window, "back").isEnabled()


# Keys that scroll


def send(qtbot, window, key: Qt.Key) -> None:
    qtbot.keyClick(focused(window), key)
    QApplication.processEvents()


def test_keys_scroll_the_text_as_everywhere(arranged, qtbot):
    window = arranged
    bar = scroll_bar(window)
    assert focused(window) is window.view.parts.explanation
    send(qtbot, window, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    send(qtbot, window, Qt.Key.Key_Home)
    assert bar.value() == 0
    send(qtbot, window, Qt.Key.Key_PageDown)
    assert bar.pageStep() * 0.5 < bar.value() <= bar.pageStep()
    page = bar.value()
    send(qtbot, window, Qt.Key.Key_Down)
    assert page < bar.value() <= page + 4 * window.look.em
    send(qtbot, window, Qt.Key.Key_Up)
    assert bar.value() == page
    send(qtbot, window, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def end_of_text(window) -> int:
    """Return what the scroll bar's maximum must be for the text to end at the lower edge."""
    text, bar = window.view.parts.explanation, scroll_bar(window)
    if window.view.mode in {"wide", "tall"}:
        return round(text.document().size().height()) - text.viewport().height()
    return text.parentWidget().parentWidget().height() - bar.pageStep()


def test_the_scroll_bar_ends_where_the_text_ends(arranged):
    window = arranged
    bar = scroll_bar(window)
    assert abs(bar.maximum() - end_of_text(window)) <= 1
    window.view.choose("treatment")
    QApplication.processEvents()
    assert abs(bar.maximum() - end_of_text(window)) <= 1
    window.resize(window.width() + 30, window.height() + 40)
    QApplication.processEvents()
    assert abs(scroll_bar(window).maximum() - end_of_text(window)) <= 1
    window.change_text_size(1)
    QApplication.processEvents()
    assert abs(scroll_bar(window).maximum() - end_of_text(window)) <= 1


# Tab


def tab_round(qtbot, window, key: Qt.Key) -> list[QWidget]:
    """Press Tab until the focus is where it was, and return where it went, each stop once in a row."""
    first = focused(window)
    stops = [first]
    for _ in range(400):
        qtbot.keyClick(focused(window), key)
        QApplication.processEvents()
        now = focused(window)
        seen = now.viewport() if isinstance(now, QAbstractScrollArea) else now
        sight = seen.visibleRegion().boundingRect()
        assert not sight.isEmpty(), f"{now} {now.objectName()} has the focus and cannot be seen"
        there = window.childAt(seen.mapTo(window, sight.center()))
        assert there is seen, f"{now} {now.objectName()} has the focus behind {there}"
        if now is not stops[-1]:
            stops.append(now)
        if now is first:
            return stops[:-1]
    pytest.fail(f"Tab never came back: it is caught in {focused(window)}")


def reading_order(window) -> list[QWidget]:
    """Return all that can be reached, row by row from above, in each row from left to right."""
    parts = window.view.parts
    rows = [parts.header, parts.steps, parts.explanation, parts.nav, parts.pages]
    found: list[QWidget] = []
    for row in rows:
        inside = [each for each in shown_buttons(row) if each.isEnabled()]
        found += [row] if row is parts.explanation else sorted(inside, key=lambda b: (b.y(), b.x()))
    return found


def turned(stops: list[QWidget], first: QWidget) -> list[QWidget]:
    at = stops.index(first)
    return stops[at:] + stops[:at]


def test_tab_alone_reaches_everything_in_reading_order(arranged, qtbot):
    window = arranged
    window.view.choose("circulation")
    button(window, "menu").setFocus()
    expected = turned(reading_order(window), button(window, "menu"))
    assert len(expected) > 10
    names = [each.objectName() for each in tab_round(qtbot, window, Qt.Key.Key_Tab)]
    assert names == [each.objectName() for each in expected]


def test_shift_tab_goes_the_same_way_back(arranged, qtbot):
    window = arranged
    button(window, "menu").setFocus()
    expected = turned(reading_order(window)[::-1], button(window, "menu"))
    names = [each.objectName() for each in tab_round(qtbot, window, Qt.Key.Key_Backtab)]
    assert names == [each.objectName() for each in expected]


def links_reached(qtbot, window) -> list[str]:
    """Press Tab from the strip through the text until it is left again, and return the links that were selected."""
    text = window.view.parts.explanation
    button(window, "step-secondary-tumor").setFocus()
    reached = []
    for _ in range(60):
        qtbot.keyClick(focused(window), Qt.Key.Key_Tab)
        if focused(window) is not text:
            return reached
        if text.textCursor().hasSelection():
            reached.append(text.textCursor().charFormat().anchorHref())
    pytest.fail(f"Tab is caught in the text: {reached}")


def test_tab_visits_every_link_each_time_that_it_passes(window, qtbot):
    expected = list(links(window.view.parts.explanation))
    assert len(expected) > 4
    for _ in range(2):
        assert list(dict.fromkeys(links_reached(qtbot, window))) == expected


def address_of(window) -> str:
    """Return the address of the link that is framed, or ``""``."""
    text = window.view.parts.explanation
    return text.textCursor().charFormat().anchorHref() if text.links.lines() else ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_a_link_that_begins_its_paragraph_is_one_stop_and_framed_whole(window, qtbot, key):
    text = window.view.parts.explanation
    window.view.choose("circulation")
    expected = [address for address in links(text) if not address.startswith("show:")]
    assert any(address.startswith("address:") for address in expected), "the addresses begin their paragraphs"
    reached = []
    window.view.parts.explanation.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3 * len(expected)):
        qtbot.keyClick(text, key)
        if focused(window) is not text:
            break
        start, end = text.links.link
        assert text.links.words
        assert text.map.link_around(start) == (start, end)
        reached.append((start, end))
    assert len(reached) == len(set(reached)), "each once"
    assert len(reached) >= len(expected) - 1


def test_the_link_is_framed_again_when_a_panel_has_closed(window, qtbot):
    text = window.view.parts.explanation
    window.view.choose("circulation")
    text.setFocus(Qt.FocusReason.TabFocusReason)
    while not address_of(window).startswith("glossary:"):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        assert focused(window) is text
    before, frame = address_of(window), text.links.lines()
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert window.view.word is not None
    qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
    assert focused(window) is text
    assert address_of(window) == before
    assert text.links.lines() == frame


@pytest.mark.parametrize("kind", ["glossary:", "address:"])
def test_it_is_that_link_also_far_down_the_page(window, qtbot, kind):
    text = window.view.parts.explanation
    window.view.choose("circulation")
    text.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    while len(reached) < 2 or not reached[-1].startswith(kind):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        assert focused(window) is text
        reached.append(address_of(window))
    link, frame = text.links.link, text.links.lines()
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert focused(window) is not text
    qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
    assert focused(window) is text
    assert text.links.link == link
    assert text.links.lines() == frame


def test_after_a_click_no_link_is_framed_that_tab_had_reached(window, qtbot):
    text = window.view.parts.explanation
    window.view.choose("circulation")
    text.setFocus(Qt.FocusReason.TabFocusReason)
    first = text.map.next_link(0, forward=True)
    while text.links.link in {None, first}:
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    cursor = QTextCursor(text.document())
    cursor.setPosition(first[0] + 1)
    text.line_wanted.emit(QRectF(text.cursorRect(cursor)).translated(0, text.verticalScrollBar().value()))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert window.view.word is not None
    qtbot.keyClick(focused(window), Qt.Key.Key_Escape)
    assert focused(window) is text
    assert text.links.lines() == []


def test_tab_shows_its_frame_after_a_pointer_has_brought_the_focus(window, qtbot):
    text = window.view.parts.explanation
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not text._ring
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert focused(window) is text
    assert text._ring


def test_enter_follows_the_link_that_tab_has_reached(window, qtbot):
    text = window.view.parts.explanation
    while text.textCursor().selectedText() != "stage":
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        assert focused(window) is text
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert window.view.word is not None
    assert window.view.word.accessibleName() == "stage"


def test_tab_goes_from_the_text_into_an_open_word_and_on(arranged, qtbot):
    window = arranged
    press_link(qtbot, window, "glossary:lymph-node")
    button(window, "menu").setFocus()
    stops = tab_round(qtbot, window, Qt.Key.Key_Tab)
    inside = [index for index, each in enumerate(stops) if window.view.word.isAncestorOf(each)]
    first = stops.index(window.view.parts.explanation) + 1
    assert inside == list(range(first, first + len(inside)))
    assert button(window, "close-panel") in stops
    others = [each.objectName() for each in stops if not window.view.word.isAncestorOf(each)]
    assert others == [each.objectName() for each in turned(reading_order(window), button(window, "menu"))]


def test_the_focus_is_never_lost_on_the_way_through_all_steps(window, qtbot):
    button(window, "page-overview").setFocus()
    qtbot.keyClick(focused(window), Qt.Key.Key_Space)
    assert window.view.page_id == "overview"
    button(window, "step-after").setFocus()
    for step in STEPS:
        qtbot.keyClick(button(window, "step-after"), Qt.Key.Key_Space)
        assert window.view.page_id == step
        assert focused(window).isVisible()
        assert focused(window).isEnabled()


# What screen readers are told

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PageTab,
    QAccessible.Role.Link,
    QAccessible.Role.Document,
    QAccessible.Role.StaticText,
    QAccessible.Role.EditableText,
}


def accessible_faults(window: QWidget) -> list[str]:
    """Return the visible widgets that take the focus and do not say what they are."""
    faults = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        role = heard.role()
        if not heard.text(QAccessible.Text.Name).strip():
            faults.append(f"{widget} ({widget.objectName()}) has no name")
        wanted = {QAccessible.Role.Button} if isinstance(widget, QAbstractButton) else ROLES
        if role not in wanted:
            faults.append(f"{widget} ({widget.objectName()}) has the role {role}")
    return faults


def test_everything_that_takes_the_focus_has_a_name_and_a_role(arranged, qtbot):
    window = arranged
    assert accessible_faults(window) == []
    press_link(qtbot, window, "glossary:lymph-node")
    assert accessible_faults(window) == []
    press(qtbot, button(window, "close-panel"))
    window.open_display()
    assert accessible_faults(window) == []


def test_the_picture_is_described_and_its_spots_stay_silent(window):
    heard = QAccessible.queryAccessibleInterface(window.view.parts.diagram)
    assert heard.text(QAccessible.Text.Name) == window.view.topic.picture("en")
    assert heard.role() == QAccessible.Role.Graphic
    assert heard.childCount() == 0
    spots = [each for each in shown_buttons(window) if isinstance(each, Spot)]
    assert len(spots) == 10
    assert {each.focusPolicy() for each in spots} == {Qt.FocusPolicy.NoFocus}


def test_names_say_the_step_and_whether_it_is_shown(window):
    def heard(name: str, kind: QAccessible.Text) -> str:
        return QAccessible.queryAccessibleInterface(button(window, name)).text(kind)

    assert heard("step-intravasation", QAccessible.Text.Name) == "Step 2 of 5, Entering a vessel"
    assert heard("step-before", QAccessible.Text.Name) == "Step 1: Breaking through"
    shown = {step: heard(f"step-{step}", QAccessible.Text.Description) for step in STEPS}
    assert shown.pop("intravasation")
    assert set(shown.values()) == {""}
    window.view.choose("caregivers")
    assert heard("page-caregivers", QAccessible.Text.Description)
    assert not heard("step-intravasation", QAccessible.Text.Description)


def test_a_screen_reader_can_press_a_name(window, qtbot):
    act = QAccessible.queryAccessibleInterface(button(window, "step-extravasation")).actionInterface()
    act.doAction(act.actionNames()[0])
    qtbot.waitUntil(lambda: window.view.page_id == "extravasation")


# Every size: nothing cut, nothing out of reach


def fit_faults(window) -> list[str]:
    """Return what is cut, too small, out of reach or in the way."""
    faults = []
    target = window.look.target
    bodies = [each for each in window.findChildren(QWidget) if each.isVisible()]
    buttons = [each for each in bodies if isinstance(each, QAbstractButton)]
    for widget in bodies:
        words = isinstance(widget, (Button, WrappedLabel)) and widget.text()
        name = f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()[:20]}"
        stop = widget.objectName().startswith("stop-")
        if isinstance(widget, QAbstractButton) and not stop and min(widget.width(), widget.height()) < target:
            faults.append(f"{name} is {widget.width()}×{widget.height()}, smaller than {target}")
        if words and widget.height() < least_height(widget, window.look.em):
            faults.append(f"{name} is cut: {widget.height()} high, needs {least_height(widget, window.look.em)}")
        if words or isinstance(widget, Spot):
            faults += [f"{name} {fault}" for fault in reach_faults(widget)]
    for first, second in combinations([each for each in buttons if isinstance(each, Button)], 2):
        if in_sight(first).intersects(in_sight(second)) and covering_panel(window, first, second) is None:
            faults.append(f"{first.objectName()} and {second.objectName()} overlap")
    text = window.view.parts.explanation
    if text.isVisible() and text.document().size().width() > text.viewport().width():
        faults.append(f"the text is {text.document().size().width()} wide in {text.viewport().width()}")
    for area in [each for each in bodies if isinstance(each, QScrollArea)]:
        if area.horizontalScrollBar().maximum() > 0 or area.widget().width() > area.viewport().width():
            faults.append("something needs sideways scrolling")
    return faults


def covering_panel(window, first: QWidget, second: QWidget) -> QWidget | None:
    """Return the open panel that one of two widgets belongs to: it stands over what is under it on purpose."""
    open_now = [each for each in (window.view.panel, window.view.word) if each is not None]
    return next((p for p in open_now if p.isAncestorOf(first) != p.isAncestorOf(second)), None)


def least_height(widget: QWidget, em: int) -> int:
    """Return the height that words need at the widget's width at the very least, measured without the widget."""
    room = widget.width() - (round(1.2 * em) if isinstance(widget, Button) else 0)
    words = widget.words if isinstance(widget, Button) else widget.text()
    metrics = QFontMetrics(widget.font())
    wrapped = metrics.boundingRect(QRect(0, 0, room, 99999), Qt.TextFlag.TextWordWrap, words).height()
    return max(wrapped, widget.heightForWidth(widget.width()))


def reach_faults(widget: QWidget) -> list[str]:
    """Return how a widget leaves one of those that it stands in; a page that scrolls may be as high as it likes."""
    rect, parent = widget.geometry(), widget.parentWidget()
    while parent is not None:
        if not parent.rect().contains(rect):
            return [f"at {rect.getRect()} leaves {type(parent).__name__} of {parent.size().toTuple()}"]
        holder = parent.parentWidget()
        if holder is not None and isinstance(holder.parentWidget(), QScrollArea):
            rect = QRect(rect.left() + parent.x(), 0, rect.width(), 1)  # reached by scrolling
        else:
            rect = rect.translated(parent.pos())
        parent = holder
        if parent is not None and parent.isWindow():
            break
    return []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_nothing_is_cut_or_out_of_reach_at_any_text_size(open_stretched, size, language):
    window = open_stretched(size, language=language)
    faults = {}
    for percent in TEXT_SIZES:
        window.set_look(window.look.with_text_size(percent))
        QApplication.processEvents()
        faults[percent] = fit_faults(window) + window_faults(window)
    assert {percent: found for percent, found in faults.items() if found} == {}


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_each_badge_can_be_pressed_and_covers_no_other(open_window, size):
    window = open_window(size=size, page="overview")
    bring_into_sight(window.view.parts.diagram)
    badges = [button(window, f"badge-{step}") for step in STEPS]
    for first, second in combinations(badges, 2):
        assert not in_window(first).intersects(in_window(second))
    for badge in badges:
        bring_into_sight(badge)
        assert window.childAt(in_window(badge).center()) is badge
    for step in STEPS:
        stop = button(window, f"stop-{step}")
        bring_into_sight(stop)
        assert window.childAt(in_window(stop).center()) in {stop, button(window, f"badge-{step}")}


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_each_stop_is_large_enough_to_be_pressed(open_window, size):
    window = open_window(size=size, page="overview")
    stops = {step: button(window, f"stop-{step}").size().toTuple() for step in STEPS}
    assert {step: found for step, found in stops.items() if min(found) < window.look.target} == {}


def test_a_window_that_changes_its_size_keeps_page_and_place(open_window):
    window = open_window()
    text = window.view.parts.explanation
    found = text.document().find("What do lymph nodes do?")
    bar = scroll_bar(window)
    bar.setValue(text.cursorRect(found).top() - 10)
    for size in ((800, 480), (1080, 1920), (1280, 800)):
        window.resize(*size)
        QApplication.processEvents()
        spot = text.viewport().mapTo(window, text.cursorRect(text.document().find("What do lymph nodes do?")).center())
        assert window.childAt(spot) is text.viewport(), size
    assert window.view.page_id == "intravasation"


# Motion


def cell_moves(window) -> QVariantAnimation:
    (found,) = window.view.parts.diagram.findChildren(QVariantAnimation)
    return found


def set_off(window, qtbot) -> None:
    """Let a cell set off on a way so long that no test, however slow, comes too late to see it."""
    cell_moves(window).setDuration(600_000)
    press(qtbot, button(window, "step-after"))
    qtbot.waitUntil(lambda: window.view.parts.diagram.traveling)


def test_without_motion_no_cell_travels(window, qtbot):
    press(qtbot, button(window, "step-after"))
    assert window.view.page_id == "circulation"
    assert not window.view.parts.diagram.traveling
    assert cell_moves(window).state() == QVariantAnimation.State.Stopped


def test_with_motion_a_cell_arrives_in_time(open_window, qtbot):
    window = open_window(motion=True)
    diagram = window.view.parts.diagram
    before = diagram.grab().toImage()
    on_its_way: list[bool] = []
    cell_moves(window).valueChanged.connect(lambda _part: on_its_way.append(diagram.traveling))
    with qtbot.waitSignal(cell_moves(window).finished, timeout=30_000):
        press(qtbot, button(window, "step-after"))
    assert window.view.page_id == "circulation"
    assert any(on_its_way)
    assert cell_moves(window).totalDuration() < 600
    assert not diagram.traveling
    assert diagram.grab().toImage() != before
    at_rest = diagram.grab().toImage()
    window.set_motion(False)
    assert diagram.grab().toImage() == at_rest


def test_a_cell_on_its_way_is_drawn(open_window, qtbot):
    window = open_window(motion=True)
    diagram = window.view.parts.diagram
    set_off(window, qtbot)
    cell_moves(window).pause()
    on_its_way = diagram.grab().toImage()
    window.set_motion(False)
    assert not diagram.traveling
    assert diagram.grab().toImage() != on_its_way


@pytest.mark.parametrize("name", ["step-secondary-tumor", "step-local-invasion", "page-treatment"])
def test_the_next_press_interrupts_a_cell(open_window, qtbot, name):
    window = open_window(motion=True)
    diagram = window.view.parts.diagram
    set_off(window, qtbot)
    press(qtbot, button(window, name))
    assert not diagram.traveling
    assert cell_moves(window).state() == QVariantAnimation.State.Stopped


def test_presses_faster_than_any_frame_leave_no_cell_behind(open_window, qtbot):
    window = open_window(motion=True, page="local-invasion")
    for name in ("step-intravasation", "step-circulation", "step-local-invasion"):
        qtbot.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    assert window.view.page_id == "local-invasion"
    assert cell_moves(window).state() == QVariantAnimation.State.Stopped
    assert not window.view.parts.diagram.traveling


# Content that fails


def test_a_broken_page_leaves_a_sentence_and_the_notice(open_stretched, tmp_path, qtbot, log_watch):
    folder = write_stretched_topic(tmp_path / "topic", plain=("en",))
    change(folder, "en/treatment.md", "## Care for your comfort", "<script>x</script>")
    log_watch.expect(r"treatment cannot be shown.*en/treatment\.md:\d+")
    window = open_stretched(language="en", topic=open_topic(folder))
    press(qtbot, button(window, "page-treatment"))
    text = window.view.parts.explanation.toPlainText()
    assert "This page cannot be shown. Please choose another one." in text
    assert "script" not in text
    assert window_faults(window) == []
    press(qtbot, button(window, "step-circulation"))
    assert window.view.topic.page("circulation", "en").title in window.view.parts.explanation.toPlainText()


def test_a_step_whose_page_is_broken_costs_only_itself(open_stretched, tmp_path, qtbot, log_watch):
    folder = write_stretched_topic(tmp_path / "topic", plain=("en",))
    change(folder, "en/extravasation.md", "## In short {#short}", "## In short {#short} {#short}")
    log_watch.expect(r"extravasation.*en/extravasation\.md")
    window = open_stretched(language="en", topic=open_topic(folder))
    press(qtbot, button(window, "step-extravasation"))
    assert "This page cannot be shown" in window.view.parts.explanation.toPlainText()
    press(qtbot, button(window, "step-before"))
    assert window.view.page_id == "circulation"


def test_a_glossary_that_cannot_be_read_leaves_a_sentence(open_stretched, tmp_path, qtbot, log_watch):
    folder = write_stretched_topic(tmp_path / "topic", plain=("en",))
    change(folder, "en/glossary.toml", "[angiogenesis]", "[angiogenesis")
    log_watch.expect(r"The word lymph cannot be shown.*glossary\.toml")
    window = open_stretched(language="en", topic=open_topic(folder))
    press_link(qtbot, window, "glossary:lymph")
    assert window.view.word.accessibleName() == "This word cannot be shown."
    assert window_faults(window) == []


def test_words_are_words_and_never_markup(open_window, tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    change(folder, "en/care.md", "Water it.", "Is 3 < 5 & 7 > 6?")
    window = open_window(topic=folder, page="care")
    assert "Is 3 < 5 & 7 > 6?" in window.view.parts.explanation.toPlainText()


@pytest.mark.parametrize("address", ["{}", "file://{}", "../../../../../../..{}"])
def test_the_text_loads_no_picture_from_outside_of_its_topic(window, tmp_path, address):
    red = QImage(40, 40, QImage.Format.Format_RGB32)
    red.fill(QColor("#ff0000"))
    assert red.save(str(tmp_path / "red.png"))
    text = window.view.parts.explanation
    text.setHtml(f'<p><img src="{address.format(tmp_path / "red.png")}" width="40" height="40"></p>')
    QApplication.processEvents()
    image = text.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(120) for y in range(120)}
    assert "#ff0000" not in seen


# Mirrored


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
def test_a_mirrored_window_mirrors_its_rows_but_not_the_picture(open_stretched, size):
    plain = open_stretched(size)
    mirrored = open_stretched(size, language="ar")
    assert mirrored.view.mode == plain.view.mode

    def place(window, name: str) -> QRect:
        return in_window(button(window, name))

    def turned_around(rect: QRect) -> QRect:
        """A rectangle as the mirror shows it."""
        return QRect(size[0] - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

    for name in ("menu", "larger-text", *(f"step-{step}" for step in STEPS), "step-after", "page-overview"):
        assert place(mirrored, name) == turned_around(place(plain, name)), name
    diagram, original = mirrored.view.parts.diagram, plain.view.parts.diagram
    assert in_window(diagram) == turned_around(in_window(original))
    assert diagram.grab().toImage() == original.grab().toImage()
    for step in STEPS:
        assert button(mirrored, f"badge-{step}").geometry() == button(plain, f"badge-{step}").geometry()
    plain.close()


def test_mirrored_text_begins_at_the_right(open_stretched):
    window = open_stretched(language="ar")
    text = window.view.parts.explanation
    blocks = []
    block = text.document().begin()
    while block.isValid():
        if block.text().strip("\ufffc "):
            blocks.append(block.textDirection())
        block = block.next()
    assert len(blocks) > 20
    assert set(blocks) == {Qt.LayoutDirection.RightToLeft}


# More pages


def test_pages_without_a_button_of_their_own_are_two_presses_away(window, qtbot):
    topic = window.view.topic
    hidden = [entry.id for entry in topic.pages if entry.more]
    assert hidden
    for page in hidden:
        press(qtbot, button(window, "more-pages"))
        press(qtbot, button(window, f"more-{page}"))
        assert window.view.page_id == page
        assert window.view.panel is None
    assert not window.findChildren(QWidget, f"page-{hidden[0]}")


def test_every_page_is_one_or_two_presses_away(window):
    topic = window.view.topic
    one_press = {entry.id for entry in topic.pages if not entry.more}
    assert {
        "overview",
        "influences",
        "finding",
        "treatment",
        "when-to-call",
        "caregivers",
        "questions",
        "words",
    } <= one_press
    assert button(window, "sources").isVisible()
    assert all(entry.kind != "step" for entry in topic.pages if entry.more)


def test_the_choice_of_more_pages_closes_by_the_same_button(window, qtbot):
    press(qtbot, button(window, "more-pages"))
    assert window.view.panel.objectName() == "more"
    press(qtbot, button(window, "more-pages"))
    assert window.view.panel is None


ONE_PRESS = ("overview", "influences", "finding", "treatment", "when-to-call", "caregivers", "questions", "words")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(800, 480), (1280, 800), (1080, 1920)], ids=str)
def test_the_pages_that_matter_most_are_in_sight_without_scrolling(open_window, size, language):
    window = open_window(size=size, page="overview", language=language)
    free = QRect(0, 0, window.width(), in_window(window.label).top())
    buttons = [button(window, name) for name in (*(f"page-{page}" for page in ONE_PRESS), "sources", "more-pages")]
    for each in buttons:
        assert each.isVisible()
        assert free.contains(in_window(each)), each.objectName()
        assert window.childAt(in_window(each).center()) is each
        assert min(each.width(), each.height()) >= window.look.target
    assert window.view.parts.diagram.height() >= 130


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", STEPS)
def test_each_step_shows_its_first_lines_in_short_in_a_low_window(open_window, page, language):
    window = open_window(size=SIZES["split"], page=page, language=language)
    text = window.view.parts.explanation
    block = text.document().find("In short:" if language == "en" else "En breve:").block()
    lines = block.layout()
    second = lines.lineAt(min(1, lines.lineCount() - 1))
    bottom = text.document().documentLayout().blockBoundingRect(block).top() + second.y() + second.height()
    end = text.viewport().mapTo(window, QPoint(0, round(bottom))).y()
    assert end <= in_window(window.view.parts.steps).top()


def test_a_window_too_low_for_all_pages_keeps_the_urgent_one_in_sight_and_the_others_behind_more_pages(
    open_window, qtbot
):
    window = open_window(size=(800, 445), page="overview")
    assert window.view.mode == "split"
    row = [each for each in window.view.parts.pages.items if each.isVisible()]
    assert {each.geometry().top() for each in row} == {0}
    assert {"page-when-to-call", "more-pages"} <= {each.objectName() for each in row}
    hidden = window.view.parts.pages.hidden_pages()
    shown = {each.objectName().removeprefix("page-") for each in row}
    topic = window.view.topic
    assert set(hidden) | shown >= {entry.id for entry in topic.pages if entry.kind != "step"}
    press(qtbot, button(window, "more-pages"))
    press(qtbot, button(window, "more-words"))
    assert window.view.page_id == "words"
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.view.mode == "wide")
    assert button(window, "page-words").isVisible()


@pytest.mark.parametrize("language", ["es", RIGHT_TO_LEFT])
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((1280, 800), 300), ((320, 640), 250)], ids=str)
def test_the_numbers_of_a_list_are_whole(open_stretched, size, text_size, language):
    window = open_stretched(size, text_size=text_size, language=language, page="overview")
    text = window.view.parts.explanation
    numbered = [part for part in text_blocks(text.document()) if part.textList() is not None]
    assert numbered
    for part in numbered:
        window.view.scroller.show_place(Place(part.position(), 0))
        line = part.layout().lineAt(0)
        corner = text.document().documentLayout().blockBoundingRect(part).topLeft()
        top = round(corner.y() + line.y()) - text.verticalScrollBar().value()
        row = text.viewport().grab(QRect(0, top, text.viewport().width(), round(line.height()))).toImage()
        start = round(corner.x() + line.naturalTextRect().left())
        end = round(corner.x() + line.naturalTextRect().right())
        mirrored = language == RIGHT_TO_LEFT
        beside = range(end + 3, row.width()) if mirrored else range(start - 3)
        ink = [x for x in beside if any(row.pixelColor(x, y).lightness() < 128 for y in range(row.height()))]
        assert ink, "there is a number"
        assert (row.width() - max(ink) if mirrored else min(ink)) >= 6, "it does not touch the edge"
