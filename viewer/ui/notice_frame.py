"""The guarantee: nothing in a window covers, cuts or restyles the notice.

Only this module puts the notice on a screen. The frame gives the notice its height
first and the body what is left; the body's own wishes for size are ignored, and the
notice is kept on top of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.content.translation import is_right_to_left
from viewer.ui.announcer import Announcer
from viewer.ui.theme import BODY, FAMILY, fill
from viewer.ui.wrapped import Wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QChildEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.content.notice import Notice

GROUND = "#fff1cc"
INK = "#1d2b33"
LINE = "#b37d1d"
"""The notice's colors; no theme changes them. Ink on ground is 13:1."""

SHARE = 0.4
"""Most of the window's height that the notice takes before it is set smaller (DESIGN, promise 1)."""

OTHERS_SHARE = 0.27
"""Most of the window's height that the notice takes with those of other languages; else only the first is shown."""

LINE_WIDTH = 3

LEAST = (320, 360)
"""Width and height below which no window is pulled: on a screen of 480 rows a frame takes some of them."""

QWIDGETSIZE_MAX = 16_777_215
"""Qt's word for "no limit"."""

MEDDLING = frozenset(
    {
        QEvent.Type.Hide,
        QEvent.Type.HideToParent,
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.StyleChange,
        QEvent.Type.ZOrderChange,
    }
)
"""What happens to a widget that something else moves, resizes, lowers, restyles or hides."""


class NoticeLabel(QLabel):
    """The words of the notice, drawn whole at a size that is handed in.

    Args:
        notice: The notice.
    """

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._pixels = BODY
        self.show_notice(notice)

    def show_notice(self, notice: Notice, *others: Notice) -> None:
        """Show the notice of another language; its own language says how it is written.

        Args:
            notice: The notice that is always shown.
            others: The same in other languages, for a screen that speaks several; they are shown where there is room.
        """
        self._notices: tuple[Notice, ...] = (notice, *others)
        self._shown = self._notices[:1]
        self.setTextFormat(Qt.TextFormat.PlainText)
        super().setText("\n".join(each.text for each in self._notices))
        self.update()

    def setText(self, text: str) -> None:
        """Take no other words: these are what screen readers say."""

    def setParent(self, parent: QWidget | None, *flags: object) -> None:  # type: ignore[override]  # noqa: N802
        """Stay in the frame that the notice was put into first."""
        if self.parentWidget() is None:
            super().setParent(parent)

    def setWindowFlags(self, flags: Qt.WindowType) -> None:  # noqa: N802
        """Become no window of its own."""

    def setUpdatesEnabled(self, enabled: bool) -> None:  # noqa: N802
        """Go on drawing, whatever is asked."""

    def setGraphicsEffect(self, effect: object) -> None:  # noqa: N802 - Qt's name
        """Take no effect: nothing fades or blurs the notice."""

    def setMask(self, mask: object) -> None:  # noqa: N802 - Qt's name
        """Take no mask: nothing cuts a piece out of the notice."""

    def childEvent(self, event: QChildEvent) -> None:
        """Take nothing in: a child would stand on the words."""
        child = event.child()
        if event.type() == QEvent.Type.ChildPolished and isinstance(child, QWidget):
            child.hide()
            child.setParent(None)

    @property
    def notice(self) -> Notice:
        """The notice that is shown, whatever the window's size."""
        return self._notices[0]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notice in each language that it is to be shown in."""
        return self._notices

    @property
    def shown(self) -> tuple[Notice, ...]:
        """Those of them that have room."""
        return self._shown

    @property
    def pixels(self) -> int:
        """Size of the words, in pixels."""
        return self._pixels

    def fit(self, size: QSize, wanted: int, least: int) -> int:
        """Take the size of the words that promise 1 gives.

        Args:
            size: The window's size, in pixels.
            wanted: Size of the body text, in pixels.
            least: Size of the body text at 100 %, in pixels; never less than this.

        Returns:
            The height that the whole notice needs, in pixels.
        """
        self._shown = self._notices
        if self.height_at(size.width(), least) > OTHERS_SHARE * size.height():
            self._shown = self._notices[:1]
        self._pixels = self._fitting_pixels(size, wanted, least)
        self.update()
        return self.height_at(size.width(), self._pixels)

    def _padding(self, pixels: int) -> QPointF:
        return QPointF(pixels * 0.9, pixels * 0.55)

    def _wrapped(self, width: int, pixels: int) -> list[Wrapped]:
        """Lay the words out in a width of the whole notice, in pixels, language by language."""
        font = QFont(FAMILY)
        font.setPixelSize(pixels)
        room = width - 2 * self._padding(pixels).x()
        found = []
        for notice in self._shown:
            mirrored = is_right_to_left(notice.language)
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            found.append(Wrapped(notice.text, font, room, side, bold=len(notice.lead), right_to_left=mirrored))
        return found

    def height_at(self, width: int, pixels: int) -> int:
        """Return the height that the whole notice needs, in pixels, at a width and a size of the words."""
        words = self._wrapped(width, pixels)
        between = self._padding(pixels).y() * (1 + len(words))
        return int(sum(each.height for each in words) + between + LINE_WIDTH) + 1

    def _fitting_pixels(self, size: QSize, wanted: int, least: int) -> int:
        """Return the largest size of the words that leaves the body its share, or the least one."""
        for pixels in range(wanted, least, -1):
            if self.height_at(size.width(), pixels) <= SHARE * size.height():
                return pixels
        return min(wanted, least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, line and words."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), QColor(GROUND))
        fill(painter, QRectF(0, 0, self.width(), LINE_WIDTH), QColor(LINE))
        painter.setPen(QColor(INK))
        side = self._padding(self._pixels).x()
        words = self._wrapped(self.width(), self._pixels)
        room = QRectF(self.rect()).adjusted(side, LINE_WIDTH, -side, 0)
        # The last one stands in the middle of what is left, as a single one does in the whole.
        for each in words[:-1]:
            top = room.top() + self._padding(self._pixels).y()
            each.draw(painter, QRectF(room.left(), top, room.width(), each.height))
            room.setTop(top + each.height)
        words[-1].draw(painter, room)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return a size that no layout uses: the frame gives the place."""
        return QSize(0, 0)

    minimumSizeHint = sizeHint


