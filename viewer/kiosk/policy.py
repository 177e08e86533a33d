"""The kiosk's rules, as numbers and plain functions: no Qt, no file, no clock.

Lengths of time are in seconds, lengths on the screen in millimeters. What a clinic may set stands in
:class:`KioskSettings`; each field is a key of the table ``[kiosk]`` in its site file.
"""

from __future__ import annotations

from math import ceil, hypot, radians, tan
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CAPITAL = 4.8
"""Least height of a capital letter at :data:`NEAR`, in millimeters (Section 508, 402.4: 3/16 inch)."""

NEAR = 60
"""Distance of the eyes from the screen for which :data:`CAPITAL` is meant, in centimeters."""

ENLARGED_ANGLE = 0.7
"""Least height of an enlarged capital letter, in degrees of what is seen (EN 301 549, 5.1.4)."""

CAPITAL_SHARE = 0.668
"""Height of a capital letter of the bundled typeface, as a part of the size of its letters."""

TARGET = 15.0
"""Least side of what can be touched, in millimeters."""

GAP = 3.0
"""Least room between two things that can be touched, in millimeters."""

LEAST_SHORT, LEAST_LONG = 24, 40
"""Least lengths of a screen's sides as multiples of the size of its letters: with less, buttons have no room (seen)."""

ENLARGED_SHORT, ENLARGED_LONG = 17, 31
"""The same for enlarged letters, where buttons keep their size: with less, no text has room beside them (seen)."""

PITCHES = (0.05, 1.2)
"""The least and the greatest size of a screen's pixel that is believed, in millimeters."""

USUAL_PITCH = 25.4 / 96
"""Size of a pixel where nobody says it, in millimeters."""

WORDS_A_MINUTE = 60
"""Slow reading, in words a minute; less than half of the usual pace."""

READING_START = 30
"""Time to look around on a page before reading, in seconds."""

LEAST_COUNTDOWN = 20
"""Least time for an answer before a visit ends, in seconds (WCAG 2.2, 2.2.1)."""

CRASHES, CRASH_WINDOW = 3, 300
"""So many crashes in so many seconds lead to the safe mode."""

FREE_TRIES, LONGEST_DELAY = 2, 3600
"""Wrong staff codes without a wait; the longest wait after a wrong one, in seconds."""

VOLUME_STEP, LEAST_VOLUME, FULL_VOLUME = 10, 10, 100
"""By how much a key changes how loud the voice is; the least and the most, in percent."""

LEAST_DIGITS, MOST_DIGITS = 8, 20
"""Least and most digits of a staff code."""

KEYPAD = MappingProxyType(
    {
        "next": ("Right", "Down", "Tab"),
        "previous": ("Left", "Up", "Backtab"),
        "select": ("Return", "Enter", "Space"),
        "repeat": ("F5", "Home"),
        "volume_up": ("VolumeUp", "Plus"),
        "volume_down": ("VolumeDown", "Minus"),
    }
)
"""What the keys of a tactile keypad do, and which keys do it where a clinic names none."""


class KioskSettings(NamedTuple):
    """What a clinic has told about its kiosk.

    Attributes:
        screen_inches: The screen's diagonal in inches; 0 asks the screen itself.
        distance_cm: How far the eyes are from the screen, in centimeters.
        idle: Least time without a touch after which it asks whether somebody is still there, in seconds.
        countdown: Time for an answer, in seconds.
        journey: Whether the quiet start screen shows the slow journey.
        sound: Whether the question is softly heard.
        volume: How loud the voice is at the beginning of each visit, in percent.
        printer: The printer's name; ``""`` offers no printing.
        sheets_a_visit: Most sheets for one visit.
        sheets_a_day: Most sheets in a day.
        code: The staff code as ``metastasis-viewer kiosk-code`` writes it; ``""`` lets nobody leave by touch.
        counts: The folder for the counts, for a node exporter's textfile collector; ``""`` counts nothing.
        keys: The keys of the keypad by what they do, as in :data:`KEYPAD`.
    """

    screen_inches: float = 0.0
    distance_cm: int = NEAR
    idle: int = 120
    countdown: int = 45
    journey: bool = False
    sound: bool = True
    volume: int = 60
    printer: str = ""
    sheets_a_visit: int = 2
    sheets_a_day: int = 40
    code: str = ""
    counts: str = ""
    keys: Mapping[str, tuple[str, ...]] = KEYPAD


class Sizes(NamedTuple):
    """Sizes on one screen, in pixels.

    Attributes:
        body: Body text.
        target: Least side of what can be touched.
        gap: Least room between two of them.
    """

    body: int
    target: int
    gap: int


