"""What a clinic tells the program about itself: ``site.toml``, and ``site.local.toml`` beside it for one machine.

A wrong value costs its own field and no other; a wrong helpline costs itself and no other. In its place stands the
last good value of that field in that file, when there was one: good values are kept in a small file of the user's state
folder.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError, Problem
from viewer.content.fields import Report
from viewer.content.toml import decode, parse_toml
from viewer.kiosk.code import who_may_read
from viewer.kiosk.policy import KioskSettings
from viewer.settings import closest_language
from viewer.site_fields import (
    FEVERS,
    Helpline,
    Values,
    WrongFieldError,
    check_address,
    check_emergency,
    check_fever,
    check_fever_unit,
    check_helplines,
    check_languages,
    check_name,
    check_paper,
    check_phone,
    check_yes_or_no,
    is_same_line,
    shown,
    wrong_entries,
)
from viewer.site_kiosk import KIOSK, KIOSK_CHECKS, kiosk_settings, spread_kiosk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from viewer.content.toml import Place

LOCAL_FILE = "site.local.toml"
"""The file beside the site's own that may tell single fields anew, for one machine."""

LONGEST_FILE = 64 * 1024
"""Most bytes of a site file: more was not written by a clinic."""

MOST_FILES = 20
"""Most site files whose good values are remembered."""


class Site(NamedTuple):
    """What a clinic has told; ``Site()`` is a clinic that has told nothing.

    Attributes:
        name: The clinic's name.
        phone: The care team's telephone in office hours.
        phone_24h: The care team's telephone by day and night.
        emergency: The emergency number.
        fever: The temperature at which people should call, in ``fever_unit``; both are told or neither.
        fever_unit: ``"F"`` or ``"C"``.
        helplines: The helplines to list; empty for those that come with the program.
        languages: The languages to offer, in this order; empty for all of the topic.
        paper: One of :data:`PAPERS`.
        feedback: The web address to which people can send what they think.
        take_home: The web address at which people find this at home.
        keep: Whether people may let the computer keep their questions.
        kiosk: What it has told about its kiosk, as the table ``[kiosk]``.
    """

    name: str = ""
    phone: str = ""
    phone_24h: str = ""
    emergency: str = ""
    fever: float | None = None
    fever_unit: str = ""
    helplines: tuple[Helpline, ...] = ()
    languages: tuple[str, ...] = ()
    paper: str = ""
    feedback: str = ""
    take_home: str = ""
    keep: bool = True
    kiosk: KioskSettings = KioskSettings()

    def words(self) -> dict[str, str]:
        """Return what the text says for ``site:phone`` and its like, by key; nothing for what was not told."""
        told = {key: getattr(self, key) for key in ("name", "phone", "phone_24h", "emergency", "feedback", "take_home")}
        if self.fever is not None and self.fever_unit:
            told |= {"fever": f"{self.fever:g} °{self.fever_unit}", "fever_unit": f"°{self.fever_unit}"}
        return {key: words for key, words in told.items() if words}


