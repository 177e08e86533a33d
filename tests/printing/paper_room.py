"""A real CUPS with a real IPP printer, in a folder of its own: nothing of this computer's printing is touched.

``ippeveprinter`` wants the desktop's bus, so one is started, too. The printer writes what it prints into a folder, and
runs a small script for each job, with which a test can hold it up or let it run out of paper.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

TOOLS = ("cupsd", "lpadmin", "lp", "lpstat", "ippeveprinter", "dbus-daemon")
DEADLINE = 60
"""How long anything may take to come, in seconds; CUPS itself looks at a printer every few seconds."""

SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={room}/bus</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""

CUPSD = """LogLevel debug
Listen {room}/state/cups.sock
WebInterface No
Browsing Off
DefaultAuthType None
ErrorPolicy retry-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""

CUPS_FILES = """ServerRoot {room}/root
RequestRoot {room}/spool
CacheDir {room}/cache
StateDir {room}/state
TempDir {room}/spool/tmp
ErrorLog {room}/log/error
AccessLog {room}/log/access
PageLog {room}/log/page
SystemGroup root
"""

WORK = """#!/bin/sh
touch {room}/at-work
if [ -e {room}/no-paper ]; then echo "STATE: +media-empty-error,media-needed" >&2; fi
while [ -e {room}/no-paper ] || [ -e {room}/hold ]; do sleep 0.1; done
echo "STATE: -media-empty-error,media-needed" >&2
rm -f {room}/at-work
"""


def need() -> None:
    """Require CUPS and its test printer: without them the test is skipped, with CI=true it fails."""
    absent = [tool for tool in TOOLS if shutil.which(tool, path=SYSTEM_PATH) is None]
    if absent:
        why = f"missing commands: {', '.join(absent)}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


def until(found: Callable[[], object], what: str) -> None:
    """Look again and again until something is so."""
    end = time.monotonic() + DEADLINE
    pause = 0.05
    while not found():
        assert time.monotonic() < end, f"after {DEADLINE} s still not so: {what}"
        time.sleep(pause)


class PaperRoom:
    """CUPS and a printer called ``Ward_3``, which can be taken away and brought back."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="paper-room-")))
        self._printer: subprocess.Popen[bytes] | None = None
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("CUPS_", "LC_", "LANG"))
        } | {
            "PATH": SYSTEM_PATH,
            "CUPS_SERVER": f"{self.folder}/state/cups.sock",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus",
        }

    def open(self) -> None:
        """Start everything, and let CUPS know the printer."""
        for name in ("root/ppd", "spool/tmp", "cache", "state", "log", "out"):
            self.folder.joinpath(name).mkdir(parents=True)
        for name, words in (("bus.conf", BUS), ("cupsd.conf", CUPSD), ("cups-files.conf", CUPS_FILES), ("work", WORK)):
            self.folder.joinpath(name).write_text(words.format(room=self.folder))
        self.folder.joinpath("work").chmod(0o755)
        self.folder.chmod(0o755)
        if os.geteuid() == 0:  # CUPS gives up root for its filters.
            for name in ("root", "root/ppd", "spool", "spool/tmp", "cache"):
                shutil.chown(self.folder / name, group="lp")
                self.folder.joinpath(name).chmod(0o770)
        self._start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork")
        self._start("cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/cups-files.conf")
        until(lambda: "is running" in self.run("lpstat", "-r") and self.folder.joinpath("bus").exists(), "CUPS runs")
        self.bring_printer()
        uri = f"ipp://localhost:{self.port}/ipp/print"
        words = "The printer beside the door, ñ"
        self.run("lpadmin", "-p", "Ward_3", "-E", "-v", uri, "-m", "everywhere", "-D", words)
        self.run("lpadmin", "-p", "Office", "-E", "-v", "ipp://localhost:9/ipp/print")
        self.run("lpadmin", "-d", "Ward_3")

    def close(self) -> None:
        """End all that was started."""
        self.take_printer_away()
        self._stack.close()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context(self.folder.joinpath("log", f"{command[0]}.out").open("wb"))
        process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self._stack.callback(_end, process)
        return process

    def run(self, *command: str) -> str:
        """Run a command of CUPS and return what it says."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout + done.stderr

    def bring_printer(self) -> None:
        """Start the printer, unless it runs."""
        if self._printer is not None:
            return
        words = ("-f", "application/pdf", "-p", str(self.port), "-k", "-d", f"{self.folder}/out", "-r", "off")
        self._printer = self._start("ippeveprinter", *words, "-c", f"{self.folder}/work", "Ward 3")
        until(self._answers, "the printer answers")

    def _answers(self) -> bool:
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def take_printer_away(self) -> None:
        """End the printer, as when its plug is pulled."""
        if self._printer is not None:
            _end(self._printer)
            self._printer = None

    def flag(self, name: str, *, up: bool) -> None:
        """Hold the printer up (``"hold"``), let it be out of paper (``"no-paper"``), or end that."""
        flag = self.folder / name
        flag.touch() if up else flag.unlink(missing_ok=True)

    def at_work(self) -> bool:
        """Whether the printer is at work on something."""
        return self.folder.joinpath("at-work").exists()

    def printed(self) -> list[bytes]:
        """Return what came out of the printer, in the order of its jobs."""
        found = sorted(self.folder.joinpath("out").glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_bytes() for path in found]

    def clear(self) -> None:
        """Bring everything back to where it was at the beginning."""
        for name in ("hold", "no-paper"):
            self.flag(name, up=False)
        self.run("cancel", "-a", "-x")
        self.bring_printer()
        for name in ("Ward_3", "Office"):
            self.run("cupsenable", name)
            self.run("cupsaccept", name)
        until(lambda: not self.run("lpstat", "-o").strip(), "nothing waits")
        until(lambda: "is idle" in self.run("lpstat", "-p", "Ward_3"), "the printer is idle")
        for path in self.folder.joinpath("out").iterdir():
            path.unlink()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
