"""`timing`: seconds of silence before the turn, or of the turn itself. Never holds where the source has no times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, Range, bounds, mapping, within
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

Bounds = tuple[float | None, float | None]

LOOKS_BEYOND = True  # the words of the turn alone do not decide


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> dict[str, Bounds]:
    """`{pause: {min, max}, duration: {min, max}}`, one of them at least."""
    return {name: bounds(limits, allowed=Range(0)) for name, limits in mapping(value, ("pause", "duration")).items()}


def build(spec: dict[str, Bounds], _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole."""

    def timed(view: View) -> Spans:
        turn = view.turn
        duration = None if turn.start is None or turn.end is None else turn.end - turn.start
        for value, limits in ((view.pause, spec.get("pause")), (duration, spec.get("duration"))):
            if limits is not None and (value is None or not within(value, limits)):
                return NOWHERE
        return WHOLE

    return timed, None
