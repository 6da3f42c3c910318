"""House style: what is wrong in a config is said all at once; what is right changes the rules, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import empathy_audit
from talks import talk

from empathy_audit import batch, config, rulebook
from empathy_audit.config.paths import matches
from empathy_audit.errors import ConfigError, EmpathyAuditError, RuleError
from empathy_audit.model import Rule, Rulebook

YAML = "empathy-audit.yaml"


def as_made(book: Rulebook) -> Rulebook:
    """The book without what is worked out from it, in bytes that may differ from run to run."""
    return book._replace(anchors=None)


BOOK = as_made(rulebook.load())
CALL = "Agent: Thank you for calling, how can I help?\nCustomer: This is the third time I have called about it.\nAgent: Calm down.\n"


def one(kind: str, **having: object) -> Rule:
    return next(rule for rule in BOOK.rules if rule.kind == kind and all(getattr(rule, k) == v for k, v in having.items()))


MOMENT, ANTI, LIMIT, REQUIRE = one("moment", tier=2), one("antipattern", severity="major"), one("limit"), one("require")
POINTED = next(r for r in BOOK.rules if r.kind == "behaviour" and r.dimension in ("listening", "valuing") and r.points >= 2)
NAMED = {"MOMENT": MOMENT.id, "ANTI": ANTI.id, "LIMIT": LIMIT.id, "REQUIRE": REQUIRE.id, "POINTED": POINTED.id,
         "UNSUMMED": one("behaviour", dimension="acknowledgement").id}  # fmt: skip

PACK = """\
rules:
  - id: ACME1
    kind: moment
    type: effort
    name: Waiting
    message: The customer waited.
    why: Waiting costs.
    suggest: "You waited, and that is on us."
    match: {phrases: ["I waited for {gadget}"]}
    examples: {finds: [I waited for Zorp.], ignores: [Hello.]}
"""


def filled(text: str) -> str:
    """The text with the ids of shipped rules for the words in capitals."""
    return re.sub(r"\b(" + "|".join(NAMED) + r")\b", lambda match: NAMED[match[1]], text)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, with no config above it and none in the environment."""
    monkeypatch.delenv("EMPATHY_AUDIT_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str, name: str = YAML) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(filled(text), encoding="utf-8")
    return path


def complaints(named: str | None = None) -> list[str]:
    with pytest.raises(EmpathyAuditError) as caught:
        config.load(named)
    return [str(problem) for problem in caught.value.problems]


def rule(book: object, id: str) -> Rule:
    return {each.id: each for each in book.rules}[filled(id)]  # type: ignore[attr-defined]


# -- what must not happen --


def test_without_a_config_everything_is_as_shipped() -> None:
    house = config.load()
    assert (as_made(house.rulebook), house.special, house.agents) == (BOOK, (), ())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "rules:\n#  EMP1: off\npacks:\nscoring:\nlists:\npaths:\nspeakers:\n", "extends: default"])
def test_a_config_that_says_nothing_changes_nothing(text: str) -> None:
    write(text)
    assert as_made(config.load().rulebook) == BOOK


def test_a_pyproject_that_does_not_speak_to_us_is_not_asked(folder: Path) -> None:
    write('[project]\nname = "empathy-audit"\n', "pyproject.toml")
    assert as_made(config.load().rulebook) == BOOK
    write("tool = 3  # empathy-audit", "pyproject.toml")
    assert as_made(config.load().rulebook) == BOOK
    write("this is [not toml, and names empathy-audit", "pyproject.toml")
    assert as_made(config.load().rulebook) == BOOK
    (folder / "pyproject.toml").write_bytes(b"\xff\xfe empathy-audit")
    assert as_made(config.load().rulebook) == BOOK


def test_a_nearer_config_is_not_merged_with_one_above(monkeypatch: pytest.MonkeyPatch) -> None:
    write("rules: {ANTI: off}")
    write("rules: {MOMENT: off}", f"team/{YAML}")
    Path("team/deep").mkdir()
    monkeypatch.chdir("team/deep")
    ids = {each.id for each in config.load().rulebook.rules}
    assert ANTI.id in ids and MOMENT.id not in ids


def test_rules_that_nobody_touched_are_the_same_objects_values_and_order() -> None:
    write("rules: {ANTI: minor}")
    changed = [after.id for before, after in zip(BOOK.rules, config.load().rulebook.rules, strict=True) if before != after]
    assert changed == [ANTI.id]


def test_shipped_numbers_are_never_changed_in_place() -> None:
    write("scoring: {weights: {listening: 9}, bands: {coach: 1}}")
    config.load()
    assert as_made(rulebook.load()) == BOOK


