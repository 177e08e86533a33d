"""What is ordered: which summary, in which language, on which paper."""

from __future__ import annotations

from typing import NamedTuple

EDITIONS = ("one-page", "booklet")
"""The editions: the journey on one page, or every page that was chosen."""

PAPERS = ("letter", "a4")
"""The sizes of paper."""

PAPER = "letter"
"""The paper where nobody says which: that of the United States, for which the text is written."""

NORMAL, LARGE = 12, 18
"""Size of the body text in points: of a normal edition, and of large print (both from RNIB's and APH's guidance)."""


GATHERED = ("questions", "words", "sources")
"""Kinds of pages that a booklet gathers from the others, for its last chapters, in this order; nobody chooses them."""


class Order(NamedTuple):
    """A summary as somebody wants it.

    Attributes:
        language: The language, one of the topic's.
        edition: One of :data:`EDITIONS`.
        large_print: Whether the text has 18 points or more.
        beside: A second language of the topic that stands small under each line; ``""`` for none.
        paper: One of :data:`PAPERS`.
        pages: The ids of the pages chosen; none for all, which on one page are the steps.
        if_asked: Whether it also says what stands behind "Only if I want to know".
        questions: The reader's own questions, in their order.
    """

    language: str = "en"
    edition: str = "one-page"
    large_print: bool = False
    beside: str = ""
    paper: str = PAPER
    pages: tuple[str, ...] = ()
    if_asked: bool = False
    questions: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        """Size of the body text, in points."""
        return LARGE if self.large_print else NORMAL
