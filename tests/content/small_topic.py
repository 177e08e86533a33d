"""A small, complete topic for tests: an overview, two steps and one more page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.made_from import record_made_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TITLES = {"en": "How a seed travels", "es": "Cómo viaja una semilla", "ar": "كيف تسافر البذرة"}

TOPIC = """\
format = 1
id = "seeds"
version = "1.0"
date = 2026-11-23
diagram = "diagram.svg"

[title]
{titles}
[picture]
{pictures}
[key]
{keys}
[[pages]]
id = "overview"
kind = "overview"

[[pages]]
id = "leaving"
kind = "step"

[[pages]]
id = "flying"
kind = "step"

[[pages]]
id = "care"
kind = "page"

[[sources]]
id = "garden-book"
publisher = "Garden Press"
title = "The Book of Gardens"
address = "https://example.org/gardens"
read = "live"
checked = 2026-11-20
year = "2024"

[[sources]]
id = "wind-study"
publisher = "Institute of Wind"
title = "What wind carries"
address = "https://example.org/wind"
read = "copy"
checked = 2026-11-21
note = "Only the summary was read."

[colors.dark]
"#fffaf4" = "#121a1f"
"#8a4aa3" = "#c58adb"
"""

OVERVIEW = """\
---
title = "What happens?"
button = "Start"
summary = "A seed can leave its plant and travel."
sources = ["garden-book"]
---
## In short {#short}
A [seed](glossary:seed) **can** travel. It does not have to.

## How it goes
Read about [leaving](page:leaving), or ask [your care team](site:phone).

| Part | What it does |
|------|--------------|
| Seed | It *travels*. |
| Wind | It carries, says [the book](source:garden-book). |

> **Call** your gardener first.

![A seed with two wings.](seed.svg "One seed")

## Only if I want to know {#if-asked}
Some seeds do not arrive.
"""

LEAVING = """\
---
title = "Leaving the plant"
term = "abscission"
say = "ab-SIH-zhun"
summary = "The seed comes loose."
picture = "A seed comes loose from its plant."
caption = "The stalk lets go."
sources = ["garden-book", "wind-study"]
[labels]
stalk = "stalk"
[allow]
"Always call" = "an instruction"
---
## In short {#short}
The stalk lets go.

## What this means for you {#means}
1. Look.
2. Wait.
    - Some wait long.

## Good to know {#good}
Many seeds stay.

## Questions to ask {#ask}
- Why does it leave?
- What can [I](site:name) do?
"""

FLYING = """\
---
title = "Flying"
term = "dispersal"
say = "dis-PER-sul"
summary = "The wind carries the seed."
picture = "A seed in the wind."
caption = "Far from home."
sources = ["wind-study"]
---
## In short {#short}
The [wind](glossary:wind) carries the seed.

## What this means for you {#means}
### Near
Not much.

### Far
It may take long.

## Good to know {#good}
Few seeds arrive.

## Questions to ask {#ask}
- How far?
"""

CARE = """\
---
title = "Caring for the garden"
summary = "What you can do."
sources = ["garden-book"]
---
## In short {#short}
Water it.
"""

GLOSSARY = """\
[seed]
term = "seed"
say = "seed"
meaning = "A small start of a plant, carried by [wind](glossary:wind)."
sources = ["garden-book"]

[wind]
term = "wind"
meaning = "Air that moves."
sources = ["wind-study"]
"""

DIAGRAM = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1000" width="1200" height="1000">
<defs>
<linearGradient id="sky"><stop offset="0" stop-color="#fffaf4"/><stop offset="1" stop-color="#8a4aa3"/></linearGradient>
</defs>
<g id="scene">
<rect x="0" y="0" width="1200" height="1000" fill="url(#sky)"/>
<circle cx="300" cy="300" r="40" fill="#8a4aa3"/>
<circle cx="800" cy="600" r="40" fill="#8a4aa3"/>
</g>
<g id="detail-leaving" display="none"><path d="M 280 300 L 320 300" stroke="#1d2b33"/></g>
<g id="places" display="none">
<ellipse id="step-leaving" cx="300" cy="300" rx="90" ry="70"/>
<circle id="badge-leaving" cx="200" cy="200" r="26"/>
<rect id="closeup-leaving" x="120" y="180" width="360" height="240"/>
<ellipse id="step-flying" cx="800" cy="600" rx="90" ry="70"/>
<circle id="badge-flying" cx="900" cy="500" r="26"/>
<rect id="closeup-flying" x="620" y="480" width="360" height="240"/>
<path id="path-flying" d="M 300 300 C 400 300 500 600 600 600 L 800 600"/>
<line id="label-stalk" x1="300" y1="260" x2="340" y2="210"/>
</g>
</svg>
"""

SEED = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<ellipse cx="30" cy="20" rx="20" ry="10" fill="#8a4aa3"/>
</svg>
"""

PAGES = {"overview": OVERVIEW, "leaving": LEAVING, "flying": FLYING, "care": CARE}


def write_small_topic(folder: Path, languages: Sequence[str] = ("en",)) -> Path:
    """Write the topic.

    Args:
        folder: Where to; made when it is not there.
        languages: Its languages, among :data:`TITLES`. Only the topic's title is translated.

    Returns:
        The folder.
    """

    def each(words: str = "") -> str:
        return "".join(f'{language} = "{words or TITLES[language]}"\n' for language in languages)

    files = {
        "topic.toml": TOPIC.format(titles=each(), pictures=each("Two seeds."), keys=each("Not to scale.")),
        "diagram.svg": DIAGRAM,
        "seed.svg": SEED,
    }
    for language in languages:
        files |= {f"{language}/{page}.md": text for page, text in PAGES.items()}
        files[f"{language}/glossary.toml"] = GLOSSARY
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    record_made_from(folder)
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Exchange words in one of the topic's files; they must be there, once."""
    path = folder / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_bytes(text.replace(old, new).encode())
