"""What the reader wants printed: edition, size of the text, paper, languages, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.content.errors import ContentError
from viewer.summary.order import EDITIONS, GATHERED, PAPER, PAPERS, Order
from viewer.ui.choice import Choice
from viewer.ui.heads import button_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from viewer.content.translation import Translation
    from viewer.ui.print_desk import PrintSubject
    from viewer.ui.theme import Look


MOST_SIGNS = 12
"""So many signs that cannot be printed are named."""


class PrintWishes(QObject):
    """The choices of what to print.

    Args:
        subject: What the reader looks at.
        paper: The paper in the printer; ``""`` where nobody has told.
        translation: The interface's words.
        look: How they look.
        home: What they stand in at first. Without it, those that are shown would be windows of their own.

    Signals:
        changed: Something else is wanted.
    """

    changed = Signal()

    def __init__(self, subject: PrintSubject, paper: str, translation: Translation, look: Look, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self._subject, self._translation, self._look = subject, translation, look
        _ = translation.gettext
        # Translators: what is printed: everything important on one page, or all pages as a booklet.
        self._edition = self._choice("edition", _("What to print"))
        self._edition.offer(zip(EDITIONS, (_("One page"), _("Booklet")), strict=True), [EDITIONS[0]])
        self._print = self._choice("size", _("Text size"))
        # Translators: size of the text on paper: normal, or large for people who see badly.
        self._print.offer([(False, _("Normal print")), (True, _("Large print"))], [False])
        # Translators: heading over the sizes of paper to choose from.
        self._paper = self._choice("paper", _("Paper"))
        # Translators: a size of paper, 8.5 by 11 inches; elsewhere people use A4.
        self._paper.offer(zip(PAPERS, (_("Letter"), "A4"), strict=True), [paper or PAPER])
        self._language = self._choice("language", _("Language"))
        self._language.offer(subject.languages, [subject.language])
        # Translators: a second language, small under each line of paper.
        self._beside = self._choice("beside", _("Second language under each line"))
        self._beside.offer(self._others(), [""])
        # Translators: heading over the choice of pages.
        self._extent = self._choice("extent", _("Pages"))
        self._offer_extent()
        self._pages = [
            # Translators: headings over pages to choose from.
            self._page_choice("steps", _("The steps"), [e.id for e in subject.topic.pages if e.kind == "step"]),
            self._page_choice("pages", _("Other pages"), list(self._other_pages())),
        ]
        # Translators: the same words as over the closed parts of pages that speak of how long people live.
        self._asked = self._choice("asked", _("Only if I want to know"))
        # Translators: whether paper says, too, what stands in closed parts on the screen.
        self._asked.offer([(False, _("Leave it out")), (True, _("Print it, too"))], [False])
        # Translators: heading over the choice whether the reader's own list of questions is printed.
        self._mine = self._choice("mine", _("My questions"))
        # Translators: whether the reader's own questions stand on paper, on buttons.
        self._mine.offer([(True, _("Print them, too")), (False, _("Leave them out"))], [True])
        self._tidy()

    def _choice(self, name: str, words: str, *, several: bool = False) -> Choice:
        choice = Choice(words, self._translation, self._look, several=several)
        choice.setObjectName(f"print-{name}")
        choice.setParent(self._home)
        choice.changed.connect(self._change)
        return choice

    def _page_choice(self, name: str, words: str, pages: list[str]) -> Choice:
        choice = self._choice(name, words, several=True)
        topic, language = self._subject.topic, self._translation.language
        choice.offer([(page, button_words(topic, page, language).button) for page in pages], [self._subject.page])
        return choice

    def _other_pages(self) -> Iterator[str]:
        return (e.id for e in self._subject.topic.pages if e.kind not in (*GATHERED, "step"))

    def _others(self) -> list[tuple[str, str]]:
        """Return the languages that can stand under the chosen one, and none at all."""
        # Translators: a button: no second language.
        none = ("", self._translation.gettext("None"))
        return [none, *(each for each in self._subject.languages if each[0] != self._language.one)]

    def _offer_extent(self) -> None:
        """Name the choice of pages for the edition."""
        _ = self._translation.gettext
        # Translators: which pages are printed, on buttons; on one page it is the steps unless others are chosen.
        all_words = _("The steps") if self._edition.one == "one-page" else _("All pages")
        self._extent.offer([(False, all_words), (True, _("Only some"))], self._extent.chosen or [False])

    def _change(self) -> None:
        """Follow a choice with what depends on it."""
        changed = self.sender()
        if changed is self._language:
            kept = self._beside.one
            others = self._others()
            self._beside.offer(others, [kept if kept in dict(others) else ""])
        if changed is self._edition:
            self._offer_extent()
        self._tidy()
        self.changed.emit()

    def _tidy(self) -> None:
        """Hide what there is nothing to choose of."""
        several = len(self._subject.languages) > 1
        self._language.setVisible(several)
        self._beside.setVisible(several)
        for pages in self._pages:
            pages.setVisible(self._some and bool(pages.values))
        self._asked.setVisible(self._has_closed_parts())
        self._mine.setVisible(bool(self._subject.questions))

    def tell_lost(self, signs: str) -> None:
        """Say which signs of the reader's questions cannot be printed; ``""`` for none."""
        _ = self._translation.gettext
        # Translators: over the choice whether the reader's questions are printed; {signs} are some of their letters.
        some = _("My questions. On paper a ? stands for signs that cannot be printed: {signs}").format(
            signs=signs[:MOST_SIGNS]
        )
        self._mine.set_name(some if signs else _("My questions"))

    @property
    def _some(self) -> bool:
        return True in self._extent.chosen

    def _chosen_pages(self) -> tuple[str, ...]:
        """Return the ids of the chosen pages in the topic's order; none for all."""
        chosen = {page for choice in self._pages for page in choice.chosen} if self._some else set()
        return tuple(entry.id for entry in self._subject.topic.pages if entry.id in chosen)

    def _has_closed_parts(self) -> bool:
        """Whether what is chosen has parts that are closed on the screen."""
        if self._edition.one != "booklet":
            return False
        pages = self._chosen_pages() or [entry.id for entry in self._subject.topic.pages]
        return any(self._is_closed(page) for page in pages)

    def _is_closed(self, page: str) -> bool:
        try:
            sections = self._subject.topic.page(page, self._language.one).sections
        except ContentError:
            return False  # The preview says what is wrong.
        return any(section.role == "if-asked" for section in sections)

    @property
    def complete(self) -> bool:
        """Whether it is enough to print; not while "only some" pages are wanted, and none of them chosen."""
        return not self._some or bool(self._chosen_pages())

    @property
    def order(self) -> Order:
        """What is wanted."""
        return Order(
            language=self._language.one,
            edition=self._edition.one,
            large_print=True in self._print.chosen,
            beside=self._beside.one,
            paper=self._paper.one,
            pages=self._chosen_pages(),
            if_asked=True in self._asked.chosen and self._has_closed_parts(),
            questions=self._subject.questions if True in self._mine.chosen else (),
        )

    @property
    def words(self) -> str:
        """What is wanted, for those who cannot see it, as in "Booklet, Letter, English"."""
        edition, paper = EDITIONS.index(self._edition.one), self._paper.one
        _ = self._translation.gettext
        names = (_("One page"), _("Booklet"))
        language = dict(self._subject.languages).get(self._language.one, self._language.one)
        return ", ".join((names[edition], _("Letter") if paper == "letter" else "A4", language))

    @property
    def choices(self) -> list[Choice]:
        """The choices in their order."""
        first = [self._edition, self._print, self._paper, self._language, self._beside, self._extent]
        return [*first, *self._pages, self._asked, self._mine]
