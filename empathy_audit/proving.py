"""Proves rules by their own examples: what must make a rule fire, what must not, and what two rules claim.

In one turn, whatever several rules report under one type, behaviour or anti-pattern counts once, so two rules that hear the
same words do no harm. They are worth a word where one of them adds nothing: see `Overlap`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from empathy_audit.engine import Ears, listen, prepare
from empathy_audit.model import Cue, Role, Rule, Rulebook, Transcript, Turn

Talk = Sequence[tuple[str, str]]
SITUATION = "situation"
TOO_MUCH = 0.5  # of a rule's examples; where another rule claims more of them, the rule adds little of its own
_BY_WORDS = ("moment", "behaviour", "antipattern")  # kinds whose findings are the words themselves
_GRAVITY = {"minor": 1, "moderate": 2, "major": 3, "critical": 4}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not do what it says. `fired` is what happened instead of what was wanted."""

    rule: Rule
    talk: Talk
    fired: bool
    todo: bool = False  # a known gap that has closed and should now be an ordinary example
    heard: tuple[Cue, ...] = ()  # what matched: the rule's own cues where it fired, those of others where it did not

    @property
    def example(self) -> str:
        return " / ".join(f"{role}: {said}" for role, said in self.talk)

    def __str__(self) -> str:
        place = f"{self.rule.place.path}:{self.rule.place.line}"
        if self.todo:
            return f"{place}: {self.rule.id}: a known gap has closed, move it out of the todo list: {self.example}"
        return f"{place}: {self.rule.id}: {'must not fire' if self.fired else 'must fire'} on: {self.example}"


@dataclass(frozen=True, slots=True)
class Overlap:
    """`other`, for the same target, claims the same words as `rule` in some of the examples that `rule` must find.

    It is explained where one of the two names the other under `overlaps`, and needs no word where `other` is of another kind,
    is milder (a lower tier or severity), or claims no more than half of the examples. Nor do `require` and `limit`: what they
    sit on is where something is missing or was counted, and rules that ask for different things may sit on the same words.
    """

    rule: Rule
    other: Rule
    claimed: tuple[Talk, ...]

    @property
    def explained(self) -> bool:
        """Whether a rule says that this is meant."""
        return self.other.id in self.rule.overlaps or self.rule.id in self.other.overlaps

    @property
    def needs_a_word(self) -> bool:
        """Whether `rule` adds little to `other`, and nobody says that this is meant."""
        share = len(self.claimed) / len(self.rule.examples.finds)
        by_words = self.rule.kind in _BY_WORDS and self.other.kind == self.rule.kind
        return by_words and share > TOO_MUCH and not self.explained and not self._milder

    @property
    def _milder(self) -> bool:
        if self.rule.kind == "moment":
            return self.other.tier < self.rule.tier
        return _GRAVITY[self.other.severity] < _GRAVITY[self.rule.severity]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the examples of all rules say. `examples` and `held` count them by pack."""

    failures: tuple[Failure, ...]
    silent: tuple[Rule, ...]  # rules that none of their examples makes fire
    overlaps: tuple[Overlap, ...]
    rules: Mapping[str, int]
    examples: Mapping[str, int]
    held: Mapping[str, int]

    @property
    def passed(self) -> bool:
        """Overlaps are no failures: they cost nothing."""
        return not self.failures and not self.silent


@dataclass(slots=True)
class _Notes:
    failures: list[Failure] = field(default_factory=list)
    claims: dict[tuple[str, str], list[Talk]] = field(default_factory=dict)
    fired: set[str] = field(default_factory=set)


def prove(rulebook: Rulebook, named: Sequence[Rule] | None = None) -> Proof:
    """Hears the examples of the rules that are `named`, or of all, with all rules in force, as transcripts are heard."""
    proven = rulebook.rules if named is None else named
    ears = prepare(rulebook)
    rules = {rule.id: rule for rule in rulebook.rules}
    notes = _Notes()
    counts = Counter[str]()
    for rule in proven:
        for talk, wanted, todo in _examples(rule):
            counts[rule.pack] += 1
            _hear(rule, talk, wanted, todo, ears, rules, notes)
    failed = Counter(failure.rule.pack for failure in notes.failures)
    return Proof(
        failures=tuple(notes.failures),
        silent=tuple(rule for rule in proven if rule.id not in notes.fired),
        overlaps=tuple(Overlap(rules[one], rules[other], tuple(talks)) for (one, other), talks in notes.claims.items()),
        rules=Counter(rule.pack for rule in proven),
        examples=counts,
        held={pack: count - failed[pack] for pack, count in counts.items()},
    )


def _examples(rule: Rule) -> Iterator[tuple[Talk, bool, bool]]:
    """Each example, whether it must fire, and whether that is only a wish."""
    examples = rule.examples
    yield from ((talk, True, False) for talk in examples.finds)
    yield from ((talk, False, False) for talk in examples.ignores)
    yield from ((talk, True, True) for talk in examples.todo_finds)
    yield from ((talk, False, True) for talk in examples.todo_ignores)


def _hear(rule: Rule, talk: Talk, wanted: bool, todo: bool, ears: Ears, rules: Mapping[str, Rule], notes: _Notes) -> None:
    cues = listen(_transcript(talk), ears)
    own = tuple(cue for cue in cues if cue.rule == rule.id)
    if own:
        notes.fired.add(rule.id)
    if (bool(own) == wanted) is todo:
        notes.failures.append(Failure(rule, talk, bool(own), todo, own or tuple(cue for cue in cues if cue.kind == rule.kind)))
    if wanted and not todo:
        for other in dict.fromkeys(cue.rule for cue in cues if any(_same_words(cue, one) for one in own)):
            if other != rule.id and rules[other].target == rule.target:
                notes.claims.setdefault((rule.id, other), []).append(talk)


def _same_words(one: Cue, other: Cue) -> bool:
    return one.turn == other.turn and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _transcript(talk: Talk) -> Transcript:
    """`situation` among the speakers is what a script says it is for."""
    spoken = [(role, said) for role, said in talk if role != SITUATION]
    turns = tuple(Turn(n, _role(role), said) for n, (role, said) in enumerate(spoken))
    return Transcript("example", "example", "example", turns, situation=tuple(said for role, said in talk if role == SITUATION))


def _role(role: str) -> Role:
    return role  # type: ignore[return-value]  # the rulebook let no other word through
