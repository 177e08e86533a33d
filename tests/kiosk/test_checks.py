"""``kiosk --check-system``: what it says of a machine that the kit has set up, and of one where one thing is not so."""

from __future__ import annotations

import os

import pytest

from tests.test_cli import run
from viewer.kiosk.checks import SESSION, Account, State, Told, findings
from viewer.kiosk.machine import Answer, Rights, ThisMachine
from viewer.kiosk.policy import KioskSettings
from viewer.printing.service import Outcome
from viewer.settings import resources_folder

KIT = resources_folder() / "kiosk" / "debian"
SITE = "/etc/metastasis-viewer/site.toml"
COUNTS = "/var/lib/counts"
PROGRAM = "/opt/metastasis-viewer/lib/python3.11/site-packages/viewer"
HASH = "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
SETTINGS = KioskSettings(code=HASH, printer="Ward_3", counts=COUNTS)
TOLD = Told(SITE, True, False, (SITE,), 0, SETTINGS, ("en", "es"), PROGRAM, "/fonts")

VOICES = """\
                                NAME                             LANGUAGE                              VARIANT
                English (Great Britain)                                en                                 none
                English (America)+Half-LifeAnnouncementSystem          en-US      Half-LifeAnnouncementSystem
                    Spanish (Latin America)+croak                  es-419                                croak
"""

SHOW = "systemctl show --property="
SHOWN = f"{SHOW}LoadState,UnitFileState,ActiveState,User {SESSION}"
LOGIND = "systemd-analyze cat-config systemd/logind.conf"
GETTYS = "systemctl list-units --type=service --state=active --plain --no-legend getty@*"
REBOOT = 'APT::Periodic::Unattended-Upgrade "1";\nUnattended-Upgrade::Automatic-Reboot "true";\n'

SAID = {
    SHOWN: "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\nUser=kiosk\n",
    "id -u -- kiosk": "999",
    "id -G -- kiosk": "996",
    "id -Gn -- kiosk": "kiosk",
    "passwd --status kiosk": "kiosk L 2026-11-28 -1 -1 -1 -1",
    "systemctl get-default": "graphical.target",
    "systemctl is-active display-manager.service": "inactive",
    LOGIND: "[Login]\n#NAutoVTs=6\n" + (KIT / "logind.conf").read_text(),
    GETTYS: "",
    "systemctl is-enabled ctrl-alt-del.target": "masked",
    "systemctl is-enabled suspend.target": "masked",
    "systemctl is-active usbguard.service": "active",
    "spd-say -L": VOICES,
    "timedatectl show --property=NTPSynchronized --value": "yes",
    "apt-config dump": (KIT / "upgrades.conf").read_text(),
    f"{SHOW}RuntimeWatchdogUSec --value": "30s",
}
"""What the programs of a machine answer that the kit has set up; collected from Debian 12."""

UNIT = "/etc/systemd/user/metastasis-kiosk.service"
TEXTS = {
    UNIT: (KIT / "metastasis-kiosk.service").read_text(),
    "/proc/sys/kernel/sysrq": "0\n",
    "/sys/module/kernel/parameters/consoleblank": "0\n",
    "/proc/asound/cards": " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n",
}
RIGHTS = {
    SITE: Rights(0, 996, 0o640),
    COUNTS: Rights(999, 996, 0o755),
    PROGRAM: Rights(0, 0, 0o755),
    "/fonts": Rights(0, 0, 0o755),
}


class Described:
    """A machine as tables describe it."""

    def __init__(self, said=(), texts=(), rights=(), free=9000):
        self._said = SAID | dict(said)
        self._texts = TEXTS | dict(texts)
        self._rights = RIGHTS | dict(rights)
        self._free = free

    def text(self, path):
        return self._texts.get(path)

    def rights(self, path):
        return self._rights.get(path)

    def free(self, path):
        return self._free

    def run(self, words, limit=5.0):
        said = self._said.get(" ".join(words))
        return None if said is None else Answer(0, said)


def found(machine, told=TOLD, outcome=Outcome.WAITING):
    return list(findings(machine, told, lambda name: outcome))


def test_of_a_machine_that_is_set_up_nothing_is_open():
    unclear = {each.thing for each in found(Described()) if each.state is not State.OK}
    assert unclear == {"Firmware"}


def _said(words, answer):
    return lambda: found(Described(said={words: answer}))


def _told(**changed):
    return lambda: found(Described(), TOLD._replace(settings=SETTINGS._replace(**changed)))