class SiteReading:
    """A site as it was read.

    Args:
        memory: Where good values are kept.

    Attributes:
        site: What holds: the good values, and the last good ones where a value was wrong.
        problems: What is wrong, a line a field, with file and line.
    """

    def __init__(self, memory: Memory) -> None:
        self.site = Site()
        self.problems: list[Problem] = []
        self._memory = memory
        self._good: dict[Path, Values | None] = {}
        self._texts: dict[Path, str] = {}

    def add(self, path: Path, *, needed: bool) -> None:
        """Read one file over what was read before.

        Args:
            path: The file.
            needed: Whether it is a problem when it is missing.
        """
        try:
            self._texts[path] = _text_of(path)
            values = spread_kiosk(parse_toml(self._texts[path], str(path)))
        except (FileNotFoundError, NotADirectoryError):
            if not needed:
                self._good[path] = None
                return
            self._lose(path, Problem(str(path), 0, "this file is missing: put it there, or name another after --site"))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            message = f"this file cannot be read ({reason}): expected a text file that the program's account may read"
            self._lose(path, Problem(str(path), 0, message))
        except ContentError as error:
            self._lose(path, error.problems[0])
        else:
            self._take(path, values)
        self._hold()

    def _hold(self) -> None:
        """Let the good values of the files hold, those of the later file over those of the one before."""
        told = {name: value for good in self._good.values() for name, value in _checked(good or {})[0].items()}
        kiosk = {name.removeprefix(KIOSK): told.pop(name) for name in [*told] if name.startswith(KIOSK)}
        self.site = Site(**told, kiosk=kiosk_settings(kiosk))  # type: ignore[arg-type]

    def _take(self, path: Path, values: Values) -> None:
        """Take the fields of a file that are right, and the last good value of the others."""
        report = Report(self._texts[path], str(path))
        values = self._without_wrong_helplines(path, values, report)
        _, faults = _checked(values)
        lost = {*faults, *(_PAIR if faults.keys() & _PAIR else ())}
        known = self._memory.good(path) if faults else {}
        kept = {field: value for field, value in known.items() if field in lost}
        self._good[path] = {field: value for field, value in values.items() if field not in lost} | kept
        for field, (place, message) in faults.items():
            suffix = _STAYS if field in kept else ""
            self.problems.append(Problem(str(path), report.line((*field.split("."), *place)), message + suffix))

    def _without_wrong_helplines(self, path: Path, values: Values, report: Report) -> Values:
        """Return a file's fields with its right helplines only; where none is right, with all, and the field is wrong.

        In the place of a wrong one stands the last good one of the same name or number.
        """
        faults = wrong_entries(values.get("helplines"))
        if not faults:
            return values
        entries: list[dict[str, object]] = list(values["helplines"])  # type: ignore[call-overload]
        right = [entry for index, entry in enumerate(entries) if index not in faults]
        if not right:
            return values
        known = self._memory.good(path).get("helplines")
        last = [each for each in known if each not in right] if isinstance(known, list) else []
        kept: list[dict[str, object]] = []
        for index, entry in enumerate(entries):
            stands_in = next((each for each in last if is_same_line(each, entry)), None) if index in faults else entry
            kept += [stands_in] if stands_in is not None and stands_in not in kept else []
            if index in faults:
                error = faults[index]
                message = f'the field "helplines" {error}' + (_STAYS if stands_in is not None else "")
                self.problems.append(Problem(str(path), report.line(("helplines", *error.place)), message))
        return values | {"helplines": kept}

    def _lose(self, path: Path, problem: Problem) -> None:
        """Take all that a file last said that was good, for a file that says nothing now."""
        known = self._memory.good(path)
        suffix = "; its last good values stay in use" if known else ""
        self._good[path] = known
        self.problems.append(problem._replace(message=problem.message + suffix))

    def choose_languages(self, known: Sequence[str]) -> list[Problem]:
        """Hold the languages to be offered against those of the topic: a file that names none of them is wrong there.

        In place of its languages stand the last good ones of that file, else those of the file before it.

        Args:
            known: The topic's languages.

        Returns:
            A problem for each language that the topic does not have; the others are offered.
        """
        problems = []
        for path, good in self._good.items():
            wanted = (good or {}).get("languages")
            names = check_languages(wanted) if wanted else ()
            unknown = [each for each in names if closest_language(each, known) is None]
            suffix = ""
            if good and unknown and len(unknown) == len(names):
                last = self._memory.good(path).get("languages")
                if last and any(closest_language(each, known) for each in check_languages(last)):
                    good["languages"], suffix = last, _STAYS
                else:
                    del good["languages"]
            line = Report(self._texts.get(path, ""), str(path)).line(("languages",)) if unknown else 0
            expected = ", ".join(known)
            for each in unknown:
                message = f'the topic has no language "{each}": expected {expected}{suffix}'
                problems.append(Problem(str(path), line, message))
        self._hold()
        return problems

    def exposed(self) -> list[Problem]:
        """Return a problem for each file that others may read or change while it holds a staff code."""
        found = []
        for path, good in self._good.items():
            if "kiosk.code" not in (good or {}) or os.name != "posix" or not path.is_file():
                continue
            others = who_may_read(path.stat().st_mode)
            line = Report(self._texts.get(path, ""), str(path)).line(("kiosk", "code"))
            message = (
                f"a staff code stands in this file, and {others}: give it to root and to the kiosk's group, mode 640"
            )
            found += [Problem(str(path), line, message)] if others else []
        return found

    def keep(self) -> None:
        """Remember the good values for the day when one of them turns wrong; a failure costs a line in the log."""
        self._memory.keep(self._good)


def read_site(file: Path, memory: Path | None = None, *, required: bool = True) -> SiteReading:
    """Read a site file and the local one beside it.

    Args:
        file: The site file.
        memory: The file in which good values are kept; ``None`` keeps none and knows none.
        required: Whether it is a problem when the site file is missing. The local file may be missing at all times.

    Returns:
        What holds, and what is wrong. Nothing is kept before :meth:`SiteReading.keep`.
    """
    reading = SiteReading(Memory(memory))
    reading.add(file, needed=required)
    if file.name != LOCAL_FILE:
        reading.add(file.parent / LOCAL_FILE, needed=False)
    return reading


def read_helplines(file: Path) -> tuple[Helpline, ...]:
    """Read the helplines that come with the program; a file that is wrong costs a line in the log, and gives none."""
    try:
        values = parse_toml(_text_of(file), str(file))
        return check_helplines(values.get("helplines"))
    except (OSError, ContentError, WrongFieldError) as error:
        _warn("The helplines cannot be shown.", file, error)
        return ()


_STAYS = "; its last good value stays in use"
"""What is added to a problem where it costs nothing yet."""


# One file


