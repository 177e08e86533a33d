"""The clean start: what stays of an environment, that the second start is the last one, and a start as it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.kiosk.clean import ALLOWED, Process, clean_environment, is_isolated, must_start_anew, start_of, words_of
from viewer.settings import resources_folder

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.one_of(
    st.sampled_from([*ALLOWED, "LC_ALL", "LC_CTYPE", "PATH", "LD_PRELOAD", "PYTHONPATH", "QT_PLUGIN_PATH"]),
    st.from_regex(r"[A-Z_]{1,12}", fullmatch=True),
)
VALUES = st.one_of(
    st.sampled_from(["xcb", "vnc", ":0", "host:0", "/home/kiosk", "en_US.UTF-8", "unix:path=/run/bus", "unixexec:a=b"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
)
ENVIRONMENTS = st.dictionaries(NAMES, VALUES, max_size=12)

GOOD = {
    "HOME": "/var/lib/kiosk",
    "LANG": "es_US.UTF-8",
    "LC_TIME": "en_US.UTF-8",
    "DISPLAY": ":0.0",
    "WAYLAND_DISPLAY": "wayland-0",
    "XDG_RUNTIME_DIR": "/run/user/990",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/990/bus",
    "NOTIFY_SOCKET": "/run/user/990/systemd/notify",
    "WATCHDOG_USEC": "3000000",
    "WATCHDOG_PID": "812",
    "JOURNAL_STREAM": "8:21445",
    "QT_QPA_PLATFORM": "xcb",
}

HOSTILE = {
    "PATH": "/tmp/evil:/usr/bin",
    "LD_PRELOAD": "/tmp/evil.so",
    "LD_LIBRARY_PATH": "/tmp/evil",
    "PYTHONPATH": "/tmp/evil",
    "PYTHONSTARTUP": "/tmp/evil.py",
    "QT_PLUGIN_PATH": "/tmp/evil",
    "QT_STYLE_OVERRIDE": "windows",
    "QT_SCALE_FACTOR": "3",
    "QT_LOGGING_RULES": "*=true",
    "XDG_CURRENT_DESKTOP": "GNOME",
    "XDG_CONFIG_HOME": "/tmp/evil",
    "FONTCONFIG_FILE": "/tmp/evil.conf",
    "GTK_MODULES": "evil",
    "OPENSSL_CONF": "/tmp/evil.cnf",
    "METASTASIS_VIEWER_CLEAN": "1",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QT_QPA_PLATFORM", "vnc"),
        ("QT_QPA_PLATFORM", "vnc:port=5900"),
        ("QT_QPA_PLATFORM", "xcb:/tmp/evil"),
        ("DISPLAY", "attacker.example:0"),
        ("DBUS_SESSION_BUS_ADDRESS", "tcp:host=attacker.example,port=1"),
        ("DBUS_SESSION_BUS_ADDRESS", "unixexec:path=/tmp/evil"),
        ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus;unixexec:path=/tmp/evil"),
        ("SPEECHD_ADDRESS", "inet_socket:attacker.example:6560"),
        ("HOME", "relative"),
        ("LANG", "../../tmp/evil"),
        ("LC_ALL", "/tmp/evil"),
    ],
)
def test_a_value_that_leads_elsewhere_is_dropped(name: str, value: str) -> None:
    assert clean_environment({name: value}, "linux").keys() == {"PATH"}


def test_what_a_service_needs_stays_and_nothing_else() -> None:
    clean = clean_environment(GOOD | HOSTILE, "linux")
    assert {name: value for name, value in clean.items() if name != "PATH"} == GOOD
    assert "/tmp" not in clean["PATH"]


def test_windows_keeps_what_its_libraries_need() -> None:
    told = {"SystemRoot": r"C:\Windows", "Path": r"C:\evil", "QT_PLUGIN_PATH": r"C:\evil", "UserProfile": r"\\host\a"}
    assert clean_environment(told, "win32") == {"SYSTEMROOT": r"C:\Windows", "PATH": r"C:\Windows\System32;C:\Windows"}


@given(ENVIRONMENTS, st.sampled_from(["linux", "darwin", "win32"]), st.sampled_from(["", "/opt/viewer/_internal"]))
def test_the_second_start_is_the_last(environment: dict[str, str], platform: str, bundle: str) -> None:
    clean = clean_environment(environment, platform)
    assert clean_environment(clean, platform) == clean
    # Only a bundle's loader adds anything on the way.
    added = {"LD_LIBRARY_PATH": bundle, "_PYI_APPLICATION_HOME_DIR": bundle} if bundle else {}
    again = Process(not bundle, "/usr/bin/program", bundle, platform, clean | added)
    assert not must_start_anew(again)


def test_no_variable_says_that_it_is_done() -> None:
    everything = GOOD | HOSTILE
    assert must_start_anew(Process(False, "/usr/bin/python3", "", "linux", GOOD))
    assert must_start_anew(Process(True, "/usr/bin/python3", "", "linux", everything))
    assert must_start_anew(Process(False, "/opt/viewer/viewer", "/opt/viewer/_internal", "linux", everything))


def test_a_bundle_starts_itself_and_an_installation_python() -> None:
    words = words_of(None, "/etc/site.toml")
    bundle = Process(False, "/opt/viewer/viewer", "/opt/viewer/_internal", "linux", {})
    assert start_of(bundle, words) == ["/opt/viewer/viewer", "kiosk", "--site=/etc/site.toml"]
    python = Process(False, "/srv/.venv/bin/python", "", "linux", {})
    assert start_of(python, words)[:4] == ["/srv/.venv/bin/python", "-I", "-m", "viewer"]


PROGRAM = """\
import os, sys
from viewer.kiosk.clean import run_clean
print("first", "evil" in sys.modules, flush=True)
run_clean(["check", "nowhere"])
print("never here")
"""

ALREADY = """\
import os
from viewer.kiosk.clean import run_clean
assert run_clean(["kiosk"]) is None
print(sorted(os.environ))
"""


def test_it_starts_anew_without_what_the_environment_had_put_into_python(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os, evil; os.write(1, b'evil runs\\n')")
    (tmp_path / "evil.py").write_text("")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    # The second process is the command `check`, and it says that there is no such topic.
    first, second, *rest = done.stdout.splitlines()
    assert (first, second) == ("evil runs", "first True")
    assert rest
    assert not {"evil runs", "never here"} & set(rest)
    assert done.returncode == 1, done.stderr


def test_a_process_that_is_clean_goes_on_and_forgets_the_rest() -> None:
    environment = {"HOME": "/root", "PATH": "/tmp", "QT_STYLE_OVERRIDE": "windows", "XDG_CURRENT_DESKTOP": "KDE"}
    command = [sys.executable, "-I", "-c", ALREADY]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stderr, done.stdout.replace(", 'LC_CTYPE'", "")) == ("", "['HOME', 'PATH']\n")


# The start as the kit does it, and any other


HOSTILE_MODULE = """\
import os, sys
with open(os.environ.get("MARKS", {marks!r}), "a") as marks:
    print({name!r}, sys.flags.isolated, file=marks)
