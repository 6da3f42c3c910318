"""The same sentence in several conversations: found whatever differs that makes no difference, and worth no more than a stock phrase."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from gates import inside
from hypothesis import given, settings
from hypothesis import strategies as st
from talks import talk

from empathy_audit.reuse import LOOSEST, Reuse, counted, held_by, sentences, signatures

SCRIPT = "I completely understand how frustrating this must be for you."
CALL = (
    "Agent: Thank you for calling Northwind, how can I help?\n"
    "Customer: This is the third time I've called about my router and I'm so frustrated.\n"
    "Agent: {answer} {more}\n"
    "Customer: It is BN1 1AA.\nAgent: Thanks.\n"
)
MORE = ["Is that on the screen?", "Who told you so?", "What did they say?", "Which one is it?", "And the other?"]


def alike(one: str, other: str) -> bool:
    return bool(set(signatures(one)) & set(signatures(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I can see why the flood worries you.", "I can see why the bill worries you and your mother."),
        ("I understand how frustrating that is.", "I don't understand how frustrating that is."),
        ("I'm sorry about the noise on your line.", "I'm sorry about the wait for your card."),
        ("You must be so worried about your daughter.", "You must be so glad about your daughter."),
        ("Three visits and nobody came, that is on us.", "Three visits and nobody rang, and that is on our depot."),
    ],
)
def test_what_says_something_else_is_not_alike(one: str, other: str) -> None:
    assert signatures(one) and signatures(other) and not alike(one, other)


@pytest.mark.parametrize("words", ["", "...", "You're right.", "Oh no, I'm so very sorry.", "Thank you, Sarah.", "[NAME] {{name}} <b>"])
def test_what_is_short_is_nobodys_script(words: str) -> None:
    assert [signatures(each) for _, each in sentences(words)] in ([], [()])


@pytest.mark.parametrize(
    "other",
    [
        "i COMPLETELY understand how frustrating this must be for you",
        "I understand how frustrating that must be for you!",
        "I really do understand just how very frustrating this must be for you, Sarah.",
        "Sarah, I totally understand how frustrating this must be for you.",
        "Mr. Okafor, I can totally understand how frustrating it must be for you.",
        "Um, I completely understand how frustrating this must be for you.",
        "I completely understand how frustrating this must be for you, {{first_name}}.",
        "We understand how frustrated this must be for you, [NAME].",
    ],
)
def test_what_makes_no_difference(other: str) -> None:
    assert any(alike(SCRIPT, words) for _, words in sentences(other))


def test_one_word_may_differ_in_a_long_sentence_only() -> None:
    assert alike("I'll put the refund for your kettle through today, so it is back by Friday.", "I'll put the refund for your toaster through today, so it is back by Friday.")
    assert not alike("I understand your worry.", "I understand your anger.")


def test_a_sentence_without_end_has_one_signature() -> None:
    assert len(signatures("word " * 20_000)) == 1
    assert len(signatures(" ".join(f"word{'abcdefghij'[n % 10]}{n // 10 * 'x'}" for n in range(LOOSEST + 1)))) == 1


@pytest.mark.parametrize("words", ["{", "[", "<", "a.", "a,", "Ann, ", "'", "I'", "…", "\ud800", "[a] "])
def test_words_without_end_are_read_in_one_pass(words: str) -> None:
    found = counted([talk(f"agent: {words * 40_000}")] * 3)
    assert len(found.counts) <= LOOSEST + 1


def test_only_the_company_and_each_transcript_once() -> None:
    twice = talk(f"agent: {SCRIPT}", "customer: Hm.", f"bot: {SCRIPT}")
    customer = talk(f"customer: {SCRIPT}", "agent: I see.")
    assert counted([twice, twice, customer, customer]) == Reuse({})
    found = counted([twice, twice, talk(f"bot: {SCRIPT} And what else is there to do?")])
    assert held_by(SCRIPT, (2, 9), found) == 3
    assert held_by(f"Hello. {SCRIPT}", (2, 4), found) == 0


def test_in_a_large_batch_a_short_sentence_must_be_said_more_often() -> None:
    short, long = "I can hear that you are worried.", "I'm putting a note on the account so that you never have to explain your hearing to any of us again."
    batch = [talk(f"agent: {short if n < 4 else 'Go on.'} {long if n < 3 else ''}") for n in range(1000)]
    found = counted(batch)
    assert held_by(short, (0, 1), found) == 0 and held_by(long, (0, 1), found) == 3
    assert held_by(short, (0, 1), counted(batch[:400])) == 4


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["I hear you, and that is not good enough.", SCRIPT, "[x] {", "Is that all right with you now?", "\ud800 <i> 元"]), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_neither_order_nor_size_matters(lines: list[str], chance: random.Random) -> None:
    batch = [talk(f"agent: {line}", f"bot: {chance.choice(lines)}") for line in lines]
    whole = counted(batch)
    chance.shuffle(batch)
    assert counted(batch) == whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("empathy_audit.reuse.AT_HAND", 1)  # all of it is laid aside
        assert counted(batch) == whole


def test_signatures_are_the_same_in_every_process() -> None:
    code = f"from empathy_audit.reuse import signatures; print(signatures({SCRIPT!r}))"
    seeds = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": seed}, timeout=60).stdout for seed in ("1", "2")]
    assert seeds[0] == seeds[1] == f"{signatures(SCRIPT)}\n"


# -- the command --------------------------------------------------------------------------------------------------------


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three calls that answer with the script, and one of an agent who finds words of their own."""
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        answer = SCRIPT.replace("completely", ["completely", "totally", ""][number]).replace("you.", ["you, Priya.", "you.", "you!"][number])
        (tmp_path / f"{number}.txt").write_text(CALL.format(answer=answer, more=MORE[number]), encoding="utf-8")
    own = "Three calls about one router: I can see why you're frustrated."
    (tmp_path / "own.txt").write_text(CALL.format(answer=own, more="What does it do now?"), encoding="utf-8")
    return tmp_path


