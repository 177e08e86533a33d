"""Patient education about how cancer can spread: a picture, its explanation and a notice that stays.

Other programs may import this package: the names below are its public ones. They
arrive when first used, so that ``import viewer`` itself loads neither Qt nor a topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.content.notice import Notice as Notice
    from viewer.content.topics import Topic as Topic
    from viewer.content.topics import load_topic as load_topic
    from viewer.summaries import summary_pdf as summary_pdf
    from viewer.ui.notice_frame import NoticeFrame as NoticeFrame
    from viewer.ui.topic_view import TopicView as TopicView

__version__ = "0.1.0"

__all__ = ["Notice", "NoticeFrame", "Topic", "TopicView", "__version__", "load_topic", "summary_pdf"]

_HOMES = {
    "Notice": "viewer.content.notice",
    "NoticeFrame": "viewer.ui.notice_frame",
    "Topic": "viewer.content.topics",
    "TopicView": "viewer.ui.topic_view",
    "load_topic": "viewer.content.topics",
    "summary_pdf": "viewer.summaries",
}


def __getattr__(name: str) -> object:
    """Bring a public name from the module that it lives in."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
