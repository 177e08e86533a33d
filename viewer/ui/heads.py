"""The words on the buttons that lead to pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError

if TYPE_CHECKING:
    from viewer.content.topics import Topic


class ButtonWords(NamedTuple):
    """What a page's front matter gives its buttons: its title, and a short name where it has one."""

    title: str
    button: str


def button_words(topic: Topic, page: str, language: str) -> ButtonWords:
    """Return the words of the buttons that lead to a page; its id where the page cannot be read."""
    try:
        head = topic.head(page, language)
    except ContentError as error:
        import logging

        logging.getLogger(__name__).error("The name of the page %s cannot be shown. %s", page, error)
        name = page.replace("-", " ").capitalize()
        return ButtonWords(name, name)
    return ButtonWords(head.title, head.button)
