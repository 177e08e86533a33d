"""A topic as the rest of the program sees it, and how it is opened from a folder or a zip.

:func:`open_topic` reads what the first screen needs and each page when it is asked for; :func:`load_topic` reads and
checks everything. Both give a :class:`Topic`, and both refuse what they read when it is wrong, with file and line.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from viewer.content.archive import open_files, read_files
from viewer.content.drawing import NO_PLACES, Drawing, read_drawing
from viewer.content.errors import ContentError, Problem
from viewer.content.glossary import GLOSSARY_FILE, Word, read_words
from viewer.content.header import TOPIC_FILE, Header, PageEntry, Source, read_header
from viewer.content.pages import Head, Page, make_page, read_head, read_page
from viewer.content.toml import line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from viewer.content.blocks import Section
    from viewer.content.ready import Ready
    from viewer.content.reviews import Review

__all__ = ["Head", "Page", "PageEntry", "Source", "Topic", "Word", "load_topic", "open_topic"]


class Topic:
    """One topic: its pages, its words, its sources and its picture, in all its languages.

    Made by :func:`open_topic` and :func:`load_topic`.

    Attributes:
        header: What ``topic.toml`` says.
        drawing: Where things are in the picture.
        diagram: The picture itself, SVG.
        files: Every file of the topic by its name.
    """

    __slots__ = (
        *("_digests", "_heads", "_more_reviews", "_pages", "_ready", "_reviews", "_words"),
        *("diagram", "drawing", "files", "header"),
    )

    def __init__(
        self,
        header: Header,
        drawing: Drawing,
        diagram: bytes,
        files: Mapping[str, bytes],
        more_reviews: Path | None = None,
        ready: Ready | None = None,
    ) -> None:
        self.header = header
        self.drawing = drawing
        self.diagram = diagram
        self.files = files
        self._ready = ready
        self._pages: dict[tuple[str, str], Page] = {}
        self._heads: dict[tuple[str, str], Head] = {}
        self._words: dict[str, Mapping[str, Word]] = {}
        self._more_reviews = more_reviews
        self._reviews: tuple[Review, ...] | None = None
        self._digests: dict[tuple[str, str], str] = {}

    @property
    def id(self) -> str:
        """The topic's id."""
        return self.header.id

    @property
    def version(self) -> str:
        """The version of the content."""
        return self.header.version

    @property
    def date(self) -> dt.date:
        """The date of the content."""
        return self.header.date

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, in the order in which they are offered."""
        return tuple(self.header.titles)

    @property
    def pages(self) -> tuple[PageEntry, ...]:
        """The pages that readers choose from, in their order, the overview first."""
        return tuple(entry for entry in self.entries if entry.kind != "sheet")

    @property
    def entries(self) -> tuple[PageEntry, ...]:
        """All that is written as pages: :attr:`pages`, and the sheet that only paper shows, if there is one."""
        return self.header.pages

    @property
    def sheet(self) -> str:
        """The id of the page with the words of the one-page summary; ``""`` where the topic has none."""
        return next((entry.id for entry in self.entries if entry.kind == "sheet"), "")

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the step pages, in their order."""
        return tuple(entry.id for entry in self.header.pages if entry.kind == "step")

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by their ids, in the order of ``topic.toml``."""
        return self.header.sources

    @property
    def brings_fonts(self) -> bool:
        """Whether the topic has typefaces of its own; ContentError where its files cannot be listed."""
        return any(name.startswith("fonts/") for name in self.files)

    def colors(self, theme: str) -> Mapping[str, str]:
        """Return which colors of the picture a theme exchanges, old to new; none for a theme without any."""
        return self.header.colors.get(theme, MappingProxyType({}))

    def title(self, language: str) -> str:
        """Return the topic's title; like all that takes a language, ContentError where the topic has it not."""
        return self.header.titles[self._known(language)]

    def picture(self, language: str) -> str:
        """Return what the whole picture shows, for those who cannot see it."""
        return self.header.pictures[self._known(language)]

    def key(self, language: str) -> str:
        """Return the line under the picture."""
        return self.header.keys[self._known(language)]

    def page(self, page_id: str, language: str) -> Page:
        """Return a page, read when it is first asked for.

        Raises:
            ContentError: The page is missing or wrong.
        """
        wanted = (page_id, self._known(language))
        if wanted not in self._pages:
            entry = self._entry(page_id)
            name = f"{language}/{page_id}.md"
            data = self.file(name)
            sections = self._find_ready("text", name)
            if sections is None:
                page = read_page(data, name, entry, language)
            else:
                page = make_page(self.head(page_id, language), cast("tuple[Section, ...]", sections), data)
            _require_sources(page, self.sources)
            self._pages[wanted] = page
        return self._pages[wanted]

    def head(self, page_id: str, language: str) -> Head:
        """Return what a page's front matter says, without parsing its text.

        Raises:
            ContentError: The page is missing, or its front matter is wrong.
        """
        wanted = (page_id, self._known(language))
        if wanted in self._pages:
            return self._pages[wanted]
        if wanted not in self._heads:
            entry = self._entry(page_id)
            name = f"{language}/{page_id}.md"
            head = cast("Head | None", self._find_ready("head", name))
            self._heads[wanted] = head or read_head(self.file(name), name, entry, language)
        return self._heads[wanted]

    def words(self, language: str) -> Mapping[str, Word]:
        """Return the glossary by the ids of its words, read when it is first asked for.

        Raises:
            ContentError: The glossary is missing or wrong.
        """
        if self._known(language) not in self._words:
            name = f"{language}/{GLOSSARY_FILE}"
            words = cast("Mapping[str, Word] | None", self._find_ready("words", name))
            self._words[language] = read_words(self.file(name), name) if words is None else words
        return self._words[language]

    def digest(self, page_id: str, language: str) -> str:
        """Return the digest to which a review of a page is bound; see :mod:`viewer.content.digests`.

        Raises:
            ContentError: Something that the page shows is missing or wrong.
        """
        wanted = (page_id, language)
        if wanted not in self._digests:
            from viewer.content.digests import page_digest

            self._digests[wanted] = page_digest(self, page_id, language)
        return self._digests[wanted]

    def reviews(self) -> tuple[Review, ...]:
        """Return the reviews of this topic, the oldest first, read when they are first asked for.

        A damaged file of reviews is left out with a line in the log: its pages count as not reviewed.
        """
        if self._reviews is None:
            self._reviews = self._read_reviews()
        return self._reviews

    def _read_reviews(self) -> tuple[Review, ...]:
        try:
            signed = "reviews.toml" in self.files
        except ContentError:
            signed = True  # It is there and refused; the reason is told below.
        if not signed and self._more_reviews is None:
            return ()
        from viewer.content.reviews import known_reviews

        reviews, problems = known_reviews(self.files, self._more_reviews, self.id)
        first_of_files = {problem.file: problem for problem in reversed(problems)}
        for problem in first_of_files.values():
            import logging

            logging.getLogger(__name__).warning("The reviews of this file do not count. %s", problem)
        return reviews

    def file(self, name: str) -> bytes:
        """Return the bytes of one of the topic's files, such as ``"biopsy.svg"``.

        Raises:
            ContentError: There is no such file in the topic, or it is refused.
        """
        try:
            return self.files[name]
        except KeyError:
            raise ContentError([Problem(name, 0, "this file is missing: put it into the topic's folder")]) from None

    def _find_ready(self, kind: str, name: str) -> object:
        """Return what a file says if that is ready, as :meth:`viewer.content.ready.Ready.find` does, else ``None``."""
        return None if self._ready is None else self._ready.find(kind, name, self.file(name))

    def _entry(self, page_id: str) -> PageEntry:
        for entry in self.entries:
            if entry.id == page_id:
                return entry
        raise ContentError([Problem(TOPIC_FILE, 0, f'there is no page "{page_id}": expected an id from [[pages]]')])

    def _known(self, language: str) -> str:
        if language not in self.header.titles:
            raise ContentError(
                [Problem(TOPIC_FILE, 0, f'the topic has no language "{language}": expected one from [title]')]
            )
        return language