OPEN = {
    "no session": ("Session", _said(SHOWN, "LoadState=not-found\nUnitFileState=\nActiveState=inactive\nUser=\n")),
    "a powerful group": ("Account", _said("id -Gn -- kiosk", "kiosk sudo")),
    "a password": ("Password", _said("passwd --status kiosk", "kiosk P 2026-11-28 0 99999 7 -1")),
    "no password asked": ("Password", _said("passwd --status kiosk", "kiosk NP 2026-11-28 0 99999 7 -1")),
    "polkit": ("polkit", lambda: found(Described(rights={"/usr/lib/polkit-1/polkitd": Rights(0, 0, 0o755)}))),
    "own program": ("Program", lambda: found(Described(rights={PROGRAM: Rights(999, 996, 0o755)}))),
    "everybody's program": ("Program", lambda: found(Described(rights={PROGRAM: Rights(0, 0, 0o777)}))),
    "not enabled": ("Session", _said(SHOWN, SAID[SHOWN].replace("=enabled", "=disabled"))),
    "a text console": ("Session", _said("systemctl get-default", "multi-user.target")),
    "a desktop": ("Session", _said("systemctl is-active display-manager.service", "active")),
    "no service": ("Watchdog", lambda: found(Described(texts={"/etc/systemd/user/metastasis-kiosk.service": None}))),
    "no watchdog": (
        "Watchdog",
        lambda: found(
            Described(texts={"/etc/systemd/user/metastasis-kiosk.service": "Restart=always\nWatchdogSec=0\n"})
        ),
    ),
    "not isolated": (
        "Watchdog",
        lambda: found(
            Described(texts={UNIT: TEXTS[UNIT].replace("python -I -m viewer kiosk", "metastasis-viewer kiosk")})
        ),
    ),
    "other consoles": ("Consoles", _said(LOGIND, "[Login]\n#NAutoVTs=6\n#ReserveVT=6\n")),
    "power key": ("Consoles", _said(LOGIND, "NAutoVTs=0\nReserveVT=0\nHandlePowerKey=poweroff\n")),
    "a sign-in": ("Consoles", _said(GETTYS, "getty@tty1.service loaded active running Getty on tty1")),
    "SysRq": ("SysRq", lambda: found(Described(texts={"/proc/sys/kernel/sysrq": "438\n"}))),
    "Ctrl+Alt+Del": ("Ctrl+Alt+Del", _said("systemctl is-enabled ctrl-alt-del.target", "alias")),
    "sleep": ("Screen", _said("systemctl is-enabled suspend.target", "static")),
    "dark": ("Screen", lambda: found(Described(texts={"/sys/module/kernel/parameters/consoleblank": "600\n"}))),
    "no USBGuard": ("USB", _said("systemctl is-active usbguard.service", "inactive")),
    "no settings": ("Settings", lambda: found(Described(), TOLD._replace(there=False, files=()))),
    "blank settings": ("Settings", lambda: found(Described(), TOLD._replace(blank=True))),
    "wrong settings": ("Settings", lambda: found(Described(), TOLD._replace(problems=2))),
    "no code": ("Staff code", _told(code="")),
    "a code for all": ("Settings' rights", lambda: found(Described(rights={SITE: Rights(0, 996, 0o644)}))),
    "a code that others change": (
        "Settings' rights",
        lambda: found(Described(rights={SITE: Rights(0, 0, 0o664)})),
    ),
    "unreadable": ("Settings' rights", lambda: found(Described(rights={SITE: Rights(0, 0, 0o640)}))),
    "own settings": ("Settings' rights", lambda: found(Described(rights={SITE: Rights(999, 996, 0o600)}))),
    "no paper": ("Printer", lambda: found(Described(), outcome=Outcome.NO_PAPER)),
    "no printer": ("Printer", lambda: found(Described(), outcome=Outcome.GONE)),
    "no voice": ("Voice", _said("spd-say -L", None)),
    "no such voice": ("Voice", lambda: found(Described(), TOLD._replace(languages=("en", "pl")))),
    "no sound": ("Sound", lambda: found(Described(texts={"/proc/asound/cards": "--- no soundcards ---\n"}))),
    "no typeface": ("Typeface", lambda: found(Described(rights={"/fonts": None}))),
    "no counts": ("Counts", lambda: found(Described(rights={COUNTS: None}))),
    "others' counts": ("Counts", lambda: found(Described(rights={COUNTS: Rights(0, 0, 0o755)}))),
    "a clock alone": ("Clock", _said("timedatectl show --property=NTPSynchronized --value", "no")),
    "a full disk": ("Disk", lambda: found(Described(free=499))),
    "no updates": ("Updates", _said("apt-config dump", 'APT "";\n')),
    "at once": ("Updates", _said("apt-config dump", REBOOT)),
    "in the day": (
        "Updates",
        _said("apt-config dump", f'{REBOOT}Unattended-Upgrade::Automatic-Reboot-Time "12:30";\n'),
    ),
    "stands still": ("Machine's watchdog", _said(f"{SHOW}RuntimeWatchdogUSec --value", "0")),
}


