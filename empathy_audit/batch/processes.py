"""Processes of this machine, each with a pipe of its own, so that it is known which part a worker had when it died.

They inherit the compiled rules where the system can fork. Each has one part more than the one it works on, so that it never waits
for this process while that writes reports. No threads are needed here, and nothing is left behind: a worker whose pipe is closed,
by us or because this process is gone, ends at once.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from empathy_audit import remote
from empathy_audit.batch.auditing import rarely_collect
from empathy_audit.batch.engines import Outcomes, WorkerDiedError
from empathy_audit.batch.parts import Part
from empathy_audit.batch.work import Outcome, Setup, Worker

AT_ONCE = 2  # parts that a process has: one at work, one in hand

_ready: dict[int, Worker] = {}  # made before the processes, for those that inherit

Sent = tuple[Part, Outcomes]


class _Process:
    """One worker, seen from here."""

    def __init__(self, setup: Setup, others: list[_Process]) -> None:
        forks = _forks()
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self.pipe, theirs = context.Pipe()
        inherited = [self.pipe, *(other.pipe for other in others)] if forks else []
        self.parts: deque[Sent] = deque()
        self._process = context.Process(target=_serve, args=(theirs, setup, id(setup), inherited), daemon=True)
        with _undisturbed():
            self._process.start()
        theirs.close()

    def send(self, sent: Sent) -> None:
        self.parts.append(sent)
        with suppress(OSError):  # it died; that is seen when its answer is waited for
            self.pipe.send(sent[0])

    def end(self) -> None:
        self.pipe.close()
        self._process.join()


class Processes:
    """An engine of so many processes. One that dies is replaced."""

    lost: tuple[type[BaseException], ...] = (WorkerDiedError, MemoryError)
    breaks_all = False

    def __init__(self, setup: Setup, jobs: int) -> None:
        self.width = jobs
        self._setup = setup
        if _forks():
            _ready[id(setup)] = Worker(setup)
            rarely_collect()
        self._waiting: deque[Sent] = deque()
        self._processes: list[_Process] = []  # made as they are needed: many may be asked for, and few have anything to do

    def submit(self, part: Part) -> Outcomes:
        answer: Outcomes = Future()
        self._waiting.append((part, answer))
        self._share_out()
        return answer

    def result(self, answer: Outcomes) -> list[Outcome]:
        while not answer.done():
            busy = [each for each in self._processes if each.parts]
            spoken = wait([each.pipe for each in busy])
            for each in busy:
                if each.pipe in spoken:
                    self._take(each)
        return answer.result()

    def restart(self) -> None:
        """Every process that died has been replaced already."""

    def close(self) -> None:
        for each in self._processes:
            each.end()
        self._processes.clear()
        _ready.pop(id(self._setup), None)

    def _share_out(self) -> None:
        while self._waiting:
            if len(self._processes) < self.width and all(each.parts for each in self._processes):
                self._processes.append(_Process(self._setup, self._processes))
            idlest = min(self._processes, key=lambda each: len(each.parts))
            if len(idlest.parts) >= AT_ONCE:
                return
            idlest.send(self._waiting.popleft())

    def _take(self, process: _Process) -> None:
        """Takes what a process has to say, be it that it died."""
        try:
            found = process.pipe.recv()
        except (EOFError, OSError):
            self._replace(process)
        else:
            _, answer = process.parts.popleft()
            if isinstance(found, BaseException):
                answer.set_exception(found)
            else:
                answer.set_result(found)
        self._share_out()

    def _replace(self, dead: _Process) -> None:
        """A new process; the part that the dead one worked on is lost, what it had in hand is not."""
        place = self._processes.index(dead)
        dead.end()
        del self._processes[place]
        self._processes.insert(place, _Process(self._setup, self._processes))
        _, answer = dead.parts.popleft()
        self._waiting.extendleft(reversed(dead.parts))
        answer.set_exception(WorkerDiedError())


def _forks() -> bool:
    return sys.platform == "linux" and not remote.in_threads()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keeps Ctrl-C back while a process is made: the child does not know yet that it is none of its business."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection[Any, Any], setup: Setup, run: int, inherited: list[Connection[Any, Any]]) -> None:
    """The life of a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    parts: queue.SimpleQueue[Part] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, parts), daemon=True).start()
    worker = _ready.get(run) or Worker(setup)
    rarely_collect()
    while True:
        try:
            answer: Any = worker.outcomes(parts.get())
        except Exception as error:
            answer = error
        try:
            pipe.send(answer)
        except OSError:
            os._exit(1)
        except Exception as error:  # an error that cannot travel
            pipe.send(RuntimeError(repr(error)))


def _receive(pipe: Connection[Any, Any], parts: queue.SimpleQueue[Part]) -> None:
    """Takes parts as they come, so that whoever sends them never waits; ends the process when none can come any more."""
    while True:
        try:
            parts.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
