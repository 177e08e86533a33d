"""Makes summaries: from an order to the bytes of a PDF, to pictures of its pages, or to a web page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError, Problem
from viewer.content.fonts import advances, characters, topic_fonts
from viewer.content.header import TOPIC_FILE
from viewer.summary.booklet import booklet
from viewer.summary.leaf import leaf
from viewer.summary.one_page import one_page
from viewer.summary.order import LEAF
from viewer.summary.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from viewer.content.topics import Topic
    from viewer.summary.cropping import Cropper
    from viewer.summary.nodes import Node
    from viewer.summary.order import Order
    from viewer.summary.press import Press
    from viewer.summary.voice import Voice

FAMILY = "Atkinson Hyperlegible Next"
"""The bundled typeface."""

BOLD = "AtkinsonHyperlegibleNext_700Bold.ttf"
REGULAR = "AtkinsonHyperlegibleNext_400Regular.ttf"

STYLE = "web-page.css"
"""The look of web pages, in the folder ``resources/summary``."""


NARROWEST = 252
"""How wide pictures are on a narrow telephone, in points: 336 pixels of the web."""


class Made(NamedTuple):
    """A summary's document with what it shows.

    Attributes:
        document: The document, plain data.
        pictures: What its pictures are made of.
    """

    document: Node
    pictures: Pictures


class SummaryMaker:
    """Makes summaries of a topic.

    Args:
        topic: The topic.
        resources: The folder of the shipped files.
        voice: Gives the topic in one of its languages.
    """

    def __init__(self, topic: Topic, resources: Path, voice: Callable[[str], Voice]) -> None:
        self._topic = topic
        self._resources = resources
        self._voice = voice
        self._press: Press | None = None
        self._advances: dict[int, float] | None = None
        self._cropper: Cropper | None = None
        self._characters: frozenset[int] | None = None

    def made(self, order: Order, narrowest: float = 0) -> Made:
        """Return the document of a summary.

        Args:
            order: What is ordered.
            narrowest: How wide its pictures are on the narrowest screen; see :class:`Pictures`.

        Raises:
            ContentError: The topic lacks a language or a page that was ordered, or what it says is wrong.
        """
        self._refuse_unknown(order)
        voice = self._voice(order.language)
        under = self._voice(order.beside) if order.beside not in {"", order.language} else None
        if self._advances is None:
            self._advances = advances((self._resources / "fonts" / BOLD).read_bytes())
        order = order._replace(questions=tuple(map(self._settable, order.questions)))
        voice, under = self._settable_voice(voice), under and self._settable_voice(under)
        families = self._opened_press().families(FAMILY)
        pictures = Pictures(self._topic, families, self._advances, order.points, self._opened_cropper, narrowest)
        make = {"one-page": one_page, LEAF: leaf}.get(order.edition, booklet)
        document = make(order, voice, under, pictures)
        return Made(document | {"families": families}, pictures)

    def _settable(self, words: str) -> str:
        """Return words of people, of whom nobody asks which characters the typefaces have: for others stands "?"."""
        if self._characters is None:
            fonts = self._resources / "fonts"
            bundled = (characters((fonts / name).read_bytes()) for name in (REGULAR, BOLD))
            own = map(characters, topic_fonts(self._topic.files).values())
            self._characters = frozenset.intersection(*bundled).union(*own)
        line = " ".join(words.split())
        return "".join(char if ord(char) in self._characters else "?" for char in line)

    def lost(self, questions: Iterable[str]) -> str:
        """Return the characters of questions in whose place "?" stands, each once; call it after something was made."""
        if self._characters is None:
            return ""
        signs = dict.fromkeys("".join("".join(questions).split()))
        return "".join(sign for sign in signs if ord(sign) not in self._characters)

    def _settable_voice(self, voice: Voice) -> Voice:
        """Return a voice whose clinic says only what the typefaces can show."""
        told = {key: self._settable(words) for key, words in voice.clinic.words.items()}
        return voice._replace(clinic=voice.clinic._replace(words=told))

    def _refuse_unknown(self, order: Order) -> None:
        """Raise ContentError for languages and pages that the topic does not have."""
        languages = [each for each in (order.language, order.beside) if each]
        known = (
            ("language", languages, self._topic.languages),
            ("page", order.pages, [entry.id for entry in self._topic.pages]),
        )
        problems = [
            Problem(TOPIC_FILE, 0, f'the topic has no {kind} "{each}": expected one of {", ".join(there)}')
            for kind, wanted, there in known
            for each in wanted
            if each not in there
        ]
        if problems:
            raise ContentError(problems)

    def pdf(self, order: Order) -> bytes:
        """Return a summary as a tagged PDF; the same order gives the same bytes.

        Raises:
            ContentError: As :meth:`made` does.
            PressError: It cannot be made.
        """
        document, pictures = self.made(order)
        return self._opened_press().pdf(document, pictures.drawings, pictures.rasters)

    def web_page(self, order: Order) -> str:
        """Return a summary as one self-contained web page.

        Raises:
            ContentError: As :meth:`made` does.
        """
        from viewer.summary.web_page import write_page

        document, pictures = self.made(order, NARROWEST)
        style = (self._resources / "summary" / STYLE).read_text(encoding="utf-8")
        fonts = self._resources / "fonts"
        faces = {400: (fonts / REGULAR).read_bytes(), 700: (fonts / BOLD).read_bytes()}
        return write_page(document, pictures.drawings, pictures.rasters, style, faces)

    def pages(self, order: Order, dots: float) -> list[bytes]:
        """Return pictures (PNG) of a summary's pages.

        Args:
            order: What is ordered.
            dots: Dots to the inch.

        Raises:
            ContentError: As :meth:`made` does.
            PressError: They cannot be made.
        """
        document, pictures = self.made(order)
        return self._opened_press().pages(document, pictures.drawings, pictures.rasters, dots)

    def _opened_cropper(self) -> Cropper:
        """Return what cuts close-ups out; the drawing is read with it, when a close-up is first needed."""
        if self._cropper is None:
            from viewer.summary.cropping import Cropper

            self._cropper = Cropper(self._topic.diagram)
        return self._cropper

    def _opened_press(self) -> Press:
        """Return the press; typst is loaded with it, when it is first needed."""
        if self._press is None:
            from viewer.summary.press import Press

            self._press = Press(self._resources / "summary", self._resources / "fonts", topic_fonts(self._topic.files))
        return self._press
