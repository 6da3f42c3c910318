"""How far a run is: shown to people, never in the way; Ctrl-C and --fail-fast end it early and say what was done."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from commands import empathy_audit, here, interruptible
from test_batch import CALL, folder_of, line

from empathy_audit.cli import progress


class Screen(io.StringIO):
    """Something that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is drawn at once and for every file, on a usual terminal."""
    monkeypatch.setattr(progress, "FIRST", 0)
    monkeypatch.setattr(progress, "EVERY", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("CI", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str | Path, command: str = "score") -> tuple[str, str]:
    screen = Screen()
    with redirect_stderr(screen):
        out = here(command, *arguments, "--jobs", "1")
    return out, screen.getvalue()


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    ("options", "env"),
    [(["--quiet"], {}), (["-q"], {}), ([], {"CI": "true"}), ([], {"TERM": "dumb"})],
    ids=["--quiet", "-q", "in CI", "a dumb terminal"],
)
def test_no_progress(options: list[str], env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert run(folder_of(tmp_path / "calls", 3), *options)[1] == ""


@pytest.mark.usefixtures("eager")
def test_no_progress_where_nobody_looks(tmp_path: Path) -> None:
    with redirect_stderr(io.StringIO()) as file:
        here("score", folder_of(tmp_path / "calls", 3))
    assert file.getvalue() == ""


@pytest.mark.usefixtures("eager")
def test_no_progress_between_reports_that_appear_on_the_same_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from empathy_audit.cli.output import Target

    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(sys, "stderr", Screen())
    shown = [progress.Watch(["."], [Target(format, "-")], quiet=False)._shown for format in ("jsonl", "concise", "text", "json")]
    assert shown == [False, False, True, True]


@pytest.mark.usefixtures("eager")
def test_progress_says_how_far_it_is_and_leaves_the_report_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 3)
    (folder / "call-\x1b[31m.txt").write_text(CALL.replace("I'm so sorry for your loss", "Hold on"), encoding="utf-8")
    out, drawn = run(folder, "-f", "jsonl")
    assert out == run(folder, "-f", "jsonl", "--quiet")[0]
    for wanted in ("0 of 4 files", "1 of 4 files", "3 of 4 files", "4 of 4 files", "4 moments, 1 missed", "call-002.txt"):
        assert wanted in drawn
    assert "call-\ufffd[31m.txt" in drawn
    assert drawn.rstrip().endswith(("\x1b[2K", "\x1b[?25h"))  # the line is gone and the cursor is back


@pytest.mark.usefixtures("eager")
def test_progress_says_that_all_is_read_before_anything_is_judged(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 2)
    (folder / "call-002.jsonl").write_text("".join(f"{line(id)}\n" for id in ("a", "b", "c")), encoding="utf-8")
    drawn = run(folder, "-f", "jsonl")[1]
    shown = ["first: 1 of 3 files", "first: 2 of 3 files", "first: 3 of 3 files", "4 conversations", "0 of 3 files", "5 moments"]
    assert -1 not in (places := [drawn.find(each) for each in shown]) and places == sorted(places)
    (tmp_path / "house.yaml").write_text("reuse: off\n", encoding="utf-8")
    assert "reading first" not in run(folder, "-f", "jsonl", "--config", tmp_path / "house.yaml")[1]


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("command", ["summary", "practice"])
def test_other_commands_that_take_long_show_it_too(command: str, tmp_path: Path) -> None:
    out, drawn = run(folder_of(tmp_path / "calls", 3), command=command)
    assert "reading first: 3 of 3 files" in drawn and "3 of 3 files" in drawn.rpartition("reading first")[2]
    assert "files" not in out


@pytest.mark.usefixtures("eager")
def test_a_complaint_does_not_drown_in_progress(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 3)
    (folder / "call-001.txt").write_bytes(b"")
    screen = Screen()
    with redirect_stderr(screen):
        from empathy_audit.cli import app

        assert app(["score", str(folder), "-o", f"jsonl={tmp_path}/out.jsonl"], standalone_mode=False) == 2
    assert "call-001.txt:isempty" in "".join(screen.getvalue().split())  # wherever the lines of this screen end


# -- Ctrl-C ---------------------------------------------------------------------------------------------------------------


def interrupted(folder: Path, *options: str) -> tuple[int, bytes, bytes]:
    """Interrupts the tool and all its processes, as a terminal does, while it waits for the last file, a pipe."""
    pipe = folder / "z.txt"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "empathy_audit", "score", str(folder), str(pipe), *options]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=interruptible, start_new_session=True
    )
    writer = os.open(pipe, os.O_WRONLY)  # returns when the tool has begun to read, and then it waits for us
    os.killpg(child.pid, signal.SIGINT)
    out, complaint = child.communicate(timeout=60)
    os.close(writer)
    return child.returncode, out, complaint


def test_an_interrupt_says_what_was_done_and_leaves_nothing(tmp_path: Path) -> None:
    folder, reports = folder_of(tmp_path / "calls", 3), tmp_path / "reports"
    reports.mkdir()
    code, out, complaint = interrupted(folder, "-o", f"jsonl={reports}/all.jsonl", "-o", "text=-", "-j", "1")
    assert (code, out, complaint) == (130, b"", b"interrupted after 3 files; nothing was written\n")
    assert list(reports.iterdir()) == []


def test_an_interrupt_of_what_has_been_printed_in_part(tmp_path: Path) -> None:
    code, out, complaint = interrupted(folder_of(tmp_path / "calls", 3), "-f", "jsonl", "-j", "1")
    assert (code, complaint) == (130, b"interrupted after 3 files; what was printed is not all\n")
    assert out.count(b"\n") == 3
    assert out.endswith(b"}\n")


def test_an_interrupt_ends_the_workers_without_a_word_from_them(tmp_path: Path) -> None:
    code, out, complaint = interrupted(folder_of(tmp_path / "calls", 40), "-f", "jsonl", "-j", "3")
    assert (code, out, complaint) == (130, b"", b"interrupted; nothing was written\n")


# -- --fail-fast ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fail_fast_ends_at_the_first_file_that_cannot_be_audited(jobs: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 5)
    for name in ("call-002.txt", "call-004.txt"):
        (folder / name).write_bytes(b"")
    done = empathy_audit("score", folder, "-f", "jsonl", "--fail-fast", "-j", jobs)
    assert done.returncode == 2
    assert done.stdout.count("\n") == 2
    assert done.stderr.splitlines() == [
        f"error: {folder}/call-002.txt: is empty (is this the right file?)",
        "stopped at the first failure: 2 conversations audited, what comes after was not looked at (--fail-fast)",
    ]


def test_fail_fast_ends_at_the_first_file_that_fails_the_gate(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 5)
    (folder / "call-002.txt").write_text(CALL.replace("I'm so sorry for your loss", "What is your number"), encoding="utf-8")
    going, fast = (empathy_audit("score", folder, "-f", "jsonl", "--max-missed", "0", *more) for more in ([], ["-x"]))
    assert (going.returncode, fast.returncode) == (1, 1)
    assert (going.stdout.count("\n"), fast.stdout.count("\n")) == (5, 3)
    assert "stopped at the first failure: 3 conversations audited" in fast.stderr
    assert fast.stderr.splitlines()[-1].startswith("gate failed: ")


def test_nothing_fails_and_nothing_is_said(tmp_path: Path) -> None:
    done = empathy_audit("score", folder_of(tmp_path / "calls", 2), "-f", "jsonl", "-x")
    assert (done.returncode, done.stderr) == (0, "")
