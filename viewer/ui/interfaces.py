"""What screen readers are told where Qt's own answer would mislead them.

Qt shows a text as one piece of words without headings, links or pictures. Here the page is a
document whose children are its parts (:mod:`viewer.ui.outline`), and last of all the text itself,
so that readers have both: a structure to move in, and a caret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, getCppPointer

from viewer.ui.accessible import Graphic
from viewer.ui.diagram import Diagram
from viewer.ui.document_pane import DocumentPane
from viewer.ui.notice_frame import NoticeFrame
from viewer.ui.panels import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QWindow

    from viewer.ui.explanation import Explanation
    from viewer.ui.outline import Part

ROLES = {
    "heading": QAccessible.Role.Heading,
    "paragraph": QAccessible.Role.Paragraph,
    "list": QAccessible.Role.List,
    "item": QAccessible.Role.ListItem,
    "table": QAccessible.Role.Table,
    "row": QAccessible.Role.Row,
    "column": QAccessible.Role.ColumnHeader,
    "cell": QAccessible.Role.Cell,
    "figure": QAccessible.Role.Graphic,
    "note": QAccessible.Role.Section,
    "link": QAccessible.Role.Link,
}
"""What each kind of part is to a screen reader."""


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


class WindowInterface(QAccessibleWidget):
    """A window, which Qt takes for a mere box where it is made of a plain widget.

    Args:
        frame: The frame that fills the window.
    """

    def __init__(self, frame: NoticeFrame) -> None:
        super().__init__(frame, QAccessible.Role.Window)
        frame.heard()


class Level(QAccessibleAttributesInterface):
    """The level of a heading.

    Args:
        level: The level, from 1.
    """

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:  # noqa: N802 - Qt's name
        """Return that there is a level."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int:  # noqa: N802 - Qt's name
        """Return the level."""
        return self._level


class Press(QAccessibleActionInterface):
    """Pressing a link.

    Args:
        press: What a press does.
    """

    def __init__(self, press: Callable[[], None]) -> None:
        super().__init__()
        self._press = press

    def actionNames(self) -> list[str]:
        """Return that it can be pressed."""
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        """Press it."""
        if name == QAccessibleActionInterface.pressAction():
            self._press()

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Return that no key of its own presses it."""
        return []


class PartInterface(QAccessibleInterface):
    """A part of the page. Its place is asked of the text each time, because the text scrolls.

    Args:
        part: The part.
        parent: What it is a part of.
        text: The explanation that shows it.
    """

    def __init__(self, part: Part, parent: QAccessibleInterface, text: Explanation) -> None:
        super().__init__()
        self._part = part
        self._parent = parent
        self._text = text
        self.parts = [PartInterface(each, self, text) for each in part.parts]
        self._level = Level(part.level) if part.level else None
        self._press = Press(lambda: text.anchorClicked.emit(QUrl(part.address))) if part.address else None

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        """Return that it is there; what is no longer there is taken out of Qt's list."""
        return True

    def object(self) -> None:  # type: ignore[override]
        """Return that it is no widget."""

    def window(self) -> QWindow:
        """Return the window that it is in."""
        return self._parent.window()

    def parent(self) -> QAccessibleInterface:
        """Return what it is a part of."""
        return self._parent

    def childCount(self) -> int:
        """Return how many parts it has."""
        return len(self.parts)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return one of its parts."""
        return self.parts[index] if 0 <= index < len(self.parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which of its parts something is; -1 for none."""
        return self.parts.index(child) if child in self.parts else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the part at a place on the screen, in pixels."""
        return part_at(self.parts, x, y)

    def relations(
        self, match: QAccessible.RelationFlag | None = None
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Return that it stands for itself."""
        return []

    def text(self, kind: QAccessible.Text) -> str:
        """Return its words."""
        return self._part.words if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Take no other words."""

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return ROLES[self._part.kind]

    def rect(self) -> QRect:
        """Return where it stands on the screen, in pixels; around its parts where it has no place of its own."""
        part, where = self._part, self._text.map
        place = where.link_rect(part.anchor, part.number) if part.kind == "link" else where.rect(part.anchor)
        found = QRect()
        if not place.isEmpty():
            above = self._text.verticalScrollBar().value()
            found = place.translated(0, -above).toAlignedRect().translated(self._text.mapToGlobal(QPoint()))
        for inside in self.parts:
            found = found.united(inside.rect())
        return found

    def state(self) -> QAccessible.State:
        """Return whether it is in sight."""
        view = self._text.viewport()
        seen = view.visibleRegion().boundingRect().translated(view.mapToGlobal(QPoint()))
        state = QAccessible.State()
        state.readOnly = True
        state.offscreen = not seen.intersects(self.rect())
        state.linked = bool(self._part.address)
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        """Return what more there is to ask: the level of a heading, the press of a link.

        Qt wants an address. ``None`` in its place, though allowed by the type, ends the process.
        """
        more: QAccessibleAttributesInterface | QAccessibleActionInterface | None = None
        if kind == QAccessible.InterfaceType.AttributesInterface:
            more = self._level
        elif kind == QAccessible.InterfaceType.ActionInterface:
            more = self._press
        return VoidPtr(getCppPointer(more)[0] if more is not None else 0)

    def forget(self) -> None:
        """Take this and its parts out of Qt's list, which owns them."""
        for part in self.parts:
            part.forget()
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self))


