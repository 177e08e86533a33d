"""The composition root: everything is built here, once, and handed in.

The order of a start:

1. The platform is chosen (a screen if there is one) and Qt's application made.
2. The topic is opened: the one asked for, or the bundled one with a word about why.
3. Another thread begins to draw its picture. Only now are the widgets imported: most of a start goes there.
4. The window is built around typeface, colors, words and notice, and shown. Pages are read when they are shown.

Whatever fails on the way costs only itself: the window comes, and the notice with it.
"""

from __future__ import annotations

import builtins
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication

from viewer import __version__
from viewer.content.errors import ContentError
from viewer.content.notice import notice_for
from viewer.content.ready import read_ready
from viewer.content.topics import load_topic, open_topic
from viewer.content.translation import LANGUAGE_NAMES, read_translation
from viewer.settings import (
    Settings,
    clinic_reviews,
    closest_language,
    kept_file,
    offered_languages,
    resources_folder,
    site_file,
    system_languages,
)
from viewer.told import make_clinic, read_told
from viewer.ui.picture import Picture
from viewer.ui.theme import Look, load_fonts, read_colors

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon, QImage

    from viewer.content.changes import Stamp
    from viewer.content.clinic import Clinic
    from viewer.content.notice import Notice
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.desktop.recall import Recall
    from viewer.desktop.shelf import Shelf
    from viewer.desktop.window import DesktopWindow
    from viewer.printing.service import PrintService
    from viewer.site import SiteReading
    from viewer.summary.making import SummaryMaker
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.print_desk import PrintDesk

SETTLED = 50
"""How long after the window was shown what can wait is done, in milliseconds: the first frame comes first."""

FIRST_PICTURE = {"en": (645, 505), "es": (615, 481)}
"""Size of the picture in a window of 1280x800 at 100 %, in pixels, by language; see :func:`begin_picture`."""

WIDE = 0.9
"""From this part of the screen's width on a window that is too tall fills the screen; a narrower one stays so."""

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
    import_plainly()
    application = make_application(offscreen=False)
    no_display = application.platformName() == "offscreen"
    screen = application.primaryScreen().availableSize()
    if no_display:
        window = make_window(settings)
    else:
        window = make_window(settings, kept=kept_file(sys.platform, os.environ), room=screen)
    from viewer.ui.accessible import install_interfaces

    install_interfaces()
    if no_display:
        import tempfile

        target = preview or Path(tempfile.gettempdir()) / "metastasis-viewer.png"
        failed = save_picture(window, target)
        if not failed:
            print(f"There is no display, so the window was drawn to a picture: {target}")
        return failed
    # A window as large as the screen would have its lower edge, and the notice on it, below that of the screen.
    tall = window.height() + FRAME > screen.height()
    if window.width() >= screen.width() or (tall and window.width() > WIDE * screen.width()):
        window.showMaximized()
    else:
        if tall:
            window.resize(window.width(), screen.height() - FRAME)
        window.show()
    QTimer.singleShot(SETTLED, lambda: settle(application))
    code = application.exec()
    wait_for_drawings()
    return code


