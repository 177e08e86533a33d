"""The start screen: quiet, for people who did not ask to see anything; a touch on a language begins a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from viewer.kiosk.journey import Journey
from viewer.ui.buttons import Button
from viewer.ui.header import WrappedLabel
from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.content.topics import Topic
    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look

COLUMN, NARROW = 24, 14
"""Least width of a language's column, in em; and where nothing else has room."""

JOURNEY = 8
"""Least height of the slow journey, in em; where less is free it is not shown."""

CELL = 13
"""Least width of a language's button among many, in em."""

LARGER, TIGHT = 140, 70
"""Sizes of the words on the buttons for the languages, and of the titles where there is little height, in percent."""

ALL, NEEDED, LEAST = 0, 1, 2
"""All lines of a language; those without the one about forgetting; and of the review only its first sentence."""

TIGHTER = (
    *((100, ALL, True), (TIGHT, ALL, True), (100, NEEDED, True), (TIGHT, NEEDED, True)),
    *((TIGHT, LEAST, True), (TIGHT, NEEDED, False), (TIGHT, LEAST, False)),
)
"""Ways to say less where there is little height: size of the titles in percent, lines, whether each has a title."""


class Offer(NamedTuple):
    """What the start screen says in one language, from top to bottom; the button is the first that stands low."""

    title: WrappedLabel
    choose: WrappedLabel
    button: Button
    hands: WrappedLabel
    forgets: WrappedLabel
    review: WrappedLabel


