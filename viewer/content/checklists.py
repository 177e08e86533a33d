"""Two checklists for health texts, in words of our own, and what a machine can tell of how a topic meets them.

PEMAT-P: the Patient Education Materials Assessment Tool for printable materials of the US Agency for Healthcare
Research and Quality. CDC: the Clear Communication Index of the US Centers for Disease Control and Prevention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.blocks import (
    CallOut,
    Figure,
    Link,
    List,
    Section,
    Strong,
    Table,
    inline_of,
    links_in,
    plain_text,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.content.errors import Problem
    from viewer.content.limits import Score
    from viewer.content.topics import Page, Topic


class Checklist(NamedTuple):
    """A checklist.

    Attributes:
        name: Its name.
        source: Who made it, where it is to be found, how its items were read.
        parts: Its parts, each with a title and its items.
    """

    name: str
    source: str
    parts: tuple[tuple[str, tuple[Item, ...]], ...]


class Item(NamedTuple):
    """One item of a checklist.

    Attributes:
        number: Its number in the original form.
        words: What it asks, in words of our own.
        evidence: The name of a method of :class:`Evidence`; ``""`` when only people can judge it.
    """

    number: int
    words: str
    evidence: str = ""


PEMAT = Checklist(
    "PEMAT-P",
    "Agency for Healthcare Research and Quality (AHRQ), The Patient Education Materials Assessment Tool and User’s "
    "Guide, publication 14-0002-EF: https://www.ahrq.gov/health-literacy/patient-education/pemat.html. The items were "
    "read in copies (https://pmc.ncbi.nlm.nih.gov/articles/PMC5839932/table/T1, "
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC11033604/table/TAB2). 13 and 14 are for recordings and screens only. "
    "24 and 26 were read only where somebody else quotes the form (https://github.com/claudiabassier/a11yaudit-agent, "
    "knowledge_base.md): compare them. Rate with the official form: agree, disagree or not applicable.",
    (
        (
            "Can it be understood?",
            (
                Item(1, "It is plain at once what the text is for."),
                Item(2, "Nothing in it draws away from that."),
                Item(3, "Its words are common, everyday ones.", "everyday_words"),
                Item(4, "Medical words are there only to be learned, and are explained.", "terms"),
                Item(5, "The voice is active."),
                Item(6, "Numbers are clear and easy.", "numbers"),
                Item(7, "Nobody has to calculate."),
                Item(8, "The text comes in short pieces.", "pieces"),
                Item(9, "The pieces have headings that tell something.", "headings"),
                Item(10, "The order makes sense."),
                Item(11, "There is a summary.", "summary"),
                Item(12, "Signs to the eye, such as boxes, bullets or bold, point to what matters.", "cues"),
                Item(15, "Pictures are used wherever they help to understand.", "pictures"),
                Item(16, "Pictures support the text and do not draw away from it."),
                Item(17, "Pictures have clear titles or captions.", "captions"),
                Item(18, "Pictures are clear and uncluttered."),
                Item(19, "Tables are simple, with short and clear headings.", "tables"),
            ),
        ),
        (
            "Can it be acted on?",
            (
                Item(20, "It names at least one thing that the reader can do.", "actions"),
                Item(21, "It speaks to the reader when it says what to do.", "you"),
                Item(22, "It cuts each action into small, plain steps."),
                Item(23, "It gives a thing to use, such as a list, wherever that helps to act.", "tool"),
                Item(24, "It shows how to do any calculation."),
                Item(25, "It explains how to use charts, tables or diagrams to act."),
                Item(26, "It uses pictures wherever they make it easier to act."),
            ),
        ),
    ),
)

CDC = Checklist(
    "CDC Clear Communication Index",
    "Centers for Disease Control and Prevention (CDC), https://www.cdc.gov/ccindex/. The items were read in a copy of "
    "the form (https://mmontesanonyc.github.io/interactive-CDC-CCI). First write down the audience, what it can read, "
    "the aim and the main message. A point is given only where every instance meets the item; 12 to 20 only where "
    "they apply. Rate with the official form, each language for itself.",
    (
        (
            "A. Core",
            (
                Item(1, "There is one main message."),
                Item(2, "The main message comes first.", "summary"),
                Item(3, "The main message stands out to the eye."),
                Item(4, "A picture with a caption or labels supports the main message.", "captions"),
                Item(5, "It asks its audience to do something.", "actions"),
                Item(6, "Main message and what to do are in the active voice."),
                Item(7, "Its words are those of the audience; others are explained when they first come.", "terms"),
                Item(8, "There are lists, and none has more than seven items without a break.", "lists"),
                Item(9, "It comes in pieces with headings.", "pieces"),
                Item(10, "The most important comes together in the first part.", "summary"),
                Item(11, "It says what experts know and what they do not know.", "unknown"),
            ),
        ),
        (
            "B. What to do",
            (
                Item(12, "It names one or more things to do."),
                Item(13, "It says why they matter to this audience."),
                Item(14, "It says how to do them: when, how often, whom to contact."),
            ),
        ),
        (
            "C. Numbers",
            (
                Item(15, "Its numbers are of a kind that the audience uses.", "numbers"),
                Item(16, "It explains what the numbers mean."),
                Item(17, "Nobody has to calculate (here the point is for no)."),
            ),
        ),
        (
            "D. Risk",
            (
                Item(18, "It explains what the risk is, to whom and why."),
                Item(19, "It says both the risks and the benefits of what it advises."),
                Item(20, "Numbers of risk are explained in words or by a picture."),
            ),
        ),
    ),
)

MOST_ITEMS = 7


class Evidence:
    """What a machine can see of a topic, in sentences for a reviewer; ``""`` where it sees nothing.

    Parts are counted in the topic's first language; the check sees to it that the others have the same.

    Args:
        topic: The topic.
        scores: How hard its pages are to read.
        problems: What is wrong in it.
    """

    def __init__(self, topic: Topic, scores: Sequence[Score], problems: Sequence[Problem]) -> None:
        self._topic = topic
        self._scores = scores
        self._problems = problems
        self._pages = [topic.page(entry.id, topic.languages[0]) for entry in topic.entries]
        self._editions = [topic.page(entry.id, each) for entry in topic.entries for each in topic.languages]

    def of(self, item: Item) -> str:
        """Return where the topic meets an item."""
        if not item.evidence:
            return ""
        see: Callable[[], str] = getattr(self, item.evidence)
        return see()

    def everyday_words(self) -> str:
        """Return the reading level of the whole."""
        scores = [f"{score.language}: {score}" for score in self._scores if not score.page]
        return f"Reading level of the whole, glossary words masked: {'; '.join(scores)}." if scores else ""

    def terms(self) -> str:
        """Return how many links lead to words of the glossary."""
        links = sum(link.kind == "glossary" for page in self._pages for link in _links(page))
        words = len(self._topic.words(self._topic.languages[0]))
        return f"{links} links lead to {words} words, each with its meaning in the glossary." if links else ""

    def numbers(self) -> str:
        """Return that the wording check found no percentage, where it looked and found none."""
        looked = [code for code in self._topic.languages if code.partition("-")[0] in {"en", "es"}]
        told = any("percentage" in problem.message for problem in self._problems)
        allowed = any(set("%0123456789") & set(phrase) for page in self._editions for phrase in page.allow)
        return f"No percentage was found ({', '.join(looked)})." if looked and not told and not allowed else ""

    def pieces(self) -> str:
        """Return the length of the longest piece between two headings."""
        sizes = [
            (len(_own_words(section)), page, section)
            for page in self._pages
            for section in walk(page.sections)
            if isinstance(section, Section)
        ]
        size, page, section = max(sizes, key=lambda each: each[0])
        heading = plain_text(section.heading.children) if section.heading is not None else page.title
        return f"{len(sizes)} pieces; the longest has {size} words: “{heading}” on “{page.title}”."

    def headings(self) -> str:
        """Return how many headings there are, and how many are questions."""
        headings = [
            plain_text(block.heading.children)
            for page in self._pages
            for block in walk(page.sections)
            if isinstance(block, Section) and block.heading is not None
        ]
        return f"{len(headings)} headings, {sum('?' in heading for heading in headings)} of them questions."

    def summary(self) -> str:
        """Return that each page opens with the short version."""
        opened = [page for page in self._pages if page.sections and page.sections[0].role == "short"]
        if len(opened) < len(self._pages):
            return ""
        heading = opened[0].sections[0].heading
        name = plain_text(heading.children) if heading is not None else ""
        return f"Each of the {len(opened)} pages opens with its short version{f', “{name}”' if name else ''}."

    def cues(self) -> str:
        """Return on which pages there are boxes, lists and strong words."""
        kinds = {
            "Boxes": self._with(lambda page: _has(page, CallOut)),
            "Lists": self._with(lambda page: _has(page, List)),
            "Strong words": self._with(_has_strong),
        }
        return " ".join(f"{kind} on: {pages}." for kind, pages in kinds.items() if pages)

    def pictures(self) -> str:
        """Return which pages have a picture."""
        pages = self._with(lambda page: page.kind == "step" or _has(page, Figure))
        return f"Beside the picture of the whole, there are pictures on: {pages}." if pages else ""

    def captions(self) -> str:
        """Return that every picture has a caption."""
        figures = [block for page in self._pages for block in walk(page.sections) if isinstance(block, Figure)]
        close_ups = sum(page.kind == "step" for page in self._pages)
        if not all(figure.caption for figure in figures) or (not figures and not close_ups):
            return ""
        return f"All {len(figures)} figures and {close_ups} close-ups have a caption and a description."

    def tables(self) -> str:
        """Return where tables are and how many columns they have."""
        tables = [
            f"“{page.title}” ({len(block.header)} columns, {len(block.rows)} rows)"
            for page in self._pages
            for block in walk(page.sections)
            if isinstance(block, Table)
        ]
        return f"Tables with column headings on: {', '.join(tables)}." if tables else ""

    def actions(self) -> str:
        """Return where readers are asked to call or to ask."""
        calls = self._with(lambda page: "{#ask}" in page.data.decode())
        return f"Questions to ask on: {calls}." if calls else ""

    def you(self) -> str:
        """Return on how many pages a word speaks to the reader, in the languages where that can be told."""
        told = []
        for language in self._topic.languages:
            words = {"en": {"you", "your"}, "es": {"usted", "su", "sus"}}.get(language.partition("-")[0], set())
            pages = [page for page in self._editions if page.language == language]
            count = sum(bool(words & set(page.data.decode().casefold().split())) for page in pages)
            if count:
                told.append(f"{language}: {count} of {len(pages)} pages say {' or '.join(map(_quoted, sorted(words)))}")
        return f"{'; '.join(told)}." if told else ""

    def tool(self) -> str:
        """Return how many questions there are to take along."""
        lists = [
            block
            for page in self._pages
            for section in walk(page.sections)
            if isinstance(section, Section) and section.role == "ask"
            for block in section.blocks
            if isinstance(block, List)
        ]
        count = sum(len(each.items) for each in lists)
        return f"{count} questions to take along, in {len(lists)} lists." if count else ""

    def lists(self) -> str:
        """Return how many lists there are, and which are long."""
        lists = [(page, block) for page in self._pages for block in walk(page.sections) if isinstance(block, List)]
        long = [f"“{page.title}” ({len(each.items)})" for page, each in lists if len(each.items) > MOST_ITEMS]
        if not lists:
            return ""
        told = (
            f"More than {MOST_ITEMS} items: {', '.join(long)}." if long else f"None has more than {MOST_ITEMS} items."
        )
        return f"{len(lists)} lists. {told}"

    def unknown(self) -> str:
        """Return which pages say what is not known."""
        pages = self._with(
            lambda page: any(isinstance(each, Section) and each.role == "unknown" for each in walk(page.sections))
        )
        return f"What is not known has a section on: {pages}." if pages else ""

    def _with(self, has: Callable[[Page], bool]) -> str:
        """Return the titles of the pages of which something is so."""
        return ", ".join(f"“{page.title}”" for page in self._pages if has(page))


def _quoted(word: str) -> str:
    return f"“{word}”"


def _has(page: Page, kind: type) -> bool:
    return any(isinstance(block, kind) for block in walk(page.sections))


def _has_strong(page: Page) -> bool:
    return any(isinstance(part, Strong) for block in walk(page.sections) for part in inline_of(block))


def _links(page: Page) -> list[Link]:
    return [link for block in walk(page.sections) for link in links_in(inline_of(block))]


def _own_words(section: Section) -> list[str]:
    """Return the words of a section without those of the sections inside it."""
    own = tuple(block for block in section.blocks if not isinstance(block, Section))
    return [word for block in walk(own) for word in plain_text(inline_of(block)).split()]
