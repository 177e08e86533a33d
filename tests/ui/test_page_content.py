"""Pages that are put together once, as long as they are among those shown last."""

from __future__ import annotations

from viewer.content.clinic import UNTOLD
from viewer.content.topics import open_topic
from viewer.content.translation import Translation
from viewer.settings import resources_folder
from viewer.ui.page_content import RECENT, PageContents, read_page


def test_a_page_is_put_together_once_while_it_is_among_the_last_ones():
    topic, english, spanish = (
        open_topic(resources_folder() / "topics" / "metastasis"),
        Translation("en"),
        Translation("es"),
    )
    contents, closed = PageContents(), frozenset[str]()
    names = [entry.id for entry in topic.pages]

    def shown(page: str, words: Translation = english, opened: frozenset[str] = closed) -> object:
        return contents.of(read_page(topic, page, words, UNTOLD), opened)

    first = shown(names[0])
    assert shown(names[0]) is first
    assert shown(names[0], spanish) is not first
    assert shown(names[0], opened=frozenset({"b1"})) is not first
    assert shown(names[0]) is first
    for page in names[1 : RECENT + 1]:
        shown(page)
    assert shown(names[0]) is not first
