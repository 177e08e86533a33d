"""The table ``[kiosk]`` of a site file: each of its fields stands for itself, as every field of a site file does.

Inside the program its fields are called ``"kiosk.countdown"`` and ``"kiosk.keys.next"``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from viewer.kiosk.code import read_hash
from viewer.kiosk.policy import KEYPAD, LEAST_COUNTDOWN, KioskSettings
from viewer.site_fields import WrongFieldError, check_yes_or_no, shown, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.site_fields import Values

KIOSK = "kiosk."
"""How the names of the kiosk's fields begin."""

KEYS = frozenset(
    {
        *("Left", "Right", "Up", "Down", "Tab", "Backtab", "Return", "Enter", "Space", "Home", "End", "PageUp"),
        *("PageDown", "Insert", "Delete", "Backspace", "Plus", "Minus", "Asterisk", "Slash", "Period", "Comma"),
        *("VolumeUp", "VolumeDown", "VolumeMute", "MediaPlay", "MediaNext", "MediaPrevious", "Back", "Forward"),
        *(f"F{number}" for number in range(1, 36)),
        *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    }
)
"""The names of keys that a keypad can have."""


def spread_kiosk(values: Values) -> Values:
    """Return a site file's fields with those of its table ``[kiosk]`` beside the others."""
    kiosk = values.get("kiosk")
    if not isinstance(kiosk, dict):
        return values
    spread = {f"{KIOSK}{name}": value for name, value in kiosk.items()}
    keys = spread.get(f"{KIOSK}keys")
    if isinstance(keys, dict):
        del spread[f"{KIOSK}keys"]
        spread |= {f"{KIOSK}keys.{name}": value for name, value in keys.items()}
    return {name: value for name, value in values.items() if name != "kiosk"} | spread


def kiosk_settings(told: Mapping[str, object]) -> KioskSettings:
    """Return the settings of a kiosk.

    Args:
        told: The fields that were told and are right, without their beginning; the others keep what they are.
    """
    keys = {name.removeprefix("keys."): value for name, value in told.items() if name.startswith("keys.")}
    fields = {name: value for name, value in told.items() if not name.startswith("keys.")}
    # A key that the clinic has told does that, whatever it does where nobody tells.
    taken = {key for names in keys.values() for key in names}  # type: ignore[attr-defined]
    kept = {act: tuple(key for key in names if key not in taken) for act, names in KEYPAD.items()}
    return KioskSettings(**fields, keys={**kept, **keys})  # type: ignore[arg-type,dict-item]


def _number(least: int, most: int, what: str) -> Callable[[object], object]:
    """Return the check of a whole number."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise WrongFieldError(f"is not right: expected {what}, a whole number from {least} to {most}")
        return value

    return check


def _inches(value: object) -> float:
    """Return a screen's diagonal in inches."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 5 <= value <= 120:
        raise WrongFieldError("is not right: expected the screen's diagonal in inches, from 5 to 120, as in 23.8")
    return float(value)


def _printer(value: object) -> str:
    """Return a printer's name."""
    wanted = "the printer's name as the system knows it"
    name = words_of(value, 127, wanted)
    if name.startswith("-"):
        raise WrongFieldError(f'is "{shown(name)}": expected {wanted}')
    return name


def _code(value: object) -> str:
    """Return a staff code's hash; the log never shows it."""
    wanted = "what metastasis-viewer kiosk-code writes"
    code = words_of(value, 600, wanted)
    if read_hash(code) is None:
        raise WrongFieldError(f"is no hash of a staff code: expected {wanted}")
    return code


def _folder(value: object) -> str:
    """Return a folder's whole path."""
    wanted = "a folder's whole path"
    folder = words_of(value, 400, wanted)
    if not os.path.isabs(folder):
        raise WrongFieldError(f'is "{shown(folder)}": expected {wanted}')
    return folder


def _keys(value: object) -> tuple[str, ...]:
    """Return the names of keys."""
    wanted = 'a list of one to five keys, as in ["F5", "Home"]'
    if not isinstance(value, list) or not 0 < len(value) <= 5 or not all(isinstance(each, str) for each in value):
        raise WrongFieldError(f"is not right: expected {wanted}")
    for each in value:
        if each not in KEYS:
            raise WrongFieldError(f'names the key "{shown(each)}", which is not known: expected {wanted}')
    return tuple(value)


def _no_table(_value: object) -> object:
    raise WrongFieldError("is of the wrong kind: expected a table")


KIOSK_CHECKS: dict[str, Callable[[object], object]] = {
    "kiosk": _no_table,
    "kiosk.screen_inches": _inches,
    "kiosk.distance_cm": _number(20, 300, "how far the eyes are from the screen in centimeters"),
    "kiosk.idle": _number(60, 3600, "seconds without a touch"),
    "kiosk.countdown": _number(LEAST_COUNTDOWN, 600, "seconds for an answer"),
    "kiosk.journey": check_yes_or_no,
    "kiosk.sound": check_yes_or_no,
    "kiosk.volume": _number(10, 100, "percent"),
    "kiosk.printer": _printer,
    "kiosk.sheets_a_visit": _number(0, 50, "sheets"),
    "kiosk.sheets_a_day": _number(0, 5000, "sheets"),
    "kiosk.code": _code,
    "kiosk.counts": _folder,
    "kiosk.keys": _no_table,
    **{f"kiosk.keys.{what}": _keys for what in KEYPAD},
}
"""The fields: each check returns what :class:`~viewer.kiosk.policy.KioskSettings` holds, or raises what is wrong."""
