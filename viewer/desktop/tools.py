"""The desktop's tools: what the buttons at the top of the window and in its menu say and do.

A tool is declared here once. The header shows those that have room, the menu shows all.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from viewer.desktop.print_tool import toggle_print
from viewer.settings import offered_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.desktop.window import DesktopWindow


class Tool(NamedTuple):
    """Something that the reader can do at any time.

    Attributes:
        name: The name of its button, as in ``"larger-text"``.
        words: What its button says.
        act: Does it.
        group: The heading under which it stands in the menu.
        rank: How soon it leaves a header that is too short, the highest first; 0 never leaves it.
        possible: Whether it can be done now.
        repeats: Whether people do it several times in a row, so that the menu stays open.
        in_header: Whether the header shows it, too, where there is room.
    """

    name: str
    words: str
    act: Callable[[], None]
    group: str
    rank: int = 0
    possible: Callable[[], bool] = lambda: True
    repeats: bool = False
    in_header: bool = True


MENU = "menu"
"""The name of the tool that opens the menu; the menu itself leaves it out."""


def desktop_tools(window: DesktopWindow) -> tuple[Tool, ...]:
    """Return a window's tools in its language, in the order in which they stand."""
    _ = window.translation.gettext
    # Translators: headings over groups of buttons in the menu.
    reading, looks, language = _("Reading"), _("How it looks"), _("Language")
    # Translators: a button at the top of the window: it leads to the place that was left last.
    back = Tool("back", _("Back"), window.go_back, reading, 6, lambda: window.view.can_go_back)
    # Translators: a button of the menu: it leads to the place that "Back" was pressed at.
    forward = Tool("forward", _("Forward"), window.go_forward, reading, 20, lambda: window.view.way.trail.leads_on)
    # Translators: heading over the search, and the button that opens it.
    find = Tool("find-button", _("Find"), window.open_find, reading, 4)
    # Translators: a button at the top of the window: the page is read aloud.
    listen = Tool("listen", _("Listen"), window.listen.use, reading, 5)
    # Translators: a button at the top of the window, and the heading of what it opens: the reader's list of questions.
    mine = Tool("questions-button", _("My questions"), window.open_questions, reading, 7)
    # Translators: buttons at the top of the window; short words.
    smaller_words, larger_words = _("Smaller text"), _("Larger text")
    smaller = Tool(
        "smaller-text", smaller_words, partial(window.change_text_size, -1), looks, 9, window.can_shrink, repeats=True
    )
    larger = Tool(
        "larger-text", larger_words, partial(window.change_text_size, 1), looks, 0, window.can_grow, repeats=True
    )
    display = Tool("display-button", _("Display"), window.open_display, looks, 8)
    # Translators: headings and buttons of the menu: on paper, or as a file.
    printing = Tool("print", _("Print or save"), partial(toggle_print, window), _("To take home"), 7)
    paper = [printing] if window.shelf.desk else []
    # Translators: a button at the top of the window that opens the choice of all that can be done.
    menu = Tool(MENU, _("Menu"), window.open_menu, "")
    # Translators: a heading over groups of buttons in the menu, and what stands under it: versions, licences and such.
    about = Tool("about", _("About"), partial(open_about, window), _("Help"), in_header=False)
    reading_tools = (back, forward, find, listen, mine)
    return (*reading_tools, smaller, larger, display, *paper, menu, *_languages(window, language), about)


def open_about(window: DesktopWindow) -> None:
    """Open what is to be told about the program, or close it; nothing of it is loaded before."""
    from viewer.desktop import about_panel

    about_panel.open_about(window)


def _languages(window: DesktopWindow, group: str) -> list[Tool]:
    """Return a tool for each other language, named in that language."""
    return [
        Tool(f"language-{code}", window.shelf.language_name(code), partial(window.show_language, code), group, rank)
        for rank, code in enumerate(offered_languages(window.view.topic.languages, window.shelf.languages), 1)
        if code != window.language
    ]
