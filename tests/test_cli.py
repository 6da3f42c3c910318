"""The command in real processes: exit codes, what is said where, and the same bytes every time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import EXAMPLES, empathy_audit, interruptible
from jsonschema import Draft202012Validator

from empathy_audit.reporters import REPORTERS

CALL = "Agent: Thank you for calling Northwind, how can I help?\nCustomer: Hello, my order is late.\nAgent: Let me look.\n"


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "blanks"),
        ("binary.txt", bytes(range(256)) * 8, "binary.txt"),
        ("prose.txt", b"It was a long day and nobody spoke to anybody.\nThen it rained.\n", "prose.txt"),
        ("other.json", b'{"invoice": 7, "lines": []}', "invoice"),
        ("broken.json", b'{"turns": [', "broken.json:1"),
        ("who.txt", b"Ann: Hello there.\nBob: Hello to you.\nAnn: Fine day.\nBob: It is.\n", "--agent"),
    ],
)
def test_what_cannot_be_audited_is_one_line_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(CALL, encoding="utf-8")
    done = empathy_audit("score", "--format", "jsonl", tmp_path / name, tmp_path / "good.txt")
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["good"]
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ") and name in line and complaint in line
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    done = empathy_audit("score", tmp_path / "cal.txt")
    assert done.returncode == 2
    assert "cal.txt: no such file or folder" in done.stderr and "call.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["score"], "Missing argument"),
        (["score", "x", "--format", "jsno"], "did you mean 'json'?"),
        (["score", "x", "--input-format", "nothing"], "unknown --input-format"),
        (["scor"], "No such command"),
        (["score", "--no-such-option", "x"], "No such option"),
        (["score", "x", "--pack", "nowhere"], "nowhere: there is no such pack"),
        (["schema", "reprt"], "reprt"),
        (["score", "x", "--min-score", "abc"], " score [OPTIONS] PATH...\nerror: Invalid value for '--min-score': 'abc' is not a number.\n"),
        (["score", "x", "--min-score", "101"], "'--min-score': 101.0 is not from 0 to 100.\n"),
        (["score", "x", "--max-missed", "1.5"], "'--max-missed': '1.5' is not a whole number.\n"),
        (["score", "x", "--jobs", "100000"], "'--jobs' / '-j': 100000 is not from 0 to 512.\n"),
        (["score", "x", "--width", "10"], "'--width': 10 is less than 40.\n"),
        (["compare"], " compare [OPTIONS] OLD [NEW] [-- PATH...]\n"),
        (["rules", "show", "--tiers"], " rules show [OPTIONS] ID\n"),
        (["baseline", "write", "--tiers"], " baseline write [OPTIONS] FILE PATH...\n"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], complaint: str) -> None:
    done = empathy_audit(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("group", [[], ["rules"]], ids=str)
def test_without_a_command_the_help_is_shown(group: list[str]) -> None:
    done = empathy_audit(*group)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == empathy_audit(*group, "--help").stdout


def test_a_wrong_rule_file_ends_with_2_and_every_mistake(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("rules:\n  - id: X\n    kind: momnt\n  - idd: Y\n", encoding="utf-8")
    done = empathy_audit("score", EXAMPLES, "--pack", pack)
    assert done.returncode == 2
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) >= 3 and all(line.startswith(f"error: {pack}:") for line in errors)


def test_standard_input_folders_and_patterns(tmp_path: Path) -> None:
    assert empathy_audit("score", "-", "--format", "concise", stdin=CALL.encode()).returncode == 0
    (tmp_path / "deep").mkdir()
    for place in ("a.txt", "deep/b.txt"):
        (tmp_path / place).write_text(CALL, encoding="utf-8")
    for asked in (tmp_path, f"{tmp_path}/**/*.txt"):
        done = empathy_audit("score", asked, "--format", "jsonl")
        assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"], done.stderr


@pytest.mark.parametrize("format", ["text", "concise", "json", "jsonl"])
def test_what_is_odd_about_a_transcript_is_said_in_every_format(tmp_path: Path, format: str) -> None:
    (tmp_path / "call.txt").write_bytes(CALL.replace("Hello", "Caf\xe9").encode("latin-1"))
    done = empathy_audit("score", "call.txt", "--format", format, cwd=tmp_path)
    assert done.returncode == 0
    assert "not UTF-8: read as cp1252, so some letters may be wrong" in " ".join(done.stdout.split())


def test_the_same_bytes_with_any_hash_seed_and_any_number_of_jobs(tmp_path: Path) -> None:
    runs = []
    for seed, jobs in (("0", "1"), ("4711", "1"), ("7", "2")):
        outputs = [f"--output={format}={tmp_path}/{seed}-{format}" for format in REPORTERS]
        done = empathy_audit("score", EXAMPLES, *outputs, "--jobs", jobs, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        runs.append({format: (tmp_path / f"{seed}-{format}").read_bytes() for format in REPORTERS})
    assert all(runs[0].values())
    assert runs[0] == runs[1] == runs[2]


def test_reports_of_the_examples_keep_the_contract(tmp_path: Path) -> None:
    schema = json.loads(empathy_audit("schema", "report").stdout)
    Draft202012Validator.check_schema(schema)
    empathy_audit("score", EXAMPLES, f"--output=json={tmp_path}/whole", f"--output=jsonl={tmp_path}/lines")
    whole = json.loads((tmp_path / "whole").read_bytes())
    Draft202012Validator(schema).validate(whole)
    lines = (tmp_path / "lines").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [t["id"] for t in whole["transcripts"]]
    for line in lines:
        Draft202012Validator({"$ref": "#/$defs/transcript", "$defs": schema["$defs"]}).validate(json.loads(line))


def test_spans_and_lines_point_at_what_was_said() -> None:
    for line in empathy_audit("score", EXAMPLES, "--format", "jsonl").stdout.splitlines():
        report = json.loads(line)
        assert all(cue["quote"] and cue["span"][0] < cue["span"][1] for cue in report["cues"])
        lines = len(Path(report["path"]).read_text(encoding="utf-8").splitlines())
        assert all(moment["turn"] < report["turns"] and moment["line"] <= lines for moment in report["moments"])


def test_a_closed_pipe_is_quiet_and_never_1() -> None:
    command = [sys.executable, "-m", "empathy_audit", "score", str(EXAMPLES), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        complaint = child.stderr.read()
    assert (child.returncode, complaint) == (2, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "empathy_audit", "score", str(fifo)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=interruptible)
    writer = os.open(fifo, os.O_WRONLY)  # returns when the tool has begun to read, and then it waits for us
    child.send_signal(signal.SIGINT)
    _, complaint = child.communicate(timeout=60)
    os.close(writer)
    assert (child.returncode, complaint) == (130, b"interrupted; nothing was written\n")


def test_a_terminal_that_speaks_only_ascii_gets_a_report(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL.replace("late", "späte £5 “quoted”"), encoding="utf-8")
    done = empathy_audit("score", tmp_path / "call.txt", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0 and done.stdout.isascii(), done.stderr


def test_hostile_words_never_reach_the_terminal(tmp_path: Path) -> None:
    hostile = "Agent: Hello\nCustomer: \x1b[31mred\x1b[0m [bold]no[/bold] \u202eright I am furious\x07 \x9b2J\nAgent: ok\n"
    (tmp_path / "call.txt").write_text(hostile, encoding="utf-8")
    for format in ("text", "concise"):
        done = empathy_audit("score", tmp_path / "call.txt", "--format", format, "--verbose")
        assert done.returncode == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(done.stdout)


def test_colour_is_asked_for_or_absent(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    call = tmp_path / "call.txt"
    assert "\x1b[" not in empathy_audit("score", call).stdout
    assert "\x1b[" in empathy_audit("score", call, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in empathy_audit("score", call, "--color", "always", env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" not in empathy_audit("score", call, env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in empathy_audit("score", call, "--color", "never", env={"FORCE_COLOR": "1"}).stdout


def test_it_needs_no_network_and_no_corpora(tmp_path: Path) -> None:
    """With every socket refused and an empty home folder, the examples are still scored."""
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\ndef refuse(*a, **k): raise RuntimeError('the network was asked for')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse\n",
        encoding="utf-8",
    )
    env = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "NLTK_DATA": str(tmp_path), "EMPATHY_AUDIT_CACHE": ""}
    done = empathy_audit("score", EXAMPLES, "--format", "concise", env=env)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {name.partition("-")[0] for name in written} == {"sitecustomize.py", "rules", "lexicon"}  # no words of a transcript

