"""What this installation was told: where its resources lie and how the window starts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT_SIZES = (100, 125, 150, 175, 200, 250, 300)
"""The steps of the text size, in percent."""

THEMES = ("light", "dark", "high-contrast")
"""The themes, each a file in ``resources/theme``."""

SPACINGS = ("normal", "wide")
"""How much room there is between lines, paragraphs, letters and words of the text."""

SMALLEST = (320, 480)
LARGEST = (7680, 7680)
"""Width and height of the smallest and the largest window that can be asked for, in pixels."""


class Settings(NamedTuple):
    """How the program starts; nothing here is written back.

    Attributes:
        topic: Another topic's folder or zip; ``None`` shows the bundled one.
        language: The language asked for; ``None`` takes the system's.
        page: The page to open; ``None`` opens the first.
        size: Width and height of the window, in pixels.
        theme: One of :data:`THEMES`.
        text_size: One of :data:`TEXT_SIZES`, in percent.
        motion: Whether a cell travels when a step is chosen.
        spacing: One of :data:`SPACINGS`.
        site: The clinic's own settings; ``None`` takes those of this machine, if there are any.
    """

    topic: Path | None = None
    language: str | None = None
    page: str | None = None
    size: tuple[int, int] = (1280, 800)
    theme: str = "light"
    text_size: int = 100
    motion: bool = True
    spacing: str = "normal"
    site: Path | None = None


def resources_folder() -> Path:
    """Return the folder of the shipped files: inside the installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def system_languages(environment: dict[str, str]) -> list[str]:
    """Return the languages that the system asks for, best first, as in ``["es-MX", "en"]``.

    Args:
        environment: The process's environment; ``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` count.
    """
    names = environment.get("LANGUAGE", "").split(":")
    names += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    plain = [name.partition(".")[0].partition("@")[0].replace("_", "-") for name in names]
    return [name for name in dict.fromkeys(plain) if name and name.lower() not in {"c", "posix"}]


def site_file(platform: str, environment: Mapping[str, str]) -> Path:
    """Return where this machine's clinic settings are, if it has any.

    Args:
        platform: As in :data:`sys.platform`.
        environment: The process's environment; on Windows ``PROGRAMDATA`` counts.
    """
    folder = {
        "win32": Path(environment.get("PROGRAMDATA") or "C:/ProgramData"),
        "darwin": Path("/Library/Application Support"),
    }.get(platform, Path("/etc"))
    return folder / "metastasis-viewer" / "site.toml"


def kept_file(platform: str, environment: Mapping[str, str]) -> Path | None:
    """Return the file of what a reader lets this computer keep; see :func:`user_file`."""
    return user_file("my-questions.json", "share", platform, environment)


def memory_file(platform: str, environment: Mapping[str, str]) -> Path | None:
    """Return the file in which good values of site files are kept between starts; see :func:`user_file`."""
    return user_file("site.json", "state", platform, environment)


def user_file(name: str, kind: str, platform: str, environment: Mapping[str, str]) -> Path | None:
    """Return where a file of the user's own lies, or ``None`` where a user has no place for it.

    Args:
        name: The file's name.
        kind: What it is, for systems that tell that apart: ``"share"`` is the user's own, ``"state"`` can be lost.
        platform: As in :data:`sys.platform`.
        environment: The process's environment.
    """
    home = environment.get("USERPROFILE" if platform == "win32" else "HOME", "")
    below = {"win32": "AppData/Local", "darwin": "Library/Application Support"}.get(platform, f".local/{kind}")
    variable = {"share": "XDG_DATA_HOME", "state": "XDG_STATE_HOME"}[kind]
    named = environment.get({"win32": "LOCALAPPDATA", "darwin": ""}.get(platform, variable), "")
    folder = named if os.path.isabs(named) else os.path.join(home, below)
    return Path(folder, "metastasis-viewer", name) if os.path.isabs(folder) else None


def clinic_reviews(site: Path) -> Path:
    """Return the file of reviews that stands beside a clinic's settings; it need not be there."""
    return site.parent / "reviews.toml"


def closest_language(wanted: str, known: Sequence[str]) -> str | None:
    """Return which known language serves those who ask for one: itself, else the one without its region.

    Args:
        wanted: The language asked for: ``"es-MX"`` is served by ``"es"``, but ``"es"`` not by ``"es-MX"``.
        known: The languages there are.
    """
    names = {language.lower(): language for language in reversed(known)}
    name = wanted.lower()
    while name and name not in names:
        name = name.rpartition("-")[0]
    return names.get(name)


def offered_languages(topic: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return which of a topic's languages to offer, in which order, each once.

    Args:
        topic: The topic's languages.
        wanted: Those that the clinic wants, also with a region; where none of them leads to a language of the
            topic, all of the topic's are offered.
    """
    found = dict.fromkeys(closest_language(language, topic) for language in wanted)
    return tuple(language for language in found if language is not None) or tuple(topic)
