"""The composition root: everything is built here, once, and handed in.

The order of a start:

1. The platform is chosen (a screen if there is one) and Qt's application made.
2. Typeface, colors, words and notice are read.
3. The topic is opened: the one asked for, or the bundled one with a word about why.
4. The window is built around them and shown. Pages are read when they are shown.

Whatever fails on the way costs only itself: the window comes, and the notice with it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from viewer.content.errors import ContentError
from viewer.content.notice import notice_for
from viewer.content.topics import load_topic, open_topic
from viewer.content.translation import LANGUAGE_NAMES, read_translation
from viewer.desktop.shelf import Shelf
from viewer.desktop.window import DesktopWindow
from viewer.printing.service import system_printing
from viewer.settings import Settings, clinic_reviews, offered_languages, resources_folder, site_file, system_languages
from viewer.told import make_clinic, read_told
from viewer.ui.accessible import install_interfaces
from viewer.ui.picture import read_image
from viewer.ui.print_desk import PrintDesk, usual_folders
from viewer.ui.theme import Look, load_fonts, read_colors

if TYPE_CHECKING:
    import logging

    from viewer.content.changes import Stamp
    from viewer.content.clinic import Clinic
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.site import SiteReading
    from viewer.summary.making import SummaryMaker
    from viewer.ui.notice_frame import NoticeFrame

FRAME = 64
"""Height that a window's frame may take, in pixels."""


def run(settings: Settings, preview: Path | None = None) -> int:
    """Open the desktop window and stay until it is closed.

    Args:
        settings: How to start.
        preview: Where to draw the window when there is no display; ``None`` takes the temporary folder.

    Returns:
        The process's exit code.
    """
    # Qt's loop does not let Python see a Ctrl+C in the terminal: let it end the program at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application(offscreen=False)
    no_display = application.platformName() == "offscreen"
    screen = application.primaryScreen().availableSize()
    size = settings.size if no_display else _fitting(settings.size, screen)
    window = make_window(settings._replace(size=size))
    if no_display:
        import tempfile

        target = preview or Path(tempfile.gettempdir()) / "metastasis-viewer.png"
        failed = save_picture(window, target)
        if not failed:
            print(f"There is no display, so the window was drawn to a picture: {target}")
        return failed
    # A window as large as the screen would have its lower edge, and the notice on it, below that of the screen.
    if size[0] >= screen.width() or size[1] + FRAME > screen.height():
        window.showMaximized()
    else:
        window.show()
    QTimer.singleShot(0, settle)
    code = application.exec()
    wait_for_drawings()
    return code


def settle() -> None:
    """Let Python collect garbage again, now that the first frame is there."""
    import gc

    gc.freeze()
    gc.enable()


def wait_for_drawings() -> None:
    """Wait for what other threads still draw, make or hand to a printer: they must not outlive Qt."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join()


def draw(settings: Settings, target: Path) -> int:
    """Draw the window to a picture, without a display.

    Args:
        settings: How to start; ``size`` is the picture's.
        target: The PNG file to write.

    Returns:
        The process's exit code: 0, or 1 when the file cannot be written or the topic is refused.
    """
    make_application(offscreen=True)
    window = make_window(settings)
    failed = save_picture(window, target)
    # A window that shows something else than was asked for is no success to a script.
    return failed or int(not isinstance(window, DesktopWindow) or window.says_refusal)


def make_application(*, offscreen: bool) -> QApplication:
    """Return Qt's application, on a screen if there is one.

    Qt ends the process when the display that it was promised is dead; given a list of
    platforms it takes the next one instead.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        wayland = "wayland;" if os.environ.get("WAYLAND_DISPLAY") else ""
        os.environ["QT_QPA_PLATFORM"] = f"{wayland}xcb;offscreen"
        os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    application = QApplication([sys.argv[0]])
    application.setApplicationName("metastasis-viewer")
    application.setApplicationDisplayName("")
    application.setWindowIcon(program_icon())
    install_interfaces()
    return application


