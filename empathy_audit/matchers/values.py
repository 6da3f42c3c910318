"""How a matcher reads the value a rule gives it: plain text, lists and maps in, checked values out.

Scalars arrive as the text that stands in the file, so that YAML can turn no `no` into False and no `12:30` into 750.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from empathy_audit.matchers.phrases import Phrases


class BadValue(ValueError):  # noqa: N818 - it is a verdict on a value, and reads so
    """A value that a matcher cannot use. `where` leads to it: keys of maps and indexes of lists."""

    def __init__(self, message: str, *where: str | int, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.fix = fix


class Kit(NamedTuple):
    """What a matcher may use to build its test: `block` puts phrases into the trie and gives their number."""

    block: Callable[[Phrases], int]
    scope: Literal["sentence", "turn"]


def suggestion(wrong: str, known: Collection[str]) -> str:
    """A did-you-mean, or the choices where nothing comes close and they are few."""
    close = difflib.get_close_matches(wrong, sorted(known), n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"use one of {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def mapping(value: Any, known: Collection[str]) -> Mapping[str, Any]:
    """A map with no other keys than `known`."""
    if not isinstance(value, Mapping):
        raise BadValue(f"expected a map with {', '.join(sorted(known))}")
    for key in value:
        if key not in known:
            raise BadValue(f"unknown key '{key}'", key, fix=suggestion(key, known))
    return value


def texts(value: Any) -> tuple[str, ...]:
    """One text or a list of texts, none of them empty."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, Sequence) or not items:
        raise BadValue("expected a text or a list of texts")
    for n, item in enumerate(items):
        if not isinstance(item, str):
            raise BadValue("expected a text", n)
        if not item.strip():
            raise BadValue("this text is empty", n)
    return tuple(items)


def number(value: Any, *where: str | int) -> float:
    """A number, written as one."""
    try:
        return float(value)
    except (TypeError, ValueError):
        raise BadValue(f"expected a number, not '{value}'", *where) from None


def count(value: Any, *where: str | int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    found = number(value, *where)
    if found != int(found) or found < least:
        raise BadValue(f"expected a whole number of at least {least}, not '{value}'", *where)
    return int(found)


def choice(value: Any, known: Collection[str], *where: str | int) -> str:
    """One of `known`."""
    if not isinstance(value, str) or value not in known:
        raise BadValue(f"expected one of {', '.join(sorted(known))}, not '{value}'", *where, fix=suggestion(str(value), known))
    return value


def bounds(value: Any, names: tuple[str, str] = ("min", "max")) -> tuple[float | None, float | None]:
    """`{min: ..., max: ...}` of which at least one must be there, the smaller first."""
    given = mapping(value, names)
    least, most = (number(given[name], name) if name in given else None for name in names)
    if least is None and most is None:
        raise BadValue(f"expected {names[0]} or {names[1]}")
    if least is not None and most is not None and least > most:
        raise BadValue(f"{names[0]} is larger than {names[1]}", names[0])
    return least, most


def within(value: float, limits: tuple[float | None, float | None]) -> bool:
    """Whether `value` keeps both bounds."""
    least, most = limits
    return (least is None or value >= least) and (most is None or value <= most)
