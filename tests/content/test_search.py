"""Search: what is found, in what order, in every script, whatever is typed."""

# ruff: noqa: RUF001 - Chinese has stops of its own
from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.content.other_scripts import ARABIC, CHINESE, write_topic
from tests.content.small_topic import change
from viewer.content.clinic import UNTOLD, Clinic
from viewer.content.passages import HEADS
from viewer.content.plain_words import LONGEST_WORD, Reader
from viewer.content.search import MOST, ROOM, Found, SearchIndex, found_spans
from viewer.content.slips import NONE, ONE_MORE, OTHER, SWAPPED, slip
from viewer.content.topics import open_topic
from viewer.content.translation import Translation, read_translation
from viewer.settings import resources_folder


def index_of(folder, language="en", clinic=UNTOLD):
    """Return a topic that is read whole."""
    index = SearchIndex(open_topic(folder), Translation(language), clinic)
    for _ in index.steps():
        pass
    return index


@pytest.fixture
def index(topic_folder):
    """The small topic, read whole."""
    return index_of(topic_folder)


def read_bundled(language):
    topic = open_topic(resources_folder() / "topics" / "metastasis")
    index = SearchIndex(topic, read_translation(resources_folder() / "locale", language))
    for _ in index.steps():
        pass
    return index


@pytest.fixture(scope="module")
def english():
    """The bundled topic in English."""
    return read_bundled("en")


@pytest.fixture(scope="module")
def spanish():
    """The bundled topic in Spanish."""
    return read_bundled("es")


def places(found):
    return [(place.page or "word", place.block) for place in found.places]


def words(pieces):
    return "".join(piece.text for piece in pieces)


def marked(pieces):
    return [piece.text for piece in pieces if piece.marked]


# What is found


@pytest.mark.parametrize(
    ("typed", "page", "passage"),
    [
        ("leaving the plant", "leaving", "The stalk lets go."),  # the title; the page's short version stands for it
        ("abscission", "leaving", "The medical word is abscission (ab-SIH-zhun)."),
        ("how it goes", "overview", "Read about leaving, or ask your care team."),
        ("care team", "overview", "Read about leaving, or ask your care team."),
        ("what it does", "overview", "Part · What it does"),
        ("says the book", "overview", "Wind · It carries, says the book."),
        ("gardener first", "overview", "Call your gardener first."),
        ("one seed", "overview", "One seed"),
        ("far from home", "flying", "Far from home."),
        ("some wait", "leaving", "Some wait long."),
        ("why does it leave", "leaving", "Why does it leave?"),
        ("near", "flying", "Not much."),
        ("garden press", "overview", "Garden Press. The Book of Gardens (2024). Read on November 20, 2026."),
    ],
)
def test_every_kind_of_block_is_found(index, typed, page, passage):
    place = index.find(typed).places[0]
    assert (place.page, words(place.passage)) == (page, passage)


def test_a_page_is_found_by_its_title_before_its_text(index):
    first, second = index.find("leaving").places
    assert (first.page, first.block, marked(first.title)) == ("leaving", "title", ["Leaving"])
    assert (second.page, marked(second.passage)) == ("overview", ["leaving"])


def test_the_word_itself_comes_first(index, english):
    assert places(index.find("seed"))[0] == ("word", "seed")
    for word in open_topic(resources_folder() / "topics" / "metastasis").words("en").values():
        assert places(english.find(word.term.upper()))[0] == ("word", word.id)


def test_a_word_shows_its_meaning(index):
    place = index.find("air").places[0]
    assert (place.kind, place.block) == ("word", "wind")
    assert (words(place.title), words(place.passage)) == ("Words", "wind: Air that moves.")
    assert marked(place.passage) == ["Air"]


def test_questions_are_told_from_pages(index):
    kinds = {place.block: place.kind for place in index.find("leave").places}
    assert "question" in kinds.values()
    assert {place.kind for place in index.find("wind").places} == {"word", "page"}


def test_titles_and_headings_come_before_body_text_and_sources_last(english):
    tiers = {(passage.page or "word", passage.block): passage.tier for passage in list(english.passages)[::-1]}
    for typed in ("vessel", "treatment", "stage", "metastases", "lymph node"):
        # A word that is found by its meaning is body text, too.
        found = [tiers[place] for place in places(english.find(typed)) if place[0] != "word"]
        assert [max(tier, HEADS) for tier in found] == sorted(max(tier, HEADS) for tier in found), typed
        assert len(set(found)) > 1, typed