def program_icon() -> QIcon:
    """Return the program's icon in the sizes that desktops show; a missing file leaves that size out.

    The files are read at once. Qt would read them when the window is shown, while another thread reads the drawing:
    each would wait for the other for ever (see ``_READING`` in :mod:`viewer.ui.picture`).
    """
    icon = QIcon()
    for side in (16, 32, 48, 128):
        icon.addPixmap(QPixmap(str(resources_folder() / "icons" / f"metastasis-viewer-{side}.png")))
    return icon


def _log() -> logging.Logger:
    """Return this module's log; logging is imported when there is something to say."""
    import logging

    return logging.getLogger(__name__)


def make_window(settings: Settings) -> NoticeFrame:
    """Return the window for the settings, not yet shown."""
    resources = resources_folder()
    load_fonts(resources / "fonts")
    look = Look(
        theme=settings.theme,
        colors=read_colors(resources / "theme", settings.theme),
        text_size=settings.text_size,
        motion=settings.motion,
    )
    told = read_site_settings(settings.site)
    clinic = make_clinic(told, resources / "helplines.toml")
    shelf = Shelf(
        notice=lambda language: notice_for(resources / "notice", language),
        translation=lambda language: read_translation(resources / "locale", language),
        colors=lambda theme: read_colors(resources / "theme", theme),
        language_name=lambda language: (
            LANGUAGE_NAMES.get(language) or QLocale(language).nativeLanguageName() or language
        ),
        clinic=clinic,
        languages=told.site.languages if told else (),
        desk=PrintDesk(
            maker=lambda topic: _summary_maker(topic, clinic),
            service=lambda: system_printing(sys.platform, read_image),
            folders=usual_folders,
            paper=told.site.paper if told else "",
        ),
    )
    seen = _look_at(settings.topic)
    reviews = clinic_reviews(settings.site or site_file(sys.platform, os.environ)) if told else None
    topic, refused = choose_topic(settings.topic, resources / "topics" / "metastasis", reviews)
    if topic is None:
        return _window_without_topic(shelf, look, settings)
    for problem in told.unknown_languages(topic.languages) if told else ():
        _log().warning("A language is not offered. %s", problem)
    language = choose_language(settings.language, topic, shelf.languages)
    page = choose_page(settings.page, topic)
    try:
        window = DesktopWindow(topic, shelf, language, look, page, settings.size)
    except Exception as error:
        _log().error("The topic cannot be shown. %s: %s", type(error).__name__, error)
        return _window_without_topic(shelf, look, settings)
    if refused is not None:
        say_refusal(window, refused, shelf.translation(language))
    if settings.topic is not None:
        follow_topic(window, settings, seen, shown=refused is None)
    return window


def _summary_maker(topic: Topic, clinic: Clinic) -> SummaryMaker:
    """Return what makes summaries; none of it is loaded before somebody wants to print or save."""
    from viewer.summaries import maker_for

    return maker_for(topic, clinic)


def read_site_settings(wanted: Path | None) -> SiteReading | None:
    """Read what the clinic has told, and log each field that is lost; ``None`` where this machine has no such file."""
    told = read_told(wanted)
    if told is not None:
        for problem in told.problems:
            _log().warning("A setting of the clinic is not used. %s", problem)
        # Writing can wait until the window is there.
        QTimer.singleShot(0, told.keep)
    return told


def _look_at(topic: Path | None) -> Stamp:
    """Return what a topic looks like from outside before it is read; the bundled one is not looked at."""
    if topic is None:
        return frozenset()
    from viewer.content.changes import stamp

    return stamp(topic)


def follow_topic(window: DesktopWindow, settings: Settings, seen: Stamp, *, shown: bool) -> None:
    """Let a window show what is saved in the topic that was asked for, while somebody writes it.

    Args:
        window: The window.
        settings: How the program started.
        seen: What the topic looked like from outside before it was read.
        shown: Whether the window shows it; else it was refused, and is shown when it has been mended.
    """
    from viewer.desktop.follower import Follower

    if settings.topic is None:
        return

    def begin(topic: Topic) -> None:
        window.show_topic(topic, choose_language(settings.language, topic), choose_page(settings.page, topic))

    Follower(window, settings.topic, seen, begin, shown=shown)


