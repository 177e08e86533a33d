"""The web page: built as it should be, with all of the text on it, and nothing that a text could become."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.content.other_scripts import ARABIC, write_topic
from viewer.content.topics import load_topic, open_topic
from viewer.settings import resources_folder
from viewer.summaries import maker_for
from viewer.summary.order import EDITIONS, Order
from viewer.summary.web_nodes import WebNodes, clean
from viewer.summary.web_page import write_page

ROOT = Path(__file__).parents[2]
NARROW = 252
VOID = {"meta", "img", "input", "br"}
LOADING = {"script", "link", "iframe", "object", "embed", "form", "base", "audio", "video", "source", "use", "image"}


class Read(HTMLParser):
    """What a page holds: its elements in their order with the languages around them, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[tuple[str, tuple[str, str]]] = []
        self._open: list[tuple[str, tuple[str, str]]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        self.elements.append((tag, found))
        around = self._open[-1][1] if self._open else ("", "")
        if tag not in VOID:
            self._open.append((tag, (found.get("lang", around[0]), found.get("dir", around[1]))))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open and self._open[-1][0] != "style":
            self.said.append((data, self._open[-1][1]))

    @cached_property
    def text(self) -> str:
        """All the words, and those for who cannot see the pictures, with single blanks between them."""
        alts = [found["alt"] for _, found in self.elements if "alt" in found]
        return plain(" ".join([*(words for words, _ in self.said), *alts]))

    def all(self, name: str) -> list[str]:
        return [found[name] for _, found in self.elements if name in found]


def plain(words: str) -> str:
    return "".join(clean(words).split())


@pytest.fixture(scope="module")
def maker():
    return maker_for(open_topic(resources_folder() / "topics" / "metastasis"))


ORDERS = [
    Order(language, edition, large, beside)
    for edition in EDITIONS
    for large, language, beside in ((False, "en", ""), (True, "es", "en"))
]


def is_part(thing):
    return bool(thing) and isinstance(thing[0], str) and thing[0] in {"t", "b", "i", "word", "page", "source"}


def texts(thing, key=""):
    """Yield every text of a document that a reader is meant to find."""
    if isinstance(thing, dict):
        for name, each in thing.items():
            if name not in {"u", "ids", "id", "k", "look", "picture", "under", "code"} or not isinstance(each, str):
                yield from texts(each, name)
    elif isinstance(thing, list):
        if is_part(thing):
            yield from texts(thing[-1], "t")
        else:
            for each in thing:
                yield from texts(each, key)
    elif isinstance(thing, str) and key not in {
        *("edition", "language", "paper", "page_of", "on_page", "families", "own_chapter", "base", "over", "raster"),
        *("ids", "dotted"),
    }:
        yield thing


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_every_text_is_there_and_the_notice_three_times(maker, order):
    document = maker.made(order).document
    page = Read(maker.web_page(order))
    wanted = [plain(each) for each in texts(document)]
    assert len(wanted) > 60
    assert [each for each in wanted if each not in page.text] == []
    for notice in filter(None, (document["notice"], document["under_notice"])):
        assert page.text.count(plain(" ".join(notice))) == 3
    assert [found["role"] for _, found in page.elements if found.get("class") == "notice" and "role" in found] == [
        *("note", "note")
    ]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_it_is_built_for_screen_readers(maker, order):
    page = Read(maker.web_page(order))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [tag for tag, _ in page.elements]
    assert [tags.count(tag) for tag in ("header", "main", "footer", "title")] == [1, 1, 1, 1]
    assert tags.count("nav") == (order.edition == "booklet")
    assert all(found["alt"].strip() for tag, found in page.elements if tag == "img")
    assert all(found.get("scope") == "col" for tag, found in page.elements if tag == "th")
    names = page.all("id")
    assert len(names) == len(set(names))
    goals = [goal[1:] for goal in page.all("href") if goal.startswith("#")]
    assert set(goals) | set(page.all("for")) | set(page.all("aria-labelledby")) <= set(names)
    boxes = [found for tag, found in page.elements if tag == "input"]
    assert {found["type"] for found in boxes} == {"checkbox"}
    assert len(boxes) == len(page.all("for"))
    assert not any("checked" in found for found in boxes)
    if order.edition == "booklet":
        assert {goal.partition("-")[0] for goal in goals} == {"text", "page", "word", "chapter"}


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_it_runs_nothing_and_loads_nothing(maker, order):
    whole = maker.web_page(order)
    page = Read(whole)
    assert {tag for tag, _ in page.elements} & LOADING == set()
    assert [name for _, found in page.elements for name in found if name.startswith("on")] == []
    assert all(address.startswith("data:") for address in (*page.all("src"), *page.all("srcset")))
    assert all(goal.startswith("#") for goal in page.all("href"))
    (style,) = re.findall(r"<style>(.*?)</style>", whole, flags=re.DOTALL)
    assert re.findall(r"url\((?!data:font/ttf;base64,)|@import|expression", style) == []
    (policy,) = [found["content"] for _, found in page.elements if "http-equiv" in found]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")


@pytest.mark.parametrize("order", [each for each in ORDERS if each.beside], ids=str)
def test_each_language_is_named(maker, order):
    page = Read(maker.web_page(order))
    document = maker.made(order).document
    spoken = {plain(words): language for words, (language, _) in page.said}
    assert spoken[plain(document["under_title"])] == "en"
    assert spoken[plain(document["title"])] == "es"
    assert spoken[plain(document["under_notice"][0])] == "en"
    assert spoken[plain(document["notice"][0])] == "es"
    for chapter in document.get("chapters", []):
        if chapter["state"]:
            assert spoken[plain(chapter["state"])] == "es"
            assert spoken[plain(chapter["under_state"])] == "en"


def test_links_lead_to_words_pages_and_sources():
    nodes = WebNodes(None, {}, {})
    parts = [
        ["word", "cell", [["t", "cells"]]],
        ["page", "why", [["i", [["t", "Why"]]]]],
        ["source", 2, [["t", "say"]]],
    ]
    (paragraph,) = nodes.several([{"k": "text", "id": "b1", "t": parts, "u": []}])
    assert tostring(paragraph, encoding="unicode") == (
        '<p><a class="word" href="#word-cell">cells</a><a href="#page-why"><em>Why</em></a>'
        '<a href="#source-2">say [2]</a></p>'
    )
    items = [[{"k": "text", "id": "b2", "t": [["t", each]], "u": []}] for each in ("One", "Two")]
    listed = nodes.sources({"k": "list", "ordered": True, "tick": False, "items": items})
    assert [(each.get("id"), "".join(each.itertext())) for each in listed] == [("source-1", "One"), ("source-2", "Two")]


def test_a_page_from_right_to_left_says_so_and_so_does_a_second_language(tmp_path, maker, log_watch):
    log_watch.expect("The English notice is shown instead")
    arabic = maker_for(load_topic(write_topic(tmp_path / "ar", ARABIC, font=False)))
    page = Read(arabic.web_page(Order("ar", "booklet")))
    assert {"lang": "ar", "dir": "rtl"}.items() <= page.elements[0][1].items()
    assert "اشطف" in page.text
    document, pictures = maker.made(Order("en", beside="es"))
    mirrored = document | {"under": {"language": "ar", "rtl": True}}
    mixed = Read(write_page(mirrored, pictures.drawings, pictures.rasters, "", {}))
    assert {(found["lang"], found["dir"]) for _, found in mixed.elements if "lang" in found} == {
        *(("en", "ltr"), ("ar", "rtl"))
    }


def test_what_is_closed_is_left_out_until_it_is_asked_for(maker):
    closed, opened = (maker.web_page(Order("en", "booklet", if_asked=asked)) for asked in (False, True))
    topic = open_topic(resources_folder() / "topics" / "metastasis")
    headings = [
        section.heading.children[0].text
        for entry in topic.pages
        for section in topic.page(entry.id, "en").sections
        if section.role == "if-asked"
    ]
    assert headings
    for heading in headings:
        assert plain(heading) not in Read(closed).text
        assert plain(heading) in Read(opened).text


def test_the_clinic_s_own_address_is_the_only_way_out(maker):
    document, pictures = maker.made(Order())
    home = {"address": "https://clinic.example/home?a=1&b=2", "code": "<svg/>", "alt": "Code", "words": "At home:"}
    page = Read(write_page(document | {"take_home": home}, pictures.drawings, pictures.rasters, "", {}))
    (link,) = [found for tag, found in page.elements if tag == "a" and not found["href"].startswith("#")]
    assert (link["href"], link["rel"]) == (home["address"], "noreferrer")
    assert plain(home["address"]) in page.text


WILD = st.text(st.characters(codec=None), min_size=1, max_size=60) | st.sampled_from(
    [
        *("<script>alert(1)</script>", '" onload="x', "' onmouseover='x", "</style><b>", "&lt;b&gt;", "-->", "]]>"),
        *("javascript:alert(1)", "{{x}}", "\x00", "\ud800", "<!--", "#evil *b*", "\u202e<b>"),
    ]
)


def replaced(thing, words):
    """Return a document with other words in every place where a topic, a clinic or a reader can put some."""
    if isinstance(thing, dict):
        kept = {"k", "look", "id", "ids", "base", "over"}
        return {name: each if name in kept else replaced(each, words) for name, each in thing.items()}
    if isinstance(thing, list):
        if is_part(thing):
            return [*thing[:-1], replaced(thing[-1], words)]
        return [replaced(each, words) for each in thing]
    return words if isinstance(thing, str) and thing else thing


KEPT = ("edition", "language", "under", "families", "own_chapter")


@pytest.mark.parametrize("edition", EDITIONS)
@given(words=WILD)
@settings(max_examples=40)
@example(words="<script>alert(1)</script>")
@example(words='"><img src=x onerror=alert(1)>')
def test_no_text_becomes_markup(maker_parts, edition, words):
    document, drawings = maker_parts[edition]
    pages = []
    for each in ("plain words", words):
        changed = {name: part if name in KEPT else replaced(part, each) for name, part in document.items()}
        page = Read(write_page(changed, drawings, {}, "", {}))
        pages.append(([(tag, sorted(found)) for tag, found in page.elements], page))
    (tame, _), (wild, page) = pages
    assert tame == wild
    assert plain(words) in page.text


@pytest.fixture(scope="module")
def maker_parts(maker):
    """Small documents of both editions, with every kind of node."""
    parts = {}
    for edition in EDITIONS:
        document, pictures = maker.made(
            Order("en", edition, beside="es", pages=("overview", "names"), questions=("Mine?",)), NARROW
        )
        small = dict.fromkeys(pictures.drawings, "<svg/>") | {
            name: drawing for name, drawing in pictures.drawings.items() if name.endswith(("-words", "numbers"))
        }
        parts[edition] = (document, small)
    return parts


def test_words_in_a_picture_stay_words(maker_parts):
    document, drawings = maker_parts["one-page"]
    evil = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x"><text x="1" style="y" onclick="z" '
    evil += 'font-family="a">&lt;script&gt;"&amp;</text></svg>'
    page = Read(write_page(document, drawings | {"numbers": evil}, {}, "", {}))
    (text,) = [found for tag, found in page.elements if tag == "text"]
    assert text == {"x": "1"}
    assert '<script>"&' in page.text
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    with pytest.raises(KeyError):
        write_page(document, drawings | {"numbers": drawing}, {}, "", {})


def test_the_command_writes_the_same_bytes_each_time(tmp_path):
    pages = []
    for seed in ("1", "2"):
        target = tmp_path / f"page{seed}.html"
        words = ["summary", "-o", target, "--language", "es", "--with", "en", "--edition", "booklet"]
        answer = subprocess.run(
            [sys.executable, "-m", "viewer", *map(str, words)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        assert (answer.returncode, answer.stderr, answer.stdout) == (0, "", f"{target}\n")
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]
    assert pages[0].startswith(b'<!DOCTYPE html>\n<html lang="es"')


def test_one_page_fits_into_an_e_mail(maker):
    for order in ORDERS:
        assert len(maker.web_page(order).encode()) < (600_000 if order.edition == "one-page" else 1_400_000)
