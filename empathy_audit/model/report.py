"""What was found: cues, moments, deductions, the score, the report and the run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from empathy_audit.errors import Problem
from empathy_audit.model.lessons import Lessons
from empathy_audit.model.rules import Rule
from empathy_audit.model.talk import Suppression, Transcript
from empathy_audit.model.terms import Dimension, Kind, Severity, Span, Status, Verdict


class Region(NamedTuple):
    """Where a quote stands in the source, lines and columns (in characters) from 1; the end column is the one after it."""

    line: int
    column: int
    end_line: int
    end_column: int


class Cue(NamedTuple):
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


class Reply(NamedTuple):
    """What the agent said inside a moment's response window."""

    turns: tuple[int, ...] = ()
    quote: str = ""
    behaviours: tuple[str, ...] = ()
    antipatterns: tuple[str, ...] = ()
    line: int | None = None  # of the first turn


class Moment(NamedTuple):
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
    known: bool | None = None  # whether the baseline knows this miss; None = no baseline, or no miss


class Deduction(NamedTuple):
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
    known: bool | None = None  # whether the baseline knows it; None = no baseline


class Suppressed(NamedTuple):
    """What a rule found and a suppression set aside: no moment, no points, but never hidden."""

    turn: int
    line: int | None
    rule: str
    kind: Kind
    behaviour: str
    name: str  # of the rule
    severity: Severity | None  # of an anti-pattern
    span: Span
    quote: str
    by: Suppression


class Reused(NamedTuple):
    """A sentence with empathy in it that the company says in so many conversations of the batch, alike or nearly so."""

    turn: int
    line: int | None
    span: Span
    quote: str
    transcripts: int
    key: int  # the same for sentences that are alike, in one run


class Score(NamedTuple):
    """Each 0 to 100, rounded half up to two places; None = not assessed, because there was no chance."""

    overall: float | None
    listening: float | None
    acknowledgement: float | None
    valuing: float | None


class SumLine(NamedTuple):
    """One line of the sums behind a score: `value` out of `out_of`, because of `label`, at `turn`."""

    label: str
    value: float
    out_of: float
    turn: int | None = None
    note: str = ""


class Sums(NamedTuple):
    """The sums behind a score, so that a person can redo them with a pencil.

    `dimensions` holds a dimension's lines: its score is 100 x sum(value) / sum(out_of). `weights` are those used, after
    leaving out what was not assessed. `base` is before `deducted`, both in points.
    """

    dimensions: Mapping[str, tuple[SumLine, ...]]
    weights: Mapping[str, float]
    base: float | None
    deducted: float
    deduction_cap: float
    pushing_turns: int = 0  # turns in which the agent directs, lectures, blames, denies or dismisses
    agent_turns: int = 0  # counted only where there are pushing turns
    kept: float = 1.0  # the part of the base that pushing leaves
    kept_sum: str = ""  # how that is worked out, with its figures; "" where nothing pushes


class Result(NamedTuple):
    """What scoring makes of a transcript's moments and cues."""

    score: Score
    verdict: Verdict
    reason: str  # why this verdict, in a sentence
    deductions: tuple[Deduction, ...]
    sums: Sums
    best: Moment | None = None


class Report(NamedTuple):
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
    suppressed: tuple[Suppressed, ...] = ()
    unused_suppressions: tuple[Suppression, ...] = ()  # those that set nothing aside; `fault` says why
    reused: tuple[Reused, ...] = ()  # where other conversations of the batch were looked at, too
    problems: tuple[Problem, ...] = ()  # rules that could not be applied everywhere
    regions: Mapping[tuple[int, Span], Region] = {}  # by turn and span, where they were looked for and found
    met_before: tuple[int, int] | None = None  # what `met` was before a filter hid moments

    @property
    def filtered(self) -> bool:
        """Whether something may be hidden, so that "none" does not mean there was none."""
        return self.met_before is not None

    @property
    def met(self) -> tuple[int, int]:
        """How many moments were met, and of how many that an answer could meet; what is hidden counts, too."""
        if self.met_before is not None:
            return self.met_before
        counted = [moment for moment in self.moments if moment.status != "withdrawn" and not moment.review]
        return sum(moment.status == "met" for moment in counted), len(counted)


class Summary(NamedTuple):
    """Several reports at a glance. `score` is the mean of the assessed ones, None where there are none."""

    transcripts: int
    assessed: int
    not_audited: int
    score: float | None
    verdicts: Mapping[str, int]
    statuses: Mapping[str, int]
    missed_by_type: Mapping[str, int]
    suppressed: int = 0
    unused_suppressions: int = 0
    redacted: Mapping[str, int] | None = None  # masks by kind; None where nobody asked for them


class Group(NamedTuple):
    """The conversations of one agent, team, folder or day at a glance."""

    name: str
    summary: Summary


class Run(NamedTuple):
    """One run of the tool, seen from its end: with which rules, what came out, what could not be audited."""

    summary: Summary
    packs: tuple[str, ...]
    rules: int  # how many were in force
    digest: str
    problems: tuple[Problem, ...] = ()
    catalogue: tuple[Rule, ...] = ()  # the rules themselves, for formats that explain them
    grouped_by: str = ""
    groups: tuple[Group, ...] = ()  # worst first
    lessons: Lessons | None = None  # what all conversations teach, where a format shows it
    only: str = ""  # what is shown where not everything is, in words; scores and counts are never filtered
