"""`sentiment`: TextBlob's polarity of the turn, -1 to 1, within bounds. Never a sign of empathy by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, Range, bounds, within
from empathy_audit.matchers.view import NOWHERE, WHOLE, Test

Bounds = tuple[float | None, float | None]


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> Bounds:
    """`{min, max}`, one of them at least."""
    return bounds(value, allowed=Range(-1, 1))


def build(limits: Bounds, _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole."""
    return lambda view: WHOLE if within(view.polarity, limits) else NOWHERE, None
