"""What a clinic has told, in real windows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from tests.conftest import button, press, window_faults
from tests.content.small_topic import change, write_small_topic
from tests.pseudo import longest_notice
from viewer.app import choose_language, make_window
from viewer.content.clinic import Clinic
from viewer.content.topics import load_topic
from viewer.content.translation import Translation
from viewer.desktop.shelf import Shelf
from viewer.desktop.window import DesktopWindow
from viewer.settings import Settings
from viewer.ui.theme import Look
from viewer.ui.word_panel import WordPanel

TOLD = """\
name = "Riverside Cancer Center"
phone = "555-0100"
phone_24h = "555-0111"
emergency = "911"
fever = 38.3
fever_unit = "C"
"""


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """Good values are kept in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def site(tmp_path):
    """A site file."""
    path = tmp_path / "site.toml"
    path.write_text(TOLD, encoding="utf-8")
    return path


def text_of(window) -> str:
    return window.view.parts.explanation.toPlainText()


def test_the_text_names_what_the_clinic_told(open_window, site, state):
    window = open_window(site=site, page="when-to-call")
    assert "Call 555-0111 or 911." in text_of(window)
    assert "38.3 °C" in text_of(window)
    assert "your care team" not in text_of(window).split("When is it an emergency?")[0]
    QApplication.processEvents()
    assert (state / "metastasis-viewer" / "site.json").is_file()


def test_without_a_clinic_the_text_reads_well(open_window, state):
    window = open_window(page="when-to-call")
    assert "Call your care team or your emergency number." in text_of(window)
    assert "the number your care team gave you" in text_of(window)
    window.view.show_page("living")
    assert "United States: National Cancer Institute, 1-800-4-CANCER (1-800-422-6237)" in text_of(window)
    QApplication.processEvents()
    assert not state.exists()


def test_a_clinic_s_own_helplines_take_the_place_of_the_others(open_window, site):
    line = '[[helplines]]\nname = "Riverside Line"\nphone = "555-0122"\ncountry = "CA"\n'
    site.write_text(TOLD + line, encoding="utf-8")
    window = open_window(site=site, page="caregivers")
    assert "Canada: Riverside Line, 555-0122" in text_of(window)
    assert "0808" not in text_of(window)


def test_each_lost_field_is_one_line_and_patients_see_nothing_odd(open_window, site, log_watch):
    site.write_text(TOLD.replace('"911"', "911").replace("38.3", "61"), encoding="utf-8")
    log_watch.expect(r"WARNING .*site\.toml:4: ")
    log_watch.expect(r"WARNING .*site\.toml:5: ")
    window = open_window(site=site, page="when-to-call")
    assert len(log_watch.lines) == 2
    assert "Call 555-0111 or your emergency number." in text_of(window)
    assert "the number your care team gave you" in text_of(window)
    assert not window.says_refusal
    assert window_faults(window) == []


def test_a_missing_file_is_told_and_the_window_comes(open_window, tmp_path, log_watch):
    log_watch.expect("nothing.toml:0: this file is missing")
    window = open_window(site=tmp_path / "nothing.toml")
    assert "Step 2 of 5" in text_of(window)


def test_this_machine_s_file_is_found_without_being_named(show, site, monkeypatch):
    monkeypatch.setattr("viewer.told.site_file", lambda platform, environment: site)
    window = show(make_window(Settings(page="when-to-call", language="en")), (1280, 800))
    assert "Call 555-0111 or 911." in text_of(window)


def test_an_empty_folder_of_this_machine_is_no_problem(show, tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.told.site_file", lambda platform, environment: tmp_path / "site.toml")
    window = show(make_window(Settings(page="when-to-call", language="en")), (1280, 800))
    assert "Call your care team" in text_of(window)


# Languages


def languages_of(window) -> list[str]:
    return [each.objectName() for each in window.view.header.buttons.items if "language-" in each.objectName()]


@pytest.fixture
def topic(tmp_path):
    """A topic in three languages."""
    return write_small_topic(tmp_path / "seeds", ("en", "es", "ar"))


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [('"ar", "en"', ["language-ar"]), ('"es", "ar", "en"', ["language-es", "language-ar"]), ('"en"', [])],
)
def test_the_clinic_chooses_languages_and_their_order(open_window, site, topic, wanted, offered):
    site.write_text(f"languages = [{wanted}]\n", encoding="utf-8")
    window = open_window(site=site, topic=topic, page="care", language="en")
    assert languages_of(window) == offered


def test_a_language_that_the_topic_lacks_is_told_and_left_out(open_window, site, topic, log_watch):
    site.write_text('\nlanguages = ["vi", "es", "en"]\n', encoding="utf-8")
    log_watch.expect(r'site\.toml:2: the topic has no language "vi"')
    window = open_window(site=site, topic=topic, page="care", language="en")
    assert languages_of(window) == ["language-es"]


def test_where_none_is_left_all_are_offered(open_window, site, topic, log_watch):
    site.write_text('languages = ["vi"]\n', encoding="utf-8")
    log_watch.expect("vi")
    window = open_window(site=site, topic=topic, page="care", language="en")
    assert languages_of(window) == ["language-es", "language-ar"]


def test_then_the_last_good_choice_holds(open_window, site, topic, log_watch):
    site.write_text('languages = ["ar", "en"]\n', encoding="utf-8")
    open_window(site=site, topic=topic, page="care", language="en").close()
    QApplication.processEvents()
    site.write_text('languages = ["vi"]\n', encoding="utf-8")
    log_watch.expect("vi.*last good value stays")
    window = open_window(site=site, topic=topic, page="care", language="en")
    assert languages_of(window) == ["language-ar"]


def test_a_region_leads_to_the_language_without_it(open_window, site, topic, monkeypatch):
    site.write_text('languages = ["es-MX", "en"]\n', encoding="utf-8")
    window = open_window(site=site, topic=topic, page="care", language="en")
    assert languages_of(window) == ["language-es"]
    window.close()
    assert open_window(topic=topic, page="care", language="es-MX").language == "es"
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    assert choose_language(None, load_topic(topic)) == "es"


def test_the_first_language_offered_is_the_first_shown(topic, monkeypatch):
    seeds = load_topic(topic)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    assert choose_language(None, seeds, ("es", "en")) == "es"
    assert choose_language(None, seeds) == "en"
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")
    assert choose_language(None, seeds, ("es", "en")) == "es"
    assert choose_language(None, seeds, ("es", "ar")) == "ar"
    assert choose_language("ar", seeds, ("es", "en")) == "ar"


def test_the_clinic_s_words_stay_when_the_language_changes(show, topic, qtbot):
    shelf = Shelf(longest_notice, Translation, lambda theme: Look().colors, str, Clinic({"phone": "555-0100"}))
    window = show(DesktopWindow(load_topic(topic), shelf, "en", Look(), "overview", (1280, 800)), (1280, 800))
    assert "or ask 555-0100." in text_of(window)
    press(qtbot, button(window, "language-es"))
    assert window.language == "es"
    assert "or ask 555-0100." in text_of(window)


def test_the_meaning_of_a_word_names_the_clinic_too(topic, qtbot, without_notice):
    for language in ("en", "es", "ar"):
        change(topic, f"{language}/glossary.toml", "Air that moves.", "Air. Ask [us](site:phone).")
    panel = WordPanel(load_topic(topic), Translation("en"), Look(), Clinic({"phone": "555-0100"}))
    qtbot.addWidget(panel)
    without_notice.append(panel)
    panel.show_word("wind")
    documents = panel.findChildren(QTextDocument)
    assert any("Air. Ask 555-0100." in document.toPlainText() for document in documents)
