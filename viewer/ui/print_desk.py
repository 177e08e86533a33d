"""What printing and saving take from: the maker of summaries, the printers, the folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.content.topics import Topic
    from viewer.printing.service import PrintService
    from viewer.summary.making import SummaryMaker


class Folder(NamedTuple):
    """A folder in which files can be saved.

    Attributes:
        words: How people call it.
        path: Where it is.
    """

    words: str
    path: Path


class PrintDesk(NamedTuple):
    """What a window takes from when the reader wants to print or save.

    Attributes:
        maker: Gives what makes summaries of a topic; nothing of it is loaded before.
        service: Gives what prints on this system.
        folders: Gives the folders to choose from, never none.
        paper: The paper in the printer, one of :data:`viewer.summary.order.PAPERS`; ``""`` where nobody has told.
    """

    maker: Callable[[Topic], SummaryMaker]
    service: Callable[[], PrintService]
    folders: Callable[[], Sequence[Folder]]
    paper: str = ""


class PrintSubject(NamedTuple):
    """What the reader looks at while the wish to print comes up.

    Attributes:
        topic: The topic.
        page: The id of the page that is shown.
        language: The language that is shown.
        languages: The languages that are offered, each with its name in that language.
        questions: The reader's own questions, in their order.
    """

    topic: Topic
    page: str
    language: str
    languages: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()


def usual_folders() -> Sequence[Folder]:
    """Return those of the reader's own folders that there are, named as the system names them; the home first."""
    from pathlib import Path

    from PySide6.QtCore import QStandardPaths

    places = QStandardPaths.StandardLocation
    found: dict[Path, Folder] = {}
    wanted = (places.HomeLocation, places.DocumentsLocation, places.DesktopLocation, places.DownloadLocation)
    for place in wanted:
        path = Path(QStandardPaths.writableLocation(place))
        if place is places.HomeLocation or path.is_dir():
            found.setdefault(path, Folder(QStandardPaths.displayName(place), path))
    return tuple(found.values())
