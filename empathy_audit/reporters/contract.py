"""The report as data: the names here are a published contract, described by report.schema.json."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from empathy_audit.errors import Problem
from empathy_audit.model import (
    MASKS,
    Cue,
    Deduction,
    Moment,
    Report,
    Reused,
    Run,
    Score,
    SumLine,
    Summary,
    Sums,
    Suppressed,
    Suppression,
)
from empathy_audit.reporters.lessons_data import lessons

SCHEMA = "empathy-audit/report/v1"

# JSON escapes only the first 32 control characters; a terminal obeys more, and str.splitlines() splits at some.
UNQUIET = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def element(report: Report) -> dict[str, Any]:
    """One transcript's report: an element of `transcripts` in the json format, a line of the jsonl format."""
    transcript = report.transcript
    return {
        "id": transcript.id,
        "path": transcript.path,
        "format": transcript.format,
        "turns": len(transcript.turns),
        "roles": {
            role: {"labels": info.labels, "source": info.source, "reason": info.reason} for role, info in transcript.roles.items()
        },
        "score": score(report.score),
        "verdict": report.verdict,
        "verdict_reason": report.verdict_reason,
        "moments": [moment(found) for found in report.moments],
        "best": _pointer(report.best),
        "cues": [cue(found) for found in report.cues],
        "deductions": [deduction(found) for found in report.deductions],
        "suppressed": [suppressed(found) for found in report.suppressed],
        "unused_suppressions": [unused(asked) for asked in report.unused_suppressions],
        "reused": [reused(found) for found in report.reused],
        "measures": report.measures,
        "sums": sums(report.sums),
        "warnings": transcript.warnings,
        "errors": [problem(each) for each in report.problems],
        **_redacted(transcript.redacted),
    }


def score(value: Score) -> dict[str, float | None]:
    return {
        "overall": value.overall,
        "listening": value.listening,
        "acknowledgement": value.acknowledgement,
        "valuing": value.valuing,
    }


def moment(found: Moment) -> dict[str, Any]:
    reply = found.reply
    return {
        "turn": found.turn,
        "line": found.line,
        "type": found.type,
        "name": found.name,
        "tier": found.tier,
        "grade": found.grade,
        "status": found.status,
        "rule": found.rule,
        "span": found.span,
        "quote": found.quote,
        "reply": {
            "turns": reply.turns,
            "line": reply.line,
            "quote": reply.quote,
            "behaviours": reply.behaviours,
            "antipatterns": reply.antipatterns,
        },
        "reason": found.reason,
        "why": found.why,
        "next_step": found.next_step,
        "steps_missing": found.steps_missing,
        "raised_from": found.raised_from,
        "review": found.review,
        "paid": found.paid,
        **_known(found),
    }


def cue(found: Cue) -> dict[str, Any]:
    return {
        "turn": found.turn,
        "line": found.line,
        "rule": found.rule,
        "kind": found.kind,
        "dimension": found.dimension,
        "behaviour": found.behaviour,
        "span": found.span,
        "quote": found.quote,
        "points": found.points,
    }


def deduction(found: Deduction) -> dict[str, Any]:
    return {
        "turn": found.turn,
        "line": found.line,
        "rule": found.rule,
        "behaviour": found.behaviour,
        "name": found.name,
        "severity": found.severity,
        "points": found.points,
        "span": found.span,
        "quote": found.quote,
        "message": found.message,
        "suggest": found.suggest,
        "note": found.note,
        **_known(found),
    }


def _known(found: Moment | Deduction) -> dict[str, bool]:
    """Only where there is a baseline to know it."""
    return {} if found.known is None else {"known": found.known}


def suppressed(found: Suppressed) -> dict[str, Any]:
    return {
        "turn": found.turn,
        "line": found.line,
        "rule": found.rule,
        "kind": found.kind,
        "behaviour": found.behaviour,
        "name": found.name,
        "severity": found.severity,
        "span": found.span,
        "quote": found.quote,
        "reason": found.by.reason,
        "scope": "conversation" if found.by.turn is None else "turn",
        "suppressed_at": found.by.line,
    }


def unused(asked: Suppression) -> dict[str, Any]:
    return {"turn": asked.turn, "line": asked.line, "rule": asked.rule, "reason": asked.reason, "why": asked.fault}


def reused(found: Reused) -> dict[str, Any]:
    return {"turn": found.turn, "line": found.line, "span": found.span, "quote": found.quote, "transcripts": found.transcripts}


def sums(value: Sums) -> dict[str, Any]:
    return {
        "dimensions": {name: [_sum_line(line) for line in lines] for name, lines in value.dimensions.items()},
        "weights": value.weights,
        "base": value.base,
        "deducted": value.deducted,
        "deduction_cap": value.deduction_cap,
        "pushing_turns": value.pushing_turns,
        "agent_turns": value.agent_turns,
        "kept": value.kept,
    }


def _sum_line(line: SumLine) -> dict[str, Any]:
    return {"label": line.label, "value": line.value, "out_of": line.out_of, "turn": line.turn, "note": line.note}


def _pointer(best: Moment | None) -> dict[str, Any] | None:
    return None if best is None else {"turn": best.turn, "line": best.line, "type": best.type}


def head(run: Run, version: str) -> dict[str, Any]:
    """What stands before the transcripts of a whole report; `filter` and `groups` only where they were asked for."""
    groups = [{"name": group.name, "summary": _summary(group.summary)} for group in run.groups]
    return {
        "schema": SCHEMA,
        "tool": {"name": "empathy-audit", "version": version},
        "rules": {"packs": run.packs, "count": run.rules, "digest": run.digest},
        "summary": {**_summary(run.summary), **({"lessons": lessons(run.lessons)} if run.lessons else {})},
        **({"filter": run.only} if run.only else {}),
        **({"groups": {"by": run.grouped_by, "of": groups}} if run.grouped_by else {}),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "transcripts": summary.transcripts,
        "assessed": summary.assessed,
        "not_audited": summary.not_audited,
        "score": summary.score,
        "verdicts": summary.verdicts,
        "statuses": summary.statuses,
        "missed_by_type": summary.missed_by_type,
        "suppressed": summary.suppressed,
        "unused_suppressions": summary.unused_suppressions,
        **_redacted(summary.redacted),
    }


def _redacted(counts: Mapping[str, int] | None) -> dict[str, Any]:
    """What was masked, by kind; only where it was asked for."""
    return {} if counts is None else {"redacted": {kind: counts.get(kind, 0) for kind in MASKS}}


def problem(value: Problem) -> dict[str, Any]:
    return {
        "path": value.path,
        "line": value.line,
        "column": value.column,
        "message": value.message,
        "fix": value.fix,
    }


def writer(out: TextIO) -> Callable[[Any], str]:
    """Turns the dicts above into one-line JSON that any terminal, pipe and line splitter survives."""
    utf8 = (getattr(out, "encoding", None) or "utf-8").lower().startswith("utf")
    encode = json.JSONEncoder(
        ensure_ascii=not utf8, check_circular=False, allow_nan=False, separators=(",", ":"), default=_open
    ).encode

    def line(value: Any) -> str:
        text = encode(value)
        if text.isascii():
            return text.replace("\x7f", "\\u007f")
        return UNQUIET.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

    return line


def _open(value: Any) -> Any:
    """Mappings that are not dicts, as frozen data may hold."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"not for JSON: {type(value).__name__}")
