"""The composition root of the kiosk: everything is built here, once, and handed in.

Whatever fails on the way costs only itself: the window comes, and the notice with it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, Qt, QTimer

from viewer.app import (
    choose_topic,
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
from viewer.content.review_line import review_line
from viewer.content.translation import LANGUAGE_NAMES, read_translation
from viewer.kiosk.chime import Chime
from viewer.kiosk.policy import KioskSettings, Sizes, pixel_pitch, sizes
from viewer.kiosk.shelf import KioskShelf
from viewer.kiosk.shell import KioskWindow
from viewer.settings import Settings, clinic_reviews, offered_languages, resources_folder, site_file
from viewer.site import Site
from viewer.told import make_clinic
from viewer.ui.theme import Look, load_fonts, read_colors

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen

    from viewer.content.topics import Topic
    from viewer.site import SiteReading
    from viewer.ui.notice_frame import NoticeFrame
    from viewer.ui.speech import Voice


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
    import_plainly()
    application = make_application(offscreen=False)
    screen = application.primaryScreen()
    window = make_kiosk(settings, screen)
    window.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
    QTimer.singleShot(0, lambda: application.setWindowIcon(program_icon()))
    return application.exec()


def make_kiosk(settings: Settings, screen: QScreen, clock: Clock | None = None) -> NoticeFrame:
    """Return the kiosk's window, not yet shown.

    Args:
        settings: How to start; ``site`` and ``topic`` count.
        screen: The screen that it will fill.
        clock: Gives the time; ``None`` for the computer's.
    """
    resources = resources_folder()
    load_fonts(resources / "fonts")
    told = read_site_settings(settings.site)
    reviews = clinic_reviews(settings.site or site_file(sys.platform, os.environ)) if told else None
    topic, _refused = choose_topic(settings.topic, resources / "topics" / "metastasis", reviews)
    kiosk = told.site.kiosk if told else KioskSettings()
    size = screen_sizes(screen, kiosk)
    if topic is not None:
        for problem in told.choose_languages(topic.languages) if told else ():
            logging.getLogger(__name__).warning("A language is not offered. %s", problem)
        try:
            return KioskWindow(topic, make_kiosk_shelf(topic, told, clock or Clock()), size)
        except Exception as error:
            logging.getLogger(__name__).error("The topic cannot be shown. %s: %s", type(error).__name__, error)
    look = Look(body=size.body, target=size.target, low=True)
    return window_without_topic(
        lambda language: notice_for(resources / "notice", language),
        read_translation(resources / "locale", "en"),
        look,
        (screen.geometry().width(), screen.geometry().height()),
    )


def screen_sizes(screen: QScreen, kiosk: KioskSettings) -> Sizes:
    """Return the sizes for a screen.

    Args:
        screen: The screen.
        kiosk: What the clinic has told about it.
    """
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

    def review(language: str) -> str:
        translation = read_translation(resources / "locale", language)
        try:
            page = topic.page(topic.pages[0].id, language)
        except ContentError:
            return ""
        return review_line(topic, page, translation, site.name, None)

    return KioskShelf(
        notice=lambda language: notice_for(resources / "notice", language),
        translation=lambda language: read_translation(resources / "locale", language),
        colors=lambda theme: read_colors(resources / "theme", theme),
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
