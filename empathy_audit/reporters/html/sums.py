"""The sums behind a score as tables of (label, remark, figure), so that a person can redo them with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from empathy_audit.model import DIMENSIONS, Report, SumLine
from empathy_audit.reporters import wording
from empathy_audit.reporters.figures import exact, totals
from empathy_audit.reporters.html import words

Row = tuple[str, str, str]


def shown(report: Report) -> list[dict[str, Any]]:
    if report.sums.base is None:
        return []
    tables = [
        {"title": name.capitalize(), "rows": list(_lines(report, lines))}
        for name in DIMENSIONS
        if (lines := report.sums.dimensions.get(name))
    ]
    return [*tables, {"title": "Score", "rows": list(_result(report))}]


def _lines(report: Report, lines: Sequence[SumLine]) -> Iterator[Row]:
    turns = {turn.index: turn for turn in report.transcript.turns}
    for line in lines:
        at = "" if line.turn is None else words.where(turns.get(line.turn), line.turn)
        yield line.label, ", ".join(part for part in (at, line.note) if part), f"{exact(line.value)} of {exact(line.out_of)}"
    earned, possible = totals(lines)
    if possible:
        yield "Sum", f"100 × {exact(earned)} / {exact(possible)}", exact(100 * earned / possible)


def _result(report: Report) -> Iterator[Row]:
    sums = report.sums
    for name in DIMENSIONS:
        earned, possible = totals(sums.dimensions.get(name, ()))
        weight = sums.weights.get(name)
        if weight is None or not possible:
            yield name.capitalize(), wording.LOST_WEIGHT, ""
        else:
            share = 100 * earned / possible
            yield name.capitalize(), f"{exact(share)} × its weight {exact(weight)}", exact(weight * share)
    yield "Base", wording.OF_THESE, exact(sums.base or 0)
    if sums.kept < 1:
        yield "Kept of it", f"{exact(sums.kept)}, that is {sums.kept_sum}", exact((sums.base or 0) * sums.kept)
    if sums.deducted:
        yield "Deducted", wording.never_more(sums.deduction_cap), words.taken(sums.deducted)
    yield "Score", wording.RANGE, exact(report.score.overall or 0)
