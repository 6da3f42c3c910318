"""`cue`: something was already found in this turn: a moment's type, a behaviour or an anti-pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, texts
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

LOOKS_BEYOND = True  # the words of the turn alone do not decide


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One id of the taxonomy or a list of ids."""
    return texts(value)


def build(ids: tuple[str, ...], kit: Kit) -> tuple[Test, int | None]:
    """Holds where one of them was found; of the turn as a whole with `in: turn`."""

    def found(view: View) -> Spans:
        spans = [span for name in ids for span in view.cues.get(name, ())]
        if not spans:
            return NOWHERE
        return WHOLE if kit.scope == "turn" else spans

    return found, None
