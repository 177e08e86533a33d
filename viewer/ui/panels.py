"""Panels: what other programs show in pop-up windows opens inside the body here.

A pop-up is a window of its own and can lie over the notice; a panel cannot.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QTextBrowser, QWidget

from viewer.ui.buttons import RING, Button, draw_focus, shows_ring
from viewer.ui.column import Column
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel
from viewer.ui.scroll_bar import ScrollBar

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

ROWS = 3
"""So many rows of a choice are in sight at once on a kiosk, or it grows over the picture."""

INSIDE_LEAST = 0.6
"""On a kiosk the button that closes stands beside what is inside only where that keeps so much of the width."""

LOW = 12
"""A panel that is lower than this many times the text size, and must scroll, leaves its room to what is inside."""

_TURNS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Panel(QWidget):
    """A box with a heading, anything inside, and a button that closes it.

    Args:
        translation: The interface's words.
        look: How it looks.

    Signals:
        closed: The reader is done with the panel.
    """

    closed = Signal()

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reach = 0
        self._heading = WrappedLabel("", look, 1.17, "ink", bold=True)
        self._heading.setParent(self)
        # Translators: a button that closes what has opened over the text.
        self.close_button = Button(translation.gettext("Close"), look)
        self.close_button.setObjectName("close-panel")
        self.close_button.setParent(self)
        self.close_button.clicked.connect(self.closed)

    def step_back(self) -> None:
        """Close one thing, as Escape does: of most panels that is the panel."""
        self.closed.emit()

    def set_heading(self, text: str) -> None:
        """Set the heading."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._heading.set_look(look)
        self.close_button.set_look(look)
        self.relayout()

    @property
    def first_focus(self) -> QWidget:
        """What has the focus when the panel opens."""
        return self.close_button

    def set_reach(self, top: int) -> None:
        """Say where reach begins on a kiosk, in pixels from the panel's top; nothing is pressed higher."""
        self._reach = max(0, top)

    def whole(self, width: int) -> int:
        """Return the height in pixels at which all has room, also where the button stands beside the inside."""
        room = width - 2 * self._pad()
        beside = room - min(room, self.close_button.sizeHint().width()) - self._look.between(self._pad() // 2)
        if not self._close_may_be_beside(beside, room):
            return self.heightForWidth(width)
        return max(
            self.heightForWidth(width),
            self._heading.heightForWidth(room) + self.inside_height(beside) + 3 * self._pad(),
        )

    def enough(self, width: int) -> int:
        """Return the height in pixels at which it shows as much as one wants at once, at a width in pixels."""
        return self.heightForWidth(width)

    def foot_height(self, width: int) -> int:
        """Return the height in pixels at its lower edge that must be within reach, at a width in pixels."""
        return max(self._close_height(width - 2 * self._pad(low=True)), self.row_height()) + 2 * self._pad(low=True)

    def row_height(self) -> int:
        """Return the height in pixels of the highest of the rows that scroll and can be pressed; 0 without any."""
        return 0

    def _close_height(self, room: int) -> int:
        return self.close_button.height_at(min(room, self.close_button.sizeHint().width()), low=False)

    def spoken(self) -> str:
        """Return what a screen reader says when the panel opens, beside its name."""
        return ""

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        inside = self.inside_chain()
        return [*inside, self.close_button] if self._look.low else [self.close_button, *inside]

    def inside_chain(self) -> list[QWidget]:
        """Return what can have the focus in the inside, in the order in which Tab goes."""
        raise NotImplementedError

    def inside_height(self, width: int) -> int:
        """Return the height in pixels that the inside needs at a width in pixels."""
        raise NotImplementedError

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the inside, all in pixels."""
        raise NotImplementedError

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above what is inside, or leave it to what is inside: there it scrolls along."""
        self._heading.setVisible(not inside)

    def _pad(self, *, low: bool = False) -> int:
        return max(8, round(self._look.em * 0.15)) if low else round(self._look.em * 0.6)

    @property
    def _low(self) -> bool:
        """Whether the panel is so low that heading and button must take as little of it as they can."""
        return self.height() < LOW * self._look.em and self.heightForWidth(self.width()) > self.height()

    def _beside(self, room: int) -> bool:
        """Whether heading and button stand side by side in a width in pixels; else the heading stands below."""
        return (
            not self._look.low
            and self._heading.natural_width() + self._pad() + self.close_button.sizeHint().width() <= room
        )

    def _head_height(self, room: int) -> int:
        close = self._close_height(room)
        heading = self._heading.heightForWidth(room)
        return max(close, heading) if self._beside(room) else close + heading

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at which nothing needs scrolling, at a width in pixels."""
        room = width - 2 * self._pad()
        under = self._look.between(0) if self._look.low else 0
        return self._head_height(room) + self.inside_height(room) + 3 * self._pad() + under

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place heading, button and inside anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place heading, button and inside."""
        if self._look.low:
            self._place_within_reach()
            return
        low = self._low
        pad = self._pad(low=low)
        room = self.width() - 2 * pad
        if room <= 0:
            return
        self.close_button.set_low(low)
        wide = min(room, self.close_button.sizeHint().width())
        high = self.close_button.heightForWidth(wide)
        beside = self._beside(room)
        carried = low and not beside
        self.carry_heading(inside=carried)
        head = self._head_height(room)
        if low:
            head = max(high, self._heading.heightForWidth(room)) if beside else high
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.close_button.setGeometry(pad if mirrored else self.width() - pad - wide, pad, wide, high)
        if beside:
            left = pad + wide + pad if mirrored else pad
            self._heading.setGeometry(left, pad, room - wide - pad, head)
        elif not carried:
            self._heading.setGeometry(pad, pad + high, room, head - high)
        top = pad + head + pad // 2
        self.place_inside(pad, top, room, max(10, self.height() - top - pad))

    def _place_within_reach(self) -> None:
        """Place heading, inside and, on a kiosk, the button at the lower edge.

        Where not everything has room, the button stands beside the inside, and the heading scrolls along.
        """
        tight = self.height() < self.heightForWidth(self.width())
        # Room around everything is the first to go where the foot is hardly within reach.
        short = self.height() - self._reach < self.foot_height(self.width()) + self._pad()
        pad = self._pad(low=tight or short)
        room = self.width() - 2 * pad
        if room <= 0:
            return
        wide = min(room, self.close_button.sizeHint().width())
        high = self.close_button.heightForWidth(wide)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, close_top = (pad if mirrored else self.width() - pad - wide), self.height() - pad - high
        self.close_button.setGeometry(left, close_top, wide, high)
        self.carry_heading(inside=tight)
        heading = 0 if tight else self._heading.heightForWidth(room) + pad // 2
        self._heading.setGeometry(pad, pad, room, heading)
        top = pad + heading
        between = self._look.between(pad // 2)
        row, within = self.row_height(), close_top - between - max(top, self._reach)
        if self._close_may_be_beside(room - wide - between, room) and (tight or 0 < row > within):
            start = pad + wide + between if mirrored else pad
            self.place_inside(start, top, room - wide - between, max(10, self.height() - top - pad))
        else:
            self.place_inside(pad, top, room, max(10, close_top - between - top))

    def _close_may_be_beside(self, inside: int, room: int) -> bool:
        """Whether the inside may give up the width that the button beside it takes; both in pixels."""
        return inside >= INSIDE_LEAST * room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys that turn pages move what scrolls, also while a button beside it has the focus."""
        action, area = _TURNS.get(Qt.Key(event.key())), self.findChild(QAbstractScrollArea)
        if action is None or area is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        area.verticalScrollBar().triggerAction(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.colors.paper))
        painter.setBrush(QColor(self._look.colors.surface))
        painter.setPen(QPen(QColor(self._look.colors.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()


class PanelText(QTextBrowser):
    """The words of a panel: they scroll, and show when they have the focus.

    Args:
        look: How they look.
        parent: The panel.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._ring = False
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(RING + 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring unless a pointer brought the focus."""
        self._ring = shows_ring(event, before=self._ring)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the focus ring around them."""
        super().paintEvent(event)
        if self._ring and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus(painter, QRectF(self.viewport().rect()), RING, self.look)
            painter.end()


class TextPanel(Panel):
    """A panel of words: the meaning of a glossary word, or a message.

    Args:
        translation: The interface's words.
        look: How it looks.

    Signals:
        link_pressed: A link was pressed; carries its kind and target.
    """

    link_pressed = Signal(str, str)

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.direction = ' dir="rtl"' if translation.right_to_left else ""
        self._text = PanelText(look, self)
        self._bar = ScrollBar(look, self._text)
        self._text.setVerticalScrollBar(self._bar)
        self._bar.setAccessibleName(translation.gettext("Place in the text"))
        self._text.anchorClicked.connect(lambda url: self.link_pressed.emit(url.scheme(), url.path()))
        self._html = ""
        self._headed = False

    def show_text(self, heading: str, paragraphs: list[str], html: str = "") -> None:
        """Show words.

        Args:
            heading: The heading.
            paragraphs: Plain words, a paragraph each.
            html: Words already written by :class:`~viewer.ui.page_html.PageWriter`, after them.
        """
        self.set_heading(heading)
        self._text.setAccessibleName(heading)
        self._html = "".join(f"<p{self.direction}>{escape(words)}</p>" for words in paragraphs) + html
        self._write()

    def spoken(self) -> str:
        """Return the words of the panel."""
        return self._text.toPlainText()

    def _write(self) -> None:
        colors = self._look.colors
        palette = self._text.palette()
        palette.setColor(palette.ColorRole.Base, QColor(colors.surface))
        palette.setColor(palette.ColorRole.Text, QColor(colors.ink))
        self._text.setPalette(palette)
        self._text.document().setDefaultFont(self._look.reading_font())
        self._text.document().setDefaultStyleSheet(
            f"p{{line-height:{self._look.line_height(120)}%;margin-top:0px;"
            f"margin-bottom:{self._look.paragraph_gap(0.4)}px;}}"
            f"a{{color:{colors.accent};}}"
        )
        heading = f"<p{self.direction}><b>{escape(self._heading.text())}</b></p>" if self._headed else ""
        self._text.setHtml(heading + self._html)

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above the words, or as the first of them."""
        super().carry_heading(inside=inside)
        if inside != self._headed:
            self._headed = inside
            self._write()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = self._text.look = look
        self._bar.set_look(look)
        self._write()
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return the words: they scroll, and hold links."""
        return [self._text]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of the words at a width in pixels."""
        document = self._text.document().clone()
        if self._headed:
            document.setHtml(self._html)
        # A clone has all but this, and a pixel too few would make it scroll.
        document.setDocumentMargin(self._text.document().documentMargin())
        document.setTextWidth(width - self._bar.sizeHint().width())
        height = round(document.size().height())
        document.deleteLater()
        return height

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the words."""
        self._text.setGeometry(left, top, width, height)


def message_panel(
    translation: Translation, look: Look, heading: str, paragraphs: list[str], close: str = ""
) -> TextPanel:
    """Return a panel that says something.

    Args:
        translation: The interface's words.
        look: How it looks.
        heading: The heading.
        paragraphs: Plain words, a paragraph each.
        close: The words on the button that closes it; without any they are "Close".
    """
    panel = TextPanel(translation, look)
    panel.setObjectName("message")
    panel.show_text(heading, paragraphs)
    if close:
        panel.close_button.setText(close)
    return panel


class ChoicePanel(Panel):
    """A panel of choices: groups of buttons, each under its name.

    Args:
        translation: The interface's words.
        look: How it looks.
    """

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self._column = Column(look, "", translation.gettext("Place in the text"))
        self._column.setParent(self)
        self._groups: list[tuple[WrappedLabel, Flow]] = []

    def set_heading(self, text: str) -> None:
        """Set the heading."""
        super().set_heading(text)
        self._column.setAccessibleName(text)

    def carry_heading(self, *, inside: bool) -> None:
        """Show the heading above the groups, or let it scroll with them."""
        carry_heading(self, self._heading, self._column, inside=inside)

    def add_group(self, name: str, buttons: list[Button]) -> None:
        """Add a group of buttons under a name."""
        label = WrappedLabel(name, self._look, 1.0, "ink", bold=True)
        row = Flow(self._look.between(4))
        for button in buttons:
            row.add(button)
        self._add(label, row)

    def add_words(self, words: str) -> WrappedLabel:
        """Add a paragraph, and return it."""
        label = WrappedLabel(words, self._look, 1.0, "ink")
        self._add(label, Flow(self._look.between(4)))
        return label

    def _add(self, label: WrappedLabel, row: Flow) -> None:
        self._groups.append((label, row))
        self._column.take(label, row)
        self._column.fill([item for label, row in self._groups for item in ((label, 1.0), (row, 0.0))])

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._column.set_look(look)
        for label, row in self._groups:
            label.set_look(look)
            row.set_gap(look.between(4))
            for button in row.items:
                if isinstance(button, Button):
                    button.set_look(look)
        super().set_look(look)

    def _buttons_inside(self) -> list[Button]:
        return [item for _, row in self._groups for item in row.items if isinstance(item, Button)]

    def inside_chain(self) -> list[QWidget]:
        """Return the buttons of all groups."""
        return [button for _, row in self._groups for button in row.items]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of all groups at a width in pixels."""
        return self._column.heightForWidth(width)

    def row_height(self) -> int:
        """Return the height in pixels of the highest button."""
        return max((button.heightForWidth(button.width()) for button in self._buttons_inside()), default=0)

    def enough(self, width: int) -> int:
        """Return the height in pixels for some rows under the name of their group, at a width in pixels."""
        whole, room = self.heightForWidth(width), width - 2 * self._pad()
        names = max((label.heightForWidth(room) for label, _row in self._groups), default=0)
        rows = ROWS * (self.row_height() + self._look.between(4)) + names
        return min(whole, whole - self.inside_height(room) + rows)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the groups below each other; on a kiosk a finger can pull the first of them down within reach."""
        lead = max(0, self._reach - top) if self._look.low else 0
        self._column.stand(QRect(left, top, width, height), lead)
        self._column.show_focus()


def carry_heading(panel: Panel, heading: WrappedLabel, column: Column, *, inside: bool) -> None:
    """Show a panel's heading in the panel itself, or above all that scrolls in its column.

    Args:
        panel: The panel.
        heading: Its heading.
        column: The column inside it.
        inside: Whether the heading scrolls with the column.
    """
    if inside != column.isAncestorOf(heading):
        column.set_head(heading if inside else None)
        if not inside:
            heading.setParent(panel)
            heading.show()
