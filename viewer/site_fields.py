"""The fields of a clinic's settings: each check returns what the program holds, or raises what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from viewer.content.toml import Place

COUNTRIES = ("AU", "CA", "ES", "GB", "IE", "MX", "NZ", "PR", "US")
"""The countries that a helpline can have: those for which the interface has words."""

PAPERS = ("letter", "a4")
"""The sizes of paper."""

FEVERS = {"C": (35.0, 43.0), "F": (95.0, 109.0)}
"""The least and the highest temperature that can be meant, by unit."""

Values = dict[str, object]
"""A site file's fields as they are written."""

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


class WrongFieldError(Exception):
    """A value that cannot be used.

    Attributes:
        place: Where inside the field.
    """

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place: Place = place


def words_of(value: object, most: int, wanted: str) -> str:
    """Return words in one line."""
    if not isinstance(value, str):
        raise WrongFieldError(f"is of the wrong kind: expected {wanted}, in quotes")
    words = value.strip()
    if not words:
        raise WrongFieldError(f"is empty: expected {wanted}, or no such line")
    if len(words) > most:
        raise WrongFieldError(f"has {len(words)} characters: expected {wanted}, at most {most} characters")
    bad = next((char for char in words if not char.isprintable() and char not in _INVISIBLE_BUT_NEEDED), "")
    if bad:
        raise WrongFieldError(f"holds an invisible character (U+{ord(bad):04X}): expected {wanted} in one line")
    return words


def check_name(value: object) -> str:
    """Return a name."""
    return words_of(value, 80, "a name")


def check_phone(value: object, least: int = 4) -> str:
    """Return a telephone number of at least so many digits."""
    wanted = 'a telephone number, as in "555-0100"'
    words = words_of(value, 60, wanted)
    if sum(char.isdecimal() for char in words) < least:
        raise WrongFieldError(f'is "{words}": expected {wanted}')
    return words


def check_emergency(value: object) -> str:
    """Return an emergency number: some have two digits, and none has many."""
    wanted = 'the emergency number, as in "911"'
    words = words_of(value, 30, wanted)
    if not 2 <= sum(char.isdecimal() for char in words) <= 8:
        raise WrongFieldError(f'is "{words}": expected {wanted}')
    return words


def check_fever(value: object) -> float:
    """Return a temperature; whether it can be meant is seen with its unit."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongFieldError("is of the wrong kind: expected a number without quotes, as in 100.4")
    least, most = min(low for low, _ in FEVERS.values()), max(high for _, high in FEVERS.values())
    if not least <= value <= most:
        raise WrongFieldError("is no fever: expected 95 to 109 with the unit F, or 35 to 43 with the unit C")
    if round(value, 1) != value:
        raise WrongFieldError("is too exact: expected one digit after the point at most, as in 100.4")
    return value


def check_fever_unit(value: object) -> str:
    """Return the unit of a temperature."""
    wanted = '"F" or "C"'
    unit = words_of(value, 9, wanted)
    return one_of(unit.removeprefix("°").upper(), FEVERS, unit, wanted)


def check_paper(value: object) -> str:
    """Return a size of paper."""
    wanted = '"letter" or "a4"'
    paper = words_of(value, 20, wanted)
    return one_of(paper.lower(), PAPERS, paper, wanted)


def check_yes_or_no(value: object) -> bool:
    """Return a yes or a no."""
    if not isinstance(value, bool):
        raise WrongFieldError("is of the wrong kind: expected true or false, without quotes")
    return value


def one_of(word: str, known: Mapping[str, object] | tuple[str, ...], said: str, wanted: str) -> str:
    """Return a word that is known."""
    if word not in known:
        raise WrongFieldError(f'is "{shown(said)}": expected {wanted}')
    return word


def check_address(value: object) -> str:
    """Return an address of the web, safe against listeners."""
    wanted = 'a web address that begins with https://, as in "https://clinic.example/home"'
    address = words_of(value, 300, wanted)
    if not re.fullmatch(r"https://[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?:[/?#][^\s\"<>\\]*)?", address):
        raise WrongFieldError(f'is "{shown(address)}": expected {wanted}')
    return address


def check_languages(value: object) -> tuple[str, ...]:
    """Return languages, each once."""
    wanted = 'a list of languages, each once, as in ["en", "es"]'
    if not isinstance(value, list) or not 0 < len(value) <= 40 or not all(_is_language(each) for each in value):
        raise WrongFieldError(f"is not right: expected {wanted}")
    if len(set(value)) < len(value):
        raise WrongFieldError(f"names a language twice: expected {wanted}")
    return tuple(value)


def _is_language(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def check_helplines(value: object) -> tuple[Helpline, ...]:
    """Return helplines from a list of tables."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise WrongFieldError("is of the wrong kind: expected tables, each under [[helplines]]")
    if not 0 < len(value) <= 20:
        raise WrongFieldError(f"has {len(value)} entries: expected 1 to 20, or no such line")
    for error in wrong_entries(value).values():
        raise error
    return tuple(_helpline(table) for table in value)


def wrong_entries(value: object) -> dict[int, WrongFieldError]:
    """Return what is wrong with single helplines of a list of tables, by their numbers from 0."""
    faults = {}
    for index, table in enumerate(value if isinstance(value, list) else ()):
        try:
            _helpline(table if isinstance(table, dict) else {})
        except WrongFieldError as error:
            message = f"is not right in entry {index + 1}, where {error}"
            faults[index] = WrongFieldError(message, index, *error.place)
    return faults


def is_same_line(one: dict[str, object], other: object) -> bool:
    """Whether two tables seem to mean the same helpline: they have the same name or the same number."""
    return isinstance(other, dict) and any(one[field] == other.get(field) for field in ("name", "phone"))


def _helpline(table: dict[str, object]) -> Helpline:
    """Return a helpline from its table."""
    checks: dict[str, Callable[[object], object]] = {
        "name": lambda value: _by_language(value, "a name"),
        "phone": lambda value: check_phone(value, least=2),
        "country": lambda value: one_of(words_of(value, 9, "a country"), COUNTRIES, str(value), ", ".join(COUNTRIES)),
        "hours": lambda value: _by_language(value, "when somebody answers"),
    }
    found: Values = {"hours": {}}
    for name, value in table.items():
        if name not in checks:
            raise WrongFieldError(f'"{shown(name)}" is not known: expected name, phone, country, hours', name)
        try:
            found[name] = checks[name](value)
        except WrongFieldError as error:
            raise WrongFieldError(f"{name} {error}", name, *error.place) from None
    for name in checks:
        if name not in found:
            raise WrongFieldError(f"{name} is missing: expected name, phone and country")
    return Helpline(**found)  # type: ignore[arg-type]


def _by_language(value: object, wanted: str) -> dict[str, str]:
    """Return words by language; words that are not in a table are for every language."""
    if not isinstance(value, dict):
        return {"": words_of(value, 120, wanted)}
    if not value or not all(_is_language(language) for language in value):
        raise WrongFieldError(f'is not right: expected {wanted}, or one line a language, as in name.es = "…"')
    found = {}
    for language, words in value.items():
        try:
            found[language] = words_of(words, 120, wanted)
        except WrongFieldError as error:
            raise WrongFieldError(f"in {language} {error}", language) from None
    return found


def shown(words: str) -> str:
    """Return words as a line of the log can show them."""
    short = words if len(words) <= 40 else f"{words[:40]}…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in short)
