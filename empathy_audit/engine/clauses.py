"""Turns a rule's clauses into tests of a turn. Knows that matchers exist, not which.

A test gives spans of items. With each goes `needs`: what must have been said for the test to hold at all. It keeps the
cost of a turn at what was said in it, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from empathy_audit.matchers import MATCHERS, phrases
from empathy_audit.matchers.trie import Trie
from empathy_audit.matchers.values import Kit
from empathy_audit.matchers.view import COMPANY, CUSTOMER, NOWHERE, WHOLE, Spans, Test, View
from empathy_audit.model import Clause

SIDES = (CUSTOMER, COMPANY)


Blocks = frozenset[int]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A clause ready to listen. `needs`: sets of blocks, of each of which one must have been said."""

    test: Test
    needs: tuple[Blocks, ...] = ()
    anywhere: bool = False  # what it finds counts for the whole turn, not only for its sentence
    beyond: bool = False  # whether more than the turn's own words decides
    cost: int = 0  # a rough order: what was said already, a look at the words, a look at other turns
    hope: Test | None = None  # a test of the words alone that must hold for a test that looks beyond them

    def may_hold(self, said: Set[int]) -> bool:
        """Whether it could hold in a turn in which the blocks `said` were said; quicker than the test."""
        for blocks in self.needs:  # noqa: SIM110 - a generator here costs a tenth of an audit
            if blocks.isdisjoint(said):
                return False
        return True


class Compiler:
    """Compiles clauses into tests, and gathers their phrases into one trie for each side of the conversation."""

    def __init__(self) -> None:
        self.tries = {side: Trie() for side in SIDES}
        self._blocks = 0

    def compile(self, clause: Clause, side: str) -> Compiled:
        """`clause` as a test of turns by `side` ("any" for both)."""
        side = clause.speaker or side
        held = [self._own(name, value, clause, side) for name, value in clause.tests]
        held += [self.compile(part, side) for part in clause.all]
        if clause.any:
            held.append(_either([self.compile(part, side) for part in clause.any]))
        if clause.signals:
            signals = [(weight, self.compile(part, side)) for weight, part in clause.signals]
            held.append(_weighed(signals, clause.at_least, whole_turn=clause.scope != "sentence"))
        if clause.after is not None:
            held.append(_after(self.compile(clause.after, "any"), clause.after.speaker, clause.within))
        refused = [self.compile(part, side) for part in clause.none]
        return _both(held, refused, anywhere=clause.scope == "turn")

    def _own(self, name: str, value: object, clause: Clause, side: str) -> Compiled:
        def block(spec: phrases.Phrases) -> int:
            self._blocks += 1
            for one in SIDES if side == "any" else (side,):
                self.tries[one].add(spec, self._blocks)
            return self._blocks

        if isinstance(value, phrases.Phrases):
            number = block(value)
            return Compiled(phrases.test(value, number), (frozenset([number]),))
        matcher = MATCHERS[name]
        test, need = matcher.build(value, Kit(block, "turn" if clause.scope == "turn" else "sentence"))
        beyond = getattr(matcher, "LOOKS_BEYOND", False)
        return Compiled(test, () if need is None else (frozenset([need]),), beyond=beyond, cost=2 if beyond else 1)


def _both(held: Sequence[Compiled], refused: Sequence[Compiled], *, anywhere: bool) -> Compiled:
    """Holds where all of `held` do and none of `refused` does; in one sentence, unless `anywhere`."""
    if any(part.beyond for part in (*held, *refused)):
        held, refused = [_remembered(part) for part in held], [_remembered(part) for part in refused]
    held = sorted(held, key=lambda part: part.cost)
    needs = tuple(dict.fromkeys(blocks for part in held for blocks in part.needs))
    beyond = any(part.beyond for part in (*held, *refused))
    cost = max((part.cost for part in (*held, *refused)), default=0)
    if len(held) == 1 and not refused:
        return replace(held[0], anywhere=anywhere or held[0].anywhere)

    def test(view: View) -> Spans:
        found: Spans | None = None
        elsewhere: Spans | None = None
        for part in held:
            spans = part.test(view)
            if not spans:
                return NOWHERE
            if spans is WHOLE:
                continue
            if part.anywhere:
                elsewhere = elsewhere or spans
            elif found is None or anywhere:
                found = found or spans
            else:
                found = _same_sentence(view, found, spans, keep=True)
                if not found:
                    return NOWHERE
        for part in refused:
            if not part.may_hold(view.said.blocks):
                continue
            spans = part.test(view)
            if not spans:
                continue
            if spans is WHOLE or part.anywhere or anywhere or found is None:
                return NOWHERE
            found = _same_sentence(view, found, spans, keep=False)
            if not found:
                return NOWHERE
        return found or elsewhere or WHOLE

    return Compiled(test, needs, anywhere, beyond, cost, _all_hopes(held))


def _remembered(part: Compiled) -> Compiled:
    """`part` with what it finds in a text kept with the text, where the words alone decide and looking costs something."""
    if part.beyond or part.cost == 0:
        return part
    key = object()

    def test(view: View) -> Spans:
        notes = view.said.notes
        spans: Spans | None = notes.get(key)
        if spans is None:
            spans = notes[key] = part.test(view)
        return spans

    return replace(part, test=test, cost=0)


