"""Whether Linux has anything that makes sound, as far as that can be seen without making any."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEVICES = "dev/snd/pcmC*D*p"
"""Where the kernel shows what can play sound."""

SERVERS = ("pulse/native", "pipewire-0")
"""Where sound servers listen, below the session's folder."""

ELSEWHERE = ("PULSE_SERVER", "PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH", "JACK_DEFAULT_SERVER", "AUDIODEV")
"""Variables that lead sound to another place than the usual one."""

SETTINGS = ("etc/asound.conf", "run/pulse/native")
"""Files that do: those of ALSA, and a sound server of the whole machine."""


def has_sound(environment: Mapping[str, str], root: Path = Path("/")) -> bool:
    """Whether this account may use something that plays sound, or has told the system of something unusual.

    Whether speakers are connected and turned on cannot be seen.

    Args:
        environment: The process's environment.
        root: Where the system's files are.
    """
    if any(environment.get(name) for name in ELSEWHERE):
        return True
    session, home = environment.get("XDG_RUNTIME_DIR", ""), environment.get("HOME", "")
    files = [root / each for each in SETTINGS]
    files += [Path(session, each) for each in SERVERS if session]
    files += [Path(home, ".asoundrc")] if home else []
    return any(each.exists() for each in files) or any(os.access(each, os.W_OK) for each in root.glob(DEVICES))
