"""Reports as plain bytes and back: how they travel between processes and lie in the cache. JSON, because it can run nothing.

A frozen noun is a list of its fields, in their order. What to rebuild is read from the annotations, so that a new field needs
nothing here; one of a kind that is not known yet is an error at the first use, and never lost in silence.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from empathy_audit import errors
from empathy_audit.batch.work import Item
from empathy_audit.errors import EmpathyAuditError, InputError, Problem
from empathy_audit.model import Report

_PLAIN = (str, int, float, bool, NoneType, Any)
Build = Callable[[Any], Any]


def pack(items: Sequence[Item]) -> bytes:
    """The items as bytes."""
    return _encode([_packed(item) for item in items]).encode()


def unpack(packed: bytes) -> list[Item]:
    """The items again. Raises ValueError, TypeError or LookupError for what was packed by another version, or never."""
    report = _builder(Report)
    problems = _builder(tuple[Problem, ...])
    return [report(data) if kind == "" else _error(kind)(problems(data)) for kind, data in json.loads(packed)]


def _packed(item: Item) -> tuple[str, Any]:
    return ("", item) if isinstance(item, Report) else (type(item).__name__, item.problems)


def _error(name: str) -> type[EmpathyAuditError]:
    kind = getattr(errors, name, None)
    return kind if isinstance(kind, type) and issubclass(kind, EmpathyAuditError) else InputError


def _plain(value: Any) -> Any:
    """What json does not know: frozen dataclasses and mappings that are no dicts. Named tuples are lists to it."""
    if dataclasses.is_dataclass(value):
        return [getattr(value, name) for name in _names(cast(Hashable, type(value)))]
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"cannot travel: {type(value).__name__}")


_encode = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=_plain).encode


@cache
def _names(noun: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(noun)) if dataclasses.is_dataclass(noun) else tuple(noun._fields)


@cache
def _builder(noun: Any) -> Any:
    """What makes a value of the annotation `noun` from JSON; None where JSON has it as it should be."""
    origin, inner = get_origin(noun), get_args(noun)
    if noun in _PLAIN or origin is Literal:
        return None
    if origin in (Union, UnionType):
        return _optional([each for each in inner if each is not NoneType])
    if origin is tuple:
        return _row(inner)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(inner)
    if isinstance(noun, type) and (dataclasses.is_dataclass(noun) or hasattr(noun, "_fields")):
        return _noun(noun)
    raise TypeError(f"a field of the kind {noun} cannot travel yet")


def _noun(noun: type[Any]) -> Build:
    hints = get_type_hints(noun)
    names = _names(cast(Hashable, noun))
    steps = [(index, build) for index, name in enumerate(names) if (build := _builder(hints[name])) is not None]

    def build_noun(row: list[Any]) -> Any:
        for index, build in steps:
            row[index] = build(row[index])
        if len(row) != len(names):
            raise ValueError("packed by another version")
        return noun(*row)

    return build_noun


def _optional(choices: list[Any]) -> Build | None:
    builders = [build for each in choices if (build := _builder(each)) is not None]
    if not builders:
        return None
    if len(choices) > 1:
        raise TypeError("a field that is one of several nouns cannot travel yet")
    build = builders[0]
    return lambda value: None if value is None else build(value)


def _row(inner: tuple[Any, ...]) -> Build:
    builders = {_builder(each) for each in inner if each is not Ellipsis}
    if builders == {None}:
        return tuple
    if len(inner) == 2 and inner[1] is Ellipsis:
        (build,) = builders
        return lambda rows: tuple([build(row) for row in rows]) if rows else ()
    each = [_builder(one) or _same for one in inner]
    return lambda row: tuple([build(value) for build, value in zip(each, row, strict=True)])


def _mapping(inner: tuple[Any, ...]) -> Build | None:
    key, value = inner
    if key is not str:
        return _nothing  # found late, and only where it is asked for: never on a journey
    build = _builder(value)
    return None if build is None else lambda found: {name: build(each) for name, each in found.items()}


def _same(value: Any) -> Any:
    return value


def _nothing(found: Any) -> dict[Any, Any]:
    if found:
        raise TypeError("a mapping whose keys are no texts cannot travel yet")
    return {}
