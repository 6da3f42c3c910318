"""One line a finding, as linters print them: `path:line: rule status message`, for editors, grep and eyes in a hurry."""

from __future__ import annotations

from typing import TextIO

from empathy_audit.model import FELL_SHORT, Deduction, Moment, Report, Run
from empathy_audit.reporters.figures import count, score
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.safe import Cleaner, cleaner
from empathy_audit.reporters.wording import no_effect

KNOWN = "known "  # to the baseline


def start(out: TextIO, look: Look) -> Sink:
    return Findings(out, cleaner(out, look.unicode))


class Findings:
    def __init__(self, out: TextIO, clean: Cleaner) -> None:
        self._out = out
        self._clean = clean
        self._count = 0

    def add(self, report: Report) -> None:
        found: list[Moment | Deduction] = [m for m in report.moments if m.status in FELL_SHORT or m.review]
        found += report.deductions
        for finding in sorted(found, key=lambda each: (each.line or 0, each.turn, each.span)):
            self._count += 1
            text = _moment(finding) if isinstance(finding, Moment) else _deduction(finding)
            self._say(f"{_place(report, finding)}: {finding.rule} {text}")
        for asked in report.unused_suppressions:
            place = f"{report.transcript.path}:{asked.line}" if asked.line else _whole(report)
            self._say(f"{place}: warning: {no_effect(asked.rule)}: {asked.fault}")
        for warning in report.transcript.warnings:
            self._say(f"{_whole(report)}: warning: {warning}")

    def _say(self, text: str) -> None:
        self._out.write(self._clean(text) + "\n")

    def finish(self, run: Run) -> None:
        summary = run.summary
        parts = [count(self._count, "finding"), count(summary.transcripts, "conversation")]
        text = " in ".join(parts)
        if summary.score is not None:
            text += f", {'mean ' if summary.transcripts > 1 else ''}score {score(summary.score)}"
        if summary.suppressed:
            text += f", {summary.suppressed} suppressed"
        if summary.not_audited:
            text += f", {summary.not_audited} not audited"
        self._out.write(text + "\n" + (f"{run.only}\n" if run.only else ""))


def _place(report: Report, finding: Moment | Deduction) -> str:
    transcript = report.transcript
    return f"{transcript.path}:{finding.line}" if finding.line else f"{transcript.path}:{transcript.id}#{finding.turn}"


def _whole(report: Report) -> str:
    """The file, and the conversation where its id says more."""
    transcript = report.transcript
    return transcript.path if transcript.id in transcript.path else f"{transcript.path}:{transcript.id}"


def _moment(moment: Moment) -> str:
    review = "review, " if moment.review else ""
    return f"{KNOWN if moment.known else ''}{review}{moment.status} {moment.name}: {moment.reason}"


def _deduction(deduction: Deduction) -> str:
    cost = f" (-{deduction.points:g})" if deduction.points else ""
    return f"{KNOWN if deduction.known else ''}{deduction.severity} {deduction.name}: {deduction.message}{cost}"
