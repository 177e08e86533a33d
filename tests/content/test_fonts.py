"""Fonts that a topic brings, and that every character of all texts is in a font."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.catalogs import DOMAIN, LOCALE, read
from tests.content.other_scripts import SCRIPTS, write_topic
from tests.content.small_topic import change
from viewer.content.check import check_topic
from viewer.content.fonts import characters, families
from viewer.content.notice import MARKS, read_notice
from viewer.content.topics import load_topic

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
NAME = "Atkinson Hyperlegible Next"


def by_language(script):
    return script.language


@pytest.fixture(params=SCRIPTS, ids=by_language)
def script(request):
    """Each script whose font is on this system."""
    if not request.param.font.is_file():
        pytest.skip(f"{request.param.font} is missing here: apt-get install {request.param.package}")
    return request.param


def font(points: range, names: dict[int, str]) -> bytes:
    """Return a font with characters and names, and no picture of any."""
    groups = struct.pack(">LLL", points.start, points.stop - 1, 1)
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLL", 12, 0, 28, 0, 1) + groups
    texts, records = b"", b""
    for kind, words in names.items():
        data = words.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, kind, len(data), len(texts))
        texts += data
    name = struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + texts
    start = 12 + 2 * 16
    head = struct.pack(">LHHHH", 0x10000, 2, 0, 0, 0)
    head += b"cmap" + struct.pack(">LLL", 0, start, len(cmap))
    head += b"name" + struct.pack(">LLL", 0, start + len(cmap), len(name))
    return head + cmap + name


SMILE = font(range(0x2190, 0x2200), {1: "Arrows", 2: "Regular", 4: "Arrows Regular", 6: "Arrows-Regular"})


def bring(folder: Path, licence: str = "OFL.txt", **fonts: bytes) -> Path:
    """Put fonts into a topic's folder."""
    (folder / "fonts").mkdir()
    for name, data in fonts.items():
        (folder / "fonts" / f"{name}.ttf").write_bytes(data)
    if licence:
        (folder / "fonts" / licence).write_text("Take and use.")
    return folder


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check_topic(folder, FONTS)]


# What a file tells


def test_names_are_those_of_family_and_face():
    assert families(SMILE) == {"arrows", "arrows regular", "arrows-regular"}
    assert {NAME.casefold(), "atkinsonhyperlegiblenext-bold"} <= families(FONTS[1].read_bytes())
    assert characters(SMILE) == set(range(0x2190, 0x2200))


def test_the_names_of_real_fonts_are_those_that_qt_gives(script, qapp):
    from PySide6.QtGui import QFontDatabase

    known = QFontDatabase.addApplicationFont(str(script.font))
    named = {name.casefold() for name in QFontDatabase.applicationFontFamilies(known)}
    QFontDatabase.removeApplicationFont(known)
    assert named
    assert named <= families(script.font.read_bytes())


@pytest.mark.parametrize("read_it", [characters, families])
@given(data=st.binary(max_size=300), at=st.integers(0, len(SMILE)), cut=st.booleans())
@example(data=b"", at=0, cut=True)
@example(data=b"\0\1\0\0\xff\xff", at=0, cut=False)
@example(data=struct.pack(">LLL", 0, 0xFFFFFFFF, 1), at=84, cut=False)
def test_a_wild_font_is_read_or_refused_and_never_costs_much(read_it, data, at, cut):
    wild = SMILE[:at] + data + (b"" if cut else SMILE[at + len(data) :])
    try:
        found = read_it(wild)
    except ValueError:
        return
    assert len(found) <= 0x110000


def test_a_map_that_claims_endless_work_is_refused():
    start = SMILE.index(struct.pack(">LLL", 0x2190, 0x21FF, 1))
    for claim in (struct.pack(">LLL", 0, 0xFFFFFFFF, 1), struct.pack(">LLL", 9, 8, 1)):
        with pytest.raises(ValueError, match="damaged"):
            characters(SMILE[:start] + claim + SMILE[start + 12 :])


# A topic's fonts


