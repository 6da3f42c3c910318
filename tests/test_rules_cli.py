"""`empathy-audit rules ...` in real processes: what it says, where, and with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES, empathy_audit

from empathy_audit import rulebook
from empathy_audit.cli.rules import common, show
from empathy_audit.cli.terminal import Color

RULE = """\
  - id: {id}
    kind: {kind}
    {target}
    name: {name}
    message: It was said.
    why: It matters.
    suggest: "I hear you."
    match:
      phrases: [{phrases}]
    examples:
      finds: [{finds}]
      ignores: [{ignores}]
"""
BOOK = rulebook.load()


def rule(id: str = "ACME1", target: str = "type: effort", kind: str = "moment", name: str = "Kettle", **more: str) -> str:
    words = {"phrases": "my kettle", "finds": "My kettle leaks.", "ignores": "Hello."} | more
    return RULE.format(id=id, target=target, kind=kind, name=name, **words)


def pack(folder: Path, *rules: str, name: str = "acme.yaml", head: str = "") -> Path:
    path = folder / name
    path.write_text(f"{head}rules:\n{''.join(rules)}", encoding="utf-8")
    return path


def told(*arguments: str | Path, cwd: Path | None = None, code: int = 0, fresh: bool = False) -> Any:
    done = empathy_audit("rules", *arguments, "--format", "json", cwd=cwd, fresh=fresh)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


# -- list ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], bool),
        (["--kind", "moment"], lambda rule: rule.kind == "moment"),
        (["--dimension", "valuing"], lambda rule: rule.dimension == "valuing"),
        (["--type", "effort"], lambda rule: rule.target == "effort"),
        (["--type", "validate", "--kind", "behaviour"], lambda rule: rule.target == "validate"),
        (["--type", "validate", "--kind", "moment"], lambda _: False),
        (["--pack", "default"], bool),
    ],
)
def test_list_filters(options: list[str], wanted: Any) -> None:
    found = told("list", "--no-config", *options)
    assert sorted(each["id"] for each in found["rules"]) == sorted(rule.id for rule in BOOK.rules if wanted(rule))
    assert found["of"] == len(BOOK.rules)


@pytest.mark.parametrize("width", [40, 60, 90, 140])
def test_list_is_whole_and_aligned_at_any_width(width: int) -> None:
    """No line is longer than the screen, every rule is there, and names stand under each other."""
    done = empathy_audit("rules", "list", "--no-config", "--width", str(width))
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert [rule.id for rule in BOOK.rules if f"  {rule.id}  " not in done.stdout] == []
    if width >= 60:
        columns = {line.index(f" {rule.name.split()[0]}") for rule in BOOK.rules for line in lines if line.startswith(f"  {rule.id} ")}
        assert len(columns) == 1


def test_list_counts() -> None:
    whole = empathy_audit("rules", "list", "--no-config").stdout
    assert f"{len(BOOK.rules)} rules" in whole.splitlines()[0]
    moments = sum(rule.kind == "moment" for rule in BOOK.rules)
    assert f"Moments   {moments} rules" in whole
    some = empathy_audit("rules", "list", "--no-config", "--kind", "moment").stdout
    assert f"{moments} of {len(BOOK.rules)} rules" in some.splitlines()[0]
    none = empathy_audit("rules", "list", "--kind", "moment", "--dimension", "valuing")
    assert none.returncode == 0 and "No rule fits all of that." in none.stdout


def test_list_shows_only_the_named_pack_and_what_the_house_style_makes_of_it(tmp_path: Path) -> None:
    file = pack(tmp_path, rule(), rule("ACME2", phrases="my toaster", finds="My toaster leaks."))
    (tmp_path / "empathy-audit.yaml").write_text("rules: {ACME1: off, ACME2: {tier: 3}}\npacks: [acme.yaml]\n", encoding="utf-8")
    found = told("list", "--pack", "acme.yaml", cwd=tmp_path)["rules"]
    assert [(each["id"], each["off"], each["changed"], each["tier"]) for each in found] == [
        ("ACME1", True, False, 2),
        ("ACME2", False, True, 3),
    ]
    text = empathy_audit("rules", "list", "--pack", file.name, cwd=tmp_path).stdout
    assert "off*" in text and "critical*" in text and "* changed by the house style" in text
    assert "2 of " in text.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "--kind", "momnt"], "unknown --kind 'momnt': did you mean 'moment'?"),
        (["list", "--dimension", "valueing"], "unknown --dimension 'valueing': did you mean 'valuing'?"),
        (["list", "--type", "efort"], "unknown --type 'efort': did you mean 'effort'?"),
        (["list", "--pack", "defualt"], "defualt: there is no such pack (did you mean 'default'?)"),
        (["show", "EMP1O1"], "EMP1O1: there is no such rule (did you mean EMP101"),
        (["show", "effort"], "effort: there is no such rule (these rules report it: EMP140,"),
        (["show", "EMP14"], "EMP14: there is no such rule (did you mean EMP140, EMP141,"),
        (["show", "xyzzy"], "'empathy-audit rules list' names them all"),
        (["test", "nowhere"], "nowhere: there is no such pack"),
        (["check", "nowhere.yaml"], "nowhere.yaml: there is no such file or folder (check the spelling of the path)"),
        (["check"], "Missing argument"),
        (["new", "rules.txt"], "rules.txt: a rule file ends in .yaml (write rules.yaml)"),
        (["new", ""], "'': this is no name of a file (write our-rules.yaml)"),
        (["show", "EMP101", "EMP102"], "this command takes fewer arguments, and no 'EMP102'"),
        (["new", "no/such/rules.yaml"], "there is no folder no/such (make it first)"),
        (["backtest", "nowhere", "."], "nowhere: there is no such pack"),
        (["backtest", "default", "nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["backtest", "default"], "Missing argument"),
    ],
)
def test_what_cannot_be_done_ends_with_2(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    done = empathy_audit("rules", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr and "Traceback" not in done.stderr


# -- show ------------------------------------------------------------------------------------------------------------------------


def test_show_tells_all_of_it(tmp_path: Path) -> None:
    pack(tmp_path, rule(phrases="'my {brand} [blue] kettle'", finds="My Acme kettle leaks."), head="lists: {brand: [Acme, Emca]}\n")
    text = empathy_audit("rules", "show", "acme1", "--pack", "acme.yaml", cwd=tmp_path).stdout
    for words in (
        "━━ ACME1 ━━", "\n  Kettle\n", "effort, Repeated contact or effort: explicit", "It was said.", "It matters.", "“I hear you.”",
        "acme.yaml:3, in the pack acme", "in what the customer says, one of these is said", "my {brand} [blue] kettle",
        "{brand}         Acme, Emca", "“My Acme kettle leaks.”", "“Hello.”",
    ):  # fmt: skip
        assert words in text, words


def test_show_says_what_overrides_a_rule(tmp_path: Path) -> None:
    pack(tmp_path, rule("EMP142", name="Ours"))
    (tmp_path / "empathy-audit.yaml").write_text(
        "packs: [acme.yaml]\nrules:\n  EMP142: {tier: 3}\npaths:\n  'chats/**': {rules: {EMP142: off}}\n", encoding="utf-8"
    )
    found = told("show", "EMP142", cwd=tmp_path)
    assert (found["name"], found["pack"], found["path"], found["line"]) == ("Ours", "acme", "acme.yaml", 2)
    assert [(one["pack"], one["path"].split("/")[0]) for one in found["replaces"]] == [("default", "rules")]
    assert [(one["paths"], one["setting"], one["value"], one["was"], one["from"]) for one in found["house_style"]] == [
        (None, "tier", 3, 2, "empathy-audit.yaml:3"),
        ("chats/**", "", "off", None, "empathy-audit.yaml:5"),
    ]
    text = empathy_audit("rules", "show", "EMP142", cwd=tmp_path).stdout
    assert "tier 3 instead of 2, empathy-audit.yaml:3" in text and "off for chats/**, empathy-audit.yaml:5" in text
    assert "the rule of the same id at rules/default/" in text
    assert told("show", "EMP142", "--no-config", cwd=tmp_path)["house_style"] == []


@pytest.mark.parametrize("width", [40, 80, 140])
def test_every_rule_can_be_shown_on_any_screen(capsys: pytest.CaptureFixture[str], width: int) -> None:
    book = rulebook.load(["bereavement", "vulnerable", "scripts", "coaching"], proving=True)
    for each in book.rules:
        show._print(common.page(Color.never, width), each, [], [], book, verbose=True)
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= width
    assert text.count("Stays quiet on") == len(book.rules)


# -- test ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "problem", "code"),
    [
        ({}, None, 0),
        ({"finds": "My toaster leaks."}, "must fire", 1),
        ({"ignores": "It is my kettle."}, "must not fire", 1),
        ({"ignores": "Hello.]\n      todo_finds: [My kettle."}, "a known gap has closed", 1),
        ({"ignores": "Hello.]\n      todo_finds: [My toaster."}, None, 0),
        ({"ignores": "Hello.]\n      todo_ignores: [Hello again."}, "a known gap has closed", 1),
    ],
)
def test_examples_are_proven(tmp_path: Path, changes: dict[str, str], problem: str | None, code: int) -> None:
    file = pack(tmp_path, rule(**changes))
    found = told("test", file, "--no-config", code=code)
    assert [(each["rule"], each["problem"]) for each in found["failures"]] == ([("ACME1", problem)] if problem else [])
    assert found["passed"] is (code == 0)
    text = empathy_audit("rules", "test", file, "--no-config", "--width", "140")
    assert text.returncode == code and (problem or "hold") in text.stdout
    assert (f"{file}:2" in text.stdout) is bool(problem)


KETTLE = {"finds": "My kettle leaks., My kettle died., It is my kettle."}


@pytest.mark.parametrize(
    ("second", "needs_a_word"),
    [
        ({"phrases": "toaster"}, []),
        ({"target": "type: impact"}, []),
        ({"target": "type: effort\n    tier: 1"}, ["ACME2"]),  # the graver first claims all of the second
        ({"target": "type: effort\n    overlaps: [ACME1]"}, []),
        ({"phrases": "my kettle leaks"}, []),  # one of three
        ({"phrases": "kettle leaks, kettle died"}, ["ACME1"]),  # two of three
        ({}, ["ACME1", "ACME2"]),
    ],
)
def test_a_rule_that_adds_little_is_named(tmp_path: Path, second: dict[str, str], needs_a_word: list[str]) -> None:
    if second.get("phrases") == "toaster":
        second = {**second, "finds": "The toaster., Toaster!, A toaster."}
    elif "phrases" in second:
        second = {**second, "finds": "My kettle leaks., A kettle leaks here., No kettle leaks like this., Kettle leaks."}
    file = pack(tmp_path, rule(**KETTLE), rule("ACME2", **{**KETTLE, **second}))
    done = empathy_audit("rules", "test", file, "--no-config", "--format", "json")
    overlaps = [each for each in json.loads(done.stdout)["overlaps"] if each["rule"].startswith("ACME")]
    wanted = [each for each in needs_a_word if second.get("phrases") is None or each == "ACME1"]
    assert [each["rule"] for each in overlaps if each["needs_a_word"]] == wanted
    text = empathy_audit("rules", "test", file, "--no-config", "--width", "140").stdout
    assert [id for id in ("ACME1", "ACME2") if f"{id} adds little to" in text] == wanted


DUTY = "antipattern: blame\n    then: {phrases: [SAID]}"


def test_duties_on_the_same_words_are_no_overlap(tmp_path: Path) -> None:
    """A checklist is several rules that sit on one sentence and ask for different things."""
    talks = {"finds": "['customer: My kettle.', 'agent: No.']", "ignores": "['customer: My kettle.', 'agent: Sorry, tea.']"}
    duties = [rule(id, DUTY.replace("SAID", said), "require", **talks) for id, said in (("ACME1", "sorry"), ("ACME2", "tea"))]
    found = told("test", pack(tmp_path, *duties), "--no-config")
    overlaps = [each for each in found["overlaps"] if each["rule"].startswith("ACME")]
    assert len(overlaps) == 2 and not any(each["needs_a_word"] for each in overlaps)


def test_verbose_lists_what_two_rules_claim(tmp_path: Path) -> None:
    file = pack(tmp_path, rule(**KETTLE), rule("ACME2", phrases="kettle leaks", finds="A kettle leaks."))
    assert "ACME1 and ACME2" in empathy_audit("rules", "test", file, "--no-config", "--verbose").stdout
    assert "ACME1 and ACME2" not in empathy_audit("rules", "test", file, "--no-config").stdout


def test_the_house_style_decides_which_rules_are_tested_and_with_which_words(tmp_path: Path) -> None:
    pack(tmp_path, rule(finds="My toaster leaks."), rule("ACME2", phrases="'my {brand}'", finds="My Emca."), head="lists: {brand: [Acme]}\n")
    assert [each["rule"] for each in told("test", "acme.yaml", cwd=tmp_path, code=1)["failures"]] == ["ACME1", "ACME2"]
    (tmp_path / "empathy-audit.yaml").write_text(
        "packs: [acme.yaml]\nrules: {ACME1: off}\nlists: {brand: [Emca]}\n", encoding="utf-8"
    )
    found = told("test", "acme.yaml", cwd=tmp_path)
    assert found["passed"] and [each["rules"] for each in found["packs"]] == [1]
    assert "1 rule switched off by the house style" in empathy_audit("rules", "test", "acme.yaml", cwd=tmp_path).stdout
    assert told("test", "acme.yaml", "--no-config", cwd=tmp_path, code=1)["failures"]


def test_wrong_rules_are_not_tested(tmp_path: Path) -> None:
    done = empathy_audit("rules", "test", pack(tmp_path, rule(target="type: efort")))
    assert (done.returncode, done.stdout) == (2, "") and "did you mean 'effort'?" in done.stderr


def test_a_pack_without_rules_has_nothing_to_fail(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("lists: {product: [Acme]}\n", encoding="utf-8")
    done = empathy_audit("rules", "test", "words.yaml", "--no-config", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1].strip("✓ ")) == (0, "0 of 0 examples of 0 rules hold")


# -- check -----------------------------------------------------------------------------------------------------------------------


def test_check_shows_every_mistake_of_every_file_at_once(tmp_path: Path) -> None:
    pack(tmp_path, rule(target="type: efort"), name="one.yaml")
    pack(tmp_path, rule(phrases="'my (kettle'"), rule("ACME2", kind="momnt"), name="two.yaml")
    done = empathy_audit("rules", "check", "one.yaml", "two.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "one.yaml, two.yaml: 3 mistakes\n")
    lines = done.stderr.splitlines()
    assert lines[:4] == [
        "error: one.yaml:4:11: unknown type 'efort' (did you mean 'effort'?)",
        "  |",
        "4 |     type: efort",
        "  |           ^",
    ]
    places = [line.split(": ")[1] for line in lines if line.startswith("error")]
    assert places == ["one.yaml:4:11", "two.yaml:10:17", "two.yaml:15:11"]


@pytest.mark.parametrize(
    ("rules", "head", "warning"),
    [
        ([rule()], "", None),
        ([rule("EMP142")], "", "acme.yaml:2:9: 'EMP142' takes the place of the rule at rules/default/"),
        ([rule()], "lists: {brand: [Acme]}\n", "acme.yaml:1:9: no rule listens for the list 'brand'"),
        ([rule(phrases="'my {brand}'")], "lists: {brand: [Acme]}\n", None),
        ([rule()], "lists: {product: [Acme]}\n", None),  # the default pack's rules name it
        ([rule()], "antipatterns: {mumble: {name: Mumbles}}\n", "acme.yaml:1:16: no rule reports 'mumble'"),
        ([rule(phrases="my kettle, My  Kettle")], "", "acme.yaml:10:28: this phrase stands at line 10 already"),
        ([rule(target="type: effort\n    overlaps: [EMP9999]")], "", "acme.yaml:5:16: there is no rule 'EMP9999' to overlap with"),
    ],
)
def test_check_warns_of_what_may_not_be_meant(tmp_path: Path, rules: list[str], head: str, warning: str | None) -> None:
    pack(tmp_path, *rules, head=head)
    done = empathy_audit("rules", "check", "acme.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"acme.yaml: 1 rule, no mistakes{', 1 warning' if warning else ''}\n"
    first = done.stderr.splitlines()[:1]
    assert first == [] if warning is None else first[0].startswith(f"warning: {warning}"), done.stderr


def test_the_current_folder_is_a_pack_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    pack(folder, rule())
    assert empathy_audit("rules", "check", ".", cwd=folder).stdout == ".: 1 rule, no mistakes\n"
    assert [each["name"] for each in told("test", ".", cwd=folder)["packs"]] == ["ours"]
    (folder / "deeper").mkdir()
    assert [each["name"] for each in told("test", "..", cwd=folder / "deeper")["packs"]] == ["ours"]


def test_a_single_file_of_a_pack_that_is_in_force_is_checked_and_tested(tmp_path: Path) -> None:
    """Of a shipped pack, and of one that the house style names."""
    folder = tmp_path / "ours"
    folder.mkdir()
    pack(folder, rule())
    pack(folder, rule("ACME2"), rule("ACME3"), name="two.yaml")
    (tmp_path / "empathy-audit.yaml").write_text("packs: [./ours]\n", encoding="utf-8")
    assert empathy_audit("rules", "check", "ours/two.yaml", cwd=tmp_path).stdout.startswith("ours/two.yaml: 2 rules, no mistakes")
    assert told("test", "ours/two.yaml", cwd=tmp_path)["packs"] == [{"name": "ours", "rules": 2, "examples": 4, "held": 4}]
    safety = rulebook.home() / "default" / "safety.yaml"
    assert not empathy_audit("rules", "check", safety, cwd=tmp_path).stdout.startswith(f"{safety}: 0 rules")
    assert told("test", safety, cwd=tmp_path)["packs"][0]["examples"] > 10


def test_check_reads_the_house_style(tmp_path: Path) -> None:
    pack(tmp_path, rule())
    (tmp_path / "empathy-audit.yaml").write_text("packs: [./acme.yaml]\nrules: {ACME9: off}\n", encoding="utf-8")
    assert "there is no rule 'ACME9'" in empathy_audit("rules", "check", "acme.yaml", cwd=tmp_path).stderr
    assert empathy_audit("rules", "check", "acme.yaml", "--no-config", cwd=tmp_path).returncode == 0


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the tool in which somebody is at work, with some of its rules, for all of them take long to read.

    A fresh command with it as working folder is the copy's.
    """
    package = Path(common.__file__).parents[2]
    shutil.copytree(package, tmp_path / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    if rulebook.home().is_relative_to(package):  # a wheel holds its rules; here they lie beside it, as in a checkout
        shutil.rmtree(tmp_path / package.name / "rules")
    rules = tmp_path / "rules" / "default"
    rules.mkdir(parents=True)
    for name in ("lists.yaml", "safety.yaml", "scoring.yaml", "taxonomy.yaml"):
        shutil.copy(rulebook.home() / "default" / name, rules)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("lists.yaml", "  partner:", " partner: [", ":[0-9]+:[0-9]+: "),
        ("lists.yaml", "  kin:\n    - ", "  kin:\n    - '[,]'\n    - ", r":[0-9]+:7: there is nothing between '\[' and '\]'"),
        ("safety.yaml", "      phrases:\n", "      phrases:\n        - '[,]'\n", r":[0-9]+:[0-9]+: there is nothing between '\['"),
        ("safety.yaml", "      phrases:\n", "      phrases:\n        - [so]\n", ":[0-9]+:[0-9]+: phrases: expected a text"),
        ("scoring.yaml", "scoring:", "{a: b}: c\nscoring:", ":[0-9]+:1: a key is one text, not a list or a map"),
    ],
)
def test_a_slip_in_a_shipped_file_is_told_in_one_line(checkout: Path, name: str, old: str, new: str, complaint: str) -> None:
    path = checkout / "rules" / "default" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = empathy_audit("rules", "list", cwd=checkout, fresh=True)
    errors = [line for line in done.stderr.splitlines() if line.startswith("error")]
    assert (done.returncode, done.stdout, len(errors)) == (2, "", 1), done.stderr
    assert re.match(f"error: rules/default/{name}{complaint}", errors[0])


