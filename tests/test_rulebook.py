"""Rule files: what is wrong in them is said all at once, with the place, the line, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_files import RULE

from empathy_audit import rulebook
from empathy_audit.errors import RuleError


def complaints(folder: Path, text: str) -> list[str]:
    pack = folder / "acme.yaml"
    pack.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rulebook.load([str(pack)])
    return [str(problem).replace(str(folder), "") for problem in caught.value.problems]


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    broken = RULE.replace("type: effort", "type: effrt").replace("[I waited]", "['I (waited', '{famly}']").replace("name:", "nme:")
    assert len(complaints(tmp_path, broken)) >= 2
    twice = RULE + RULE.replace("rules:\n", "")
    assert any("the id 'ACME1' is taken by" in line for line in complaints(tmp_path, twice))


def test_every_bad_phrase_of_a_list_is_named(tmp_path: Path) -> None:
    found = complaints(tmp_path, RULE.replace("[I waited]", "['I (waited', 'fine', '{famly}']"))
    assert [line.split(": ")[1] for line in found] == [
        "'(' is never closed (close it with ')')",
        "there is no list named 'famly' (did you mean 'family'?)",
    ]


def test_a_no_stays_a_no(tmp_path: Path) -> None:
    pack = tmp_path / "acme.yaml"
    pack.write_text(RULE.replace("[I waited]", "[no, 12:30, on]").replace("[I waited.]", "['no']"), encoding="utf-8")
    rule = rulebook.load([str(pack)]).rules[-1]
    assert rule.match.tests[0][1].texts == ("no", "12:30", "on")


def test_an_unknown_pack_is_named_with_what_there_is() -> None:
    with pytest.raises(RuleError, match=r"defualt: there is no such pack \(did you mean 'default'\?\)"):
        rulebook.load(["defualt"])


def test_a_later_pack_replaces_a_rule_of_an_earlier_one(tmp_path: Path) -> None:
    for name, tier in (("one", 1), ("two", 3)):
        (tmp_path / f"{name}.yaml").write_text(RULE.replace("type: effort", f"type: effort\n    tier: {tier}"), encoding="utf-8")
    book = rulebook.load([str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")])
    assert [(rule.tier, rule.pack) for rule in book.rules if rule.id == "ACME1"] == [(3, "two")]


def test_two_files_of_one_pack_never_have_the_same_list(tmp_path: Path) -> None:
    pack = tmp_path / "acme"
    pack.mkdir()
    (pack / "one.yaml").write_text("lists:\n  kettle: [kettle]\n" + RULE, encoding="utf-8")
    (pack / "two.yaml").write_text("lists:\n  kettle: [toaster]\n" + RULE.replace("ACME1", "ACME2"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rulebook.load([str(pack)])
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems] == [
        "acme/two.yaml:2:3: the list 'kettle' stands at acme/one.yaml:2 already (join the two, or give one another name)"
    ]


def test_a_later_pack_adds_to_the_lists_of_an_earlier_one(tmp_path: Path) -> None:
    paths = []
    for folder, word in (("one", "samovar"), ("two", "teapot")):  # both packs are called acme
        path = tmp_path / folder / "acme.yaml"
        path.parent.mkdir()
        path.write_text(f"lists: {{family: [{word}]}}\n" + RULE.replace("ACME1", f"ACME_{folder}"), encoding="utf-8")
        paths.append(str(path))
    family = rulebook.load(paths).lists["family"]
    assert family == (*rulebook.load().lists["family"], "samovar", "teapot")


def test_a_folder_without_rule_files_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"there is no rule file in this folder \(put a file there that ends in .yaml\)"):
        rulebook.load([str(tmp_path)])


@pytest.mark.parametrize("name", ["", " ", "a\0b", "x" * 2000])
def test_what_can_be_no_name_of_a_pack(name: str) -> None:
    with pytest.raises(RuleError, match="this is no name of a pack"):
        rulebook.load([name])
