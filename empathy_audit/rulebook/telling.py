"""Tells in plain words what a rule listens for: the matcher grammar as a short outline that a reader need not learn first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from empathy_audit.matchers.phrases import Phrases
from empathy_audit.model import Clause, Limit, Rule

SIDE = {"agent": "the agent", "customer": "the customer", "any": "either side"}
DENIED = ", and it is denied"
_NEGATION = {"skip": "", "allow": ", also where it is denied", "only": DENIED}
QUESTIONS = {
    "open": "an open question",
    "closed": "a closed question",
    "statement": "a question in the form of a statement",
    "any": "a question",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline; `quoted` are phrases or patterns as the rule writes them, of which one is enough."""

    depth: int
    text: str
    quoted: tuple[str, ...] = ()


def told(rule: Rule) -> Sequence[Line]:
    """The outline of all that `rule` listens for."""
    side = rule.match.speaker or ("customer" if rule.kind in ("moment", "require") else "agent")
    lines: list[Line] = []
    if rule.limit is None or not rule.limit.measure:
        lines += _clause(rule.match, 0, _opening(rule, SIDE[side]))
    if rule.then is not None:
        turns = many(rule.within, "turn")
        lines += _clause(rule.then, 0, f"and in none of the agent's next {turns}")
    if rule.limit is not None:
        lines += _limit(rule.limit)
    return lines


def _opening(rule: Rule, side: str) -> str:
    return f"{'counted is how often, ' if rule.limit is not None else ''}in what {side} says,"


def _limit(limit: Limit) -> Iterator[Line]:
    bounds = _bounds((limit.min, limit.max), "fewer than {}", "more than {}", " or ")
    of = {"talk_share": "the agent's share of all words (0 to 1)", "longest_turn": "the words of the agent's longest turn"}
    per = {"conversation": "in the whole conversation", "turn": "in one turn", "run": "in agent turns in a row"}
    what = f"{of[limit.measure]} comes to {bounds}" if limit.measure else f"{bounds} {per[limit.per]}"
    if limit.at_least > 1:
        what += f", from {limit.at_least} agent turns on"
    if limit.ratio_to is not None:
        yield from _clause(limit.ratio_to, 0, "that is divided by how often")
    yield Line(0, f"it is a finding where that comes to {what}" if not limit.measure else f"it is a finding where {what}")


def _clause(clause: Clause, depth: int, lead: str) -> Iterator[Line]:
    """`clause` below `lead`; what is a single short test stands beside it."""
    parts = list(_parts(clause))
    if len(parts) == 1 and parts[0].depth == 0:
        yield Line(depth, f"{lead} {parts[0].text}", parts[0].quoted)
        return
    yield Line(depth, f"{lead}:")
    yield from (Line(depth + 1 + part.depth, part.text, part.quoted) for part in parts)


def _parts(clause: Clause) -> Iterator[Line]:
    """Everything that `clause` asks for, one below the other: all of it must hold."""
    for name, value in clause.tests:
        text, quoted = _TELL.get(name, _other(name))(value, clause.scope == "turn")
        yield Line(0, text, quoted)
    for part in clause.all:
        yield from _parts(part)
    if clause.any:
        yield from _either(clause.any)
    if clause.signals:
        yield Line(0, f"signals add up to {clause.at_least:g} or more:")
        for weight, part in clause.signals:
            yield from _clause(part, 1, f"{weight:+g} where")
    if clause.after is not None:
        speaker = SIDE[clause.after.speaker or "any"]
        yield from _clause(clause.after, 0, f"in the {many(clause.within, 'turn')} before, of {speaker},")
    for part in clause.none:
        yield from _clause(part, 0, "unless")


def _either(parts: Sequence[Clause]) -> Iterator[Line]:
    yield Line(0, "one of these holds:")
    for part in parts:
        inside = list(_parts(part))
        for number, line in enumerate(inside):
            lead = "and " if number and line.depth == 0 and not line.text.startswith("unless") else ""
            yield Line(line.depth + (1 if number == 0 else 2), lead + line.text, line.quoted)


# -- one way of telling for each way of listening: the value as the matcher read it, and whether the whole turn is meant ------

Told = tuple[str, tuple[str, ...]]
Teller = Callable[[Any, bool], Told]


def _phrases(value: Phrases, _turn: bool) -> Told:
    return f"one of these is said{_NEGATION[value.negation]}", value.texts


def _echo(value: tuple[str, int, int], _turn: bool) -> Told:
    side, least, back = value
    return f"{many(least, 'word')} or more of {SIDE[side]}'s {last_turns(back)} come back", ()


def _tally(value: Any, turn: bool) -> Told:
    counted = ", ".join(value.of.texts)
    over = f", more than {', '.join(value.over.texts)}," if value.over else ""
    bounds = _bounds(value.limits, "at least {}", "at most {}", ", ")
    return f"{counted}{over} stand in the {scope(turn)} {bounds} times", ()


def _length(value: Any, turn: bool) -> Told:
    return f"the {scope(turn)} has {_bounds(value, 'at least {}', 'at most {}', ', ')} words", ()


def _timing(value: Mapping[str, Any], _turn: bool) -> Told:
    names = {"pause": "the pause before the turn", "duration": "the turn"}
    each = (f"{names[name]} lasts {_bounds(limits, 'at least {}', 'at most {}', ', ')} seconds" for name, limits in value.items())
    return " and ".join(each), ()


def _position(value: tuple[int, int], _turn: bool) -> Told:
    return f"it is {among(value)}", ()


def _sentiment(value: Any, _turn: bool) -> Told:
    return f"the mood of the turn, from -1 to 1, is {_bounds(value, 'at least {}', 'at most {}', ', ')}", ()


def _found(value: Sequence[str], turn: bool) -> Told:
    return f"in the same {scope(turn)} was found: {' or '.join(value)}", ()


_TELL: Mapping[str, Teller] = {
    "phrases": _phrases,
    "cue": _found,
    "echo": _echo,
    "length": _length,
    "position": _position,
    "question": lambda value, _: (_asked(value), ()),
    "regex": lambda value, _: ("one of these patterns is found", value),
    "sentiment": _sentiment,
    "situation": lambda value, _: (written_for(value), ()),
    "speech": lambda _value, _: ("speech was written down word for word, with its um and er", ()),
    "style": lambda value, _: (f"it is written with {' or '.join(value)}", ()),
    "tally": _tally,
    "timing": _timing,
}


def _other(name: str) -> Teller:
    return lambda value, _: (f"{name}: {value}", ())


def _asked(kind: str) -> str:
    return "the turn ends with a question" if kind == "final" else f"{QUESTIONS[kind]} is asked"


def written_for(situations: Sequence[str]) -> str:
    return f"the script is written for {' or '.join(situations)}"


def last_turns(back: int) -> str:
    return "last turn" if back == 1 else f"last {many(back, 'turn')}"


def among(position: tuple[int, int]) -> str:
    first, last = position
    return f"among the side's {'first' if first else 'last'} {many(first or last, 'turn')}"


def scope(turn: bool) -> str:
    return "turn" if turn else "sentence"


def _bounds(limits: tuple[float | None, float | None], low: str, high: str, between: str) -> str:
    least, most = limits
    said = [form.format(f"{value:g}") for form, value in ((low, least), (high, most)) if value is not None]
    return between.join(said)


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
