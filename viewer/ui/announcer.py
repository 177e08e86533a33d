"""What a screen reader says by itself: that another page is shown, and the notice once.

Newer screen readers say announcements. Orca 43, Debian 12's, knows none, but says a changed
description of what has the focus: so the words stand there, too, until the focus comes again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_PASSING, _LASTING, _READ = "passing-description", "lasting-description", "description-read"
"""Properties of a widget: the words that stand for a while, those that come back, whether the first had the focus."""


class Announcer(QObject):
    """Says things to people who use a screen reader; others notice nothing.

    Args:
        owner: What this belongs to; announcements come from it.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def announce(self, words: str) -> None:
        """Say something now; the focus stays where it is."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._owner, words))
        focus = self._owner.window().focusWidget()
        if focus is not None:
            self.describe(focus, words)

    def describe(self, widget: QWidget, words: str) -> None:
        """Let words stand as a widget's description while it has the focus, or gets it next."""
        now = widget.accessibleDescription()
        if now != widget.property(_PASSING):
            widget.setProperty(_LASTING, now)
        widget.setProperty(_PASSING, words)
        widget.setProperty(_READ, widget.hasFocus())
        widget.setAccessibleDescription(words)
        widget.removeEventFilter(self)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the lasting description back when the focus comes again: when it leaves, the change would be said."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            if watched.property(_READ):
                self._forget(watched)
            watched.setProperty(_READ, True)
        return False

    def _forget(self, widget: QWidget) -> None:
        widget.removeEventFilter(self)
        if widget.accessibleDescription() == widget.property(_PASSING):
            widget.setAccessibleDescription(widget.property(_LASTING) or "")
