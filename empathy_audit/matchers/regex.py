"""`regex`: a pattern in the turn's own text, for what phrases cannot say. Case does not matter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from empathy_audit.matchers.values import BadValue, Kit, texts
from empathy_audit.matchers.view import NOWHERE, Spans, Test, View

TIMEOUT = 0.1  # seconds for one turn; a pattern that takes longer counts as not found


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One pattern or a list of patterns that compile."""
    patterns = texts(value)
    for n, pattern in enumerate(patterns):
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise BadValue(f"this is no regular expression: {error}", *([n] if not isinstance(value, str) else [])) from None
    return patterns


def build(patterns: tuple[str, ...], _kit: Kit) -> tuple[Test, int | None]:
    """Holds where one of the patterns is found."""
    compiled = [regex.compile(pattern, regex.IGNORECASE) for pattern in patterns]

    def found(view: View) -> Spans:
        spans = []
        for pattern in compiled:
            try:
                spans += [_items(view, match.span()) for match in pattern.finditer(view.turn.text, timeout=TIMEOUT)]
            except TimeoutError:
                continue
        return spans or NOWHERE

    return found, None


def _items(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The span of characters as a span of items."""
    places = view.words.places()
    first = max(1, bisect_right(places, span[0], key=lambda place: place[0]) - 1)
    last = bisect_right(places, max(span[0], span[1] - 1), key=lambda place: place[0])
    return min(first, len(places) - 1), max(first + 1, min(last, len(places) - 1))
