"""Hears a transcript as an audit does, and looks at one turn with chosen rules in hand at the very moment they are asked.

What a rule finds may depend on what others found before it. So the looks are hung beside the compiled tests of a copy of
the engine's ears, and see the same views in the same state. An ordinary audit knows nothing of this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from empathy_audit.engine import Ears, Listener, overhear, prepare, views_of
from empathy_audit.engine.bounds import Bound, Duty
from empathy_audit.engine.clauses import SIDES, Compiler
from empathy_audit.engine.compiled import Compiled
from empathy_audit.explaining.parts import Part
from empathy_audit.explaining.probe import Look, Prober
from empathy_audit.matchers.view import COMPANY, CUSTOMER, Spans, View
from empathy_audit.model import Cue, Rule, Rulebook, Transcript
from empathy_audit.rulebook import home
from empathy_audit.rulebook.places import places


@dataclass(slots=True)
class Looked:
    """What the looks for one rule saw.

    `part` is its `match` in the turn, None where the rule never looks at one; `then` are the turns that might have done what
    a `require` asks, `counts` the turns of its side with how much a `limit` counted there, and of `against`.
    """

    rule: Rule
    side: str  # whose turns the rule looks at: agent, customer or any
    part: Part | None = None
    then: list[tuple[View, Part]] = field(default_factory=list)
    counts: list[tuple[View, Spans]] = field(default_factory=list)
    against: list[tuple[View, Spans]] = field(default_factory=list)


class Trace(NamedTuple):
    """A transcript as it was heard: its cues, its views, and what was looked at, by rule id."""

    cues: Sequence[Cue]
    views: Sequence[View]
    view: View | None  # of the turn; None where nobody said it
    looked: dict[str, Looked]


def side_of(rule: Rule) -> str:
    """Whose turns `rule` looks at."""
    return rule.match.speaker or (CUSTOMER if rule.kind in ("moment", "require") else COMPANY)


class Tracer:
    """Ears that can be asked why, for the rules `ids`; for those in `near` also what came close. Made once for a rulebook."""

    def __init__(self, rulebook: Rulebook, ids: Collection[str], near: Collection[str]) -> None:
        compiler = Compiler(rulebook.anchors)
        self._taps = {
            rule.id: _Tap(rule, Prober(compiler, places(rule, home()), curious=rule.id in near))
            for rule in rulebook.rules
            if rule.id in ids
        }
        self._ears = _tapped(prepare(rulebook, compiler), self._taps)

    def trace(self, transcript: Transcript, turn: int, ids: Collection[str]) -> Trace:
        """Hears `transcript` and looks at the turn numbered `turn` with the rules `ids` in hand."""
        views = views_of(transcript, self._ears)
        view = next((one for one in views if one.turn.index == turn), None)
        taps = [self._taps[id] for id in ids]
        for tap in taps:
            tap.begin(view)
        cues = overhear(views, self._ears)
        for tap in taps:
            tap.end()
        return Trace(cues, views, view, {tap.rule.id: tap.looked for tap in taps})


class _Tap:
    """Looks for one rule at one turn whenever the rule's own tests are asked about it."""

    def __init__(self, rule: Rule, prober: Prober) -> None:
        self.rule = rule
        self.looked = Looked(rule, side_of(rule))
        self._view: View | None = None  # the turn that is looked at, None while nobody asks
        self._here = False  # whether a duty was last asked about that turn
        sides = SIDES if rule.match.speaker in ("", "any") else (rule.match.speaker,)
        # also as if the other side had said it; what is to hold of either side is compiled for both
        self._looks = {
            side: prober.look(rule.match, "any" if rule.match.speaker == "any" else side, ("match",)) for side in sides
        }
        self._then: Look | None = prober.look(rule.then, COMPANY, ("then",)) if rule.then else None

    def begin(self, view: View | None) -> None:
        self.looked = Looked(self.rule, side_of(self.rule))
        self._view = view

    def end(self) -> None:
        """Looks now where the words alone decide, or where nobody asked."""
        if self._view is not None and self.looked.part is None and self._view.side in SIDES:
            self.looked.part = self._look(self._view)
        self._view = None

    def _look(self, view: View) -> Part:
        return self._looks.get(view.side, next(iter(self._looks.values())))(view)

    def matched(self, compiled: Compiled) -> Compiled:
        """The rule's own test, with the look beside it."""

        def test(view: View) -> Spans:
            self._here = view is self._view
            if self._here:
                self.looked.part = self._look(view)
            spans = compiled.test(view)
            if self._view is not None:
                self.looked.counts.append((view, spans))
            return spans

        return compiled._replace(test=test, needs=(), hope=None, early=None)

    def done(self, compiled: Compiled) -> Compiled:
        """What a duty asks for; it is asked right after the turn in which the duty arose."""

        def test(view: View) -> Spans:
            if self._here and self._then is not None:
                self.looked.then.append((view, self._then(view)))
            return compiled.test(view)

        return compiled._replace(test=test, needs=(), hope=None)

    def counted(self, compiled: Compiled) -> Compiled:
        """What a limit divides by."""

        def test(view: View) -> Spans:
            spans = compiled.test(view)
            if self._view is not None:
                self.looked.against.append((view, spans))
            return spans

        return compiled._replace(test=test, needs=(), hope=None)


def _tapped(ears: Ears, taps: dict[str, _Tap]) -> Ears:
    """The same ears with taps beside the tests; where the words alone decide, none is needed."""

    def ordinary(rule: Rule, compiled: Compiled) -> Compiled:
        return taps[rule.id].matched(compiled) if rule.id in taps and compiled.beyond else compiled

    def duty(one: Duty) -> Duty:
        tap = taps.get(one.rule.id)
        return one._replace(when=tap.matched(one.when), then=tap.done(one.then)) if tap else one

    def bound(one: Bound) -> Bound:
        tap = taps.get(one.rule.id)
        if tap is None:
            return one
        against = None if one.against is None else tap.counted(one.against)
        return one._replace(counted=tap.matched(one.counted), against=against)

    sides = {
        side: Listener(listener.indexes, [(rule, ordinary(rule, compiled)) for rule, compiled in listener.rules])
        for side, listener in ears.sides.items()
    }
    return replace(ears, sides=sides, duties=list(map(duty, ears.duties)), bounds=list(map(bound, ears.bounds)))
