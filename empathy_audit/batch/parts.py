"""Work cut into parts of about the same size in bytes, in order: some small files, or a slice of a large one.

A part names what is to be read, so that whoever works on it reads it, on however many processes or machines. Only what can be
read but once, such as a pipe, and what must be read from its beginning, is read here, and travels as transcripts.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from empathy_audit import remote
from empathy_audit.errors import InputError
from empathy_audit.model import Transcript
from empathy_audit.readers import MAX_WHOLE, Slice, in_slices, read

PART = 64 * 1024  # bytes: a tenth of a second of work, large enough to pay for the journey, small enough to share out
FAR_PART = 4 * 2**20  # bytes of a file in an object store
A_FILE = 1024  # bytes that opening a file costs as much time as
CHUNK_TURNS = 600  # turns of transcripts that travel together: about PART
STDIN = "-"
OF_A_PROCESS = ("/dev/", "/proc/")  # means something else to every process


class Reading(NamedTuple):
    """How files are to be read: as `readers.read` takes it."""

    agents: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    input_format: str | None = None
    need_roles: bool = True


class Piece(NamedTuple):
    """A file or a slice of one. `size` is in bytes; `last` says that nothing of the file comes after it."""

    path: str
    size: int = 0
    slice: Slice | None = None
    last: bool = True


class Part(NamedTuple):
    """What is done in one go: pieces to be read, or transcripts that have been."""

    pieces: tuple[Piece, ...] = ()
    transcripts: tuple[Transcript, ...] = ()


def cut(paths: Iterable[str | InputError], reading: Reading, *, slicing: bool = True) -> Iterator[Part | InputError]:
    """The files at `paths` as parts, with the errors where they stand. Only with `slicing` a file comes in several."""
    waiting: list[Piece] = []
    weight = 0
    for path in paths:
        pieces = [] if isinstance(path, InputError) else _pieces(path, reading, slicing)
        small = isinstance(pieces, list) and len(pieces) == 1 and pieces[0].size < PART
        if waiting and not (small and weight < PART):
            yield Part(tuple(waiting))
            waiting, weight = [], 0
        if isinstance(path, InputError):
            yield path
        elif pieces is None:
            yield from _read_here(path, reading)
        elif small and isinstance(pieces, list):
            waiting += pieces
            weight += A_FILE + pieces[0].size
        else:
            yield from (Part((piece,)) for piece in pieces)
    if waiting:
        yield Part(tuple(waiting))


def _pieces(path: str, reading: Reading, slicing: bool) -> Iterable[Piece] | None:
    """The file as pieces; None where it is to be read here. What cannot be opened is a piece: its reader says why."""
    if path == STDIN or path.startswith(OF_A_PROCESS):
        return None
    if remote.is_url(path):
        return _far(path, reading, slicing)
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path for each of a million files takes longer than the question
    except (OSError, ValueError):
        return [Piece(path)]
    if stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode) or stat.S_ISSOCK(status.st_mode):
        return None
    if not slicing or status.st_size < PART:
        return [Piece(path, status.st_size)]
    slices = in_slices(path, PART, reading.input_format)
    if slices is not None:
        return _sliced(path, slices)
    return [Piece(path, status.st_size)] if status.st_size <= MAX_WHOLE else None


def _far(url: str, reading: Reading, slicing: bool) -> Iterable[Piece] | None:
    """The same for a URL. To be cut into slices a file has to come here first, so only the largest are."""
    try:
        size = remote.size(url)
    except OSError:
        return [Piece(url)]
    slices = in_slices(url, FAR_PART, reading.input_format) if slicing and size > 2 * FAR_PART else None
    if slices is not None:
        return _sliced(url, slices)
    return [Piece(url, size)] if size <= MAX_WHOLE else None


def _sliced(path: str, slices: Iterator[Slice]) -> Iterator[Piece]:
    before: Slice | None = None
    for each in slices:
        if before is not None:
            yield Piece(path, before.length, before, last=False)
        before = each
    if before is not None:
        yield Piece(path, before.length, before)


def _read_here(path: str, reading: Reading) -> Iterator[Part | InputError]:
    problem: list[InputError] = []

    def until_a_problem(found: Iterator[Transcript | InputError]) -> Iterator[Transcript]:
        for each in found:
            if isinstance(each, InputError):
                problem.append(each)
                return
            yield each

    found = read(path, **reading._asdict())
    while True:
        yield from together(until_a_problem(found))
        if not problem:
            return
        yield problem.pop()


def together(transcripts: Iterable[Transcript]) -> Iterator[Part]:
    """Transcripts that were read already, as parts."""
    chunk: list[Transcript] = []
    turns = 0
    for one in transcripts:
        chunk.append(one)
        turns += len(one.turns)
        if turns >= CHUNK_TURNS:
            yield Part(transcripts=tuple(chunk))
            chunk, turns = [], 0
    if chunk:
        yield Part(transcripts=tuple(chunk))
