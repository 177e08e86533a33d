"""The buttons of the voice that reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.foot import Bar
from viewer.ui.reading_aloud import PAUSED
from viewer.ui.speech import RATES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

PAD = 4
"""Room around the buttons, in pixels."""


class ListenBar(Bar):
    """A row of buttons: pause or go on, repeat, slower, faster, stop.

    Where it has the focus, PageUp and PageDown lead to the sentence before and after.

    Args:
        translation: The interface's words.
        look: How it looks.

    Signals:
        paused: The reader wants a pause, or wants to go on.
        skipped: The reader wants a sentence again: 0 for the present one, -1 for the one before, 1 for the one after.
        rate_changed: The reader wants to hear faster by that many steps, slower when below zero.
        closed: The reader wants to hear no more.
    """

    paused = Signal()
    skipped = Signal(int)
    rate_changed = Signal(int)

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__()
        self._look = look
        self._translation = translation
        _ = translation.gettext
        # Translators: the name of a row of buttons, for screen readers.
        self.setAccessibleName(_("Reading aloud"))
        # Translators: buttons of the voice that reads the page aloud; short words.
        self._pause_words, self._go_on_words = _("Pause"), _("Go on")
        self._row = Flow(look.between(2))
        self._row.setParent(self)
        self.pause = self._add("listen-pause", self._pause_words)
        # Translators: a button: the voice says the present sentence again.
        self.repeat = self._add("listen-repeat", _("Repeat"))
        # Translators: a button: the voice speaks more slowly.
        self.slower = self._add("listen-slower", _("Slower"))
        # Translators: a button: the voice speaks faster.
        self.faster = self._add("listen-faster", _("Faster"))
        # Translators: a button: the voice stops reading.
        self.stop = self._add("listen-stop", _("Stop"))
        self.pause.clicked.connect(self.paused)
        self.repeat.clicked.connect(lambda: self.skipped.emit(0))
        self.slower.clicked.connect(lambda: self.rate_changed.emit(-1))
        self.faster.clicked.connect(lambda: self.rate_changed.emit(1))
        self.stop.clicked.connect(self.closed)

    def _add(self, name: str, words: str) -> Button:
        button = Button(words, self._look, small=True)
        button.setObjectName(name)
        self._row.add(button)
        return button

    def show_state(self, state: str, rate: int) -> bool:
        """Say what the voice does.

        Args:
            state: A state of :class:`~viewer.ui.reading_aloud.ReadingAloud`.
            rate: How fast it speaks, in percent.

        Returns:
            Whether the bar may need another height now.
        """
        words = self._go_on_words if state == PAUSED else self._pause_words
        changed = words != self.pause.words
        if changed:
            self.pause.setText(words)
            self._row.relayout()
        self.slower.setEnabled(rate > RATES[0])
        self.faster.setEnabled(rate < RATES[-1])
        # Translators: what a screen reader adds on the buttons "Slower" and "Faster"; 100 percent is the usual speed.
        told = self._translation.gettext("Speed {percent} percent").format(percent=rate)
        self.slower.setAccessibleDescription(told)
        self.faster.setAccessibleDescription(told)
        return changed

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        for button in self._buttons():
            button.set_look(look)
        self.relayout()

    def _buttons(self) -> tuple[Button, ...]:
        return (self.pause, self.repeat, self.slower, self.faster, self.stop)

    def focus_chain(self) -> list[QWidget]:
        """Return the buttons, in the order in which Tab goes."""
        return [*self._buttons()]

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at a width in pixels."""
        return self._row.heightForWidth(width - 2 * PAD) + 2 * PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place the buttons."""
        self._row.setGeometry(self.rect().adjusted(PAD, PAD, -PAD, -PAD))
        self._row.relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys for pages lead from sentence to sentence."""
        way = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.skipped.emit(way)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground that sets the buttons apart from the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.colors.paper))
        painter.setBrush(QColor(self._look.colors.short_ground))
        painter.setPen(QPen(QColor(self._look.colors.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
