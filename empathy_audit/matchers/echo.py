"""`echo`: takes up the other side's own content words. What two turns share, beyond small words, shows who was listening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        if kit.scope == "turn":
            theirs = _said_by(view, side, back)
            if len(theirs & view.content) < least:
                return NOWHERE
            shared = [i for i, word in enumerate(view.words.items) if word.content and word.stem in theirs]
            return [(shared[0], shared[-1] + 1)]
        return [(first, last) for first, last, count in _shared(view, side, back) if count >= least]

    return echoes, None


def _said_by(view: View, side: str, back: int) -> set[str]:
    """Stems of the content words in the last `back` stretches of `side`."""
    return {stem for earlier in view.stretches(side, back) for stem in earlier.content}


def _shared(view: View, side: str, back: int) -> Sequence[tuple[int, int, int]]:
    """The sentences that share stems with the other side's stretches, and how many; kept for the next rule that asks."""
    key = ("echo", side, back)
    known: Sequence[tuple[int, int, int]] | None = view.notes.get(key)
    if known is None:
        theirs = _said_by(view, side, back)
        items = view.words.items
        counted = [
            (first, last, len({word.stem for word in items[first:last] if word.content and word.stem in theirs}))
            for first, last in view.sentences
        ]
        known = view.notes[key] = [found for found in counted if found[2]]
    return known
