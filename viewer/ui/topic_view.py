"""A topic in a window: which page is shown, and how the reader gets from one to another.

The shells put their own buttons into :attr:`TopicView.header` and decide what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer.content.clinic import UNTOLD
from viewer.content.whole_page import SOURCES
from viewer.ui.addresses import ADDRESS
from viewer.ui.cast import make_cast
from viewer.ui.focus import focus_next, opening_reason
from viewer.ui.header import Header
from viewer.ui.marks import FOUND
from viewer.ui.page_content import read_page
from viewer.ui.picture import Picture
from viewer.ui.reader import Reader
from viewer.ui.stage import Stage
from viewer.ui.steps import step_after
from viewer.ui.trail import BEGINNING, Place, Visit, aligned, carried
from viewer.ui.way import Way, follow_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.cast import Cast
    from viewer.ui.header import Header
    from viewer.ui.panels import Panel
    from viewer.ui.scroller import Scroller
    from viewer.ui.theme import Look


class TopicView(QWidget):
    """A topic, shown page by page.

    Args:
        topic: The topic.
        translation: The interface's words; its language is the one the topic is shown in.
        look: How it looks.
        clinic: What the clinic has told.
        drawn: The topic's picture in this look, where it is there already.
        browser: Opens the address of a source, and returns whether it could; ``None`` lets addresses be plain words.

    Signals:
        page_shown: Another page came up; carries its title.
        trail_changed: The way back or forward is another now.
    """

    page_shown = Signal(str)
    trail_changed = Signal()

    def __init__(
        self,
        topic: Topic,
        translation: Translation,
        look: Look,
        clinic: Clinic = UNTOLD,
        drawn: Picture | None = None,
        browser: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__()
        self._browser = browser
        self._clinic = clinic
        self._topic = topic
        self._translation = translation
        self._look = look
        self._page_id = ""
        self._picture = drawn or Picture(topic, look.theme, look.colors.paper)
        self._cast = make_cast(topic, translation, look, self._picture)
        self._stage = Stage(self._cast, look, right_to_left=translation.right_to_left)
        self._stage.setParent(self)
        # Translators: what a screen reader calls the scroll bar.
        self._stage.name_bars(translation.gettext("Place in the text"))
        text, scroller = self._cast.explanation, self._stage.scroller
        self.reader = Reader(self, text, translation, lambda: scroller.place().position)
        self.way = Way(self, scroller.place, scroller.show_place)
        self._connect()
        self.set_look(look)

    def _connect(self) -> None:
        """Say what follows from what."""
        cast = self._cast
        for chooser in (cast.diagram.step_chosen, cast.steps.step_chosen, cast.nav.page_chosen, cast.pages.page_chosen):
            chooser.connect(self.choose)
        cast.nav.read_on.connect(cast.explanation.read_on)
        cast.pages.sources_chosen.connect(lambda: self.show_at(SOURCES + "-heading"))
        cast.pages.more_chosen.connect(self.open_more_pages)
        cast.explanation.link_pressed.connect(self._follow)
        self.way.changed.connect(self.trail_changed)
        cast.explanation.place_changed.connect(lambda: cast.nav.set_more_below(cast.explanation.more_below()))

    @property
    def parts(self) -> Cast:
        """The parts on the stage."""
        return self._cast

    @property
    def header(self) -> Header:
        """The title and the buttons of the shell."""
        return self._cast.header

    @property
    def topic(self) -> Topic:
        """The topic that is shown."""
        return self._topic

    @property
    def page_id(self) -> str:
        """The id of the page that is shown."""
        return self._page_id

    @property
    def mode(self) -> str:
        """The arrangement: ``"wide"``, ``"tall"``, ``"split"`` or ``"scroll"``."""
        return self._stage.mode

    @property
    def scroller(self) -> Scroller:
        """What moves the text."""
        return self._stage.scroller

    @property
    def picture(self) -> Picture:
        """The drawing as pixels."""
        return self._picture

    @property
    def panel(self) -> Panel | None:
        """The panel in the place of the text, if one is open."""
        return self._stage.panel

    @property
    def word(self) -> Panel | None:
        """The meaning of a glossary word below the text, if one is open."""
        return self._stage.word

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self.way.trail)

    def set_look(self, look: Look) -> None:
        """Take another look; page and place stay."""
        place = self._stage.scroller.place() if self._page_id else BEGINNING
        if look.theme != self._look.theme:
            self._picture = Picture(self._topic, look.theme, look.colors.paper)
            self._cast.explanation.set_picture(self._picture)
        self._look = look
        cast = self._cast
        for part in (cast.header, cast.key, cast.steps, cast.explanation, cast.nav, cast.pages, cast.foot):
            part.set_look(look)
        cast.diagram.set_look(self._picture, look)
        self._stage.set_look(look)
        self.relayout()
        cast.explanation.refresh()
        if place != BEGINNING:
            self._stage.scroller.show_place(place)

    def prepare(self, size: QSize) -> None:
        """Arrange the parts for a size that the view will have, and begin to draw the picture beside other work."""
        self._stage.prepare(size)
        diagram = self._cast.diagram
        self._picture.render_ahead(diagram.size(), diagram.devicePixelRatioF())

    def read_ahead(self) -> None:
        """Read the pages and draw the close-ups that the reader may want next, after the first frame is there."""
        width = self._cast.explanation.picture_width
        if width:
            self._picture.close_ups_ahead(width, self.devicePixelRatioF())
        for entry in self._topic.pages:
            read_page(self._topic, entry.id, self._translation, self._clinic)

    def choose(self, page_id: str) -> None:
        """Show a page that the reader chose, from its beginning; Back leads to where the reader was."""
        if page_id != self._page_id:
            self.way.leave()
        self.show_page(page_id)

    def show_page(self, page_id: str, place: Place = BEGINNING) -> None:
        """Show a page at a place on it.

        A page that cannot be read leaves its place to a sentence that says so; the log names the file.
        """
        self.close_word()
        self.close_panel()
        first = not self._page_id
        self._page_id = page_id
        reading = read_page(self._topic, page_id, self._translation, self._clinic)
        reading = reading._replace(addresses=self._browser is not None)
        step = page_id if page_id in self._topic.steps else ""
        cast = self._cast
        cast.diagram.show_step(step)
        cast.steps.show_step(step)
        cast.pages.show_page(page_id)
        cast.nav.show_page(page_id)
        cast.explanation.show_page(reading, self._picture)
        self.relayout()
        if place != BEGINNING:
            self._stage.scroller.show_place(place)
        elif not first:
            self.show_beginning()
        self.page_shown.emit(reading.title)
        if not first:
            self.reader.say(cast.steps.buttons[step].accessibleName() if step and reading.page else reading.title)

    def show_beginning(self) -> None:
        """Move to the beginning of the page; no picture takes room from what is urgent."""
        urgent = {entry.id for entry in self._topic.pages if entry.urgent}
        self._stage.scroller.show_beginning(picture=self._page_id not in urgent)

    def go_back(self) -> None:
        """Show the place that the reader left last."""
        self.way.back()

    @property
    def visit(self) -> Visit:
        """Where the reader is, for :meth:`resume` of another view."""
        text = self._cast.explanation
        language = self._translation.language
        return Visit(self.way.here, text.toPlainText(), text.opened, self.way.trail, language, text.caret.on)

    def resume(self, visit: Visit) -> None:
        """Go on where the reader was in an earlier state or another language of the topic, if the page is the same."""
        self.way.take(visit.trail.within([entry.id for entry in self._topic.pages]))
        text, (page, place) = self._cast.explanation, visit.stay
        if page == self._page_id:
            text.open_parts(visit.opened)
            self.relayout()
            carry = carried if visit.language == self._translation.language else aligned
            self._stage.scroller.show_place(carry(place, visit.text, text.toPlainText()))
        self.reader.use_caret(visit.caret)

    def step_by(self, count: int) -> None:
        """Choose the step that many after the present one; from another page the first step, or the last."""
        if step := step_after(self._topic.steps, self._page_id, count):
            self.choose(step)

    def _follow(self, kind: str, target: str) -> None:
        """Follow a link of the text."""
        if kind == ADDRESS:
            from viewer.ui.source_panel import open_source

            open_source(self, target, self._browser, self._translation, self._look)
        else:
            follow_link(self, kind, target)

    def show_at(self, block: str, page_id: str = "", *, above: int = 0) -> None:
        """Show a block of the present page or another one; Back leads to where the reader was.

        Args:
            block: The block's id.
            page_id: The page; the present one without it.
            above: How much of what stands above it is shown, in pixels.
        """
        self.way.leave()
        if page_id not in ("", self._page_id):
            self.show_page(page_id)
        self.close_word()
        self.close_panel()
        self._stage.scroller.show_block(block, above)
        self._cast.explanation.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_word(self, word: str) -> None:
        """Open the meaning of a glossary word below the text."""
        from viewer.ui.word_panel import word_panel

        panel = word_panel(self._topic, self._translation, self._look, self._clinic, word)
        panel.link_pressed.connect(self._follow)
        panel.closed.connect(self.close_word)
        self.close_word()
        self._stage.open_word(panel)
        self.reader.say_panel(panel)
        panel.close_button.setFocus(opening_reason(self._look))

    def close_word(self) -> None:
        """Close the meaning of a word; the focus goes back to the text."""
        word = self._stage.word
        if word is not None:
            held = word.isAncestorOf(self.focusWidget() or self)
            self._stage.close_word()
            if held:
                self._cast.explanation.setFocus(opening_reason(self._look))

    def open_panel(self, panel: Panel) -> None:
        """Show a panel in the place of the text."""
        self.close_word()
        self._stage.open_panel(panel)
        self.reader.say_panel(panel)

    def open_more_pages(self) -> None:
        """Open the choice of the pages that have no button of their own, or close it."""
        from viewer.ui.more_pages import open_more_pages

        open_more_pages(self, self._cast.pages.hidden_pages(), self._translation, self._look)

    def close_panel(self) -> None:
        """Show the text again."""
        panel = self._stage.panel
        if panel is not None:
            held = panel.isAncestorOf(self.focusWidget() or self)
            self._stage.close_panel()
            if held:
                self._cast.explanation.setFocus(opening_reason(self._look))

    def close_top(self) -> None:
        """Close one thing: a word, a panel, what stands below the text (it falls silent), the marks of the search."""
        if self._stage.word is not None:
            self.close_word()
        elif self._stage.panel is not None:
            self._stage.panel.step_back()
        elif self._cast.foot.bar is not None:
            self._cast.foot.bar.closed.emit()
        else:
            self._cast.explanation.marks.set_marks(FOUND, ())

    def next_pane(self, count: int) -> None:
        """Move the focus to the pane that many after the one that has it: header, steps, text, pages."""
        focus_next(self._stage.panes(self._page_id), self.focusWidget(), count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stage all the room."""
        self._stage.setGeometry(self.rect())

    def stand_over(self, below: QWidget, height: int) -> None:
        """Leave the lower edge to other buttons, as on a kiosk; see :meth:`~viewer.ui.stage.Stage.stand_over`."""
        self._stage.stand_over(below, height)

    def relayout(self) -> None:
        """Arrange everything anew, after something changed its size."""
        self._stage.relayout()
