"""Two runs side by side: what became better, worse, new or gone, for each conversation and each finding in it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from empathy_audit.model import Score
from empathy_audit.outcomes import Finding, Outcome

Change = Literal["worse", "better", "new", "gone", "same"]
CHANGES: tuple[Change, ...] = ("worse", "new", "gone", "better", "same")  # in the order of a report
_RANK = {"denied": 0, "missed": 1, "withdrawn": 1, "late": 2, "partial": 2, "met": 3}

Key = tuple[str, str]  # what makes two conversations the same one: a path, and an id where the file holds several


class Step(NamedTuple):
    """What became of one finding: `old` is None where it is new, `new` where it is gone."""

    change: Change
    old: Finding | None
    new: Finding | None

    @property
    def finding(self) -> Finding:
        """As it is now, or was where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found


class Pair(NamedTuple):
    """What became of one conversation; findings that stayed as they were are left out."""

    change: Change
    path: str
    id: str
    old: Score | None
    new: Score | None
    steps: tuple[Step, ...]

    @property
    def points(self) -> float:
        """By how much the overall score rose; 0 where it was not assessed on both sides."""
        then, now = self.old and self.old.overall, self.new and self.new.overall
        return 0.0 if then is None or now is None else round(now - then, 2)


class Comparison(NamedTuple):
    """All pairs, worst first. `old` and `new` say in words what was compared, `notes` what a reader must know beside it."""

    old: str
    new: str
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = ()

    def counts(self) -> dict[Change, int]:
        """How many conversations became what."""
        found = Counter(pair.change for pair in self.pairs)
        return {change: found[change] for change in CHANGES}


def pairs(old: Mapping[Key, Outcome], new: Mapping[Key, Outcome]) -> tuple[Pair, ...]:
    """Every conversation of both sides, worst first: worse (by the points lost), new, gone, better, same."""
    found = [_pair(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    return tuple(sorted(found, key=lambda pair: (CHANGES.index(pair.change), pair.points, pair.path, pair.id)))


def _pair(old: Outcome | None, new: Outcome | None) -> Pair:
    if old is None or new is None:
        one = new or old
        assert one is not None
        steps = tuple(Step("new", None, each) for each in one.findings if each.is_miss) if new else ()
        return Pair("new" if new else "gone", one.path, one.id, old and old.score, new and new.score, steps)
    steps = tuple(step for step in _steps(old, new) if step.change != "same")
    pair = Pair("same", new.path, new.id, old.score, new.score, steps)
    return pair._replace(change=_change(pair))


def _steps(old: Outcome, new: Outcome) -> Iterator[Step]:
    """Findings as they stand now, then those that are gone."""
    before = {each.key: each for each in old.findings}
    for each in new.findings:
        was = before.pop(each.key, None)
        yield Step("new" if was is None else _moved(was, each), was, each)
    yield from (Step("gone", each, None) for each in before.values())


def _moved(old: Finding, new: Finding) -> Change:
    then, now = _worth(old), _worth(new)
    return "better" if now > then else "worse" if now < then else "same"


def _worth(found: Finding) -> tuple[int, int]:
    return _RANK.get(found.status, 0), found.grade


def _change(pair: Pair) -> Change:
    """By the score; where it says nothing, by what was missed and what hurt."""
    if pair.points:
        return "better" if pair.points > 0 else "worse"
    if any(step.change == "worse" or (step.change == "new" and step.finding.is_miss) for step in pair.steps):
        return "worse"
    better = any(step.change == "better" or (step.change == "gone" and step.finding.is_miss) for step in pair.steps)
    return "better" if better else "same"
