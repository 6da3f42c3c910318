"""Two folders, reports or git revisions side by side: better, worse, new, gone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import commit, empathy_audit, git, repository
from gates import COLD, DEATH, HEARD, LETTER, PLAIN, Run, inside, run

__all__ = ["run"]  # a fixture

TELLS = "Agent: Hello, Harrow Bank.\nCustomer: My father died last week and I need to close his account.\n"
WARM = TELLS + "Agent: I'm so sorry for your loss. There is no hurry with any of this.\n"
COOL = TELLS + "Agent: What is the account number?\n"
OLD = {"worse.txt": WARM, "better.txt": COOL, "same.txt": DEATH, "gone.txt": PLAIN, "letter.md": LETTER}
NEW = {"worse.txt": COOL, "better.txt": WARM, "same.txt": "\n\n" + DEATH, "new.txt": COOL, "letter.md": COLD}
FOUND = {"better.txt": "better", "gone.txt": "gone", "letter.md": "worse", "new.txt": "new", "same.txt": "same", "worse.txt": "worse"}


def lay(folder: str, files: dict[str, str]) -> None:
    Path(folder).mkdir(exist_ok=True)
    for name, text in files.items():
        Path(folder, name).write_text(text, encoding="utf-8")


def compare(*arguments: str, cwd: Path | None = None) -> dict[str, Any]:
    done = inside("compare", "--pack", "scripts", "--format", "json", *arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def changes(found: dict[str, Any]) -> dict[str, str]:
    return {Path(each["path"]).name: each["change"] for each in found["transcripts"]}


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lay("old", OLD)
    lay("new", NEW)
    return tmp_path


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """main holds OLD, and the branch `work`, checked out, NEW."""
    folder = repository(tmp_path / "repo", {f"calls/{name}": text for name, text in OLD.items()} | {"code.py": "", "note.txt": "x"})
    git("checkout", "--quiet", "-b", "work", cwd=folder)
    commit(folder, {"calls/gone.txt": None, **{f"calls/{name}": text for name, text in NEW.items()}})
    monkeypatch.chdir(folder)
    return folder


# -- folders and reports ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("sides")
def test_a_folder_and_itself_are_the_same() -> None:
    found = compare("old", "old")
    assert found["summary"] == {"worse": 0, "new": 0, "gone": 0, "better": 0, "same": 5}
    assert [each["findings"] for each in found["transcripts"]] == [[]] * 5


@pytest.mark.usefixtures("sides")
def test_two_folders() -> None:
    found = compare("old", "new/")
    assert changes(found) == FOUND
    assert found["summary"] == {"worse": 2, "new": 1, "gone": 1, "better": 1, "same": 1}
    assert [each["change"] for each in found["transcripts"]] == ["worse", "worse", "new", "gone", "better", "same"]  # worst first
    (worse,) = [each for each in found["transcripts"] if each["path"] == "new/worse.txt"]
    (moment,) = [step for step in worse["findings"] if step["new"] and step["new"]["kind"] == "moment"]
    assert (moment["change"], moment["old"]["status"], moment["new"]["status"], moment["new"]["line"]) == ("worse", "met", "missed", 2)
    assert worse["score"]["change"] == round(worse["score"]["new"]["overall"] - worse["score"]["old"]["overall"], 2) < 0


@pytest.mark.parametrize("format", ["json", "jsonl"])
@pytest.mark.usefixtures("sides")
def test_two_reports_two_folders_and_one_of_each_agree(format: str) -> None:
    for side in ("old", "new"):
        done = inside("score", side, "--pack", "scripts", "-f", format)
        Path(f"{side}.json").write_text(done.stdout, encoding="utf-8")
    wanted = compare("old", "new")["transcripts"]
    for arguments in (("old.json", "new.json"), ("old", "new.json"), ("old.json", "new")):
        assert compare(*arguments)["transcripts"] == wanted


@pytest.mark.usefixtures("sides")
def test_two_files_are_one_conversation_whatever_their_names() -> None:
    (pair,) = compare("old/worse.txt", "new/new.txt")["transcripts"]
    assert (pair["path"], pair["change"]) == ("new/new.txt", "worse")


@pytest.mark.usefixtures("sides")
def test_reports_by_different_rules_say_so() -> None:
    for name, more in (("one", ()), ("two", ("--pack", "scripts"))):
        done = inside("score", "old", "-f", "json", *more)
        Path(f"{name}.json").write_text(done.stdout, encoding="utf-8")
    (note,) = compare("one.json", "two.json")["notes"]
    assert note.startswith("The two were judged by different rules (")


def test_conversations_of_one_file_are_paired_by_their_ids(tmp_path: Path) -> None:
    def line(id: str, reply: str) -> str:
        turns = [{"role": "customer", "text": "My father died last week."}, {"role": "agent", "text": reply}]
        return json.dumps({"id": id, "turns": turns}) + "\n"

    (tmp_path / "old.jsonl").write_text(line("a", "I'm so sorry for your loss.") + line("b", "What is the number?"), encoding="utf-8")
    (tmp_path / "new.jsonl").write_text(line("c", "Hello.") + line("b", "What is the number?") + line("a", "What is it?"), encoding="utf-8")
    found = compare("old.jsonl", "new.jsonl", cwd=tmp_path)
    assert {each["id"]: each["change"] for each in found["transcripts"]} == {"a": "worse", "b": "same", "c": "new"}


# -- git ----------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("repo")
@pytest.mark.parametrize(
    "named",
    ["main..HEAD -- calls/", "main.. -- calls", "main...work calls", "main work -- calls", "main -- calls", "main calls/*.txt calls/letter.md",
     "main..work -- calls/**/*"],
)  # fmt: skip
def test_two_revisions(named: str) -> None:
    found = compare(*named.split())
    assert changes(found) == FOUND
    assert {each["path"].split("/")[0] for each in found["transcripts"]} == {"calls"}


def test_from_a_folder_below(repo: Path) -> None:
    assert changes(compare("main..HEAD", "--", ".", cwd=repo / "calls")) == FOUND
    assert changes(compare("main..HEAD", "--", "../calls/letter.md", cwd=repo / "calls")) == {"letter.md": "worse"}


@pytest.mark.usefixtures("repo")
def test_one_revision_is_compared_with_the_files_as_they_are_now() -> None:
    Path("calls/letter.md").write_text(LETTER, encoding="utf-8")
    Path("calls/untracked.txt").write_text(COOL, encoding="utf-8")
    found = compare("main", "--", "calls")
    assert changes(found) == FOUND | {"letter.md": "same", "untracked.txt": "new"}


def test_three_dots_leave_out_what_the_other_side_did(repo: Path) -> None:
    git("checkout", "--quiet", "main", cwd=repo)
    commit(repo, {"calls/theirs.txt": HEARD})  # nothing that git would take for a rename
    assert "theirs.txt" not in changes(compare("main...work", "--", "calls"))
    assert changes(compare("main..work", "--", "calls"))["theirs.txt"] == "gone"


def test_odd_names_renames_links_and_the_settings_of_a_path(repo: Path) -> None:
    odd = 'calls/-odd "é`|\n name.txt'
    git("mv", "calls/worse.txt", odd, cwd=repo)
    (repo / "calls" / "link.txt").symlink_to("same.txt")
    (repo / "empathy-audit.yaml").write_text("paths: {'calls/*name.txt': {rules: {EMP150: off}}}\n", encoding="utf-8")
    commit(repo, {})
    assert changes(compare("main..HEAD", "--no-config", "--", "calls")) == {
        (Path(odd).name if name == "worse.txt" else name): change for name, change in FOUND.items()
    }
    (moved,) = [each for each in compare("main..HEAD", "--", "calls")["transcripts"] if each["path"] == odd]
    assert [step["change"] for step in moved["findings"]][-1] == "gone" or moved["score"]["new"]["overall"] is None  # EMP150 is off there


@pytest.mark.usefixtures("repo")
def test_what_cannot_be_read_at_a_revision_is_named_there_and_the_rest_goes_on() -> None:
    done = inside("compare", "main..HEAD", "--", "note.txt", "calls")
    assert done.returncode == 2 and "5 unchanged" not in done.stdout and "calls/worse.txt" in done.stdout
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["main:note.txt", "HEAD:note.txt"]
    assert "/tmp" not in done.stderr and "empathy-audit-" not in done.stderr


@pytest.mark.usefixtures("repo")
@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        ("main..HEAD", "which files? (name them after the revisions: compare main..HEAD -- scripts/)"),
        ("main..HEAD -- nowhere", "there is no 'nowhere', neither at main nor at HEAD"),
        ("mian..HEAD -- calls", "git knows no revision 'mian'"),
        ("--upload-pack=x..HEAD calls", "No such option"),
        ("calls", "'calls' is one side only"),
        ("calls nowhere", "there is no 'nowhere'"),
        ("a.json b.json", "there is no file or folder 'a.json' or 'b.json', and no git revision 'a.json' (check the spelling)"),
        ("nope", "there is no file or folder 'nope', and no git revision 'nope'"),
        ("main..HEAD -- ../other", "'../other' lies outside of the git repository"),
    ],
)
def test_what_cannot_be_compared(named: str, complaint: str) -> None:
    done = inside("compare", *named.split())
    assert (done.returncode, done.stdout) == (2, "") and complaint in done.stderr and "Traceback" not in done.stderr


def test_outside_of_a_repository(tmp_path: Path) -> None:
    done = empathy_audit("compare", "main..HEAD", "--", "x", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2 and "this is not a git repository" in done.stderr
    files = empathy_audit("compare", "a.json", "b.json", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert (files.returncode, files.stderr.split(", and")[0]) == (2, "error: compare: there is no file or folder 'a.json' or 'b.json'")


def test_a_damaged_report(run: Run) -> None:
    lay(".", {"a.json": '{"schema": "empathy-audit/report/v9", "transcripts": [{}]}', "b.json": '{"schema": "empathy-audit/report/v1", "transcripts": []}'})
    code, said = run("compare", "a.json", "b.json")
    assert code == 2 and said == ["error: a.json: is a report of another version, or a damaged one (write it anew with 'score --format json')"]


# -- how it is told -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("sides")
def test_text_says_what_changed_at_which_line() -> None:
    lines = inside("compare", "old", "new", "--pack", "scripts").stdout.splitlines()
    assert lines[0] == "old -> new" and lines[-1] == "2 worse, 1 new, 1 gone, 1 better, 1 unchanged"
    at = next(number for number, line in enumerate(lines) if line.startswith("worse   new/letter.md"))
    assert re.match(r" +new +line 6  EMP850 The declared situation is not acknowledged, major", lines[at + 1])
    assert not any("same.txt" in line for line in lines)


HOSTILE = "Customer: My @team father died | <img src=x> `rm` [a](http://x.example) \x1b[31m#1 ``x.\n"


@pytest.mark.usefixtures("sides")
def test_no_word_of_a_transcript_is_obeyed_in_a_comment_or_on_a_terminal() -> None:
    lay("new", {"a|b`c.txt": "Agent: Hello.\n" + HOSTILE + "Agent: What is the number?\n"})
    text, comment = (inside("compare", "old", "new", "-f", f).stdout for f in ("text", "markdown"))
    assert "\x1b" not in text + comment
    outside = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", comment)  # as CommonMark takes code spans out first
    assert "@team" not in outside and "<img" not in outside and "http" not in outside and "a\\|b" not in outside
    assert "a\\|b`c.txt" in comment
    rows = [line for line in comment.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
