"""What of a machine's set-up is still open: told to staff, a line for each thing, in the order in which it is mended.

The programs and files asked are those of Debian 12; where one is not there, a line says that it cannot be told.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from viewer.kiosk.code import who_may_read
from viewer.printing.service import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.kiosk.machine import Machine, Rights
    from viewer.kiosk.policy import KioskSettings

SESSION = "metastasis-kiosk-session.service"
"""The system's service that opens the kiosk's session, from ``resources/kiosk/debian``."""

SERVICE = "metastasis-kiosk.service"
"""The service of the kiosk's account that runs the program."""

SERVICE_FOLDERS = ("/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user")

POWERFUL = frozenset(
    {
        "root",
        "sudo",
        "wheel",
        "admin",
        "adm",
        "disk",
        "shadow",
        "docker",
        "lxd",
        "libvirt",
        "lpadmin",
        "netdev",
        "input",
    }
)
"""Groups whose members can do more to a machine than look at it."""

LEAST_FREE = 500
"""Least room on a disk, in megabytes: the log takes 200 at most."""

VOICES_LIMIT = 20.0
"""How long the list of all voices may take, in seconds; eSpeak NG's takes two to five."""

NIGHT = ("00:00", "05:59")
"""When a machine may restart by itself."""

KIT = "resources/kiosk/README.md"
"""Where the steps are told."""


class State(enum.Enum):
    """How a thing stands."""

    OK = "ok"
    OPEN = "OPEN"
    UNKNOWN = "cannot be told"


class Finding(NamedTuple):
    """How one thing stands.

    Attributes:
        state: How.
        thing: What it is about, in a word or two.
        means: What was found, and what that means.
        todo: What to do; ``""`` where there is nothing to do.
    """

    state: State
    thing: str
    means: str
    todo: str = ""

    def __str__(self) -> str:
        """Return it as staff read it."""
        first = f"{self.state.value:<15} {self.thing}: {self.means}"
        return f"{first}\n{'':<15} To do: {self.todo}" if self.todo else first


class Told(NamedTuple):
    """What the kiosk was told.

    Attributes:
        file: Its site file.
        there: Whether that file is there; ``None`` where only root may know.
        blank: Whether nothing is filled in.
        files: Those of it and the local file beside it that may be there.
        problems: How many problems are in it.
        settings: What it says of the kiosk.
        languages: The languages that are offered.
        program: The folder of the program.
        fonts: The folder of the bundled typeface.
    """

    file: str
    there: bool | None
    blank: bool
    files: tuple[str, ...]
    problems: int
    settings: KioskSettings
    languages: tuple[str, ...]
    program: str
    fonts: str


class Account(NamedTuple):
    """The account that the kiosk runs as.

    Attributes:
        name: Its name; ``""`` where there is none yet.
        number: Its number.
        groups: The numbers of its groups.
        group_names: Their names.
    """

    name: str = ""
    number: int = -1
    groups: frozenset[int] = frozenset()
    group_names: frozenset[str] = frozenset()

    def may(self, rights: Rights, bit: int) -> bool:
        """Whether it may do something with a file or folder.

        Args:
            rights: The file's.
            bit: 4 to read, 2 to write.
        """
        if self.number == rights.owner:
            return bool(rights.mode & bit << 6)
        return bool(rights.mode & (bit << 3 if rights.group in self.groups else bit))


def findings(machine: Machine, told: Told, look: Callable[[str], Outcome]) -> Iterator[Finding]:
    """Yield how each thing stands, as soon as it is known.

    Args:
        machine: The machine.
        told: What the kiosk was told.
        look: Tells how a printer stands that prints nothing now.
    """
    shown = _shown(machine, SESSION, "LoadState", "UnitFileState", "ActiveState", "User")
    account = _account(machine, shown["User"] if shown else "")
    if shown is None:
        yield _unknown("Account", NO_SYSTEMD, f"follow {KIT}.")
    else:
        yield from _of_the_account(machine, account)
    yield _program(machine, account, told)
    yield _session(machine, shown)
    yield _service(machine)
    yield from _ways_out(machine)
    yield from _of_the_site(machine, account, told)
    yield _printer(told.settings.printer, look)
    yield from _voices(machine, told.languages)
    yield _sound(machine)
    yield _fonts(machine, told.fonts)
    yield _counts(machine, account, told.settings.counts)
    yield from _of_the_house(machine)


# Asking


