"""How a matcher reads the value a rule gives it: plain text, lists and maps in, checked values out.

Scalars arrive as the text that stands in the file, so that YAML can turn no `no` into False and no `12:30` into 750.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, NamedTuple

from empathy_audit.matchers.phrases import Phrases


class BadValue(ValueError):  # noqa: N818 - it is a verdict on a value, and reads so
    """A value that a matcher cannot use. `where` leads to it: keys of maps and indexes of lists."""

    def __init__(self, message: str, *where: str | int, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.fix = fix


class Kit(NamedTuple):
    """What a matcher may use to build its test: `block` puts phrases into the trie and gives their number."""

    block: Callable[[Phrases], int]
    scope: Literal["sentence", "turn"]


LIKE = 0.75  # how alike two words must be for one to be meant, by difflib's ratio: "opne" and "open" are
LONGEST_WORD = 60  # characters; what is longer was meant for none of our words
MOST_SHOWN = 60  # characters of a user's text within a message
FEW = 12  # so many choices can be told in a line
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})")
# What people write who think of another tool, or of the plain word.
_MEANT = {
    "pattern": "phrases", "patterns": "phrases", "keywords": "phrases", "words": "phrases", "texts": "phrases",
    "except": "unless", "but": "unless", "not": "none", "or": "any", "and": "all", "then": "after", "before": "after",
    "title": "name", "label": "name", "description": "why", "reason": "why", "because": "why", "text": "message",
    "advice": "suggest", "better": "suggest", "tests": "examples", "when": "match", "if": "match", "level": "severity",
    "score": "points", "weight": "points", "good": "finds", "bad": "ignores", "yes": "finds", "no": "ignores",
    "positive": "finds", "negative": "ignores", "matches": "finds", "should_match": "finds", "should_not_match": "ignores",
    "client": "customer", "caller": "customer", "user": "customer", "member": "customer", "guest": "customer",
    "rep": "agent", "advisor": "agent", "adviser": "agent", "operator": "agent", "assistant": "agent", "both": "any",
    "low": "minor", "medium": "moderate", "high": "major", "warning": "moderate", "error": "major", "fatal": "critical",
    "severe": "critical", "hint": "1", "explicit": "2",
}  # fmt: skip


def quoted(text: str) -> str:
    """The text in quotes, as much of it as a message can hold."""
    return f"'{text}'" if len(text) <= MOST_SHOWN else f"'{text[:MOST_SHOWN]}...'"


def close(wrong: str, known: Collection[str]) -> str:
    """The one of `known` that was meant, "" where none comes close."""
    if not 0 < len(wrong) <= LONGEST_WORD:
        return ""
    if _MEANT.get(wrong.lower()) in known:
        return _MEANT[wrong.lower()]
    by_case = {one.lower(): one for one in sorted(known, reverse=True)}
    found = difflib.get_close_matches(wrong.lower(), sorted(by_case), n=1, cutoff=LIKE)
    return by_case[found[0]] if found else ""


def suggestion(wrong: str, known: Collection[str], few: int = FEW) -> str:
    """A did-you-mean, or the choices where nothing comes close and they are few."""
    meant = close(wrong, known)
    if meant:
        return f"did you mean '{meant}'?"
    return f"use one of {', '.join(sorted(known))}" if 0 < len(known) <= few else ""


class Range(NamedTuple):
    """What a number may be: from `least` (more than it, if `above`) to `most`, perhaps `whole`."""

    least: float = -math.inf
    most: float = math.inf
    whole: bool = False
    above: bool = False

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if math.isinf(self.least):
            return kind
        low = f"above {self.least:g}" if self.above else f"of at least {self.least:g}"
        if math.isinf(self.most):
            return f"{kind} {low}"
        return f"{kind} {low}, at most {self.most:g}" if self.above else f"{kind} from {self.least:g} to {self.most:g}"

    def allows(self, value: float) -> bool:
        low = value > self.least if self.above else value >= self.least
        return math.isfinite(value) and low and value <= self.most and not (self.whole and value != int(value))

    def remedy(self, wrong: str) -> str:
        """What to write instead of `wrong`."""
        value = decimal(wrong)
        if value is None:
            value = decimal(re.sub(r"[_,\s%]", "", wrong))
            if value is None:
                return "write it in digits, such as " + self._such
            if self.allows(value):
                return f"write {value:.15g}"
        if self.above and value <= self.least:
            return "write one such as " + self._such
        nearest = min(max(value, self.least), self.most)
        return f"the nearest is {round(nearest) if self.whole else nearest:.15g}"

    @property
    def _such(self) -> str:
        return f"{min(max(2.0, self.least + (1 if self.above else 0)), self.most):g}"


def decimal(text: str) -> float | None:
    """The number that `text` is in plain digits, None where it is none: no 1_000, 1e3, nan or 12:30."""
    return float(text) if _DECIMAL.fullmatch(text) else None


def mapping(value: Any, known: Collection[str]) -> Mapping[str, Any]:
    """A map with no other keys than `known`."""
    if not isinstance(value, Mapping):
        raise BadValue("expected a map", fix=f"write {{{next(iter(known))}: ...}}; its keys are {', '.join(known)}")
    for key in value:
        if key not in known:
            raise BadValue(f"unknown key {quoted(key)}", key, fix=suggestion(key, known))
    return value


def texts(value: Any) -> tuple[str, ...]:
    """One text or a list of texts, none of them empty."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise BadValue("expected a text or a list of texts", fix="begin each entry with '- '")
    if not items:
        raise BadValue("this list is empty", fix="write at least one entry")
    for n, item in enumerate(items):
        where = () if isinstance(value, str) else (n,)
        if not isinstance(item, str):
            raise BadValue("expected a text", *where, fix="put it in quotes")
        if not item.strip():
            raise BadValue("this text is empty", *where, fix="write words, or remove it")
    return tuple(items)