def test_sources_are_found_without_their_addresses(english):
    assert any(place.block.startswith("source-") for place in english.find("metastases").places)
    assert not english.find("https").places


def test_what_is_gathered_is_found_once(english):
    (place,) = english.find("Is there a blood test that would help in my case").places
    assert (place.page, place.kind) == ("circulation", "question")


def test_a_heading_and_the_words_below_it_are_one_place(spanish):
    found = [(place.page, words(place.passage)) for place in spanish.find("quimioterapia").places]
    assert len(found) == len(set(found)) > 1


def test_a_whole_word_comes_before_the_beginning_of_another(topic_folder):
    change(topic_folder, "en/care.md", "Water it.", "Waterproof boots.\n\nMore waterproof boots.\n\nWater it.")
    first = index_of(topic_folder).find("water").places[0]
    assert words(first.passage) == "Water it."


@pytest.mark.parametrize(("typed", "found"), [("seeds", "seed"), ("plants", "plant")])
def test_the_plural_finds_the_singular(index, typed, found):
    assert any(found in [each.casefold() for each in marked(place.passage)] for place in index.find(typed).places)


def test_the_other_words_may_stand_in_title_and_heading(index):
    place = index.find("flying carries").places[0]
    assert (place.page, marked(place.title), marked(place.passage)) == ("flying", ["Flying"], ["carries"])


def test_places_with_some_of_the_words_are_better_than_none(index):
    found = index.find("gardener tractor")
    assert (found.partly, places(found)[0][0]) == (True, "overview")


@pytest.mark.parametrize("rest", ["t", "th", "the", "of the", "a"])
def test_what_stands_everywhere_does_not_make_up_for_nonsense(english, rest):
    for typed in (f"xqzzt {rest}", f"{rest} xqzzt"):
        assert english.find(typed) == Found()
    assert english.find(f"lymph xqzzt {rest}").partly


@pytest.mark.parametrize(("typed", "instead"), [("sead", "seed"), ("abscision", "abscission"), ("plannt", "plant")])
def test_a_word_with_a_slip_finds_the_one_that_was_meant(index, typed, instead):
    found = index.find(typed)
    assert found.instead == instead
    assert found.places


@pytest.mark.parametrize(
    ("typed", "instead"),
    [("fiver", "fever"), ("pian", "pain"), ("chemotherpay", "chemotherapy"), ("metastisis", "metastasis")],
)
def test_a_slip_in_what_people_are_afraid_of_leads_there(english, typed, instead):
    found = english.find(typed)
    assert (found.instead.casefold(), found.partly) == (instead, False)
    assert found.total == english.find(instead).total


@pytest.mark.parametrize("typed", ["hair loss", "dieing", "mets"])
def test_no_other_word_is_guessed_for_one_that_is_right(english, typed):
    assert english.find(typed) == english.find("")


@pytest.mark.parametrize("typed", ["she is confused", "he was confused", "my mother seems confused"])
def test_small_words_and_beginnings_of_others_come_before_no_sign_of_an_emergency(english, typed):
    found = english.find(typed)
    assert found.partly
    assert all("confused" in marked(place.passage) for place in found.places)


@pytest.mark.parametrize(
    ("typed", "word", "kind"),
    [
        *(
            ("pian", "pain", SWAPPED),
            ("fiver", "fever", OTHER),
            ("fiver", "five", ONE_MORE),
            ("fver", "fever", ONE_MORE),
        ),
        *(("pain", "pain", NONE), ("pina", "anip", NONE), ("dieing", "dying", NONE), ("abcd", "badc", NONE)),
    ],
)
def test_which_slip_makes_one_word_of_another(typed, word, kind):
    assert slip(typed, word) == slip(word, typed) == kind


def test_nothing_is_found_where_there_is_nothing(index):
    for typed in ("", "   ", "zzzzz", '"*-', "🙂"):
        assert index.find(typed) == index.find("")
        assert not index.find(typed).places


