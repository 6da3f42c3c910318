"""Turns a rule's clauses into tests of a turn. Knows that matchers exist, not which.

A test gives spans of items. With each goes `needs`: what must have been said for the test to hold at all. It keeps the
cost of a turn at what was said in it, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from empathy_audit.engine.compiled import Compiled, one_of
from empathy_audit.engine.weights import weighed
from empathy_audit.matchers import MATCHERS, phrases
from empathy_audit.matchers.anchors import Anchors
from empathy_audit.matchers.index import Index
from empathy_audit.matchers.values import Kit
from empathy_audit.matchers.view import COMPANY, CUSTOMER, NOWHERE, WHOLE, Spans, Test, View
from empathy_audit.model import Clause

SIDES = (CUSTOMER, COMPANY)


class Compiler:
    """Compiles clauses into tests; gathers their phrases into two indexes for each side of the conversation.

    Phrases that only refuse (`unless`, `none`) have an index of their own. They are half of what people say, and are looked
    for only in the few turns in which a rule holds otherwise.
    """

    def __init__(self, anchors: Anchors) -> None:
        self._blocks: dict[tuple[frozenset[str], str, bool], int] = {}
        self._refusals = 0  # how often phrases that only refuse were asked for
        self.indexes = {side: (Index(anchors), Index(anchors)) for side in SIDES}

    def compile(self, clause: Clause, side: str, *, refusing: bool = False) -> Compiled:
        """`clause` as a test of turns by `side` ("any" for both); `refusing` where it is a part that only refuses."""
        side = clause.speaker or side
        held = [self._own(name, value, clause, side, refusing) for name, value in clause.tests]
        held += [self.compile(part, side, refusing=refusing) for part in clause.all]
        if clause.any:
            held.append(_either([self.compile(part, side, refusing=refusing) for part in clause.any]))
        if clause.signals:
            signals = [(weight, self.compile(part, side, refusing=refusing)) for weight, part in clause.signals]
            held.append(weighed(signals, clause.at_least, whole_turn=clause.scope != "sentence"))
        if clause.after is not None:
            # of other turns, in which refusals may not have been looked for
            held.append(_after(self.compile(clause.after, "any"), clause.after.speaker, clause.within))
        before = self._refusals
        refused = [self.compile(part, side, refusing=True) for part in clause.none]
        return _both(held, refused, anywhere=clause.scope == "turn", hearing=self._refusals > before)

    def _own(self, name: str, value: object, clause: Clause, side: str, refusing: bool) -> Compiled:
        def block(spec: phrases.Phrases) -> int:
            texts = frozenset(spec.texts)
            known = self._blocks.get((texts, side, False))  # many rules ask for the same phrases, "you" and "your" above all
            if known is not None:
                return known
            self._refusals += refusing
            number = self._blocks.setdefault((texts, side, refusing), len(self._blocks) + 1)
            for one in SIDES if side == "any" else (side,):
                self.indexes[one][refusing].add(spec, number)
            return number

        if isinstance(value, phrases.Phrases):
            number = block(value)
            return Compiled(phrases.test(value, number), (frozenset([number]),))
        matcher = MATCHERS[name]
        test, need = matcher.build(value, Kit(block, "turn" if clause.scope == "turn" else "sentence"))
        needs = () if need is None else (frozenset([need]),)
        beyond = getattr(matcher, "LOOKS_BEYOND", False)
        early = test if getattr(matcher, "IS_QUICK", False) else None
        return Compiled(test, needs, beyond=beyond, cost=2 if beyond else 1, early=early)


def _both(held: Sequence[Compiled], refused: Sequence[Compiled], *, anywhere: bool, hearing: bool) -> Compiled:
    """Holds where all of `held` do and none of `refused` does; in one sentence, unless `anywhere`.

    `hearing`: whether there are phrases in `refused` that are looked for only now.
    """
    if any(part.beyond for part in (*held, *refused)):
        held, refused = [remembered(part) for part in held], [remembered(part) for part in refused]
    held = sorted(held, key=lambda part: part.cost)
    needs = tuple(dict.fromkeys(blocks for part in held for blocks in part.needs))
    beyond = any(part.beyond for part in (*held, *refused))
    cost = max((part.cost for part in (*held, *refused)), default=0)
    if len(held) == 1 and not refused:
        return held[0]._replace(anywhere=True) if anywhere else held[0]

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
        if hearing:
            view.said.hear_refusals()
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

    early = next((part.early for part in held if part.early is not None), None)
    return Compiled(test, needs, anywhere, beyond, cost, _all_hopes(held), early)


def remembered(part: Compiled) -> Compiled:
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

    return part._replace(test=test, cost=0)


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

    needs = one_of([part.needs for part in parts])
    anywhere, beyond = all(part.anywhere for part in parts), any(part.beyond for part in parts)
    hopes = [part.hope if part.beyond else part.test for part in parts]
    known = [hope for hope in hopes if hope is not None]

    def hope(view: View) -> Spans:
        return WHOLE if any(one(view) for one in known) else NOWHERE

    cost = max(1, *(part.cost for part in parts))
    return Compiled(test, needs, anywhere, beyond, cost, hope if len(known) == len(hopes) else None)


def _after(earlier: Compiled, speaker: str, turns: int) -> Compiled:
    """Holds of a turn as a whole where `earlier` held in one of the last `turns`."""
    sides = SIDES if speaker in ("", "any") else (speaker,)

    def test(view: View) -> Spans:
        for one in view.earlier(turns):
            if one.side in sides and earlier.may_hold(one.said.blocks) and earlier.test(one):
                return WHOLE
        return NOWHERE

    return Compiled(test, anywhere=True, beyond=True, cost=2, early=None if earlier.beyond else test)
