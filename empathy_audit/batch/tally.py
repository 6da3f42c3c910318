"""Reports summed up as they pass, so that none has to be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from empathy_audit.errors import Problem
from empathy_audit.model import Report, Rulebook, Run, Summary


class Tally:
    """Sums up reports as they pass, so that none has to be kept."""

    def __init__(self) -> None:
        self.transcripts = 0
        self._scores = 0.0
        self._assessed = 0
        self._verdicts: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._missed: Counter[str] = Counter()
        self._suppressed = self._unused = 0

    def add(self, report: Report) -> None:
        """Counts one report."""
        self.transcripts += 1
        self._verdicts[report.verdict] += 1
        if report.score.overall is not None:
            self._assessed += 1
            self._scores += report.score.overall
        self._suppressed += len(report.suppressed)
        self._unused += len(report.unused_suppressions)
        for moment in report.moments:
            self._statuses[moment.status] += 1
            if moment.status in ("missed", "denied"):
                self._missed[moment.type] += 1

    def run(self, rulebook: Rulebook, problems: Sequence[Problem]) -> Run:
        """The run as a whole, at its end."""
        summary = Summary(
            transcripts=self.transcripts,
            assessed=self._assessed,
            not_audited=len(problems),
            score=round(self._scores / self._assessed, 2) if self._assessed else None,
            verdicts=dict(sorted(self._verdicts.items())),
            statuses=dict(sorted(self._statuses.items())),
            missed_by_type=dict(self._missed.most_common()),
            suppressed=self._suppressed,
            unused_suppressions=self._unused,
        )
        return Run(summary, rulebook.packs, len(rulebook.rules), rulebook.digest, tuple(problems))
