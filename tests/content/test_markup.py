"""From Markdown to blocks: what is understood, what is refused, and that nothing is lost on the way."""

from __future__ import annotations

import re
import time
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.content.blocks import (
    CallOut,
    Emphasis,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Setting,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from viewer.content.errors import ContentError
from viewer.content.markup import parse_inline, parse_page_body
from viewer.content.pages import split_front_matter


def blocks_of(text: str):
    """Return the blocks under one heading."""
    (section,) = parse_page_body(f"## Heading\n\n{text}\n", "en/x.md", 1)
    return section.blocks


def block_of(text: str):
    (block,) = blocks_of(text)
    return block


def problems_of(text: str, first_line: int = 1) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_page_body(text, "en/x.md", first_line)
    return [str(problem) for problem in caught.value.problems]


# What is understood


def test_sections_nest_by_their_headings():
    sections = parse_page_body("## A\na\n\n### B\nb\n\n#### C\nc\n\n### D\nd\n\n## E {#ask}\n- e\n", "en/x.md", 1)
    a, e = sections
    assert [type(block) for block in a.blocks] == [Paragraph, Section, Section]
    assert a.blocks[1].blocks[1].heading.children == (Text("C"),)
    assert (a.role, e.role) == ("", "ask")
    assert [a.heading.level, a.blocks[1].heading.level, a.blocks[1].blocks[1].heading.level] == [2, 3, 4]


def test_words_before_the_first_heading_are_a_section_without_one():
    first, second = parse_page_body("Hello.\n\n## A\na\n", "en/x.md", 1)
    assert (first.heading, first.role) == (None, "")
    assert first.blocks == (Paragraph("b2", (Text("Hello."),)),)
    assert second.heading == Heading("b4", 2, (Text("A"),))


def test_ids_count_the_blocks_in_reading_order():
    sections = parse_page_body(
        "## A\na\n\n- b\n    - c\n\n> d\n\n| e |\n|---|\n| f |\n\n![g](h.svg)\n\n### I\ni\n", "x", 1
    )
    ids = [block.id for block in walk(sections)]
    assert ids == [f"b{number}" for number in range(1, len(ids) + 1)]


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        ("plain", (Text("plain"),)),
        ("two\nlines  \nof it", (Text("two lines of it"),)),
        ("**a** and *b*", (Strong((Text("a"),)), Text(" and "), Emphasis((Text("b"),)))),
        ("***a***", (Strong((Emphasis((Text("a"),)),)),)),
        ("_a_ snake_case_word", (Emphasis((Text("a"),)), Text(" snake_case_word"))),
        ("[a **b**](page:c-1)", (Link("page", "c-1", (Text("a "), Strong((Text("b"),)))),)),
        ("**[a](glossary:b)**", (Strong((Link("glossary", "b", (Text("a"),)),)),)),
        ("[a](source:b).", (Link("source", "b", (Text("a"),)), Text("."))),
        ("[call](site:phone_24h)", (Setting("phone_24h", (Text("call"),)),)),
        (r"\*not\* \[so\]", (Text("*not* [so]"),)),
        ("1 < 2 & 3 > 2 &", (Text("1 < 2 & 3 > 2 &"),)),
        ("a|b {c} 5*3 ~ ^ $", (Text("a|b {c} 5*3 ~ ^ $"),)),
        ("Dr. Who\u00a0said “so” – é 日本", (Text("Dr. Who\u00a0said “so” – é 日本"),)),
        ("a.b@c.org https://x.org", (Text("a.b@c.org https://x.org"),)),
        ("a [1] b", (Text("a [1] b"),)),
        ("**a**\n*b*", (Strong((Text("a"),)), Text(" "), Emphasis((Text("b"),)))),
    ],
)
def test_inline_content(text, inline):
    assert block_of(text).children == inline
    assert parse_inline(text, "en/glossary.toml", 3) == inline


