"""How wide characters are, told from the font's file alone: what paper needs where there is no Qt."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from viewer.content.fonts import advances
from viewer.settings import resources_folder
from viewer.ui.theme import FAMILY

BOLD = (resources_folder() / "fonts" / "AtkinsonHyperlegibleNext_700Bold.ttf").read_bytes()


@pytest.mark.parametrize("character", "aWi1ñ¿—%’")
def test_a_character_is_as_wide_as_qt_draws_it(qapp, fonts, character):
    font = QFont(FAMILY)
    font.setBold(True)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(1000)
    drawn = QFontMetricsF(font).horizontalAdvance(character)
    assert advances(BOLD)[ord(character)] * 1000 == pytest.approx(drawn, abs=3)


@given(cut=st.integers(0, len(BOLD) - 1))
def test_a_font_that_is_cut_short_is_refused_or_read_no_further(cut):
    with suppress(ValueError):  # That is what callers are told to expect.
        assert advances(BOLD[:cut]).items() <= advances(BOLD).items()
