"""The nouns of the house, all frozen: what was said, the rules, what was found, and the report.

Names are those of the report's contract. Turns count from 0, lines from 1, spans are character offsets in the turn's
own text (start included, end not), times are seconds from the start of the contact, scores run from 0 to 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from empathy_audit.errors import Problem

Role = Literal["agent", "customer", "bot", "system", "unknown"]
RoleSource = Literal["given", "mapped", "inferred", "unknown"]
Kind = Literal["moment", "behaviour", "antipattern", "require", "limit"]
Dimension = Literal["listening", "acknowledgement", "valuing", "safety"]
Severity = Literal["minor", "moderate", "major", "critical"]
Status = Literal["met", "partial", "missed", "denied", "late", "withdrawn"]
Verdict = Literal["strong", "pass", "coach", "fail", "not_assessed"]
Span = tuple[int, int]

DIMENSIONS: tuple[Dimension, ...] = ("listening", "acknowledgement", "valuing")
COMPANY_ROLES: frozenset[str] = frozenset({"agent", "bot"})  # a bot speaks for the company and is judged as an agent
FELL_SHORT: frozenset[str] = frozenset({"missed", "denied", "partial", "late"})


# -- what was said --


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn or chat bubble as it stands in the source, before neighbours by one speaker are joined."""

    index: int
    role: Role
    text: str
    speaker: str = ""  # the label in the source, "" where there was none
    line: int | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """Who holds one role, how that is known, and in words why."""

    labels: tuple[str, ...]
    source: RoleSource
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation. `path` is what the user named, `-` for standard input; `id` is unique within one file."""

    id: str
    path: str
    format: str
    turns: tuple[Turn, ...]
    roles: Mapping[str, RoleInfo] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


# -- rules --


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rule file something stands."""

    path: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """One map of the matcher grammar: its own tests and its parts are all required.

    `tests` are (matcher name, value as the matcher's own `read` gave it). `speaker` narrows where `after` may look.
    """

    tests: tuple[tuple[str, Any], ...] = ()
    all: tuple[Clause, ...] = ()
    any: tuple[Clause, ...] = ()
    none: tuple[Clause, ...] = ()
    signals: tuple[tuple[float, Clause], ...] = ()  # weighted; the sum of those that hold must reach `at_least`
    at_least: float = 0.0
    after: Clause | None = None
    within: int = 2  # turns back in which `after` may look
    speaker: str = ""  # "agent", "customer" or "any"; "" = the rule's own
    scope: Literal["", "sentence", "turn"] = ""  # "" = the sentence, but the turn for `signals`


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that must and must not make a rule fire. A text is one turn, or several as (role, text) pairs."""

    finds: tuple[tuple[tuple[str, str], ...], ...] = ()
    ignores: tuple[tuple[tuple[str, str], ...], ...] = ()
    todo_finds: tuple[tuple[tuple[str, str], ...], ...] = ()
    todo_ignores: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. `target` is the taxonomy id it reports: a moment's type, a behaviour or an anti-pattern."""

    id: str
    kind: Kind
    name: str
    message: str
    why: str
    suggest: str
    target: str
    match: Clause
    examples: Examples
    pack: str
    place: Place
    tier: int = 2  # moments: 1 hint, 2 explicit, 3 critical
    points: float = 0.0  # behaviours
    severity: Severity = "minor"  # anti-patterns, and what a require or limit reports
    dimension: Dimension | None = None
    then: Clause | None = None  # require: what must follow `match`
    within: int = 2  # require: in how many of the company's turns
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on how often `match` may hold. `per`: the whole conversation, one turn, or agent turns in a row.

    `max` is exclusive: more than `max` is a finding. With `ratio_to` the count is divided by that clause's count.
    """

    per: Literal["conversation", "turn", "run"]
    max: float | None = None
    min: float | None = None
    ratio_to: Clause | None = None
    measure: str = ""  # a measure of the report instead of a count, such as talk_share
    at_least: int = 1  # how many turns of the company must exist before the limit is judged


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """A type of moment: its own words, and what it expects."""

    id: str
    name: str
    expects: tuple[str, ...]
    nouns: tuple[str, ...] = ()  # words that make an answer specific to this type
    required: tuple[tuple[str, ...], ...] = ()  # tier 3: one of each group is required for `met`
    review: bool = False  # always for a person to look at, outside the score
    met_by: tuple[str, ...] = ()  # behaviours that meet the need with no word about a feeling: grade 3
    traits: tuple[str, ...] = ()  # how moments of this type differ from others, see taxonomy.yaml


@dataclass(frozen=True, slots=True)
class BehaviourInfo:
    """A behaviour: dimension, points, and when there was a chance for it."""

    id: str
    name: str
    dimension: Dimension
    points: float
    chance: tuple[str, ...] = ()  # names of situations; () = never expected, so it is not in the sum
    also: tuple[str, ...] = ()  # behaviours that count as this one


@dataclass(frozen=True, slots=True)
class AntipatternInfo:
    """An anti-pattern and how bad it is."""

    id: str
    name: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Expectation:
    """What satisfies a type's expectation: any of these behaviours, and none of those anti-patterns."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Everything a rule may report, by id, and which behaviours lift a reply to which rung of the grades."""

    types: Mapping[str, TypeInfo]
    behaviours: Mapping[str, BehaviourInfo]
    antipatterns: Mapping[str, AntipatternInfo]
    expectations: Mapping[str, Expectation]
    rungs: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The numbers of the score; DESIGN gives their reasons, `rules/default/scoring.yaml` their values."""

    weights: Mapping[str, float]
    credits: tuple[float, ...]  # by grade, 0 to 6
    targets: Mapping[int, int]  # tier -> grade
    deductions: Mapping[str, float]  # severity -> points
    deduction_cap: float
    bands: Mapping[str, float]  # verdict -> lowest score
    window_turns: int
    window_seconds: float
    talk_words: int = 8  # a customer's turn of so many words says something that can be listened to


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All packs in force, read and checked."""

    rules: tuple[Rule, ...]
    taxonomy: Taxonomy
    scoring: Scoring
    lists: Mapping[str, tuple[str, ...]]
    packs: tuple[str, ...]
    digest: str  # of the rules' text, so that two reports can say whether they were judged alike


