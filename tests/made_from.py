"""Writes into a topic's translations that they were made from the text that its first language has now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.content.digests import glossary_digest, text_digest
from viewer.content.topics import open_topic

if TYPE_CHECKING:
    from pathlib import Path


def record_made_from(folder: Path) -> None:
    """Write ``made_from`` into each translated page, and ``[glossary_made_from]`` into ``topic.toml``.

    Args:
        folder: A topic's folder; what its files said about this before is replaced.
    """
    topic = open_topic(folder)
    first, *others = topic.languages
    for language in others:
        for entry in topic.entries:
            path = folder / language / f"{entry.id}.md"
            text = re.sub(r'(?m)^made_from = ".*"\n', "", path.read_bytes().decode())
            line = f'made_from = "{text_digest(topic, entry.id, first)}"\n'
            path.write_bytes(text.replace("---\n", "---\n" + line, 1).encode())
    if others:
        path = folder / "topic.toml"
        text = re.sub(r"\n?\[glossary_made_from\]\n(\w.*\n)*", "", path.read_bytes().decode())
        lines = "".join(f'{language} = "{glossary_digest(topic, first)}"\n' for language in others)
        path.write_bytes(f"{text}\n[glossary_made_from]\n{lines}".encode())
