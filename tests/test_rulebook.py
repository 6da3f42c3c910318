"""Rule files: what is wrong in them is said all at once, with the place, the line, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from empathy_audit import rulebook
from empathy_audit.errors import RuleError

RULE = """\
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


def complaints(folder: Path, text: str) -> list[str]:
    pack = folder / "acme.yaml"
    pack.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rulebook.load([str(pack)])
    return [str(problem).replace(str(folder), "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("type: effort", "type: effrt", "/acme.yaml:4:11: unknown type 'effrt' (did you mean 'effort'?)"),
        ("kind: moment", "kind: momnt", "/acme.yaml:3:11: unknown kind 'momnt' (did you mean 'moment'?)"),
        ("    why:", "    wy:", "/acme.yaml:7:5: unknown key 'wy' in a rule (did you mean 'why'?)"),
        ("    why: Waiting costs.\n", "", "/acme.yaml:2:5: the rule has no why (every rule needs them)"),
        ("    name: Waiting", "    name: Waiting\n    name: Again", "/acme.yaml:6:5: 'name' stands twice in a rule (remove one of them)"),
        ("[I waited]", "['I (waited']", "/acme.yaml:10:17: '(' is never closed"),
        ("[I waited]", "['{famly} waited']", "/acme.yaml:10:17: there is no list named 'famly'"),
        ("[I waited]", "[I waited]\n      lenght: {min_words: 3}", "/acme.yaml:11:7: unknown key 'lenght' in a matcher (did you mean 'length'?)"),
        ("[I waited]", "[I waited]\n      length: {min_words: many}", "/acme.yaml:11:27: length: expected a number, not 'many'"),
        ("[I waited]", "[I waited]\n      question: opne", "/acme.yaml:11:17: question: expected one of"),
        ("[I waited]", "[I waited]\n      regex: '(wait'", "/acme.yaml:11:14: regex: this is no regular expression"),
        ("[I waited]", "[I waited]\n      within: {turns: 3}", "/acme.yaml:11:15: 'within' says how far back 'after' may look"),
        ("[I waited]", "[I waited]\n      speaker: client", "/acme.yaml:11:16: unknown speaker 'client'"),
        ("      phrases: [I waited]", "      unless: {phrases: [I waited]}", "/acme.yaml:10:7: this map says nothing to look for (add 'phrases')"),
        ("    type: effort", "    type: effort\n    tier: 4", "/acme.yaml:5:11: unknown tier '4'"),
        ("      ignores: [Hello.]\n", "", "/acme.yaml:12:7: the examples have no 'ignores'"),
        ("      ignores: [Hello.]", "      ignores: [['Hello.']]", "/acme.yaml:13:18: a turn of an example begins with 'customer:'"),
        ("[I waited.]", "[&a I waited., *a]", "/acme.yaml:12:15: anchors and aliases"),
        ("[I waited.]", "[!!python/name:os.system x]", "/acme.yaml:12:15: the tag"),
        ("rules:", "ruels:", "/acme.yaml:1:1: unknown key 'ruels' in a pack (did you mean 'rules'?)"),
        ("    kind: moment", "\tkind: moment", "/acme.yaml:3:1: this is not YAML"),
    ],
)
def test_one_mistake(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in RULE
    found = complaints(tmp_path, RULE.replace(old, new, 1))
    assert [line for line in found if line.startswith(complaint)], found


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    broken = RULE.replace("type: effort", "type: effrt").replace("[I waited]", "['I (waited', '{famly}']").replace("name:", "nme:")
    assert len(complaints(tmp_path, broken)) >= 2
    twice = RULE + RULE.replace("rules:\n", "")
    assert any("the id 'ACME1' is taken by" in line for line in complaints(tmp_path, twice))


def test_every_bad_phrase_of_a_list_is_named(tmp_path: Path) -> None:
    found = complaints(tmp_path, RULE.replace("[I waited]", "['I (waited', 'fine', '{famly}']"))
    assert [line.split(": ")[1] for line in found] == ["'(' is never closed", "there is no list named 'famly'"]


def test_a_no_stays_a_no(tmp_path: Path) -> None:
    pack = tmp_path / "acme.yaml"
    pack.write_text(RULE.replace("[I waited]", "[no, 12:30, on]").replace("[I waited.]", "['no']"), encoding="utf-8")
    rule = rulebook.load([str(pack)]).rules[-1]
    assert rule.match.tests[0][1].texts == ("no", "12:30", "on")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "the file is empty"),
        (b"- a\n- b\n", "a pack is a map with keys such as 'rules'"),
        (b"\xff\xfe\x00rules", "the file is not UTF-8 text"),
        (b"# x\n" * 600_000, "the file is larger than 2 MB"),
        (b"rules: \x01", "this is not YAML"),
    ],
)
def test_files_that_are_no_packs(tmp_path: Path, data: bytes, complaint: str) -> None:
    pack = tmp_path / "acme.yaml"
    pack.write_bytes(data)
    with pytest.raises(RuleError, match=complaint):
        rulebook.load([str(pack)])


def test_an_unknown_pack_is_named_with_what_there_is() -> None:
    with pytest.raises(RuleError, match=r"defualt: there is no such pack \(did you mean 'default'\?\)"):
        rulebook.load(["defualt"])


def test_a_later_pack_replaces_a_rule_of_an_earlier_one(tmp_path: Path) -> None:
    for name, tier in (("one", 1), ("two", 3)):
        (tmp_path / f"{name}.yaml").write_text(RULE.replace("type: effort", f"type: effort\n    tier: {tier}"), encoding="utf-8")
    book = rulebook.load([str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")])
    assert [(rule.tier, rule.pack) for rule in book.rules if rule.id == "ACME1"] == [(3, "two")]
