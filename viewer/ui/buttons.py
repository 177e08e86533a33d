"""The buttons: words, not signs, in a pill that grows with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from viewer.ui.theme import MARGIN
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from viewer.ui.theme import Look

RING = 3
"""Width of the focus ring and of the room kept for it, in pixels."""

LOW_ENDS = 2
"""Room above and below the words of a low button, in pixels."""


class Button(QAbstractButton):
    """A button with words on it. It acts on release, and its height follows from its width.

    Args:
        text: The words.
        look: How it looks.
        small: Whether its words are a little smaller than the body text.
    """

    def __init__(self, text: str, look: Look, *, small: bool = False) -> None:
        super().__init__()
        self._look = look
        self._scale = 0.94 if small else 1.0
        self._lit = False
        self._ring = False
        self._low = False
        self._heights: dict[tuple[int, bool], int] = {}
        self._natural = QSize()
        self._least = 0
        self._name = text
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(look.font(self._scale, bold=True))

    def setText(self, text: str) -> None:
        """Set the words; an ampersand is an ampersand, no shortcut."""
        super().setText(text.replace("&", "&&"))
        self._name = text
        self._forget_sizes()
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def words(self) -> str:
        """The words on the button."""
        return self._name

    @property
    def lit(self) -> bool:
        """Whether the button stands for what is shown now."""
        return self._lit

    def set_lit(self, lit: bool) -> None:
        """Say whether the button stands for what is shown now."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._forget_sizes()
        self.setFont(look.font(self._scale, bold=True))
        self.updateGeometry()
        self.update()

    def set_low(self, low: bool) -> None:
        """Say whether the button saves height: less room above and below its words, never less than a target."""
        if low != self._low:
            self._low = low
            self._natural = QSize()

    def _sides(self) -> int:
        """Room left and right of the words, in pixels."""
        wide = self._scale == 1 and not self._look.low
        return round(self._look.em * self._scale * (0.95 if wide else 0.6)) + RING

    def _ends(self, *, low: bool) -> int:
        """Room above and below the words, in pixels."""
        return (LOW_ENDS if low or self._look.low else round(self._look.em * self._scale * 0.42)) + RING

    def sizeHint(self) -> QSize:
        """Return the size at which the words stand in one line; it is measured once."""
        if not self._natural.isValid():
            width = QFontMetrics(self.font()).horizontalAdvance(self._name) + self._beside_words()
            self._natural = QSize(max(width, self._look.target), self.heightForWidth(width))
        return self._natural

    def _beside_words(self) -> int:
        """Room that a button needs beside its words, in pixels."""
        return 2 * self._sides() + 2

    def least_width(self) -> int:
        """Return the width in pixels at which the longest word still stands in one line; it is measured once."""
        if not self._least:
            metrics = QFontMetrics(self.font())
            longest = max(metrics.horizontalAdvance(word) for word in self._name.split() or [""])
            self._least = longest + self._beside_words()
        return self._least

    def _forget_sizes(self) -> None:
        """Measure anew, after words or look have changed."""
        self._heights.clear()
        self._natural = QSize()
        self._least = 0

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be pressed."""
        return QSize(self._look.target, self._look.target)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that the words need at a width in pixels."""
        return self.height_at(width, low=self._low)

    def height_at(self, width: int, *, low: bool) -> int:
        """Return the height in pixels that the words need at a width in pixels, measured once.

        Args:
            width: The width, in pixels.
            low: Whether the button saves height.
        """
        if (width, low) not in self._heights:
            words = Wrapped(self._name, self.font(), width - 2 * self._sides())
            high = round(words.height) + 2 * self._ends(low=low)
            self._heights[width, low] = max(high, self._look.target + 2 * (MARGIN if self._look.low else RING))
        return self._heights[width, low]

    def _grounds(self) -> tuple[QColor, QColor, QColor]:
        """Return the colors of ground, words and line."""
        colors = self._look.colors
        accent, ground, words = QColor(colors.accent), QColor(colors.surface), QColor(colors.accent)
        if self._lit or self.isDown():
            ground, words = accent, QColor(colors.on_accent)
        elif self.underMouse() and not self._look.low:
            # On a kiosk nothing hovers: what was touched would stay tinted for the next visitor.
            ground = QColor(colors.short_ground)
        if not self.isEnabled():
            return QColor(colors.paper), QColor(colors.quiet), QColor(colors.line)
        return ground, words, accent

    def _radius(self, shape: QRectF) -> float:
        return min(shape.height() / 2, self._look.em * 1.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its words and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, words, line = self._grounds()
        shape = QRectF(self.rect()).adjusted(RING + 1, RING + 1, -RING - 1, -RING - 1)
        radius = self._radius(shape)
        painter.setPen(QPen(line, 2))
        painter.setBrush(ground)
        painter.drawRoundedRect(shape, radius, radius)
        if self._ring and self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), radius + RING, self._look)
            # On a filled button a dark ring alone is easily missed.
            painter.setPen(QPen(words, 2))
            painter.drawRoundedRect(shape.adjusted(3, 3, -3, -3), radius - 3, radius - 3)
        painter.setPen(words)
        self.draw_words(painter, self.rect().adjusted(self._sides(), RING, -self._sides(), -RING))
        painter.end()

    def draw_words(self, painter: QPainter, room: QRect) -> None:
        """Draw the words in the middle of their room, in pixels."""
        middle, mirrored = Qt.AlignmentFlag.AlignHCenter, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # The window says which way the words run: an arrow before them points back, whatever their first letter is.
        words = Wrapped(self._name, self.font(), room.width(), middle, right_to_left=mirrored)
        words.draw(painter, QRectF(room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring unless a pointer brought the focus."""
        self._ring = shows_ring(event, before=self._ring)
        super().focusInEvent(event)

    def enterEvent(self, event: object) -> None:
        """Show that a pointer is over the button."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Show that the pointer has left."""
        self.update()


def shows_ring(event: QFocusEvent, *, before: bool) -> bool:
    """Say whether a widget that got the focus shows its ring.

    Args:
        event: How the focus came.
        before: Whether the ring was shown when the widget last had the focus.
    """
    reason = event.reason()
    if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        return before
    return reason != Qt.FocusReason.MouseFocusReason


def draw_focus(painter: QPainter, rect: QRectF, radius: float, look: Look) -> None:
    """Draw the focus ring just inside a rectangle, in pixels."""
    inner = rect.adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.colors.focus), RING))
    painter.drawRoundedRect(inner, radius, radius)