class NoticeFrame(QWidget):
    """A window's whole inside: any body above, the notice below it.

    Args:
        notice: The notice.
        body: What else the window shows. It gets the room that the notice leaves, whatever size it asks for.
        em: Size of the body text, in pixels.
        least: Size of the body text at 100 %, in pixels.
    """

    def __init__(self, notice: Notice, body: QWidget, *, em: int = BODY, least: int = BODY) -> None:
        super().__init__()
        self._em = em
        self._least = least
        self._placing = False
        self._stand = QRect()
        self._announcer = Announcer(self)
        self._listened = False
        self._said = ""
        # The notice is said after what has the focus.
        self._say = QTimer(self)
        self._say.setSingleShot(True)
        self._say.timeout.connect(self._say_notice)
        self.setMinimumSize(*LEAST)
        self._body = body
        # The label comes first: adding the other children asks for it.
        self._label = NoticeLabel(notice)
        self._label.setParent(self)
        self._holder = QWidget(self)
        self._holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        body.setParent(self._holder)
        body.installEventFilter(self)
        self._label.installEventFilter(self)
        self.place()

    def setGraphicsEffect(self, effect: object) -> None:  # noqa: N802 - Qt's name
        """Take no effect: nothing fades or blurs the notice."""

    def setMask(self, mask: object) -> None:  # noqa: N802 - Qt's name
        """Take no mask: nothing cuts the notice off."""

    def setUpdatesEnabled(self, enabled: bool) -> None:  # noqa: N802
        """Go on drawing, whatever is asked."""

    @property
    def label(self) -> NoticeLabel:
        """The notice itself."""
        return self._label

    @property
    def body(self) -> QWidget:
        """What the window shows above the notice."""
        return self._body

    @property
    def body_pixels(self) -> int:
        """Size of the body text that the notice follows, in pixels."""
        return self._em

    @property
    def least_pixels(self) -> int:
        """Size of the body text at 100 %, in pixels; the notice is never set smaller."""
        return self._least

    def set_text_size(self, em: int) -> None:
        """Set the size of the body text, in pixels, that the notice follows."""
        self._em = em
        self.place()

    def show_notice(self, notice: Notice, *others: Notice) -> None:
        """Show the notice of another language, and where there is room also those of others."""
        self._label.show_notice(notice, *others)
        self.place()
        if self._listened:
            self._say.start()

    def heard(self) -> None:
        """Note that a screen reader listens: it says the notice once for this window and language."""
        self._listened = True
        self._say.start()

    def _say_notice(self) -> None:
        """Let a screen reader say the notice, if one listens, the window is active and it was not said before."""
        text = self._label.text()
        if self._listened and self.isActiveWindow() and text != self._said:
            self._said = text
            self._announcer.announce(text)

    def place(self) -> None:
        """Give the notice its height, the body the rest."""
        if self._placing:
            return
        self._placing = True
        width, height = self.width(), self.height()
        needed = min(height, self._label.fit(self.size(), self._em, self._least))
        self._holder.setGeometry(0, 0, width, height - needed)
        self._body.setGeometry(0, 0, width, height - needed)
        self._stand = QRect(0, height - needed, width, needed)
        self._label.setMinimumSize(0, 0)
        self._label.setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX)
        self._label.setGeometry(self._stand)
        self._label.show()
        self._label.raise_()
        self._placing = False

    def changeEvent(self, event: QEvent) -> None:
        """Let the notice be said when the window has become the active one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._listened:
            self._say.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice whole at every size."""
        self.place()
        super().resizeEvent(event)

    def childEvent(self, event: QChildEvent) -> None:
        """Keep the notice above whatever is added to the frame."""
        super().childEvent(event)
        # A child that has only been added is not yet whole; once polished it is.
        if event.type() == QEvent.Type.ChildPolished and event.child() is not self._label:
            event.child().installEventFilter(self)
            self._label.raise_()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Put back a notice or a body that something moved, resized, lowered, restyled or hid."""
        if watched is self._label:
            if event.type() in MEDDLING and not self._placing and self._meddled(event.type()):
                self.place()
        elif watched is self._body and event.type() in MEDDLING and self._body.geometry() != self._holder.rect():
            self._body.setGeometry(self._holder.rect())
        elif event.type() == QEvent.Type.ZOrderChange and watched is not self._body:
            self._label.raise_()
        return False

    def _meddled(self, kind: QEvent.Type) -> bool:
        """Whether an event left the notice otherwise than it must be."""
        own = (QEvent.Type.ZOrderChange, QEvent.Type.StyleChange)
        return kind in own or self._label.geometry() != self._stand or self._label.isHidden()
