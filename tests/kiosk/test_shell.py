"""The kiosk's window: visits, and that nothing of one is left for the next."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFontInfo, QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from tests.conftest import button, press
from tests.kiosk.conftest import LANDSCAPE, PITCH, PORTRAIT
from tests.kiosk.state import state_of
from tests.pseudo import PseudoCatalog, longest_notice
from viewer.app import wait_for_drawings
from viewer.content.translation import Translation
from viewer.kiosk.policy import ENLARGED, KioskSettings, fitted, sizes
from viewer.kiosk.start_screen import StartScreen
from viewer.ui import labels
from viewer.ui.column import Column
from viewer.ui.diagram import Spot
from viewer.ui.theme import MARGIN

EVERY = ("home", "call", "language", "text", "contrast", "listen", "print", "finished")


# The start screen


def test_the_start_screen_is_quiet_and_offers_the_languages(make_kiosk):
    window = make_kiosk()
    words = window.start.words("en")
    assert "How cancer can spread" in words
    assert "You choose what to see." in words
    assert "clean your hands" in words
    assert "Not yet reviewed by a clinician." in words
    assert "Usted elige" in window.start.words("es")
    assert list(window.start.buttons) == ["en", "es"]
    assert window.start.trial == "Trial: not set up for a clinic"
    assert "Feeling sick right now?" in window.staff_line
    assert "recepción" in window.staff_line
    assert not window.findChildren(Spot), "no tumor before somebody asks"


def test_a_kiosk_that_a_clinic_has_set_up_is_no_trial(make_kiosk):
    window = make_kiosk(trial=False, languages=("es",))
    assert window.start.trial == ""
    assert list(window.start.buttons) == ["es"]
    assert window.label.notice.language == "es"


def test_where_there_is_little_room_the_review_keeps_who_and_when(make_kiosk, many_languages):
    said = ["Reviewed by Dr. Ana B. Ruiz, oncologist, on June 1, 2026.", "Next review: June 1, 2028."]
    window = make_kiosk(topic=many_languages, languages=many_languages.languages, review=lambda _language: said)
    shown = {label.text() for label in window.start.findChildren(QLabel) if label.text().startswith("Reviewed")}
    assert shown == {said[0]}


def test_the_slow_journey_comes_only_where_a_clinic_wants_it(make_kiosk):
    window = make_kiosk(settings=KioskSettings(journey=True))
    spots = window.findChildren(Spot)
    assert spots
    assert not any(spot.isEnabled() for spot in spots)


@pytest.mark.parametrize(("size", "seen"), [(PORTRAIT, True), (LANDSCAPE, True), ((1280, 800), False)])
def test_the_slow_journey_is_never_so_small_that_its_badges_touch(make_kiosk, size, seen):
    window = make_kiosk(size, settings=KioskSettings(journey=True))
    badges = [spot for spot in window.findChildren(Spot) if spot.objectName().startswith("badge-") and spot.isVisible()]
    assert len(badges) == (5 if seen else 0)
    discs = [(QRectF(place_of(window, each)).center(), each.disc) for each in badges]
    assert all(
        hypot(*(one - other).toTuple()) >= width for i, (one, width) in enumerate(discs) for other, _ in discs[:i]
    )


@pytest.mark.parametrize("count", [1, 2, 3, 7, 11])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_any_number_of_languages_has_room(make_kiosk, many_languages, size, count):
    window = make_kiosk(
        size,
        topic=many_languages,
        languages=many_languages.languages[:count],
        translation=lambda language: Translation(language, PseudoCatalog()),
        notice=longest_notice,
    )
    places = [place_of(window, each) for each in window.start.buttons.values()]
    assert len(places) == count
    assert all(window.start.rect().contains(each.geometry()) for each in window.start.buttons.values())
    assert not any(one.intersects(other) for i, one in enumerate(places) for other in places[:i])
    assert all(place.top() >= window.height() // 2 for place in places)


SCREENS = {
    "21 inches": ((1920, 1080), 0.25),
    "21 inches, upright": ((1080, 1920), 0.25),
    "15 inches": ((1366, 768), 0.253),
    "15 inches, 4:3": ((1024, 768), 0.297),
    "a laptop's 14 inches": ((1366, 768), 0.227),
    "10 inches": ((1280, 800), 0.17),
    "7 inches": ((800, 480), 0.19),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_on_every_screen_the_start_screen_is_whole(make_kiosk, screen):
    size, pitch = SCREENS[screen]
    window = make_kiosk(size, on=fitted(sizes(pitch, 60), size))
    start = window.start
    shown = [each for each in start.findChildren(QWidget) if each.isVisible()]
    words = " ".join(each.text() for each in shown if isinstance(each, QLabel))
    for needed in ("Trial", "How cancer", "You choose", "clean your hands", "manos", "Not yet reviewed", "ha revisado"):
        assert needed in words
    places = [each.geometry() for each in shown]
    assert [each for each in places if not start.rect().contains(each)] == []
    assert not any(one.intersects(other) for i, one in enumerate(places) for other in places[:i])
    assert all(place_of(window, each).top() >= size[1] // 2 for each in start.buttons.values())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", [each for each in SCREENS if each != "7 inches"])
def test_on_every_screen_larger_text_leaves_text_in_sight(make_kiosk, screen, language):
    size, pitch = SCREENS[screen]
    window = make_kiosk(size, on=fitted(sizes(pitch, 60), size))
    window.begin_visit(language)
    visit = window.visit
    visit.controls.buttons["text"].click()
    visit.view.choose("circulation")
    QApplication.processEvents()
    assert visit.look.text_size >= 125
    text = visit.view.parts.explanation
    seen = text.viewport().visibleRegion().boundingRect().translated(0, text.verticalScrollBar().value())
    title = text.document().findBlockByNumber(1)
    assert title.text() in ("Traveling", "El viaje")
    place = text.document().documentLayout().blockBoundingRect(title).toRect()
    assert seen.top() <= place.top(), "the title"
    assert seen.bottom() >= place.bottom() + visit.look.em, "and a line below it"
    highest = min(place_of(window, each).top() for each in visible_buttons(window)) / window.height()
    assert highest >= (0.49 if "21" in screen else 0.29), "as low as notice and text leave room"


def test_the_start_screen_has_the_notice_in_both_languages_where_there_is_room(make_kiosk):
    window = make_kiosk()
    assert [each.language for each in window.label.shown] == ["en", "es"]
    assert "oncólogo" in window.label.text()
    window.begin_visit("es")
    assert [each.language for each in window.label.shown] == ["es"]
    window.end_visit("finished")
    assert [each.language for each in window.label.shown] == ["en", "es"]
    window.resize(800, 480)
    assert [each.language for each in window.label.shown] == ["en"], "never at the cost of the buttons"


def place_of(window, widget):
    """Return where a widget stands in a window."""
    return widget.rect().translated(widget.mapTo(window, QPoint()))


# A visit


def test_a_touch_on_a_language_begins_a_visit(make_kiosk, qtbot):
    window = make_kiosk()
    with qtbot.waitSignal(window.visit_started) as started:
        press(qtbot, window.start.buttons["es"])
    assert started.args == ["es"]
    assert window.visit.view.page_id == "overview"
    assert window.label.notice.language == "es"
    assert window.staff_line == "¿Se siente mal ahora? Avise al personal de recepción."
    assert not window.start.isVisible()


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768), (1280, 1024), (3840, 2160)])
@pytest.mark.parametrize("percent", [100, ENLARGED])
def test_every_screen_of_a_visit_has_all_its_buttons_within_reach(make_kiosk, size, percent):
    diagonal = 27 * 25.4 if size[0] == 3840 else 22 * 25.4
    pitch = diagonal / (size[0] ** 2 + size[1] ** 2) ** 0.5
    window = make_kiosk(size, on=sizes(pitch, 60))
    window.begin_visit("es")
    visit = window.visit
    visit.set_look(visit.look.with_text_size(percent))
    for page in ("overview", "circulation", "when-to-call", "questions"):
        visit.view.choose(page)
        QApplication.processEvents()
        assert {f"kiosk-{name}" for name in EVERY} <= {each.objectName() for each in visible_buttons(window)}
        assert low_faults(window) == []
        assert size_faults(window, pitch) == []
        assert window.staff_line


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("percent", [100, ENLARGED])
def test_panels_open_within_reach_too(make_kiosk, size, percent):
    window = make_kiosk(size)
    window.begin_visit("es")
    visit = window.visit
    visit.set_look(visit.look.with_text_size(percent))
    for name in ("kiosk-pages", "kiosk-words"):
        button(window, name).click()
        QApplication.processEvents()
        assert visit.view.panel is not None
        # What scrolls can be brought down within reach: see test_panels.py.
        (column,) = visit.view.panel.findChildren(Column)
        assert set(low_faults(window)) <= {each.objectName() for each in column.findChildren(QAbstractButton)}
        assert size_faults(window, PITCH) == []
        button(window, "close-panel").click()
        assert visit.view.panel is None


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768)])
@pytest.mark.parametrize("percent", [100, ENLARGED])
def test_the_buttons_of_the_voice_stand_within_reach(make_kiosk, size, percent):
    pitch = 22 * 25.4 / (size[0] ** 2 + size[1] ** 2) ** 0.5
    window = make_kiosk(size, on=sizes(pitch, 60))
    window.begin_visit("es")
    window.visit.set_look(window.visit.look.with_text_size(percent))
    window.visit.view.choose("circulation")
    button(window, "kiosk-listen").click()
    QApplication.processEvents()
    assert {"listen-pause", "listen-stop"} <= {each.objectName() for each in visible_buttons(window)}
    assert low_faults(window) == []
    assert size_faults(window, pitch) == []
    button(window, "listen-stop").click()
    QApplication.processEvents()
    assert button(window, "step-after")


def test_between_the_outlines_of_neighbors_are_three_millimeters(make_kiosk):
    window = make_kiosk()
    window.begin_visit("es")
    QApplication.processEvents()
    image, paper = window.grab().toImage(), window.look.colors.paper
    places = [place_of(window, each) for each in window.visit.controls.buttons.values()]
    rows = [pair for pair in pairwise(places) if pair[0].top() == pair[1].top()]
    assert rows
    for one, other in rows:
        y = one.center().y()
        between = [x for x in range(one.center().x(), other.center().x()) if image.pixelColor(x, y).name() == paper]
        assert len(between) * PITCH >= 3
    # The way on stands above, another row below.
    for upper, lower in ((button(window, "step-after"), places[-1]), (places[0], places[-1])):
        place = upper if isinstance(upper, QRect) else place_of(window, upper)
        x = min(place.right(), lower.right()) - 60
        column = range(place.center().y(), lower.center().y())
        between = [y for y in column if image.pixelColor(x, y).name() == paper]
        assert len(between) * PITCH >= 3


@pytest.mark.parametrize("percent", [100, ENLARGED])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768)])
def test_what_ends_the_visit_at_once_stands_apart(make_kiosk, size, percent):
    window = make_kiosk(size)
    window.begin_visit("es")
    window.visit.set_look(window.visit.look.with_text_size(percent))
    buttons = window.visit.controls.buttons
    finished = place_of(window, buttons["finished"])
    for each in (place_of(window, other) for name, other in buttons.items() if name != "finished"):
        if each.top() == finished.top():
            assert finished.left() - each.right() - 1 + 2 * MARGIN >= 2 * window.look.apart


@pytest.mark.parametrize("percent", [100, ENLARGED])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768), (1280, 800)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_button_stays_whole_whatever_its_words_become(make_kiosk, qtbot, language, size, percent):
    window = make_kiosk(size)
    window.begin_visit(language)
    window.visit.set_look(window.visit.look.with_text_size(percent))
    for name in ("listen", "listen-pause", "listen-pause", "language", "listen", "text"):
        press(qtbot, window.visit.controls.buttons.get(name) or button(window, name))
        QApplication.processEvents()
        for each in window.visit.controls.buttons.values():
            assert each.visibleRegion().boundingRect() == each.rect(), (name, each.objectName())
            assert window.rect().contains(place_of(window, each))


@pytest.mark.parametrize("percent", [100, ENLARGED])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768), (768, 1366)])
def test_another_language_shows_the_same_place(make_kiosk, qtbot, size, percent):
    window = make_kiosk(size)
    window.begin_visit("es")
    window.visit.set_look(window.visit.look.with_text_size(percent))
    for page in ("overview", "circulation"):
        window.visit.view.choose(page)
        QApplication.processEvents()
        there = window.visit.view.scroller.place()
        for _ in range(2):
            press(qtbot, window.visit.controls.buttons["language"])
            QApplication.processEvents()
            assert window.visit.view.scroller.place() == there


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_the_longest_words_and_the_longest_notice_have_room(make_kiosk, many_languages, size, language):
    window = make_kiosk(
        size,
        topic=many_languages,
        languages=many_languages.languages,
        translation=lambda language: Translation(language, PseudoCatalog()),
        notice=longest_notice,
    )
    window.begin_visit(language)
    for percent in (100, ENLARGED):
        window.visit.set_look(window.visit.look.with_text_size(percent))
        window.visit.view.choose("circulation")
        QApplication.processEvents()
        assert low_faults(window) == []
        assert size_faults(window, PITCH) == []
        assert seen_height(window) > 4 * window.look.em


def seen_height(window):
    """Return how much of the text is in sight, in pixels."""
    return window.visit.view.parts.explanation.viewport().visibleRegion().boundingRect().height()


def visible_buttons(window):
    """Return the buttons that can be seen and pressed, but for the stops on the picture."""
    found = [each for each in window.findChildren(QAbstractButton) if each.isVisible() and not isinstance(each, Spot)]
    return [each for each in found if not each.visibleRegion().isEmpty()]


def low_faults(window):
    """Return the buttons that stand above the middle of the window; badges on the picture may be higher."""
    middle = window.height() // 2
    return [each.objectName() for each in visible_buttons(window) if place_of(window, each).top() < middle - 8]


def size_faults(window, pitch):
    """Return the buttons drawn smaller than 15 mm, and those drawn closer to each other than 3 mm."""
    faults = []
    margin = MARGIN
    shown = [
        (each, place_of(window, each).adjusted(margin, margin, -margin, -margin))
        for each in visible_buttons(window)
        # What is cut off by the edge of what scrolls can be moved into sight.
        if window.childAt(place_of(window, each).center()) is each
        and each.visibleRegion().boundingRect() == each.rect()
    ]
    for index, (each, place) in enumerate(shown):
        if min(place.width(), place.height()) * pitch < 14.9:
            faults.append(f"{each.objectName()} has {place.width() * pitch:.1f} x {place.height() * pitch:.1f} mm")
        for other, there in shown[:index]:
            across = max(place.left() - there.right(), there.left() - place.right()) - 1
            down = max(place.top() - there.bottom(), there.top() - place.bottom()) - 1
            if max(across, down) * pitch < 2.99:
                faults.append(f"{each.objectName()} and {other.objectName()}: {max(across, down) * pitch:.1f} mm")
    return faults


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("percent", [100, ENLARGED])
def test_no_word_on_the_screen_is_smaller_than_the_body_text(make_kiosk, monkeypatch, size, percent):
    written = []
    fitted = labels.fitted

    def note(*about):
        font, found = fitted(*about)
        written.append(font.pixelSize())
        return font, found

    monkeypatch.setattr(labels, "fitted", note)
    window = make_kiosk(size)
    window.begin_visit("es")
    visit = window.visit
    visit.set_look(visit.look.with_text_size(percent))
    for page in ("overview", "circulation", "secondary-tumor"):
        visit.view.choose(page)
        QApplication.processEvents()
        text = visit.view.parts.explanation.document()
        assert min(sizes_in(text)) >= visit.look.em
    assert written
    assert min(written) >= visit.look.em
    shown = [each for each in window.findChildren(QLabel) + window.findChildren(QAbstractButton) if each.isVisible()]
    words = [each for each in shown if each.text() and each is not window.label and not isinstance(each, Spot)]
    assert min(each.font().pixelSize() for each in words) >= visit.look.em
    assert window.label.pixels >= visit.look.em
    badges = [each for each in window.findChildren(Spot) if each.disc]
    # The number takes 0.56 of what the rim leaves of the disc.
    assert min(each.disc * 0.88 * 0.56 for each in badges) >= visit.look.body


def sizes_in(document):
    """Return the sizes of all words of a text, in pixels."""
    found, block = set(), document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().text().strip("\ufffc "):
                found.add(QFontInfo(pieces.fragment().charFormat().font()).pixelSize())
            pieces += 1
        block = block.next()
    return found


def test_a_finger_leaves_no_ring(make_kiosk, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    for language in ("es", "en"):
        qtbot.mouseClick(window.visit.controls.buttons["language"], Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        assert window.visit.language == language
        assert window.focusWidget() is window, "nothing in it has the focus, so nothing draws a ring"


def test_nothing_looks_hovered(make_kiosk, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    home = window.visit.controls.buttons["call"]
    before = home.grab().toImage()
    assert not home.underMouse()
    QApplication.sendEvent(home, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    home.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert home.underMouse()
    assert home.grab().toImage() == before


def test_there_is_no_text_field_and_no_other_window(make_kiosk):
    window = make_kiosk()
    window.begin_visit("en")
    for name in ("kiosk-pages", "kiosk-words", "kiosk-print", "kiosk-listen"):
        button(window, name).click()
        fields = [each for each in window.findChildren(QTextEdit) if not each.isReadOnly()]
        assert fields + window.findChildren(QLineEdit) == []
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]


def test_the_buttons_lead_where_they_say(make_kiosk, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    visit = window.visit
    press(qtbot, button(window, "kiosk-call"))
    assert visit.view.page_id == "when-to-call"
    press(qtbot, button(window, "kiosk-home"))
    assert visit.view.page_id == "overview"
    press(qtbot, button(window, "kiosk-language"))
    assert (visit.language, visit.view.page_id, window.label.notice.language) == ("es", "overview", "es")
    press(qtbot, button(window, "kiosk-text"))
    assert visit.look.text_size == ENLARGED
    assert window.label.pixels == visit.look.em
    press(qtbot, button(window, "kiosk-text"))
    assert visit.look.text_size == 100
    press(qtbot, button(window, "kiosk-contrast"))
    assert visit.look.theme == "high-contrast"
    press(qtbot, button(window, "kiosk-finished"))
    assert window.visit is None


def test_all_pages_are_two_touches_away(make_kiosk, bundled):
    window = make_kiosk()
    window.begin_visit("en")
    for entry in bundled.pages:
        button(window, "kiosk-pages").click()
        button(window, f"more-{entry.id}").click()
        assert window.visit.view.page_id == entry.id


def test_words_of_the_text_have_large_buttons(make_kiosk):
    window = make_kiosk()
    window.begin_visit("en")
    window.visit.view.choose("intravasation")
    button(window, "kiosk-words").click()
    button(window, "word-glossary:lymph").click()
    assert window.visit.view.word is not None
    assert "lymph" in window.visit.view.word.spoken().lower()


@pytest.mark.parametrize("percent", [100, ENLARGED])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_up_and_down_lead_through_the_whole_text(make_kiosk, size, percent):
    window = make_kiosk(size)
    window.begin_visit("en")
    window.visit.set_look(window.visit.look.with_text_size(percent))
    window.visit.view.choose("circulation")
    QApplication.processEvents()
    up, down = button(window, "text-up"), button(window, "text-down")
    assert down.isEnabled()
    window.visit.view.scroller.turn(1)
    assert up.isEnabled()
    for _ in range(100):
        if not down.isEnabled():
            break
        down.click()
        QApplication.processEvents()
    assert not down.isEnabled(), "the end is reached"
    for _ in range(100):
        up.click()
        QApplication.processEvents()
    assert not up.isEnabled()


# The end of a visit


def leave_traces(window):
    """Do what a visitor can do that could be seen afterwards."""
    visit = window.visit
    visit.view.choose("treatment")
    visit.set_look(visit.look.with_text_size(ENLARGED))
    button(window, "kiosk-contrast").click()
    button(window, "kiosk-language").click()
    visit.view.scroller.turn(1)
    button(window, "kiosk-listen").click()
    button(window, "kiosk-pages").click()
    cursor = visit.view.parts.explanation.textCursor()
    cursor.select(cursor.SelectionType.Document)
    visit.view.parts.explanation.setTextCursor(cursor)
    QGuiApplication.clipboard().setText("what the visitor copied")


@pytest.mark.parametrize("reason", ["finished", "idle", "fault"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_after_a_visit_everything_is_as_new(make_kiosk, size, reason):
    fresh = make_kiosk(size)
    expected = state_of(fresh)
    fresh.hide()
    window = make_kiosk(size)
    for language in ("en", "es"):
        window.begin_visit(language)
        leave_traces(window)
        window.end_visit(reason)
        assert state_of(window) == expected


def test_the_next_visit_begins_as_the_first_one(make_kiosk):
    first = make_kiosk()
    first.begin_visit("es")
    wait_for_drawings()
    expected = state_of(first)["pixels"]
    first.hide()
    window = make_kiosk()
    window.begin_visit("en")
    leave_traces(window)
    window.end_visit("finished")
    window.begin_visit("es")
    wait_for_drawings()
    assert state_of(window)["pixels"] == expected


# Nobody there


def test_it_asks_and_one_touch_anywhere_goes_on(make_kiosk, clock, chimes, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    window.visit.view.choose("treatment")
    page_words = window.visit.word_count
    clock.seconds += page_words + 29
    window.idle.look()
    assert window.overlay is None
    clock.seconds += 2
    window.idle.look()
    assert window.overlay.heading == "Are you still reading?"
    assert "45" in window.overlay.words
    assert chimes == [clock.seconds]
    clock.seconds += 20
    window.idle.look()
    assert "25" in window.overlay.words
    finished = button(window, "kiosk-finished") if window.overlay is None else None
    assert finished is None
    qtbot.mouseClick(window.overlay, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.overlay is None
    assert window.visit.view.page_id == "treatment"


def test_the_touch_that_answers_does_nothing_else(make_kiosk, clock, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    clock.seconds += 1000
    window.idle.look()
    assert window.overlay is not None
    # Where "I am finished" stands under the question.
    under = window.visit.controls.buttons["finished"]
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place_of(window, under).center())
    assert window.visit is not None
    assert window.overlay is None
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place_of(window, under).center())
    assert window.visit is None


def tap(window, spot, when, held=0):
    """Touch a spot of a window, at a time in milliseconds, as a screen tells it: 32 bits of them."""
    handle, left, none = window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, buttons, then in (
        (QEvent.Type.MouseButtonPress, left, when),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton, when + held),
    ):
        at = QPointF(spot)
        event = QMouseEvent(kind, at, at, QPointF(window.mapToGlobal(spot)), left, buttons, none)
        event.setTimestamp(then % 2**32)
        QApplication.sendEvent(handle, event)


@pytest.mark.parametrize("later", [60_000, 3_600_000, 86_400_000, 30 * 86_400_000])
def test_touches_count_when_the_screen_s_time_begins_anew(make_kiosk, later):
    window = make_kiosk()
    spot = place_of(window, window.start.buttons["es"]).center()
    last = 2**32 - 5_000
    tap(window, spot, last)
    window.end_visit("idle")
    tap(window, spot, last + later)
    assert window.visit is not None
    window.end_visit("idle")
    tap(window, spot, last + later + 300)
    assert window.visit is None, "a second tap is one in any time"


def test_a_slow_hand_may_shake_too(make_kiosk):
    window = make_kiosk()
    window.begin_visit("es")
    spot = place_of(window, window.visit.controls.buttons["finished"]).center()
    tap(window, spot, 100_000, held=1500)
    assert window.visit is None
    tap(window, place_of(window, window.start.buttons["es"]).center(), 101_700)
    assert window.visit is None


def test_the_second_tap_of_an_answer_presses_nothing_under_the_question(make_kiosk, clock):
    window = make_kiosk()
    window.begin_visit("es")
    spot = place_of(window, window.visit.controls.buttons["finished"]).center()
    clock.seconds += 3000
    window.idle.look()
    assert window.idle.asking
    tap(window, spot, 100_000)
    assert not window.idle.asking
    tap(window, spot, 100_300)
    assert window.visit is not None
    tap(window, spot, 102_000)
    assert window.visit is None


@pytest.mark.parametrize("size", [LANDSCAPE, (1366, 768), (1280, 800)])
def test_the_second_tap_of_a_shaky_hand_does_nothing(make_kiosk, size):
    window = make_kiosk(size)
    start = place_of(window, window.start.buttons["es"])
    for x in range(start.left() + 10, start.right() - 10, 80):
        spot = QPoint(x, start.center().y())
        tap(window, spot, 10_000 * x)
        tap(window, spot, 10_000 * x + 300)
        visit = window.visit
        assert (visit.view.page_id, visit.view.panel, visit.view.word) == ("overview", None, None)
        window.end_visit("idle")
    window.begin_visit("es")
    finished = place_of(window, window.visit.controls.buttons["finished"])
    for x in range(finished.left() + 10, finished.right() - 10, 80):
        spot = QPoint(x, finished.center().y())
        window.begin_visit("es")
        tap(window, spot, 90_000_000 + 10_000 * x)
        tap(window, spot, 90_000_000 + 10_000 * x + 900)
        assert window.visit is None
    tap(window, start.center(), 2_000_000_000)
    assert window.visit is not None, "later touches count"


@pytest.mark.parametrize(("size", "enlarged"), [(LANDSCAPE, False), (PORTRAIT, True)])
def test_a_second_tap_within_a_visit_does_nothing_either(make_kiosk, size, enlarged):
    window = make_kiosk(size)

    def after(name: str, *times: int) -> object:
        """Return what there is after taps on a button at some times, in milliseconds."""
        window.begin_visit("en")
        if enlarged:
            window.visit.controls.buttons["text"].click()
            QApplication.processEvents()
        spot = place_of(window, window.visit.controls.buttons[name]).center()
        for when in times:
            tap(window, spot, when)
            QApplication.processEvents()
        visit = window.visit
        return visit and (visit.view.page_id, type(visit.view.panel), visit.language, visit.look)

    window.begin_visit("en")
    names = list(window.visit.controls.buttons)
    for number, name in enumerate(names, 1):
        begun = 100_000 * number
        assert after(name, begun, begun + 300, begun + 600) == after(name, begun + 50_000), name
    assert after("contrast", 9_000_000, 9_000_600) == after("contrast"), "taps that are not so close both count"


def test_addresses_of_sources_give_no_more_time_to_read(make_kiosk):
    window = make_kiosk()
    window.begin_visit("en")
    text = window.visit.view.parts.explanation.toPlainText()
    assert "https://www.cancer.gov" in text
    read = text[: text.index("https://")].split()
    assert window.visit.word_count < len(read)
    window.visit.view.choose("sources")
    assert window.visit.word_count > 1500, "on the page of all sources they are what there is to read"


@pytest.mark.parametrize("language", ["en", "es"])
def test_larger_text_begins_with_text_where_the_screen_is_small(make_kiosk, language):
    window = make_kiosk((1366, 768), on=sizes(0.2646, 60))
    window.begin_visit(language)
    window.visit.controls.buttons["text"].click()
    QApplication.processEvents()
    text = window.visit.view.parts.explanation
    seen = text.viewport().visibleRegion().boundingRect()
    title = text.document().documentLayout().blockBoundingRect(text.document().begin().next()).toRect()
    assert seen.top() <= title.top()
    assert seen.bottom() >= title.bottom() + window.look.em
    turns = 0
    while window.visit.view.scroller.can_turn(1):
        window.visit.view.scroller.turn(1)
        QApplication.processEvents()
        turns += 1
    assert turns < 60


def turn_the_wheel(window):
    """Turn a wheel over the middle of a window."""
    middle = QPointF(window.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    QApplication.sendEvent(window.windowHandle(), QWheelEvent(middle, middle, QPoint(), QPoint(0, 120), *none))


def lose_the_release(window):
    """Press in the middle of a window, and let the release get lost."""
    handle, middle = window.windowHandle(), window.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


@pytest.mark.parametrize("answer", [turn_the_wheel, lose_the_release])
def test_whatever_answers_the_next_touch_acts(make_kiosk, clock, answer):
    window = make_kiosk()
    window.begin_visit("en")
    clock.seconds += 1000
    window.idle.look()
    answer(window)
    assert window.overlay is None
    under = window.visit.controls.buttons["finished"]
    tap(window, place_of(window, under).center(), 2_000_000_000)
    assert window.visit is None


@pytest.mark.parametrize("gap", [0, 1])
def test_a_book_on_a_key_holds_no_visit(make_kiosk, clock, gap):
    window = make_kiosk()
    window.begin_visit("en")
    key, none = Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier
    for when in range(30):
        clock.seconds += 60
        for kind, then in ((QEvent.Type.KeyPress, 1000 + 33 * when), (QEvent.Type.KeyRelease, 1033 + 33 * when - gap)):
            event = QKeyEvent(kind, key, none)
            event.setTimestamp(then)
            QApplication.sendEvent(window.windowHandle(), event)
        window.idle.look()
    assert window.visit is None


def test_what_a_visitor_opens_gives_more_time(make_kiosk, clock):
    window = make_kiosk()
    window.begin_visit("en")
    window.visit.view.choose("circulation")
    before = window.visit.word_count
    window.visit.view.parts.explanation.link_pressed.emit("glossary", "lymph")
    more = window.visit.word_count
    assert more > before
    clock.seconds += before + 31
    window.idle.look()
    assert window.overlay is None
    clock.seconds += more - before
    window.idle.look()
    assert window.overlay is not None


def test_without_an_answer_the_visit_ends(make_kiosk, clock, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    clock.seconds += 1000
    window.idle.look()
    clock.seconds += 44
    window.idle.look()
    assert window.visit is not None
    clock.seconds += 1
    with qtbot.waitSignal(window.visit_ended) as ended:
        window.idle.look()
    assert ended.args == ["idle"]
    assert isinstance(window.childAt(window.rect().center()), (StartScreen, QAbstractButton))


def test_a_key_counts_as_a_touch(make_kiosk, clock, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    clock.seconds += 1000
    window.idle.look()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.overlay is None
    assert window.visit is not None


def test_while_the_voice_speaks_nobody_is_asked(make_kiosk, clock):
    window = make_kiosk()
    window.begin_visit("en")
    button(window, "kiosk-listen").click()
    assert window.visit.busy
    clock.seconds += 5000
    window.idle.look()
    assert window.overlay is None
    button(window, "kiosk-listen").click()
    clock.seconds += 5000
    window.idle.look()
    assert window.overlay is not None


# Staff


def test_cleaning_takes_no_touch_for_30_seconds(make_kiosk, clock, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    window.clean()
    assert window.visit is None
    assert window.overlay.heading == "Cleaning"
    middle = place_of(window, window.start.buttons["en"]).center()
    clock.seconds += 29.5
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.visit is None
    clock.seconds += 1
    qtbot.waitUntil(lambda: window.overlay is None)
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.visit is not None


def test_a_screen_that_changes_gets_its_sizes(make_kiosk):
    window = make_kiosk()
    window.begin_visit("en")
    window.visit.view.choose("circulation")
    window.resize(*PORTRAIT)
    window.set_sizes(sizes(0.2, 60))
    QApplication.processEvents()
    assert window.visit.view.page_id == "circulation"
    assert window.look.body == sizes(0.2, 60).body
    assert low_faults(window) == []
    assert size_faults(window, 0.2) == []


def test_it_does_not_close(make_kiosk):
    window = make_kiosk()
    assert not window.close()
    assert window.isVisible()


def test_no_picture_takes_room_from_when_to_call(make_kiosk):
    window = make_kiosk(PORTRAIT)
    window.begin_visit("es")
    window.visit.controls.buttons["text"].click()
    diagram = window.visit.view.parts.diagram
    for name, seen in (("home", True), ("call", False), ("home", True)):
        window.visit.controls.buttons[name].click()
        QApplication.processEvents()
        assert (not diagram.visibleRegion().isEmpty()) is seen, name


def test_what_a_finger_opens_and_closes_leaves_no_ring(make_kiosk, qtbot):
    window = make_kiosk()
    window.begin_visit("en")
    explanation = window.visit.view.parts.explanation
    QApplication.processEvents()
    plain = explanation.grab().toImage()
    spot = place_of(window, window.visit.controls.buttons["pages"]).center()
    for when in (100_000, 110_000):
        tap(window, spot, when)
        QApplication.processEvents()
    assert window.visit.view.panel is None
    assert explanation.grab().toImage() == plain
