"""What staff see after the hidden gesture: the number pad, and behind the right code the few things they can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QTouchEvent
from PySide6.QtWidgets import QWidget

from viewer.kiosk.cleaning import LENGTH
from viewer.kiosk.policy import LEAST_DIGITS, MOST_DIGITS, NORMAL
from viewer.ui.buttons import Button
from viewer.ui.focus import order_focus
from viewer.ui.header import WrappedLabel
from viewer.ui.panels import Panel
from viewer.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from viewer.content.translation import Translation
    from viewer.kiosk.code_gate import CodeGate
    from viewer.ui.theme import Look

PATIENCE = 30
"""Time without a touch after which it closes by itself, in seconds."""


DELETE, ENTER = "delete", "enter"
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", DELETE, "0", ENTER)
"""The keys of the pad, row by row in the order of a telephone's."""

COLUMNS = (3, 4, 6, 12)
"""In so many columns the pad can stand; the first that fits is taken."""


class Dots(QWidget):
    """As many dots as digits were entered, and places for those that are needed at least.

    Args:
        look: How it looks.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = 0

    @property
    def count(self) -> int:
        """The number of dots."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show so many dots."""
        self._count = count
        self.update()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw filled dots for the digits, and short lines where digits are still needed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = max(self._count, LEAST_DIGITS)
        step = min(self._look.em * 1.1, self.width() / places)
        left, middle = (self.width() - places * step) / 2, self.height() / 2
        for place in range(places):
            spot = QRectF(left + (place + 0.2) * step, middle - step * 0.3, step * 0.6, step * 0.6)
            if place < self._count:
                painter.setPen(QColor(self._look.colors.ink))
                painter.setBrush(QColor(self._look.colors.ink))
                painter.drawEllipse(spot)
            else:
                fill(painter, QRectF(spot.left(), spot.bottom() - 3, spot.width(), 3), QColor(self._look.colors.line))
        painter.end()


