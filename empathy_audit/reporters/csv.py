"""CSV: one table for spreadsheets. A row a conversation, and below it a row each for its moments, anti-patterns, suppressions.

The column `kind` tells them apart: filter by it. Scores stand in the rows of conversations alone, so that a pivot table
counts none twice.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any, TextIO

from empathy_audit.model import Deduction, Moment, Report, Run, Suppressed
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.safe import clean, shorten

COLUMNS = (
    "kind", "path", "conversation", "agent", "line", "turn", "rule", "name", "tier", "status", "grade", "points", "quote",
    "reply", "reason", "better", "score", "listening", "acknowledgement", "valuing", "verdict",
    "known",
)  # fmt: skip
LONGEST = 32_000  # characters; a cell of Excel holds 32,767
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")  # a spreadsheet may run what begins so
_KNOWN = {None: "", True: "yes", False: "no"}  # to the baseline


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - data looks the same on every screen
    return Table(out)


class Table:
    def __init__(self, out: TextIO) -> None:
        # Every text is quoted: a spreadsheet that splits at semicolons must not find new cells inside one.
        self._rows = csv.DictWriter(out, COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC, restval="")
        self._rows.writeheader()

    def add(self, report: Report) -> None:
        transcript = report.transcript
        agents = [label for role in ("agent", "bot") if role in transcript.roles for label in transcript.roles[role].labels]
        common = {"path": transcript.path, "conversation": transcript.id, "agent": "; ".join(agents)}
        score = {"score" if key == "overall" else key: value for key, value in report.score._asdict().items()}
        self._write(common | score | {"kind": "conversation", "verdict": report.verdict, "reason": report.verdict_reason})
        for moment in report.moments:
            self._write(common | _place(moment) | _moment(moment))
        for deduction in report.deductions:
            self._write(common | _place(deduction) | _deduction(deduction))
        for each in report.suppressed:
            own = {"kind": "suppressed", "status": each.severity or each.kind, "reason": each.by.reason}
            self._write(common | _place(each) | own)

    def finish(self, run: Run) -> None:
        for problem in run.problems:
            row = {"kind": "not audited", "path": problem.path, "line": problem.line, "reason": problem.message}
            self._write(row | {"better": problem.fix})

    def _write(self, row: Mapping[str, Any]) -> None:
        self._rows.writerow({key: _cell(value) if isinstance(value, str) else value for key, value in row.items()})


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets the apostrophe that says it is a text."""
    text = shorten(clean(text), LONGEST)
    return "'" + text if text.lstrip(" '\"").startswith(FORMULA) else text


def _place(found: Moment | Deduction | Suppressed) -> dict[str, Any]:
    return {"line": found.line, "turn": found.turn, "rule": found.rule, "name": found.name, "quote": found.quote}


def _moment(found: Moment) -> dict[str, Any]:
    status = f"{found.status}, review" if found.review else found.status
    own = {"kind": "moment", "known": _KNOWN[found.known], "tier": found.tier, "status": status, "grade": found.grade}
    return own | {"reply": found.reply.quote, "reason": found.reason, "better": found.next_step}


def _deduction(found: Deduction) -> dict[str, Any]:
    reason = f"{found.message} ({found.note})" if found.note else found.message
    own = {"kind": "antipattern", "known": _KNOWN[found.known], "status": found.severity, "points": found.points}
    return own | {"reason": reason, "better": found.suggest}
