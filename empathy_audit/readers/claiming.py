"""Which reader a source belongs to, and what is said where that is none or nobody can tell."""

from __future__ import annotations

from typing import Any

from empathy_audit.errors import InputError
from empathy_audit.readers.formats import readers, readers_of
from empathy_audit.readers.source import Reader, Source, wrong

SHOWN = 12  # names listed in an error
FORCE = "if you know what it is, say so with --input-format NAME"


def reader_for(source: Source, input_format: str | None) -> Reader:
    """The reader that was asked for, or the only one that claims the source. Raises `InputError`."""
    if input_format is not None:
        return _asked_for(source, input_format)
    found = claiming(source)
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(reader.NAME for reader in found)
        raise wrong(source.path, f"could be {names}", "say which with --input-format NAME")
    raise _unclaimed(source)


def claiming(source: Source) -> list[Reader]:
    """The readers that claim the source: several are a doubt, none a refusal."""
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
