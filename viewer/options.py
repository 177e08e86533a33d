"""The words of the command line, read into values."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from viewer import __version__
from viewer.settings import LARGEST, SMALLEST, SPACINGS, TEXT_SIZES, THEMES, Settings
from viewer.summary.order import EDITIONS, PAPERS, Order

WRONG_USE = 2
"""Exit code for options that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for.

    Attributes:
        command: ``"window"``, ``"picture"``, ``"check"``, ``"self-test"``, ``"new-topic"``, ``"sign-off"``,
            ``"summary"``, ``"kiosk"`` or ``"kiosk-code"``.
        settings: How the window looks, for the first two; for ``check`` only its ``site`` counts, for ``kiosk`` also
            its ``topic``.
        preview: Where to draw the window when there is no display.
        output: The file that ``picture`` writes.
        path: The topic that ``check`` validates, ``None`` for the bundled one; the folder that ``new-topic`` makes.
        signature: What ``sign-off`` records.
        report: The page that ``check`` writes for a reviewer.
        scores: Whether ``check`` says how hard each page is to read.
        wish: What ``summary`` makes.
        check_system: Whether ``kiosk`` only says what of the machine's set-up is still open.
        staff_card: The card for staff that ``kiosk`` writes, and nothing else then; in ``settings.language``.
    """

    command: str
    settings: Settings = field(default_factory=Settings)
    preview: Path | None = None
    output: Path = Path()
    path: Path | None = None
    signature: Signature | None = None
    report: Path | None = None
    scores: bool = False
    wish: SummaryWish | None = None
    check_system: bool = False
    staff_card: Path | None = None


class SummaryWish(NamedTuple):
    """The summary that is asked for.

    Attributes:
        output: The file; with ``every`` the folder.
        order: What is ordered; language and paper are ``""`` where the command line names none.
        topic: The topic; ``None`` for the bundled one.
        site: The clinic's settings; ``None`` for this machine's.
        every: Whether every edition is wanted, in every language.
    """

    output: Path
    order: Order
    topic: Path | None = None
    site: Path | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who has reviewed what.

    Attributes:
        name: Who signs.
        role: What they are.
        next: The day of the next review.
        topic: The topic; ``None`` for the bundled one.
        pages: The ids of the pages; none stands for all.
        language: The language; ``None`` for all.
        output: The file to write when it is not the topic's own.
        site: The clinic's settings, beside which reviews stand that the topic cannot take; ``None`` for this machine's.
    """

    name: str
    role: str
    next: dt.date
    topic: Path | None = None
    pages: tuple[str, ...] = ()
    language: str | None = None
    output: Path | None = None
    site: Path | None = None


WEB_PAGES = (".html", ".htm")
"""How the name of a web page ends."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and end the process with exit code 2."""
        self.exit(WRONG_USE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def read_options(words: list[str]) -> Options:
    """Read the words after the command's name.

    Words that cannot be understood end the process with exit code 2 and a line that says what is wrong.
    """
    parser = make_parser()
    found = vars(parser.parse_args(words))
    command = found["command"]
    given = {name: found[name] for name in Settings._fields if name in found}
    takes, advice = _TAKES.get(command, (frozenset(Settings._fields), ""))
    if given.keys() - takes:
        parser.error(f"{command} {advice}")
    settings = Settings(**given)
    if command == "check":
        return Options(command, settings, path=found["path"], report=found["report"], scores=found["scores"])
    if command == "sign-off":
        return Options(command, signature=Signature(**{name: found[name] for name in _SIGNED if name in found}))
    if command == "summary":
        return Options(command, wish=_wish(found, parser))
    if command == "kiosk" and settings.language and "staff_card" not in found:
        parser.error("kiosk takes --language only with --staff-card; the site file says which languages it offers")
    names = ("path", "output", "preview", "check_system", "staff_card")
    known = {name: found[name] for name in names if name in found}
    return Options(command, settings, **known)


_TAKES: dict[str, tuple[frozenset[str], str]] = {
    "check": (frozenset({"site"}), "takes the path of a topic and nothing before it but --site, as in: check my-topic"),
    "kiosk": (frozenset({"site", "topic", "language"}), "takes no option that says what the window shows but --topic"),
    "kiosk-code": (frozenset(), "takes no option"),
    "new-topic": (frozenset(), "takes the name of a new folder and nothing before it, as in: new-topic my-topic"),
    "self-test": (frozenset(), "takes no option"),
    "sign-off": (
        frozenset({"topic", "language", "site"}),
        "takes no option that says what the window shows but --topic and --language",
    ),
    "summary": (
        frozenset({"topic", "language", "site"}),
        "takes no option that says what the window shows but --topic and --language",
    ),
}
"""Which of the window's options a command takes, and what to say to who gives others."""


def make_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        prog="metastasis-viewer",
        argument_default=argparse.SUPPRESS,
        description="Shows how cancer can spread: a picture, its explanation, and a notice that stays.",
    )
    parser.add_argument("--version", action="version", version=f"metastasis-viewer {__version__}")
    _add_window_options(parser)
    parser.add_argument(
        "--preview", type=Path, default=None, metavar="FILE", help="where to draw the window when there is no display"
    )
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="metastasis-viewer")

    picture = commands.add_parser(
        "picture", argument_default=argparse.SUPPRESS, help="draw the window to a PNG file, without a display"
    )
    picture.add_argument("-o", "--output", type=_file, required=True, metavar="FILE", help="the PNG file to write")
    _add_window_options(picture)
    picture.set_defaults(command="picture")

    check = commands.add_parser(
        "check", argument_default=argparse.SUPPRESS, help="say what is wrong in a topic, one line a problem"
    )
    check.add_argument(
        "path", type=Path, nargs="?", default=None, metavar="PATH", help="a topic: folder or zip (the bundled one)"
    )
    add_site_option(check, "say also what is wrong in a clinic's own settings")
    check.add_argument(
        "--report", type=_report, default=None, metavar="FILE.html", help="write a page for a clinic's reviewer"
    )
    check.add_argument("--scores", action="store_true", default=False, help="say how hard each page is to read, first")
    check.set_defaults(command="check")

    new_topic = commands.add_parser("new-topic", help="make a small topic to begin with, in a new folder")
    new_topic.add_argument(
        "path", type=_folder, metavar="DIR", help="the folder to make; its name gives the topic's id"
    )
    new_topic.set_defaults(command="new-topic")
    _add_sign_off(commands)
    _add_summary(commands)
    self_test = commands.add_parser("self-test", help="try whether this installation works, without a display")
    self_test.set_defaults(command="self-test")
    _add_kiosk(commands)
    return parser


