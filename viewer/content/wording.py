"""Words that no page may say: what frightens without need, promises, blames, or speaks of war."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Finding(NamedTuple):
    """Words that are not right.

    Attributes:
        start: Where in the text they begin.
        words: The words.
        why: What is wrong with them and what to do instead.
    """

    start: int
    words: str
    why: str


_HOPELESS = 'it frightens, and is not exact: say "cancer that has spread"'
_FIGURE = "figures about survival are never shown: the care team is the one to ask"
_SHARE = 'a percentage is hard to read and soon out of date: say "many", "some" or "few"'
_ABSOLUTE = 'nothing about the disease is so each time: say "often", "usually", "seldom" or "can"'
_UNCHOSEN = "a medical translator has not chosen a word for hospice: write around it"
_CERTAIN = 'it is not certain: say "can" or "may"'
_WAR = "a word of war makes people who get worse feel that they have lost: say what is done, as in treat or control"
_PROMISE = "it promises what nobody can: say what the treatment aims for"
_BLAME = "it lays blame: say what happened, or that nobody is to blame"

_YEARS_EN = r"(?:\d+|one|two|three|five|ten)"
_SOME_EN = r"(?:half|most|one in \w+|\w+ (?:out )?of \w+)"
_SOME_ES = r"(?:un tercio|la mitad|un cuarto|\w+ de cada \w+)"
_YEARS_ES = r"(?:\d+|un|dos|tres|cinco|diez)"

_FORBIDDEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"terminal(?:ly)?", _HOPELESS),
        (rf"{_YEARS_EN}[- ]years?[- ](?:relative )?survival", _FIGURE),
        (r"surviv(?:al|ing) (?:rate|figure|number|statistic|chance|odd|time)s?|chances? of surviv(?:al|ing)", _FIGURE),
        (r"(?:median|average|overall|mean) survival|life expectancy|(?:days|weeks|months|years) to live", _FIGURE),
        (r"\d+(?:\.\d+)?\s?(?:%|percent|per cent)|%|percent|per cent|percentages?", _SHARE),
        (rf"{_SOME_EN} (?:of )?(?:\w+ )?(?:patients|people|men|women) (?:\w+ )?(?:die|survive|live)", _FIGURE),
        (r"(?:die|dies|survive|survives) within (?:\w+ )?(?:days|weeks|months|years|a year)", _FIGURE),
        (r"spreads? in (?:\w+ )?steps", _ABSOLUTE),
        (r"always|never", _ABSOLUTE),
        (r"(?:will|is going to|are going to) (?:\w+ )?(?:spread|metastasi[sz]e)", _CERTAIN),
        (r"fight(?:s|ing|ers?)?|fought|battl(?:e|es|ed|ing)|beat(?:s|en|ing)?|wars?|warriors?|killers?", _WAR),
        (r"enem(?:y|ies)|defeat(?:s|ed|ing)?|conquer(?:s|ed|ing)?|weapons?", _WAR),
        (r"will (?:\w+ )?(?:cure|heal)s?|will (?:\w+ )?be (?:cured|healed|fine)", _PROMISE),
        (r"guarantee(?:s|d)?|miracles?|we promise", _PROMISE),
        (r"(?<!not )(?<!n’t )(?<!n't )your (?:own )?fault|you (?:have )?(?:caused|brought) (?:it|this)", _BLAME),
        (r"(?<!not to )(?<!is to )blam(?:e|es|ed|ing)|should have (?:come|gone|called)", _BLAME),
        (r"(?:patient|you) (?:have |has )?failed|non-?complian(?:t|ce)|g[ai]v(?:e|en|ing) up", _BLAME),
    ),
    "es": (
        (r"terminal(?:es)?", _HOPELESS),
        (rf"supervivencia (?:\w+ )?(?:a|de) (?:los )?{_YEARS_ES}(?: años)?", _FIGURE),
        (r"(?:tasa|índice|cifra|porcentaje|probabilidad)(?:e?s)? de (?:supervivencia|sobrevivir|sobrevida)", _FIGURE),
        (r"(?:esperanza|expectativa) de vida|(?:días|semanas|meses|años) de vida|sobrevida", _FIGURE),
        (r"\d+(?:[.,]\d+)?\s?%|%|por ciento|porcentajes?", _SHARE),
        (
            r"(?:un tercio|la mitad|un cuarto|un[oa] de cada \w+|\w+ de cada \w+)[\w ]{0,40} (?:muer|sobreviv|viv)\w*",
            _FIGURE,
        ),
        (r"(?:mueren?|sobreviven?) en (?:\w+ )?(?:días|semanas|meses|años?)", _FIGURE),
        (r"se (?:propaga|extiende|disemina) en (?:\w+ )?pasos", _ABSOLUTE),
        (r"hospicios?", _UNCHOSEN),
        (r"siempre|nunca|jamás", _ABSOLUTE),
        (r"se (?:propagará|extenderá|diseminará)n?|se van? a (?:propagar|extender|diseminar)", _CERTAIN),
        (r"(?:va a |van a )?hacer metástasis sin duda|hará metástasis", _CERTAIN),
        (r"luch(?:a|as|ar|an|amos|ó|ando|ador|adora)|batall\w*|combat\w+|pelea\w*|guerr\w+", _WAR),
        (r"venc(?:er|e|en|ió|ido|ida|iendo|eremos)|derrot\w+|enemig\w+|asesin\w+", _WAR),
        (r"(?:curará|sanará)n?|se van? a (?:curar|sanar)|va a (?:curar|sanar)(?:l[oae]s?)?", _PROMISE),
        (r"garanti\w+|milagr\w+|le prometemos", _PROMISE),
        (r"(?<!no es )(?<!no fue )(?<!nadie tiene )(?:por )?(?:su|tu|la) culpa|culpables?|culpar\w*", _BLAME),
        (
            r"(?:debió|debería|tendría que) haber (?:venido|ido|llamado)|(?:darse|se dio|rendirse) por vencid[oa]",
            _BLAME,
        ),
    ),
}
"""What is forbidden in each language, and why."""

LANGUAGES = frozenset(_FORBIDDEN)
"""The languages in which wording is looked at."""


def forbidden(text: str, language: str, allowed: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield the words of a text that are not right, each once, in their order.

    Args:
        text: The text.
        language: Its language; nothing is known about others than :data:`LANGUAGES`.
        allowed: Phrases that are taken out before, as in the front matter's ``allow``.
    """
    for phrase in sorted(allowed, key=len, reverse=True):
        # As many signs as before, so that all else stays in its place.
        pattern = rf"(?<!\w){re.escape(_straight(phrase))}(?!\w)"
        text = re.sub(pattern, lambda found: "·" * len(found[0]), _straight(text), flags=re.IGNORECASE)
    found = [
        Finding(match.start(), match[0], why)
        for pattern, why in _FORBIDDEN.get(language, ())
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
    ]
    seen: set[int] = set()
    for finding in sorted(found):
        if not seen & set(range(finding.start, finding.start + len(finding.words))):
            seen |= set(range(finding.start, finding.start + len(finding.words)))
            yield finding


def _straight(text: str) -> str:
    """Return a text with typewriter quotes, so that a phrase may be written with either."""
    return text.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