def scored(*arguments: str | Path) -> dict[str, Any]:
    done = inside("score", *arguments, "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    return {each["id"]: each for each in map(json.loads, done.stdout.splitlines())}


def grades(report: dict[str, Any]) -> list[int]:
    return [moment["grade"] for moment in report["moments"] if moment["turn"] == 1]


def test_two_are_left_alone_and_three_are_capped(calls: Path) -> None:
    two, three = scored("0.txt", "1.txt", "own.txt"), scored(".")
    assert min(grades(two["0"])) >= 3 and not two["0"]["reused"]
    assert max(grades(three["0"])) == 1
    (said,) = three["0"]["reused"]
    assert said["transcripts"] == 3 and said["quote"].startswith("I completely understand") and said["line"] == 3
    text = (calls / "0.txt").read_text("utf-8").splitlines()[2].removeprefix("Agent: ")
    assert text[slice(*said["span"])] == said["quote"]
    assert {moment["reason"].partition(" transcripts")[0] for moment in three["0"]["moments"] if moment["turn"] == 1} == {"The same sentence answers customers in 3"}
    assert three["own"]["moments"] == two["own"]["moments"] and not three["own"]["reused"]


def test_what_was_done_beside_the_script_still_counts(calls: Path) -> None:
    for number in range(3):
        path = calls / f"{number}.txt"
        path.write_text(path.read_text("utf-8").replace(MORE[number], f"I'll send you a new router today, it leaves at {number + 1} o'clock."), encoding="utf-8")
    found = scored(".")["0"]
    assert 2 in grades(found) and max(grades(found)) <= 3
    assert any("counts as a stock phrase: the same sentence answers customers in 3 transcripts." in moment["reason"] for moment in found["moments"] if moment["grade"] == 2)


@pytest.mark.parametrize("exempt", ["I'm so sorry for your loss, Mrs Hale.", "I have to ask two questions for your security."])
def test_condolences_and_legal_text_may_be_said_so_often(tmp_path: Path, exempt: str) -> None:
    lines = "Agent: Hello, Harrow Bank here.\nCustomer: My father died last week and I need to close his account.\nAgent: {} {}\n"
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(lines.format(exempt, MORE[number]), encoding="utf-8")
    assert scored(tmp_path)["0"]["moments"] == scored(tmp_path / "0.txt")["0"]["moments"]


@pytest.mark.usefixtures("calls")
def test_the_order_and_the_number_of_workers_change_nothing() -> None:
    names = ["0.txt", "1.txt", "2.txt", "own.txt"]
    asked = inside("score", *names, "-f", "jsonl").stdout
    assert asked == inside("score", *names, "-f", "jsonl", "--jobs", "2").stdout
    assert sorted(asked.splitlines()) == sorted(inside("score", *reversed(names), "-f", "jsonl").stdout.splitlines())


def test_conversations_of_one_file_and_of_standard_input(calls: Path) -> None:
    turns = [[line.partition(": ") for line in (calls / f"{number}.txt").read_text("utf-8").splitlines()] for number in range(3)]
    lines = [json.dumps({"id": f"c{number}", "turns": [{"role": who.lower(), "text": words} for who, _, words in each]}) for number, each in enumerate(turns)]
    (calls / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    there = scored("all.jsonl")
    assert all(max(grades(each)) == 1 for each in there.values())
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))):
        piped = scored("-")
    assert {id: each["moments"] for id, each in piped.items()} == {id: each["moments"] for id, each in there.items()}


def test_the_house_may_switch_it_off(calls: Path) -> None:
    (calls / "empathy-audit.yaml").write_text("reuse: off\n", encoding="utf-8")
    assert min(grades(scored(".")["0"])) >= 3
    assert "reuse                            off (was on)  empathy-audit.yaml:1" in inside("config", "show").stdout
    assert "reuse                            on" in inside("config", "show", "--no-config").stdout
    (calls / "empathy-audit.yaml").write_text("reuse: of\n", encoding="utf-8")
    done = inside("score", ".")
    assert done.returncode == 2 and "empathy-audit.yaml:1:8: reuse is 'on' or 'off', not 'of' (did you mean 'off'?)" in done.stderr


def test_what_is_compared_is_judged_by_itself(calls: Path) -> None:
    """A new script must not make old ones worse that nobody touched."""
    third = (calls / "2.txt").read_text("utf-8")
    (calls / "2.txt").unlink()
    assert inside("baseline", "write", "known.json", "0.txt", "1.txt").returncode == 0
    (calls / "2.txt").write_text(third, encoding="utf-8")
    done = inside("score", "0.txt", "1.txt", "2.txt", "--baseline", "known.json", "-f", "jsonl")
    assert not any("0.txt" in line or "1.txt" in line for line in done.stderr.splitlines())
    assert min(min(grades(json.loads(line))) for line in done.stdout.splitlines()) >= 3


def test_what_cannot_be_read_is_told_once(calls: Path) -> None:
    (calls / "3.txt").write_bytes(b"")
    done = inside("score", ".", "-f", "jsonl")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert max(grades(json.loads(done.stdout.splitlines()[0]))) == 1
