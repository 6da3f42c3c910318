"""JUnit XML, which every CI server reads. A conversation is a suite, its score and each moment are tests, an anti-pattern is one
that failed."""

from __future__ import annotations

import re
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from empathy_audit.model import FELL_SHORT, Deduction, Moment, Report, Run, Suppressed
from empathy_audit.reporters.figures import score
from empathy_audit.reporters.findings import shown_path
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.safe import clean, shorten

LONGEST = 2_000  # characters of one text
KNOWN = "known to the baseline"
NOT_XML = re.compile("[\ufffe\uffff]")  # beside control characters and surrogates, which `clean` takes out


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - the CI server decides how it looks
    return Suites(out)


class Case:
    """One test: passed, or with an outcome of `failure`, `skipped` or `error`."""

    def __init__(self, name: str, line: int | None, outcome: str = "", message: str = "", detail: str = "") -> None:
        self.name, self.line, self.outcome, self.message, self.detail = name, line, outcome, message, detail

    def xml(self, group: str, path: str) -> str:
        line = {} if self.line is None else {"line": str(self.line)}
        head = "<testcase" + _attributes(classname=group, name=self.name, file=path, **line)
        if not self.outcome:
            return f"  {head}/>\n"
        detail = escape(_clean(self.detail))
        inner = f"<{self.outcome}{_attributes(message=self.message)}" + (f">{detail}</{self.outcome}>" if detail else "/>")
        return f"  {head}>{inner}</testcase>\n"


class Suites:
    def __init__(self, out: TextIO) -> None:
        self._out = out
        out.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="empathy-audit">\n')

    def add(self, report: Report) -> None:
        transcript = report.transcript
        cases = [_verdict(report), *map(_moment, report.moments), *map(_deduction, report.deductions)]
        cases += map(_suppressed, report.suppressed)
        path = shown_path(transcript.path)
        known = {path, path.rpartition("/")[2].rpartition(".")[0]}
        self._write(path if transcript.id in known else f"{path} {transcript.id}", path, cases)

    def finish(self, run: Run) -> None:
        for problem in run.problems:
            path = shown_path(problem.path)
            self._write(path, path, [Case("can be audited", problem.line, "error", problem.message, problem.fix)])
        self._out.write("</testsuites>\n")

    def _write(self, name: str, path: str, cases: list[Case]) -> None:
        outcomes = [case.outcome for case in cases]
        counts = {
            "tests": str(len(cases)),
            "failures": str(outcomes.count("failure")),
            "errors": str(outcomes.count("error")),
            "skipped": str(outcomes.count("skipped")),
        }
        self._out.write(f"<testsuite{_attributes(name=name, **counts)}>\n")
        for case in cases:
            self._out.write(case.xml(name, path))
        self._out.write("</testsuite>\n")


def _verdict(report: Report) -> Case:
    """The score as a test: it fails where the verdict does."""
    if report.score.overall is None:
        return Case("score", None, "skipped", "not assessed: nothing called for empathy")
    said = f"{score(report.score.overall)} of 100, {report.verdict}: {report.verdict_reason}"
    return Case("score", None, *(("failure", said) if report.verdict == "fail" else ()))


def _moment(found: Moment) -> Case:
    name = f"{found.rule} {found.name} at {_where(found)}"
    if found.known and not found.review:
        return Case(name, found.line, "skipped", f"{KNOWN}: {found.status}")
    if found.status in FELL_SHORT:
        said = f"{'review, ' if found.review else ''}{found.status}: {found.reason}"
        better = f" Better: {found.next_step}" if found.next_step else ""
        return Case(name, found.line, "failure", said, f"“{found.quote}” {found.why}{better}")
    return Case(name, found.line, *(("skipped", "the customer moved on") if found.status == "withdrawn" else ()))


def _deduction(found: Deduction) -> Case:
    name = f"{found.rule} {found.name} at {_where(found)}"
    if found.known:
        return Case(name, found.line, "skipped", f"{KNOWN}: {found.severity}")
    said = f"{found.severity}: {found.message}" + (f" ({found.note})" if found.note else "")
    return Case(name, found.line, "failure", said, f"“{found.quote}” Better: {found.suggest}")


def _suppressed(found: Suppressed) -> Case:
    return Case(f"{found.rule} {found.name} at {_where(found)}", found.line, "skipped", f"set aside: {found.by.reason}")


def _where(found: Moment | Deduction | Suppressed) -> str:
    return f"turn {found.turn}" if found.line is None else f"line {found.line}"


def _attributes(**values: str) -> str:
    return "".join(f" {key}={quoteattr(_clean(value))}" for key, value in values.items())


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", shorten(clean(text), LONGEST))
