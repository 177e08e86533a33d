"""Summaries for the bench: the viewer's, beside typst alone with the same words and no picture, in one process.

``paper.py EDITION COUNT FOLDER`` prints a line a round: milliseconds of the clock and of the processors, for typst
alone, for the viewer, and for the viewer with the same order once more. Each round has a question of its own, as when
somebody changes it and prints again.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

PLAIN = """\
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "en")
#set document(title: "Words")
#set page(footer: [Foot])
#heading[Words]
#for words in json(bytes(sys.inputs.words)) { par(words) }
"""


def words_in(value):
    """Yield the words of a document that stand on paper, as texts of some length."""
    if isinstance(value, dict):
        yield from (words for name, each in value.items() if name != "families" for words in words_in(each))
    elif isinstance(value, list):
        if len(value) == 2 and value[0] == "t":
            yield value[1]
        else:
            yield from (words for each in value for words in words_in(each))


def took(make):
    """Return the milliseconds of the clock and of the processors that something takes."""
    begin, spent = time.perf_counter(), time.process_time()
    make()
    return (time.perf_counter() - begin) * 1000, (time.process_time() - spent) * 1000


def main(edition, count, folder):
    """Print the rounds; the first, with nothing ready, comes before them."""
    sys.path.insert(0, str(ROOT))
    import json

    import typst

    from viewer.content.topics import open_topic
    from viewer.settings import resources_folder
    from viewer.summaries import maker_for
    from viewer.summary.order import Order

    resources = resources_folder()
    maker = maker_for(open_topic(resources / "topics/metastasis"))
    folder = Path(folder)
    plain = folder / "plain.typ"
    plain.write_text(PLAIN, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resources / "fonts")])

    def floor(order):
        words = json.dumps([each for each in words_in(maker.made(order).document) if len(each) > 3])
        return took(
            lambda: typst.compile(
                str(plain), root=str(folder), font_paths=fonts, sys_inputs={"words": words}, pdf_standards=["ua-1"]
            )
        )

    for number in range(int(count) + 1):
        order = Order("en", edition, questions=(f"Question {number}?",))
        alone = floor(order)
        print(*alone, *took(lambda order=order: maker.pdf(order)), *took(lambda order=order: maker.pdf(order)))
    sys.stdout.flush()
