"""Which turn is meant: FILE:LINE, or a number where a line has none or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from empathy_audit.errors import EmpathyAuditError, InputError, Problem, UsageError
from empathy_audit.model import Transcript, Turn
from empathy_audit.readers import collect, read

_TARGET = re.compile(r"(.+?):(\d+)(?::\d+)?:?")  # as compilers and editors write it, a column and a colon may follow


def choose(
    target: str, number: int | None, agents: Sequence[str], customers: Sequence[str], input_format: str | None
) -> tuple[Transcript, int]:
    """The transcript and the number of the turn that are meant. Raises UsageError or InputError, saying what to do."""
    path, line = _parted(target)
    found = _read(path, agents, customers, input_format)
    if line is not None:
        return _on_line(found, path, line, number)
    if len(found) > 1:
        raise UsageError(Problem(path, f"{len(found)} conversations are in this file", "name the line of one: FILE:LINE"))
    if number is None:
        raise UsageError(Problem(path, "which turn?", f"name its line, as in {path}:{_first_line(found[0])}, or --turn N"))
    return found[0], _numbered(found[0].turns, path, number)


def _parted(target: str) -> tuple[str, int | None]:
    match = None if Path(target).exists() else _TARGET.fullmatch(target)
    return (match[1], int(match[2])) if match else (target, None)


def _read(path: str, agents: Sequence[str], customers: Sequence[str], input_format: str | None) -> list[Transcript]:
    files = list(collect([path]))
    if len(files) > 1:
        raise UsageError(Problem(path, f"these are {len(files)} files", "name one of them"))
    found: list[Transcript] = []
    for file in files:
        if isinstance(file, EmpathyAuditError):
            raise file
        for one in read(file, agents=agents, customers=customers, input_format=input_format, need_roles=True):
            if isinstance(one, EmpathyAuditError):
                raise one
            found.append(one)
    if not found:
        raise InputError(Problem(path, "no conversation is in this file", "name a file that holds one"))
    return found


def _on_line(found: Sequence[Transcript], path: str, line: int, number: int | None) -> tuple[Transcript, int]:
    here = [(one, [turn for turn in one.turns if turn.line == line]) for one in found]
    here = [(one, turns) for one, turns in here if turns]
    if not here:
        raise UsageError(Problem(path, "no turn begins on this line", _nearest(found, line), line))
    one, turns = here[0]
    if number is not None:
        return one, _numbered(turns, path, number)
    if len(turns) > 1:
        first, last = turns[0].index, turns[-1].index
        raise UsageError(Problem(path, f"{len(turns)} turns are on this line", f"add --turn N, from {first} to {last}", line))
    return one, turns[0].index


def _numbered(turns: Sequence[Turn], path: str, number: int) -> int:
    if all(turn.index != number for turn in turns):
        first, last = turns[0].index, turns[-1].index
        raise UsageError(Problem(path, f"there is no turn {number}", f"they are numbered from {first} to {last}"))
    return number


def _nearest(found: Sequence[Transcript], line: int) -> str:
    lines = sorted({turn.line for one in found for turn in one.turns if turn.line is not None})
    if not lines:
        return f"turns of this format have no lines: name the file and --turn N, from 0 to {len(found[0].turns) - 1}"
    near = [*[each for each in lines if each < line][-1:], *[each for each in lines if each > line][:1]]
    return f"the nearest turns begin on line {' and '.join(map(str, near))}"


def _first_line(transcript: Transcript) -> int:
    return next((turn.line for turn in transcript.turns if turn.line is not None), 1)
