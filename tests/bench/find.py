"""Searches a topic for the bench, in a process of its own: the index by itself, then the panel in a window.

    find.py TOPIC RUNS      prints what ``bench.py`` reads

The first line: pages, places, seconds to read all of them, milliseconds from a key to the painted places (median,
slowest). Then a line for each query: milliseconds of the peer and of the viewer (medians), places found, the words.
"""

import os
import statistics
import sys
import time
from pathlib import Path

HERE = os.path.dirname(os.path.abspath(__file__))
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={HERE}/screen.json")
sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))

QUERIES = ("t", "ca", "the", "cancer", "cancer c", "cancer cell", "page77", "what is metastasis", "metasteses", "zzzz")
"""One letter, beginnings, a word of half of all places, several words, a rare one, a sentence, a slip, nothing."""

TYPED = "cancer cells"


def taken(act):
    """Return how long something takes, in milliseconds, and what it gives."""
    begin = time.perf_counter()
    result = act()
    return (time.perf_counter() - begin) * 1000, result


def scan(texts, words):
    """Return how many texts hold all words: the peer."""
    return sum(all(word in text for word in words) for text in texts)


def read(topic):
    """Return an index that has read all, and how many seconds that took."""
    from viewer.content.search import SearchIndex
    from viewer.content.translation import Translation

    index = SearchIndex(topic, Translation("en"))
    took, _ = taken(lambda: list(index.steps()))
    return index, took / 1000


def type_into_panel(topic):
    """Type into the search of a window, letter by letter; return how long each took until all was painted."""
    from PySide6.QtTest import QTest

    from viewer.app import make_application
    from viewer.content.notice import notice_for
    from viewer.content.translation import Translation
    from viewer.desktop.shelf import Shelf
    from viewer.desktop.window import DesktopWindow
    from viewer.settings import resources_folder
    from viewer.ui.finder import Finder
    from viewer.ui.theme import Colors, Look, load_fonts

    application = make_application(offscreen=False)
    load_fonts(resources_folder() / "fonts")
    shelf = Shelf(
        notice=lambda language: notice_for(resources_folder() / "notice", language),
        translation=Translation,
        colors=lambda _theme: Colors(),
        language_name=str,
    )
    window = DesktopWindow(topic, shelf, "en", Look(motion=False), topic.pages[0].id, (1280, 800))
    window.show()
    window.open_find()
    while window.view.findChild(Finder).busy:
        application.processEvents()
    panel, times = window.view.panel, []

    def press(letter):
        QTest.keyClicks(panel.field, letter)
        application.processEvents()
        panel.repaint()

    for _ in range(3):
        times += [taken(lambda letter=letter: press(letter))[0] for letter in TYPED]
        panel.field.clear()
    return times


def main(folder, runs):
    """Measure and print."""
    from viewer.content.topics import open_topic

    topic = open_topic(Path(folder))
    index, reading = read(topic)
    texts = [passage.own.casefold() for passage in index.passages]
    lines = []
    for words in QUERIES:
        peer, viewer, total = [], [], 0
        for _ in range(int(runs)):
            peer.append(taken(lambda words=words: scan(texts, words.split()))[0])
            took, found = taken(lambda words=words: index.find(words))
            viewer.append(took)
            total = found.total
        lines.append(f"{statistics.median(peer):.3f} {statistics.median(viewer):.3f} {total} {words}")
    typing = type_into_panel(topic)
    print(len(topic.pages), len(texts), f"{reading:.2f} {statistics.median(typing):.2f} {max(typing):.2f}")
    print("\n".join(lines), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
