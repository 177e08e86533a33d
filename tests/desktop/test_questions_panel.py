"""The panel "My questions" in real windows: by mouse, by keyboard, in every size, theme and language."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import bring_into_sight, button, press, window_faults
from tests.desktop.test_window import focused, key
from tests.pseudo import RIGHT_TO_LEFT
from tests.ui.test_topic_view import fit_faults, in_sight, in_window
from viewer.app import make_window
from viewer.desktop.keeping import Keeper, Kept, Question, read_kept
from viewer.desktop.mine import mine_of
from viewer.desktop.my_questions import MOST
from viewer.desktop.question_rows import OwnQuestion, QuestionButton
from viewer.settings import THEMES, Settings
from viewer.ui.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Iterator

CTRL = Qt.KeyboardModifier.ControlModifier
GOAL = "What is the goal of this treatment for me?"
MINE = (Question("May I dance?", "", "Yes."), Question("Who helps?"), Question("When?"))


@pytest.fixture
def file(tmp_path):
    """Where the reader's own may be kept."""
    return tmp_path / "of mine" / "my-questions.json"


@pytest.fixture
def open_own(show, file):
    """Opens a window that may keep things, with its list open."""

    def open_one(*, kept=file, **told):
        told = {"language": "en", "page": "treatment", "motion": False} | told
        window = show(make_window(Settings(**told), kept=kept), told.get("size", (1280, 800)))
        window.open_questions()
        QApplication.processEvents()
        return window

    return open_one


@pytest.fixture
def own(open_own):
    return open_own()


def rows(window) -> list[OwnQuestion]:
    shown = [each for each in window.findChildren(OwnQuestion) if each.isVisible()]
    return sorted(shown, key=lambda each: in_window(each).top())


def choice(window, text) -> QuestionButton:
    (found,) = [each for each in window.findChildren(QuestionButton) if each.words == text and each.isVisible()]
    return found


def words(window, name) -> str:
    (label,) = [each for each in window.view.panel.findChildren(object, name) if each.objectName() == name]
    return label.text() if label.isVisible() else ""


