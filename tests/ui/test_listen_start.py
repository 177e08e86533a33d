"""Where listening begins: at what the reader has come to, not at the top of a page that was left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.conftest import scroll_bar
from tests.pseudo import RIGHT_TO_LEFT
from tests.ui.voice import PlainVoice
from viewer.content.blocks import Section, walk
from viewer.content.notice import ENGLISH
from viewer.content.spoken import spoken_page
from viewer.content.topics import open_topic
from viewer.content.translation import Translation
from viewer.content.whole_page import whole_page
from viewer.ui.explanation import Explanation, Reading
from viewer.ui.listen_start import start_of
from viewer.ui.marks import FOUND
from viewer.ui.picture import Picture
from viewer.ui.theme import Look

if TYPE_CHECKING:
    from viewer.content.spoken import Sentence
    from viewer.desktop.window import DesktopWindow

SIZES = [((1280, 800), 100), ((800, 480), 100), ((600, 900), 200), ((320, 640), 100)]


def give_voice(window: DesktopWindow) -> PlainVoice:
    voice = PlainVoice(("en", "es", RIGHT_TO_LEFT))
    window._shelf = window.shelf._replace(voice=lambda: voice)
    return voice


def first_said(window: DesktopWindow) -> str:
    """Let the window read, and return what it says first; then it is silent again."""
    window.listen.use()
    sentence = window.listen._aloud.sentence
    window.listen.use()
    return sentence.words


def all_sentences(window: DesktopWindow) -> tuple[Sentence, ...]:
    """Return all that would be spoken of the page."""
    view = window.view
    page = view.topic.page(view.page_id, window.language)
    return spoken_page(view.topic, page, window.translation, ENGLISH, window.shelf.clinic)[:-1]


def area_of(window: DesktopWindow) -> QRect:
    """Return where the text can be seen, in pixels from the window's corner."""
    view = scroll_bar(window).parentWidget()
    while not isinstance(view, (QScrollArea, Explanation)):
        view = view.parentWidget()
    return QRect(view.viewport().mapTo(window, QPoint()), view.viewport().size())


def line_at(window: DesktopWindow, position: int) -> tuple[int, int]:
    """Return top and bottom of the line that a position of the text stands in, in pixels from the window's corner."""
    text = window.view.parts.explanation
    cursor = QTextCursor(text.document())
    cursor.setPosition(position)
    spot = text.cursorRect(cursor)
    top = text.viewport().mapTo(window, spot.topLeft()).y()
    return top, top + spot.height()


@pytest.mark.parametrize("language", ["en", RIGHT_TO_LEFT])
def test_sentences_stand_in_the_order_in_which_they_are_spoken(language, qtbot, stretched_topics, without_notice):
    topic = open_topic(stretched_topics)
    text, translation = Explanation(Look()), Translation(language)
    qtbot.addWidget(text)
    text.resize(600, 400)
    picture = Picture(topic, "light", "#ffffff")
    for entry in topic.pages:
        page = topic.page(entry.id, language)
        sections = whole_page(topic, page, translation)
        opened = frozenset(each.id for each in walk(sections) if isinstance(each, Section) and each.role == "if-asked")
        text.show_page(Reading(topic, page, translation), picture)
        text.open_parts(opened)
        starts = [
            start_of(sentence, text.document())
            for sentence in spoken_page(topic, page, translation, ENGLISH, opened=opened)
        ]
        assert starts == sorted(starts), entry.id
        assert len(starts) > 20


@pytest.mark.parametrize(("size", "text_size"), SIZES)
@pytest.mark.parametrize("page", ["overview", "intravasation", "treatment"])
def test_a_page_that_was_not_moved_is_read_from_its_beginning(open_window, size, text_size, page):
    window = open_window(size=size, text_size=text_size)
    give_voice(window)
    window.view.choose(page)
    QApplication.processEvents()
    assert first_said(window) == all_sentences(window)[0].words


@pytest.mark.parametrize(("size", "text_size"), SIZES)
@pytest.mark.parametrize("language", ["en", RIGHT_TO_LEFT])
@pytest.mark.parametrize("page", ["names", "finding", "treatment"])
def test_the_first_sentence_that_begins_in_sight_is_read_first(open_stretched, size, text_size, language, page):
    window = open_stretched(size=size, text_size=text_size, language=language, page=page)
    give_voice(window)
    sentences, document = all_sentences(window), window.view.parts.explanation.document()
    bar, begun = scroll_bar(window), 0
    for tenth in range(1, 11):
        bar.setValue(bar.maximum() * tenth // 10)
        area = area_of(window)
        if line_at(window, 1)[0] >= area.top():
            continue
        lines = [line_at(window, start_of(each, document)) for each in sentences]
        number = [each.words for each in sentences].index(first_said(window))
        top, bottom = lines[number]
        assert top < area.bottom(), "the reader is not led on"
        begins = [at for at, (above, _) in enumerate(lines) if area.top() <= above < area.bottom()]
        if begins:
            begun += 1
            # A line that is cut a little, at the upper edge, counts as in sight.
            assert number == begins[0] or (number < begins[0] and bottom > area.top() + (bottom - top) // 2)
        else:
            assert number + 1 == len(lines) or lines[number + 1][0] >= area.bottom()
    assert begun >= 3


def test_found_words_in_sight_come_first(open_window):
    window = open_window(page="treatment")
    give_voice(window)
    text = window.view.parts.explanation
    sentences = all_sentences(window)
    (number, *_) = [at for at, each in enumerate(sentences) if each.kind == "text" and at > 20]
    start = start_of(sentences[number], text.document())
    window.view.show_at(sentences[number].block, above=60)
    text.marks.set_marks(FOUND, [(start + 3, start + 9)])
    assert first_said(window) == sentences[number].words
    bar = scroll_bar(window)
    bar.setValue(bar.maximum())
    later = [each.words for each in sentences].index(first_said(window))
    assert later > number, "the reader has gone on, past what was found"


def test_the_text_cursor_says_where_to_begin(open_window, qtbot):
    window = open_window(size=(1920, 1080), page="overview")
    give_voice(window)
    text = window.view.parts.explanation
    qtbot.keyClick(text, Qt.Key.Key_F7)
    sentences = all_sentences(window)
    for number in (4, 7):
        text.caret.put(start_of(sentences[number], text.document()) + 2)
        assert first_said(window) == sentences[number].words
    qtbot.keyClick(text, Qt.Key.Key_F7)
    scroll_bar(window).setValue(0)
    assert first_said(window) == sentences[0].words


def test_after_the_end_the_page_is_read_from_its_beginning_again(open_window):
    window = open_window(page="treatment")
    voice = give_voice(window)
    window.listen.use()
    voice.finish_all()
    assert scroll_bar(window).value() > 0
    assert first_said(window) == all_sentences(window)[0].words
    bar = scroll_bar(window)
    bar.setValue(bar.maximum() // 2)
    assert first_said(window) != all_sentences(window)[0].words
