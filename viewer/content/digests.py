"""Digests: short names for exactly this text, by which a review and a translation know what they were made from.

Line ends do not count, so that a copy made on another system keeps its reviews. All else does.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from viewer.content.blocks import Figure, links, walk
from viewer.content.glossary import GLOSSARY_FILE
from viewer.content.toml import decode, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.content.topics import Page, Topic

SHORT = 16
"""How many hexadecimal digits of a text's digest a translation writes down."""


def page_digest(topic: Topic, page_id: str, language: str) -> str:
    """Return the digest of what a reviewer of a page looks at.

    That is the page's file, what it gathers from elsewhere, its sources, the words about the whole picture, the
    pictures that it shows, for a step the diagram, and the glossary words that it links: the word, how to say it and
    what it means.

    Args:
        topic: The topic.
        page_id: The page.
        language: One of the topic's languages.

    Returns:
        SHA-256 as 64 hexadecimal digits.

    Raises:
        ContentError: The page or one of its pictures is missing or wrong.
    """
    digest = sha256()
    for name, data in _looked_at(topic, topic.page(page_id, language)):
        # With its length before it no part can pass for the end of the one before.
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def text_digest(topic: Topic, page_id: str, language: str) -> str:
    """Return the digest of a page's file alone, 16 hexadecimal digits; a translation of it writes them down.

    Raises:
        ContentError: The page is missing.
    """
    return _short(topic.file(f"{language}/{page_id}.md"))


def glossary_digest(topic: Topic, language: str) -> str:
    """Return the digest of a glossary's file and of the words of ``topic.toml``, 16 hexadecimal digits.

    A translation of both writes them down.

    Raises:
        ContentError: The glossary is missing.
    """
    header = "\n".join((topic.title(language), topic.picture(language), topic.key(language)))
    return _short(topic.file(f"{language}/{GLOSSARY_FILE}") + header.encode())


def _short(data: bytes) -> str:
    return sha256(_same_line_ends(data)).hexdigest()[:SHORT]


def _same_line_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _looked_at(topic: Topic, page: Page) -> Iterator[tuple[str, bytes]]:
    """Yield what a reviewer of a page looks at, part by part, each with a name."""
    yield page.file, _same_line_ends(page.data)
    yield from _gathered(topic, page)
    named = [topic.sources[source].as_dict() for source in page.sources]
    yield "sources", json.dumps(named, default=str).encode()
    yield "picture", f"{topic.picture(page.language)}\n{topic.key(page.language)}".encode()
    if page.kind in {"step", "sheet"}:
        yield "diagram", _same_line_ends(topic.diagram)
    images = {block.image for block in walk(page.sections) if isinstance(block, Figure) and block.image}
    for image in sorted(images):
        data = topic.file(image)
        yield f"picture {image}", _same_line_ends(data) if image.lower().endswith(".svg") else data
    linked = {link.target for link in links(page.sections) if link.kind == "glossary"}
    if not linked:
        return
    file = f"{page.language}/{GLOSSARY_FILE}"
    # The words as they are written: how this program parses them may change, what they say does not.
    words = parse_toml(decode(topic.file(file), file), file)
    for word in sorted(linked):
        entry = words.get(word)
        said = {key: entry.get(key) for key in ("term", "say", "meaning")} if isinstance(entry, dict) else None
        yield f"word {word}", json.dumps(said, sort_keys=True).encode()


def _gathered(topic: Topic, page: Page) -> Iterator[tuple[str, bytes]]:
    """Yield what a page of questions, of words or of sources, or the sheet, takes from elsewhere."""
    if page.kind == "questions":
        for entry in topic.pages:
            if entry.id != page.id:
                name = f"{page.language}/{entry.id}.md"
                yield f"questions of {entry.id}", _same_line_ends(topic.file(name))
    elif page.kind == "words":
        yield "words", _same_line_ends(topic.file(f"{page.language}/{GLOSSARY_FILE}"))
    elif page.kind == "sheet":
        for step in topic.steps:
            head = topic.head(step, page.language)
            yield f"step {step}", f"{head.title}\n{head.term}\n{head.summary}".encode()
    elif page.kind == "sources":
        yield "all sources", json.dumps([source.as_dict() for source in topic.sources.values()], default=str).encode()