def pixel_pitch(diagonal_mm: float, pixels: tuple[int, int], told_mm: tuple[float, float]) -> float:
    """Return the size of a screen's pixel in millimeters.

    Args:
        diagonal_mm: The screen's diagonal as the clinic told it; 0 where it told none.
        pixels: The screen's width and height, in pixels.
        told_mm: Its width and height as the screen itself tells them; screens are known to lie, or to tell nothing.
    """
    width, height = pixels
    across = hypot(width, height)
    told_across = hypot(*told_mm)
    for length in (diagonal_mm, told_across):
        if across and PITCHES[0] <= length / across <= PITCHES[1]:
            return length / across
    return USUAL_PITCH


def sizes(pitch: float, distance_cm: int) -> Sizes:
    """Return the sizes for a screen.

    Args:
        pitch: Size of a pixel, in millimeters.
        distance_cm: How far the eyes are from it, in centimeters.
    """
    capital = CAPITAL * max(1.0, distance_cm / NEAR)
    return Sizes(ceil(capital / CAPITAL_SHARE / pitch), ceil(TARGET / pitch), ceil(GAP / pitch))


def fitted(wanted: Sizes, pixels: tuple[int, int]) -> Sizes:
    """Return the sizes at which everything still has room on a screen: all as wanted, or all smaller by the same part.

    Better a kiosk with small letters than one whose buttons are cut off; staff are told (see ``--check-system``).

    Args:
        wanted: The sizes that eyes and fingers need.
        pixels: The screen's width and height, in pixels.
    """
    short, long = sorted(pixels)
    body = min(wanted.body, int(short / LEAST_SHORT), int(long / LEAST_LONG))
    if body >= wanted.body:
        return wanted
    part = body / wanted.body
    return Sizes(max(1, body), max(1, int(wanted.target * part)), max(1, int(wanted.gap * part)))


def enlarged_percent() -> int:
    """Return the least text size that counts as enlarged, in percent; from :data:`NEAR` on at every distance."""
    return ceil(100 * 10 * NEAR * tan(radians(ENLARGED_ANGLE)) / CAPITAL)


NORMAL, ENLARGED = 100, enlarged_percent()
"""The two text sizes, in percent: as it comes, and after "Larger text"."""


def enlarged_on(body: int, pixels: tuple[int, int]) -> int:
    """Return the text size after "Larger text" on a screen, in percent: on a small one as much as leaves text in sight.

    Args:
        body: Size of the body text, in pixels.
        pixels: The screen's width and height, in pixels.
    """
    short, long = sorted(pixels)
    room = min(short / ENLARGED_SHORT, long / ENLARGED_LONG)
    return max(NORMAL + 1, min(ENLARGED, int(100 * room / body)))


def buttons_grow(em: int, pixels: tuple[int, int]) -> bool:
    """Whether buttons have room to grow with the text.

    Args:
        em: Size of the enlarged text, in pixels.
        pixels: The screen's width and height, in pixels.
    """
    short, long = sorted(pixels)
    return em <= short / LEAST_SHORT and em <= long / LEAST_LONG


def idle_after(words: int, least: float) -> float:
    """Return how long a page may stand without a touch, in seconds.

    Args:
        words: The words on it.
        least: The least time, in seconds.
    """
    return max(least, words * 60 / WORDS_A_MINUTE + READING_START)


def volume_after(percent: int, change: int) -> int:
    """Return how loud the voice is after a change, both in percent; it never falls silent."""
    return max(LEAST_VOLUME, min(FULL_VOLUME, percent + change))


def code_delay(failures: int) -> int:
    """Return how long the number pad waits after so many wrong codes in a row, in seconds."""
    late = failures - FREE_TRIES
    return 0 if late <= 0 else min(LONGEST_DELAY, 15 * 2 ** min(late - 1, 20))


def is_crash_loop(starts: Sequence[float], now: float) -> bool:
    """Whether the program has crashed so often of late that only the safe mode is left.

    Args:
        starts: When it started before, each start after a crash, in seconds; times that lie ahead do not count.
        now: When it starts now, in seconds.
    """
    return sum(0 <= now - start <= CRASH_WINDOW for start in starts) >= CRASHES


LARGE_PRINT = 3
"""So many sheets of large print count as one of a visit's limit: 18 points in place of 12 take 2.25 times the room, and
need more room around them. Who needs large print gets as much to take home as others do."""


def sheets_left(settings: KioskSettings, *, visit: int, day: int, large: bool = False) -> int:
    """Return how many sheets may still be printed now.

    Args:
        settings: What the clinic has told.
        visit: Sheets printed in this visit.
        day: Sheets printed today.
        large: Whether they are to be in large print.
    """
    most = settings.sheets_a_visit * (LARGE_PRINT if large else 1)
    return max(0, min(most - visit, settings.sheets_a_day - day))
