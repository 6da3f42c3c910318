"""Markdown, for a job summary or a comment on a pull request: a table, worst first, and what to look at in each conversation.

No word of a transcript can be markup, a link, a mention or a reference: see escaping.py.
"""

from __future__ import annotations

from typing import TextIO

from empathy_audit.model import DIMENSIONS, Report, Run
from empathy_audit.reporters import figures, teaching
from empathy_audit.reporters.escaping import html, safe, table
from empathy_audit.reporters.findings import Finding, findings
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.order import VERDICTS, name, worst_first
from empathy_audit.reporters.wording import masked

ROOM = 60_000  # characters; a comment on GitHub holds 65,536
ROWS = 100  # of the table


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - whoever shows it decides how it looks
    return Comment(out)


class Comment:
    """Keeps the reports until the end, because the worst stand first."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._reports: list[Report] = []

    def add(self, report: Report) -> None:
        self._reports.append(report)

    def finish(self, run: Run) -> None:
        reports = sorted(self._reports, key=worst_first)
        head = "\n\n".join(filter(None, (headline(run), problems(run), _lessons(run), _table(reports))))
        self._out.write(head + "\n")
        room, left_out = ROOM - len(head), 0
        for report in reports:
            text = _details(report)
            if len(text) > room:
                left_out += bool(text)
                continue
            room -= len(text)
            self._out.write(text)
        if left_out:
            self._out.write(f"\nThe findings of {figures.count(left_out, 'conversation')} did not fit here.\n")


def headline(run: Run, title: str = "Empathy audit") -> str:
    summary = run.summary
    parts = [figures.count(summary.transcripts, "conversation")]
    if summary.score is not None:
        sure = teaching.mean(run.lessons.whole.score) if run.lessons else figures.score(summary.score)
        parts.append(f"{'mean ' if summary.transcripts > 1 else ''}score {sure}")
    verdicts = [f"{summary.verdicts[each]} {each.replace('_', ' ')}" for each in VERDICTS if summary.verdicts.get(each)]
    parts += [", ".join(verdicts)] if verdicts else []
    parts += [f"{summary.suppressed} suppressed"] if summary.suppressed else []
    parts += [f"redacted: {masked(summary.redacted)}"] if summary.redacted is not None else []
    only = f"\n\n_{safe(run.only)}_" if run.only else ""
    return f"## {title}\n\n" + " · ".join(parts) + only


def problems(run: Run) -> str:
    if not run.problems:
        return ""
    lines = [f"- {safe(str(problem))}" for problem in run.problems[:ROWS]]
    more = len(run.problems) - len(lines)
    return "### Could not be audited\n\n" + "\n".join(lines) + (f"\n- and {more} more" if more else "")


def _lessons(run: Run) -> str:
    return teaching.written(run) if run.lessons and run.summary.transcripts > 1 else ""


def _table(reports: list[Report]) -> str:
    if not reports:
        return ""
    rows = []
    for report in reports[:ROWS]:
        met, counted = report.met
        scores = [figures.whole(getattr(report.score, each)) for each in DIMENSIONS]
        verdict = f"{figures.score(report.score.overall)}", report.verdict.replace("_", " ")
        rows.append((*verdict, *scores, f"{met} of {counted}" if counted else "-", safe(name(report))))
    more = len(reports) - len(rows)
    heads = ("Score", "Verdict", *(each.capitalize() for each in DIMENSIONS), "Met", "Conversation")
    return table(heads, rows) + (f"\n\nand {figures.count(more, 'better conversation')}" if more else "")


def _details(report: Report) -> str:
    """One conversation's findings, folded; "" where there are none."""
    found = sorted(findings(report), key=lambda each: (not each.review, each.line or 0, each.turn))
    if not found:
        return ""
    head = f"{html(name(report))}: {figures.score(report.score.overall)}, {report.verdict.replace('_', ' ')}"
    summary = f"{head}, {figures.count(len(found), 'finding')}"
    body = "\n".join(map(_finding, found))
    return f"\n<details><summary>{summary}</summary>\n\n{body}\n\n</details>\n"


def _finding(finding: Finding) -> str:
    where = f"turn {finding.turn}" if finding.line is None else f"line {finding.line}"
    quote = f" “{safe(finding.quote)}”" if finding.quote else ""
    lines = [f"- **{safe(finding.title)}**, {where}:{quote} <sub>{safe(finding.rule)}</sub>", f"  <br>{safe(finding.message)}"]
    if finding.better:
        lines.append(f"  <br>**Better:** {safe(finding.better)}")
    return "\n".join(lines)
