"""What a clinic tells the program about itself: ``site.toml``, and ``site.local.toml`` beside it for one machine.

A wrong value costs its own field and no other; a wrong helpline costs itself and no other. In its place stands the
last good value of that field in that file, when there was one: good values are kept in a small file of the user's state
folder.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from viewer.content.errors import ContentError, Problem
from viewer.content.fields import Report
from viewer.content.toml import decode, parse_toml
from viewer.settings import closest_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from viewer.content.toml import Place

LOCAL_FILE = "site.local.toml"
"""The file beside the site's own that may tell single fields anew, for one machine."""

COUNTRIES = ("AU", "CA", "ES", "GB", "IE", "MX", "NZ", "PR", "US")
"""The countries that a helpline can have: those for which the interface has words."""

PAPERS = ("letter", "a4")
"""The sizes of paper."""

FEVERS = {"C": (35.0, 43.0), "F": (95.0, 109.0)}
"""The least and the highest temperature that can be meant, by unit."""

LONGEST_FILE = 64 * 1024
"""Most bytes of a site file: more was not written by a clinic."""

MOST_FILES = 20
"""Most site files whose good values are remembered."""

_INVISIBLE_BUT_NEEDED = "\u00a0\u200c\u200d\u200e\u200f"
"""The hard space, and the joiners and marks of direction without which some languages cannot be written."""


class Helpline(NamedTuple):
    """A telephone that people can call with questions.

    Attributes:
        name: Who answers, by language; the words under ``""`` serve for every language.
        phone: The number.
        country: One of :data:`COUNTRIES`.
        hours: When somebody answers, by language like the name; may be empty.
    """

    name: Mapping[str, str]
    phone: str
    country: str
    hours: Mapping[str, str]


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
            values = parse_toml(self._texts[path], str(path))
        except (FileNotFoundError, NotADirectoryError):
            if not needed:
                self._good[path] = None
                return
            self._lose(path, Problem(str(path), 0, "this file is missing: put it there, or name another after --site"))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            message = f"this file cannot be read ({reason}): expected a text file that everybody may read"
            self._lose(path, Problem(str(path), 0, message))
        except ContentError as error:
            self._lose(path, error.problems[0])
        else:
            self._take(path, values)
        self._hold()

    def _hold(self) -> None:
        """Let the good values of the files hold, those of the later file over those of the one before."""
        told = {name: value for good in self._good.values() for name, value in _checked(good or {})[0].items()}
        self.site = Site(**told)  # type: ignore[arg-type]

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
            self.problems.append(Problem(str(path), report.line((field, *place)), message + suffix))

    def _without_wrong_helplines(self, path: Path, values: Values, report: Report) -> Values:
        """Return a file's fields with its right helplines only; where none is right, with all, and the field is wrong.

        In the place of a wrong one stands the last good one of the same name or number.
        """
        faults = _wrong_entries(values.get("helplines"))
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
            stands_in = next((each for each in last if _is_same_line(each, entry)), None) if index in faults else entry
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
            names = _languages(wanted) if wanted else ()
            unknown = [each for each in names if closest_language(each, known) is None]
            suffix = ""
            if good and unknown and len(unknown) == len(names):
                last = self._memory.good(path).get("languages")
                if last and any(closest_language(each, known) for each in _languages(last)):
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
        return _helplines(values.get("helplines"))
    except (OSError, ContentError, _WrongError) as error:
        _warn("The helplines cannot be shown.", file, error)
        return ()


_STAYS = "; its last good value stays in use"
"""What is added to a problem where it costs nothing yet."""


# One file

Values = dict[str, object]
"""A site file's fields as they are written."""


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


class _WrongError(Exception):
    """A value that cannot be used.

    Attributes:
        place: Where inside the field.
    """

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place: Place = place


