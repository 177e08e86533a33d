"""The part of Python-Markdown that pages are written in; all else is off, because the blocks cannot say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.blockprocessors import build_block_parser
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    ESCAPE_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    DelimiterProcessor,
    EscapeInlineProcessor,
    ImageInlineProcessor,
    LinkInlineProcessor,
)
from markdown.treeprocessors import build_treeprocessors
from markdown.util import Registry

if TYPE_CHECKING:
    from typing import Self
    from xml.etree.ElementTree import Element

    from markdown.inlinepatterns import Pattern


class Dialect(Markdown):
    """A parser for headings, paragraphs, lists, call-outs and tables with links, pictures, strong and emphasis."""

    def __init__(self) -> None:
        super().__init__(extensions=[TableExtension()])

    def build_parser(self) -> Self:
        """Build the parser; the many patterns that are left out would take a millisecond to compile."""
        self.preprocessors, self.postprocessors = Registry(), Registry()
        self.parser = build_block_parser(self)
        self.inlinePatterns = self._inline_patterns()
        self.treeprocessors = build_treeprocessors(self)
        for name in ("setextheader", "hr", "reference"):
            self.parser.blockprocessors.deregister(name, strict=False)
        self.treeprocessors.deregister("prettify", strict=False)
        return self

    def _inline_patterns(self) -> Registry[Pattern]:
        """Return what is looked for in a line, in Python-Markdown's own order."""
        patterns: Registry[Pattern] = Registry()
        patterns.register(EscapeInlineProcessor(ESCAPE_RE, self), "escape", 180)
        patterns.register(LinkInlineProcessor(LINK_RE, self), "link", 160)
        patterns.register(ImageInlineProcessor(IMAGE_LINK_RE, self), "image_link", 150)
        delimiters = DelimiterProcessor("*", "strong,em", self)
        delimiters.add("_", "strong,em", smart=True)
        patterns.register(delimiters, "em_strong", 60)
        return patterns

    def tree(self, lines: list[str]) -> Element:
        """Return the tree of a text's lines."""
        root = self.parser.parseDocument([*lines, "", ""]).getroot()
        assert root is not None, "Python-Markdown makes a tree of anything"
        for processor in self.treeprocessors:
            processor.run(root)
        return root
