"""A new topic to begin with: complete, right, and nobody's work is written over."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.content.check import check_topic
from viewer.content.fields import is_id
from viewer.content.new_topic import topic_id, write_new_topic
from viewer.content.topics import load_topic
from viewer.settings import resources_folder

EXAMPLE = resources_folder() / "new-topic"
DAY = dt.date(2027, 2, 1)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty folder"])
def test_it_is_complete_and_has_an_id_and_a_date_of_its_own(tmp_path, there):
    folder = tmp_path / "clinic" / "Radiation Therapy"
    if there:
        folder.mkdir(parents=True)
    write_new_topic(EXAMPLE, folder, DAY)
    assert check_topic(folder) == []
    topic = load_topic(folder)
    assert (topic.id, topic.date, len(topic.steps), len(topic.pages)) == ("radiation-therapy", DAY, 2, 4)
    assert len(topic.words("en")) == 3


def test_what_the_example_says_is_copied_as_it_is(tmp_path):
    write_new_topic(EXAMPLE, tmp_path / "mine", DAY)
    written, example = files_of(tmp_path / "mine"), files_of(EXAMPLE)
    header = written.pop("topic.toml").decode().splitlines()
    lines = example.pop("topic.toml").decode().splitlines()
    assert written == example
    changed = [new for old, new in zip(lines, header, strict=True) if old != new]
    assert changed == ['id = "mine"', "date = 2027-02-01"]


def test_the_day_on_which_its_source_was_read_is_not_made_up(tmp_path):
    write_new_topic(EXAMPLE, tmp_path / "mine", DAY)
    (source,) = load_topic(tmp_path / "mine").sources.values()
    assert source.checked == dt.date(2026, 11, 23)
    assert "example" in source.note


def test_each_text_file_says_what_to_change():
    texts = {name: data.decode() for name, data in files_of(EXAMPLE).items()}
    assert [name for name, text in texts.items() if "\n# " not in f"\n{text}" and "<!-- " not in text] == []


@pytest.mark.parametrize("what", ["a page", "a hidden file", "a folder"])
def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(tmp_path, what):
    folder = tmp_path / "mine"
    folder.mkdir()
    if what == "a folder":
        (folder / "en").mkdir()
    else:
        (folder / {"a page": "topic.toml", "a hidden file": ".git"}[what]).write_text("mine")
    before = files_of(folder)
    with pytest.raises(FileExistsError, match="not empty"):
        write_new_topic(EXAMPLE, folder, DAY)
    assert files_of(folder) == before
    assert len(list(folder.iterdir())) == 1


def test_what_cannot_be_written_whole_leaves_nothing_behind(tmp_path):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    (tmp_path / "empty").mkdir()
    # A disk with room for 600 bytes in each file: the first ones fit, others do not.
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limits[1]))
    try:
        for name in ("new/mine", "empty"):
            with pytest.raises(OSError, match="too large"):
                write_new_topic(EXAMPLE, tmp_path / name, DAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Radiation Therapy", "radiation-therapy"),
        ("2 Röntgen (neu)", "rontgen-neu"),
        ("cómo_lavarse", "como-lavarse"),
        ("洗手", "my-topic"),
        ("2027", "my-topic"),
        ("", "my-topic"),
    ],
)
def test_the_folder_names_the_topic(name, wanted):
    assert topic_id(name) == wanted


@given(st.text())
def test_whatever_the_folder_is_called_the_id_is_right(name):
    assert is_id(topic_id(name))
