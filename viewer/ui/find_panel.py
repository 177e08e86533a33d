"""The search: one line to type in, and below it the places that were found, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.content.search import Found, Piece, Place
from viewer.ui.buttons import RING, Button
from viewer.ui.field import Field
from viewer.ui.focus import order_focus
from viewer.ui.header import WrappedLabel
from viewer.ui.marks import FOUND, mark_format, units
from viewer.ui.panels import Panel
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.theme import palette
from viewer.ui.wrapped import Wrapped, formatted

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

LONGEST = 200
"""How many characters can be typed."""

GAP = 4
"""Room between two places, in pixels."""

LOW = 20
"""In a panel lower than this many times the text size the line to type in takes the place of the heading."""

LOWEST = 4
"""How many times the text size is left below that line at least; else it scrolls with the places."""

NARROW = 8
"""How many times the text size that line is wide at least, to stand beside the button that closes the panel."""


class PlaceButton(Button):
    """A place that was found: where it is, and the words there.

    Args:
        look: How it looks.

    Signals:
        moved: An arrow was pressed; carries 1 for the next place and -1 for the one before.
    """

    moved = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__("", look)
        self.place: Place | None = None

    def set_place(self, place: Place) -> None:
        """Show a place."""
        self.place = place
        said = ("".join(piece.text for piece in pieces) for pieces in (_joined(place), place.passage) if pieces)
        self.setText(": ".join(said))
        # The same words may have other marks now: of that the text knows nothing.
        self.update()

    def _sides(self) -> int:
        return round(self._look.em * 0.5) + RING

    def _radius(self, shape: QRectF) -> float:
        return self._look.em * 0.5

    def _grounds(self) -> tuple[QColor, QColor, QColor]:
        ground, words, line = super()._grounds()
        if self.isDown():
            return ground, words, line
        return ground, QColor(self._look.colors.ink), QColor(self._look.colors.line)

    def _parts(self, width: float) -> tuple[Wrapped, ...]:
        """Return the words laid out in a width in pixels: where the place is, and what stands there."""
        place = self.place
        if place is None:
            return ()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = []
        for pieces, font in (
            (_joined(place), self._look.font(0.94, bold=True)),
            (place.passage, self._look.font(0.94)),
        ):
            text, at, formats = "".join(piece.text for piece in pieces), 0, []
            for piece in pieces:
                if piece.marked:
                    start, end = units(text, at), units(text, at + len(piece.text))
                    formats.append(formatted(start, end - start, mark_format(FOUND, self._look)))
                at += len(piece.text)
            if text:
                shown.append(Wrapped(text, font, width, side, right_to_left=mirrored, formats=formats))
        return tuple(shown)

    def height_at(self, width: int, *, low: bool) -> int:
        """Return the height in pixels that the words need at a width in pixels; each is measured once."""
        if (width, low) not in self._heights:
            words = sum(part.height for part in self._parts(width - 2 * self._sides()))
            self._heights[width, low] = max(round(words) + 2 * self._ends(low=low), self._look.target + 2 * RING)
        return self._heights[width, low]

    def draw_words(self, painter: QPainter, room: QRect) -> None:
        """Draw where the place is, and below that what stands there."""
        parts = self._parts(room.width())
        top = room.top() + (room.height() - sum(part.height for part in parts)) / 2
        for part in parts:
            part.draw(painter, QRectF(room.left(), top, room.width(), part.height))
            top += part.height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows lead to the other places."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _joined(place: Place) -> tuple[Piece, ...]:
    """Return a place's title and heading in one line."""
    return (*place.title, Piece(" – ", False), *place.heading) if place.heading else place.title


