"""The card for staff: one page, readable by screen readers, that says what this kiosk has."""

from __future__ import annotations

from io import BytesIO

import page
import pdfua
import pikepdf
import pypdfium2
import pytest

from tests.summary.reading import flat
from tests.test_cli import one_line, run
from viewer.content.notice import ENGLISH

CODE = "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
SITE = f"""\
name = "Riverside Cancer Center and the Radiation Oncology Department of the County"
phone = "555-0100"
paper = "PAPER"
[kiosk]
printer = "Ward_3"
sheets_a_day = 77
code = "{CODE}"
"""
SIZES = {"letter": (612, 792), "a4": (595.3, 841.9)}


def card(tmp_path, site="", *words):
    """Return the card's PDF."""
    file, output = tmp_path / "site.toml", tmp_path / "card.pdf"
    file.write_text(site)
    answer = run("kiosk", "--staff-card", output, "--site", file, *words)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout) == str(output)
    return output.read_bytes()


def words_of(pdf):
    """Return the words of its pages, without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    return flat("".join(sheet.get_textpage().get_text_bounded() for sheet in document))


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_stands_on_one_page_that_screen_readers_can_read(tmp_path, language, paper):
    pdf = card(tmp_path, SITE.replace("PAPER", paper), "--language", language)
    document = pypdfium2.PdfDocument(pdf)
    assert [sheet.get_size() for sheet in document] == [pytest.approx(SIZES[paper], abs=0.5)]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == language
    report = pdfua.validate(str(tmp_path / "card.pdf"))
    assert [finding.message for finding in report.findings if finding.severity.name != "INFO"] == []
    assert page.validate_pdf_bytes(pdf).is_compliant


def test_it_tells_what_the_kiosk_has(tmp_path):
    words = words_of(card(tmp_path, SITE.replace("PAPER", "letter")))
    for said in ("top left, bottom right, top right, bottom left", "After 77 sheets", "555-0100", ENGLISH.text):
        assert flat(said) in words
    assert flat("no staff code yet") not in words


def test_it_tells_what_the_kiosk_lacks(tmp_path):
    words = words_of(card(tmp_path))
    assert flat("This kiosk has no staff code yet.") in words
    for unsaid in ("top left", "printer prints", "After 40 sheets"):
        assert flat(unsaid) not in words


@pytest.mark.parametrize("words", [("--staff-card", "card.txt"), ("--language", "es"), ("--staff-card",)], ids=" ".join)
def test_what_cannot_be_understood_is_refused_in_a_line(words):
    answer = run("kiosk", *words)
    assert (answer.returncode, answer.stdout) == (2, "")
    one_line(answer.stderr)
