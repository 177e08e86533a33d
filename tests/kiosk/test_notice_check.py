"""The kiosk's own look at the notice: it sees what the guard of the tests sees, and knows when there is no screen.

The guard in ``tests/conftest.py`` shares nothing with it on purpose: it is what tells whether the check is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QPalette, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import window_faults
from tests.pseudo import RIGHT_TO_LEFT, longest_notice
from viewer.content.notice import ENGLISH
from viewer.kiosk.notice_check import NoticeCheck
from viewer.ui.notice_frame import NoticeFrame

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def frame(show: Callable[..., NoticeFrame]) -> NoticeFrame:
    return show(NoticeFrame(ENGLISH, QWidget(), em=30), (700, 500))


def sheet(parent: QWidget, *, lets_through: bool) -> QWidget:
    """Something red over the middle of a window."""
    cover = QWidget(parent)
    cover.setAutoFillBackground(True)
    cover.setPalette(QPalette(QColor("red")))
    cover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=lets_through)
    cover.setGeometry(parent.rect().adjusted(300, 0, -300, 0))
    return cover


@settings(max_examples=25)
@given(
    size=st.tuples(st.integers(320, 790), st.integers(360, 780)),
    em=st.sampled_from((18, 27, 54)),
    notice=st.sampled_from([ENGLISH, longest_notice(), longest_notice(RIGHT_TO_LEFT)]),
    later=st.sampled_from((18, 40)),
)
def test_it_finds_nothing_wrong_where_the_guard_does_not(qtbot, fonts, size, em, notice, later):
    frame = NoticeFrame(notice, QWidget(), em=em)
    check = NoticeCheck(frame)
    frame.move(0, 0)
    frame.resize(*size)
    frame.show()
    frame.move(0, 0)
    QApplication.processEvents()
    assert (window_faults(frame), check.look()) == ([], (True, ()))
    frame.set_text_size(later)
    frame.show_notice(ENGLISH)
    assert (window_faults(frame), check.look()) == ([], (True, ()))
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("lets_through", [False, True])
def test_it_sees_a_sheet_over_the_notice(qtbot, fonts, lets_through):
    outer = QWidget()
    frame = NoticeFrame(ENGLISH, QWidget())
    frame.setParent(outer)
    frame.resize(700, 500)
    outer.resize(700, 500)
    qtbot.addWidget(outer)
    outer.show()
    QApplication.processEvents()
    check = NoticeCheck(frame)
    assert check.look() == (True, ())
    cover = sheet(outer, lets_through=lets_through)
    cover.show()
    (fault,) = check.look().faults
    assert ("does not look" in fault) is lets_through
    assert ("covered" in fault) is not lets_through
    cover.hide()
    assert check.look() == (True, ())


def test_it_sees_words_set_smaller_than_they_must_be(frame):
    check = NoticeCheck(frame)
    frame.label.fit(frame.size(), 9, 9)
    assert check.look().faults == ("the notice does not look as it should",)
    frame.place()
    assert check.look().faults == ()


def test_it_sees_that_the_window_lets_through_what_is_behind_it(frame):
    check = NoticeCheck(frame)
    frame.setWindowOpacity(0.5)
    assert check.look().faults == ("the window lets through what is behind it",)
    frame.setWindowOpacity(1)
    assert check.look().faults == ()


def test_it_sees_another_window_over_the_notice(frame):
    check = NoticeCheck(frame)
    other = QWindow()
    other.setObjectName("stray")
    other.setGeometry(frame.geometry())
    other.show()
    QApplication.processEvents()
    assert check.look().faults == ("stray lies over the notice",)
    other.setGeometry(frame.x(), frame.y(), 50, 50)
    QApplication.processEvents()
    assert check.look().faults == ()
    other.destroy()


def test_it_sees_a_notice_that_is_off_the_screen(frame):
    check = NoticeCheck(frame)
    at_first = frame.pos()
    frame.move(QPoint(frame.x(), frame.screen().geometry().bottom() - 50))
    QApplication.processEvents()
    (fault,) = check.look().faults
    assert "is not on the screen" in fault
    frame.move(at_first)


def test_it_sees_that_the_window_is_hidden(frame):
    check = NoticeCheck(frame)
    frame.hide()
    assert check.look() == (True, ("the window is hidden",))


def test_a_window_that_no_screen_shows_yet_has_no_fault(qtbot, fonts):
    frame = NoticeFrame(ENGLISH, QWidget())
    qtbot.addWidget(frame)
    frame.resize(700, 500)
    frame.show()
    assert NoticeCheck(frame).look() == (False, ())
    qtbot.waitExposed(frame)