# -- mistakes --

MISTAKES = [
    ("ruels: {}", "1:1: unknown key 'ruels' in a house style (did you mean 'rules'?)"),
    ("rules: {}\nrules: {}", "2:1: 'rules' stands twice in a house style (remove one of them)"),
    ("- rules", "1:1: a house style holds keys such as 'rules:' and 'scoring:', and this is a list (write a key above"),
    ("rules:\n\tANTI: off", "2:1: a tab stands where YAML wants spaces (indent with spaces, never with tabs)"),
    ("rules: &a {ANTI: off}", "1:8: '&a' is an anchor of YAML, and rules need none"),
    ("rules: {ANTI: !!python/name:os.system x}", "1:15: '!!python/name:os.system' is a tag of YAML, and rules need none"),
    # rules
    ("rules: ANTI", "1:8: rules is a map from rule ids to what changes (write 'EMP201: off' lines below it)"),
    ("rules:\n  - id: X\n    kind: moment", "2:3: rules of your own do not stand in a house style (put them in a file and name it under 'packs')"),
    ("rules:\n  ACME1: {kind: moment}", "2:3: rules of your own do not stand in a house style (put them in a file and name it under 'packs')"),
    ("rules: {ZZZ_NOTHING_9: off}", "1:9: there is no rule 'ZZZ_NOTHING_9' (is its pack named under 'packs'?)"),
    ("rules: {ANTI: off, ANTI: off}", "1:20: 'ANTI' stands twice in rules (remove one of them)"),
    ("rules: {ANTI: no}", "1:15: ANTI cannot be 'no' (did you mean 'off'?)"),
    ("rules: {ANTI: false}", "1:15: ANTI cannot be 'false' (did you mean 'off'?)"),
    ("rules: {ANTI: yes}", "1:15: ANTI cannot be 'yes' (did you mean 'on'?)"),
    ("rules: {ANTI: modrate}", "1:15: ANTI cannot be 'modrate' (did you mean 'moderate'?)"),
    ("rules: {ANTI: 3}", "1:15: ANTI cannot be '3' (write one of off, minor, moderate, major, critical)"),
    ("rules: {ANTI: [off]}", "1:15: expected keys and values for the settings of ANTI"),
    ("rules: {MOMENT: major}", "1:17: MOMENT is a moment, and has no severity (write off, or {tier: ...}; its keys are tier, target, window)"),
    ("rules: {MOMENT: {severity: minor}}", "1:18: MOMENT is a moment, and has no severity (write off, or {tier: ...}; its keys are tier, target, window)"),
    ("rules: {MOMENT: {teir: 1}}", "1:18: unknown key 'teir' in the settings of MOMENT (did you mean 'tier'?)"),
    ("rules: {MOMENT: {tier: 4}}", "1:24: unknown tier '4' (use one of 1, 2, 3)"),
    ("rules: {MOMENT: {target: 7}}", "1:26: target is a whole number from 1 to 6, not '7'"),
    ("rules: {MOMENT: {window: 3}}", "1:26: expected keys and values for window"),
    ("rules: {MOMENT: {window: {turns: 0}}}", "1:34: turns is a whole number of at least 1, not '0'"),
    ("rules: {MOMENT: {window: {seconds: soon}}}", "1:36: seconds is a number above 0, not 'soon'"),
    ("rules: {MOMENT: {points: 1}}", "1:18: MOMENT is a moment, and has no points (write off, or {tier: ...}; its keys are tier, target, window)"),
    ("rules: {POINTED: minor}", "1:18: POINTED is a behaviour, and has no severity (write off, or {points: ...})"),
    ("rules: {POINTED: {points: 50}}", f"1:27: points is a number above 0, at most {POINTED.points:g}, not '50'"),
    ("rules: {POINTED: {points: 0}}", f"1:27: points is a number above 0, at most {POINTED.points:g}, not '0'"),
    ("rules: {UNSUMMED: {points: 1}}", "1:28: points of UNSUMMED would change nothing"),
    ("rules: {ANTI: {points: 2}}", "1:16: ANTI is an anti-pattern, and has no points (write one of off, minor, moderate, major, critical)"),
    ("rules: {ANTI: {severity: mild}}", "1:26: unknown severity 'mild' (use one of critical, major, minor, moderate)"),
    ("rules: {REQUIRE: {within: 3}}", "1:27: expected keys and values for within"),
    ("rules: {REQUIRE: {within: {turns: 1.5}}}", "1:35: turns is a whole number of at least 1, not '1.5'"),
    ("rules: {LIMIT: {min: 1}}", "1:22: the limit of LIMIT has no min (it has max)"),
    ("rules: {LIMIT: {max: nan}}", "1:22: max is a number of at least 0, not 'nan'"),
    # scoring
    ("scoring: 3", "1:10: expected keys and values for scoring"),
    ("scoring: {wieghts: {}}", "1:11: unknown key 'wieghts' in scoring (did you mean 'weights'?)"),
    ("scoring: {weights: {listenning: 1}}", "1:21: unknown key 'listenning' in weights (did you mean 'listening'?)"),
    ("scoring: {weights: {listening: -0.1}}", "1:32: the weight of listening is a number of at least 0, not '-0.1'"),
    ("scoring: {weights: {listening: inf}}", "1:32: the weight of listening is a number of at least 0, not 'inf'"),
    ("scoring: {weights: {listening: 0, acknowledgement: 0, valuing: 0}}", "1:64: all weights are 0: nothing could be scored (give one of them a weight)"),
    ("scoring: {credits: [0, 1]}", "1:20: credits are seven numbers, for the grades 0 to 6, not 2 (or a map: {3: 0.7})"),
    ("scoring: {credits: [0, 0.1, 0.2, 0.3, 0.2, 1, 1]}", "1:47: a higher grade earns less than a lower (let credits rise from 0 to 6)"),
    ("scoring: {credits: {3: 0.01}}", "1:24: a higher grade earns less than a lower (let credits rise from 0 to 6)"),
    ("scoring: {credits: {3: 60}}", "1:24: the credit of grade 3 is a number from 0 to 1, not '60'"),
    ("scoring: {targets: {4: 1}}", "1:21: unknown key '4' in targets (use one of 1, 2, 3)"),
    ("scoring: {targets: {2: 0}}", "1:24: the target of tier 2 is a whole number from 1 to 6, not '0'"),
    ("scoring: {deductions: {minor: lots}}", "1:31: the deduction for minor is a number from 0 to 100, not 'lots'"),
    ("scoring: {deduction_cap: -1}", "1:26: deduction_cap is a number from 0 to 100, not '-1'"),
    ("scoring: {bands: {pass: 95}}", "1:25: the bands are out of order: strong 90 >= pass 95 >= coach 65 fails (change one of them)"),
    ("scoring: {bands: {fail: 10}}", "1:19: unknown key 'fail' in bands (use one of coach, pass, strong)"),
    ("scoring: {bands: {pass: 12:30}}", "1:25: the band 'pass' is a number from 0 to 100, not '12:30'"),
    ("scoring: {window: {turns: 2.5}}", "1:27: turns is a whole number of at least 1, not '2.5'"),
    ("scoring: {pushing: {weight: -1}}", "1:29: the weight of pushing is a number of at least 0, not '-1'"),
    ("scoring: {talk_words: []}", "1:23: talk_words is a whole number of at least 1"),
    # lists
    ("lists: [Acme]", "1:8: expected keys and values for lists"),
    ("lists: {turn_takking: [so]}", "1:9: no rule and no pack knows a list 'turn_takking' (did you mean 'turn_taking'?)"),
    ("lists: {gadget: [Zorp]}", "1:9: no rule and no pack knows a list 'gadget'"),
    ("lists: {weekday: [Someday]}", "1:9: 'weekday' is built in and cannot be extended (use another name, and name it in a rule)"),
    ("lists: {turn_taking: ['(so']}", "1:23: '(' is never closed"),
    ("lists: {turn_taking: ['{turn_taking} so']}", "1:9: the list 'turn_taking' holds itself"),
    ("lists: {turn_taking: [so, '']}", "1:27: an entry of the list 'turn_taking' is empty"),
    # packs and extends
    ("packs: [defualt]", "1:9: there is no pack 'defualt' (did you mean 'default'?)"),
    ("packs: [ours/none.yaml]", "1:9: there is no pack 'ours/none.yaml'"),
    ("extends: ther.yaml", "1:10: there is no 'ther.yaml' to extend (did you mean 'other.yaml'?)"),
    ("extends: sub", "1:10: 'sub' is a folder (name a file in it, or list it under 'packs' if it holds rules)"),
    ("extends: [other.yaml, empathy-audit.yaml]", "1:23: this goes in a circle: empathy-audit.yaml -> empathy-audit.yaml (remove one 'extends' of them)"),
    # paths and speakers
    ("paths: {'chats/**': {ruls: {}}}", "1:22: unknown key 'ruls' in the settings of 'chats/**' (did you mean 'rules'?)"),
    ("paths: {'chats/**': {}}", "1:21: nothing is set for 'chats/**' (add 'rules', 'scoring' or 'gate', or remove it)"),
    ("paths: {'': {rules: {ANTI: off}}}", "1:9: there is a value without a name in paths"),
    ("paths: {'*a*b*c*d*e*f*g*h*': {rules: {ANTI: off}}}", "1:9: '*a*b*c*d*e*f*g*h*' is no pattern of paths"),
    ("paths: {'[z-a]': {rules: {ANTI: off}}}", "1:9: '[z-a]' is no pattern of paths"),
    ("paths: {'a/**': {rules: {ANTI: no}}}", "1:32: ANTI cannot be 'no' (did you mean 'off'?)"),
    ("scoring: {bands: {pass: 70}}\npaths: {'a/**': {scoring: {bands: {coach: 75}}}}", "2:43: the bands are out of order: strong 90 >= pass 70 >= coach 75 fails"),
    ("speakers: {agents: [Priya]}", "1:12: unknown key 'agents' in speakers (did you mean 'agent'?)"),
    ("speakers: {agent: ['Priya*'], customer: ['priya*']}", "1:42: 'priya*' is said to be the agent too (line 1) (keep one of them)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), MISTAKES, ids=[text for text, _ in MISTAKES])
def test_one_mistake(text: str, complaint: str) -> None:
    Path("sub").mkdir()
    write("rules: {}", "other.yaml")
    write(text)
    place, _, message = complaint.partition(": ")
    line, column = place.split(":")
    # ids of shipped rules are longer or shorter than the words that stand for them: the column is counted in the template
    shift = len(filled(text.splitlines()[int(line) - 1][: int(column) - 1])) - int(column) + 1
    (found,) = complaints()
    assert found.startswith(f"{YAML}:{line}:{int(column) + shift}: {filled(message)}")


def test_the_table_holds_enough() -> None:
    assert len(MISTAKES) >= 60


def test_all_mistakes_of_all_files_at_once() -> None:
    write(PACK.replace("type: effort", "type: effrt"), "ours.yaml")
    write("scoring: {deduction_cap: lots}", "parent.yaml")
    write("extends: parent.yaml\npacks: [ours.yaml]\nspeakers: {agnt: [A]}\nscoring: {weights: {valuing: -1}}\nlists: {gadget: [Zorp]}")
    assert [each.split(": ")[0] for each in complaints()] == [f"{YAML}:3:12", f"{YAML}:4:30", "parent.yaml:1:26", "ours.yaml:4:11"]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"\xff\xfe\x00rules", f"{YAML}: the file is UTF-16 text"),
        (b"# x\n" * 600_000, f"{YAML}: the file is larger than 2 MB (a house style is a short text)"),
        (b"rules: \x01", f"{YAML}:1:8: an invisible character stands here: U+0001"),
    ],
)
def test_files_that_are_no_config(folder: Path, data: bytes, complaint: str) -> None:
    (folder / YAML).write_bytes(data)
    (found,) = complaints()
    assert found.startswith(complaint)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rules = 3", "2:9: rules is a map from rule ids to what changes"),
        ("rules = {ANTI = false}", "2:17: ANTI cannot be 'false' (did you mean 'off'?)"),
        ('[tool.empathy-audit.rules]\n"ANTI" = "of"', "3:11: ANTI cannot be 'of' (did you mean 'off'?)"),
        ("[tool.empathy-audit.scoring]\nbands.pass = 200", "3:14: the band 'pass' is a number from 0 to 100, not '200'"),
        ("scoreing = {}", "2:1: unknown key 'scoreing' in a house style (did you mean 'scoring'?)"),
        ("packs = [\n  'default',\n  'none.yaml',\n]", "4:4: there is no pack 'none.yaml'"),
        ("rules = {", "2:1: this is not TOML: "),
        ("a = " + "[" * 3000 + "]" * 3000, "1:1: tables and lists are nested too deep"),
        ('extends = "\\u0000"', "2:1: what is extended is named by a path, and this is none"),
        ("scoring.deduction_cap = 1_000", "2:9: deduction_cap is a number from 0 to 100, not '1000' (the nearest is 100)"),
        ("rules.ANTI = 1979-05-27", "2:14: ANTI cannot be '1979-05-27' (write one of off"),
    ],
)
def test_mistakes_in_pyproject_have_a_place(text: str, complaint: str) -> None:
    write("[tool.empathy-audit]\n" + text, "pyproject.toml")
    place, _, message = complaint.partition(": ")
    line, column = map(int, place.split(":"))
    template = ("[tool.empathy-audit]\n" + text).splitlines()[line - 1][: column - 1]
    (found,) = complaints()
    assert found.startswith(f"pyproject.toml:{line}:{len(filled(template)) + 1}: {filled(message)}")


