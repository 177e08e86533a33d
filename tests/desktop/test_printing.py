"""Printing and saving in the window, with real summaries. Only the printers are played: real ones have own tests."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.conftest import bring_into_sight, button, press, window_faults
from tests.desktop.test_window import CTRL, focused, key
from tests.pseudo import stretch
from tests.ui.test_topic_view import in_sight, in_window
from viewer.content.topics import open_topic
from viewer.content.translation import Translation
from viewer.desktop.mine import mine_of
from viewer.desktop.print_tool import open_print
from viewer.printing.service import Found, Outcome, Printer, PrintError, PrintJob
from viewer.settings import THEMES, resources_folder
from viewer.summaries import maker_for
from viewer.summary.order import Order
from viewer.ui.buttons import Button
from viewer.ui.choice import Choice
from viewer.ui.page_maker import PageMaker
from viewer.ui.print_desk import Folder, PrintDesk
from viewer.ui.saving import Saving
from viewer.ui.theme import Look

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.printing.service import Sheets

LONG = 60_000
"""How long a summary may take to be made on a busy machine, in milliseconds."""


class PlayedPrinters:
    """Two printers that do as they are told, and remember what they got."""

    def __init__(self) -> None:
        self.found = Found((Printer("ward", "Ward printer"), Printer("desk", "Desk printer")), "desk")
        self.becomes = [Outcome.PRINTING, Outcome.PRINTED]
        self.refuses: PrintError | None = None
        self.may_go_on = Event()
        self.may_go_on.set()
        self.got: list[tuple[str, bytes]] = []
        self.taken_back: list[PrintJob] = []

    def find(self) -> Found:
        return self.found

    def send(self, printer: str, sheets: Sheets) -> PrintJob:
        assert self.may_go_on.wait(60)
        if self.refuses:
            raise self.refuses
        self.got.append((printer, sheets.pdf()))
        return PrintJob(printer, f"{printer}-{len(self.got)}")

    def state(self, job: PrintJob) -> Outcome:
        if self.taken_back:
            return Outcome.STOPPED
        return self.becomes.pop(0) if len(self.becomes) > 1 else self.becomes[0]

    def cancel(self, job: PrintJob) -> None:
        self.taken_back.append(job)


@pytest.fixture
def printers() -> PlayedPrinters:
    """Two printers that work."""
    return PlayedPrinters()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, ...]:
    """Two folders to save in."""
    found = (Folder("Home", tmp_path / "home"), Folder("Documents", tmp_path / "home" / "documents"))
    found[1].path.mkdir(parents=True)
    return found


@pytest.fixture
def desk(printers: PlayedPrinters, folders: tuple[Folder, ...]) -> PrintDesk:
    """What the window prints and saves with."""
    return PrintDesk(maker_for, lambda: printers, lambda: folders)


@pytest.fixture
def open_desk(open_window, desk):
    """Opens the window as the program does, with played printers."""

    def open_one(**told: object):
        window = open_window(**told)
        window._shelf = window.shelf._replace(desk=desk)
        return window

    return open_one


@pytest.fixture
def window(open_desk):
    """The window with the panel open and its preview and printers there."""
    window = open_desk()
    open_print(window)
    return window


def made(qtbot, window) -> None:
    """Wait until the panel shows pages."""
    preview = window.view.panel._preview
    qtbot.waitUntil(lambda: preview.words.startswith("Page"), timeout=LONG)


def said(window) -> str:
    """Return what stands above the buttons."""
    return window.view.panel._deeds.name


def says(qtbot, window, words: str) -> None:
    """Wait until something is said."""
    qtbot.waitUntil(lambda: words in said(window), timeout=LONG)


def click(qtbot, window, *names: str) -> None:
    """Press buttons of the panel."""
    for name in names:
        press(qtbot, button(window, name))
        QApplication.processEvents()


def name_field(window) -> QLineEdit:
    (field,) = window.view.panel.findChildren(QLineEdit)
    return field


def pages_of(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(io.BytesIO(data)))


# What will be printed


def test_the_preview_shows_the_very_pages_that_are_printed(window, qtbot):
    made(qtbot, window)
    sheet, preview = window.view.panel._preview.sheet, window.view.panel._preview
    (page,) = maker_for(window.view.topic).pages(Order(), preview.dots)
    expected = QImage.fromData(page)
    assert sheet._image == expected
    assert expected.width() >= sheet.place().width(), "it is as fine as the screen"


CHOICES = {
    "one-page": ((), Order()),
    "large": (("print-size-True",), Order(large_print=True)),
    "a4 in Spanish": (("print-paper-a4", "print-language-es"), Order(language="es", paper="a4")),
    "two languages": (("print-beside-es",), Order(beside="es")),
    "the same language twice": (("print-beside-es", "print-language-es"), Order(language="es")),
    "some pages": (
        ("print-edition-booklet", "print-extent-True", "print-pages-treatment"),
        Order(edition="booklet", pages=("intravasation", "treatment")),
    ),
    "all pages after all": (("print-extent-True", "print-pages-treatment", "print-extent-False"), Order()),
    "what was asked for": (
        (
            "print-edition-booklet",
            "print-extent-True",
            "print-steps-intravasation",
            "print-pages-finding",
            "print-asked-True",
        ),
        Order(edition="booklet", pages=("finding",), if_asked=True),
    ),
    "asked for where there is none": (
        (
            "print-edition-booklet",
            "print-extent-True",
            "print-pages-finding",
            "print-asked-True",
            "print-edition-one-page",
        ),
        Order(pages=("intravasation", "finding")),
    ),
}


@pytest.mark.parametrize("choice", CHOICES)
def test_what_is_chosen_is_what_is_saved(window, qtbot, folders, choice):
    names, order = CHOICES[choice]
    click(qtbot, window, *names)
    field = name_field(window)
    assert field.text() == suggested(order)
    click(qtbot, window, "do-save")
    says(qtbot, window, "Saved: ")
    saved = folders[0].path / suggested(order)
    assert saved.read_bytes() == maker_for(window.view.topic).pdf(order)
    assert str(saved) in said(window)


def suggested(order: Order) -> str:
    parts = ["metastasis", order.edition, "large-print" if order.large_print else "", order.language, order.beside]
    return "-".join(part for part in parts if part) + ".pdf"


def test_only_some_pages_without_a_page_is_nothing_to_print(window, qtbot, printers, folders):
    click(qtbot, window, "print-extent-True", "print-steps-intravasation")
    assert said(window) == "Choose at least one page."
    for deed in ("do-print", "do-save"):
        click(qtbot, window, deed)
        assert said(window) == "Choose at least one page."
    assert printers.got == []
    assert not [path for path in folders[0].path.iterdir() if path.is_file()]
    click(qtbot, window, "print-pages-treatment")
    assert said(window) == ""


def test_parts_that_are_closed_on_screen_are_offered_only_where_there_are_some(window, qtbot):
    def offered() -> bool:
        return bool([each for each in window.findChildren(QAbstractButton, "print-asked-True") if each.isVisible()])

    assert not offered()
    click(qtbot, window, "print-edition-booklet")
    assert offered()
    click(qtbot, window, "print-extent-True")
    assert not offered()
    click(qtbot, window, "print-pages-finding")
    assert offered()


def test_pages_are_turned_and_named_for_those_who_cannot_see_them(window, qtbot):
    click(qtbot, window, "print-edition-booklet", "print-extent-True")
    preview = window.view.panel._preview
    qtbot.waitUntil(lambda: preview.words.startswith("Page 1 of ") and preview.words != "Page 1 of 1", timeout=LONG)
    count = len(preview._pages)
    assert count > 2
    assert not button(window, "preview-before").isEnabled()
    for number in range(2, count + 1):
        click(qtbot, window, "preview-after")
        assert preview.words == f"Page {number} of {count}"
        assert preview.sheet._image == preview._pages[number - 1]
    assert not button(window, "preview-after").isEnabled()
    reader = QAccessible.queryAccessibleInterface(preview.sheet)
    assert reader.role() == QAccessible.Role.Graphic
    assert reader.text(QAccessible.Text.Name) == f"Preview. Page {count} of {count}. Booklet, Letter, English."


def test_screen_readers_hear_which_choice_is_which_and_what_is_chosen(window, qtbot):
    letter, a4 = button(window, "print-paper-letter"), button(window, "print-paper-a4")
    assert [letter.accessibleName(), a4.accessibleName()] == ["Paper: Letter", "Paper: A4"]
    assert [letter.accessibleDescription(), a4.accessibleDescription()] == ["Chosen", ""]
    click(qtbot, window, "print-paper-a4")
    assert [letter.accessibleDescription(), a4.accessibleDescription()] == ["", "Chosen"]
    assert [letter.lit, a4.lit] == [False, True]


def test_the_paper_is_that_of_the_clinic(open_desk, desk):
    window = open_desk()
    window._shelf = window.shelf._replace(desk=desk._replace(paper="a4"))
    open_print(window)
    assert button(window, "print-paper-a4").lit


def test_a_larger_picture_takes_the_whole_width(window, qtbot):
    made(qtbot, window)
    sheet = window.view.panel._preview.sheet
    before = sheet.place().width()
    click(qtbot, window, "preview-larger")
    assert sheet.place().width() > 1.5 * before
    click(qtbot, window, "preview-larger")
    assert sheet.place().width() == before


@pytest.mark.parametrize("theme", THEMES)
def test_paper_stays_white_in_every_theme(open_desk, qtbot, theme):
    window = open_desk(theme=theme)
    open_print(window)
    made(qtbot, window)
    sheet = window.view.panel._preview.sheet
    corner = sheet.mapTo(window, sheet.place().topLeft().toPoint() + QPoint(6, 6))
    assert window.grab().toImage().pixelColor(corner).name() == "#ffffff"


def test_pages_that_cannot_be_made_are_said_to_be(open_window, desk, tmp_path, qtbot, log_watch):
    from tests.content.small_topic import write_small_topic

    window = open_window(topic=write_small_topic(tmp_path / "seeds"), page="leaving")
    # The shipped files are gone, as on a disk that has died.
    broken = maker_for(window.view.topic)
    broken._resources = tmp_path / "nowhere"
    window._shelf = window.shelf._replace(desk=desk._replace(maker=lambda topic: broken))
    log_watch.expect("cannot be made")
    open_print(window)
    preview = window.view.panel._preview
    qtbot.waitUntil(lambda: preview.words.startswith("These pages cannot be made"), timeout=LONG)
    click(qtbot, window, "do-print")
    says(qtbot, window, "These pages cannot be made")
    assert window_faults(window) == []


def test_a_newer_wish_supersedes_those_before_it(qapp, qtbot):
    home = QObject()
    pages = PageMaker(maker_for(open_topic(resources_folder() / "topics" / "metastasis")), home)
    shown = []
    pages.made.connect(lambda order, images: shown.append((order, len(images))))
    wishes = [Order(), Order(paper="a4"), Order(language="es"), Order(large_print=True)]
    for wish in wishes:
        pages.want(wish, 40)
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
    assert [order for order, _ in shown] == wishes[-1:]
    pages.want(wishes[0], 40)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=LONG)
    assert shown[-1][0] == wishes[0]


# On paper


def test_it_is_printed_on_the_usual_printer_or_the_chosen_one(window, qtbot, printers):
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    click(qtbot, window, "do-print")
    says(qtbot, window, "Printed on Desk printer.")
    click(qtbot, window, "print-on-ward", "print-paper-a4", "do-print")
    says(qtbot, window, "Printed on Ward printer.")
    maker = maker_for(window.view.topic)
    assert printers.got == [("desk", maker.pdf(Order())), ("ward", maker.pdf(Order(paper="a4")))]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.OFF, "Desk printer does not answer."),
        (Outcome.PAUSED, "Desk printer is paused."),
        (Outcome.NO_PAPER, "Desk printer has no paper."),
        (Outcome.NEEDS_HELP, "Desk printer needs help"),
        (Outcome.WAITING, "It waits for Desk printer."),
    ],
    ids=lambda value: value.name if isinstance(value, Outcome) else "",
)
def test_a_printer_that_does_not_print_is_said_plainly_and_the_print_taken_back(
    window, qtbot, printers, outcome, words
):
    printers.becomes = [outcome]
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    click(qtbot, window, "do-print")
    says(qtbot, window, words)
    click(qtbot, window, "do-take-back")
    says(qtbot, window, "Printing was stopped.")
    assert printers.taken_back == [PrintJob("desk", "desk-1")]
    assert not [each for each in window.findChildren(QAbstractButton, "do-take-back") if each.isVisible()]


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.GONE, Outcome.UNKNOWN])
def test_a_printer_that_takes_nothing_is_said_plainly(window, qtbot, printers, log_watch, outcome):
    log_watch.expect("Not printed on desk. lp said so")
    printers.refuses = PrintError(outcome, "lp said so")
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    click(qtbot, window, "do-print")
    says(qtbot, window, "save the pages")
    printers.refuses = None
    click(qtbot, window, "do-print")
    says(qtbot, window, "Printed on Desk printer.")


def test_without_a_printer_it_offers_to_save(open_desk, qtbot, printers, folders):
    printers.found = Found()
    window = open_desk()
    open_print(window)
    says(qtbot, window, "No printer was found. You can save the pages")
    click(qtbot, window, "do-print")
    assert said(window).startswith("No printer was found.")
    assert printers.got == []
    click(qtbot, window, "do-save")
    says(qtbot, window, "Saved: ")


def test_without_a_printer_the_focus_goes_from_printing_to_saving(open_desk, qtbot, printers, folders):
    printers.found = Found()
    window = open_desk()
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_P, CTRL)
        says(qtbot, window, "No printer was found. You can save the pages")
        assert not button(window, "do-print").isEnabled()
        assert focused(window).objectName() == "do-save"
    key(qtbot, window, Qt.Key.Key_Space)
    says(qtbot, window, "Saved: ")


@pytest.mark.parametrize("size", [(800, 480), (320, 640), (320, 480)], ids=str)
@pytest.mark.parametrize("found", [True, False], ids=["printers", "no printer"])
def test_large_text_shows_the_choices_from_their_beginning(open_desk, qtbot, printers, size, found):
    printers.found = printers.found if found else Found()
    window = open_desk(size=size, text_size=300)
    key(qtbot, window, Qt.Key.Key_P, CTRL)
    made(qtbot, window)
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    assert focused(window).objectName() == "print-edition-one-page"
    assert in_sight(focused(window)).height() >= window.look.em
    key(qtbot, window, Qt.Key.Key_Escape)
    open_print(window)
    made(qtbot, window)
    assert window.view.panel._column.verticalScrollBar().value() == 0


def test_nothing_blocks_the_window_while_a_printer_hangs(window, qtbot, printers):
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    printers.may_go_on.clear()
    try:
        click(qtbot, window, "do-print")
        assert said(window) == "Sending to Desk printer …"
        click(qtbot, window, "do-print")  # nothing is sent twice
        click(qtbot, window, "page-treatment")
        assert window.view.page_id == "treatment"
        assert window.view.panel is None
    finally:
        printers.may_go_on.set()
    qtbot.waitUntil(lambda: len(printers.got) == 1, timeout=LONG)


def test_closing_panel_or_window_while_pages_are_made_is_safe(open_desk, qtbot):
    window = open_desk()
    for _ in range(3):
        open_print(window)
        # Pressed at once: the pages of the first wish are only just begun.
        click(qtbot, window, "print-edition-booklet")
        key(qtbot, window, Qt.Key.Key_Escape)
        assert window.view.panel is None
    open_print(window)
    click(qtbot, window, "print-edition-booklet", "do-save")
    window.close()


# As a file


def offers_replace(window) -> bool:
    (replace,) = window.view.panel.findChildren(Button, "do-replace")
    return replace.isVisible()


def test_a_file_is_never_written_over_without_another_button(window, qtbot, folders):
    old = folders[0].path / "metastasis-one-page-en.pdf"
    old.write_bytes(b"old")
    click(qtbot, window, "do-save")
    says(qtbot, window, "There is a file with this name.")
    assert offers_replace(window)
    click(qtbot, window, "do-save")
    says(qtbot, window, "There is a file with this name.")
    assert old.read_bytes() == b"old"
    click(qtbot, window, "save-in-" + str(folders[1].path))
    assert not offers_replace(window)
    click(qtbot, window, "save-in-" + str(folders[0].path), "do-save")
    says(qtbot, window, "There is a file with this name.")
    assert old.read_bytes() == b"old"
    click(qtbot, window, "do-replace")
    says(qtbot, window, "Saved: ")
    assert pages_of(old.read_bytes()) == 1
    assert not offers_replace(window)
    assert focused(window) is button(window, "do-save")


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 150), ((800, 480), 100), ((320, 640), 300)], ids=str)
def test_enter_in_the_name_writes_over_nothing_and_shows_what_it_did(open_desk, qtbot, folders, size, text_size):
    window = open_desk(size=size, text_size=text_size)
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    made(qtbot, window)
    label = window.view.panel._deeds._label
    for words in ("Saved: ", "There is a file with this name.", "There is a file with this name."):
        name_field(window).setFocus()
        key(qtbot, window, Qt.Key.Key_Return)
        says(qtbot, window, words)
        QApplication.processEvents()
        assert in_sight(label).height() >= min(label.height(), window.view.panel._column.height() // 2)
        (target,) = folders[0].path.glob("*.pdf")
        if words.startswith("Saved"):
            target.write_bytes(b"old")
    assert target.read_bytes() == b"old"


def test_a_file_that_comes_while_the_pages_are_made_is_not_written_over(window, qtbot, folders):
    target, panel = folders[0].path / "metastasis-one-page-en.pdf", window.view.panel
    made(qtbot, window)
    with panel._pages._lock:  # the pages are being made just now
        click(qtbot, window, "do-save")
        assert said(window) == "Saving …"
        target.write_bytes(b"another's")
    says(qtbot, window, "There is a file with this name.")
    assert target.read_bytes() == b"another's"
    assert offers_replace(window)
    assert list(target.parent.glob(".*")) == []


def test_a_folder_that_cannot_be_written_is_said(open_desk, desk, tmp_path, qtbot, log_watch):
    log_watch.expect("not saved")
    tmp_path.joinpath("file").touch()  # what lies in a file is no folder, not even for root
    folder = Folder("Documents", tmp_path / "file" / "documents")
    window = open_desk()
    window._shelf = window.shelf._replace(desk=desk._replace(folders=lambda: (folder,)))
    open_print(window)
    click(qtbot, window, "do-save")
    says(qtbot, window, "The folder “Documents” cannot be written: Not a directory. Nothing was saved.")


@pytest.mark.parametrize(("count", "words"), [(1, "Make room on it"), (2, "Choose another folder.")])
def test_a_full_disk_is_said(open_desk, desk, folders, qtbot, log_watch, count, words):
    log_watch.expect("not saved")
    window = open_desk()
    window._shelf = window.shelf._replace(desk=desk._replace(folders=lambda: folders[:count]))
    open_print(window)
    made(qtbot, window)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))  # As on a disk with no more room.
    try:
        click(qtbot, window, "do-save")
        says(qtbot, window, "Nothing was saved.")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert said(window).startswith("The disk is full")
    assert words in said(window)
    assert [each for each in folders[0].path.iterdir() if each.is_file()] == []


@pytest.mark.parametrize(
    ("name", "words"), [("  ", "Type a name"), ("..", "Type a name"), ("../a", "cannot hold"), ("a\\b", "cannot hold")]
)
def test_a_name_that_is_none_is_said(window, qtbot, folders, name, words):
    name_field(window).setText(name)
    click(qtbot, window, "do-save")
    assert words in said(window)
    assert not [path for path in folders[0].path.parent.rglob("*") if path.is_file()]


def test_a_typed_name_stays_whatever_is_chosen_then(window, qtbot, folders):
    field = name_field(window)
    bring_into_sight(field)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "For my mother")
    click(qtbot, window, "print-edition-booklet", "print-edition-one-page", "do-save")
    says(qtbot, window, "Saved: ")
    assert pages_of((folders[0].path / "For my mother.pdf").read_bytes()) == 1


@given(name=st.text(max_size=30))
def test_whatever_is_typed_the_file_lies_in_the_folder(fonts, tmp_path, name):
    saving = Saving([Folder("Home", tmp_path)], "topic", Translation("en"), Look())
    saving.name.line.setText(name)
    target = saving.target
    if target is not None:
        assert target.parent == tmp_path
        assert target.suffix.lower() == ".pdf"
        assert target.resolve() == target


# By keyboard, in any window


def test_it_prints_and_saves_by_keyboard_alone(open_desk, qtbot, printers, folders):
    window = open_desk()
    key(qtbot, window, Qt.Key.Key_P, CTRL)
    assert focused(window).objectName() == "do-print"
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    key(qtbot, window, Qt.Key.Key_Space)
    says(qtbot, window, "Printed on Desk printer.")
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    field = focused(window)
    assert field is name_field(window)
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(field, "mine")
    key(qtbot, window, Qt.Key.Key_Return)
    says(qtbot, window, "Saved: ")
    assert pages_of((folders[0].path / "mine.pdf").read_bytes()) == 1
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.view.panel is None
    assert len(printers.got) == 1


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640), (1080, 1920)], ids=str)
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_tab_reaches_all_of_it_in_sight_at_every_size(open_desk, qtbot, size, percent):
    window = open_desk(size=size, text_size=percent)
    open_print(window)
    made(qtbot, window)
    click(qtbot, window, "print-extent-True")
    panel = window.view.panel
    wanted = {each for each in panel.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()}
    wanted.add(name_field(window))
    button(window, "close-panel").setFocus()
    seen = []
    while focused(window) not in seen and panel.isAncestorOf(focused(window)):
        now = focused(window)
        seen.append(now)
        there = [
            window.childAt(in_window(now).center() + QPoint(0, now.height() * part // 10)) for part in range(-4, 5)
        ]
        assert now in there, f"{now.objectName()} has the focus out of sight"
        key(qtbot, window, Qt.Key.Key_Tab)
    assert set(seen) == wanted
    column = panel._column
    assert column.horizontalScrollBar().maximum() == 0
    assert window_faults(window) == []


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)], ids=str)
@pytest.mark.parametrize("language", ["es", "ar"])
def test_long_words_and_right_to_left_keep_everything_inside(
    open_stretched, desk, qtbot, size, language, printers, log_watch
):
    printers.becomes = [Outcome.OFF]
    window = open_stretched(size, language=language, desk=desk)
    open_print(window)
    qtbot.waitUntil(lambda: window.view.panel._found is not None)
    if language == "ar":
        # This topic brings no Arabic letters along, so no booklet can be printed in that language.
        log_watch.expect("English notice")
        making, preview = stretch("The pages are being made …"), window.view.panel._preview
        qtbot.waitUntil(lambda: preview.words not in ("", making), timeout=LONG)
        click(qtbot, window, "print-language-en")
    click(qtbot, window, "print-edition-booklet", "print-extent-True", "do-print")
    qtbot.waitUntil(lambda: bool(window.findChildren(QAbstractButton, "do-take-back")[0].isVisible()), timeout=LONG)
    panel = window.view.panel
    for each in panel.findChildren(QAbstractButton):
        if each.isVisible():
            bring_into_sight(each)
            place = in_window(each)
            assert in_window(panel).left() <= place.left()
            assert place.right() <= in_window(panel).right()
            assert each.height() >= each.heightForWidth(each.width())
    if size == (1280, 800):
        left = in_window(panel._preview).center().x() < in_window(panel._column).center().x()
        assert left == (language == "es")
    assert window_faults(window) == []


def test_another_text_size_keeps_the_panel_and_what_was_chosen(window, qtbot):
    click(qtbot, window, "print-edition-booklet", "print-paper-a4")
    for percent in (200, 300, 100):
        window.set_text_percent(percent)
        QApplication.processEvents()
        assert window_faults(window) == []
    assert button(window, "print-edition-booklet").lit
    assert button(window, "print-paper-a4").lit


def test_the_tool_opens_and_closes_it(open_desk, qtbot):
    window = open_desk()
    for open_now in (True, False):
        press(qtbot, button(window, "print"))
        assert (window.view.panel is not None) == open_now


class Windows(QObject):
    """Keeps the widgets that were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_part_of_it_is_ever_a_window_of_its_own(open_desk, qtbot):
    window, windows = open_desk(), Windows()
    QApplication.instance().installEventFilter(windows)
    try:
        open_print(window)
        made(qtbot, window)
        click(qtbot, window, "print-edition-booklet", "print-extent-True", "print-language-es", "do-save")
        says(qtbot, window, "Saved: ")
        window.set_text_percent(300)
        window.resize(320, 640)
        QApplication.processEvents()
    finally:
        QApplication.instance().removeEventFilter(windows)
    assert windows.shown == []