def test_lists():
    outer = block_of("1. a\n2. b\n    - c\n    - d\n3. e\n\n    f")
    assert isinstance(outer, List)
    assert outer.ordered
    first, second, third = outer.items
    assert first.blocks == (Paragraph("b5", (Text("a"),)),)
    assert isinstance(second.blocks[1], List)
    assert [plain_text(item.blocks[0].children) for item in second.blocks[1].items] == ["c", "d"]
    assert [plain_text(block.children) for block in third.blocks] == ["e", "f"]


def test_lists_with_empty_lines_between_their_items():
    assert [plain_text(item.blocks[0].children) for item in block_of("- a\n\n- b **c**\nd\n\n- e").items] == [
        "a",
        "b c d",
        "e",
    ]


def test_two_kinds_of_list_apart():
    assert [type(block) for block in blocks_of("- a\n\nwords\n\n1. b")] == [List, Paragraph, List]


def test_a_table():
    table = block_of("| A | **B** |\n|:--|---:|\n| 1 | [x](page:y) |\n|  | a \\| b |")
    assert isinstance(table, Table)
    assert table.header == ((Text("A"),), (Strong((Text("B"),)),))
    assert table.rows == (
        ((Text("1"),), (Link("page", "y", (Text("x"),)),)),
        ((), (Text("a | b"),)),
    )


def test_a_figure():
    figure = block_of('![A *cell*.](pictures/cell.svg "Seen (from above)")')
    assert figure == Figure("b3", "pictures/cell.svg", "A *cell*.", "Seen (from above)")
    assert block_of("![A cell.](cell.png)").caption == ""


def test_a_call_out():
    call_out = block_of("> **Call** now.\n>\n> - a\n> - b")
    assert isinstance(call_out, CallOut)
    assert [type(block) for block in call_out.blocks] == [Paragraph, List]


def test_a_heading_ends_a_call_out():
    (section,) = parse_page_body("## A\n> b\n### C\nd\n", "en/x.md", 1)
    assert [type(block) for block in section.blocks] == [CallOut, Section]


def test_languages_keep_the_invisible_characters_that_they_need():
    text = "\u0645\u06cc\u200c\u0631\u0648\u0645 \u200eABC\u200f a\u00adb\u00a0c"
    assert block_of(text).children == (Text(text),)


def test_roles():
    text = "".join(f"## H {{#{role}}}\n- x\n\n" for role in ("short", "means", "good", "ask", "unknown", "if-asked"))
    sections = parse_page_body(text, "en/x.md", 1)
    assert [section.role for section in sections] == ["short", "means", "good", "ask", "unknown", "if-asked"]
    assert all(plain_text(section.heading.children) == "H" for section in sections)


def test_front_matter_is_cut_off_with_its_lines():
    parts = split_front_matter('---\na = 1\nb = "---"\n---\n## X\n', "en/x.md")
    assert parts == ('a = 1\nb = "---"\n', 2, "## X\n", 5)


# What is refused

