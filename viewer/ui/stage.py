"""The stage: where the parts of a topic stand, in a window of any size.

It knows how things are placed, scrolled to and covered by panels; what is shown, and
when, is decided by :mod:`viewer.ui.topic_view`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.ui.arrangement import Arrangement, Parts, Rect, arrange
from viewer.ui.document_pane import DocumentPane
from viewer.ui.fade import Fade
from viewer.ui.focus import opening_reason, order_focus
from viewer.ui.low_places import LowStage, let_go, place_low
from viewer.ui.scroll_bar import ScrollBar
from viewer.ui.scroller import Scroller
from viewer.ui.theme import palette
from viewer.ui.trail import BEGINNING

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QResizeEvent

    from viewer.ui.cast import Cast
    from viewer.ui.panels import Panel
    from viewer.ui.theme import Look

FOOT_SHARE = 0.4
"""Most of the text's height that its foot takes, unless the smallest words there need more."""

WORD_SHARE = 0.55
"""Most of the text's height that the meaning of a word takes."""


class Stage(QWidget):
    """The parts of a topic, arranged for the room there is.

    Args:
        cast: The parts.
        look: How it looks.
        right_to_left: Whether everything is mirrored; the picture itself never is.
    """

    def __init__(self, cast: Cast, look: Look, *, right_to_left: bool) -> None:
        super().__init__()
        self._cast = cast
        self._look = look
        self._right_to_left = right_to_left
        self._panel: Panel | None = None
        self._word: Panel | None = None
        self._low = LowStage(self)
        self._mode = ""
        self._sized = False
        side = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(side)
        self.setAutoFillBackground(True)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ScrollBar(look, self._area)
        self._area.setVerticalScrollBar(self._bar)
        self._fade = Fade(self, look.colors.paper)
        self._bar.valueChanged.connect(self._moved)
        self._bar.rangeChanged.connect(self._moved)
        self._inside = QWidget()
        self._fixed: frozenset[str] = frozenset()
        self._document = DocumentPane(cast.explanation)
        for part in self._named().values():
            part.setParent(self._inside)
        self._area.setWidget(self._inside)
        cast.foot.setParent(self)
        cast.foot.changed.connect(self._change_foot)
        self.scroller = Scroller(self._area, cast.explanation)

    def name_bars(self, words: str) -> None:
        """Say what a screen reader calls the bars that move the text."""
        for bar in (self._bar, self._cast.explanation.verticalScrollBar()):
            bar.setAccessibleName(words)

    @property
    def mode(self) -> str:
        """The arrangement: ``"wide"``, ``"tall"``, ``"split"`` or ``"scroll"``."""
        return self._mode

    @property
    def _long(self) -> bool:
        """Whether the text is as high as its words, so that the area around it scrolls."""
        return self._mode in {"split", "scroll"}

    @property
    def word(self) -> Panel | None:
        """The panel below the text, if one is open."""
        return self._word

    @property
    def panel(self) -> Panel | None:
        """The panel in the place of the text, if one is open."""
        return self._panel

    def panes(self, step: str) -> tuple[tuple[QWidget, ...], ...]:
        """Return the parts of each pane, the one that gets the focus first: header, steps, text, pages.

        Args:
            step: The step that is shown, if it is one.
        """
        cast = self._cast
        lit = cast.steps.buttons.get(step)
        text = [part for part in (self._panel, cast.explanation, self._word, cast.foot, cast.nav) if part is not None]
        return ((cast.header,), (lit or cast.steps, cast.steps), tuple(text), (cast.pages,))

    def set_look(self, look: Look) -> None:
        """Take another look."""
        self._look = look
        colors = palette(look.colors)
        for widget in (self, self._area, self._inside):
            widget.setPalette(colors)
        text = QPalette(colors)
        text.setColor(QPalette.ColorRole.Text, QColor(look.colors.ink))
        self._cast.explanation.setPalette(text)
        self._bar.set_look(look)
        self._fade.color = look.colors.paper
        for panel in (self._panel, self._word):
            if panel is not None:
                panel.set_look(look)

    def open_panel(self, panel: Panel) -> None:
        """Show a panel in the place of the text."""
        self.close_panel()
        self._panel = panel
        panel.setParent(self)
        panel.set_look(self._look)
        panel.show()
        # Before the text is hidden: a hidden text that still has the focus hands it to its first link and moves there.
        panel.first_focus.setFocus(opening_reason(self._look))
        order_focus([*self._cast.steps.buttons.values(), *panel.focus_chain()])
        self.relayout()

    def open_word(self, panel: Panel) -> None:
        """Show a panel below the text, which gives up the room for it."""
        self._word = panel
        panel.setParent(self)
        panel.set_look(self._look)
        panel.show()
        order_focus([self._cast.explanation, *panel.focus_chain()])
        self.relayout()

    def close_word(self) -> None:
        """Give the room back to the text."""
        if self._word is not None:
            let_go(self._word, self._cast.explanation, self._look)
            self._word.hide()
            self._word.deleteLater()
            self._word = None
            self.relayout()

    def close_panel(self) -> None:
        """Show the text again."""
        if self._panel is not None:
            let_go(self._panel, self._cast.explanation, self._look)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self.relayout()

    def _change_foot(self) -> None:
        """Make room for the foot, or take its room back."""
        order_focus([self._cast.explanation, *self._cast.foot.focus_chain()])
        self.relayout()

    def prepare(self, size: QSize) -> None:
        """Arrange everything for a size before the stage is shown."""
        self.resize(size)
        self._sized = True
        self.relayout()

    def stand_over(self, below: QWidget, height: int) -> None:
        """Leave the lower edge, so many pixels, to something that gives way only to a panel without room above it."""
        if self._low.stand_over(below, height) and self._sized:
            self._keep_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew; keep the reader's place."""
        self._keep_place()

    def _keep_place(self) -> None:
        """Arrange everything anew, with the reader's place where it was."""
        place = self.scroller.place() if self._mode else BEGINNING
        self._sized = True
        self.relayout()
        if place != BEGINNING:
            self.scroller.show_place(place)

    def relayout(self) -> None:
        """Arrange everything for the room there is."""
        if not self._sized or self.width() < 40 or self._low.high < 40:
            return
        found = self._arranged()
        if (found.mode, found.fixed) != (self._mode, self._fixed):
            self._change_mode(found)
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(always)
        self._inside.resize(found.area[2] - (self._bar.sizeHint().width() if self._long else 0), found.height)
        covered = self._place_panels(found)
        area = QRect(*self._mirrored(found.area, self.width()))
        self._area.setGeometry(area.adjusted(0, 0, 0, -covered if self._long else 0))
        # What a panel covers must not get the focus either.
        focus = self.focusWidget()
        self._area.setVisible(self._panel is None or not self._long or self._look.low)
        if self._panel is not None and focus is not None and not focus.isVisibleTo(self):
            self._panel.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place_parts(found, 0 if self._long else covered)
        bar = self._bar.sizeHint().width()
        view = self._area.geometry()
        view = view.adjusted(bar, 0, 0, 0) if self._right_to_left else view.adjusted(0, 0, -bar, 0)
        self._fade.stand_below(view, self._look.em)
        lead = found.text[1] - found.picture[1] if self._mode == "scroll" else 0
        self.scroller.set_way(long=self._long, lead=lead, em=self._look.em, motion=self._look.motion)
        self._moved()

    def _moved(self) -> None:
        """Show the soft edge only while the area goes on below."""
        covered = bool(self._opened()) if self._look.low else self._panel is not None
        self._fade.setVisible(not covered and self.scroller.more_below)

    def _named(self) -> dict[str, QWidget]:
        """Return the parts by the names that the arrangement gives them."""
        cast = self._cast
        return {
            "header": cast.header,
            "picture": cast.diagram,
            "key": cast.key,
            "strip": cast.steps,
            "text": self._document,
            "nav": cast.nav,
            "pages": cast.pages,
        }

    def _change_mode(self, found: Arrangement) -> None:
        """Take up another arrangement: what does not scroll in it leaves the area that does."""
        self._mode, self._fixed = found.mode, found.fixed
        self._cast.explanation.set_whole(self._long)
        focus = self.focusWidget()
        for name, part in self._named().items():
            home = self if name in found.fixed else self._inside
            if part.parentWidget() is not home:
                part.setParent(home)
                part.show()
        self._order_focus()
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _order_focus(self) -> None:
        """Let Tab go the way that the eye goes."""
        cast = self._cast
        chain = [
            *cast.header.buttons.items,
            *cast.steps.buttons.values(),
            cast.explanation,
            *cast.nav.buttons,
            *cast.pages.items,
        ]
        order_focus(chain)
        for widget in chain:
            self.scroller.watch(widget)

    def _arranged(self) -> Arrangement:
        """Return the first arrangement that fits: with the button that reads on, without it, as one long page."""
        for read_on in (True, False):
            self._cast.nav.set_read_on_possible(read_on)
            found = arrange(self.width(), self._low.high, _needs(self._cast, self._look, self._bar.sizeHint().width()))
            if found.mode in {"wide", "tall"}:
                return found
        return found

    def _place_parts(self, found: Arrangement, covered: int) -> None:
        """Put the parts where they stand; the text gives up the height that a word's meaning covers."""
        cast = self._cast
        left, top, width, height = found.text
        rects = {name: getattr(found, name) for name in self._named()}
        rects["text"] = (left, top, width, max(40, height - covered))
        for name, part in self._named().items():
            home = self.width() if name in found.fixed else self._inside.width()
            part.setGeometry(*self._mirrored(rects[name], home))
            part.setVisible(name not in found.hidden)
        cast.explanation.setGeometry(self._document.rect())
        cast.steps.set_low(found.low)
        cast.pages.set_low(found.low)
        cast.pages.set_compact(not found.whole, found.pages[2])
        for row in (cast.header, cast.steps, cast.nav, cast.pages):
            row.relayout()
        open_panel = self._panel is not None and not self._long and not self._look.low
        self._document.setVisible(not open_panel)
        cast.nav.setVisible(not open_panel and not (self._look.low and cast.foot.bar is not None))

    def _place_panels(self, found: Arrangement) -> int:
        """Place the panel, the foot and the meaning of a word; return what the last two cover, in pixels."""
        left, top, width, height = found.area if self._long else found.text
        if self._look.low:
            return place_low(self._low, self._cast, found, self._opened(), self._mirrored)
        foot = self._cast.foot
        covered = foot.fit(width, round(height * FOOT_SHARE))
        end = top + height
        if self._panel is not None:
            end = end if self._long else found.nav[1] + found.nav[3]
            self._panel.setGeometry(*self._mirrored((left, top, width, end - covered - top), self.width()))
            self._panel.relayout()
            self._panel.raise_()
        foot.setGeometry(*self._mirrored((left, end - covered, width, covered), self.width()))
        foot.relayout()
        foot.raise_()
        word = self._word
        if word is None:
            return covered
        high = min(word.heightForWidth(width), round((height - covered) * WORD_SHARE))
        word.setGeometry(*self._mirrored((left, top + height - covered - high, width, high), self.width()))
        word.relayout()
        word.raise_()
        return covered + high

    def _opened(self) -> list[Panel]:
        """Return what has opened, in the order in which it lies over the other parts."""
        return [panel for panel in (self._word, self._panel) if panel is not None]

    def _mirrored(self, rect: Rect, width: int) -> Rect:
        """Return a rectangle in a width as it stands in a window that reads from right to left."""
        if not self._right_to_left:
            return rect
        left, top, wide, height = rect
        return (width - left - wide, top, wide, height)


def _needs(cast: Cast, look: Look, bar: int) -> Parts:
    """Say what each part needs, with the width of the scroll bar in pixels."""
    return Parts(
        em=look.em,
        aspect=cast.diagram.aspect,
        bar=bar,
        header=cast.header.heightForWidth,
        key=cast.key.heightForWidth,
        strip=cast.steps.heightForWidth,
        strip_low=cast.steps.low_height,
        nav=cast.nav.heightForWidth,
        pages=cast.pages.heightForWidth,
        pages_low=cast.pages.low_height,
        pages_row=cast.pages.row_height(),
        text=cast.explanation.whole_height,
        low=look.low,
    )
