"""The reviewer's page, read back as a browser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.content.small_topic import change, write_small_topic
from tests.made_from import record_made_from
from viewer.content.check import examine
from viewer.content.checklists import CDC, PEMAT, Evidence
from viewer.content.report import FOR_THE_REVIEWER, NOT_REVIEWED, report_page

VOID = {"meta", "img", "br"}


class Reader(HTMLParser):
    """Reads a web page, and that every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.said = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.said += data
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data

    def values(self, name):
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


def read(folder, **more):
    found = examine(folder)
    return Reader(report_page(found.topic, found.scores, found.problems, **more))


@pytest.fixture
def two(tmp_path):
    return write_small_topic(tmp_path / "seeds", ("en", "es"))


def test_every_text_stands_there_in_each_language_with_its_state_and_score(two):
    change(two, "es/care.md", "Water it.", "Riéguela.")
    page = read(two)
    for words in ("Water it.", "Riéguela.", "Some seeds do not arrive.", "It travels.", "Air that moves."):
        assert words in page.said
    assert page.said.count(NOT_REVIEWED) == 8
    assert page.said.count("FKGL") == 4
    assert page.said.count("INFLESZ") == 6
    sides = [attributes for tag, attributes in page.tags if tag == "div" and "lang" in attributes]
    assert [side["lang"] for side in sides] == ["en", "es"] * (len(sides) // 2)


def test_sources_say_how_and_when_they_were_read_and_their_notes(two):
    page = read(two)
    assert (
        "Institute of Wind. What wind carries. https://example.org/wind. Read in a copy on November 21, 2026."
        in page.said
    )
    assert "Note: Only the summary was read." in page.said
    assert "Garden Press. The Book of Gardens (2024)" in page.said


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(two):
    page = read(two)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "form", "input", "base"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in page.values("src"))
    assert len(page.values("src")) == 2


def test_links_inside_lead_somewhere(two):
    page = read(two)
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    inside = {address[1:] for address in page.values("href") if address.startswith("#")}
    assert {"page-leaving", "word-wind"} <= inside <= set(ids)


def test_words_are_escaped_wherever_they_stand(two):
    evil = "A & B 'x' <script>alert(1)</script>"
    change(two, "topic.toml", '"Garden Press"', f'"{evil}"')
    change(two, "topic.toml", '"Only the summary was read."', f'"{evil}"')
    change(two, "topic.toml", 'en = "How a seed travels"', f'en = "{evil}"')
    change(two, "en/care.md", '"What you can do."', f'"{evil}"')
    change(two, "en/leaving.md", '"Always call" = "an instruction"', f'"{evil}" = "{evil}"')
    change(two, "en/glossary.toml", 'term = "wind"', f'term = "{evil}"')
    change(two, "en/flying.md", "Few seeds arrive.", "Few 'x' & < y arrive.")
    page = read(two, review_state=lambda page, language: f"{evil} {page} {language}")
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.said.count(evil) >= 8
    assert "Few 'x' & < y arrive." in page.said


def test_the_table_of_pages_says_of_each_what_is_open(two):
    change(two, "topic.toml", 'read = "copy"', 'read = "secondary"')
    change(two, "es/care.md", "Water it.", "Nunca.")
    record_made_from(two)
    page = read(two, review_state=lambda page, _: "Reviewed by Ana Ruiz." if page == "care" else NOT_REVIEWED)
    rows = {row[0]: row[1:] for row in page.rows if len(row) == 5}
    assert rows["Caring for the gardenWhat you can do."][0] == "en: donees: done"
    assert rows["Caring for the gardenWhat you can do."][3] == "1"
    assert rows["FlyingThe wind carries the seed."] == ["en: openes: open", "kept", "11 read only elsewhere", "0"]
    assert page.said.count("Not read itself, but on another site that names it, on November 21, 2026.") == 2


def test_problems_stand_with_their_page_and_the_others_on_top(two):
    change(two, "es/care.md", "Water it.", "Nunca.")
    change(two, "en/glossary.toml", "Air that moves.", "Air that never rests.")
    change(two, "topic.toml", 'en = "Two seeds."', 'en = "Never two."')
    record_made_from(two)
    said = read(two).said
    assert "3 problems found" in said
    care, words, top = (said.index(f"{file}:") for file in ("es/care.md", "en/glossary.toml", "topic.toml"))
    assert top < said.index("What happens?\n", said.index("The picture")) < care < words
    assert said.index("Caring for the garden", top) < care


def test_who_reviewed_is_told_and_counted(two):
    page = read(two, review_state=lambda page, _: "Reviewed by Ana Ruiz." if page == "care" else NOT_REVIEWED)
    assert "6 of 8 pages" in page.said
    assert page.said.count("Reviewed by Ana Ruiz.") == 2


def test_every_item_of_both_checklists_is_there_and_none_is_ticked(two):
    page = read(two)
    numbers = [int(row[0].split(".")[0]) for row in page.rows if len(row) == 3 and row[0][:1].isdigit()]
    assert numbers == [*range(1, 13), *range(15, 27), *range(1, 21)]
    judged = [row for row in page.rows if len(row) == 3 and row[0][:1].isdigit()]
    assert {row[2] for row in judged} == {""}
    assert all("reviewer" in row[1] for row in judged)
    assert any(row[1] == FOR_THE_REVIEWER for row in judged)
    assert not set(page.said) & set("✓✔☑☒")


def test_what_a_machine_tells_is_counted(two):
    found = examine(two)
    evidence = Evidence(found.topic, found.scores, found.problems)
    told = {
        (list_.name, item.number): evidence.of(item)
        for list_ in (PEMAT, CDC)
        for _, part in list_.parts
        for item in part
    }
    assert told["PEMAT-P", 1] == ""
    assert told["PEMAT-P", 4] == "2 links lead to 2 words, each with its meaning in the glossary."
    assert told["PEMAT-P", 11] == "Each of the 4 pages opens with its short version, “In short”."
    assert told["PEMAT-P", 17] == "All 1 figures and 2 close-ups have a caption and a description."
    assert told["PEMAT-P", 19] == "Tables with column headings on: “What happens?” (2 columns, 2 rows)."
    assert told["PEMAT-P", 23] == "3 questions to take along, in 2 lists."
    assert told["CDC Clear Communication Index", 11] == ""
    change(two, "en/care.md", "Water it.", "Water 5% of it.")
    found = examine(two)
    assert Evidence(found.topic, found.scores, found.problems).numbers() == ""


def test_a_language_from_right_to_left_is_set_so(tmp_path):
    page = read(write_small_topic(tmp_path / "seeds", ("ar",)))
    assert ("div", {"lang": "ar", "dir": "rtl"}) in page.tags
    assert "No reading level is measured." in page.said