REFUSED = [
    ("<b>x</b>", 3, "raw HTML is not allowed"),
    ("a </p> b", 3, "raw HTML is not allowed"),
    ("a <!-- b -->", 3, "raw HTML is not allowed"),
    ("a <?php", 3, "raw HTML is not allowed"),
    ("<div>\n\nx\n\n</div>", 3, "raw HTML is not allowed"),
    ("x\n<script>alert(1)</script>", 4, "raw HTML is not allowed"),
    ("- <br/>", 3, "raw HTML is not allowed"),
    ("> <i>x", 3, "raw HTML is not allowed"),
    ("| <i>x |\n|---|\n| y |", 3, "raw HTML is not allowed"),
    ("a &amp; b", 3, '"&amp;" is not allowed'),
    ("a\nb &#60; c", 4, '"&#60;" is not allowed'),
    ("a &#x3C;", 3, '"&#x3C;" is not allowed'),
    ("[x](https://x.org)", 3, 'the link to "https://x.org" is refused'),
    ("[x](http://x.org)", 3, 'the link to "http://x.org" is refused'),
    ("a\n[x](javascript:alert)", 4, 'the link to "javascript:alert" is refused'),
    ("- a\n- [x](file:///etc/passwd)", 4, 'the link to "file:///etc/passwd" is refused'),
    ("[x](mailto:a@b.org)", 3, 'the link to "mailto:a@b.org" is refused'),
    ("[x](data:text/html,x)", 3, 'the link to "data:text/html,x" is refused'),
    ("[x](overview.md)", 3, 'the link to "overview.md" is refused'),
    ("[x](#top)", 3, 'the link to "#top" is refused'),
    ("[x](//x.org)", 3, 'the link to "//x.org" is refused'),
    ("[x]()", 3, 'the link to "" is refused'),
    ("[x](word:y)", 3, 'the link to "word:y" is refused'),
    ("[x](Page:y)", 3, 'the link to "Page:y" is refused'),
    ("[x](page:Y)", 3, "an id has small letters"),
    ("[x](page:)", 3, "an id has small letters"),
    ("[x](glossary:1a)", 3, "an id has small letters"),
    ("[x](glossary:a/b)", 3, "an id has small letters"),
    ("[x](site:fax)", 3, "expected one of the settings name, phone"),
    ('[x](page:y "title")', 3, "has a title in quotes"),
    ("[](page:y)", 3, "has no words"),
    ("[a [b](page:c) d](page:e)", 3, '"](" would be shown as it is'),
    ("[a **[b](page:c)** d](page:e)", 3, "inside another link"),
    ("[x](page:y z)", 3, "this link does not end"),
    ("[x](page:y", 3, "this link does not end"),
    ("[x](\npage:y)", 3, "this link does not end"),
    ("[x](<page:y>)", 3, "an address between < and >"),
    ("<https://x.org>", 3, "an address between < and >"),
    ("<a@b.org>", 3, "an address between < and >"),
    ("[x][y]", 3, "a reference link is not allowed"),
    ("[x] [y]", 3, "a reference link is not allowed"),
    ("a ]][y](page:z)", 3, "a reference link is not allowed"),
    ("a\n\n[x]: page:y", 5, "a reference link is not allowed"),
    ("![](a.svg)", 3, "has no description"),
    ("![x](../a.svg)", 3, 'the picture "../a.svg" is refused'),
    ("![x](/a.svg)", 3, 'the picture "/a.svg" is refused'),
    ("![x](C:\\a.svg)", 3, "is refused"),
    ("![x](https://x.org/a.svg)", 3, 'the picture "https://x.org/a.svg" is refused'),
    ("![x](file:a.svg)", 3, 'the picture "file:a.svg" is refused'),
    ("![x](data:image/png;base64,aaaa)", 3, "is refused"),
    ("![x](a%2F..%2Fb.svg)", 3, "is refused"),
    ("![x](a.svg?x)", 3, "is refused"),
    ("![x](a.html)", 3, "expected a file that ends in .svg"),
    ("![x](.svg/)", 3, "is refused"),
    ("words ![x](a.svg)", 3, "a picture stands alone in its paragraph"),
    ("![x](a.svg)\n![y](b.svg)", 4, "a picture stands alone in its paragraph"),
    ("[![x](a.svg)](page:y)", 3, "a picture stands alone in its paragraph"),
    ("a `b` c", 3, "code is not allowed"),
    ("```\nx\n```", 3, "code is not allowed"),
    ("~~~\nx\n~~~", 3, "code is not allowed"),
    ("a\n\n    code", 5, "this paragraph begins with spaces"),
    ("a\n\n\tcode", 5, "this paragraph begins with spaces"),
    ("- a\n\n        code", 5, "this paragraph begins with spaces"),
    ("a\n\n---\n\nb", 5, "a rule"),
    ("a\n\n* * *\n\nb", 5, "a rule"),
    ("a\n\n___", 5, "a rule"),
    ("Heading\n===", 4, "a rule"),
    ("Heading\n---", 4, "a rule"),
    ("- a\n  - b", 4, "this list item is indented wrongly"),
    ("- a\n   - b", 4, "this list item is indented wrongly"),
    ("- a\n      - b", 4, "this list item is indented wrongly"),
    ("- a\n        - b", 4, "this list item is indented wrongly"),
    ("1. a\n  - b", 4, "this list item is indented wrongly"),
    ("- a\n\n  b", 5, "this paragraph begins with spaces"),
    (" - a", 3, "this list item is indented wrongly"),
    ("1) a\n2) b", 3, "1) makes no list"),
    ("- a\n1) b", 4, "1) makes no list"),
    ("- a\n1. b", 4, "run together"),
    ("- a\n\n1. b", 5, "run together"),
    ("1. a\n\n- b", 5, "run together"),
    ("- a\n    - b\n    1. c", 5, "run together"),
    ("2. a", 3, "a numbered list begins with 1."),
    ("1998. A good year", 3, "a numbered list begins with 1."),
    ("words\n- a", 4, "leave an empty line before a list"),
    ("> words\n> - a", 4, "leave an empty line before a list"),
    ("- a\n-\n- b", 4, "this list item is empty"),
    ("- - a", 3, "a list item begins with words"),
    ("- # a", 3, "a list item begins with words"),
    ("- > a", 3, "a list item begins with words"),
    ("# Title", 3, "level 1 (#) is the page's title"),
    ("#### Deep\nx", 3, "leaves out a level"),
    ("##No space", 3, "this is no right heading"),
    ("##", 3, "this is no right heading"),
    ("## {#short}\nx", 3, "this is no right heading"),
    ("#hashtag", 3, "this is no right heading"),
    ("x\n\n ## Heading\nx", 5, "a heading stands at the left margin"),
    ("> ## Heading", 3, "a heading stands at the left margin"),
    ("- a\n\n    ## Heading", 5, "a heading stands at the left margin"),
    ("## X {#shorts}\nx", 3, "the section's role {#shorts} is not known"),
    ("## X {#}\nx", 3, "the section's role {#} is not known"),
    ("## X {#short}\nx\n\n## Y {#short}\ny", 6, "two sections {#short}"),
    ("x {#short}", 3, "a section's role ends its heading line"),
    ("## X {#short} more\nx", 3, "a section's role ends its heading line"),
    ("## Empty", 3, "this section is empty"),
    ("x\n\n### Empty\n\n### Full\nx", 5, "this section is empty"),
    ("| a | b |\n|---|---|\n| 1 |", 5, "has 1 cells: expected 2"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 5, "has 3 cells: expected 2"),
    ("| a | b |\n|---|\n| 1 | 2 |", 4, "has 1 cells: expected 2"),
    ("| a | b |\n|---|---|\n1 | 2", 5, "every row begins with | and ends with |"),
    ("a | b\n---|---\n1 | 2", 3, "every row begins with | and ends with |"),
    ("| a | b |\n|---|---|\nwords", 5, "every row begins with | and ends with |"),
    ("| a | b |\n\nwords", 3, "this is no table"),
    ("words\n| a |\n|---|\n| b |", 4, "leave an empty line before a table"),
    ("| a |\n|---|", 3, "this table has no rows"),
    ("> | a |\n> |---|\n> | b |", 3, "a table begins at the left margin"),
    ("- x\n\n    | a |\n    |---|\n    | b |", 5, "a table begins at the left margin"),
    ("| a |\n|---|\n| b |\n## X\nx", 6, "leave an empty line before it"),
    ("> a\nb", 4, "this line belongs to the call-out"),
    ("> a\n- b", 4, "this line belongs to the call-out"),
    ("> a\n| b |\n|---|\n| c |", 4, "this line belongs to the call-out"),
    ("  > a", 3, "this call-out begins with spaces"),
    ("\u0661. a", 3, "a numbered list begins with 1."),
    ("**a", 3, '"**" would be shown as it is'),
    ("a[^1]", 3, '"[^" would be shown as it is'),
    ("[[[[[[", 3, "too many [ are open here"),
    (">>>>>> a", 3, "call-outs are nested too deeply"),
    ("Well *said*.\n\nOf *a**b*c, and more.\nNext line.", 5, "stars do not pair here"),
    ("- *a**a*a", 3, "stars do not pair here"),
    ("a\x01b", 3, "an invisible character (U+0001)"),
    ("a\u2028b", 3, "an invisible character (U+2028)"),
    ("a\u202eb", 3, "an invisible character (U+202E)"),
]


