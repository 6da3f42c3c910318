"""The gate: one verdict, always in agreement with the exit code, and never a pass where nothing was audited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import commit, empathy_audit, git, repository
from gates import COLD, DEATH, HEARD, LETTER, Run, inside, run

__all__ = ["run"]  # a fixture


@pytest.mark.parametrize(
    "asked",
    [
        "--min-score 80 heard.txt",
        "--min-score 0 death.txt",
        "--max-missed 0 heard.txt plain.txt",
        "--max-missed 3 death.txt",
        "--max-missed-critical 2 death.txt",
        "--max-missed-critical 0 heard.txt",
        "--min-acknowledgement 60 --min-valuing 60 heard.txt",
        "--no-antipattern hostile --no-antipattern command_calm death.txt",
        "--no-antipattern any heard.txt plain.txt",
        "--min-score 50 heard.txt plain.txt",  # what is not assessed is not marked down
        "--pack scripts --no-antipattern no_acknowledgement letter.md",
    ],
)
def test_what_meets_every_condition_passes(run: Run, asked: str) -> None:
    code, said = run("score", "--format", "concise", *asked.split())
    assert code == 0 and len(said) == 1 and said[0].startswith("gate passed: "), said


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("--min-score 65 death.txt", "death.txt: score 0 is 65 below min-score 65"),
        ("--min-listening 0.5 death.txt", "death.txt: listening 0 is 0.5 below min-listening 0.5"),
        ("--min-acknowledgement 20 death.txt", "death.txt: acknowledgement 0 is 20 below min-acknowledgement 20"),
        ("--min-valuing 20 death.txt", "death.txt: valuing 0 is 20 below min-valuing 20"),
        ("--max-missed 0 death.txt", "death.txt:2: 3 missed moments (also at 4), 3 more than max-missed 0"),
        ("--max-missed 2 death.txt heard.txt", "death.txt:2: 3 missed moments (also at 4), 1 more than max-missed 2"),
        ("--max-missed-critical 1 death.txt", "death.txt:2: 2 missed critical moments (also at 4), 1 more than max-missed-critical 1"),
        ("--no-antipattern policy_wall death.txt", "death.txt:5: EMP519 Policy wall: "),
        ("--no-antipattern EMP519 death.txt", "(no-antipattern EMP519)"),
        ("--no-antipattern blame --no-antipattern hostile death.txt", "death.txt:5: EMP522 Blame: "),
        ("--pack scripts --no-antipattern no_acknowledgement letter.md cold.md", "cold.md:6: EMP850 "),
    ],
)
def test_one_condition_that_fails_is_named_with_its_place_and_by_how_much(run: Run, asked: str, complaint: str) -> None:
    code, said = run("score", "--format", "concise", *asked.split())
    assert code == 1 and len(said) == 1, said
    assert said[0].startswith("gate failed: ") and complaint in said[0]


def test_several_failures_are_listed_and_the_last_line_is_the_verdict(run: Run) -> None:
    code, said = run("score", "--min-score", "65", "--no-antipattern", "any", "--max-missed", "0", "death.txt", "heard.txt")
    assert code == 1
    assert [line.split(": ")[0] for line in said[:-1]] == ["death.txt:2", "death.txt:3", "death.txt:5", "death.txt:5", "death.txt"]
    assert said[-1].startswith("gate failed: 5 failures in 1 of 2 conversations, the gravest death.txt:2: 3 missed moments")


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("--min-score 101 heard.txt", "--min-score"),
        ("--min-score nan heard.txt", "--min-score is a number, not 'nan'"),
        ("--max-missed -1 heard.txt", "--max-missed"),
        ("--max-missed 1.5 heard.txt", "--max-missed"),
        ("--max-drop 5 heard.txt", "--max-drop needs a baseline"),
        ("--no-antipattern policy_wal heard.txt", "did you mean 'policy_wall'?"),
        ("--no-antipattern no_acknowledgement letter.md", "no 'no_acknowledgement'"),  # the pack that has it is not named
        ("--no-antipattern EMP150 heard.txt", "no 'EMP150'"),  # a moment is no anti-pattern
    ],
)
def test_a_condition_that_means_nothing_is_wrong_usage(run: Run, asked: str, complaint: str) -> None:
    code, said = run("score", *asked.split())
    assert code == 2 and any(complaint in line for line in said), said
    assert not any(line.startswith("gate") for line in said)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("--max-missed 0 heard.txt empty.txt", "gate not judged: not everything could be audited (1 error)"),
        ("--max-missed 0 death.txt empty.txt", "gate not judged: not everything could be audited (1 error); what was audited has 1 failure"),
        ("--max-missed 0 nowhere.txt", "gate not judged: not everything could be audited (1 error)"),
        ("--min-score 0 letter.md", "gate not judged: min-score 0 could be assessed in none of 1 conversation"),
    ],
)
def test_nothing_or_not_all_audited_is_never_a_pass(run: Run, tmp_path: Path, asked: str, complaint: str) -> None:
    (tmp_path / "empty.txt").touch()
    code, said = run("score", "--format", "concise", *asked.split())
    assert code == 2 and said[-1].startswith(complaint), said


def test_without_a_gate_no_verdict_is_claimed(run: Run) -> None:
    assert run("score", "death.txt") == (0, [])


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_reports_for_machines_stay_clean(tmp_path: Path, format: str) -> None:
    (tmp_path / "death.txt").write_text(DEATH, encoding="utf-8")
    done = empathy_audit("score", "death.txt", "--format", format, "--max-missed", "0", cwd=tmp_path)
    plain = empathy_audit("score", "death.txt", "--format", format, cwd=tmp_path)
    assert (done.returncode, plain.returncode) == (1, 0)
    assert done.stdout == plain.stdout and json.loads(done.stdout)
    assert done.stderr.startswith("gate failed: death.txt:2: ")


def test_many_processes_say_the_same(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(DEATH if number % 2 else HEARD, encoding="utf-8")
    one, two = (empathy_audit("score", ".", "-f", "concise", "--min-score", "50", "-j", jobs, cwd=tmp_path) for jobs in ("1", "2"))
    assert one.returncode == 1 and (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)


# -- in the config ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "asked", "code", "last"),
    [
        ("gate: {max_missed: 3}", "death.txt", 0, "gate passed: 1 conversation, max-missed 3"),
        ("gate: {max_missed: 2}", "death.txt", 1, "gate failed: death.txt:2: 3 missed moments"),
        ("gate: {max_missed: 2}", "--max-missed 3 death.txt", 0, "gate passed: 1 conversation, max-missed 3"),
        ("gate: {no_antipattern: policy_wall}", "death.txt", 1, "gate failed: death.txt:5: EMP519"),
        ("gate: {no_antipattern: [any]}", "heard.txt", 0, "gate passed: "),
        ("gate: {max_missed: 0}\npaths: {'dea*': {gate: {max_missed: 3}}}", "death.txt heard.txt", 0, "gate passed: 2 conversations"),
        ("paths: {'dea*': {gate: {max_missed: 0}}}", "death.txt heard.txt", 1, "gate failed: death.txt:2"),
        ("paths: {'dea*': {gate: {max_missed: 0}}}", "heard.txt", 0, "gate not judged: no condition is set for the paths"),
        # a pattern that speaks of the gate alone leaves the rules of one before it in force
        ("paths: {'*.txt': {rules: {EMP519: off}}, 'd*': {gate: {no_antipattern: EMP519}}}", "death.txt", 0, "gate passed"),
        ("paths: {'d*': {gate: {min_score: 20}}, '*.txt': {gate: {min_score: 0}}}", "death.txt", 0, "gate passed"),
        ("gate: {min_score: 20}\npaths: {'*.txt': {rules: {EMP519: off}}}", "death.txt", 1, "gate failed: death.txt: score"),
    ],
)
def test_the_gate_of_the_config(run: Run, config: str, asked: str, code: int, last: str) -> None:
    Path("empathy-audit.yaml").write_text(config, encoding="utf-8")
    found, said = run("score", "--format", "concise", *asked.split())
    assert found == code and said[-1].startswith(last), said


@pytest.mark.parametrize(
    ("config", "complaint"),
    [
        ("gate: {min_scor: 70}", "1:8: unknown key 'min_scor' in gate (did you mean 'min_score'?)"),
        ("gate: {min_score: high}", "1:19: min_score is a number from 0 to 100, not 'high'"),
        ("gate: {max_missed: 1.5}", "1:20: max_missed is a whole number of at least 0, not '1.5'"),
        ("gate: {no_antipattern: [blme]}", "1:25: there is no anti-pattern 'blme' under these rules (did you mean 'blame'?)"),
        ("gate: 70", "1:7: expected keys and values for gate"),
        ("paths: {'a/**': {gate: {baseline: b.json}}}", "1:25: unknown key 'baseline' in gate"),
        ("gate: {max_drop: 5}", "--max-drop needs a baseline"),
        ("gate: {baseline: nowhere.json}", "nowhere.json: there is no such baseline"),
    ],
)
def test_mistakes_in_the_gate_of_the_config(run: Run, config: str, complaint: str) -> None:
    Path("empathy-audit.yaml").write_text(config, encoding="utf-8")
    code, said = run("score", "heard.txt")
    assert code == 2 and any(complaint in line for line in said), said


@pytest.mark.usefixtures("run")
def test_a_gate_does_not_change_the_rules_and_config_show_names_it() -> None:
    def digest() -> str:
        done = inside("score", "heard.txt", "--format", "json")
        return json.loads(done.stdout)["rules"]["digest"]

    before = digest()
    Path("empathy-audit.yaml").write_text("gate:\n  min_score: 10\npaths:\n  '*.txt': {gate: {min_score: 20}}\n", encoding="utf-8")
    assert digest() == before
    shown = inside("config", "show").stdout
    assert [line.split() for line in shown.splitlines() if "gate" in line] == [
        ["gate.min_score", "10", "empathy-audit.yaml:2"],
        ['paths."*.txt".gate.min_score', "20", "(was", "10)", "empathy-audit.yaml:4"],
    ]


# -- only what changed in git -------------------------------------------------------------------------------------------


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "repo", {"calls/old.txt": DEATH, "calls/same.txt": DEATH, "calls/moved.txt": HEARD, "notes.py": ""})


def changed(folder: Path, *more: str, revision: str = "main~0", path: str = "calls") -> tuple[int, list[str], str]:
    done = inside("score", path, "--changed-since", revision, "-f", "jsonl", *more, cwd=folder)
    return done.returncode, sorted(json.loads(line)["path"] for line in done.stdout.splitlines()), done.stderr


def test_nothing_changed_is_said_and_neither_a_pass_nor_a_failure(repo: Path) -> None:
    (repo / "notes.py").write_text("changed", encoding="utf-8")
    assert changed(repo) == (0, [], "nothing to audit has changed since main~0\n")
    assert changed(repo, "--max-missed", "0") == (0, [], "gate not judged: nothing to audit has changed since main~0\n")


def test_what_was_added_modified_or_renamed_is_audited_committed_or_not(repo: Path) -> None:
    git("checkout", "--quiet", "-b", "work", cwd=repo)
    commit(repo, {"calls/committed \"é\n.txt": HEARD, "calls/old.txt": DEATH + "Customer: Hello?\n"})
    git("mv", "calls/moved.txt", "calls/-new name.txt", cwd=repo)
    (repo / "calls" / "untracked [1].txt").write_text(HEARD, encoding="utf-8")
    (repo / ".gitignore").write_text("ignored.txt\n", encoding="utf-8")
    (repo / "calls" / "ignored.txt").write_text(HEARD, encoding="utf-8")
    code, paths, said = changed(repo, revision="main")
    assert (code, said) == (0, "")
    assert paths == ["calls/-new name.txt", 'calls/committed "é\n.txt', "calls/old.txt", "calls/untracked [1].txt"]
    assert changed(repo / "calls", revision="main", path=".")[1] == [f"./{path[6:]}" for path in paths]


def test_what_changed_on_the_other_side_is_not_ours(repo: Path) -> None:
    git("checkout", "--quiet", "-b", "work", cwd=repo)
    commit(repo, {"calls/ours.txt": HEARD})
    git("checkout", "--quiet", "main", cwd=repo)
    commit(repo, {"calls/theirs.txt": HEARD, "calls/same.txt": HEARD})
    git("checkout", "--quiet", "work", cwd=repo)
    assert changed(repo, revision="main")[1] == ["calls/ours.txt"]


def test_a_failing_change_fails_and_the_unchanged_does_not(repo: Path) -> None:
    commit(repo, {"calls/worse.txt": DEATH})
    code, paths, said = changed(repo, "--max-missed", "0", revision="HEAD~1")
    assert (code, paths) == (1, ["calls/worse.txt"]) and said.startswith("gate failed: calls/worse.txt:2: 3 missed moments")


@pytest.mark.parametrize(
    ("revision", "path", "complaint"),
    [
        ("nowhere", "calls", "--changed-since: git knows no revision 'nowhere'"),
        ("--output=x", "calls", "--changed-since: git knows no revision '--output=x'"),
        ("main", "call", "call: no such file or folder"),
        ("main", "-", "-: --changed-since knows nothing of it"),
        ("main", "../outside.txt", "../outside.txt: --changed-since knows nothing of it"),
    ],
)
def test_what_git_cannot_know_ends_with_2(repo: Path, revision: str, path: str, complaint: str) -> None:
    (repo.parent / "outside.txt").write_text(HEARD, encoding="utf-8")
    code, _, said = changed(repo, revision=revision, path=path)
    assert code == 2 and f"error: {complaint}" in said and "Traceback" not in said


def test_outside_of_a_repository_and_without_git(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEARD, encoding="utf-8")
    around = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    done = empathy_audit("score", "a.txt", "--changed-since", "main", cwd=tmp_path, env=around)
    assert done.returncode == 2 and "this is not a git repository" in done.stderr
    done = empathy_audit("score", "a.txt", "--changed-since", "main", cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert done.returncode == 2 and "git is not installed" in done.stderr


# -- scripts ------------------------------------------------------------------------------------------------------------


def test_dropping_the_condolence_from_a_script_fails_the_build_at_the_line(tmp_path: Path) -> None:
    repo = repository(tmp_path / "repo", {"scripts/letter.md": LETTER, "scripts/other.md": LETTER})
    asked = ("score", "scripts", "--pack", "scripts", "--no-antipattern", "no_acknowledgement", "-f", "concise")
    fine = empathy_audit(*asked, cwd=repo)
    assert fine.returncode == 0 and fine.stderr == "gate passed: 2 conversations, no-antipattern no_acknowledgement\n"
    git("checkout", "--quiet", "-b", "work", cwd=repo)
    commit(repo, {"scripts/letter.md": COLD})
    for more in ((), ("--changed-since", "main")):
        done = empathy_audit(*asked, *more, cwd=repo)
        assert done.returncode == 1
        assert done.stderr.startswith("gate failed: scripts/letter.md:6: EMP850 ") and len(done.stderr.splitlines()) == 1
        assert "scripts/letter.md:6: EMP850 major" in done.stdout
