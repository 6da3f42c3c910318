"""Broken rule and config files: every mistake is told, all at once, in words that teach; nothing else ever happens."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken_files import IN_A_CONFIG, IN_A_PACK, IN_A_RULE, RULE
from commands import empathy_audit
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from empathy_audit import cli, config, rulebook
from empathy_audit.errors import EmpathyAuditError, Problem
from empathy_audit.matchers import regex
from empathy_audit.model import Rulebook

CALL = "Agent: Hello.\nCustomer: I waited for hours and hours and nobody ever came to the phone!\nAgent: I see.\n"
LONGEST = 20  # seconds that any broken file may take, on a slow and busy machine
SLOW_PATTERN = r"hours(\w|\w\w|\s)+$"  # slow only where somebody says hours, and no example does


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, with a call to score and no config."""
    monkeypatch.delenv("EMPATHY_AUDIT_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("call.txt").write_text(CALL, encoding="utf-8")
    return tmp_path


class Command:
    """The command, in this process: quick enough for a table."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["empathy-audit", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.run()
        said = self.capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


# -- what must not happen --


def test_the_rule_that_all_are_made_of_has_no_mistake(command: Command) -> None:
    Path("acme.yaml").write_text(RULE, encoding="utf-8")
    assert command("score", "--no-config", "--pack", "acme.yaml", "call.txt")[0] == 0


@pytest.mark.parametrize(
    "phrases",
    ["[no]", "[12:30]", "[on]", "['{number} times']", "['it is o''clock, right?']", "['so, I waited']", "['{start} fine {end}']", "['I ... waited']",
     "['[so] I ... (waited|queued) [{end}]']", "[e-mail]", "['£42']", "[don't]", "['mum''s phone']", "['?']", "[=care]"],
)  # fmt: skip
def test_what_people_do_say_is_no_mistake(phrases: str) -> None:
    Path("acme.yaml").write_text(RULE.replace("[I waited]", phrases), encoding="utf-8")
    rulebook.load(["acme.yaml"])


@pytest.mark.parametrize("text", ["no", "12:30", "1_000", "2026-05-04", "0x1F", "~", "1e3", ".inf", "yes"])
def test_yaml_turns_no_text_into_something_else(text: str) -> None:
    Path("acme.yaml").write_text(RULE.replace("Waiting costs.", text), encoding="utf-8")
    assert rulebook.load(["acme.yaml"]).rules[-1].why == text


def test_an_unless_that_is_longer_or_negated_takes_nothing_back() -> None:
    for phrases, unless in (("[I waited]", "[I waited in line]"), ("[not happy]", "[happy]"), ("[I ... waited]", "[I really waited]")):
        match = f"{phrases}\n      unless: {{phrases: {unless}}}"
        Path("acme.yaml").write_text(RULE.replace("[I waited]", match), encoding="utf-8")
        rulebook.load(["acme.yaml"])


# -- the tables --


@pytest.mark.parametrize(("name", "old", "new", "said"), IN_A_RULE, ids=[case[0] for case in IN_A_RULE])
def test_a_mistake_in_a_rule(command: Command, name: str, old: str, new: str, said: str) -> None:
    assert old in RULE, name
    Path("acme.yaml").write_text(RULE.replace(old, new, 1), encoding="utf-8")
    assert command("score", "--no-config", "--pack", "acme.yaml", "call.txt") == (2, "", said)


@pytest.mark.parametrize(("name", "data", "said"), IN_A_PACK, ids=[case[0] for case in IN_A_PACK])
def test_a_file_that_is_no_pack(command: Command, name: str, data: bytes, said: str) -> None:
    Path("acme.yaml").write_bytes(data)
    began = time.monotonic()
    assert command("score", "--no-config", "--pack", "acme.yaml", "call.txt") == (2, "", said), name
    assert time.monotonic() - began < LONGEST


@pytest.mark.parametrize(("name", "text", "said"), IN_A_CONFIG, ids=[case[0] for case in IN_A_CONFIG])
def test_a_mistake_in_a_house_style(command: Command, name: str, text: str, said: str) -> None:
    Path("acme.yaml").write_text(RULE, encoding="utf-8")
    Path("empathy-audit.yaml").write_text(text, encoding="utf-8")
    assert command("score", "call.txt") == (2, "", said), name


def test_the_tables_hold_enough_and_every_complaint_says_what_to_do() -> None:
    cases = [case[-1] for table in (IN_A_RULE, IN_A_PACK, IN_A_CONFIG) for case in table]
    complaints = [line for said in cases for line in said.splitlines() if line.startswith("error: ")]
    assert len(cases) >= 90
    assert not [line for line in complaints if not line.endswith(")")]


# -- the machine stays up --


@pytest.mark.parametrize("name", ["unknown key", "filler", "regex bomb", "tag", "billion laughs", "deep nesting", "binary", "ten megabytes"])
def test_a_real_process_ends_with_2_and_no_traceback(name: str) -> None:
    tables = {case[0]: RULE.replace(case[1], case[2], 1).encode() for case in IN_A_RULE} | {case[0]: case[1] for case in IN_A_PACK}
    Path("acme.yaml").write_bytes(tables[name])
    done = empathy_audit("score", "--no-config", "--pack", "acme.yaml", "call.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: acme.yaml") and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "data",
    [
        b"rules:\n" + b"- x\n" * 400_000,
        b"".join(b"key%d: 1\n" % n for n in range(150_000)),
        b"? " * 900_000,
        b"{" * 1_900_000,
        b"a: '" + b"x" * 1_900_000,
        b"x" * 1_900_000 + b": 1\n",
        b"lists:\n" + b"".join(b"  l%d: [%s]\n" % (n, b", ".join(b"'{l%d}'" % m for m in range(60))) for n in range(60)),
        b"lists:\n  a: [" + b"x y z, " * 250_000 + b"]\nrules: []\n",
        RULE.replace("[I waited]", "[" + ", ".join(f"'{{family}} {{product}} w{n}'" for n in range(20_000)) + "]").encode(),
    ],
    ids=["entries", "keys", "complex keys", "braces", "quote", "long key", "lists of lists", "long list", "many phrases"],
)
def test_a_hostile_file_is_told_of_briefly_and_soon(data: bytes) -> None:
    Path("acme.yaml").write_bytes(data)
    began = time.monotonic()
    with pytest.raises(EmpathyAuditError) as caught:
        rulebook.load(["acme.yaml"])
    assert time.monotonic() - began < LONGEST
    assert len(caught.value.problems) <= 51
    assert max(len(str(problem)) for problem in caught.value.problems) < 1000


# -- a pattern that runs out of time --


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Patterns that ran out of time in other tests, and in this one, are forgotten."""
    for known in (regex._outlasted, regex._failures):
        known.clear()
    yield
    for known in (regex._outlasted, regex._failures):
        known.clear()


@pytest.mark.usefixtures("forgetful")
def test_a_pattern_that_runs_out_of_time_at_work_is_told_of_with_its_rule(command: Command) -> None:
    match = f"[I waited]\n      regex: '{SLOW_PATTERN}'"
    Path("acme.yaml").write_text(RULE.replace("[I waited]", match).replace("Hello.", "Hi.").replace("[I waited.]", "[I]"), encoding="utf-8")
    Path("again.txt").write_text(CALL, encoding="utf-8")
    regex._failures["another"] = regex.PATIENCE  # one that no rule of this run has
    code, out, err = command("score", "--no-config", "--pack", "acme.yaml", "--format", "json", "call.txt", "again.txt")
    said = "rule ACME1 (acme.yaml:2) was not applied: its regex ran out of time here"
    assert code == 2
    assert err == "".join(f"error: {path}:2: {said} (make its pattern simpler)\n" for path in ("call.txt", "again.txt"))
    report = json.loads(out)
    assert [one["errors"][0]["message"] for one in report["transcripts"]] == [said, said]
    assert report["summary"]["not_audited"] == 0


@pytest.mark.usefixtures("forgetful")
def test_a_pattern_that_never_ends_is_given_up_and_told_of() -> None:
    test, _ = regex.build((SLOW_PATTERN,), None)  # type: ignore[arg-type]
    regex._failures[SLOW_PATTERN] = regex.PATIENCE
    assert not test(None)  # type: ignore[arg-type]  # the turn is not even looked at
    regex._outlasted["some text"] = {SLOW_PATTERN}
    assert regex.out_of_time(["another text"]) == {SLOW_PATTERN: None}


# -- warnings --


def test_a_rule_that_finds_nothing_new_is_a_warning(command: Command) -> None:
    second = RULE.replace("rules:\n", "").replace("ACME1", "ACME2")
    first = RULE.replace("[I waited]", "[I waited, I queued]")
    Path("acme.yaml").write_text(first + second, encoding="utf-8")
    code, out, err = command("score", "--no-config", "--pack", "acme.yaml", "call.txt")
    assert (code, bool(out)) == (0, True)
    assert err == (
        "warning: acme.yaml:14:5: ACME2 finds nothing new: all its phrases are in ACME1 (acme.yaml:2), which reports the same"
        " (remove it, or give it phrases of its own)\n   |\n14 |   - id: ACME2\n   |     ^\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("[I waited]", "[I waited, for ages]"), ("type: effort", "type: effort\n    tier: 3"), ("type: effort", "type: trust")],
)
def test_a_rule_that_says_more_is_no_warning(old: str, new: str) -> None:
    second = RULE.replace("rules:\n", "").replace("ACME1", "ACME2").replace(old, new)
    Path("acme.yaml").write_text(RULE.replace("[I waited]", "[I waited, I queued]") + second, encoding="utf-8")
    assert rulebook.load(["acme.yaml"]).warnings == ()


# -- whatever stands in a file --

SCRAPS = st.sampled_from(
    "- : , [ ] { } # & * ! | > ' \" % @ ` ? \n \t ... .nan {family} {l} (a|b) [so] \\ \0 \x07 é 1_000 -1 12:30 no rules: match: "
    "phrases: any: unless: examples: finds: regex: (?R) lists: scoring: extends: paths: weights: null <<: --- =um ".split(" ")
)
SEEDS = (RULE, "scoring: {bands: {pass: 70}, weights: {listening: 1}}\nrules: {EMP501: off}\npaths: {'a/**': {rules: {EMP101: {tier: 1}}}}\n"
         "speakers: {agent: [A]}\nlists: {product: [Zorp]}\n")  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sound file with pieces cut out, doubled, or put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 12)))
        text = text[:at] + draw(st.one_of(SCRAPS, st.just(text[at:end] * 2), st.text(max_size=4))) + text[end:]
    return text


def clean(problems: tuple[Problem, ...]) -> None:
    assert problems
    for problem in problems:
        assert problem.message and problem.fix and "\n" not in str(problem)[:20]
        assert len(str(problem)) < 1000


@pytest.mark.parametrize("name", ["acme.yaml", "empathy-audit.yaml"])
@example(text="lists: {? [a]: b}")
@example(text="rules: [[a], {kind: [a]}, {? {a: b} : c}]")
@example(text="paths: {? [a] : {rules: {}}}\nspeakers: [a]\nextends: {a: b}\npacks: {a: b}")
@example(text="extends: [[a], {b: c}, '\0']\npacks: ['', '\x07', '..', '/']")
@given(text=st.one_of(mutated(), st.text(alphabet="abr: -[]{}\n'\"|&*!#\t", max_size=60)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_or_clearly_complained_of(name: str, text: str) -> None:
    Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(OSError):
        Path("empathy-audit.yaml" if name == "acme.yaml" else "acme.yaml").unlink()
    try:
        if name == "acme.yaml":
            assert isinstance(rulebook.load(["acme.yaml"]), Rulebook)
        else:
            assert config.load().rulebook.rules
    except EmpathyAuditError as error:
        clean(error.problems)
