"""A stretched pseudo-language: English that any reader can still read, about 40 % longer and full of accents.

Words that stay plain were never handed to gettext; words without their closing bracket were cut.
"""

from __future__ import annotations

import gettext
import re
import tomllib
from pathlib import Path

from tests.made_from import record_made_from
from viewer.content.notice import ENGLISH, LONGEST, Notice
from viewer.content.translation import Translation

BUNDLED = Path(__file__).parent.parent / "resources" / "topics" / "metastasis"

RIGHT_TO_LEFT = "ar"
"""The language that stands for all that are written from right to left. Its words stay Latin letters."""

_PLAIN = "aAcCeEgGiIlLnNoOrRsStTuUwWyYzZ"
_ACCENTED = "áÁçÇéÉğĞíÍłŁñÑöÖřŘšŠťŤůŮŵŴýÝžŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)

_GROWTH = 0.4
"""How much longer stretched words are."""

_FIELD = re.compile(r"\{[a-z_]*\}")
"""What gettext messages fill in."""

_MARKUP = re.compile(
    r"""\]\([^)\s]*(?:\s"[^"]*")?\)   # the target of a link or picture
    | \{\#[a-z-]+\}                   # a section's role
    | \\.                             # an escaped character
    | ^\s*(?:\#+|-|\d+\.|>)\s         # what makes a line a heading, an item or a quote
    | [|\[\]*_!-]+                    # the other marks
    """,
    re.VERBOSE,
)
_WORDS_OF_PAGE = frozenset({"title", "button", "term", "say", "summary", "picture", "caption"})
_WORDS_OF_GLOSSARY = frozenset({"term", "say", "meaning"})
_ASSIGNED = re.compile(r'^([\w-]+) = "(.*)"$')


def stretch(text: str) -> str:
    """Return the words in brackets, accented and about 40 % longer; fields such as ``{number}`` stay as they are."""
    return f"[{_between(_FIELD, text)}]" if text else ""


class PseudoCatalog(gettext.NullTranslations):
    """A catalog that stretches every message."""

    def gettext(self, message: str) -> str:
        """Return a message stretched."""
        return stretch(message)


def pseudo_translation(right_to_left: bool = False) -> Translation:
    """Return the stretched interface; its language is ``"en"``, or one that is written from right to left."""
    return Translation(RIGHT_TO_LEFT if right_to_left else "en", PseudoCatalog())


def longest_notice(language: str = "en") -> Notice:
    """Return a notice that is as long as a notice may be."""
    lead = stretch(ENGLISH.lead)
    room = LONGEST - len(lead) - 1
    advice = _longer(ENGLISH.advice)[: room - 2].rstrip()
    return Notice(language, lead, f"[{advice.ljust(room - 2, 'š')}]")


def write_stretched_topic(folder: Path, languages: tuple[str, ...] = ("en",), *, plain: tuple[str, ...] = ()) -> Path:
    """Write a copy of the bundled topic in which only the words have changed: no id, no link, no source.

    Args:
        folder: Where to; made when it is not there.
        languages: The languages of the copy.
        plain: Those among them whose words stay plain English.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    header = (BUNDLED / "topic.toml").read_text(encoding="utf-8")
    words = tomllib.loads(header)
    for picture in BUNDLED.glob("*.svg"):
        (folder / picture.name).write_bytes(picture.read_bytes())
    for name in ("title", "picture", "key"):
        english = f"[{name}]\n" + "".join(f"{each} = {_quoted(text)}\n" for each, text in words[name].items())
        assert header.count(english) == 1, f"the bundled topic.toml writes [{name}] in another way"
        ours = ((each, words[name]["en"] if each in plain else _longer(words[name]["en"])) for each in languages)
        header = header.replace(english, f"[{name}]\n" + "".join(f"{each} = {_quoted(text)}\n" for each, text in ours))
    (folder / "topic.toml").write_text(header, encoding="utf-8")
    for language in languages:
        (folder / language).mkdir()
        for file in sorted((BUNDLED / "en").iterdir()):
            text = file.read_text(encoding="utf-8")
            if language not in plain:
                text = _page(text) if file.suffix == ".md" else _assignments(text, _WORDS_OF_GLOSSARY)
            (folder / language / file.name).write_text(text, encoding="utf-8")
    record_made_from(folder)
    return folder


def _page(text: str) -> str:
    """Return a page with its words stretched."""
    _, matter, body = text.split("---\n", 2)
    fields, mark, labels = matter.partition("[labels]\n")
    labels, allow, reasons = labels.partition("[allow]\n")
    matter = _assignments(fields, _WORDS_OF_PAGE) + mark + _assignments(labels, None) + allow + reasons
    lines = (line if re.fullmatch(r"[\s|:-]*", line) else _between(_MARKUP, line) for line in body.split("\n"))
    return f"---\n{matter}---\n" + "\n".join(lines)


def _assignments(text: str, names: frozenset[str] | None) -> str:
    """Return TOML with the texts of some names stretched; ``None`` stretches all."""
    lines = []
    for line in text.split("\n"):
        found = _ASSIGNED.match(line)
        wanted = found is not None and (names is None or found[1] in names)
        lines.append(f'{found[1]} = "{_between(_MARKUP, found[2])}"' if found and wanted else line)
    return "\n".join(lines)


def _between(kept: re.Pattern[str], text: str) -> str:
    """Return a text stretched but for the parts that a pattern keeps."""
    parts, end = [], 0
    for found in kept.finditer(text):
        parts += [_longer(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _longer(text[end:])])


def _longer(text: str) -> str:
    """Return words with accents, and with as many letters doubled as make them 40 % longer."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    extra = min(len(letters), round(len(text) * _GROWTH))
    doubled = {letters[index * len(letters) // extra] for index in range(extra)}
    return "".join(c * (1 + (place in doubled)) for place, c in enumerate(text)).translate(_ACCENTS)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
