"""Topics in other scripts in real windows: Arabic, which is mirrored, and Chinese, which has no blanks."""

# ruff: noqa: RUF001 - Chinese has stops of its own
from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.conftest import button, press, window_faults
from tests.content.other_scripts import ARABIC, CHINESE, SCRIPTS, write_topic
from tests.content.small_topic import write_small_topic
from tests.glyphs import families_in, missing_in, paragraphs
from tests.ui.test_topic_view import fit_faults, in_window
from viewer.app import make_window
from viewer.content.topics import open_topic
from viewer.settings import Settings, resources_folder
from viewer.ui.theme import FAMILY, Look
from viewer.ui.topic_fonts import TopicFonts

SIZES = [(800, 480), (1280, 800)]
PAGES = ("overview", "soap", "rinse", "when")
NO_BEGINNING = set("。，、！？：；）》」”")
"""What never begins a line of Chinese."""


def by_language(script):
    return script.language


@pytest.fixture(scope="session")
def script_topics(tmp_path_factory):
    """The topics with their fonts, by their languages."""
    folder = tmp_path_factory.mktemp("scripts")
    for script in SCRIPTS:
        if not script.font.is_file():
            pytest.skip(f"{script.font} is missing here: apt-get install {script.package}")
    return {script.language: write_topic(folder / script.language, script) for script in SCRIPTS}


@pytest.fixture
def open_script(open_window, script_topics, log_watch):
    """Opens the window with the topic of a script."""

    def open_one(script, **told):
        if not (resources_folder() / "notice" / f"{script.language}.toml").exists():
            log_watch.expect(rf"English notice is shown.*{script.language}\.toml")
        return open_window(topic=script_topics[script.language], language=script.language, **told)

    return open_one


def ink(image, rect, ground) -> list[tuple[int, int]]:
    """Return the points of a part of a picture that differ clearly from its ground."""
    paper = QColor(ground).lightness()
    return [
        (x, y)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
        if abs(image.pixelColor(x, y).lightness() - paper) > 90
    ]


# Fonts


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("script", SCRIPTS, ids=by_language)
def test_every_word_is_drawn_in_the_bundled_typeface_or_in_that_of_the_topic(open_script, script, page):
    window = open_script(script, page=page)
    assert window.look.families
    assert families_in(window) == {FAMILY, *window.look.families}
    assert missing_in(window) == 0
    assert window_faults(window) == []


BARE = """\
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase
from tests.glyphs import families_in, missing_in
from viewer.app import make_application, make_window
from viewer.settings import Settings

make_application(offscreen=True)
assert set(QFontDatabase.families()) <= {"Monospace", "Sans Serif", "Serif"}, QFontDatabase.families()
window = make_window(Settings(topic=Path(sys.argv[1]), language=sys.argv[2], page="soap"))
window.show()
print(missing_in(window), sorted(families_in(window)))
"""


