"""The way from Qt to what screen readers are told; nothing of it is loaded before one asks."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface


class Graphic(QWidget):
    """A widget that is a picture; its accessible name says what it shows."""


def install_interfaces() -> None:
    """Tell Qt to ask here first. Call it once, when the application has been made.

    Qt owns the interfaces and deletes them when their widgets go. Python must not do so before: it lets go of them
    only after that.
    """
    kept: dict[int, QAccessibleInterface] = {}
    numbers = count()

    def make(_key: str, thing: QObject) -> QAccessibleInterface | None:
        from viewer.ui.interfaces import DocumentInterface, interface_for

        made = interface_for(thing)
        if made is None:
            return None
        number = next(numbers)
        kept[number] = made

        def gone() -> None:
            if isinstance(made, DocumentInterface):
                made.forget()
            QTimer.singleShot(0, lambda: kept.pop(number, None))

        thing.destroyed.connect(gone)
        return made

    QAccessible.installFactory(make)