@pytest.mark.parametrize(("thing", "look"), OPEN.values(), ids=OPEN)
def test_what_is_open_is_told_alone_with_what_to_do(thing, look):
    opened = [each for each in look() if each.state is State.OPEN]
    if thing == "Session" and "is not installed" in opened[-1].means:
        opened = opened[-1:]  # Then there is no account either.
    assert [each.thing for each in opened] == [thing]
    assert opened[0].todo


def test_a_kiosk_of_root_is_told():
    said = {SHOWN: SAID[SHOWN].replace("kiosk", "root"), "id -u -- root": "0", "id -G -- root": "0"}
    assert "Account" in {each.thing for each in found(Described(said)) if each.state is State.OPEN}


class Mute:
    """A machine that answers nothing."""

    def text(self, path):
        return None

    rights = free = text

    def run(self, words, limit=5.0):
        return None


def test_what_cannot_be_told_is_not_called_well():
    told = TOLD._replace(there=None, files=(SITE,))
    well = {each.thing for each in found(Mute(), told) if each.state is State.OK}
    assert well == {"Printer"}


def test_an_account_may_do_what_the_first_rights_that_fit_it_say():
    account = Account("kiosk", 999, frozenset({996}), frozenset({"kiosk"}))
    assert account.may(Rights(0, 996, 0o640), 4)
    assert not account.may(Rights(0, 996, 0o640), 2)
    assert not account.may(Rights(0, 0, 0o640), 4)
    assert account.may(Rights(0, 0, 0o644), 4)
    assert not account.may(Rights(999, 0, 0o077), 4)  # The owner's come first, also where they are less.


def test_this_machine_answers_and_is_not_waited_for(tmp_path):
    machine = ThisMachine()
    file = tmp_path / "file"
    file.write_text("words")
    file.chmod(0o640)
    assert machine.text(str(file)) == "words"
    assert machine.rights(str(file)).mode == 0o640
    assert machine.free(str(tmp_path)) > 0
    assert machine.run(("sh", "-c", "echo $LC_ALL; exit 3")) == Answer(3, "C\n")
    assert machine.run(("sleep", "600"), limit=0.1) is None
    absent = str(tmp_path / "absent")
    assert (machine.text(absent), machine.rights(absent), machine.free(absent), machine.run((absent,))) == (None,) * 4


@pytest.fixture
def voices(tmp_path, monkeypatch):
    """A command ``spd-say`` in the path that lists a machine's voices.

    The real one takes five seconds for it, and where nothing makes sound it may never end: it is waited for 20.
    """
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "spd-say").write_text(f"#!/bin/sh\n[ \"$1\" = -L ] && cat <<'X'\n{VOICES}X\n")
    (folder / "spd-say").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_a_copy_of_the_example_is_no_setting_yet(voices):
    answer = run("kiosk", "--check-system", "--site", resources_folder() / "site.example.toml")
    assert "OPEN            Settings: nothing is filled in yet" in answer.stdout


def test_the_command_tells_staff_what_is_open(tmp_path, voices):
    site = tmp_path / "site.toml"
    site.write_text('languages = ["es"]\nphone = 5\n')
    answer = run("kiosk", "--check-system", "--site", site)
    lines = answer.stdout.splitlines()
    assert (answer.returncode, answer.stderr) == (1, "")
    assert f"OPEN            Settings: 1 problem in {site}." in lines
    assert f"                To do: metastasis-viewer check --site {site}" in lines
    assert "ok              Typeface: it comes with the program." in lines
    assert [line for line in lines if " Voice: " in line] == ['ok              Voice: there is one for "es".']
    count = sum(line.startswith("OPEN") for line in lines)
    assert lines[-1] == f"{count} things are open."