# -- what was found --


@dataclass(frozen=True, slots=True)
class Cue:
    """One match of one rule in one turn."""

    turn: int
    line: int | None
    rule: str
    kind: Kind
    dimension: Dimension | None
    behaviour: str
    span: Span
    quote: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the agent said inside a moment's response window."""

    turns: tuple[int, ...] = ()
    quote: str = ""
    behaviours: tuple[str, ...] = ()
    antipatterns: tuple[str, ...] = ()
    line: int | None = None  # of the first turn


@dataclass(frozen=True, slots=True)
class Moment:
    """An empathic opportunity and how it was answered."""

    turn: int
    line: int | None
    type: str
    name: str  # of the type, for people
    tier: int
    grade: int
    status: Status
    rule: str
    span: Span
    quote: str
    reply: Reply
    reason: str  # why this grade, in a sentence
    why: str  # why the moment matters, from the rule
    next_step: str  # what would have been better, with an example; "" where the target was met
    review: bool = False  # for a person to look at, outside the score
    raised_from: int | None = None  # turn of the moment that this one raises again
    steps_missing: tuple[str, ...] = ()  # tier 3: required behaviours never seen
    paid: tuple[str, ...] = ()  # anti-patterns in the reply that the grade already charges for


@dataclass(frozen=True, slots=True)
class Deduction:
    """An anti-pattern and what it cost. `points` is 0 where a moment's grade already paid for it."""

    turn: int
    line: int | None
    rule: str
    behaviour: str
    name: str
    severity: Severity
    points: float
    span: Span
    quote: str
    message: str
    suggest: str
    note: str = ""  # why it cost nothing, where it did not


@dataclass(frozen=True, slots=True)
class Score:
    """Each 0 to 100, rounded half up to two places; None = not assessed, because there was no chance."""

    overall: float | None
    listening: float | None
    acknowledgement: float | None
    valuing: float | None


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the sums behind a score: `value` out of `out_of`, because of `label`, at `turn`."""

    label: str
    value: float
    out_of: float
    turn: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums behind a score, so that a person can redo them with a pencil.

    `dimensions` holds a dimension's lines: its score is 100 x sum(value) / sum(out_of). `weights` are those used, after
    leaving out what was not assessed. `base` is before `deducted`, both in points.
    """

    dimensions: Mapping[str, tuple[SumLine, ...]]
    weights: Mapping[str, float]
    base: float | None
    deducted: float
    deduction_cap: float


@dataclass(frozen=True, slots=True)
class Result:
    """What scoring makes of a transcript's moments and cues."""

    score: Score
    verdict: Verdict
    reason: str  # why this verdict, in a sentence
    deductions: tuple[Deduction, ...]
    sums: Sums
    best: Moment | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs to know about one transcript; no reporter computes."""

    transcript: Transcript
    score: Score
    verdict: Verdict
    moments: tuple[Moment, ...]
    cues: tuple[Cue, ...]
    deductions: tuple[Deduction, ...]
    measures: Mapping[str, Any]
    sums: Sums
    best: Moment | None = None  # the best answered moment
    verdict_reason: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Several reports at a glance. `score` is the mean of the assessed ones, None where there are none."""

    transcripts: int
    assessed: int
    not_audited: int
    score: float | None
    verdicts: Mapping[str, int]
    statuses: Mapping[str, int]
    missed_by_type: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the tool, seen from its end: with which rules, what came out, what could not be audited."""

    summary: Summary
    packs: tuple[str, ...]
    rules: int  # how many were in force
    digest: str
    problems: tuple[Problem, ...] = ()
