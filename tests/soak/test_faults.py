"""A kiosk that nobody looks after comes back after each fault. How soon, ``make faults`` measures; no test does."""

from __future__ import annotations

import shutil

import pytest

from tests.soak.faults import FAULTS, STAND_IN, kiosk_of, run, until

# They bring X servers of their own, but their time is that of the tests on a real one: one after the other.
pytestmark = pytest.mark.x11


@pytest.fixture(autouse=True)
def tools() -> None:
    absent = [tool for tool in ("Xvfb", "prlimit") if shutil.which(tool) is None]
    if absent:
        pytest.skip(f"missing: {', '.join(absent)}")


@pytest.mark.parametrize("name", FAULTS)
def test_the_notice_comes_back(name):
    result = run(name)
    assert result.good, result.note


def test_a_kiosk_that_fails_again_and_again_is_started_anew():
    with kiosk_of(STAND_IN, "1280x800") as kiosk:
        (kiosk.folder / "state" / "raise").touch()
        kiosk.supervisor.restart()
        until(lambda: kiosk.supervisor.since(0, "end 70") is not None, "it ends by itself")
        (kiosk.folder / "state" / "raise").unlink()
        until(lambda: kiosk.supervisor.happenings[-1].what == "sign", "it is alive again")
        assert kiosk.is_back()
        assert kiosk.said("5 times within 60 seconds: the program ends")


def test_a_stop_in_good_order_is_no_crash():
    with kiosk_of(STAND_IN, "1280x800") as kiosk:
        for _ in range(4):
            kiosk.supervisor.restart()
            until(kiosk.is_back, "the notice is back")
        ends = [each.what for each in kiosk.supervisor.happenings if each.what.startswith("end")]
        assert ends == ["end 0"] * 4
        assert kiosk.supervisor.since(0, "stopping") is not None
        assert not kiosk.said("safe mode")
