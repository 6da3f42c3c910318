"""The order of conversations and the names they go by, alike in every report for people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from empathy_audit.model import FELL_SHORT, Moment, Report

VERDICTS = ("fail", "coach", "pass", "strong", "not_assessed")  # worst first


def worst_first(report: Report) -> tuple[int, float, str, str]:
    """The order of conversations: verdict, then score, then name."""
    overall = report.score.overall
    transcript = report.transcript
    return VERDICTS.index(report.verdict), 101.0 if overall is None else overall, transcript.path, transcript.id


def name(report: Report) -> str:
    """The path, and the id where it says more than the path does."""
    transcript = report.transcript
    file = transcript.path.replace("\\", "/").rpartition("/")[2]
    known = {transcript.path, file, file.rpartition(".")[0], ""}
    return transcript.path if transcript.id in known else f"{transcript.path} ({transcript.id})"


def cards(moments: Iterable[Moment]) -> list[list[Moment]]:
    """Moments of one turn that one reply let down the same way share a card; their words need not be said twice."""
    alike = groupby(moments, key=lambda each: (each.turn, each.reply.turns, each.status in FELL_SHORT, each.review))
    return [list(group) for _, group in alike]


def gravest(card: Iterable[Moment]) -> Moment:
    """The moment that a card speaks of first."""
    return max(card, key=lambda each: (each.tier, -each.grade))
