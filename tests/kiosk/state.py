"""What can be seen and found out about a kiosk: whatever a visitor could leave behind shows in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QTextBrowser, QWidget

if TYPE_CHECKING:
    from viewer.kiosk.shell import KioskWindow


def state_of(window: KioskWindow) -> dict[str, object]:
    """Return the state of a kiosk, to be compared with that of a fresh one."""
    from PySide6.QtCore import QEvent

    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    clipboard = QGuiApplication.clipboard()
    widgets = [type(each).__name__ for each in window.findChildren(QWidget)]
    image = window.grab().toImage()
    return {
        "pixels": bytes(image.constBits()),
        "look": window.look._replace(families=()),
        "language": window.language,
        "notice": window.label.notice,
        "visit": window.visit,
        "overlay": window.overlay,
        "asking": window.idle.asking,
        "widgets": sorted(widgets),
        "buttons": [
            (each.text(), each.isEnabled()) for each in window.findChildren(QAbstractButton) if each.isVisible()
        ],
        "labels": [each.text() for each in window.findChildren(QLabel) if each.isVisible()],
        "selected": [each.textCursor().selectedText() for each in window.findChildren(QTextBrowser)],
        "scrolled": [each.verticalScrollBar().value() for each in window.findChildren(QAbstractScrollArea)],
        "clipboard": [clipboard.text(mode) for mode in QClipboard.Mode if mode is not QClipboard.Mode.FindBuffer],
        "focus": type(window.focusWidget()).__name__,
        **_inside(window),
    }


def _inside(window: KioskWindow) -> dict[str, object]:
    """Return what cannot be seen, and would be heard, counted or done for the next visitor."""
    listen, keypad, printing = window._listen, window._keypad, window._printing
    volume = listen._aloud.volume if listen._aloud is not None else window._shelf.settings.volume
    return {
        "volume": volume,
        "reading": (listen.on, listen.reading),
        "keypad": (keypad.awake, keypad._helped, keypad._opener, keypad._told, keypad._placed),
        "printing": (printing.said, printing.sheets, printing._newest, printing._count.left() > 0),
        "orders": [each.order for each in printing._prints if each.order is not None],
        "lengths": (dict(printing._lengths), set(printing._measuring)),
        "finger": window._fingers.moving,
        "watch": (window.idle._timer.isActive(), window.idle._eating),
    }
