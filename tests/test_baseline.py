"""The baseline: what is known is marked and never hidden, only what is new or worse fails, and no words are kept."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from gates import COLD, DEATH, HEARD, LETTER, Run, inside, run

__all__ = ["run"]  # a fixture

FILE = "empathy-audit-baseline.json"
MISSED_MORE = DEATH + "Customer: It bounced my rent, and the landlord came to the door.\nAgent: What is the postcode?\n"


@pytest.fixture
def known(run: Run) -> Run:
    """The command, in a folder that has a baseline of everything in it."""
    assert run("baseline", "write", FILE, ".", "--pack", "scripts") == (0, [])
    return run


def again(known: Run, *more: str) -> tuple[int, list[str]]:
    return known("score", ".", "--pack", "scripts", "--baseline", FILE, "-f", "concise", *more)


def test_what_is_known_passes_and_is_still_shown(known: Run) -> None:
    code, said = again(known)
    assert code == 0 and len(said) == 1
    assert re.fullmatch(r"gate passed: 5 conversations, nothing worse than the baseline; \d+ known misses", said[0])
    asked = ("score", ".", "--pack", "scripts", "--baseline", FILE)
    done = inside(*asked, "-f", "concise")
    assert "./death.txt:2: EMP150 known missed Bereavement" in done.stdout and "./cold.md:6: EMP850 known major" in done.stdout
    (death,) = [t for t in json.loads(inside(*asked, "-f", "json").stdout)["transcripts"] if t["id"] == "death"]
    assert {found["known"] for found in (*death["moments"], *death["deductions"])} == {True}
    text = inside(*asked).stdout
    assert "Bereavement, critical, known" in text and "Policy wall, major, known" in text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("death.txt", "# A note at the top.\n\n" + DEATH),
        ("death.txt", DEATH.replace("Thank you for calling Harrow Bank", "Welcome to Harrow Bank, this is Ines")),
        ("death.txt", DEATH + "Customer: Goodbye.\n"),
        ("death.txt", DEATH.replace("died last week and", "died  last WEEK -- and")),
        ("heard.txt", HEARD.replace("one letter", "a letter")),
        ("cold.md", COLD.replace("Dear {{name}}", "Good morning {{name}}")),
        ("cold.md", COLD.replace("# Letter", "# A much longer title of the letter\n\nFor {{name}}.\n\n# Letter")),
        ("cold.md", LETTER),
    ],
)
def test_edits_elsewhere_and_repairs_pass(known: Run, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    code, said = again(known)
    assert (code, len(said)) == (0, 1), said


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("death.txt", MISSED_MORE, "gravest ./death.txt:6: 1 new missed moment, 1 more than max-missed 0"),
        ("death.txt", DEATH + "Agent: Please calm down.\n", "./death.txt:6: "),
        ("death.txt", DEATH + "Agent: That's our policy.\n", "./death.txt:6: EMP519 Policy wall"),  # the same words once more
        ("letter.md", COLD, "./letter.md:6: EMP850 "),
        ("new.md", COLD, "./new.md:6: EMP850 "),
        ("heard.txt", HEARD.replace("I'm so sorry for your loss. ", ""), "./heard.txt: score fell from "),
    ],
)
def test_only_what_is_new_or_fell_fails(known: Run, name: str, text: str, complaint: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    code, said = again(known)
    assert code == 1 and said[-1].startswith("gate failed: ") and any(complaint in line for line in said), said
    assert not any("death" in line for line in said if name != "death.txt")


@pytest.mark.parametrize(("drop", "code"), [("0", 1), ("99", 0)])
def test_how_far_a_score_may_fall(known: Run, drop: str, code: int) -> None:
    Path("heard.txt").write_text(HEARD.replace("What else is on your mind?", ""), encoding="utf-8")
    found, said = again(known, "--max-drop", drop, "--max-missed", "0")
    assert found == code, said
    if code:
        assert "./heard.txt: score fell from " in said[-1] and "more than max-drop 0" in said[-1]


def test_a_score_that_was_low_before_is_known_until_it_falls(known: Run) -> None:
    assert again(known, "--min-score", "60")[0] == 0
    Path("low.txt").write_text(DEATH, encoding="utf-8")
    code, said = again(known, "--min-score", "60", "--max-missed", "9")
    assert code == 1 and any("./low.txt: score 0 is 60 below min-score 60" in line for line in said)


def test_paths_mean_the_same_wherever_the_tool_runs(known: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    for path in ("..", str(tmp_path)):
        code, said = known("score", path, "--pack", "scripts", "--baseline", f"../{FILE}", "-f", "concise")
        assert code == 0 and said[0].endswith(" known misses")


def test_the_baseline_of_the_config(known: Run) -> None:
    Path("empathy-audit.yaml").write_text(f"packs: [scripts]\ngate: {{baseline: {FILE}, max_drop: 1}}\n", encoding="utf-8")
    code, said = known("score", ".", "-f", "concise")
    assert code == 0 and said[0].startswith("gate passed: 5 conversations, max-drop 1, nothing worse than the baseline; ")


def test_it_holds_no_words_and_is_the_same_every_time(known: Run) -> None:
    first = Path(FILE).read_bytes()
    assert known("baseline", "write", FILE, ".", "--pack", "scripts")[0] == 0
    assert Path(FILE).read_bytes() == first
    words = {"father", "died", "certificate", "account", "policy", "sorry", "name"}
    assert [word for word in words if word.encode() in first] == []
    assert sorted(p.name for p in Path().iterdir() if p.name.startswith(".")) == []  # nothing half written lies about


def test_other_rules_than_the_baselines_are_said(known: Run) -> None:
    code, said = known("score", "heard.txt", "--baseline", FILE, "-f", "concise")
    assert code == 0 and said[0].startswith(f"warning: {FILE}: the rules are not those it was written under (")
    code, said = known("baseline", "prune", FILE, "heard.txt")
    assert code == 0 and said[0].startswith(f"warning: {FILE}: the rules are not")


def test_prune_takes_out_what_was_put_right_and_adds_nothing(known: Run) -> None:
    Path("cold.md").write_text(LETTER, encoding="utf-8")
    Path("plain.txt").unlink()
    Path("heard.txt").write_text(MISSED_MORE, encoding="utf-8")
    before = json.loads(Path(FILE).read_text())
    assert known("baseline", "prune", FILE, ".", "--pack", "scripts") == (0, [])
    after = json.loads(Path(FILE).read_text())
    assert [t["path"] for t in after["transcripts"]] == ["cold.md", "death.txt", "heard.txt", "letter.md"]
    assert [bool(t["known"]) for t in after["transcripts"]] == [False, True, False, False]
    kept = {t["path"]: t["score"] for t in before["transcripts"]}
    assert all(t["score"] == kept[t["path"]] for t in after["transcripts"])  # none rose, and none is let down
    Path("cold.md").write_text(COLD, encoding="utf-8")
    code, said = again(known)
    assert code == 1 and any("./cold.md:6: EMP850 " in line for line in said)  # what was put right cannot come back


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (None, "there is no such baseline (write it first: empathy-audit baseline write odd.json PATH...)"),
        ("", "is not JSON"),
        ("<<<<<<< HEAD\n{", "odd.json:1: is not JSON, so it is no baseline (resolve the merge conflict"),
        ("[]", "is no baseline"),
        ('{"schema": "empathy-audit/report/v1"}', "is 'empathy-audit/report/v1', not a baseline of this version"),
        ('{"schema": "empathy-audit/baseline/v1"}', "is a damaged baseline"),
        ('{"schema": "empathy-audit/baseline/v1", "rules": {"digest": "x"}, "transcripts": [{"path": 1}]}', "is a damaged baseline"),
    ],
)
def test_what_is_no_baseline(run: Run, data: str | None, complaint: str) -> None:
    if data is not None:
        Path("odd.json").write_text(data, encoding="utf-8")
    code, said = run("score", "heard.txt", "--baseline", "odd.json")
    assert code == 2 and len(said) == 1 and complaint in said[0]


def test_a_baseline_with_gaps_is_not_written(run: Run) -> None:
    Path("empty.txt").touch()
    code, said = run("baseline", "write", FILE, ".")
    assert code == 2 and said[-1].startswith("nothing is written") and not Path(FILE).exists()
    code, said = run("baseline", "write", FILE, "nowhere")
    assert code == 2 and not Path(FILE).exists()


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(run: Run) -> None:
    Path("locked").mkdir(mode=0o500)
    code, said = run("baseline", "write", "locked/b.json", "heard.txt")
    assert code == 2 and "cannot be written: Permission denied" in said[-1]


def test_a_folder_that_is_not_there(run: Run) -> None:
    code, said = run("baseline", "write", "nowhere/b.json", "heard.txt")
    assert code == 2 and said == ["error: nowhere/b.json: cannot be written: there is no folder 'nowhere' (make it first)"]


def test_nothing_but_a_baseline_is_written_over(run: Run) -> None:
    """Who forgets to name one first names a transcript, or standard input."""
    before = Path("heard.txt").read_bytes()
    code, said = run("baseline", "write", "heard.txt", "heard.txt")
    assert code == 2 and said[-1].startswith("error: heard.txt: is there already, and is no baseline (name the baseline before")
    assert Path("heard.txt").read_bytes() == before
    code, said = run("baseline", "write", "-", "heard.txt")
    assert code == 2 and said[-1].startswith("error: -: a baseline is a file (") and not Path("-").exists()
    for damaged in ("", '<<<<<<< HEAD\n{"schema": "empathy-audit/baseline/v1",\n'):
        Path(FILE).write_text(damaged, encoding="utf-8")
        assert run("baseline", "write", FILE, "heard.txt")[0] == 0


@pytest.mark.skipif(not Path("/dev/stderr").exists(), reason="no such device")
def test_a_device_is_not_replaced(run: Run) -> None:
    Path("pipe").symlink_to("/dev/null")
    assert run("baseline", "write", "pipe", "heard.txt")[0] == 0
    assert Path("pipe").is_char_device()


def test_a_baseline_may_lie_among_the_transcripts(run: Run) -> None:
    for _ in range(2):
        assert run("baseline", "write", "known.json", ".")[0] == 0
    assert run("score", ".", "--baseline", "known.json")[0] == 0
    assert run("baseline", "prune", "known.json", ".")[0] == 0
