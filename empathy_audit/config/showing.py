"""Every value in force, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from empathy_audit.config import numbers
from empathy_audit.config.gates import Gates
from empathy_audit.config.house import Checked, Settings
from empathy_audit.config.overrides import STATE, Overrides
from empathy_audit.config.reading import SIDES
from empathy_audit.model import Place, Rule, Scoring
from empathy_audit.rulebook import DEFAULT

BY_DEFAULT = "default"
ON_COMMAND_LINE = "--pack"


@dataclass(frozen=True, slots=True)
class Line:
    """A value: `key` leads to it, `was` is what it replaced, `place` is where it was given; without one, `source` says whence."""

    key: tuple[str, ...]
    value: Any
    was: Any = None
    place: Place | None = None
    source: str = BY_DEFAULT

    @property
    def origin(self) -> str:
        """`default`, or a file and a line."""
        return self.source if self.place is None else f"{self.place.path}:{self.place.line}"


def lines(checked: Checked) -> Iterator[Line]:
    """Every value, in the order of a config file. Rules that nobody touched are as their packs have them, and left out."""
    style, book = checked.style, checked.packs
    for name, named in style.extends:
        yield Line(("extends",), name, place=named.place)
    given = {name: named.place for name, named in style.packs}
    for pack in book.packs:
        source = BY_DEFAULT if pack == DEFAULT else ON_COMMAND_LINE
        yield Line(("packs",), pack, place=given.get(pack), source=source)
    for side in SIDES:
        for label, named in style.speakers[side]:
            yield Line(("speakers", side), label, place=named.place)
    for number, (value, switch) in enumerate(style.redact):
        yield Line(("redact",), value, was=style.redact[number - 1][0] if number else None, place=switch.place)
    for team, members in style.teams.items():
        for label, named in members:
            yield Line(("teams", team), label, place=named.place)
    yield Line(("reuse",), *(("on",) if style.reuse is None else (style.reuse[0], "on", style.reuse[1].place)))
    if style.cache is not None:
        yield Line(("cache",), style.cache[0], place=style.cache[1].place)
    for each in style.lists:
        for name, node in each.node.value:
            for item in each.sheet.items(node, "a list"):
                yield Line(("lists", str(name.value)), str(item.value), place=each.sheet.place(item))
    yield from _scoring((), numbers.flat(book.scoring), checked.everywhere, everything=True)
    yield from _gate((), checked.everywhere, {})
    rules = {rule.id: rule for rule in book.rules}
    scoring = numbers.applied(book.scoring, checked.everywhere.scoring)
    yield from _rules((), rules, checked.everywhere, scoring, {})
    for (pattern, _), own in checked.by_path:
        yield from _scoring(("paths", pattern), numbers.flat(scoring), own, everything=False)
        there = numbers.applied(scoring, own.scoring)
        yield from _rules(("paths", pattern), rules, own, there, checked.everywhere.rules)
        yield from _gate(("paths", pattern), own, checked.everywhere.gate)


def _gate(under: Sequence[str], settings: Settings, below: Gates) -> Iterator[Line]:
    for key, value in settings.gate.items():
        was = _told(below[key].value) if key in below else None
        yield Line((*under, "gate", key), _told(value.value), was=was, place=value.given.place)


def _told(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, tuple) else value


def _scoring(
    under: Sequence[str], before: Mapping[numbers.Key, float], settings: Settings, *, everything: bool
) -> Iterator[Line]:
    for key, value in before.items():
        number = settings.scoring.get(key)
        if number is not None:
            yield Line((*under, "scoring", *key), number.value, was=value, place=number.given.place)
        elif everything:
            yield Line((*under, "scoring", *key), value)


def _rules(
    under: Sequence[str], rules: Mapping[str, Rule], settings: Settings, scoring: Scoring, below: Overrides
) -> Iterator[Line]:
    for id, override in settings.rules.items():
        for key, value in override.items():
            steps = () if key == STATE else key.split("_") if key.startswith("window") else (key,)
            earlier = below.get(id, {})
            known = earlier.get(key) or earlier.get(STATE)
            tier = override["tier"].value if "tier" in override else rules[id].tier
            was = known.value if known else scoring.targets[tier] if key == "target" else _was(rules[id], key, scoring)
            yield Line((*under, "rules", id, *steps), value.value, was=was, place=value.given.place)


def _was(rule: Rule, key: str, scoring: Scoring) -> Any:
    """What the pack says, or where it says nothing of its own, the house for all rules."""
    if key == STATE:
        return None
    if key.startswith("window"):
        return getattr(scoring, key)
    return getattr(rule.limit if key in ("max", "min", "at_least") else rule, key)
