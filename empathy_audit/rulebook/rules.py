"""Reads rules: what each kind of rule must say, and what it may."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import yaml

from empathy_audit.matchers.regex import outlasts
from empathy_audit.matchers.values import Range, close, quoted
from empathy_audit.model import Clause, Examples, Limit, Rule, Severity, Taxonomy
from empathy_audit.rulebook.clauses import TURNS, Lists, read_clause, read_within
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
_TEXTS = ("id", "name", "message", "why", "suggest")
_SEVERITIES = get_args(Severity)
_PER = ("conversation", "turn", "run")
MEASURES = ("talk_share", "longest_turn")
_ROLES = ("customer", "agent", "bot", "system", "situation")  # the last is no speaker: what a script says it is for
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_FEW = 3  # so many missing keys are explained one by one
POINTS = Range(0, 100)
_LONG = 300  # characters of a turn on which a pattern is tried: the words of all examples, again and again
_HOW_OFTEN = Range(0, 10_000)
_A = {kind: ("an " if kind == "antipattern" else "a ") + kind for kind in _TARGET}
# What each key of a rule is there for, as the remedy of a rule that has none.
_FOR: Mapping[str, str] = {
    "id": "add 'id:' and a short name of its own, such as ACME1",
    "kind": "add 'kind:' and moment, behaviour, antipattern, require or limit",
    "name": "add 'name:' and what it finds, in a few words",
    "message": "add 'message:' and what the report says where it is found",
    "why": "add 'why:' and why it matters",
    "suggest": "add 'suggest:' and what a good agent would say",
    "examples": "add 'examples:' with texts that it finds and texts that it ignores",
    "match": "add 'match:' and below it 'phrases:' with what people say",
    "type": "add 'type:' and what the customer is going through, such as effort",
    "behaviour": "add 'behaviour:' and what the agent does well, such as validate",
    "antipattern": "add 'antipattern:' and what the agent should not do, such as dismiss",
    "then": "add 'then:' and below it 'phrases:' with what the agent must say",
    "limit": "add 'limit: {max: 3}' with how often is still right",
}

Talk = tuple[tuple[str, str], ...]


def read_rule(sheet: Sheet, node: yaml.Node, lists: Lists, taxonomy: Taxonomy, pack: str) -> Rule | None:
    """The rule at `node`, None where it has errors; they go to the sheet's problems."""
    before = len(sheet.problems)
    every = dict.fromkeys((*_ALWAYS, *_ANY, *(name for names in _OWN.values() for name in names)))
    fields = sheet.fields(node, tuple(every), "a rule")
    if not isinstance(node, yaml.MappingNode):
        return None
    kind = sheet.choice(fields["kind"], tuple(_TARGET), "kind") if "kind" in fields else ""
    kind = kind or close(str(fields["kind"].value), tuple(_TARGET)) if "kind" in fields else ""
    if kind:
        fields = _own(sheet, node, fields, kind)
    _complete(sheet, node, fields, kind)
    rule = _rule(sheet, fields, kind, lists, taxonomy, pack, node)
    return rule if len(sheet.problems) == before else None


def _own(sheet: Sheet, node: yaml.MappingNode, fields: Mapping[str, yaml.Node], kind: str) -> dict[str, yaml.Node]:
    """The fields that a rule of this kind may have; others are errors."""
    keys = {key.value: key for key, _ in node.value}
    mine = (*_ALWAYS, *_ANY, *_OWN[kind])
    for name in fields:
        if name not in mine and name in keys:
            others = [_A[one] for one, names in _OWN.items() if name in names]
            instead = _TARGET[kind]
            wrong_target = name in _TARGET.values() and instead not in fields
            fix = f"write '{instead}:' instead" if wrong_target else "remove it"
            sheet.error(keys[name], f"'{name}' is for {' or '.join(others)}, and this rule is {_A[kind]}", fix)
    return {name: value for name, value in fields.items() if name in mine}


def _complete(sheet: Sheet, node: yaml.MappingNode, fields: Mapping[str, yaml.Node], kind: str) -> None:
    needed = [*_ALWAYS, *([_TARGET[kind]] if kind else []), *_NEEDED.get(kind, ())]
    if not (kind == "limit" and "limit" in fields):
        needed.append("match")
    others = {key.value for key, _ in node.value} & set(_TARGET.values())
    missing = [
        name
        for name in needed
        if name not in fields
        and not (name == _TARGET.get(kind) and others)  # the key of another kind stands there, and was complained of
        and not (name == "examples" and sheet.trusted)
    ]
    if len(missing) > _FEW:
        names = ", ".join(f"'{name}'" for name in missing)
        sheet.error(node, f"the rule has no {names}", "every rule needs them; rules/README.md shows a whole rule")
    else:
        for name in missing:
            sheet.error(node, f"the rule has no '{name}'", _FOR[name])


