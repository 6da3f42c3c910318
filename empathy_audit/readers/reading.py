"""Reading a file: open it, find the one reader that claims it, give each conversation its roles, id and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain

from empathy_audit.errors import InputError
from empathy_audit.model import Transcript
from empathy_audit.readers.claiming import claiming, reader_for
from empathy_audit.readers.formats import readers
from empathy_audit.readers.front import without_front_matter
from empathy_audit.readers.locating import line_finder
from empathy_audit.readers.opening import Slice, json_lines, opened, sliced, slices, sources
from empathy_audit.readers.roles import refusal, with_roles
from empathy_audit.readers.source import Reader, Source, Talk, wrong
from empathy_audit.readers.suppressions import NAME, Notes, from_fields, located, noted, taken_out

DEEPEST = 3  # formats inside one another, such as text in JSON in vCon
TABLE = "csv"
SILENT = "nobody says anything in it"


def read(
    path: str,
    *,
    agents: Sequence[str] = (),
    customers: Sequence[str] = (),
    input_format: str | None = None,
    need_roles: bool = True,
    raw: bytes | None = None,
) -> Iterator[Transcript | InputError]:
    """The conversations of one file (`-`: standard input), in its order; what cannot be read is an error as a value.

    `agents` and `customers` are labels, or patterns such as `*@example.com`, of who is who; they win over the file.
    `input_format` names a reader, so that none is looked for. Without `need_roles` a transcript comes out even where
    nobody can say who is the agent; with it, a `RolesUnknownError` does. `raw` is what is in the file, where that is known.
    """
    ids: dict[str, int] = {}
    try:
        with opened(path) if raw is None else nullcontext(BytesIO(raw)) as stream:
            for source in sources(stream, path):
                for found in _talks(source, input_format):
                    yield _settled(found, source, agents, customers, need_roles, ids)
    except InputError as problem:
        yield problem


def read_slice(
    path: str,
    slice: Slice,
    raw: bytes,
    streak: Streak,
    *,
    agents: Sequence[str] = (),
    customers: Sequence[str] = (),
    input_format: str | None = None,
    need_roles: bool = True,
) -> Iterator[Transcript | InputError]:
    """The same for some lines of a file that `in_slices`; ids may repeat, for nobody sees here what came before.

    `streak` begins with the reader of the line before, and ends with that of the last line.
    """
    source = sliced(raw, slice, path)
    for found in _each_line(source, input_format, streak):
        yield _settled(found, source, agents, customers, need_roles, None)


def in_slices(path: str, size: int, input_format: str | None = None) -> Iterator[Slice] | None:
    """Slices of about `size` bytes that together are the file; None where it can only be read as a whole, or not at all."""
    try:
        with opened(path) as stream:
            source = json_lines(stream, path)
            if source is None:
                return None
            number, record = next(source.data)
            if _together(replace(source, data=((number, record), source.data)), input_format) is not None:
                return None
            names = [reader.NAME for reader in claiming(Source(path, source.stem, "json", data=record))]
    except (InputError, StopIteration):
        return None
    known = input_format if input_format in readers() else None
    return _slices(path, size, known or (names[0] if names else ""))


def _slices(path: str, size: int, reader: str) -> Iterator[Slice]:
    with opened(path) as stream:
        for each in slices(stream, size):
            yield each._replace(reader=reader) if each.start else each


def unique(id: str, taken: dict[str, int]) -> str:
    """The id, with a number where it is `taken`."""
    taken[id] = taken.get(id, 0) + 1
    return id if taken[id] == 1 else unique(f"{id}-{taken[id]}", taken)


def _settled(
    found: Found,
    source: Source,
    agents: Sequence[str],
    customers: Sequence[str],
    need_roles: bool,
    ids: dict[str, int] | None,
) -> Transcript | InputError:
    """What was read, as a transcript with an id and roles."""
    format, talk, line = found
    if isinstance(talk, InputError):
        return talk
    id = talk.id or source.stem
    transcript = with_roles(talk, source.path, format, id if ids is None else unique(id, ids), agents, customers, line)
    if transcript.suppressions:
        transcript = transcript._replace(suppressions=located(transcript, line))
    return (refusal(transcript) if need_roles else None) or transcript


Found = tuple[str, Talk | InputError, int | None]  # the reader's name, what it read, the line of all its turns


def _talks(source: Source, input_format: str | None) -> Iterator[Found]:
    if source.kind == "jsonl":
        yield from _json_lines(source, input_format)
        return
    source, notes = _bare(source, input_format)
    source = without_front_matter(source)
    parts = _parts(source, input_format)
    line_of = line_finder(source.text) if notes or source.kind in ("json", "xml", "html", "text") else None
    for part in parts:
        try:
            reader = reader_for(part, input_format)
            talks = (_placed(talk, line_of) for talk in _read(reader, part))
            for talk in noted(list(talks), notes) if notes else talks:
                yield reader.NAME, talk, None
        except InputError as problem:
            yield "", problem, None


def _bare(source: Source, input_format: str | None = None) -> tuple[Source, Notes | None]:
    """The source without what it says to us, and that. A table is left alone: a cell is what somebody said, or a text."""
    if NAME not in source.text or source.kind not in ("text", "xml", "html"):
        return source, None
    bare, notes = taken_out(source)
    # what stands above a table is skipped, so only without its notes other formats with rows are known
    table = input_format == TABLE if input_format else all(_is_table(each) for each in (source, bare))
    return (source, None) if table else (bare, notes)


def _is_table(source: Source) -> bool:
    return TABLE in [reader.NAME for reader in claiming(source)]


def _parts(source: Source, input_format: str | None) -> Iterator[Source]:
    """The source itself, or each object of a JSON list that no reader claims as a whole."""
    items = source.data
    if source.kind != "json" or not isinstance(items, list) or claiming(source):
        yield source
        return
    parts = [replace(source, data=item) for item in items if isinstance(item, dict)]
    if parts and (input_format or claiming(parts[0])):
        yield from parts
    else:
        yield source


def _json_lines(source: Source, input_format: str | None) -> Iterator[Found]:
    """A line that is broken is an error, and the next one is read. The reader of the line before is asked first."""
    first = next(source.data)
    together = _together(replace(source, data=(first, source.data)), input_format)
    if together is not None:
        for talk in _read(together, replace(source, data=(first, source.data))):
            yield together.NAME, talk, None
        return
    yield from _each_line(replace(source, data=chain([first], source.data)), input_format, Streak())


def _together(source: Source, input_format: str | None) -> Reader | None:
    """The reader that takes all lines of a file together, where there is one."""
    known = readers()
    found = [known[input_format]] if input_format and input_format in known else claiming(source)
    return found[0] if found and found[0].KIND == "jsonl" else None


@dataclass(slots=True)
class Streak:
    """The name of the reader that read the line before, "" where none did: it is asked first for the next one."""

    reader: str = ""


def _each_line(source: Source, input_format: str | None, streak: Streak) -> Iterator[Found]:
    reader = readers()[streak.reader] if streak.reader else None
    for number, record in source.data:
        try:
            if isinstance(record, InputError):
                raise record
            part = Source(source.path, source.stem, "json", data=record)
            if reader is None or not reader.claims(part):
                reader = reader_for(part, input_format)
                streak.reader = reader.NAME
            for talk in _read(reader, part, may_be_empty=True):
                yield reader.NAME, talk, number
        except InputError as problem:
            yield "", _at_line(problem, number), number


def _at_line(problem: InputError, line: int) -> InputError:
    return InputError([replace(p, line=line) if p.line is None else p for p in problem.problems])


def _placed(talk: Talk, line_of: Callable[[str], int | None] | None) -> Talk:
    """The talk with a source line for every turn, as far as one is found."""
    if line_of is None or all(turn.line is not None for turn in talk.turns):
        return talk
    return replace(talk, turns=[turn._replace(line=turn.line or line_of(turn.text)) for turn in talk.turns])


def _read(reader: Reader, source: Source, may_be_empty: bool = False, depth: int = 0) -> Iterator[Talk]:
    """What the reader makes of it; an error where there is no speech, or a shape that the reader did not expect.

    One empty conversation among the many of a stream is no error, only a warning.
    """
    empty = True
    try:
        for found in reader.read(source):
            for talk in [_whole(found)] if isinstance(found, Talk) else _inside(found, depth + 1):
                silent = not any(turn.text for turn in talk.turns)
                if may_be_empty or not silent:
                    empty = False
                    warnings = (*source.warnings, *talk.warnings, *((SILENT,) if silent else ()))
                    yield replace(talk, warnings=warnings, situation=talk.situation or source.situation)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        advice = "is the file cut off, or edited by hand?"
        raise wrong(source.path, f"is not shaped as {reader.NAME} should be", advice) from None
    if empty:
        raise wrong(source.path, f"looks like {reader.NAME}, but {SILENT}")


def _whole(talk: Talk) -> Talk:
    """The talk without empty turns, and with what its fields suppress."""
    turns = [turn for turn in talk.turns if turn.text or turn.speaker or turn.start is not None]
    return replace(talk, turns=turns, suppressions=from_fields(turns, talk.ignore))


def _inside(part: Source, depth: int) -> Iterator[Talk]:
    """The conversations in a part of a file; the whole knows its id and roles better."""
    if depth > DEEPEST:
        raise wrong(part.path, "holds too many formats inside one another")
    part, notes = _bare(part)
    talks = _read(reader_for(part, None), part, depth=depth)
    for talk in noted(list(talks), notes) if notes else talks:
        turns = [turn._replace(line=part.line) for turn in talk.turns]
        suppressions = tuple(each._replace(line=part.line) for each in talk.suppressions)
        roles = {**talk.roles, **part.roles}
        yield replace(talk, turns=turns, id=part.id or talk.id, roles=roles, suppressions=suppressions)
