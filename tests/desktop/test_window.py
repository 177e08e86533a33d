"""The caregiver's window: its keys, its panels, its languages, and what it does when content is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.conftest import button, press, scroll_bar, window_faults
from tests.content.small_topic import change, write_small_topic
from tests.pseudo import write_stretched_topic
from tests.ui.test_topic_view import in_window
from viewer.app import make_window
from viewer.content.notice import ENGLISH, notice_for
from viewer.content.topics import open_topic
from viewer.settings import TEXT_SIZES, THEMES, Settings, resources_folder
from viewer.ui.buttons import Button
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.theme import read_colors

STEPS = ("local-invasion", "intravasation", "circulation", "extravasation", "secondary-tumor")
SIZES = {"wide": (1280, 800), "tall": (1080, 1920), "split": (800, 480), "scroll": (320, 640)}
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=SIZES)
def arranged(request, open_window):
    """A window in each of the four arrangements."""
    window = open_window(size=SIZES[request.param])
    assert window.view.mode == request.param
    return window


def focused(window: QWidget) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.window() is window
    return widget


def key(qtbot, window: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    qtbot.keyClick(focused(window), which, modifier)
    QApplication.processEvents()


def names(window: QWidget) -> set[str]:
    return {each.objectName() for each in window.findChildren(QAbstractButton) if each.isVisible()}


# The frame of the window


def test_the_title_says_topic_and_page(window):
    assert window.windowTitle() == "Entering a vessel – How cancer can spread"
    window.view.choose("care-team")
    title = window.view.topic.page("care-team", "en").title
    assert window.windowTitle() == f"{title} – How cancer can spread"


def test_it_opens_on_the_first_page_unless_told_otherwise(open_window):
    for told, page in ((None, "overview"), ("treatment", "treatment")):
        window = open_window(page=told)
        assert window.view.page_id == page
        window.close()


def test_a_page_that_is_not_there_opens_the_first_and_the_log_says_so(open_window, log_watch):
    log_watch.expect("no page nonsense")
    assert open_window(page="nonsense").view.page_id == "overview"


@pytest.mark.parametrize("size", [(320, 480), (800, 480), (1280, 800), (3840, 2160)], ids=str)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text_size", [100, 200, 300])
def test_the_notice_is_kept_whatever_it_starts_with(open_window, size, theme, text_size):
    window = open_window(size=size, theme=theme, text_size=text_size)
    assert window.size().toTuple() == size
    assert window_faults(window) == []
    assert window.label.notice == ENGLISH


KEYS = (
    *((which, NONE) for which in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F6, Qt.Key.Key_End, Qt.Key.Key_Space)),
    *((which, CTRL) for which in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_PageDown)),
    (Qt.Key.Key_Left, ALT),
    (Qt.Key.Key_Return, NONE),
)

deeds = st.one_of(
    st.integers(0, 40),
    st.sampled_from(KEYS),
    st.tuples(st.just("resize"), st.integers(320, 2000), st.integers(480, 1400)),
    st.sampled_from(["link", "display", "message"]),
)


@settings(max_examples=12)
@given(visit=st.lists(deeds, min_size=3, max_size=15), language=st.sampled_from(["en", "es", "ar"]))
def test_the_notice_is_kept_on_any_visit(qtbot, open_stretched, visit, language):
    window = open_stretched((1000, 700), language=language)
    try:
        for deed in visit:
            do(qtbot, window, deed)
            QApplication.processEvents()
            assert window_faults(window) == []
    finally:
        window.hide()


def do(qtbot, window, deed) -> None:
    """Do what a reader might."""
    match deed:
        case int():
            shown = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
            qtbot.mouseClick(shown[deed % len(shown)], Qt.MouseButton.LeftButton)
        case ("resize", width, height):
            window.resize(width, height)
        case "link":
            window.view.parts.explanation.link_pressed.emit("glossary", "lymph-node")
        case "display":
            window.open_display()
        case "message":
            window.show_message("Words", ["and more of them"] * 20)
        case (which, modifier):
            qtbot.keyClick(QApplication.focusWidget() or window, which, modifier)


def test_the_notice_is_kept_on_every_page_with_everything_open(arranged, qtbot):
    window = arranged
    for entry in window.view.topic.pages:
        window.view.choose(entry.id)
        QApplication.processEvents()
        assert window_faults(window) == [], entry.id
    window.open_display()
    QApplication.processEvents()
    assert window_faults(window) == []
    window.show_message("Heading " * 30, ["Words " * 300])
    QApplication.processEvents()
    assert window_faults(window) == []


def test_it_cannot_be_pulled_smaller_than_its_words_allow(window):
    window.resize(50, 50)
    QApplication.processEvents()
    assert window.width() >= 320
    assert window.height() >= 360
    assert window_faults(window) == []


def test_a_button_stands_only_for_what_is_there(window):
    rows = {each.objectName() for each in window.view.header.findChildren(QAbstractButton) if each.isVisible()}
    reading = {"back", "find-button", "listen", "questions-button", "print"}
    assert rows == {*reading, "larger-text", "display-button", "menu", "language-es"}


# Keys


@pytest.mark.parametrize("number", range(1, 6))
def test_alt_and_a_digit_choose_a_step_from_anywhere(window, qtbot, number):
    for name in ("larger-text", "page-treatment", "step-secondary-tumor"):
        button(window, name).setFocus()
        window.view.choose("overview")
        key(qtbot, window, Qt.Key(Qt.Key.Key_0 + number), ALT)
        assert window.view.page_id == STEPS[number - 1]


def test_digits_alone_choose_a_step_only_while_the_picture_has_the_focus(window, qtbot):
    for widget in (window.view.parts.explanation, button(window, "larger-text"), button(window, "page-overview")):
        widget.setFocus()
        key(qtbot, window, Qt.Key.Key_5)
        assert window.view.page_id == "intravasation"
    button(window, "step-intravasation").setFocus()
    key(qtbot, window, Qt.Key.Key_5)
    assert window.view.page_id == "secondary-tumor"
    key(qtbot, window, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert window.view.page_id == "local-invasion"
    for other in (Qt.Key.Key_0, Qt.Key.Key_6, Qt.Key.Key_9):
        key(qtbot, window, other)
        assert window.view.page_id == "local-invasion"


def test_the_steps_before_and_after(window, qtbot):
    seen = []
    for _ in range(5):
        key(qtbot, window, Qt.Key.Key_PageDown, CTRL)
        seen.append(window.view.page_id)
    assert seen == [*STEPS[2:], STEPS[-1], STEPS[-1]]
    for _ in range(6):
        key(qtbot, window, Qt.Key.Key_PageUp, CTRL)
    assert window.view.page_id == STEPS[0]


def test_from_another_page_the_keys_lead_into_the_steps(window, qtbot):
    window.view.choose("overview")
    key(qtbot, window, Qt.Key.Key_PageDown, CTRL)
    assert window.view.page_id == STEPS[0]
    window.view.choose("treatment")
    key(qtbot, window, Qt.Key.Key_PageUp, CTRL)
    assert window.view.page_id == STEPS[-1]


def test_alt_left_goes_back_step_by_step_and_stops_at_the_beginning(window, qtbot):
    for page in ("overview", "care-team", "circulation"):
        window.view.choose(page)
    seen = []
    for _ in range(5):
        key(qtbot, window, Qt.Key.Key_Left, ALT)
        seen.append(window.view.page_id)
    assert seen == ["care-team", "overview", "intravasation", "intravasation", "intravasation"]
    assert not button(window, "back").isEnabled()


def pane_of(window, widget: QWidget) -> str:
    parts = window.view.parts
    panes = {"header": parts.header, "steps": parts.steps, "text": parts.explanation, "pages": parts.pages}
    return next(name for name, pane in panes.items() if pane is widget or pane.isAncestorOf(widget))


@pytest.mark.parametrize(
    ("modifier", "order"), [(NONE, ["pages", "header", "steps", "text"]), (SHIFT, ["steps", "header", "pages", "text"])]
)
def test_f6_goes_round_the_panes(arranged, qtbot, modifier, order):
    window = arranged
    window.view.choose("circulation")
    window.view.parts.explanation.setFocus()
    seen = []
    for _ in range(4):
        key(qtbot, window, Qt.Key.Key_F6, modifier)
        now = focused(window)
        seen.append(pane_of(window, now))
        assert now.isEnabled()
        # Text that scrolls with the area around it goes on behind the rows below: some of it must be seen.
        place = in_window(now).intersected(window.rect())
        spots = [QPoint(place.center().x(), place.top() + place.height() * part // 8) for part in range(1, 8)]
        there = [window.childAt(spot) for spot in spots]
        assert any(each is now or now.isAncestorOf(each) for each in there), f"{now.objectName()} is out of sight"
    assert seen == order


def test_f6_works_at_the_beginning_when_back_is_still_gray(window, qtbot):
    assert not button(window, "back").isEnabled()
    seen = []
    for _ in range(4):
        key(qtbot, window, Qt.Key.Key_F6)
        seen.append(pane_of(window, focused(window)))
    assert seen == ["pages", "header", "steps", "text"]


@pytest.mark.parametrize("start", ["larger-text", "step-extravasation", "page-treatment", "step-after"])
def test_f6_goes_on_from_wherever_the_focus_is(window, qtbot, start):
    window.view.choose("circulation")
    button(window, start).setFocus()
    key(qtbot, window, Qt.Key.Key_F6)
    after = {"larger-text": "steps", "step-extravasation": "text", "page-treatment": "header", "step-after": "pages"}
    assert pane_of(window, focused(window)) == after[start]


def test_the_focus_ring_shows_after_keys_and_not_after_the_mouse(window, qtbot):
    target = button(window, "larger-text")
    calm = target.grab().toImage()
    target.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert target.grab().toImage() != calm
    window.view.parts.explanation.setFocus()
    QApplication.processEvents()
    assert target.grab().toImage() == calm
    target.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert target.grab().toImage() == calm


def test_every_button_shows_a_ring_and_so_does_the_text(window):
    focusable = [each for each in window.findChildren(Button) if each.isVisible() and each.isEnabled()]
    for widget in [*focusable, window.view.parts.explanation]:
        calm = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert widget.grab().toImage() != calm, widget.objectName()


@pytest.mark.parametrize("which", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_what_has_the_focus(window, qtbot, which):
    button(window, "step-circulation").setFocus()
    key(qtbot, window, which)
    assert window.view.page_id == "circulation"


# Text size


def test_keys_and_buttons_step_through_the_text_sizes(window, qtbot):
    window.open_menu()  # the header has no room for all at this size
    assert not button(window, "menu-smaller-text").isEnabled()
    window.open_menu()
    seen = []
    for _ in range(3):
        key(qtbot, window, Qt.Key.Key_Plus, CTRL)
        seen.append(window.look.text_size)
    key(qtbot, window, Qt.Key.Key_Equal, CTRL)
    seen.append(window.look.text_size)
    while button(window, "larger-text").isEnabled():
        press(qtbot, button(window, "larger-text"))
        seen.append(window.look.text_size)
    assert tuple(seen) == TEXT_SIZES[1:]
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert window.look.text_size == 300
    key(qtbot, window, Qt.Key.Key_Minus, CTRL)
    assert window.look.text_size == 250
    window.open_menu()  # the header has no room for all at this size
    press(qtbot, button(window, "menu-smaller-text"))
    assert window.look.text_size == 200
    key(qtbot, window, Qt.Key.Key_0, CTRL)
    assert window.look.text_size == 100
    key(qtbot, window, Qt.Key.Key_Minus, CTRL)
    assert window.look.text_size == 100


def test_text_and_notice_grow_together_and_the_place_stays(window, qtbot):
    text = window.view.parts.explanation
    scroll_bar(window).setValue(text.cursorRect(text.document().find("What do lymph nodes do?")).top() - 10)
    small = text.document().defaultFont().pixelSize()
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert text.document().defaultFont().pixelSize() == window.look.em > small
    assert window.label.pixels == window.look.em
    spot = text.viewport().mapTo(window, text.cursorRect(text.document().find("What do lymph nodes do?")).center())
    assert window.childAt(spot) is text.viewport()
    assert window.view.page_id == "intravasation"


# The display panel


def choice(window, words: str) -> Button:
    (found,) = [each for each in window.view.panel.findChildren(Button) if each.words == words]
    return found


def lit_choices(window) -> set[str]:
    return {each.words for each in window.view.panel.findChildren(Button) if each.lit}


def test_the_display_panel_changes_size_colors_and_motion_at_once(window, qtbot):
    press(qtbot, button(window, "display-button"))
    assert window.view.panel.objectName() == "display"
    assert lit_choices(window) == {"100 %", "Normal", "Light", "Motion off"}
    for words in ("150 %", "Wide", "High contrast", "Motion on"):
        press(qtbot, choice(window, words))
        QApplication.processEvents()
    assert lit_choices(window) == {"150 %", "Wide", "High contrast", "Motion on"}
    look = window.look
    assert (look.text_size, look.spacing, look.theme, look.motion) == (150, "wide", "high-contrast", True)
    assert window_faults(window) == []
    press(qtbot, button(window, "close-panel"))
    assert window.view.panel is None
    assert focused(window) is window.view.parts.explanation


def test_a_panel_leaves_the_place_in_the_text_alone(arranged, qtbot):
    bar = scroll_bar(arranged)
    bar.setValue(bar.maximum() // 2)
    before = arranged.view.visit.stay
    arranged.open_display()
    key(qtbot, arranged, Qt.Key.Key_Escape)
    assert arranged.view.visit.stay == before
    assert bar.value() > 0


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_colors_everything_but_the_notice(open_window, qtbot, theme):
    window = open_window(page="overview")
    notice = window.grab(window.label.geometry()).toImage()
    press(qtbot, button(window, "display-button"))
    press(qtbot, choice(window, {"light": "Light", "dark": "Dark", "high-contrast": "High contrast"}[theme]))
    press(qtbot, button(window, "close-panel"))
    QApplication.processEvents()
    colors = read_colors(resources_folder() / "theme", theme)
    image = window.grab().toImage()
    assert image.pixelColor(2, 2) == QColor(colors.paper)
    text = in_window(window.view.parts.explanation.viewport())
    pixels = [
        image.pixelColor(x, y).name()
        for x in range(text.left(), text.right(), 2)
        for y in range(text.top(), text.bottom(), 2)
    ]
    assert max(set(pixels), key=pixels.count) in {colors.paper, colors.short_ground, colors.good_ground}
    assert colors.ink in pixels
    assert window.grab(window.label.geometry()).toImage() == notice


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
@pytest.mark.parametrize("text_size", [100, 300])
def test_every_choice_of_the_panel_can_be_reached(open_window, qtbot, size, text_size):
    window = open_window(size=size, text_size=text_size)
    window.open_display()
    QApplication.processEvents()
    assert window.rect().contains(in_window(window.view.panel))
    assert not in_window(window.view.panel).intersects(in_window(window.label))
    for words in ("125 %", "Dark", "Motion on", "Motion off", "Light", "100 %"):
        press(qtbot, choice(window, words))
        QApplication.processEvents()
    press(qtbot, button(window, "close-panel"))
    assert window.view.panel is None


def test_the_display_button_opens_and_closes_it(window, qtbot):
    press(qtbot, button(window, "display-button"))
    assert window.view.panel is not None
    press(qtbot, button(window, "display-button"))
    assert window.view.panel is None


def test_esc_closes_what_is_open_and_nothing_else(arranged, qtbot):
    window = arranged
    window.open_display()
    QApplication.processEvents()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.view.panel is None
    assert focused(window) is window.view.parts.explanation
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.view.page_id == "intravasation"


def test_tab_stays_out_of_what_a_panel_covers(arranged, qtbot):
    window = arranged
    window.open_display()
    QApplication.processEvents()
    first = focused(window)
    assert window.view.panel.isAncestorOf(first)
    for _ in range(60):
        key(qtbot, window, Qt.Key.Key_Tab)
        now = focused(window)
        there = window.childAt(in_window(now).center())
        assert there is now or now.isAncestorOf(there), f"{now.objectName()} has the focus behind {there}"
        if now is first:
            break
    else:
        pytest.fail("Tab never came back to where it began")


def test_the_way_back_survives_the_panel(window, qtbot):
    window.view.choose("care-team")
    window.open_display()
    key(qtbot, window, Qt.Key.Key_Left, ALT)
    assert window.view.panel is None
    assert window.view.page_id == "intravasation"


def test_choosing_a_page_closes_the_panel(window, qtbot):
    window.open_display()
    press(qtbot, button(window, "page-treatment"))
    assert window.view.panel is None
    assert window.view.parts.explanation.isVisible()
    assert window.view.page_id == "treatment"


# Languages


def test_with_one_language_there_is_no_button_for_languages(open_window, tmp_path):
    window = open_window(topic=write_small_topic(tmp_path / "topic"), page="leaving")
    assert not [name for name in names(window) if name.startswith("language-")]


def test_buttons_show_the_languages_to_switch_to_in_that_language(open_window, tmp_path, qtbot):
    folder = write_small_topic(tmp_path / "topic", ("en", "es"))
    window = open_window(topic=folder, page="leaving")
    assert {name for name in names(window) if name.startswith("language-")} == {"language-es"}
    assert button(window, "language-es").words == "Español"
    press(qtbot, button(window, "language-es"))
    QApplication.processEvents()
    assert window.language == "es"
    assert window.view.page_id == "leaving"
    assert window.windowTitle() == "Leaving the plant – Cómo viaja una semilla"
    assert {name for name in names(window) if name.startswith("language-")} == {"language-en"}
    assert button(window, "language-en").words == "English"
    assert window.label.notice == notice_for(resources_folder() / "notice", "es") != ENGLISH
    assert window_faults(window) == []


def test_a_language_without_a_notice_shows_the_english_one_from_left_to_right(open_window, tmp_path, log_watch):
    folder = write_small_topic(tmp_path / "topic", ("en", "ar"))
    log_watch.expect(r"English notice.*ar\.toml")
    window = open_window(topic=folder, language="ar", page="leaving")
    assert window.label.notice == ENGLISH
    assert window_faults(window) == []


def test_switching_takes_along_notice_words_direction_and_place(open_stretched, qtbot):
    window = open_stretched(language="en")
    assert button(window, "larger-text").words == "Larger text"
    press(qtbot, button(window, "language-ar"))
    QApplication.processEvents()
    assert window.label.notice.language == "ar"
    assert button(window, "larger-text").words.startswith("[")
    assert in_window(button(window, "step-local-invasion")).center().x() > window.width() / 4
    assert window.view.page_id == "intravasation"
    assert window_faults(window) == []
    press(qtbot, button(window, "language-en"))
    QApplication.processEvents()
    assert window.label.notice.language == "en"
    assert button(window, "larger-text").words == "Larger text"
    assert window.view.parts.explanation.toPlainText().startswith("Step 2 of 5")


def test_keys_and_looks_go_on_in_another_language(open_stretched, qtbot):
    window = open_stretched(language="en")
    window.change_text_size(2)
    press(qtbot, button(window, "language-es"))
    QApplication.processEvents()
    assert window.look.text_size == TEXT_SIZES[2]
    key(qtbot, window, Qt.Key.Key_4, ALT)
    assert window.view.page_id == "extravasation"
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert window.look.text_size == TEXT_SIZES[3]
    assert window.view.parts.explanation.document().defaultFont().pixelSize() == window.look.em
    window.open_display()
    assert window.view.panel.isVisible()


def test_switching_at_once_after_the_start_leaves_no_error_behind(open_stretched, qtbot):
    window = open_stretched(language="en")
    first = window.view
    with qtbot.waitSignal(first.destroyed):
        press(qtbot, button(window, "language-es"))
    # What both views had put off until later is done, or forgotten, by the time that no timer runs any more.
    qtbot.waitUntil(lambda: not [timer for timer in window.findChildren(QTimer) if timer.isActive()])
    assert window.language == "es"
    assert window_faults(window) == []


# Content that is refused


def test_a_refused_topic_is_replaced_by_the_bundled_one_and_the_window_says_so(open_window, tmp_path, log_watch, qtbot):
    folder = write_small_topic(tmp_path / "broken")
    change(folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    log_watch.expect(r"en/care\.md:7: ")
    window = open_window(topic=folder, page=None)
    assert window.view.topic.id == "metastasis"
    panel = window.view.panel
    assert panel.objectName() == "message"
    said = " ".join(words_in(panel))
    assert "the one that came with the program is shown" in said
    assert "en/care.md, line 7: " in said
    assert window_faults(window) == []
    press(qtbot, button(window, "close-panel"))
    assert window.view.panel is None
    assert "What" in window.view.parts.explanation.toPlainText()


def words_in(panel: QWidget) -> list[str]:
    """Return the texts that a panel shows."""
    return [each.toPlainText() for each in panel.findChildren(QWidget) if hasattr(each, "toPlainText")]


def test_a_long_message_can_be_read_to_its_end(window, qtbot):
    window.show_message("A heading", [f"Line {number}." for number in range(200)])
    QApplication.processEvents()
    (text,) = [each for each in window.view.panel.findChildren(QWidget) if hasattr(each, "toPlainText")]
    text.setFocus()
    key(qtbot, window, Qt.Key.Key_End)
    last = text.cursorRect(end_of(text))
    assert window.childAt(text.viewport().mapTo(window, last.center())) is text.viewport()
    assert text.horizontalScrollBar().maximum() == 0


def end_of(text) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def test_a_hostile_message_is_shown_as_plain_words(window):
    window.show_message("<b>Bold</b>", ['<img src="file:///etc/passwd"><a href="https://example.org">x</a>'])
    QApplication.processEvents()
    assert any("<img src=" in words for words in words_in(window.view.panel))
    assert window.view.panel.accessibleName() == "<b>Bold</b>"


def test_a_topic_that_is_not_there_is_refused_too(open_window, tmp_path, log_watch):
    log_watch.expect("no such topic")
    window = open_window(topic=tmp_path / "nothing", page=None)
    assert window.view.topic.id == "metastasis"
    assert window.view.panel.objectName() == "message"


def test_a_topic_of_another_kind_needs_no_code(open_window, tmp_path, qtbot):
    window = open_window(topic=write_small_topic(tmp_path / "seeds"), page=None)
    assert window.windowTitle() == "What happens? – How a seed travels"
    press(qtbot, button(window, "badge-flying"))
    assert window.view.page_id == "flying"
    assert button(window, "step-before").words == "‹ Step 1: Leaving the plant"
    key(qtbot, window, Qt.Key.Key_1, ALT)
    assert window.view.page_id == "leaving"
    key(qtbot, window, Qt.Key.Key_5, ALT)
    assert window.view.page_id == "leaving"


def test_a_closed_part_opens_when_it_is_pressed(open_window, tmp_path, qtbot):
    window = open_window(topic=write_small_topic(tmp_path / "seeds"), page="overview")
    text = window.view.parts.explanation
    assert "Some seeds do not arrive." not in text.toPlainText()
    words = text.document().find("Show this part")
    assert not words.isNull()
    words.setPosition(words.selectionStart() + 3)
    text.verticalScrollBar().setValue(text.verticalScrollBar().value() + text.cursorRect(words).top() - 60)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(words).center())
    QApplication.processEvents()
    assert "Some seeds do not arrive." in text.toPlainText()
    window.view.choose("care")
    window.view.choose("overview")
    assert "Some seeds do not arrive." not in text.toPlainText()


def test_when_not_even_the_bundled_topic_can_be_read_the_notice_still_stands(tmp_path, show, log_watch, monkeypatch):
    resources = tmp_path / "resources"
    resources.mkdir()
    for name in ("fonts", "theme", "notice"):
        (resources / name).symlink_to(resources_folder() / name)
    monkeypatch.setattr("viewer.app.resources_folder", lambda: resources)
    log_watch.expect("no such topic")
    window = show(make_window(Settings()), (800, 480))
    assert isinstance(window, NoticeFrame)
    assert "care team" in window.body.text()
    assert window.label.notice == ENGLISH


def test_links_that_the_topic_does_not_have_do_nothing(open_stretched, tmp_path, qtbot, log_watch):
    folder = write_stretched_topic(tmp_path / "topic", plain=("en",))
    change(folder, "en/overview.md", "page:treatment", "page:nowhere")
    window = open_stretched(language="en", topic=open_topic(folder), page="overview")
    log_watch.expect("nowhere")
    window.view.parts.explanation.link_pressed.emit("page", "nowhere")
    QApplication.processEvents()
    assert window_faults(window) == []
    press(qtbot, button(window, "step-circulation"))
    assert window.view.page_id == "circulation"


def test_another_language_is_shown_at_the_same_place_and_size(open_window, qtbot):
    window = open_window(page="treatment", text_size=125)
    assert window.view.mode == "wide"
    scroll = scroll_bar(window)
    scroll.setValue(scroll.maximum() // 2)
    before = top_paragraph(window)
    assert before > 10
    press(qtbot, button(window, "language-es"))
    QApplication.processEvents()
    assert window.view.page_id == "treatment"
    assert window.look.text_size == 125
    assert abs(top_paragraph(window) - before) <= 1


def top_paragraph(window) -> int:
    """Return the number of the paragraph at the upper edge of the text."""
    return window.view.parts.explanation.cursorForPosition(QPoint(20, 12)).blockNumber()


def test_no_key_is_bound_twice(window):
    # Qt obeys neither of two shortcuts with the same key.
    keys = [QKeySequence(each).toString() for found in window.findChildren(QShortcut) for each in QShortcut.keys(found)]
    assert len(keys) > 20
    assert sorted(keys) == sorted(set(keys))
    assert "Esc" in keys
