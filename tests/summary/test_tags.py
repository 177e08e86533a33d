"""What screen readers are told: the tag tree against the blocks, and two independent checkers of PDF/UA-1.

``pdfua`` (16 of the 106 machine-checkable conditions of the Matterhorn Protocol) and ``page-validation`` (veraPDF's
PDF/UA-1 profile, 104 rules) find nothing. What neither can tell is tested here: that headings, lists, tables, figures
and languages are those of the blocks, in their order. What nobody has tested: the pages with a real screen reader, and
whether the descriptions help people who cannot see.
"""

from __future__ import annotations

import re
from io import BytesIO

import page
import pdfua
import pikepdf

from tests.summary.reading import flat


def inline_words(parts):
    """Return the words of inline parts."""
    found = ""
    for part in parts:
        found += part[-1] if isinstance(part[-1], str) else inline_words(part[-1])
        found += f"[{part[1]}]" if part[0] == "source" else ""
    return found


def said(node):
    """Return the words of a node in both languages, without blanks."""
    return flat(inline_words(node["t"]) + inline_words(node["u"])) if node else ""


def nodes_in(document):
    """Return the nodes of a document in the order in which they stand on paper."""
    if document["edition"] != "one-page":
        return [node for chapter in document["chapters"] for node in chapter["nodes"]]
    ask = [{"k": "heading", "level": 2, **document["ask_heading"]}, document["ask"]]
    good, call = ({"k": "box", "inside": document[name]} for name in ("good", "call"))
    asked = [node for node in ask if document["ask"]]
    own = [{"k": "heading", "level": 2, **document[name]} for name in ("own_words", "tell_words")]
    parts = [*asked, *own, call] if document["large"] else [*asked, call, *own]
    return [{"k": "box", "inside": document["intro"]}, good, *parts]


def walk(nodes):
    """Yield nodes and those in them, in their order."""
    for node in nodes:
        yield node
        yield from walk(node.get("inside", []))
        for item in node.get("items", []):
            yield from walk(item)


def headings_of(document):
    """Return level and words of the headings that paper must have, in their order."""
    title = ("H1", flat(document["title"] + document["under_title"]))
    if document["edition"] == "one-page":
        return [title, *((f"H{n['level']}", said(n)) for n in walk(nodes_in(document)) if n["k"] == "heading")]
    found = [title, *([("H2", said(document["contents"]))] if "contents" in document else [])]
    for chapter in document["chapters"]:
        found.append(("H2", said(chapter["title"])))
        found += [(f"H{n['level']}", said(n)) for n in walk(chapter["nodes"]) if n["k"] == "heading"]
        if chapter["id"] == document["own_chapter"]:
            found.append(("H3", said(document["own_words"])))
    return found


def in_any_order(sheet, words):
    """Return words as they are, or the sorted letters of Arabic where pypdfium2 gives them in the order of the eye."""
    return "".join(sorted(char for char in words if char.isalpha() and char > "z")) if sheet.document["rtl"] else words


def test_pdfua_finds_nothing(sheet, tmp_path):
    path = tmp_path / "summary.pdf"
    path.write_bytes(sheet.data)
    report = pdfua.validate(str(path))
    assert [finding.message for finding in report.findings if finding.severity.name != "INFO"] == []


def test_page_validation_finds_nothing(sheet):
    report = page.validate_pdf_bytes(sheet.data)
    assert report.is_compliant, report.to_dict()
    assert report.rules.failed == 0


def test_headings_are_those_of_the_blocks(sheet):
    found = [(each.role, each.words) for each in sheet.tags.all("H1", "H2", "H3", "H4", "H5", "H6")]
    wanted = headings_of(sheet.document)
    numbers = [(role, strip_pages(sheet, words)) for role, words in found]
    assert [(role, in_any_order(sheet, words)) for role, words in numbers] == [
        (role, in_any_order(sheet, words)) for role, words in wanted
    ]


