"""Turns a rule's clauses into tests of a turn. Knows that matchers exist, not which.

A test gives spans of items. With each goes `needs`: the phrase blocks of which one must have been said for the test to
hold at all, or None where it must always be tried. It keeps the cost of a turn at what was said in it, however many rules
there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from empathy_audit.matchers import MATCHERS, phrases
from empathy_audit.matchers.trie import Trie
from empathy_audit.matchers.values import Kit
from empathy_audit.matchers.view import COMPANY, CUSTOMER, NOWHERE, WHOLE, Spans, Test, View
from empathy_audit.model import Clause

SIDES = (CUSTOMER, COMPANY)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A clause ready to listen. `anywhere`: what it finds counts for the whole turn, not only for its sentence."""

    test: Test
    needs: frozenset[int] | None
    anywhere: bool = False
    beyond: bool = False  # whether more than the turn's own words decides


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
            return Compiled(phrases.test(value, number), frozenset([number]))
        matcher = MATCHERS[name]
        test, need = matcher.build(value, Kit(block, "turn" if clause.scope == "turn" else "sentence"))
        needs = None if need is None else frozenset([need])
        return Compiled(test, needs, beyond=getattr(matcher, "LOOKS_BEYOND", False))


def _both(held: Sequence[Compiled], refused: Sequence[Compiled], *, anywhere: bool) -> Compiled:
    """Holds where all of `held` do and none of `refused` does; in one sentence, unless `anywhere`."""
    needs = [part.needs for part in held if part.needs is not None]
    fewest = min(needs, key=len) if needs else None
    beyond = any(part.beyond for part in (*held, *refused))
    if len(held) == 1 and not refused:
        return Compiled(held[0].test, fewest, anywhere or held[0].anywhere, beyond)

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
            spans = part.test(view)
            if not spans:
                continue
            if spans is WHOLE or part.anywhere or anywhere or found is None:
                return NOWHERE
            found = _same_sentence(view, found, spans, keep=False)
            if not found:
                return NOWHERE
        return found or elsewhere or WHOLE

    return Compiled(test, fewest, anywhere, beyond)


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
        for part in parts:
            spans = part.test(view)
            if spans is WHOLE:
                whole = True
            else:
                found.extend(spans)
        return found or (WHOLE if whole else NOWHERE)

    needs = _union([part.needs for part in parts])
    return Compiled(test, needs, all(part.anywhere for part in parts), any(part.beyond for part in parts))


def _union(needs: Sequence[frozenset[int] | None]) -> frozenset[int] | None:
    known = [one for one in needs if one is not None]
    return frozenset().union(*known) if len(known) == len(needs) else None


def _weighed(signals: Sequence[tuple[float, Compiled]], at_least: float, *, whole_turn: bool) -> Compiled:
    """Holds where the weights of the signals that hold reach `at_least`."""
    always = sum(weight for weight, part in signals if weight > 0 and part.needs is None)
    telling = [part.needs for weight, part in signals if weight > 0 and part.needs is not None]
    needs = None if always >= at_least else _union(telling)

    def in_turn(view: View) -> Spans:
        total = 0.0
        found: list[tuple[int, int]] = []
        for weight, part in signals:
            spans = part.test(view)
            if spans:
                total += weight
                if weight > 0 and spans is not WHOLE:
                    found.extend(spans)
        return (found or WHOLE) if total >= at_least else NOWHERE

    def in_sentence(view: View) -> Spans:
        everywhere = 0.0
        totals: dict[int, float] = {}
        number = view.words.sentence
        for weight, part in signals:
            spans = part.test(view)
            if spans is WHOLE or (spans and part.anywhere):
                everywhere += weight
            else:
                for sentence in {number[first] for first, _ in spans}:
                    totals[sentence] = totals.get(sentence, 0.0) + weight
        return [span for span in view.sentences if everywhere + totals.get(number[span[0]], 0.0) >= at_least]

    beyond = any(part.beyond for _, part in signals)
    return Compiled(in_turn if whole_turn else in_sentence, needs, whole_turn, beyond)


def _after(earlier: Compiled, speaker: str, turns: int) -> Compiled:
    """Holds of a turn as a whole where `earlier` held in one of the last `turns`."""
    sides = SIDES if speaker in ("", "any") else (speaker,)

    def test(view: View) -> Spans:
        return WHOLE if any(one.side in sides and earlier.test(one) for one in view.earlier(turns)) else NOWHERE

    return Compiled(test, None, anywhere=True, beyond=True)


