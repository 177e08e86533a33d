"""A visit without sight or touch: keys go in, and what was spoken is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser

from tests.conftest import button, press
from tests.kiosk.conftest import LANDSCAPE, PORTRAIT
from tests.kiosk.state import state_of
from tests.ui.voice import PlainVoice
from viewer.content.notice import notice_for
from viewer.content.spoken import spoken_page
from viewer.kiosk.keypad import acts_by_key
from viewer.kiosk.policy import KEYPAD, KioskSettings
from viewer.kiosk.ring import Ring
from viewer.settings import resources_folder
from viewer.ui.buttons import Button
from viewer.ui.diagram import Spot
from viewer.ui.panels import ChoicePanel
from viewer.ui.speech import Fault, NoVoice

if TYPE_CHECKING:
    from viewer.kiosk.shell import KioskWindow


class Visitor:
    """Somebody who has the keypad and hears.

    Attributes:
        heard: What was spoken: words and their language.
    """

    def __init__(self, window: KioskWindow, voices: list[PlainVoice]) -> None:
        self.window = window
        self.voices = voices
        self._before = 0

    @property
    def voice(self) -> PlainVoice:
        """The voice that speaks now."""
        return self.voices[-1]

    def press(self, act: str, *, listen: bool = True, draw: bool = True) -> list[str]:
        """Press a key, listen to the end unless told not to, and return what was spoken."""
        before = len(self.everything())
        QTest.keyClick(self.window, Qt.Key[f"Key_{self.window._shelf.settings.keys[act][0]}"])
        if listen and self.voices:
            self.voice.finish_all()
        if draw:
            QApplication.processEvents()
        return [words for words, _language in self.everything()[before:]]

    def everything(self) -> list[tuple[str, str]]:
        """Return all that was spoken, in whatever voice: words and their language."""
        return [(said.words, said.language) for voice in self.voices for said in voice.said]

    def go_to(self, beginning: str) -> str:
        """Press "next" until what is spoken begins with some words."""
        for _ in range(60):
            (said, *_rest) = self.press("next")
            if said.startswith(beginning):
                return said
        raise AssertionError(f"nothing begins with {beginning!r}")


@pytest.fixture
def voices():
    return []


@pytest.fixture
def visitor(make_kiosk, voices):
    """Makes somebody who stands before a kiosk."""

    def voice():
        voices.append(PlainVoice())
        return voices[-1]

    def make(size=LANDSCAPE, **changes):
        return Visitor(make_kiosk(size, **({"voice": voice} | changes)), voices)

    return make


def buttons_in_reach(window):
    """Return the names of the buttons that a finger can reach and press; a spot is the same as the name of its step."""
    return sorted(
        each.objectName()
        for each in window.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled() and not isinstance(each, Spot) and in_reach(window, each)
    )


def in_reach(window, widget):
    """Whether a finger that means a widget meets it, or something that scrolls it into sight."""
    there = window.childAt(widget.mapTo(window, widget.rect().center()))
    return there is widget or (widget.visibleRegion().isEmpty() and widget.isVisible() and not hidden_by_panel(widget))


def hidden_by_panel(widget):
    panel = widget.window().visit.view.panel
    return panel is not None and not panel.isAncestorOf(widget)


# Moving


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1366, 768)])
def test_all_that_can_be_touched_on_any_page_is_come_to_by_keys(visitor, bundled, size):
    someone = visitor(size)
    assert {"language-en", "language-es"} == set(buttons_in_reach(someone.window)) == buttons_met(someone)
    someone.window.begin_visit("en")
    for page in bundled.pages:
        someone.window.visit.view.choose(page.id)
        QApplication.processEvents()
        reached = buttons_in_reach(someone.window)
        assert len(set(reached)) == len(reached) > 10
        assert set(reached) <= buttons_met(someone)


@pytest.mark.parametrize("opener", ["kiosk-pages", "kiosk-words"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_all_that_can_be_touched_around_a_panel_is_come_to_by_keys(visitor, size, opener):
    someone = visitor(size)
    someone.window.begin_visit("es")
    button(someone.window, opener).click()
    QApplication.processEvents()
    reached = set(buttons_in_reach(someone.window))
    met = buttons_met(someone)
    assert reached <= met
    assert any(name.startswith(("more-", "word-")) for name in met)
    assert len(met) < len(reached) + 3, "what the panel covers is not met"


def buttons_met(someone):
    """Return the names of the buttons that "next" leads to, in one round; each must show its ring and be in sight."""
    window, found, first = someone.window, [], ""
    someone.press("next")
    for _ in range(200):
        someone.press("next", draw=False)
        here = window._keypad._round.here(window._keypad.stops())
        if here.name == first:
            return set(found)
        first = first or here.name
        if isinstance(here.shown, QAbstractButton):
            found.append(here.name)
            assert not here.shown.visibleRegion().isEmpty()
            assert shows_ring(window, here.shown)
    raise AssertionError("the round has no end")


def shows_ring(window, widget):
    """Whether a ring is to be seen at a widget: its own, or one around it."""
    rings = [each for each in window.findChildren(Ring) if each.isVisible()]
    own = widget.hasFocus() and widget._ring if widget.isEnabled() else False
    return own != bool(rings)


def test_previous_leads_back_and_around(visitor):
    someone = visitor()
    someone.press("next")
    ahead = [someone.press("next") for _ in range(10)]
    back = [someone.press("previous") for _ in range(9)]
    assert back == ahead[-2::-1]


# Silence


def test_who_touches_hears_nothing(visitor, voices, qtbot):
    someone = visitor()
    press(qtbot, someone.window.start.buttons["en"])
    for name in ("kiosk-text", "kiosk-pages", "kiosk-finished"):
        press(qtbot, button(someone.window, name))
    assert voices == []


@pytest.mark.parametrize("act", KEYPAD)
def test_the_first_key_says_where_one_is_and_how_the_keys_work_and_does_nothing_else(visitor, bundled, act):
    someone = visitor()
    english, spanish = someone.press(act)
    assert english.startswith(f"{bundled.title('en')}. This is the start.")
    assert "Select chooses it." in english
    assert spanish.startswith(f"{bundled.title('es')}. ")
    assert [language for _words, language in someone.everything()] == ["en", "es"]
    assert someone.window.visit is None
    assert someone.voice.said[-1].volume == KioskSettings().volume


def test_a_visit_begun_by_touch_says_where_one_is_at_the_first_key(visitor, qtbot):
    someone = visitor()
    press(qtbot, someone.window.start.buttons["es"])
    press(qtbot, button(someone.window, "step-circulation"))
    page, keys = someone.press("select")
    assert page.startswith("Página: Paso 3 de 5, ")
    assert keys.startswith("Las teclas:")
    assert someone.window.visit.view.page_id == "circulation"
    assert not someone.window.visit.busy


def test_a_touch_takes_ring_and_words_away(visitor, qtbot):
    someone = visitor()
    someone.window.begin_visit("en")
    someone.press("next")
    someone.press("next", listen=False)
    assert someone.window.visit.busy
    press(qtbot, button(someone.window, "kiosk-contrast"))
    assert someone.voice.speaking is None
    assert not someone.window.visit.busy
    assert not any(each.isVisible() for each in someone.window.findChildren(Ring))
    # Then a key says where one is, but not again how the keys work.
    assert len(someone.press("next")) == 1


def test_who_has_gone_from_the_start_screen_is_forgotten(visitor, clock):
    someone = visitor()
    fresh = state_of(someone.window)
    someone.press("next")
    someone.press("volume_down")
    someone.go_to("English")
    assert state_of(someone.window) != fresh
    clock.seconds += KioskSettings().idle - 1
    someone.window._keypad.look()
    assert someone.window._keypad.awake
    clock.seconds += 1
    someone.window._keypad.look()
    assert state_of(someone.window) == fresh
    assert len(someone.press("select")) == 2, "the help again"
    assert someone.voice.said[-1].volume == KioskSettings().volume


def test_keys_that_are_not_the_keypads_do_nothing(visitor):
    someone = visitor(settings=KioskSettings(keys=KEYPAD | {"next": ("F9",), "select": ("F10",)}))
    window = someone.window
    window.begin_visit("en")
    button(window, "kiosk-home").setFocus(Qt.FocusReason.TabFocusReason)
    before = state_of(window)
    for key in ("Right", "Tab", "Return", "Space", "PageDown", "End", "3", "F1", "Escape", "A"):
        for target in (window, window.focusWidget(), window.visit.view.parts.explanation, window.windowHandle()):
            QTest.keyClick(target, Qt.Key[f"Key_{key}"])
    for key in ("F9", "F10"):
        QTest.keyClick(window, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(window, held)
    assert state_of(window) == before
    assert someone.voices == []
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert someone.voices


def test_a_key_that_is_told_twice_does_one_thing():
    told = acts_by_key({"next": ("Right", "0"), "select": ("Right", "Plus")})
    assert told == {Qt.Key.Key_Right.value: "next", Qt.Key.Key_0.value: "next", Qt.Key.Key_Plus.value: "select"}


# Loudness


def test_the_volume_goes_in_steps_is_said_never_silent_and_comes_back(visitor):
    someone = visitor()
    someone.press("next")
    said = [someone.press("volume_up") for _ in range(6)]
    assert said == [[f"Volume {percent} percent"] for percent in (70, 80, 90, 100, 100, 100)]
    for _ in range(12):
        last = someone.press("volume_down")
    assert last == ["Volume 10 percent"]
    assert someone.voice.said[-1].volume == 10
    someone.go_to("English")
    someone.press("select")
    assert someone.voice.said[-1].volume == 10, "as loud as it was made before"
    someone.window.end_visit("finished")
    someone.voice.finish_all()
    someone.press("next")
    assert someone.voice.said[-1].volume == KioskSettings().volume


def test_what_was_not_heard_is_repeated_louder(visitor):
    someone = visitor()
    said = someone.press("next")
    someone.press("volume_up")
    someone.press("volume_up")
    assert someone.press("repeat") == said
    assert someone.voice.said[-1].volume == 80


def test_a_page_goes_on_after_the_volume_was_said(visitor):
    someone = reading(visitor())
    someone.press("volume_up", listen=False)
    assert someone.voice.speaking.words == "Volume 70 percent"
    someone.press("volume_up", listen=False)
    sentence = someone.voice.said[0].words
    someone.voice.finish()
    assert (someone.voice.speaking.words, someone.voice.speaking.volume) == (first_sentences(someone)[0], 80), sentence


# Reading a page


def first_sentences(someone):
    visit = someone.window.visit
    topic, language = visit.view.topic, visit.language
    notice = notice_for(resources_folder() / "notice", language)
    translation = someone.window._shelf.translation(language)
    page = topic.page(visit.view.page_id, language)
    return [each.words for each in spoken_page(topic, page, translation, notice)]


def reading(someone, page="circulation", language="en"):
    """Return somebody to whom a page is being read."""
    someone.window.begin_visit(language)
    someone.window.visit.view.choose(page)
    QApplication.processEvents()
    someone.press("next")
    someone.press("select", listen=False)
    return someone


def test_the_keys_lead_through_a_page_that_is_read(visitor):
    someone = reading(visitor())
    page = first_sentences(someone)
    said = lambda: someone.voice.speaking.words  # noqa: E731
    assert said() == page[0] == "Step 3 of 5"
    someone.press("next", listen=False)
    someone.press("next", listen=False)
    assert said() == page[2]
    someone.press("previous", listen=False)
    assert said() == page[1]
    someone.press("repeat", listen=False)
    assert [each.words for each in someone.voice.said[-2:]] == [page[1], page[1]]
    someone.press("select", listen=False)
    assert said().startswith("Paused.")
    someone.voice.finish_all()
    assert someone.voice.speaking is None
    assert someone.press("next")[0].startswith("Go on, button"), "the buttons of the voice come next"
    assert "Paused." in someone.press("previous")[0]
    someone.press("select", listen=False)
    assert said() == page[1]
    someone.voice.finish_all()
    told = [each.words for each in someone.voice.said]
    assert told[-1] == "That was the whole page. Next leads to other things."
    assert told[-2] == someone.window.label.notice.text
    assert someone.window.visit.view.parts.foot.bar is None


def test_the_page_is_read_from_its_beginning_wherever_it_was_moved_to(visitor):
    someone = reading(visitor())
    someone.press("select")
    someone.go_to("Stop, button")
    someone.press("select")
    someone.go_to("Down, button")
    someone.press("select")
    assert someone.window.visit.view.scroller.can_turn(-1)
    someone.go_to("Page: ")
    assert someone.press("select")[:2] == first_sentences(someone)[:2]


def test_keys_take_up_a_reading_that_a_finger_has_begun(visitor, qtbot):
    someone = visitor()
    press(qtbot, someone.window.start.buttons["en"])
    press(qtbot, button(someone.window, "kiosk-listen"))
    page = first_sentences(someone)
    someone.press("next", listen=False)
    assert someone.voice.speaking.words == page[1]
    press(qtbot, button(someone.window, "kiosk-contrast"))
    someone.voice.finish_all()
    assert someone.voice.said[-1].words == someone.window.label.notice.text, "a finger has no use for more"


def test_the_next_visitor_hears_the_usual_pace(visitor):
    someone = reading(visitor())
    someone.press("select")
    someone.go_to("Faster, button")
    someone.press("select")
    assert someone.voice.said[-1].rate == 125
    someone.window.end_visit("finished")
    assert someone.voice.said[-1].rate == 100


def test_the_visit_is_held_while_anything_is_spoken(visitor, clock):
    someone = visitor()
    someone.window.begin_visit("en")
    someone.press("next", listen=False)
    assert someone.window.visit.busy
    clock.seconds += 10_000
    someone.window.idle.look()
    assert not someone.window.idle.asking
    someone.voice.finish_all()
    assert not someone.window.visit.busy


# The question and the end


def test_the_question_is_spoken_and_any_key_answers(visitor, clock):
    someone = visitor()
    someone.window.begin_visit("en")
    someone.press("next")
    clock.seconds += 10_000
    someone.window.idle.look()
    assert someone.voice.speaking.words.startswith("Are you still reading? Press any key to go on.")
    assert "45 seconds" in someone.voice.speaking.words
    said = someone.press("select")
    assert not someone.window.idle.asking
    assert said[0].startswith("Page: "), "where one is"
    assert someone.window.visit.view.parts.foot.bar is None, "the key that answers does nothing else"


def test_the_question_and_the_end_are_silent_for_who_has_only_touched(visitor, clock, voices):
    someone = visitor()
    someone.window.begin_visit("en")
    for _ in range(2):
        clock.seconds += 10_000
        someone.window.idle.look()
    assert someone.window.visit is None
    assert voices == []


def test_the_end_is_said_in_the_language_of_the_visit_and_nothing_is_left(visitor, clock):
    someone = visitor()
    fresh = state_of(someone.window)
    someone.press("next")
    someone.go_to("Español, botón")
    someone.press("select")
    before = len(someone.everything())
    someone.window.end_visit("idle")
    words, language = someone.everything()[before]
    assert (words.split(".")[0], language) == ("Ha terminado", "es")
    someone.voice.finish_all()
    assert state_of(someone.window) == fresh
    assert len(someone.press("next")) == 2, "the help again"


def test_the_end_is_cut_off_by_the_next_visitors_finger(visitor, qtbot):
    someone = visitor()
    someone.window.begin_visit("en")
    someone.press("next")
    someone.window.end_visit("finished")
    assert someone.voice.speaking.words.startswith("Finished.")
    press(qtbot, someone.window.start.buttons["en"])
    assert someone.voice.speaking is None


# Voices that fail


def test_a_voice_that_does_not_speak_is_told_once(visitor, log_watch):
    log_watch.expect("An utterance was given up. Language: en. Fault: program")
    log_watch.expect("The voice does not speak: program")
    someone = visitor(voice=lambda: NoVoice(Fault.PROGRAM))
    someone.window.begin_visit("en")
    for _ in range(3):
        someone.press("next")
        assert "cannot read aloud" in someone.window.visit.view.panel.spoken()
    assert sum("The voice does not speak" in line for line in log_watch.lines) == 1
    assert not someone.window.visit.busy


def test_a_language_without_a_voice_leaves_the_others(visitor, voices, log_watch):
    log_watch.expect("An utterance was given up. Language: en. Fault: language")

    def spanish():
        voices.append(PlainVoice(("es",)))
        return voices[-1]

    someone = visitor(voice=spanish)
    someone.press("next")
    assert [language for _words, language in someone.everything()] == ["es"]


# A whole visit


def test_a_whole_visit_by_keys(visitor, bundled):
    someone = visitor(languages=("es", "en"))
    window = someone.window
    someone.press("select")
    assert "This is the start" in someone.everything()[-1][0]
    someone.go_to("English, button")
    (page,) = someone.press("select")
    assert page.endswith("Select reads it aloud.")
    someone.go_to("Step 3 of 5")
    (page,) = someone.press("select")
    assert page.startswith("Page: Step 3 of 5, ")
    assert window.visit.view.page_id == "circulation"

    told = someone.press("select")
    assert unspoken(window, told) == []
    assert bundled.page("circulation", "en").title in told
    assert f"Picture: {bundled.page('circulation', 'en').picture}" in told
    assert window.label.notice.text in told

    someone.go_to("Words on this page, button")
    (panel,) = someone.press("select")
    assert panel.startswith("Words on this page. Touch a word")
    someone.press("next")
    (meaning,) = someone.press("select")
    shown = window.visit.view.word
    assert meaning.startswith(f"{shown.accessibleName()}. ")
    assert meaning.endswith(shown.spoken().splitlines()[-1])
    someone.go_to("Close, button")
    assert someone.press("select")[0].startswith("Words on this page, button"), "back where the panel came from"

    someone.go_to("Español, botón")
    assert someone.everything()[-1] == ("Español, botón", "es")
    someone.go_to("Larger text, button")
    assert someone.press("select") == ["Normal text, button. The text is larger now."]
    someone.go_to("Print, button")
    someone.press("select")
    if window.visit.view.panel is not None:
        someone.go_to("Close, button")
        someone.press("select")
    someone.go_to("When to call")
    someone.press("select")
    assert window.visit.view.page_id == "when-to-call"
    assert unspoken(window, someone.press("select")) == []
    assert bundled.picture("en") in someone.go_to("Picture: ")
    someone.go_to("Feeling sick right now?")
    assert someone.press("next") == [window.label.notice.text]
    someone.go_to("I am finished")
    (farewell,) = someone.press("select")
    assert farewell.startswith("Finished.")
    assert window.visit is None


def unspoken(window, told):
    """Return the paragraphs of the page, but for its sources and what is still closed, that were not spoken."""
    spelled = [f" ({word.say})" for word in window.visit.view.topic.words(window.language).values()]

    def flat(words):
        """Return words without how to say them, pictures, and what ends a short heading."""
        for say in spelled:
            words = words.replace(say, "")
        return " ".join(re.sub(r" \([^()]*-[^()]*\)|\ufffc|:", "", words).split())

    heard, found = flat(" ".join(told)), []
    block = window.visit.view.parts.explanation.document().begin()
    _ = window._shelf.translation(window.language).gettext
    while block.isValid() and block.text() != _("Sources"):
        words = flat(block.text())
        # The heading of a part that is closed is said with the button that opens it.
        closed = _("Show this part") in words + block.next().text()
        if words and not closed and words not in heard:
            found.append(words)
        block = block.next()
    assert block.isValid(), "the page has its sources"
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_spoken_whole(visitor, bundled, language):
    someone = visitor()
    window = someone.window
    window.begin_visit(language)
    someone.press("next")
    for page in bundled.pages:
        window.visit.view.choose(page.id)
        window._keypad._round.go_to("page")
        assert unspoken(window, someone.press("select")) == []


def test_a_closed_part_is_told_of_opened_and_spoken(visitor):
    someone = visitor()
    window = someone.window
    window.begin_visit("en")
    window.visit.view.choose("finding")
    someone.press("next")
    whole = someone.press("select")
    assert whole[-1].endswith("A part of it stays closed until you open it, under Words on this page.")
    someone.go_to("Words on this page, button")
    someone.press("select")
    someone.go_to("Only if I want to know: Show this part, button")
    assert "Select reads it aloud" in someone.press("select")[0]
    opened = someone.press("select")
    assert opened[0] == "Only if I want to know", "what was wanted comes first"
    assert not opened[-1].endswith("Words on this page.")
    again = someone.press("select")
    assert again[0] == whole[0], "and then the page from its beginning"
    assert len(again) > len(whole)


def test_a_panel_that_says_something_new_is_heard(visitor):
    someone = visitor()
    window = someone.window
    window.begin_visit("en")
    someone.press("next")
    translation = window._shelf.translation("en")
    panel = ChoicePanel(translation, window.look)
    panel.set_heading("Take home")
    said = panel.add_words("Two sheets are left.")
    act = Button("Print this page", window.look)
    act.setObjectName("print-page")
    act.clicked.connect(lambda: said.setText("It is being printed."))
    panel.add_group("Paper", [act])
    window.visit.open_panel(panel)
    QApplication.processEvents()
    someone.go_to("Take home. Two sheets are left.")
    assert someone.press("next") == ["Print this page, button"]
    assert someone.press("select") == ["Take home. It is being printed. Paper"]
    said.setText("Take your paper.")
    window._keypad.look()
    window._keypad.look()
    assert [words for words, _language in someone.everything()[-2:]] == [
        "Take home. It is being printed. Paper",
        "Take home. Take your paper. Paper",
    ]


def test_links_in_the_meaning_of_a_word_are_followed(visitor):
    someone = visitor()
    someone.window.begin_visit("en")
    someone.press("next")
    someone.window.visit.view.open_word("dna")
    QApplication.processEvents()
    link = someone.go_to("genes, link")
    (meaning,) = someone.press("select")
    assert meaning.startswith("gene. ")
    assert meaning != link
    assert someone.window.visit.view.word.findChild(QTextBrowser) is not None


def test_a_key_that_is_held_counts_once_also_where_nobody_says_that_it_repeats(make_kiosk):
    window = make_kiosk()
    window.begin_visit("en")
    keypad = window._keypad
    moves = []
    keypad._acts["next"] = lambda: moves.append(1)
    keypad._awake = True

    def send(kind, when):
        event = QKeyEvent(kind, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(when)
        QApplication.sendEvent(window, event)

    send(QEvent.Type.KeyPress, 1000)
    for when in range(1400, 2400, 40):
        send(QEvent.Type.KeyRelease, when)
        send(QEvent.Type.KeyPress, when)
    assert moves == [1]
    send(QEvent.Type.KeyRelease, 2500)
    send(QEvent.Type.KeyPress, 2600)
    assert moves == [1, 1]
