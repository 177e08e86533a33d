"""The one-page edition: the picture with its numbers, a line for each step, what is good to know, when to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.blocks import Figure, List, ListItem, Section
from viewer.summary.frame import frame
from viewer.summary.nodes import Node, NodeWriter, same_shape
from viewer.summary.shelf import Shelf
from viewer.summary.voice import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.summary.order import Order
    from viewer.summary.pictures import Pictures
    from viewer.summary.voice import Voice

PICTURE_POINTS = {False: 210, True: 420}
"""How wide the picture is, in points; large print gives it a page of its own, where it has this much at least."""

MOST_QUESTIONS = 3
"""How many questions of the topic the page has."""


def one_page(order: Order, voice: Voice, under: Voice | None, pictures: Pictures) -> Node:
    """Return the document of the one-page edition.

    Args:
        order: What is ordered.
        voice: The language.
        under: The second language, if one is wanted.
        pictures: Makes its pictures.
    """
    sheet = voice.topic.sheet or voice.topic.pages[0].id
    page = _Sheet(order, voice, under, pictures, sheet)
    asking = [] if voice.topic.sheet else [entry.id for entry in voice.topic.pages if entry.kind == "step"]
    document = frame(order, voice, under, [sheet, *asking, *order.pages])
    document["intro"] = page.nodes("short")
    document["picture"] = page.picture()
    document["key"] = page.said(lambda each: each.topic.key(each.language))
    document["steps"] = page.steps()
    document["good"], document["call"] = page.box("good"), page.box("call")
    document["ask_heading"], document["ask"] = page.questions()
    document["own"] = [[["t", question]] for question in order.questions]
    # Translators: on paper, above empty lines to write on.
    document["own_words"] = page.said(lambda each: each.translation.gettext("My own questions"))
    # Translators: on paper, above empty lines: the patient says in own words what they have understood.
    document["tell_words"] = page.said(lambda each: each.translation.gettext("Tell it in your own words"))
    document["interpreter"] = page.said(lambda each: each.interpreter) if under else None
    document["take_home"] = take_home(voice)
    return document


def take_home(voice: Voice) -> Node | None:
    """Return the clinic's address for taking this home with a code that telephones read; ``None`` without one."""
    address = voice.clinic.words.get("take_home", "")
    if not address:
        return None
    from io import BytesIO

    import segno

    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, border=2, light="#ffffff", omitsize=True)
    _ = voice.translation.gettext
    return {
        "address": address,
        "code": drawn.getvalue().decode(),
        # Translators: what the square code on paper is, for those who cannot see it; {address} is a web address.
        "alt": _("Code for a telephone's camera: {address}").format(address=address),
        # Translators: above a web address on paper, where people find this text at home.
        "words": _("Find this at home:"),
    }


class _Sheet:
    """The parts of the page, in one language or two."""

    def __init__(self, order: Order, voice: Voice, under: Voice | None, pictures: Pictures, page: str) -> None:
        self._order, self._voice, self._under, self._pictures, self._page = order, voice, under, pictures, page
        self._width = PICTURE_POINTS[order.large_print]
        self._writer = NodeWriter(Shelf(voice, [page], pictures, self._width, linked=False))

    def said(self, say: Callable[[Voice], str]) -> Node:
        """Return plain words in both languages."""
        return self._writer.words(words(say(self._voice)), words(say(self._under)) if self._under else None)

    def _sections(self, role: str) -> tuple[Section | None, Section | None]:
        """Return the section of a role in both languages, as far as the page has it."""
        found = []
        for voice in (self._voice, self._under):
            sections = voice.sections(self._page) if voice else ()
            found.append(next((each for each in sections if each.role == role), None))
        return found[0], found[1]

    def nodes(self, role: str) -> list[Node]:
        """Return what the section of a role says, without its heading."""
        section, other = self._sections(role)
        return self._writer.blocks(section.blocks, other.blocks if other else None) if section else []

    def box(self, role: str) -> list[Node]:
        """Return the section of a role with its heading; nothing where the page has none."""
        section, other = self._sections(role)
        if section is None:
            return []
        # Where the languages differ in shape, the second one follows as a whole.
        box, *rest = self._writer.blocks((section,), (other,) if other else None)
        return [*box["inside"], *rest]

    def picture(self) -> Node:
        """Return the whole picture with a number at each step."""
        topic, voice, under = self._voice.topic, self._voice, self._under
        numbers = {step: number for number, step in enumerate(topic.steps, 1)}
        figure = Figure("picture", "", topic.picture(voice.language), "")
        descriptions = {"alt": figure.description, "under_alt": topic.picture(under.language) if under else ""}
        return {"picture": self._pictures.whole(numbers, self._width), **descriptions}

    def steps(self) -> list[Node]:
        """Return a line for each step, or for each page that was chosen."""
        topic, found = self._voice.topic, []
        for page in self._order.pages or topic.steps:
            number = topic.steps.index(page) + 1 if page in topic.steps else 0
            title = self.said(lambda each, page=page: each.page(page).title)  # type: ignore[misc]
            summary = self.said(lambda each, page=page: each.page(page).summary)  # type: ignore[misc]
            term = self._voice.page(page).term
            found.append({"id": page, "number": number, "title": title, "term": term, "text": summary})
        return found

    def questions(self) -> tuple[Node, Node | None]:
        """Return the heading of the questions and their list: the page's own, or the first of the other pages."""
        section, other = self._sections("ask")
        if section is not None and section.heading is not None:
            heading = self._writer.heading(section.heading, other.heading if other else None)
        else:
            heading = self.said(lambda each: each.translation.gettext("Questions to ask"))
        items, others = (self._first_questions(voice) if voice else None for voice in (self._voice, self._under))
        if not items:
            return heading, None
        matching = others if others and same_shape(items, others) else None
        asked, under = (List("questions", False, each) if each else None for each in (items, matching))
        return heading, self._writer.list_node(asked, under, tick=True) if asked else None

    def _first_questions(self, voice: Voice) -> tuple[ListItem, ...]:
        """Return the first questions of the sheet's own page, or of the others where it has none."""
        for pages in ([self._page], [each.id for each in voice.topic.pages]):
            sections = (each for page in pages for each in voice.sections(page) if each.role == "ask")
            lists = (block for section in sections for block in section.blocks if isinstance(block, List))
            if items := tuple(item for block in lists for item in block.items)[:MOST_QUESTIONS]:
                return items
        return ()
