"""The JSON Schema of a rule pack says what the reader says: both take the shipped packs, both refuse the same mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from empathy_audit import rulebook
from empathy_audit.errors import RuleError
from empathy_audit.matchers import MATCHERS
from empathy_audit.rulebook import clauses, rules, telling
from empathy_audit.rulebook.schema import ABOUT, VALUES, schema

SCHEMA = schema(rulebook.load().taxonomy)
VALIDATOR = Draft202012Validator(SCHEMA)

MOMENT = """\
rules:
  - id: ACME1
    kind: moment
    type: effort
    name: Waiting
    message: The customer waited.
    why: Waiting costs.
    suggest: "You waited, and that is on us."
    match:
      phrases: [I waited]
    examples:
      finds: [I waited.]
      ignores: [Hello.]
"""
MATCH = "phrases: [I waited]"


def reader_takes(folder: Path, text: str) -> bool:
    file = folder / "acme.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        rulebook.load([str(file)])
    except RuleError:
        return False
    return True


def schema_takes(text: str) -> bool:
    return VALIDATOR.is_valid(yaml.safe_load(text))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(rulebook.home().rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_fits(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))] == []


def test_every_way_of_listening_is_known() -> None:
    """A new matcher needs a line in the schema, one for people who ask what a rule listens for, and a description."""
    assert set(VALUES) == set(MATCHERS) | {"situation"}
    assert set(telling._TELL) == {*MATCHERS, "phrases", "situation"}
    assert set(clauses.KEYS) <= set(ABOUT)
    assert {*rules._ALWAYS, *rules._ANY, *(key for own in rules._OWN.values() for key in own)} <= set(ABOUT)


WRONG = [
    ("kind: moment", "kind: momnt"),
    ("    why:", "    wy:"),
    ("    why: Waiting costs.\n", ""),
    ("    type: effort", "    behaviour: validate"),
    ("    type: effort", "    type: effort\n    points: 2"),
    ("    type: effort", "    type: effort\n    tier: 4"),
    ("    type: effort", "    type: effort\n    overlaps: {ACME2: yes}"),
    (MATCH, "unless: {phrases: [I waited]}"),
    (MATCH, f"{MATCH}\n      within: {{turns: 3}}"),
    (MATCH, f"{MATCH}\n      speaker: client"),
    (MATCH, f"{MATCH}\n      in: paragraph"),
    (MATCH, f"{MATCH}\n      negation: no"),
    (MATCH, f"{MATCH}\n      lenght: {{min_words: 3}}"),
    (MATCH, "any: [{phrase: I waited}]"),
    (MATCH, "score: {at_least: 2, signals: [{phrases: [I waited]}]}"),
    (MATCH, "score: {signals: [{weight: 2, phrases: [I waited]}]}"),
    (MATCH, f"{MATCH}\n      after: {{phrases: [x]}}\n      within: {{turn: 3}}"),
    ("      ignores: [Hello.]\n", ""),
    ("      ignores: [Hello.]", "      ignores: [['Hello.']]"),
    ("      ignores: [Hello.]", "      ignores: [Hello.]\n      todo: [x]"),
    ("rules:", "ruels:"),
    ("rules:", "types: {storm: {nmae: Storm}}\nrules:"),
    ("rules:", "types: {storm: {traits: [windy]}}\nrules:"),
    ("rules:", "behaviours: {nod: {name: Nods}}\nrules:"),
    ("rules:", "behaviours: {nod: {dimension: kindness}}\nrules:"),
    ("rules:", "antipatterns: {shout: {severity: loud}}\nrules:"),
    ("rules:", "scoring: {weights: {listening: 1}}\nrules:"),
    ("kind: moment\n    type: effort", "kind: limit\n    antipattern: blame\n    limit: {per: conversation}"),
    ("kind: moment\n    type: effort", "kind: limit\n    antipattern: blame\n    limit: {per: week, max: 3}"),
    ("kind: moment\n    type: effort", "kind: limit\n    antipattern: blame"),
    ("kind: moment\n    type: effort", "kind: require\n    antipattern: blame"),
    (f"    match:\n      {MATCH}\n", ""),
]
RIGHT = [
    (MATCH, "phrases: I waited"),
    (MATCH, "phrases: [no, 12:30, 7]"),
    (MATCH, f"all: [{{{MATCH}}}, {{question: any}}]"),
    (MATCH, f"{MATCH}\n      unless: {{phrases: [x]}}\n      after: {{cue: harm, speaker: agent}}\n      within: {{turns: 3}}"),
    (MATCH, "score: {at_least: 2, signals: [{weight: 2.5, phrases: [I waited]}, {weight: -1, length: {max_words: 3}}]}"),
    ("    type: effort", "    type: effort\n    tier: 3\n    overlaps: EMP142"),
    ("      ignores: [Hello.]", "      ignores: [['agent: Hello.', 'customer: Hi.']]\n      todo_finds: Waiting."),
    ("rules:", "pack: acme\nlists: {brand: [Acme, 7]}\ntypes: {storm: {name: Storm, traits: [once], required: [[pace]], review: true}}\nrules:"),
    ("kind: moment\n    type: effort", "kind: limit\n    antipattern: blame\n    limit: {max: 3, ratio_to: {question: any}}"),
    (
        f"kind: moment\n    type: effort{MOMENT.partition('effort')[2].partition('    match')[0]}    match:\n      {MATCH}\n",
        "kind: limit\n    antipattern: blame\n    limit: {measure: talk_share, min: 0.1}\n    name: N\n    message: M\n    why: W\n    suggest: S\n",
    ),
    ("kind: moment\n    type: effort", "kind: require\n    antipattern: blame\n    then: {phrases: [sorry]}\n    within: {turns: 1}"),
    ("kind: moment\n    type: effort", "kind: behaviour\n    behaviour: validate\n    points: 1"),
]


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_both_refuse(tmp_path: Path, old: str, new: str) -> None:
    assert MOMENT.count(old) >= 1
    text = MOMENT.replace(old, new, 1)
    assert (reader_takes(tmp_path, text), schema_takes(text)) == (False, False)


@pytest.mark.parametrize(("old", "new"), [("", ""), *RIGHT])
def test_both_take(tmp_path: Path, old: str, new: str) -> None:
    text = MOMENT.replace(old, new, 1)
    assert (old == "" or text != MOMENT) and reader_takes(tmp_path, text)
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))] == []


GOOD_VALUES: dict[str, list[Any]] = {
    "cue": ["harm", ["harm", "validate"]],
    "echo": [{}, {"of": "agent"}, {"of": "customer", "min_words": 2, "back": 3}],
    "length": [{"min_words": 1}, {"max_words": 4}, {"min_words": 1, "max_words": 4}],
    "position": [{"first_turns": 3}, {"last_turns": 1}],
    "question": ["open", "closed", "statement", "final", "any"],
    "regex": ["[0-9]+", ["a", "b"]],
    "sentiment": [{"min": -0.5}, {"min": 0, "max": 1}],
    "situation": ["any", ["harm"]],
    "speech": ["verbatim"],
    "style": ["capitals", ["exclamations", "lengthened", "ellipsis", "questions"]],
    "tally": [{"of": "you"}, {"of": ["you", "your"], "over": ["I"], "min": 1, "max": 9}],
    "timing": [{"pause": {"min": 5}}, {"duration": {"max": 2}, "pause": {"min": 1, "max": 2}}],
}
BAD_VALUES: dict[str, list[Any]] = {
    "cue": [{"id": "harm"}],
    "echo": [{"off": "agent"}, {"of": "bot"}, {"min_words": "many"}, {"min_words": -1}, "customer"],
    "length": [{}, {"words": 3}, {"min_words": "few"}, 4],
    "position": [{}, {"first": 3}, {"first_turns": 3, "last_turns": 1}, {"first_turns": 1.5}],
    "question": ["opne", ["open"]],
    "regex": [{"a": "b"}],
    "sentiment": [{}, {"mean": 1}, {"min": "low"}],
    "situation": [{"a": "b"}],
    "speech": ["spoken"],
    "style": ["shouting", ["capitals", "shouting"], []],
    "tally": [{}, {"min": 3}, {"of": "you", "most": 3}, {"of": "you", "min": "few"}],
    "timing": [{"pauses": {"min": 5}}, {"pause": {}}, {"pause": {"least": 5}}, {"pause": 5}],
}


def values() -> Iterator[tuple[str, Any, bool]]:
    for table, good in ((GOOD_VALUES, True), (BAD_VALUES, False)):
        assert set(table) >= set(MATCHERS)
        yield from ((name, value, good) for name, given in table.items() for value in given if name in MATCHERS)


@pytest.mark.parametrize(("name", "value", "good"), list(values()))
def test_both_agree_about_what_a_matcher_takes(tmp_path: Path, name: str, value: Any, good: bool) -> None:
    pack = yaml.safe_load(MOMENT)
    pack["rules"][0]["match"] = {"phrases": ["I waited"], name: value}
    text = yaml.safe_dump(pack)
    assert (reader_takes(tmp_path, text), schema_takes(text)) == (good, good)


KEYS = [
    *((("rules", 0), key) for key in (*rules._ALWAYS, "type", "tier", "overlaps", "match")),
    *((("rules", 0, "match"), key) for key in clauses.KEYS),
]


@pytest.mark.parametrize(("where", "key"), KEYS, ids=lambda value: str(value))
def test_a_slip_of_any_key_is_refused_by_both(tmp_path: Path, where: tuple[Any, ...], key: str) -> None:
    pack = yaml.safe_load(MOMENT)
    inside = pack
    for step in where:
        inside = inside[step]
    inside[f"{key}s_"] = inside.pop(key, "x")
    text = yaml.safe_dump(pack)
    assert (reader_takes(tmp_path, text), schema_takes(text)) == (False, False)
