"""The staff code: its hash, its check, and which codes are too easy to guess. It is kept nowhere but as its hash."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from viewer.kiosk.policy import LEAST_DIGITS, MOST_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable

COST, BLOCK, LANES = 15, 8, 1
"""scrypt's numbers: the cost as a power of two, the block size, how often. A check takes about 0.1 s and 32 MB."""

SALT, DIGEST = 16, 32
"""Lengths of salt and hash, in bytes."""

MOST_MEMORY = 256 * 1024 * 1024
"""Most memory that the check of a code may take, in bytes: a hash that wants more is refused when it is read."""

MOST_LANES = 8
"""Most that scrypt's third number may be."""

LEAST_DIFFERENT = 4
"""So many different digits a code must have."""

_HASH = re.compile(
    r"scrypt\$([0-9]{1,3})\$([0-9]{1,3})\$([0-9]{1,3})\$([A-Za-z0-9+/]{20,200}={0,2})\$([A-Za-z0-9+/]{20,200}={0,2})"
)
_RUNS = ("01234567890123456789012345", "98765432109876543210987654")
_COLUMNS = ("147258369", "369258147", "741852963", "963852741")
"""Ways over the pad of a telephone."""


class Hash(NamedTuple):
    """A hash as it is written: scrypt's numbers, salt and hash."""

    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes

    def __str__(self) -> str:
        """Return it as it stands in a site file."""
        from base64 import b64encode

        parts = (b64encode(part).decode("ascii") for part in (self.salt, self.digest))
        return "$".join(("scrypt", str(self.cost), str(self.block), str(self.lanes), *parts))


def read_hash(text: str) -> Hash | None:
    """Return what a hash says, or ``None`` where it is none, or one whose check would take too long."""
    from base64 import b64decode

    found = _HASH.fullmatch(text)
    if found is None:
        return None
    cost, block, lanes = (int(number) for number in found.groups()[:3])
    if not (1 <= cost <= 20 and block >= 1 and 1 <= lanes <= MOST_LANES and _memory(cost, block) <= MOST_MEMORY):
        return None
    with suppress(ValueError):
        salt, digest = (b64decode(part, validate=True) for part in found.groups()[3:])
        return Hash(cost, block, lanes, salt, digest)
    return None


def _memory(cost: int, block: int) -> int:
    """Return the memory that scrypt takes, in bytes."""
    return 128 * block * (1 << cost)


def _digest(code: str, parts: Hash) -> bytes:
    from hashlib import scrypt

    # OpenSSL counts a little more than the table itself.
    room = _memory(parts.cost, parts.block) + 128 * parts.block * (parts.lanes + 2) + 1024 * 1024
    numbers = {"n": 2**parts.cost, "r": parts.block, "p": parts.lanes, "maxmem": room}
    return scrypt(code.encode("ascii"), salt=parts.salt, dklen=len(parts.digest), **numbers)


def make_hash(code: str, random: Callable[[int], bytes]) -> str:
    """Return a code's hash as it stands in a site file.

    Args:
        code: The digits.
        random: Returns so many random bytes.
    """
    parts = Hash(COST, BLOCK, LANES, random(SALT), bytes(DIGEST))
    return str(parts._replace(digest=_digest(code, parts)))


def is_code(code: str, written: str) -> bool:
    """Whether digits are the code; takes about 0.1 s, so it belongs into a thread, and as long for a wrong one.

    Args:
        code: The digits.
        written: The hash in the site file; one that is none has no code.
    """
    from hmac import compare_digest

    parts = read_hash(written)
    if parts is None or not _has_form(code):
        return False
    return compare_digest(_digest(code, parts), parts.digest)


def _has_form(code: str) -> bool:
    return code.isascii() and code.isdigit() and LEAST_DIGITS <= len(code) <= MOST_DIGITS


def weakness(code: str) -> str:
    """Return in words what makes a code too easy to guess; ``""`` where nothing does.

    A stranger has a few tries an hour. So what is refused is what people take first: rows, repetitions, ways over the
    pad, and days, which are birthdays.
    """
    if not _has_form(code):
        return f"expected {LEAST_DIGITS} to {MOST_DIGITS} digits and nothing else"
    blocks = (code[:length] * len(code) for length in range(1, len(code) // 2 + 1))
    faults = {
        f"it has fewer than {LEAST_DIFFERENT} different digits": len(set(code)) < LEAST_DIFFERENT,
        "its digits follow each other in a row": any(code in run for run in _RUNS),
        "it is a way over the pad": any(code in way for way in _COLUMNS),
        "it is a few digits again and again": any(block.startswith(code) for block in blocks),
        "it can be read as a day, such as a birthday": _is_day(code),
    }
    return next((words for words, holds in faults.items() if holds), "")


def _is_day(code: str) -> bool:
    """Whether eight digits are a day of the years 1900 to 2099, in one of the orders in which people write days."""
    if len(code) != 8:
        return False
    orders = ((code[:4], code[4:6], code[6:]), (code[4:], code[2:4], code[:2]), (code[4:], code[:2], code[2:4]))
    for year, month, day in orders:
        with suppress(ValueError):
            if 1900 <= dt.date(int(year), int(month), int(day)).year <= 2099:
                return True
    return False


def site_line(written: str) -> str:
    """Return the line for the table ``[kiosk]`` of a site file."""
    return f'code = "{written}"'


def reads_back(line: str, code: str) -> bool:
    """Whether the line for the site file, read as a site file is, opens to the code."""
    import tomllib

    return is_code(code, str(tomllib.loads(line).get("code")))


def who_may_read(mode: int) -> str:
    """Return in words who else could read or change a file that holds the hash; ``""`` where nobody else could.

    The kiosk's own account reads it as the file's group. A hash of digits alone can be searched through by whoever has
    it, and who may write the file can put another code into it.

    Args:
        mode: The file's mode, as ``os.stat`` has it, on systems whose modes say who may do what.
    """
    if mode & 0o004:
        return "everybody on this machine may read it"
    if mode & 0o022:
        return "others than its owner may change it"
    return ""
