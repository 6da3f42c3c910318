"""The numbers of the score in a house style: single values that replace the default pack's, and whether they fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

import yaml

from empathy_audit.config.reading import Given
from empathy_audit.matchers.values import Range
from empathy_audit.model import DIMENSIONS, Scoring, Severity
from empathy_audit.rulebook.sheet import Sheet

GRADES = tuple(str(grade) for grade in range(7))
BANDS = ("strong", "pass", "coach")


MANY = Range(0)
GRADE = Range(1, 6, whole=True)
TURNS = Range(1, whole=True)
SECONDS = Range(0, above=True)
_POINTS = Range(0, 100)
_WORDS = Range(1, whole=True)
_CREDIT = Range(0, 1)

Key = tuple[str, ...]  # ("weights", "listening"), ("deduction_cap",)
Numbers = Mapping[Key, "Number"]


@dataclass(frozen=True, slots=True)
class Number:
    """A checked number, and where it was given."""

    value: float
    given: Given


_TABLES: Mapping[str, Mapping[str, Range]] = {
    "weights": dict.fromkeys(DIMENSIONS, MANY),
    "credits": dict.fromkeys(GRADES, _CREDIT),
    "targets": dict.fromkeys(("1", "2", "3"), GRADE),
    "deductions": dict.fromkeys(get_args(Severity), _POINTS),
    "bands": dict.fromkeys(BANDS, _POINTS),
    "window": {"turns": TURNS, "seconds": SECONDS},
    "pushing": {"weight": MANY, "free": MANY},
}
_SINGLE: Mapping[str, Range] = {"deduction_cap": _POINTS, "talk_words": _WORDS}
KEYS = (*_TABLES, *_SINGLE)


def read(given: Given) -> Numbers:
    """The numbers of one `scoring:` section. Mistakes go to the sheet's problems, and are left out."""
    sheet = given.sheet
    found: dict[Key, Number] = {}
    for name, node in sheet.fields(given.node, KEYS, "scoring").items():
        for key, part, allowed in _parts(sheet, name, node):
            value = sheet.number(part, _words(key), allowed)
            if value is not None:
                found[key] = Number(value, Given(sheet, part))
    return found


def _parts(sheet: Sheet, name: str, node: yaml.Node) -> Iterator[tuple[Key, yaml.Node, Range]]:
    if name in _SINGLE:
        yield (name,), node, _SINGLE[name]
    elif name == "credits" and isinstance(node, yaml.SequenceNode):
        if len(node.value) != len(GRADES):
            sheet.error(node, f"credits are seven numbers, for the grades 0 to 6, not {len(node.value)}", "or a map: {3: 0.7}")
            return
        yield from ((("credits", grade), part, _CREDIT) for grade, part in zip(GRADES, node.value, strict=True))
    else:
        for key, part in sheet.fields(node, _TABLES[name], name).items():
            yield (name, key), part, _TABLES[name][key]


_SAID: Mapping[str, Callable[[str], str]] = {
    "weights": lambda key: f"the weight of {key}",
    "credits": lambda key: f"the credit of grade {key}",
    "targets": lambda key: f"the target of tier {key}",
    "deductions": lambda key: f"the deduction for {key}",
    "bands": lambda key: f"the band '{key}'",
    "window": lambda key: key,
    "pushing": lambda key: "the number of free pushing turns" if key == "free" else "the weight of pushing",
}


def _words(key: Key) -> str:
    return _SAID[key[0]](key[1]) if len(key) > 1 else key[0]


def flat(scoring: Scoring) -> dict[Key, float]:
    """All numbers of `scoring` by key, in the order of a config file."""
    tables: Mapping[str, Mapping[str, float]] = {
        "weights": scoring.weights,
        "credits": dict(zip(GRADES, scoring.credits, strict=True)),
        "targets": {str(tier): grade for tier, grade in scoring.targets.items()},
        "deductions": scoring.deductions,
        "bands": scoring.bands,
        "window": {"turns": scoring.window_turns, "seconds": scoring.window_seconds},
        "pushing": {"weight": scoring.push_weight, "free": scoring.push_free},
    }
    found = {(name, key): tables[name][key] for name, keys in _TABLES.items() for key in keys}
    return found | {(name,): getattr(scoring, name) for name in _SINGLE}


def applied(scoring: Scoring, numbers: Numbers) -> Scoring:
    """`scoring` with the numbers of the house."""
    values = flat(scoring) | {key: number.value for key, number in numbers.items()}
    table = {name: {key: values[name, key] for key in keys} for name, keys in _TABLES.items()}
    return scoring._replace(
        weights=table["weights"],
        credits=tuple(table["credits"].values()),
        targets={int(tier): int(grade) for tier, grade in table["targets"].items()},
        deductions=table["deductions"],
        bands=table["bands"],
        window_turns=int(values["window", "turns"]),
        window_seconds=values["window", "seconds"],
        deduction_cap=values["deduction_cap",],
        talk_words=int(values["talk_words",]),
        push_weight=values["pushing", "weight"],
        push_free=values["pushing", "free"],
    )


def check(scoring: Scoring, given: Numbers) -> None:
    """Whether the numbers fit together; the complaint sits on the last of those `given` that take part."""
    credits = scoring.credits
    bands = [scoring.bands[name] for name in BANDS]
    order = " >= ".join(f"{name} {scoring.bands[name]:g}" for name in BANDS)
    for name, fits, message, fix in (
        ("weights", any(scoring.weights.values()), "all weights are 0: nothing could be scored", "give one of them a weight"),
        ("credits", list(credits) == sorted(credits), "a higher grade earns less than a lower", "let credits rise from 0 to 6"),
        ("bands", bands == sorted(bands, reverse=True), f"the bands are out of order: {order} fails", "change one of them"),
    ):
        mine = [number.given for key, number in given.items() if key[0] == name]
        if mine and not fits:
            mine[-1].sheet.error(mine[-1].node, message, fix)