def test_a_pyproject_that_speaks_to_us_in_another_encoding_is_not_passed_over() -> None:
    Path("pyproject.toml").write_bytes('[tool.empathy-audit]\npacks = ["café"]\n'.encode("latin-1"))
    assert complaints() == ["pyproject.toml:2:14: the file is not UTF-8 text (save it as UTF-8)"]


@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        ("hous.yaml", "hous.yaml: --config names a file that is not there (did you mean 'house.yaml'?)"),
        ("sub", "sub: --config names a folder (name the file in it, such as sub/empathy-audit.yaml)"),
    ],
)
def test_a_named_config_must_be_there(named: str, complaint: str) -> None:
    write("rules: {}", "house.yaml")
    Path("sub").mkdir()
    assert complaints(named) == [complaint]


def test_two_configs_in_one_folder_are_a_mistake() -> None:
    write("rules: {}")
    write("[tool.empathy-audit]\n", "pyproject.toml")
    assert complaints() == [f".: there are two house styles in this folder: {YAML} and pyproject.toml (keep one of them)"]


def test_files_that_extend_each_other_are_named() -> None:
    write("extends: b.yaml", "a.yaml")
    write("extends: a.yaml", "b.yaml")
    assert complaints("a.yaml") == ["b.yaml:1:10: this goes in a circle: a.yaml -> b.yaml -> a.yaml (remove one 'extends' of them)"]


