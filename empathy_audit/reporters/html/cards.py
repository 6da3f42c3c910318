"""Findings as cards at their turn: what happened, why it matters, what would have been better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from empathy_audit.model import FELL_SHORT, Moment, Report
from empathy_audit.reporters import order
from empathy_audit.reporters.html import words


def moments(report: Report) -> Iterator[dict[str, Any]]:
    for group in order.cards(sorted(report.moments, key=lambda each: (each.turn, each.span))):
        yield _card(report, group)


def _card(report: Report, group: Sequence[Moment]) -> dict[str, Any]:
    gravest = order.gravest(group)
    steps = dict.fromkeys(step for one in group for step in one.steps_missing)
    return {
        "turn": gravest.turn,
        "heads": [_head(one) for one in group],
        "review": gravest.review,
        "short": gravest.status in FELL_SHORT,
        "at": _where(report, gravest.turn),
        "quote": gravest.quote,
        "reply": list(gravest.reply.turns),
        "reasons": list(dict.fromkeys(one.reason for one in group if one.reason)),
        "before": _back(report, group),
        "missing": words.listed(steps),
        "why": gravest.why,
        "better": gravest.next_step,
    }


def _head(one: Moment) -> dict[str, str]:
    tone, sign, _ = words.STATUSES[one.status]
    tier = words.TIERS.get(one.tier, str(one.tier)) + words.told(one)
    return {"status": one.status, "tone": tone, "sign": sign, "name": one.name, "tier": tier, "rule": one.rule}


def _back(report: Report, group: Sequence[Moment]) -> dict[str, Any] | None:
    """Where it had been raised before, unheard."""
    first = next((one.raised_from for one in group if one.raised_from is not None), None)
    return None if first is None else {"turn": first, "at": _where(report, first)}


def hurts(report: Report) -> Iterator[dict[str, Any]]:
    for found in report.deductions:
        yield {
            "turn": found.turn,
            "at": _where(report, found.turn),
            "name": found.name,
            "severity": found.severity + words.told(found),
            "tone": "bad" if found.severity in ("major", "critical") else "fair",
            "points": words.taken(found.points),
            "rule": found.rule,
            "message": found.message,
            "note": found.note,
            "better": found.suggest,
        }


def silenced(report: Report) -> Iterator[dict[str, Any]]:
    """What the source itself asked not to be told."""
    for found in report.suppressed:
        yield {
            "turn": found.turn,
            "at": _where(report, found.turn),
            "name": found.name,
            "kind": found.severity or found.kind,
            "rule": found.rule,
            "reason": found.by.reason,
            "asked": "" if found.by.line is None else f"line {found.by.line}",
        }


def unused(report: Report) -> Iterator[dict[str, Any]]:
    for asked in report.unused_suppressions:
        at = f"line {asked.line}" if asked.line is not None else "" if asked.turn is None else f"turn {asked.turn}"
        yield {"rule": asked.rule or "nothing", "at": at, "fault": asked.fault}


def _where(report: Report, number: int) -> str:
    return words.where(next((turn for turn in report.transcript.turns if turn.index == number), None), number)
