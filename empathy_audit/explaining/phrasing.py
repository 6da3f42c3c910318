"""The phrases of a rule one by one: which was said on which words, which was denied, and which came nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from empathy_audit.engine.compiled import Compiled
from empathy_audit.explaining.nearest import Alignment, align, amiss
from empathy_audit.explaining.parts import Near, Words
from empathy_audit.matchers.view import WHOLE, Spans, View
from empathy_audit.model import Place
from empathy_audit.text.negation import negator_of

DENIED = 0.5  # the phrase is there, and a negation takes it back


class Phrase(NamedTuple):
    """One phrase as written: what finds it as the rule wants it, and what finds it whether it is denied or not."""

    text: str
    place: Place
    counted: Compiled
    anyhow: Compiled


def words_of(view: View, spans: Spans, phrase: Phrase | None = None) -> Iterator[Words]:
    """The words at `spans`; a part that holds of the turn as a whole has none of its own."""
    if spans is WHOLE:
        return
    for first, last in spans:
        yield words_at(view, first, last, phrase)


def words_at(view: View, first: int, last: int, phrase: Phrase | None = None) -> Words:
    start, end = view.words.span(first, last)
    turn = view.turn
    text, place = (phrase.text, phrase.place) if phrase else ("", None)
    return Words(turn.index, turn.line, (start, end), turn.text[start:end], text, place)


def denied(view: View, each: Sequence[Phrase], negation: str) -> Near | None:
    """A phrase that was said and does not count, for a negation reaches it, or does not where the rule wants one."""
    for phrase in each:
        for first, last in phrase.anyhow.test(view):
            words = (words_at(view, first, last, phrase),)
            said = " ".join(words[0].quote.split())
            if negation == "only":
                what = f"“{said}” is said, but nothing denies it, and the rule wants it denied"
            else:
                place = negator_of(view.words, first)
                negator = "a negation" if place is None else f"“{_written(view)[place]}”"
                what = f"“{said}” is said, but {negator} denies it"
            return Near(phrase.text, phrase.place, words, (what,), DENIED, 1.0)
    return None


def _written(view: View) -> Sequence[str]:
    """The turn's own words by the positions of its items."""
    return [view.turn.text[first:last] for first, last in view.words.places()]


def nearly(view: View, each: Sequence[Phrase], lists: Mapping[str, Sequence[str]]) -> Near | None:
    """The phrase of which most was said."""
    best: tuple[Alignment, Phrase] | None = None
    for phrase in each:
        found = align(phrase.text, lists, view.words)
        if found is not None and (best is None or (found.share, -found.wrong) > (best[0].share, -best[0].wrong)):
            best = found, phrase
    if best is None:
        return None
    alignment, phrase = best
    words = tuple(words_at(view, place, place + 1, phrase) for place in alignment.items)
    return Near(phrase.text, phrase.place, words, tuple(amiss(alignment, _written(view))), alignment.wrong, alignment.share)