def test_a_closed_section_is_left_out_unless_it_was_opened(index, topic_folder):
    closed = "Some seeds do not arrive."
    section = next(s.id for s in open_topic(topic_folder).page("overview", "en").sections if s.role == "if-asked")
    for page, sections, shown in (
        ("overview", (), False),
        ("overview", (section,), True),
        ("leaving", (section,), False),
        ("overview", ("another",), False),
    ):
        index.set_opened(page, sections)
        assert (closed in [words(place.passage) for place in index.find("seeds do not arrive").places]) == shown


def test_a_closed_section_is_not_told_beside_its_heading_nor_offered_for_a_slip(topic_folder):
    change(topic_folder, "en/overview.md", "Some seeds do not arrive.", "Thistledown perishes.")
    index = index_of(topic_folder)
    place = index.find("only if I want to know").places[0]
    assert words(place.heading) == "Only if I want to know"
    assert words(place.passage) == ""
    assert index.find("thistledawn") == index.find("")


def test_what_the_clinic_has_told_is_found(topic_folder):
    index = index_of(topic_folder, clinic=Clinic({"phone": "555-0100"}))
    assert marked(index.find("555").places[0].passage) == ["555"]
    assert not [place for place in index.find("care team").places if "care team" in words(place.passage)]


def test_a_page_that_cannot_be_read_costs_only_itself(topic_folder, log_watch):
    log_watch.expect("The page care is left out of the search.*care.md")
    (topic_folder / "en" / "care.md").write_text("nothing")
    index = index_of(topic_folder)
    assert places(index.find("seed"))[0] == ("word", "seed")
    assert not index.find("watering").places


def test_what_has_been_read_is_found_before_the_rest(topic_folder):
    index = SearchIndex(open_topic(topic_folder), Translation("en"))
    steps = index.steps()
    assert not index.find("gardener").places
    next(steps)
    assert places(index.find("gardener"))[0][0] == "overview"
    assert index.find("gardener stalk").partly
    assert not index.find("gardener stalk", exactly=True).places
    assert not index.find("stalk").places


def test_many_places_are_counted_and_the_best_are_shown(english):
    found = english.find("cancer")
    assert len(found.places) == MOST < found.total
    assert len(set(places(found))) == MOST
    few = english.find("hospice")
    assert few.total == len(few.places)


# How a passage is shown


def test_a_long_passage_is_cut_around_the_words(english):
    cut = [place for place in english.find("billions").places if words(place.passage).startswith("…")]
    assert cut
    for place in cut:
        assert len(words(place.passage)) < ROOM + 40
        assert marked(place.passage)
        inside = words(place.passage).strip("…")
        assert any(inside in text for text in all_texts(english))


def all_texts(index):
    return [passage.text for passage in index.passages]


def test_marks_change_no_letter(english):
    for typed in ("cell", "a", "blood vessel"):
        for place in english.find(typed).places:
            assert any(words(place.passage).strip("…") in text for text in all_texts(english))


# Folding


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("METASTASIS", "La metástasis.", ["metástasis"]),
        ("metástasis", "Metastasis", ["Metastasis"]),
        ("nino", "Un niño", ["niño"]),
        ("higado", "del hi\u0301gado", ["hi\u0301gado"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("lodz", "Łódź", ["Łódź"]),
        ("col", "Color, colon, protocol", ["Color", "colon"]),
        ("b-cell", "A B cell", ["B", "cell"]),
        ("dont", "don't", []),
        ("don’t", "Don't go", ["Don", "t"]),
        ("metastasis", "metas\u00adtasis", ["metas\u00adtasis"]),
        ("جراثيم", "كثيرًا من الجراثيم", ["الجراثيم"]),
        ("الجرا", "كثيرًا من الجراثيم", ["الجراثيم"]),
        ("كثيرا", "كثيرًا من", ["كثيرًا"]),
        ("اسئلة", "أسئلة", ["أسئلة"]),
        ("病菌", "许多病菌。", ["病菌"]),
        ("病", "许多病菌。", ["病"]),
        ("菌病", "许多病菌。", []),
        ("20", "大约20秒", ["20"]),
        ("한국", "한국어", ["한국어"]),
        ("हिन्दी", "यह हिन्दी है", ["हिन्दी"]),
        ("हिन्दू", "यह हिन्दी है", []),
    ],
)
def test_words_are_found_however_they_are_written(typed, text, found):
    assert [text[start:end] for start, end in found_spans(text, typed)] == found