class StartScreen(QWidget):
    """The start screen.

    Args:
        topic: The topic.
        shelf: What the kiosk takes from.
        look: How it looks.
        picture: The topic's picture in this look; it is shown where the clinic wants the slow journey.

    Signals:
        language_chosen: A visit begins in this language.
    """

    language_chosen = Signal(str)

    def __init__(self, topic: Topic, shelf: KioskShelf, look: Look, picture: Picture) -> None:
        super().__init__()
        self._look = look
        self._picture = picture
        self._journey = Journey(topic, picture, look) if shelf.settings.journey else None
        if self._journey is not None:
            self._journey.setParent(self)
        self._offers = {language: self._offer(topic, shelf, language) for language in shelf.languages}
        self._reviews = {offer: shelf.review(language) for language, offer in self._offers.items()}
        self._trial = self._label("", 1.0, "ink", bold=True)
        if shelf.trial:
            _ = shelf.translation(shelf.languages[0]).gettext
            # Translators: on a kiosk's start screen, where no clinic has set it up.
            self._trial.setText(_("Trial: not set up for a clinic"))

    def _offer(self, topic: Topic, shelf: KioskShelf, language: str) -> Offer:
        """Return what is said in one language."""
        translation = shelf.translation(language)
        _ = translation.gettext
        button = Button(shelf.language_name(language), self._look.with_text_size(LARGER))
        button.setObjectName(f"language-{language}")
        button.setParent(self)
        button.set_lit(True)
        button.clicked.connect(lambda: self.language_chosen.emit(language))
        # Translators: on a kiosk's start screen, over the buttons for the languages.
        choose = _("You choose what to see.")
        # Translators: on a kiosk's start screen.
        hands = _("Please clean your hands before and after.")
        # Translators: on a kiosk's start screen. "I am finished" is the button that ends a visit.
        forgets = _(
            "“I am finished” makes this screen forget what you chose. After a while without a touch it forgets too."
        )
        offer = Offer(
            self._label(topic.title(language), 1.9, "accent", bold=True),
            self._label(choose, 1.2, "ink"),
            button,
            self._label(hands, 1.0, "ink"),
            self._label(forgets, 1.0, "ink"),
            self._label(" ".join(shelf.review(language)), 1.0, "quiet"),
        )
        side = Qt.LayoutDirection.RightToLeft if translation.right_to_left else Qt.LayoutDirection.LeftToRight
        for part in offer:
            part.setLayoutDirection(side)
        return offer

    def _label(self, words: str, scale: float, color: str, *, bold: bool = False) -> WrappedLabel:
        label = WrappedLabel(words, self._look, scale, color, bold=bold)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setParent(self)
        return label

    @property
    def buttons(self) -> dict[str, Button]:
        """The buttons by their languages."""
        return {language: offer.button for language, offer in self._offers.items()}

    @property
    def trial(self) -> str:
        """What it says where no clinic has set it up; else ``""``."""
        return self._trial.text()

    def words(self, language: str) -> str:
        """Return what it says in one language, for who cannot see it."""
        offer = self._offers[language]
        return " ".join(label.text() for label in (offer.title, offer.choose, offer.hands, offer.forgets, offer.review))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        if self._journey is not None:
            self._journey.set_look(self._picture, look)
        for part in (self._trial, *(part for offer in self._offers.values() for part in offer)):
            part.set_look(look.with_text_size(LARGER) if isinstance(part, Button) else look)
        self.relayout()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        self.relayout()

    @property
    def _middle(self) -> int:
        """Where the lower half of the window begins, in pixels."""
        return self.window().height() // 2

    @property
    def _free(self) -> int:
        """Where the line of a trial ends and the rest may begin, in pixels."""
        return self._trial.geometry().bottom() + 1 if self._trial.text() else 0

    def _clear(self, offers: list[Offer]) -> bool:
        """Whether the titles are clear of the line of a trial."""
        return all(offer.title.y() >= self._free for offer in offers if not offer.title.isHidden())

    def relayout(self) -> None:
        """Place everything: a column for each language, or one title and many buttons."""
        em, width = self._look.em, self.width()
        side = min(2 * em, width // 20)
        self._trial.setVisible(bool(self._trial.text()))
        room = width - 2 * side
        self._trial.setGeometry(side, min(em, self.height() // 40), room, self._trial.heightForWidth(room))
        offers = list(self._offers.values())
        for offer in offers:
            # What an arrangement for another size has changed.
            offer.review.setText(" ".join(self._reviews[offer]))
            offer.button.set_look(self._look.with_text_size(LARGER))
            offer.title.set_look(self._look)
        count, upright = len(offers), width < self.window().height()
        ways = (
            (self._place_columns, count * COLUMN * em <= width or count == 1),
            (self._place_stacked, upright and count <= 2),
            (self._place_columns, count * NARROW * em <= width),
            (self._place_raised, count * NARROW * em <= width),
            (self._place_cells, True),
        )
        for place, possible in ways:
            if possible and place(offers, side) <= self.height() and self._clear(offers):
                break
        if self._journey is not None:
            top = 2 * em + (self._trial.height() if self._trial.text() else 0)
            titles = [offer.title.y() for offer in offers if not offer.title.isHidden()]
            high = max(0, min(titles) - em - top)
            self._journey.setGeometry(side, top, width - 2 * side, high)
            # A smaller picture is a blot of badges.
            self._journey.setVisible(high >= JOURNEY * em)

    def _place_columns(self, offers: list[Offer], side: int) -> int:
        """Give each language a column, its title above the middle, its button below; return where they end."""
        end = 0
        gap = self._look.em * 2
        wide = (self.width() - 2 * side - gap * (len(offers) - 1)) // len(offers)
        for index, offer in enumerate(offers):
            left = side + index * (wide + gap)
            self._place_head(offer, left, wide, self._middle)
            end = max(end, self._place_low(offer, left, wide, self._middle + self._look.em))
        return end

    def _place_raised(self, offers: list[Offer], side: int) -> int:
        """Give each language a column with its lines over the middle and only its button below; return where they end.

        For low screens, where notice and staff line leave no more of the lower half than that.
        """
        em = self._look.em
        wide = (self.width() - 2 * side - em * (len(offers) - 1)) // len(offers)
        high = max(offer.button.heightForWidth(wide) for offer in offers)
        top = self._middle + max(em // 4, min(em, self.height() - self._middle - high - em // 2))
        for percent, lines, each in TIGHTER:
            for index, offer in enumerate(offers):
                left = side + index * (wide + em)
                offer.title.set_look(self._look.with_text_size(percent))
                self._place_low(offer, left, wide, top, lines=False)
                bottom = self._place_lines(offer, left, wide, lines)
                self._place_head(offer, left, wide, bottom)
            if not each:
                # One title over all columns, as among many languages.
                highest = min(offer.hands.y() for offer in offers) + em * 2 // 3
                self._place_head(offers[0], side, self.width() - 2 * side, highest)
                for offer in offers[1:]:
                    self._leave_out_head(offer)
            if self._clear(offers):
                break
        return max(offer.button.geometry().bottom() for offer in offers) + 1

    def _leave_out_head(self, offer: Offer) -> None:
        """Show title and line of one language no more; they stand at the foot, so that they hold no room."""
        for label in (offer.title, offer.choose):
            label.hide()
            label.move(0, self.height())

    def _place_lines(self, offer: Offer, left: int, wide: int, lines: int) -> int:
        """Set the lines so that they end a little over the middle, and return where the head may end; all in pixels.

        Args:
            offer: What is said in one language.
            left: Where it begins.
            wide: How much room it has.
            lines: :data:`ALL` of them, :data:`NEEDED` ones, or the :data:`LEAST` that can be said.
        """
        bottom = self._middle - self._look.em // 3
        review = self._reviews[offer]
        # Where there is little room, the other sentences stand on the pages only.
        offer.review.setText(" ".join(review[:1] if lines == LEAST else review))
        offer.forgets.setVisible(lines == ALL)
        for label in (offer.review, *((offer.forgets,) if lines == ALL else ()), offer.hands):
            high = label.heightForWidth(wide)
            bottom -= high
            label.setGeometry(left, bottom, wide, high)
            label.show()
        return bottom + self._look.em // 2

    def _place_stacked(self, offers: list[Offer], side: int) -> int:
        """Set the titles one above the other over the middle, the buttons below it; return where they end."""
        wide = self.width() - 2 * side
        bottom, top = self._middle, self._middle + self._look.em
        for offer in reversed(offers):
            bottom = self._place_head(offer, side, wide, bottom) - self._look.em * 2
        for offer in offers:
            top = self._place_low(offer, side, wide, top) + self._look.em
        return top - self._look.em

    def _place_cells(self, offers: list[Offer], side: int) -> int:
        """Show the first language's title, and below the middle the buttons in rows; return where they end."""
        em, room = self._look.em, self.width() - 2 * side
        self._place_head(offers[0], side, room, self._middle)
        for offer in offers:
            offer.button.set_look(self._look)
            offer.review.setText(" ".join(self._reviews[offer][:1]))
        for offer in offers[1:]:
            self._leave_out_head(offer)
        hands = offers[0].hands.heightForWidth(room)
        gap = max(em // 2, self._look.apart)
        for least in range(CELL, CELL // 2, -1):
            columns = max(1, min(len(offers), room // (least * em)))
            wide = (room - gap * (columns - 1)) // columns
            top = self._middle + em // 4
            for start in range(0, len(offers), columns):
                row = enumerate(offers[start : start + columns])
                ends = [self._place_low(offer, side + i * (wide + gap), wide, top, hands=False) for i, offer in row]
                top = max(ends) + gap
            if top + hands <= self.height():
                break
        offers[0].hands.setGeometry(side, top, room, hands)
        offers[0].hands.show()
        return top + hands

    def _place_head(self, offer: Offer, left: int, wide: int, bottom: int) -> int:
        """Set a title and its line so that they end at a height, and return where they begin; all in pixels."""
        choose, title = offer.choose.heightForWidth(wide), offer.title.heightForWidth(wide)
        top = bottom - self._look.em - choose
        offer.choose.setGeometry(left, top, wide, choose)
        top -= self._look.em // 2 + title
        offer.title.setGeometry(left, top, wide, title)
        for label in (offer.title, offer.choose):
            label.show()
        return top

    def _place_low(
        self, offer: Offer, left: int, wide: int, top: int, *, hands: bool = True, lines: bool = True
    ) -> int:
        """Set a button and the lines under it from a height on, and return where they end; all in pixels."""
        broad = min(wide, max(offer.button.sizeHint().width() + 4 * self._look.em, 14 * self._look.em))
        high = offer.button.heightForWidth(broad) + (self._look.em if hands and lines else 0)
        offer.button.setGeometry(left + (wide - broad) // 2, top, broad, high)
        top += high + self._look.em // 3
        for label, wanted in ((offer.hands, hands), (offer.forgets, hands), (offer.review, True)):
            shown = wanted and lines
            label.setVisible(shown)
            high = label.heightForWidth(wide) if shown else 0
            label.setGeometry(QRect(left, top, wide, high))
            top += high
        return top

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a calm ground: paper above, a soft hill in the lower half."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, QRectF(self.rect()), QColor(self._look.colors.paper))
        width, height, top = self.width(), self.height(), self._middle - self._look.em
        hill = QPainterPath()
        hill.moveTo(0, top + 3.0 * self._look.em)
        hill.cubicTo(width * 0.3, top - 0.5 * self._look.em, width * 0.65, top + 3.5 * self._look.em, width, top)
        hill.lineTo(width, height)
        hill.lineTo(0, height)
        hill.closeSubpath()
        painter.setBrush(QColor(self._look.colors.short_ground))
        painter.drawPath(hill)
        painter.end()
