"""Batches: whoever does the work, and whatever happens to them, nothing is lost, nothing comes twice, and the bytes are the same."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES, empathy_audit

from empathy_audit import batch, readers, rulebook
from empathy_audit.batch import engines, packing, parts, running, work
from empathy_audit.errors import InputError, Problem
from empathy_audit.model import Report

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="the processes of this system do not inherit what a test put in")

CALL = "Agent: Thank you for calling, how can I help?\nCustomer: My dad died on Monday.\nAgent: I'm so sorry for your loss.\n"


def folder_of(folder: Path, number: int, text: str = CALL) -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(number):
        (folder / f"call-{n:03}.txt").write_text(text.replace("Monday", f"the {n + 1}."), encoding="utf-8")
    return folder


def audited(*paths: Path, **how: Any) -> list[work.Item]:
    return list(batch.audit_files(readers.collect([str(path) for path in paths]), rulebook.load(), **how))


def said(items: list[work.Item]) -> list[str]:
    """What can be compared: errors are equal only to themselves."""
    return [str(item) if isinstance(item, InputError) else repr(item) for item in items]


# -- the same whoever does it -------------------------------------------------------------------------------------------


def line(id: str, text: str = "My dad died on Monday.", **more: Any) -> str:
    turns = [
        {"role": "agent", "text": "Thank you for calling."},
        {"role": "customer", "text": text},
        {"role": "agent", "text": "OK."},
    ]
    return json.dumps({"id": id, "turns": turns, **more})


def chat(text: str) -> str:
    return json.dumps(
        {"messages": [{"role": "user", "content": text}, {"role": "assistant", "content": "I'm sorry about that."}]}
    )


MIXED = {
    "ids that repeat": [line("a"), line("b"), line("a"), line("a-2"), line("a")],
    "another format in the middle": [
        line("a"),
        chat("I waited all day."),
        chat("Nobody called."),
        line("b"),
        chat("Still nothing."),
    ],
    "broken lines and blank ones": [line("a"), "{", "", "[1]", line("b"), "", "nonsense", line("c"), '{"turns": 3}'],
    "an empty conversation": [line("a"), json.dumps({"id": "b", "turns": []}), line("c")],
    "a line longer than a slice": [line("a"), line("b", "word " * 400), line("c"), line("d")],
    "the first line is broken": ['{"id":', line("b"), line("c")],
    "letters of many bytes": [line("ä" * 50), line("b", "Ich habe Grüße für Sie, 日本語."), line("c")],
}


@pytest.mark.parametrize("lines", MIXED.values(), ids=MIXED)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_file_in_slices_is_the_file(lines: list[str], end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "month.jsonl"
    file.write_bytes(((end or "\n").join(lines) + end).encode())
    whole = said(audited(file, jobs=1))
    for size in (1, 200, 300):
        monkeypatch.setattr(parts, "PART", size)
        worker = work.Worker(work.Setup(rulebook.load()))
        cut = list(parts.cut([str(file)], parts.Reading()))
        assert len(cut) > 1 or size > 1, "there is nothing to put together"
        told: list[parts.Piece] = []
        assert said(list(running.run(cut, engines.Here(worker), told.append, print))) == whole
        assert [piece.last for piece in told] == [False] * (len(told) - 1) + [True]


def test_lines_that_only_make_sense_together_are_never_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "utterances.jsonl"
    rows = [
        {"id": f"u{n}", "conversation_id": "c", "speaker": "agent" if n % 2 else "customer", "text": f"Hello {n}."}
        for n in range(20)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(parts, "PART", 100)
    assert list(parts.cut([str(file)], parts.Reading())) == [parts.Part((parts.Piece(str(file), file.stat().st_size),))]


def test_small_files_travel_together_large_ones_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 200)
    (folder / "call-100.txt").write_text(CALL * 700, encoding="utf-8")
    cut = list(parts.cut(readers.collect([str(folder)]), parts.Reading()))
    pieces = [[piece.path for piece in part.pieces] for part in cut if isinstance(part, parts.Part)]
    assert [path for each in pieces for path in each] == sorted(str(path) for path in folder.iterdir())
    assert [str(folder / "call-100.txt")] in pieces
    assert 3 < len(pieces) < 12


def test_every_example_survives_the_journey() -> None:
    """All fields come back, of the very same types."""
    items = audited(EXAMPLES, jobs=1)
    assert len(items) > 10
    _alike(packing.unpack(packing.pack(items)), items)


def _alike(found: Any, wanted: Any) -> None:
    if hasattr(wanted, "items"):
        assert dict(found) == dict(wanted)
    else:
        assert type(found) is type(wanted)
        if isinstance(wanted, (tuple, list)):
            assert len(found) == len(wanted)
            for one, other in zip(found, wanted, strict=True):
                _alike(one, other)
        else:
            assert found == wanted


def test_errors_travel_too() -> None:
    error = InputError([Problem("a.txt", "is \ud800 empty", "fix it", 3, 4), Problem("a.txt", "is odd")])
    (back,) = packing.unpack(packing.pack([error]))
    assert type(back) is InputError
    assert back.problems == error.problems


@pytest.mark.parametrize("jobs", [2, 0])
def test_processes_give_what_one_process_gives(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 4000)
    monkeypatch.setattr(batch, "EACH", 4000)
    folder = folder_of(tmp_path / "calls", 40)
    (folder / "call-017.txt").unlink()
    (folder / "call-017.txt").symlink_to(tmp_path / "gone")  # cannot be read, in the middle of all others
    (folder / "more.jsonl").write_text("".join(line(f"id-{n}") + "\n" for n in range(100)), encoding="utf-8")
    one = said(audited(folder, jobs=1))
    assert len(one) == 140
    assert "no such file" in one[17]
    assert said(audited(folder, jobs=jobs)) == one


def test_what_is_masked_is_the_same_in_any_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are told apart before they are masked, and again after, for then they may look alike."""
    pytest.importorskip("stdnum")
    monkeypatch.setattr(parts, "PART", 1000)
    file = tmp_path / "month.jsonl"
    ids = ["ann@example.com", "bob@example.com", "a", "a", "ann@example.com"]
    file.write_text("".join(line(id, "Write to ann@example.com, my dad died.") + "\n" for id in ids * 3), encoding="utf-8")
    reading = batch.Reading(redact=True)
    one = said(audited(file, jobs=1, reading=reading))
    assert len(one) == 15
    assert "example.com" not in "".join(one)
    assert said(audited(file, jobs=2, reading=reading)) == one


