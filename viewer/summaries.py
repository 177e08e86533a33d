"""The command ``summary``, and the function for other programs: a topic as a file to take home."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from viewer.content.clinic import UNTOLD
from viewer.content.errors import ContentError
from viewer.content.notice import notice_for
from viewer.content.topics import load_topic, open_topic
from viewer.content.translation import read_translation
from viewer.content.writing import write_whole
from viewer.options import WEB_PAGES
from viewer.settings import clinic_reviews, closest_language, resources_folder, site_file, system_languages
from viewer.summary.making import SummaryMaker
from viewer.summary.order import EDITIONS, PAPER, PAPERS, Order
from viewer.summary.voice import Voice
from viewer.told import make_clinic, read_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.options import SummaryWish

FAILED = 1
"""Exit code: it could not be done."""


def maker_for(topic: Topic, clinic: Clinic = UNTOLD) -> SummaryMaker:
    """Return what makes summaries of a topic.

    Args:
        topic: The topic.
        clinic: What the clinic has told.
    """
    resources = resources_folder()

    @cache
    def voice(language: str) -> Voice:
        translation = read_translation(resources / "locale", language)
        return Voice(topic, translation, notice_for(resources / "notice", language), clinic)

    return SummaryMaker(topic, resources, voice)


def summary_pdf(
    topic: Topic,
    language: str = "en",
    *,
    edition: str = "one-page",
    large_print: bool = False,
    beside: str = "",
    paper: str = PAPER,
    pages: Iterable[str] = (),
    if_asked: bool = False,
    questions: Iterable[str] = (),
) -> bytes:
    """Return a summary of a topic as a tagged PDF (PDF/UA-1), with the notice on every page.

    Args:
        topic: The topic, from :func:`viewer.load_topic`.
        language: One of the topic's languages.
        edition: ``"one-page"`` or ``"booklet"``.
        large_print: Whether the text has 18 points or more, instead of 12.
        beside: A second language of the topic, small under each line; ``""`` for none.
        paper: ``"letter"`` or ``"a4"``.
        pages: The ids of the pages to take in; none takes all, which on one page are the steps.
        if_asked: Whether it also says what stands behind "Only if I want to know".
        questions: The reader's own questions.

    Returns:
        The PDF. The same topic and wishes give the same bytes, on any day on which no review becomes due.

    Raises:
        ContentError: The topic lacks a language or page that was named, or what it says is wrong.
        ValueError: There is no such edition or paper.
        viewer.summary.press.PressError: It cannot be set.
    """
    if edition not in EDITIONS or paper not in PAPERS:
        message = f"expected an edition of {', '.join(EDITIONS)} and a paper of {', '.join(PAPERS)}"
        raise ValueError(message)
    order = Order(language, edition, large_print, beside, paper, tuple(pages), if_asked, tuple(questions))
    return maker_for(topic).pdf(order)


def summarize(wish: SummaryWish) -> int:
    """Write what the command line asks for, and say where it is.

    Returns:
        The exit code: 0, or 1 when it could not be made or written.
    """
    from viewer.summary.press import PressError

    told = read_told(wish.site)
    for problem in told.problems if told else ():
        print(f"metastasis-viewer summary: a setting of the clinic is not used: {problem}", file=sys.stderr)
    reviews = clinic_reviews(wish.site or site_file(sys.platform, os.environ))
    resources = resources_folder()
    try:
        opened = load_topic(wish.topic, reviews) if wish.topic else open_topic(resources / "topics/metastasis", reviews)
        order = wish.order._replace(paper=wish.order.paper or (told.site.paper if told else "") or PAPER)
        order = order._replace(language=_language(order.language, opened), beside=_known(order.beside, opened))
        maker = maker_for(opened, make_clinic(told, resources / "helplines.toml"))
        wanted = dict(_every(opened, order, wish.output)) if wish.every else {wish.output: order}
        _write_all(maker, wanted)
    except ContentError as error:
        return _refused("\n".join(map(str, error.problems)))
    except (PressError, OSError) as error:
        file = getattr(error, "filename", None)
        return _refused(f"{file}: {error.strerror}" if file and isinstance(error, OSError) else str(error))
    for path in wanted:
        print(path)
    return 0


def _refused(why: str) -> int:
    print(f"metastasis-viewer summary: {why}", file=sys.stderr)
    return FAILED


def _language(wanted: str, topic: Topic) -> str:
    """Return the language to write in; where none was asked for, the system's if the topic has it, else its first."""
    asked = [closest_language(each, topic.languages) for each in system_languages(dict(os.environ))]
    return _known(wanted, topic) or next((each for each in asked if each), topic.languages[0])


def _known(language: str, topic: Topic) -> str:
    """Return the topic's language for one that was asked for, as ``"es"`` for ``"es-MX"``; an unknown one as it is."""
    return closest_language(language, topic.languages) or language


def _every(topic: Topic, order: Order, folder: Path) -> Iterator[tuple[Path, Order]]:
    """Yield every edition in every language, with the file for each."""
    for language in topic.languages:
        for edition in EDITIONS:
            for large in (False, True):
                name = "-".join((topic.id, edition, *(("large-print",) if large else ()), language))
                beside = order.beside if order.beside != language else ""
                wanted = order._replace(language=language, edition=edition, large_print=large, beside=beside)
                yield folder / f"{name}.pdf", wanted


def _write_all(maker: SummaryMaker, wanted: dict[Path, Order]) -> None:
    """Write files; where there are several, a bar shows how far it is."""
    waiting: Iterable[tuple[Path, Order]] = wanted.items()
    if len(wanted) > 1:
        from tqdm import tqdm

        waiting = tqdm(wanted.items(), unit="file", leave=False)
    for path, order in waiting:
        web_page = path.name.lower().endswith(WEB_PAGES)
        data = maker.web_page(order).encode() if web_page else maker.pdf(order)
        try:
            write_whole(path, data)
        except OSError as error:  # A full disk does not tell which file was too much for it.
            raise OSError(error.errno, error.strerror, str(path)) from error