def test_a_broken_pack_alone_is_a_rule_error() -> None:
    write(PACK.replace("type: effort", "type: effrt"), "ours.yaml")
    with pytest.raises(RuleError):
        config.load(packs=["ours.yaml"])
    with pytest.raises(ConfigError):
        write("scoring: 3")
        config.load(packs=["ours.yaml"])


# -- what a house style does --


def test_where_the_config_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, cap in ((YAML, 1), ("variable.yaml", 2), ("named.yaml", 3)):
        write(f"scoring: {{deduction_cap: {cap}}}", name)
    assert config.load().rulebook.scoring.deduction_cap == 1
    monkeypatch.setenv("EMPATHY_AUDIT_CONFIG", "variable.yaml")
    assert config.load().rulebook.scoring.deduction_cap == 2
    assert config.load("named.yaml").rulebook.scoring.deduction_cap == 3
    assert as_made(config.load(ignored=True).rulebook) == BOOK


def test_overrides() -> None:
    write(
        "rules:\n  ANTI: off\n  LIMIT: {max: 50, severity: major}\n  REQUIRE: {within: {turns: 5}}\n  POINTED: {points: 0.5}\n"
        "  MOMENT: {tier: 1, target: 4, window: {turns: 3, seconds: 90}}\n"
    )
    book = config.load().rulebook
    assert ANTI.id not in {each.id for each in book.rules}
    limit = rule(book, "LIMIT")
    assert limit.limit and (limit.limit.max, limit.severity) == (50, "major")
    assert (rule(book, "REQUIRE").within, rule(book, "POINTED").points) == (5, 0.5)
    moment = rule(book, "MOMENT")
    assert (moment.tier, moment.wanted, moment.window_turns, moment.window_seconds) == (1, 4, 3, 90)


