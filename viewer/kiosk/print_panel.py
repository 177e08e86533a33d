"""The panel "Take home": two buttons that print, what has become of it, and the code for a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from viewer.kiosk.printing import Said
from viewer.kiosk.take_home import TakeHome
from viewer.ui.buttons import Button
from viewer.ui.column import Column
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import Panel, carry_heading
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.kiosk.printing import KioskPrinting
    from viewer.kiosk.shelf import KioskShelf
    from viewer.kiosk.visit import VisitScreen
    from viewer.ui.theme import Look


def words_to_say(translation: Translation) -> dict[Said, str]:
    """Return what can be said to a visitor, with places for ``{count}`` and ``{most}``, numbers of sheets.

    Args:
        translation: The interface's words.
    """
    _ = translation.gettext
    return {
        # Translators: on a kiosk that prints for its visitors; under the heading "Take home".
        Said.READY: _("Choose what you would like to have on paper."),
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


class Saying(WrappedLabel):
    """Words that change; they have the room of the longest of them, so that nothing moves under a finger.

    Args:
        text: The words that stand there first.
        all_words: All words that may come.
        look: How they look.
    """

    def __init__(self, text: str, all_words: Sequence[str], look: Look) -> None:
        self._all = all_words
        self._highest: dict[int, int] = {}
        super().__init__(text, look, 1.0, "ink")

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._highest.clear()
        super().set_look(look)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that the longest words need at a width in pixels."""
        if width not in self._highest:
            self._highest[width] = max(round(Wrapped(each, self.font(), width).height) + 2 for each in self._all)
        return self._highest[width]


