"""What a report complains of, one by one: the shape that CI formats share, however different they look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from empathy_audit.fingerprints import Keys, fingerprint
from empathy_audit.model import FELL_SHORT, Deduction, Moment, Region, Report, Suppressed, Suppression
from empathy_audit.reporters.safe import clean, shorten

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")  # worst first
SEVERITIES: dict[str | None, tuple[Level, int]] = {  # of an anti-pattern: its level, and its weight among its like
    "critical": ("error", 4),
    "major": ("error", 2),
    "moderate": ("warning", 1),
    "minor": ("note", 0),
    None: ("note", 0),
}
NAME, TEXT = 200, 1_000  # characters of the longest


class Finding(NamedTuple):
    """A moment that fell short or is for a person to look at, an anti-pattern, or what a suppression set aside.

    Every text in it is clean, on one line and not endless. `weight` orders findings of one level, the heaviest worst.
    `fingerprint` names a finding as long as its file, its rule and its words stay: it does not move with lines.
    """

    path: str  # relative to the folder the tool runs in, where it lies below it; with forward slashes
    id: str
    turn: int
    line: int | None
    region: Region | None
    rule: str
    name: str
    kind: str
    status: str  # of a moment; otherwise the severity
    level: Level
    weight: int
    message: str
    why: str
    better: str
    quote: str
    fingerprint: str
    reply: str = ""
    reply_line: int | None = None
    review: bool = False
    suppressed: Suppression | None = None
    known: bool | None = None  # to the baseline; then it is no more than a note, unless it is a sign of harm

    @property
    def title(self) -> str:
        """`missed Bereavement`."""
        return f"{'known, ' if self.known else ''}{'review, ' if self.review else ''}{self.status} {self.name}"

    @property
    def gravity(self) -> tuple[Any, ...]:
        """Worst first, then in the order of files and lines."""
        worst = (not self.review, bool(self.known), LEVELS.index(self.level), -self.weight)
        return *worst, self.path, self.line or 0, self.turn, self.rule


def findings(report: Report, *, suppressed: bool = False) -> list[Finding]:
    """In the order in which they stand in the conversation; those that a suppression set aside only if asked for."""
    found = [each for each in _all(report) if suppressed or each.suppressed is None]
    return sorted(found, key=lambda each: (each.line or 0, each.turn, each.region or (), each.rule))


def _all(report: Report) -> Iterator[Finding]:
    transcript = report.transcript
    path = shown_path(transcript.path)
    keys = Keys()
    everything: tuple[Moment | Deduction | Suppressed, ...] = (*report.moments, *report.deductions, *report.suppressed)
    for each in everything:
        common = {
            "path": path,
            "id": _short(transcript.id, NAME),
            "turn": each.turn,
            "line": each.line,
            "region": report.regions.get((each.turn, each.span)),
            "rule": _short(each.rule, NAME),
            "name": _short(each.name, NAME),
            "quote": _short(each.quote),
            "fingerprint": fingerprint(path, transcript.id, keys.key(each.rule, each.quote)),
        }
        if isinstance(each, Suppressed):
            yield _suppressed(each, common)
        elif isinstance(each, Deduction):
            yield _deduction(each, common)
        elif each.status in FELL_SHORT or each.review:
            yield _moment(each, common)


def _moment(found: Moment, common: dict[str, Any]) -> Finding:
    return Finding(
        **common,
        kind="moment",
        status=found.status,
        level="note" if found.known and not found.review else moment_level(found),
        weight=found.tier,
        message=_short(found.reason),
        why=_short(found.why),
        better=_short(found.next_step),
        reply=_short(found.reply.quote),
        reply_line=found.reply.line,
        known=found.known,
        review=found.review,
    )


def moment_level(found: Moment) -> Level:
    """An error where somebody was let down who had said it; a warning where a hint was missed or an answer fell short."""
    if found.review:
        return "error" if found.status in FELL_SHORT else "warning"
    return "error" if found.status == "denied" or (found.status == "missed" and found.tier > 1) else "warning"


def _deduction(found: Deduction, common: dict[str, Any]) -> Finding:
    level, weight = SEVERITIES[found.severity]
    note = f" ({found.note})" if found.note else f" (-{found.points:g})" if found.points else ""
    return Finding(
        **common,
        kind="antipattern",
        status=found.severity,
        level="note" if found.known else level,
        weight=weight,
        message=_short(found.message + note),
        why="",
        better=_short(found.suggest),
        known=found.known,
    )


def _suppressed(found: Suppressed, common: dict[str, Any]) -> Finding:
    by = found.by._replace(reason=_short(found.by.reason))
    level, weight = SEVERITIES[found.severity]
    return Finding(
        **common,
        kind=found.kind,
        status=found.severity or "suppressed",
        level=level,
        weight=weight,
        message=f"set aside in the source: {by.reason}",
        why="",
        better="",
        suppressed=by,
    )


def _short(words: str, most: int = TEXT) -> str:
    return shorten(clean(words), most)


def shown_path(path: str) -> str:
    """The path as services compare it with those of a repository: relative where it can be, with forward slashes."""
    if os.path.isabs(path):  # noqa: PTH117 - as text: no file is looked at
        below = os.path.relpath(path)
        path = path if below.startswith("..") else below
    return clean(PurePath(path).as_posix())