def test_partial_numbers_replace_single_values() -> None:
    write("scoring: {weights: {valuing: 0.5}, credits: {2: 0.4}, targets: {1: 1}, window: {turns: 4}, bands: {strong: 95}, talk_words: 5}")
    scoring = config.load().rulebook.scoring
    assert scoring.weights == {**BOOK.scoring.weights, "valuing": 0.5}
    assert scoring.credits == (*BOOK.scoring.credits[:2], 0.4, *BOOK.scoring.credits[3:])
    assert scoring.targets == {**BOOK.scoring.targets, 1: 1}
    assert (scoring.window_turns, scoring.window_seconds) == (4, BOOK.scoring.window_seconds)
    assert (scoring.bands["strong"], scoring.bands["pass"], scoring.talk_words) == (95, BOOK.scoring.bands["pass"], 5)


def test_yaml_and_toml_say_the_same() -> None:
    write("rules: {ANTI: off, MOMENT: {tier: 3}}\nscoring: {bands: {pass: 75}}\nspeakers: {agent: [A]}", "house.yaml")
    write(
        '[tool.empathy-audit.rules]\nANTI = "off"\nMOMENT = {tier = 3}\n[tool.empathy-audit.scoring]\nbands.pass = 75\n'
        '[tool.empathy-audit.speakers]\nagent = "A"\n',
        "pyproject.toml",
    )
    assert config.load() == config.load("house.yaml")


