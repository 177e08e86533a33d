"""Listening in the window: what is spoken is marked and in sight, and the buttons do what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.conftest import button, press, scroll_bar
from tests.content.other_scripts import SCRIPTS, write_topic
from tests.content.seen_words import letters, unspelled
from tests.content.small_topic import change
from tests.pseudo import RIGHT_TO_LEFT, write_stretched_topic
from tests.ui.voice import PlainVoice
from viewer.content.blocks import Section, walk
from viewer.content.notice import ENGLISH
from viewer.content.spoken import Sentence, spoken_page
from viewer.content.topics import open_topic
from viewer.content.translation import Translation, read_translation
from viewer.content.whole_page import whole_page
from viewer.settings import THEMES, resources_folder
from viewer.ui.explanation import Explanation, Reading
from viewer.ui.marks import FOUND
from viewer.ui.picture import Picture
from viewer.ui.reading_aloud import PAUSED, SILENT, SPEAKING
from viewer.ui.speech import Fault, NoVoice
from viewer.ui.spoken_mark import place_of
from viewer.ui.theme import Look, read_colors
from viewer.ui.voice_panel import DEBIAN, EXTRA, voice_help

if TYPE_CHECKING:
    from viewer.content.topics import Page, Topic
    from viewer.desktop.window import DesktopWindow
    from viewer.ui.reading_aloud import ReadingAloud

SIZES = [((1280, 800), 100), ((800, 480), 100), ((800, 480), 200), ((600, 900), 100), ((320, 640), 150)]


@pytest.fixture
def listen(open_window):
    """Opens a window whose voice makes no sound: ``listen(size=…)`` returns both, the page being read."""

    def begin(voice: PlainVoice | None = None, **told) -> tuple[DesktopWindow, PlainVoice]:
        window, spoken = open_window(**told), voice or PlainVoice()
        give(window, spoken)
        window.listen.use()
        return window, spoken

    return begin


def give(window: DesktopWindow, voice: object) -> None:
    """Hand a window another voice than the computer's."""
    window._shelf = window.shelf._replace(voice=lambda: voice)


def aloud(window: DesktopWindow) -> ReadingAloud:
    return window.listen._aloud


def marked(window: DesktopWindow) -> str:
    """Return the words that are marked in the text."""
    text = window.view.parts.explanation
    return " ".join(mark.cursor.selectedText() for mark in text.extraSelections())


# Where sentences stand


def check_places(topic, language: str, qtbot) -> int:
    """Look at each sentence of each page in the text as Qt has it; return how many there were."""
    look, count = Look(), 0
    text = Explanation(look)
    qtbot.addWidget(text)
    text.resize(600, 400)
    picture = Picture(topic, "light", "#ffffff")
    translation = Translation(language)
    for entry in topic.pages:
        page = topic.page(entry.id, language)
        sections = whole_page(topic, page, translation)
        opened = frozenset(each.id for each in walk(sections) if isinstance(each, Section) and each.role == "if-asked")
        text.show_page(Reading(topic, page, translation), picture)
        text.open_parts(opened)
        for sentence in spoken_page(topic, page, translation, ENGLISH, opened=opened)[:-1]:
            check_place(sentence, text, topic, page)
            count += 1
    return count


def check_place(sentence: Sentence, text: Explanation, topic: Topic, page: Page) -> None:
    cursor = place_of(sentence, text.document())
    assert cursor is not None, sentence
    there = cursor.selectedText()
    match sentence.kind:
        case "picture":
            assert there == "\ufffc", sentence
        case "row":
            # The cells, all of them and nothing else; from right to left Qt has them the other way round.
            assert len(there) == sentence.end
            assert Counter(letters(there)) <= Counter(letters(sentence.words)), (sentence, there)
        case "sources":
            assert letters(there), sentence
        case _:
            said = re.sub(r"^\d+\. ", "", sentence.words)
            assert letters(said) == letters(unspelled(there, topic, page)), (sentence, there)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_sentence_of_the_bundled_topic_is_found_in_the_text(language, qtbot, without_notice):
    topic = open_topic(resources_folder() / "topics" / "metastasis")
    assert check_places(topic, language, qtbot) > 500