@pytest.mark.parametrize(("text", "line", "fragment"), REFUSED)
def test_what_is_not_allowed_is_refused_with_its_line(text, line, fragment):
    found = problems_of(f"## Heading\n\n{text}\n")
    assert any(problem.startswith(f"en/x.md:{line}: ") and fragment in problem for problem in found), found


@pytest.mark.parametrize("text", [case[0] for case in REFUSED])
def test_every_refusal_says_what_is_expected(text):
    for problem in problems_of(f"## Heading\n\n{text}\n"):
        assert re.search(r": (?!.*\n).+: .+", problem), problem


def test_lines_are_those_of_the_file():
    assert problems_of("## Heading\n\n<b>\n", 12) == [
        'en/x.md:14: raw HTML is not allowed: write plain Markdown, and "less than" for a single <'
    ]


def test_each_of_two_equal_links_is_told_with_its_own_line():
    found = problems_of("## H\n[a](x:y)\n\n- [b](x:y)\n")
    assert [problem.split(" ")[0] for problem in found] == ["en/x.md:2:", "en/x.md:4:"]


def test_all_problems_are_told_at_once():
    found = problems_of("# A\n\n<b>\n\n- a\n  - b\n\n[x](y:z)\n\n1) c\n\n#### D\nd {#short}\n")
    assert [problem.split(" ")[0] for problem in found] == [f"en/x.md:{line}:" for line in (1, 3, 6, 8, 10, 12, 13)]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("- a", "only one plain paragraph"),
        ("a\n\nb", "only one plain paragraph"),
        ("![a](b.svg)", "only one plain paragraph"),
        ("> a", "only one plain paragraph"),
        ("# a", "en/g.toml:7: "),
        ("a <b>", "raw HTML"),
        ("[a](b)", "is refused"),
        ("a\nb `c`", "en/g.toml:8: code is not allowed"),
    ],
)
def test_other_than_a_plain_paragraph_is_no_inline_content(text, fragment):
    with pytest.raises(ContentError) as caught:
        parse_inline(text, "en/g.toml", 7)
    assert fragment in str(caught.value)