class StaffPanel(Panel):
    """The number pad, then the menu for staff. No digit is ever shown, kept or logged.

    The words stand in their normal size, whatever size the visitor had chosen: so the pad fits any screen.

    Args:
        gate: Checks the code, and counts the wrong ones.
        translation: The interface's words.
        look: How it looks.
        patience: Time without a touch after which it closes by itself, in seconds.

    Signals:
        leave_wanted: Staff want to leave the kiosk.
        cleaning_wanted: Staff want to clean the screen.
    """

    leave_wanted = Signal()
    cleaning_wanted = Signal()

    def __init__(self, gate: CodeGate, translation: Translation, look: Look, patience: float = PATIENCE) -> None:
        super().__init__(translation, look.with_text_size(NORMAL))
        self.setObjectName("staff")
        self._gate, self._translation, self._digits = gate, translation, ""
        self._asked = self._open = self._waited = False
        self._patience = self._timer(round(patience * 1000), self.closed.emit)
        self._second = self._timer(1000, self._tell)
        self._dots = Dots(self._look)
        self._dots.setObjectName("staff-dots")
        self._dots.setParent(self)
        self._message = WrappedLabel("", self._look, 1.0, "ink")
        self._message.setObjectName("staff-message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._message.setParent(self)
        self._keys = {key: self._made(f"pad-{key}", self._words_of(key)) for key in KEYS}
        for key, button in self._keys.items():
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
        _ = translation.gettext
        # Translators: staff of the clinic end the program on a kiosk with this button.
        leave = self._made("staff-leave", _("Leave the kiosk"))
        leave.clicked.connect(self.leave_wanted)
        # Translators: staff press this before they wipe the screen; for {seconds} seconds it takes no touch.
        cleaning = self._made("staff-clean", _("Cleaning mode: {seconds} seconds").format(seconds=LENGTH))
        cleaning.clicked.connect(self.cleaning_wanted)
        self._menu = [cleaning, leave]
        # Translators: the heading over the number pad where staff enter their code.
        self.set_heading(_("Staff code"))
        # Translators: a button that closes something without doing anything.
        self.close_button.setText(_("Cancel"))
        for button in self._menu:
            button.hide()
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        gate.checked.connect(self._take_answer)
        self._patience.start()
        self._tell()

    def _timer(self, interval: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _made(self, name: str, words: str) -> Button:
        button = Button(words, self._look)
        button.setObjectName(name)
        button.setParent(self)
        return button

    def _words_of(self, key: str) -> str:
        _ = self._translation.gettext
        if key == DELETE:
            # Translators: the key of a number pad that takes the last digit away; one short word.
            return _("Delete")
        # Translators: the key of a number pad that ends the entry; one short word.
        return _("Enter") if key == ENTER else key

    @property
    def open(self) -> bool:
        """Whether the code was right, and the menu is shown."""
        return self._open

    @property
    def message(self) -> str:
        """What it says beside the dots."""
        return self._message.text()

    @property
    def dots(self) -> int:
        """The number of dots, each for a digit."""
        return self._dots.count

    def set_look(self, look: Look) -> None:
        """Take another look; its text size does not count."""
        look = look.with_text_size(NORMAL)
        self._dots.set_look(look)
        self._message.set_look(look)
        for button in (*self._keys.values(), *self._menu):
            button.set_look(look)
        super().set_look(look)

    @property
    def first_focus(self) -> QWidget:
        """What has the focus when it opens."""
        return self.inside_chain()[0]

    def inside_chain(self) -> list[QWidget]:
        """Return the keys of the pad, or the menu's buttons."""
        return list(self._menu if self._open else self._keys.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay open as long as somebody touches it."""
        if isinstance(event, (QMouseEvent, QTouchEvent)) or event.type() == QEvent.Type.KeyPress:
            self._patience.start()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QEvent) -> None:
        """Forget the digits, and open no more, when it goes."""
        self._digits, self._asked = "", False
        self._patience.stop()
        self._second.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _press(self, key: str) -> None:
        """Take a key of the pad."""
        if self._open or self._gate.busy or self._gate.wait:
            return
        if key == ENTER:
            digits, self._digits = self._digits, ""
            # A number that no code can be is none, and no try.
            if len(digits) >= LEAST_DIGITS:
                self._asked = self._gate.check(digits)
        elif key == DELETE:
            self._digits = self._digits[:-1]
        elif len(self._digits) < MOST_DIGITS:
            self._digits += key
        self._message.setText("")
        self._tell()

    def _take_answer(self, right: bool) -> None:
        """Show the menu behind the right code; an answer to a pad that was closed meanwhile opens nothing."""
        if not self._asked:
            self._tell()
            return
        self._asked = False
        _ = self._translation.gettext
        if right:
            self._open = True
            # Translators: the heading over what staff of the clinic can do on a kiosk.
            self.set_heading(_("For staff"))
            # Translators: the button that closes the menu for staff, and does nothing else.
            self.close_button.setText(_("Back"))
            for part in (self._dots, self._message, *self._keys.values()):
                part.hide()
            for button in self._menu:
                button.show()
            order_focus(self.focus_chain())
            self._menu[0].setFocus()
            self.relayout()
        else:
            # Translators: what the number pad says after a wrong staff code.
            self._message.setText(_("This is not the code."))
            self._tell()

    def _tell(self) -> None:
        """Show how many digits there are, and how long the pad takes none."""
        self._dots.set_count(len(self._digits))
        # Translators: what a screen reader says about the dots that stand for the digits of a code.
        count = self._translation.gettext("Digits: {count}").format(count=self._dots.count)
        self._dots.setAccessibleName(count)
        wait = self._gate.wait
        if wait and not self._gate.busy:
            minutes, seconds = divmod(wait, 60)
            # Translators: what the number pad says after wrong codes; {time} is minutes and seconds, as in 0:15.
            words = self._translation.gettext("This is not the code. Next try in {time}.")
            self._message.setText(words.format(time=f"{minutes}:{seconds:02}"))
            self._second.start()
        elif self._waited:
            self._message.setText("")
        self._waited = bool(wait)
        first, free = self._keys[KEYS[0]], not wait and not self._gate.busy
        returns = free and not first.isEnabled()
        for button in self._keys.values():
            button.setEnabled(free)
        if returns:
            first.setFocus()  # A key that takes nothing loses it.
        self.relayout()

    def _gap(self) -> int:
        return self._look.between(4)

    def _key_size(self) -> tuple[int, int]:
        """Return width and height of a key of the pad, in pixels."""
        wide = max(button.sizeHint().width() for button in self._keys.values())
        return wide, max(button.heightForWidth(wide) for button in self._keys.values())

    def _line(self, width: int) -> int:
        """Return the height of dots and message, in pixels: room for the longest message, so that no key moves."""
        words = self._translation.gettext("This is not the code. Next try in {time}.").format(time="00:00")
        probe = WrappedLabel(words, self._look, 1.0, "ink")
        high = probe.heightForWidth(width)
        probe.deleteLater()
        return round(self._look.em * 1.2) + high

    def _columns(self, width: int, height: int) -> int:
        """Return in how many columns the pad stands in a room in pixels."""
        wide, high = self._key_size()
        gap = self._gap()
        fitting = [columns for columns in COLUMNS if columns * (wide + gap) - gap <= width] or [COLUMNS[0]]
        low = (columns for columns in fitting if len(KEYS) // columns * (high + gap) <= height)
        return next(low, fitting[-1])

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of the pad in three columns at a width in pixels."""
        _wide, high = self._key_size()
        return self._line(width) + self._gap() + len(KEYS) // COLUMNS[0] * (high + self._gap())

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the pad, or the menu, low, where a hand reaches it."""
        gap, bottom = self._gap(), top + height
        if self._open:
            for button in reversed(self._menu):
                wide = min(width, max(each.sizeHint().width() for each in self._menu))
                high = button.heightForWidth(wide)
                button.setGeometry(left + (width - wide) // 2, bottom - high, wide, high)
                bottom -= high + gap
            return
        wide, high = self._key_size()
        line = self._line(width)
        columns = self._columns(width, height - line - gap)
        wide = min(wide, (width - (columns - 1) * gap) // columns)
        rows = len(KEYS) // columns
        # In the lowest rooms the keys give up what they have around the least side that can be touched.
        high = max(self._look.target, min(high, (height - (rows - 1) * gap) // rows))
        across, down = columns * (wide + gap) - gap, rows * (high + gap) - gap
        # Where the room is too low for all of it, dots and message stand beside the pad.
        beside = down + line > height
        start = left + (width - across if beside else (width - across) // 2)
        for index, button in enumerate(self._keys.values()):
            row, column = divmod(index, columns)
            button.setGeometry(start + column * (wide + gap), bottom - down + row * (high + gap), wide, high)
        above = top if beside else bottom - down - gap - line
        room = max(10, width - across - 2 * gap) if beside else width
        dots = round(self._look.em * 1.2)
        self._dots.setGeometry(left, above, room, dots)
        self._message.setGeometry(left, above + dots, room, (height if beside else line) - dots)