sys.path.insert(0, {folder!r})
os.environ.update(QT_STYLE_OVERRIDE="windows", PYTHONPATH={folder!r}, PYTHONWARNINGS="error", EVIL="1")
"""
MODULES = ("sitecustomize", "usercustomize", "startup", "viewer/__init__", "viewer/__main__", "logging/__init__")


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder whose modules note that Python has loaded them, and an environment that leads there in every way."""
    folder = tmp_path / "evil"
    user = folder / ".local" / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    for place in (folder, user):
        for name in MODULES:
            file = place / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            told = {"name": name, "folder": str(folder), "marks": str(tmp_path / "marks")}
            file.write_text(HOSTILE_MODULE.format(**told))
    leads = {"PYTHONPATH": f"{folder}:", "PYTHONSTARTUP": str(folder / "startup.py"), "PYTHONUSERBASE": str(folder)}
    more = {"PYTHONWARNINGS": "error", "PYTHONINSPECT": "1", "PYTHONOPTIMIZE": "2", "HOME": str(folder)}
    return folder, os.environ | leads | more | {"QT_QPA_PLATFORM": "offscreen"}


def marks(folder: Path) -> list[str]:
    """Return what was loaded from a hostile folder."""
    file = folder.parent / "marks"
    return file.read_text().splitlines() if file.exists() else []


def test_nothing_hostile_is_loaded_when_it_starts_as_the_service_starts_it(
    hostile: tuple[Path, dict[str, str]],
) -> None:
    folder, environment = hostile
    unit = (resources_folder() / "kiosk" / "debian" / "metastasis-kiosk.service").read_text()
    (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    python, *words = command.split()
    # Without what systemd takes away first, so that it is Python's switch that is tried.
    done = run([sys.executable, *words], environment, folder)
    assert python == "/opt/metastasis-viewer/bin/python"
    assert marks(folder) == []
    # It came as far as it can without a screen.
    assert (done.returncode, "There is no display" in done.stderr) == (1, True), done.stderr


def test_of_a_hostile_start_nothing_reaches_the_second_process(hostile: tuple[Path, dict[str, str]]) -> None:
    folder, environment = hostile
    for name in ("viewer", "logging"):
        shutil.rmtree(folder / name)  # With these the first process would not even be the program.
    done = run([sys.executable, "-X", "dev", "-W", "default", "-m", "viewer", "kiosk"], environment, folder.parent)
    # The first process loads it; the one that follows is isolated and loads nothing of it.
    assert marks(folder) == ["sitecustomize 0"]
    assert (done.returncode, "There is no display" in done.stderr) == (1, True), done.stderr


def test_the_command_that_the_kit_puts_in_place_is_isolated(hostile: tuple[Path, dict[str, str]]) -> None:
    folder, environment = hostile
    script = resources_folder() / "kiosk" / "debian" / "metastasis-viewer"
    first, *_ = script.read_text().splitlines()
    assert first == "#!/opt/metastasis-viewer/bin/python -I"
    done = run([sys.executable, "-I", str(script), "kiosk-code"], environment, folder)
    assert marks(folder) == []
    assert "choose another code" in done.stderr


def run(command: list[str], environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    return subprocess.run(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "isolated"),
    [
        ("-I -m viewer kiosk", True),
        ("-I /usr/local/bin/metastasis-viewer kiosk", True),
        ("-m viewer kiosk -I", False),
        ("-I -X dev -m viewer kiosk", False),
        ("-I -Wignore -m viewer kiosk", False),
        ("-s -E -m viewer kiosk", False),
        ("/opt/viewer/bin/metastasis-viewer -I", False),
    ],
)
def test_another_option_of_python_is_one_too_many(words: str, isolated: bool) -> None:
    assert is_isolated(["python", *words.split()]) == isolated
