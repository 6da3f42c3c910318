"""What many reports teach: who met how much, what is never heard, what recurs, what to practise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from empathy_audit.model.terms import Dimension, Severity, Status


class Share(NamedTuple):
    """How many of how many, and the 95 % interval of the share (Wilson), in per cent; None of nothing."""

    part: int
    of: int
    low: float | None
    high: float | None

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.of if self.of else None


class Mean(NamedTuple):
    """A mean score, 0 to 100, of `n` conversations, and its 95 % interval (bootstrap); none where there are too few."""

    value: float | None
    n: int
    low: float | None
    high: float | None


class Answer(NamedTuple):
    """One moment as an example: what the customer said, what was answered, and what would have been better."""

    path: str
    id: str
    turn: int
    line: int | None
    agent: str  # "" where nobody is named
    type: str
    name: str
    tier: int
    grade: int
    status: Status
    quote: str
    reply: str
    reason: str
    next_step: str  # "" where the moment was met

    @property
    def place(self) -> str:
        return f"{self.path}, turn {self.turn}" if self.line is None else f"{self.path}:{self.line}"


class TypeCount(NamedTuple):
    """Moments of one type that an answer could meet. `short` fell short of it, `missed` (and denied) by most."""

    type: str
    name: str
    met: Share
    short: int
    missed: int


class Heard(NamedTuple):
    """A behaviour: in how many conversations it was heard, of those that gave a chance for it."""

    name: str
    dimension: Dimension
    heard: int
    chances: int


class Habit(NamedTuple):
    """An anti-pattern: how often, in how many conversations, and what would be better."""

    id: str
    name: str
    severity: Severity
    times: int
    conversations: int
    suggest: str


class Exercise(NamedTuple):
    """What to practise next: moments of a type, of which so many fell short; the step most often missing, with an example."""

    type: str
    name: str
    short: int
    of: int
    step: str


class Lesson(NamedTuple):
    """What the conversations of all, of one agent, team or day teach.

    `ranked` says whether there are enough of them to be set beside others. `absent` are behaviours that were never heard or
    hardly ever, the rarest first; `recurring` anti-patterns of more than one conversation; `best` and `worst` answered moments.
    """

    name: str
    transcripts: int
    ranked: bool
    score: Mean
    met: Share
    missed: int
    statuses: Mapping[str, int]
    types: tuple[TypeCount, ...]  # most missed first
    absent: tuple[Heard, ...]
    recurring: tuple[Habit, ...]
    best: tuple[Answer, ...]
    worst: tuple[Answer, ...]
    practise: tuple[Exercise, ...]


class Script(NamedTuple):
    """A sentence that several conversations share, with the places of some, and how many hold it."""

    quote: str
    transcripts: int
    places: tuple[str, ...]


class Lessons(NamedTuple):
    """What a batch teaches: all of it, and by agent, team and day; the ranked first and worst first, days in their order.

    `nameless` is how many conversations name no agent; they are nobody's, and in no group of an agent.
    """

    whole: Lesson
    by: Mapping[str, tuple[Lesson, ...]]
    nameless: int
    scripts: tuple[Script, ...]
    fewest: int  # conversations that a ranking takes
    review: tuple[Answer, ...]  # for a person to look at, outside every score: the first of them
    reviews: int  # all of them


class Drill(NamedTuple):
    """A missed moment to practise on: what was said before and by whom, the customer's words, and a better answer."""

    type: str
    name: str
    tier: int
    before: str  # "" where the customer spoke first
    speaker: str  # of what was said before
    said: str
    reply: str  # what was answered then, "" for nothing
    why: str  # the moment matters
    better: str
    place: str


class DrillSheet(NamedTuple):
    """Drills in their order. `missed` are all moments that were missed and asked for, `review` those left out of them."""

    drills: tuple[Drill, ...]
    missed: int
    review: int  # for a person to look at: nothing to practise on before somebody has
    asked: str  # which, in words; "" for all