def test_spanish_is_found_without_accents(spanish):
    assert places(spanish.find("metastasis"))[0] == ("word", "metastasis")
    assert spanish.find("que es la metastasis").places[0].page == "overview"
    assert all("hígado" in words(place.passage).casefold() for place in spanish.find("HIGADO").places)


def test_arabic_is_found_with_and_without_signs_and_article(tmp_path):
    index = index_of(write_topic(tmp_path / "ar", ARABIC, font=False), "ar")
    assert places(index.find("صابون"))[0] == ("word", "soap")
    with_signs, without = index.find("كثيرًا"), index.find("كثيرا")
    assert places(with_signs) == places(without)
    assert marked(without.places[0].passage) == ["كثيرًا"]
    for typed in ("الجراثيم", "جراثيم", "الجر"):
        assert ("overview", "b3") in places(index.find(typed)), typed
    assert places(index.find("كم مرة اغسل"))[0][0] == "soap"


def test_chinese_is_found_by_one_character_and_by_any_part_of_a_sentence(tmp_path):
    index = index_of(write_topic(tmp_path / "zh", CHINESE, font=False), "zh")
    assert places(index.find("肥皂"))[0] == ("word", "soap")
    assert marked(index.find("指甲").places[0].passage) == ["指甲"]
    assert marked(index.find("藏着看不见").places[0].passage) == ["藏着看不见"]
    assert index.find("甲").places[0].page == "soap"
    assert not index.find("皂肥").places
    assert index.find("怎样洗手？").places[0].block == "title"
    assert marked(index.find("肥皂 泡沫").places[0].passage)


# Anything at all


wild = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "So", "Po", "Lo"]), max_size=40),
    st.lists(
        st.sampled_from(
            [
                '"',
                "*",
                "-",
                "(",
                ")",
                "^",
                ":",
                "+",
                "{own}",
                "AND",
                "OR",
                "NOT",
                "NEAR(",
                "seed",
                "own:",
                "rowid",
                "\0",
                ";",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@given(typed=wild)
@example(typed="\ud800")
@example(typed="x" * 100_000)
@example(typed="seed " * 10_000)
@example(typed="病" * 10_000)
@example(typed='seed" OR own:*')
def test_whatever_is_typed_only_finds(small_index, typed):
    found = small_index.find(typed)
    assert found.total >= len(found.places) <= MOST
    for place in found.places:
        assert place.kind == "word" or marked((*place.title, *place.heading, *place.passage))


@pytest.fixture(scope="module")
def small_index(tmp_path_factory):
    """The small topic, read once for many searches."""
    from tests.content.small_topic import write_small_topic

    return index_of(write_small_topic(tmp_path_factory.mktemp("search") / "seeds"))


@pytest.mark.parametrize("sign", list('"*-+():^{}\0\t\n,;'))
def test_a_sign_only_parts_words(small_index, sign):
    assert small_index.find(f"seed{sign}plant") == small_index.find("seed plant")
    assert small_index.find(f"{sign}seed{sign}") == small_index.find("seed")


@pytest.mark.parametrize("word", ["and", "or", "not", "near"])
def test_the_words_of_a_query_language_are_plain_words(topic_folder, word):
    change(topic_folder, "en/care.md", "Water it.", f"Water it {word} that.")
    place = index_of(topic_folder).find(f"water {word.upper()} that").places[0]
    assert marked(place.passage) == ["Water", word, "that"]


@given(text=st.text(max_size=80))
def test_the_quick_way_and_the_exact_way_give_the_same_words(text):
    reader = Reader()
    exact = " ".join(f"{each.word} {each.bare}" if each.bare else each.word for each in reader.tokens(text))
    assert reader.words(text) == exact


@given(text=st.text(min_size=1, max_size=60))
@example(text="x" * 60)
def test_each_word_of_a_text_finds_itself(text):
    reader = Reader()
    for token in reader.tokens(text):
        typed = text[token.start : token.end]
        assert any(start <= token.start < end for start, end in reader.spans(text, reader.query(typed)))
        assert len(token.word) <= LONGEST_WORD
