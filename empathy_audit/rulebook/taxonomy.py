"""Reads what rules may report (types, behaviours, anti-patterns, expectations, rungs) and the numbers of the score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from empathy_audit.model import (
    AntipatternInfo,
    BehaviourInfo,
    Dimension,
    Expectation,
    Scoring,
    Severity,
    Taxonomy,
    TypeInfo,
)
from empathy_audit.rulebook.sheet import Sheet

SECTIONS = ("types", "behaviours", "antipatterns", "expectations", "rungs")
TRAITS = ("once", "quiet", "no_likeness", "named", "oblique", "glad")  # of a type of moment; taxonomy.yaml says what they mean
TALK_WORDS = 8  # where a pack does not say: words of a customer's turn that can be listened to
_SCORING = ("weights", "credits", "targets", "deductions", "deduction_cap", "bands", "window")


def empty() -> Taxonomy:
    """A taxonomy to be filled; its maps are filled in place while packs are read, and never after."""
    return Taxonomy({}, {}, {}, {}, {})


def read_taxonomy(sheet: Sheet, section: str, node: yaml.Node, into: Taxonomy) -> None:
    """Adds one section of a pack to `into`."""
    entries = sheet.fields(node, (), section)
    table: dict[str, Any] = getattr(into, section)
    for name, entry in entries.items():
        table[name] = _READ[section](sheet, name, entry)


def _type(sheet: Sheet, name: str, node: yaml.Node) -> TypeInfo:
    fields = sheet.fields(node, ("name", "expects", "nouns", "required", "review", "met_by", "traits"), f"the type '{name}'")
    return TypeInfo(
        id=name,
        name=_text(sheet, fields, "name", name),
        expects=_texts(sheet, fields, "expects"),
        nouns=_texts(sheet, fields, "nouns"),
        required=tuple(sheet.texts(group, "a group of steps") for group in sheet.items(fields["required"], "required"))
        if "required" in fields
        else (),
        review="review" in fields and fields["review"].value == "true",
        met_by=_texts(sheet, fields, "met_by"),
        traits=tuple(sheet.choice(trait, TRAITS, "a trait") for trait in sheet.items(fields["traits"], "traits"))
        if "traits" in fields
        else (),
    )


def _behaviour(sheet: Sheet, name: str, node: yaml.Node) -> BehaviourInfo:
    fields = sheet.fields(node, ("name", "dimension", "points", "chance", "also"), f"the behaviour '{name}'")
    dimension: Any = sheet.choice(fields["dimension"], get_args(Dimension), "dimension") if "dimension" in fields else ""
    if not dimension:
        sheet.error(node, f"the behaviour '{name}' has no dimension")
    return BehaviourInfo(
        id=name,
        name=_text(sheet, fields, "name", name),
        dimension=dimension or "listening",
        points=sheet.number(fields["points"], "points") if "points" in fields else 0.0,
        chance=_texts(sheet, fields, "chance"),
        also=_texts(sheet, fields, "also"),
    )


def _antipattern(sheet: Sheet, name: str, node: yaml.Node) -> AntipatternInfo:
    fields = sheet.fields(node, ("name", "severity"), f"the anti-pattern '{name}'")
    severity: Any = sheet.choice(fields["severity"], get_args(Severity), "severity") if "severity" in fields else "minor"
    return AntipatternInfo(id=name, name=_text(sheet, fields, "name", name), severity=severity or "minor")


def _expectation(sheet: Sheet, name: str, node: yaml.Node) -> Expectation:
    fields = sheet.fields(node, ("any", "none"), f"the expectation '{name}'")
    return Expectation(any=_texts(sheet, fields, "any"), none=_texts(sheet, fields, "none"))


def _rung(sheet: Sheet, name: str, node: yaml.Node) -> frozenset[str]:
    return frozenset(sheet.texts(node, f"the rung '{name}'"))


_READ: Mapping[str, Any] = {
    "types": _type,
    "behaviours": _behaviour,
    "antipatterns": _antipattern,
    "expectations": _expectation,
    "rungs": _rung,
}


def _text(sheet: Sheet, fields: Mapping[str, yaml.Node], name: str, otherwise: str) -> str:
    return sheet.text(fields[name], name) if name in fields else otherwise


def _texts(sheet: Sheet, fields: Mapping[str, yaml.Node], name: str) -> tuple[str, ...]:
    return sheet.texts(fields[name], name) if name in fields else ()


def _pushing(sheet: Sheet, node: yaml.Node) -> dict[str, float]:
    fields = sheet.fields(node, ("weight", "free"), "pushing")
    return {f"push_{name}": sheet.number(value, name) for name, value in fields.items()}


def read_scoring(sheet: Sheet, node: yaml.Node) -> Scoring | None:
    """The numbers of the score, None where one is missing or wrong."""
    before = len(sheet.problems)
    fields = sheet.fields(node, (*_SCORING, "talk_words", "pushing"), "scoring")
    for name in _SCORING:
        if name not in fields:
            sheet.error(node, f"scoring has no '{name}'")
    if len(sheet.problems) > before:
        return None

    def numbers(name: str, keys: tuple[str, ...]) -> dict[str, float]:
        found = {key: sheet.number(value, key) for key, value in sheet.fields(fields[name], keys, name).items()}
        if len(found) < len(keys):
            sheet.error(fields[name], f"'{name}' needs {', '.join(keys)}")
        return found

    window = numbers("window", ("turns", "seconds"))
    scoring = Scoring(
        weights=numbers("weights", ("listening", "acknowledgement", "valuing")),
        credits=tuple(sheet.number(item, "a credit") for item in sheet.items(fields["credits"], "credits")),
        targets={int(tier): int(grade) for tier, grade in numbers("targets", ("1", "2", "3")).items()},
        deductions=numbers("deductions", get_args(Severity)),
        deduction_cap=sheet.number(fields["deduction_cap"], "deduction_cap"),
        bands=numbers("bands", ("strong", "pass", "coach")),
        window_turns=int(window.get("turns", 2)),
        window_seconds=window.get("seconds", 30.0),
        **_pushing(sheet, fields["pushing"]) if "pushing" in fields else {},
        talk_words=int(sheet.number(fields["talk_words"], "talk_words")) if "talk_words" in fields else TALK_WORDS,
    )
    if len(scoring.credits) != 7:
        sheet.error(fields["credits"], "credits are seven numbers, for the grades 0 to 6")
    return scoring if len(sheet.problems) == before else None