def open_topic(
    path: Path, more_reviews: Path | None = None, ready: Ready | None = None, *, whole: bool = False
) -> Topic:
    """Open a topic for showing: ``topic.toml`` and the picture are read now, all else when it is asked for.

    Args:
        path: The topic's folder, or a zip of it.
        more_reviews: A file of reviews beside the topic's own, as a clinic keeps it; it need not be there.
        ready: What the topic's files say, made ready before; what they do not say any more is not taken from it.
        whole: Whether the bytes of all files are read now, so that none is missed when its folder goes or changes.

    Returns:
        The topic. Its pages and words may still turn out to be wrong when they are asked for.

    Raises:
        ContentError: There is no such topic, or ``topic.toml`` or the picture is wrong.
    """
    topic, problems = _open(read_files(path) if whole else open_files(path), path, more_reviews, ready)
    if problems:
        raise ContentError(problems)
    return topic


def load_topic(path: Path, more_reviews: Path | None = None) -> Topic:
    """Read a topic whole, with every page in every language, and check that its parts fit together.

    Args:
        path: The topic's folder, or a zip of it.
        more_reviews: A file of reviews beside the topic's own, as a clinic keeps it; it need not be there.

    Returns:
        The topic, complete.

    Raises:
        ContentError: Anything at all is wrong; it holds everything that was found.
    """
    from viewer.content.check import find_problems

    topic, problems = _open(read_files(path), path, more_reviews)
    problems += find_problems(topic)
    if problems:
        raise ContentError(problems)
    return topic


