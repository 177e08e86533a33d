"""One web page for a clinic's reviewer: all texts side by side, their sources, scores, open points, checklists.

The page needs no network and no script. Nothing on it is ticked: a machine shows where to look, people judge.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from viewer.content.blocks import (
    CallOut,
    Emphasis,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Section,
    Setting,
    Strong,
    Table,
    Text,
    walk,
)
from viewer.content.checklists import CDC, PEMAT, Evidence
from viewer.content.gathered import gathered_sections
from viewer.content.glossary import GLOSSARY_FILE
from viewer.content.translation import LANGUAGE_NAMES, Translation, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from viewer.content.blocks import Block, Inline, ListItem
    from viewer.content.checklists import Checklist
    from viewer.content.errors import Problem
    from viewer.content.limits import Score
    from viewer.content.topics import Page, Source, Topic

NOT_REVIEWED = "Not yet reviewed by a clinician."
REVIEWED = "Reviewed by"
"""How the state of a page begins that is reviewed as it stands; any other leaves it open."""

FOR_THE_REVIEWER = "For the reviewer"

_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}

_HOW_READ = {
    "live": "Read on its own site on {date}.",
    "copy": "Read in a copy on {date}.",
    "secondary": "Not read itself, but on another site that names it, on {date}.",
}

_STYLE = """
:root { --ink: #1d2b33; --teal: #0f5c6e; --ground: #fffaf4; --line: #d8d0c4; --open: #9c2f2c; }
body { margin: 0 auto; max-width: 80rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 "Atkinson Hyperlegible Next", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0 0 .4rem; } p, ul, ol { margin: .4rem 0; } li > p { margin: 0; }
h4 { font-size: 1.05rem; } h5, h6 { font-size: 1rem; margin: .9rem 0 .2rem; }
.part { margin-top: 3.5rem; }
.part > header { position: sticky; top: 0; display: flex; justify-content: space-between; align-items: baseline;
  gap: 1rem; padding: .5rem 0; background: var(--ground); border-top: 3px solid var(--teal);
  border-bottom: 1px solid var(--line); }
.part > header h2 { margin: 0; } .part, [id] { scroll-margin-top: 4rem; }
a { color: var(--teal); } img { display: block; max-width: 100%; max-height: 28rem; margin: 1rem 0; }
.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 2.5rem; padding: .7rem 0; }
.side + .side { border-top: 1px solid var(--line); }
.side > div { min-width: 0; overflow-wrap: break-word; }
.about { background: #f3ece1; padding: .7rem 1rem; margin: 1rem 0; border-radius: .4rem; font-size: .92rem; }
.box { background: #fff; border: 1px solid var(--line); border-radius: .4rem; padding: .7rem 1rem; margin: 1rem 0; }
.box li { max-width: 62rem; overflow-wrap: anywhere; }
.open { border-color: var(--open); } .todo { color: var(--open); font-weight: bold; }
.quiet { color: #4c5a62; font-size: .92rem; font-weight: normal; }
blockquote { margin: .6rem 0; padding: .3rem 1rem; background: #fff1cc; border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; background: #fff; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; }
.setting { border-bottom: 2px dotted var(--teal); } li { margin: .2rem 0; }
.asked { width: 34%; } .judged { width: 14%; }
@media print, (min-width: 50rem) { .pages td + td { white-space: nowrap; } }
@media print {
  @page { size: landscape; margin: 12mm; }
  html { font-size: 9pt; } body { max-width: none; padding: 0; background: #fff; }
  .part > header { position: static; background: none; } .part > header a { display: none; }
  .part { break-before: page; margin-top: 0; } .side { grid-template-columns: repeat(var(--languages), 1fr); }
  h3, h4 { break-after: avoid; } li, tr, figure, blockquote { break-inside: avoid; } img { max-height: 9cm; }
  .about, .box, blockquote { border: 1px solid var(--line); } table, .about, .box, blockquote { background: none; }
}
"""


def not_reviewed(page: str, language: str) -> str:
    """Return the state of a page's review as long as nobody can sign one off."""
    del page, language
    return NOT_REVIEWED


def report_page(
    topic: Topic,
    scores: Sequence[Score],
    problems: Sequence[Problem],
    review_state: Callable[[str, str], str] = not_reviewed,
) -> str:
    """Return the whole web page.

    Args:
        topic: The topic, whole.
        scores: How hard its pages are to read.
        problems: All that is wrong with it.
        review_state: Says in words whether a page, by its id and language, is reviewed.
    """
    return "".join(_Report(topic, scores, problems, review_state).parts())


class _Report:
    """The parts of the report, one after another."""

    def __init__(
        self,
        topic: Topic,
        scores: Sequence[Score],
        problems: Sequence[Problem],
        review_state: Callable[[str, str], str],
    ) -> None:
        self._topic = topic
        self._scores = scores
        self._problems = problems
        self._state = review_state
        self._date = Translation("en").date

    def parts(self) -> Iterator[str]:
        """Yield the whole page in pieces."""
        title = escape(self._topic.title(self._topic.languages[0]))
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>For review: {title}</title>\n"
        yield f"<style>:root {{ --languages: {len(self._topic.languages)}; }}{_STYLE}</style>\n</head>\n<body>\n"
        yield f"<h1>For review: {title}</h1>\n"
        yield f"<p>Version {escape(self._topic.version)} of the text, {self._date(self._topic.date)}.</p>\n"
        yield from self._overview()
        for entry in self._topic.entries:
            title = self._topic.page(entry.id, self._topic.languages[0]).title
            yield from _part(title, f"page-{entry.id}", self._page(entry.id))
        yield from _part("Glossary", "words", self._words())
        evidence = Evidence(self._topic, self._scores, self._problems)
        counted = f"Pages and their parts were counted in {_name(self._topic.languages[0])}."
        for checklist in (PEMAT, CDC):
            yield from _part(checklist.name, _anchor(checklist), _checklist(checklist, evidence, counted))
        yield "</body>\n</html>\n"

    def _overview(self) -> Iterator[str]:
        """Yield what a reviewer sees first: what is open, what each page says, how to read the rest."""
        yield from self._what_is_open()
        yield from self._contents()
        wholes = [score for score in self._scores if not score.page]
        yield from _items("Reading level of the whole", (f"{_name(score.language)}: {score}" for score in wholes))
        yield from _items(
            "How to read this page",
            (
                "What readers see stands on the light ground, each language beside the other, part beside part. What "
                "stands behind a page (its review, reading level, words for those who cannot see) has a darker ground.",
                "A dotted line marks words that give way to a clinic’s own setting.",
                "Parts that readers see only when they ask for them are marked so.",
                "The program adds to every page the notice, the sources and the line about its review, and its "
                "close-up to each step.",
                "Reading levels are measured with the words of the glossary masked; headings and items of lists count "
                "as sentences.",
            ),
        )
        files = {page.file for page in self._all_pages()} | self._glossaries()
        rest = [problem for problem in self._problems if problem.file not in files]
        yield from _items("Open problems of the topic", map(str, rest), "open")
        yield f'<h3>The picture</h3>\n<img alt="" src="{_data(self._topic.diagram, "svg")}">\n'
        yield from self._side(lambda code: (f"<p>{escape(words)}</p>" for words in self._picture_words(code)))

    def _contents(self) -> Iterator[str]:
        """Yield a table of the pages: what each says in one line, and what is open in it."""
        yield '<h3 id="contents">Pages</h3>\n<table class="pages">\n<thead><tr><th scope="col">Page, in one line</th>'
        for head in ("Review", "Reading level", "Sources", "Problems"):
            yield f'<th scope="col">{head}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for entry in self._topic.entries:
            pages = [self._topic.page(entry.id, language) for language in self._topic.languages]
            cells = (self._open_reviews(pages), self._hard(entry.id), self._read_how(pages), self._counted(pages))
            yield f'<tr><td><a href="#page-{entry.id}">{escape(pages[0].title)}</a><br>'
            yield f'<span class="quiet">{escape(pages[0].summary)}</span></td>'
            yield "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
        yield "</tbody></table>\n"
        rest = (("words", "Glossary"), *((_anchor(each), each.name) for each in (PEMAT, CDC)))
        links = " · ".join(f'<a href="#{anchor}">{escape(name)}</a>' for anchor, name in rest)
        yield f"<p>After the pages: {links}</p>\n"

    def _open_reviews(self, pages: Sequence[Page]) -> str:
        """Return in which languages a page is open or reviewed."""
        states = {page.language: self._state(page.id, page.language).startswith(REVIEWED) for page in pages}
        told = (f"{escape(code)}: {'done' if done else _todo('open')}" for code, done in states.items())
        return "<br>".join(told)

    def _hard(self, page_id: str) -> str:
        """Return whether a page keeps the limits of its reading level."""
        scores = [score for score in self._scores if score.page == page_id]
        over = [score.language for score in scores if not score.is_right]
        return _todo(f"over the limit: {', '.join(over)}") if over else "kept" if scores else "not measured"

    def _read_how(self, pages: Sequence[Page]) -> str:
        """Return how many sources a page has, and how many were read only on other sites."""
        sources = {source: self._topic.sources[source] for page in pages for source in page.sources}
        indirect = sum(source.read == "secondary" for source in sources.values())
        return f"{len(sources)}<br>{_todo(f'{indirect} read only elsewhere')}" if indirect else str(len(sources))

    def _counted(self, pages: Sequence[Page]) -> str:
        """Return how many problems the check found on a page."""
        count = sum(problem.file == page.file for problem in self._problems for page in pages)
        return _todo(str(count)) if count else "0"

    def _what_is_open(self) -> Iterator[str]:
        """Yield in numbers what still needs somebody's eye."""
        pages = list(self._all_pages())
        open_pages = sum(not self._state(page.id, page.language).startswith(REVIEWED) for page in pages)
        sources = list(self._topic.sources.values())
        indirect = sum(source.read == "secondary" for source in sources)
        copies = sum(source.read == "copy" for source in sources)
        allowed = sum(len(page.allow) for page in pages)
        open_points = (
            f"{open_pages} of {len(pages)} pages, counted in each language, still need a clinician’s review.",
            f"{len(self._problems)} problems found by the check.",
            f"Of {len(sources)} sources, {indirect} were read only on other sites that name them, {copies} in copies.",
            f"{allowed} phrases were let through the wording check, each with a reason beside its page.",
            "Each item of the two checklists at the end is the reviewer’s to judge.",
        )
        yield from _items("What is open", open_points, "open")

    def _picture_words(self, language: str) -> tuple[str, str]:
        return self._topic.picture(language), self._topic.key(language)

    def _all_pages(self) -> Iterator[Page]:
        for entry in self._topic.entries:
            for language in self._topic.languages:
                yield self._topic.page(entry.id, language)

    def _glossaries(self) -> set[str]:
        return {f"{language}/{GLOSSARY_FILE}" for language in self._topic.languages}

    def _side(self, of: Callable[[str], Iterable[str]], kind: str = "side", anchor: str = "") -> Iterator[str]:
        """Yield a row with the same thing in every language side by side."""
        yield f'<div class="{kind}" id="{anchor}">\n' if anchor else f'<div class="{kind}">\n'
        for language in self._topic.languages:
            direction = "rtl" if is_right_to_left(language) else "ltr"
            yield f'<div lang="{escape(language)}" dir="{direction}">'
            yield from of(language)
            yield "</div>\n"
        yield "</div>\n"

    # Pages

    def _page(self, page_id: str) -> Iterator[str]:
        """Yield a page in every language, section beside section, and what stands behind it."""
        pages = {language: self._topic.page(page_id, language) for language in self._topic.languages}
        first = pages[self._topic.languages[0]]
        yield from self._side(lambda code: self._about(pages[code]), "side about")
        pictures = [block for section in first.sections for block in _figures(section)]
        for figure in pictures:
            ending = figure.image.rpartition(".")[2].lower()
            if figure.image in self._topic.files and ending in _MEDIA:
                yield f'<img alt="" src="{_data(self._topic.files[figure.image], ending)}">\n'
        for row in zip_longest(*(self._whole(page) for page in pages.values())):
            beside = dict(zip(pages, row, strict=True))
            yield from self._side(lambda code, beside=beside: _block(beside[code]) if beside[code] else ())  # type: ignore[misc]
        yield from self._sources(pages)

    def _sources(self, pages: dict[str, Page]) -> Iterator[str]:
        """Yield the sources of a page in all its languages, those first that somebody still has to compare."""
        first = pages[self._topic.languages[0]]
        named = dict.fromkeys(source for page in pages.values() for source in page.sources)
        sources = sorted(named, key=lambda each: self._topic.sources[each].read != "secondary")
        heading = f"Sources of “{first.title}”"
        yield f'<section class="box"><h3>{escape(heading)}</h3>\n<ul>\n'
        for source in sources:
            missing = [code for code, page in pages.items() if source not in page.sources]
            yield f"<li>{self._source(self._topic.sources[source])}"
            yield f" (not named in: {escape(', '.join(missing))})</li>\n" if missing else "</li>\n"
        yield "</ul></section>\n"

    def _whole(self, page: Page) -> tuple[Section, ...]:
        """Return the sections of a page with those that it gathers from others."""
        if page.kind != "questions":
            return page.sections  # The words stand in a table of their own.
        return (*page.sections, *gathered_sections(self._topic, page, Translation(page.language)))

    def _about(self, page: Page) -> Iterator[str]:
        """Yield what stands behind a page in one language: review, score, problems, and the front matter."""
        yield f'<h3>{escape(page.title)} <span class="quiet">{escape(_name(page.language))}</span></h3>\n'
        state = self._state(page.id, page.language)
        yield f"<p>{escape(state) if state.startswith(REVIEWED) else _todo(state)}</p>\n"
        scores = [score for score in self._scores if (score.page, score.language) == (page.id, page.language)]
        for score in scores:
            over = "" if score.is_right else _todo(" Over the limit.")
            yield f"<p>{escape(str(score))}.{over}</p>\n"
        if not scores:
            yield "<p>No reading level is measured.</p>\n"
        yield from _items("Open problems", (str(each) for each in self._problems if each.file == page.file), "open")
        allowed = (f"“{phrase}”: {reason}" for phrase, reason in page.allow.items())
        yield from _items("Let through the wording check", allowed)
        yield f"<p>In one line: {escape(page.summary)}</p>\n"
        if page.term:
            yield f"<p>The medical word: {escape(page.term)} ({escape(page.say)})</p>\n"
        if page.picture:
            yield f"<p>The close-up, for those who cannot see it: {escape(page.picture)}<br>"
            yield f"Under it: {escape(page.caption)}</p>\n"
        if page.labels:
            yield f"<p>Words in the pictures: {escape(', '.join(page.labels.values()))}</p>\n"

    def _source(self, source: Source) -> str:
        """Return a source with how and when it was read and its note."""
        year = f" ({escape(source.year)})" if source.year else ""
        read = escape(_HOW_READ[source.read].format(date=self._date(source.checked)))
        read = _todo(read) if source.read == "secondary" else read
        note = f'<br><span class="quiet">Note: {escape(source.note)}</span>' if source.note else ""
        address = escape(source.address)
        link = f'<a href="{address}" rel="noreferrer">{address}</a>'
        return f"{escape(source.publisher)}. {escape(source.title)}{year}. {link}. {read}{note}"

    # Words

    def _words(self) -> Iterator[str]:
        """Yield the glossary, each word in every language side by side."""
        problems = [problem for problem in self._problems if problem.file in self._glossaries()]
        yield from _items("Open problems", map(str, problems), "open")
        glossaries = {language: self._topic.words(language) for language in self._topic.languages}
        for word_id in dict.fromkeys(word for words in glossaries.values() for word in words):
            row = lambda code, word_id=word_id: self._word(code, word_id)  # noqa: E731
            yield from self._side(row, anchor=f"word-{word_id}")

    def _word(self, language: str, word_id: str) -> Iterator[str]:
        word = self._topic.words(language).get(word_id)
        if word is None:
            yield f"<p>No word “{escape(word_id)}” in this language.</p>"
            return
        say = f" ({escape(word.say)})" if word.say else ""
        named = "; ".join(
            f"{source.publisher}, {source.title}" for source in map(self._topic.sources.__getitem__, word.sources)
        )
        yield f"<p><strong>{escape(word.term)}</strong>{say}: {_words(word.meaning)}<br>"
        yield f'<span class="quiet">{escape(named)}</span></p>'


def _name(language: str) -> str:
    """Return what a language calls itself, and its code."""
    name = LANGUAGE_NAMES.get(language.partition("-")[0])
    return f"{name} ({language})" if name else language


def _todo(words: str) -> str:
    """Return words as HTML that somebody still has to do something about."""
    return f'<span class="todo">{escape(words)}</span>'


def _part(title: str, anchor: str, inside: Iterable[str]) -> Iterator[str]:
    """Yield a part of the report; its title stays in sight while the part is read."""
    yield f'<section class="part" id="{anchor}">\n<header><h2>{escape(title)}</h2>\n'
    yield '<a href="#contents">All pages</a></header>\n'
    yield from inside
    yield "</section>\n"


def _data(picture: bytes, ending: str) -> str:
    return f"data:{_MEDIA[ending]};base64,{b64encode(picture).decode()}"


def _items(title: str, items: Iterable[str], kind: str = "") -> Iterator[str]:
    """Yield a box with a list; nothing when the list is empty."""
    listed = "".join(f"<li>{escape(item)}</li>\n" for item in items)
    if listed:
        yield f'<section class="box {kind}"><h4>{escape(title)}</h4>\n<ul>\n{listed}</ul></section>\n'


# Blocks


def _figures(section: Section) -> Iterator[Figure]:
    yield from (block for block in walk((section,)) if isinstance(block, Figure))


def _block(block: Block | ListItem) -> Iterator[str]:
    """Yield a block as HTML."""
    match block:
        case Section(role=role, heading=heading, blocks=blocks):
            if heading is not None:
                yield from _block(heading)
            if role == "if-asked":
                yield '<p class="quiet">(Readers see this part only when they ask for it.)</p>\n'
            for each in blocks:
                yield from _block(each)
        case Heading(level=level, children=children):
            tag = f"h{min(level + 2, 6)}"
            yield f"<{tag}>{_words(children)}</{tag}>\n"
        case Paragraph(children=children):
            yield f"<p>{_words(children)}</p>\n"
        case List(ordered=ordered, items=items):
            tag = "ol" if ordered else "ul"
            inside = "".join(
                f"<li>{''.join(part for each in item.blocks for part in _block(each))}</li>" for item in items
            )
            yield f"<{tag}>{inside}</{tag}>\n"
        case CallOut(blocks=blocks):
            yield f"<blockquote>{''.join(part for each in blocks for part in _block(each))}</blockquote>\n"
        case Table(header=header, rows=rows):
            head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in header)
            body = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
            yield f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>\n"
        case Figure(image=image, description=description, caption=caption):
            yield f"<p>Picture {escape(image)}, for those who cannot see it: {escape(description)}<br>"
            yield f"Under it: {escape(caption)}</p>\n"
        case _:
            return


def _words(parts: tuple[Inline, ...]) -> str:
    """Return inline content as HTML."""
    said = []
    for part in parts:
        match part:
            case Text(text=text):
                said.append(escape(text))
            case Strong(children=children):
                said.append(f"<strong>{_words(children)}</strong>")
            case Emphasis(children=children):
                said.append(f"<em>{_words(children)}</em>")
            case Setting(key=key, fallback=fallback):
                said.append(f'<span class="setting" title="site:{escape(key)}">{_words(fallback)}</span>')
            case Link(kind="source", children=children):
                said.append(_words(children))
            case Link(kind=kind, target=target, children=children):
                place = "word" if kind == "glossary" else "page"
                said.append(f'<a href="#{place}-{escape(target)}">{_words(children)}</a>')
    return "".join(said)


# Checklists


def _anchor(checklist: Checklist) -> str:
    return checklist.name.casefold().replace(" ", "-")


def _checklist(checklist: Checklist, evidence: Evidence, counted: str) -> Iterator[str]:
    """Yield a checklist as tables, with where the topic meets each item and room to write."""
    yield f'<p class="quiet">{escape(checklist.source)}</p>\n<p class="quiet">{escape(counted)}</p>\n'
    for title, items in checklist.parts:
        yield f'<h3>{escape(title)}</h3>\n<table>\n<thead><tr><th scope="col">Item</th>'
        yield '<th scope="col">Where the topic meets it</th><th scope="col">Judged</th></tr></thead>\n<tbody>\n'
        for item in items:
            where = evidence.of(item)
            seen = f"{escape(where)} The rest: for the reviewer." if where else FOR_THE_REVIEWER
            asked = f"{item.number}. {escape(item.words)}"
            yield f'<tr><td class="asked">{asked}</td><td>{seen}</td><td class="judged"></td></tr>\n'
        yield "</tbody></table>\n"
