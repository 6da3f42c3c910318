"""`score`: weak signals that are weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from empathy_audit.engine.compiled import Blocks, Compiled, one_of
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

Signals = Sequence[tuple[float, Compiled]]


@dataclass(slots=True)
class Sums:
    """Weights so far: those of the turn as a whole, those by sentence, and where signals that speak for it were found."""

    everywhere: float = 0.0
    by_sentence: dict[int, float] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def best(self) -> float:
        """What the best sentence reaches."""
        return self.everywhere + max(0.0, max(self.by_sentence.values(), default=0.0))

    def copy(self) -> Sums:
        return Sums(self.everywhere, self.by_sentence.copy(), self.spans.copy())


def weighed(signals: Signals, at_least: float, *, whole_turn: bool) -> Compiled:
    """Holds where the weights of the signals that hold reach `at_least`.

    What the words alone decide is summed up once for all turns that say the same; the other signals are asked only where
    they may tip the balance, those that speak for it first.
    """
    alone = [(weight, part) for weight, part in signals if not part.beyond]
    beyond = sorted(((w, part) for w, part in signals if part.beyond), key=_tipping)
    left = [sum(weight for weight, _ in beyond[n:] if weight > 0) for n in range(len(beyond) + 1)]
    by_block: dict[int, list[tuple[int, float, Compiled]]] = {}  # with the number of the signal: sums are made in their order
    for number, (weight, part) in enumerate(alone):
        for block in _only_block(part):
            by_block.setdefault(block, []).append((number, weight, part))
    others = sorted((one for one in alone if not _only_block(one[1])), key=lambda signal: (signal[0] < 0, signal[1].cost))
    likely = sum(weight for weight, _ in others if weight > 0) + left[0]
    gains = {block: sum(max(0.0, weight) for _, weight, _ in ones) for block, ones in by_block.items()}
    key = object()

    def add(view: View, weight: float, part: Compiled, spans: Spans, sums: Sums) -> None:
        """Adds the signal, which was found at `spans`, to `sums`."""
        if whole_turn or spans is WHOLE or part.anywhere:
            sums.everywhere += weight
            if whole_turn and weight > 0 and spans is not WHOLE:
                sums.spans.extend(spans)
        else:
            number = view.said.words.sentence
            for sentence in {number[first] for first, _ in spans}:
                sums.by_sentence[sentence] = sums.by_sentence.get(sentence, 0.0) + weight

    def settle(view: View) -> Sums | None:
        """What the words alone decide; None where no other signal could tip the balance."""
        said = view.said.blocks
        hope = likely + sum(gains[block] for block in said & gains.keys())
        sums = Sums()
        for weight, part in others:
            if hope < at_least:
                return None
            spans = part.test(view) if part.may_hold(said) else NOWHERE
            if spans:
                add(view, weight, part, spans, sums)
            else:
                hope -= max(0.0, weight)
        if hope < at_least:
            return None
        for _, weight, part in sorted([one for block in said & by_block.keys() for one in by_block[block]], key=_first):
            spans = part.test(view)
            if spans:
                add(view, weight, part, spans, sums)
        return sums if sums.best + left[0] >= at_least else None

    def settled(view: View) -> Sums | None:
        notes = view.said.notes
        if key not in notes:
            notes[key] = settle(view)
        found: Sums | None = notes[key]
        return found

    def test(view: View) -> Spans:
        known = sums = settled(view)
        if known is None or sums is None:
            return NOWHERE
        if beyond:
            best, said = known.best, view.said.blocks
            for number, (weight, part) in enumerate(beyond):
                if best + left[number] < at_least:
                    return NOWHERE
                if part.may_hold(said):
                    spans = part.test(view)
                    if spans:
                        if sums is known:
                            sums = known.copy()
                        add(view, weight, part, spans, sums)
                        best = sums.best
        if whole_turn:
            return (sums.spans or WHOLE) if sums.everywhere >= at_least else NOWHERE
        sentence, reached = view.said.words.sentence, sums.by_sentence
        return [span for span in view.said.sentences if sums.everywhere + reached.get(sentence[span[0]], 0.0) >= at_least]

    always = sum(weight for weight, part in signals if weight > 0 and not part.needs)
    telling = [part.needs for weight, part in signals if weight > 0 and part.needs]
    needs = () if always >= at_least else one_of(telling)
    cost = max(part.cost for _, part in signals)
    hope: Test | None = (lambda view: NOWHERE if settled(view) is None else WHOLE) if beyond else None
    return Compiled(test, needs, whole_turn, bool(beyond), max(1, cost), hope)


def _only_block(part: Compiled) -> Blocks:
    """The one block that `part` cannot do without, if it is one."""
    return part.needs[0] if len(part.needs) == 1 and len(part.needs[0]) == 1 else frozenset()


def _tipping(signal: tuple[float, Compiled]) -> tuple[bool, bool, int]:
    """What speaks for it first, and of that what is quick to ask."""
    weight, part = signal
    return weight < 0, part.early is None, part.cost


_first = itemgetter(0)