def import_plainly() -> None:
    """Let Python import the rest by itself.

    PySide6 has put its own import in front of Python's. It reads the source of each module, to see whether that module
    asks for one of PySide6's "features" (other spellings of Qt's names). Ours ask for none.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def settle(application: QApplication) -> None:
    """Do what the first frame did not need: give the window its icon, let garbage be collected again."""
    import gc

    application.setWindowIcon(program_icon())
    gc.freeze()
    from viewer.ui.garbage import collect_here

    collect_here(application)


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
    from viewer.desktop.window import DesktopWindow

    # A window that shows something else than was asked for is no success to a script.
    return failed or int(not isinstance(window, DesktopWindow) or window.says_refusal)


def self_test() -> int:
    """Try this installation's parts where nobody sees it, and say what does not work.

    Returns:
        The process's exit code: 0 when all works.
    """
    from viewer.desktop.window import DesktopWindow
    from viewer.self_test import find_faults
    from viewer.summaries import maker_for

    make_application(offscreen=True)
    window = make_window(Settings(motion=False))
    if not isinstance(window, DesktopWindow):
        print("metastasis-viewer self-test: the bundled topic cannot be shown", file=sys.stderr)
        return 1
    window.show()
    QApplication.processEvents()
    faults = list(find_faults(window, maker_for(window.view.topic)))
    wait_for_drawings()
    for fault in faults:
        print(f"metastasis-viewer self-test: {fault}", file=sys.stderr)
    pages, languages = len(window.view.topic.pages), len(window.view.topic.languages)
    print(f"self-test: {pages} pages in {languages} languages, {len(faults)} faults")
    return int(bool(faults))


def make_application(*, offscreen: bool, words: Sequence[str] = ()) -> QApplication:
    """Return Qt's application, on a screen if there is one.

    Qt ends the process when the display that it was promised is dead; given a list of
    platforms it takes the next one instead.

    Args:
        offscreen: Whether it draws where nobody sees it.
        words: What Qt is told as the command line; without any, only the program's name.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        wayland = "wayland;" if os.environ.get("WAYLAND_DISPLAY") else ""
        os.environ["QT_QPA_PLATFORM"] = f"{wayland}xcb;offscreen"
        # A screen reader still asks for what has just gone; Qt would print a line for each.
        os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.accessibility.*=false")
    application = QApplication([*(words or sys.argv[:1])])
    application.setApplicationName("metastasis-viewer")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("metastasis-viewer")
    return application


def program_icon() -> QIcon:
    """Return the program's icon in the sizes that desktops show; a missing file leaves that size out."""
    from PySide6.QtGui import QIcon, QPixmap

    from viewer.ui.picture import read_bitmap

    icon = QIcon()
    files = (resources_folder() / "icons" / f"metastasis-viewer-{side}.png" for side in (16, 32, 48, 128))
    for file in files:
        if file.exists():
            icon.addPixmap(QPixmap.fromImage(read_bitmap(file.read_bytes(), "png")))
    return icon


def _log() -> logging.Logger:
    """Return this module's log; logging is imported when there is something to say."""
    import logging

    return logging.getLogger(__name__)


def make_window(settings: Settings, kept: Path | None = None, room: QSize | None = None) -> NoticeFrame:
    """Return the window for the settings, not yet shown.

    Args:
        settings: How to start; where the reader was counts for what they leave open.
        kept: The file of what the reader lets this computer keep; ``None`` keeps nothing and recalls nothing.
        room: The most width and height that the window may have; ``None`` is no limit.
    """
    resources = resources_folder()
    told = read_site_settings(settings.site)
    seen = _look_at(settings.topic)
    reviews = clinic_reviews(settings.site or site_file(sys.platform, os.environ)) if told else None
    topic, refused = choose_topic(settings.topic, resources / "topics" / "metastasis", reviews)
    if topic is None:
        load_fonts(resources / "fonts")
        return _excuse(make_shelf(resources, told), _look(settings), _within(settings, room))
    for problem in told.choose_languages(topic.languages) if told else ():
        _log().warning("A language is not offered. %s", problem)
    kept, left = _allowed(kept, told)
    recall = begin_recall(kept, settings)
    settings = recall.settings(topic, told.site.languages if told else ()) if recall else settings
    settings = _within(settings, room)
    look = _look(settings)
    language = choose_language(settings.language, topic, told.site.languages if told else ())
    picture = begin_picture(topic, look, language, settings.size)
    load_fonts(resources / "fonts")
    shelf = make_shelf(resources, told, kept, places=settings.topic is None)._replace(left=left)
    page = choose_page(settings.page, topic)
    from viewer.desktop.window import DesktopWindow

    try:
        window = DesktopWindow(topic, shelf, language, look, page, settings.size, picture)
    except Exception as error:
        _log().error("The topic cannot be shown. %s: %s", type(error).__name__, error)
        return _excuse(shelf, look, settings)
    if recall is not None:
        recall.resume(window)
    if refused is not None:
        say_refusal(window, refused, shelf.translation(language))
    if settings.topic is not None:
        follow_topic(window, settings, seen, reviews, shown=refused is None)
    return window


