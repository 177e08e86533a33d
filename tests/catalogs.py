"""The interface's words for translators: collects them from the program, and brings every language up to date.

``make locale`` (``python -m tests.catalogs``) collects the messages of ``viewer/`` with their notes, and for each
language in ``resources/locale`` brings the ``.po`` file in line with them and compiles the ``.mo`` file beside it.
``make locale ARGS=fr`` begins a new language. ``tests/test_catalogs.py`` fails when that has not been done, or when a
message has no good translation.

The compiled file is kept in git: so the program runs from a checkout without anything being built, and a start in
Spanish costs the reading of one small file that the standard library understands.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "metastasis-viewer"
NOTE = "Translators:"
"""How a comment begins that is a note for translators."""

HEADER = """\
# The words of Metastasis Viewer's buttons and sentences.
# Each message comes with a note about where it stands. Words in {braces} are filled in: keep them as they are.
# After a change run "make locale"; how to translate is told in CONTRIBUTING.md."""


def collect(folder: Path) -> Catalog:
    """Return the messages of all Python files below a folder, with their notes.

    A note holds for the message below it, and for those that follow line by line.

    Args:
        folder: The folder, such as ``viewer/``.
    """
    found = Catalog(project="Metastasis Viewer", charset="utf-8")
    before: tuple[str, int, list[str]] = ("", 0, [])
    methods = [("**.py", "python")]
    for name, line, message, notes, _context in extract_from_dir(
        folder, methods, comment_tags=[NOTE], strip_comment_tags=True
    ):
        said = [" ".join(notes)] if notes else []
        if not said and before[0] == name and line - before[1] <= 1:
            said = before[2]
        before = (name, line, said)
        found.add(message, locations=[(f"{folder.name}/{Path(name).as_posix()}", line)], auto_comments=said)
    return found


def read(path: Path) -> Catalog:
    """Return a catalog from its ``.po`` file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=DOMAIN)


def fields(text: str) -> list[str]:
    """Return the names that a message fills in, sorted, as in ``["count", "number"]``."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def problems(known: Catalog, translated: Catalog) -> Iterator[str]:
    """Yield what keeps a translation from being shipped.

    Args:
        known: The program's messages, as :func:`collect` gives them.
        translated: The catalog of a language.
    """
    wanted = {message.id: message for message in known if message.id}
    have = {message.id: message for message in translated if message.id}
    yield from (f"missing: {each!r}" for each in wanted if each not in have)
    yield from (f"the program no longer says: {each!r}" for each in have if each not in wanted)
    yield from (f"the program no longer says: {each!r}" for each in translated.obsolete)
    for each, message in have.items():
        fault = _fault(message)
        if fault:
            yield f"{fault}: {each!r}"
        if each in wanted and wanted[each].auto_comments != message.auto_comments:
            yield f"another note in the program: {each!r}"


def _fault(message: Message) -> str:
    """Return what is wrong with one translated message, or nothing."""
    said, given = str(message.id), str(message.string)
    if not given.strip():
        return "not translated"
    if message.fuzzy:
        return "fuzzy, look at it"
    try:
        same = fields(given) == fields(said)
    except ValueError:
        same = False
    if not same:
        return "other {fields}"
    if (said[:1].isspace(), said[-1:].isspace()) != (given[:1].isspace(), given[-1:].isspace()):
        return "other blanks at the ends"
    return ""


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as a ``.mo`` file."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def meanings(data: bytes) -> dict[str, str]:
    """Return the messages of a ``.mo`` file and what they mean, but for its head, which names the tool."""
    return {str(message.id): str(message.string) for message in read_mo(io.BytesIO(data)) if message.id}


def update(path: Path, known: Catalog) -> list[str]:
    """Bring a language's two files in line with the program.

    Args:
        path: The ``.po`` file; begun when it is not there.
        known: The program's messages.

    Returns:
        What a translator has to do.
    """
    catalog = read(path) if path.exists() else _begun(path.parent.parent.name)
    catalog.update(known, update_creation_date=False)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Without the numbers of lines: they would change with every change of the program.
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return list(problems(known, read(path)))


def _begun(language: str) -> Catalog:
    """Return the catalog of a new language, with nothing translated."""
    return Catalog(
        language,
        DOMAIN,
        header_comment=HEADER,
        project="Metastasis Viewer",
        version="1.0",
        last_translator="The Metastasis Viewer authors",
        language_team=language,
        msgid_bugs_address="see CONTRIBUTING.md",
        revision_date=datetime.now(UTC),
        charset="utf-8",
        fuzzy=False,
    )


def main(new: Sequence[str]) -> int:
    """Bring all languages up to date, new ones among them; return 1 when a translator has to do something."""
    known = collect(ROOT / "viewer")
    languages = {path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")} | set(new)
    left = 0
    for language in sorted(languages):
        path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        for problem in update(path, known):
            left += 1
            print(f"{path.relative_to(ROOT)}: {problem}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
