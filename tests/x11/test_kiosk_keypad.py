"""The kiosk's keypad on a real X screen with a real voice, whose sound goes nowhere: keys in, spoken words out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.test_spd_voice import Dispatcher
from tests.x11.screen import DEADLINE, need, until, xdotool
from tests.x11.test_listen import spoken
from viewer.content.notice import ENGLISH
from viewer.content.topics import open_topic
from viewer.settings import resources_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.x11

ROOT = Path(__file__).parents[2]


@contextmanager
def kiosk(folder: Path, heard: Dispatcher) -> Iterator[None]:
    """Run the kiosk's real command with the keys as they are without a word in the site file."""
    site = folder / "site.toml"
    site.write_text('languages = ["en", "es"]\n')
    site.chmod(0o600)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))}
    environment |= {"LC_ALL": "C.UTF-8", "SPEECHD_ADDRESS": f"unix_socket:{heard.socket}"}
    words = folder / "stderr"
    with words.open("w") as errors:
        command = [sys.executable, "-m", "viewer", "kiosk", "--site", str(site)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors, start_new_session=True)
    try:
        numbers: list[str] = []

        def there() -> bool:
            assert process.poll() is None, f"the kiosk ended with {process.returncode}: {words.read_text()}"
            command = ["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)]
            numbers[:] = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
            return bool(numbers)

        until(there, "the kiosk's window is there")
        xdotool("windowfocus", "--sync", numbers[-1])
        yield
        assert process.poll() is None, f"the kiosk ended with {process.returncode}: {words.read_text()}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(DEADLINE)


@pytest.fixture
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dispatcher]:
    """A real Speech Dispatcher."""
    need("xdotool", "speech-dispatcher", "spd-say")
    if not any(Path("/usr").glob("lib*/speech-dispatcher-modules/sd_espeak-ng")):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("missing: speech-dispatcher-espeak-ng")
    running = Dispatcher(tmp_path_factory.mktemp("d"))
    yield running
    running.close()


def test_a_visit_by_keys_is_heard_from_its_beginning_to_its_end(
    heard: Dispatcher, qapp: object, tmp_path: Path
) -> None:
    def hears(key: str, words: str) -> None:
        """Press a key and wait until something new is spoken that begins with some words."""
        before = len(spoken(heard))
        xdotool("key", key)
        until(lambda: any(each.startswith(words) for each in spoken(heard)[before:]), f"after {key}: {words!r}")

    topic = open_topic(resources_folder() / "topics" / "metastasis")
    overview = topic.head(topic.pages[0].id, "en").title
    with kiosk(tmp_path, heard):
        hears("Right", "Cómo puede propagarse el cáncer. Este es el inicio.")
        hears("Right", "English, button")
        hears("Left", "How cancer can spread. You choose what to see.")
        hears("Right", "English, button")
        hears("Return", f"Page: {overview}")
        hears("KP_Add", "Volume 70 percent")
        hears("Return", "That was the whole page.")
        assert ENGLISH.text in spoken(heard)
        hears("F5", "That was the whole page.")
        hears("Right", f"Picture: {topic.picture('en')}"[:60])
        hears("Left", f"Page: {overview}")
        hears("Left", ENGLISH.text)
        hears("Left", "Feeling sick right now?")
        hears("Left", "I am finished, button")
        hears("Return", "Finished. This screen has started again")
        hears("Return", "Cómo puede propagarse el cáncer. Este es el inicio.")
