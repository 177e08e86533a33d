"""What will be printed: a picture of each page, made from the same document as the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viewer.ui.accessible import Graphic
from viewer.ui.buttons import Button
from viewer.ui.flow import Flow
from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look

PAPER = "#ffffff"
"""Paper is white in every theme."""

HIGH = 22
"""Height of a page among the choices, in em, unless the reader wants it larger."""

ASPECTS = {"letter": 8.5 / 11, "a4": 210 / 297}
"""Width of a sheet divided by its height."""


class Sheet(Graphic):
    """The picture of a page on white paper, with a line around."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self._aspect = ASPECTS["letter"]

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return self._aspect

    def show_page(self, image: QImage, aspect: float) -> None:
        """Show a picture, or a blank sheet where it is null.

        Args:
            image: The picture.
            aspect: The sheet's width divided by its height.
        """
        self._image, self._aspect = image, aspect
        self.update()

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        self.update()

    def place(self) -> QRectF:
        """Return where the paper lies, in pixels: as large as there is room, in the middle."""
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        wide = min(room.width(), room.height() * self._aspect)
        high = wide / self._aspect
        return QRectF(room.center().x() - wide / 2, room.top(), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.place()
        painter.fillRect(place, QColor(PAPER))
        if not self._image.isNull():
            painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(self._look.colors.line), 2))
        painter.drawRect(place)
        painter.end()


class Preview(QWidget):
    """Pages to look through.

    Args:
        translation: The interface's words.
        look: How it looks.

    Signals:
        size_wanted: The reader wants the pages larger, or as they were.
    """

    size_wanted = Signal()

    def __init__(self, translation: Translation, look: Look) -> None:
        super().__init__()
        self._look = look
        self._translation = translation
        self._pages: Sequence[QImage] = ()
        self._number = 0
        self._paper = "letter"
        self._what = ""
        self.large = False
        self.sheet = Sheet(look)
        self.sheet.setObjectName("sheet")
        self.sheet.setParent(self)
        self._line = WrappedLabel("", look, 0.94, "quiet")
        self._line.setParent(self)
        _ = self._translation.gettext
        # Translators: buttons under the picture of a page, to the page before and the next one; arrows point there.
        self._before, self._after = (Button(words, look, small=True) for words in (_("‹ Before"), _("Next ›")))
        self._larger = Button("", look, small=True)
        self.row = Flow(4)
        self.row.setParent(self)
        for button, name in ((self._before, "before"), (self._after, "after"), (self._larger, "larger")):
            button.setObjectName(f"preview-{name}")
            self.row.add(button)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._larger.clicked.connect(self.size_wanted)
        self.set_large(large=False)
        # Translators: under the picture of a page, while pages to print are made.
        self.say(_("The pages are being made …"))

    def set_large(self, *, large: bool) -> None:
        """Say whether the pages are shown as wide as there is room."""
        self.large = large
        _ = self._translation.gettext
        # Translators: buttons that show the picture of a page as wide as there is room, or as it was.
        self._larger.setText(_("Smaller picture") if large else _("Larger picture"))

    def show_pages(self, pages: Sequence[QImage], paper: str, what: str) -> None:
        """Show pages, the first of them; the same number of pages keeps the one that is shown.

        Args:
            pages: A picture of each.
            paper: The paper, one of :data:`ASPECTS`.
            what: What they are, for those who cannot see them, as in "Booklet, Letter, English".
        """
        self._number = self._number if len(pages) == len(self._pages) else 0
        self._pages, self._paper, self._what = pages, paper, what
        self._show()

    def say(self, words: str) -> None:
        """Say why there is nothing to see, on a blank sheet."""
        self._pages = ()
        self._show()
        self._line.setText(words)
        self.sheet.setAccessibleName(words)

    def wait(self) -> None:
        """Say that other pages are on their way; those that are shown stay."""
        # Translators: under the picture of a page, while pages to print are made.
        self._line.setText(self._translation.gettext("The pages are being made …"))

    @property
    def words(self) -> str:
        """What stands under the sheet."""
        return self._line.text()

    def _turn(self, count: int) -> None:
        self._number = max(0, min(len(self._pages) - 1, self._number + count))
        self._show()

    def _show(self) -> None:
        _ = self._translation.gettext
        count = len(self._pages)
        self.sheet.show_page(self._pages[self._number] if count else QImage(), ASPECTS[self._paper])
        # Translators: under the picture of a page that will be printed.
        line = _("Page {number} of {count}").format(number=self._number + 1, count=count)
        self._line.setText(line if count else "")
        # Translators: what a picture of a page is; {page} is "Page 1 of 4", {what} as in "Booklet, Letter, English".
        self.sheet.setAccessibleName(_("Preview. {page}. {what}.").format(page=line, what=self._what))
        for button in (self._before, self._after):
            button.setVisible(count > 1)
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number < count - 1)

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        for part in (self.sheet, self._line, self._before, self._after, self._larger):
            part.set_look(look)

    def focus_chain(self) -> list[QWidget]:
        """Return what can have the focus, in the order in which Tab goes."""
        return [self._before, self._after, self._larger]

    def _below(self, width: int) -> int:
        """Return the height in pixels of line and buttons."""
        return self._line.heightForWidth(width) + self.row.heightForWidth(width) + 4

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels at which a page is as wide as there is room, or high enough to be recognized."""
        return self._sheet_height(width) + self._below(width)

    def _sheet_height(self, width: int) -> int:
        most = HIGH * self._look.em
        whole = round((width - 2) / self.sheet.aspect) + 2
        return whole if self.large else min(whole, most)

    def width_in(self, height: int, width: int) -> int:
        """Return the width in pixels that pages take in a height, at most a width."""
        return min(width, round((height - self._below(width) - 2) * self.sheet.aspect) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        self.relayout()

    def relayout(self) -> None:
        """Place sheet, line and buttons."""
        width = self.width()
        line = self._line.heightForWidth(width)
        sheet = max(20, min(self.height() - self._below(width), round((width - 2) / self.sheet.aspect) + 2))
        self.sheet.setGeometry(0, 0, width, sheet)
        self._line.setGeometry(0, sheet + 2, width, line)
        self.row.setGeometry(0, sheet + line + 4, width, max(0, self.height() - sheet - line - 4))
        self.row.relayout()

    @property
    def dots(self) -> int:
        """Dots to the inch at which a picture of a page is as fine as the screen."""
        inches = {"letter": 8.5, "a4": 210 / 25.4}[self._paper]
        wide = max(200.0, self.sheet.place().width()) * self.devicePixelRatioF()
        # In steps, so that a window that is pulled larger does not need new pictures all the time.
        return max(32, min(200, -(-round(wide / inches) // 16) * 16))
