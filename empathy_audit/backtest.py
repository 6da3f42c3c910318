"""What new rules would change: transcripts judged twice, under the rules in force and with a new pack, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from empathy_audit.batch import Auditor, Choice
from empathy_audit.model import Deduction, Moment, Report, Rulebook, Transcript

T = TypeVar("T", Moment, Deduction)
What = Literal["new", "gone", "changed"]
Key = tuple[int, str]  # a turn, and the type or anti-pattern found there


@dataclass(frozen=True, slots=True)
class Shift:
    """One moment or deduction that is new, gone or judged otherwise. One of `before` and `after` may be missing, not both.

    `rules` are the ids of the rules through which it came: for a moment that is new or gone its own, otherwise those that hear
    more or less than before in its turn and in the reply.
    """

    what: What
    rules: tuple[str, ...]
    before: Moment | Deduction | None = None
    after: Moment | Deduction | None = None

    @property
    def now(self) -> Moment | Deduction:
        """It as it is after, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """One transcript under both rulebooks. `rules` are all whose cues differ."""

    before: Report
    after: Report
    moments: tuple[Shift, ...]
    deductions: tuple[Shift, ...]
    rules: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether a reader of the report would see a difference."""
        return bool(self.moments or self.deductions or self.verdict or self.score)

    @property
    def verdict(self) -> bool:
        return self.before.verdict != self.after.verdict

    @property
    def score(self) -> bool:
        return self.before.score != self.after.score


@dataclass(slots=True)
class Sum:
    """All changes at a glance."""

    transcripts: int = 0
    changed: int = 0
    verdicts: int = 0
    scores: int = 0
    moments: dict[What, int] = field(default_factory=lambda: {"new": 0, "gone": 0, "changed": 0})
    deductions: dict[What, int] = field(default_factory=lambda: {"new": 0, "gone": 0, "changed": 0})
    through: Counter[str] = field(default_factory=Counter)  # rule -> moments and deductions that it has a part in

    def add(self, change: Change) -> None:
        """Counts one transcript."""
        self.transcripts += 1
        self.changed += change.any
        self.verdicts += change.verdict
        self.scores += change.score
        for shifts, counts in ((change.moments, self.moments), (change.deductions, self.deductions)):
            for shift in shifts:
                counts[shift.what] += 1
                self.through.update(shift.rules)


def backtest(transcripts: Iterable[Transcript], before: Rulebook | Choice, after: Rulebook | Choice) -> Iterator[Change]:
    """Each transcript under both rulebooks, in their order; each of these may be chosen by a transcript's path."""
    old, new = Auditor(before), Auditor(after)
    for transcript in transcripts:
        yield compared(old.audit(transcript), new.audit(transcript))


def compared(before: Report, after: Report) -> Change:
    """What differs between two reports of one transcript."""
    other = set(_cues(before)) ^ set(_cues(after))

    def through(turns: Iterable[int]) -> tuple[str, ...]:
        near = set(turns)
        return tuple(sorted({rule for turn, rule, _ in other if turn in near}))

    moments = _shifts(before.moments, after.moments, lambda one: (one.turn, one.type), _judged, lambda one: through(_near(one)))
    hurts = _shifts(
        before.deductions, after.deductions, lambda one: (one.turn, one.behaviour), _cost, lambda one: through([one.turn])
    )
    return Change(before, after, moments, hurts, tuple(sorted({rule for _, rule, _ in other})))


def _cues(report: Report) -> Iterator[tuple[int, str, tuple[int, int]]]:
    return ((cue.turn, cue.rule, cue.span) for cue in report.cues)


def _near(moment: Moment) -> Sequence[int]:
    return (moment.turn, *moment.reply.turns)


def _judged(moment: Moment) -> object:
    return moment.tier, moment.grade, moment.status, moment.review


def _cost(deduction: Deduction) -> object:
    return deduction.points, deduction.severity


def _shifts(
    before: Sequence[T],
    after: Sequence[T],
    key: Callable[[T], Key],
    judged: Callable[[T], object],
    through: Callable[[T], tuple[str, ...]],
) -> tuple[Shift, ...]:
    old: Mapping[Key, T] = {key(one): one for one in before}
    new: Mapping[Key, T] = {key(one): one for one in after}
    shifts = []
    for each in sorted(old.keys() | new.keys()):
        was, now = old.get(each), new.get(each)
        if was is None and now is not None:
            shifts.append(Shift("new", (now.rule,), None, now))
        elif now is None and was is not None:
            shifts.append(Shift("gone", (was.rule,), was))
        elif was is not None and now is not None and judged(was) != judged(now):
            shifts.append(Shift("changed", through(now), was, now))
    return tuple(shifts)