def _all_hopes(held: Sequence[Compiled]) -> Test | None:
    """What the words must say for all of `held` to hold."""
    hopes = [part.hope if part.beyond else part.test for part in held]
    known = [hope for hope in hopes if hope is not None]
    if not known:
        return None
    return lambda view: WHOLE if all(hope(view) for hope in known) else NOWHERE


def _same_sentence(view: View, spans: Spans, others: Spans, *, keep: bool) -> Spans:
    """Those of `spans` that do (or do not) share a sentence with one of `others`."""
    number = view.words.sentence
    sentences = {number[first] for first, _ in others}
    return [span for span in spans if (number[span[0]] in sentences) is keep]


def _either(parts: Sequence[Compiled]) -> Compiled:
    """Holds where one of `parts` does."""

    def test(view: View) -> Spans:
        found: list[tuple[int, int]] = []
        whole = False
        said = view.said.blocks
        for part in parts:
            if not part.may_hold(said):
                continue
            spans = part.test(view)
            if spans is WHOLE:
                whole = True
            else:
                found.extend(spans)
        return found or (WHOLE if whole else NOWHERE)

    needs = _one_of([part.needs for part in parts])
    anywhere, beyond = all(part.anywhere for part in parts), any(part.beyond for part in parts)
    hopes = [part.hope if part.beyond else part.test for part in parts]
    known = [hope for hope in hopes if hope is not None]

    def hope(view: View) -> Spans:
        return WHOLE if any(one(view) for one in known) else NOWHERE

    cost = max(1, *(part.cost for part in parts))
    return Compiled(test, needs, anywhere, beyond, cost, hope if len(known) == len(hopes) else None)


def _one_of(needs: Sequence[tuple[Blocks, ...]]) -> tuple[Blocks, ...]:
    """What must have been said for one of several tests to hold: one block of the shortest need of any of them."""
    if not all(needs):
        return ()
    return (frozenset().union(*(min(one, key=len) for one in needs)),)


def _weighed(signals: Sequence[tuple[float, Compiled]], at_least: float, *, whole_turn: bool) -> Compiled:
    """Holds where the weights of the signals that hold reach `at_least`.

    The signals that speak for it are tried first, the cheap ones before the others, and no further than there is hope.
    """
    if any(part.beyond for _, part in signals):
        signals = [(weight, _remembered(part)) for weight, part in signals]
    ordered = sorted(signals, key=lambda signal: (signal[0] < 0, signal[1].cost))
    hopes = [sum(weight for weight, _ in ordered[n:] if weight > 0) for n in range(len(ordered))]
    steps = [(weight, part, hope) for (weight, part), hope in zip(ordered, hopes, strict=True)]

    def in_turn(view: View) -> Spans:
        total = 0.0
        found: list[tuple[int, int]] = []
        said = view.said.blocks
        for weight, part, hope in steps:
            if total + hope < at_least:
                return NOWHERE
            if part.may_hold(said) and (spans := part.test(view)):
                total += weight
                if weight > 0 and spans is not WHOLE:
                    found.extend(spans)
        return (found or WHOLE) if total >= at_least else NOWHERE

    def in_sentence(view: View) -> Spans:
        everywhere = best = 0.0
        totals: dict[int, float] = {}
        said = view.said.blocks
        for weight, part, hope in steps:
            if everywhere + best + hope < at_least:
                return NOWHERE
            if not part.may_hold(said):
                continue
            spans = part.test(view)
            if spans is WHOLE or (spans and part.anywhere):
                everywhere += weight
            elif spans:
                number = view.words.sentence
                for sentence in {number[first] for first, _ in spans}:
                    totals[sentence] = totals.get(sentence, 0.0) + weight
                if weight > 0:
                    best = max(best, max(totals.values()))
        number = view.words.sentence
        return [span for span in view.sentences if everywhere + totals.get(number[span[0]], 0.0) >= at_least]

    always = sum(weight for weight, part in signals if weight > 0 and not part.needs)
    telling = [part.needs for weight, part in signals if weight > 0 and part.needs]
    beyond = any(part.beyond for _, part in signals)
    needs = () if always >= at_least else _one_of(telling)
    cost = max(part.cost for _, part in signals)
    likely = [(weight, part) for weight, part in ordered if weight > 0 and not part.beyond]
    unseen = sum(weight for weight, part in signals if weight > 0 and part.beyond)

    def hope(view: View) -> Spans:
        total = unseen
        for weight, part in likely:
            if part.may_hold(view.said.blocks) and part.test(view):
                total += weight
        return WHOLE if total >= at_least else NOWHERE

    return Compiled(in_turn if whole_turn else in_sentence, needs, whole_turn, beyond, max(1, cost), hope)


def _after(earlier: Compiled, speaker: str, turns: int) -> Compiled:
    """Holds of a turn as a whole where `earlier` held in one of the last `turns`."""
    sides = SIDES if speaker in ("", "any") else (speaker,)

    def test(view: View) -> Spans:
        for one in view.earlier(turns):
            if one.side in sides and earlier.may_hold(one.said.blocks) and earlier.test(one):
                return WHOLE
        return NOWHERE

    return Compiled(test, anywhere=True, beyond=True, cost=2)