class PrintPanel(Panel):
    """What can be taken home.

    Args:
        printing: What prints.
        page: The id of the page that is shown.
        take_home: The address at which people find this at home; ``""`` where nobody has told.
        translation: The interface's words, in the language of the visit.
        look: How it looks.
        buttons_look: Gives how its buttons look then: on small screens they leave the room to enlarged words.
    """

    def __init__(
        self,
        printing: KioskPrinting,
        page: str,
        take_home: str,
        translation: Translation,
        look: Look,
        buttons_look: Callable[[], Look],
    ) -> None:
        super().__init__(translation, look)
        self._buttons_look = buttons_look
        self.setObjectName("take-home")
        self._printing, self._page, self._translation = printing, page, translation
        _ = translation.gettext
        self._says = words_to_say(translation)
        # Translators: on a kiosk without a printer.
        unable = _("This screen has no printer. The staff at the desk can print it for you.")
        words = self._words_now() if printing.possible else unable
        self._said = Saying(words, tuple(self._says.values()) if printing.possible else (unable,), look)
        self._home = TakeHome(take_home, translation, look) if take_home else None
        self._sheets = Saying(*self._sheet_words(), look) if printing.possible else None
        self._column = Column(look, "", _("Place in the text"))
        self._column.setParent(self)
        below = [part for part in (self._sheets, self._home) if part is not None]
        self._column.fill([(self._said, 0.0), *zip(below, (0.5, 1.0), strict=False)])
        self._buttons = self._add_buttons() if printing.possible else []
        # Translators: on a kiosk, the heading of what its button "Print" opens.
        self.set_heading(_("Take home"))

    def set_heading(self, text: str) -> None:
        """Set the heading."""
        super().set_heading(text)
        self._column.setAccessibleName(text)

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above the words, or let it scroll with them."""
        carry_heading(self, self._heading, self._column, inside=inside)

    def _add_buttons(self) -> list[Button]:
        """Make the buttons that print."""
        buttons = [Button("", self._look), Button("", self._look)]
        for button, name, act in zip(
            buttons, ("page", "summary"), (self._print_page, self._print_summary), strict=True
        ):
            button.setObjectName(f"print-{name}")
            button.clicked.connect(act)
            button.setParent(self)
        self._name(buttons)
        self._printing.changed.connect(self._tell)
        return buttons

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

    def _sheet_words(self) -> tuple[str, list[str]]:
        """Return how many sheets each thing takes and how many are left, and the longest such words."""
        _ = self._translation.gettext
        # Translators: on a kiosk, before anything is printed; {page}, {summary} and {left} are numbers of sheets.
        known = _("Sheets of paper: this page {page}, the short summary {summary}. You can still print {left}.")
        # Translators: the same, as long as nobody knows how many sheets each takes; {left} is a number.
        unknown = _("Sheets of paper that you can still print: {left}.")
        language, left = self._translation.language, self._printing.left(large=self.large)
        page, summary = (self._printing.length(each, language, large=self.large) for each in (self._page, ""))
        words = known if page and summary else unknown
        longest = [each.format(page=99, summary=99, left=99) for each in (known, unknown)]
        return words.format(page=page, summary=summary, left=left), longest

    @property
    def sheets(self) -> str:
        """What is said of how many sheets each thing takes."""
        return self._sheets.text() if self._sheets is not None else ""

    def spoken(self) -> str:
        """Return what is said, and the address."""
        said = [self.words, self.sheets, self._home.words if self._home else ""]
        return " ".join(each for each in said if each)

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
        if self._sheets is not None:
            self._sheets.setText(self._sheet_words()[0])
            self._sheets.update()
        if words == self.words:
            return
        self._said.setText(words)
        self._said.update()
        self._column.verticalScrollBar().setValue(0)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._name(self._buttons)
        for part in (self._said, self._sheets, self._home, self._column):
            if part is not None:
                part.set_look(look)
        if self._sheets is not None:
            self._sheets.setText(self._sheet_words()[0])
        super().set_look(look)
        for button in (*self._buttons, self.close_button):
            button.set_look(self._buttons_look())
        self.relayout()

    def inside_chain(self) -> list[QWidget]:
        """Return the buttons that print."""
        return list(self._buttons)

    def _foot_rows(self, width: int) -> list[QRect]:
        """Return where the buttons stand in a width, in pixels: their left sides, tops above the foot's end, sizes.

        In one row with the button that closes, if need be with their words in two lines; else each above it.
        """
        gap, close = self._look.between(4), self.close_button.sizeHint().width()
        free, count = width - close - gap, max(1, len(self._buttons))
        wide = [min(width, button.sizeHint().width()) for button in self._buttons]
        if sum(wide) + gap * (count - 1) > free:
            share = (free - gap * (count - 1)) // count
            if all(button.least_width() <= share for button in self._buttons):
                wide = [share] * count
        high = [button.heightForWidth(each) for button, each in zip(self._buttons, wide, strict=True)]
        if sum(wide) + gap * (count - 1) <= free:
            lefts = [sum(wide[:index]) + index * gap for index in range(len(wide))]
            return [QRect(left, max(high), each, max(high)) for left, each in zip(lefts, wide, strict=True)]
        tops = [self._close_height(width) + sum(high[index:]) + gap * (count - index) for index in range(count)]
        return [QRect(0, top, each, tall) for top, each, tall in zip(tops, wide, high, strict=True)]

    def _above_close(self, width: int) -> int:
        """Return how much higher the buttons reach than the one that closes, in a width in pixels."""
        return max([0, *(each.y() - self._close_height(width) for each in self._foot_rows(width))])

    def foot_height(self, width: int) -> int:
        """Return the height in pixels at its lower edge that must be within reach, at a width in pixels."""
        return super().foot_height(width) + self._above_close(width - 2 * self._pad(low=True))

    def _close_may_be_beside(self, inside: int, room: int) -> bool:
        """Say that the foot keeps the whole width: the buttons that print stand there."""
        return False

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of everything at a width in pixels."""
        return self._column.heightForWidth(width) + self._above_close(width)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the words above, the buttons at the foot."""
        self._column.setGeometry(left, top, width, max(10, height - self._above_close(width)))
        self._column.relayout()
        mirrored, end = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, self.close_button.geometry().bottom()
        for button, place in zip(self._buttons, self._foot_rows(width), strict=True):
            start = width - place.x() - place.width() if mirrored else place.x()
            button.setGeometry(left + start, end + 1 - place.y(), place.width(), place.height())


def take_home_panel(printing: KioskPrinting, shelf: KioskShelf, visit: VisitScreen) -> PrintPanel:
    """Return the panel for the page that a visitor sees now."""
    translation = shelf.translation(visit.language)
    page, address = visit.view.page_id, shelf.take_home
    return PrintPanel(printing, page, address, translation, visit.look, lambda: visit.buttons_look)