def _checked(values: Mapping[str, object]) -> tuple[Values, dict[str, tuple[Place, str]]]:
    """Return the fields of a table that are right, as :class:`Site` has them, and what is wrong with the others."""
    good: Values = {}
    faults: dict[str, tuple[Place, str]] = {}
    for name, value in values.items():
        if name not in _CHECKS:
            known = ", ".join(_CHECKS)
            faults[name] = ((), f'the field "{_shown(name)}" is not known here: expected one of {known}')
            continue
        try:
            good[name] = _CHECKS[name](value)
        except _WrongError as error:
            faults[name] = (error.place, f'the field "{name}" {error}')
    try:
        _check_pair(values, good)
    except _WrongError as error:
        field = next(field for field in _PAIR if field in values)
        faults[field] = ((), f'the field "{field}" {error}')
    if faults.keys() & _PAIR:
        good = {name: value for name, value in good.items() if name not in _PAIR}
    return good, faults


def _check_pair(values: Mapping[str, object], good: Values) -> None:
    """Refuse a fever without its unit, a unit without a fever, and a number that cannot be meant in its unit."""
    both = 'expected both in the same file, as in fever = 100.4 and fever_unit = "F"'
    if "fever" in values and "fever_unit" not in values:
        raise _WrongError(f"has no fever_unit beside it, and a number alone is dangerous: {both}")
    if "fever_unit" in values and "fever" not in values:
        raise _WrongError(f"has no fever beside it: {both}")
    if good.keys() >= set(_PAIR):
        fever, unit = good["fever"], good["fever_unit"]
        least, most = FEVERS[str(unit)]
        if not (isinstance(fever, (int, float)) and least <= fever <= most):
            raise _WrongError(f"is no fever in °{unit}: expected {least:g} to {most:g}")


def _words(value: object, most: int, wanted: str) -> str:
    """Return words in one line."""
    if not isinstance(value, str):
        raise _WrongError(f"is of the wrong kind: expected {wanted}, in quotes")
    words = value.strip()
    if not words:
        raise _WrongError(f"is empty: expected {wanted}, or no such line")
    if len(words) > most:
        raise _WrongError(f"has {len(words)} characters: expected {wanted}, at most {most} characters")
    bad = next((char for char in words if not char.isprintable() and char not in _INVISIBLE_BUT_NEEDED), "")
    if bad:
        raise _WrongError(f"holds an invisible character (U+{ord(bad):04X}): expected {wanted} in one line")
    return words


def _name(value: object) -> str:
    return _words(value, 80, "a name")


def _phone(value: object, least: int = 4) -> str:
    """Return a telephone number of at least so many digits."""
    wanted = 'a telephone number, as in "555-0100"'
    words = _words(value, 60, wanted)
    if sum(char.isdecimal() for char in words) < least:
        raise _WrongError(f'is "{words}": expected {wanted}')
    return words


def _emergency(value: object) -> str:
    """Return an emergency number: some have two digits, and none has many."""
    wanted = 'the emergency number, as in "911"'
    words = _words(value, 30, wanted)
    if not 2 <= sum(char.isdecimal() for char in words) <= 8:
        raise _WrongError(f'is "{words}": expected {wanted}')
    return words


def _fever(value: object) -> float:
    """Return a temperature; whether it can be meant is seen with its unit."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _WrongError("is of the wrong kind: expected a number without quotes, as in 100.4")
    least, most = min(low for low, _ in FEVERS.values()), max(high for _, high in FEVERS.values())
    if not least <= value <= most:
        raise _WrongError("is no fever: expected 95 to 109 with the unit F, or 35 to 43 with the unit C")
    if round(value, 1) != value:
        raise _WrongError("is too exact: expected one digit after the point at most, as in 100.4")
    return value


def _fever_unit(value: object) -> str:
    wanted = '"F" or "C"'
    unit = _words(value, 9, wanted)
    return _one_of(unit.removeprefix("°").upper(), FEVERS, unit, wanted)


def _paper(value: object) -> str:
    wanted = '"letter" or "a4"'
    paper = _words(value, 20, wanted)
    return _one_of(paper.lower(), PAPERS, paper, wanted)


def _keep(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("is of the wrong kind: expected true or false, without quotes")
    return value


def _one_of(word: str, known: Mapping[str, object] | tuple[str, ...], said: str, wanted: str) -> str:
    """Return a word that is known."""
    if word not in known:
        raise _WrongError(f'is "{_shown(said)}": expected {wanted}')
    return word


def _address(value: object) -> str:
    """Return an address of the web, safe against listeners."""
    wanted = 'a web address that begins with https://, as in "https://clinic.example/home"'
    address = _words(value, 300, wanted)
    if not re.fullmatch(r"https://[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?:[/?#][^\s\"<>\\]*)?", address):
        raise _WrongError(f'is "{_shown(address)}": expected {wanted}')
    return address


def _languages(value: object) -> tuple[str, ...]:
    """Return languages, each once."""
    wanted = 'a list of languages, each once, as in ["en", "es"]'
    if not isinstance(value, list) or not 0 < len(value) <= 40 or not all(_is_language(each) for each in value):
        raise _WrongError(f"is not right: expected {wanted}")
    if len(set(value)) < len(value):
        raise _WrongError(f"names a language twice: expected {wanted}")
    return tuple(value)


def _is_language(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def _helplines(value: object) -> tuple[Helpline, ...]:
    """Return helplines from a list of tables."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _WrongError("is of the wrong kind: expected tables, each under [[helplines]]")
    if not 0 < len(value) <= 20:
        raise _WrongError(f"has {len(value)} entries: expected 1 to 20, or no such line")
    for error in _wrong_entries(value).values():
        raise error
    return tuple(_helpline(table) for table in value)


