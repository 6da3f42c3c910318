"""What is left of a report when runs are compared: the score, and each finding under a key that survives edits elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from empathy_audit.fingerprints import Keys
from empathy_audit.model import Report, Score

MISSES = frozenset({"missed", "denied"})  # what a gate counts as missed
_OF_THE_WHOLE = frozenset({"require", "limit"})  # what a conversation lacks or overdoes has no words of its own


class Finding(NamedTuple):
    """A moment or an anti-pattern. `key` is its rule, the words of its quote, and which of such it is, counted from 1.

    Neither lines nor turns are in the key, so it stays the same when other parts of the conversation change.
    """

    key: str
    kind: Literal["moment", "antipattern"]
    rule: str
    name: str
    turn: int
    line: int | None
    status: str  # of a moment; an anti-pattern's severity
    grade: int  # of a moment; 0 for an anti-pattern
    quote: str

    @property
    def is_miss(self) -> bool:
        """Whether somebody was let down: a missed or denied moment, or any anti-pattern."""
        return self.kind == "antipattern" or self.status in MISSES


class Outcome(NamedTuple):
    """One conversation as it came out."""

    path: str
    id: str
    score: Score
    findings: tuple[Finding, ...]


def outcome(report: Report) -> Outcome:
    """What came out of one audit: its moments, then its anti-patterns, each in the report's order."""
    wordless = {cue.rule for cue in report.cues if cue.kind in _OF_THE_WHOLE}
    rows: list[tuple[Any, ...]] = [
        ("moment", m.rule, m.name, m.turn, m.line, m.status, m.grade, m.quote) for m in report.moments
    ]
    rows += [("antipattern", d.rule, d.name, d.turn, d.line, d.severity, 0, d.quote) for d in report.deductions]
    return Outcome(report.transcript.path, report.transcript.id, report.score, _keyed(rows, wordless))


def from_data(element: Mapping[str, Any]) -> Outcome:
    """The same from an element of `transcripts` in a JSON report. Raises KeyError or TypeError where it is none."""
    rows: list[tuple[Any, ...]] = [
        ("moment", *(m[key] for key in ("rule", "name", "turn", "line", "status", "grade", "quote")))
        for m in element["moments"]
    ]
    for found in element["deductions"]:
        rule, name, turn, line, severity, quote = (found[key] for key in ("rule", "name", "turn", "line", "severity", "quote"))
        rows.append(("antipattern", rule, name, turn, line, severity, 0, quote))
    wordless = {cue["rule"] for cue in element["cues"] if cue["kind"] in _OF_THE_WHOLE}
    score = Score(*(element["score"][name] for name in Score._fields))
    return Outcome(str(element["path"]), str(element["id"]), score, _keyed(rows, wordless))


def _keyed(rows: Iterable[tuple[Any, ...]], wordless: Collection[str]) -> tuple[Finding, ...]:
    keys = Keys()
    return tuple(Finding(keys.key(row[1], "" if row[1] in wordless else row[-1]), *row) for row in rows)