def _open(
    files: Mapping[str, bytes], path: Path, more_reviews: Path | None, ready: Ready | None = None
) -> tuple[Topic, list[Problem]]:
    """Read the header and the picture of a topic; a wrong picture leaves the topic without places, and problems."""
    if TOPIC_FILE not in files:
        message = f"this is no topic: a topic's folder or zip holds a file {TOPIC_FILE}"
        raise ContentError([Problem(str(path), 0, message)])
    header = cast("Header | None", ready and ready.find("header", TOPIC_FILE, files[TOPIC_FILE]))
    if header is None:
        # What its pages are is said there, too: nothing is ready of a topic of which this is not.
        ready = None
        header = read_header(files[TOPIC_FILE], TOPIC_FILE)
    diagram, drawing = b"", NO_PLACES
    problems: list[Problem] = []
    if header.diagram not in files:
        line = line_of(files[TOPIC_FILE], f'"{header.diagram}"')
        message = f'the picture "{header.diagram}" is missing: put it into the topic\'s folder'
        problems.append(Problem(TOPIC_FILE, line, message))
    else:
        diagram = files[header.diagram]
        try:
            found = cast("Drawing | None", ready and ready.find("drawing", header.diagram, diagram))
            drawing = found or read_drawing(diagram, header.diagram)
            problems += _place_problems(header, drawing)
        except ContentError as error:
            problems += error.problems
    return Topic(header, drawing, diagram, files, more_reviews, ready), problems


def _place_problems(header: Header, drawing: Drawing) -> Iterator[Problem]:
    """Yield each step that has no place in the picture, and each but the first that has no way to it."""
    steps = [entry.id for entry in header.pages if entry.kind == "step"]
    for step in steps:
        if step not in drawing.steps:
            message = f'step "{step}" has no place: expected step-{step}, badge-{step} and closeup-{step}'
            yield Problem(header.diagram, 0, message)
        elif step != steps[0] and not drawing.steps[step].path:
            yield Problem(header.diagram, 0, f'the way to step "{step}" is missing: expected path-{step}')


def _require_sources(page: Page, sources: Mapping[str, Source]) -> None:
    """Refuse a page that names a source which the topic does not have."""
    problems = [
        Problem(
            page.file,
            line_of(page.data, f'"{source}"'),
            f'there is no source "{source}": expected an id from [[sources]] of {TOPIC_FILE}',
        )
        for source in page.sources
        if source not in sources
    ]
    if problems:
        raise ContentError(problems)
