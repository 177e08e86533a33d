"""A visit on a real X screen, by mouse and by keyboard: the program as it is started, seen from outside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor

from tests.x11.screen import Visitor, need, until, visit
from viewer.ui.notice_frame import GROUND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

pytestmark = pytest.mark.x11


@pytest.fixture
def visitor(qapp: object, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody before the program, which has just come up; in the end the window is closed and the exit code is 0."""
    need("xdotool")
    with visit(tmp_path) as somebody:
        somebody.sees(somebody.topic.pages[0].id)
        yield somebody


@pytest.fixture
def notice(visitor: Visitor) -> Iterator[QImage]:
    """The notice as it stood at the beginning; it must look the same at the end."""
    until(lambda: visitor.notice().pixelColor(4, 10).name() == GROUND, "the notice is on the screen")
    before = visitor.look_at_rest(visitor.place_of(visitor.twin.label))
    assert _colors(before) > 2, "there are words on the notice"
    yield before
    assert visitor.notice() == before


def _colors(image: QImage) -> int:
    """Return how many colors there are in the middle row of an image."""
    row = image.height() // 2
    return len({image.pixel(column, row) for column in range(image.width())})


def test_names_badges_and_stops_lead_through_the_five_steps(visitor: Visitor, notice: QImage) -> None:
    first, steps = visitor.topic.pages[0].id, visitor.topic.steps
    assert len(steps) == 5
    ways = (
        lambda step: visitor.click(f"step-{step}"),
        lambda step: visitor.click(f"badge-{step}"),
        lambda step: visitor.click_at(free_spot(visitor, step)),
    )
    for way in ways:
        for step in steps:
            visitor.goes_to(step, partial(way, step))
            assert visitor.notice() == notice
        visitor.goes_to(first, lambda: visitor.click(f"page-{first}"))


def free_spot(visitor: Visitor, step: str) -> QPoint:
    """Return a place on a stop that is not under a badge."""
    stop = visitor.twin.view.parts.diagram.findChild(object, f"stop-{step}")
    center = stop.rect().center()
    away = QPoint(0, round(stop.height() * 0.35))
    for place in (center, center + away, center - away):
        found = visitor.twin.childAt(stop.mapTo(visitor.twin, place))
        if found is stop:
            return stop.mapTo(visitor.twin, place)
    pytest.fail(f"the stop {step} is all covered")


def test_a_chosen_step_changes_picture_and_text(visitor: Visitor, notice: QImage) -> None:
    parts = visitor.twin.view.parts
    picture, text = visitor.place_of(parts.diagram), visitor.place_of(parts.explanation)
    before = visitor.look_at_rest(picture), visitor.look_at_rest(text)
    visitor.click(f"step-{visitor.topic.steps[3]}")
    visitor.sees(visitor.topic.steps[3])
    until(lambda: visitor.look(picture) != before[0], "the picture shows another step")
    until(lambda: visitor.look(text) != before[1], "the text is another one")


def test_the_page_bar_leads_to_every_page_and_to_the_sources(visitor: Visitor, notice: QImage) -> None:
    pages = [entry.id for entry in visitor.topic.pages if entry.kind != "step" and not entry.more]
    visitor.goes_to(visitor.topic.steps[0], lambda: visitor.press("alt+1"))
    for page in reversed(pages):
        visitor.goes_to(page, partial(visitor.click, f"page-{page}"))
        assert visitor.notice() == notice
    text = visitor.place_of(visitor.twin.view.parts.explanation)
    before = visitor.look_at_rest(text)
    visitor.click("sources")
    until(lambda: visitor.look(text) != before, "the text has moved to its sources")
    assert visitor.title() == visitor.title_of(pages[0])


def test_larger_text_and_back(visitor: Visitor, notice: QImage) -> None:
    picture = visitor.place_of(visitor.twin.view.parts.diagram)
    before = visitor.look_at_rest(picture), visitor.look_at_rest(lower_text(visitor))
    visitor.click("larger-text")
    until(lambda: visitor.notice() != notice, "the notice grows with the text")
    assert visitor.title() == visitor.title_of(visitor.topic.pages[0].id)
    visitor.press("ctrl+0")
    visitor.move_away()
    until(lambda: (visitor.look(picture), visitor.look(lower_text(visitor))) == before, "everything is as it was")