def number(value: Any, *where: str | int, allowed: Range | None = None) -> float:
    """A number in plain digits, one that is `allowed`."""
    allowed = allowed or Range()
    found = decimal(value) if isinstance(value, str) else None
    if found is None or not allowed.allows(found):
        if not isinstance(value, str):
            raise BadValue(f"expected {allowed}", *where, fix="write " + allowed.remedy("").removeprefix("write "))
        raise BadValue(f"expected {allowed}, not {quoted(value)}", *where, fix=allowed.remedy(value))
    return found


def count(value: Any, *where: str | int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    return int(number(value, *where, allowed=Range(least, whole=True)))


def choice(value: Any, known: Collection[str], *where: str | int) -> str:
    """One of `known`."""
    if not isinstance(value, str):
        raise BadValue("expected one word", *where, fix=f"use one of {', '.join(sorted(known))}")
    if value not in known:
        raise BadValue(f"unknown value {quoted(value)}", *where, fix=suggestion(value, known, few=40))
    return value


def bounds(
    value: Any, names: tuple[str, str] = ("min", "max"), allowed: Range | None = None
) -> tuple[float | None, float | None]:
    """`{min: ..., max: ...}` of which at least one must be there, the smaller first."""
    given = mapping(value, names)
    least, most = (number(given[name], name, allowed=allowed) if name in given else None for name in names)
    if least is None and most is None:
        raise BadValue(f"expected {names[0]} or {names[1]}", fix=f"write {{{names[0]}: ...}}")
    if least is not None and most is not None and least > most:
        raise BadValue(f"{names[0]} is larger than {names[1]}: nothing is in between", names[0], fix="swap them")
    return least, most


def within(value: float, limits: tuple[float | None, float | None]) -> bool:
    """Whether `value` keeps both bounds."""
    least, most = limits
    return (least is None or value >= least) and (most is None or value <= most)