def test_any_executor_will_do(tmp_path: Path) -> None:
    """Its workers are told what all parts share when they say that they have not got it."""
    folder = folder_of(tmp_path / "calls", 5)
    with ThreadPoolExecutor(3) as threads:
        assert said(audited(folder, engine=batch.on(lambda: threads, 3))) == said(audited(folder, jobs=1))


def test_processes_are_started_only_where_they_pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> Any:
        raise AssertionError("a process for this")

    monkeypatch.setattr(batch, "_cores", lambda: 8)
    monkeypatch.setattr(batch, "_processes", refused)
    assert len(audited(folder_of(tmp_path / "calls", 20), jobs=0)) == 20


def test_pipes_are_read_here_and_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = "".join(line(f"id-{n}") + "\n" for n in range(300)) + "{\n" + line("last") + "\n"
    writer = threading.Thread(target=pipe.write_text, args=(text,))
    writer.start()
    items = audited(pipe, jobs=2)
    writer.join()
    assert [type(item) for item in items] == [*[Report] * 300, InputError, Report]


# -- workers that die ---------------------------------------------------------------------------------------------------


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[str], bool]], None]]:
    """Lets whoever reads a file kill itself where a test says so, but never this process."""
    here, reading = os.getpid(), work.read

    def arm(kills: Callable[[str], bool]) -> None:
        def read(path: str, **how: Any) -> Any:
            if os.getpid() != here and kills(path):
                os.kill(os.getpid(), signal.SIGKILL)
            return reading(path, **how)

        monkeypatch.setattr(work, "read", read)

    monkeypatch.setattr(parts, "PART", 2500)  # a few files in each
    return arm


@needs_fork
def test_a_worker_that_is_killed_once_costs_nothing(deadly: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 30)
    want = said(audited(folder, jobs=1))
    flag = tmp_path / "flag"
    flag.touch()

    def once(path: str) -> bool:
        if path.endswith("call-011.txt") and flag.exists():
            flag.unlink()
            return True
        return False

    deadly(once)
    assert said(audited(folder, jobs=2)) == want
    assert not flag.exists(), "nobody was killed"


@needs_fork
def test_a_file_that_kills_every_worker_is_named_and_the_others_are_audited(deadly: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 30)
    want = said(audited(folder, jobs=1))
    deadly(lambda path: path.endswith(("call-011.txt", "call-029.txt")))
    found = said(audited(folder, jobs=2))
    assert [n for n, (one, other) in enumerate(zip(found, want, strict=True)) if one != other] == [11, 29]
    assert found[11].startswith(f"{folder}/call-011.txt: not audited: the process that worked on it was killed")


def test_an_executor_that_broke_for_good_names_every_file(tmp_path: Path) -> None:
    class Broken(Executor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            raise BrokenExecutor

    found = said(audited(folder_of(tmp_path / "calls", 3), engine=batch.on(Broken, 2)))
    assert [each.partition(": ")[0].rpartition("/")[2] for each in found] == ["call-000.txt", "call-001.txt", "call-002.txt"]


def test_an_error_of_ours_in_a_worker_is_not_taken_for_a_bad_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "read", broken)
    folder = folder_of(tmp_path / "calls", 3)
    with ThreadPoolExecutor(1) as threads, pytest.raises(RuntimeError, match="ZeroDivisionError: "):
        audited(folder, engine=batch.on(lambda: threads, 1))


# -- on the command line ------------------------------------------------------------------------------------------------


def test_an_unreadable_file_in_the_middle(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 3)
    (folder / "call-001.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    for jobs in ("1", "2", "512"):
        done = empathy_audit("score", folder, "-f", "jsonl", "--jobs", jobs)
        assert done.returncode == 2
        assert [Path(json.loads(row)["path"]).name for row in done.stdout.splitlines()] == ["call-000.txt", "call-002.txt"]
        assert done.stderr == f"error: {folder}/call-001.txt: is an image, not a transcript (give the transcript as text)\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk")
def test_a_full_disk(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 400)
    done = empathy_audit("score", folder, "-o", "jsonl=/dev/full", "-j", "2")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
