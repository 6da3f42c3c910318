"""Reads rules: what each kind of rule must say, and what it may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from empathy_audit.model import Clause, Examples, Kind, Limit, Rule, Severity, Taxonomy
from empathy_audit.rulebook.clauses import Lists, read_clause, read_within
from empathy_audit.rulebook.sheet import Sheet

_TARGET = {
    "moment": "type",
    "behaviour": "behaviour",
    "antipattern": "antipattern",
    "require": "antipattern",
    "limit": "antipattern",
}
_ALWAYS = ("id", "kind", "name", "message", "why", "suggest", "examples")
_ANY = ("overlaps",)  # what any rule may say
_OWN: Mapping[str, tuple[str, ...]] = {
    "moment": ("type", "tier", "match"),
    "behaviour": ("behaviour", "points", "match"),
    "antipattern": ("antipattern", "severity", "match"),
    "require": ("antipattern", "severity", "match", "then", "within"),
    "limit": ("antipattern", "severity", "match", "limit"),
}
_NEEDED: Mapping[str, tuple[str, ...]] = {"require": ("then",), "limit": ("limit",)}
_SEVERITIES = get_args(Severity)
_PER = ("conversation", "turn", "run")
MEASURES = ("talk_share", "longest_turn")
_ROLES = ("customer", "agent", "bot", "system", "situation")  # the last is no speaker: what a script says it is for

Talk = tuple[tuple[str, str], ...]


def read_rule(sheet: Sheet, node: yaml.Node, lists: Lists, taxonomy: Taxonomy, pack: str) -> Rule | None:
    """The rule at `node`, None where it has errors; they go to the sheet's problems."""
    before = len(sheet.problems)
    kinds = [value.value for key, value in node.value if key.value == "kind"] if isinstance(node, yaml.MappingNode) else []
    kind = kinds[0] if kinds and kinds[0] in _TARGET else ""
    known = (*_ALWAYS, *_ANY, *(_OWN[kind] if kind else sorted({name for names in _OWN.values() for name in names})))
    fields = sheet.fields(node, known, "a rule")
    if not fields:
        return None
    if "kind" in fields:
        sheet.choice(fields["kind"], tuple(_TARGET), "kind")
    needed = [*_ALWAYS, *([_TARGET[kind]] if kind else []), *_NEEDED.get(kind, ())]
    missing = [name for name in needed if name not in fields and not (name == "examples" and sheet.trusted)]
    if "match" not in fields and not (kind == "limit" and "limit" in fields):
        missing.append("match")
    if missing:
        sheet.error(node, f"the rule has no {', '.join(missing)}", "every rule needs them")
    if not kind or missing:
        return None
    rule = _rule(sheet, fields, kind, lists, taxonomy, pack, node)
    return rule if len(sheet.problems) == before else None


def _rule(
    sheet: Sheet, fields: Mapping[str, yaml.Node], kind: Any, lists: Lists, taxonomy: Taxonomy, pack: str, node: yaml.Node
) -> Rule:
    targets: Mapping[str, Any] = {"moment": taxonomy.types, "behaviour": taxonomy.behaviours}.get(kind, taxonomy.antipatterns)
    target = sheet.choice(fields[_TARGET[kind]], tuple(targets), _TARGET[kind])
    info = targets.get(target)
    text: dict[str, Any] = {name: sheet.text(fields[name], name) for name in ("id", "name", "message", "why", "suggest")}
    severity: Any = getattr(info, "severity", "minor")
    if "severity" in fields:
        severity = sheet.choice(fields["severity"], _SEVERITIES, "severity") or severity
    points = sheet.number(fields["points"], "points") if "points" in fields else getattr(info, "points", 0.0)
    limit = _limit(sheet, fields["limit"], lists) if "limit" in fields else None
    if limit is not None and not limit.measure and "match" not in fields:
        sheet.error(fields["limit"], "a limit needs 'match' (what to count) or 'measure'")
    return Rule(
        **text,
        kind=_kind(kind),
        target=target,
        match=read_clause(sheet, fields["match"], lists) if "match" in fields else Clause(),
        examples=_examples(sheet, fields["examples"], kind) if "examples" in fields else Examples(),
        pack=pack,
        place=sheet.place(node),
        tier=_tier(sheet, fields["tier"]) if "tier" in fields else 2,
        points=points,
        severity=severity,
        dimension=getattr(info, "dimension", None),
        then=read_clause(sheet, fields["then"], lists) if "then" in fields else None,
        within=read_within(sheet, fields["within"]) if "within" in fields else 2,
        limit=limit,
        overlaps=sheet.texts(fields["overlaps"], "a rule's id") if "overlaps" in fields else (),
    )


def _kind(kind: str) -> Kind:
    return kind  # type: ignore[return-value]  # checked against _TARGET before


def _tier(sheet: Sheet, node: yaml.Node) -> int:
    return int(sheet.choice(node, ("1", "2", "3"), "tier") or 2)


def _limit(sheet: Sheet, node: yaml.Node, lists: Lists) -> Limit:
    fields = sheet.fields(node, ("per", "max", "min", "ratio_to", "measure", "at_least"), "limit")
    if "max" not in fields and "min" not in fields:
        sheet.error(node, "a limit needs 'max' or 'min'")
    return Limit(
        per=sheet.choice(fields["per"], _PER, "per") or "conversation" if "per" in fields else "conversation",  # type: ignore[arg-type]
        max=sheet.number(fields["max"], "max") if "max" in fields else None,
        min=sheet.number(fields["min"], "min") if "min" in fields else None,
        ratio_to=read_clause(sheet, fields["ratio_to"], lists) if "ratio_to" in fields else None,
        measure=sheet.choice(fields["measure"], MEASURES, "measure") if "measure" in fields else "",
        at_least=int(sheet.number(fields["at_least"], "at_least")) if "at_least" in fields else 1,
    )


def _examples(sheet: Sheet, node: yaml.Node, kind: str) -> Examples:
    fields = sheet.fields(node, ("finds", "ignores", "todo_finds", "todo_ignores"), "examples")
    for name in ("finds", "ignores"):
        if name not in fields:
            sheet.error(node, f"the examples have no '{name}'", "give at least one, so that the rule can be tested")
    side = "customer" if kind == "moment" else "agent"
    return Examples(
        **{name: tuple(_talk(sheet, item, side) for item in sheet.items(part, name)) for name, part in fields.items()}
    )


def _talk(sheet: Sheet, node: yaml.Node, side: str) -> Talk:
    """One example: what one turn says, or a list of `speaker: words`."""
    if isinstance(node, yaml.ScalarNode):
        return ((side, sheet.text(node, "an example")),)
    turns = []
    for item in sheet.items(node, "an example"):
        role, colon, said = sheet.text(item, "a turn of an example").partition(":")
        if not colon or role.strip() not in _ROLES:
            sheet.error(item, "a turn of an example begins with 'customer:' or 'agent:'", "quote the whole turn")
        else:
            turns.append((role.strip(), said.strip()))
    return tuple(turns)
