"""Makes PDF pages and pictures of pages from a document, with typst. The only part that knows it."""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.summary.nodes import Node

STANDARD: Final = "ua-1"
"""PDF/UA-1: a PDF that screen readers can read."""


class PressError(Exception):
    """A summary cannot be made; the message says why, for staff."""


class Press:
    """Turns documents into pages.

    Args:
        templates: The folder ``resources/summary``.
        fonts: The folder of the bundled typeface.
        more_fonts: A topic's own fonts by their names, behind the bundled one.
    """

    def __init__(self, templates: Path, fonts: Path, more_fonts: Mapping[str, bytes]) -> None:
        self._templates = templates
        paths = [fonts]
        if more_fonts:
            # typst reads fonts from files only, and as late as it needs them.
            folder = Path(tempfile.mkdtemp(prefix="metastasis-viewer-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            for number, (name, data) in enumerate(more_fonts.items()):
                (folder / f"{number}{Path(name).suffix}").write_bytes(data)
            paths.append(folder)
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in paths]
        )

    def families(self, first: str) -> list[str]:
        """Return the typefaces that there are, the one named first."""
        return [first, *(family for family in self._fonts.families() if family != first)]

    def pdf(self, document: Node, drawings: Mapping[str, str], rasters: Mapping[str, bytes]) -> bytes:
        """Return a document as a tagged PDF.

        Args:
            document: The document.
            drawings: The SVG drawings that it names.
            rasters: The pictures of other kinds that it names.

        Raises:
            PressError: It cannot be made, or not without loss.
        """
        return self._compile(document, drawings, rasters, dots=None)[0]

    def pages(
        self, document: Node, drawings: Mapping[str, str], rasters: Mapping[str, bytes], dots: float
    ) -> list[bytes]:
        """Return each page of a document as a PNG picture; the arguments are those of :meth:`pdf`.

        Args:
            document: The document.
            drawings: The SVG drawings that it names.
            rasters: The pictures of other kinds that it names.
            dots: Dots to the inch.

        Raises:
            PressError: It cannot be made, or not without loss.
        """
        return self._compile(document, drawings, rasters, dots=dots)

    def _compile(
        self, document: Node, drawings: Mapping[str, str], rasters: Mapping[str, bytes], *, dots: float | None
    ) -> list[bytes]:
        """Run typst; a warning counts as a failure, since it tells of a missing face or character.

        Args:
            document: The document.
            drawings: The SVG drawings that it names.
            rasters: The pictures of other kinds that it names.
            dots: Dots to the inch for a picture of each page; ``None`` for a PDF.
        """
        # One input alone: typst's wheel hands several over in an order of chance, and sets each order from nothing.
        listed = {name: list(data) for name, data in rasters.items()}
        everything = {"document": document, "drawings": drawings, "rasters": listed}
        inputs = {"all": json.dumps(everything, ensure_ascii=False, separators=(",", ":"))}
        try:
            made, warnings = typst.compile_with_warnings(
                str(self._templates / f"{document['edition']}.typ"),
                root=str(self._templates),
                font_paths=self._fonts,
                sys_inputs=inputs,
                format="pdf" if dots is None else "png",
                ppi=dots,
                pdf_standards=STANDARD if dots is None else None,
            )
        except (typst.TypstError, RuntimeError) as error:
            raise PressError(f"the summary cannot be set: {error}") from error
        if warnings:
            raise PressError(f"the summary cannot be set without loss: {warnings[0]}")
        return [bytes(page) for page in (made if isinstance(made, list) else [made])]
