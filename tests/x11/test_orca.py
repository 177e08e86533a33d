"""Orca, Debian's screen reader, before the program: what it says stands in its own log."""

from __future__ import annotations

import re
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.x11.reading import SLOW, accessibility_bus, need_bus, onto_the_bus
from tests.x11.screen import DEADLINE, need, until, visit
from viewer.content.blocks import Heading, Paragraph, plain_text, walk
from viewer.content.notice import notice_for
from viewer.settings import resources_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.x11.screen import Visitor

pytestmark = pytest.mark.x11

SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?=\s*voice=|\s*\{|\s*\n|\s*$)", re.DOTALL)


class Orca:
    """What Orca has said.

    Args:
        log: Its log.
    """

    def __init__(self, log: Path) -> None:
        self._log = log

    def said(self) -> str:
        """Return all that was said so far, with single spaces."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return " ".join(" ".join(SPOKEN.findall(text)).split())

    def says(self, words: str) -> None:
        """Wait until words are said."""
        wanted = " ".join(words.split())
        until(lambda: wanted in self.said(), f"Orca says {wanted!r}; it said: {self.said()[-600:]}")


@contextmanager
def orca(environment: dict[str, str], folder: Path) -> Iterator[Orca]:
    """Run Orca; without a speech server, which hangs where there is no sound, it still logs each word."""
    log = folder / "orca.log"
    settings = folder / ".local" / "share" / "orca" / "orca-customizations.py"
    settings.parent.mkdir(parents=True)
    settings.write_text("from orca import debug\ndebug.debugFile.reconfigure(line_buffering=True)\n")
    environment = environment | {"SPEECHD_CMD": "/bin/false", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    with (folder / "orca").open("w") as errors:
        command = ["orca", "--debug-file", str(log)]
        process = subprocess.Popen(command, env=environment, stdout=errors, stderr=errors)
        try:
            heard = Orca(log)
            heard.says("Screen reader on.")
            yield heard
        finally:
            process.kill()
            process.wait(DEADLINE)


@pytest.fixture
def listening(qapp: object, tmp_path: Path) -> Iterator[tuple[Visitor, Orca]]:
    """Somebody before the program who hears Orca, which was started first."""
    need_bus()
    need("orca")
    with (
        accessibility_bus(tmp_path) as environment,
        orca(environment, tmp_path) as heard,
        visit(tmp_path, *onto_the_bus(environment), noise=SLOW) as visitor,
    ):
        yield visitor, heard


def test_orca_says_title_notice_paragraphs_and_picture(listening: tuple[Visitor, Orca]) -> None:
    visitor, heard = listening
    first = visitor.topic.page(visitor.topic.pages[0].id, "en")
    heard.says(f"{first.title} – {visitor.topic.title('en')}")
    notice = notice_for(resources_folder() / "notice", "en").text
    heard.says(notice)
    visitor.press("alt+2")
    heard.says("Step 2 of 5, Entering a vessel")
    visitor.press("F7")
    heard.says("Text cursor on. The arrow keys move it.")
    page = visitor.topic.page(visitor.topic.steps[1], "en")
    visitor.press("KP_Add")  # Orca's key for reading all
    for block in walk(page.sections):
        if isinstance(block, (Heading, Paragraph)):
            heard.says(plain_text(block.children))
    goes_to_the_picture(visitor, heard, page.picture)
    assert heard.said().count(notice) == 1


def goes_to_the_picture(visitor: Visitor, heard: Orca, picture: str) -> None:
    """Move the text cursor from the beginning of the page to its picture."""
    visitor.press("ctrl+Home")
    for _ in range(20):
        before = heard.said()
        visitor.press("Down")
        until(lambda before=before: heard.said() != before, "Orca follows the text cursor")
        if picture in heard.said():
            break
    heard.says(picture)


def test_orca_says_a_word_and_its_meaning(listening: tuple[Visitor, Orca]) -> None:
    visitor, heard = listening
    heard.says(visitor.topic.title("en"))
    visitor.press("Tab")
    heard.says(", link")
    link = re.findall(r"(?:^| )([^.]*?), link", heard.said())[-1]
    visitor.press("Return")
    heard.says("Close push button.")
    meanings = [plain_text(word.meaning) for word in visitor.topic.words("en").values()]
    until(lambda: any(meaning in heard.said() for meaning in meanings), f"Orca says what {link!r} means")