def test_whatever_names_or_holds_a_shipped_file_refuses_the_same(checkout: Path) -> None:
    wrong = ("(x )?y", "{end} ... z", "a ... ... b")  # what a rulebook in daily use takes, and nobody could say
    path = checkout / "rules" / "default" / "safety.yaml"
    phrases = "      phrases:\n"
    lines = "".join(f"        - '{phrase}'\n" for phrase in wrong)
    path.write_text(path.read_text(encoding="utf-8").replace(phrases, phrases + lines, 1), encoding="utf-8")
    said = [
        empathy_audit("rules", *arguments, cwd=checkout, fresh=True)
        for arguments in (("check", "default"), ("check", "rules/default"), ("check", path), ("test", "rules/default"), ("test",))
    ]
    assert {done.returncode for done in said} == {2}
    assert said[0].stderr.count("error: ") == len(wrong)
    assert len({done.stderr for done in said}) == 1


def test_only_named_packs_are_proven_and_all_where_none_is_named(checkout: Path) -> None:
    pack(checkout, rule(finds="My toaster leaks."))
    (checkout / "empathy-audit.yaml").write_text("packs: [acme.yaml]\nrules: {ACME1: {tier: 1}}\n", encoding="utf-8")
    assert [each["name"] for each in told("test", "acme.yaml", cwd=checkout, code=1, fresh=True)["packs"]] == ["acme"]
    assert [each["name"] for each in told("test", cwd=checkout, code=1, fresh=True)["packs"]] == ["default", "acme"]