class FindPanel(Panel):
    """The search in the place of the text.

    Args:
        translation: The interface's words.
        look: How it looks.
        words_page: The name of the page that lists the glossary; empty where there is none.

    Signals:
        typed: Something was typed; carries all of it.
        chosen: A place was chosen; carries it.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, translation: Translation, look: Look, words_page: str) -> None:
        super().__init__(translation, look)
        self.setObjectName("find")
        self._translation = translation
        self._words_page = words_page
        self._buttons: list[PlaceButton] = []
        self._shown = 0
        self._waits = self._looking = False
        _ = translation.gettext
        # Translators: heading over the search, and the button that opens it.
        self.set_heading(_("Find"))
        self.field = Field(look, LONGEST)
        self.field.setObjectName("find-words")
        self.field.setParent(self)
        # Translators: stands in the empty line of the search; a screen reader calls that line so, too.
        self.field.setPlaceholderText(_("Type a word"))
        self.field.setAccessibleName(_("Type a word"))
        self.field.textChanged.connect(self._type)
        self.field.returnPressed.connect(self._choose_best)
        self.field.went_down.connect(lambda: self._go_to(0))
        self.field.installEventFilter(self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self._area)
        self._area.setVerticalScrollBar(self._bar)
        self._area.setAccessibleName(_("Find"))
        self._bar.setAccessibleName(_("Place in the text"))
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        self._area.setWidget(self._inside)
        self._area.viewport().setAutoFillBackground(False)
        self._label = WrappedLabel("", look, 1.0, "ink")
        self._label.setParent(self._inside)
        self._label.setObjectName("find-count")

    @property
    def first_focus(self) -> QWidget:
        """What has the focus when the panel opens: the line to type in."""
        return self.field

    def show_found(self, found: Found, *, complete: bool, more: bool = False) -> None:
        """Show what was found.

        Args:
            found: What was found.
            complete: Whether all has been read by now.
            more: Whether more of the same follows at once; a screen reader is told when nothing follows any more.
        """
        while len(self._buttons) < len(found.places):
            self._add_button()
        # What has the focus must not be hidden: it would jump anywhere.
        if any(button.hasFocus() for button in self._buttons[len(found.places) :]):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shown = len(found.places)
        self._looking = not complete
        for number, button in enumerate(self._buttons):
            if number < self._shown:
                button.set_place(found.places[number])
            button.setVisible(number < self._shown)
        words = self._count_words(found, complete=complete, more=more) if self.field.text().strip() else ""
        self._label.setText(words)
        # A screen reader would come to a label without words.
        self._label.setVisible(bool(words))
        if not more and words != self.field.accessibleDescription():
            self.field.setAccessibleDescription(words)
            if words and self.isVisible():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))
        self.relayout()
        if self._waits and (self._shown or complete):
            self._waits = False
            self._choose(0)

    def show_beginning(self) -> None:
        """Scroll to the best place."""
        self._bar.setValue(0)

    def _count_words(self, found: Found, *, complete: bool, more: bool) -> str:
        """Say how many places there are."""
        _ = self._translation.gettext
        if not found.places:
            if not complete:
                # Translators: in the search, before all pages have been read.
                return _("Still looking …")
            if not self._words_page:
                # Translators: in the search; there is no page of words in this topic.
                return _("Nothing found. Try another word.")
            # Translators: in the search; {words} is the name of the page that lists the medical words.
            return _("Nothing found. Try another word, or look at {words}.").format(words=self._words_page)
        if found.instead:
            # Translators: in the search; {words} is what stands in the text and is spelled almost like what was typed.
            said = _("Nothing found for this. Places with “{words}”: {count}").format(
                words=found.instead, count=found.total
            )
        elif found.partly:
            # Translators: in the search; {count} is a number.
            said = _("No place has all these words. Places with some of them: {count}").format(count=found.total)
        else:
            # Translators: in the search; {count} is a number.
            said = _("Places found: {count}").format(count=found.total)
        if found.total > len(found.places) and not more:
            # Translators: in the search, after the number of places; {count} is how many of them are listed.
            said += ". " + _("The first {count} are shown here.").format(count=len(found.places))
        return said

    def _add_button(self) -> None:
        """Make room for one more place; it is used again and again."""
        button = PlaceButton(self._look)
        number = len(self._buttons)
        button.setObjectName(f"place-{number}")
        button.setParent(self._inside)
        button.clicked.connect(lambda: self._choose(number))
        button.moved.connect(lambda steps: self._go_to(number + steps))
        button.installEventFilter(self)
        order_focus([self._buttons[-1] if self._buttons else self.field, button])
        self._buttons.append(button)

    def _type(self, words: str) -> None:
        """Look for other words; who types on no longer waits for those before."""
        self._waits = False
        self.typed.emit(words)

    def _choose_best(self) -> None:
        """Choose the best place; where nothing has been found yet, the first that comes."""
        self._waits = self._looking and not self._shown
        self._choose(0)

    def _choose(self, number: int) -> None:
        if number < self._shown and self._buttons[number].place is not None:
            self.chosen.emit(self._buttons[number].place)

    def _go_to(self, number: int) -> None:
        """Move the focus to a place; above the first one is the line to type in."""
        if number < 0:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif number < self._shown:
            self._buttons[number].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep in sight what gets the focus: all of it, or its beginning."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget) and watched.parent() is self._inside:
            place = watched.geometry()
            room = self._look.em if self._area.height() > LOWEST * self._look.em else 0
            for edge in (place.bottom(), place.top()):
                self._area.ensureVisible(0, edge, 0, room)
        return False

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._bar.set_look(look)
        ground = palette(look.colors)
        ground.setColor(ground.ColorRole.Window, QColor(look.colors.surface))
        self._area.setPalette(ground)
        self.field.set_look(look)
        self._label.set_look(look)
        for button in self._buttons:
            button.set_look(look)
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return the line to type in, and the places."""
        return [self.field, *self._buttons]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of all that was found at a width in pixels."""
        return self.field.height_needed() + self._look.em // 2 + self._list_height(width)

    def _list_height(self, width: int) -> int:
        room = width - self._bar.sizeHint().width()
        places = sum(button.heightForWidth(room) + GAP for button in self._buttons[: self._shown])
        return self._label.heightForWidth(room) + self._look.em // 2 + places

    def _take_field(self, home: QWidget) -> None:
        """Put the line to type in where it scrolls with the places, or back."""
        if self.field.parentWidget() is home:
            return
        held = self.field.hasFocus()
        # A line that loses the focus, as it does on the way, forgets what is selected in it.
        start, length = self.field.selectionStart(), self.field.selectionLength()
        self.field.setParent(home)
        self.field.show()
        order_focus(self.focus_chain())
        if held:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if length:
            self.field.setSelection(start, length)

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading, unless the line to type in takes its place."""
        self._heading.setVisible(not inside and self.height() >= LOW * self._look.em)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the line to type in, and below it what scrolls: how many places there are, and the places."""
        em, high, end = self._look.em, self.field.height_needed(), top + height
        head, low = self._heading.geometry(), self.height() < LOW * self._look.em
        top = self.close_button.geometry().bottom() + 1 if low else top
        beside = low and self._beside(width) and head.width() >= NARROW * em
        lowest = not beside and end - top - high < LOWEST * em
        self._take_field(self._inside if lowest else self)
        if beside:
            # In the middle of the button's line, or where that is too low for it, from the same top on.
            at = max(self.close_button.y(), head.top() + (head.height() - high) // 2)
            self.field.setGeometry(head.left(), at, head.width(), high)
            top = max(top, at + high) + em // 4
        elif not lowest:
            self.field.setGeometry(left, top, width, high)
            top += high + em // 2
        self._area.setGeometry(left, top, width, max(10, end - top))
        self._place_list(width, high + em // 2 if lowest else 0)

    def _place_list(self, width: int, y: int) -> None:
        """Place what scrolls in a width; the line to type in is part of it where there is room for it, in pixels."""
        room = width - self._bar.sizeHint().width()
        self._inside.resize(room, y + self._list_height(width))
        if y:
            self.field.setGeometry(0, 0, room, self.field.height_needed())
        high = self._label.heightForWidth(room)
        self._label.setGeometry(0, y, room, high)
        y += high + self._look.em // 2
        for button in self._buttons[: self._shown]:
            high = button.heightForWidth(room)
            button.setGeometry(0, y, room, high)
            y += high + GAP
