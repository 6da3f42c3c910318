"""What a house style may change in a rule: switch it off, or give it other numbers. What makes sense depends on its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml

from empathy_audit.config.numbers import GRADE, MANY, SECONDS, TURNS
from empathy_audit.config.reading import Given
from empathy_audit.matchers.values import Range, suggestion
from empathy_audit.model import Rule, Rulebook, Severity
from empathy_audit.rulebook.sheet import Sheet

OFF, ON = "off", "on"
STATE = "state"  # the key under which `off` and `on` are kept
SEVERITIES = get_args(Severity)
KEYS: Mapping[str, tuple[str, ...]] = {
    "moment": ("tier", "target", "window"),
    "behaviour": ("points",),
    "antipattern": ("severity",),
    "require": ("severity", "within"),
    "limit": ("severity", "max", "min", "at_least"),
}
_ARTICLE = {"moment": "a moment", "behaviour": "a behaviour", "antipattern": "an anti-pattern", "require": "a require rule"}
_MEANT = {"false": OFF, "no": OFF, "disable": OFF, "disabled": OFF, "none": OFF, "ignore": OFF, "true": ON, "yes": ON}
_IN_NO_SUM = ("acknowledgement", "safety")  # dimensions whose behaviours count by the grade of a moment, or not at all


@dataclass(frozen=True, slots=True)
class Value:
    """A checked value, and where it was given."""

    value: Any
    given: Given


Override = Mapping[str, Value]  # by key; `window` as window_turns and window_seconds
Overrides = Mapping[str, Override]  # by rule id


def read(given: Given, book: Rulebook) -> Overrides:
    """The overrides of one `rules:` section. Mistakes go to the sheet's problems, and are left out."""
    sheet = given.sheet
    rules = {rule.id: rule for rule in book.rules}
    keys = {key.value: key for key, _ in given.node.value}
    found: dict[str, Override] = {}
    for id, node in sheet.fields(given.node, (), "rules").items():
        if id in rules:
            override = _word(sheet, node, rules[id]) if isinstance(node, yaml.ScalarNode) else _map(sheet, node, rules[id], book)
            if override:
                found[id] = override
        else:
            sheet.error(keys[id], f"there is no rule '{id}'", _which(id, book))
    return found


def _which(id: str, book: Rulebook) -> str:
    reporting = [rule.id for rule in book.rules if rule.target == id]
    if reporting:
        return f"these rules report it: {', '.join(reporting[:12])}"
    ids = sorted(rule.id for rule in book.rules)
    slips = [known for known in ids if len(known) == len(id) and sum(a != b for a, b in zip(known, id, strict=True)) == 1]
    return f"did you mean '{slips[0]}'?" if slips else suggestion(id, ids) or "is its pack named under 'packs'?"


def _word(sheet: Sheet, node: yaml.Node, rule: Rule) -> Override:
    word = node.value
    if word in (OFF, ON):
        return {STATE: Value(word, Given(sheet, node))}
    if word in SEVERITIES and "severity" in KEYS[rule.kind]:
        return {"severity": Value(word, Given(sheet, node))}
    if word in SEVERITIES:
        sheet.error(node, f"{rule.id} is {_a(rule)}, and has no severity", _possible(rule))
    else:
        known = (OFF, ON, *(SEVERITIES if "severity" in KEYS[rule.kind] else ()))
        meant = f"did you mean '{_MEANT[word.lower()]}'?" if word.lower() in _MEANT else suggestion(word, known)
        sheet.error(node, f"{rule.id} cannot be '{word}'", meant if meant.startswith("did") else _possible(rule))
    return {}


def _a(rule: Rule) -> str:
    return _ARTICLE.get(rule.kind, f"a {rule.kind}")


def _possible(rule: Rule) -> str:
    numbers = [key for key in KEYS[rule.kind] if key != "severity"]
    words = (OFF, *SEVERITIES) if "severity" in KEYS[rule.kind] else (OFF,)
    said = f"write {'one of ' if len(words) > 1 else ''}{', '.join(words)}"
    if numbers:
        said += f", or {{{numbers[0]}: ...}}"
    return f"{said}; its keys are {', '.join(numbers)}" if len(numbers) > 1 else said


