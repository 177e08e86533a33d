"""What screen readers are told where Qt's own answer would mislead them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget

from viewer.ui.diagram import Diagram

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class PictureInterface(QAccessibleWidget):
    """The picture: one graphic with a description. Its stops and badges stay unseen; the names are their buttons.

    Args:
        diagram: The picture.
    """

    def __init__(self, diagram: Diagram) -> None:
        super().__init__(diagram, QAccessible.Role.Graphic)

    def childCount(self) -> int:
        """Return that there is nothing inside."""
        return 0


def install_interfaces() -> None:
    """Tell Qt to ask here first. Call it once, when the application has been made."""
    kept: dict[int, PictureInterface] = {}

    def make(_key: str, thing: QObject) -> PictureInterface | None:
        if not isinstance(thing, Diagram):
            return None
        number = id(thing)
        kept[number] = PictureInterface(thing)
        thing.destroyed.connect(lambda: kept.pop(number, None))
        return kept[number]

    QAccessible.installFactory(make)
