"""`length`: how many words the sentence has, or the turn with `in: turn`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, Range, bounds, within
from empathy_audit.matchers.view import NOWHERE, WHOLE, Test

Bounds = tuple[float | None, float | None]


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> Bounds:
    """`{min_words, max_words}`, one of them at least."""
    return bounds(value, ("min_words", "max_words"), Range(1, whole=True))


def build(limits: Bounds, kit: Kit) -> tuple[Test, int | None]:
    """Holds of the sentences, or of the turn, of that length."""
    if kit.scope == "turn":
        return lambda view: WHOLE if within(view.said.length, limits) else NOWHERE, None
    return lambda view: [(a, b) for a, b in view.sentences if within(b - a, limits)], None