def _map(sheet: Sheet, node: yaml.Node, rule: Rule, book: Rulebook) -> Override:
    every = tuple(dict.fromkeys(key for keys in KEYS.values() for key in keys))
    found: dict[str, Value] = {}
    keys = {key.value: key for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
    for key, value in sheet.fields(node, every, f"the settings of {rule.id}").items():
        if key not in KEYS[rule.kind]:
            sheet.error(keys[key], f"{rule.id} is {_a(rule)}, and has no {key}", _possible(rule))
        else:
            found |= _value(sheet, key, value, rule, book)
    return found


def _value(sheet: Sheet, key: str, node: yaml.Node, rule: Rule, book: Rulebook) -> Override:
    given = Given(sheet, node)
    if key == "severity":
        severity = sheet.choice(node, SEVERITIES, "severity")
        return {key: Value(severity, given)} if severity else {}
    if key == "tier":
        tier = sheet.choice(node, ("1", "2", "3"), "tier")
        return {key: Value(int(tier), given)} if tier else {}
    if key == "window":
        parts = sheet.fields(node, ("turns", "seconds"), "window")
        ranges = {"turns": TURNS, "seconds": SECONDS}
        return _numbers(sheet, {f"window_{name}": (part, ranges[name], name) for name, part in parts.items()})
    if key == "within":
        parts = sheet.fields(node, ("turns",), "within")
        if isinstance(node, yaml.MappingNode) and not parts:
            sheet.error(node, "within is written {turns: 2}")
        return _numbers(sheet, {key: (parts["turns"], TURNS, "turns")} if parts else {})
    if key == "points":
        most = _most_points(sheet, node, rule, book)
        return {} if most is None else _numbers(sheet, {key: (node, most, key)})
    if key in ("max", "min") and getattr(rule.limit, key, None) is None:
        has = [name for name in ("max", "min") if getattr(rule.limit, name, None) is not None]
        sheet.error(node, f"the limit of {rule.id} has no {key}", f"it has {' and '.join(has)}")
        return {}
    return _numbers(sheet, {key: (node, {"target": GRADE, "at_least": TURNS}.get(key, MANY), key)})


def _numbers(sheet: Sheet, parts: Mapping[str, tuple[yaml.Node, Range, str]]) -> Override:
    found = {name: sheet.number(node, what, allowed) for name, (node, allowed, what) in parts.items()}
    return {name: Value(number, Given(sheet, parts[name][0])) for name, number in found.items() if number is not None}


def _most_points(sheet: Sheet, node: yaml.Node, rule: Rule, book: Rulebook) -> Range | None:
    """What a rule may give for its behaviour; None and an error where points would change nothing."""
    info = book.taxonomy.behaviours[rule.target]
    if info.dimension in _IN_NO_SUM or not info.points:
        message = f"points of {rule.id} would change nothing: '{rule.target}' is in no sum of points"
        sheet.error(node, message, "it counts by the grade of a moment; write 'off' to leave it out")
        return None
    return Range(0, info.points, above=True)


def merged(first: Overrides, then: Overrides) -> Overrides:
    """Both; `then` has the last word. `off` and `on` clear what was said of a rule before, and a number switches it on again."""
    found = dict(first)
    for id, override in then.items():
        earlier = {} if STATE in override else {key: value for key, value in found.get(id, {}).items() if key != STATE}
        found[id] = {**earlier, **override}
    return found


def applied(rule: Rule, override: Override) -> Rule | None:
    """The rule as the house wants it, None where it is off."""
    values = {key: value.value for key, value in override.items()}
    state = values.pop(STATE, ON)
    if state == OFF:
        return None
    if "target" in values:
        values["wanted"] = values.pop("target")
    bounds = {key: values.pop(key) for key in ("max", "min", "at_least") if key in values}
    if bounds and rule.limit is not None:
        values["limit"] = rule.limit._replace(**bounds)
    return rule._replace(**values) if values else rule
