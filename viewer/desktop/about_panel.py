"""About the program: what it is for, its versions, the state of the review, the clinic, the licences."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from viewer.content.blocks import Strong, Text
from viewer.content.review_summary import review_summary
from viewer.ui.page_html import inline_html
from viewer.ui.panels import TextPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.desktop.window import DesktopWindow

LICENCES = (
    ("PySide6-Essentials, shiboken6, Qt", "GNU LGPL 3"),
    ("Markdown", "BSD-3-Clause"),
    ("typst", "Apache 2.0"),
    ("segno", "BSD-3-Clause"),
    ("tqdm", "MPL 2.0, MIT"),
    ("sdnotify", "MIT"),
    ("prometheus-client", "Apache 2.0, BSD-2-Clause"),
    ("Python", "PSF 2"),
)
"""What the program is built with, by the names of the packages, and under which licences these say they are."""


class AboutPanel(TextPanel):
    """What is to be told about the program.

    Args:
        window: The window whose program, topic and clinic it tells of.
    """

    def __init__(self, window: DesktopWindow) -> None:
        super().__init__(window.translation, window.look)
        self.setObjectName("about")
        _ = window.translation.gettext
        # Translators: heading of a panel: what the program is for, versions, licences.
        self.show_text(_("About this program"), [], "".join(self._part(*part) for part in about_parts(window)))

    def _part(self, name: str, sentences: Sequence[str]) -> str:
        words = (Strong((Text(f"{name}:"),)), Text(f" {' '.join(sentences)}"))
        return f"<p{self.direction}>{inline_html(words)}</p>"


def about_parts(window: DesktopWindow) -> list[tuple[str, list[str]]]:
    """Return what is to be told about a window's program, topic and clinic: names, each with sentences."""
    _ = window.translation.gettext
    topic, told = window.view.topic, window.shelf.clinic.words
    parts = [
        (
            # Translators: a name before sentences in "About".
            _("Intended use"),
            [
                # Translators: what the program is for, in "About".
                _("General education for patients and the people around them."),
                _("It is not a medical device. It gives no personal advice and asks nothing about you."),
            ],
        ),
        (
            # Translators: a name before sentences in "About".
            _("Versions"),
            [
                # Translators: "Text" is what the pages say; {title} is the name of the topic.
                _("Text: {title}, version {version}, {date}.").format(
                    title=topic.title(window.language),
                    version=topic.version,
                    date=window.translation.date(topic.date),
                ),
                # Translators: the version of the program and of what it runs on.
                _("Program: {program}, with Qt {qt} and Python {python}.").format(
                    program=window.shelf.version, qt=qVersion(), python=platform.python_version()
                ),
            ],
        ),
        # Translators: a name before sentences in "About": what clinicians have reviewed.
        (_("Review"), review_summary(topic, window.translation)),
    ]
    clinic = [f"{told['name']}."] if "name" in told else []
    if "feedback" in told:
        # Translators: {address} is a web address.
        clinic.append(_("Tell them what you think of these pages: {address}").format(address=told["feedback"]))
    if clinic:
        # Translators: a name before sentences in "About": the clinic's name, and where to write to.
        parts.append((_("Your clinic"), clinic))
    # Translators: a name before sentences in "About".
    parts.append((_("Licenses"), _licences(window)))
    return parts


def _licences(window: DesktopWindow) -> list[str]:
    """Return under which licences what belongs to whom is, and where their texts are."""
    _ = window.translation.gettext
    others = ", ".join(f"{what} ({licence})" for what, licence in LICENCES)
    return [
        # Translators: the names of licenses are not translated.
        _("The program, its pages and its pictures: MIT."),
        # Translators: Atkinson Hyperlegible Next is a name; so is that of the license.
        _("Typeface Atkinson Hyperlegible Next: SIL Open Font License 1.1."),
        # Translators: {list} names programs, each with its license.
        _("Built with: {list}.").format(list=others),
        # Translators: LICENSE and OFL.txt are the names of files.
        _("Their texts come with the program (LICENSE, OFL.txt) and with each of the others."),
        # Translators: the program can come as a folder that runs by itself; "licences" is the name of a folder in it.
        _(
            "As a folder that runs by itself, it also holds PyInstaller (GNU GPL 2, with an exception for what is "
            "built with it) and libraries of the system. All texts are there, in the folder licences."
        ),
    ]


def open_about(window: DesktopWindow) -> None:
    """Open what is to be told about a window's program, or close it."""
    if isinstance(window.view.panel, AboutPanel):
        window.view.close_panel()
        return
    panel = AboutPanel(window)
    panel.closed.connect(window.view.close_panel)
    window.view.open_panel(panel)
