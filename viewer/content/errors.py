"""What is wrong with content: where it is, and what is expected instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(NamedTuple):
    """One thing for an editor to mend.

    Attributes:
        file: The file, as seen from the topic's folder.
        line: Its line, counted from 1; 0 stands for the whole file.
        message: What is wrong and what is expected, in plain words.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``file:line: message``."""
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """Content that cannot be used.

    Attributes:
        problems: All that was found, at least one, in order of file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in order, each once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
