"""Parts are handed to an engine, some ahead of others, and what comes out is given back in order.

A worker that dies, for want of memory or because somebody killed it, loses nothing: what it had is done again, once with all the
others and then each file alone, so that only the file that kills workers is given up, and told of.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor

from empathy_audit.batch.engines import Engine, Outcomes
from empathy_audit.batch.packing import pack, unpack
from empathy_audit.batch.parts import Part, Piece
from empathy_audit.batch.work import Item, Outcome
from empathy_audit.errors import InputError, Problem
from empathy_audit.model import Report
from empathy_audit.readers import unique

AHEAD = 3  # parts in flight for each worker; bounds memory where one part takes longer than the others

Done = Callable[[Piece], None]
Unkept = Callable[[str], None]


def run(parts: Iterable[Part | InputError], engine: Engine, done: Done, unkept: Unkept) -> Iterator[Item]:
    """What comes out of all parts, in their order."""
    order = _InOrder(engine)
    whole = _Whole(order)
    for part in parts:
        order.add(part)
        while order.is_full:
            yield from _told(whole, order.next(), done, unkept)
    while order:
        yield from _told(whole, order.next(), done, unkept)


Finished = InputError | tuple[Part, list[Outcome]]


def _told(whole: _Whole, finished: Finished, done: Done, unkept: Unkept) -> Iterator[Item]:
    if isinstance(finished, InputError):
        yield finished
        return
    part, outcomes = finished
    if part.transcripts:
        yield from unpack(outcomes[0].packed)
    for piece, outcome in zip(part.pieces, outcomes, strict=False):
        if outcome.unkept:
            unkept(outcome.unkept)
        yield from whole.items(piece, outcome)
        done(piece)


class _Job:
    """A part on its way."""

    def __init__(self, part: Part, future: Outcomes) -> None:
        self.part = part
        self.future = future
        self.again = False

    def is_lost(self, broken: bool) -> bool:
        """Whether nothing will come of it; `broken` says that the workers of all jobs are gone."""
        if not self.future.done():
            return broken
        return self.future.cancelled() or self.future.exception() is not None


class _InOrder:
    """Parts in flight, first in, first out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[_Job | InputError] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def is_full(self) -> bool:
        return len(self._waiting) > self._engine.width * AHEAD

    def add(self, part: Part | InputError) -> None:
        self._waiting.append(part if isinstance(part, InputError) else _Job(part, self._submitted(part)))

    def next(self) -> Finished:
        """The first, when it is done."""
        job = self._waiting[0]
        if isinstance(job, InputError):
            self._waiting.popleft()
            return job
        while True:
            try:
                outcomes = self._engine.result(job.future)
            except self._engine.lost:
                self._recover()
            else:
                self._waiting.popleft()
                return job.part, outcomes

    def alone(self, part: Part, path: str, line: int | None = None) -> Outcome:
        """The outcome of a part with one piece, while nothing else is in flight; an error where its worker dies."""
        try:
            return self._engine.result(self._submitted(part))[0]
        except self._engine.lost:
            self._engine.restart()
            message = "not audited: the process that worked on it was killed, and again when it was tried anew"
            fix = "is there enough memory? try it alone, with --jobs 1"
            return Outcome(pack([InputError(Problem(path, message, fix, line))]))

    def _submitted(self, part: Part) -> Outcomes:
        try:
            return self._engine.submit(part)
        except BrokenExecutor as error:  # it broke while nobody was looking
            broken: Outcomes = Outcomes()
            broken.set_exception(error)
            return broken

    def _recover(self) -> None:
        """Does again what was in flight when a worker died: all at once, and what is lost a second time piece by piece."""
        self._engine.restart()
        lost = [job for job in self._waiting if isinstance(job, _Job) and job.is_lost(self._engine.breaks_all)]
        for job in lost:
            if job.again:
                job.future = Outcomes()
                job.future.set_result(self._one_by_one(job.part))
        for job in lost:
            if not job.again:
                job.again = True
                job.future = self._submitted(job.part)

    def _one_by_one(self, part: Part) -> list[Outcome]:
        if part.transcripts:  # they were read here, and cannot be read again
            return [self.alone(part, part.transcripts[0].path)]
        return [self.alone(Part((each,)), each.path, each.slice.line if each.slice else None) for each in part.pieces]


class _Whole:
    """Makes slices of a file what they would be if it had been read from end to end."""

    def __init__(self, order: _InOrder) -> None:
        self._order = order
        self._reader = ""
        self._ids: dict[str, int] = {}

    def items(self, piece: Piece, outcome: Outcome) -> list[Item]:
        if piece.slice is None:
            return unpack(outcome.packed)
        if piece.slice.start == 0:
            self._reader, self._ids = "", {}
        elif piece.slice.reader != self._reader:  # rare: a file of several formats
            slice = piece.slice._replace(reader=self._reader)
            outcome = self._order.alone(Part((piece._replace(slice=slice),)), piece.path, slice.line)
        self._reader = outcome.reader
        return [self._renamed(item) for item in unpack(outcome.packed)]

    def _renamed(self, item: Item) -> Item:
        if not isinstance(item, Report):
            return item
        id = unique(item.transcript.id, self._ids)
        return item if id == item.transcript.id else item._replace(transcript=item.transcript._replace(id=id))
