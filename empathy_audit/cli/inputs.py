"""From the paths a user names to transcripts; what cannot be read is said at once and remembered."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from empathy_audit.batch import Reading, Start
    from empathy_audit.batch.cache import Cache
    from empathy_audit.config import House
    from empathy_audit.errors import EmpathyAuditError, Problem
    from empathy_audit.model import Report, Transcript
    from empathy_audit.outcomes import Outcome
    from empathy_audit.reuse import Reuse

Shown = Callable[[str], str]


def transcripts(
    paths: Sequence[str],
    agents: Sequence[str],
    customers: Sequence[str],
    input_format: str | None,
    problems: list[Problem],
    *,
    need_roles: bool = True,
    shown: Shown = str,
    said: Shown = str,
    redact: bool = False,
) -> Iterator[Transcript]:
    """Every transcript that can be read, in order; the others go to standard error and to `problems`.

    `shown` turns a path into the one that a report names, `said` into the one of a complaint. With `redact` transcripts and
    complaints are masked before anything else sees them.
    """
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect, read

    hide = redaction() if redact else None
    for path in collect(paths):
        if isinstance(path, EmpathyAuditError):
            tell(hide.hidden(path) if hide else path, problems, said)
            continue
        for found in read(path, agents=agents, customers=customers, input_format=input_format, need_roles=need_roles):
            if isinstance(found, EmpathyAuditError):
                tell(hide.hidden(found) if hide else found, problems, said)
                continue
            found = found if shown is str else found._replace(path=shown(found.path))
            yield hide.redact(found) if hide else found


def redaction() -> ModuleType:
    """What masks transcripts and errors. Raises UsageError where the extra for it is missing."""
    from empathy_audit import redacting

    return redacting


class Names:
    """Gives redacted conversations the paths that may be told; where two files, or two ids in one, would look alike, a number."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}  # as they are told, by the path as it is
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self._ids: Counter[tuple[str, str]] = Counter()

    def transcript(self, found: Transcript) -> Transcript:
        if found.redacted is None:
            return found
        if found.path not in self._paths:
            self._paths[found.path] = self._free(found.shown)
        path = self._paths[found.path]
        self._ids[path, found.id] += 1
        number = self._ids[path, found.id]
        return found._replace(path=path, id=found.id if number == 1 else f"{found.id} {number}")

    def _free(self, name: str) -> str:
        """The name, with the next number where it is taken."""
        while True:
            self._numbers[name] += 1
            number = self._numbers[name]
            free = name if number == 1 else f"{name} {number}"
            if free not in self._taken:
                self._taken.add(free)
                return free

    def report(self, report: Report) -> Report:
        """The report, and what could not be applied, under that path."""
        from dataclasses import replace

        told = self.transcript(report.transcript)
        if told is report.transcript:
            return report
        return report._replace(transcript=told, problems=tuple(replace(each, path=told.path) for each in report.problems))


def reused(paths: Sequence[str], reading: Reading, without: Collection[str] = ()) -> Reuse:
    """What the company says in several transcripts: a first look at all of them, which says nothing and keeps none.

    Standard input can be read but once, so it is laid aside for the second time, on disk where it is large, under no name.
    Of other things than files, such as pipes, nothing is looked at.
    """
    from empathy_audit import remote
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect, read, rewound
    from empathy_audit.reuse import Count, marks

    count = Count()
    hide = redaction() if reading.redact else None
    for path in collect(paths, without):
        if isinstance(path, EmpathyAuditError):
            continue
        if path == "-":
            rewound()
        elif not remote.is_url(path) and not os.path.isfile(path):  # noqa: PTH113 - unlike Path, it never raises
            continue
        for found in read(path, **reading.how):
            if not isinstance(found, EmpathyAuditError):
                count.add(marks(hide.redact(found) if hide else found))
        if path == "-":
            rewound()
    return count.found()


def every(
    paths: Sequence[str],
    house: House,
    agents: Sequence[str] | None,
    customers: Sequence[str] | None,
    input_format: str | None,
    jobs: int,
    problems: list[Problem],
    without: Collection[str] = (),
    redact: bool | None = None,
) -> Iterator[Report]:
    """The report of each transcript; what could not be audited is said, as is that there was nothing to audit."""
    from empathy_audit import batch

    given = (agents or (), customers or ()) if agents or customers else (house.agents, house.customers)
    masked = house.redact if redact is None else redact
    reading = batch.Reading(tuple(given[0]), tuple(given[1]), input_format, redact=masked)
    yield from _complained_of(reports(paths, house, reading, problems, without, jobs=jobs), paths, problems)


def _complained_of(found: Iterator[Report], paths: Sequence[str], problems: list[Problem]) -> Iterator[Report]:
    """The reports; what could not be applied in one is said before it, and at the end that there was none."""
    from empathy_audit.cli.complaints import drawn
    from empathy_audit.errors import InputError, Problem

    audited = False
    for report in found:
        audited = True
        for problem in report.problems:
            problems.append(problem)
            print(drawn(problem), file=sys.stderr)
        yield report
    if not audited and not problems:
        tell(InputError(Problem(" ".join(paths), "nothing to audit", "name files that hold transcripts")), problems)


