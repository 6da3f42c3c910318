"""Who does the work: processes of this machine, or whatever has the shape of a `concurrent.futures.Executor`.

A part travels as it is. What all parts share is large and travels once to each process: with the fork that makes it, or, where
nobody knows what the executor's workers are, when a worker says that it has not got it.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from hashlib import sha256
from typing import Any, Protocol

from empathy_audit.batch.auditing import rarely_collect
from empathy_audit.batch.parts import Part
from empathy_audit.batch.work import Outcome, Setup, Worker

_workers: dict[str, Worker] = {}  # of this process, by what their run is called
_busy = threading.Lock()  # some executors work with several threads in a process


class Engine(Protocol):
    """Does parts somewhere. `width` is how many at once.

    `lost` are the errors of workers that died; where that `breaks_all`, all that was in flight is lost with them.
    """

    width: int
    lost: tuple[type[BaseException], ...]
    breaks_all: bool

    def submit(self, part: Part) -> Future[list[Outcome]]: ...

    def restart(self) -> None:
        """Gives up what it was doing, and begins again with workers that live."""

    def close(self, *, now: bool) -> None:
        """Ends all workers, `now` in the middle of what they do."""


class Here:
    """This process, at once."""

    width = 0
    lost: tuple[type[BaseException], ...] = ()
    breaks_all = False

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def submit(self, part: Part) -> Future[list[Outcome]]:
        answer: Future[list[Outcome]] = Future()
        answer.set_result(self._worker.outcomes(part))
        return answer

    def restart(self) -> None: ...

    def close(self, *, now: bool) -> None: ...


class Processes:
    """Processes of this machine. They inherit the compiled rules where the system can fork."""

    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    breaks_all = True

    def __init__(self, setup: Setup, jobs: int) -> None:
        self.width = jobs
        self._setup = setup
        self._run = f"run-{id(setup)}"
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        if sys.platform == "linux":
            _workers[self._run] = Worker(setup)
            rarely_collect()
        self.restart()

    def submit(self, part: Part) -> Future[list[Outcome]]:
        return self._pool.submit(_do, self._run, part)

    def restart(self) -> None:
        self._others = set(multiprocessing.active_children())
        self._pool = ProcessPoolExecutor(self.width, self._context, _begin, (self._run, self._setup))

    def close(self, *, now: bool) -> None:
        self._pool.shutdown(wait=not now, cancel_futures=True)
        if now:
            for child in set(multiprocessing.active_children()) - self._others:
                child.kill()
        _workers.pop(self._run, None)


class Given:
    """An executor of any kind; `start` makes one, and another when its workers have died."""

    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    breaks_all = True

    def __init__(self, setup: Setup, start: Callable[[], Executor], width: int) -> None:
        self.width = width
        self._start = start
        self._executor = start()
        self._setup = zlib.compress(pickle.dumps(setup, pickle.HIGHEST_PROTOCOL), 1)
        self._run = sha256(self._setup).hexdigest()

    def submit(self, part: Part) -> Future[list[Outcome]]:
        answer: Future[list[Outcome]] = Future()
        self._ask(answer, part, None)
        return answer

    def _ask(self, answer: Future[list[Outcome]], part: Part, setup: bytes | None) -> None:
        """Hands the part over, again with everything where the worker turns out to know nothing of this run."""

        def done(asked: Future[list[Outcome] | None]) -> None:
            try:
                outcomes = asked.result()
                if outcomes is None:
                    self._ask(answer, part, self._setup)
                    return
            except BaseException as error:
                with suppress(Exception):  # nobody waits for it any more
                    answer.set_exception(error)
            else:
                with suppress(Exception):
                    answer.set_result(outcomes)

        self._executor.submit(_do_anywhere, self._run, part, setup).add_done_callback(done)

    def restart(self) -> None:
        self._executor = self._start()

    def close(self, *, now: bool) -> None:
        """Whoever gave the executor ends it."""
        del now


def _begin(run: str, setup: Setup) -> None:
    """The beginning of a process: Ctrl-C is the business of the one that started it, with which it also ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if run not in _workers:
        _workers[run] = Worker(setup)
        rarely_collect()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(run: str, part: Part) -> list[Outcome]:
    return _workers[run].outcomes(part)


def _do_anywhere(run: str, part: Part, setup: bytes | None) -> list[Outcome] | None:
    """The outcomes; None where this process does not know the run yet and needs its setup."""
    with _busy:
        if run not in _workers:
            if setup is None:
                return None
            _workers.clear()  # of an earlier run
            made: Any = pickle.loads(zlib.decompress(setup))
            _workers[run] = Worker(made)
        return _workers[run].outcomes(part)