class StepButton(Button):
    """The name of a step with its number: the real button for the picture's stop.

    Args:
        number: The step's number, from 1.
        text: The step's name.
        accessible: What a screen reader says, as in "Step 2 of 5, Entering a vessel".
        look: How it looks.
        parent: The strip that holds it.
    """

    def __init__(self, number: int, text: str, accessible: str, look: Look, parent: QWidget) -> None:
        super().__init__(text, look)
        self.setParent(parent)
        self._number = str(number)
        self.setAccessibleName(accessible)

    def _number_room(self) -> int:
        return round(self._look.em * 1.5)

    def _sides(self) -> int:
        return round(self._look.em * 0.7) + RING

    def _beside_words(self) -> int:
        return super()._beside_words() + self._number_room()

    def height_at(self, width: int, *, low: bool) -> int:
        """Return the height in pixels that the name needs at a width in pixels."""
        return super().height_at(width - self._number_room(), low=low)

    def _radius(self, shape: QRectF) -> float:
        return self._look.em * 0.5

    def _grounds(self) -> tuple[QColor, QColor, QColor]:
        ground, words, line = super()._grounds()
        if self._lit or self.isDown():
            return ground, words, line
        return ground, QColor(self._look.colors.ink), QColor(self._look.colors.line)

    def draw_words(self, painter: QPainter, room: QRect) -> None:
        """Draw the number where reading starts, then the name."""
        wide = self._number_room()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        Wrapped(self._number, self.font(), room.width(), side).draw(painter, QRectF(room))
        names = QRectF(room).adjusted(0 if mirrored else wide, 0, -wide if mirrored else 0, 0)
        Wrapped(self._name, self.font(), names.width(), side, right_to_left=mirrored).draw(painter, names)
