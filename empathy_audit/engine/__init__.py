"""Rules meet turns: one pass over a transcript gives its cues. Knows no points of the whole and no output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from empathy_audit.engine.bounds import Bound, Duty, crossed, neglected, side_of
from empathy_audit.engine.clauses import SIDES, Compiler, remembered
from empathy_audit.engine.compiled import Compiled
from empathy_audit.matchers.index import Index
from empathy_audit.matchers.view import COMPANY, CUSTOMER, WHOLE, Said, Spans, View
from empathy_audit.model import Cue, Rule, Rulebook, Span, Transcript, Turn

# Moments are heard before behaviours and these before anti-patterns, so that a later rule may ask what was found.
REMEMBERED = 512  # texts since the last time that all but these were forgotten; up to twice as many are kept
TELLING_TEXTS = (50, 500)  # after so many texts it is plain what is rarely said
LONG = 500  # characters; longer texts are hardly ever said twice
_KNOWN = "engine"  # the engine's own key in a text's notes
_STAGES = ("moment", "behaviour", "antipattern")


class Listener:
    """The rules for turns of one side, and which of them are worth a look when certain blocks were said.

    A rule that needs several things said is found by the rarest of them; which that is shows in the first texts heard. It
    decides what is looked at, never what is found.
    """

    def __init__(self, indexes: tuple[Index, Index], rules: Sequence[tuple[Rule, Compiled]]) -> None:
        self.indexes = indexes  # of phrases, and of those that only refuse
        self.rules = rules
        self._always = [number for number, (_, compiled) in enumerate(rules) if not compiled.needs]
        self._on: dict[int, list[int]] = {}
        self._said: Counter[int] = Counter()
        self._texts = 0
        self._index()

    def _index(self) -> None:
        self._on = {}
        for number, (_, compiled) in enumerate(self.rules):
            rarest = min(compiled.needs, key=lambda blocks: (sum(self._said[b] for b in blocks), len(blocks)), default=())
            for block in rarest:
                self._on.setdefault(block, []).append(number)

    def worth_a_look(self, said: Set[int]) -> list[int]:
        """Numbers of the rules that may hold where the blocks `said` were said, in their order."""
        if self._texts <= TELLING_TEXTS[-1]:
            self._texts += 1
            self._said.update(said)
            if self._texts in TELLING_TEXTS:
                self._index()
        wanted = self._always.copy()
        for block in said:
            if block in self._on:
                wanted += self._on[block]
        rules = self.rules
        return [number for number in sorted(set(wanted)) if rules[number][1].may_hold(said)]


class Known(NamedTuple):
    """What a text's words alone decide: quotes and spans by rule number, and the rules that look beyond the words."""

    found: Sequence[tuple[int, Span, str]]
    spans: Sequence[tuple[int, Spans]]
    beyond: Sequence[int]


class Memory:
    """What was said lately, for all turns that say the same; people and scripts repeat themselves a great deal."""

    def __init__(self) -> None:
        self._recent: dict[tuple[str, str], Said] = {}
        self._older: dict[tuple[str, str], Said] = {}  # as `_recent` was when it was full; goes when it is full again

    def said(self, turn: Turn) -> Said:
        """What the turn says, with all that is known of it."""
        if len(turn.text) > LONG:
            return Said(turn.text)
        key = turn.role, turn.text
        said = self._recent.get(key)
        if said is None:
            said = self._older.get(key) or Said(turn.text)
            if len(self._recent) >= REMEMBERED:
                self._older, self._recent = self._recent, {}
            self._recent[key] = said
        return said


@dataclass(frozen=True, slots=True)
class Ears:
    """A rulebook ready to listen; made once, used for every transcript. `remembered` only saves work, never changes it."""

    sides: Mapping[str, Listener]
    duties: Sequence[Duty]
    bounds: Sequence[Bound]
    remembered: Memory = field(default_factory=Memory)


def prepare(rulebook: Rulebook, compiler: Compiler | None = None) -> Ears:
    """Compiles all rules of `rulebook`. A `compiler` that is given has clauses of its own, to be heard with the same ears."""
    compiler = compiler or Compiler(rulebook.anchors)
    by_side: dict[str, list[tuple[Rule, Compiled]]] = {side: [] for side in SIDES}
    duties: list[Duty] = []
    bounds: list[Bound] = []
    for rule in sorted(rulebook.rules, key=lambda rule: _STAGES.index(rule.kind) if rule.kind in _STAGES else len(_STAGES)):
        if rule.kind == "require" and rule.then is not None:
            when = remembered(compiler.compile(rule.match, CUSTOMER))
            then = remembered(compiler.compile(rule.then, COMPANY))
            duties.append(Duty(rule, rule.match.speaker or CUSTOMER, when, then))
        elif rule.kind == "limit" and rule.limit is not None:
            against = remembered(compiler.compile(rule.limit.ratio_to, COMPANY)) if rule.limit.ratio_to else None
            counted = remembered(compiler.compile(rule.match, COMPANY))
            bounds.append(Bound(rule, rule.limit, rule.match.speaker or COMPANY, counted, against))
        else:
            side = rule.match.speaker or (CUSTOMER if rule.kind == "moment" else COMPANY)
            compiled = compiler.compile(rule.match, side)
            for one in SIDES if side == "any" else (side,):
                by_side[one].append((rule, compiled))
    listeners = {side: Listener(compiler.indexes[side], rules) for side, rules in by_side.items()}
    return Ears(listeners, duties, bounds)


