"""Addresses of sources: pressed, shown whole, asked about, and only then handed to the browser."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tests.conftest import button, press, window_faults
from tests.desktop.test_window import key
from tests.ui.test_topic_view import in_window, links, press_link
from viewer.app import make_window
from viewer.desktop.window import DesktopWindow
from viewer.settings import Settings
from viewer.ui.browser import open_in_browser
from viewer.ui.header import WrappedLabel

SIZE = (1280, 800)


class Recorder:
    """A browser that opens nothing."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.opened: list[str] = []

    def __call__(self, address: str) -> bool:
        self.opened.append(address)
        return self.works


@pytest.fixture
def open_with(show, open_window):
    """Opens the desktop window with a browser, or without any."""

    def open_one(browser, *, size=SIZE, page="intravasation", text_size=100):
        first = make_window(Settings(size=size, page=page, text_size=text_size, motion=False, language="en"))
        shelf = first.shelf._replace(browser=browser)
        window = DesktopWindow(first.view.topic, shelf, "en", first.look, page, size)
        first.deleteLater()
        return show(window, size)

    return open_one


def addresses(window) -> list[str]:
    """Return the addresses that can be pressed in the text."""
    return [each for each in links(window.view.parts.explanation) if each.startswith("address:")]


def first_source(window):
    return window.view.topic.sources[addresses(window)[0].partition(":")[2]]


def test_each_source_of_each_page_can_be_pressed_and_is_shown_whole(open_with):
    window = open_with(Recorder())
    seen = set()
    for entry in window.view.topic.pages:
        window.view.choose(entry.id)
        for link in addresses(window):
            seen.add(link.partition(":")[2])
    assert seen == set(window.view.topic.sources)


def test_the_words_of_a_page_are_the_same_whether_or_not_addresses_open(open_with):
    texts = {}
    for browser in (None, Recorder()):
        window = open_with(browser)
        for entry in window.view.topic.pages:
            window.view.choose(entry.id)
            texts.setdefault(entry.id, []).append(window.view.parts.explanation.toPlainText())
            assert bool(addresses(window)) == (browser is not None)
        window.hide()
    assert [page for page, (plain, pressable) in texts.items() if plain != pressable] == []


def test_an_address_is_opened_only_after_it_was_shown_and_confirmed(open_with, qtbot):
    browser = Recorder()
    window = open_with(browser)
    source = first_source(window)
    press_link(qtbot, window, addresses(window)[0])
    assert browser.opened == []
    assert {source.publisher, source.title, source.address} <= set(window.view.panel.spoken().split("\n"))
    press(qtbot, button(window, "open-address"))
    assert browser.opened == [source.address]
    assert window.view.panel is None
    assert window.focusWidget() is window.view.parts.explanation


@pytest.mark.parametrize("way", ["close-panel", "escape"])
def test_who_closes_the_question_opens_nothing(open_with, qtbot, way):
    browser = Recorder()
    window = open_with(browser)
    press_link(qtbot, window, addresses(window)[0])
    if way == "escape":
        key(qtbot, window, Qt.Key.Key_Escape)
    else:
        press(qtbot, button(window, "close-panel"))
    assert window.view.panel is None
    assert browser.opened == []


def test_the_keys_alone_lead_to_the_address_and_the_first_enter_opens_nothing(open_with, qtbot):
    browser = Recorder()
    window = open_with(browser)
    text = window.view.parts.explanation
    while not text.textCursor().charFormat().anchorHref().startswith("address:"):
        key(qtbot, window, Qt.Key.Key_Tab)
    wanted = text.textCursor().charFormat().anchorHref().partition(":")[2]
    key(qtbot, window, Qt.Key.Key_Return)
    assert window.focusWidget() is window.view.panel.close_button
    key(qtbot, window, Qt.Key.Key_Tab)
    key(qtbot, window, Qt.Key.Key_Return)
    assert browser.opened == [window.view.topic.sources[wanted].address]


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_where_no_browser_opens_the_panel_says_so_in_sight(open_with, qtbot, size, text_size):
    window = open_with(Recorder(works=False), size=size, text_size=text_size)
    window.view.parts.explanation.link_pressed.emit(*addresses(window)[0].split(":"))
    QApplication.processEvents()
    for _ in range(2):
        press(qtbot, button(window, "open-address"))
    labels = window.view.panel.findChildren(WrappedLabel)
    (lack,) = [each for each in labels if each.text().startswith("This computer has no browser")]
    assert lack.isVisible()
    assert in_window(lack).top() < in_window(window.label).top(), "its first line is in sight"
    assert window_faults(window) == []


def test_a_source_that_the_topic_does_not_have_opens_nothing(open_with):
    browser = Recorder()
    window = open_with(browser)
    for target in ("nonsense", "//evil.example", ""):
        window.view.parts.explanation.link_pressed.emit("address", target)
    assert window.view.panel is None


def test_without_a_browser_not_even_a_known_source_asks(open_with):
    window = open_with(None)
    window.view.parts.explanation.link_pressed.emit("address", next(iter(window.view.topic.sources)))
    assert window.view.panel is None


def test_the_language_and_the_topic_that_follow_keep_the_browser(open_with):
    window = open_with(Recorder())
    window.show_language("es")
    assert addresses(window)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example", "https://", "", "//x.example", "xyz"]
)
def test_only_web_addresses_reach_the_browser(qapp, monkeypatch, address):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    assert open_in_browser("https://www.cancer.gov/types?x=1")
    assert not open_in_browser(address)
    assert [url.toString() for url in asked] == ["https://www.cancer.gov/types?x=1"]
