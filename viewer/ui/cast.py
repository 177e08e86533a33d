"""The parts of a topic that stand on the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from viewer.ui.diagram import Diagram
from viewer.ui.explanation import Explanation
from viewer.ui.foot import Foot
from viewer.ui.header import Header, WrappedLabel
from viewer.ui.page_bar import PageBar, StepNav
from viewer.ui.steps import StepStrip

if TYPE_CHECKING:
    from viewer.content.topics import Topic
    from viewer.content.translation import Translation
    from viewer.ui.picture import Picture
    from viewer.ui.theme import Look


class Cast(NamedTuple):
    """The parts on the stage, in the order in which the eye meets them: that is the order of Tab, too.

    The foot stands right below the text, and is empty most of the time.
    """

    header: Header
    diagram: Diagram
    key: WrappedLabel
    steps: StepStrip
    explanation: Explanation
    nav: StepNav
    pages: PageBar
    foot: Foot


def make_cast(topic: Topic, translation: Translation, look: Look, picture: Picture) -> Cast:
    """Return the parts of a topic in a language.

    Args:
        topic: The topic.
        translation: The interface's words; its language is the one the topic is shown in.
        look: How they look.
        picture: The topic's picture in this look.
    """
    key = WrappedLabel(topic.key(translation.language), look, 0.94, "quiet")
    key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cast = Cast(
        header=Header(topic.title(translation.language), look),
        diagram=Diagram(topic.drawing, topic.steps, picture, look),
        key=key,
        steps=StepStrip(topic, translation, look),
        explanation=Explanation(look),
        nav=_nav(topic, translation, look),
        pages=PageBar(topic, translation, look),
        foot=Foot(look),
    )
    cast.diagram.setAccessibleName(topic.picture(translation.language))
    return cast


def _nav(topic: Topic, translation: Translation, look: Look) -> StepNav:
    """Return the buttons under the text; those of a kiosk are loaded by a kiosk alone."""
    if not look.low:
        return StepNav(topic, translation, look)
    from viewer.ui.low_nav import LowNav

    return LowNav(topic, translation, look)