def test_words_of_the_house_reach_the_rules_that_name_the_list() -> None:
    write(PACK, "packs/ours.yaml")
    write("packs: [../packs/ours.yaml]\nlists: {gadget: [Zorp, Blip (one|two)]}", f"styles/{YAML}")
    book = config.load(f"styles/{YAML}").rulebook
    (report,) = batch.audit_all([talk("customer: Well, I waited for Blip two.", "agent: Right.")], book)
    assert [moment.rule for moment in report.moments] == ["ACME1"]


def test_extending_inherits_and_the_nearer_has_the_last_word() -> None:
    write("rules: {ANTI: off, MOMENT: off, LIMIT: {max: 9}}\nscoring: {bands: {pass: 70, coach: 60}}\nspeakers: {agent: [A]}", "parent.yaml")
    write("extends: [default, parent.yaml]\nrules: {ANTI: on, MOMENT: {tier: 1}, LIMIT: major}\nscoring: {bands: {pass: 75}}\nspeakers: {agent: [B]}")
    house = config.load()
    assert rule(house.rulebook, "ANTI") == ANTI
    assert rule(house.rulebook, "MOMENT").tier == 1
    limit = rule(house.rulebook, "LIMIT")
    assert limit.limit and (limit.severity, limit.limit.max) == ("major", 9)
    assert (house.rulebook.scoring.bands["pass"], house.rulebook.scoring.bands["coach"], house.agents) == (75, 60, ("A", "B"))


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("chats/*.txt", "chats/deep/a.txt", False),
        ("chats/**", "mychats/a.txt", False),
        ("/chats/**", "old/chats/a.txt", False),
        ("*.vtt", "a.vttx", False),
        ("**", "-", False),
        ("house/**", "a.txt", False),  # a folder above the config has no say
        ("chats/**", "chats/deep/a.txt", True),
        ("chats/", "chats/deep/a.txt", True),
        ("chats/**", "old/chats/a.txt", True),
        ("./chats/*.txt", "chats/a.txt", True),
        ("chats/**/a.txt", "chats/a.txt", True),
        ("*.vtt", "deep/a.vtt", True),
        ("call[0-9].t?t", "call7.txt", True),
        ("call[!0-9].txt", "call7.txt", False),
        ("other/**", "/other/a.txt", True),
        ("-", "-", True),
    ],
)
def test_patterns(monkeypatch: pytest.MonkeyPatch, pattern: str, path: str, fits: bool) -> None:
    root = Path("house").absolute()
    root.mkdir()
    monkeypatch.chdir(root)
    assert matches(pattern, path, str(root)) is fits


def test_the_last_pattern_that_fits_decides_and_equal_settings_share_a_rulebook() -> None:
    write(
        "scoring: {deduction_cap: 9}\npaths:\n  'a/**': {rules: {ANTI: off}}\n  '*.vtt': {scoring: {deduction_cap: 5}}\n"
        "  'b/**': {rules: {ANTI: off}}\n"
    )
    house = config.load()
    caps = {path: house.at(path).scoring.deduction_cap for path in ("x.txt", "a/x.txt", "a/x.vtt", "b/x.vtt")}
    assert caps == {"x.txt": 9, "a/x.txt": 9, "a/x.vtt": 5, "b/x.vtt": 9}
    assert house.at("a/x.txt") is house.at("b/x.vtt") and house.at("x.txt") is house.rulebook


def test_what_changes_a_verdict_changes_the_digest_and_nothing_else_does() -> None:
    digests = []
    for text in ("rules: {ANTI: off}", "rules: {ANTI: minor}", "paths: {'a/**': {rules: {ANTI: off}}}", "lists: {turn_taking: [zorp]}"):
        write(text)
        digests.append(config.load().rulebook.digest)
    assert len({BOOK.digest, *digests}) == 5
    write("# with a comment\nrules:\n  ANTI: off\nspeakers: {agent: [A]}", "elsewhere.yaml")
    assert config.load("elsewhere.yaml").rulebook.digest == digests[0]


def test_a_moment_may_have_a_target_and_a_window_of_its_own() -> None:
    said = talk("customer: I waited for Zorp.", "agent: Right.", "customer: Yes.", "agent: You waited and I am sorry for that.")
    write(PACK.replace("{gadget}", "Zorp"), "ours.yaml")
    write("packs: [ours.yaml]", "before.yaml")
    write("packs: [ours.yaml]\nrules: {ACME1: {window: {turns: 1}, target: 6}}", "after.yaml")
    grades = {}
    for name in ("before", "after"):
        (report,) = batch.audit_all([said], config.load(f"{name}.yaml").rulebook)
        grades[name] = [(m.reply.turns, m.status) for m in report.moments if m.rule == "ACME1"]
    assert grades["before"] != grades["after"] and len(grades["after"]) == 1, grades
    assert grades["after"][0][1] != "met"


