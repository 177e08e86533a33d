"""Which packages the bundle is made of, and the licences of all that lies in it.

``make bundle`` runs this when PyInstaller has built the folder: it asks PyInstaller's own lists where each file came
from, and puts the licence of each into the folder ``licences``. A file of which it does not find one is refused, so
that nothing is handed on without its terms.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

PROGRAM = "metastasis-viewer"
STARTER = "pyinstaller"
"""What starts the program in the bundle is a part of PyInstaller."""

LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
WITHOUT_TEXT = {"pyside6-essentials": LGPL, "shiboken6": LGPL}
"""Packages that come without the text of their licence, and the files here that hold it."""

COMMON = Path("/usr/share/common-licenses")
"""Where Debian has the licences that many of its packages only name."""

IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)

ABOUT = """\
What this program is made of, and under which licences. Each folder holds the texts of one part.

Qt, PySide6 and shiboken6 are used as they were published, under the GNU Lesser General Public License, version 3. Their
libraries are files of their own in the folder _internal, and may be replaced by others of the same version. Their
sources are at https://download.qt.io/official_releases/. Qt contains parts by others, whose licences are listed at
https://doc.qt.io/qt-6/licenses-used-in-qt.html; those in typst are listed in its folder.

"""


class UnknownError(Exception):
    """There is no licence for something in the bundle; the message says for what."""


def shipped(*names: str) -> dict[str, Distribution]:
    """Return packages and all that they need here, by their plain names; an extra is not followed."""
    found: dict[str, Distribution] = {}
    wanted = [canonicalize_name(name) for name in names]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found[name] = distribution(name)
        needed = (Requirement(each) for each in found[name].requires or ())
        wanted += [
            canonicalize_name(each.name) for each in needed if not each.marker or each.marker.evaluate({"extra": ""})
        ]
    return found


def strangers() -> list[str]:
    """Return the modules of this environment that the program does not need; some libraries would use them."""
    ours = shipped(PROGRAM)
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier() and not {canonicalize_name(owner) for owner in owners} & ours.keys()
    )


def texts(package: Distribution) -> dict[str, bytes]:
    """Return the licence of a package: its files, by name.

    Raises:
        UnknownError: It has none.
    """
    name = canonicalize_name(package.name)
    found = {own: (HERE / own).read_bytes() for own in WITHOUT_TEXT.get(name, ())}
    for file in package.files or ():
        folder, _, rest = str(file).partition("/")
        if folder.endswith(".dist-info") and (IS_LICENCE.search(rest) or rest.startswith("sboms/")):
            found[rest.removeprefix("licenses/")] = Path(str(package.locate_file(file))).read_bytes()
    if not any(IS_LICENCE.search(each) or each in LGPL for each in found):
        raise UnknownError(f"{package.name} {package.version} comes without a licence: put its text into {HERE}")
    return found


def python_licence() -> bytes:
    """Return the licence of Python itself."""
    return Path(sysconfig.get_path("stdlib"), "LICENSE.txt").read_bytes()


def sources(build: Path) -> set[Path]:
    """Return the files of which a bundle was made, from the lists that PyInstaller writes while it builds.

    Args:
        build: The folder with those lists.
    """
    lists = [ast.literal_eval((build / name).read_text()) for name in ("PYZ-00.toc", "COLLECT-00.toc")]
    entries = [entry for read in lists for part in read if isinstance(part, list) for entry in part]
    return {Path(path) for _, path, kind in entries if path not in ("-", "") and kind != "SYMLINK"}


def system_packages(files: set[Path]) -> dict[Path, str]:
    """Return which Debian package each file belongs to; those of none are left out."""
    names = {str(form): file for file in files for form in (file, file.resolve())}
    # Debian's lists name /lib where the system has /usr/lib.
    names |= {name.removeprefix("/usr"): file for name, file in names.items()}
    try:
        asked = ["dpkg-query", "--search", *sorted(names)]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=False).stdout if names else ""
    except FileNotFoundError:
        return {}
    rows = (line.partition(": ") for line in said.splitlines())
    return {names[path]: owner.split(":")[0].split(",")[0] for owner, _, path in rows if path in names}


def owners(files: set[Path], build: Path) -> tuple[set[str], set[str]]:
    """Return the packages, by their plain names, and the Debian packages that files belong to.

    Args:
        files: The files.
        build: The folder of what PyInstaller makes itself.

    Raises:
        UnknownError: There are files of which nobody knows whose they are.
    """
    of_packages = {
        Path(str(each.locate_file(file))).resolve(): canonicalize_name(each.name)
        for each in distributions()
        for file in each.files or ()
    }
    # The program and what PyInstaller makes; Python, with the library of it that lies beside its modules.
    known = [ROOT / "viewer", ROOT / "resources", build.resolve(), Path(sysconfig.get_path("stdlib")).resolve()]
    if sys.base_prefix != "/usr":
        known.append(Path(sys.base_prefix).resolve())
    packages: set[str] = set()
    others: set[Path] = set()
    for file in files:
        if owner := of_packages.get(file.resolve()):
            packages.add(owner)
        elif not any(file.resolve().is_relative_to(folder) for folder in known):
            others.add(file)
    system = system_packages(others)
    if missing := sorted(str(file) for file in others - system.keys()):
        raise UnknownError(f"nobody knows whose these files are, so their licences are not known: {', '.join(missing)}")
    return packages, set(system.values())


def write_all(bundle: Path, build: Path) -> int:
    """Put the licences of all that is in a bundle into its folder ``licences``; return how many parts it has.

    Args:
        bundle: The bundle's folder.
        build: The folder in which PyInstaller built it.

    Raises:
        UnknownError: The licence of some part is not known, or the bundle holds a package that it should not.
    """
    packages, system = owners(sources(build), build)
    expected = shipped(PROGRAM) | {STARTER: distribution(STARTER)}
    if unwanted := sorted(packages - expected.keys()):
        raise UnknownError(f"the bundle holds packages that the program does not need: {', '.join(unwanted)}")
    target = bundle / "licences"
    lines = [f"Python {sys.version.split()[0]}: Python Software Foundation License, version 2"]
    write(target / "python" / "LICENSE.txt", python_licence())
    for package in expected.values():
        for name, text in texts(package).items():
            write(target / canonicalize_name(package.name) / name, text)
        about = package.metadata
        lines.append(
            f"{package.name} {package.version}: {about['License-Expression'] or about['License'] or 'see there'}"
        )
    named: set[str] = set()
    for name in sorted(system):
        text = Path("/usr/share/doc", name, "copyright").read_bytes()
        named |= set(re.findall(rf"{COMMON}/([\w.-]*\w)", text.decode(errors="replace")))
        write(target / "system" / f"{name}.txt", text)
    for name in sorted(named):
        if (COMMON / name).is_file():
            write(target / "system" / "common-licenses" / name, (COMMON / name).read_bytes())
    lines.append(f"Libraries of the system (folder system), as Debian packages them: {', '.join(sorted(system))}")
    write(target / "README.txt", (ABOUT + "\n".join(lines) + "\n").encode())
    return len(expected) + len(system) + 1


def write(path: Path, data: bytes) -> None:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    try:
        count = write_all(Path(sys.argv[1]), Path(sys.argv[2]))
    except (UnknownError, PackageNotFoundError, OSError) as error:
        sys.exit(f"licences: {error}")
    print(f"licences: those of {count} parts are in {sys.argv[1]}/licences")
