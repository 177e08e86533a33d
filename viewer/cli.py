"""The command line. Qt is imported only inside the commands that need it."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from viewer import __version__
from viewer.settings import LARGEST, SMALLEST, TEXT_SIZES, THEMES, Settings, resources_folder

WRONG_USE = 2
"""Exit code for options that cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and end the process with exit code 2."""
        self.exit(WRONG_USE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: The words after the command's name; ``None`` takes the process's.

    Returns:
        The exit code: 0 when all is well, 1 when something could not be done, 2 for wrong use.
    """
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    _use_utf8()
    options = make_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"metastasis-viewer: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1


def make_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(
        prog="metastasis-viewer",
        description="Shows how cancer can spread: a picture, its explanation, and a notice that stays.",
    )
    parser.add_argument("--version", action="version", version=f"metastasis-viewer {__version__}")
    _add_window_options(parser)
    parser.add_argument(
        "--preview", type=Path, metavar="FILE", help="where to draw the window when there is no display"
    )
    parser.set_defaults(run=_run_window)
    commands = parser.add_subparsers(title="commands", metavar="", prog="metastasis-viewer")

    picture = commands.add_parser("picture", help="draw the window to a PNG file, without a display")
    picture.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the PNG file to write")
    _add_window_options(picture)
    picture.set_defaults(run=_run_picture)

    check = commands.add_parser("check", help="say what is wrong in a topic, one line a problem")
    check.add_argument("path", type=Path, nargs="?", metavar="PATH", help="a topic: folder or zip (the bundled one)")
    check.set_defaults(run=_run_check)
    return parser


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what the window shows."""
    parser.add_argument("--topic", type=Path, metavar="PATH", help="show another topic: a folder or a zip")
    parser.add_argument("--language", type=_language, metavar="CODE", help="language of the topic, as in es")
    parser.add_argument("--page", metavar="ID", help="the page to open, as in intravasation")
    parser.add_argument("--size", type=_size, default=(1280, 800), metavar="WxH", help="size in pixels (1280x800)")
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0], help="colors")
    parser.add_argument("--text-size", type=_text_size, default=100, metavar="PERCENT", help="100 to 300 (100)")
    parser.add_argument("--no-motion", dest="motion", action="store_false", help="nothing moves")


def _size(text: str) -> tuple[int, int]:
    """Return width and height from ``"1280x800"``."""
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text)
    if not found:
        message = f"{text!r} is no size; expected width x height in pixels, as in 1280x800"
        raise argparse.ArgumentTypeError(message)
    width, height = int(found[1]), int(found[2])
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        message = f"{text!r} is out of range; expected {SMALLEST[0]}x{SMALLEST[1]} to {LARGEST[0]}x{LARGEST[1]}"
        raise argparse.ArgumentTypeError(message)
    return width, height


def _text_size(text: str) -> int:
    """Return a step of the text size from ``"150"``."""
    steps = ", ".join(str(step) for step in TEXT_SIZES)
    if not text.isascii() or not text.isdigit() or int(text) not in TEXT_SIZES:
        message = f"{text!r} is no text size; expected one of {steps}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _language(text: str) -> str:
    """Return a language's code from ``"es"``."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        message = f"{text!r} is no language; expected a code such as en or es"
        raise argparse.ArgumentTypeError(message)
    return text


def _use_utf8() -> None:
    """Let Qt find a UTF-8 locale where the system names none, and print any letter."""
    if sys.platform.startswith("linux") and os.environ.get("LC_ALL") in {"C", "POSIX"}:
        os.environ["LC_ALL"] = "C.UTF-8"
    elif sys.platform.startswith("linux") and not any(os.environ.get(n) for n in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LC_CTYPE"] = "C.UTF-8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        topic=options.topic,
        language=options.language,
        page=options.page,
        size=options.size,
        theme=options.theme,
        text_size=options.text_size,
        motion=options.motion,
    )


def _libraries_missing(*, screen: bool) -> bool:
    """Say which system libraries Qt lacks, before Qt itself would fail; whether there are any."""
    from viewer.libraries import advice, missing

    packages = missing(screen=screen)
    if packages:
        print(f"metastasis-viewer: {advice(packages)}", file=sys.stderr)
    return bool(packages)


def _run_window(options: argparse.Namespace) -> int:
    """Open the desktop window."""
    if _libraries_missing(screen=bool(os.environ.get("DISPLAY"))):
        return 1
    from viewer.app import run

    return run(_settings(options), options.preview)


def _run_picture(options: argparse.Namespace) -> int:
    """Draw the window to a file."""
    if _libraries_missing(screen=False):
        return 1
    from viewer.app import draw

    return draw(_settings(options), options.output)


def _run_check(options: argparse.Namespace) -> int:
    """Validate a topic."""
    from viewer.content.check import check_topic

    path = options.path or resources_folder() / "topics" / "metastasis"
    problems = check_topic(path)
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{path}: no problem found")
    return 1 if problems else 0