def test_a_word_opens_its_meaning_by_mouse(visitor: Visitor, notice: QImage) -> None:
    meaning = lower_text(visitor)
    before = visitor.look_at_rest(meaning)
    visitor.click_at(first_word(visitor))
    until(lambda: visitor.look(meaning) != before, "the meaning of the word stands below the text")
    visitor.press("Escape")
    visitor.move_away()
    until(lambda: visitor.look(meaning) == before, "the text is back")
    assert visitor.title() == visitor.title_of(visitor.topic.pages[0].id)


def test_a_word_opens_its_meaning_by_keyboard(visitor: Visitor, notice: QImage) -> None:
    meaning = lower_text(visitor)
    before = visitor.look_at_rest(meaning)
    visitor.press("Tab", "Return")  # the text has the focus at the beginning; Tab goes to its first link
    until(lambda: visitor.look(meaning) != before, "the meaning of the word stands below the text")
    visitor.press("Escape")
    until(lambda: visitor.look(meaning) == before, "the text is back")


def lower_text(visitor: Visitor) -> QRect:
    """Return the lower part of the text, where meanings open, without its edge and scroll bar."""
    text = visitor.place_of(visitor.twin.view.parts.explanation)
    return text.adjusted(12, round(text.height() * 0.6), -30, -12)


def first_word(visitor: Visitor) -> QPoint:
    """Return a place on the first glossary word of the text."""
    text = visitor.twin.view.parts.explanation
    block = text.document().begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.anchorHref().startswith("glossary:"):
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + form.start + 1)
                spot = text.cursorRect(cursor).center()
                return text.viewport().mapTo(visitor.twin, spot + QPoint(2, 0))
        block = block.next()
    pytest.fail("there is no glossary word on the page")


def test_keys_lead_through_the_five_steps_and_back(visitor: Visitor, notice: QImage) -> None:
    first, steps = visitor.topic.pages[0].id, visitor.topic.steps
    for number, step in enumerate(steps, 1):
        visitor.goes_to(step, partial(visitor.press, f"alt+{number}"))
        assert visitor.notice() == notice
    for step in reversed(steps[:-1]):
        visitor.press("ctrl+Prior")
        visitor.sees(step)
    for step in steps[1:]:
        visitor.press("ctrl+Next")
        visitor.sees(step)
    for page in [*reversed(steps[:-1]), *steps[1:], *reversed(steps[:-1]), first]:
        visitor.press("alt+Left")
        visitor.sees(page)


def test_f6_goes_round_the_panes(visitor: Visitor, notice: QImage) -> None:
    parts, steps = visitor.twin.view.parts, visitor.topic.steps
    panes = {"header": parts.header, "steps": parts.steps, "text": parts.explanation, "pages": parts.pages}
    places = {name: visitor.place_of(part) for name, part in panes.items()}
    places["text"].setWidth(8)  # its ring is at its edge; its scroll bar changes by itself
    plain = {name: visitor.look_at_rest(place) for name, place in places.items()}

    def ringed() -> set[str]:
        return {name for name, place in places.items() if visitor.look(place) != plain[name]}

    def ring_goes_to(pane: str) -> None:
        try:
            until(lambda: ringed() == {pane}, f"the focus ring is in the {pane}")
        except AssertionError as error:
            message = f"{error}; what looks otherwise than at first: {ringed()}"
            raise AssertionError(message) from None

    visitor.press("2")  # a digit alone is nothing to the text, which has the focus
    for pane in ("pages", "header", "steps", "text", "pages"):
        visitor.press("F6")
        ring_goes_to(pane)
    assert visitor.title() == visitor.title_of(visitor.topic.pages[0].id)
    for pane in ("text", "steps"):
        visitor.press("shift+F6")
        ring_goes_to(pane)
    visitor.press("3")  # the names of the steps take digits
    visitor.sees(steps[2])


def test_escape_closes_what_is_open(visitor: Visitor, notice: QImage) -> None:
    text = lower_text(visitor)
    before = visitor.look_at_rest(text)
    visitor.click("menu")
    until(lambda: visitor.look(text) != before, "the choices stand in the place of the text")
    visitor.press("Escape")
    visitor.move_away()
    until(lambda: visitor.look(text) == before, "the text is back")
