"""The computer's browser. Nothing else of the program leads out of its window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_browser(address: str) -> bool:
    """Hand an address to the computer's browser; the program itself connects to nothing.

    Returns:
        Whether the browser was asked; ``False`` where there is none, and for all but web addresses.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() not in ("https", "http") or not url.host():
        return False
    return QDesktopServices.openUrl(url)
