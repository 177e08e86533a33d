"""The panel "Take home": two buttons that print, what has become of it, and the code for a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from viewer.kiosk.phone_code import PhoneCode
from viewer.kiosk.printing import Said
from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import ChoicePanel
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.kiosk.printing import KioskPrinting
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.visit import VisitScreen
    from viewer.ui.theme import Look

BESIDE = 2.5
"""The address stands beside the code where the panel is so many times as wide as the code; else below it."""


def words_to_say(translation: Translation) -> dict[Said, str]:
    """Return what can be said to a visitor, with places for ``{count}`` and ``{most}``, numbers of sheets.

    Args:
        translation: The interface's words.
    """
    _ = translation.gettext
    return {
        # Translators: on a kiosk that prints for its visitors; under the heading "Take home".
        Said.READY: _("Touch what you would like to have on paper."),
        Said.COMING: _("Your sheets are coming …"),
        Said.PRINTED: _("Your sheets are at the printer. Please take them with you."),
        # Translators: what people are told when a kiosk's printer does not print. The desk is where people sign in.
        Said.NO_PAPER: _("The printer has no paper now. Please tell the staff at the desk. They can help you."),
        Said.NEEDS_HELP: _("The printer needs somebody to look after it. Please tell the staff at the desk."),
        Said.OFF: _("The printer does not answer now. Please tell the staff at the desk. They can help you."),
        Said.CANNOT: _("This screen cannot print now. The staff at the desk can print it for you."),
        Said.VISIT_FULL: _("This screen can print no more at one visit. The staff at the desk can print it for you."),
        Said.DAY_FULL: _("This screen has printed all it can today. The staff at the desk can print it for you."),
        # Translators: {count} and {most} are numbers of sheets of paper, {most} is the smaller one.
        Said.TOO_LONG: _(
            "This takes {count} sheets, and this screen can print {most}. The staff at the desk can print it for you."
        ),
    }


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
        self._says = words_to_say(translation)
        self._most_high: dict[int, int] = {}
        _ = translation.gettext
        # Translators: on a kiosk, the heading of what its button "Print" opens.
        self.set_heading(_("Take home"))
        # Translators: on a kiosk without a printer.
        unable = _("This screen has no printer. The staff at the desk can print it for you.")
        self._said = self.add_words(self._words_now() if printing.possible else unable)
        self._row = Flow(look.between(4))
        self._row.setParent(self)
        self._buttons = self._add_buttons() if printing.possible else []
        self._code = self._add_code(take_home) if take_home else None
        self._home = self._add_home(take_home) if take_home else []

    @property
    def tall(self) -> bool:
        """Whether it may stand higher than within reach: all that can be pressed stands at its foot."""
        return True

    def _add_buttons(self) -> list[Button]:
        """Make the buttons that print."""
        buttons = [Button("", self._look), Button("", self._look)]
        for button, name, act in zip(
            buttons, ("page", "summary"), (self._print_page, self._print_summary), strict=True
        ):
            button.setObjectName(f"print-{name}")
            button.clicked.connect(act)
            self._row.add(button)
        self._name(buttons)
        self._printing.changed.connect(self._tell)
        return buttons

    def _add_code(self, address: str) -> PhoneCode:
        """Make the code."""
        words = self._translation.gettext("Code for a telephone's camera: {address}").format(address=address)
        code = PhoneCode(address, words, self._look)
        code.setParent(self._inside)
        return code

    def _add_home(self, address: str) -> list[WrappedLabel]:
        """Make the words beside the code."""
        # Translators: on a kiosk, beside a square code that a telephone's camera reads; the address follows.
        find = self._translation.gettext("You can also find it at home, or with your telephone now:")
        labels = [WrappedLabel(find, self._look, 1.0, "ink"), WrappedLabel(address, self._look, 1.0, "ink", bold=True)]
        for label in labels:
            label.setParent(self._inside)
        return labels

    @property
    def words(self) -> str:
        """What is said to the visitor now."""
        return self._said.text()

    @property
    def large(self) -> bool:
        """Whether it is printed large: where the text on the screen was made larger."""
        return self._look.text_size > 100

    def _words_now(self) -> str:
        return self._says[self._printing.said].format(count=self._printing.sheets, most=self._printing.most)

    def spoken(self) -> str:
        """Return what is said, and the address."""
        return " ".join([self.words, *(label.text() for label in self._home)])

    def _name(self, buttons: list[Button]) -> None:
        """Say on the buttons what they print."""
        _ = self._translation.gettext
        # Translators: a kiosk's buttons; each prints at once, with no further question.
        words = (_("Print this page"), _("Print the short summary"))
        if self.large:
            # Translators: the same, for those who have made the text on the screen larger.
            words = (_("Print this page in large print"), _("Print the summary in large print"))
        for button, line in zip(buttons, words, strict=False):
            button.setText(line)

    def _print_page(self) -> None:
        self._printing.print_page(self._page, self._translation.language, large=self.large)

    def _print_summary(self) -> None:
        self._printing.print_summary(self._translation.language, large=self.large)

    def _tell(self) -> None:
        """Say what is new, on the screen and to screen readers."""
        words = self._words_now()
        self._said.setText(words)
        self._area.verticalScrollBar().setValue(0)
        self.relayout()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._most_high.clear()
        self._name(self._buttons)
        self._row.set_gap(look.between(4))
        for button in self._buttons:
            button.set_look(look)
        for label in self._home:
            label.set_look(look)
        if self._code is not None:
            self._code.set_look(look)
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return the buttons that print."""
        return list(self._buttons)

    def _fits_beside(self, width: int) -> bool:
        """Whether the buttons that print stand in one row with the one that closes, in a width in pixels."""
        wide = sum(button.sizeHint().width() + self._look.between(4) for button in self._buttons)
        return wide + self.close_button.sizeHint().width() <= width

    def _home_sizes(self, room: int) -> tuple[bool, int, int]:
        """Return how the address stands in a width: beside the code or not, how wide, and how high with the code."""
        if self._code is None:
            return False, room, 0
        code = self._code.sizeHint()
        beside = room >= BESIDE * code.width()
        wide = room - code.width() - self._look.em if beside else room
        words = sum(label.heightForWidth(wide) for label in self._home)
        return beside, wide, max(code.height(), words) if beside else code.height() + self._look.em // 2 + words

    def _foot_height(self, width: int) -> int:
        """Return the height of the buttons where they stand above the one that closes, in pixels."""
        if not self._buttons or self._fits_beside(width):
            return 0
        return self._row.heightForWidth(width) + self._look.between(4)

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of everything at a width in pixels."""
        room = width - self._bar.sizeHint().width()
        spare = self._most_words(room) - self._said.heightForWidth(room)
        return super().inside_height(width) + spare + self._home_sizes(room)[2] + self._foot_height(width)

    def _most_words(self, width: int) -> int:
        """Return the height of the longest words that may come, so that nothing moves under a finger; in pixels."""
        if width not in self._most_high:
            says = self._says.values() if self._buttons else [self._said.text()]
            self._most_high[width] = max(round(Wrapped(each, self._said.font(), width).height) + 2 for each in says)
        return self._most_high[width]

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the words above, the code below them, the buttons at the foot."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        foot = self._foot_height(width)
        super().place_inside(left, top, width, max(10, height - foot))
        room = width - self._bar.sizeHint().width()
        self._inside.resize(room, self.inside_height(width) - foot)
        closing = self.close_button.geometry()
        if foot:
            self._row.setGeometry(left, closing.top() - foot, width, foot - self._look.between(4))
        else:
            free = width - closing.width() - self._look.between(4)
            self._row.setGeometry(left + width - free if mirrored else left, closing.top(), free, closing.height())
        self._row.relayout()
        if self._code is not None:
            self._place_home(self._code, room, mirrored=mirrored)

    def _place_home(self, code: PhoneCode, room: int, *, mirrored: bool) -> None:
        """Place the code and its words."""
        top = self._inside.height() - self._home_sizes(room)[2]
        beside, wide, high = self._home_sizes(room)
        code.move(room - code.width() if mirrored else 0, top)
        words = sum(label.heightForWidth(wide) for label in self._home)
        y = top + (high - words) // 2 if beside else top + high - words
        for label in self._home:
            label.setGeometry(room - wide if beside and not mirrored else 0, y, wide, label.heightForWidth(wide))
            y += label.height()


def take_home_panel(printing: KioskPrinting, shelf: KioskShelf, visit: VisitScreen) -> PrintPanel:
    """Return the panel for the page that a visitor sees now."""
    translation = shelf.translation(visit.language)
    return PrintPanel(printing, visit.view.page_id, shelf.take_home, translation, visit.look)
