"""The wheel carries the whole package and all of ``resources/``, and nothing that is not in git."""

import subprocess
import sys
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest

import viewer

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    with ZipFile(file) as opened:
        yield opened


def in_git(folder):
    """The files below a folder that git knows, as it names them."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    known = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return {name for name in known.stdout.split("\0") if name}


def test_the_resources_are_those_in_git(wheel):
    packed = {name.removeprefix("viewer/") for name in wheel.namelist() if name.startswith("viewer/resources/")}
    known = in_git("resources")
    assert known
    assert packed == known


def test_the_code_is_that_in_git(wheel):
    packed = {name for name in wheel.namelist() if name.startswith("viewer/")}
    known = in_git("viewer")
    assert "viewer/__init__.py" in known
    assert {name for name in packed if not name.startswith("viewer/resources/")} == known


def test_nothing_else_is_packed(wheel):
    assert {name.partition("/")[0] for name in wheel.namelist()} == {
        "viewer",
        f"metastasis_viewer-{viewer.__version__}.dist-info",
        f"metastasis_viewer-{viewer.__version__}.data",
    }


def test_linux_desktops_find_the_program_its_icon_and_what_it_is(wheel):
    data = f"metastasis_viewer-{viewer.__version__}.data/data/share/"
    shared = {name.removeprefix(data) for name in wheel.namelist() if name.startswith(data)}
    assert shared == {
        "applications/metastasis-viewer.desktop",
        "icons/hicolor/256x256/apps/metastasis-viewer.png",
        "icons/hicolor/48x48/apps/metastasis-viewer.png",
        "icons/hicolor/scalable/apps/metastasis-viewer.svg",
        "metainfo/org.metastasis_viewer.MetastasisViewer.metainfo.xml",
    }


def test_it_says_what_it_is(wheel):
    about = f"metastasis_viewer-{viewer.__version__}.dist-info"
    described = HeaderParser().parsestr(wheel.read(f"{about}/METADATA").decode())
    assert described["Name"] == "metastasis-viewer"
    assert described["Version"] == viewer.__version__
    assert described["Requires-Python"] == ">=3.11"
    assert "metastasis-viewer = viewer.cli:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert wheel.read(f"{about}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
