"""Panels: what other programs show in pop-up windows opens inside the body here.

A pop-up is a window of its own and can lie over the notice; a panel cannot.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QTextBrowser, QWidget

from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.theme import palette

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


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
        self._heading = WrappedLabel("", look, 1.17, "ink", bold=True)
        self._heading.setParent(self)
        # Translators: a button that closes what has opened over the text.
        self.close_button = Button(translation.gettext("Close"), look)
        self.close_button.setObjectName("close-panel")
        self.close_button.setParent(self)
        self.close_button.clicked.connect(self.closed)

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

    def _pad(self) -> int:
        return round(self._look.em * 0.6)

    def _beside(self, room: int) -> bool:
        """Whether heading and button stand side by side in a width in pixels; else the heading stands below."""
        return (
            not self._look.low
            and self._heading.natural_width() + self._pad() + self.close_button.sizeHint().width() <= room
        )

    def _head_height(self, room: int) -> int:
        close = self.close_button.heightForWidth(min(room, self.close_button.sizeHint().width()))
        heading = self._heading.heightForWidth(room)
        return max(close, heading) if self._beside(room) else close + heading

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at which nothing needs scrolling, at a width in pixels."""
        room = width - 2 * self._pad()
        return self._head_height(room) + self.inside_height(room) + 3 * self._pad()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place heading, button and inside anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place heading, button and inside."""
        pad = self._pad()
        room = self.width() - 2 * pad
        if room <= 0:
            return
        head = self._head_height(room)
        wide = min(room, self.close_button.sizeHint().width())
        high = self.close_button.heightForWidth(wide)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        below = high if self._look.low else 0
        close_top = self.height() - pad - high if self._look.low else pad
        self.close_button.setGeometry(pad if mirrored else self.width() - pad - wide, close_top, wide, high)
        if self._beside(room):
            left = pad + wide + pad if mirrored else pad
            self._heading.setGeometry(left, pad, room - wide - pad, head)
        else:
            self._heading.setGeometry(pad, pad + high - below, room, head - high)
        top = pad + head - below + pad // 2
        self.place_inside(pad, top, room, max(10, self.height() - top - pad - (below + pad // 2 if below else 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.colors.paper))
        painter.setBrush(QColor(self._look.colors.surface))
        painter.setPen(QPen(QColor(self._look.colors.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
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
        self._text = QTextBrowser(self)
        self._text.setOpenLinks(False)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self._text)
        self._text.setVerticalScrollBar(self._bar)
        self._bar.setAccessibleName(translation.gettext("Place in the text"))
        self._text.anchorClicked.connect(lambda url: self.link_pressed.emit(url.scheme(), url.path()))
        self._html = ""

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
        self._text.setHtml(self._html)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self._bar.set_look(look)
        self._write()
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return the words: they scroll, and hold links."""
        return [self._text]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of the words at a width in pixels."""
        document = self._text.document().clone()
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
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self._area)
        self._area.setVerticalScrollBar(self._bar)
        self._bar.setAccessibleName(translation.gettext("Place in the text"))
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        self._area.setWidget(self._inside)
        self._area.viewport().setAutoFillBackground(False)
        self._groups: list[tuple[WrappedLabel, Flow]] = []

    def add_group(self, name: str, buttons: list[Button]) -> None:
        """Add a group of buttons under a name."""
        label = WrappedLabel(name, self._look, 1.0, "ink", bold=True)
        label.setParent(self._inside)
        row = Flow(self._look.between(4))
        row.setParent(self._inside)
        for button in buttons:
            row.add(button)
        self._groups.append((label, row))

    def add_words(self, words: str) -> WrappedLabel:
        """Add a paragraph, and return it."""
        label = WrappedLabel(words, self._look, 1.0, "ink")
        label.setParent(self._inside)
        label.show()
        row = Flow(self._look.between(4))
        row.setParent(self._inside)
        self._groups.append((label, row))
        return label

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._bar.set_look(look)
        ground = palette(look.colors)
        ground.setColor(ground.ColorRole.Window, QColor(look.colors.surface))
        self._area.setPalette(ground)
        for label, row in self._groups:
            label.set_look(look)
            row.set_gap(look.between(4))
            for button in row.items:
                if isinstance(button, Button):
                    button.set_look(look)
        super().set_look(look)

    def inside_chain(self) -> list[QWidget]:
        """Return the buttons of all groups."""
        return [button for _, row in self._groups for button in row.items]

    def inside_height(self, width: int) -> int:
        """Return the height in pixels of all groups at a width in pixels."""
        room = width - self._bar.sizeHint().width()
        return sum(label.heightForWidth(room) + row.heightForWidth(room) + self._look.em for label, row in self._groups)

    def place_inside(self, left: int, top: int, width: int, height: int) -> None:
        """Place the groups below each other."""
        self._area.setGeometry(left, top, width, height)
        room = width - self._bar.sizeHint().width()
        self._inside.resize(room, self.inside_height(width))
        y = 0
        for label, row in self._groups:
            high = label.heightForWidth(room)
            label.setGeometry(0, y, room, high)
            y += high
            high = row.heightForWidth(room)
            row.setGeometry(0, y, room, high)
            row.relayout()
            y += high + self._look.em
