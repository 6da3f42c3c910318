"""`tally`: how often words or phrases are said, or more of these than of those ("you" over "I")."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from empathy_audit.matchers import phrases
from empathy_audit.matchers.values import BadValue, Kit, bounds, mapping, texts, within
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View


class Tally(NamedTuple):
    """What is counted, against what, and the bounds of the count (of the difference, where there is an `over`)."""

    of: phrases.Phrases
    over: phrases.Phrases | None
    limits: tuple[float | None, float | None]


def read(value: Any, lists: Mapping[str, Sequence[str]]) -> Tally:
    """`{of: [...], over: [...], min, max}`."""
    given = mapping(value, ("of", "over", "min", "max"))
    if "of" not in given:
        raise BadValue("expected 'of': the words to count", fix="write {of: [you, your], min: 2}")
    kinds = {key: phrases.read(texts(given[key]), lists, "allow") for key in ("of", "over") if key in given}
    limits = bounds({k: given[k] for k in ("min", "max") if k in given} or {"min": "1"})
    return Tally(kinds["of"], kinds.get("over"), limits)


def phrases_in(tally: Tally) -> tuple[phrases.Phrases, ...]:
    """The phrases that must be looked for."""
    return (tally.of,) if tally.over is None else (tally.of, tally.over)


def build(tally: Tally, kit: Kit) -> tuple[Test, int | None]:
    """Holds in the sentences (or of the turn) whose count is within bounds."""
    block = kit.block(tally.of)
    against = kit.block(tally.over) if tally.over else None
    need = block if tally.limits[0] is not None and tally.limits[0] >= 1 else None

    def counted(view: View) -> Spans:
        hits = view.said.hits
        said, other = hits.get(block, ()), hits.get(against, ()) if against is not None else ()
        if kit.scope == "turn":
            return WHOLE if within(_times(said) - _times(other), tally.limits) else NOWHERE
        return [
            (first, last)
            for first, last in view.sentences
            if within(_times(said, first, last) - _times(other, first, last), tally.limits)
        ]

    return counted, need


def _times(spans: Spans, first: int = 0, last: int = sys.maxsize) -> int:
    """How often one of `spans`, in the order of their beginnings, begins between `first` and `last`; those that overlap are one.

    A phrase whose end may be left out is found with and without it, and "so sorry" holds "sorry".
    """
    count, free = 0, first
    for begin, end in spans:
        if first <= begin < last:
            count += begin >= free
            free = end if begin >= free else min(free, end)
    return count
