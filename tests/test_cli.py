"""The command as people run it: another process, its exit code, and not a word too many."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.content.small_topic import change, write_small_topic
from viewer import __version__

ROOT = Path(__file__).parent.parent

SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "QT_LOGGING_RULES", "QT_DEBUG_PLUGINS")
WORDS = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE")


def run(*arguments: object, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a display, in an environment that names no language."""
    environment = {name: value for name, value in os.environ.items() if name not in SCREEN + WORDS}
    environment |= {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=folder,
        env=environment,
    )


def size_of(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG file."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[-12:] == b"\0\0\0\0IEND\xaeB`\x82"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def one_line(text: str) -> str:
    """Return the only line of a text."""
    assert text.endswith("\n")
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text[:-1]


def test_it_says_its_version():
    answer = run("--version")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout) == f"metastasis-viewer {__version__}"


@pytest.mark.parametrize("command", [(), ("picture",), ("check",)], ids=str)
def test_help_names_the_options(command):
    answer = run(*command, "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("usage: metastasis-viewer")
    assert "--site FILE" in answer.stdout
    if command != ("check",):
        assert {"--topic", "--language", "--page", "--size", "--theme", "--text-size"} <= set(
            re.findall(r"--[a-z-]+", answer.stdout)
        )


WRONG = {
    "an unknown option": ["--colour"],
    "an unknown command": ["print"],
    "a command's unknown option": ["check", "--fast"],
    "no file to write": ["picture"],
    "an empty file name": ["picture", "-o", ""],
    "an empty name of a site": ["check", "--site", ""],
    "a report that is no web page": ["check", "--report", "report.pdf"],
    "no size": ["--size", "large"],
    "half a size": ["--size", "800"],
    "a size with other digits": ["--size", "\uff18\uff10\uff10x480"],
    "a size below zero": ["--size", "-800x480"],
    "a size that is too small": ["--size", "319x480"],
    "a size that is too large": ["--size", "99999x99999"],
    "a size beyond all numbers": ["--size", "9" * 5000 + "x480"],
    "an unknown theme": ["--theme", "pink"],
    "a text size between the steps": ["--text-size", "110"],
    "a text size in words": ["--text-size", "large"],
    "a language that is none": ["--language", "../en"],
    "an option without its value": ["--topic"],
    "a second topic": ["check", "one", "two"],
    "no folder for a new topic": ["new-topic"],
    "an empty name of a new topic": ["new-topic", ""],
    "a look for a new topic": ["--theme", "dark", "new-topic", "one"],
}


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_use_is_one_clear_line(fault):
    answer = run(*WRONG[fault])
    assert answer.returncode == 2, answer.stderr
    assert answer.stdout == ""
    line = one_line(answer.stderr)
    assert line.startswith("metastasis-viewer")
    assert "argument :" not in line


# picture


@pytest.mark.parametrize("size", ["320x480", "800x480", "1280x800"])
def test_a_picture_has_the_size_that_was_asked_for(tmp_path, size):
    target = tmp_path / "window.png"
    answer = run("picture", "-o", target, "--size", size)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert "x".join(map(str, size_of(target))) == size
    assert [path.name for path in tmp_path.iterdir()] == ["window.png"]


def test_options_change_the_picture(tmp_path):
    told = {
        "plain": [],
        "page": ["--page", "intravasation"],
        "theme": ["--theme", "dark"],
        "text": ["--text-size", "150"],
    }
    for name, options in told.items():
        answer = run("picture", "--output", tmp_path / f"{name}.png", *options)
        assert (answer.returncode, answer.stderr) == (0, "")
    assert len({(tmp_path / f"{name}.png").read_bytes() for name in told}) == len(told)


def test_the_same_picture_comes_out_twice(tmp_path):
    for name in ("one.png", "two.png"):
        assert run("picture", "-o", tmp_path / name, "--page", "circulation", "--no-motion").returncode == 0
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_a_folder_that_is_not_there_is_made(tmp_path):
    target = tmp_path / "new" / "folder" / "name with spaces é.png"
    answer = run("picture", "-o", target, "--size", "320x480")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert size_of(target) == (320, 480)


def test_an_older_picture_is_replaced(tmp_path):
    target = tmp_path / "window.png"
    target.write_text("old")
    assert run("picture", "-o", target, "--size", "320x480").returncode == 0
    assert size_of(target) == (320, 480)


def unwritable(tmp_path: Path) -> dict[str, Path]:
    file = tmp_path / "file"
    file.write_text("")
    return {
        "below a file": file / "window.png",
        "a folder": tmp_path,
        "the root": Path("/"),
        "below a device": Path("/dev/full/window.png"),
    }


@pytest.mark.parametrize("place", ["below a file", "a folder", "the root", "below a device"])
def test_where_nothing_can_be_written_one_line_names_the_place(tmp_path, place):
    target = unwritable(tmp_path)[place]
    answer = run("picture", "-o", target, "--size", "320x480")
    assert answer.returncode == 1
    assert answer.stdout == ""
    line = one_line(answer.stderr)
    assert line.startswith(f"metastasis-viewer: {target}: ")
    assert "Something went wrong" not in line


def test_a_platform_that_qt_does_not_know_changes_nothing_for_a_picture(tmp_path):
    answer = run("picture", "-o", tmp_path / "window.png", "--size", "320x480", QT_QPA_PLATFORM="nonsense")
    assert (answer.returncode, answer.stderr) == (0, "")


# What content and language it shows


def test_a_refused_topic_is_named_by_line_and_the_bundled_one_shown(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    change(folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    answer = run("picture", "-o", tmp_path / "window.png", "--topic", folder)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert re.search(r"\ben/care\.md:7: ", one_line(answer.stderr))
    assert run("picture", "-o", tmp_path / "bundled.png").returncode == 0
    assert size_of(tmp_path / "window.png") == (1280, 800)
    assert (tmp_path / "window.png").read_bytes() != (tmp_path / "bundled.png").read_bytes()


def test_a_topic_that_is_not_there_is_said_and_the_bundled_one_drawn(tmp_path):
    answer = run("picture", "-o", tmp_path / "window.png", "--topic", tmp_path / "nothing")
    assert answer.returncode == 1
    assert str(tmp_path / "nothing") in one_line(answer.stderr)
    assert size_of(tmp_path / "window.png") == (1280, 800)


def test_another_topic_is_shown_from_folder_and_zip_alike(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    with zipfile.ZipFile(tmp_path / "seeds.zip", "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    for name in ("seeds", "seeds.zip"):
        answer = run("picture", "-o", f"{name}.png", "--topic", name, "--page", "flying", folder=tmp_path)
        assert (answer.returncode, answer.stderr) == (0, "")
    assert (tmp_path / "seeds.png").read_bytes() == (tmp_path / "seeds.zip.png").read_bytes()


@pytest.mark.parametrize(("option", "value"), [("--language", "zz"), ("--page", "nonsense")])
def test_what_the_topic_does_not_have_is_said_and_the_rest_shown(tmp_path, option, value):
    answer = run("picture", "-o", tmp_path / "window.png", option, value)
    assert answer.returncode == 0
    assert value in one_line(answer.stderr)
    assert size_of(tmp_path / "window.png") == (1280, 800)


@pytest.mark.parametrize("language", ["C", "POSIX", "C.UTF-8", ""])
def test_a_system_without_a_language_starts_in_silence(tmp_path, language):
    answer = run("picture", "-o", tmp_path / "é.png", "--size", "320x480", LC_ALL=language)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "xx_XX@nothing", "nonsense"])
def test_a_language_that_the_system_does_not_know_is_no_crash(tmp_path, language):
    answer = run("picture", "-o", tmp_path / "é.png", "--size", "320x480", LC_ALL=language)
    assert answer.returncode == 0
    assert "Traceback" not in answer.stderr
    assert size_of(tmp_path / "é.png") == (320, 480)


# check


def test_the_bundled_topic_is_right():
    answer = run("check")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout).endswith("no problem found")


def test_a_right_topic_is_right(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    answer = run("check", folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout) == f"{folder}: no problem found"


def test_each_problem_has_its_line(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    change(folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    change(folder, "en/overview.md", "page:leaving", "page:nowhere")
    answer = run("check", folder)
    assert (answer.returncode, answer.stderr) == (1, "")
    found = [re.fullmatch(r"([^:]+):(\d+): (.+)", line) for line in answer.stdout.splitlines()]
    assert [(each[1], each[2]) for each in found] == [("en/care.md", "7"), ("en/overview.md", "11")]
    assert all("expected" in each[3] or ":" in each[3] for each in found)


@pytest.mark.parametrize("what", ["nothing", "a text file", "an empty folder", "an empty zip", "a device"])
def test_what_is_no_topic_is_one_line(tmp_path, what):
    path = tmp_path / "it"
    if what == "a text file":
        path.write_text("Hello")
    elif what == "an empty folder":
        path.mkdir()
    elif what == "an empty zip":
        zipfile.ZipFile(path, "w").close()
    elif what == "a device":
        path = Path("/dev/zero")
    answer = run("check", path)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert re.fullmatch(r"[^:]+:\d+: .+", one_line(answer.stdout))


def test_scores_are_told_when_asked(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    answer = run("check", "--scores", folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    *scores, last = answer.stdout.splitlines()
    assert [line.split(" ")[:2] for line in scores[3:5]] == [["en/care.md:", "FKGL"], ["en:", "SMOG"]]
    assert len(scores) == 10
    assert last.endswith("no problem found")


def test_the_page_for_a_reviewer_is_written_beside_what_is_said(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    change(folder, "en/care.md", "Water it.", "Never water it.")
    answer = run("check", "--report", tmp_path / "report.html", folder)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert one_line(answer.stdout).startswith("en/care.md:7: ")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Never water it." in page
    assert page.endswith("</html>\n")


def test_no_page_is_written_of_a_topic_that_cannot_be_used(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    change(folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    answer = run("check", "--report", tmp_path / "report.html", folder)
    assert answer.returncode == 1
    assert one_line(answer.stdout).startswith("en/care.md:7: ")
    assert "was not written" in one_line(answer.stderr)
    assert not (tmp_path / "report.html").exists()


def test_a_page_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "report.html"
    answer = run("check", "--report", target, write_small_topic(tmp_path / "seeds"))
    assert answer.returncode == 1
    assert one_line(answer.stderr).startswith(f"metastasis-viewer: {target}: ")


FULL = """
import resource, sys
from viewer.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit on Windows")
@pytest.mark.parametrize(
    ("name", "words"),
    [("window.png", ["picture", "-o"]), ("report.html", ["check", "--report"])],
    ids=["picture", "check"],
)
def test_what_the_disk_has_no_room_for_leaves_the_old_file_as_it_was(tmp_path, name, words):
    target = tmp_path / name
    target.write_text("old")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", FULL, *words, str(target)]
    answer = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path, env=environment
    )
    assert answer.returncode == 1
    assert one_line(answer.stderr) == f"metastasis-viewer: {target}: File too large"
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert target.read_text() == "old"


def test_words_that_the_terminal_cannot_show_are_no_crash(tmp_path):
    folder = write_small_topic(tmp_path / "sëeds")
    change(folder, "en/care.md", "Water it.", "Water <bé>it</bé>.")
    answer = run("check", folder, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert answer.returncode == 1
    assert "en/care.md:7" in one_line(answer.stdout)


def test_a_reader_who_stops_listening_is_no_crash(tmp_path):
    shell = f"{sys.executable} -m viewer check {tmp_path} | true; exit ${{PIPESTATUS[0]}}"
    answer = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert "Traceback" not in answer.stderr
    assert "Exception ignored" not in answer.stderr
    assert answer.stderr.count("\n") <= 1


# new-topic


def test_a_new_topic_is_right_and_can_be_shown_at_once(tmp_path):
    answer = run("new-topic", "Knee exercises", folder=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    told = re.findall(r"metastasis-viewer (.+?)(?:   .*)?$", answer.stdout, re.MULTILINE)
    assert told == ['--topic "Knee exercises"', 'check "Knee exercises"']
    checked = run("check", "Knee exercises", folder=tmp_path)
    assert (checked.returncode, one_line(checked.stdout)) == (0, "Knee exercises: no problem found")
    shown = run("picture", "-o", "window.png", "--topic", "Knee exercises", "--page", "rinse", folder=tmp_path)
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / ".notes").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("mine", "file", "file/below"):
        answer = run("new-topic", name, folder=tmp_path)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert one_line(answer.stderr).startswith(f"metastasis-viewer: {name}: ")
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".notes", "file", "mine"]


# No display


@pytest.mark.parametrize("display", [None, ":97"], ids=["none", "dead"])
def test_without_a_display_the_window_is_drawn(tmp_path, display):
    target = tmp_path / "build" / "preview.png"
    answer = run("--preview", target, "--size", "800x480", **({"DISPLAY": display} if display else {}))
    assert (answer.returncode, answer.stderr) == (0, "")
    line = one_line(answer.stdout)
    assert "no display" in line
    assert str(target) in line
    assert size_of(target) == (800, 480)


def test_without_a_place_for_it_the_picture_goes_to_the_temporary_folder(tmp_path):
    answer = run(TMPDIR=str(tmp_path))
    assert (answer.returncode, answer.stderr) == (0, "")
    (target,) = tmp_path.glob("*.png")
    assert str(target) in one_line(answer.stdout)
    assert size_of(target) == (1280, 800)


def test_a_preview_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    answer = run("--preview", tmp_path / "file" / "preview.png")
    assert answer.returncode == 1
    assert str(tmp_path / "file" / "preview.png") in one_line(answer.stderr)


def test_it_runs_from_any_folder(tmp_path):
    answer = run("picture", "-o", "window.png", "--size", "320x480", folder=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert size_of(tmp_path / "window.png") == (320, 480)


LEAVING = """
from viewer.app import make_application, make_window
from viewer.settings import Settings
application = make_application(offscreen=True)
window = make_window(Settings(page="intravasation"))
window.show()
application.processEvents()
window.view.read_ahead()
"""


def test_leaving_while_pictures_are_drawn_ahead_is_no_crash():
    command = [sys.executable, "-c", LEAVING]
    answers = [subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=ROOT) for _ in range(8)]
    assert [answer.returncode for answer in answers] == [0] * 8


# A clinic's own settings


def test_check_tells_the_problems_of_a_site_too(tmp_path):
    folder = write_small_topic(tmp_path / "seeds")
    site = tmp_path / "site.toml"
    site.write_text('phone = "555-0100"\nemergency = 911\nlanguages = ["en", "vi"]\n')
    for words in (["check", folder, "--site", site], ["--site", site, "check", folder]):
        answer = run(*words, XDG_STATE_HOME=str(tmp_path / "state"))
        assert (answer.returncode, answer.stderr) == (1, "")
        lines = answer.stdout.splitlines()
        assert [line.split(": ")[0] for line in lines] == [f"{site}:2", f"{site}:3"]
        assert '"vi"' in lines[1]
    site.write_text('phone = "555-0100"\n')
    answer = run("check", folder, "--site", site)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert one_line(answer.stdout).endswith("no problem found")
    assert not (tmp_path / "state").exists()


def test_check_tells_the_problems_of_a_site_beside_those_of_a_refused_topic(tmp_path):
    site = tmp_path / "site.toml"
    site.write_text("emergency = 911\n")
    answer = run("check", tmp_path / "nothing", "--site", site)
    assert (answer.returncode, answer.stdout.count("\n"), answer.stderr) == (1, 2, "")
    assert f"{site}:1: " in answer.stdout


def picture_for(tmp_path: Path, *words: object) -> tuple[bytes, str]:
    """Return the picture of the page that names telephones, and what was logged."""
    target = tmp_path / "window.png"
    state = str(tmp_path / "state")
    answer = run("picture", "-o", target, "--page", "when-to-call", *words, XDG_STATE_HOME=state)
    assert answer.returncode == 0
    return target.read_bytes(), answer.stderr


def test_the_window_names_the_clinic_s_number_and_keeps_it_when_it_turns_wrong(tmp_path):
    site = tmp_path / "site.toml"
    bare, log = picture_for(tmp_path)
    assert log == ""
    site.write_text('phone_24h = "555-0111"\nemergency = "911"\n')
    told, log = picture_for(tmp_path, "--site", site)
    assert log == ""
    assert told != bare
    site.write_text('phone_24h = "555-0111"\nemergency = 911\nfever = 38\n')
    kept, log = picture_for(tmp_path, "--site", site)
    assert kept == told
    assert [re.search(r"site\.toml:(\d+)", line)[1] for line in log.splitlines()] == ["2", "3"]
    site.unlink()
    kept, log = picture_for(tmp_path, "--site", site)
    assert kept == told
    assert str(site) in one_line(log)
    lost, log = picture_for(tmp_path, "--site", tmp_path / "other.toml")
    assert lost == bare
    assert "other.toml" in one_line(log)
