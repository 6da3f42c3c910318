"""Who does the work: this process, or whatever has the shape of a `concurrent.futures.Executor`. `processes.py` is a third.

A part travels as it is. What all parts share is large, and nobody knows who the workers of an executor are: it travels when one
of them says that it has not got it.
"""

from __future__ import annotations

import pickle
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from hashlib import sha256
from typing import Protocol

from empathy_audit.batch.parts import Part
from empathy_audit.batch.work import Outcome, Setup, Worker

_workers: dict[str, Worker] = {}  # of this process, by what their run is called
_busy = threading.Lock()  # some executors work with several threads in a process


Outcomes = Future[list[Outcome]]


class WorkerDiedError(Exception):
    """Whoever worked on a part is gone, and so is what came out of it."""


class Engine(Protocol):
    """Does parts somewhere. `width` is how many at once.

    `lost` are the errors of workers that died; where that `breaks_all`, all that was in flight is lost with them.
    """

    width: int
    lost: tuple[type[BaseException], ...]
    breaks_all: bool

    def submit(self, part: Part) -> Outcomes: ...

    def result(self, answer: Outcomes) -> list[Outcome]:
        """The outcomes, when they are there."""

    def restart(self) -> None:
        """Gives up what it was doing, and begins again with workers that live."""

    def close(self) -> None:
        """Ends all workers, whatever they are doing."""


class Here:
    """This process, at once."""

    width = 0
    lost: tuple[type[BaseException], ...] = ()
    breaks_all = False

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def submit(self, part: Part) -> Outcomes:
        answer: Outcomes = Future()
        answer.set_result(self._worker.outcomes(part))
        return answer

    def result(self, answer: Outcomes) -> list[Outcome]:
        return answer.result()

    def restart(self) -> None: ...

    def close(self) -> None: ...


class Given:
    """An executor of any kind; `start` makes one, and another when all its workers have died."""

    def __init__(
        self,
        setup: Setup,
        start: Callable[[], Executor],
        width: int,
        lost: tuple[type[BaseException], ...] = (BrokenExecutor,),
        *,
        breaks_all: bool = True,
    ) -> None:
        self.width = width
        self.lost = lost
        self.breaks_all = breaks_all
        self._start = start
        self._executor = start()
        self._setup = zlib.compress(pickle.dumps(setup, pickle.HIGHEST_PROTOCOL), 1)
        self._run = sha256(self._setup).hexdigest()
        self._asked: dict[Outcomes, tuple[Part, Future[list[Outcome] | str | None]]] = {}

    def submit(self, part: Part) -> Outcomes:
        answer = Outcomes()
        self._asked[answer] = part, self._executor.submit(_do_anywhere, self._run, part, None)
        return answer

    def result(self, answer: Outcomes) -> list[Outcome]:
        while not answer.done():
            _, asked = self._asked[answer]
            try:
                outcomes = asked.result()
                if isinstance(outcomes, str):
                    raise RuntimeError(outcomes)
            except BaseException as error:
                del self._asked[answer]
                answer.set_exception(error)
                break
            if outcomes is None:
                self._tell()
            else:
                del self._asked[answer]
                answer.set_result(outcomes)
        return answer.result()

    def _tell(self) -> None:
        """Asks again, with the setup, whoever has said that they have not got it."""
        for answer, (part, asked) in list(self._asked.items()):
            if asked.done() and not asked.cancelled() and asked.exception() is None and asked.result() is None:
                self._asked[answer] = part, self._executor.submit(_do_anywhere, self._run, part, self._setup)

    def restart(self) -> None:
        if self.breaks_all:
            self._asked.clear()
            self._executor = self._start()

    def close(self) -> None:
        """Whoever gave the executor ends it; what was not begun is taken back."""
        for _, asked in self._asked.values():
            asked.cancel()


def _do_anywhere(run: str, part: Part, setup: bytes | None) -> list[Outcome] | str | None:
    """The outcomes; None where this process does not know the run yet and needs its setup.

    An error of ours is told in words: not everything that carries results can carry exceptions.
    """
    with _busy:
        try:
            if run not in _workers:
                if setup is None:
                    return None
                _workers.clear()  # of an earlier run
                made: Setup = pickle.loads(zlib.decompress(setup))
                _workers[run] = Worker(made)
            return _workers[run].outcomes(part)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
