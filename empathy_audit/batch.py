"""Many transcripts: audited in order, in one process or several, and summed up as they come."""

from __future__ import annotations

import gc
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from empathy_audit.audit import audit
from empathy_audit.engine import Ears, prepare
from empathy_audit.errors import Problem
from empathy_audit.model import Report, Rulebook, Run, Summary, Transcript
from empathy_audit.reuse import NOTHING, Reuse

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK_TURNS = 600  # turns that travel to a process at once: large enough to pay for the journey, small enough to share out
GARBAGE = 1_000_000  # allocations between two looks for garbage
AHEAD = 3  # chunks in flight for each process; bounds memory when the reader is faster than the auditors

_worker: Auditor | None = None

Choice = Callable[[str], Rulebook]  # gives for one path always the same rulebook, the very object


def audit_all(
    transcripts: Iterable[Transcript], rules: Rulebook | Choice, jobs: int = 1, reuse: Reuse = NOTHING
) -> Iterator[Report]:
    """A report of each transcript, in their order whatever `jobs` is; 0 jobs are as many as there are cores.

    `rules` are for all transcripts, or are chosen by a transcript's path; each rulebook is compiled once, when first needed.
    `reuse` is what a first look at all of them found to be said in several.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        auditor = Auditor(rules, reuse)
        _rarely_collect()
        for transcript in transcripts:
            yield auditor.audit(transcript)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(rules, reuse)) as pool:
        waiting: deque[Future[list[Report]]] = deque()
        for chunk in _chunks(transcripts):
            waiting.append(pool.submit(_audit_chunk, chunk))
            if len(waiting) > jobs * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _rarely_collect() -> None:
    """Rules and compiled phrases stay for good and audits leave no cycles: looking for garbage took a third of the time."""
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)


def _chunks(transcripts: Iterable[Transcript]) -> Iterator[list[Transcript]]:
    chunk: list[Transcript] = []
    turns = 0
    for one in transcripts:
        chunk.append(one)
        turns += len(one.turns)
        if turns >= CHUNK_TURNS:
            yield chunk
            chunk, turns = [], 0
    if chunk:
        yield chunk


class Auditor:
    """Audits one transcript after another; keeps the compiled rules between them."""

    def __init__(self, rules: Rulebook | Choice, reuse: Reuse = NOTHING) -> None:
        self._rules = rules
        self._reuse = reuse
        self._ears: dict[int, Ears] = {}  # by the identity of a rulebook; comparing two would read every rule
        if isinstance(rules, Rulebook):
            self._prepared(rules)

    def audit(self, transcript: Transcript) -> Report:
        book = self._rules if isinstance(self._rules, Rulebook) else self._rules(transcript.path)
        return audit(transcript, self._prepared(book), book, self._reuse)

    def _prepared(self, book: Rulebook) -> Ears:
        ears = self._ears.get(id(book))
        if ears is None:
            ears = self._ears[id(book)] = prepare(book)
        return ears


def _begin(rules: Rulebook | Choice, reuse: Reuse) -> None:
    global _worker
    _worker = Auditor(rules, reuse)
    _rarely_collect()


def _audit_chunk(chunk: Sequence[Transcript]) -> list[Report]:
    assert _worker is not None
    return [_worker.audit(transcript) for transcript in chunk]


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