def _said(machine: Machine, *words: str) -> str | None:
    """Return a program's answer in one line, whatever its exit code; ``None`` where it said nothing."""
    answer = machine.run(words)
    return (answer.said.strip() or None) if answer else None


def _shown(machine: Machine, unit: str, *names: str) -> dict[str, str] | None:
    """Return properties of a unit of systemd; ``None`` where no systemd answers."""
    said = _said(machine, "systemctl", "show", f"--property={','.join(names)}", unit)
    if said is None:
        return None
    found = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    return {name: found.get(name, "") for name in names}


def _account(machine: Machine, name: str) -> Account:
    """Return an account by its name."""
    number = _said(machine, "id", "-u", "--", name) if name else None
    if number is None or not number.isdecimal():
        return Account()
    groups, names = _said(machine, "id", "-G", "--", name) or "", _said(machine, "id", "-Gn", "--", name) or ""
    return Account(name, int(number), frozenset(map(int, groups.split())), frozenset(names.split()))


def _ok(thing: str, means: str) -> Finding:
    return Finding(State.OK, thing, means)


def _open(thing: str, means: str, todo: str) -> Finding:
    return Finding(State.OPEN, thing, means, todo)


def _unknown(thing: str, why: str, todo: str = "") -> Finding:
    return Finding(State.UNKNOWN, thing, why, todo)


NO_SYSTEMD = "no systemd answers here."


# The account, the session, the service


def _of_the_account(machine: Machine, account: Account) -> Iterator[Finding]:
    """Yield how the account stands."""
    if not account.name:
        yield _open("Account", "none is set up for the kiosk yet.", f"follow {KIT}.")
        return
    if account.number == 0:
        yield _open("Account", "the kiosk runs as root, who may do everything.", f"follow {KIT}.")
    strong = sorted(account.group_names & POWERFUL)
    if strong:
        means = f"{account.name} is in the groups {', '.join(strong)}: whoever gets out can change the machine."
        yield _open("Account", means, f'usermod --groups "" {account.name}')
    elif account.number:
        yield _ok("Account", f"{account.name} may change nothing on this machine.")
    yield _password(machine, account)
    if machine.rights("/usr/lib/polkit-1/polkitd") is not None:
        means = "polkit is installed; by it the account at the screen may ask for the rights of others."
        yield _open("polkit", means, "apt-get purge polkitd, where nothing else needs it.")
    else:
        yield _ok("polkit", "not installed.")


def _password(machine: Machine, account: Account) -> Finding:
    """Return whether somebody could sign in as the account."""
    status = (_said(machine, "passwd", "--status", account.name) or "").split()
    if len(status) < 2:
        return _unknown("Password", "only root can see it.", "run this as root.")
    if status[1] == "L":
        return _ok("Password", f"nobody can sign in as {account.name} with one.")
    means = f"somebody could sign in as {account.name} with a password, or without one."
    return _open("Password", means, f"passwd --lock {account.name}")


def _program(machine: Machine, account: Account, told: Told) -> Finding:
    """Return whether the account could change the program."""
    rights = machine.rights(told.program)
    if rights is None or not account.name:
        return _unknown("Program", "who may change it is known once there is an account.")
    if account.may(rights, 2) or rights.mode & 0o002:
        means = f"{account.name} may change the program in {told.program}."
        return _open("Program", means, f"install it as root: {KIT}.")
    return _ok("Program", f"{account.name} cannot change it.")


def _session(machine: Machine, shown: dict[str, str] | None) -> Finding:
    """Return whether the session opens by itself."""
    if shown is None:
        return _unknown("Session", NO_SYSTEMD)
    if shown["LoadState"] != "loaded":
        return Finding(
            State.OPEN, "Session", f"{SESSION} is not installed: the kiosk does not start.", f"follow {KIT}."
        )
    if shown["UnitFileState"] != "enabled":
        means = "it does not open by itself when the machine starts."
        return _open("Session", means, f"systemctl enable {SESSION}")
    goal = _said(machine, "systemctl", "get-default")
    if goal not in {None, "graphical.target"}:
        means = f"the machine starts into {goal}, without the session."
        return _open("Session", means, "systemctl set-default graphical.target")
    other = _said(machine, "systemctl", "is-active", "display-manager.service")
    if other == "active":
        means = "another sign-in screen runs beside it."
        return _open("Session", means, "systemctl disable --now display-manager.service")
    state = "it runs" if shown["ActiveState"] == "active" else "it does not run now"
    return _ok("Session", f"it opens by itself when the machine starts; {state}.")


