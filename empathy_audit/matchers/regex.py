"""`regex`: a pattern in the turn's own text, for what phrases cannot say. Case does not matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import regex

from empathy_audit.matchers.values import BadValue, Kit, texts
from empathy_audit.matchers.view import NOWHERE, Spans, Test, View

TIMEOUT = 0.1  # seconds for one turn; a pattern that takes longer counts as not found, and is told of
TRIES = 2  # a machine under load may lose that time to others, once
PATIENCE = 10  # so often a pattern may run out of time; then it is not tried any more
MAX_LENGTH = 1000  # characters of a pattern
MAX_COPIES = 10_000  # pieces of a pattern once its repeats are written out; the compiler writes them out
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{(\d+)(?:,\d*)?\}|.", re.DOTALL)

# Texts on which a pattern ran out of time, with those patterns: the report on each transcript that says them tells of it.
# They outlive a transcript because what its words decide is kept for the next one that says the same.
_outlasted: dict[str, set[str]] = {}
_failures: Counter[str] = Counter()


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One pattern or a list of patterns that compile, and that do not find nothing everywhere."""
    patterns = texts(value)
    for n, pattern in enumerate(patterns):
        where = [] if isinstance(value, str) else [n]
        if len(pattern) > MAX_LENGTH:
            raise BadValue(f"a pattern has at most {MAX_LENGTH} characters", *where, fix="make several of it, or write phrases")
        if _copies(pattern) > MAX_COPIES:
            raise BadValue(f"its repeats come to more than {MAX_COPIES:,} pieces", *where, fix="repeat fewer times")
        try:
            compiled = regex.compile(pattern, regex.IGNORECASE)
            everywhere = compiled.search("", timeout=TIMEOUT) is not None
        except (regex.error, RecursionError, ValueError, OverflowError, KeyError) as error:
            said = "too many brackets in brackets" if isinstance(error, RecursionError) else error
            raise BadValue(f"this is no regular expression: {said}", *where, fix="write phrases if it need not be one") from None
        except TimeoutError:
            everywhere = False  # told of when it is tried on the examples
        if everywhere:
            raise BadValue("this pattern is found even where nothing is said", *where, fix="let it ask for a character")
    return patterns


def _copies(pattern: str) -> int:
    """About how many pieces `pattern` has with every {n} written out, those within each other multiplied."""
    sums, last = [0], 0
    for found in _PIECE.finditer(pattern):
        piece = found[0]
        if found[1]:
            last *= max(int(found[1][:9]), 1)
            continue
        sums[-1] += last
        last = 1
        if piece == "(":
            sums.append(0)
            last = 0
        elif piece == ")" and len(sums) > 1:
            last = sums.pop() + 1
    return sum(sums) + last


def outlasts(pattern: str, text: str) -> bool:
    """Whether `pattern`, which compiles, runs out of time on `text`."""
    try:
        _spans(regex.compile(pattern, regex.IGNORECASE), text)
    except TimeoutError:
        return True
    return False


def out_of_time(texts: Iterable[str]) -> dict[str, int | None]:
    """Patterns that ran out of time on one of `texts`, with the number of the first such text; None for those given up."""
    found: dict[str, int | None] = {}
    if _outlasted:
        for n, text in enumerate(texts):
            for pattern in sorted(_outlasted.get(text, ())):
                found.setdefault(pattern, n)
        for pattern in sorted(_failures):
            if _failures[pattern] >= PATIENCE:
                found.setdefault(pattern, None)
    return found


def build(patterns: tuple[str, ...], _kit: Kit) -> tuple[Test, int | None]:
    """Holds where one of the patterns is found."""
    compiled = [regex.compile(pattern, regex.IGNORECASE) for pattern in patterns]

    def found(view: View) -> Spans:
        spans = []
        for pattern in compiled:
            if _failures and _failures[pattern.pattern] >= PATIENCE:
                continue
            try:
                spans += [_items(view, span) for span in _spans(pattern, view.turn.text)]
            except TimeoutError:
                _failures[pattern.pattern] += 1
                _outlasted.setdefault(view.turn.text, set()).add(pattern.pattern)
        return spans or NOWHERE

    return found, None


def _spans(pattern: regex.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where `pattern` is found. Raises TimeoutError when it runs out of time again and again."""
    for _ in range(TRIES - 1):
        with suppress(TimeoutError):
            return [match.span() for match in pattern.finditer(text, timeout=TIMEOUT)]
    return [match.span() for match in pattern.finditer(text, timeout=TIMEOUT)]


def _items(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The span of characters as a span of items."""
    places = view.words.places()
    first = max(1, bisect_right(places, span[0], key=lambda place: place[0]) - 1)
    last = bisect_right(places, max(span[0], span[1] - 1), key=lambda place: place[0])
    return min(first, len(places) - 1), max(first + 1, min(last, len(places) - 1))
