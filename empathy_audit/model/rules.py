"""Rules and what they may report, as read from packs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from empathy_audit.errors import Problem
from empathy_audit.model.terms import Dimension, Kind, Severity


class Place(NamedTuple):
    """Where in a rule file something stands."""

    path: str
    line: int
    column: int = 1


class Clause(NamedTuple):
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


class Examples(NamedTuple):
    """Texts that must and must not make a rule fire. A text is one turn, or several as (role, text) pairs."""

    finds: tuple[tuple[tuple[str, str], ...], ...] = ()
    ignores: tuple[tuple[tuple[str, str], ...], ...] = ()
    todo_finds: tuple[tuple[tuple[str, str], ...], ...] = ()
    todo_ignores: tuple[tuple[tuple[str, str], ...], ...] = ()


class Rule(NamedTuple):
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
    wanted: int | None = None  # moments: the grade that meets it; None = as its tier says
    window_turns: int | None = None  # moments: None = as for all
    window_seconds: float | None = None
    overlaps: tuple[str, ...] = ()  # rules for the same target that may claim the same words


class Limit(NamedTuple):
    """A bound on how often `match` may hold. `per`: the whole conversation, one turn, or agent turns in a row.

    `max` is exclusive: more than `max` is a finding. With `ratio_to` the count is divided by that clause's count.
    """

    per: Literal["conversation", "turn", "run"]
    max: float | None = None
    min: float | None = None
    ratio_to: Clause | None = None
    measure: str = ""  # a measure of the report instead of a count, such as talk_share
    at_least: int = 1  # how many turns of the company must exist before the limit is judged


class TypeInfo(NamedTuple):
    """A type of moment: its own words, and what it expects."""

    id: str
    name: str
    expects: tuple[str, ...]
    nouns: tuple[str, ...] = ()  # words that make an answer specific to this type
    required: tuple[tuple[str, ...], ...] = ()  # tier 3: one of each group is required for `met`
    review: bool = False  # always for a person to look at, outside the score
    met_by: tuple[str, ...] = ()  # behaviours that meet the need with no word about a feeling: grade 3
    traits: tuple[str, ...] = ()  # how moments of this type differ from others, see taxonomy.yaml


class BehaviourInfo(NamedTuple):
    """A behaviour: dimension, points, and when there was a chance for it."""

    id: str
    name: str
    dimension: Dimension
    points: float
    chance: tuple[str, ...] = ()  # names of situations; () = never expected, so it is not in the sum
    also: tuple[str, ...] = ()  # behaviours that count as this one


class AntipatternInfo(NamedTuple):
    """An anti-pattern and how bad it is."""

    id: str
    name: str
    severity: Severity


class Expectation(NamedTuple):
    """What satisfies a type's expectation: any of these behaviours, and none of those anti-patterns."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class Taxonomy(NamedTuple):
    """Everything a rule may report, by id, and which behaviours lift a reply to which rung of the grades."""

    types: Mapping[str, TypeInfo]
    behaviours: Mapping[str, BehaviourInfo]
    antipatterns: Mapping[str, AntipatternInfo]
    expectations: Mapping[str, Expectation]
    rungs: Mapping[str, frozenset[str]]


class Scoring(NamedTuple):
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
    push_weight: float = 0.0  # turns' worth of the base that one pushing turn takes away; 0 leaves the base as it is
    push_free: float = 0.0  # pushing turns that leave the base whole: a slip is no habit


class Rulebook(NamedTuple):
    """All packs in force, read and checked."""

    rules: tuple[Rule, ...]
    taxonomy: Taxonomy
    scoring: Scoring
    lists: Mapping[str, tuple[str, ...]]
    packs: tuple[str, ...]
    digest: str  # of the rules' text, so that two reports can say whether they were judged alike
    anchors: Any = None  # the rules' phrases as the engine looks for them, see matchers/anchors.py
    warnings: tuple[Problem, ...] = ()  # what works in the packs, and hardly can be meant
    replaced: tuple[Rule, ...] = ()  # rules of earlier packs whose ids a later pack took over
