"""When an event happened, as the screen tells it: milliseconds in 32 bits, which begin anew after 49.7 days."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent

TURN = 2**32
"""After so many milliseconds the time of events begins anew: X and Wayland tell it in 32 bits."""

AT_ONCE = 5
"""So soon after its release no finger presses a key again, in milliseconds."""


def since(then: int | None, now: int) -> int:
    """Return how many milliseconds lie between two events; very many where there was no first one.

    Args:
        then: When the first one happened; ``None`` or 0 when nobody knows.
        now: When the second one happened.
    """
    return (now - then) % TURN if then and now else TURN


class HeldKeys:
    """Knows the presses that come from a key that is only held.

    X tells each as a release and a press at once, and Qt does not always see that they belong together.
    """

    def __init__(self) -> None:
        self._released: tuple[int, int | None] = (0, None)

    def repeats(self, event: QEvent) -> bool:
        """Whether an event is the press of a key that is only held; let it see the releases, too."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._released = event.key(), event.timestamp()
            return False
        key, then = self._released
        return event.isAutoRepeat() or (event.key() == key and since(then, event.timestamp()) <= AT_ONCE)
