"""What the window says, in the place of the page, about a topic that is refused: where it is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.content.errors import Problem
    from viewer.content.translation import Translation
    from viewer.desktop.window import DesktopWindow

MOST = 20
"""How many problems are listed; mending the first ones often mends the others."""


def say_other_topic(window: DesktopWindow, problems: Sequence[Problem], translation: Translation) -> None:
    """Say that the bundled topic is shown in place of the one that was asked for, and why."""
    _ = translation.gettext
    # Translators: first sentence of a message; "topic" is the text about one subject.
    first = _("The topic that was asked for has a fault, so the one that came with the program is shown.")
    # Translators: heading of a message.
    window.show_message(_("This is another topic"), [first, *_lines(problems, translation)])


def say_refused_change(window: DesktopWindow, problems: Sequence[Problem], translation: Translation) -> None:
    """Say that what was saved last cannot be shown, and why; a button leads back to what could be."""
    _ = translation.gettext
    words = _lines(problems, translation)
    # Translators: heading and button of a message to somebody who writes a topic and has just saved a fault.
    window.show_message(_("The last change cannot be shown"), words, _("Show the last good version"))


def _lines(problems: Sequence[Problem], translation: Translation) -> list[str]:
    """Return a line for each problem, then what to do."""
    _ = translation.gettext
    lines = []
    for problem in problems[:MOST]:
        # Translators: {file} is a file's name, {line} the number of a line in it, {problem} a sentence in English.
        pattern = _("{file}, line {line}: {problem}") if problem.line else _("{file}: {problem}")
        lines.append(pattern.format(file=problem.file, line=problem.line, problem=problem.message))
    if len(problems) > MOST:
        # Translators: the end of a list of which only the first lines are shown.
        lines.append(_("More problems after these: {count}").format(count=len(problems) - MOST))
    # Translators: the last sentence of a message to somebody who writes a topic.
    return [*lines, _("Mend it and save the file. Then this message goes away by itself.")]
