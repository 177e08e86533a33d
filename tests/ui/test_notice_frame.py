"""Promise 1, in the one module that keeps it: nothing in a window covers, cuts, hides or restyles the notice.

The guard in ``tests/conftest.py`` says what "keeps" means; here it is held against every size and a hostile body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QVBoxLayout, QWidget

from tests.conftest import SHARE, window_faults
from tests.pseudo import RIGHT_TO_LEFT, longest_notice
from viewer.content.notice import ENGLISH, LONGEST, Notice
from viewer.ui.notice_frame import GROUND, INK, NoticeFrame, NoticeLabel
from viewer.ui.theme import BODY, FAMILY

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT_SIZES = (18, 22, 27, 32, 36, 45, 54)

sizes = st.one_of(
    st.tuples(st.integers(320, 3840), st.integers(480, 2160)),
    st.sampled_from([(800, 480), (320, 640), (320, 480), (3840, 2160), (1080, 1920), (3840, 480), (320, 2160)]),
)


def unbroken(language: str) -> Notice:
    """The longest notice in words that fill whole lines."""
    return Notice(language, "W" * 60, "M" * (LONGEST - 61))


notices = st.sampled_from(
    [ENGLISH, longest_notice(), longest_notice(RIGHT_TO_LEFT), unbroken("de"), Notice("en", "Not advice.", "Ask.")]
)


class HostileBody(QWidget):
    """Content that does all it can to get over the notice, again and again."""

    def __init__(self, *attacks: Callable[[NoticeFrame, HostileBody], None]) -> None:
        super().__init__()
        self.setMinimumSize(4000, 4000)
        self.setAutoFillBackground(True)
        self.setPalette(QPalette(QColor("red")))
        self.attacks = attacks
        self._busy = False

    def event(self, event: QEvent) -> bool:
        """Strike at whatever happens."""
        frame = self.window()
        if isinstance(frame, NoticeFrame) and not self._busy:
            self._busy = True
            self.raise_()
            self.setGeometry(frame.rect())
            for attack in self.attacks:
                attack(frame, self)
            self._busy = False
        return super().event(event)


def add_a_child(frame: NoticeFrame, body: QWidget) -> None:
    cover = red(frame)
    cover.setGeometry(frame.rect())
    cover.show()


def add_a_child_and_raise_it(frame: NoticeFrame, body: QWidget) -> None:
    cover = red(frame)
    cover.setGeometry(frame.rect())
    cover.show()
    cover.raise_()


def add_a_layout(frame: NoticeFrame, body: QWidget) -> None:
    if frame.layout() is None:
        rows = QVBoxLayout(frame)
        rows.addWidget(red(frame))


def spread_the_holder(frame: NoticeFrame, body: QWidget) -> None:
    body.parentWidget().raise_()
    body.parentWidget().setGeometry(frame.rect())


def hide_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.hide()


def move_the_notice_away(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.move(0, frame.height() + 10)


def move_the_notice_aside(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.move(frame.width() - 20, frame.label.y())


def shrink_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.resize(5, 5)


def make_the_notice_narrow(frame: NoticeFrame, body: QWidget) -> None:
    place = frame.label.geometry()
    frame.label.setGeometry(0, place.y(), frame.width() // 3, place.height())


def make_the_notice_low(frame: NoticeFrame, body: QWidget) -> None:
    place = frame.label.geometry()
    frame.label.setGeometry(0, place.bottom() - 3, frame.width(), 4)


def limit_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setMaximumSize(30, 10)


def lower_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.lower()


def lower_the_notice_below_a_child(frame: NoticeFrame, body: QWidget) -> None:
    add_a_child(frame, body)
    frame.label.lower()


def restyle_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setStyleSheet("font-size: 1px; color: #fff1cc; background: red; border: 9px solid red;")


def restyle_the_frame(frame: NoticeFrame, body: QWidget) -> None:
    sheet = "QLabel { font-size: 1px; color: red; max-height: 4px; max-width: 9px; padding: 40px; } * { color: red; }"
    if frame.styleSheet() != sheet:
        frame.setStyleSheet(sheet)


def change_font_and_palette(frame: NoticeFrame, body: QWidget) -> None:
    for widget in (frame, frame.label):
        widget.setFont(QFont("DejaVu Serif", 40))
        widget.setPalette(QPalette(QColor("red")))
        widget.setEnabled(False)


def turn_the_direction(frame: NoticeFrame, body: QWidget) -> None:
    for widget in (frame, frame.label):
        widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def fade_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    if frame.label.graphicsEffect() is None:
        frame.label.setGraphicsEffect(clear(frame.label))


def fade_the_frame(frame: NoticeFrame, body: QWidget) -> None:
    if frame.graphicsEffect() is None:
        frame.setGraphicsEffect(clear(frame))


def change_the_words(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setText("All is well.")


def add_a_child_to_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    cover = red(frame.label)
    cover.setGeometry(frame.label.rect())
    cover.show()


def mask_the_notice(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setMask(QRect(0, 0, 4, 4))


def mask_the_frame(frame: NoticeFrame, body: QWidget) -> None:
    frame.setMask(QRect(0, 0, frame.width(), frame.height() // 2))


def take_the_notice_out(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setParent(None)


def put_the_notice_into_the_body(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setParent(body)


def make_the_notice_a_window(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setWindowFlags(Qt.WindowType.Window)


def stop_all_drawing(frame: NoticeFrame, body: QWidget) -> None:
    frame.label.setUpdatesEnabled(False)
    frame.setUpdatesEnabled(False)


def pad_the_frame(frame: NoticeFrame, body: QWidget) -> None:
    frame.setContentsMargins(50, 50, 50, 50)
    frame.label.setContentsMargins(50, 50, 50, 50)


ATTACKS = (
    add_a_child,
    add_a_child_and_raise_it,
    add_a_layout,
    spread_the_holder,
    hide_the_notice,
    move_the_notice_away,
    move_the_notice_aside,
    shrink_the_notice,
    make_the_notice_narrow,
    make_the_notice_low,
    limit_the_notice,
    lower_the_notice,
    lower_the_notice_below_a_child,
    restyle_the_notice,
    restyle_the_frame,
    change_font_and_palette,
    turn_the_direction,
    fade_the_notice,
    fade_the_frame,
    change_the_words,
    add_a_child_to_the_notice,
    mask_the_notice,
    mask_the_frame,
    take_the_notice_out,
    put_the_notice_into_the_body,
    make_the_notice_a_window,
    stop_all_drawing,
    pad_the_frame,
)


def red(parent: QWidget) -> QWidget:
    """Something that covers all under it."""
    cover = QWidget(parent)
    cover.setAutoFillBackground(True)
    cover.setPalette(QPalette(QColor("red")))
    return cover


def clear(parent: QObject) -> QGraphicsOpacityEffect:
    effect = QGraphicsOpacityEffect(parent)
    effect.setOpacity(0.0)
    return effect


def shown(frame: NoticeFrame, size: tuple[int, int]) -> NoticeFrame:
    frame.resize(*size)
    frame.show()
    QApplication.processEvents()
    return frame


def closed(frame: NoticeFrame) -> None:
    frame.close()
    frame.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# At every size, in every language


@settings(max_examples=60)
@given(first=sizes, second=sizes, em=st.sampled_from(TEXT_SIZES), notice=notices, hostile=st.booleans())
def test_the_notice_is_whole_at_every_size(qtbot, fonts, first, second, em, notice, hostile):
    frame = shown(NoticeFrame(notice, HostileBody() if hostile else QWidget(), em=em), first)
    assert window_faults(frame) == []
    frame.resize(*second)
    QApplication.processEvents()
    assert window_faults(frame) == []
    closed(frame)


@settings(max_examples=25)
@given(size=sizes, em=st.sampled_from(TEXT_SIZES), notice=notices, then=notices, later=st.sampled_from(TEXT_SIZES))
def test_it_follows_language_and_text_size(qtbot, fonts, size, em, notice, then, later):
    frame = shown(NoticeFrame(notice, QWidget(), em=em), size)
    frame.show_notice(then)
    frame.set_text_size(later)
    QApplication.processEvents()
    assert frame.label.notice == then
    assert window_faults(frame) == []
    closed(frame)


@pytest.mark.parametrize("notice", [ENGLISH, longest_notice(), longest_notice(RIGHT_TO_LEFT)], ids=lambda n: n.language)
@pytest.mark.parametrize("size", [(800, 480), (320, 640), (1280, 800)], ids=str)
@pytest.mark.parametrize("em", [18, 54])
def test_its_size_is_that_of_the_body_or_the_largest_that_leaves_room(qtbot, fonts, notice, size, em):
    frame = shown(NoticeFrame(notice, QWidget(), em=em), size)
    qtbot.addWidget(frame)
    label, share = frame.label, frame.label.height() / frame.height()
    assert BODY <= label.pixels <= em
    if label.pixels < em:
        assert label.height_at(size[0], label.pixels + 1) > SHARE * size[1]
    if label.pixels > BODY:
        assert share <= SHARE
    assert frame.body.height() == frame.height() - label.height()


# A hostile body


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_the_notice_withstands(qtbot, fonts, attack):
    frame = NoticeFrame(ENGLISH, HostileBody(attack), em=22)
    qtbot.addWidget(frame)
    shown(frame, (700, 500))
    assert window_faults(frame) == []
    attack(frame, frame.body)  # once more, at rest: nothing else puts the notice back
    QApplication.processEvents()
    assert window_faults(frame) == []
    frame.resize(900, 520)
    QApplication.processEvents()
    assert window_faults(frame) == []


@settings(max_examples=15)
@given(size=sizes, notice=notices, attacks=st.lists(st.sampled_from(ATTACKS), min_size=2, max_size=4, unique=True))
def test_the_notice_withstands_several_attacks_at_once(qtbot, fonts, size, notice, attacks):
    frame = shown(NoticeFrame(notice, HostileBody(*attacks)), size)
    assert window_faults(frame) == []
    closed(frame)


# The label by itself


def drawn(notice: Notice, width: int, pixels: int, extra: int = 0) -> QImage:
    """The notice as it is drawn, in a label that is ``extra`` pixels higher than it asks for."""
    label = NoticeLabel(notice)
    label.fit(QSize(width, 10 * pixels * width), pixels, pixels)
    label.resize(width, label.height_at(width, pixels) + extra)
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    label.deleteLater()
    return image


def ink_of(image: QImage) -> QRect:
    """The rectangle around all that is drawn in ink, below the line on top."""
    top, bottom = ends_of_ink(image, skip=3)
    left, right = ends_of_ink(
        image.copy(0, 3, image.width(), image.height() - 3).transformed(QTransform(0, 1, 1, 0, 0, 0))
    )
    return QRect(QPoint(left, top), QPoint(right, bottom))


def ends_of_ink(image: QImage, skip: int = 0) -> tuple[int, int]:
    """The first and the last row of an image, after those to skip, in which there is more than ground."""
    empty = QColor(GROUND).rgb().to_bytes(4, "little") * image.width()
    data, step = bytes(image.constBits()), image.bytesPerLine()
    rows = [y for y in range(skip, image.height()) if data[y * step : y * step + len(empty)] != empty]
    return rows[0], rows[-1]


@settings(max_examples=20)
@given(notice=notices, width=st.integers(320, 1600), pixels=st.integers(18, 54))
def test_no_line_of_it_is_cut(qtbot, fonts, notice, width, pixels):
    own, roomy = drawn(notice, width, pixels), drawn(notice, width, pixels, extra=200)
    ink = ink_of(own)
    assert ink.size() == ink_of(roomy).size()
    assert ink.left() > 0
    assert ink.right() < width - 1
    assert ink.bottom() < own.height() - 1


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_every_word_is_drawn_at_the_size_that_it_names(qtbot, fonts, width):
    font = QFont(FAMILY)
    font.setPixelSize(30)
    least = QFontMetrics(font).boundingRect(QRect(0, 0, width - 54, 9999), Qt.TextFlag.TextWordWrap, ENGLISH.text)
    assert ink_of(drawn(ENGLISH, width, 30)).height() >= least.height() - 30


def test_its_lead_is_bold(qtbot, fonts):
    heavy, light = (ink_of(drawn(Notice("en", *parts), 2000, 40)) for parts in (("mmmmm", "."), (".", "mmmmm")))
    assert heavy.width() > light.width()


def test_it_begins_at_the_side_where_its_language_begins(qtbot, fonts):
    words = ("Kurz.", "Ja.")
    left, right = (ink_of(drawn(Notice(language, *words), 1000, 20)) for language in ("en", RIGHT_TO_LEFT))
    assert left.left() < 30
    assert right.right() > 970


def test_it_has_its_colors_under_every_theme(qtbot, fonts):
    frame = NoticeFrame(ENGLISH, QWidget())
    qtbot.addWidget(frame)
    frame.setPalette(QPalette(QColor("black")))
    image = shown(frame, (800, 480)).grab(frame.label.geometry()).toImage()
    colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 1) for y in range(4, image.height())}
    assert {GROUND, INK} <= colors
    darkest = min(colors, key=lambda name: QColor(name).lightness())
    assert QColor(darkest).lightness() >= QColor(INK).lightness()


def test_screen_readers_get_all_the_words(qtbot, fonts):
    from PySide6.QtGui import QAccessible

    frame = shown(NoticeFrame(ENGLISH, QWidget()), (800, 480))
    qtbot.addWidget(frame)
    heard = QAccessible.queryAccessibleInterface(frame.label)
    assert heard.text(QAccessible.Text.Name) == ENGLISH.text
    frame.show_notice(longest_notice())
    assert heard.text(QAccessible.Text.Name) == longest_notice().text


# The guard itself: it sees what the eye would see


def test_the_guard_sees_a_sheet_that_lets_the_mouse_through(qtbot, fonts):
    outer = QWidget()
    frame = NoticeFrame(ENGLISH, QWidget())
    frame.setParent(outer)
    frame.resize(700, 500)
    qtbot.addWidget(outer)
    outer.resize(700, 500)
    outer.show()
    assert window_faults(outer) == []
    sheet = Sheet(outer)
    sheet.setGeometry(frame.label.geometry().adjusted(200, 0, 0, 0))
    sheet.show()
    assert outer.childAt(frame.label.geometry().center()) is frame.label
    assert any("does not look" in fault for fault in window_faults(outer))
    sheet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
    assert any("covered" in fault for fault in window_faults(outer))
    sheet.hide()
    assert window_faults(outer) == []


class Sheet(QWidget):
    """A transparent-to-clicks cover, drawn by hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("red"))
        painter.end()


def test_the_guard_sees_another_window_over_the_notice(qtbot, fonts, without_notice):
    frame = NoticeFrame(ENGLISH, QWidget())
    other = QWidget()
    qtbot.addWidget(frame)
    qtbot.addWidget(other)
    shown(frame, (700, 500))
    place = frame.label.mapToGlobal(frame.label.rect().center())
    other.setGeometry(place.x(), place.y(), 50, 50)
    other.show()
    without_notice.append(other)
    assert any("lies over" in fault for fault in window_faults(frame))
    assert any("without a notice" in fault for fault in window_faults(other))
    other.hide()
    assert window_faults(frame) == []