@pytest.mark.parametrize("text", ["", "a", "--- \na = 1", " ---\na = 1\n---\n", "\n---\n---\n"])
def test_a_page_without_front_matter_is_refused(text):
    with pytest.raises(ContentError, match=r"^en/x\.md:1: the front matter"):
        split_front_matter(text, "en/x.md")


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "]",
        "[a](",
        "[a](page:b) ",
        "![",
        "*",
        "**",
        "_",
        "*a_",
        "> ",
        "- ",
        "|",
        "| a ",
        "#",
        "&",
        "<",
        "\\",
        "1. ",
        "(",
        "a\n\n",
        "- a\n",
        "> a\n\n",
        "## a\n",
    ],
)
def test_long_repetitions_end_soon(unit):
    start = time.perf_counter()
    with suppress(ContentError):
        parse_page_body("## A\n\n" + unit * (20_000 // len(unit)), "en/x.md", 1)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(("opening", "closing"), [("*a **b ", " b** a*"), ("[a ", "](page:x)"), ("> ", "")])
def test_deep_nesting_is_refused_and_no_crash(opening, closing):
    text = opening * 1000 + closing * 1000
    assert "en/x.md:" in problems_of(f"## A\n\n{text}\n")[0]
    with pytest.raises(ContentError):
        parse_inline(text, "en/x.md", 1)


DEEP_LISTS = "## A\n\n" + "".join(f"{' ' * 4 * depth}- a\n" for depth in range(300))


def test_marks_nested_too_deeply_are_told_as_such():
    assert problems_of(DEEP_LISTS) == [
        "en/x.md:1: marks, lists or call-outs are nested too deeply: expected three levels at most"
    ]


# Whatever is written

WORD = st.text("abcdefgh", min_size=1, max_size=4)
MARKS = st.sampled_from(
    [
        "**",
        "*",
        "_",
        "[",
        "](page:x)",
        "](",
        "]",
        "![",
        "](p.svg)",
        "- ",
        "1. ",
        "2. ",
        "> ",
        "# ",
        "## ",
        "### ",
        "|",
        "---",
        "|---|",
        "<",
        ">",
        "&",
        "`",
        "\\",
        "{#short}",
        "{#ask}",
        "\n",
        "\n\n",
        "    ",
        "  ",
        " ",
        ":",
        "(",
        ")",
        '"',
        "!",
        "\t",
    ]
)
WILD = st.lists(WORD | MARKS, max_size=40).map("".join)
INLINE = st.recursive(
    WORD,
    lambda inner: st.lists(
        inner | inner.map("**{}**".format) | inner.map("[{}](page:x)".format), min_size=1, max_size=4
    ).map(" ".join),
    max_leaves=6,
)
BLOCK = st.one_of(
    INLINE,
    INLINE.map("> {}".format),
    INLINE.map("### {}\n\nab".format),
    INLINE.map("## {} {{#short}}\nab".format),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"1. {item}\n    - {item}" for item in items)),
    st.tuples(INLINE, INLINE).map(lambda cells: "| {0} | {1} |\n|---|---|\n| {1} | {0} |".format(*cells)),
    st.tuples(WORD, WORD).map(lambda words: '![{}](p.svg "{}")'.format(*words)),
)
TAME = st.lists(BLOCK, min_size=1, max_size=8).map("\n\n".join)