def _excuse(shelf: Shelf, look: Look, settings: Settings) -> NoticeFrame:
    """Return the window that says that there is nothing to show."""
    return window_without_topic(shelf.notice, shelf.translation(settings.language or "en"), look, settings.size)


def _look(settings: Settings) -> Look:
    """Return how a window looks at the start."""
    return Look(
        theme=settings.theme,
        colors=read_colors(resources_folder() / "theme", settings.theme),
        text_size=settings.text_size,
        motion=settings.motion,
        spacing=settings.spacing,
    )


def _allowed(kept: Path | None, told: SiteReading | None) -> tuple[Path | None, Path | None]:
    """Return the file of what the reader lets this computer keep, first; or second, where the clinic forbids it."""
    if kept is None or told is None or told.site.keep:
        return kept, None
    if os.path.exists(kept):
        _log().warning("The clinic lets nothing be kept, but this file is from before; delete it by hand: %s", kept)
    return None, kept


def begin_recall(kept: Path | None, settings: Settings) -> Recall | None:
    """Return where the reader was, or ``None`` where nothing was kept; nothing more is loaded then.

    Args:
        kept: The file of what the reader lets this computer keep.
        settings: What was asked for at this start.
    """
    if kept is None or not os.path.exists(kept):
        return None
    from viewer.desktop.recall import Recall

    return Recall(kept, settings)


def begin_picture(topic: Topic, look: Look, language: str, size: tuple[int, int]) -> Picture:
    """Return a topic's picture, which another thread begins to draw before the widgets are there.

    Only they know how large it will be. In the window that opens without any wish it is as large as it was when this
    was written; where that turns out to be wrong, the picture is drawn at its size as soon as that is known.

    Args:
        topic: The topic.
        look: How it looks.
        language: The language in which it will be shown.
        size: Width and height that the window will have, in pixels.
    """
    picture = Picture(topic, look.theme, look.colors.paper)
    if (size, look.text_size) == (Settings().size, 100) and language in FIRST_PICTURE:
        picture.render_ahead(QSize(*FIRST_PICTURE[language]), QApplication.primaryScreen().devicePixelRatio())
    return picture


def make_shelf(resources: Path, told: SiteReading | None, kept: Path | None = None, *, places: bool = True) -> Shelf:
    """Return what a window takes from when the reader chooses another language or other colors.

    Args:
        resources: The folder of the shipped files.
        told: What the clinic has told.
        kept: The file of what the reader lets this computer keep; ``None`` keeps nothing.
        places: Whether the page and the place on it may be kept there.
    """
    from viewer.desktop.shelf import Shelf, system_browser

    clinic = make_clinic(told, resources / "helplines.toml")
    return Shelf(
        notice=lambda language: notice_for(resources / "notice", language),
        translation=lambda language: read_translation(resources / "locale", language),
        colors=lambda theme: read_colors(resources / "theme", theme),
        language_name=lambda language: (
            LANGUAGE_NAMES.get(language) or QLocale(language).nativeLanguageName() or language
        ),
        clinic=clinic,
        languages=told.site.languages if told else (),
        kept=kept,
        places=places,
        browser=system_browser,
        version=__version__,
        desk=_print_desk(clinic, told.site.paper if told else ""),
    )


def _print_desk(clinic: Clinic, paper: str) -> PrintDesk:
    """Return what printing and saving take from.

    Args:
        clinic: What the clinic has told.
        paper: The paper in its printer; ``""`` where nobody has told.
    """
    from viewer.ui.print_desk import PrintDesk, usual_folders

    return PrintDesk(lambda topic: make_summary_maker(topic, clinic), make_print_service, usual_folders, paper)


def make_print_service() -> PrintService:
    """Return what prints on this system."""
    from viewer.printing.service import system_printing
    from viewer.ui.picture import read_image

    return system_printing(sys.platform, read_image)


