"""Many transcripts: audited in order, in one process, in several or on several machines, and summed up as they come.

    paths -> parts -> an engine's workers, each with the rules: read and audit, or look up -> packed -> in order -> reports

`audit_files` is for files, `audit_all` for transcripts that have been read. What comes out is the same whoever does the work.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from empathy_audit.batch.auditing import Auditor, Choice, rarely_collect
from empathy_audit.batch.parts import PART, Part, Piece, Reading, cut, together
from empathy_audit.batch.tally import Tally
from empathy_audit.batch.work import Setup, Worker
from empathy_audit.errors import InputError
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.reuse import NOTHING, Reuse

if TYPE_CHECKING:  # what only several processes or a cache need is loaded when they are asked for
    from concurrent.futures import Executor

    from empathy_audit.batch.cache import Cache
    from empathy_audit.batch.engines import Engine
    from empathy_audit.batch.work import Item

__all__ = ["Auditor", "Choice", "Piece", "Reading", "Setup", "Start", "Tally", "audit_all", "audit_files", "on"]

EACH = 2 * PART  # bytes for each process, at least: with less to do, it takes longer to start than it saves

AS_FOUND = Reading()

Start = Callable[[Setup], "Engine"]
Done = Callable[[Piece], None]  # told of each piece when all of it has been given back
Unkept = Callable[[str], None]  # told why something is not in the cache


def audit_files(
    paths: Iterable[str | InputError],
    rules: Rulebook | Choice,
    reading: Reading = AS_FOUND,
    *,
    jobs: int = 0,
    engine: Start | None = None,
    cache: Cache | None = None,
    reuse: Reuse = NOTHING,
    done: Done = lambda piece: None,  # noqa: ARG005
    unkept: Unkept = lambda why: None,  # noqa: ARG005
) -> Generator[Item, None, None]:
    """A report of every conversation in the files, or why there is none, in order whatever the other arguments are.

    `rules` are for all, or are chosen by a path. 0 `jobs` are as many processes as there are cores and as pay for their start;
    `engine` is somebody else's, see `on`. `cache` knows what came out before,
    `reuse` what a first look at all of them found to be said in several. `done` is told of each file that has been given
    back, `unkept` why something cannot be put into the cache. An interrupt, or closing this iterator, ends all workers at once.
    """
    setup = Setup(rules, reading, cache, reuse)
    parts = cut(paths, reading, slicing=jobs != 1 or engine is not None or cache is not None)
    if engine is None and jobs == 0:
        jobs, parts = _that_pay(parts)
    if engine is None and jobs == 1:
        return _here(parts, setup, done, unkept)
    return _elsewhere(parts, engine(setup) if engine is not None else _processes(setup, jobs), done, unkept)


def on(start: Callable[[], Executor], width: int) -> Start:
    """The engine that works on an executor: `audit_files(..., engine=on(lambda: executor, width=8))`.

    `start` is asked again when the executor has broken; what it gives must work then. `width` is how many parts it does at once.
    Its workers need this package and the files, under the same paths. Whoever made the executor ends it.
    """
    from empathy_audit.batch.engines import Given

    return lambda setup: Given(setup, start, width)


def _processes(setup: Setup, jobs: int) -> Engine:
    from empathy_audit.batch.processes import Processes

    return Processes(setup, jobs)


def audit_all(transcripts: Iterable[Transcript], rules: Rulebook | Choice, jobs: int = 1) -> Iterator[Report]:
    """A report of each transcript, in their order whatever `jobs` is; 0 jobs are as many as there are cores.

    `rules` are for all transcripts, or are chosen by a transcript's path; each rulebook is compiled once, when first needed.
    """
    if jobs == 0:
        jobs, parts = _that_pay(together(transcripts))
        transcripts = (each for part in parts if isinstance(part, Part) for each in part.transcripts)
    if jobs == 1:
        auditor = Auditor(rules)
        rarely_collect()
        yield from map(auditor.audit, transcripts)
        return
    for item in _elsewhere(together(transcripts), _processes(Setup(rules), jobs), lambda _: None, lambda _: None):
        if not isinstance(item, Report):
            raise item
        yield item


def _here(parts: Iterable[Part | InputError], setup: Setup, done: Done, unkept: Unkept) -> Generator[Item, None, None]:
    """All parts in this process, each conversation as soon as it is read."""
    worker = Worker(setup)
    rarely_collect()
    if setup.cache is not None:
        from empathy_audit.batch.engines import Here

        yield from _elsewhere(parts, Here(worker), done, unkept)
        return
    for part in parts:
        if isinstance(part, InputError):
            yield part
        else:
            yield from worker.items(part, done)


def _elsewhere(parts: Iterable[Part | InputError], engine: Engine, done: Done, unkept: Unkept) -> Generator[Item, None, None]:
    from empathy_audit.batch.running import run

    try:
        yield from run(parts, engine, done, unkept)
    finally:
        engine.close()


def _that_pay(parts: Iterable[Part | InputError]) -> tuple[int, Iterator[Part | InputError]]:
    """How many processes are worth their start, from a first look at the parts; and the parts, from the first."""
    cores, seen, parts = _cores(), deque[Part | InputError](), iter(parts)
    size = several = 0
    for part in parts if cores > 1 else ():
        seen.append(part)
        if isinstance(part, Part):
            several += 1
            size += sum(piece.size for piece in part.pieces) if part.pieces else PART
        if size >= cores * EACH and several > cores:
            break
    jobs = min(cores, several, size // EACH) if cores > 1 else 1
    return max(jobs, 1), chain(seen, parts)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
