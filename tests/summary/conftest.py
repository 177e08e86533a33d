"""Summaries that many tests read: each is made once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.content.other_scripts import SCRIPTS, write_topic
from tests.summary.reading import Sheet
from viewer.content.clinic import UNTOLD
from viewer.content.topics import load_topic, open_topic
from viewer.settings import resources_folder
from viewer.site import read_site
from viewer.summaries import maker_for
from viewer.summary.order import LEAF, Order
from viewer.told import make_clinic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic

ADDRESS = "https://clinic.example/home"
SITE = f"""\
name = "Riverside Cancer Center"
phone = "555-0100"
phone_24h = "555-0111"
emergency = "911"
fever = 100.4
fever_unit = "F"
take_home = "{ADDRESS}"
"""


class Case(NamedTuple):
    """A summary that the tests look at.

    Attributes:
        order: What is ordered.
        told: Whether a clinic has told who it is.
    """

    order: Order
    told: bool = False


SOME = ("overview", "local-invasion", "names", "when-to-call", "questions", "words", "sources")
"""Pages with all kinds of blocks: close-up, figure, table, lists, boxes, helplines."""

ONE_PAGE = {
    f"one page, {language}, {paper}{', clinic' if told else ''}": Case(Order(language, paper=paper), told)
    for language in ("en", "es")
    for paper in ("letter", "a4")
    for told in (False, True)
}

CASES = ONE_PAGE | {
    "one page, large": Case(Order("en", large_print=True), told=True),
    "one page, large, es, a4": Case(Order("es", large_print=True, paper="a4")),
    "one page, two languages": Case(Order("es", beside="en"), told=True),
    "one page, large, two languages": Case(Order("es", large_print=True, beside="en", paper="a4"), told=True),
    "one page, ar": Case(Order("ar"), told=True),
    "one page, zh, a4": Case(Order("zh", paper="a4")),
    "booklet": Case(Order("en", "booklet"), told=True),
    "booklet, es, a4": Case(Order("es", "booklet", paper="a4", pages=SOME)),
    "booklet, large": Case(Order("en", "booklet", large_print=True, pages=SOME), told=True),
    "booklet, two languages": Case(Order("es", "booklet", beside="en", pages=SOME)),
    "booklet, large, two languages": Case(
        Order("es", "booklet", large_print=True, beside="en", pages=SOME[:3]), told=True
    ),
    "booklet, ar, a4": Case(Order("ar", "booklet", paper="a4"), told=True),
    "booklet, large, ar": Case(Order("ar", "booklet", large_print=True)),
    "booklet, zh": Case(Order("zh", "booklet")),
    "leaf": Case(Order("en", LEAF, pages=("when-to-call",)), told=True),
    "leaf, es, a4": Case(Order("es", LEAF, paper="a4", pages=("names",))),
    "leaf, large, es": Case(Order("es", LEAF, large_print=True, pages=("local-invasion",)), told=True),
    "leaf, gathered": Case(Order("en", LEAF, pages=("questions",))),
    "leaf, words, large": Case(Order("en", LEAF, large_print=True, pages=("words",))),
    "leaf, sources": Case(Order("es", LEAF, pages=("sources",))),
    "leaf, ar": Case(Order("ar", LEAF, pages=("overview",)), told=True),
}


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    """A clinic that has told all that paper shows."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "site.toml").write_text(SITE, encoding="utf-8")
    told = read_site(folder / "site.toml", folder / "site.json", required=True)
    assert not told.problems
    return make_clinic(told, resources_folder() / "helplines.toml")


@pytest.fixture(scope="session")
def topic_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Topic]:
    """Gives the bundled topic, or a small one for languages that it does not have."""
    folder = tmp_path_factory.mktemp("scripts")
    bundled = open_topic(resources_folder() / "topics/metastasis")
    small = {script.language: script for script in SCRIPTS}
    topics: dict[str, Topic] = {}

    def give(language: str) -> Topic:
        if language in small and language not in topics:
            topics[language] = load_topic(write_topic(folder / language, small[language]))
        return topics.get(language, bundled)

    return give


@pytest.fixture(scope="session")
def read_sheet(clinic: Clinic, topic_in: Callable[[str], Topic]) -> Iterator[Callable[..., Sheet]]:
    """Makes a summary and opens it; the same one only once."""
    sheets: dict[tuple[Order, bool], Sheet] = {}

    def make(order: Order, told: bool = False) -> Sheet:
        if (order, told) not in sheets:
            # That the small topics' languages have no notice of their own is another test's matter.
            logging.disable(logging.WARNING if order.language in {"ar", "zh"} else logging.NOTSET)
            maker = maker_for(topic_in(order.language), clinic if told else UNTOLD)
            voices = [maker._voice(each) for each in (order.language, order.beside) if each]
            data, document = maker.pdf(order), maker.made(order).document
            logging.disable(logging.NOTSET)
            sheets[order, told] = Sheet(data, order, document, voices[0], voices[1] if order.beside else None)
        return sheets[order, told]

    yield make
    for sheet in sheets.values():
        sheet.close()


@pytest.fixture(params=CASES)
def sheet(request: pytest.FixtureRequest, read_sheet: Callable[..., Sheet]) -> Sheet:
    """Each summary that the tests look at."""
    case = CASES[request.param]
    return read_sheet(*case)
