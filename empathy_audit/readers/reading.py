"""Reading a file: open it, find the one reader that claims it, give each conversation its roles, id and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from empathy_audit.errors import InputError
from empathy_audit.model import Transcript
from empathy_audit.readers.formats import readers, readers_of
from empathy_audit.readers.front import without_front_matter
from empathy_audit.readers.locating import line_finder
from empathy_audit.readers.opening import opened, sources
from empathy_audit.readers.roles import refusal, with_roles
from empathy_audit.readers.source import Reader, Source, Talk, wrong
from empathy_audit.readers.suppressions import NAME, Notes, from_fields, located, noted, taken_out

DEEPEST = 3  # formats inside one another, such as text in JSON in vCon
TABLE = "csv"
SHOWN = 12  # names listed in an error
SILENT = "nobody says anything in it"
FORCE = "if you know what it is, say so with --input-format NAME"


def read(
    path: str,
    *,
    agents: Sequence[str] = (),
    customers: Sequence[str] = (),
    input_format: str | None = None,
    need_roles: bool = True,
) -> Iterator[Transcript | InputError]:
    """The conversations of one file (`-`: standard input), in its order; what cannot be read is an error as a value.

    `agents` and `customers` are labels, or patterns such as `*@example.com`, of who is who; they win over the file.
    `input_format` names a reader, so that none is looked for. Without `need_roles` a transcript comes out even where
    nobody can say who is the agent; with it, a `RolesUnknownError` does.
    """
    ids: dict[str, int] = {}
    try:
        with opened(path) as stream:
            for source in sources(stream, path):
                for format, talk, line in _talks(source, input_format):
                    if isinstance(talk, InputError):
                        yield talk
                        continue
                    id = _unique(talk.id or source.stem, ids)
                    transcript = with_roles(talk, path, format, id, agents, customers, line)
                    if transcript.suppressions:
                        transcript = transcript._replace(suppressions=located(transcript, line))
                    yield (refusal(transcript) if need_roles else None) or transcript
    except InputError as problem:
        yield problem


def _unique(id: str, taken: dict[str, int]) -> str:
    taken[id] = taken.get(id, 0) + 1
    return id if taken[id] == 1 else _unique(f"{id}-{taken[id]}", taken)


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
            reader = _reader(part, input_format)
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
    return TABLE in [reader.NAME for reader in _claiming(source)]


def _parts(source: Source, input_format: str | None) -> Iterator[Source]:
    """The source itself, or each object of a JSON list that no reader claims as a whole."""
    items = source.data
    if source.kind != "json" or not isinstance(items, list) or _claiming(source):
        yield source
        return
    parts = [replace(source, data=item) for item in items if isinstance(item, dict)]
    if parts and (input_format or _claiming(parts[0])):
        yield from parts
    else:
        yield source


def _json_lines(source: Source, input_format: str | None) -> Iterator[Found]:
    """A line that is broken is an error, and the next one is read. The reader of the line before is asked first."""
    number, record = next(source.data)
    whole = replace(source, data=((number, record), source.data))
    together = [readers()[input_format]] if input_format and input_format in readers() else _claiming(whole)
    if together and together[0].KIND == "jsonl":
        for talk in _read(together[0], whole):
            yield together[0].NAME, talk, None
        return
    reader: Reader | None = None
    while True:
        try:
            if isinstance(record, InputError):
                raise record
            part = Source(source.path, source.stem, "json", data=record)
            if reader is None or not reader.claims(part):
                reader = _reader(part, input_format)
            for talk in _read(reader, part, may_be_empty=True):
                yield reader.NAME, talk, number
        except InputError as problem:
            yield "", _at_line(problem, number), number
        try:
            number, record = next(source.data)
        except StopIteration:
            return


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
    talks = _read(_reader(part, None), part, depth=depth)
    for talk in noted(list(talks), notes) if notes else talks:
        turns = [turn._replace(line=part.line) for turn in talk.turns]
        suppressions = tuple(each._replace(line=part.line) for each in talk.suppressions)
        roles = {**talk.roles, **part.roles}
        yield replace(talk, turns=turns, id=part.id or talk.id, roles=roles, suppressions=suppressions)


# -- which reader -----------------------------------------------------------------------------------------------------


def _reader(source: Source, input_format: str | None) -> Reader:
    """The reader that was asked for, or the only one that claims the source. Raises `InputError`."""
    if input_format is not None:
        return _asked_for(source, input_format)
    found = _claiming(source)
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(reader.NAME for reader in found)
        raise wrong(source.path, f"could be {names}", "say which with --input-format NAME")
    raise _unclaimed(source)


def _claiming(source: Source) -> list[Reader]:
    if source.kind == "json" and not isinstance(source.data, dict | list):
        return []  # a bare number or text on a line of its own
    mine = readers_of(source.kind)
    sure = [reader for reader in mine if not reader.FALLBACK and reader.claims(source)]
    return sure or [reader for reader in mine if reader.FALLBACK and reader.claims(source)][:1]


def _asked_for(source: Source, name: str) -> Reader:
    reader = readers().get(name)
    if reader is None:
        raise wrong(source.path, f'there is no input format "{name}"', "known: " + ", ".join(readers()))
    if source.kind != reader.KIND:
        raise wrong(source.path, f"is {_WHAT[source.kind]}, which {name} never is", "leave out --input-format")
    return reader


_WHAT = {"text": "plain text", "json": "JSON", "jsonl": "JSON Lines", "xml": "XML", "html": "HTML", "zip": "a ZIP file",
         "pdf": "a PDF file"}


def _unclaimed(source: Source) -> InputError:
    """The refusal of a source that no reader claims: what was seen, never its words."""
    if source.kind == "text":
        message = "is text in which no speakers are found"
        return wrong(source.path, message, "label each turn, as in `Agent: ...` and `Customer: ...`")
    if source.kind == "json":
        return wrong(source.path, f"is JSON, but no transcript that is known: {_shape(source.data)}", FORCE)
    if source.kind == "xml":
        return wrong(source.path, f"is XML, but no transcript that is known: root element <{_tag(source.data)}>", FORCE)
    return wrong(source.path, f"is {_WHAT[source.kind]}, but no transcript that is known", FORCE)


def _shape(data: Any) -> str:
    if isinstance(data, list):
        return f"a list of {_shape(data[0])}" if data and isinstance(data[0], dict) else "a list"
    if not isinstance(data, dict):
        return "a single value"
    names = [key[:30] for key in data][:SHOWN]
    more = ", ..." if len(data) > SHOWN else ""
    return f"an object with the keys {', '.join(names)}{more}" if names else "an object without keys"


def _tag(root: Any) -> str:
    return str(root.tag).rpartition("}")[2][:60]