def strip_pages(sheet, words):
    """Return words without the numbers of pages that paper adds behind the names of other chapters."""
    before, after = map(flat, sheet.document["on_page"].split("{page}"))
    return re.sub(rf"\({re.escape(before)}\d+{re.escape(after)}\)", "", words)


def test_lists_and_their_items_are_those_of_the_blocks(sheet):
    nodes = list(walk(nodes_in(sheet.document)))
    wanted = [len(node["items"]) for node in nodes if node["k"] == "list"]
    found = [sum(item.role == "LI" for item in each.inside) for each in sheet.tags.all("L")]
    if sheet.document["edition"] == "one-page":
        wanted.insert(0, len(sheet.document["steps"]))
    assert found == wanted


def test_each_column_of_a_table_has_a_header_cell(sheet):
    tables = [node for node in walk(nodes_in(sheet.document)) if node["k"] == "table"]
    found = list(sheet.tags.all("Table"))
    assert len(found) == len(tables)
    for table, node in zip(found, tables, strict=True):
        headers = list(table.all("TH"))
        assert [in_any_order(sheet, each.words) for each in headers] == [
            in_any_order(sheet, said(cell)) for cell in node["head"]
        ]
        assert len(list(table.all("TD"))) == len(node["head"]) * len(node["rows"])


def test_figures_are_described_by_the_words_of_the_blocks(sheet):
    document = sheet.document
    whole = [document["picture"]] if "picture" in document else []
    wanted = [" ".join(filter(None, (each["alt"], each["under_alt"]))) for each in whole]
    for node in walk(nodes_in(document)):
        if node["k"] == "figure":
            wanted.append(" ".join(filter(None, (node["alt"], node["under_alt"]))))
    if document["take_home"]:
        wanted.append(document["take_home"]["alt"])
    found = [each.alt for each in sheet.tags.all("Figure")]
    assert sorted(found) == sorted(wanted)
    assert all(found)


def test_every_part_is_read_in_its_language(sheet):
    if sheet.under is None:
        return
    languages = {}
    for words, language in sheet.tags.pieces:
        languages.setdefault(words, set()).add(language)
    pairs = [step["title"] for step in sheet.document.get("steps", [])]
    pairs += [chapter["title"] for chapter in sheet.document.get("chapters", [])]
    pairs.append(sheet.document["own_words"])
    checked = 0
    for pair in pairs:
        for words, language in ((pair["t"], "es"), (pair["u"], "en")):
            key = flat(inline_words(words))
            if key in languages:
                checked += 1
                assert languages[key] == {language}, key
    assert checked >= len(pairs)
    assert languages[flat(sheet.under.notice.lead)] == {"en"}


def test_english_words_on_an_arabic_sheet_are_read_as_english(read_sheet):
    from viewer.summary.order import Order

    sheet = read_sheet(Order("ar"), told=True)
    languages = dict(sheet.tags.pieces)
    found = {language for words, language in languages.items() if "questions" in words}
    assert found == {"en"}


def test_notice_and_page_number_are_read_once(sheet):
    pieces = "".join(words for words, _ in sheet.tags.pieces)
    if sheet.document["rtl"]:  # pypdfium2 gives the words of such a line the other way around
        assert pieces.count("oncologist") == 1
        return
    for voice in filter(None, (sheet.voice, sheet.under)):
        assert pieces.count(flat(voice.notice.text)) == 1
    numbers = sheet.voice.translation.gettext("Page {page} of {count}")
    count = len(sheet.pages)
    assert [n for n in range(1, count + 1) if flat(numbers.format(page=n, count=count)) in pieces] == [1]


def test_title_and_language_are_told(sheet):
    with pikepdf.open(BytesIO(sheet.data)) as pdf:
        assert str(pdf.Root.Lang) == sheet.order.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == sheet.voice.title
        with pdf.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == sheet.voice.title
