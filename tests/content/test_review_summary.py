"""What "About" says of the review of all pages in one language."""

from __future__ import annotations

from tests.content.small_topic import change, write_small_topic
from tests.content.test_reviews import LATER, TODAY, TRANSLATOR, sign
from viewer.content.review_summary import review_summary
from viewer.content.topics import open_topic
from viewer.content.translation import Translation

NOBODY = "No clinician has reviewed these pages in this language yet."
END = "Each page says at its end what is known of its review."


def told(folder, language="en", today=TODAY):
    return review_summary(open_topic(folder), Translation(language), today)


def test_where_nobody_has_signed_it_says_so(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    assert told(folder) == [NOBODY, END]
    assert told(folder, "es") == [NOBODY, TRANSLATOR, END]


def test_it_counts_pages_that_are_reviewed_changed_and_overdue(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    count = len(open_topic(folder).entries)
    sign(folder, pages=("care", "flying"), languages=("en",))
    assert told(folder) == [f"Reviewed by a clinician: 2 of {count} pages.", END]
    assert told(folder, "es") == [NOBODY, TRANSLATOR, END]
    change(folder, "en/care.md", "Water it.", "Water it!")
    reviewed = f"Reviewed by a clinician: 1 of {count} pages."
    assert told(folder) == [reviewed, "Changed since their review: 1.", END]
    none = f"Reviewed by a clinician: 0 of {count} pages."
    assert told(folder, today=LATER) == [none, "Changed since their review: 1.", "Review overdue: 1.", END]


def test_a_translation_is_marked_until_a_translator_has_signed_it(tmp_path):
    folder = write_small_topic(tmp_path / "seeds", ("en", "es"))
    sign(folder, languages=("es",))
    assert TRANSLATOR in told(folder, "es")
    sign(folder, languages=("es",), role="Medical Translator")
    assert TRANSLATOR not in told(folder, "es")
