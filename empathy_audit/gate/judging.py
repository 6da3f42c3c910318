"""One report meets the conditions: what it fails, by how much, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.gate.baseline import Entry
from empathy_audit.gate.conditions import ANY, MINIMA, Conditions, label
from empathy_audit.model import Deduction, Moment, Report
from empathy_audit.outcomes import MISSES
from empathy_audit.reporters import figures

CRITICAL = 3  # the tier of moments that `max_missed_critical` counts
PLACES = 3  # lines named in one failure


class Failure(NamedTuple):
    """A condition that one conversation does not meet. `grave` orders failures: the gravest kind is lowest."""

    grave: int
    by: float
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def failures(report: Report, asked: Conditions, before: Entry | None, *, baselined: bool) -> Iterator[Failure]:
    """What `report`, marked by the baseline if there is one, fails. `before` is how it was then, None = it is new."""
    yield from _missed(report, asked, baselined)
    yield from _antipatterns(report, asked, baselined)
    yield from _low(report, asked, before)
    yield from _dropped(report, asked, before)


def unassessed(report: Report, asked: Conditions) -> tuple[str, ...]:
    """Conditions on a score that this conversation had no chance to earn."""
    return tuple(
        name for name, score in MINIMA.items() if getattr(asked, name) is not None and getattr(report.score, score) is None
    )


def _missed(report: Report, asked: Conditions, baselined: bool) -> Iterator[Failure]:
    new = [moment for moment in report.moments if moment.status in MISSES and not moment.known]
    most = 0 if asked.max_missed is None and baselined else asked.max_missed
    critical = [moment for moment in new if moment.tier >= CRITICAL]
    word = "new " if baselined else ""
    if asked.max_missed_critical is not None and len(critical) > asked.max_missed_critical:
        yield _too_many(0, report, critical, f"{word}missed critical moment", "max_missed_critical", asked.max_missed_critical)
    if most is not None and len(new) > most:
        yield _too_many(1, report, new, f"{word}missed moment", "max_missed", most)


def _too_many(grave: int, report: Report, found: Sequence[Moment], what: str, name: str, most: int) -> Failure:
    over = len(found) - most
    lines = list(dict.fromkeys(str(moment.line) if moment.line else f"turn {moment.turn}" for moment in found))
    also = f" (also at {', '.join(lines[1:PLACES])}{', ...' if len(lines) > PLACES else ''})" if len(lines) > 1 else ""
    text = f"{figures.count(len(found), what)}{also}, {over} more than {label(name, most)}"
    return Failure(grave, over, place(report, found[0]), text)


def _antipatterns(report: Report, asked: Conditions, baselined: bool) -> Iterator[Failure]:
    for found in report.deductions:
        if found.known:
            continue
        by = next((id for id in asked.no_antipattern if id in (ANY, found.behaviour, found.rule)), None)
        if by is not None:
            yield Failure(2, 1, place(report, found), f"{found.rule} {found.name}: {found.message} (no-antipattern {by})")
        elif baselined:
            yield Failure(3, 1, place(report, found), f"{found.rule} {found.name}: {found.message} (new since the baseline)")


def _low(report: Report, asked: Conditions, before: Entry | None) -> Iterator[Failure]:
    for name, which in MINIMA.items():
        least, score = getattr(asked, name), getattr(report.score, which)
        if least is None or score is None or score >= least:
            continue
        then = getattr(before.score, which) if before else None
        if then is None or score < min(then, least):  # what was low before and has not fallen is known
            word = "score" if which == "overall" else which
            by = round(least - score, 2)
            text = f"{word} {figures.exact(score)} is {figures.exact(by)} below {label(name, least)}"
            yield Failure(4, by, whole(report), text)


def _dropped(report: Report, asked: Conditions, before: Entry | None) -> Iterator[Failure]:
    then, now, most = before.score.overall if before else None, report.score.overall, asked.max_drop or 0.0
    if then is None or now is None:
        return
    drop = round(then - now, 2)
    if drop > most:
        fell = f"score fell from {figures.exact(then)} to {figures.exact(now)}"
        over = figures.exact(round(drop - most, 2))
        yield Failure(5, drop, whole(report), f"{fell}, which is {over} more than {label('max_drop', most)}")


def place(report: Report, found: Moment | Deduction) -> str:
    """`path:line`, or the conversation and the turn where the source has no lines."""
    transcript = report.transcript
    return f"{transcript.path}:{found.line}" if found.line else f"{transcript.path}:{transcript.id}#{found.turn}"


def whole(report: Report) -> str:
    """The file, and the conversation where its id says more."""
    transcript = report.transcript
    return transcript.path if transcript.id in transcript.path else f"{transcript.path}:{transcript.id}"
