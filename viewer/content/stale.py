"""Whether the translations of a topic were made from the text that it has now.

Each page in any language but the topic's first says in its front matter ``made_from = "…"``: the digest of the page
that it was made from. That of a glossary, and of the words in ``topic.toml``, stands there by language, under
``[glossary_made_from]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.content.digests import glossary_digest, text_digest
from viewer.content.errors import Problem
from viewer.content.fields import Report
from viewer.content.glossary import GLOSSARY_FILE
from viewer.content.header import TOPIC_FILE
from viewer.content.pages import split_front_matter
from viewer.content.toml import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.content.topics import Topic


def stale_translations(topic: Topic) -> Iterator[Problem]:
    """Yield each page and glossary that was made from another text than its first language has now.

    Args:
        topic: A topic that has been loaded whole, so that each of its pages is there and right.
    """
    first, *others = topic.languages
    for entry in topic.entries:
        given, line = _made_from(topic, f"{first}/{entry.id}.md")
        if given:
            message = f'"{first}" is the topic\'s first language, which is made from no other: take made_from out'
            yield Problem(f"{first}/{entry.id}.md", line, message)
        for language in others:
            file = f"{language}/{entry.id}.md"
            given, line = _made_from(topic, file)
            now = text_digest(topic, entry.id, first)
            if given != now:
                message = _message(given, f"{first}/{entry.id}.md", file, f'made_from = "{now}" below its first ---')
                yield Problem(file, line, message)
    yield from _stale_glossaries(topic)


def _made_from(topic: Topic, file: str) -> tuple[str, int]:
    """Return the digest that a page's front matter writes down, or ``""``, and the line where it stands or belongs."""
    parts = split_front_matter(decode(topic.file(file), file), file)
    report = Report(parts.front, file, parts.front_line)
    return report.fields().text("made_from", needed=False), report.line(("made_from",))


def _stale_glossaries(topic: Topic) -> Iterator[Problem]:
    """Yield each glossary that was made from another one."""
    first, *others = topic.languages
    report = Report(decode(topic.file(TOPIC_FILE), TOPIC_FILE), TOPIC_FILE)
    given = report.fields().texts("glossary_made_from", needed=False)
    now = glossary_digest(topic, first)
    for language in others:
        if given.get(language, "") != now:
            words = "[title], [picture] and [key]"
            source, made = (f"{each}/{GLOSSARY_FILE}, or {words} in {each}" for each in (first, language))
            wanted = f'{language} = "{now}" under [glossary_made_from]'
            message = _message(given.get(language, ""), source, made, wanted)
            yield Problem(TOPIC_FILE, report.line(("glossary_made_from", language)), message)


def _message(given: str, source: str, made: str, wanted: str) -> str:
    """Return what is wrong with a translation, and what to write once somebody has looked."""
    if not given:
        return f'it is not written down what "{made}" was made from: compare it with "{source}", then write {wanted}'
    return f'"{source}" has changed since "{made}" was made from it: compare the two, mend it, then write {wanted}'