def reports(
    paths: Sequence[str],
    house: House,
    reading: Reading,
    problems: list[Problem],
    without: Collection[str] = (),
    *,
    alone: bool = False,
    fail_fast: bool = False,
    **how: Any,
) -> Iterator[Report]:
    """The report of every conversation, in order; what cannot be audited goes to standard error and to `problems`.

    `alone` judges each by itself, whatever others say in the same words. With `fail_fast` the first complaint is the end. `how`
    are the other arguments of `batch.audit_files`.
    """
    from empathy_audit import batch
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect
    from empathy_audit.reuse import NOTHING

    unkept: set[str] = set()

    def complain(why: str) -> None:
        if why not in unkept:
            print(f"warning: not all results can be kept in the cache: {why}", file=sys.stderr)
        unkept.add(why)

    hide = redaction() if reading.redact else None
    names = Names()
    rules = house.at if house.special else house.rulebook
    reuse = NOTHING if alone or not house.reuse else reused(paths, reading, without)
    with closing(batch.audit_files(collect(paths, without), rules, reading, reuse=reuse, unkept=complain, **how)) as items:
        for item in items:
            if not isinstance(item, EmpathyAuditError):
                yield names.report(item)
                continue
            tell(hide.hidden(item) if hide else item, problems)
            if fail_fast:
                return


def kept(folder: str, house: House, reading: Reading) -> Cache | None:
    """The cache in `folder`, None where none is named. Raises UsageError where it cannot be used."""
    if not folder:
        return None
    from empathy_audit.batch import cache

    return cache.opened(folder, [house.rulebook, *(book for _, book in house.special)], reading)


def engine(name: str, scheduler: str | None) -> AbstractContextManager[Start | None]:
    """The engine that was asked for, None for processes of this machine. Raises UsageError where there is none such."""
    from empathy_audit.errors import Problem, UsageError

    if name not in ("processes", "dask"):
        raise UsageError(Problem("--engine", f"there is no engine '{name}'", "it is 'processes' or 'dask'"))
    if (name == "dask") != bool(scheduler):
        fix = "write --engine dask --scheduler ADDRESS"
        raise UsageError(Problem("--engine", "dask and the address of its scheduler go together", fix))
    if name == "processes":
        return nullcontext()
    from empathy_audit.batch.dask import cluster

    return cluster(scheduler or "")


def outcomes(
    paths: Sequence[str],
    house: House,
    agents: Sequence[str] | None,
    customers: Sequence[str] | None,
    input_format: str | None,
    jobs: int,
    problems: list[Problem],
    *,
    shown: Shown = str,
    said: Shown = str,
    redact: bool = False,
) -> Iterator[Outcome]:
    """What came out for each transcript; what could not be audited is said, as is that there was nothing to audit.

    Each is judged by itself: what is compared must not change because its neighbours did.
    """
    from empathy_audit import batch
    from empathy_audit.outcomes import outcome

    given = (agents or (), customers or ()) if agents or customers else (house.agents, house.customers)
    found = transcripts(paths, *given, input_format, problems, shown=shown, said=said, redact=redact)
    judged = map(Names().report, batch.audit_all(found, house.at if house.special else house.rulebook, jobs))
    yield from map(outcome, _complained_of(judged, paths, problems))


def changed(paths: Sequence[str], revision: str, problems: list[Problem]) -> tuple[list[str], str]:
    """The files among `paths` that changed in git since `revision`; where there are none, also a sentence that says so."""
    from empathy_audit import git
    from empathy_audit.errors import EmpathyAuditError, Problem, UsageError
    from empathy_audit.readers import collect

    option = "--changed-since"
    since = git.changed_since(git.the_commit(revision, option), option)
    root = os.path.realpath(git.top(option))
    found: list[str] = []
    for path in collect(paths):
        if isinstance(path, EmpathyAuditError):
            tell(path, problems)
        elif os.path.commonpath((root, os.path.realpath(path))) != root or path == "-":
            tell(UsageError(Problem(path, f"{option} knows nothing of it", f"name files in {root}")), problems)
        elif os.path.realpath(path) in since:
            found.append(path)
    return found, "" if found or problems else f"nothing to audit has changed since {revision}"


def tell(error: EmpathyAuditError, problems: list[Problem], said: Shown = str) -> None:
    """One line for each problem, at once: in a long batch nobody should wait for the end to hear of it."""
    from dataclasses import replace

    from empathy_audit.reporters.safe import clean

    for problem in error.problems:
        problem = problem if said is str else replace(problem, path=said(problem.path))
        problems.append(problem)
        print(f"error: {clean(str(problem))}", file=sys.stderr)
