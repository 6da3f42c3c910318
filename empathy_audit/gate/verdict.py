"""The verdict of a gate over a whole run: one line, and the exit code that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from empathy_audit.gate.baseline import Baseline, mark
from empathy_audit.gate.conditions import Conditions
from empathy_audit.gate.judging import Failure, failures, unassessed
from empathy_audit.model import Report
from empathy_audit.reporters.figures import count

PASSED, FAILED, COULD_NOT_AUDIT = 0, 1, 2
SHOWN = 20  # failures listed above the verdict


class Verdict(NamedTuple):
    """`line` is the last word of a run, `details` stand above it, `code` is the exit code."""

    code: int
    line: str
    details: tuple[str, ...] = ()


class Gate:
    """Judges reports as they pass; keeps their failures, not the reports. `at` gives the conditions for a path."""

    def __init__(self, at: Callable[[str], Conditions], baseline: Baseline | None = None) -> None:
        self._at = at
        self._baseline = baseline
        self._failures: list[Failure] = []
        self._labels: dict[str, None] = {}
        self._conversations = self._judged = self._failed = self._known = 0
        self._unassessed: Counter[str] = Counter()

    def see(self, report: Report) -> Report:
        """Judges one report; gives it back with what the baseline knows marked."""
        transcript, before = report.transcript, None
        if self._baseline is not None:
            report = mark(report, self._baseline)
            before = self._baseline.entry(transcript.path, transcript.id)
            self._known += [found.known for found in report.moments].count(True)
            self._known += [found.known for found in report.deductions].count(True)
        asked = self._at(transcript.path)
        missing = unassessed(report, asked)
        labels = tuple(asked.labels())
        found = sorted(failures(report, asked, before, baselined=self._baseline is not None))
        self._conversations += 1
        self._judged += int(self._baseline is not None or len(labels) > len(missing))
        self._failed += int(bool(found))
        self._failures += found
        self._labels.update(dict.fromkeys(labels))
        self._unassessed.update(missing)
        return report

    @property
    def failed(self) -> int:
        """How many conversations have failed so far."""
        return self._failed

    def verdict(self, errors: int) -> Verdict:
        """The verdict, when there were so many `errors`: whatever was not audited could have failed, so nothing has passed."""
        details = tuple(map(str, self._failures[:SHOWN]))
        if len(self._failures) > SHOWN:
            details += (f"... and {len(self._failures) - SHOWN} more",)
        if errors:
            rest = f"; what was audited has {count(len(self._failures), 'failure')}" if self._failures else ""
            text = f"gate not judged: not everything could be audited ({count(errors, 'error')}){rest}"
            return Verdict(COULD_NOT_AUDIT, text, details)
        if self._failures:
            return Verdict(FAILED, f"gate failed: {self._worst()}", details if len(self._failures) > 1 else ())
        if self._judged:
            return Verdict(PASSED, f"gate passed: {self._passed()}")
        if self._labels:
            return Verdict(COULD_NOT_AUDIT, f"gate not judged: {self._nothing_assessed()}")
        return Verdict(PASSED, "gate not judged: no condition is set for the paths that were audited")

    def _worst(self) -> str:
        worst = min(self._failures, key=lambda each: (each.grave, -each.by))
        more = len(self._failures) - 1
        if not more:
            return str(worst)
        total = count(len(self._failures), "failure")
        return f"{total} in {self._failed} of {count(self._conversations, 'conversation')}, the gravest {worst}"

    def _passed(self) -> str:
        asked = [*self._labels, *(["nothing worse than the baseline"] if self._baseline is not None else [])]
        text = f"{count(self._conversations, 'conversation')}, {', '.join(asked)}"
        if self._known:
            text += f"; {count(self._known, 'known miss', 'known misses')}"
        missing = [f"{name.replace('_', '-')} in {number}" for name, number in self._unassessed.items()]
        return text + (f"; not assessed: {', '.join(missing)}" if missing else "")

    def _nothing_assessed(self) -> str:
        hint = "a text without a customer has no score: no-antipattern and max-missed judge it"
        return f"{', '.join(self._labels)} could be assessed in none of {count(self._conversations, 'conversation')} ({hint})"
