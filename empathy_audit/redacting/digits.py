"""Digits as people write and say them: "4242 4242", "4-2-4-2", "four two, double four". A run is told in one breath."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.redacting.spans import UNSEEN, crosses

ONES = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
ONES |= {"oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "niner": "9"}
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
TIMES = {"double": 2, "triple": 3, "treble": 3}
LISTED = 5  # digits; longer numbers with a comma between them are several, not the parts of one

_WORD = rf"(?:{'|'.join((*ONES, *TEENS, *TENS))})"
_TOKEN = re.compile(
    rf"\d+|\b(?:(?P<times>{'|'.join(TIMES)})[\s-]+)?(?:(?P<tens>{'|'.join(TENS)})(?:[\s-]+(?P<one>{'|'.join(list(ONES)[1:10])}))?"
    rf"|(?P<teen>{'|'.join(TEENS)})|(?P<ones>{'|'.join(ONES)})|(?<=[a-z][\s-])(?P<figure>\d))\b",
    re.IGNORECASE,
)
# What may stand between two parts of one number: signs, and what is said while one reads it out.
_BETWEEN = re.compile(
    rf"[\s{UNSEEN}.,…·/()_‐‑–—-]{{0,6}}(?:(?:dash|hyphen|space|um+|uh+|er+m?|then|and then)\b[\s{UNSEEN}.,…-]{{0,4}}){{0,2}}",
    re.IGNORECASE,
)
# What has digits and is no number of anybody: dates, times, amounts. They end a run.
_OTHER = re.compile(
    r"(?<![\d/.-])(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)(?![\d/.-]))"
    r"|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)|(?<![\d:])\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b"
    r"|\b(?:since|in|from|until|till|by|of|before|after|year|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s(?:19|20)\d\d\b(?!\s?\d)"
    r"|[£$€¥]\s?\d{1,3}(?:[,. ]\d{3})*(?:[.,]\d{1,2})?(?!\d)|[£$€¥]\s?\d{1,7}(?:[.,]\d{1,2})?(?!\d)"
    r"|(?<![\d.,-])(?<!\d )\d{1,7}(?:[.,]\d{1,3})?(?=\s?(?:[%€£$]|percent\b|per cent\b"
    r"|pounds?\b|quid\b|euros?\b|dollars?\b|bucks\b"
    r"|pence\b|cents?\b|p\b|usd\b|gbp\b|eur\b|kwh\b|kw\b|km\b|miles?\b|gb\b|mb\b|points?\b|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b"
    r"|years?\b|times?\b|people\b|items?\b|hundred\b|thousand\b|million\b))",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """Digits that stand together, and where: a numeral, or a word such as "double four"."""

    start: int
    end: int
    digits: str
    spoken: bool


Run = tuple[Part, ...]


def others(text: str) -> list[tuple[int, int]]:
    """Where dates, times and amounts stand."""
    return [match.span() for match in _OTHER.finditer(text)]


def runs(text: str, apart: Sequence[tuple[int, int]] = ()) -> Iterator[Run]:
    """The numbers in `text`, each as its parts. What overlaps `apart` is left out, and ends a run."""
    run: list[Part] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if crosses(start, end, apart):
            if run:
                yield tuple(run)
            run = []
            continue
        part = Part(start, end, _digits(match), not match[0].isdigit())
        if run and not _goes_on(text, run[-1], part):
            yield tuple(run)
            run = []
        run.append(part)
    if run:
        yield tuple(run)


def told(run: Sequence[Part]) -> str:
    """All digits of a run."""
    return "".join(part.digits for part in run)


def _digits(match: re.Match[str]) -> str:
    found = match.groupdict()
    if match[0].isdigit():
        return "".join(str(unicodedata.digit(char)) for char in match[0])
    if found["tens"]:
        one = ONES[found["one"].lower()] if found["one"] else "0"
        digits = f"{TENS.index(found['tens'].lower()) + 2}{one}"
    elif found["teen"]:
        digits = str(TEENS.index(found["teen"].lower()) + 10)
    else:
        digits = found["figure"] or ONES[found["ones"].lower()]
    return digits * (TIMES[found["times"].lower()] if found["times"] else 1)


def _goes_on(text: str, last: Part, part: Part) -> bool:
    between = text[last.end : part.start]
    if not _BETWEEN.fullmatch(between):
        return False
    return not ("," in between and max(len(last.digits), len(part.digits)) >= LISTED)
