"""The cache of results: the same bytes with it and without, never stale, for its owner alone, and no harm whatever becomes of it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES, empathy_audit, here
from test_batch import CALL, folder_of, line

from empathy_audit.batch import cache, parts, work
from empathy_audit.errors import UsageError
from empathy_audit.reporters import REPORTERS


def score(*arguments: str | Path) -> str:
    return here("score", "-f", "jsonl", "--jobs", "1", *arguments)


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*/*/*") if path.is_file()]


@contextmanager
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is parsed or judged in here: whatever comes out was known."""

    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("this was to be known")

    with monkeypatch.context() as patched:
        patched.setattr(work, "read", refused)
        patched.setattr(work, "read_slice", refused)
        yield


# -- never stale ----------------------------------------------------------------------------------------------------------


def test_only_what_changed_is_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 2), tmp_path / "store"
    before = score(folder, "--cache", store)
    assert before == score(folder)
    with nothing_is_read(monkeypatch):
        assert score(folder, "--cache", store) == before
    changed = folder / "call-001.txt"
    then = changed.stat()
    text = changed.read_text(encoding="utf-8")
    other = text.replace("I'm so sorry for your loss", "Do you have a reference no")  # as many bytes, and the same time
    assert len(other) == len(text)
    changed.write_text(other, encoding="utf-8")
    os.utime(changed, ns=(then.st_atime_ns, then.st_mtime_ns))
    after = score(folder, "--cache", store)
    assert after == score(folder)
    rows = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [n for n, (old, new) in enumerate(rows) if old != new] == [1]


SCRIPT = "I completely understand how frustrating this must be for you."


def test_what_other_conversations_say_is_part_of_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = tmp_path / "calls", tmp_path / "store"
    folder.mkdir()
    for n in range(2):
        words = f"Customer: It's the third time I call about this.\nAgent: {SCRIPT}\nCustomer: {n}.\nAgent: Goodbye.\n"
        (folder / f"{n}.txt").write_text(f"Agent: Hello, Northwind here.\n{words}", encoding="utf-8")
    two = score(folder, "--cache", store)
    (folder / "2.txt").write_text((folder / "0.txt").read_text(encoding="utf-8").replace("0.", "No."), encoding="utf-8")
    three = score(folder, "--cache", store)
    assert three == score(folder) and three.splitlines()[:2] != two.splitlines()
    with nothing_is_read(monkeypatch):
        assert score(folder, "--cache", store) == three
    (folder / "3.txt").write_text("Agent: Hello, Northwind here.\nCustomer: When do you close?\nAgent: At six.\n", encoding="utf-8")
    four = score(folder, "--cache", store)
    assert four.splitlines()[:3] == three.splitlines()  # nothing kind in it, so nothing is judged again
    (folder / "2.txt").unlink()
    (folder / "3.txt").unlink()
    assert score(folder, "--cache", store) == two


