"""The kiosk's clean start: once, the program starts itself anew with Python's ``-I`` and a short list of variables.

Nothing that a login script, a desktop or a bus has put into the environment then changes what Python or Qt do. It is no
wall against who starts the program: they choose the program, and what ``LD_PRELOAD`` or ``PYTHONPATH`` names is already
inside the first process. So the kiosk's service starts Python with ``-I`` from the beginning and takes such variables
away (``resources/kiosk/debian/metastasis-kiosk.service``); there the first process is the only one. For all others the
account is there that nobody can log in to.
"""

from __future__ import annotations

import os
import re
import sys
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATH = r"/[^\0\n]*"
_LOCALE = r"[A-Za-z0-9_.@:-]+"
_NUMBER = r"[0-9]{1,20}"

ALLOWED = {
    "HOME": _PATH,
    "LANG": _LOCALE,
    "LANGUAGE": _LOCALE,
    # Only screens of this machine: a host before the colon would be reached by the network.
    "DISPLAY": r"(unix)?:[0-9]+(\.[0-9]+)?",
    "WAYLAND_DISPLAY": r"[A-Za-z0-9_./-]+",
    "XAUTHORITY": _PATH,
    "XDG_RUNTIME_DIR": _PATH,
    "XDG_SESSION_TYPE": r"x11|wayland|tty",
    # Where the last good settings are kept; the program's own files alone are there.
    "XDG_STATE_HOME": _PATH,
    # An address may also name a host ("tcp:"), or a program to run ("unixexec:").
    "DBUS_SESSION_BUS_ADDRESS": r"unix:(path|abstract)=[^;\n]+",
    # To the voice, by the same reason only a file.
    "SPEECHD_ADDRESS": rf"unix_socket:{_PATH}",
    # What systemd tells a service; the watchdog's process number stays right, since the process stays the same.
    "NOTIFY_SOCKET": r"[/@][^\0\n]+",
    "WATCHDOG_USEC": _NUMBER,
    "WATCHDOG_PID": _NUMBER,
    "RUNTIME_DIRECTORY": _PATH,
    "STATE_DIRECTORY": _PATH,
    "JOURNAL_STREAM": r"[0-9]+:[0-9]+",
    # One screen is as good as another, and where a session has both kinds the service must be able to choose.
    # "vnc" would open a port, and what may follow a colon leads to files and modules.
    "QT_QPA_PLATFORM": r"xcb|wayland|offscreen",
}
"""The variables that stay, each with the pattern of the values that may: a wrong value is dropped."""

ALLOWED_ON_WINDOWS = dict.fromkeys(
    ("SYSTEMROOT", "WINDIR", "PROGRAMDATA", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "TEMP", "TMP"),
    r"[A-Za-z]:\\[^\0\n]*",
) | {"SYSTEMDRIVE": r"[A-Za-z]:", "QT_QPA_PLATFORM": r"windows|offscreen"}
"""The same for Windows, whose variables are no matter of upper and lower case."""

_FIXED_PATH = "/usr/local/bin:/usr/bin:/bin"
"""Where commands are looked for (the voice's and the printer's): folders that only root can write."""

_EARLY = re.compile(r"LD_|DYLD_|PYTHON|GLIBC_|MALLOC_|GCONV_|LOCPATH|NLSPATH|OPENSSL_")
"""How names begin that act before the program can take them away: on the loader, the C library or Python itself."""


class Process(NamedTuple):
    """What a process can know of its own start.

    Attributes:
        isolated: Whether Python was started with ``-I`` and no other option: ``-X`` and ``-W`` act on it, too.
        executable: The program that runs: Python, or the bundle.
        bundle: The bundle's folder of libraries; ``""`` where Python runs the program.
        platform: As in :data:`sys.platform`.
        environment: Its variables.
    """

    isolated: bool
    executable: str
    bundle: str
    platform: str
    environment: Mapping[str, str]

    @classmethod
    def here(cls) -> Process:
        """Return what this process knows."""
        bundle = str(getattr(sys, "_MEIPASS", "")) if getattr(sys, "frozen", False) else ""
        return cls(is_isolated(sys.orig_argv), sys.executable, bundle, sys.platform, dict(os.environ))