# At the start


def test_nothing_that_prints_or_makes_pages_is_loaded_at_the_start():
    asked = (
        "import sys\n"
        "from viewer.app import make_application, make_window, wait_for_drawings\n"
        "from viewer.settings import Settings\n"
        "application = make_application(offscreen=True)\n"
        "window = make_window(Settings())\n"
        "window.show(); application.processEvents(); wait_for_drawings()\n"
        "late = ('typst', 'segno', 'viewer.summaries', 'viewer.summary', 'viewer.printing.cups')\n"
        "print([name for name in late if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=120, check=False)
    assert (answer.stdout, answer.returncode) == ("[]\n", 0), answer.stderr


def test_signs_of_own_questions_that_no_page_can_show_are_told_before_printing(open_desk, qtbot):
    window = open_desk()
    mine_of(window).questions.add("Will she be in pain? שלום 😀")
    open_print(window)
    made(qtbot, window)
    name = window.findChild(Choice, "print-mine").name
    assert all(sign in name for sign in "שלום😀?")
    assert "pain" not in name
    press(qtbot, next(each for each in window.findChild(Choice, "print-mine").focus_chain() if "Leave" in each.text()))
    qtbot.waitUntil(lambda: window.findChild(Choice, "print-mine").name == "My questions", timeout=LONG)


def test_escape_closes_the_larger_picture_before_the_panel(window, qtbot):
    preview = window.view.panel._preview
    window.view.panel._resize_preview()
    assert preview.large
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not preview.large
    assert window.view.panel is not None
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.view.panel is None
