"""GitLab: a code quality report, which merge requests show beside the changed lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from empathy_audit.model import Report, Run
from empathy_audit.reporters.contract import writer
from empathy_audit.reporters.findings import Finding, Level, findings
from empathy_audit.reporters.look import Look, Sink

SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "note": "info"}
GRAVEST = 3  # the weight from which an error is critical: a critical moment or anti-pattern
UNKNOWN_LINE = 1  # GitLab shows nothing that has no line


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - GitLab decides how it looks
    return Issues(out, writer(out))


class Issues:
    def __init__(self, out: TextIO, encode: Callable[[Any], str]) -> None:
        self._out = out
        self._encode = encode
        self._any = False

    def add(self, report: Report) -> None:
        for finding in findings(report):
            self._write(_issue(finding))

    def finish(self, run: Run) -> None:  # noqa: ARG002 - what could not be audited has no line, and is on standard error
        self._out.write("\n]\n" if self._any else "[]\n")

    def _write(self, issue: dict[str, Any]) -> None:
        self._out.write((",\n" if self._any else "[\n") + self._encode(issue))
        self._any = True


def _issue(finding: Finding) -> dict[str, Any]:
    region, line = finding.region, finding.line or UNKNOWN_LINE
    first, last = (region.line, region.end_line) if region else (line, line)
    parts = [finding.why, f"Better: {finding.better}" if finding.better else ""]
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": f"{finding.title}: {finding.message}",
        "content": {"body": " ".join(filter(None, parts))},
        "categories": ["Clarity"],
        "severity": "critical" if finding.level == "error" and finding.weight >= GRAVEST else SEVERITIES[finding.level],
        "fingerprint": finding.fingerprint,
        "location": {"path": finding.path, "lines": {"begin": first, "end": last}},
    }
