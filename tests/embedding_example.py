"""A topic inside another program's window; README shows the same lines below this one."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

import viewer


def make_window() -> QWidget:
    resources = viewer.resources_folder()
    viewer.load_fonts(resources / "fonts")
    topic = viewer.load_topic(resources / "topics" / "metastasis")
    words = viewer.read_translation(resources / "locale", "es")
    view = viewer.TopicView(topic, words, viewer.Look())
    view.show_page("overview")
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("My own program"))
    layout.addWidget(viewer.NoticeFrame(viewer.notice_for(resources / "notice", "es"), view), 1)
    window.resize(1280, 800)
    return window


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = make_window()
    window.show()
    sys.exit(application.exec())
