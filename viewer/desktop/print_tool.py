"""Opens the panel for printing and saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.settings import offered_languages

if TYPE_CHECKING:
    from viewer.desktop.window import DesktopWindow


def toggle_print(window: DesktopWindow) -> None:
    """Open the panel for printing and saving, or close it."""
    from viewer.ui.print_panel import PrintPanel

    if isinstance(window.view.panel, PrintPanel):
        window.view.close_panel()
    else:
        open_print(window)


def open_print(window: DesktopWindow, deed: str = "") -> None:
    """Open the panel for printing and saving, unless it is open.

    Args:
        window: The window.
        deed: What gets the focus: ``"print"``, the button that prints, or ``"save"``, the name of the file.
    """
    from viewer.ui.print_desk import PrintSubject
    from viewer.ui.print_panel import PrintPanel

    desk, view = window.shelf.desk, window.view
    if desk is None:
        return
    if not isinstance(view.panel, PrintPanel):
        offered = offered_languages(view.topic.languages, window.shelf.languages)
        languages = tuple((code, window.shelf.language_name(code)) for code in offered)
        subject = PrintSubject(view.topic, view.page_id, window.language, languages, window.questions)
        panel = PrintPanel(desk, subject, window.translation, window.look)
        panel.said.connect(view.reader.say)
        panel.closed.connect(view.close_panel)
        view.open_panel(panel)
    if deed and isinstance(view.panel, PrintPanel):
        view.panel.focus_on(deed)
