"""The explanation: one page as text that scrolls. It loads nothing but the topic's own pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from viewer.content.whole_page import CLOSE_UP, TITLE
from viewer.ui.buttons import RING, draw_focus, shows_ring
from viewer.ui.caret import Caret
from viewer.ui.fade import Fade
from viewer.ui.link_focus import LinkFocus
from viewer.ui.marks import Marks
from viewer.ui.page_content import PageContent, PageContents, Reading
from viewer.ui.page_html import PageWriter
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.text_map import TextMap
from viewer.ui.trail import BEGINNING, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QFont, QPaintEvent, QResizeEvent

    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look

NUMBER = "00. "
"""The widest number before an item of a list that has room."""

INDENT = 40
"""Least indent of a list, in pixels."""

OVERLAP = 2
"""Lines that stay in sight when the text moves on by a page."""


def set_width(document: QTextDocument, width: float) -> None:
    """Set the width of a text, in pixels, if it has another one: Qt lays out the whole text for the same one, too."""
    if document.textWidth() != width:
        document.setTextWidth(width)


class Explanation(QTextBrowser):
    """A page as text.

    Args:
        look: How it looks.

    Attributes:
        marks: What is marked in it; another page takes all marks away.
        links: The link that Tab has reached.

    Signals:
        link_pressed: A link was pressed; carries its kind and target, as in ``"glossary"``, ``"lymph-node"``.
        place_changed: The text moved or changed its length.
        link_reached: Tab has reached a link.
        written: The text has been written anew.
        line_wanted: A screen reader reads a line; carries its place, in pixels from the corner of the whole text.
        part_reached: A part of the text should be seen; carries its top and bottom, in pixels from the text's top.
    """

    link_pressed = Signal(str, str)
    place_changed = Signal()
    link_reached = Signal()
    written = Signal()
    line_wanted = Signal(QRectF)
    part_reached = Signal(int, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reading: Reading | None = None
        self._picture: Picture | None = None
        self._opened: frozenset[str] = frozenset()
        self._shown: object = None
        self._whole = False
        self._ring = False
        self._picture_width = 0
        self._map: TextMap | None = None
        self._written: Reading | None = None
        self._content: PageContent | None = None
        self._contents = PageContents()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self)
        self.setVerticalScrollBar(self._bar)
        self._fade = Fade(self, look.colors.paper)
        self.marks = Marks(self, look)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(8)
        self.anchorClicked.connect(self._press)
        self.caret = Caret(self)
        self.links = LinkFocus(self, super().focusNextPrevChild)
        self._bar.valueChanged.connect(self._moved)
        self._bar.rangeChanged.connect(self._moved)

    def set_look(self, look: Look) -> None:
        """Take another look; the page is written anew when it is next shown."""
        self._look = look
        self._bar.set_look(look)
        self._fade.color = look.colors.paper
        self.marks.set_look(look)

    def show_page(self, reading: Reading, picture: Picture) -> None:
        """Show a page from its beginning."""
        self._reading = reading
        self._picture = picture
        self._opened = frozenset()
        self.links.forget()
        self.marks.clear()
        self._write(self.column(), tight=self._whole)
        self._bar.setValue(0)

    def set_picture(self, picture: Picture) -> None:
        """Take the drawing of another theme."""
        self._picture = picture

    def refresh(self) -> None:
        """Write the page anew for the present look and width, and keep the reader's place."""
        if self._reading is None:
            return
        place = self.place() if self._bar.value() else BEGINNING
        self._shown = None
        self._write(self.column(), tight=self._whole)
        self.show_place(place)

    def column(self) -> int:
        """Return the width of the text in pixels."""
        width = self.width() - (0 if self._whole else self._bar.sizeHint().width())
        return max(40, width - 2 * round(self.document().documentMargin()))

    def _write(self, width: int, *, tight: bool) -> None:
        """Write the page for a width of the text in pixels, unless just that is shown.

        Args:
            width: The width of the text, in pixels.
            tight: Whether the head of the page saves height, as where the text is one with what scrolls around it.
        """
        reading = self._reading
        if reading is None:
            return
        key = (reading.topic.id, id(reading.page), id(reading.translation), self._look, width, self._opened, tight)
        if key == self._shown:
            return
        self._shown = key
        self._map = None
        self._content = self._contents.of(reading, self._opened)
        writer = PageWriter(
            self._look,
            width,
            right_to_left=reading.translation.right_to_left,
            opened=self._opened,
            show_words=self._content.show_words,
            tight=tight,
        )
        self._picture_width = writer.picture_width()
        if self.document().defaultFont() != self._look.reading_font():
            take_typeface(self.document(), self._look.reading_font())
        cursor = self.textCursor().position() if self._written is reading else 0
        self._written = reading
        self.setHtml(writer.page(*self._content.words))
        if self.caret.on and cursor:
            self.caret.put(cursor)
        self.setAccessibleName(reading.title)
        self.marks.renew()
        self._measure()
        self.written.emit()

    @property
    def content(self) -> PageContent | None:
        """What the page says, as it is written now."""
        return self._content

    def _measure(self) -> None:
        """Lay out the whole text and let the scroll bar know: Qt does so bit by bit, and forgets the bar meanwhile.

        A width at which the text was only measured, for an arrangement that was not taken, is given up.
        """
        if not self._whole:
            set_width(self.document(), self.column() + 2 * self.document().documentMargin())
        self.document().documentLayout().documentSizeChanged.emit(self.document().size())

    def loadResource(self, kind: int, name: QUrl) -> object:  # type: ignore[override]
        """Hand in the topic's pictures; everything else is an empty picture, which keeps Qt from loading it."""
        wanted = kind == QTextDocument.ResourceType.ImageResource.value and name.scheme() == "picture"
        page = self._reading.page if self._reading is not None else None
        if not wanted or page is None or self._picture is None:
            return QImage()
        return self._picture.shown(page, name.path(), self._picture_width, self.devicePixelRatioF(), self._look)

    def _press(self, url: QUrl) -> None:
        """Tell which link was pressed; open a closed section."""
        kind, target = url.scheme(), url.path()
        if kind == "show":
            self._opened |= {target}
            self.refresh()
            return
        self.link_pressed.emit(kind, target)

    @property
    def opened(self) -> frozenset[str]:
        """The ids of the closed parts that the reader has opened."""
        return self._opened

    def open_parts(self, parts: frozenset[str]) -> None:
        """Open closed parts of the page, by their ids."""
        if parts != self._opened:
            self._opened = parts
            self.refresh()

    @property
    def picture_width(self) -> int:
        """Width of the pictures in the text, in pixels."""
        return self._picture_width

    def show_block(self, block: str) -> None:
        """Move the text so that a block stands at the top; Tab goes on from there."""
        self.begin_at(block)
        self.scrollToAnchor(block)

    def begin_at(self, block: str) -> None:
        """Let Tab go on from a block."""
        part = self.map.block(block)
        if part is not None:
            self.setTextCursor(QTextCursor(part))

    @property
    def map(self) -> TextMap:
        """Where things stand in the text as it is written now."""
        if self._map is None:
            self._map = TextMap(self.document())
        return self._map

    def block_top(self, block: str) -> int:
        """Return where a block begins, in pixels from the top of the whole text; 0 for an unknown one."""
        part = self.map.block(block)
        return 0 if part is None else round(self.document().documentLayout().blockBoundingRect(part).top())

    def place(self, top: int = 0) -> Place:
        """Return the reader's place in the text.

        Args:
            top: Where the edge is above which the reader has gone, in pixels from the top of what is in sight.
        """
        cursor = self.cursorForPosition(QPoint(8, top + 1))
        return Place(cursor.position(), top - self.cursorRect(cursor).top())

    def place_top(self, place: Place) -> int:
        """Return where a place stands, in pixels from the top of the whole text."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place.position, max(0, self.document().characterCount() - 1)))
        return self._bar.value() + self.cursorRect(cursor).top() + place.offset

    def show_place(self, place: Place) -> None:
        """Move the text so that a place, as :meth:`place` gives it, stands at the top."""
        self._bar.setValue(0 if place == BEGINNING else self.place_top(place))

    def set_whole(self, whole: bool) -> None:
        """Say whether the widget is as high as its text, so that something around it scrolls."""
        self._whole = whole
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(policy)

    def whole_height(self, width: int) -> int:
        """Return the height in pixels of the whole text at a width of the widget in pixels."""
        column = max(40, width - 2 * round(self.document().documentMargin()))
        self._write(column, tight=True)
        self.document().setTextWidth(width)
        return round(self.document().size().height()) + 8

    def more_below(self) -> bool:
        """Whether the text goes on below the edge."""
        return not self._whole and self._bar.value() < self._bar.maximum() - 2

    def read_on(self) -> None:
        """Move the text on by what is in sight, but for two lines."""
        self._bar.setValue(self._bar.value() + max(40, self.viewport().height() - OVERLAP * self._look.em * 2))

    def _moved(self) -> None:
        """Show the soft edge only while the text goes on."""
        self._fade.setVisible(self.more_below())
        self.place_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the page for the new width; keep the reader's place."""
        place = self.place() if self._bar.value() else BEGINNING
        super().resizeEvent(event)
        self._write(self.column(), tight=self._whole)
        self._measure()
        if event.oldSize().width() != event.size().width():
            self.show_place(place)
        # Asking for the viewport makes PySide6 load all kinds of widgets: not on the way to the first frame.
        view = self.contentsRect().adjusted(0, 0, -self._bar.sizeHint().width(), 0)
        self._fade.stand_below(view, self._look.em)
        self._moved()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next link, or out of the text after the last one."""
        stayed = self.caret.next_link(forward) if self.caret.on else self.links.go(forward)
        if stayed and self.textCursor().hasSelection():
            self._ring = True
            self.viewport().update()
            self.link_reached.emit()
        return stayed

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring unless a pointer brought the focus."""
        self._ring = shows_ring(event, before=self._ring)
        super().focusInEvent(event)
        self.links.take_focus(event.reason())
        if self._ring:
            self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        if self._ring:
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, the focus ring around it, and one around the link that Tab has reached."""
        super().paintEvent(event)
        if not (self._ring and self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_focus(painter, QRectF(self.viewport().rect()), RING, self._look)
        for line in self.links.lines():
            around = line.translated(0, -self._bar.value()).adjusted(-RING - 2, -RING, RING + 2, RING)
            draw_focus(painter, around, RING, self._look)
        painter.end()

    @Slot(QRectF)
    def _q_ensureVisible(self, line: QRectF) -> None:  # noqa: N802 - Qt still calls a method that it has no more
        self.line_wanted.emit(line)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: the arrangement decides."""
        return QSize(40, 40)


def take_typeface(document: QTextDocument, font: QFont) -> None:
    """Let a document be written in a typeface, with room for the numbers of its lists."""
    document.setDefaultFont(font)
    # Qt's own indent stays the same however large the numbers are, and cuts them.
    document.setIndentWidth(max(INDENT, QFontMetricsF(font).horizontalAdvance(NUMBER)))


__all__ = ["CLOSE_UP", "TITLE", "Explanation", "Reading"]
