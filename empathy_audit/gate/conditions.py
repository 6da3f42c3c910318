"""What a gate asks of each conversation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from empathy_audit.model import Rulebook

ANY = "any"  # every anti-pattern there is
MINIMA = {
    "min_score": "overall",
    "min_listening": "listening",
    "min_acknowledgement": "acknowledgement",
    "min_valuing": "valuing",
}  # condition -> the score it looks at
_HURTFUL = frozenset({"antipattern", "require", "limit"})


class Conditions(NamedTuple):
    """Each is asked of every single conversation; None and () ask nothing.

    Scores run from 0 to 100, drops are in points of the overall score. `no_antipattern` holds ids of anti-patterns or of
    rules, or `any`. With a baseline only what is new counts.
    """

    min_score: float | None = None
    min_listening: float | None = None
    min_acknowledgement: float | None = None
    min_valuing: float | None = None
    max_missed: int | None = None
    max_missed_critical: int | None = None
    no_antipattern: tuple[str, ...] = ()
    max_drop: float | None = None

    def over(self, below: Conditions) -> Conditions:
        """These conditions with the last word, on top of others."""
        return below._replace(**{name: own for name, own in self._asdict().items() if own not in (None, ())})

    def labels(self) -> Iterator[str]:
        """Each condition as people write it, such as `min-score 70`."""
        for name, value in zip(self._fields, self, strict=True):
            if isinstance(value, tuple):
                yield from (label(name, each) for each in value)
            elif value is not None:
                yield label(name, value)


def label(name: str, value: float | str) -> str:
    """`min-score 70`."""
    return f"{name.replace('_', '-')} {value if isinstance(value, str) else f'{value:g}'}"


def forbiddable(book: Rulebook) -> Collection[str]:
    """What `no_antipattern` may name under these rules."""
    return {ANY: None, **dict.fromkeys(book.taxonomy.antipatterns)} | {r.id: None for r in book.rules if r.kind in _HURTFUL}