def write_own(qtbot, window, text) -> None:
    field = window.view.panel.field
    field.setFocus()
    qtbot.keyClicks(field, text)
    key(qtbot, window, Qt.Key.Key_Return)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let nothing be written, as on a disk with no more room."""
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)


# The list


def test_the_key_opens_the_list_and_closes_it(window, qtbot):
    key(qtbot, window, Qt.Key.Key_M, CTRL)
    panel = window.view.panel
    assert panel.accessibleName() == "My questions"
    assert panel.field.hasFocus()
    key(qtbot, window, Qt.Key.Key_M, CTRL)
    assert window.view.panel is None


def test_a_question_of_the_page_is_ticked_and_taken_out_again(own, qtbot):
    first = own.findChildren(QuestionButton)[0]
    assert first.words == GOAL
    place = in_window(first).top()
    press(qtbot, first)
    assert own.questions == (GOAL,)
    assert mine_of(own).questions.all == (Question(GOAL, "treatment"),)
    assert (first.lit, first.accessibleDescription()) == (True, "Added to your list.")
    QApplication.processEvents()
    assert in_window(first).top() in range(place - 60, place + 1), "what was pressed stays under the pointer"
    own.view.panel.field.setFocus()
    first.setFocus()
    assert first.accessibleDescription() == "In your list"
    press(qtbot, first)
    assert own.questions == ()
    assert (first.lit, first.accessibleDescription()) == (False, "Taken out of your list.")
    assert first.hasFocus()


def test_own_questions_are_written_with_enter_and_with_the_button(own, qtbot):
    write_own(qtbot, own, "May I dance?")
    assert own.questions == ("May I dance?",)
    assert own.view.panel.field.text() == ""
    assert own.view.panel.field.hasFocus()
    qtbot.keyClicks(own.view.panel.field, "Who helps?")
    press(qtbot, button(own, "question-add"))
    assert own.questions == ("May I dance?", "Who helps?")
    write_own(qtbot, own, "May I dance?")
    assert own.questions == ("May I dance?", "Who helps?")
    assert words(own, "questions-told") == "This question is in your list."


def test_a_full_list_says_so(own, qtbot):
    mine_of(own).questions.replace(Question(f"Question {number}") for number in range(MOST))
    press(qtbot, choice(own, GOAL))
    assert words(own, "questions-told").startswith("Your list is full.")
    write_own(qtbot, own, "One more")
    assert own.view.panel.field.text() == "One more"
    assert len(own.questions) == MOST


def test_what_was_not_finished_is_there_when_the_list_is_opened_again(own, qtbot):
    own.view.panel.field.setFocus()
    qtbot.keyClicks(own.view.panel.field, "Can I")
    key(qtbot, own, Qt.Key.Key_Escape)
    assert own.view.panel is None
    own.open_questions()
    assert own.view.panel.field.text() == "Can I"


def test_questions_about_prognosis_come_only_when_asked_for(own, qtbot):
    unasked = {each.words for each in own.findChildren(QuestionButton)}
    press(qtbot, button(own, "questions-if-asked"))
    more = {each.words for each in own.findChildren(QuestionButton)} - unasked
    assert more
    assert focused(own).words in more
    press(qtbot, focused(own))
    assert set(own.questions) <= more
    assert len(own.questions) == 1


# By keyboard


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 480)], ids=str)
@pytest.mark.parametrize("text_size", [100, 300])
def test_a_list_opens_where_words_are_typed_and_shows_the_question_that_was_added(open_own, qtbot, size, text_size):
    window = open_own(size=size, text_size=text_size)
    key(qtbot, window, Qt.Key.Key_Escape)
    mine_of(window).questions.replace(MINE)
    key(qtbot, window, Qt.Key.Key_M, CTRL)
    panel = window.view.panel
    qtbot.keyClicks(focused(window), "Can I go")
    assert window.view.panel is panel
    assert panel.field.text() == "Can I go"
    assert in_sight(panel.field).height() == panel.field.height()
    key(qtbot, window, Qt.Key.Key_Return)
    assert window.questions[-1] == "Can I go"
    assert focused(window) is panel.field
    assert in_sight(panel.field).height() == panel.field.height()
    room = panel._column.viewport().height() - panel.field.height() - window.look.em
    assert in_sight(rows(window)[-1]).height() >= min(rows(window)[-1].height(), room)


def test_the_focus_goes_with_a_question_that_is_moved(own, qtbot):
    mine_of(own).questions.replace(MINE)
    QApplication.processEvents()
    last = rows(own)[2]
    last.up.setFocus()
    key(qtbot, own, Qt.Key.Key_Space)
    assert own.questions == ("May I dance?", "When?", "Who helps?")
    assert focused(own) is rows(own)[1].up
    key(qtbot, own, Qt.Key.Key_Space)
    assert own.questions == ("When?", "May I dance?", "Who helps?")
    assert focused(own) is rows(own)[0].down, "it cannot go up any further"
    assert focused(own).accessibleName() == "Down: When?"
    assert focused(own).accessibleDescription() == "Now number 1 of 3."
    assert rows(own)[1].field.text() == "Yes."


def test_the_focus_is_not_lost_when_questions_are_removed(own, qtbot):
    mine_of(own).questions.replace(MINE)
    QApplication.processEvents()
    rows(own)[1].remove.setFocus()
    for left in (("May I dance?", "When?"), ("May I dance?",)):
        key(qtbot, own, Qt.Key.Key_Space)
        assert own.questions == left
        assert focused(own) is rows(own)[-1].remove
    key(qtbot, own, Qt.Key.Key_Space)
    assert own.questions == ()
    assert focused(own) is own.view.panel.field


def test_a_note_is_written_under_its_question_and_goes_with_it(own, qtbot):
    mine_of(own).questions.replace(MINE[1:])
    QApplication.processEvents()
    rows(own)[0].note.setFocus()
    key(qtbot, own, Qt.Key.Key_Space)
    assert focused(own) is rows(own)[0].field
    qtbot.keyClicks(focused(own), "Ask  Ana ")
    assert mine_of(own).questions.all[0].note == focused(own).text() == "Ask  Ana "
    # As a screen reader presses it: the focus stays in the line, which is another question's then.
    rows(own)[0].down.click()
    assert [row.field.text() for row in rows(own)] == ["", "Ask  Ana "]
    assert [row.field.isVisible() for row in rows(own)] == [False, True]


def test_tab_goes_the_way_of_the_eye(own, qtbot):
    mine_of(own).questions.replace(MINE)
    press(qtbot, button(own, "questions-if-asked"))
    QApplication.processEvents()
    own.view.panel.close_button.setFocus()
    seen = [focused(own)]
    for _ in range(200):
        key(qtbot, own, Qt.Key.Key_Tab)
        if not own.view.panel.isAncestorOf(focused(own)):
            break
        seen.append(focused(own))
        assert own.view.panel.rect().contains(focused(own).mapTo(own.view.panel, focused(own).rect().center())), (
            "what has the focus is in sight"
        )
    inside = [each for each in own.view.panel.inside_chain() if each.isVisible() and each.isEnabled()]
    assert seen[1:] == inside
    column = own.view.panel._column
    tops = [each.mapTo(column.widget(), each.rect().topLeft()).y() for each in inside]
    assert all(first <= second for first, second in pairwise(tops))


def test_screen_readers_get_names_for_all(own):
    mine_of(own).questions.replace(MINE)
    QApplication.processEvents()
    named = [
        QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in own.view.panel.inside_chain()
    ]
    assert "" not in named
    assert "Remove: Who helps?" in named
    assert "What was the answer?: Who helps?" in named


# Every size, theme and language


@pytest.mark.parametrize("size", [(800, 480), (320, 640), (1280, 800)], ids=str)
@pytest.mark.parametrize("text_size", [100, 200, 300])
@pytest.mark.parametrize("language", ["es", RIGHT_TO_LEFT])
def test_nothing_is_cut_at_any_size(open_stretched, size, text_size, language):
    window = open_stretched(size, text_size=text_size, language=language, page="treatment")
    mine_of(window).questions.replace(MINE)
    window.open_questions()
    QApplication.processEvents()
    assert fit_faults(window) == []
    column = window.view.panel._column
    for widget in (*window.view.panel.inside_chain()[:8], *window.view.panel.inside_chain()[-3:]):
        if widget.isVisible() and widget.isEnabled():
            widget.setFocus()
            QApplication.processEvents()
            seen = (
                column.viewport()
                .rect()
                .intersected(widget.rect().translated(widget.mapTo(column.viewport(), widget.rect().topLeft())))
            )
            assert seen.height() >= min(widget.height(), column.viewport().height()) - 1, widget.objectName()
            assert seen.width() == widget.width(), f"{widget.objectName()} needs scrolling sideways"
    assert window_faults(window) == []


@pytest.mark.parametrize("theme", THEMES)
def test_it_takes_another_look_and_keeps_what_it_shows(own, theme):
    mine_of(own).questions.replace(MINE)
    own.set_theme(theme)
    own.set_text_percent(150)
    QApplication.processEvents()
    ground = own.view.panel.grab().toImage()
    field = own.view.panel.field
    spot = field.mapTo(own.view.panel, field.rect().center())
    assert ground.pixelColor(spot).name() == own.look.colors.paper
    assert len(rows(own)) == 3


def test_a_change_of_language_keeps_the_list(own):
    mine_of(own).questions.replace(MINE)
    own.show_language("es")
    assert own.questions == tuple(each.text for each in MINE)
    own.open_questions()
    assert own.view.panel.accessibleName() == "Mis preguntas"
    assert len(rows(own)) == 3


# Keeping


def test_after_no_nothing_is_kept_and_the_reader_may_think_again(own, qtbot, file):
    write_own(qtbot, own, "May I dance?")
    press(qtbot, button(own, "keep-no"))
    assert words(own, "keeping-words").startswith("Nothing is kept on this computer.")
    assert (button(own, "keep-yes").lit, button(own, "keep-no").lit) == (False, True)
    mine_of(own).save()
    assert not file.parent.exists()
    press(qtbot, button(own, "keep-yes"))
    assert str(file) in words(own, "keeping-words")
    assert read_kept(file).questions == (Question("May I dance?"),)


def test_after_yes_each_change_is_kept_by_itself(own, qtbot, file):
    press(qtbot, button(own, "keep-yes"))
    assert (button(own, "keep-yes").lit, button(own, "keep-no").lit) == (True, False)
    write_own(qtbot, own, "May I dance?")
    button(own, "keep-yes").setFocus()
    assert button(own, "keep-yes").accessibleDescription() == "Keep this on this computer? Chosen"
    qtbot.waitUntil(lambda: read_kept(file).questions == (Question("May I dance?"),))
    own.set_theme("dark")
    own.set_text_percent(150)
    own.view.choose("living")
    own.resize(1000, 700)
    qtbot.waitUntil(lambda: read_kept(file)[1:7] == ("living", 0, "en", 150, "dark", (1000, 700)))


def forget_everything(qtbot, window) -> None:
    """Press the two buttons that forget everything, as somebody does who means it."""
    press(qtbot, button(window, "forget"))
    sure = button(window, "forget-sure")
    qtbot.waitUntil(sure.isEnabled)
    press(qtbot, sure)


def asks_to_forget(window) -> bool:
    (sure,) = window.view.panel.findChildren(Button, "forget-sure")
    return sure.isVisible()


def test_forgetting_takes_two_buttons_and_leaves_nothing(own, qtbot, file):
    press(qtbot, button(own, "keep-yes"))
    write_own(qtbot, own, "May I dance?")
    press(qtbot, button(own, "forget"))
    assert (asks_to_forget(own), own.questions) == (True, ("May I dance?",))
    write_own(qtbot, own, "Who helps?")
    assert not asks_to_forget(own), "who goes on is asked anew"
    press(qtbot, button(own, "keep-no"))
    assert asks_to_forget(own), "no is asked once more, too"
    press(qtbot, button(own, "forget"))
    assert not asks_to_forget(own)
    forget_everything(qtbot, own)
    assert own.questions == ()
    assert list(file.parent.iterdir()) == []
    assert focused(own) is own.view.panel.field
    own.view.choose("living")
    own.close()
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["keep-yes", "keep-no", "forget"])
@pytest.mark.parametrize("presses", [2, 3, 40])
@pytest.mark.parametrize("by", ["key", "pointer"])
def test_a_held_key_or_a_hasty_hand_deletes_nothing(own, qtbot, file, name, presses, by):
    write_own(qtbot, own, "May I dance?")
    if name == "forget":
        press(qtbot, button(own, "keep-yes"))
    pressed = button(own, name)
    bring_into_sight(pressed)
    pressed.setFocus(Qt.FocusReason.TabFocusReason)
    spot = in_window(pressed).center()
    for _ in range(presses):
        # Some systems do not say that a press comes from a key that is held: each counts as one of its own here.
        if by == "key":
            key(qtbot, own, Qt.Key.Key_Return)
        else:
            there = own.childAt(spot)
            qtbot.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(own, spot))
        QApplication.processEvents()
    assert own.questions == ("May I dance?",)
    assert file.exists() == (name != "keep-no")
    mine_of(own).save()
    assert file.exists() == (name != "keep-no")


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)], ids=str)
@pytest.mark.parametrize("text_size", [100, 200, 300])
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_answer_stays_where_it_was_pressed(open_own, qtbot, size, text_size, language):
    window = open_own(size=size, text_size=text_size, language=language)
    for name in ("keep-no", "keep-yes"):
        pressed = button(window, name)
        bring_into_sight(pressed)
        spot = in_window(pressed)
        press(qtbot, pressed)
        QApplication.processEvents()
        assert in_window(pressed) == spot


def test_a_window_that_may_not_keep_never_asks(open_own, qtbot):
    window = open_own(kept=None)
    write_own(qtbot, window, "May I dance?")
    assert words(window, "keeping-words").startswith("Nothing is kept on this computer.")
    shown = {each.objectName() for each in window.view.panel.findChildren(object) if getattr(each, "isVisible", bool)()}
    assert {"keep-yes", "keep-no", "forget"} & shown == set()


def test_the_site_file_forbids_it(open_own, tmp_path, file, log_watch):
    site = tmp_path / "site.toml"
    site.write_text("keep = false\n")
    keeper = Keeper(file)
    keeper.begin(Kept(MINE))
    keeper.close()
    log_watch.expect("The clinic lets nothing be kept")
    before = file.read_bytes()
    window = open_own(site=site)
    assert window.questions == ()
    told = words(window, "keeping-words")
    assert told.startswith("A list from before is still on this computer, in one file, ")
    assert str(file) in told
    window.open_questions()
    file.rename(file.with_name("elsewhere"))
    window.open_questions()
    assert words(window, "keeping-words").startswith("Nothing is kept on this computer.")
    window.close()
    assert file.with_name("elsewhere").read_bytes() == before


def test_two_windows_at_once(open_own, qtbot, file):
    first, second = open_own(), open_own()
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    write_own(qtbot, first, "Mine?")
    press(qtbot, button(first, "keep-yes"))
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    write_own(qtbot, second, "Other?")
    press(qtbot, button(second, "keep-yes"))
    assert words(second, "keeping-words").startswith("Your list is open in another window")
    second.close()
    second.close()
    assert read_kept(file).questions == (Question("Mine?"),)
    third = open_own()
    assert third.questions == ("Mine?",)
    (told,) = [each for each in third.view.panel.findChildren(QWidget) if each.objectName() == "keeping-words"]
    assert in_window(told).bottom() <= in_window(rows(third)[0]).top(), "before the list, not behind it"
    assert words(third, "keeping-words").startswith("Your list is open in another window")
    first.close()


def test_a_window_that_says_yes_later_harms_nothing_that_another_kept_meanwhile(open_own, qtbot, file):
    first, second = open_own(), open_own()
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    write_own(qtbot, first, "Mine?")
    press(qtbot, button(first, "keep-yes"))
    first.close()
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    write_own(qtbot, second, "Other?")
    press(qtbot, button(second, "keep-yes"))
    assert second.questions == ("Mine?", "Other?")
    assert read_kept(file).questions == (Question("Mine?"), Question("Other?"))


def test_a_damaged_file_is_told_and_can_be_forgotten(open_own, qtbot, file, log_watch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir()
    file.write_bytes(b"{")
    window = open_own()
    aside = file.with_name("my-questions-damaged-1.json")
    assert str(aside) in words(window, "keeping-trouble")
    assert aside.read_bytes() == b"{"
    forget_everything(qtbot, window)
    assert list(file.parent.iterdir()) == []
    assert words(window, "keeping-trouble") == "Everything is forgotten."


def test_what_was_put_aside_is_told_until_it_is_forgotten(open_own, qtbot, file, log_watch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir()
    file.write_bytes(b"{")
    open_own().close()
    window = open_own()
    aside = file.with_name("my-questions-damaged-1.json")
    assert str(aside) in words(window, "keeping-trouble")
    press(qtbot, button(window, "keep-yes"))
    assert str(aside) in words(window, "keeping-trouble")
    forget_everything(qtbot, window)
    assert list(file.parent.iterdir()) == []


def test_a_list_is_not_lost_without_a_word(own, qtbot, file):
    write_own(qtbot, own, "May I dance?")
    own.view.close_panel()
    own.close()
    assert own.isVisible()
    assert words(own, "keeping-trouble").startswith("This list is not kept yet.")
    assert own.questions == ("May I dance?",)
    own.close()
    assert not own.isVisible()
    assert not file.exists()


def test_each_list_that_would_be_lost_is_told_of(own, qtbot, file):
    write_own(qtbot, own, "May I dance?")
    own.close()
    write_own(qtbot, own, "May I sing?")
    assert words(own, "keeping-trouble") == "", "it is not about to be closed any more"
    own.close()
    assert own.isVisible()
    press(qtbot, button(own, "keep-yes"))
    forget_everything(qtbot, own)
    assert words(own, "keeping-trouble") == "Everything is forgotten."
    write_own(qtbot, own, "May I rest?")
    own.close()
    assert own.isVisible()
    assert own.questions == ("May I rest?",)
    assert words(own, "keeping-trouble").startswith("This list is not kept yet.")


def test_words_that_are_typed_but_not_added_are_not_lost_without_a_word(own, qtbot, file):
    qtbot.keyClicks(own.view.panel.field, "May I dance?")
    own.close()
    assert own.isVisible()
    assert own.view.panel.field.text() == "May I dance?"
    press(qtbot, button(own, "keep-yes"))
    own.close()
    assert not own.isVisible()
    assert read_kept(file).questions == (Question("May I dance?"),)


def test_what_a_second_window_does_not_keep_is_told_of_when_it_closes(open_own, qtbot, file):
    first = open_own()
    write_own(qtbot, first, "Mine?")
    press(qtbot, button(first, "keep-yes"))
    second = open_own()
    second.close()
    assert not second.isVisible(), "nothing was changed there"
    third = open_own()
    third.activateWindow()
    qtbot.waitUntil(third.isActiveWindow)
    write_own(qtbot, third, "Other?")
    third.close()
    assert third.isVisible()
    told = next(each for each in third.view.panel.findChildren(QWidget) if each.objectName() == "keeping-trouble")
    assert words(third, "keeping-trouble").startswith("What you changed in this window is not kept.")
    assert in_sight(told)
    third.close()
    assert not third.isVisible()
    first.close()


def test_a_window_that_cannot_keep_anything_says_so_and_why_when_it_closes(own, qtbot, file, log_watch):
    file.parent.parent.chmod(0o700)
    file.parent.write_text("a file where a folder should be")
    write_own(qtbot, own, "May I dance?")
    press(qtbot, button(own, "keep-yes"))
    failure = words(own, "keeping-trouble")
    assert failure.startswith("The file on this computer could not be changed")
    own.close()
    assert own.isVisible()
    assert words(own, "keeping-trouble").startswith(failure + " This list is not kept yet.")
    own.close()
    assert not own.isVisible()


def test_a_damaged_file_is_told_of_also_when_the_window_closes(open_own, qtbot, file, log_watch):
    log_watch.expect("damaged, and was put aside")
    file.parent.mkdir()
    file.write_bytes(b"{")
    window = open_own()
    write_own(qtbot, window, "May I dance?")
    window.close()
    said = words(window, "keeping-trouble")
    assert str(file.with_name("my-questions-damaged-1.json")) in said
    assert "This list is not kept yet." in said


def test_who_has_answered_closes_at_once(own, qtbot, file):
    write_own(qtbot, own, "May I dance?")
    press(qtbot, button(own, "keep-no"))
    own.close()
    assert not own.isVisible()


@pytest.mark.parametrize("size", [(1100, 700), (800, 480)])
def test_what_goes_wrong_comes_into_sight(open_own, qtbot, file, size):
    file.parent.mkdir()
    window = open_own(size=size)
    write_own(qtbot, window, "May I dance?")
    with full_disk():
        press(qtbot, button(window, "keep-yes"))
    (label,) = [each for each in window.view.panel.findChildren(QWidget) if each.objectName() == "keeping-trouble"]
    assert label.visibleRegion().boundingRect() == label.rect()


def test_a_folder_that_cannot_be_made_is_told(open_own, qtbot, tmp_path):
    (tmp_path / "in the way").write_text("")
    window = open_own(kept=tmp_path / "in the way" / "mine" / "my-questions.json")
    press(qtbot, button(window, "keep-yes"))
    assert words(window, "keeping-trouble") == "The file on this computer could not be changed: Not a directory."
    assert button(window, "keep-yes").isVisible()
    bring_into_sight(button(window, "keep-yes"))


def test_a_full_disk_is_told_and_the_question_stays(open_own, qtbot, file):
    file.parent.mkdir()
    window = open_own()
    write_own(qtbot, window, "May I dance?")
    with full_disk():
        press(qtbot, button(window, "keep-yes"))
    assert words(window, "keeping-trouble").startswith("The disk is full or cannot be written, so this is not kept.")
    assert words(window, "keeping-words").endswith("Until you say yes, nothing is kept.")
    assert not button(window, "keep-yes").lit
    press(qtbot, button(window, "keep-yes"))
    assert read_kept(file).questions == (Question("May I dance?"),)
    assert words(window, "keeping-trouble") == ""
    assert button(window, "keep-yes").lit


def test_a_window_takes_over_when_the_first_one_is_closed_and_neither_list_is_lost(open_own, qtbot, file):
    first = open_own()
    press(qtbot, button(first, "keep-yes"))
    write_own(qtbot, first, "Mine?")
    mine_of(first).save()
    second = open_own()
    write_own(qtbot, second, "Other?")
    mine_of(second).questions.set_note(0, "I noted this here.")
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    write_own(qtbot, first, "Later?")
    mine_of(first).questions.set_note(0, "And this there.")
    first.close()
    qtbot.waitUntil(lambda: mine_of(second).state == "kept")
    assert second.questions == ("Mine?", "Later?", "Other?")
    noted = mine_of(second).questions.all[0].note
    assert ("I noted this here." in noted, "And this there." in noted) == (True, True)
    assert read_kept(file).questions == mine_of(second).questions.all
    assert button(second, "keep-yes").lit
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    write_own(qtbot, second, "From now on?")
    qtbot.waitUntil(lambda: read_kept(file).questions[-1] == Question("From now on?"))


def test_where_the_first_window_has_forgotten_all_the_second_one_asks(open_own, qtbot, file):
    first = open_own()
    press(qtbot, button(first, "keep-yes"))
    write_own(qtbot, first, "Mine?")
    mine_of(first).save()
    second = open_own()
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    forget_everything(qtbot, first)
    qtbot.waitUntil(lambda: mine_of(second).state == "open")
    assert (second.questions, file.exists()) == (("Mine?",), False)
    first.close()