def _rule(
    sheet: Sheet, fields: Mapping[str, yaml.Node], kind: Any, lists: Lists, taxonomy: Taxonomy, pack: str, node: yaml.Node
) -> Rule:
    targets: Mapping[str, Any] = {"moment": taxonomy.types, "behaviour": taxonomy.behaviours}.get(kind, taxonomy.antipatterns)
    key = _TARGET.get(kind, "")
    target = sheet.choice(fields[key], tuple(targets), key) if key in fields else ""
    info = targets.get(target)
    text: dict[str, Any] = {name: sheet.text(fields[name], f"'{name}'") for name in _TEXTS if name in fields}
    sheet.ids.add(text.get("id", ""))
    if text.get("id") and not _ID.fullmatch(text["id"]):
        fix = "use one word of letters and digits, such as ACME1"
        sheet.error(fields["id"], f"{quoted(text['id'])} cannot be an id", fix)
    severity: Any = getattr(info, "severity", "minor")
    if "severity" in fields:
        severity = sheet.choice(fields["severity"], _SEVERITIES, "severity") or severity
    points = sheet.number(fields["points"], "points", POINTS) if "points" in fields else getattr(info, "points", 0.0)
    limit = _limit(sheet, fields["limit"], lists) if "limit" in fields else None
    if limit is not None and not limit.measure and "match" not in fields and isinstance(fields["limit"], yaml.MappingNode):
        sheet.error(fields["limit"], "a limit needs something to count", "add 'match' to the rule, or 'measure' to its limit")
    seen = len(sheet.patterns)
    match = read_clause(sheet, fields["match"], lists, "match") if "match" in fields else Clause()
    then = read_clause(sheet, fields["then"], lists, "then") if "then" in fields else None
    examples = _examples(sheet, fields["examples"], kind) if "examples" in fields else Examples()
    _quick_enough(sheet, sheet.patterns[seen:], examples)
    return Rule(
        **{name: text.get(name, "") for name in _TEXTS},
        kind=kind,
        target=target,
        match=match,
        examples=examples,
        pack=pack,
        place=sheet.place(node),
        tier=int(sheet.choice(fields["tier"], ("1", "2", "3"), "tier") or 2) if "tier" in fields else 2,
        points=points or 0.0,
        severity=severity,
        dimension=getattr(info, "dimension", None),
        then=then,
        within=read_within(sheet, fields["within"]) if "within" in fields else 2,
        limit=limit,
        overlaps=sheet.texts(fields["overlaps"], "a rule's id") if "overlaps" in fields else (),
    )


def _quick_enough(sheet: Sheet, patterns: Sequence[tuple[str, yaml.Node]], examples: Examples) -> None:
    """Complains of patterns that run out of time on the rule's own examples, or on all of them as one long text."""
    said = [words for talk in (*examples.finds, *examples.ignores) for _, words in talk]
    plain = " ".join(re.findall(r"\w+", " ".join(said)))
    long = (f"{plain} " * (_LONG // (len(plain) + 1) + 1))[:_LONG] + "~"
    for pattern, node in patterns:
        if any(outlasts(pattern, text) for text in (*said, long)):
            fix = "take out choices that mean the same, such as (a|aa)+, or write phrases"
            sheet.error(node, "regex: this pattern takes far too long on the words of the rule's examples", fix)


def _limit(sheet: Sheet, node: yaml.Node, lists: Lists) -> Limit:
    fields = sheet.fields(node, ("max", "min", "per", "ratio_to", "measure", "at_least"), "limit")
    if "max" not in fields and "min" not in fields and isinstance(node, yaml.MappingNode):
        sheet.error(node, "a limit needs 'max' or 'min'", "write {max: 3} for three at most")
    most, least = (sheet.number(fields[name], name, _HOW_OFTEN) if name in fields else None for name in ("max", "min"))
    if most is not None and least is not None and least > most:
        sheet.error(fields["min"], f"min {least:g} is larger than max {most:g}: no call could keep both", "swap them")
    return Limit(
        per=sheet.choice(fields["per"], _PER, "per") or "conversation" if "per" in fields else "conversation",  # type: ignore[arg-type]
        max=most,
        min=least,
        ratio_to=read_clause(sheet, fields["ratio_to"], lists, "ratio_to") if "ratio_to" in fields else None,
        measure=sheet.choice(fields["measure"], MEASURES, "measure") if "measure" in fields else "",
        at_least=int(sheet.number(fields["at_least"], "at_least", TURNS) or 1) if "at_least" in fields else 1,
    )


def _examples(sheet: Sheet, node: yaml.Node, kind: str) -> Examples:
    fields = sheet.fields(node, ("finds", "ignores", "todo_finds", "todo_ignores"), "examples")
    for name, fix in (("finds", "a text that the rule must find"), ("ignores", "a text that the rule must leave alone")):
        if name not in fields and isinstance(node, yaml.MappingNode):
            sheet.error(node, f"the examples have no '{name}'", f"add '{name}:' with {fix}, at least one")
    side = "customer" if kind == "moment" else "agent"
    read = {
        name: [(_talk(sheet, item, side), item) for item in sheet.items(part, f"'{name}'")] for name, part in fields.items()
    }
    found = {talk for talk, _ in read.get("finds", ()) if any(words for _, words in talk)}
    for talk, item in read.get("ignores", ()):
        if talk in found:
            sheet.error(item, "this text stands under 'finds' too", "decide which it is, and remove the other")
    return Examples(**{name: tuple(talk for talk, _ in talks) for name, talks in read.items()})


def _talk(sheet: Sheet, node: yaml.Node, side: str) -> Talk:
    """One example: what one turn says, or a list of `speaker: words`."""
    if isinstance(node, yaml.ScalarNode):
        return ((side, sheet.text(node, "an example")),)
    if isinstance(node, yaml.MappingNode):
        sheet.error(node, "an example is a text, not a map", "put it in quotes, all of it")
        return ()
    turns = []
    for item in sheet.items(node, "an example"):
        if not isinstance(item, yaml.ScalarNode):
            sheet.error(item, "a turn of an example is a text", "put it in quotes, all of it: \"customer: ...\"")
            continue
        role, colon, said = str(item.value).partition(":")
        if not colon or role.strip() not in _ROLES:
            meant = close(role.strip(), _ROLES) if colon else ""
            fix = f"did you mean '{meant}:'?" if meant else 'write "customer: ..." or "agent: ...", in quotes'
            sheet.error(item, "a turn of an example begins with who speaks", fix)
        elif not said.strip():
            sheet.error(item, "nothing is said in this turn", "write words after the ':'")
        else:
            turns.append((role.strip(), said.strip()))
    return tuple(turns)
