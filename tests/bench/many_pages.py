"""A topic of a thousand pages for the bench: the bundled topic's paragraphs, dealt out anew."""

import random
import re
from pathlib import Path

BUNDLED = Path(__file__).parent.parent.parent / "resources" / "topics" / "metastasis"

PAGE = """\
---
title = "{title}"
summary = "One page of many."
sources = ["cruk-spread"]
---
{body}
"""


def write_many_pages(folder, count=1000, paragraphs=24):
    """Write the topic in English; each page has about as many blocks as a bundled one, and one word of its own.

    Args:
        folder: Where to; it must not be there.
        count: How many pages.
        paragraphs: How many paragraphs each has.

    Returns:
        The folder.
    """
    folder = Path(folder)
    (folder / "en").mkdir(parents=True)
    header = (BUNDLED / "topic.toml").read_text(encoding="utf-8")
    entry = re.search(r"\[\[pages\]\].*?(?=\[\[sources\]\])", header, re.DOTALL)
    names = [f"page-{number}" for number in range(count)]
    kinds = ['kind = "overview"', *['kind = "page"'] * (count - 1)]
    pages = "".join(f'[[pages]]\nid = "{name}"\n{kind}\n\n' for name, kind in zip(names, kinds, strict=True))
    (folder / "topic.toml").write_text(header.replace(entry[0], pages), encoding="utf-8")
    (folder / "diagram.svg").write_bytes((BUNDLED / "diagram.svg").read_bytes())
    (folder / "en" / "glossary.toml").write_bytes((BUNDLED / "en" / "glossary.toml").read_bytes())
    texts, heads = dealt()
    dice = random.Random(7)
    for number, name in enumerate(names):
        body = ["## In short {#short}", f"This is page{number}word."]
        for at, text in enumerate(dice.sample(texts, paragraphs)):
            body += [f"## {dice.choice(heads)}"] * (at % 4 == 0) + [text]
        page = PAGE.format(title=dice.choice(heads).replace('"', ""), body="\n\n".join(body))
        (folder / "en" / f"{name}.md").write_text(page, encoding="utf-8")
    return folder


def dealt():
    """Return the paragraphs and the headings of the bundled topic."""
    texts, heads = [], []
    for path in sorted((BUNDLED / "en").glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n\n"):
            if part.startswith("## ") and "{#" not in part:
                heads.append(part.strip()[3:])
            elif part.strip() and part[0].isalpha():
                texts.append(part.strip())
    return texts, heads