@pytest.mark.parametrize("language", ["es", RIGHT_TO_LEFT])
def test_each_sentence_of_the_stretched_topic_is_found_in_the_text(language, qtbot, stretched_topics):
    assert check_places(open_topic(stretched_topics), language, qtbot) > 500


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.language)
def test_each_sentence_in_other_scripts_is_found_in_the_text(script, qtbot, tmp_path):
    topic = open_topic(write_topic(tmp_path / "topic", script, font=False))
    assert check_places(topic, script.language, qtbot) > 20


# The window


@pytest.mark.parametrize(("size", "text_size"), SIZES)
def test_the_sentence_is_marked_and_in_sight(listen, size, text_size):
    window, voice = listen(size=size, text_size=text_size, page="names")
    text = window.view.parts.explanation
    seen = 0
    while (sentence := aloud(window).sentence) is not None:
        QApplication.processEvents()
        cursor = place_of(sentence, text.document())
        if sentence.kind not in {"notice", "picture"}:
            assert marked(window) == cursor.selectedText()
            seen += in_sight(window, cursor)
        voice.finish()
    assert seen > 40
    assert marked(window) == ""


def in_sight(window: DesktopWindow, cursor: QTextCursor) -> bool:
    """Make sure that a selection's beginning can be seen, and its end, too, if there is room for both."""
    text = window.view.parts.explanation
    start, end = QTextCursor(cursor), QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    end.setPosition(cursor.selectionEnd())
    spot = text.cursorRect(start).united(text.cursorRect(end))
    view = scroll_bar(window).parentWidget()
    while not isinstance(view, (QScrollArea, Explanation)):
        view = view.parentWidget()
    view = view.viewport()
    area = QRect(view.mapTo(window, QPoint()), view.size())
    top = text.viewport().mapTo(window, spot.topLeft()).y()
    bottom = text.viewport().mapTo(window, spot.bottomLeft()).y()
    assert area.top() <= top + 2, cursor.selectedText()
    assert bottom <= area.bottom() + 2 or spot.height() > area.height() // 2, cursor.selectedText()
    return True


def test_the_text_stays_where_it_is_while_the_sentence_is_in_sight(listen):
    window, voice = listen(size=(1920, 1080))
    for _ in range(4):
        voice.finish()
        assert scroll_bar(window).value() == 0


def test_the_text_glides_where_things_may_move(listen, qtbot):
    window, voice = listen(motion=True)
    while scroll_bar(window).value() == 0 and not glides(window):
        voice.finish()
    aloud(window).pause()
    qtbot.waitUntil(lambda: not glides(window))
    assert scroll_bar(window).value() > 0
    in_sight(window, place_of(aloud(window).sentence, window.view.parts.explanation.document()))


def glides(window: DesktopWindow) -> bool:
    glide = window.view._stage.scroller._glide
    return glide is not None and glide.state() == glide.State.Running


