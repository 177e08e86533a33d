"""The interface's words: English without a catalog, a catalog's where there is one, and no crash over a broken one."""

from __future__ import annotations

import gettext
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.pseudo import PseudoCatalog, pseudo_translation, stretch
from viewer.content.translation import Translation, read_translation

if TYPE_CHECKING:
    from pathlib import Path


def catalog(folder: Path, language: str, messages: dict[str, str]) -> Path:
    """Write a compiled catalog, as msgfmt does."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n"} | messages
    ids, strings, table = b"", b"", []
    for words in sorted(texts, key=str.encode):
        table.append((len(words.encode()), len(ids), len(texts[words].encode()), len(strings)))
        ids += words.encode() + b"\0"
        strings += texts[words].encode() + b"\0"
    start = 28 + 16 * len(table)
    head = [0x950412DE, 0, len(table), 28, 28 + 8 * len(table), 0, 0]
    keys = [number for length, at, _, _ in table for number in (length, start + at)]
    values = [number for _, _, length, at in table for number in (length, start + len(ids) + at)]
    data = b"".join(number.to_bytes(4, "little") for number in head + keys + values) + ids + strings
    path = folder / language / "LC_MESSAGES" / "metastasis-viewer.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def test_without_a_catalog_words_stay_english(tmp_path):
    found = read_translation(tmp_path, "es")
    assert found.language == "es"
    assert found.gettext("Close") == "Close"


def test_a_catalog_is_used_and_what_it_lacks_stays_english(tmp_path):
    catalog(tmp_path, "es", {"Close": "Cerrar"})
    found = read_translation(tmp_path, "es")
    assert found.gettext("Close") == "Cerrar"
    assert found.gettext("Larger text") == "Larger text"


def test_a_language_of_one_country_takes_the_words_that_all_its_countries_share(tmp_path):
    catalog(tmp_path, "es", {"Close": "Cerrar", "Back": "Volver"})
    catalog(tmp_path, "es-MX", {"Back": "Regresar"})
    assert read_translation(tmp_path, "es-US").gettext("Close") == "Cerrar"
    assert read_translation(tmp_path, "es-US").language == "es-US"
    assert read_translation(tmp_path, "es-MX").gettext("Back") == "Regresar"


@pytest.mark.parametrize("damage", [b"", b"no catalog", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_broken_catalog_is_no_crash_and_the_log_names_it(tmp_path, damage, log_watch):
    path = catalog(tmp_path, "es", {"Close": "Cerrar"})
    path.write_bytes(damage)
    log_watch.expect(rf"WARNING viewer\.content\.translation: .*{path}")
    assert read_translation(tmp_path, "es").gettext("Close") == "Close"


def test_a_catalog_cut_short_is_no_crash(tmp_path, log_watch):
    whole = catalog(tmp_path, "es", {"Close": "Cerrar"}).read_bytes()
    for length in range(0, len(whole), 5):
        path = catalog(tmp_path / str(length), "es", {})
        path.write_bytes(whole[:length])
        log_watch.expect(rf"shown in English.*{path}")
        assert read_translation(tmp_path / str(length), "es").gettext("Open") == "Open"


@pytest.mark.parametrize(
    ("language", "mirrored"), [("en", False), ("es", False), ("ar", True), ("he-IL", True), ("ur", True), ("zh", False)]
)
def test_it_knows_which_languages_begin_at_the_right(language, mirrored):
    assert Translation(language).right_to_left is mirrored


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 23), "November 23, 2026"), (date(2024, 2, 1), "February 1, 2024")]
)
def test_a_day_is_written_in_words(day, words):
    assert Translation("en").date(day) == words


def test_a_day_is_written_as_its_language_does(tmp_path):
    catalog(tmp_path, "es", {"{month} {day}, {year}": "{day} de {month} de {year}", "May": "mayo"})
    assert read_translation(tmp_path, "es").date(date(2026, 5, 3)) == "3 de mayo de 2026"


def test_the_pseudo_language_is_longer_and_keeps_its_fields():
    words = "Please ask your care team for this information."
    assert 1.3 * len(words) < len(stretch(words)) < 1.6 * len(words)
    long = stretch("Step {number} of {count}, {title}").format(number=2, count=5, title="T")
    assert long.startswith("[")
    assert long.endswith(" 2 ööff 5, T]")
    assert stretch("") == ""


def test_the_pseudo_translation_stretches_the_interface():
    assert isinstance(PseudoCatalog(), gettext.NullTranslations)
    assert pseudo_translation().gettext("Close") == stretch("Close") != "Close"
    assert pseudo_translation().language == "en"
    assert pseudo_translation(right_to_left=True).right_to_left