def listen(transcript: Transcript, ears: Ears) -> tuple[Cue, ...]:
    """Every cue in `transcript`, in the order of its turns; a rule gives at most one cue a sentence."""
    views = views_of(transcript, ears)
    cues = overhear(views, ears)
    views.clear()  # each view knows this list: emptied, they can go without waiting for the garbage collector
    return cues


def overhear(views: Sequence[View], ears: Ears) -> tuple[Cue, ...]:
    """Every cue in the turns of `views`, which then hold all that was found in them."""
    cues: list[Cue] = []
    for view in views:
        if view.side in ears.sides and view.turn.text:
            cues.extend(_heard(view, ears.sides[view.side]))
    extra = [finding for duty in ears.duties for finding in neglected(duty, views)]
    said = {name: side_of(name, views) for name in dict.fromkeys(bound.side for bound in ears.bounds)}
    extra += [finding for bound in ears.bounds for finding in crossed(bound, said[bound.side], views)]
    for rule, view, spans in extra:
        chosen = _chosen(view.said, spans)
        _note(view, rule, chosen)
        cues.extend(_cue(rule, view.turn, *quote) for quote in _quotes(view.said, chosen))
    if extra:
        cues.sort(key=lambda cue: cue.turn)
    return tuple(cues)


def _heard(view: View, listener: Listener) -> list[Cue]:
    """The cues in one turn. What its words alone decide is kept with the words, for the next turn that says the same."""
    said = view.said
    known: Known | None = said.notes.get(_KNOWN)
    if known is None:
        known = said.notes[_KNOWN] = _known(view, listener)
    found = list(known.found)
    for number, spans in known.spans:
        _note(view, listener.rules[number][0], spans)
    for number in known.beyond:
        rule, compiled = listener.rules[number]
        if compiled.early is not None and not compiled.early(view):
            continue
        spans = compiled.test(view)
        if spans:
            chosen = _chosen(said, spans)
            _note(view, rule, chosen)
            found.extend((number, *quote) for quote in _quotes(said, chosen))
    found.sort(key=lambda one: one[0])
    return [_cue(listener.rules[number][0], view.turn, span, quote) for number, span, quote in found]


def _known(view: View, listener: Listener) -> Known:
    """What the words of a turn decide alone, and which rules must still look beyond them."""
    said = view.said
    index, refusals = listener.indexes
    said.hear(index.find, refusals.find)
    found: list[tuple[int, Span, str]] = []
    where: list[tuple[int, Spans]] = []
    beyond: list[int] = []
    for number in listener.worth_a_look(said.blocks):
        compiled = listener.rules[number][1]
        if compiled.beyond:
            if compiled.early is not None or compiled.hope is None or compiled.hope(view):
                beyond.append(number)
        elif spans := compiled.test(view):
            chosen = _chosen(said, spans)
            where.append((number, chosen))
            found.extend((number, *quote) for quote in _quotes(said, chosen))
    return Known(found, where, beyond)


def views_of(transcript: Transcript, ears: Ears) -> list[View]:
    """A view of each turn but the system's, which nobody said."""
    views: list[View] = []
    spoken: float | None = None
    counts: dict[str, int] = {}
    for turn in transcript.turns:
        if turn.role == "system":
            continue
        pause = None if turn.start is None or spoken is None else turn.start - spoken
        view = View(turn, views, len(views), pause, ears.remembered.said(turn))
        view.nth = counts.get(view.side, 0)
        view.situation = transcript.situation
        counts[view.side] = view.nth + 1
        views.append(view)
        spoken = turn.end
    for view in views:
        view.nth_from_end = counts[view.side] - 1 - view.nth
    return views


def _chosen(said: Said, spans: Spans) -> Spans:
    """One span a sentence, the longest; all words where a rule holds of the turn as a whole."""
    if spans is WHOLE:
        return [(1, len(said.words.items) - 1)] if len(said.words.items) > 2 else [(0, 1)]
    if len(spans) == 1:
        return spans
    number = said.words.sentence
    longest: dict[int, tuple[int, int]] = {}
    for span in spans:
        known = longest.get(number[span[0]])
        if known is None or span[1] - span[0] > known[1] - known[0]:
            longest[number[span[0]]] = span
    return list(longest.values())


def _quotes(said: Said, spans: Spans) -> list[tuple[Span, str]]:
    places = [said.words.span(first, last) for first, last in spans]
    return [((first, last), said.text[first:last]) for first, last in places]


def _note(view: View, rule: Rule, spans: Spans) -> None:
    """Lets later rules ask what was found in the turn."""
    for key in (rule.target, rule.id):
        view.cues[key] = [*view.cues.get(key, ()), *spans]


def _cue(rule: Rule, turn: Turn, span: Span, quote: str) -> Cue:
    return Cue(turn.index, turn.line, rule.id, rule.kind, rule.dimension, rule.target, span, quote, rule.points)