def shown(sections) -> list[str]:
    """Return every word that the blocks hold, and every word that stands for a target or a role."""
    words: list[str] = []

    def inline(parts) -> None:
        for part in parts:
            match part:
                case Text(text=text):
                    words.append(text)
                case Link(kind=kind, target=target, children=children):
                    words.append(f" {kind} {target} ")
                    inline(children)
                case Setting(key=key, fallback=fallback):
                    words.append(f" site {key} ")
                    inline(fallback)
                case Strong(children=children) | Emphasis(children=children):
                    inline(children)
        words.append(" ")

    for block in walk(sections):
        match block:
            case Section(role=role):
                words.append(f" {role} ")
            case Heading(children=children) | Paragraph(children=children):
                inline(children)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        inline(cell)
            case Figure(image=image, description=description, caption=caption):
                words.append(f" {image} {description} {caption} ")
            case ListItem():
                words.append(" ")
    return "".join(words).split()


def letters(words: str) -> Counter:
    return Counter(character for character in words if character.isalpha())


@settings(max_examples=300, deadline=None)
@given(WILD | TAME | st.text(max_size=60))
@example("*a**a*a")
def test_wild_text_is_parsed_or_refused_and_keeps_its_words(text):
    try:
        sections = parse_page_body(text, "en/x.md", 1)
    except ContentError as error:
        problems = error.problems
    else:
        problems = ()
        assert letters("".join(shown(sections))) == letters(text)
    lines = text.count("\n") + 1
    assert all(problem.file == "en/x.md" and 1 <= problem.line <= lines for problem in problems)


@settings(max_examples=100, deadline=None)
@given(TAME)
def test_words_keep_their_order(text):
    try:
        sections = parse_page_body(text, "en/x.md", 1)
    except ContentError:
        return
    plain = re.sub(r"[^a-z]+", " ", re.sub(r"\]\([^)]*\)|\{#short\}|\*\*", " ", text)).split()
    seen = " ".join(shown(sections))
    for leave_out in ("page x", "p.svg", "short"):
        seen = seen.replace(leave_out, " ")
    assert Counter(seen.split()) >= Counter(word for word in plain if len(word) > 4)


@settings(max_examples=150, deadline=None)
@given(WILD | st.text(max_size=60))
def test_wild_inline_text_is_parsed_or_refused(text):
    try:
        parts = parse_inline(text, "en/x.md", 1)
    except ContentError:
        return
    assert letters(plain_text(parts)) <= letters(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | WILD.map("---\n{}".format) | WILD.map("---\na = 1\n---\n{}".format))
def test_wild_files_are_cut_or_refused(text):
    try:
        parts = split_front_matter(text, "en/x.md")
    except ContentError:
        return
    assert text.split("\n")[parts.body_line - 1 :] == parts.body.split("\n") or not parts.body
