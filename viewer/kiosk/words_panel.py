"""What can be pressed in the text, as large buttons within reach: links in lines of text are small, and may be high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.ui.buttons import Button
from viewer.ui.panels import ChoicePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextDocument

    from viewer.content.translation import Translation
    from viewer.ui.theme import Look


def heading_above(document: QTextDocument, address: str) -> int:
    """Return where the heading above a link begins, as a position in the text; 0 for a link without one."""
    block, heading = document.begin(), 0
    while block.isValid():
        heading = block.position() if block.blockFormat().headingLevel() else heading
        if any(each.format.anchorHref() == address for each in block.textFormats()):
            return heading
        block = block.next()
    return 0


def links_of(document: QTextDocument) -> list[tuple[str, str]]:
    """Return the links of a text, each target once, with the words of its first place: address and words.

    What opens a closed part has the part's heading before it, for "Show this part" says little by itself.
    """
    found: dict[str, str] = {}
    block, heading = document.begin(), ""
    while block.isValid():
        last = ""
        heading = block.text() if block.blockFormat().headingLevel() else heading
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            address = fragment.charFormat().anchorHref()
            if address and (address == last or address not in found):
                before = found.get(address, "") if address == last else _lead(address, heading)
                found[address] = before + fragment.text()
            last = address
            pieces += 1
        block = block.next()
    return [(address, " ".join(words.split())) for address, words in found.items() if words.strip()]


def _lead(address: str, heading: str) -> str:
    """Return what stands before the words of a link that has a heading above it."""
    return f"{heading}: " if heading and address.startswith("show:") else ""


class WordsPanel(ChoicePanel):
    """The links of the page as buttons.

    Args:
        links: The links, address and words.
        translation: The interface's words.
        look: How it looks.

    Signals:
        chosen: A link was pressed; carries its address.
    """

    chosen = Signal(str)

    def __init__(self, links: Sequence[tuple[str, str]], translation: Translation, look: Look) -> None:
        super().__init__(translation, look)
        self.setObjectName("words")
        self.set_heading(translation.gettext("Words on this page"))
        buttons = []
        for address, words in links:
            button = Button(words, look)
            button.setObjectName(f"word-{address}")
            button.clicked.connect(lambda _checked=False, address=address: self.chosen.emit(address))
            buttons.append(button)
        # Translators: over buttons with words of the page, on a kiosk.
        self.add_group(translation.gettext("Touch a word to see what it means"), buttons)
