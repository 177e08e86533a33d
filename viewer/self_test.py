"""The command ``self-test``: does this installation have all its parts, and do they work together?

It opens the window where nobody sees it, walks through all pages in all languages, looks whether the notice stands,
and writes a summary into a temporary folder. What it finds wrong it says in a line each.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from viewer.bundled import bundle_folder, left_over
from viewer.content.errors import ContentError
from viewer.summary.order import Order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.desktop.window import DesktopWindow
    from viewer.summary.making import SummaryMaker


def find_faults(window: DesktopWindow, maker: SummaryMaker) -> Iterator[str]:
    """Yield what does not work, a line each.

    Args:
        window: A window of the bundled topic, shown.
        maker: Makes its summaries.
    """
    for name in left_over(os.environ, bundle_folder()):
        yield f"{name}: other programs that this one starts would be given the bundle's own libraries"
    topic = window.view.topic
    for language in topic.languages:
        if language != window.language:
            window.show_language(language)
        for entry in topic.pages:
            window.view.choose(entry.id)
            QApplication.processEvents()
            yield from (f"page {entry.id} ({language}): {fault}" for fault in _page_faults(window))
        yield from (f"summary ({language}): {fault}" for fault in _summary_faults(maker, language))


def _page_faults(window: DesktopWindow) -> Iterator[str]:
    """Yield what is wrong with the page that is shown."""
    try:
        title = window.view.topic.page(window.view.page_id, window.language).title
        if title not in window.view.parts.explanation.toPlainText():
            yield "its text is not shown"
    except ContentError as error:
        yield str(error)
    label = window.label
    if label.notice.language != window.language:
        yield "the notice is in another language"
    middle = label.mapTo(window, QPoint(label.width() // 2, label.height() // 2))
    if not label.isVisible() or window.childAt(middle) is not label:
        yield "the notice is not in sight"


def _summary_faults(maker: SummaryMaker, language: str) -> Iterator[str]:
    """Yield what goes wrong when a summary is written."""
    from viewer.content.writing import write_whole

    with tempfile.TemporaryDirectory(prefix="metastasis-viewer-") as folder:
        path = Path(folder, "summary.pdf")
        try:
            write_whole(path, maker.pdf(Order(language)))
        except Exception as error:
            yield f"{type(error).__name__}: {error}"
            return
        if not path.read_bytes().startswith(b"%PDF-"):
            yield "it is no PDF"