def _wrong_entries(value: object) -> dict[int, _WrongError]:
    """Return what is wrong with single helplines of a list of tables, by their numbers from 0."""
    faults = {}
    for index, table in enumerate(value if isinstance(value, list) else ()):
        try:
            _helpline(table if isinstance(table, dict) else {})
        except _WrongError as error:
            message = f"is not right in entry {index + 1}, where {error}"
            faults[index] = _WrongError(message, index, *error.place)
    return faults


def _is_same_line(one: dict[str, object], other: object) -> bool:
    """Whether two tables seem to mean the same helpline: they have the same name or the same number."""
    return isinstance(other, dict) and any(one[field] == other.get(field) for field in ("name", "phone"))


def _helpline(table: dict[str, object]) -> Helpline:
    """Return a helpline from its table."""
    checks: dict[str, Callable[[object], object]] = {
        "name": lambda value: _by_language(value, "a name"),
        "phone": lambda value: _phone(value, least=2),
        "country": lambda value: _one_of(_words(value, 9, "a country"), COUNTRIES, str(value), ", ".join(COUNTRIES)),
        "hours": lambda value: _by_language(value, "when somebody answers"),
    }
    found: Values = {"hours": {}}
    for name, value in table.items():
        if name not in checks:
            raise _WrongError(f'"{_shown(name)}" is not known: expected name, phone, country, hours', name)
        try:
            found[name] = checks[name](value)
        except _WrongError as error:
            raise _WrongError(f"{name} {error}", name, *error.place) from None
    for name in checks:
        if name not in found:
            raise _WrongError(f"{name} is missing: expected name, phone and country")
    return Helpline(**found)  # type: ignore[arg-type]


def _by_language(value: object, wanted: str) -> dict[str, str]:
    """Return words by language; words that are not in a table are for every language."""
    if not isinstance(value, dict):
        return {"": _words(value, 120, wanted)}
    if not value or not all(_is_language(language) for language in value):
        raise _WrongError(f'is not right: expected {wanted}, or one line a language, as in name.es = "…"')
    found = {}
    for language, words in value.items():
        try:
            found[language] = _words(words, 120, wanted)
        except _WrongError as error:
            raise _WrongError(f"in {language} {error}", language) from None
    return found


def _shown(words: str) -> str:
    """Return words as a line of the log can show them."""
    short = words if len(words) <= 40 else f"{words[:40]}…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in short)


_CHECKS: dict[str, Callable[[object], object]] = {
    "name": _name,
    "phone": _phone,
    "phone_24h": _phone,
    "emergency": _emergency,
    "fever": _fever,
    "fever_unit": _fever_unit,
    "helplines": _helplines,
    "languages": _languages,
    "paper": _paper,
    "feedback": _address,
    "take_home": _address,
    "keep": _keep,
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
            write_whole(self._file, text.encode())
        except OSError as error:
            _warn("The site settings cannot be kept for later.", self._file, error)


def _warn(what: str, file: Path, why: object) -> None:
    """Log a line; logging is imported when there is something to say."""
    import logging

    logging.getLogger(__name__).warning("%s %s: %s", what, file, getattr(why, "strerror", None) or why)
