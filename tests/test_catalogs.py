"""The interface's words in other languages: none is missing, old, unsure or filled in wrongly."""

from __future__ import annotations

from datetime import date

import pytest

from tests.catalogs import DOMAIN, LOCALE, ROOT, collect, compiled, meanings, problems, read, update
from viewer.content.translation import read_translation

CATALOGS = sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
DO = 'run "make locale", translate what it names, run it again'

PROGRAM = """\
def words(_, gettext):
    # Translators: a fruit,
    # not a firm.
    _("Apple")
    _("Pear")

    _("Step {number} of {count}")
    x = gettext("Close"), say("not a message")
"""


@pytest.fixture(scope="module")
def known():
    """The messages of the program."""
    return collect(ROOT / "viewer")


@pytest.fixture
def program(tmp_path):
    """A small program with messages."""
    folder = tmp_path / "viewer"
    folder.mkdir()
    (folder / "words.py").write_text(PROGRAM)
    return folder


@pytest.fixture
def po(tmp_path, program):
    """Its Spanish catalog, whole."""
    path = tmp_path / "locale" / "es" / "LC_MESSAGES" / f"{DOMAIN}.po"
    update(path, collect(program))
    translate(path, "Apple", "Manzana")
    translate(path, "Pear", "Pera")
    translate(path, "Step {number} of {count}", "Paso {number} de {count}")
    translate(path, "Close", "Cerrar")
    assert update(path, collect(program)) == []
    return path


def translate(path, message, meaning):
    text = path.read_text()
    start = text.index(f'msgid "{message}"')
    head, tail = text[:start], text[start:]
    old = tail[tail.index("msgstr") :].split("\n", 1)[0]
    path.write_text(head + tail.replace(old, f'msgstr "{meaning}"', 1))


def change(program, old, new):
    path = program / "words.py"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


# What is shipped


def test_spanish_is_shipped():
    assert [path.parent.parent.name for path in CATALOGS] == ["es"]


def test_the_messages_of_the_program_are_found(known):
    ids = {message.id for message in known}
    assert {"Close", "More below", "{month} {day}, {year}", "Not yet reviewed by a clinician.", "December"} <= ids


def test_each_message_has_a_note_for_translators(known):
    missing = [message.id for message in known if message.id and not message.auto_comments]
    assert missing == [], "write a comment above the message that begins with # Translators:"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_a_translation_is_complete_and_fits_the_program(path, known):
    assert list(problems(known, read(path))) == [], DO


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_the_compiled_file_says_what_the_translation_says(path):
    assert meanings(path.with_suffix(".mo").read_bytes()) == meanings(compiled(read(path))), DO


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_the_program_uses_what_is_shipped(path, known):
    language = path.parent.parent.name
    words = read_translation(LOCALE, language)
    for message in read(path):
        if message.id:
            assert words.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 23), "23 de noviembre de 2026"), (date(2027, 1, 1), "1 de enero de 2027")],
)
def test_a_day_in_spanish(day, words):
    assert read_translation(LOCALE, "es").date(day) == words


# The tool itself


def test_notes_hold_for_the_lines_right_below_them(program):
    notes = {message.id: message.auto_comments for message in collect(program) if message.id}
    fruit = ["a fruit, not a firm."]
    assert notes == {"Apple": fruit, "Pear": fruit, "Step {number} of {count}": [], "Close": []}


def test_a_whole_catalog_has_no_problem(po, program):
    assert list(problems(collect(program), read(po))) == []
    assert meanings(po.with_suffix(".mo").read_bytes())["Pear"] == "Pera"


def test_bringing_it_up_to_date_twice_changes_nothing(po, program):
    before = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    change(program, "def words", "\n\n\ndef words")
    assert update(po, collect(program)) == []
    assert (po.read_bytes(), po.with_suffix(".mo").read_bytes()) == before


def test_a_new_message_is_told_until_it_is_translated(po, program):
    change(program, '_("Pear")', '_("Pear")\n    _("Quince")')
    assert list(problems(collect(program), read(po))) == ["missing: 'Quince'"]
    assert update(po, collect(program)) == ["not translated: 'Quince'"]
    assert "Quince" not in meanings(po.with_suffix(".mo").read_bytes())


def test_a_message_that_has_gone_is_told_until_it_is_taken_out(po, program):
    change(program, '_("Pear")', "")
    assert list(problems(collect(program), read(po))) == ["the program no longer says: 'Pear'"]
    assert update(po, collect(program)) == []
    assert "Pear" not in po.read_text()


def test_a_reworded_message_is_told_until_somebody_has_looked(po, program):
    change(program, "Step {number} of {count}", "Step {number} out of {count}")
    (fuzzy,) = update(po, collect(program))
    assert fuzzy == "fuzzy, look at it: 'Step {number} out of {count}'"


def test_a_changed_note_is_told(po, program):
    change(program, "a fruit", "what grows on trees")
    assert "another note in the program: 'Apple'" in list(problems(collect(program), read(po)))


@pytest.mark.parametrize(
    "wrong",
    [
        "Paso {número} de {count}",
        "Paso {number}",
        "Paso {number de {count}",
        "Paso {} de {count}",
        "Paso {number}{number}",
    ],
)
def test_other_fields_are_told(po, program, wrong):
    translate(po, "Step {number} of {count}", wrong)
    assert list(problems(collect(program), read(po))) == ["other {fields}: 'Step {number} of {count}'"]


def test_blanks_at_the_ends_are_told(po, program):
    translate(po, "Close", "Cerrar ")
    assert list(problems(collect(program), read(po))) == ["other blanks at the ends: 'Close'"]
