"""The last good topic: kept when it changes, whole or not at all, and shown when the named one is missing or broken."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from viewer.content.archive import read_files
from viewer.content.errors import ContentError
from viewer.content.new_topic import write_new_topic
from viewer.content.topics import Topic, load_topic, open_topic
from viewer.kiosk.last_good import LastGood, find_topic, state_folder
from viewer.settings import resources_folder

BUNDLED = resources_folder() / "topics" / "metastasis"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A small topic, as a clinic would name it."""
    import datetime as dt

    write_new_topic(resources_folder() / "new-topic", tmp_path / "named", dt.date(2026, 11, 28))
    return tmp_path / "named"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state" / "last-good"


def bundled() -> Topic:
    return open_topic(BUNDLED, whole=True)


def keep(named: Path, state: Path) -> None:
    LastGood(state).keep(named, load_topic(named).files)


def kept(state: Path) -> list[Path]:
    return sorted(state.iterdir())


def change(named: Path) -> None:
    header = named / "topic.toml"
    header.write_text(header.read_text().replace('version = "', 'version = "9'))


def test_the_copy_holds_every_file_and_loads(named, state):
    keep(named, state)
    (copy,) = kept(state)
    assert dict(read_files(copy)) == dict(read_files(named))
    assert LastGood(state).find(named).version == load_topic(named).version


def test_an_unchanged_topic_is_not_written_again(named, state):
    keep(named, state)
    before = kept(state)[0].stat()
    keep(named, state)
    after = kept(state)[0].stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_changed_topic_takes_the_place_of_the_one_before(named, state):
    keep(named, state)
    (state / "left.123.part").write_bytes(b"cut short")
    before = kept(state)[0].name
    change(named)
    keep(named, state)
    (copy,) = kept(state)
    assert copy.name != before
    assert LastGood(state).find(named).version.startswith("9")


def test_a_zip_is_kept_like_its_folder(named, state, tmp_path):
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", named))
    keep(packed, state)
    keep(named, tmp_path / "other")
    assert kept(state)[0].read_bytes() == kept(tmp_path / "other")[0].read_bytes()


def test_a_missing_topic_is_replaced_by_its_copy_and_the_log_says_so(named, state, log_watch):
    log_watch.expect("The topic is not shown.*there is no such topic")
    log_watch.expect("In its place its last good copy is shown, version")
    keep(named, state)
    wanted = load_topic(named).pages
    shutil.rmtree(named)
    found = find_topic(named, LastGood(state), bundled)
    assert found.origin == "copy"
    assert found.topic.pages == wanted


def test_a_topic_that_is_refused_is_replaced_by_its_copy(named, state, log_watch):
    log_watch.expect("The topic is not shown.*topic.toml")
    log_watch.expect("In its place its last good copy is shown")
    keep(named, state)
    (named / "topic.toml").write_bytes(b"\xff")
    assert find_topic(named, LastGood(state), bundled).origin == "copy"


@pytest.mark.parametrize(
    "damage",
    [
        lambda copy: copy.write_bytes(copy.read_bytes()[:500]),
        lambda copy: copy.write_bytes(copy.read_bytes().replace(b"version", b"Version")),
        lambda copy: copy.write_bytes(b""),
    ],
    ids=["cut", "changed", "empty"],
)
def test_a_damaged_copy_is_never_shown(named, state, log_watch, damage):
    log_watch.expect("The topic is not shown")
    log_watch.expect("The copy of the last good topic is damaged")
    log_watch.expect("There is no good copy of it, so the bundled topic is shown")
    keep(named, state)
    damage(kept(state)[0])
    change(named)
    (named / "topic.toml").unlink()
    found = find_topic(named, LastGood(state), bundled)
    assert (found.origin, found.topic.id) == ("bundled", bundled().id)


def test_a_damaged_copy_is_written_anew(named, state):
    keep(named, state)
    kept(state)[0].write_bytes(b"cut")
    keep(named, state)
    assert LastGood(state).find(named) is not None


def test_the_copy_of_one_place_is_never_shown_for_another(named, state, tmp_path):
    keep(named, state)
    assert LastGood(state).find(tmp_path / "another") is None


def test_a_place_that_cannot_be_written_costs_one_line(named, tmp_path, log_watch):
    log_watch.expect("The topic cannot be kept for later")
    (tmp_path / "taken").write_bytes(b"")
    copies = LastGood(tmp_path / "taken" / "last-good")
    copies.keep(named, load_topic(named).files)
    assert len(log_watch.lines) == 1
    assert copies.find(named) is None
    assert find_topic(named, copies, bundled).origin == "named"


def test_without_a_place_nothing_is_kept(named, log_watch):
    log_watch.expect("The topic is not shown")
    log_watch.expect("the bundled topic is shown")
    LastGood(None).keep(named, load_topic(named).files)
    shutil.rmtree(named)
    assert find_topic(named, LastGood(None), bundled).origin == "bundled"


def test_without_any_topic_it_says_so(tmp_path, log_watch):
    log_watch.expect("The bundled topic cannot be shown")
    found = find_topic(None, LastGood(None), partial(open_topic, tmp_path / "none", whole=True))
    assert found.topic is None


@pytest.mark.parametrize("read", [load_topic, partial(open_topic, whole=True)], ids=["load", "open"])
def test_a_topic_in_memory_misses_none_of_its_files(named, read):
    topic = read(named)
    shutil.rmtree(named)
    for language in topic.languages:
        assert topic.words(language) is not None
        assert all(topic.page(entry.id, language).title for entry in topic.pages)
    assert not topic.brings_fonts


def test_a_topic_that_is_not_read_whole_would_miss_them(named):
    topic = open_topic(named)
    shutil.rmtree(named)
    with pytest.raises(ContentError):
        topic.page(topic.pages[-1].id, topic.languages[0])


def test_nothing_in_a_copy_is_squeezed(named, state):
    keep(named, state)
    with ZipFile(kept(state)[0]) as archive:
        assert {info.compress_type for info in archive.infolist()} == {0}


@pytest.mark.parametrize(
    ("platform", "environment", "place"),
    [
        ("linux", {"STATE_DIRECTORY": "/s/kiosk:/s/b", "HOME": "/h"}, "/s/kiosk/last-good"),
        ("linux", {"XDG_STATE_HOME": "/x", "HOME": "/h"}, "/x/metastasis-viewer/last-good"),
        ("linux", {"HOME": "/h"}, "/h/.local/state/metastasis-viewer/last-good"),
        ("linux", {"STATE_DIRECTORY": "kiosk"}, None),
    ],
)
def test_the_state_folder_is_the_service_managers_or_the_users(platform, environment, place):
    assert state_folder(platform, environment) == (Path(place) if place else None)
