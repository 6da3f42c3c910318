"""Reads what rules may report (types, behaviours, anti-patterns, expectations, rungs) and the numbers of the score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from empathy_audit.matchers.values import Range, quoted
from empathy_audit.model import (
    DIMENSIONS,
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
GRADES = 7  # from 0 to 6
_MANY, _POINTS, _GRADE = Range(0), Range(0, 100), Range(1, 6, whole=True)
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
        traits=tuple(sheet.choice(trait, TRAITS, "trait") for trait in sheet.items(fields["traits"], "traits"))
        if "traits" in fields
        else (),
    )


def _behaviour(sheet: Sheet, name: str, node: yaml.Node) -> BehaviourInfo:
    fields = sheet.fields(node, ("name", "dimension", "points", "chance", "also"), f"the behaviour '{name}'")
    dimension: Any = sheet.choice(fields["dimension"], get_args(Dimension), "dimension") if "dimension" in fields else ""
    if "dimension" not in fields and isinstance(node, yaml.MappingNode):
        fix = f"add 'dimension:' and one of {', '.join(get_args(Dimension))}"
        sheet.error(node, f"the behaviour {quoted(name)} has no dimension", fix)
    return BehaviourInfo(
        id=name,
        name=_text(sheet, fields, "name", name),
        dimension=dimension or "listening",
        points=(sheet.number(fields["points"], "points", _POINTS) or 0.0) if "points" in fields else 0.0,
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
    """The texts under `name`; nothing is as good as an empty list."""
    if name not in fields or (isinstance(fields[name], yaml.SequenceNode) and not fields[name].value):
        return ()
    return sheet.texts(fields[name], name)


def read_scoring(sheet: Sheet, node: yaml.Node) -> Scoring | None:
    """The numbers of the score, None where one is missing or wrong."""
    before = len(sheet.problems)
    fields = sheet.fields(node, (*_SCORING, "talk_words", "pushing"), "scoring")
    lacking = ", ".join(f"'{name}'" for name in _SCORING if name not in fields)
    if lacking and isinstance(node, yaml.MappingNode):
        fix = "a pack gives all numbers of the score; to change single ones write them into empathy-audit.yaml"
        sheet.error(node, f"scoring has no {lacking}", fix)

    def numbers(name: str, allowed: Mapping[str, Range]) -> dict[str, float]:
        found = sheet.fields(fields[name], tuple(allowed), name) if name in fields else {}
        missing = [key for key in allowed if key not in found]
        if missing and name in fields and isinstance(fields[name], yaml.MappingNode):
            sheet.error(fields[name], f"{name} has no '{missing[0]}'", f"it needs {', '.join(allowed)}")
        return {key: sheet.number(value, f"{name}: {key}", allowed[key]) or 0.0 for key, value in found.items()}

    def single(name: str, allowed: Range, otherwise: int = 0) -> float:
        return sheet.number(fields[name], name, allowed) or 0.0 if name in fields else otherwise

    window = numbers("window", {"turns": Range(1, 1000, whole=True), "seconds": Range(0, above=True)})
    pushing = numbers("pushing", dict.fromkeys(("weight", "free"), _MANY)) if "pushing" in fields else {}
    scoring = Scoring(
        weights=numbers("weights", dict.fromkeys(DIMENSIONS, _MANY)),
        credits=tuple(
            sheet.number(item, "a credit", Range(0, 1)) or 0.0
            for item in (sheet.items(fields["credits"], "credits") if "credits" in fields else ())
        ),
        targets={int(tier): int(grade) for tier, grade in numbers("targets", dict.fromkeys(("1", "2", "3"), _GRADE)).items()},
        deductions=numbers("deductions", dict.fromkeys(get_args(Severity), _POINTS)),
        deduction_cap=single("deduction_cap", _POINTS),
        bands=numbers("bands", dict.fromkeys(("strong", "pass", "coach"), _POINTS)),
        window_turns=int(window.get("turns", 2)),
        window_seconds=window.get("seconds", 30.0),
        **{f"push_{name}": value for name, value in pushing.items()},
        talk_words=int(single("talk_words", Range(1, whole=True), TALK_WORDS)),
    )
    if len(sheet.problems) == before:
        _fits(sheet, fields, scoring)
    return scoring if len(sheet.problems) == before else None


def _fits(sheet: Sheet, fields: Mapping[str, yaml.Node], scoring: Scoring) -> None:
    """Whether numbers that are sound one by one make sense together."""
    bands = list(scoring.bands.values())
    if len(scoring.credits) != GRADES:
        fix = f"here are {len(scoring.credits)}"
        sheet.error(fields["credits"], "credits are seven numbers, for the grades 0 to 6", fix)
    elif list(scoring.credits) != sorted(scoring.credits):
        sheet.error(fields["credits"], "a higher grade earns less than a lower", "let credits rise from 0 to 6")
    if not any(scoring.weights.values()):
        sheet.error(fields["weights"], "all weights are 0: nothing could be scored", "give one of them a weight")
    if [scoring.bands[name] for name in ("strong", "pass", "coach")] != sorted(bands, reverse=True):
        sheet.error(fields["bands"], "the bands are out of order", "let strong be the highest, then pass, then coach")
