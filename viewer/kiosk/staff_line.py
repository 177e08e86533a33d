"""The line above the notice on every screen of a kiosk: whom to tell when one feels sick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from viewer.ui.header import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.kiosk.shelf import KioskShelf
    from viewer.ui.theme import Look


class StaffLine(WrappedLabel):
    """The line for the staff.

    Args:
        shelf: What the kiosk takes from.
        look: How it looks.
    """

    def __init__(self, shelf: KioskShelf, look: Look) -> None:
        super().__init__("", look, 1.0, "ink", bold=True)
        self.setObjectName("staff-line")
        self._shelf = shelf

    def say(self, languages: Sequence[str]) -> None:
        """Say whom to tell, in each of these languages; the first one says where the line begins."""
        words = []
        for language in languages:
            _ = self._shelf.translation(language).gettext
            # Translators: on every screen of a kiosk, above the notice. The desk is where people sign in.
            words.append(_("Feeling sick right now? Tell the staff at the desk."))
        self.setText("   ".join(words))
        right = self._shelf.translation(languages[0]).right_to_left
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        self.update()