def _service(machine: Machine) -> Finding:
    """Return whether the program is watched and started anew."""
    texts = (machine.text(f"{folder}/{SERVICE}") for folder in SERVICE_FOLDERS)
    text = next((each for each in texts if each is not None), None)
    if text is None:
        return _open("Watchdog", f"{SERVICE} is not installed.", f"follow {KIT}.")
    set_to = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
    if set_to.get("WatchdogSec", "0") in {"", "0"} or set_to.get("Restart") != "always":
        means = "a program that hangs or ends is not started anew."
        return _open("Watchdog", means, f"take {SERVICE} as it comes with the program.")
    if " -I " not in set_to.get("ExecStart", ""):
        means = "variables and folders of its account change what the program loads."
        return _open("Watchdog", means, f"take {SERVICE} as it comes with the program.")
    return _ok("Watchdog", f"a program that hangs for {set_to['WatchdogSec']} s is started anew.")


# Ways out that only the system can close


def _ways_out(machine: Machine) -> Iterator[Finding]:
    """Yield how the keys stand that no program can keep from the system."""
    yield _consoles(machine)
    value = (machine.text("/proc/sys/kernel/sysrq") or "").strip()
    if not value:
        yield _unknown("SysRq", "the kernel does not tell.")
    elif value == "0":
        yield _ok("SysRq", "Alt+SysRq does nothing.")
    else:
        means = f"kernel.sysrq is {value}: Alt+SysRq restarts the machine or ends programs."
        yield _open("SysRq", means, "put sysctl.conf of the kit in its place, and restart.")
    enabled = _said(machine, "systemctl", "is-enabled", "ctrl-alt-del.target")
    if enabled is None:
        yield _unknown("Ctrl+Alt+Del", NO_SYSTEMD)
    elif enabled.startswith("masked"):
        yield _ok("Ctrl+Alt+Del", "it does nothing.")
    else:
        yield _open("Ctrl+Alt+Del", "it restarts the machine.", "systemctl mask ctrl-alt-del.target")
    yield _blanking(machine)
    active = _said(machine, "systemctl", "is-active", "usbguard.service")
    if active is None:
        yield _unknown("USB", NO_SYSTEMD)
    elif active == "active":
        yield _ok("USB", "USBGuard lets only known devices in.")
    else:
        means = "any keyboard or stick that somebody plugs in is taken."
        yield _open("USB", means, f"set up USBGuard ({KIT}), or lock all sockets away.")
    yield _unknown(
        "Firmware",
        "what starts before the system is not seen from here.",
        "set passwords for its menus and the boot loader's, start from the built-in disk only, lock the case.",
    )


def _consoles(machine: Machine) -> Finding:
    """Return whether a second console can be reached."""
    said = _said(machine, "systemd-analyze", "cat-config", "systemd/logind.conf")
    if said is None:
        return _unknown("Consoles", NO_SYSTEMD)
    set_to = dict(re.findall(r"^(\w+)=(.*?)\s*$", said, re.MULTILINE))
    if set_to.get("NAutoVTs") != "0" or set_to.get("ReserveVT") != "0":
        means = "other consoles are kept ready, with a sign-in."
        return _open("Consoles", means, "put logind.conf of the kit in its place, and restart.")
    if set_to.get("HandlePowerKey") != "ignore":
        means = "the power key of a keyboard turns the machine off."
        return _open("Consoles", means, "put logind.conf of the kit in its place, and restart.")
    asks = ("systemctl", "list-units", "--type=service", "--state=active", "--plain", "--no-legend", "getty@*")
    signs_in = _said(machine, *asks)
    if signs_in:
        name = signs_in.split()[0]
        return _open("Consoles", f"{name} offers a sign-in.", f"systemctl disable --now {name}")
    return _ok("Consoles", "there is no other, and the power key does nothing.")


def _blanking(machine: Machine) -> Finding:
    """Return whether the screen goes dark or the machine asleep by itself."""
    seconds = (machine.text("/sys/module/kernel/parameters/consoleblank") or "").strip()
    sleeps = _said(machine, "systemctl", "is-enabled", "suspend.target")
    if sleeps is None:
        return _unknown("Screen", NO_SYSTEMD)
    if not sleeps.startswith("masked"):
        todo = "systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target"
        return _open("Screen", "the machine may fall asleep.", todo)
    if seconds not in {"", "0"}:
        means = f"the console goes dark after {seconds} seconds."
        return Finding(State.OPEN, "Screen", means, "put grub.cfg of the kit in its place; update-grub.")
    return _ok("Screen", "it never goes dark by itself.")