def test_the_picture_that_is_described_has_a_frame_and_keeps_its_colors(listen):
    window, voice = listen(size=(1920, 1080))
    text = window.view.parts.explanation
    before = text.grab().toImage()
    while aloud(window).sentence.kind != "picture":
        voice.finish()
    assert marked(window) == ""
    after = text.grab().toImage()
    spot = text.cursorRect(place_of(aloud(window).sentence, text.document()))
    # The cursor stands behind the picture, at its foot.
    inside = QPoint(spot.left() // 2, spot.bottom() - 40)
    assert after.pixelColor(inside) == before.pixelColor(inside)
    edge = [after.pixelColor(spot.left() // 2, y).name() for y in range(spot.bottom() - 8, spot.bottom() + 8)]
    assert window.look.colors.accent in edge
    voice.finish()
    assert window.look.colors.accent not in [
        text.grab().toImage().pixelColor(spot.left() // 2, y).name()
        for y in range(spot.bottom() - 8, spot.bottom() + 8)
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_the_marked_words_stand_out_in_each_theme(theme):
    colors = read_colors(resources_folder() / "theme", theme)
    assert contrast(colors.on_accent, colors.accent) >= 7
    for ground in (colors.paper, colors.short_ground, colors.good_ground):
        assert contrast(colors.accent, ground) >= 3


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colors as WCAG 2 computes it."""

    def light(name: str) -> float:
        parts = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in rgb(name)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lower, higher = sorted((light(first), light(second)))
    return (higher + 0.05) / (lower + 0.05)


def rgb(name: str) -> tuple[float, float, float]:
    color = QColor(name)
    return color.redF(), color.greenF(), color.blueF()


def test_the_buttons_do_what_they_say(listen, qtbot):
    window, voice = listen()
    voice.finish()
    press(qtbot, button(window, "listen-pause"))
    assert (aloud(window).state, button(window, "listen-pause").words) == (PAUSED, "Go on")
    press(qtbot, button(window, "listen-pause"))
    assert (aloud(window).state, button(window, "listen-pause").words) == (SPEAKING, "Pause")
    press(qtbot, button(window, "listen-repeat"))
    press(qtbot, button(window, "listen-slower"))
    press(qtbot, button(window, "listen-faster"))
    press(qtbot, button(window, "listen-faster"))
    assert [each.rate for each in voice.said[-4:]] == [100, 75, 100, 125]
    assert {each.words for each in voice.said[1:]} == {"Entering a vessel"}
    assert button(window, "listen-faster").accessibleDescription() == "Speed 125 percent"
    bar = window.view.parts.foot
    press(qtbot, button(window, "listen-stop"))
    assert (aloud(window).state, bar.isVisible(), marked(window)) == (SILENT, False, "")


def test_a_pace_that_cannot_be_passed_is_gray_and_the_focus_goes_on(listen, qtbot):
    window, _voice = listen()
    button(window, "listen-slower").setFocus()
    for _ in range(2):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert not button(window, "listen-slower").isEnabled()
    assert window.focusWidget() is not None
    assert window.focusWidget().isEnabled()


def test_by_keyboard_alone(listen, qtbot):
    window, voice = listen()
    aloud(window).stop()
    text = window.view.parts.explanation
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert button(window, "listen-pause").hasFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(window.focusWidget(), key)
    assert [each.words for each in voice.said[-4:]] == [
        "Step 2 of 5",
        "Entering a vessel",
        "The medical word is intravasation.",
        "Entering a vessel",
    ]
    reached = [window.focusWidget().objectName()]
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget().objectName())
    assert reached == ["listen-pause", "listen-repeat", "listen-slower", "listen-faster", "listen-stop"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert text.hasFocus()
    assert aloud(window).state == SILENT


def test_tab_leads_from_the_text_to_the_buttons(listen, qtbot):
    window, _voice = listen(page="sources")
    reached = set()
    window.view.parts.steps.buttons["extravasation"].setFocus()
    for _ in range(400):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(window.focusWidget().objectName())
        if "listen-stop" in reached:
            break
    assert {"listen-pause", "listen-repeat", "listen-slower", "listen-faster", "listen-stop"} <= reached


@pytest.mark.parametrize(("size", "text_size"), [*SIZES, ((800, 480), 300), ((320, 640), 300)])
def test_all_buttons_stand_in_the_window_with_their_words(open_stretched, size, text_size):
    window = open_stretched(size=size, text_size=text_size)
    give(window, PlainVoice())
    window.listen.use()
    QApplication.processEvents()
    for name in ("pause", "repeat", "slower", "faster", "stop"):
        found = button(window, f"listen-{name}")
        place = QRect(found.mapTo(window, QPoint()), found.size())
        assert window.rect().contains(place)
        assert window.childAt(place.center()) is found
        assert found.height() >= found.heightForWidth(found.width())
        assert min(found.height(), found.width()) >= 32
    window.listen.use()


def test_another_page_ends_it(listen, qtbot):
    window, voice = listen()
    press(qtbot, button(window, "step-after"))
    assert (aloud(window).state, voice.speaking) == (SILENT, None)
    window.listen.use()
    assert voice.said[-1].words == "Step 3 of 5"
    window.listen.use()


def test_another_language_ends_it_and_is_then_spoken(listen, qtbot):
    window, voice = listen()
    press(qtbot, button(window, "language-es"))
    assert (aloud(window).state, voice.speaking) == (SILENT, None)
    QApplication.processEvents()
    window.listen.use()
    assert (voice.said[-1].words, voice.said[-1].language) == ("Paso 2 de 5", "es")
    assert marked(window) == "Paso 2 de 5"
    voice.finish_all()
    assert voice.said[-1].words == window.shelf.notice("es").text


def test_closing_the_window_ends_it(listen):
    window, voice = listen()
    window.close()
    assert voice.speaking is None


def test_after_the_notice_the_buttons_go_and_the_text_has_the_focus(listen):
    window, voice = listen()
    voice.finish_all()
    assert voice.said[-1].words == ENGLISH.text
    assert not window.view.parts.foot.isVisible()
    assert window.view.parts.explanation.hasFocus()


@pytest.mark.parametrize(("size", "text_size"), SIZES)
@pytest.mark.parametrize("motion", [False, True])
def test_after_the_end_it_begins_at_the_beginning_again(listen, qtbot, size, text_size, motion):
    window, voice = listen(size=size, text_size=text_size, page="circulation", motion=motion)
    voice.finish_all()
    first = voice.said[0].words
    assert voice.said[-1].words == ENGLISH.text
    qtbot.waitUntil(lambda: not window.listen._listening._settled.isActive())
    before = len(voice.said)
    window.listen.use()
    assert voice.said[before].words == first
    window.listen.use()


@pytest.mark.parametrize(
    ("size", "then"), [((1280, 800), (600, 560)), ((600, 900), (600, 560)), ((900, 700), (320, 640))]
)
def test_a_window_of_another_size_keeps_the_sentence_in_sight(listen, qtbot, size, then):
    window, voice = listen(size=size, page="circulation")
    for _ in range(3):
        voice.finish()
    assert marked(window)
    window.resize(*then)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: sentence_seen(window))


def test_a_search_between_keeps_the_sentence_in_sight(listen, qtbot):
    window, voice = listen(size=(1280, 800), text_size=175, page="circulation")
    for _ in range(12):
        voice.finish()
    words = marked(window)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert aloud(window).state == SPEAKING
    assert marked(window) == words
    qtbot.waitUntil(lambda: sentence_seen(window))


@pytest.mark.parametrize("paused", [False, True])
def test_a_reader_who_has_moved_away_stays_there_at_another_size(listen, qtbot, paused):
    window, voice = listen(size=(600, 700), page="circulation")
    for _ in range(3):
        voice.finish()
    if paused:
        aloud(window).pause()
    rest(window, qtbot)
    bar = scroll_bar(window)
    bar.setValue(bar.maximum())
    rest(window, qtbot)
    window.resize(600, 660)
    rest(window, qtbot)
    assert bar.value() > bar.maximum() // 2
    if paused:
        aloud(window).go_on()
    voice.finish()
    assert sentence_seen(window)


@pytest.mark.parametrize("then", [(600, 560), (900, 800)])
def test_another_size_after_the_end_is_no_other_place(listen, qtbot, then):
    window, voice = listen(size=(1280, 800), text_size=175, page="circulation")
    voice.finish_all()
    first, before = voice.said[0].words, len(voice.said)
    rest(window, qtbot)
    window.resize(*then)
    rest(window, qtbot)
    window.listen.use()
    assert voice.said[before].words == first


def test_moved_after_the_end_it_begins_where_the_reader_is(listen, qtbot):
    window, voice = listen(size=(600, 700), page="circulation")
    voice.finish_all()
    first, before = voice.said[0].words, len(voice.said)
    rest(window, qtbot)
    bar = scroll_bar(window)
    bar.setValue(bar.maximum() // 2)
    window.resize(600, 660)
    rest(window, qtbot)
    window.listen.use()
    assert voice.said[before].words not in {first, ENGLISH.text}
    assert sentence_seen(window)


def test_a_text_cursor_put_elsewhere_after_the_end_is_another_place(listen, qtbot):
    window, voice = listen(size=(1280, 800), text_size=175, page="circulation")
    window.view.reader.toggle_caret()
    voice.finish_all()
    first, before = voice.said[0].words, len(voice.said)
    rest(window, qtbot)
    text = window.view.parts.explanation
    end = window.view.way.here
    text.setTextCursor(text.cursorForPosition(text.viewport().visibleRegion().boundingRect().center()))
    assert window.view.way.here == end, "the text has not moved"
    window.listen.use()
    assert voice.said[before].words != first


def rest(window, qtbot):
    """Wait until the text stands still, and what listens knows it."""
    QApplication.processEvents()
    listening = window.listen._listening
    timers = (listening._settled, listening._resized, listening._moved)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))


def sentence_seen(window):
    """Whether the sentence that is spoken is in sight."""
    (mark,) = window.view.parts.explanation.extraSelections()
    return in_sight(window, mark.cursor)


def test_another_look_keeps_the_sentence_marked(listen):
    window, voice = listen()
    for _ in range(5):
        voice.finish()
    words = marked(window)
    window.change_text_size(2)
    window.set_theme("dark")
    assert marked(window) == words != ""
    (mark,) = window.view.parts.explanation.extraSelections()
    assert mark.format.background().color().name() == window.look.colors.accent
    assert aloud(window).state == SPEAKING


def test_what_the_reader_opens_meanwhile_is_read_too(listen):
    window, voice = listen(page="finding")
    text = window.view.parts.explanation
    sections = whole_page(window.view.topic, window.view.topic.page("finding", "en"), Translation("en"))
    (part,) = [each for each in walk(sections) if isinstance(each, Section) and each.role == "if-asked"]
    text.open_parts(frozenset({part.id}))
    voice.finish_all()
    assert "Only if I want to know" in [each.words for each in voice.said]


def test_a_page_with_a_fault_is_excused_aloud(open_stretched, tmp_path, log_watch):
    folder = write_stretched_topic(tmp_path / "topic", plain=("en",))
    change(folder, "en/treatment.md", "## Care for your comfort", "<script>x</script>")
    log_watch.expect(r"treatment cannot be shown.*en/treatment\.md:\d+")
    window, voice = open_stretched(language="en", topic=open_topic(folder), page="treatment"), PlainVoice()
    give(window, voice)
    window.listen.use()
    voice.finish_all()
    assert [each.words for each in voice.said] == [
        "This page cannot be shown.",
        "Please choose another one.",
        window.shelf.notice("en").text,
    ]


def test_where_there_is_no_voice_a_panel_says_what_to_do(open_window, qtbot, log_watch):
    log_watch.expect("Fault: program")
    window = open_window()
    give(window, NoVoice(Fault.PROGRAM))
    press(qtbot, button(window, "listen"))
    panel = window.view.panel
    assert panel is not None
    assert panel.objectName() == "no-voice"
    assert panel.accessibleName() == "This computer cannot read aloud right now"
    assert DEBIAN in panel.inside_chain()[0].toPlainText()
    assert not window.view.parts.foot.isVisible()
    press(qtbot, panel.close_button)
    assert window.view.panel is None


def test_each_fault_is_told_in_words_of_its_own():
    spanish = read_translation(resources_folder() / "locale", "es")
    for platform in ("linux", "win32"):
        told = [
            voice_help(fault, "Tagalog", platform, words) for fault in Fault for words in (spanish, Translation("en"))
        ]
        assert len({paragraphs[0] for paragraphs in told}) == 2 * len(Fault)


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize(("platform", "command"), [("linux", DEBIAN), ("win32", EXTRA), ("darwin", EXTRA)])
def test_what_is_missing_is_told_with_the_way_to_get_it(fault, platform, command):
    told = voice_help(fault, "Tagalog", platform, Translation("en"))
    assert len(told) >= 2
    text = " ".join(told)
    to_install = set(Fault) - {Fault.SOUND, Fault.STUCK} if platform == "linux" else {Fault.PROGRAM}
    assert (command in text) == (fault in to_install)
    assert ("is installed" in text) == (fault in {Fault.START, Fault.ENGINE, Fault.SOUND})
    assert ("Tagalog" in text) == (fault == Fault.LANGUAGE)


# Where nothing is heard any more


def fail(voice: PlainVoice, fault: Fault) -> None:
    """Let a voice fail in the middle of a sentence."""
    voice.speaking = None
    voice.failed.emit(fault)


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)])
def test_a_voice_that_fails_before_anything_is_heard_gives_place_and_focus_back(listen, qtbot, log_watch, size):
    log_watch.expect("Fault: start")
    window, voice = listen(size=size, page="names")
    window.listen.use()
    bar, tool = scroll_bar(window), button(window, "menu")
    bar.setValue(bar.maximum() // 2)
    before = window.view.way.here
    tool.setFocus()
    window.listen.use()
    assert marked(window) != ""
    fail(voice, Fault.START)
    panel = window.view.panel
    assert (panel.objectName(), marked(window), window.view.parts.foot.isVisible()) == ("no-voice", "", False)
    assert panel.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.view.panel is None
    assert window.view.way.here == before
    assert tool.hasFocus()


def test_a_voice_that_fails_later_leaves_the_text_at_the_sentence(listen, qtbot, log_watch):
    log_watch.expect("Fault: start")
    window, voice = listen(size=(800, 480), page="names", motion=True)
    while scroll_bar(window).value() == 0:
        voice.finish()
        qtbot.waitUntil(lambda: not glides(window))
    cursor = place_of(aloud(window).sentence, window.view.parts.explanation.document())
    fail(voice, Fault.START)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.view.parts.explanation.hasFocus()
    in_sight(window, cursor)


def test_the_focus_goes_back_where_it_was_when_listening_ends(listen, qtbot):
    window, _voice = listen()
    window.listen.use()
    press(qtbot, button(window, "listen"))
    button(window, "listen").setFocus()
    window.listen.use()
    window.listen.use()
    assert button(window, "listen-pause").hasFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert button(window, "listen").hasFocus()


def test_escape_closes_word_panel_listening_and_marks_in_this_order(listen, qtbot):
    window, voice = listen(page="intravasation")
    view, text = window.view, window.view.parts.explanation
    text.marks.set_marks(FOUND, [(0, 4)])
    window.open_display()
    view.open_word(next(iter(view.topic.words("en"))))

    def there() -> tuple[bool, ...]:
        marks = bool(text.marks.marks(FOUND))
        return view.word is not None, view.panel is not None, voice.speaking is not None, marks

    seen = [there()]
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        seen.append(there())
    assert seen == [tuple(at >= gone for at in range(4)) for gone in range(5)]
    assert not view.parts.foot.isVisible()


def test_escape_ends_a_pause(listen, qtbot):
    window, _voice = listen()
    aloud(window).pause()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (aloud(window).state, window.view.parts.foot.isVisible()) == (SILENT, False)


def test_nothing_of_the_voice_is_loaded_before_it_is_wanted():
    asked = (
        "import sys\n"
        "from viewer.app import make_application, make_window, wait_for_drawings\n"
        "from viewer.settings import Settings\n"
        "application = make_application(offscreen=True)\n"
        "window = make_window(Settings(language='en'))\n"
        "window.show(); application.processEvents(); wait_for_drawings()\n"
        "late = ('speech', 'voice', 'aloud', 'listening', 'listen_bar', 'listen_start', 'utterance',"
        "'spoken', 'sentences', 'command', 'ToSpeech')\n"
        "print(sorted(name for name in sys.modules if name.endswith(late) and name.startswith(('viewer', 'PySide6'))))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert answer.stdout == "[]\n", answer.stderr
