"""The gate in a house style: conditions that every conversation has to meet, everywhere or on some paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from empathy_audit.config.reading import Given
from empathy_audit.gate.conditions import MINIMA, Conditions, forbiddable
from empathy_audit.matchers.values import Range, suggestion
from empathy_audit.model import Rulebook

BASELINE = "baseline"
_SCORE = Range(0, 100)
_COUNT = Range(0, whole=True)
_NUMBERS: Mapping[str, Range] = {
    **dict.fromkeys(MINIMA, _SCORE),
    "max_missed": _COUNT,
    "max_missed_critical": _COUNT,
    "max_drop": _SCORE,
}
PATH_KEYS = Conditions._fields
KEYS = (*PATH_KEYS, BASELINE)


@dataclass(frozen=True, slots=True)
class Value:
    """A checked condition, and where it was given."""

    value: Any
    given: Given


Gates = Mapping[str, Value]


def read(sections: Iterable[Given], book: Rulebook | None, *, of_path: bool = False) -> Gates:
    """The conditions of `gate:` sections, the last with the last word. Mistakes go to the sheets' problems, and are left out.

    `of_path` sections may not name a baseline: a run has one. Names are checked against `book`, if there is one.
    """
    found: dict[str, Value] = {}
    for given in sections:
        sheet = given.sheet
        for key, node in sheet.fields(given.node, PATH_KEYS if of_path else KEYS, "gate").items():
            here = Given(sheet, node)
            if key in _NUMBERS:
                value: Any = sheet.number(node, key, _NUMBERS[key])
            elif key == BASELINE:
                name = sheet.text(node, "the baseline")
                value = str(Path(sheet.path).parent / name) if name else None
            else:
                value = _names(here, book)
            if value is not None:
                found[key] = Value(value, here)
    return found


def _names(given: Given, book: Rulebook | None) -> tuple[str, ...]:
    found = []
    for item in given.sheet.items(given.node, "no_antipattern"):
        name = given.sheet.text(item, "an anti-pattern")
        known = forbiddable(book) if book is not None else (name,)
        if name and name not in known:
            hint = suggestion(name, known)
            fix = hint if hint.startswith("did") else "name an anti-pattern, a rule of one, or 'any'"
            given.sheet.error(item, f"there is no anti-pattern '{name}' under these rules", fix)
        elif name:
            found.append(name)
    return tuple(found)


def conditions(gates: Gates) -> Conditions:
    """The conditions without their places."""
    return Conditions(**{key: each.value for key, each in gates.items() if key != BASELINE})