def _add_kiosk(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the commands of the waiting room."""
    kiosk = commands.add_parser(
        "kiosk", argument_default=argparse.SUPPRESS, help="show a topic on a waiting room's touch screen, locked"
    )
    kiosk.add_argument("--topic", type=Path, metavar="PATH", help="another topic: a folder or a zip")
    kiosk.add_argument(
        "--check-system",
        action="store_true",
        default=False,
        help="only say what of the machine's set-up is still open",
    )
    kiosk.add_argument(
        "--staff-card",
        type=_pdf,
        metavar="FILE.pdf",
        help="only write one page for staff: start, stop, what to do when",
    )
    kiosk.add_argument("--language", type=_language, metavar="CODE", help="language of that page, as in es (en)")
    add_site_option(kiosk)
    kiosk.set_defaults(command="kiosk")
    code = commands.add_parser("kiosk-code", help="make the hash of a staff code, for the kiosk's settings")
    code.set_defaults(command="kiosk-code")


def _add_summary(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command that writes a topic as a file to take home."""
    summary = commands.add_parser(
        "summary",
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,  # --page is an option of the window, and no short way to say --pages.
        help="write a topic as a PDF or web page to take home",
    )
    summary.add_argument(
        "-o", "--output", type=_file, required=True, metavar="FILE", help="FILE.pdf or FILE.html; with --all a folder"
    )
    summary.add_argument("--edition", choices=EDITIONS, help="one-page (this one if none is named) or booklet")
    summary.add_argument("--large-print", action="store_true", help="text of 18 points, and more space")
    summary.add_argument("--language", type=_language, metavar="CODE", help="language, as in es (the system's)")
    summary.add_argument(
        "--with", dest="beside", type=_language, metavar="CODE", help="a second language under each line"
    )
    summary.add_argument("--paper", choices=PAPERS, help="the paper (that of the clinic's settings, else letter)")
    summary.add_argument("--pages", type=_pages, metavar="ID,ID", help="only these pages, as in overview,treatment")
    summary.add_argument("--if-asked", action="store_true", help='also what stands behind "Only if I want to know"')
    summary.add_argument("--topic", type=Path, metavar="PATH", help="another topic: a folder or a zip")
    summary.add_argument(
        "--all", dest="every", action="store_true", help="every edition in every language, into the folder DIR of -o"
    )
    add_site_option(summary)
    summary.set_defaults(command="summary")


def _wish(found: dict[str, Any], parser: Parser) -> SummaryWish:
    """Return what the options of ``summary`` ask for."""
    output, every = found["output"], found.get("every", False)
    if not every and not output.name.lower().endswith((".pdf", *WEB_PAGES)):
        parser.error(f"{str(output)!r} is neither PDF nor web page; expected a name that ends in .pdf or .html")
    if every and found.keys() & {"edition", "large_print", "language"}:
        parser.error("--all writes every edition and language; leave --edition, --large-print and --language out")
    named = {name: found[name] for name in Order._fields if name in found}
    order = Order(**({"language": "", "paper": ""} | named))
    if order.beside and order.beside == order.language:
        parser.error("--with takes a second language; leave it out for one")
    return SummaryWish(output, order, found.get("topic"), found.get("site"), every)


_SIGNED = ("name", "role", "next", "topic", "pages", "language", "output", "site")


def _add_sign_off(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command that records a review."""
    sign = commands.add_parser(
        "sign-off",
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,  # --page is an option of the window, and no short way to say --pages.
        help="record that you have reviewed pages as they are now",
    )
    sign.add_argument("--topic", type=Path, metavar="PATH", help="the topic: a folder or a zip (the bundled one)")
    sign.add_argument("--pages", type=_pages, metavar="ID,ID", help="the pages, as in overview,treatment (all)")
    sign.add_argument("--language", type=_language, metavar="CODE", help="the language, as in es (all)")
    sign.add_argument("--name", required=True, help="who has reviewed them")
    sign.add_argument("--role", required=True, help='what you are, as in "oncology nurse"')
    sign.add_argument("--next", type=_day, required=True, metavar="DATE", help="the next review, as in 2027-11-23")
    sign.add_argument(
        "-o", "--output", type=_file, metavar="FILE", help="the file of reviews to write (reviews.toml in the topic)"
    )
    add_site_option(sign)
    sign.set_defaults(command="sign-off")


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what the window shows; they may stand before a command or after it.

    Those that are not given are left out, so that a command does not undo what was said before it.
    """
    add_site_option(parser)
    parser.add_argument("--topic", type=Path, metavar="PATH", help="show another topic: a folder or a zip")
    parser.add_argument("--language", type=_language, metavar="CODE", help="language of the topic, as in es")
    parser.add_argument("--page", metavar="ID", help="the page to open, as in intravasation")
    parser.add_argument("--size", type=_size, metavar="WxH", help="size in pixels (1280x800)")
    parser.add_argument("--theme", choices=THEMES, help="colors")
    parser.add_argument("--text-size", type=_text_size, metavar="PERCENT", help="100 to 300 (100)")
    parser.add_argument("--spacing", choices=SPACINGS, help="room between lines, paragraphs, letters and words")
    parser.add_argument("--no-motion", dest="motion", action="store_false", help="nothing moves")


def add_site_option(
    parser: argparse.ArgumentParser, words: str = "the clinic's own settings (those of this machine)"
) -> None:
    """Add the option that every command has: it may stand before the command or after it.

    Args:
        parser: The command's parser.
        words: What the command does with it.
    """
    parser.add_argument("--site", type=_file, metavar="FILE", help=words)


def _size(text: str) -> tuple[int, int]:
    """Return width and height from ``"1280x800"``."""
    width, mark, height = text.partition("x")
    if not (mark and _is_number(width) and _is_number(height)):
        message = f"{text!r} is no size; expected width x height in pixels, as in 1280x800"
        raise argparse.ArgumentTypeError(message)
    size = int(width), int(height)
    if not (SMALLEST[0] <= size[0] <= LARGEST[0] and SMALLEST[1] <= size[1] <= LARGEST[1]):
        message = f"{text!r} is out of range; expected {SMALLEST[0]}x{SMALLEST[1]} to {LARGEST[0]}x{LARGEST[1]}"
        raise argparse.ArgumentTypeError(message)
    return size


def _file(text: str) -> Path:
    """Return a file's name."""
    if not text:
        message = "the name is empty; expected the name of a file"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def _pdf(text: str) -> Path:
    """Return the name of a PDF."""
    if not text.lower().endswith(".pdf"):
        message = f"{text!r} is no PDF; expected a name that ends in .pdf"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def _folder(text: str) -> Path:
    """Return a folder's name."""
    if not text:
        message = "the name is empty; expected the name of a new folder, as in my-topic"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def _report(text: str) -> Path:
    """Return the name of a web page."""
    if not text.lower().endswith(WEB_PAGES):
        message = f"{text!r} is no web page; expected a name that ends in .html"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def _pages(text: str) -> tuple[str, ...]:
    """Return pages from ``"overview,treatment"``."""
    pages = tuple(page.strip() for page in text.split(","))
    if not all(pages):
        message = f"{text!r} names no page; expected ids with commas between them, as in overview,treatment"
        raise argparse.ArgumentTypeError(message)
    return pages


def _day(text: str) -> dt.date:
    """Return a day from ``"2027-11-23"``."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads other ways to write a day, which nobody would understand in an answer.
    if day is None or day.isoformat() != text:
        message = f"{text!r} is no day; expected year, month and day, as in 2027-11-23"
        raise argparse.ArgumentTypeError(message)
    return day


def _is_number(text: str) -> bool:
    """Whether a word is a whole number that a screen could have."""
    return text.isascii() and text.isdigit() and len(text) < 6


def _text_size(text: str) -> int:
    """Return a step of the text size from ``"150"``."""
    steps = ", ".join(str(step) for step in TEXT_SIZES)
    if not _is_number(text) or int(text) not in TEXT_SIZES:
        message = f"{text!r} is no text size; expected one of {steps}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _language(text: str) -> str:
    """Return a language's code from ``"es"``."""
    parts = text.split("-")
    if not all(part.isascii() and part.isalnum() and 2 <= len(part) <= 8 for part in parts) or not parts[0].isalpha():
        message = f"{text!r} is no language; expected a code such as en or es"
        raise argparse.ArgumentTypeError(message)
    return text
