"""Where reports go and how a run ends when they cannot get there, in real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import EXAMPLES, empathy_audit, interruptible

from empathy_audit.reporters import FOR_PEOPLE, REPORTERS

CALL = (
    "Agent: Thank you for calling Northwind, how can I help?\n"
    "Customer: My dad died on Sunday and you still “took” £35 from his account.\n"
    "Agent: That is our policy. Postcode?\n"
)
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="devices and descriptors are POSIX")
COMMAND = [sys.executable, "-m", "empathy_audit"]


@pytest.fixture
def call(tmp_path: Path) -> Path:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    return tmp_path / "call.txt"


def in_a_shell(script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A line of sh, where $EA is the command."""
    whole = {**os.environ, "EA": f"{sys.executable} -m empathy_audit", **env}
    return subprocess.run(["/bin/sh", "-c", script], cwd=cwd, env=whole, capture_output=True, text=True, encoding="utf-8", timeout=120)


# -- which report goes where --------------------------------------------------------------------------------------------


def test_every_format_at_once_is_what_each_is_alone(call: Path) -> None:
    asked = [part for format in REPORTERS for part in ("-o", f"{format}=report.{format}")]
    done = empathy_audit("score", "call.txt", *asked, cwd=call.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for format in ("text", "jsonl", "csv", "sarif"):
        alone = empathy_audit("score", "call.txt", "-f", format, cwd=call.parent).stdout
        assert (call.parent / f"report.{format}").read_text(encoding="utf-8-sig") == alone != ""
    assert all((call.parent / f"report.{format}").stat().st_size for format in REPORTERS)
    assert sorted(path.name for path in call.parent.iterdir()) == sorted(["call.txt", *(f"report.{format}" for format in REPORTERS)])


def test_a_format_for_the_screen_beside_files(call: Path) -> None:
    done = empathy_audit("score", call, "--format", "concise", "--output", "json=a.json", "-o", "csv=a.csv", cwd=call.parent)
    assert done.returncode == 0 and done.stdout.splitlines()[-1].startswith("2 findings in 1 conversation")
    assert json.loads((call.parent / "a.json").read_text(encoding="utf-8"))["summary"]["transcripts"] == 1
    assert (call.parent / "a.csv").read_bytes().startswith(b'\xef\xbb\xbf"kind"')  # without the mark Excel misreads it
    assert json.loads(empathy_audit("score", call, "-o", "json=-").stdout)["summary"]["transcripts"] == 1


WRONG = [
    (["-o", "week.csv"], "--output is FORMAT=PATH, not 'week.csv': write for example --output csv=week.csv"),
    (["-o", "json"], "--output is FORMAT=PATH, not 'json': write for example --output json=report.json"),
    (["-o", "=a.json"], "unknown --output ''"),
    (["-o", "jsn=a.json"], "did you mean 'json'?"),
    (["-f", "sarf"], "did you mean 'sarif'?"),
    (["-o", "json=a", "-o", "csv=./a"], "two reports cannot share './a'"),
    (["-f", "text", "-o", "json=-"], "two reports cannot share standard output"),
    (["-o", "json=call.txt"], "--output would write over 'call.txt', which is to be read"),
    (["-o", "json=nowhere/a.json"], "nowhere/a.json: cannot be written: there is no folder 'nowhere' (make it first)"),
    (["-o", "json=folder"], "folder: cannot be written: this is a folder"),
    (["--select", "EMP9999"], "--select EMP9999: no rule in force is called so"),
    (["--ignore", "emp5"], "--ignore emp5: no rule in force is called so"),
    (["--only", "mised"], "did you mean 'missed'?"),
    (["--group-by", "agents"], "did you mean 'agent'?"),
    (["--group-by", "team"], "add 'teams' to the house style"),
    (["--min-tier", "4"], "--min-tier"),
]


@pytest.mark.parametrize(("asked", "complaint"), WRONG, ids=[" ".join(asked) for asked, _ in WRONG])
def test_what_cannot_be_is_said_before_anything_is_read(call: Path, asked: list[str], complaint: str) -> None:
    (call.parent / "folder").mkdir()
    done = empathy_audit("score", "call.txt", *asked, cwd=call.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr and done.stderr.count("error: ") == 1
    assert sorted(path.name for path in call.parent.iterdir()) == ["call.txt", "folder"]
    assert call.read_text(encoding="utf-8") == CALL


def test_reports_of_an_earlier_run_are_not_read_as_transcripts(call: Path) -> None:
    asked = ("score", ".", "-o", "jsonl=report.jsonl", "-o", "markdown=report.md", "-f", "json")
    first, second = (empathy_audit(*asked, cwd=call.parent) for _ in range(2))
    assert first.returncode == second.returncode == 0 and first.stdout == second.stdout


# -- files are whole, or they are not -----------------------------------------------------------------------------------


@POSIX
def test_a_report_replaces_the_old_one_and_keeps_its_mode_and_its_link(call: Path) -> None:
    old, link = call.parent / "old.json", call.parent / "link.json"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    link.symlink_to(old)
    assert empathy_audit("score", call, "-o", f"json={link}", "-o", f"csv={call.parent / 'new.csv'}").returncode == 0
    assert link.is_symlink() and json.loads(old.read_text(encoding="utf-8")) and old.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert (call.parent / "new.csv").stat().st_mode & 0o777 == 0o666 & ~mask


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_when_one_report_cannot_be_written_none_is(call: Path) -> None:
    (call.parent / "a.json").write_text("old", encoding="utf-8")
    done = empathy_audit("score", "call.txt", "-o", "json=a.json", "-o", "csv=/dev/full", "-o", "markdown=a.md", cwd=call.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: /dev/full: cannot be written: No space left on device (give it another path, or make room)\n"
    assert sorted(path.name for path in call.parent.iterdir()) == ["a.json", "call.txt"]
    assert (call.parent / "a.json").read_text(encoding="utf-8") == "old"


@POSIX
@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(call: Path) -> None:
    (call.parent / "locked").mkdir(mode=0o555)
    done = empathy_audit("score", "call.txt", "-o", "json=locked/a.json", cwd=call.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: locked/a.json: cannot be written: Permission denied")


@POSIX
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that nobody may write")
def test_a_folder_that_nobody_may_write(call: Path) -> None:
    done = empathy_audit("score", "call.txt", "-o", "json=/proc/self/a.json", cwd=call.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: /proc/self/a.json: cannot be written: ") and done.stderr.count("\n") == 1


@POSIX
def test_an_interrupt_leaves_no_file_behind(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)
    command = [*COMMAND, "score", str(fifo), "-o", f"json={tmp_path / 'a.json'}"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=interruptible)
    writer = os.open(fifo, os.O_WRONLY)  # returns when the tool has begun to read, and then it waits for us
    assert [path.suffix for path in tmp_path.iterdir() if path != fifo] == [".part"]
    child.send_signal(signal.SIGINT)
    _, complaint = child.communicate(timeout=60)
    os.close(writer)
    assert (child.returncode, complaint) == (130, b"interrupted; nothing was written\n")
    assert list(tmp_path.iterdir()) == [fifo]


@POSIX
def test_a_report_may_go_to_a_device(call: Path) -> None:
    assert in_a_shell('$EA score call.txt -o json=/dev/stderr 2>err; echo $?; grep -c schema err', call.parent).stdout.split() == ["0", "1"]
    assert in_a_shell("$EA score call.txt -o json=/dev/null; echo $?", call.parent).stdout == "0\n"
    assert in_a_shell("$EA score call.txt -o json=/dev/stdout | grep -c schema", call.parent).stdout == "1\n"  # a pipe


# -- standard output ----------------------------------------------------------------------------------------------------

ENDS = [  # sh, exit code, standard error
    ("$EA score call.txt -f {} >/dev/full", 2, "error: cannot write the output: No space left on device\n"),
    ("$EA score call.txt -f {} >&-", 2, "error: cannot write the output: standard output is closed\n"),
    ("$EA score call.txt -f {} 2>&- >/dev/null", 0, ""),
    ("$EA score call.txt nowhere.txt -f {} 2>/dev/full >/dev/null", 2, ""),
    ("$EA score call.txt nowhere.txt -f {} 2>&- | grep -c '^error: nowhere'; test", 1, ""),
    ("$EA score call.txt -o {}=report >&-", 0, ""),
]


@POSIX
@pytest.mark.parametrize("format", ["text", "jsonl", "sarif"])  # drawn by rich, written line by line, written at the end
def test_streams_that_are_full_or_closed(call: Path, format: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    for script, code, complaint in ENDS:
        done = in_a_shell(script.format(format), call.parent)
        assert (done.returncode, done.stderr) == (code, complaint), script
        assert done.stdout in ("", "0\n")


@POSIX
def test_every_format_says_when_the_disk_is_full_or_nobody_hears_it(call: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    others = [format for format in REPORTERS if format not in ("text", "jsonl", "sarif")]  # those are above
    script = "; ".join(f"$EA score call.txt -f {each} >/dev/full; echo $?; $EA score call.txt -f {each} >&-; echo $?" for each in others)
    done = in_a_shell(script, call.parent)
    assert done.stdout.split() == ["2"] * 2 * len(others)
    why = ("No space left on device", "standard output is closed")
    assert done.stderr.splitlines() == [f"error: cannot write the output: {each}" for each in why] * len(others)


@POSIX
@pytest.mark.parametrize("arguments", ["--version", "formats", "config show"])
def test_other_commands_say_when_nobody_hears_them(arguments: str, tmp_path: Path) -> None:
    for to, why in ((">&-", "standard output is closed"), (">/dev/full", "No space left on device")):
        done = in_a_shell(f"$EA {arguments} {to}", tmp_path)
        assert (done.returncode, done.stderr) == (2, f"error: cannot write the output: {why}\n"), to


@pytest.mark.parametrize("format", REPORTERS)
def test_a_closed_pipe_is_quiet_and_never_1(format: str) -> None:
    with subprocess.Popen([*COMMAND, "score", str(EXAMPLES), "-f", format], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        complaint = child.stderr.read()
    assert (child.returncode, complaint) == (2, b"")


SCREENS = [
    {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: next(iter(screen.values())))
def test_terminals_that_cannot_say_everything(call: Path, screen: dict[str, str]) -> None:
    """Reports for people say what the terminal can say; those for machines are the same bytes everywhere."""
    for format in (*FOR_PEOPLE, "csv"):
        run = [*COMMAND, "score", "call.txt", "-f", format]
        here = subprocess.run(run, cwd=call.parent, env={**os.environ, **screen}, capture_output=True, timeout=120)
        assert (here.returncode, here.stderr) == (0, b""), format
        if format in FOR_PEOPLE:
            encoding = screen.get("PYTHONIOENCODING", "ascii").partition(":")[0]
            assert "?" not in here.stdout.decode(encoding).replace("Postcode?", "") and b"\\u" not in here.stdout
        else:
            assert "“" in here.stdout.decode("utf-8")


@pytest.mark.parametrize("format", ["text", "concise", "markdown"])
def test_colour_is_for_the_screen_alone(call: Path, format: str) -> None:
    loud = {"FORCE_COLOR": "1"}
    done = empathy_audit("score", call, "-f", format, "-o", f"{format}={call.parent / 'report'}", env=loud)
    assert ("\x1b[" in done.stdout) == (format == "text")
    assert b"\x1b" not in (call.parent / "report").read_bytes()
    assert "\x1b" not in empathy_audit("score", call, "-f", format, env={**loud, "NO_COLOR": "1"}).stdout
