"""GitHub: workflow commands that become annotations at the line. Worst first, for of each level a step shows only ten."""

from __future__ import annotations

from typing import TextIO

from empathy_audit.model import Report, Run
from empathy_audit.reporters.figures import count, score
from empathy_audit.reporters.findings import Finding, Level, findings
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.safe import clean

COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})

Properties = dict[str, str | int | None]


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - GitHub decides how it looks
    return Commands(out)


class Commands:
    """Keeps the findings until the end, because the worst stand first."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._found: list[Finding] = []

    def add(self, report: Report) -> None:
        self._found += findings(report)

    def finish(self, run: Run) -> None:
        for problem in run.problems:
            place: Properties = {"file": clean(problem.path), "line": problem.line, "title": "could not be audited"}
            self._say("error", place, clean(problem.message + (f" ({problem.fix})" if problem.fix else "")))
        for finding in sorted(self._found, key=lambda each: each.gravity):
            better = f"\nBetter: {finding.better}" if finding.better else ""
            self._say(finding.level, {**_place(finding), "title": f"{finding.rule} {finding.title}"}, finding.message + better)
        summary = run.summary
        mean = f", mean score {score(summary.score)}" if summary.score is not None else ""
        text = f"{count(len(self._found), 'finding')} in {count(summary.transcripts, 'conversation')}{mean}"
        self._say("note", {"title": "empathy-audit"}, text + (f" ({run.only})" if run.only else ""))

    def _say(self, level: Level, properties: Properties, message: str) -> None:
        given = ",".join(f"{key}={str(value).translate(PROPERTY)}" for key, value in properties.items() if value is not None)
        self._out.write(f"::{COMMANDS[level]} {given}::{message.translate(DATA)}\n")


def _place(finding: Finding) -> Properties:
    """GitHub takes columns only inside one line."""
    region = finding.region
    if region is None:
        return {"file": finding.path, "line": finding.line}
    lines: Properties = {"file": finding.path, "line": region.line, "endLine": region.end_line}
    return lines if region.line < region.end_line else {**lines, "col": region.column, "endColumn": region.end_column}
