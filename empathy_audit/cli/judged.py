"""From the paths a user names to what came out for each conversation, whoever does the work; complaints are said at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from typing import TYPE_CHECKING, Any

from empathy_audit.cli import progress
from empathy_audit.cli.inputs import Laid, nothing_found, tell, transcripts
from empathy_audit.cli.masking import Names, redaction

if TYPE_CHECKING:
    from empathy_audit.batch import Reading, Start
    from empathy_audit.batch.cache import Cache
    from empathy_audit.cli.progress import Watch
    from empathy_audit.config import House
    from empathy_audit.errors import Problem
    from empathy_audit.model import Report, Transcript
    from empathy_audit.outcomes import Outcome
    from empathy_audit.reuse import Reuse


def reused(paths: Sequence[str], reading: Reading, watch: Watch, without: Collection[str] = ()) -> Reuse:
    """What the company says in several transcripts: a first look at all of them, which says nothing and keeps none."""
    from empathy_audit.reuse import counted

    return counted(_first_look(paths, reading, watch, without))


def _first_look(paths: Sequence[str], reading: Reading, watch: Watch, without: Collection[str]) -> Iterator[Transcript]:
    """Every transcript, as it will be judged; complaints come with the second look.

    Standard input can be read but once, so it is laid aside for the second time, on disk where it is large, under no name.
    Of other things than files, such as pipes, nothing is looked at.
    """
    from empathy_audit import remote
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect, read, rewound

    hide = redaction() if reading.redact else None
    for path in collect(paths, without):
        if isinstance(path, EmpathyAuditError):
            continue
        if path == "-":
            rewound()
        elif not remote.is_url(path) and not os.path.isfile(path):  # noqa: PTH113 - unlike Path, it never raises
            continue
        watch.look(path)
        for found in read(path, **reading.how):
            if not isinstance(found, EmpathyAuditError):
                yield hide.redact(found) if hide else found
                watch.look(path, 1)
        if path == "-":
            rewound()


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
    *,
    alone: bool = False,
) -> Iterator[Report]:
    """The report of each transcript, under what the house says; what could not be audited is said, as is that nothing was."""
    from empathy_audit import batch

    given = (agents or (), customers or ()) if agents or customers else (house.agents, house.customers)
    masked = house.redact if redact is None else redact
    reading = batch.Reading(tuple(given[0]), tuple(given[1]), input_format, redact=masked)
    cache = kept(house.cache, house, reading)
    watch = progress.Watch(paths, named=not masked)
    with progress.interruptible(watch):
        found = reports(paths, house, reading, problems, watch, without, alone=alone, jobs=jobs, cache=cache)
        yield from _complained_of(found, paths, problems)


def _complained_of(found: Iterator[Report], paths: Sequence[str], problems: list[Problem]) -> Iterator[Report]:
    """The reports; what could not be applied in one is said before it, and at the end that there was none."""
    from empathy_audit.cli.complaints import drawn

    audited = False
    for report in found:
        audited = True
        for problem in report.problems:
            problems.append(problem)
            print(drawn(problem), file=sys.stderr)
        yield report
    if not audited and not problems:
        nothing_found(paths, problems)


def reports(
    paths: Sequence[str],
    house: House,
    reading: Reading,
    problems: list[Problem],
    watch: Watch,
    without: Collection[str] = (),
    *,
    alone: bool = False,
    fail_fast: bool = False,
    **how: Any,
) -> Iterator[Report]:
    """The report of every conversation, in order; what cannot be audited goes to standard error and to `problems`.

    `watch` shows how far it is. `alone` judges each by itself, whatever others say in the same words. With `fail_fast` the first
    complaint is the end. `how` are the other arguments of `batch.audit_files`.
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
    reuse = NOTHING if alone or not house.reuse else reused(paths, reading, watch, without)
    files = collect(paths, without)
    with closing(batch.audit_files(files, rules, reading, reuse=reuse, unkept=complain, done=watch.done, **how)) as items:
        for item in items:
            if not isinstance(item, EmpathyAuditError):
                report = names.report(item)
                watch.see(report)
                yield report
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
    without: Collection[str] = (),
    *,
    laid: Laid | None = None,
    redact: bool = False,
) -> Iterator[Outcome]:
    """What came out for each transcript; what could not be audited is said, as is that there was nothing to audit.

    Each is judged by itself: what is compared must not change because its neighbours did. Files that
    were `laid` somewhere for this run alone are in no cache.
    """
    from empathy_audit import batch
    from empathy_audit.outcomes import outcome

    if laid is None:
        judged = every(paths, house, agents, customers, input_format, jobs, problems, without, redact=redact, alone=True)
    else:
        given = (agents or (), customers or ()) if agents or customers else (house.agents, house.customers)
        found = transcripts(paths, *given, input_format, problems, laid=laid, redact=redact)
        audited = batch.audit_all(found, house.at if house.special else house.rulebook, jobs)
        judged = _complained_of(map(Names().report, audited), paths, problems)
    yield from map(outcome, judged)