# -- the commands --


def test_score_obeys_the_config_paths_and_speakers(folder: Path) -> None:
    for path in ("calls/a.txt", "chats/b.txt"):
        write(CALL.replace("Agent:", "Priya Nair:").replace("Customer:", "Bo:"), path)
    write("speakers: {agent: ['Priya*'], customer: Bo}\nscoring: {bands: {coach: 1, pass: 2, strong: 3}}\npaths: {'chats/**': {scoring: {deductions: {major: 50}, deduction_cap: 90}}}")
    runs = [empathy_audit("score", ".", "--format", "jsonl", *jobs, cwd=folder) for jobs in ([], ["--jobs", "2"])]
    assert runs[0].returncode == 0 and runs[0].stdout == runs[1].stdout, runs[0].stderr
    first, second = map(json.loads, runs[0].stdout.splitlines())
    assert first["path"].endswith("a.txt") and first["sums"]["deduction_cap"] != 90 and second["sums"]["deduction_cap"] == 90
    assert first["roles"]["agent"]["labels"] == ["Priya Nair"]
    without = empathy_audit("score", "calls", "--no-config", "--agent", "Priya Nair", "--format", "json", cwd=folder)
    assert json.loads(without.stdout)["rules"]["digest"] == BOOK.digest


def test_labels_on_the_command_line_take_the_place_of_those_in_the_config(folder: Path) -> None:
    write(CALL.replace("Agent:", "Ann:").replace("Customer:", "Bo:"), "call.txt")
    write("speakers: {agent: Bo, customer: Ann}")
    done = empathy_audit("score", "call.txt", "--agent", "Ann", "--customer", "Bo", "--format", "jsonl", cwd=folder)
    assert json.loads(done.stdout)["roles"]["agent"]["labels"] == ["Ann"], done.stderr


def test_config_and_no_config_contradict_each_other(folder: Path) -> None:
    write("rules: {}")
    done = empathy_audit("score", "x.txt", "--config", YAML, "--no-config", cwd=folder)
    assert (done.returncode, done.stderr) == (2, "error: empathy-audit: --config and --no-config contradict each other (give one of them)\n")


def test_a_mistake_is_drawn_with_its_line_and_a_caret(folder: Path) -> None:
    write("# ours\nrules:\n  ANTI: modrate\n")
    done = empathy_audit("score", "x.txt", cwd=folder)
    column = len(f"  {ANTI.id}: ") + 1
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"error: {YAML}:3:{column}: {ANTI.id} cannot be 'modrate' (did you mean 'moderate'?)",
        "  |",
        f"3 |   {ANTI.id}: modrate",
        "  | " + " " * (column - 1) + "^",
    ]


def test_hostile_and_endless_lines_are_shown_short_and_clean(folder: Path) -> None:
    write("rules: {" + " " * 5000 + "'ZZZ\u202e\u00e9': '日本', " + "A: off, " * 500 + "}")
    lines = empathy_audit("score", "x.txt", cwd=folder).stderr.splitlines()
    assert max(map(len, lines)) < 200 and not {"\x1b", "\u202e"} & set("".join(lines))


def test_a_transcript_never_shows_its_lines(folder: Path) -> None:
    write('{"turns": [ "a secret"', "call.json")
    assert "secret" not in empathy_audit("score", "call.json", cwd=folder).stderr


