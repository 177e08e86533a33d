"""The command line. Qt is imported only inside the commands that need it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.bundled import bundle_folder, give_back
from viewer.settings import Settings, clinic_reviews, resources_folder, site_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from viewer.content.errors import Problem
    from viewer.content.topics import Topic
    from viewer.options import Options


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: The words after the command's name; ``None`` takes the process's.

    Returns:
        The exit code: 0 when all is well, 1 when something could not be done, 2 for wrong use.
    """
    give_back(os.environ, bundle_folder())
    _use_utf8()
    sys.excepthook = _report
    threading.excepthook = lambda fault: _report(fault.exc_type, fault.exc_value, fault.exc_traceback)
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"metastasis-viewer: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1


def _run(words: list[str]) -> int:
    """Run the command that the words name; without any words the window opens, and no parser is needed."""
    if not words:
        return open_window(Settings(), None)
    from viewer.options import read_options

    options = read_options(words)
    commands: dict[str, Callable[[Options], int]] = {
        "check": check,
        "kiosk": kiosk,
        "kiosk-code": kiosk_code,
        "new-topic": new_topic,
        "picture": draw_picture,
        "self-test": self_test,
        "sign-off": sign,
        "summary": summary,
    }
    return commands.get(options.command, open_asked_window)(options)


def _report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Log an error that nobody expected in one line; an open window stays open."""
    import logging

    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "?"
    logging.getLogger(__name__).error("Something went wrong at %s: %s: %s", place, kind.__name__, error)


def _has_locale() -> bool:
    """Whether the system has the locale that it asks for, and that is not the bare C."""
    import locale

    names = [os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if next((name for name in names if name), "C") in {"C", "POSIX"}:
        return False
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        return False
    return True


def _use_utf8() -> None:
    """Let Qt find a UTF-8 locale where the system names none or one that it lacks, and print any letter."""
    if sys.platform.startswith("linux") and not _has_locale():
        asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        os.environ.setdefault("LANGUAGE", asked.split(".")[0])
        os.environ["LC_ALL"] = "C.UTF-8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _libraries_missing(*, screen: bool) -> bool:
    """Say which system libraries Qt lacks, before Qt itself would fail; whether there are any."""
    from viewer.libraries import advice, missing

    packages = missing(screen=screen)
    if packages:
        print(f"metastasis-viewer: {advice(packages)}", file=sys.stderr)
    return bool(packages)


def _start_quickly() -> None:
    """Spare the first frame some work that would not show.

    There is no garbage to collect in a start; :func:`viewer.app.settle` lets Python collect again. And once
    PySide6 is loaded, it reads the source of each module that is imported: those without Qt come before it.
    """
    import gc

    gc.disable()
    import viewer.content.clinic
    import viewer.content.ready
    import viewer.content.topics
    import viewer.content.translation  # noqa: F401


def open_window(settings: Settings, preview: Path | None) -> int:
    """Open the desktop window."""
    if _libraries_missing(screen=bool(os.environ.get("DISPLAY"))):
        return 1
    _start_quickly()
    from viewer.app import run

    return run(settings, preview)


def open_asked_window(options: Options) -> int:
    """Open the window as the options say."""
    return open_window(options.settings, options.preview)


def draw_picture(options: Options) -> int:
    """Draw the window to a file."""
    if _libraries_missing(screen=False):
        return 1
    from viewer.app import draw

    return draw(options.settings, options.output)


def sign(options: Options) -> int:
    """Record a review."""
    from viewer.sign_off import sign_off

    return sign_off(options.signature) if options.signature else 1


def self_test(_options: Options) -> int:
    """Try this installation's parts."""
    if _libraries_missing(screen=False):
        return 1
    from viewer.app import self_test as try_all

    return try_all()


def kiosk(options: Options) -> int:
    """Show a topic on a waiting room's touch screen, or do what prepares that."""
    if options.check_system:
        from viewer.check_system import check_system

        return check_system(options.settings)
    if options.staff_card:
        from viewer.staff_cards import write_staff_card

        return write_staff_card(options.staff_card, options.settings.language or "en", options.settings.site)
    from viewer.kiosk.clean import run_clean, words_of

    code = run_clean(words_of(options.settings.topic, options.settings.site))
    if code is not None:
        return code
    if _libraries_missing(screen=True):
        return 1
    from viewer.kiosk_app import run_kiosk

    return run_kiosk(options.settings)


def kiosk_code(_options: Options) -> int:
    """Make the hash of a staff code."""
    from getpass import getpass

    from viewer.kiosk.new_code import new_code

    return new_code(site_file(sys.platform, os.environ), getpass if sys.stdin.isatty() else None)


def summary(options: Options) -> int:
    """Write a topic as a file to take home."""
    from viewer.summaries import summarize

    return summarize(options.wish) if options.wish else 1


def check(options: Options) -> int:
    """Say what is wrong in a topic, the bundled one if none is named, and in a clinic's settings if they are."""
    from viewer.content.check import examine

    path = options.path or resources_folder() / "topics" / "metastasis"
    site, report = options.settings.site, options.report
    reviews = clinic_reviews(site or site_file(sys.platform, os.environ))
    found = examine(path, sorted((resources_folder() / "fonts").glob("*.ttf")), more_reviews=reviews)
    for score in found.scores if options.scores else ():
        print(f"{score.language}/{score.page}.md: {score}" if score.page else f"{score.language}: {score}")
    problems = [*found.problems, *(_site_problems(site, path) if site is not None else ())]
    for problem in problems:
        print(problem)
    if report is not None and found.topic is not None:
        from viewer.content.report import report_page
        from viewer.content.writing import write_whole

        page = report_page(found.topic, found.scores, found.problems, _review_words(found.topic))
        try:
            write_whole(report, page.encode())
        except OSError as error:  # It names the file that was to be moved into place.
            raise OSError(error.errno, error.strerror, str(report)) from error
    elif report is not None:
        print(f"metastasis-viewer: {report} was not written: mend the problems above first", file=sys.stderr)
    if not problems:
        print(f"{path}: no problem found")
    return 1 if problems else 0


def _review_words(topic: Topic) -> Callable[[str, str], str]:
    """Return what says in English whether a page of a topic is reviewed."""
    from viewer.content.review_line import review_line
    from viewer.content.translation import Translation

    return lambda page, language: review_line(topic, topic.page(page, language), Translation("en"), "", None)


def _site_problems(site: Path, topic: Path) -> list[Problem]:
    """Return what is wrong in a clinic's settings, and which languages they want that the topic does not have."""
    from viewer.content.errors import ContentError
    from viewer.content.topics import open_topic
    from viewer.site import read_site

    reading = read_site(site)
    try:
        wanted = reading.choose_languages(open_topic(topic).languages)
        return [*reading.problems, *wanted, *reading.exposed()]
    except ContentError:
        return [*reading.problems, *reading.exposed()]  # The topic's own problems are told.


def new_topic(options: Options) -> int:
    """Write a small, complete topic into a new folder, and say what to do with it."""
    import datetime as dt

    from viewer.content.new_topic import write_new_topic

    folder = options.path or Path("my-topic")
    write_new_topic(resources_folder() / "new-topic", folder, dt.date.today())
    name = f'"{folder}"' if " " in str(folder) else folder
    print(f"{folder}: a small topic to begin with. Change its files with any text editor.")
    print(f"  see it:    metastasis-viewer --topic {name}   (stays open while you write: it shows what you save)")
    print(f"  check it:  metastasis-viewer check {name}")
    return 0
