"""The command sign-off as people run it, and what the topic is worth afterwards."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.content.small_topic import change, write_small_topic
from tests.test_cli import one_line, run
from viewer.content.reviews import read_reviews

ROOT = Path(__file__).parents[1]
NEXT = (dt.date.today() + dt.timedelta(days=365)).isoformat()
WHO = ("--name", "Ana Ruiz", "--role", "oncology nurse", "--next", NEXT)


@pytest.fixture
def folder(tmp_path):
    return write_small_topic(tmp_path / "seeds", ("en", "es"))


def reviews(file):
    return read_reviews(file.read_bytes(), file.name)


def test_what_is_signed_is_right_until_it_changes_and_can_be_signed_again(folder):
    answer = run("sign-off", "--topic", folder, *WHO)
    assert (answer.returncode, answer.stderr) == (0, "")
    first, english, spanish, last = answer.stdout.splitlines()
    assert first.startswith("Signed by Ana Ruiz, oncology nurse, on ")
    assert first.endswith(f"; next review on {NEXT}:")
    assert (english, spanish) == ("  en: overview, leaving, flying, care", "  es: overview, leaving, flying, care")
    assert last == f"Written to {folder / 'reviews.toml'}"
    assert run("check", folder).returncode == 0

    change(folder, "es/care.md", "Water it.", "Agua.")
    answer = run("check", folder)
    assert answer.returncode == 1
    assert one_line(answer.stdout).startswith("es/care.md:0: this page, a picture or a word of it has changed since")

    answer = run("sign-off", "--topic", folder, "--pages", "care", "--language", "es", *WHO)
    assert answer.stdout.splitlines()[1:-1] == ["  es: care"]
    assert run("check", folder).returncode == 0
    old, new = reviews(folder / "reviews.toml")
    assert (set(old.pages), set(new.pages), set(new.pages["es"])) == ({"en", "es"}, {"es"}, {"care"})


def test_options_may_stand_before_the_command(folder):
    answer = run("--topic", folder, "--language", "en", "sign-off", *WHO)
    assert (answer.returncode, answer.stderr) == (0, "")
    (review,) = reviews(folder / "reviews.toml")
    assert set(review.pages) == {"en"}


def test_a_zip_is_signed_in_another_file(folder, tmp_path):
    archive = tmp_path / "seeds.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path in folder.rglob("*.*"):
            opened.write(path, path.relative_to(folder))
    answer = run("sign-off", "--topic", archive, *WHO)
    assert answer.returncode == 1
    assert "is a zip" in one_line(answer.stderr)
    assert "-o reviews.toml" in answer.stderr
    target = tmp_path / "clinic" / "reviews.toml"
    for count in (1, 2):
        answer = run("sign-off", "--topic", archive, "-o", target, *WHO)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert len(reviews(target)) == count
    assert run("sign-off", "--topic", folder, *WHO).returncode == 0
    assert reviews(folder / "reviews.toml")[0].pages == reviews(target)[0].pages


AS_NOBODY = """
import os, sys
import viewer.cli, viewer.options, viewer.sign_off
viewer.cli.main(["check"])  # Python's own modules may lie where nobody else can read them: load them now.
if os.geteuid() == 0:  # Who may write everywhere cannot show what happens to those who may not.
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(viewer.cli.main())
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of Unix")
def test_a_folder_that_cannot_be_written_is_signed_in_another_file(folder):
    with tempfile.TemporaryDirectory() as place:
        topic, clinic = Path(place) / "seeds", Path(place) / "clinic"
        shutil.copytree(folder, topic)
        clinic.mkdir()
        for path in (Path(place), topic, *topic.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        clinic.chmod(0o777)
        answer = run_as_nobody("--topic", str(topic), *WHO)
        assert answer.returncode == 1
        assert one_line(answer.stderr).endswith(
            f"{topic} cannot be written: name another file for the reviews, "
            "as in -o reviews.toml beside the clinic's site.toml"
        )
        assert not (topic / "reviews.toml").exists()
        answer = run_as_nobody("--topic", str(topic), "-o", str(clinic / "reviews.toml"), *WHO)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert len(reviews(clinic / "reviews.toml")) == 1
        for path in (Path(place), topic, *topic.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def run_as_nobody(*words):
    command = [sys.executable, "-c", AS_NOBODY, "sign-off", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)


def test_an_installed_program_keeps_its_topic_as_it_was_shipped(tmp_path):
    installed = tmp_path / "site" / "viewer"
    shutil.copytree(ROOT / "viewer", installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", installed / "resources")
    answer = run("sign-off", *WHO, folder=tmp_path / "site", PYTHONPATH=str(tmp_path / "site"))
    assert answer.returncode == 1
    assert "belongs to the installed program" in one_line(answer.stderr)
    assert list(installed.rglob("reviews.toml")) == []
    answer = run("sign-off", "-o", "reviews.toml", *WHO, folder=tmp_path / "site", PYTHONPATH=str(tmp_path / "site"))
    assert (answer.returncode, answer.stderr) == (0, "")
    (review,) = reviews(tmp_path / "site" / "reviews.toml")
    assert review.topic == "metastasis"


def test_those_who_sign_at_once_are_all_written_down(folder):
    command = [sys.executable, "-m", "viewer", "sign-off", "--topic", str(folder), "--role", "nurse", "--next", NEXT]
    names = [f"Ana {letter}" for letter in "abcdefgh"]
    running = [subprocess.Popen([*command, "--name", name], cwd=ROOT, stdout=subprocess.DEVNULL) for name in names]
    assert [each.wait(60) for each in running] == [0] * len(names)
    assert sorted(review.name for review in reviews(folder / "reviews.toml")) == names


def test_a_refused_topic_cannot_be_signed(folder):
    change(folder, "en/care.md", "Water it.", "Water <b>it</b>.")
    answer = run("sign-off", "--topic", folder, *WHO)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "en/care.md:7: " in answer.stderr or "en/care.md:" in answer.stderr
    assert not (folder / "reviews.toml").exists()


def test_a_damaged_file_of_reviews_is_not_written_over(folder):
    (folder / "reviews.toml").write_text("reviews =\n")
    answer = run("sign-off", "--topic", folder, *WHO)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "reviews.toml:1: " in answer.stderr
    assert (folder / "reviews.toml").read_text() == "reviews =\n"


def test_a_file_that_cannot_be_written_is_said(folder, tmp_path):
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file" / "reviews.toml", tmp_path):
        answer = run("sign-off", "--topic", folder, "-o", target, *WHO)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert str(target) in answer.stderr
        assert "Traceback" not in answer.stderr


WRONG = {
    "nobody": ["--name", "", "--role", "nurse", "--next", NEXT],
    "no letter": ["--name", "...", "--role", "nurse", "--next", NEXT],
    "a hidden command": ["--name", "Ana\x1b[2J", "--role", "nurse", "--next", NEXT],
    "two lines": ["--name", "Ana", "--role", "nurse\nwrote this", "--next", NEXT],
    "no role": ["--name", "Ana", "--next", NEXT],
    "no next review": ["--name", "Ana", "--role", "nurse"],
    "today": ["--name", "Ana", "--role", "nurse", "--next", dt.date.today().isoformat()],
    "yesterday's year": ["--name", "Ana", "--role", "nurse", "--next", "2020-01-01"],
    "no day": ["--name", "Ana", "--role", "nurse", "--next", "2027-02-30"],
    "a day in another way": ["--name", "Ana", "--role", "nurse", "--next", "20270101"],
    "an unknown page": [*WHO, "--pages", "cure"],
    "an empty page": [*WHO, "--pages", "care,"],
    "an unknown language": [*WHO, "--language", "fr"],
    "an option of the window": [*WHO, "--page", "care"],
    "an option of the window before it": ["--theme"],
}


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_use_is_one_clear_line_and_signs_nothing(folder, fault):
    before = ["--theme", "dark"] if WRONG[fault] == ["--theme"] else []
    answer = run(*before, "sign-off", "--topic", folder, *(WHO if before else WRONG[fault]))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert one_line(answer.stderr).startswith("metastasis-viewer")
    assert not (folder / "reviews.toml").exists()


def test_what_the_topic_cannot_take_is_signed_beside_the_clinics_settings_and_counts_there(folder, tmp_path):
    archive = tmp_path / "seeds.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path in folder.rglob("*.*"):
            opened.write(path, path.relative_to(folder))
    site = tmp_path / "clinic" / "site.toml"
    site.parent.mkdir()
    site.write_text('name = "Lakeside"\n')
    answer = run("sign-off", "--topic", archive, "--site", site, *WHO)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1] == f"Written to {site.with_name('reviews.toml')}"
    page = tmp_path / "page.html"
    assert run("check", "--site", site, "--report", page, archive).returncode == 0
    assert "Reviewed by Ana Ruiz, oncology nurse" in page.read_text()
    assert run("check", "--report", page, archive).returncode == 0
    assert "Reviewed by Ana Ruiz" not in page.read_text()
