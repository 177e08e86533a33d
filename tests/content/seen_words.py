"""What the eye sees, made ready to be compared with what is spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.content.topics import Page, Topic


def unspelled(text: str, topic: Topic, page: Page) -> str:
    """Take out how to say words: as the topic gives it, and where a page of its own does, with two hyphens or more."""
    for word, say in [(page.term, page.say), *((each.term, each.say) for each in topic.words(page.language).values())]:
        text = text.replace(f"{word} ({say})", word)
    return re.sub(r" \((?:\w+-){2,}\w+\)", "", text)


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(re.findall(r"[^\W_]+", text))
