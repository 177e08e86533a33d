"""The kit that makes a computer into a kiosk, as far as it can be tried without one; its README tells of the rest."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.soak import faults
from viewer.kiosk.locking import LEFT
from viewer.options import make_parser
from viewer.settings import resources_folder

KIT = resources_folder() / "kiosk"
DEBIAN = KIT / "debian"
SCRIPTS = ("setup.sh", "session")
UNITS = {"metastasis-kiosk-session.service": "--system", "metastasis-kiosk.service": "--user"}


def need(tool: str) -> None:
    """Require a command: without it the test is skipped, with CI=true it fails."""
    if shutil.which(tool) is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"the command {tool} is missing")


def values(name: str, key: str) -> list[str]:
    """Return what a unit says for a key."""
    return re.findall(rf"^{key}=(.*)$", (DEBIAN / name).read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck_finds_nothing_in_a_script(name):
    need("shellcheck")
    answer = subprocess.run(["shellcheck", DEBIAN / name], capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stdout) == (0, "")


@pytest.mark.parametrize(("name", "manager"), UNITS.items())
def test_systemd_understands_a_unit(name, manager, tmp_path):
    need("systemd-analyze")
    unit = tmp_path / name
    # What a unit starts is only there on a kiosk.
    unit.write_text(re.sub(r"^(Exec\w+=\+?)\S+", r"\1/bin/true", (DEBIAN / name).read_text(), flags=re.MULTILINE))
    answer = subprocess.run(
        ["systemd-analyze", manager, "verify", unit],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (answer.returncode, [line for line in answer.stderr.splitlines() if name in line]) == (0, [])


def test_the_units_keep_the_program_running_until_staff_leave():
    for name in UNITS:
        assert values(name, "Restart") == ["always"]
        assert values(name, "StartLimitIntervalSec") == ["0"]
        left = values(name, "RestartPreventExitStatus")
        assert left == [str(LEFT)]
        assert values(name, "SuccessExitStatus") == left
        assert f'"$$EXIT_STATUS" = {left[0]}' in values(name, "ExecStopPost")[0]
    assert f"left_by_code={left[0]}\n" in (DEBIAN / "session").read_text()
    windows = ET.parse(KIT / "windows" / "shell-launcher.xml").getroot()
    (code,) = [each for each in windows.iter() if each.tag.endswith("}ReturnCodeAction")]
    assert code.attrib == {"ReturnCode": left[0], "Action": "DoNothing"}


def test_the_watchdog_listens_to_the_program_alone():
    name = "metastasis-kiosk.service"
    assert (values(name, "Type"), values(name, "NotifyAccess")) == (["notify"], ["main"])
    assert values(name, "WatchdogSignal") == ["SIGKILL"]
    # What every fault is tried with: else its time until the notice is back says nothing about a real kiosk.
    assert float(values(name, "WatchdogSec")[0]) == faults.WATCHDOG
    assert float(values(name, "RestartSec")[0].removesuffix("ms")) / 1000 == faults.RESTART
    assert values(name, "RestrictAddressFamilies") == ["AF_UNIX AF_NETLINK"]


def test_the_command_that_the_service_starts_is_understood():
    (command,) = values("metastasis-kiosk.service", "ExecStart")
    python, *words = command.split()
    assert (python.rpartition("/")[2], words[:3]) == ("python", ["-I", "-m", "viewer"])
    assert make_parser().parse_args(words[3:]).command == "kiosk"


def test_every_file_is_put_in_its_place_and_told_of():
    script, told = (DEBIAN / "setup.sh").read_text(), (KIT / "README.md").read_text()
    files = {path.relative_to(DEBIAN).as_posix() for path in DEBIAN.rglob("*") if path.is_file()}
    assert {name for name in files - {"setup.sh"} if f"put {name} " not in script} == set()
    assert {name for name in files if f"`{name.partition('/')[0]}{'/' if '/' in name else ''}`" not in told} == set()
    windows = {path.name for path in (KIT / "windows").iterdir()}
    assert {name for name in windows if f"`windows/{name}`" not in told} == set()
    for name in windows:
        assert "NOT TRIED" in (KIT / "windows" / name).read_text()


def test_every_file_says_whether_it_was_tried():
    files = [path for path in DEBIAN.rglob("*") if path.is_file()]
    heads = {path.name: "\n".join(path.read_text().splitlines()[:12]) for path in files}
    silent = {name for name, head in heads.items() if not re.search(r"(Tried: |Not tried[.:])", head)}
    assert silent == set()


@pytest.mark.parametrize("word", [(), ("--x11",)], ids=["cage", "X"])
def test_the_set_up_can_be_looked_at_before_it_is_done(word):
    system = tomllib.loads(re.sub(r"=([^\"\n]+)$", r'="\1"', Path("/etc/os-release").read_text(), flags=re.MULTILINE))
    command = [DEBIAN / "setup.sh", "--dry-run", *word]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if (system.get("ID"), system.get("VERSION_ID")) != ("debian", "12"):
        assert (answer.returncode, "expected Debian 12" in answer.stderr) == (1, True)
        return
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "   systemctl enable metastasis-kiosk-session.service" in answer.stdout.splitlines()
    assert ("openbox" in answer.stdout, " cage " in answer.stdout) == (bool(word), not word)
    assert not Path("/etc/pam.d/metastasis-kiosk").exists()


@pytest.mark.parametrize("words", [("--fast",), ("--wheel",), ("--dry-run", "--wheel", "/nowhere.whl")], ids=" ".join)
def test_the_set_up_refuses_what_it_cannot_do(words):
    answer = subprocess.run([DEBIAN / "setup.sh", *words], capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("setup.sh: ")
    assert answer.stderr.count("\n") == 1