class DocumentInterface(QAccessibleWidget):
    """The page: its parts, then the text itself.

    Args:
        pane: What holds the text.
    """

    def __init__(self, pane: DocumentPane) -> None:
        super().__init__(pane, QAccessible.Role.Document)
        self._text = pane.text
        self._outline = self._written()
        # Nothing is told yet: Qt would enter this interface into its list now and again when it is handed over.
        self._parts = self._made()
        pane.text.written.connect(self._renew)

    def _written(self) -> tuple[Part, ...]:
        """Return the parts of the page as it is now."""
        content = self._text.content
        return content.outline if content else ()

    def _made(self) -> list[PartInterface]:
        return [PartInterface(part, self, self._text) for part in self._outline]

    def _renew(self) -> None:
        """Take up the page as it is now, and tell which parts have gone and which have come."""
        outline = self._written()
        if outline == self._outline:
            return
        for part in self._parts:
            QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.ObjectDestroyed))
        self.forget()
        self._outline = outline
        self._parts = self._made()
        for part in self._parts:
            QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.ObjectCreated))

    def forget(self) -> None:
        """Take the parts out of Qt's list: they are gone, or will be with the text."""
        parts, self._parts = self._parts, []
        for part in parts:
            part.forget()

    def _all(self) -> Sequence[QAccessibleInterface]:
        """Return what is inside."""
        return [*self._parts, QAccessible.queryAccessibleInterface(self._text)]

    def childCount(self) -> int:
        """Return how many parts there are, the text among them."""
        return len(self._all())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return a part."""
        inside = self._all()
        return inside[index] if 0 <= index < len(inside) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which part something is; -1 for none."""
        inside = self._all()
        if child.object() is self._text:
            return len(inside) - 1
        return inside.index(child) if child in inside else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return the part at a place on the screen, in pixels."""
        return part_at(self._all(), x, y)


def part_at(parts: Sequence[QAccessibleInterface], x: int, y: int) -> QAccessibleInterface | None:
    """Return the first of some parts at a place on the screen, in pixels."""
    return next((part for part in parts if part.rect().contains(QPoint(x, y))), None)


def interface_for(thing: QObject) -> QAccessibleInterface | None:
    """Return what screen readers are told about a widget; ``None`` leaves it to Qt."""
    match thing:
        case Diagram() | Graphic():
            return PictureInterface(thing)
        case DocumentPane():
            return DocumentInterface(thing)
        case Panel():
            return QAccessibleWidget(thing, QAccessible.Role.Grouping)
        case NoticeFrame() if thing.isWindow():
            return WindowInterface(thing)
        case _:
            return None
