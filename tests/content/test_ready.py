"""The ready form says what the topic's files say, and nothing else where they have changed."""

import shutil
import subprocess
import sys

import pytest

from tests.ready import READY, ROOT, TOPIC
from viewer.content.pages import make_page
from viewer.content.ready import _MARK, Ready, _checksum, read_ready, ready_form
from viewer.content.topics import open_topic


def opened(folder, ready=None):
    """A topic, and all that can be asked of it, with the language and the page."""
    topic = open_topic(folder, None, ready)
    said = {"header": topic.header, "drawing": topic.drawing}
    for language in topic.languages:
        said |= {f"words in {language}": dict(topic.words(language))}
        said |= {f"{language}/{entry.id}, head": topic.head(entry.id, language) for entry in topic.pages}
        said |= {f"{language}/{entry.id}": topic.page(entry.id, language) for entry in topic.pages}
    return said


@pytest.fixture
def folder(tmp_path):
    """A copy of the bundled topic."""
    return shutil.copytree(TOPIC, tmp_path / "metastasis")


def change(file, old, new):
    """Replace words in a file, once."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_ready_form_in_git_is_the_one_of_the_topic():
    assert READY.read_bytes() == ready_form(open_topic(TOPIC)), 'run "make ready"'


def test_a_topic_says_the_same_with_it():
    assert opened(TOPIC, read_ready(READY)) == opened(TOPIC)


def test_nothing_is_parsed_with_it():
    asked = (
        "import sys\nfrom tests.content.test_ready import *\nopened(TOPIC, read_ready(READY))\n"
        "print(sorted({'markdown', 'tomllib', 'pyexpat'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, cwd=ROOT, check=False
    )
    assert answer.stdout == "[]\n", answer.stderr


def test_a_changed_page_is_shown_as_it_is_now(folder):
    change(folder / "en" / "living.md", '\ntitle = "', '\ntitle = "Changed: ')
    change(folder / "es" / "myths.md", "\n\n## ", "\n\nUna frase nueva.\n\n## ")
    shown = opened(folder, read_ready(READY))
    assert shown["en/living, head"].title.startswith("Changed: ")
    assert "Una frase nueva." in repr(shown["es/myths"])
    assert shown == opened(folder)


def test_a_changed_word_is_shown_as_it_is_now(folder):
    change(folder / "en" / "glossary.toml", 'meaning = "', 'meaning = "Changed: ')
    assert opened(folder, read_ready(READY)) == opened(folder) != opened(TOPIC)


def test_a_changed_picture_is_read_anew(folder):
    change(folder / "diagram.svg", '<circle id="badge-intravasation" cx="', '<circle id="badge-intravasation" cx="1')
    assert opened(folder, read_ready(READY))["drawing"] == opened(folder)["drawing"] != opened(TOPIC)["drawing"]


def test_nothing_is_ready_of_a_topic_whose_header_has_changed(folder):
    # The page's own file is the same; what kind of page it is stands in the header.
    change(folder / "topic.toml", 'kind = "questions"', 'kind = "page"')
    shown = opened(folder, read_ready(READY))
    assert shown["en/questions"].kind == "page"
    assert shown == opened(folder)


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: b"", lambda data: data.replace(b"cell", b"cold")]
)
def test_a_damaged_form_is_left_out_with_a_word(tmp_path, log_watch, harm):
    file = tmp_path / "harmed.ready"
    file.write_bytes(harm(READY.read_bytes()))
    log_watch.expect("harmed.ready: the file is damaged")
    assert read_ready(file) is None


def test_a_missing_form_is_left_out(tmp_path):
    assert read_ready(tmp_path / "none.ready") is None


def test_a_form_of_another_version_of_the_program_is_left_out_with_a_word(log_watch):
    said = READY.read_bytes()[_MARK:].replace(b"PageEntry", b"PageThing")
    log_watch.expect("another version of this program: topic.toml")
    found = Ready(_checksum(said) + said).find("header", "topic.toml", (TOPIC / "topic.toml").read_bytes())
    assert found is None


def test_a_page_that_another_thread_has_read_meanwhile_serves_as_its_own_front_matter():
    page = open_topic(TOPIC).page("treatment", "en")
    assert make_page(page, page.sections, page.data) == page
