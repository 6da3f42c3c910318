"""Markdown, for a job summary or a comment on a pull request: a table, worst first, and what to look at in each conversation.

No word of a transcript can be markup, a link, a mention or a reference: see `_safe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from empathy_audit.model import DIMENSIONS, Report, Run
from empathy_audit.reporters import figures
from empathy_audit.reporters.findings import Finding, findings
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.order import VERDICTS, name, worst_first
from empathy_audit.reporters.safe import clean, shorten
from empathy_audit.reporters.wording import masked

ROOM = 60_000  # characters; a comment on GitHub holds 65,536
ROWS = 100  # of the table
LONGEST = 300  # characters of a quote or a sentence
MARKUP = re.compile(r"([\\`*_\[\]|~$])")
REFERENCE = re.compile(r"(?<=[@#])(?=\S)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=gh)(?=-\d)", re.I)
NOTHING = "\u200b"  # a space without width: an @mention with one inside is none
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", NOTHING: "&#8203;"})


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
        head = "\n\n".join(filter(None, (_headline(run), _problems(run), _groups(run), _table(reports), _types(reports, run))))
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


def _headline(run: Run) -> str:
    summary = run.summary
    parts = [figures.count(summary.transcripts, "conversation")]
    if summary.score is not None:
        parts.append(f"{'mean ' if summary.transcripts > 1 else ''}score {figures.score(summary.score)}")
    verdicts = [f"{summary.verdicts[each]} {each.replace('_', ' ')}" for each in VERDICTS if summary.verdicts.get(each)]
    parts += [", ".join(verdicts)] if verdicts else []
    parts += [f"{summary.suppressed} suppressed"] if summary.suppressed else []
    parts += [f"redacted: {masked(summary.redacted)}"] if summary.redacted is not None else []
    only = f"\n\n_{_safe(run.only)}_" if run.only else ""
    return "## Empathy audit\n\n" + " · ".join(parts) + only


def _problems(run: Run) -> str:
    if not run.problems:
        return ""
    lines = [f"- {_safe(str(problem))}" for problem in run.problems[:ROWS]]
    more = len(run.problems) - len(lines)
    return "### Could not be audited\n\n" + "\n".join(lines) + (f"\n- and {more} more" if more else "")


def _groups(run: Run) -> str:
    if not run.groups:
        return ""
    rows = []
    for group in run.groups[:ROWS]:
        summary = group.summary
        counts = str(summary.transcripts), str(sum(summary.missed_by_type.values()))
        rows.append((figures.score(summary.score), *counts, _safe(group.name)))
    return _drawn(("Score", "Conversations", "Missed", run.grouped_by.capitalize()), rows)


def _table(reports: list[Report]) -> str:
    if not reports:
        return ""
    rows = []
    for report in reports[:ROWS]:
        met, counted = report.met
        scores = [figures.whole(getattr(report.score, each)) for each in DIMENSIONS]
        verdict = f"{figures.score(report.score.overall)}", report.verdict.replace("_", " ")
        rows.append((*verdict, *scores, f"{met} of {counted}" if counted else "-", _safe(name(report))))
    more = len(reports) - len(rows)
    heads = ("Score", "Verdict", *(each.capitalize() for each in DIMENSIONS), "Met", "Conversation")
    return _drawn(heads, rows) + (f"\n\nand {figures.count(more, 'better conversation')}" if more else "")


def _drawn(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    rule = ["---" if each in ("Verdict", heads[-1]) else "---:" for each in heads]
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, rule, *rows))


def _types(reports: list[Report], run: Run) -> str:
    names = {moment.type: moment.name for report in reports for moment in report.moments}
    missed = sorted(run.summary.missed_by_type.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{_safe(names.get(type_, type_.replace('_', ' ')))} {number}" for type_, number in missed]
    return f"**Most often missed:** {', '.join(parts)}" if parts else ""


def _details(report: Report) -> str:
    """One conversation's findings, folded; "" where there are none."""
    found = sorted(findings(report), key=lambda each: (not each.review, each.line or 0, each.turn))
    if not found:
        return ""
    head = f"{_html(name(report))}: {figures.score(report.score.overall)}, {report.verdict.replace('_', ' ')}"
    summary = f"{head}, {figures.count(len(found), 'finding')}"
    body = "\n".join(map(_finding, found))
    return f"\n<details><summary>{summary}</summary>\n\n{body}\n\n</details>\n"


def _finding(finding: Finding) -> str:
    where = f"turn {finding.turn}" if finding.line is None else f"line {finding.line}"
    quote = f" “{_safe(finding.quote)}”" if finding.quote else ""
    lines = [f"- **{_safe(finding.title)}**, {where}:{quote} <sub>{_safe(finding.rule)}</sub>", f"  <br>{_safe(finding.message)}"]
    if finding.better:
        lines.append(f"  <br>**Better:** {_safe(finding.better)}")
    return "\n".join(lines)


def _safe(words: str) -> str:
    """Words as they are, and nothing but words: markup is escaped, mentions, references and addresses are broken."""
    return MARKUP.sub(r"\\\1", _html(words))


def _html(words: str) -> str:
    """The same inside an HTML tag, where Markdown does not look for markup."""
    return REFERENCE.sub(NOTHING, shorten(clean(words), LONGEST)).translate(ENTITIES)
