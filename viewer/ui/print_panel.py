"""The panel for printing and saving: what to print, how it will look, where it goes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from viewer.ui.buttons import Button
from viewer.ui.choice import Choice, Group
from viewer.ui.column import Column
from viewer.ui.errand import Errand
from viewer.ui.focus import order_focus
from viewer.ui.page_maker import PageMaker
from viewer.ui.panels import Panel, carry_heading
from viewer.ui.preview import Preview
from viewer.ui.print_run import PrintRun
from viewer.ui.print_wishes import PrintWishes
from viewer.ui.print_words import outcome_words
from viewer.ui.saving import Saving, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.printing.service import Found, Outcome
    from viewer.summary.order import Order
    from viewer.ui.print_desk import PrintDesk, PrintSubject
    from viewer.ui.theme import Look

SIDE_BY_SIDE = 27
"""Least width, in em, at which the pages stand beside the choices."""

HIGH_ENOUGH = 14
"""Least height, in em, at which they do: in less, a page would be too small to recognize."""

GAP = 0.7
"""Room above each choice, in em."""

DEEDS_SHARE = 0.4
"""Most of the height that the buttons below may take; where they need more, they scroll with the choices."""

LATER = 60
"""How long after a wish its pages are made, in milliseconds; more wishes may follow."""


class Deeds(Group):
    """The buttons that print and save, below what was said last.

    Args:
        translation: The interface's words.
        look: How it looks.

    Signals:
        said: Something is to be said to people who do not see it; carries the words.
    """

    said = Signal(str)

    def __init__(self, translation: Translation, look: Look) -> None:
        _ = translation.gettext
        # Translators: while the system looks for printers.
        super().__init__(_("Looking for printers …"), look)
        # Translators: buttons that do it: on paper, as a file, or not at all after it was sent to a printer.
        self.print, self.save = Button(_("Print"), look), Button(_("Save as PDF"), look)
        # Translators: a button: write over the file that has this name.
        self.replace, self.take_back = Button(_("Replace"), look), Button(_("Do not print it"), look)
        names = ("print", "save", "replace", "take-back")
        for button, name in zip((self.print, self.save, self.replace, self.take_back), names, strict=True):
            button.setObjectName(f"do-{name}")
            self.row.add(button)
        self.replace.hide()
        self.take_back.hide()

    def say(self, words: str) -> None:
        """Say something, on the screen and to screen readers."""
        self.set_name(words)
        if words:
            self.said.emit(words)

    def offer_print(self, *, possible: bool) -> None:
        """Say whether there is anything to print on; the focus goes to saving before the button is gray."""
        if not possible and self.print.hasFocus():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self.print.setEnabled(possible)

    def offer_replace(self, *, possible: bool) -> None:
        """Say whether there is a file to write over; a button of its own does it, so that no second press does."""
        if not possible and self.replace.hasFocus():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self.replace.setVisible(possible)

    def show_words(self, column: Column) -> None:
        """Bring what was said into sight, and the buttons where there is room, if it scrolls in a column."""
        if self.name and column.isAncestorOf(self):
            column.bring_into_sight(self)
            column.bring_into_sight(self._label)


class PrintPanel(Panel):
    """Choices about paper, its preview, and the buttons that print and save.

    Args:
        desk: The maker of summaries, the printers, the folders.
        subject: What the reader looks at.
        translation: The interface's words.
        look: How it looks.

    Signals:
        said: Something is to be said to people who do not see it; carries the words.
    """

    said = Signal(str)

    def __init__(self, desk: PrintDesk, subject: PrintSubject, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("print-panel")
        self._translation = translation
        # Translators: a button, and the heading of what it opens.
        self.set_heading(self._translation.gettext("Print or save"))
        self._saving_now = False
        self._found: Found | None = None
        self._wishes = PrintWishes(subject, desk.paper, translation, look, self)
        self._saving = Saving(desk.folders(), subject.topic.id, translation, look)
        self._run = PrintRun(desk.service, self)
        self._pages = PageMaker(desk.maker(subject.topic), self)
        self._preview = Preview(translation, look)
        self._preview.setObjectName("preview")
        self._column = Column(look, self.accessibleName(), translation.gettext("Place in the text"))
        self._column.setParent(self)
        self._make_deeds(translation, look)
        self._parts: list[Group | Preview] = [*self._wishes.choices, self._preview, self._printers]
        self._parts += [self._saving.folder, self._saving.name]
        self._deeds.setParent(self)
        self._arrange(beside=False, sticky=False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._connect()
        self._saving.suggest(self._wishes.order)
        self._run.find()

    def _make_deeds(self, translation: Translation, look: Look) -> None:
        """Make the choice of a printer, and the buttons that do something."""
        _ = translation.gettext
        # Translators: heading over the printers to choose from.
        self._printers = Choice(_("Printer"), translation, look)
        self._printers.setObjectName("print-on")
        self._printers.setVisible(False)
        self._deeds = Deeds(translation, look)

    def _connect(self) -> None:
        """Say what follows from what."""
        self._deeds.said.connect(self.said)
        self._wishes.changed.connect(self._change)
        self._later.timeout.connect(self._show_pages)
        self._pages.made.connect(self._pages_made)
        self._pages.failed.connect(self._pages_failed)
        self._preview.size_wanted.connect(self._resize_preview)
        self._saving.folder.changed.connect(self._forget_replace)
        self._saving.name.changed.connect(self._forget_replace)
        self._saving.name.entered.connect(self.save)
        self._deeds.print.clicked.connect(self.print)
        self._deeds.save.clicked.connect(self.save)
        self._deeds.replace.clicked.connect(lambda: self.save(replace=True))
        self._deeds.take_back.clicked.connect(self._run.take_back)
        self._run.found.connect(self._offer_printers)
        self._run.became.connect(self._tell_outcome)
        self._run.failed.connect(self._not_made)

    # Where things stand

    def set_look(self, look: Look) -> None:
        """Take another look."""
        for part in (*self._parts, self._column, self._deeds):
            part.set_look(look)
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return what can have the focus inside, in the order in which Tab goes."""
        parts = [*self._parts, self._deeds]
        return [widget for part in parts for widget in part.focus_chain()]

    def focus_on(self, name: str) -> None:
        """Move the focus to the button that prints (``"print"``), or to the name of the file (``"save"``).

        Where the buttons scroll with the choices, the panel is read from its beginning: printing begins at the choices.
        """
        deed = self._deeds.print if self._deeds.print.isEnabled() else self._deeds.save
        first = self._wishes.choices[0].focus_chain()[0]
        goal = self._saving.name.line if name == "save" else first if self._column.isAncestorOf(deed) else deed
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._column.show_focus()

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above the choices, or let it scroll with them."""
        carry_heading(self, self._heading, self._column, inside=inside)

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of everything below each other."""
        return self._column.heightForWidth(width)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place pages and choices, side by side where there is room, and the buttons below them."""
        gap = self._pad()
        deeds = self._deeds.heightForWidth(width)
        sticky = deeds <= DEEDS_SHARE * height
        body = height - deeds - gap if sticky else height
        em = self._look.em
        beside = width >= SIDE_BY_SIDE * em and body >= HIGH_ENOUGH * em and not self._preview.large
        self._arrange(beside=beside, sticky=sticky)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        column = width
        if beside:
            wide = max(self._preview.width_in(body, round(width * 0.5)), round(width * 0.3))
            column = width - wide - gap
            self._preview.setGeometry(left + column + gap if mirrored else left, top, wide, body)
            self._preview.relayout()
        self._column.setGeometry(left if mirrored or not beside else left + width - column, top, column, body)
        if sticky:
            self._deeds.setGeometry(left, top + body + gap, width, deeds)
            self._deeds.relayout()
        self._column.relayout()
        for part in self._parts:
            part.relayout()
        self._later_pages()

    def _arrange(self, *, beside: bool, sticky: bool) -> None:
        """Say what scrolls: the pages unless they stand beside the choices, the buttons unless they stand below."""
        items: list[QWidget] = [part for part in self._parts if part is not self._preview or not beside]
        if not sticky:
            items.append(self._deeds)
        focus = self._focus()
        for part, inside in ((self._preview, not beside), (self._deeds, not sticky)):
            if not inside and part.parentWidget() is not self:
                part.setParent(self)
                part.show()
        self._column.fill([(item, GAP) for item in items])
        # What moves to another parent loses the focus.
        if focus is not None and not focus.hasFocus():
            focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _focus(self) -> QWidget | None:
        """Return what has the focus in the panel, if anything."""
        focus = self.window().focusWidget()
        return focus if focus is not None and self.isAncestorOf(focus) else None

    def _resize_preview(self) -> None:
        """Show the pages larger, or as they were."""
        self._preview.set_large(large=not self._preview.large)
        self._settle()
        if self._column.isAncestorOf(self._preview):
            self._column.verticalScrollBar().setValue(self._preview.y())

    def step_back(self) -> None:
        """Show the pages smaller again, if they are large; else be done."""
        self._resize_preview() if self._preview.large else super().step_back()

    def _settle(self) -> None:
        """Place everything after some of it has come or gone, and let Tab go there."""
        self.relayout()
        order_focus(self.focus_chain())
        if (focus := self._focus()) is not None and self._column.isAncestorOf(focus):
            if self._deeds.isAncestorOf(focus):
                self._column.bring_into_sight(self._deeds)
            self._column.bring_into_sight(focus)

    # What will be printed

    def _change(self) -> None:
        """Follow a wish."""
        self._forget_replace()
        self._saving.suggest(self._wishes.order)
        self._deeds.say("" if self._wishes.complete else self._no_page_words())
        self._settle()

    def _no_page_words(self) -> str:
        # Translators: to somebody who wants only some of the pages, and has chosen none.
        return self._translation.gettext("Choose at least one page.")

    def _later_pages(self) -> None:
        """Show the pages soon: a window that is being pulled larger changes all the time."""
        if not self._later.isActive():
            self._later.start(LATER)

    def _show_pages(self) -> None:
        """Make pictures of the pages, unless they are there."""
        if self._wishes.complete and self._pages.want(self._wishes.order, self._preview.dots):
            self._preview.wait()

    def _pages_made(self, order: Order, images: Sequence[QImage]) -> None:
        self._wishes.tell_lost(self._pages.lost(order))
        self._preview.show_pages(images, order.paper, self._wishes.words)
        self.relayout()

    def _pages_failed(self, error: object) -> None:
        logging.getLogger(__name__).error("The pages to print cannot be made. %s", error)
        # Translators: in the place of a picture of the pages to print.
        self._preview.say(self._translation.gettext("These pages cannot be made. Please choose something else."))
        self.relayout()

    def _say(self, words: str, *, asked: bool = True) -> None:
        """Say something above the buttons; what answers the reader comes into sight."""
        self._deeds.say(words)
        self._settle()
        if asked:
            self._deeds.show_words(self._column)

    # On paper

    def _offer_printers(self, found: Found) -> None:
        """Offer the printers that were found."""
        self._found = found
        usual = found.usual or (found.printers[0].name if found.printers else "")
        self._printers.offer([(printer.name, printer.words) for printer in found.printers], [usual])
        self._printers.setVisible(len(found.printers) > 1)
        self._deeds.offer_print(possible=bool(found.printers))
        # Translators: where there is no printer; "the pages" are saved as a file then.
        none = self._translation.gettext("No printer was found. You can save the pages and print them elsewhere.")
        self._say("" if found.printers else none, asked=False)

    def print(self) -> None:
        """Print what is chosen on the printer that is chosen."""
        if not self._ready():
            return
        if not self._printers.one:  # The printers are still looked for: without any the button is gray.
            # Translators: while the system looks for printers.
            self._say(self._translation.gettext("Looking for printers …"))
            return
        # Translators: while pages are handed to a printer; {printer} is its name.
        self._say(self._translation.gettext("Sending to {printer} …").format(printer=self._called(self._printers.one)))
        self._run.send(self._printers.one, self._pages.sheets(self._wishes.order))

    def _ready(self) -> bool:
        """Whether there is something to print or save, and nothing on its way just now."""
        if not self._wishes.complete:
            self._say(self._no_page_words())
        return self._wishes.complete and not self._run.busy and not self._saving_now

    def _called(self, printer: str) -> str:
        """Return what people call a printer."""
        known = self._found.printers if self._found else ()
        return next((each.words for each in known if each.name == printer), printer)

    def _tell_outcome(self, outcome: Outcome, printer: str) -> None:
        """Say what has become of what was sent."""
        words = outcome_words(outcome, self._called(printer), self._translation)
        self._deeds.take_back.setVisible(self._run.can_take_back)
        if words != self._deeds.name:
            self._say(words)

    def _not_made(self, error: object) -> None:
        """Say that there is nothing that could be printed or saved."""
        logging.getLogger(__name__).error("The pages to print cannot be made. %s", error)
        self._say(self._translation.gettext("These pages cannot be made. Please choose something else."))

    # As a file

    def _forget_replace(self) -> None:
        """Take back the offer to write over a file."""
        if not self._deeds.replace.isHidden():
            self._deeds.offer_replace(possible=False)
            self._say("")

    def save(self, *, replace: bool = False) -> None:
        """Save what is chosen as a file.

        Args:
            replace: Whether to write over a file that has its name.
        """
        if not self._ready():
            return
        target, order = self._saving.target, self._wishes.order
        if target is None:
            self._say(self._saving.bad_name_words)
            return
        self._forget_replace()
        self._saving_now = True
        # Translators: while a file is written.
        self._say(self._translation.gettext("Saving …"))
        errand = Errand(lambda: save(target, lambda: self._pages.pdf(order), replace=replace))
        errand.done.connect(self._saved)
        errand.failed.connect(self._not_saved)
        errand.start()

    def _not_saved(self, error: object) -> None:
        """Say why there is no file; where another one has its name, offer to write over that."""
        self._saving_now = False
        if not isinstance(error, OSError):
            self._not_made(error)
            return
        self._deeds.offer_replace(possible=isinstance(error, FileExistsError))
        if not isinstance(error, FileExistsError):
            logging.getLogger(__name__).warning("The pages are not saved. %s", error)
        self._say(self._saving.error_words(error))

    def _saved(self, target: Path) -> None:
        self._saving_now = False
        # Translators: {file} is where a file was saved, with its folder.
        self._say(self._translation.gettext("Saved: {file}").format(file=target))
