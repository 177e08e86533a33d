"""The kiosk as it is put together: what it shows in safe mode, and what a key of the clinic's does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from viewer.kiosk.keypad import acts_by_key
from viewer.kiosk.last_good import LastGood
from viewer.kiosk.shell import KioskWindow
from viewer.kiosk_app import find_shown, make_kiosk
from viewer.settings import Settings
from viewer.site import read_site

SITE = """
languages = ["es"]
[kiosk]
journey = true
[kiosk.keys]
select = ["Right"]
"""


@pytest.fixture
def site(tmp_path):
    """A clinic's site file."""
    path = tmp_path / "site.toml"
    path.write_text(SITE)
    return path


@pytest.mark.parametrize("safe", [False, True])
def test_also_in_safe_mode_only_the_languages_that_the_clinic_has_chosen_are_offered(qapp, site, safe):
    window = make_kiosk(find_shown(Settings(site=site), LastGood(None), safe=safe), QGuiApplication.primaryScreen())
    assert isinstance(window, KioskWindow)
    assert list(window.start.buttons) == ["es"]
    assert window.start.trial == ""
    window.show()
    window.deleteLater()


def test_a_key_that_the_clinic_has_told_does_only_that(site):
    keys = read_site(site).site.kiosk.keys
    acts = acts_by_key(keys)
    right, down, enter = 0x01000014, 0x01000015, 0x01000004
    assert acts[right] == "select"
    assert acts[down] == "next"
    assert enter not in acts
