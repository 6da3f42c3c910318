"""`echo`: takes up the other side's own content words. What two turns share, beyond small words, shows who was listening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from empathy_audit.matchers.values import Kit, choice, count, mapping
from empathy_audit.matchers.view import COMPANY, CUSTOMER, NOWHERE, Spans, Test, View

LOOKS_BEYOND = True  # the words of the turn alone do not decide


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, int, int]:
    """`{of: customer, min_words: 2, back: 1}` as (side, words, stretches back)."""
    given = mapping(value, ("of", "min_words", "back"))
    return (
        choice(given.get("of", CUSTOMER), (CUSTOMER, COMPANY), "of"),
        count(given.get("min_words", "1"), "min_words", least=1),
        count(given.get("back", "1"), "back", least=1),
    )


def build(spec: tuple[str, int, int], kit: Kit) -> tuple[Test, int | None]:
    """Holds in the sentences (or of the turn) that share `min_words` stems with the side's last stretches."""
    side, least, back = spec

    def echoes(view: View) -> Spans:
        if len(view.said.content) < least:
            return NOWHERE
        shared = _shared(view, side, back)
        if len(shared) < least:
            return NOWHERE
        items = view.said.words.items
        if kit.scope == "turn":
            places = [i for i, word in enumerate(items) if word.content and word.stem in shared]
            return [(places[0], places[-1] + 1)]
        return [
            (first, last)
            for first, last in view.said.sentences
            if len({word.stem for word in items[first:last] if word.content and word.stem in shared}) >= least
        ]

    return echoes, None


def _shared(view: View, side: str, back: int) -> Set[str]:
    """Stems of the content words that the turn shares with `side`'s last `back` stretches; kept for the next rule that asks."""
    key = ("echo", side, back)
    known: Set[str] | None = view.notes.get(key)
    if known is None:
        said = [earlier.said.content for earlier in view.stretches(side, back)]
        theirs = said[0] if len(said) == 1 else frozenset().union(*said)
        known = view.notes[key] = theirs & view.said.content
    return known
