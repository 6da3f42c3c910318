"""A rule's parts as lines: all that held where it matched; where it did not, what held, what was missing, and the nearest way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.explaining.parts import Part, Words, said
from empathy_audit.model import Place


class Row(NamedTuple):
    """One line. `held` is None for what neither speaks for the rule nor against it; `words` are a signal's, or another turn's."""

    held: bool | None
    text: str
    place: Place | None = None
    weight: float | None = None
    words: tuple[Words, ...] = ()
    depth: int = 0


def rows(part: Part, depth: int = 0, *, full: bool) -> Iterator[Row]:
    """`part` and what is below it; `full` with signals that did not hold."""
    if part.kind == "all":
        for one in part.parts:
            if one.kind != "none":
                yield from rows(one, depth, full=full)
        yield from _exceptions([one for one in part.parts if one.kind == "none"], depth)
    elif part.kind == "any":
        yield from _any(part, depth, full=full)
    elif part.kind == "score":
        yield from _score(part, depth, full=full)
    elif part.kind == "after":
        text = part.asks if part.held else f"{part.asks}: {part.instead}"
        yield Row(part.held, text, part.place, words=tuple(said(part)), depth=depth)
        for one in part.parts:
            yield from rows(one, depth + 1, full=full)
    else:
        yield from _test(part, depth)


def _any(part: Part, depth: int, *, full: bool) -> Iterator[Row]:
    held = [one for one in part.parts if one.held]
    shown = held or [min(part.parts, key=lambda one: one.distance)]
    for one in shown:
        yield from rows(one, depth, full=full)
    others = len(part.parts) - len(shown)
    if others and not held:
        yield Row(None, "1 other way is farther off" if others == 1 else f"{others} other ways are farther off", depth=depth)


def _exceptions(parts: Sequence[Part], depth: int) -> Iterator[Row]:
    """Those that hold, one a line, and how many do not."""
    for part in parts:
        place = next((word.place for word in said_anyhow(part) if word.place), part.place)
        if part.instead:
            yield Row(False, part.instead, place, depth=depth)
        elif part.held:
            yield Row(True, f"an exception holds, but in another sentence: {part.asks}", place, depth=depth)
    idle = [part for part in parts if not part.held]
    if idle:
        what = f"its exception does not hold: {idle[0].asks}" if len(idle) == 1 else f"none of {len(idle)} exceptions holds"
        yield Row(True, what, idle[0].place, depth=depth)


def said_anyhow(part: Part) -> Iterator[Words]:
    """The words of an exception, which `said` passes over."""
    yield from part.words
    for one in part.parts:
        yield from said(one)


def _score(part: Part, depth: int, *, full: bool) -> Iterator[Row]:
    yield Row(part.held, f"signals add up to {part.sum:g}; {part.at_least:g} is needed", part.place, depth=depth)
    silent = [one for one in part.parts if not one.held]
    for one in part.parts:
        if one.held:
            yield Row(True, one.remark or one.asks, one.place, one.weight, tuple(said(one)), depth)
    if full:
        for one in silent:
            yield Row(None, ": ".join(filter(None, (one.remark or one.asks, one.instead))), one.place, one.weight, (), depth)
    elif silent:
        yield Row(None, f"{len(silent)} other signals do not hold; --rule lists them", depth=depth)


def _test(part: Part, depth: int) -> Iterator[Row]:
    phrases = dict.fromkeys((word.phrase, word.place) for word in part.words if word.phrase)
    if part.held and phrases:
        for phrase, place in phrases:
            yield Row(True, f"“{phrase}”", place, depth=depth)
    elif part.held:
        yield Row(True, part.asks, part.place, depth=depth)
    elif part.near is not None:
        yield Row(False, f"{part.asks}: {', '.join(part.near.what)}", part.near.place, depth=depth)
    else:
        yield Row(False, f"{part.asks}: {part.instead}" if part.instead else part.asks, part.place, depth=depth)