def test_a_topic_may_use_the_characters_that_its_fonts_bring(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Water → it.")
    assert "lacks the character" in told(topic_folder)[0]
    bring(topic_folder, own=SMILE)
    assert told(topic_folder) == []


def test_each_face_of_a_family_must_have_a_character(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Water → it ↿.")
    bold = font(range(0x2190, 0x21A0), {1: "Arrows", 2: "Bold", 4: "Arrows Bold", 6: "Arrows-Bold"})
    other = font(range(0x21B0, 0x21C0), {1: "Other"})
    bring(topic_folder, own=SMILE, bold=bold)
    (problem,) = told(topic_folder)
    assert 'lacks the character "↿"' in problem
    (topic_folder / "fonts" / "other.ttf").write_bytes(other)
    assert told(topic_folder) == []


@pytest.mark.parametrize("kind", [1, 4, 16])
def test_a_font_with_the_name_of_the_bundled_typeface_is_told(topic_folder, kind):
    bring(topic_folder, own=font(range(0x2190, 0x2200), {1: "Arrows", kind: NAME.upper()}))
    (problem,) = told(topic_folder)
    assert problem == "fonts/own.ttf:0: this font has the name of the bundled typeface: take another one"


@pytest.mark.parametrize("licence", ["OFL.txt", "LICENSE", "Licence-Arrows.txt", "copyright"])
def test_a_font_comes_with_its_licence(topic_folder, licence):
    bring(topic_folder, "", own=SMILE)
    (problem,) = told(topic_folder)
    assert problem.startswith("fonts/:0: the licence of the fonts is missing")
    (topic_folder / "fonts" / licence).write_text("Take and use.")
    assert told(topic_folder) == []


def test_other_files_among_the_fonts_are_told(topic_folder):
    bring(topic_folder, own=SMILE)
    (topic_folder / "fonts" / "own.woff2").write_bytes(b"wOF2")
    (problem,) = told(topic_folder)
    assert problem.startswith("fonts/own.woff2:0: this is neither a font")


@pytest.mark.parametrize("damage", [b"", b"no font", b"wOF2" + SMILE[4:], SMILE[:60], b"ttcf" + SMILE[4:]])
def test_a_font_that_cannot_be_read_is_told(topic_folder, damage):
    bring(topic_folder, own=damage)
    (problem,) = told(topic_folder)
    assert problem.startswith("fonts/own.ttf:0: this font cannot be read (")


# Every character of every text


def shown(text: str) -> set[int]:
    """Return the code points that need a picture."""
    return {ord(char) for char in text if char.isprintable() and ord(char) not in MARKS}


@pytest.mark.parametrize("path", sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")), ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("typeface", FONTS, ids=lambda path: path.stem)
def test_the_typeface_has_every_character_of_a_translation(path, typeface, qapp):
    words = "".join(str(message.string) for message in read(path) if message.id)
    assert len(words) > 500
    assert faults(words, [typeface]) == []


@pytest.mark.parametrize("path", sorted((RESOURCES / "notice").glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("typeface", FONTS, ids=lambda path: path.stem)
def test_the_typeface_has_every_character_of_a_notice(path, typeface, qapp):
    assert faults(read_notice(path.parent, path.stem).text, [typeface]) == []


@pytest.mark.parametrize("folder", sorted((RESOURCES / "topics").iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("typeface", FONTS, ids=lambda path: path.stem)
def test_the_typeface_has_every_character_of_a_topic(folder, typeface, qapp):
    files = [path for path in folder.rglob("*") if path.suffix in {".md", ".toml"}]
    assert len(files) > 10
    assert faults("".join(path.read_text(encoding="utf-8") for path in files), [typeface]) == []


@pytest.mark.parametrize("typeface", FONTS, ids=lambda path: path.stem)
def test_the_fonts_of_a_topic_in_another_script_have_the_rest(script, typeface, qapp):
    assert faults(script.words, [typeface, script.font]) == []
    assert len(faults(script.words, [typeface])) > 20


def faults(text: str, fonts: list[Path]) -> list[str]:
    """Return the characters that no font draws with a glyph of its own, as Qt reads the fonts."""
    from PySide6.QtGui import QRawFont

    raw = [QRawFont(str(path), 20) for path in fonts]
    return sorted(
        chr(code) for code in shown(text) if not any(any(each.glyphIndexesForString(chr(code))) for each in raw)
    )


def test_a_topic_in_another_script_has_no_problem(script, tmp_path):
    folder = write_topic(tmp_path / "topic", script)
    assert told(folder) == []
    assert load_topic(folder).languages == (script.language,)
    assert len(check_topic(write_topic(tmp_path / "bare", script, font=False), FONTS)) > 20
