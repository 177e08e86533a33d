"""The reader's list of questions, without a window: no question twice, none lost, each note with its question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.content.small_topic import write_small_topic
from viewer.content.clinic import Clinic
from viewer.content.topics import open_topic
from viewer.content.translation import Translation
from viewer.desktop.keeping import LONGEST_WORDS, Kept, Question, _written
from viewer.desktop.my_questions import MOST, MyQuestions
from viewer.desktop.page_questions import PageQuestions, offered_questions
from viewer.settings import resources_folder

FEW = st.sampled_from(["Why me?", "What now?", "May I travel?", "Who helps?", "When?"])
WILD = st.text(st.characters(codec=None), max_size=2 * LONGEST_WORDS)


class Visits(RuleBasedStateMachine):
    """A reader who does anything with the list, beside a plain account of what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.mine = MyQuestions()
        self.order: list[str] = []
        self.notes: dict[str, str] = {}
        self.told = 0
        self.mine.changed.connect(self.hear)

    def hear(self) -> None:
        self.told += 1

    def index(self, number: int) -> int | None:
        return number % len(self.order) if self.order else None

    @rule(text=FEW)
    def add(self, text):
        new = text not in self.order
        assert self.mine.add(f"  {text}\n") is new
        self.order += [text] if new else []

    @rule(text=FEW)
    def toggle(self, text):
        self.mine.toggle(text, "treatment")
        if text in self.order:
            self.order.remove(text)
            self.notes.pop(text, None)
        else:
            self.order.append(text)

    @rule(number=st.integers(0, 9))
    def remove(self, number):
        if (index := self.index(number)) is not None:
            self.mine.remove(index)
            self.notes.pop(self.order.pop(index), None)

    @rule(number=st.integers(0, 9), steps=st.integers(-9, 9))
    def move(self, number, steps):
        if (index := self.index(number)) is not None:
            text = self.order.pop(index)
            place = max(0, min(len(self.order), index + steps))
            self.order.insert(place, text)
            assert self.mine.move(index, steps) == place

    @rule(number=st.integers(0, 9), note=FEW)
    def note(self, number, note):
        if (index := self.index(number)) is not None:
            self.mine.set_note(index, note)
            self.notes[self.order[index]] = note

    @invariant()
    def it_holds_what_the_reader_did(self):
        assert self.mine.texts == tuple(self.order)
        assert {each.text: each.note for each in self.mine.all if each.note} == self.notes


TestVisits = Visits.TestCase


@given(text=WILD, note=WILD)
def test_whatever_is_typed_can_be_kept(text, note):
    mine = MyQuestions()
    if mine.add(text):
        mine.set_note(0, note)
    _written(Kept(mine.all))
    for question in mine.all:
        assert question.text == question.text.strip() != ""
        assert "\n" not in question.text + question.note
        assert max(len(question.text), len(question.note)) <= LONGEST_WORDS


def test_each_change_is_told_once_and_no_change_is_not_told():
    mine, told = MyQuestions(), []
    mine.changed.connect(lambda: told.append(mine.texts))
    assert mine.add("Why?")
    assert not mine.add("Why? ")
    assert not mine.add(" ")
    mine.set_note(0, "")
    mine.move(0, 5)
    mine.replace([Question("Why?")])
    assert told == [("Why?",)]


def test_a_full_list_takes_no_more_but_a_kept_one_is_never_cut():
    mine = MyQuestions()
    assert all(mine.add(f"Question {number}") for number in range(MOST))
    assert mine.full
    assert not mine.add("One more")
    kept = [Question(f"Question {number}") for number in range(MOST + 5)]
    mine.replace(kept)
    assert mine.all == tuple(kept)


def test_of_two_lists_with_the_same_question_what_was_noted_stays():
    mine = MyQuestions()
    mine.replace(
        [Question("Why?"), Question("When?", note="Soon."), Question("Why?", "", "Nobody knows."), Question(" ")]
    )
    assert mine.all == (Question("Why?", "", "Nobody knows."), Question("When?", "", "Soon."))


# The questions of the pages


def test_the_page_that_is_shown_comes_first_and_prognosis_only_when_asked():
    topic = open_topic(resources_folder() / "topics" / "metastasis")
    offer = offered_questions(topic, "treatment", Translation("en"), Clinic())
    assert offer.pages[0].page == "treatment"
    assert offer.pages[0].name == topic.page("treatment", "en").title
    assert "What is the goal of this treatment for me?" in offer.pages[0].questions
    others = [each.page for each in offer.pages[1:]]
    assert others == [entry.id for entry in topic.pages if entry.id in others]
    assert offer.asking == "Only if I want to know"
    unasked = {text for page in offer.pages for text in page.questions}
    assert offer.if_asked
    assert unasked & {text for page in offer.if_asked for text in page.questions} == set()


def test_a_clinics_words_stand_in_the_questions(tmp_path):
    folder = write_small_topic(tmp_path / "topic")
    page = folder / "en" / "care.md"
    page.write_text(page.read_text() + "\n## Ask {#ask}\n\n- Should I call [your care team](site:phone)?\n")
    topic = open_topic(folder)
    told = offered_questions(topic, "care", Translation("en"), Clinic({"phone": "555-0100"}))
    assert told.pages[0] == PageQuestions("care", topic.page("care", "en").title, ("Should I call 555-0100?",))
    assert told.asking == ""