def test_config_show_says_where_every_value_came_from(folder: Path) -> None:
    write(PACK, "ours.yaml")
    write(
        "packs: [ours.yaml]\nscoring: {bands: {pass: 75}}\nrules:\n  ANTI: off\n  LIMIT: {max: 50}\nlists: {gadget: [Zorp]}\n"
        "speakers: {agent: ['Priya*']}\npaths:\n  'chats/**': {rules: {MOMENT: {window: {turns: 5}}}, scoring: {deduction_cap: 0}}\n"
    )
    told = json.loads(empathy_audit("config", "show", "--format", "json", cwd=folder).stdout)
    values = {".".join(line["key"]): (line["value"], line["was"], line["from"]) for line in told["values"]}
    assert told["config"]["file"] == YAML
    assert values["packs"] == ("ours.yaml", None, f"{YAML}:1")
    assert values["scoring.bands.pass"] == (75, BOOK.scoring.bands["pass"], f"{YAML}:2")
    assert values["scoring.bands.strong"] == (BOOK.scoring.bands["strong"], None, "default")
    assert values[f"rules.{ANTI.id}"] == ("off", None, f"{YAML}:4")
    assert values[f"rules.{LIMIT.id}.max"][::2] == (50, f"{YAML}:5")
    assert values["lists.gadget"] == ("Zorp", None, f"{YAML}:6")
    assert values["speakers.agent"] == ("Priya*", None, f"{YAML}:7")
    assert values[f"paths.chats/**.rules.{MOMENT.id}.window.turns"] == (5, BOOK.scoring.window_turns, f"{YAML}:9")
    assert values["paths.chats/**.scoring.deduction_cap"] == (0, BOOK.scoring.deduction_cap, f"{YAML}:9")
    text = empathy_audit("config", "show", cwd=folder).stdout.splitlines()
    assert text[0].startswith(f"house style: {YAML} (") and len(text) == len(told["values"]) + 2
    assert len({line.rindex("  ") for line in text[1:-1]}) == 1, "the last column is not aligned"


def test_config_show_says_what_each_value_takes_the_place_of(folder: Path) -> None:
    write("rules: {MOMENT: off, LIMIT: {max: 50}}\nscoring: {window: {turns: 4}, targets: {1: 5}}", "company.yaml")
    write(
        "extends: company.yaml\nrules:\n  LIMIT: {max: 60}\n  MOMENT: {tier: 1, target: 6, window: {turns: 3}}\n"
        "paths:\n  'chats/**': {rules: {MOMENT: off, LIMIT: {max: 70}}}\n  'mail/**': {rules: {ANTI: minor}}\n"
    )
    told = json.loads(empathy_audit("config", "show", "--format", "json", cwd=folder).stdout)
    values = {".".join(line["key"]): (line["value"], line["was"], line["from"]) for line in told["values"]}
    limit = LIMIT.limit
    assert limit
    assert values["extends"] == ("company.yaml", None, f"{YAML}:1")
    assert values["scoring.window.turns"] == (4, BOOK.scoring.window_turns, "company.yaml:2")
    assert values[f"rules.{LIMIT.id}.max"] == (60, limit.max, f"{YAML}:3")
    assert values[f"rules.{MOMENT.id}.window.turns"] == (3, 4, f"{YAML}:4")
    assert values[f"rules.{MOMENT.id}.target"] == (6, 5, f"{YAML}:4")
    assert values[f"paths.chats/**.rules.{LIMIT.id}.max"] == (70, 60, f"{YAML}:6")
    assert values[f"paths.mail/**.rules.{ANTI.id}.severity"] == ("minor", ANTI.severity, f"{YAML}:7")
    last = empathy_audit("config", "show", cwd=folder).stdout.splitlines()[-1]
    assert last == f"{len(BOOK.rules) - 2} other rules and {len(BOOK.lists)} lists are as their packs have them"


def test_config_show_without_a_config(folder: Path) -> None:
    done = empathy_audit("config", "show", cwd=folder)
    assert done.returncode == 0 and done.stdout.startswith("house style: none, everything is as shipped\n")


def test_init_writes_a_file_that_loads_and_never_overwrites(folder: Path) -> None:
    assert empathy_audit("init", cwd=folder).returncode == 0
    assert as_made(config.load().rulebook) == BOOK
    path = folder / YAML
    # every setting shown works when its # is taken away
    bare = "\n".join(re.sub(r"^# (?=  |[a-z]+:)", "", line) for line in path.read_text(encoding="utf-8").splitlines())
    write(PACK.replace("{gadget}", "it"), "our-rules.yaml")
    path.write_text(bare, encoding="utf-8")
    house = config.load()
    assert len(house.special) == 1 and house.agents and house.rulebook.scoring != BOOK.scoring
    again = empathy_audit("init", cwd=folder)
    assert (again.returncode, again.stderr) == (2, f"error: {YAML}: this file is there already (--force overwrites it)\n")
    assert path.read_text(encoding="utf-8") == bare
    assert empathy_audit("init", "--force", cwd=folder).returncode == 0
    assert as_made(config.load().rulebook) == BOOK


def test_init_does_not_stand_beside_another_house_style(folder: Path) -> None:
    write("[tool.empathy-audit]\n", "pyproject.toml")
    done = empathy_audit("init", "--force", cwd=folder)
    assert done.returncode == 2 and "this folder has a house style already" in done.stderr
    assert not (folder / YAML).exists()