def is_isolated(words: Sequence[str]) -> bool:
    """Whether Python was started with the option ``-I`` and no other one.

    Args:
        words: The command line as Python got it, :data:`sys.orig_argv`.
    """
    options = takewhile(lambda word: word.startswith("-") and word not in {"-m", "-c"}, words[1:])
    return list(options) == ["-I"]


def clean_environment(environment: Mapping[str, str], platform: str) -> dict[str, str]:
    """Return what stays of an environment, with a fixed ``PATH``; that of a clean one is the same again.

    Args:
        environment: The variables.
        platform: As in :data:`sys.platform`.
    """
    if platform == "win32":
        told = {name.upper(): value for name, value in environment.items()}
        kept = _allowed(told, ALLOWED_ON_WINDOWS)
        root = kept.get("SYSTEMROOT", r"C:\Windows")
        return kept | {"PATH": rf"{root}\System32;{root}"}
    kept = _allowed(environment, ALLOWED)
    kept |= _allowed(environment, dict.fromkeys((name for name in environment if name.startswith("LC_")), _LOCALE))
    return kept | {"PATH": _FIXED_PATH}


def _allowed(environment: Mapping[str, str], patterns: Mapping[str, str]) -> dict[str, str]:
    """Return the variables whose values are as they may be."""
    return {
        name: environment[name]
        for name, pattern in patterns.items()
        if name in environment and re.fullmatch(pattern, environment[name])
    }


def must_start_anew(process: Process) -> bool:
    """Whether a process has to start itself anew before it may go on.

    No variable says that it was done: who can set variables could set that one too. What counts is how Python was
    started, and which variables are there that act before the program could take them away. After a clean start there
    are none of them but those of a bundle's own loader, so that the second start is the last.
    """
    if not process.isolated and not process.bundle:
        return True
    clean, own = clean_environment(process.environment, process.platform), _own_variables(process)
    return any(_EARLY.match(name) and name not in clean and name not in own for name in process.environment)


def _own_variables(process: Process) -> dict[str, str]:
    """Return the variables that a bundle's loader has set: they lead to its own folder."""
    folder = process.bundle
    inside = re.compile(rf"{re.escape(folder)}([/\\][^:;\0\n]*)?")
    return {name: value for name, value in process.environment.items() if folder and inside.fullmatch(value)}


def start_of(process: Process, words: Sequence[str]) -> list[str]:
    """Return the command that starts the program anew.

    Args:
        process: How it runs now.
        words: The words of the command line, the command first.
    """
    python = [] if process.bundle else ["-I", "-m", "viewer"]
    return [process.executable, *python, *words]


def run_clean(words: Sequence[str]) -> int | None:
    """Let this process go on in a clean environment; call it before anything of Qt is imported.

    Args:
        words: The words of the command line, the command first.

    Returns:
        ``None`` where the process is clean now and may go on. On Windows, which cannot exchange the program in a
        process, the exit code of the clean one; elsewhere it does not return before the process is clean.
    """
    process = Process.here()
    clean = clean_environment(process.environment, process.platform)
    if not must_start_anew(process):
        for name in process.environment.keys() - clean.keys() - _own_variables(process).keys():
            del os.environ[name]
        os.environ.update(clean)
        return None
    command = start_of(process, words)
    if process.platform == "win32":
        import subprocess

        return subprocess.run(command, env=clean, check=False).returncode
    sys.stdout.flush()
    sys.stderr.flush()
    return os.execve(command[0], command, clean)


def words_of(topic: os.PathLike[str] | None, site: os.PathLike[str] | None) -> list[str]:
    """Return the command line of a kiosk: the command, with the topic and the site file that were named."""
    named = {"--topic": topic, "--site": site}
    return ["kiosk", *(f"{option}={os.fspath(path)}" for option, path in named.items() if path is not None)]