def test_another_name_is_another_file(tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "store"
    score(folder, "--cache", store)
    (folder / "call-000.txt").rename(folder / "renamed.txt")
    assert '"id":"renamed"' in score(folder, "--cache", store)


@pytest.mark.parametrize(
    "options",
    [["--agent", "Customer", "--customer", "Agent"], ["--input-format", "script"], ["--pack", "bereavement"], ["--redact"]],
    ids=lambda options: options[0],
)
def test_other_options_are_another_result(options: list[str], tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "store"
    plain = score(folder, "--cache", store)
    assert score(folder, *options, "--cache", store) == score(folder, *options)
    assert score(folder, "--cache", store) == plain


def test_options_that_only_show_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 2), tmp_path / "store"
    score(folder, "--cache", store)
    want = here("score", folder, "--only", "missed", "--explain", "--min-score", "0")
    with nothing_is_read(monkeypatch):
        assert here("score", folder, "--only", "missed", "--explain", "--min-score", "0", "--cache", store) == want


def test_the_house_style_is_part_of_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a path has rules of its own: the same bytes under the same name, seen from another folder."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "call.txt").write_text(CALL, encoding="utf-8")
    style = tmp_path / "empathy-audit.yaml"
    found = []
    for text in ("cache: store\n", "cache: store\npaths: {'b/**': {scoring: {window: {turns: 1}}}}\n"):
        style.write_text(text, encoding="utf-8")
        for folder in ("a", "b"):
            monkeypatch.chdir(tmp_path / folder)
            assert score("call.txt") == score("call.txt", "--cache", tmp_path / "none")
            found.append(len(entries(tmp_path / "store")))
    assert found == [1, 1, 2, 3]


@pytest.mark.parametrize(
    "asked",
    [["summary", "calls"], ["practice", "calls"], ["compare", "calls", "calls"], ["baseline", "write", "known.json", "calls"]],
    ids=lambda asked: asked[0],
)
def test_every_command_that_judges_keeps_what_the_house_keeps(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder_of(tmp_path / "calls", 3)
    plain = here(*asked)
    (tmp_path / "empathy-audit.yaml").write_text("cache: store\n", encoding="utf-8")
    assert here(*asked) == plain
    assert len(entries(tmp_path / "store")) == 3
    with nothing_is_read(monkeypatch):
        assert here(*asked) == plain


def test_another_version_or_library_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "store"
    score(folder, "--cache", store)
    monkeypatch.setattr(cache, "__version__", "0.0")
    score(folder, "--cache", store)
    monkeypatch.setattr(cache, "version", lambda _: "0.0")
    score(folder, "--cache", store)
    assert len(entries(store)) == 3


def test_what_nobody_asked_for_in_a_month_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "store"
    score(folder, "--cache", store)
    monkeypatch.setattr(cache, "__version__", "0.0")
    score(folder, "--cache", store)
    assert len(entries(store)) == 2
    old = entries(store)[0].parent.parent
    os.utime(old, (0, 0))
    monkeypatch.setattr(cache, "__version__", "0.1")
    score(folder, "--cache", store)
    assert len(entries(store)) == 2
    assert not old.exists()


def test_a_complaint_is_never_kept(tmp_path: Path) -> None:
    """It may be of this moment: a library that is missing, a pattern that ran out of time."""
    folder, store = folder_of(tmp_path / "calls", 3), tmp_path / "store"
    (folder / "call-001.txt").write_bytes(b"")
    runs = [empathy_audit("score", folder, "-f", "jsonl", "--cache", store) for _ in range(2)]
    assert [(run.returncode, run.stdout, run.stderr) for run in runs] == [(2, runs[0].stdout, runs[0].stderr)] * 2
    assert "call-001.txt: is empty" in runs[1].stderr
    assert len(entries(store)) == 2


# -- the same bytes -------------------------------------------------------------------------------------------------------


def test_every_format_is_the_same_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reports(name: str, *more: str | Path) -> dict[str, bytes]:
        files = {format: tmp_path / f"{name}-{format}" for format in REPORTERS}
        here("score", EXAMPLES, "--jobs", "1", *[f"--output={format}={file}" for format, file in files.items()], *more)
        return {format: file.read_bytes() for format, file in files.items()}

    plain = reports("plain")
    assert reports("first", "--cache", tmp_path / "store") == plain
    with nothing_is_read(monkeypatch):
        assert reports("again", "--cache", tmp_path / "store") == plain


def test_a_file_that_grew_is_read_where_it_grew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 2000)
    file, store = tmp_path / "month.jsonl", tmp_path / "store"
    file.write_text("".join(line(f"id-{n % 30}") + "\n" for n in range(40)), encoding="utf-8")
    score(file, "--cache", store)
    before = len(entries(store))
    with file.open("a", encoding="utf-8") as more:
        more.write(line("one more") + "\n")
    assert score(file, "--cache", store) == score(file)
    assert len(entries(store)) == before + 1


# -- for its owner alone, and robust --------------------------------------------------------------------------------------


def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "a" / "store"
    mask = os.umask(0)
    try:
        score(folder, "--cache", store)
    finally:
        os.umask(mask)
    modes = {oct(path.stat().st_mode & 0o777) for path in (store, *entries(store), *(each.parent for each in entries(store)))}
    assert modes == {"0o700", "0o600"}
    assert (store / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_folder_that_others_can_read_is_refused_unless_it_is_empty(tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "calls", 1), tmp_path / "store"
    store.mkdir(mode=0o755)
    score(folder, "--cache", store)
    assert store.stat().st_mode & 0o777 == 0o700
    store.chmod(0o755)
    with pytest.raises(UsageError, match=r"others can read it \(chmod 700 it, or name another folder with --cache\)"):
        score(folder, "--cache", store)


def test_a_cache_that_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = empathy_audit("score", folder_of(tmp_path / "calls", 1), "--cache", file / "store")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {file}/store: the cache cannot be used: Not a directory (name another folder with --cache)\n"


@pytest.mark.parametrize(
    "harm", ["empty", "cut", "nonsense", "another's", "a link", "unreadable", "a folder", "written by others"]
)
def test_a_damaged_entry_is_made_anew(harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 2), tmp_path / "store"
    want = score(folder, "--cache", store)
    one, other = entries(store)
    whole = one.read_bytes()
    if harm == "empty":
        one.write_bytes(b"")
    elif harm == "cut":
        one.write_bytes(whole[:-1])
    elif harm == "nonsense":
        one.write_bytes(os.urandom(500))
    elif harm == "another's":
        one.write_bytes(other.read_bytes())
    elif harm == "a link":
        one.rename(tmp_path / "elsewhere")
        one.symlink_to(tmp_path / "elsewhere")
    elif harm == "written by others":
        one.chmod(0o666)
    elif harm == "a folder":
        one.unlink()
        one.mkdir()
    else:
        one.chmod(0)
    assert score(folder, "--cache", store) == want
    if harm != "a folder":
        assert one.read_bytes() == whole
        assert not one.is_symlink()
        with nothing_is_read(monkeypatch):
            assert score(folder, "--cache", store) == want


def test_it_may_be_deleted_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = folder_of(tmp_path / "calls", 4), tmp_path / "store"
    want = score(folder)
    keep = cache.Cache.keep

    def gone(self: cache.Cache, name: str, packed: bytes, reader: str) -> str:
        shutil.rmtree(store)
        return keep(self, name, packed, reader)

    monkeypatch.setattr(cache.Cache, "keep", gone)
    assert score(folder, "--cache", store) == want
    assert store.stat().st_mode & 0o777 == 0o700


def test_a_full_disk_is_told_of_once_and_costs_only_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, store = folder_of(tmp_path / "calls", 4), tmp_path / "store"
    want = score(folder)

    def full(_: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cache, "_new", full)
    assert score(folder, "--cache", store) == want
    assert capsys.readouterr().err == "warning: not all results can be kept in the cache: No space left on device\n"
    assert entries(store) == []


def test_two_runs_may_share_it(tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "calls", 30), tmp_path / "store"
    command = [sys.executable, "-m", "empathy_audit", "score", str(folder), "-f", "jsonl", "--cache", str(store), "-j"]
    runs = [subprocess.Popen([*command, jobs], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for jobs in ("1", "2")]
    done = [(*run.communicate(timeout=60), run.returncode) for run in runs]
    assert done == [(score(folder).encode(), b"", 0)] * 2
    assert len(entries(store)) == 30, "a draft was left, or an entry is missing"
