"""The notice's words: never blank, never too long, and English when nothing else can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pseudo import longest_notice
from viewer.content.notice import ENGLISH, LONGEST, MARKS, Notice, notice_for, read_notice

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "This is general information, not medical advice."


def write(folder: Path, text: str | bytes, language: str = "es") -> Path:
    (folder / f"{language}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_the_english_words_are_those_agreed_on():
    assert ENGLISH.text == (
        "This is general information, not medical advice. Please talk with your oncologist or cancer care team about "
        "your own diagnosis, stage and treatment."
    )


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u3000\u2003"])
def test_a_blank_part_is_refused(blank):
    with pytest.raises(ValueError, match="blank"):
        Notice("en", blank, WORDS)
    with pytest.raises(ValueError, match="blank"):
        Notice("en", WORDS, blank)


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x00", "\u2028", "\u200b", "\u202e", "\u00ad"])
def test_a_sign_that_nobody_sees_is_refused(sign):
    with pytest.raises(ValueError, match="line break or a control character"):
        Notice("en", f"Not{sign}advice.", WORDS)


def test_the_longest_is_taken_and_one_more_refused():
    assert len(longest_notice().text) == LONGEST
    assert len(longest_notice("ar").text) == LONGEST
    with pytest.raises(ValueError, match=f"{LONGEST + 1} characters"):
        Notice("en", longest_notice().lead, longest_notice().advice + "x")


@given(lead=st.text(max_size=90), advice=st.text(max_size=90))
def test_what_is_taken_can_be_read(lead, advice):
    try:
        notice = Notice("xx", lead, advice)
    except ValueError:
        assert not (lead.strip() and advice.strip() and (lead + advice).isprintable()) or len(lead + advice) >= LONGEST
    else:
        assert notice.text == f"{lead} {advice}"
        assert len(notice.text) <= LONGEST
        assert notice.text.translate(dict.fromkeys(MARKS)).isprintable()
        assert notice.lead.strip()
        assert notice.advice.strip()


def test_a_file_is_read(tmp_path):
    write(tmp_path, 'lead = "No es consejo médico."\nadvice = "Hable con su oncólogo."\n')
    assert read_notice(tmp_path, "es") == Notice("es", "No es consejo médico.", "Hable con su oncólogo.")


BROKEN = {
    "no file": None,
    "no TOML": "lead = ",
    "not UTF-8": b'lead = "\xe9"\nadvice = "x"\n',
    "a part missing": 'lead = "No es consejo."\n',
    "a part too many": 'lead = "No es consejo."\nadvice = "Hable."\ncolor = "red"\n',
    "a number": 'lead = "No es consejo."\nadvice = 5\n',
    "a blank part": 'lead = "No es consejo."\nadvice = " "\n',
    "too long": f'lead = "No es consejo."\nadvice = "{"x" * LONGEST}"\n',
    "a line break": 'lead = "No es consejo."\nadvice = """Hable\ncon"""\n',
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_by_name(tmp_path, fault):
    if BROKEN[fault] is not None:
        write(tmp_path, BROKEN[fault])
    with pytest.raises(ValueError, match=r"es\.toml: "):
        read_notice(tmp_path, "es")


@pytest.mark.parametrize("fault", BROKEN)
def test_in_its_place_the_english_words_are_shown_and_the_log_says_so(tmp_path, fault, log_watch):
    if BROKEN[fault] is not None:
        write(tmp_path, BROKEN[fault])
    log_watch.expect(r"WARNING viewer\.content\.notice: .*English.*es\.toml")
    assert notice_for(tmp_path, "es") == ENGLISH
    assert len(log_watch.lines) == 1


def test_a_folder_in_its_place_is_no_crash(tmp_path, log_watch):
    (tmp_path / "es.toml").mkdir()
    log_watch.expect(r"es\.toml")
    assert notice_for(tmp_path, "es") == ENGLISH


def test_a_right_file_is_shown(tmp_path):
    write(tmp_path, 'lead = "No es consejo médico."\nadvice = "Hable con su oncólogo."\n')
    assert notice_for(tmp_path, "es").text == "No es consejo médico. Hable con su oncólogo."


def test_no_file_can_change_the_english_words(tmp_path):
    write(tmp_path, 'lead = "All is well."\nadvice = "No need to ask."\n', "en")
    assert notice_for(tmp_path, "en") == ENGLISH


def test_signs_that_a_script_needs_are_taken():
    notice = Notice("fa", "این توصیهٔ پزشکی نیست.", "می\u200cتوانید بپرسید.")  # noqa: RUF001
    assert "\u200c" in notice.text