@pytest.mark.parametrize("script", SCRIPTS, ids=by_language)
def test_a_system_without_any_font_shows_every_word(script_topics, tmp_path, script):
    empty = tmp_path / "fonts.conf"
    empty.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    answer = subprocess.run(
        [sys.executable, "-c", BARE, script_topics[script.language], script.language],
        env=os.environ | {"FONTCONFIG_FILE": str(empty), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    families = sorted([FAMILY, *families_of(script)])
    assert (answer.stdout, answer.returncode) == (f"0 {families}\n", 0), answer.stderr


def families_of(script) -> list[str]:
    known = QFontDatabase.addApplicationFont(str(script.font))
    families = QFontDatabase.applicationFontFamilies(known)
    QFontDatabase.removeApplicationFont(known)
    return families


def test_the_bundled_typeface_stays_in_front(qapp):
    assert Look().font().families() == [FAMILY]
    assert Look(families=("Droid Sans Fallback",)).font().families() == [FAMILY, "Droid Sans Fallback"]


def write_font(folder: Path, data: bytes) -> Path:
    """Write a topic that brings a font."""
    write_small_topic(folder)
    (folder / "fonts").mkdir()
    (folder / "fonts" / "own.ttf").write_bytes(data)
    (folder / "fonts" / "OFL.txt").write_text("A licence.")
    return folder


def renamed(font: bytes, old: str, new: str) -> bytes:
    """Return a font with another name of the same length."""
    assert len(old) == len(new)
    for encoding in ("utf-16-be", "latin-1"):
        font = font.replace(old.encode(encoding), new.encode(encoding))
    return font


def test_a_font_with_the_name_of_the_bundled_typeface_is_not_used(tmp_path, qapp, log_watch):
    data = next((resources_folder() / "fonts").glob("*Bold.ttf")).read_bytes()
    log_watch.expect(r"fonts/own\.ttf of the topic is not used: it has the name of the bundled typeface")
    assert TopicFonts().load(open_topic(write_font(tmp_path / "same", data))) == ()
    other = renamed(data, "Atkinson", "Nosnikta")
    fonts = TopicFonts()
    assert fonts.load(open_topic(write_font(tmp_path / "other", other))) == ("Nosnikta Hyperlegible Next",)
    assert "Nosnikta Hyperlegible Next" in QFontDatabase.families()
    fonts.unload()
    assert "Nosnikta Hyperlegible Next" not in QFontDatabase.families()


@pytest.mark.parametrize("damage", [b"", b"no font", b"\0\1\0\0" + b"\xff" * 400])
def test_a_damaged_font_costs_only_itself(tmp_path, qapp, damage, log_watch):
    log_watch.expect(r"fonts/own\.ttf of the topic is not used")
    assert TopicFonts().load(open_topic(write_font(tmp_path / "topic", damage))) == ()


def test_the_fonts_go_with_the_window(qapp, tmp_path):
    data = next((resources_folder() / "fonts").glob("*Bold.ttf")).read_bytes()
    folder = write_font(tmp_path / "topic", renamed(data, "Atkinson", "Nosnikta"))
    window = make_window(Settings(topic=folder, language="en", page="leaving"))
    assert window.look.families == ("Nosnikta Hyperlegible Next",)
    assert "Nosnikta Hyperlegible Next" in QFontDatabase.families()
    delete(window)
    assert "Nosnikta Hyperlegible Next" not in QFontDatabase.families()


# From right to left


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_arabic_window_is_mirrored(open_script, size):
    window = open_script(ARABIC, page="rinse", size=size)
    first, second = (in_window(button(window, f"step-{step}")) for step in ("soap", "rinse"))
    assert first.left() > second.right() or first.bottom() < second.top()
    before, after = (in_window(button(window, f"step-{way}")) for way in ("before", "after"))
    assert before.right() > after.right()
    title, display = window.view.header, button(window, "menu")
    assert in_window(display).center().x() < in_window(title).center().x()
    bar = window.view.parts.explanation.verticalScrollBar()
    if bar.isVisible():
        assert in_window(bar).center().x() < in_window(window.view.parts.explanation).center().x()
    assert fit_faults(window) == []


def test_the_names_are_numbered_in_the_order_of_reading(open_script):
    window = open_script(ARABIC, page="overview")
    names = window.view.parts.steps.buttons
    assert [names[step].accessibleName() for step in window.view.topic.steps] == [
        f"Step {number} of 2, {window.view.topic.page(step, 'ar').title}"
        for number, step in ((1, "soap"), (2, "rinse"))
    ]
    for name in names.values():
        image = name.grab().toImage()
        room = name.rect().adjusted(name.width() // 2, 8, -8, -8)
        # The number stands at the right edge, well apart from the name.
        columns = {x for x, _ in ink(image, room, window.look.colors.surface)}
        gap = next(x for x in range(max(columns), 0, -1) if not columns & set(range(x - 10, x)))
        assert max(columns) - gap < window.look.em


@pytest.mark.parametrize("script", SCRIPTS, ids=by_language)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_picture_is_the_same_in_every_direction(open_script, script, size):
    window = open_script(script, page="overview", size=size)
    diagram = window.view.parts.diagram
    image, scale = diagram.grab().toImage(), diagram.width() / 1200

    def color(x: int, y: int) -> str:
        return image.pixelColor(round(x * scale), round(y * scale)).name()

    assert color(850, 180) == "#0f5c6e"  # the water
    assert color(350, 180) == "#fffaf4"  # where it would be in a mirror
    for number, (step, x) in enumerate((("soap", 300), ("rinse", 850)), 1):
        badge = button(window, f"badge-{step}")
        assert badge._label == str(number)
        away = badge.geometry().center() - QPoint(round(x * scale), round(380 * scale))
        assert abs(away.x()) < 260 * scale + badge.disc
        stop = button(window, f"stop-{step}").geometry()
        assert abs(stop.center().x() - x * scale) < 2


def test_a_badge_shows_its_number_and_no_other(open_script):
    shown = []
    for script in SCRIPTS:
        window = open_script(script, page="overview", size=(1280, 800))
        shown.append([button(window, f"badge-{step}").grab().toImage() for step in window.view.topic.steps])
        window.close()
    assert shown[0] == shown[1]
    assert shown[0][0] != shown[0][1]


@pytest.mark.parametrize("page", PAGES)
def test_arabic_text_begins_at_the_right_edge(open_script, page):
    window = open_script(ARABIC, page=page)
    text = window.view.parts.explanation
    blocks = list(paragraphs(text))
    assert len(blocks) > 8
    for block in blocks:
        layout = block.layout()
        assert block.textDirection() == Qt.LayoutDirection.RightToLeft, block.text()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            assert line.naturalTextRect().right() == pytest.approx(line.rect().right(), abs=2), block.text()


def test_a_table_begins_with_its_first_column(open_script):
    for script, sign in ((ARABIC, 1), (CHINESE, -1)):
        window = open_script(script, page="overview", size=(1280, 1400))
        text = window.view.parts.explanation
        place = text.document().documentLayout().blockBoundingRect
        lefts = {block.text(): place(block).left() for block in paragraphs(text)}
        first, second = ("متى؟", "لماذا؟") if script is ARABIC else ("什么时候", "为什么")
        assert sign * (lefts[first] - lefts[second]) > 100
        window.close()


def arrow_points(window, name: str, *, right_end: bool) -> str:
    """Return where the arrow at one end of a button points, "left" or "right", from its pixels."""
    pressed = button(window, name)
    image = pressed.grab().toImage()
    ground = image.pixelColor(pressed.width() // 2, 8).name()
    sides = pressed._sides()
    found = ink(image, pressed.rect().adjusted(sides - 2, 10, 2 - sides, -10), ground)
    columns = sorted({x for x, _ in found}, reverse=right_end)
    last = next((a for a, b in pairwise(columns) if abs(a - b) > 2), columns[-1])
    arrow = [(x, y) for x, y in found if (x >= last if right_end else x <= last)]
    rows = sorted({y for _, y in arrow})
    middle = [x for x, y in arrow if rows[len(rows) // 3] < y < rows[-len(rows) // 3]]
    ends = [x for x, y in arrow if y in {*rows[:2], *rows[-2:]}]
    return "right" if sum(middle) / len(middle) > sum(ends) / len(ends) else "left"


def test_arrows_point_where_the_buttons_lead(open_script):
    arabic = open_script(ARABIC, page="rinse", size=(1280, 1000))
    assert button(arabic, "step-before").words == "‹ Step 1: الصابون والفرك"
    assert arrow_points(arabic, "step-before", right_end=True) == "right"
    assert button(arabic, "step-after").words == "متى نغسل أيدينا؟ ›"
    assert arrow_points(arabic, "step-after", right_end=False) == "left"
    arabic.close()
    chinese = open_script(CHINESE, page="rinse", size=(1280, 1000))
    assert arrow_points(chinese, "step-before", right_end=False) == "left"
    assert arrow_points(chinese, "step-after", right_end=True) == "right"


def test_an_arrow_does_not_need_qt_to_speak_the_language(open_script):
    arabic = open_script(ARABIC, page="rinse", size=(1280, 1000))
    arabic._qt_words.speak("zz")
    QApplication.processEvents()
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert arrow_points(arabic, "step-before", right_end=True) == "right"


# Lines


@pytest.mark.parametrize("percent", [100, 300])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("script", SCRIPTS, ids=by_language)
def test_no_line_is_wider_than_the_column_and_nothing_is_cut(open_script, script, size, percent):
    window = open_script(script, size=size, text_size=percent, page="overview")
    text = window.view.parts.explanation
    for page in PAGES:
        window.view.show_page(page)
        QApplication.processEvents()
        assert fit_faults(window) + window_faults(window) == []
        assert text.document().size().width() <= text.viewport().width()
        for block in paragraphs(text):
            for index in range(block.layout().lineCount()):
                line = block.layout().lineAt(index)
                assert line.naturalTextWidth() <= line.width() + 1, block.text()


@pytest.mark.parametrize("percent", [100, 300])
def test_chinese_breaks_between_any_two_words_but_not_before_a_stop(open_script, percent):
    window = open_script(CHINESE, size=(800, 480), text_size=percent, page="overview")
    begun = []
    for page in PAGES:
        window.view.show_page(page)
        for block in paragraphs(window.view.parts.explanation):
            words, layout = block.text(), block.layout()
            begun += [
                (words[layout.lineAt(index).textStart() - 1], words[layout.lineAt(index).textStart()])
                for index in range(1, layout.lineCount())
            ]
    inside = [pair for pair in begun if all(unicodedata.category(each) == "Lo" for each in pair)]
    assert len(inside) >= 4
    assert [pair for pair in begun if pair[1] in NO_BEGINNING] == []


# Qt's own words


def test_qt_speaks_the_language_of_the_window(open_window, tmp_path, qtbot, log_watch):
    if not (resources_folder() / "notice" / "es.toml").exists():
        log_watch.expect(r"English notice is shown.*es\.toml")
    log_watch.expect(r"English notice is shown.*ar\.toml")

    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    window = open_window(topic=write_small_topic(tmp_path / "topic", ("en", "es", "ar")), page="leaving")
    assert cancel() == "Cancel"
    press(qtbot, button(window, "language-es"))
    QApplication.processEvents()
    assert button(window, "larger-text").words == "Texto más grande"
    assert button(window, "step-after").words.startswith("Paso 2: ")
    assert cancel() == "Cancelar"
    press(qtbot, button(window, "language-ar"))
    QApplication.processEvents()
    assert cancel() == "ألغِ"
    press(qtbot, button(window, "language-en"))
    QApplication.processEvents()
    assert cancel() == "Cancel"
    assert button(window, "larger-text").words == "Larger text"


LATE = ("viewer.ui.qt_words", "viewer.ui.topic_fonts", "viewer.content.fonts")


def test_a_start_in_english_loads_nothing_of_other_languages():
    asked = (
        "import sys\nfrom viewer.app import make_application, make_window\nfrom viewer.settings import Settings\n"
        "make_application(offscreen=True)\nwindow = make_window(Settings(language='en'))\nwindow.show()\n"
        f"print([name for name in {LATE} if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert answer.stdout == "[]\n", answer.stderr
