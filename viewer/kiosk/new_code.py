"""The command ``kiosk-code``: asks for a staff code, and prints the line for the site file."""

from __future__ import annotations

import sys
from secrets import token_bytes
from typing import TYPE_CHECKING

from viewer.kiosk.code import make_hash, reads_back, site_line, weakness
from viewer.kiosk.policy import LEAST_DIGITS, MOST_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADVICE = """\
Put this line under [kiosk] in {site}
(create the line "[kiosk]" at the end of the file if it is missing), and let nobody else read that file:
    chown root:KIOSK-ACCOUNT {site} && chmod 640 {site}
Then restart the kiosk, and try the code once. The code itself is kept nowhere: write it down where
only staff look."""


def new_code(site: Path, ask: Callable[[str], str] | None) -> int:
    """Ask for a code and print what stands for it in a site file: the line alone on the output, the rest beside it.

    Args:
        site: Where this machine's site file is.
        ask: Asks a question and returns the answer that nobody sees; ``None`` reads one line of the input instead.

    Returns:
        The exit code: 0, or 1 where there is no code.
    """
    code = _ask(ask) if ask is not None else sys.stdin.readline().strip()
    fault = weakness(code) if code is not None else "the two were not the same"
    if code is None or fault:
        print(f"metastasis-viewer kiosk-code: choose another code: {fault}", file=sys.stderr)
        return 1
    line = site_line(make_hash(code, token_bytes))
    if not reads_back(line, code):
        print("metastasis-viewer kiosk-code: the hash does not open to the code; run this again", file=sys.stderr)
        return 1
    print(line)
    print(ADVICE.format(site=site), file=sys.stderr)
    return 0


def _ask(ask: Callable[[str], str]) -> str | None:
    """Return the code that was given twice; ``None`` where the two are not the same."""
    try:
        code = ask(f"New staff code, {LEAST_DIGITS} to {MOST_DIGITS} digits: ").strip()
        return code if not code or ask("Once more: ").strip() == code else None
    except EOFError:
        return ""
