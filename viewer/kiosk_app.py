"""The composition root of the kiosk: everything is built here, once, and handed in.

Whatever fails on the way costs only itself: the window comes, and the notice with it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import threading
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QTimer

from viewer.app import (
    import_plainly,
    make_application,
    make_print_service,
    make_summary_maker,
    program_icon,
    read_site_settings,
    window_without_topic,
)
from viewer.content.errors import ContentError
from viewer.content.notice import notice_for
from viewer.content.ready import read_ready
from viewer.content.review_line import review_sentences
from viewer.content.topics import open_topic
from viewer.content.translation import LANGUAGE_NAMES, read_translation
from viewer.kiosk.alone import FAULT as AT_FAULT
from viewer.kiosk.alone import run_alone
from viewer.kiosk.chime import Chime
from viewer.kiosk.cleaning import Cleaning
from viewer.kiosk.crashes import Starts, runtime_folder, safe_settings, starts_file
from viewer.kiosk.guard import guard
from viewer.kiosk.journal import begin_journal
from viewer.kiosk.last_good import LastGood, find_topic, state_folder
from viewer.kiosk.locking import FLAGS, prepare_locks
from viewer.kiosk.policy import KioskSettings, Sizes, fitted, pixel_pitch, sizes
from viewer.kiosk.shelf import KioskShelf
from viewer.kiosk.shell import FAULT, KioskWindow
from viewer.kiosk.unexpected import Unexpected
from viewer.kiosk.wrong_codes import BOOT_ID, FILE, WrongCodes, boot_id
from viewer.settings import Settings, clinic_reviews, offered_languages, resources_folder, site_file
from viewer.site import Site
from viewer.told import make_clinic
from viewer.ui.garbage import collect_here
from viewer.ui.theme import Look, load_fonts, read_colors

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QApplication

    from viewer.content.topics import Topic
    from viewer.kiosk.counts import Counts
    from viewer.kiosk.journal import Journal
    from viewer.site import SiteReading
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.speech import Voice

KEEP_AFTER = 2000
"""How long after the start a good topic is copied, in milliseconds: the first visitor comes first."""


class Clock(NamedTuple):
    """Gives the time, so that a year of visits need not take one.

    Attributes:
        now: Gives the time in seconds since any beginning; it never goes back.
        today: Gives the day, as in ``"2026-11-28"``.
    """

    now: Callable[[], float] = time.monotonic
    today: Callable[[], str] = lambda: dt.date.today().isoformat()


def run_kiosk(settings: Settings) -> int:
    """Show a topic on a waiting room's screen and stay.

    Args:
        settings: How to start; ``site`` and ``topic`` count.

    Returns:
        The process's exit code.
    """
    journal = begin_journal(os.environ)
    import_plainly()
    prepare_locks()
    application = make_application(offscreen=False, words=["kiosk"])
    if application.platformName() == "offscreen":
        logging.getLogger(__name__).critical("There is no display: nothing can be shown. The next start may find one.")
        return 1
    collect_here(application)
    unexpected = Unexpected()
    unexpected.begin()
    starts = Starts(starts_file(os.environ))
    safe = starts.begin(time.monotonic())
    copies = LastGood(state_folder(sys.platform, os.environ))
    shown = find_shown(settings, copies, safe=safe)
    screen = application.primaryScreen()
    window = make_kiosk(shown, screen)
    window.setWindowFlags(FLAGS)
    counts = begin_counts(shown, journal)
    lock_up(application, window, shown.kiosk, screen_sizes(screen, shown.kiosk))
    if isinstance(window, KioskWindow):
        unexpected.visit_must_end.connect(partial(window.end_visit, FAULT))
        if counts is not None:
            tell_counts(window, counts)
    QTimer.singleShot(0, lambda: application.setWindowIcon(program_icon()))
    if shown.topic is not None and shown.origin == "named":
        # A very large topic takes a while: the window must not stand still for it.
        # Nor may a disk that hangs keep the program from ending.
        thread = threading.Thread(target=copies.keep, args=(settings.topic, shown.topic.files), daemon=True)
        QTimer.singleShot(KEEP_AFTER, thread.start)

    def fit(screen: QScreen) -> None:
        tell_small_screen(screen, shown.kiosk)
        if isinstance(window, KioskWindow):
            window.set_sizes(screen_sizes(screen, shown.kiosk))

    words = f"{shown.topic.id} {shown.topic.version}" if shown.topic else "no topic"
    code = run_alone(application, window, starts, unexpected, words + (", safe mode" if safe else ""), fit, counts)
    if isinstance(window, KioskWindow) and code != AT_FAULT:
        window.close_down()
    return code


def lock_up(application: QApplication, window: NoticeFrame, kiosk: KioskSettings, size: Sizes) -> None:
    """Lock the program around its window, and let in staff who know the gesture and the code.

    Args:
        application: Qt's application.
        window: The window, also the one that comes when nothing can be shown.
        kiosk: What the clinic has told about its kiosk.
        size: Sizes on the screen.
    """
    folder = runtime_folder(os.environ)
    kept = WrongCodes(folder / FILE if folder else None, boot_id(Path(BOOT_ID)))
    if isinstance(window, KioskWindow):
        door = guard(application, window, kiosk, time.monotonic, window.staff_words, window.staff_room, kept)
        door.cleaning_wanted.connect(window.clean)
        for changed in (window.visit_started, window.visit_ended):
            changed.connect(door.close)
    else:
        look = Look(body=size.body, target=size.target, apart=size.gap, low=True)
        words = read_translation(resources_folder() / "locale", "en"), look
        door = guard(application, window, kiosk, time.monotonic, lambda: words, kept=kept)
        door.cleaning_wanted.connect(Cleaning(time.monotonic, window).begin)


def tell_counts(window: KioskWindow, counts: Counts) -> None:
    """Let what happens in a window be counted."""
    window.visit_started.connect(counts.visit_started)
    window.visit_ended.connect(counts.visit_ended)
    window.page_shown.connect(counts.page_shown)
    window.printed.connect(lambda _sheets: counts.printed())


class Shown(NamedTuple):
    """What a kiosk shows, and for whom.

    Attributes:
        topic: The topic; ``None`` when not even the bundled one can be read.
        origin: Where it is from, as :class:`viewer.kiosk.last_good.Found` says.
        told: What the clinic has told; ``None`` on a machine without a site file, and in safe mode.
        kiosk: What holds of its kiosk.
        safe: Whether this is the safe mode.
        languages: The languages that the clinic has chosen, also in safe mode: the others it may not have read.
    """

    topic: Topic | None
    origin: str
    told: SiteReading | None
    kiosk: KioskSettings
    safe: bool = False
    languages: tuple[str, ...] = ()


def find_shown(settings: Settings, copies: LastGood, *, safe: bool = False) -> Shown:
    """Return what to show.

    Args:
        settings: How to start; ``site`` and ``topic`` count.
        copies: The last good topics.
        safe: Whether only what comes with the program is to be trusted.
    """
    told = read_site_settings(settings.site)
    reviews = clinic_reviews(settings.site or site_file(sys.platform, os.environ)) if told else None
    kiosk = told.site.kiosk if told else KioskSettings()
    languages = told.site.languages if told else ()
    if safe:
        told, kiosk = None, safe_settings(kiosk)[1]
    resources = resources_folder()

    def bundled() -> Topic:
        ready = read_ready(resources / "metastasis.ready")
        return open_topic(resources / "topics" / "metastasis", reviews, ready, whole=True)

    found = find_topic(None if safe else settings.topic, copies, bundled, reviews)
    return Shown(found.topic, found.origin, told, kiosk, safe, languages)


def begin_counts(shown: Shown, journal: Journal) -> Counts | None:
    """Return what counts, where the clinic wants counts; nothing of it is loaded elsewhere."""
    if not shown.kiosk.counts or shown.topic is None:
        return None
    from viewer.kiosk.counts import Counts, Outside

    content = {"topic": shown.topic.id, "version": shown.topic.version}
    return Counts(Path(shown.kiosk.counts), Outside(content, lambda: journal.errors))


def make_kiosk(shown: Shown, screen: QScreen, clock: Clock | None = None) -> NoticeFrame:
    """Return the kiosk's window, not yet shown.

    Args:
        shown: What it shows.
        screen: The screen that it will fill.
        clock: Gives the time; ``None`` for the computer's.
    """
    resources = resources_folder()
    load_fonts(resources / "fonts")
    topic, told = shown.topic, shown.told
    size = screen_sizes(screen, shown.kiosk)
    if topic is not None:
        for problem in told.choose_languages(topic.languages) if told else ():
            logging.getLogger(__name__).warning("A language is not offered. %s", problem)
        shelf = make_kiosk_shelf(topic, told, clock or Clock())
        if shown.safe:
            shelf = still(shelf, shown.kiosk, shown.languages)
        try:
            return KioskWindow(topic, shelf, size)
        except Exception as error:
            logging.getLogger(__name__).error("The topic cannot be shown. %s: %s", type(error).__name__, error)
    look = Look(body=size.body, target=size.target, low=True)
    return window_without_topic(
        lambda language: notice_for(resources / "notice", language),
        read_translation(resources / "locale", "en"),
        look,
        (screen.geometry().width(), screen.geometry().height()),
    )


def still(shelf: KioskShelf, kiosk: KioskSettings, languages: tuple[str, ...]) -> KioskShelf:
    """Return what a kiosk takes from in safe mode: no motion, no sound, no voice, no printing.

    Args:
        shelf: What it takes from else.
        kiosk: What holds of its settings.
        languages: The languages that the clinic has chosen.
    """
    from viewer.ui.speech import Fault, NoVoice

    return shelf._replace(
        settings=kiosk,
        languages=offered_languages(shelf.languages, languages),
        motion=False,
        trial=False,
        chime=lambda: None,
        voice=lambda: NoVoice(Fault.ENGINE),
        printers=None,
    )


def screen_sizes(screen: QScreen, kiosk: KioskSettings) -> Sizes:
    """Return the sizes for a screen.

    Args:
        screen: The screen.
        kiosk: What the clinic has told about it.
    """
    return fitted(_wanted_sizes(screen, kiosk), screen.geometry().size().toTuple())


def tell_small_screen(screen: QScreen, kiosk: KioskSettings) -> None:
    """Log that a screen is too small for its letters to be as large as they should be.

    Args:
        screen: The screen.
        kiosk: What the clinic has told about it.
    """
    wanted, found = _wanted_sizes(screen, kiosk), screen_sizes(screen, kiosk)
    if found.body < wanted.body:
        words = "This screen is too small: letters have %d %% of the size that they should have."
        logging.getLogger(__name__).warning(words, 100 * found.body // wanted.body)


def _wanted_sizes(screen: QScreen, kiosk: KioskSettings) -> Sizes:
    """Return the sizes that eyes and fingers need on a screen."""
    pixels, told = screen.geometry(), screen.physicalSize()
    diagonal = kiosk.screen_inches * 25.4
    pitch = pixel_pitch(diagonal, (pixels.width(), pixels.height()), (told.width(), told.height()))
    return sizes(pitch, kiosk.distance_cm)


def make_kiosk_shelf(topic: Topic, told: SiteReading | None, clock: Clock) -> KioskShelf:
    """Return what a kiosk takes from.

    Args:
        topic: The topic.
        told: What the clinic has told; ``None`` on a machine without a site file.
        clock: Gives the time.
    """
    resources = resources_folder()
    site = told.site if told else Site()
    clinic = make_clinic(told, resources / "helplines.toml")
    chime = Chime(resources / "kiosk" / "still-there.wav")

    def review(language: str) -> list[str]:
        translation = read_translation(resources / "locale", language)
        try:
            page = topic.page(topic.pages[0].id, language)
        except ContentError:
            return []
        return review_sentences(topic, page, translation, site.name, None)

    # Read once: what happens to the files later changes nothing for those who stand before the screen.
    return KioskShelf(
        notice=cache(lambda language: notice_for(resources / "notice", language)),
        translation=cache(lambda language: read_translation(resources / "locale", language)),
        colors=cache(lambda theme: read_colors(resources / "theme", theme)),
        language_name=lambda language: (
            LANGUAGE_NAMES.get(language) or QLocale(language).nativeLanguageName() or language
        ),
        review=review,
        clinic=clinic,
        languages=offered_languages(topic.languages, site.languages),
        settings=site.kiosk,
        trial=site == Site(),
        motion=True,
        voice=system_voice,
        chime=chime.play if site.kiosk.sound else lambda: None,
        maker=lambda wanted: make_summary_maker(wanted, clinic),
        printers=make_print_service if site.kiosk.printer else None,
        paper=site.paper,
        take_home=site.take_home,
        now=clock.now,
        today=clock.today,
    )


def system_voice() -> Voice:
    """Return the voice of this computer; nothing of it is loaded before."""
    from viewer.ui.voices import find_voice

    return find_voice(sys.platform)
