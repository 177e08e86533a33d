"""One web page from a summary's document: for phones, e-mail and patient portals, without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.summary.nodes import Node


def write_page(document: Node, drawings: Mapping[str, str], rasters: Mapping[str, bytes]) -> str:
    """Return a whole web page.

    Args:
        document: The document of a summary.
        drawings: The SVG drawings that it names.
        rasters: The pictures of other kinds that it names.
    """
    raise NotImplementedError
