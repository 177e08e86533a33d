"""What holds the explanation, and stands for the page as a document to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from viewer.ui.explanation import Explanation


class DocumentPane(QWidget):
    """A frame that the stage keeps just as large as the explanation in it.

    Screen readers find the headings, paragraphs and links of the page here (:mod:`viewer.ui.interfaces`), and after
    them the text itself, with its caret.

    Args:
        text: The explanation.
    """

    def __init__(self, text: Explanation) -> None:
        super().__init__()
        self.text = text
        text.setParent(self)
        text.written.connect(self._take_name)

    def _take_name(self) -> None:
        """Be called as the page is."""
        self.setAccessibleName(self.text.accessibleName())