def make_summary_maker(topic: Topic, clinic: Clinic) -> SummaryMaker:
    """Return what makes summaries; none of it is loaded before somebody wants to print or save."""
    from viewer.summaries import maker_for

    return maker_for(topic, clinic)


def read_site_settings(wanted: Path | None) -> SiteReading | None:
    """Read what the clinic has told, and log each field that is lost; ``None`` where this machine has no such file."""
    told = read_told(wanted)
    if told is not None:
        for problem in told.problems:
            _log().warning("A setting of the clinic is not used. %s", problem)
        for problem in told.exposed():
            _log().warning("The staff code is not safe. %s", problem)
        # Writing can wait until the window is there.
        QTimer.singleShot(0, told.keep)
    return told


def _look_at(topic: Path | None) -> Stamp:
    """Return what a topic looks like from outside before it is read; the bundled one is not looked at."""
    if topic is None:
        return frozenset()
    from viewer.content.changes import stamp

    return stamp(topic)


def follow_topic(
    window: DesktopWindow, settings: Settings, seen: Stamp, reviews: Path | None = None, *, shown: bool
) -> None:
    """Let a window show what is saved in the topic that was asked for, while somebody writes it.

    Args:
        window: The window.
        settings: How the program started.
        seen: What the topic looked like from outside before it was read.
        reviews: The clinic's own file of reviews; it need not be there.
        shown: Whether the window shows it; else it was refused, and is shown when it has been mended.
    """
    from viewer.desktop.follower import Follower

    if settings.topic is None:
        return

    def begin(topic: Topic) -> None:
        window.show_topic(topic, choose_language(settings.language, topic), choose_page(settings.page, topic))

    Follower(window, settings.topic, seen, begin, shown=shown, reviews=reviews)


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
        return open_topic(bundled, reviews, read_ready(bundled.parent.parent / f"{bundled.name}.ready")), refused
    except ContentError as error:
        for problem in error.problems:
            _log().error("%s: %s", bundled, problem)
        return None, refused


def choose_language(wanted: str | None, topic: Topic, offered: tuple[str, ...] = ()) -> str:
    """Return the language to show a topic in: the one asked for, else the system's, else the first that is offered.

    A language with a region, as in ``"es-MX"``, is served by the one without where the topic has no better.

    Args:
        wanted: The language asked for; any of the topic's will do.
        topic: The topic.
        offered: The languages that the clinic offers; empty for all of the topic's.
    """
    languages = offered_languages(topic.languages, offered)
    found = closest_language(wanted or "", topic.languages)
    if found is not None:
        return found
    for language in [] if wanted else system_languages(dict(os.environ)):
        found = closest_language(language, languages)
        if found is not None:
            return found
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


def window_without_topic(
    notice: Callable[[str], Notice], translation: Translation, look: Look, size: tuple[int, int]
) -> NoticeFrame:
    """Return a window that says that there is nothing to show; the notice stands below all the same.

    Args:
        notice: Gives the notice of a language.
        translation: The interface's words.
        look: How it looks.
        size: Its width and height, in pixels.
    """
    from viewer.ui.header import WrappedLabel
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.theme import palette

    _ = translation.gettext
    # Translators: the only words in the window, when nothing else can be shown.
    words = _("The pages cannot be shown right now. Please ask your care team for this information.")
    body = WrappedLabel(words, look, 1.2, "ink")
    window = NoticeFrame(notice(translation.language), body, em=look.em, least=look.body)
    window.setPalette(palette(look.colors))
    window.resize(*size)
    return window


def _within(settings: Settings, room: QSize | None) -> Settings:
    """Return settings whose window is no larger than a room; ``None`` is no limit."""
    if room is None:
        return settings
    return settings._replace(size=(min(settings.size[0], room.width()), min(settings.size[1], room.height())))


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
    from viewer.content.writing import write_whole

    try:
        write_whole(target, png(image))
    except OSError as error:
        print(f"metastasis-viewer: {target}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def png(image: QImage) -> bytes:
    """Return a picture as a PNG file."""
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