def _text_of(path: Path) -> str:
    """Return a file's text.

    Raises:
        OSError: It cannot be read, or it is no plain file.
        ContentError: It is too long, or no text.
    """
    if not path.is_file() and path.exists():
        raise OSError(None, "it is no plain file")
    with path.open("rb") as opened:
        data = opened.read(LONGEST_FILE + 1)
    if len(data) > LONGEST_FILE:
        message = f"this file is longer than {LONGEST_FILE // 1024} kB: expected a clinic's settings"
        raise ContentError([Problem(str(path), 0, message)])
    return decode(data, str(path))


# The fields


def _checked(values: Mapping[str, object]) -> tuple[Values, dict[str, tuple[Place, str]]]:
    """Return the fields of a table that are right, as :class:`Site` has them, and what is wrong with the others."""
    good: Values = {}
    faults: dict[str, tuple[Place, str]] = {}
    for name, value in values.items():
        if name not in _CHECKS:
            inside = name.startswith(KIOSK)
            known = ", ".join(each for each in _CHECKS if each.startswith(KIOSK) == inside)
            faults[name] = ((), f'the field "{shown(name)}" is not known here: expected one of {known}')
            continue
        try:
            good[name] = _CHECKS[name](value)
        except WrongFieldError as error:
            faults[name] = (error.place, f'the field "{name}" {error}')
    try:
        _check_pair(values, good)
    except WrongFieldError as error:
        field = next(field for field in _PAIR if field in values)
        faults[field] = ((), f'the field "{field}" {error}')
    if faults.keys() & _PAIR:
        good = {name: value for name, value in good.items() if name not in _PAIR}
    return good, faults


def _check_pair(values: Mapping[str, object], good: Values) -> None:
    """Refuse a fever without its unit, a unit without a fever, and a number that cannot be meant in its unit."""
    both = 'expected both in the same file, as in fever = 100.4 and fever_unit = "F"'
    if "fever" in values and "fever_unit" not in values:
        raise WrongFieldError(f"has no fever_unit beside it, and a number alone is dangerous: {both}")
    if "fever_unit" in values and "fever" not in values:
        raise WrongFieldError(f"has no fever beside it: {both}")
    if good.keys() >= set(_PAIR):
        fever, unit = good["fever"], good["fever_unit"]
        least, most = FEVERS[str(unit)]
        if not (isinstance(fever, (int, float)) and least <= fever <= most):
            raise WrongFieldError(f"is no fever in °{unit}: expected {least:g} to {most:g}")


_CHECKS: dict[str, Callable[[object], object]] = {
    "name": check_name,
    "phone": check_phone,
    "phone_24h": check_phone,
    "emergency": check_emergency,
    "fever": check_fever,
    "fever_unit": check_fever_unit,
    "helplines": check_helplines,
    "languages": check_languages,
    "paper": check_paper,
    "feedback": check_address,
    "take_home": check_address,
    "keep": check_yes_or_no,
    **KIOSK_CHECKS,
}
"""The fields: each check returns what :class:`Site` holds, or raises what is wrong."""

_PAIR = ("fever", "fever_unit")
"""The fields that hold together or not at all."""


# What was good


class Memory:
    """The good values of site files, kept from start to start in one small file.

    Args:
        file: The file; ``None`` keeps nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def good(self, site_file: Path) -> Values:
        """Return the last good fields of a site file; they are checked like those of any file."""
        known = self._kept.get(os.path.abspath(site_file))
        if not isinstance(known, dict):
            return {}
        right, _ = _checked(known)
        return {name: known[name] for name in right}

    @cached_property
    def _kept(self) -> Values:
        """What the file holds; a file that is damaged costs a line in the log."""
        if self._file is None:
            return {}
        import json

        try:
            kept = json.loads(_text_of(self._file))
            if isinstance(kept, dict):
                return kept
            _warn("The last good site settings are lost.", self._file, "expected a table")
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, RecursionError, ContentError) as error:
            _warn("The last good site settings are lost.", self._file, error)
        return {}

    def keep(self, good: Mapping[Path, Values | None]) -> None:
        """Write the fields of site files, when they are others than before.

        Args:
            good: The fields; ``None`` forgets a file.
        """
        told = {os.path.abspath(path): fields for path, fields in good.items()}
        kept = {name: fields for name, fields in self._kept.items() if name not in told}
        kept |= {name: fields for name, fields in told.items() if fields}
        if self._file is None or kept == self._kept:
            return
        import json

        text = json.dumps(dict(list(kept.items())[-MOST_FILES:]), indent=1)
        from viewer.content.writing import write_whole

        try:
            # The hash of a staff code may be among them.
            write_whole(self._file, text.encode(), private=True)
        except OSError as error:
            _warn("The site settings cannot be kept for later.", self._file, error)


def _warn(what: str, file: Path, why: object) -> None:
    """Log a line; logging is imported when there is something to say."""
    import logging

    logging.getLogger(__name__).warning("%s %s: %s", what, file, getattr(why, "strerror", None) or why)
