"""`situation`: what a script says it is for, where no customer speaks in it: `situation: bereavement` in its front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, texts
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

LOOKS_BEYOND = True  # the words of the turn alone do not decide
ANY = "any"


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One type of moment, a list of them, or `any`."""
    return texts(value)


def build(ids: tuple[str, ...], _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole where the transcript declares one of them."""
    wanted = frozenset(ids)

    def declared(view: View) -> Spans:
        given = view.situation
        return WHOLE if given and (ANY in wanted or not wanted.isdisjoint(given)) else NOWHERE

    return declared, None
