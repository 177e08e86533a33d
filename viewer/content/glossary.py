"""The words of a topic's glossary in one language, and how they are read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from viewer.content.errors import ContentError
from viewer.content.fields import ID_WANTED, Report, is_id
from viewer.content.record import Record
from viewer.content.toml import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.content.blocks import Inline

GLOSSARY_FILE = "glossary.toml"


class Word(Record):
    """A word of the glossary.

    Attributes:
        id: Its id, the same in every language.
        term: The word.
        say: How to say it; may be empty.
        meaning: What it means, in plain words.
        sources: The ids of the sources that say so.
    """

    id: str
    term: str
    say: str
    meaning: tuple[Inline, ...]
    sources: tuple[str, ...]


def read_words(data: bytes, file: str) -> Mapping[str, Word]:
    """Return the words of a glossary by their ids.

    Args:
        data: The glossary's file.
        file: Its name.

    Raises:
        ContentError: It holds all that is wrong with the file.
    """
    from viewer.content.markup import parse_inline

    report = Report(decode(data, file), file)
    words: dict[str, Word] = {}
    for word_id, fields in report.fields().each():
        if not is_id(word_id):
            report.add((word_id,), f'the id "{word_id}" is not right: expected {ID_WANTED}')
        term, say = fields.text("term"), fields.text("say", needed=False)
        meaning: tuple[Inline, ...] = ()
        try:
            meaning = parse_inline(fields.text("meaning"), file, 0)
        except ContentError as error:
            line = report.line((word_id, "meaning"))
            report.problems += [problem._replace(line=line + problem.line) for problem in error.problems]
        words[word_id] = Word(word_id, term, say, meaning, fields.ids("sources"))
        fields.finish()
    report.finish()
    return MappingProxyType(words)
