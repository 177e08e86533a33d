"""What the bundled topic's files say, kept ready beside it, so that a start need not parse them.

The ready form is one file, ``resources/metastasis.ready``: for each thing that was parsed a checksum of the file
that says it, and the result. It counts only for a file of just these bytes: where somebody has changed the file, it is
parsed as if nothing were ready. ``make ready`` writes the form anew, and a test fails when it is not what the files
say. Topics that people bring have none.

It is written by ``marshal``, as Python's own compiled files are: there is nothing to import for it (``json`` costs a
start 3 ms), and who can write to the program's folders could change the program as well.
"""

from __future__ import annotations

import datetime as dt
import marshal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from viewer.content import blocks, drawing, header
from viewer.content.glossary import GLOSSARY_FILE, Word
from viewer.content.pages import Head
from viewer.content.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.content.topics import Topic

_KINDS: tuple[type, ...] = (
    *(blocks.Text, blocks.Strong, blocks.Emphasis, blocks.Link, blocks.Setting),
    *(blocks.Heading, blocks.Paragraph, blocks.ListItem, blocks.List, blocks.Table, blocks.Figure, blocks.CallOut),
    *(blocks.Section, Word, Head, header.Source, header.PageEntry, header.Header),
    *(drawing.Drawing, drawing.StepPlace, drawing.Ellipse, drawing.Circle, drawing.Rect, drawing.Line, drawing.Cubic),
)
_MAKERS: dict[str, Callable[..., object]] = {
    **{kind.__name__: kind for kind in _KINDS},
    "tuple": lambda *values: values,
    "frozenset": lambda *values: frozenset(values),
    "date": dt.date.fromisoformat,
}
"""What makes a value again, by the name that stands first in its tuple."""

_MARK = 16
"""Length of a checksum, in bytes."""


class Ready:
    """What was made ready of a topic's files.

    Args:
        data: The ready form, as :func:`ready_form` gives it.

    Raises:
        ValueError: This is no ready form.
    """

    def __init__(self, data: bytes) -> None:
        said = data[_MARK:]
        if data[:_MARK] != _checksum(said):
            message = "the file is damaged"
            raise ValueError(message)
        self._found: dict[tuple[str, str], tuple[bytes, bytes]] = dict(marshal.loads(said))

    def find(self, kind: str, file: str, data: bytes) -> object:
        """Return what a file says, or ``None`` when that is not ready for a file of these bytes.

        Args:
            kind: What is asked for: ``"header"``, ``"drawing"``, ``"head"``, ``"text"`` or ``"words"``.
            file: The file's name in the topic.
            data: Its bytes.
        """
        checksum, said = self._found.get((kind, file), (b"", b""))
        if checksum != _checksum(data):
            return None
        try:
            return _decoded(marshal.loads(said))
        except (KeyError, TypeError, ValueError) as error:
            _tell(f"It was written for another version of this program: {file}, {kind}: {error!r}")
            return None


def read_ready(file: Path) -> Ready | None:
    """Return what is ready in a file; ``None`` where there is none, or, with a line in the log, where it is damaged."""
    try:
        return Ready(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _tell(f"{file}: {error}")
        return None


def _tell(reason: str) -> None:
    import logging

    logging.getLogger(__name__).warning("The topic, or a part of it, is read without its ready form. %s", reason)


def ready_form(topic: Topic) -> bytes:
    """Return the ready form of a topic.

    Args:
        topic: The topic, just opened, and without one.

    Raises:
        ContentError: Anything in the topic is wrong.
    """
    found: dict[tuple[str, str], object] = {
        ("header", header.TOPIC_FILE): topic.header,
        ("drawing", topic.header.diagram): topic.drawing,
    }
    for language in topic.languages:
        found["words", f"{language}/{GLOSSARY_FILE}"] = topic.words(language)
        for entry in topic.entries:
            name = f"{language}/{entry.id}.md"
            found["head", name] = topic.head(entry.id, language)
            found["text", name] = topic.page(entry.id, language).sections
    said = _dumped([(key, (_checksum(topic.file(key[1])), _dumped(_encoded(each)))) for key, each in found.items()])
    return _checksum(said) + said


def _dumped(value: Any) -> bytes:  # noqa: ANN401 - what can be said this way has no type
    """Return a value as bytes, the same each time: later versions of the format depend on what else is in memory."""
    return marshal.dumps(value, 2)


def _checksum(data: bytes) -> bytes:
    """Return length and CRC-32: against changes, not against malice. Importing SHA-256 costs a start 2 ms."""
    return b"%08x%08x" % (len(data), crc32(data))


def _encoded(value: object) -> object:
    """Return a value in plain ones: a tuple that begins with the name of its kind, or the value itself."""
    if isinstance(value, (dict, MappingProxyType)):
        return {key: _encoded(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return ("frozenset", *sorted(value))
    if isinstance(value, dt.date):
        return ("date", value.isoformat())
    if isinstance(value, Record):
        return (type(value).__name__, *map(_encoded, value.as_dict().values()))
    if isinstance(value, tuple):
        return (type(value).__name__, *map(_encoded, value))
    return value


def _decoded(value: object) -> object:
    """Return the value that :func:`_encoded` was given."""
    if isinstance(value, tuple):
        name, *parts = value
        return _MAKERS[name](*map(_decoded, parts))
    if isinstance(value, dict):
        return MappingProxyType({key: _decoded(each) for key, each in value.items()})
    return value
