"""While a topic is being written the open window shows what is saved, and says what cannot be shown."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import time
import zipfile

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from tests.conftest import button, press, scroll_bar, window_faults
from tests.content.small_topic import CARE, change, write_small_topic
from viewer.app import make_window
from viewer.content.new_topic import write_new_topic
from viewer.desktop.follower import Follower
from viewer.options import Signature
from viewer.settings import Settings, clinic_reviews, resources_folder
from viewer.sign_off import sign_off
from viewer.ui.buttons import Button
from viewer.ui.trail import Place

SOON = 3000
"""How long a test waits for what should come within a second, in milliseconds: other work may share the machine."""

LONG = "\n\n".join(f"Paragraph {number}. " + "A garden needs water. " * 12 for number in range(30))


@pytest.fixture
def topic(tmp_path):
    return write_small_topic(tmp_path / "seeds")


def text_of(window) -> str:
    return window.view.parts.explanation.toPlainText()


def said_by(window) -> str:
    """Return what a message in the place of the page says; nothing when there is none."""
    panel = window.view.panel
    if panel is None or panel.objectName() != "message":
        return ""
    return "\n".join([panel.accessibleName(), *(each.toPlainText() for each in panel.findChildren(type(panel._text)))])


def comes(qtbot, window, words: str) -> None:
    """Wait until the page has words on it."""
    qtbot.waitUntil(lambda: words in text_of(window), timeout=SOON)
    QApplication.processEvents()


def is_refused(qtbot, window) -> str:
    """Wait until the window says that something cannot be shown, and return what it says."""
    qtbot.waitUntil(lambda: said_by(window) != "", timeout=SOON)
    QApplication.processEvents()
    assert window_faults(window) == []
    return said_by(window)


def is_mended(qtbot, window) -> None:
    qtbot.waitUntil(lambda: said_by(window) == "", timeout=SOON)
    QApplication.processEvents()


# What is saved is shown


def save(path, data: bytes) -> None:
    path.write_bytes(data)


def save_by_rename(path, data: bytes) -> None:
    new = path.with_name(path.name + "~new")
    new.write_bytes(data)
    new.replace(path)


def save_by_removal(path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("way", [save, save_by_rename, save_by_removal])
def test_a_saved_page_is_shown_each_time(open_window, topic, qtbot, way):
    window = open_window(topic=topic, page="care")
    for words in ("Spray it.", "Water it twice.", "Leave it alone."):
        way(topic / "en" / "care.md", CARE.replace("Water it.", words).encode())
        comes(qtbot, window, words)
    assert window.view.page_id == "care"
    assert window_faults(window) == []


def test_it_comes_within_a_second(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    took = []
    for words in ("Spray it.", "Water it twice.", "Leave it alone."):
        began = time.monotonic()
        save(topic / "en" / "care.md", CARE.replace("Water it.", words).encode())
        comes(qtbot, window, words)
        took.append(time.monotonic() - began)
    assert max(took) < 1


def test_titles_words_picture_and_steps_follow_too(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    change(topic, "topic.toml", 'en = "How a seed travels"', 'en = "Seeds"')
    change(topic, "en/leaving.md", 'title = "Leaving the plant"', 'title = "Off it goes"')
    qtbot.waitUntil(lambda: window.windowTitle() == "Caring for the garden – Seeds", timeout=SOON)
    assert button(window, "step-leaving").words == "Off it goes"
    before = window.view.parts.diagram.grab().toImage()
    change(topic, "diagram.svg", '<circle cx="300" cy="300" r="40"', '<circle cx="300" cy="300" r="90"')
    qtbot.waitUntil(lambda: window.view.parts.diagram.grab().toImage() != before, timeout=SOON)
    assert window_faults(window) == []


def test_a_new_step_can_be_reached_by_its_key(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    change(
        topic,
        "topic.toml",
        'id = "care"\nkind = "page"',
        'id = "landing"\nkind = "step"\n\n[[pages]]\nid = "care"\nkind = "page"',
    )
    (topic / "en" / "landing.md").write_text((topic / "en" / "flying.md").read_text().replace('"Flying"', '"Landing"'))
    places = "".join(
        f'<{shape} id="{kind}-landing" {numbers}/>\n'
        for kind, shape, numbers in (
            ("step", "ellipse", 'cx="1000" cy="300" rx="50" ry="50"'),
            ("badge", "circle", 'cx="1100" cy="200" r="26"'),
            ("closeup", "rect", 'x="800" y="150" width="360" height="240"'),
            ("path", "path", 'd="M 800 600 L 1000 300"'),
        )
    )
    change(topic, "diagram.svg", '<line id="label-stalk"', places + '<line id="label-stalk"')
    qtbot.waitUntil(lambda: len(window.view.topic.steps) == 3, timeout=SOON)
    is_mended(qtbot, window)  # The files came one by one: some state in between may have been refused.
    qtbot.keyClick(window.view.parts.explanation, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.view.page_id == "landing"


def test_a_new_language_gets_its_button(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    write_small_topic(topic, ("en", "es"))
    qtbot.waitUntil(lambda: len(window.view.topic.languages) == 2, timeout=SOON)
    is_mended(qtbot, window)
    assert button(window, "language-es").words == "Español"
    assert window.language == "en"


def test_a_zip_is_followed_as_well(open_window, topic, tmp_path, qtbot):
    def pack() -> None:
        part = tmp_path / "part"
        with zipfile.ZipFile(part, "w") as archive:
            for path in topic.rglob("*.*"):
                archive.write(path, path.relative_to(topic))
        part.replace(tmp_path / "seeds.zip")

    pack()
    window = open_window(topic=tmp_path / "seeds.zip", page="care")
    change(topic, "en/care.md", "Water it.", "Spray it.")
    pack()
    comes(qtbot, window, "Spray it.")


# What stays as it is


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (320, 640)], ids=str)
def test_page_place_and_looks_stay(open_window, topic, qtbot, size):
    change(topic, "en/care.md", "Water it.", f"Water it.\n\n## More\n\n{LONG}")
    window = open_window(topic=topic, page="care", size=size)
    window.change_text_size(2)
    window.set_theme("dark")
    bar = scroll_bar(window)
    text = window.view.parts.explanation
    found = text.document().find("Paragraph 17")
    above = text.parentWidget().y() if window.view.mode in {"split", "scroll"} else 0
    bar.setValue(above + text.place_top(Place(found.selectionStart(), 5)))
    QApplication.processEvents()
    before = window.view.visit.stay.place
    change(topic, "en/care.md", "## More\n", "## More\n\nThese words are new, and they stand above.\n")
    comes(qtbot, window, "These words are new")
    place = window.view.visit.stay.place
    now = window.view.parts.explanation.document()
    assert now.findBlock(place.position).text().startswith("Paragraph 17")
    assert place.offset == before.offset
    change(topic, "en/care.md", "Paragraph 28.", "Paragraph twenty-eight.")
    comes(qtbot, window, "Paragraph twenty-eight")
    assert window.view.visit.stay.place == place
    assert (window.view.page_id, window.look.text_size, window.look.theme) == ("care", 150, "dark")
    assert window_faults(window) == []


def test_the_way_back_stays_but_for_pages_that_are_gone(open_window, topic, qtbot):
    window = open_window(topic=topic, page="leaving")
    for page in ("care", "flying"):
        window.view.choose(page)
    remove_care(topic)
    qtbot.waitUntil(lambda: len(window.view.topic.pages) == 3, timeout=SOON)
    is_mended(qtbot, window)
    assert window.view.page_id == "flying"
    press(qtbot, button(window, "back"))
    assert window.view.page_id == "leaving"
    assert not button(window, "back").isEnabled()


def remove_care(topic) -> None:
    (topic / "en" / "care.md").unlink()
    change(topic, "topic.toml", '[[pages]]\nid = "care"\nkind = "page"\n', "")


def test_the_first_page_comes_when_the_one_that_was_shown_is_gone(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    remove_care(topic)
    comes(qtbot, window, "A seed can travel.")
    is_mended(qtbot, window)
    assert window.view.page_id == "overview"
    assert window_faults(window) == []


def test_an_opened_part_stays_open(open_window, topic, qtbot):
    window = open_window(topic=topic, page="overview")
    text = window.view.parts.explanation
    text.anchorClicked.emit(QUrl(text.document().find("Show this part").charFormat().anchorHref()))
    assert "Some seeds do not arrive." in text_of(window)
    change(topic, "en/overview.md", "Some seeds do not arrive.", "A few seeds do not arrive.")
    comes(qtbot, window, "A few seeds do not arrive.")


def test_a_save_that_changes_nothing_changes_nothing(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    view = window.view
    page = topic / "en" / "care.md"
    page.write_bytes(page.read_bytes())
    (topic / "en" / ".care.md.swp").write_text("an editor's notes")
    (topic / "notes.txt").write_text("an author's notes")
    change(topic, "en/flying.md", "Not much.", "Not very much.")
    qtbot.waitUntil(lambda: window.view is not view, timeout=SOON)
    view = window.view
    page.write_bytes(page.read_bytes())
    qtbot.wait(900)  # Nothing is to come, so there is nothing to wait for but time.
    assert window.view is view


def test_the_clinics_own_reviews_stay(open_window, topic, tmp_path, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    site = tmp_path / "site.toml"
    site.write_text('name = "River Clinic"\n')
    later = dt.date.today() + dt.timedelta(days=300)
    signature = Signature("Ana Ruiz", "oncology nurse", later, topic=topic, output=clinic_reviews(site))
    assert sign_off(signature) == 0
    window = open_window(topic=topic, page="leaving", site=site)
    assert "Ana Ruiz" in text_of(window)
    change(topic, "en/care.md", "Water it.", "Spray it.")
    qtbot.waitUntil(lambda: b"Spray it." in window.view.topic.files["en/care.md"], timeout=SOON)
    is_mended(qtbot, window)
    assert "Ana Ruiz" in text_of(window)
    window.view.choose("care")
    assert "Changed since its review" in text_of(window)


# What is refused


def test_a_refusal_stands_where_the_page_would_be_and_goes_when_it_is_mended(open_window, topic, qtbot, log_watch):
    log_watch.expect(r"not shown as saved\. en/care\.md:7: ")
    window = open_window(topic=topic, page="care")
    change(topic, "en/care.md", "Water it.", "Water <b>it</b>.")
    said = is_refused(qtbot, window)
    assert said.startswith("The last change cannot be shown\nen/care.md, line 7: ")
    assert "Mend it and save the file." in said
    assert not window.view.parts.explanation.isVisible()
    change(topic, "en/care.md", "Water <b>it</b>.", "Water it, please.")
    is_mended(qtbot, window)
    assert "Water it, please." in text_of(window)
    assert window.view.parts.explanation.isVisible()
    assert window_faults(window) == []


def test_the_last_good_version_is_behind_a_button(open_window, topic, qtbot, log_watch):
    log_watch.expect("not shown as saved")
    window = open_window(topic=topic, page="care")
    change(topic, "en/care.md", "Water it.", "Water <b>it</b>.")
    is_refused(qtbot, window)
    (way_back,) = [each for each in window.view.panel.findChildren(Button) if each.isVisible()]
    assert way_back.words == "Show the last good version"
    press(qtbot, way_back)
    assert "Water it." in text_of(window)
    assert window.view.parts.explanation.isVisible()
    change(topic, "en/care.md", "Water <b>it</b>.", "Water <i>it</i>.")
    is_refused(qtbot, window)


def test_taking_the_change_back_mends_it_and_keeps_the_place(open_window, topic, qtbot, log_watch):
    log_watch.expect("not shown as saved")
    change(topic, "en/care.md", "Water it.", f"Water it.\n\n{LONG}")
    window = open_window(topic=topic, page="care")
    view = window.view
    scroll_bar(window).setValue(700)
    change(topic, "en/care.md", "Water it.", "Water <b>it</b>.")
    is_refused(qtbot, window)
    change(topic, "en/care.md", "Water <b>it</b>.", "Water it.")
    is_mended(qtbot, window)
    assert window.view is view
    assert scroll_bar(window).value() == 700


@pytest.mark.parametrize("size", [(320, 480), (800, 480), (1280, 800)], ids=str)
@pytest.mark.parametrize("text_size", [100, 300])
def test_many_faults_are_listed_and_the_button_can_be_reached(open_window, topic, qtbot, log_watch, size, text_size):
    log_watch.expect("not shown as saved")
    window = open_window(topic=topic, page="care", size=size, text_size=text_size)
    for number in range(40):
        (topic / "en" / f"stray-{number}.md").write_text("---\n")
    said = is_refused(qtbot, window)
    qtbot.waitUntil(lambda: "More problems after these: 20" in said_by(window), timeout=SOON)
    assert said.count("en/stray-") <= 20
    assert window_faults(window) == []
    press(qtbot, button(window, "close-panel"))
    assert window.view.panel is None


def test_a_topic_that_goes_away_is_refused_and_shown_when_it_is_back(open_window, topic, tmp_path, qtbot, log_watch):
    log_watch.expect("no such topic")
    window = open_window(topic=topic, page="care")
    topic.rename(tmp_path / "elsewhere")
    assert "there is no such topic" in is_refused(qtbot, window)
    (tmp_path / "elsewhere").rename(topic)
    is_mended(qtbot, window)
    assert "Water it." in text_of(window)


def test_files_that_never_rest_are_read_all_the_same(open_window, topic, qtbot):
    window = open_window(topic=topic, page="care")
    change(topic, "en/care.md", "Water it.", "Spray it.")
    count = iter(range(10_000))

    def restless() -> bool:
        (topic / "notes.txt").write_text("x" * next(count))
        return "Spray it." in text_of(window)

    qtbot.waitUntil(restless, timeout=2 * SOON)


# Refused at the start


def test_a_topic_that_was_refused_at_the_start_is_opened_when_it_is_mended(open_window, topic, qtbot, log_watch):
    log_watch.expect(r"en/care\.md:7: ")
    log_watch.expect("no page flying")
    change(topic, "en/care.md", "Water it.", "Water <b>it</b>.")
    window = open_window(topic=topic, page="flying")
    assert window.view.topic.id == "metastasis"
    assert "en/care.md, line 7: " in said_by(window)
    log_watch.expect("not shown as saved")
    change(topic, "en/care.md", "Water <b>it</b>.", "Water <i>it</i>, please.")
    qtbot.wait(600)
    assert said_by(window).startswith("This is another topic")
    change(topic, "en/care.md", "Water <i>it</i>, please.", "Water it, please.")
    qtbot.waitUntil(lambda: window.view.topic.id == "seeds", timeout=SOON)
    assert said_by(window) == ""
    assert window.view.page_id == "flying"
    assert window.windowTitle() == "Flying – How a seed travels"
    assert window_faults(window) == []
    window.view.choose("care")
    change(topic, "en/care.md", "Water it, please.", "Spray it.")
    comes(qtbot, window, "Spray it.")
    assert window.view.page_id == "care"


def test_a_topic_that_is_not_there_yet_is_shown_when_it_is_made(open_window, tmp_path, qtbot, log_watch):
    log_watch.expect("no such topic")
    log_watch.expect("no page care")
    window = open_window(topic=tmp_path / "mine", page="care")
    write_new_topic(resources_folder() / "new-topic", tmp_path / "ready", dt.date(2026, 11, 23))
    shutil.move(tmp_path / "ready", tmp_path / "mine")
    qtbot.waitUntil(lambda: window.view.topic.id == "ready", timeout=SOON)
    assert window.view.page_id == "overview"


# What it costs


def test_the_bundled_topic_is_not_followed(qapp, show):
    for name in ("viewer.desktop.follower", "viewer.content.changes"):
        sys.modules.pop(name, None)
    window = show(make_window(Settings(language="en")), (1280, 800))
    assert not {"viewer.desktop.follower", "viewer.content.changes"} & set(sys.modules)
    assert [each for each in window.children() if type(each).__name__ == "Follower"] == []


def test_a_window_that_waits_has_next_to_nothing_to_do(open_window, topic, qtbot):
    open_window(topic=topic, page="care")
    qtbot.wait(500)
    began = time.process_time()
    qtbot.wait(1500)
    assert time.process_time() - began < 0.15


def test_a_topic_that_fails_in_an_unforeseen_way_is_refused_and_followed_on(window, topic, qtbot, log_watch):
    shown = []

    def begin(found) -> None:
        shown.append(found.title("en"))
        if shown == ["How a seed travels"]:
            raise RuntimeError("the sky fell")

    log_watch.expect(r"not shown as saved.*RuntimeError: the sky fell")
    Follower(window, topic, frozenset(), begin, shown=False)
    assert "the sky fell" in is_refused(qtbot, window)
    change(topic, "topic.toml", "How a seed travels", "Seeds")
    is_mended(qtbot, window)
    assert shown == ["How a seed travels", "Seeds"]