# The clinic's settings


def _of_the_site(machine: Machine, account: Account, told: Told) -> Iterator[Finding]:
    """Yield how the site file stands, and the staff code in it."""
    if told.there is None:
        yield _unknown("Settings", f"{told.file} can be read only by root and the kiosk.", "run this as root.")
        return
    if not told.there:
        means = f"{told.file} is not there: the kiosk runs as a trial, in all languages."
        yield _open("Settings", means, "copy site.example.toml there and fill it in.")
        return
    if told.problems:
        count = "1 problem" if told.problems == 1 else f"{told.problems} problems"
        todo = f"metastasis-viewer check --site {told.file}"
        yield _open("Settings", f"{count} in {told.file}.", todo)
    elif told.blank:
        means = f"nothing is filled in yet in {told.file}: the kiosk runs as a trial."
        yield _open("Settings", means, "take the # from the lines that you need, and put your own values in.")
    else:
        yield _ok("Settings", f"{told.file} has no problem.")
    for file in told.files:
        yield _site_rights(machine, account, file, secret=bool(told.settings.code))
    if told.settings.code:
        yield _ok("Staff code", "one is set.")
    else:
        means = "none is set: staff cannot leave the kiosk by touch, only by its service."
        yield Finding(
            State.OPEN, "Staff code", means, f"metastasis-viewer kiosk-code; put what it writes into {told.file}."
        )


def _site_rights(machine: Machine, account: Account, file: str, *, secret: bool) -> Finding:
    """Return whether the account, and nobody else, can read a site file.

    Args:
        machine: The machine.
        account: The kiosk's account.
        file: The file.
        secret: Whether there is a staff code, which others should not see.
    """
    rights = machine.rights(file)
    if rights is None:
        return _unknown("Settings' rights", "they cannot be read.", "run this as root.")
    mend = f"chown root:{account.name or 'kiosk'} {file}; chmod 0640 {file}"
    if account.name and not account.may(rights, 4):
        return _open("Settings' rights", f"{account.name} cannot read {file}.", mend)
    if account.name and account.may(rights, 2):
        return _open("Settings' rights", f"{account.name} can change {file}.", mend)
    others = who_may_read(rights.mode) if secret else ""
    if others:
        return _open("Settings' rights", f"a staff code stands in {file}, and {others}.", mend)
    return _ok("Settings' rights", f"nobody reads or changes {file} who should not.")


# What the kiosk works with


def _printer(name: str, look: Callable[[str], Outcome]) -> Finding:
    """Return whether the printer is known and takes what is sent."""
    if not name:
        return _ok("Printer", "none is set, so the kiosk offers no Print.")
    outcome = look(name)
    if outcome in {Outcome.WAITING, Outcome.PRINTING}:
        return _ok("Printer", f"{name} is there and takes what is sent.")
    todo = {
        Outcome.GONE: f"lpstat -e lists the names; add it as {KIT} tells, or mend kiosk.printer.",
        Outcome.REFUSED: f"cupsaccept {name}",
        Outcome.PAUSED: f"cupsenable {name}",
        Outcome.UNKNOWN: "apt-get install cups-daemon cups-client; systemctl enable --now cups.service",
    }.get(outcome, "look after the printer.")
    return _open("Printer", f"{name}: {outcome.value}.", todo)


