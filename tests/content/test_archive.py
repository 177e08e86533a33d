"""Topics from folders and zips, and the hostile ones among them. Every zip here is a real one."""

from __future__ import annotations

import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.content.small_topic import write_small_topic
from viewer.content.archive import name_problem, open_files, read_files
from viewer.content.errors import ContentError
from viewer.content.topics import load_topic, open_topic

if TYPE_CHECKING:
    from pathlib import Path


def zip_of(path: Path, files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def zip_of_folder(path: Path, folder: Path, top: str = "") -> Path:
    return zip_of(path, {top + str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*")})


def read_all(read, path: Path) -> None:
    files = read(path)
    for name in files:
        files[name]


def refusal(read, path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_all(read, path)
    return str(caught.value)


@pytest.mark.parametrize("top", ["", "seeds-1.0/"])
def test_a_zip_is_read_like_its_folder(topic_folder, tmp_path, top):
    path = zip_of_folder(tmp_path / "seeds.zip", topic_folder, top)
    assert dict(read_files(path)) == dict(read_files(topic_folder))
    assert load_topic(path).page("leaving", "en") == open_topic(topic_folder).page("leaving", "en")


def test_a_zip_of_two_folders_keeps_their_names(tmp_path):
    path = zip_of(tmp_path / "two.zip", {"a/topic.toml": b"", "b/topic.toml": b""})
    assert set(read_files(path)) == {"a/topic.toml", "b/topic.toml"}


def test_hidden_files_are_ignored(topic_folder, tmp_path):
    before = dict(read_files(topic_folder))
    for name in (".DS_Store", "en/.care.md.swp", ".git/config", "__MACOSX/en/._care.md"):
        (topic_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (topic_folder / name).write_text("x")
    assert dict(read_files(topic_folder)) == before
    assert set(open_files(topic_folder)) == set(before)
    assert ".DS_Store" not in open_files(topic_folder)
    path = zip_of(tmp_path / "x.zip", {**before, ".hidden": b"x", "__MACOSX/._a": b"x", "en/.b/c": b"x"})
    assert dict(read_files(path)) == before


LITTER = (
    *("~$care.md", "en/~$re.md", "~WRL0003.tmp", "en/.~lock.care.md#", ".DS_Store", "Thumbs.db", "en/thumbs.db"),
    *("ehthumbs.db", "desktop.ini", "Desktop.ini", "en/care.md~", "en/#care.md#", "en/_care.md.swp", "topic.toml~"),
)


@pytest.mark.parametrize("name", LITTER)
def test_what_editors_and_desktops_leave_behind_is_ignored(topic_folder, tmp_path, name):
    before = dict(read_files(topic_folder))
    (topic_folder / name).write_bytes(b"\x00litter")
    load_topic(topic_folder)
    assert dict(read_files(topic_folder)) == before
    assert set(open_files(topic_folder)) == set(before)
    assert name not in open_files(topic_folder)
    path = zip_of(tmp_path / "x.zip", {**before, name: b"\x00litter"})
    assert dict(read_files(path)) == before


@pytest.mark.parametrize(
    "name", ["en/care2.md", "en/~care.md", "care.md.tmp.md", "en/care~.md", "old~/care.md", "my$.toml"]
)
def test_what_only_looks_like_litter_is_refused(topic_folder, tmp_path, name):
    files = dict(read_files(topic_folder))
    (topic_folder / name).parent.mkdir(exist_ok=True)
    (topic_folder / name).write_text("x")
    assert f"{name}:0: topic.toml does not name this file" in refusal(lambda path: load_topic(path).files, topic_folder)
    path = zip_of(tmp_path / "x.zip", {**files, name: b"x"})
    assert f"{name}:0: topic.toml does not name this file" in refusal(lambda path: load_topic(path).files, path)


def test_an_opened_folder_reads_a_file_when_asked(topic_folder):
    files = open_files(topic_folder)
    (topic_folder / "en/care.md").write_text("later")
    assert files["en/care.md"] == b"later"
    assert len(files) == len(read_files(topic_folder))
    for name in ("en", "nothing", "seed.svg/x", "../seeds/seed.svg", str(topic_folder / "seed.svg"), "en//care.md"):
        assert name not in files


@pytest.mark.parametrize("read", [read_files, open_files])
@pytest.mark.parametrize("name", ["nothing", "nothing.zip"])
def test_a_missing_topic_is_refused(tmp_path, read, name):
    assert refusal(read, tmp_path / name).endswith(f"{name}:0: there is no such topic: give a topic's folder or zip")


@pytest.mark.parametrize("read", [read_files, open_files])
@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 but no more"])
def test_what_is_no_zip_is_refused(tmp_path, read, data):
    (tmp_path / "x.zip").write_bytes(data)
    assert "x.zip:0: this zip is damaged or no zip at all" in refusal(read, tmp_path / "x.zip")


def test_a_device_is_no_topic(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "pipe:0: this is neither a folder nor a zip" in refusal(read_files, tmp_path / "pipe")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_cut_zip_is_refused(topic_folder, tmp_path, cut):
    path = zip_of_folder(tmp_path / "x.zip", topic_folder)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert "damaged" in refusal(read_files, path)


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"topic.toml": b"format = 1\n" * 30}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    assert "damaged" in refusal(read_files, path)


@pytest.mark.parametrize("read", [read_files, open_files])
@pytest.mark.parametrize(("target", "place"), [("file", "en/care.md"), ("folder", "pictures"), ("nothing", "gone.md")])
def test_a_link_in_a_folder_is_refused(topic_folder, tmp_path, read, target, place):
    (tmp_path / "file").write_text("secret")
    (tmp_path / "folder").mkdir()
    (topic_folder / place).unlink(missing_ok=True)
    (topic_folder / place).symlink_to(tmp_path / target)
    assert f"{place}:0: this is a link to another place" in refusal(read, topic_folder)


def test_a_file_behind_a_linked_folder_is_refused_when_asked_for(topic_folder, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.svg").write_text("secret")
    (topic_folder / "pictures").symlink_to(tmp_path / "folder")
    with pytest.raises(ContentError, match="link to another place"):
        open_files(topic_folder)["pictures/x.svg"]


@pytest.mark.parametrize("read", [read_files, open_files])
def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(topic_folder, read):
    os.mkfifo(topic_folder / "pipe.svg")
    assert "pipe.svg:0: this is not a plain file" in refusal(read, topic_folder)


@pytest.mark.parametrize(
    ("mode", "fragment"),
    [
        (stat.S_IFLNK | 0o777, "topic.md:0: this is a link"),
        (stat.S_IFIFO | 0o600, "topic.md:0: this is not a plain file"),
    ],
)
def test_a_zip_with_other_things_than_files_is_refused(tmp_path, mode, fragment):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("topic.md")
        info.create_system = 3
        info.external_attr = mode << 16
        archive.writestr(info, "/etc/passwd")
    assert fragment in refusal(read_files, path)


BAD_NAMES = [
    ("/etc/passwd", "starts with /"),
    ("../x.md", 'with ".."'),
    ("en/../../x.md", 'with ".."'),
    ("en\\x.md", "backslash or a colon"),
    ("C:/x.md", "backslash or a colon"),
    ("c:x.md", "backslash or a colon"),
    ("en//x.md", "an empty part"),
    ("./x.md", "an empty part"),
    ("en/x\n.md", "invisible or damaged"),
    ("en/\x1b[2Jx.md", "invisible or damaged"),
    ("", "an empty part"),
]


@pytest.mark.parametrize(("name", "fragment"), BAD_NAMES)
def test_a_name_that_leads_astray_is_refused(tmp_path, name, fragment):
    assert fragment in name_problem(name)
    if name:
        assert fragment in refusal(read_files, zip_of(tmp_path / "x.zip", {"topic.toml": b"", name: b"x"}))


@pytest.mark.parametrize("name", ["topic.toml", "en/local-invasion.md", "a..b.md", "es/cómo.svg", "en/a b.png"])
def test_an_ordinary_name_is_right(name):
    assert name_problem(name) == ""


def test_a_folder_with_a_damaged_name_is_refused(topic_folder):
    with open(os.fsencode(topic_folder) + b"/x\xff.md", "wb"):
        pass
    assert "x\\udcff.md:0: a name with invisible or damaged characters" in refusal(read_files, topic_folder)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_names_are_refused(topic_folder, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("topic.toml", "1")
        archive.writestr("topic.toml", "2")
    assert "topic.toml:0: the zip holds this file twice" in refusal(read_files, path)
    assert 'a.md:0: there is a second file of this name, "A.md"' in refusal(
        read_files, zip_of(tmp_path / "y.zip", {"A.md": b"", "a.md": b""})
    )
    assert "a:0: the zip holds a file and a folder" in refusal(
        read_files, zip_of(tmp_path / "z.zip", {"a": b"", "a/b.md": b""})
    )
    (topic_folder / "en/CARE.md").write_text("x")
    if len(list((topic_folder / "en").glob("[cC][aA]*"))) > 1:  # a file system that tells them apart
        assert 'en/care.md:0: there is a second file of this name, "en/CARE.md"' in refusal(read_files, topic_folder)


def test_an_encrypted_zip_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"topic.toml": b"format = 1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the zip's directory
    path.write_bytes(data)
    assert "topic.toml:0: this is encrypted" in refusal(read_files, path)


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing_is_refused(tmp_path, kind):
    assert "packed in an unusual way" in refusal(read_files, zip_of(tmp_path / "x.zip", {"topic.toml": b"x"}, kind))


@pytest.mark.parametrize(("name", "limit"), [("a.md", 256), ("A.TOML", 256), ("a.svg", 1024), ("a.png", 4096)])
def test_a_file_over_its_limit_is_refused(tmp_path, name, limit):
    folder = tmp_path / "topic"
    folder.mkdir()
    path = folder / name
    path.write_bytes(b"x" * limit * 1024)
    assert len(read_files(folder)[name]) == limit * 1024
    path.write_bytes(b"x" * (limit * 1024 + 1))
    fragment = f"{name}:0: this file is too big: at most {limit} KiB are allowed"
    assert fragment in refusal(read_files, folder)
    assert fragment in refusal(open_files, folder)
    noise = os.urandom(limit * 1024 + 1)
    assert fragment in refusal(read_files, zip_of(tmp_path / "x.zip", {name: noise}, zipfile.ZIP_STORED))


def test_a_bomb_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"topic.toml": b"", "a.png": bytes(3_000_000)})
    assert "a.png:0: this is packed more than 100 times" in refusal(read_files, path)


def test_a_bomb_of_many_small_files_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", {f"{number}.md": bytes(250_000) for number in range(50)})
    assert "packed more than 100 times" in refusal(read_files, path)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"a.png": bytes(3_000_000)})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    refusal(read_files, path)


def test_well_packed_small_files_are_no_bomb(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"topic.toml": b"# a comment\n" * 20_000})
    assert len(read_files(path)["topic.toml"]) == 240_000


def test_too_many_files_are_refused(tmp_path):
    folder = write_small_topic(tmp_path / "topic")
    for number in range(2_001):
        (folder / f"{number}.txt").touch()
    assert "the topic has too many files: at most 2,000" in refusal(read_files, folder)
    assert "the topic has too many files: at most 2,000" in refusal(
        read_files, zip_of(tmp_path / "x.zip", {f"{number}.txt": b"" for number in range(2_001)})
    )


def test_too_much_in_all_is_refused(tmp_path):
    folder = tmp_path / "topic"
    folder.mkdir()
    for number in range(17):
        with (folder / f"{number}.bin").open("wb") as stream:
            stream.truncate(4096 * 1024)  # holes: no room is taken on the disk
    assert "the topic is too big: at most 64 MB" in refusal(read_files, folder)
    with (tmp_path / "x.zip").open("wb") as stream:
        stream.truncate(64_000_001)
    assert "the topic is too big: at most 64 MB" in refusal(read_files, tmp_path / "x.zip")


def test_all_bad_names_of_a_zip_are_told_at_once(tmp_path):
    path = zip_of(tmp_path / "x.zip", {"../a": b"", "C:b": b"", "topic.toml": b""})
    assert len(refusal(read_files, path).split("\n")) == 2


def test_a_name_too_long_for_the_system_is_refused(topic_folder, tmp_path):
    files = open_files(topic_folder)
    with pytest.raises(ContentError, match="this cannot be read: File name too long"):
        files["x" * 300 + ".md"]
    with pytest.raises(ContentError, match="this cannot be read: File name too long"):
        read_files(tmp_path / ("x" * 300))


def test_folders_too_deep_for_the_system_are_refused(topic_folder):
    here = os.open(topic_folder, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=here)
        inner = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    assert "this cannot be read: File name too long" in refusal(read_files, topic_folder)


def test_a_zip_that_holds_too_much_in_all_is_refused(tmp_path):
    data = os.urandom(16_384) * 256
    path = zip_of(tmp_path / "x.zip", {f"{number}.bin": data for number in range(17)})
    assert path.stat().st_size < 4_000_000
    assert refusal(read_files, path) == f"{path}:0: the topic is too big: at most 64 MB are allowed"


def test_a_path_that_cannot_be_is_refused(tmp_path):
    assert "damaged or no zip at all" in refusal(read_files, tmp_path / "a\x00b")