# -- new -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["2024.yml", "deep/kettles.yaml"])
def test_a_new_file_is_sound_and_proven(tmp_path: Path, name: str) -> None:
    (tmp_path / "deep").mkdir()
    assert empathy_audit("rules", "new", name, cwd=tmp_path).returncode == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=rule-pack.schema.json\n")
    schema = json.loads((tmp_path / name).parent.joinpath("rule-pack.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(empathy_audit("rules", "schema").stdout)
    checked = empathy_audit("rules", "check", name, "--no-config", cwd=tmp_path)
    assert (checked.returncode, checked.stderr, checked.stdout) == (0, "", f"{name}: 1 rule, no mistakes\n")
    found = told("test", name, "--no-config", cwd=tmp_path)
    assert found["passed"] and not [each for each in found["overlaps"] if each["needs_a_word"]]


def test_new_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "our-rules.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "rule-pack.schema.json").write_text('{"mine": 1}', encoding="utf-8")
    done = empathy_audit("rules", "new", cwd=tmp_path)
    assert done.returncode == 2 and "our-rules.yaml: this file is there already (--force overwrites it)" in done.stderr
    assert (tmp_path / "our-rules.yaml").read_text(encoding="utf-8") == "mine"
    done = empathy_audit("rules", "new", "--force", cwd=tmp_path)
    assert done.returncode == 0 and "left rule-pack.schema.json as it is" in done.stdout
    assert (tmp_path / "our-rules.yaml").read_text(encoding="utf-8") != "mine"
    assert (tmp_path / "rule-pack.schema.json").read_text(encoding="utf-8") == '{"mine": 1}'


# -- backtest --------------------------------------------------------------------------------------------------------------------

CALL = """\
Agent: Northwind, this is Ruth, how can I help?
Customer: My kettle leaks on the floor.
Agent: What is the order number?
Customer: 4471.
Agent: I can send a new one.
"""


def calls(folder: Path) -> None:
    (folder / "calls").mkdir()
    (folder / "calls" / "kettle.txt").write_text(CALL, encoding="utf-8")
    (folder / "calls" / "other.txt").write_text(CALL.replace("kettle", "toaster"), encoding="utf-8")


def test_backtest_names_what_changes_and_through_which_rule(tmp_path: Path) -> None:
    calls(tmp_path)
    pack(tmp_path, rule())
    found = told("backtest", "acme.yaml", "calls", "--no-config", cwd=tmp_path)
    summary = found["summary"]
    assert (summary["transcripts"], summary["changed"], summary["moments"]) == (2, 1, {"new": 1, "gone": 0, "changed": 0})
    (change,) = found["transcripts"]
    assert change["path"] == "calls/kettle.txt" and "ACME1" in change["rules"]
    (moment,) = change["moments"]
    assert (moment["change"], moment["rules"], moment["line"], moment["quote"]) == ("new", ["ACME1"], 2, "My kettle")
    assert summary["through"]["ACME1"] == 1
    assert moment["before"] is None and moment["after"]["type"] == "effort"
    text = empathy_audit("rules", "backtest", "acme.yaml", "calls", "--no-config", cwd=tmp_path).stdout
    assert "1 of 2 transcripts changes" in text and "calls/kettle.txt " in text and "line 2\n" in text and "through ACME1 Kettle" in text
    assert "other.txt" not in text


def test_backtest_sees_verdicts_grades_and_deductions(tmp_path: Path) -> None:
    """A behaviour lifts a grade; an anti-pattern costs points and, when critical, the verdict."""
    calls(tmp_path)
    pack(tmp_path, rule(), name="old.yaml")
    better = rule("ACME2", "behaviour: acknowledge_effort", "behaviour", phrases="send a new one", finds="I can send a new one.")
    worse = rule("ACME3", "antipattern: blame\n    severity: critical", "antipattern", phrases="order number", finds="Order number?")
    pack(tmp_path, better, name="better.yaml")
    pack(tmp_path, worse, name="worse.yaml")
    (lifted,) = told("backtest", "better.yaml", "calls/kettle.txt", "--pack", "old.yaml", "--no-config", cwd=tmp_path)["transcripts"]
    (moment,) = lifted["moments"]
    assert moment["change"] == "changed" and "ACME2" in moment["rules"]
    assert moment["after"]["grade"] > moment["before"]["grade"]
    found = told("backtest", "worse.yaml", "calls", "--pack", "old.yaml", "--no-config", cwd=tmp_path)
    assert found["summary"]["verdicts"] + found["summary"]["scores"] > 0
    hurt = [each for one in found["transcripts"] for each in one["deductions"] if each["rules"] == ["ACME3"]]
    assert hurt and all(each["change"] == "new" and each["after"]["behaviour"] == "blame" for each in hurt)


def test_backtest_of_what_changes_nothing(tmp_path: Path) -> None:
    calls(tmp_path)
    pack(tmp_path, rule(phrases="my hovercraft", finds="My hovercraft."))
    done = empathy_audit("rules", "backtest", "acme.yaml", "calls", "--no-config", cwd=tmp_path)
    assert done.returncode == 0 and "Nothing changes in 2 transcripts." in done.stdout
    (tmp_path / "empathy-audit.yaml").write_text("packs: [acme.yaml]\n", encoding="utf-8")
    done = empathy_audit("rules", "backtest", "acme.yaml", "calls", cwd=tmp_path)
    assert done.returncode == 0 and "acme.yaml is in force already, so nothing can change." in done.stdout


def test_backtest_starts_from_the_house_style(tmp_path: Path) -> None:
    calls(tmp_path)
    pack(tmp_path, rule("EMP142", **{"name": "Ours"}))
    (tmp_path / "empathy-audit.yaml").write_text("paths: {'calls/**': {rules: {EMP142: off}}}\n", encoding="utf-8")
    assert told("backtest", "acme.yaml", "calls", cwd=tmp_path)["summary"]["changed"] == 0
    assert told("backtest", "acme.yaml", "calls", "--no-config", cwd=tmp_path)["summary"]["changed"] == 1


def test_backtest_goes_on_where_a_transcript_cannot_be_read(tmp_path: Path) -> None:
    calls(tmp_path)
    (tmp_path / "calls" / "empty.txt").write_bytes(b"")
    pack(tmp_path, rule())
    done = empathy_audit("rules", "backtest", "acme.yaml", "calls", "--no-config", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2 and "empty.txt" in done.stderr
    assert json.loads(done.stdout)["summary"]["changed"] == 1 and len(json.loads(done.stdout)["errors"]) == 1


# -- all of them -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["list"], ["show", "EMP142"], ["test"], ["backtest", "acme.yaml", str(EXAMPLES / "bereavement-bank-handled-badly.txt")]])
def test_pages_fit_show_colour_when_asked_and_speak_ascii(tmp_path: Path, arguments: list[str]) -> None:
    pack(tmp_path, rule(phrases="'the'", finds="The kettle.", ignores="The toaster.", name="Wörter [bold]"))
    more = ["--pack", "acme.yaml"] if arguments[0] in ("list", "show") else ["acme.yaml"] if arguments[0] == "test" else []
    for width in ("40", "100"):
        plain = empathy_audit("rules", *arguments, *more, "--width", width, cwd=tmp_path).stdout
        assert "\x1b[" not in plain and max(map(len, plain.splitlines())) <= int(width)
    assert "\x1b[" in empathy_audit("rules", *arguments, *more, "--color", "always", cwd=tmp_path).stdout
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert empathy_audit("rules", *arguments, *more, cwd=tmp_path, env=env).stdout.isascii()


@pytest.mark.parametrize("arguments", [["list"], ["show", "EMP142"], ["schema"]])
def test_looking_at_shipped_rules_does_not_wait_for_textblob(arguments: list[str]) -> None:
    import subprocess
    import sys

    code = (
        f"import sys, atexit\nsys.argv = ['empathy-audit', 'rules', *{arguments}]\n"
        "atexit.register(lambda: print(sorted({'textblob'} & set(sys.modules)), file=sys.stderr))\n"
        "from empathy_audit.cli import run\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]")
