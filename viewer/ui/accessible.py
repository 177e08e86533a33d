"""What screen readers are told where Qt's own answer would mislead them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from viewer.ui.diagram import Diagram

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class Graphic(QWidget):
    """A widget that is a picture; its accessible name says what it shows."""


class PictureInterface(QAccessibleWidget):
    """A picture: one graphic with a description. The diagram's stops and badges stay unseen; the names are its buttons.

    Args:
        picture: The picture.
    """

    def __init__(self, picture: Diagram | Graphic) -> None:
        super().__init__(picture, QAccessible.Role.Graphic)

    def childCount(self) -> int:
        """Return that there is nothing inside."""
        return 0


def install_interfaces() -> None:
    """Tell Qt to ask here first. Call it once, when the application has been made."""
    kept: dict[int, PictureInterface] = {}

    def make(_key: str, thing: QObject) -> PictureInterface | None:
        if not isinstance(thing, (Diagram, Graphic)):
            return None
        number = id(thing)
        kept[number] = PictureInterface(thing)
        thing.destroyed.connect(lambda: kept.pop(number, None))
        return kept[number]

    QAccessible.installFactory(make)
