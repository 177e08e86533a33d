"""What editors run before they hand a topic on, and the topic that is shipped."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.content.small_topic import change
from viewer.content.check import check_topic
from viewer.content.errors import ContentError, Problem
from viewer.content.fonts import characters
from viewer.content.topics import load_topic, open_topic

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
SHIPPED = RESOURCES / "topics" / "metastasis"


def test_a_right_topic_has_no_problem(topic_folder):
    assert check_topic(topic_folder) == []
    assert check_topic(topic_folder, FONTS) == []


def test_problems_come_in_order_of_file_and_line(topic_folder):
    change(topic_folder, "en/overview.md", "Some seeds", "Some <i>seeds</i>")
    change(topic_folder, "en/overview.md", "page:leaving", "page:Leaving")
    change(topic_folder, "en/care.md", "Water it.", "`Water` it.")
    found = check_topic(topic_folder)
    assert [(problem.file, problem.line) for problem in found] == [
        ("en/care.md", 7),
        ("en/overview.md", 11),
        ("en/overview.md", 23),
    ]


def test_a_missing_topic_is_a_problem_and_no_crash(tmp_path):
    (problem,) = check_topic(tmp_path / "nothing")
    assert problem.line == 0


def test_characters_that_the_typeface_lacks_are_found(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Water → it →.\n\nTick ☐ → ☐.")
    change(topic_folder, "en/glossary.toml", "Air that", "Air\u2011that")
    assert [
        (problem.file, problem.line, problem.message.split(":")[0]) for problem in check_topic(topic_folder, FONTS)
    ] == [
        ("en/care.md", 7, 'the typeface lacks the character "→" (U+2192)'),
        ("en/care.md", 9, 'the typeface lacks the character "☐" (U+2610)'),
        ("en/glossary.toml", 9, 'the typeface lacks the character "\u2011" (U+2011)'),
    ]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_character_map_of_the_shipped_fonts_is_read(font):
    have = characters(font.read_bytes())
    assert {ord(char) for char in "aZ09 é–—“”‹›×"} <= have
    assert not {ord(char) for char in "☐✓→←↑↓\u2011\u202fµ"} & have
    assert len(have) > 300


def font_with(tables: bytes) -> bytes:
    """Return a font with nothing but a character map that holds one table."""
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + tables
    return struct.pack(">LHHHH4sLLL", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap


def test_character_maps_of_both_formats_are_read():
    groups = struct.pack(">HHLLL", 12, 0, 40, 0, 2) + struct.pack(">LLLLLL", 65, 67, 1, 0x1F600, 0x1F601, 9)
    assert characters(font_with(groups)) == {65, 66, 67, 0x1F600, 0x1F601}
    segments = struct.pack(">HHHHHHH", 4, 48, 0, 6, 0, 0, 0) + struct.pack(">3HH", 66, 81, 0xFFFF, 0)
    segments += struct.pack(">3H", 65, 80, 0xFFFF) + struct.pack(">3H", 0xFFC0, 0, 1) + struct.pack(">3H", 0, 4, 0)
    assert characters(font_with(segments + struct.pack(">2H", 0, 7))) == {65, 66, 81}
    with pytest.raises(ValueError, match="no known format"):
        characters(font_with(struct.pack(">HHH", 6, 10, 0)))
    with pytest.raises(ValueError, match="no character map"):
        characters(struct.pack(">LHHHH", 0x10000, 0, 0, 0, 0))


FIGURE_PLACES = '<g id="places" display="none"><line id="label-husk" x1="30" y1="20" x2="30" y2="36"/></g></svg>'


def test_a_figure_and_its_page_agree_on_the_labels(topic_folder):
    change(topic_folder, "seed.svg", "</svg>", FIGURE_PLACES)
    assert [str(problem) for problem in check_topic(topic_folder)] == [
        f'en/overview.md:{line_of_figure(topic_folder)}: "seed.svg" has a place for the label "husk": '
        "write its words under [labels]"
    ]
    change(topic_folder, "en/overview.md", "]\n---\n", ']\n[labels]\nhusk = "husk"\n---\n')
    assert check_topic(topic_folder) == []


def line_of_figure(folder: Path) -> int:
    lines = (folder / "en" / "overview.md").read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if "](seed.svg" in line)


def test_a_color_that_no_picture_has_is_found(topic_folder):
    change(topic_folder, "topic.toml", '"#8a4aa3" = "#c58adb"', '"#8A4AA3" = "#c58adb"\n"#123456" = "#654321"')
    (problem,) = check_topic(topic_folder)
    assert problem.message.startswith('no picture has the color "#123456" that the theme dark exchanges')
    assert (topic_folder / "topic.toml").read_text().split("\n")[problem.line - 1].startswith('"#123456"')


def test_a_problem_reads_as_file_line_message():
    assert str(Problem("en/x.md", 7, "wrong: expected right")) == "en/x.md:7: wrong: expected right"
    error = ContentError([Problem("b", 1, "x"), Problem("a", 2, "y"), Problem("b", 1, "x")])
    assert str(error) == "a:2: y\nb:1: x"


def test_the_shipped_topic_is_right():
    assert [str(problem) for problem in check_topic(SHIPPED, FONTS)] == []


def test_the_shipped_topic_opens_as_it_loads():
    whole, opened = load_topic(SHIPPED), open_topic(SHIPPED)
    assert whole.steps == ("local-invasion", "intravasation", "circulation", "extravasation", "secondary-tumor")
    for language in whole.languages:
        assert opened.words(language) == whole.words(language)
        for entry in whole.pages:
            assert opened.page(entry.id, language) == whole.page(entry.id, language)
            assert opened.head(entry.id, language).title == whole.head(entry.id, language).title
