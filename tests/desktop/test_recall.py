"""Where the reader was: nothing of it is written before a yes, and after one the next start goes on there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.keeping import Kept, Question, read_kept
from viewer.desktop.mine import mine_of
from viewer.desktop.recall import recalled
from viewer.settings import LARGEST, SMALLEST, SPACINGS, TEXT_SIZES, THEMES, Settings

ROOT = Path(__file__).parent.parent.parent

RUN = """
import json, sys
from pathlib import Path
from viewer import app
from viewer.settings import Settings

app.QApplication.platformName = lambda self: "a screen"  # Without one nothing is kept.


def visit(application):
    application.processEvents()
    (window,) = [each for each in application.topLevelWidgets() if each.isVisible()]
    QUESTIONS
    application.processEvents()
    stay = window.view.visit.stay
    seen = [window.language, stay.page, stay.place.position, window.look.text_size, window.look.theme]
    looks = [window.look.spacing, window.look.motion]
    print(json.dumps([*seen, window.width(), window.height(), *looks, window.questions]))
    window.close()
    return 0


app.QApplication.exec = visit
told = json.loads(sys.argv[1])
if "topic" in told:
    told["topic"] = Path(told["topic"])
sys.exit(app.run(Settings(**told)))
"""

TRIED = str(ROOT / "resources" / "topics" / "metastasis")
"""A topic that somebody tries out, by its folder."""

LIVE = """
    from viewer.ui.trail import Place
    window.view.choose("treatment")
    window.resize(700, 500)
    window.show_language("es")
    window.set_theme("dark")
    window.set_text_percent(125)
    window.set_spacing("wide")
    window.set_motion(False)
    window.view.parts.explanation.verticalScrollBar().setValue(900)
    bar = window.view._stage._area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    window.open_questions()
    panel = window.view.panel
    panel.field.setText("May I dance?")
    panel._add.click()
    ANSWER
    window.view.close_panel()
"""


@pytest.fixture
def start(tmp_path):
    """Starts the program in a home of its own, does something in its window, and returns what was seen at the end."""

    def start_one(deeds="pass", **told):
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        known = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8", "TMPDIR": str(home)}
        code = RUN.replace("QUESTIONS", deeds.strip())
        done = subprocess.run(
            [sys.executable, "-c", code, json.dumps({"motion": False} | told)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=ROOT,
            env=known | folders | {"HOME": str(home)},
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return start_one


def written(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


@pytest.mark.parametrize("answer", ["pass", "panel._keeping.no.click()"])
def test_without_a_yes_nothing_is_written_anywhere(start, tmp_path, answer):
    seen = start(LIVE.replace("ANSWER", answer))
    assert seen[-1] == ["May I dance?"]
    assert written(tmp_path) == ["home"]
    again = start()
    assert (again[:5], again[-1]) == (["en", "overview", 0, 100, "light"], [])


def test_after_a_yes_the_next_start_goes_on_where_the_last_ended(start, tmp_path):
    before = start(LIVE.replace("ANSWER", "panel._keeping.yes.click()"), motion=True)
    language, page, position, *look = before
    assert (language, page, look) == ("es", "treatment", [125, "dark", 700, 500, "wide", False, ["May I dance?"]])
    assert position > 0
    file = tmp_path / "home" / "data" / "metastasis-viewer" / "my-questions.json"
    assert [each for each in written(tmp_path) if "." in each] == [str(file.relative_to(tmp_path))], "no lock is left"
    assert read_kept(file).questions == (Question("May I dance?"),)
    assert start(motion=True) == before, "motion is on where nobody has said anything"
    # What is said at a start wins.
    assert start(page="living", language="en", text_size=150)[:5] == ["en", "living", 0, 150, "dark"]
    assert start()[:3] == ["en", "living", 0]


def test_a_topic_that_is_tried_out_does_not_take_the_readers_place(start, tmp_path):
    before = start(LIVE.replace("ANSWER", "panel._keeping.yes.click()"))
    file = tmp_path / "home" / "data" / "metastasis-viewer" / "my-questions.json"
    kept = read_kept(file)
    assert start("window.view.choose('living')", topic=TRIED)[1] == "living"
    assert read_kept(file) == kept
    assert start() == before


def test_a_yes_beside_a_topic_that_is_tried_out_keeps_no_place(start, tmp_path):
    seen = start(LIVE.replace("ANSWER", "panel._keeping.yes.click()"), topic=TRIED)
    assert seen[:2] == ["es", "treatment"]
    kept = read_kept(tmp_path / "home" / "data" / "metastasis-viewer" / "my-questions.json")
    assert (kept.page, kept.position) == ("", 0)
    assert (kept.questions, kept.theme) == ((Question("May I dance?"),), "dark")


def test_a_second_yes_beside_a_topic_that_is_tried_out_leaves_the_place_as_it_was(start, tmp_path):
    """Another window has begun to keep, and was closed, after this one was opened."""
    file = tmp_path / "home" / "data" / "metastasis-viewer" / "my-questions.json"
    other = f"""
    from pathlib import Path
    from viewer.desktop.keeping import Keeper, Kept
    other = Keeper(Path({str(file)!r}))
    other.begin(Kept(page="living", position=7, language="en"))
    other.close()
    """
    start(LIVE.replace("ANSWER", f"{other.strip()}\n    panel._keeping.yes.click()"), topic=TRIED)
    kept = read_kept(file)
    assert (kept.page, kept.position, kept.language) == ("living", 7, "es")


def test_a_window_for_a_picture_or_a_test_keeps_nothing(open_window):
    assert mine_of(open_window()).state == "nowhere"


NUMBERS = st.integers(0, 10**9 - 1)
KEPT = st.builds(
    Kept,
    st.just(()),
    st.sampled_from(["", "living", "gone", "treatment"]),
    NUMBERS,
    st.sampled_from(["", "en", "es", "xx"]),
    st.sampled_from([0, 7, *TEXT_SIZES]),
    st.sampled_from(["", "pink", *THEMES]),
    st.tuples(NUMBERS, NUMBERS),
    st.sampled_from(["", "tight", *SPACINGS]),
    st.sampled_from([None, True, False]),
)
ASKED = st.builds(
    Settings,
    language=st.sampled_from([None, "es"]),
    page=st.sampled_from([None, "living"]),
    size=st.sampled_from([(1280, 800), (800, 480)]),
    theme=st.sampled_from(THEMES),
    text_size=st.sampled_from(TEXT_SIZES),
    topic=st.none(),
    site=st.none(),
    motion=st.booleans(),
    spacing=st.sampled_from(SPACINGS),
)


@given(kept=KEPT, asked=ASKED)
def test_whatever_was_kept_a_start_is_one_that_could_be_asked_for(kept, asked):
    found = recalled(asked, kept, ["en", "es"], ["overview", "living", "treatment"])
    assert found.language in {None, "en", "es"}
    assert found.page in {None, "living", "treatment"}
    assert found.text_size in TEXT_SIZES
    assert found.theme in THEMES
    assert found.spacing in SPACINGS
    assert found.motion in {True, False}
    assert all(least <= side <= most for side, least, most in zip(found.size, SMALLEST, LARGEST, strict=True))
    usual = Settings()
    said = [name for name in Settings._fields if getattr(asked, name) != getattr(usual, name)]
    assert [getattr(found, name) for name in said] == [getattr(asked, name) for name in said]
