"""The JSON Schema of a rule pack, for editors. Built from the reader's own tables, so that both know the same keys.

It says what a file must look like. What a phrase means, and whether a list or an id is there, only the reader can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from empathy_audit.matchers.question import _KINDS as QUESTIONS
from empathy_audit.matchers.question import FINAL
from empathy_audit.matchers.style import STYLES
from empathy_audit.model import AntipatternInfo, BehaviourInfo, Dimension, Expectation, Severity, Taxonomy, TypeInfo
from empathy_audit.rulebook import clauses, rules, taxonomy

ID = "https://empathy-audit.invalid/rule-pack.schema.json"  # names the schema; nothing is to be had there

# YAML makes other things than texts of 12:30 and no; the reader of packs does not.
_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_NUMBER = {"type": "number"}
_COUNT = {"type": "integer", "minimum": 0}
_CLAUSE = {"$ref": "#/$defs/matcher"}
_CLAUSES = {"anyOf": [_CLAUSE, {"type": "array", "items": _CLAUSE}]}
_WITHIN = {"type": "object", "properties": {"turns": _NUMBER}, "required": ["turns"], "additionalProperties": False}

ABOUT = {
    "id": "Your own short name of the rule, such as OURS1. No two rules of a pack share one.",
    "kind": "What the rule is for: moment hears the customer, behaviour and antipattern the agent; require and limit count.",
    "name": "What it is called in lists.",
    "message": "What it says in a report, as a sentence.",
    "why": "Why it matters, for the person who is being coached.",
    "suggest": "What a good agent would say.",
    "match": "What to listen for.",
    "examples": "What must make the rule fire (finds) and what must not (ignores).",
    "overlaps": "Rules for the same thing that may claim the same words.",
    "type": "The type of moment, as in 'empathy-audit rules list --kind moment'.",
    "tier": "1 a hint, 2 said outright, 3 critical.",
    "behaviour": "What the agent does, as in 'empathy-audit rules list --kind behaviour'.",
    "points": "How much it earns, where that is less than the behaviour's own points.",
    "antipattern": "What hurts, as in 'empathy-audit rules list --kind antipattern'.",
    "severity": "How much it hurts.",
    "then": "What the agent must say after 'match' was heard.",
    "within": "How many turns are looked at: {turns: 2}.",
    "limit": "How often 'match' may hold.",
    "phrases": "What people say, in plain words: one of them is enough.",
    "negation": "Whether a phrase counts where it is denied: skip (it does not), allow, only.",
    "all": "All of these must hold.",
    "any": "One of these must hold.",
    "none": "None of these may hold.",
    "unless": "None of these may hold.",
    "after": "What must have been said in the turns before.",
    "score": "Signals with weights that must add up.",
    "speaker": "Who speaks.",
    "in": "Whether all of it must stand in one sentence, or anywhere in the turn.",
    "cue": "A cue of one of these ids was found in this turn.",
    "echo": "Takes up the other side's own words.",
    "length": "How many words.",
    "position": "Among the first or last turns of this side.",
    "question": "A question of this kind is asked.",
    "regex": "A regular expression; the exception, for what words cannot say.",
    "sentiment": "The mood of the turn, from -1 to 1.",
    "situation": "What a script says it is written for.",
    "speech": "Speech that was written down word for word.",
    "style": "How it is written.",
    "tally": "Counts words or phrases.",
    "timing": "Seconds, where the transcript has times.",
}


def _object(properties: Mapping[str, Any], *, needed: Iterable[str] = (), one_of: Iterable[str] = ()) -> dict[str, Any]:
    """A map with no other keys; `needed` must be there, and one at least of `one_of`."""
    made: dict[str, Any] = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    if needed:
        made["required"] = list(needed)
    if one_of:
        made["anyOf"] = [{"required": [name]} for name in one_of]
    return made


def _bounds(*names: str, of: Mapping[str, Any] = _NUMBER) -> dict[str, Any]:
    return _object(dict.fromkeys(names, of), one_of=names)


def _some(values: Iterable[str]) -> dict[str, Any]:
    """One of `values`, or a list of them."""
    choice = {"enum": list(values)}
    return {"anyOf": [choice, {"type": "array", "items": choice, "minItems": 1}]}


VALUES: Mapping[str, Mapping[str, Any]] = {  # what a matcher takes
    "cue": _TEXTS,
    "echo": _object({"of": {"enum": ["customer", "agent"]}, "min_words": _COUNT, "back": _COUNT}),
    "length": _bounds("min_words", "max_words"),
    "position": {**_bounds("first_turns", "last_turns", of=_COUNT), "maxProperties": 1},
    "question": {"enum": [*QUESTIONS, FINAL]},
    "regex": _TEXTS,
    "sentiment": _bounds("min", "max"),
    "situation": _TEXTS,
    "speech": {"enum": ["verbatim"]},
    "style": _some(STYLES),
    "tally": _object({"of": _TEXTS, "over": _TEXTS, "min": _NUMBER, "max": _NUMBER}, needed=["of"]),
    "timing": _object(dict.fromkeys(("pause", "duration"), _bounds("min", "max"))),
}


def schema(known: Taxonomy) -> dict[str, Any]:
    """The schema; the ids of `known` are offered where one is asked for, and others are allowed, for a pack may add its own."""
    lists = {"type": "object", "additionalProperties": _TEXTS}
    sections = {name: _section(name) for name in taxonomy.SECTIONS}
    everything = {"pack": _TEXT, "lists": lists, "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "A rule pack of empathy-audit",
        **_object({**everything, "scoring": _scoring(), **sections}),
        "minProperties": 1,
        "$defs": {"rule": _rule(known), "matcher": _matcher(), "signal": _signal(), "example": _example()},
    }


def _rule(known: Taxonomy) -> dict[str, Any]:
    """Which keys a rule may have hangs on its kind."""
    values = _rule_values(known)
    kinds = []
    for kind, own in rules._OWN.items():
        keys = [*rules._ALWAYS, *rules._ANY, *own]
        needed = [*rules._ALWAYS, rules._TARGET[kind], *rules._NEEDED.get(kind, ())]
        then: dict[str, Any] = {**_object(dict.fromkeys(keys, True)), "required": needed}
        if kind == "limit":
            then["anyOf"] = [{"required": ["match"]}, {"properties": {"limit": {"required": ["measure"]}}}]
        else:
            then["required"] = [*needed, "match"]
        kinds.append({"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then})
    return {"type": "object", "properties": values, "required": ["id", "kind"], "allOf": kinds}


def _rule_values(known: Taxonomy) -> dict[str, Any]:
    text: dict[str, Mapping[str, Any]] = dict.fromkeys(("id", "name", "message", "why", "suggest"), _TEXT)
    targets = {"type": known.types, "behaviour": known.behaviours, "antipattern": known.antipatterns}
    limit = _object(
        {
            "per": {"enum": list(rules._PER)},
            "max": _NUMBER,
            "min": _NUMBER,
            "ratio_to": _CLAUSE,
            "measure": {"enum": list(rules.MEASURES)},
            "at_least": _NUMBER,
        },
        one_of=("max", "min"),
    )
    names = ("finds", "ignores", "todo_finds", "todo_ignores")
    talks = {"anyOf": [_TEXT, {"type": "array", "items": {"$ref": "#/$defs/example"}}]}
    values: dict[str, Mapping[str, Any]] = {
        **text,
        **{name: {"anyOf": [{"enum": sorted(ids)}, {"type": "string"}]} for name, ids in targets.items()},
        "kind": {"enum": list(rules._TARGET)},
        "tier": {"enum": [1, 2, 3]},
        "points": _NUMBER,
        "severity": {"enum": list(get_args(Severity))},
        "match": _CLAUSE,
        "then": _CLAUSE,
        "within": _WITHIN,
        "limit": limit,
        "overlaps": _TEXTS,
        "examples": _object(dict.fromkeys(names, talks), needed=("finds", "ignores")),
    }
    return {name: {"description": ABOUT[name], **value} for name, value in values.items()}


def _example() -> dict[str, Any]:
    turn = {"type": "string", "pattern": rf"^\s*({'|'.join(rules._ROLES)})\s*:"}
    return {"anyOf": [_TEXT, {"type": "array", "items": turn}]}


def _clause_values() -> dict[str, Any]:
    own: dict[str, Mapping[str, Any]] = {
        "phrases": _TEXTS,
        "negation": {"enum": list(clauses.NEGATION)},
        "after": _CLAUSE,
        "within": _WITHIN,
        "score": _object(
            {"at_least": _NUMBER, "signals": {"type": "array", "items": {"$ref": "#/$defs/signal"}}},
            needed=("at_least", "signals"),
        ),
        "speaker": {"enum": list(clauses.SPEAKERS)},
        "in": {"enum": list(clauses.SCOPES)},
        **dict.fromkeys(("all", "any", "none", "unless"), _CLAUSES),
    }
    return {name: {"description": ABOUT.get(name, name), **(own.get(name) or VALUES.get(name, {}))} for name in clauses.KEYS}


def _matcher() -> dict[str, Any]:
    looks = sorted(clauses._LOOKS)
    return {**_object(_clause_values(), one_of=looks), "dependentRequired": {"within": ["after"]}}


def _signal() -> dict[str, Any]:
    weighed = {"weight": {"description": "How much it counts; below 0 it counts against.", **_NUMBER}, **_clause_values()}
    return {**_object(weighed, needed=["weight"], one_of=sorted(clauses._LOOKS)), "dependentRequired": {"within": ["after"]}}


def _section(name: str) -> dict[str, Any]:
    """A part of the taxonomy: entries by id, whose keys are the fields of what the reader makes of them."""
    if name == "rungs":
        return {"type": "object", "additionalProperties": _TEXTS}
    nouns: Mapping[str, Any] = {
        "types": TypeInfo,
        "behaviours": BehaviourInfo,
        "antipatterns": AntipatternInfo,
        "expectations": Expectation,
    }
    special: dict[str, Mapping[str, Any]] = {
        "name": _TEXT,
        "points": _NUMBER,
        "severity": {"enum": list(get_args(Severity))},
        "dimension": {"enum": list(get_args(Dimension))},
        "review": {"type": "boolean"},
        "traits": _some(taxonomy.TRAITS),
        "required": {"type": "array", "items": _TEXTS},
    }
    keys = [key for key in nouns[name]._fields if key != "id"]
    needed = ["dimension"] if name == "behaviours" else []
    entry = _object({key: special.get(key, _TEXTS) for key in keys}, needed=needed)
    return {"type": "object", "additionalProperties": entry}


def _scoring() -> dict[str, Any]:
    numbers = {"type": "object", "additionalProperties": _NUMBER}
    values = {"credits": {"type": "array", "items": _NUMBER, "minItems": 7, "maxItems": 7}, "deduction_cap": _NUMBER}
    known = {name: values.get(name, numbers) for name in taxonomy._SCORING}
    return _object({**known, "talk_words": _NUMBER, "pushing": numbers}, needed=taxonomy._SCORING)