def choose_topic(
    wanted: Path | None, bundled: Path, reviews: Path | None = None
) -> tuple[Topic | None, ContentError | None]:
    """Return the topic to show, and why the one asked for is not it.

    Args:
        wanted: The topic asked for; it is taken whole or refused. ``None`` asks for the bundled one.
        bundled: The bundled topic's folder.
        reviews: The clinic's own file of reviews; it need not be there.
    """
    refused = None
    if wanted is not None:
        try:
            return load_topic(wanted, reviews), None
        except ContentError as error:
            refused = error
            for problem in error.problems:
                _log().error("%s: %s", wanted, problem)
    try:
        return open_topic(bundled, reviews), refused
    except ContentError as error:
        for problem in error.problems:
            _log().error("%s: %s", bundled, problem)
        return None, refused


def choose_language(wanted: str | None, topic: Topic, offered: tuple[str, ...] = ()) -> str:
    """Return the language to show a topic in: the one asked for, else the system's, else the first that is offered.

    Args:
        wanted: The language asked for; any of the topic's will do.
        topic: The topic.
        offered: The languages that the clinic offers; empty for all of the topic's.
    """
    languages = offered_languages(topic.languages, offered)
    if wanted in topic.languages:
        return str(wanted)
    for language in [] if wanted else system_languages(dict(os.environ)):
        if language in languages:
            return language
    if wanted:
        _log().warning("The topic has no language %s; it is shown in %s", wanted, languages[0])
    return languages[0]


def choose_page(wanted: str | None, topic: Topic) -> str:
    """Return the page to open: the one asked for, else the topic's first."""
    if wanted in [entry.id for entry in topic.pages]:
        return str(wanted)
    if wanted is not None:
        _log().warning("The topic has no page %s; it opens on %s", wanted, topic.pages[0].id)
    return topic.pages[0].id


def say_refusal(window: DesktopWindow, refused: ContentError, translation: Translation) -> None:
    """Say in the window that another topic is shown than the one asked for, and why."""
    from viewer.desktop.refusal import say_other_topic

    say_other_topic(window, refused.problems, translation)


def _window_without_topic(shelf: Shelf, look: Look, settings: Settings) -> NoticeFrame:
    """Return a window that says that there is nothing to show; the notice stands below all the same."""
    from viewer.ui.header import WrappedLabel
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.theme import palette

    language = settings.language or "en"
    _ = shelf.translation(language).gettext
    # Translators: the only words in the window, when nothing else can be shown.
    words = _("The pages cannot be shown right now. Please ask your care team for this information.")
    body = WrappedLabel(words, look, 1.2, "ink")
    window = NoticeFrame(shelf.notice(language), body, em=look.em, least=look.body)
    window.setPalette(palette(look.colors))
    window.resize(*settings.size)
    return window


def _fitting(size: tuple[int, int], screen: QSize) -> tuple[int, int]:
    """Return a window's size in pixels, no larger than the screen."""
    return min(size[0], screen.width()), min(size[1], screen.height())


def save_picture(window: NoticeFrame, target: Path) -> int:
    """Draw a window to a PNG file; nothing but the whole file is left behind.

    Args:
        window: The window.
        target: The file.

    Returns:
        0, or 1 after a line about why the file cannot be written.
    """
    window.show()
    QApplication.processEvents()
    image = window.grab().toImage()
    wait_for_drawings()
    if not target.name or (target.exists() and not target.is_file()):
        print(f"metastasis-viewer: {target}: this is no file; expected the name of a PNG file", file=sys.stderr)
        return 1
    part = target.with_name(f".{target.name}.part.png")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(part)):
            message = "the picture cannot be written there"
            raise OSError(message)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        print(f"metastasis-viewer: {target}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0
