"""Every shipped file by itself: add one, and it is tested."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.pseudo import BUNDLED, longest_notice, stretch, write_stretched_topic
from viewer import __version__
from viewer.content.check import check_topic
from viewer.content.notice import ENGLISH, LONGEST, read_notice
from viewer.content.topics import load_topic
from viewer.content.translation import LANGUAGE_NAMES
from viewer.settings import THEMES, resources_folder

RESOURCES = resources_folder()
SOURCES = Path(__file__).parent.parent / "viewer"
THEME_FILES = sorted((RESOURCES / "theme").glob("*.toml"))
NOTICES = sorted((RESOURCES / "notice").glob("*.toml"))
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
SCREENSHOTS = sorted((RESOURCES / "screenshots").glob("*.png"))
ICONS = sorted((RESOURCES / "icons").glob("metastasis-viewer*"))
"""Looked at in tests/ui/test_picture.py."""
CATALOGS = sorted((RESOURCES / "locale").glob("*/LC_MESSAGES/metastasis-viewer.[mp]o"))
"""Looked at in tests/test_catalogs.py."""
TEMPLATES = [*sorted((RESOURCES / "summary").glob("*.typ")), RESOURCES / "summary" / "web-page.css"]
"""Looked at in tests/summary."""
SYSTEM = sorted((RESOURCES / "system").iterdir())
KIOSK = sorted(path for path in (RESOURCES / "kiosk").rglob("*") if path.is_file())
"""Looked at in tests/kiosk/test_kit.py."""
TOPICS = [*sorted(path for path in (RESOURCES / "topics").iterdir() if path.is_dir()), RESOURCES / "new-topic"]


def named(path: Path) -> str:
    return path.stem


def test_there_is_something_of_each_kind():
    assert {path.stem for path in THEME_FILES} == set(THEMES)
    assert "en" in {path.stem for path in NOTICES}
    assert len(FONTS) == 2
    assert BUNDLED in TOPICS


def test_nothing_lies_where_no_test_looks():
    looked_at = {*THEME_FILES, *NOTICES, *FONTS, *SCREENSHOTS, *ICONS, *CATALOGS, *TEMPLATES, *SYSTEM, *KIOSK}
    looked_at |= {RESOURCES / "fonts" / "OFL.txt"}
    looked_at |= {RESOURCES / "helplines.toml", RESOURCES / "site.example.toml"}  # In tests/test_site.py.
    looked_at |= {RESOURCES / "metastasis.ready"}  # In tests/content/test_ready.py.
    looked_at |= {path for topic in TOPICS for path in topic.rglob("*")}
    files = {path for path in RESOURCES.rglob("*") if path.is_file()}
    assert files - looked_at == set()


# What the system shows


@pytest.mark.parametrize("file", SYSTEM, ids=lambda path: path.suffix)
def test_the_system_accepts_what_it_is_told(file):
    tool = {".desktop": ["desktop-file-validate"], ".xml": ["appstreamcli", "validate", "--no-net"]}[file.suffix]
    answer = subprocess.run([*tool, file], capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_system_is_told_one_name_one_icon_and_the_version():
    entry = (RESOURCES / "system/metastasis-viewer.desktop").read_text()
    about = (RESOURCES / "system/org.metastasis_viewer.MetastasisViewer.metainfo.xml").read_text()
    assert "Exec=metastasis-viewer\nIcon=metastasis-viewer\n" in entry
    assert '<launchable type="desktop-id">metastasis-viewer.desktop</launchable>' in about
    assert f'<release version="{__version__}"' in about


# Themes


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb", as WCAG 2 defines it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


LEAST_CONTRAST = [
    ("ink", "paper", 7),
    ("ink", "surface", 7),
    ("quiet", "paper", 7),
    ("quiet", "surface", 7),
    ("ink", "short_ground", 7),
    ("ink", "good_ground", 7),
    ("accent", "paper", 4.5),
    ("accent", "surface", 4.5),
    ("accent", "short_ground", 4.5),
    ("accent", "good_ground", 4.5),
    ("on_accent", "accent", 4.5),
    ("line", "paper", 3),
    ("line", "surface", 3),
    ("focus", "paper", 3),
    ("focus", "surface", 3),
    ("good_line", "paper", 3),
    ("cell", "paper", 3),
    ("on_mark", "mark", 7),
]


def colors_of(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", THEME_FILES, ids=named)
def test_a_theme_has_every_color_and_no_other(path):
    from viewer.ui.theme import Colors

    colors = colors_of(path)
    assert set(colors) == set(Colors.__annotations__)
    assert [value for value in colors.values() if not re.fullmatch(r"#[0-9a-f]{6}", value)] == []


@pytest.mark.parametrize("path", THEME_FILES, ids=named)
@pytest.mark.parametrize(("front", "ground", "least"), LEAST_CONTRAST, ids=str)
def test_a_theme_can_be_read(path, front, ground, least):
    colors = colors_of(path)
    if front == "accent" and path.stem in {"light", "high-contrast"}:
        least = 7 if ground in {"paper", "surface"} else least
    assert contrast(colors[front], colors[ground]) >= least


@pytest.mark.parametrize("path", THEME_FILES, ids=named)
def test_a_theme_is_read_as_it_is_written(path):
    from viewer.ui.theme import read_colors

    colors = read_colors(path.parent, path.stem)
    assert {name: getattr(colors, name) for name in colors_of(path)} == colors_of(path)


def test_a_broken_theme_loses_what_is_broken_and_no_more(tmp_path, log_watch):
    from viewer.ui.theme import Colors, read_colors

    (tmp_path / "dark.toml").write_text('paper = "#000000"\nink = "white as snow"\nsmell = "#ffffff"\n')
    log_watch.expect("ink = 'white as snow'")
    log_watch.expect("smell")
    colors = read_colors(tmp_path, "dark")
    assert (colors.paper, colors.ink, colors.accent) == ("#000000", Colors().ink, Colors().accent)
    (tmp_path / "dark.toml").write_text("paper =")
    log_watch.expect(r"light theme.*dark\.toml")
    assert read_colors(tmp_path, "dark") == Colors()


def test_the_notice_has_the_contrast_that_it_promises():
    from viewer.ui.notice_frame import GROUND, INK

    assert contrast(INK, GROUND) >= 7


# Notices


@pytest.mark.parametrize("path", NOTICES, ids=named)
def test_a_notice_is_whole(path):
    notice = read_notice(path.parent, path.stem)
    assert notice.language == path.stem
    assert len(notice.text) <= LONGEST
    assert all(part == part.strip() and not part[-1].isalnum() for part in (notice.lead, notice.advice))


def test_the_english_notice_is_the_one_compiled_in():
    assert read_notice(RESOURCES / "notice", "en") == ENGLISH


# Fonts


SAYING = {"translation", "whole_page", "review_line", "notice", "clinic"}
"""The modules without Qt that hold words for readers."""


def interface_words() -> set[str]:
    """Return all text that the program itself can put on the screen: what its modules hold but for docstrings.

    Names of languages count where the language is shipped; another brings its own typeface.
    """
    shipped = {notice.stem for notice in NOTICES}
    unused = {name for language, name in LANGUAGE_NAMES.items() if language not in shipped}
    words = set()
    for path in [*SOURCES.glob("ui/*.py"), *SOURCES.glob("desktop/*.py"), *SOURCES.glob("content/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # What stands by itself is a docstring, or the note under a constant.
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            shown = path.parent.name != "content" or path.stem in SAYING
            if shown and isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                words.add(node.value)
    return words - unused


def test_the_words_of_the_interface_are_found():
    assert {"Larger text", "‹ {}", "Step {number} of {count}", ENGLISH.lead} <= interface_words()


@pytest.mark.parametrize("path", FONTS, ids=named)
def test_a_font_is_the_one_that_is_named_and_has_every_character(path, qapp):
    from PySide6.QtGui import QRawFont

    from viewer.ui.theme import FAMILY

    font = QRawFont(str(path), 20)
    assert font.isValid()
    assert font.familyName() == FAMILY
    shown = interface_words() | {read_notice(notice.parent, notice.stem).text for notice in NOTICES}
    for topic in TOPICS:
        shown |= {file.read_text(encoding="utf-8") for file in topic.rglob("*") if file.suffix in {".md", ".toml"}}
    characters = {character for text in shown for character in text if character.isprintable()}
    assert len(characters) > 80
    assert sorted(c for c in characters if not has(font, c)) == []
    assert not has(font, "☐")


def has(font: object, character: str) -> bool:
    """Return whether a font draws a character with a glyph of its own."""
    return font.supportsCharacter(ord(character)) and font.glyphIndexesForString(character)[0] != 0


@pytest.mark.parametrize("path", FONTS, ids=named)
def test_a_font_has_the_letters_of_the_pseudo_language(path, qapp):
    from PySide6.QtGui import QRawFont

    font = QRawFont(str(path), 20)
    letters = set(stretch("".join(map(chr, range(33, 127))))) | set(longest_notice().text)
    assert sorted(c for c in letters if not has(font, c)) == []


def test_the_fonts_bring_their_licence():
    text = (RESOURCES / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Atkinson Hyperlegible Next" in text


def test_a_folder_without_fonts_is_no_crash(tmp_path, qapp, log_watch):
    from viewer.ui.theme import load_fonts

    log_watch.expect(r"400Regular\.ttf does not load")
    log_watch.expect(r"700Bold\.ttf does not load")
    assert not load_fonts(tmp_path)


# Screenshots


@pytest.mark.parametrize("path", SCREENSHOTS, ids=named)
def test_a_screenshot_shows_a_whole_window_with_the_notice_at_its_foot(path, qapp):
    from PySide6.QtGui import QImage

    from viewer.ui.notice_frame import GROUND, LINE

    image = QImage(str(path))
    assert image.width() >= 800
    foot = [image.pixelColor(3, y).name() for y in range(image.height())]
    assert foot[-1] == GROUND
    assert foot[foot.index(LINE) + 3 :] == [GROUND] * (image.height() - foot.index(LINE) - 3)


# Topics


@pytest.mark.parametrize("path", TOPICS, ids=named)
def test_a_topic_has_no_problem(path):
    assert [str(problem) for problem in check_topic(path, FONTS)] == []


@pytest.mark.parametrize("path", TOPICS, ids=named)
def test_a_topic_has_a_notice_in_each_of_its_languages(path):
    missing = set(load_topic(path).languages) - {notice.stem for notice in NOTICES}
    assert missing == set()


def test_the_stretched_topic_differs_in_nothing_but_its_words(tmp_path):
    folder = write_stretched_topic(tmp_path / "stretched", ("en", "ar"), plain=("en",))
    assert [str(problem) for problem in check_topic(folder)] == []
    stretched, bundled = load_topic(folder), load_topic(BUNDLED)
    assert stretched.steps == bundled.steps
    assert stretched.page("treatment", "en") == bundled.page("treatment", "en")
    assert set(stretched.words("ar")) == set(bundled.words("en"))
    ours, theirs = (str(topic.page("treatment", language)) for topic, language in ((stretched, "ar"), (bundled, "en")))
    assert re.findall(r"target='[^']*'", ours) == re.findall(r"target='[^']*'", theirs)
    assert len(ours) > 1.15 * len(theirs)