def _voices(machine: Machine, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Yield for each language whether a voice can speak it."""
    answer = machine.run(("spd-say", "-L"), VOICES_LIMIT)
    install = "apt-get install speech-dispatcher speech-dispatcher-espeak-ng"
    if answer is None or answer.code:
        means = "no voice answers; people who cannot see the screen need one."
        yield _open("Voice", means, install)
        return
    rows = (re.split(r"\s{2,}", line.strip()) for line in answer.said.splitlines()[1:])
    known = {row[1].partition("-")[0].casefold() for row in rows if len(row) == 3}
    for language in languages:
        if language.partition("-")[0].casefold() in known:
            yield _ok("Voice", f'there is one for "{language}".')
        else:
            yield _open("Voice", f'there is none for "{language}".', install)


def _sound(machine: Machine) -> Finding:
    """Return whether there is a sound card; whether it is heard only ears can tell."""
    cards = machine.text("/proc/asound/cards")
    if cards is None or "no soundcards" in cards:
        means = "there is no sound card: nothing is read aloud."
        return _open("Sound", means, "connect speakers or a headset, and try: spd-say hello")
    return _ok("Sound", "there is a sound card. Whether it is heard only you can tell: spd-say hello")


def _fonts(machine: Machine, folder: str) -> Finding:
    """Return whether the bundled typeface is there."""
    if machine.rights(folder) is None:
        return _open("Typeface", f"{folder} is not there.", "install the program anew.")
    return _ok("Typeface", "it comes with the program.")


def _counts(machine: Machine, account: Account, folder: str) -> Finding:
    """Return whether counts can be written."""
    if not folder:
        return _ok("Counts", "none are kept.")
    rights = machine.rights(folder)
    if rights is None:
        todo = f"install -d -o {account.name or 'kiosk'} -m 0755 {folder}"
        return _open("Counts", f"{folder} is not there.", todo)
    if account.name and not account.may(rights, 2):
        return Finding(
            State.OPEN, "Counts", f"{account.name} cannot write into {folder}.", f"chown {account.name} {folder}"
        )
    return _ok("Counts", f"they go to {folder}.")


# What the house needs to stand for months


def _of_the_house(machine: Machine) -> Iterator[Finding]:
    """Yield how clock, disk, updates and the machine's own watchdog stand."""
    in_step = _said(machine, "timedatectl", "show", "--property=NTPSynchronized", "--value")
    if in_step is None:
        yield _unknown("Clock", NO_SYSTEMD)
    elif in_step == "yes":
        yield _ok("Clock", "it is set by the network.")
    else:
        means = "nothing sets it; days of review and limits of a day follow it."
        yield Finding(State.OPEN, "Clock", means, "timedatectl set-ntp true; without a network set it by hand.")
    yield _disk(machine)
    yield _updates(machine)
    seconds = _said(machine, "systemctl", "show", "--property=RuntimeWatchdogUSec", "--value")
    if seconds is None:
        yield _unknown("Machine's watchdog", NO_SYSTEMD)
    elif seconds in {"0", "infinity"}:
        means = "a machine that stands still is not restarted."
        yield _open("Machine's watchdog", means, "put system.conf of the kit in its place, and restart.")
    else:
        yield _ok("Machine's watchdog", f"a machine that stands still for {seconds} is restarted.")


def _disk(machine: Machine) -> Finding:
    """Return whether there is room for the log and the printer's line."""
    rooms = {path: machine.free(path) for path in ("/var/log", "/var/spool", "/var/lib")}
    known = {path: room for path, room in rooms.items() if room is not None}
    if not known:
        return _unknown("Disk", "it does not tell how full it is.")
    path = min(known, key=known.__getitem__)
    if known[path] < LEAST_FREE:
        means = f"only {known[path]} MB are free at {path}."
        return _open("Disk", means, f"make room: {LEAST_FREE} MB or more.")
    return _ok("Disk", f"{known[path]} MB are free.")


def _updates(machine: Machine) -> Finding:
    """Return whether updates could restart the machine in the day."""
    said = _said(machine, "apt-config", "dump")
    if said is None:
        return _unknown("Updates", "no apt answers here.", "see to it that updates restart the machine only at night.")
    set_to = dict(re.findall(r'^(\S+) "(.*)";$', said, re.MULTILINE))
    if set_to.get("APT::Periodic::Unattended-Upgrade", "0") == "0":
        means = "none are installed by themselves."
        return Finding(
            State.OPEN,
            "Updates",
            means,
            "apt-get install unattended-upgrades, and put upgrades.conf of the kit in its place.",
        )
    if set_to.get("Unattended-Upgrade::Automatic-Reboot", "false") != "true":
        return _ok("Updates", "they are installed, and never restart the machine.")
    hour = set_to.get("Unattended-Upgrade::Automatic-Reboot-Time", "now")
    if not (re.fullmatch(r"\d\d:\d\d", hour) and NIGHT[0] <= hour <= NIGHT[1]):
        means = f"they restart the machine at this time: {hour}."
        return _open("Updates", means, "put upgrades.conf of the kit in its place.")
    return _ok("Updates", f"they restart the machine at {hour}, and at no other time.")
