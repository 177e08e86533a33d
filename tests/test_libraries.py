"""Missing system libraries are named with their packages, before Qt is loaded."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from viewer.libraries import LIBRARIES, Library, advice, missing

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks these libraries")

THERE = Library("libc.so.6", "libc6")
ABSENT = Library("libnobody-has-this.so.7", "libnobody7")
ABSENT_ON_SCREEN = Library("libno-screen.so.1", "libno-screen1", screen=True)


@linux
def test_a_library_that_is_not_there_is_named_with_its_package():
    assert missing(screen=False, libraries=[THERE, ABSENT]) == ("libnobody7",)


@linux
def test_what_only_a_screen_needs_is_not_missed_without_one():
    table = [ABSENT, ABSENT_ON_SCREEN]
    assert missing(screen=False, libraries=table) == ("libnobody7",)
    assert missing(screen=True, libraries=table) == ("libnobody7", "libno-screen1")


@linux
def test_a_package_with_two_missing_libraries_is_named_once():
    assert missing(screen=False, libraries=[ABSENT, Library("libnobody-else.so.7", "libnobody7")]) == ("libnobody7",)


@linux
def test_nothing_is_missing_where_this_test_runs():
    assert missing(screen=True) == ()


def test_nothing_is_missing_on_other_systems(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert missing(screen=True, libraries=[ABSENT]) == ()


@linux
def test_advice_is_one_line_to_copy():
    line = advice(("libegl1", "libgl1"))
    assert "\n" not in line
    assert line.endswith("apt-get install -y --no-install-recommends libegl1 libgl1")


@linux
@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.file)
def test_qt_really_asks_for_each_library(library, needed_by_qt):
    assert library.file.encode() in needed_by_qt[library.screen]


def test_the_module_prints_the_missing_packages_on_one_line():
    answer = run("-m", "viewer.libraries", "--packages")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == " ".join(missing(screen=True)) + "\n"


def test_an_unknown_option_is_refused():
    answer = run("-m", "viewer.libraries", "--package")
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith("usage: ")


def test_asking_loads_nothing_from_outside():
    answer = run(
        "-c",
        "import sys, viewer.libraries as l; l.missing(screen=True)\n"
        "print({n.partition('.')[0] for n in sys.modules} & {'PySide6', 'shiboken6', 'markdown'})",
    )
    assert answer.stdout == "set()\n", answer.stderr


def run(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def needed_by_qt():
    """The bytes of what every program loads (False) and of what a window on an X screen adds (True)."""
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    lib = Path(spec.origin).parent / "Qt" / "lib"
    return {
        screen: b"".join((lib / f"libQt6{name}.so.6").read_bytes() for name in names)
        for screen, names in {False: ("Core", "Gui", "DBus"), True: ("XcbQpa",)}.items()
    }
