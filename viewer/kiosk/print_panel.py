"""The panel "Take home": two buttons that print, what has become of it, and the code for a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from viewer.kiosk.phone_code import PhoneCode
from viewer.kiosk.printing import Said
from viewer.ui.buttons import Button
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from viewer.content.translation import Translation
    from viewer.kiosk.printing import KioskPrinting
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.visit import VisitScreen
    from viewer.ui.theme import Look

BESIDE = 3
"""The code stands beside the buttons where the panel is so many times as wide as the code; else below them."""


def said_words(printing: KioskPrinting, translation: Translation) -> str:
    """Return what to say to the visitor now.

    Args:
        printing: What prints.
        translation: The interface's words.
    """
    _ = translation.gettext
    words = {
        # Translators: on a kiosk that prints for its visitors; under the heading "Take home".
        Said.READY: _("Touch what you would like to have on paper."),
        Said.COMING: _("Your sheets are coming …"),
        Said.PRINTED: _("Your sheets are at the printer. Please take them with you."),
        # Translators: what people are told when a kiosk's printer does not print. The desk is where people sign in.
        Said.NO_PAPER: _("The printer has no paper now. Please tell the staff at the desk. They can help you."),
        Said.NEEDS_HELP: _("The printer needs somebody to look after it. Please tell the staff at the desk."),
        Said.OFF: _("The printer does not answer now. Please tell the staff at the desk. They can help you."),
        Said.CANNOT: _("This screen cannot print now. The staff at the desk can print it for you."),
        Said.VISIT_FULL: _("That is all this screen can print at one visit. The staff at the desk can print more for you."),
        Said.DAY_FULL: _("This screen has printed all it can today. The staff at the desk can print it for you."),
        # Translators: {count} and {most} are numbers of sheets of paper, {most} is the smaller one.
        Said.TOO_LONG: _(
            "This takes {count} sheets, and this screen can print {most}. The staff at the desk can print it for you."
        ),
    }
    return words[printing.said].format(count=printing.sheets, most=printing.most)


class PrintPanel(ChoicePanel):
    """What can be taken home.

    Args:
        printing: What prints.
        page: The id of the page that is shown.
        take_home: The address at which people find this at home; ``""`` where nobody has told.
        translation: The interface's words, in the language of the visit.
        look: How it looks.
    """

    def __init__(
        self, printing: KioskPrinting, page: str, take_home: str, translation: Translation, look: Look
    ) -> None:
        super().__init__(translation, look)
        self.setObjectName("take-home")
        self._printing, self._page, self._translation = printing, page, translation
        _ = translation.gettext
        # Translators: on a kiosk, the heading of what its button "Print" opens.
        self.set_heading(_("Take home"))
        self._buttons: list[Button] = []
        if printing.possible:
            self._said = self.add_words(said_words(printing, translation))
            self._buttons = [Button("", look), Button("", look)]
            for button, name in zip(self._buttons, ("page", "summary"), strict=True):
                button.setObjectName(f"print-{name}")
            self._buttons[0].clicked.connect(self._print_page)
            self._buttons[1].clicked.connect(self._print_summary)
            self.add_group("", list(self._buttons))
            self._name_buttons()
            printing.changed.connect(self._tell)
        else:
            # Translators: on a kiosk without a printer.
            self._said = self.add_words(_("This screen has no printer. The staff at the desk can print it for you."))
        self._address = take_home
        self._code: PhoneCode | None = None
        self._home: list[WrappedLabel] = []
        if take_home:
            self._add_code(take_home)

    def _add_code(self, address: str) -> None:
        _ = self._translation.gettext
        # Translators: on a kiosk, beside a square code that a telephone's camera reads; the address follows.
        words = (_("Or find it at home, with your telephone:"), address)
        self._code = PhoneCode(address, _("Code for a telephone's camera: {address}").format(address=address), self._look)
        self._code.setParent(self._inside)
        for line in words:
            label = WrappedLabel(line, self._look, 1.0, "ink", bold=line == address)
            label.setParent(self._inside)
            self._home.append(label)

    @property
    def words(self) -> str:
        """What is said to the visitor now."""
        return self._said.text()

    @property
    def large(self) -> bool:
        """Whether it is printed large: where the text on the screen was made larger."""
        return self._look.text_size > 100

    def spoken(self) -> str:
        """Return what is said, and the address."""
        return " ".join([self.words, *(label.text() for label in self._home)])

    def _name_buttons(self) -> None:
        _ = self._translation.gettext
        # Translators: a kiosk's buttons; each prints at once, with no further question.
        words = (_("Print this page"), _("Print the short summary"))
        if self.large:
            words = (_("Print this page in large print"), _("Print the summary in large print"))
        for button, line in zip(self._buttons, words, strict=True):
            button.setText(line)

    def _print_page(self) -> None:
        self._printing.print_page(self._page, self._translation.language, large=self.large)

    def _print_summary(self) -> None:
        self._printing.print_summary(self._translation.language, large=self.large)

    def _tell(self) -> None:
        """Say what is new, on the screen and to screen readers."""
        words = said_words(self._printing, self._translation)
        self._said.setText(words)
        self._area.verticalScrollBar().setValue(0)
        self.relayout()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        if self._buttons:
            self._name_buttons()
        for label in self._home:
            label.set_look(look)
        if self._code is not None:
            self._code.set_look(look)
        super().set_look(look)

    def _column(self, room: int) -> int:
        """Return the width of what stands beside the code, in pixels; all where nothing does."""
        if self._code is None or room < BESIDE * self._code.width():
            return room
        return room - max(self._code.width(), round(room * 0.4)) - self._look.em

    def _home_height(self, width: int) -> int:
        """Return the height of the code and its words at a width, in pixels."""
        if self._code is None:
            return 0
        return self._code.height() + self._look.em // 2 + sum(label.heightForWidth(width) for label in self._home)

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of everything at a width in pixels."""
        room = width - self._bar.sizeHint().width()
        column = self._column(room)
        groups = super().inside_height(column + width - room)
        if column < room:
            return max(groups, self._home_height(room - column - self._look.em))
        return groups + self._home_height(room)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the words and buttons, and the code beside or below them."""
        room = width - self._bar.sizeHint().width()
        column = self._column(room)
        super().place_inside(left, top, column + width - room, height)
        self._area.setGeometry(left, top, width, height)
        high = self.inside_height(width)
        self._inside.resize(room, high)
        if self._code is None:
            return
        beside = column < room
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = room - column - self._look.em if beside else room
        start = 0 if mirrored or not beside else room - wide
        y = 0 if beside else high - self._home_height(room)
        if beside and mirrored:
            for label, row in self._groups:
                label.move(room - column, label.y())
                row.move(room - column, row.y())
        self._code.move(start + wide - self._code.width() if mirrored else start, y)
        y += self._code.height() + self._look.em // 2
        for label in self._home:
            label.setGeometry(start, y, wide, label.heightForWidth(wide))
            y += label.height()


def take_home_panel(printing: KioskPrinting, shelf: KioskShelf, visit: VisitScreen) -> PrintPanel:
    """Return the panel for the page that a visitor sees now."""
    translation = shelf.translation(visit.language)
    return PrintPanel(printing, visit.view.page_id, shelf.take_home, translation, visit.look)
