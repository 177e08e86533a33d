"""Another program shows a topic in its own window, with the public names of the package alone."""

from __future__ import annotations

import viewer
from viewer.content.notice import ENGLISH
from viewer.content.translation import Translation
from viewer.settings import resources_folder
from viewer.ui.theme import Look


def test_a_topic_can_be_shown_without_the_desktop_window(qtbot, fonts):
    topic = viewer.load_topic(resources_folder() / "topics" / "metastasis")
    view = viewer.TopicView(topic, Translation("en"), Look(motion=False))
    frame = viewer.NoticeFrame(ENGLISH, view)
    qtbot.addWidget(frame)
    frame.resize(1000, 700)
    view.show_page("circulation")
    frame.show()
    qtbot.waitExposed(frame)
    assert view.page_id == "circulation"
    assert view.parts.steps.buttons["circulation"].lit
    assert view.parts.explanation.toPlainText().startswith("Step 3 of 5")
    assert view.rect().contains(view.parts.diagram.geometry())
