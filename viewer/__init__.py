"""Patient education about how cancer can spread: a picture, its explanation and a notice that stays.

Other programs may import this package: the names below are its public ones. They
arrive when first used, so that ``import viewer`` itself loads neither Qt nor a topic.

* :func:`resources_folder` is where the bundled topic, notices, words, colors and typeface lie.
* :func:`load_topic` reads a :class:`Topic` whole, or says all that is wrong with it.
* :func:`notice_for` gives the :class:`Notice` in a language, :func:`read_translation` the words of buttons.
* :class:`TopicView` shows a topic in a :class:`Look`; :class:`NoticeFrame` shows it above its notice.
* :func:`load_fonts` brings the bundled typeface to Qt, once.
* :func:`summary_pdf` makes the summary to take home; it needs no Qt.

README shows them together in a program of its own, under "Embedding".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.content.notice import Notice as Notice
    from viewer.content.notice import notice_for as notice_for
    from viewer.content.topics import Topic as Topic
    from viewer.content.topics import load_topic as load_topic
    from viewer.content.translation import read_translation as read_translation
    from viewer.settings import resources_folder as resources_folder
    from viewer.summaries import summary_pdf as summary_pdf
    from viewer.ui.notice_frame import NoticeFrame as NoticeFrame
    from viewer.ui.theme import Look as Look
    from viewer.ui.theme import load_fonts as load_fonts
    from viewer.ui.topic_view import TopicView as TopicView

__version__ = "0.1.0"

__all__ = [
    "Look",
    "Notice",
    "NoticeFrame",
    "Topic",
    "TopicView",
    "__version__",
    "load_fonts",
    "load_topic",
    "notice_for",
    "read_translation",
    "resources_folder",
    "summary_pdf",
]

_HOMES = {
    "Look": "viewer.ui.theme",
    "Notice": "viewer.content.notice",
    "NoticeFrame": "viewer.ui.notice_frame",
    "Topic": "viewer.content.topics",
    "TopicView": "viewer.ui.topic_view",
    "load_fonts": "viewer.ui.theme",
    "load_topic": "viewer.content.topics",
    "notice_for": "viewer.content.notice",
    "read_translation": "viewer.content.translation",
    "resources_folder": "viewer.settings",
    "summary_pdf": "viewer.summaries",
}


def __getattr__(name: str) -> object:
    """Bring a public name from the module that it lives in."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
