"""A Dask cluster on this machine: the same bytes as one process, also when workers are killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import empathy_audit, here
from test_batch import folder_of, line

from empathy_audit.errors import UsageError

pytest.importorskip("distributed")

# Two workers, of which the one that reads call-020 kills itself once, and whoever reads call-150 does so every time.
CLUSTER = """
import sys

import dask
from distributed import LocalCluster

if __name__ == "__main__":
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, preload=[sys.argv[1]], silence_logs=50
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
DEADLY = """
import os, signal
from empathy_audit.batch import work


def deadly(path, *, reading=work.read, **how):
    if path.endswith("call-150.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.endswith("call-020.txt"):
        try:
            os.unlink({flag!r})
        except FileNotFoundError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return reading(path, **how)


if work.read.__name__ != "deadly":  # Dask loads this twice
    work.read = deadly
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The scheduler's address, and the file that makes call-020 deadly."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster.py").write_text(CLUSTER, encoding="utf-8")
    (folder / "deadly.py").write_text(DEADLY.format(flag=str(folder / "flag")), encoding="utf-8")
    env = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)}
    command = [sys.executable, "cluster.py", str(folder / "deadly.py")]
    with subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        yield child.stdout.readline().decode().strip(), folder / "flag"
        child.communicate(timeout=60)


def test_nothing_is_lost_or_doubled_when_workers_are_killed(cluster: tuple[str, Path], tmp_path: Path) -> None:
    address, flag = cluster
    folder = folder_of(tmp_path / "calls", 200)
    (folder / "call-050.txt").write_bytes(b"")  # and a file that nobody can read
    (folder / "month.jsonl").write_text("".join(line(f"id-{n % 300}") + "\n" for n in range(400)), encoding="utf-8")
    asked = ("score", folder, "-f", "jsonl")
    one = empathy_audit(*asked, "--jobs", "1")
    flag.touch()
    both = empathy_audit(*asked, "--engine", "dask", "--scheduler", address)
    assert not flag.exists(), "nobody was killed"
    complaints = [each for each in both.stderr.splitlines() if each.startswith("error: ")]  # a busy machine may warn as well
    assert len(complaints) == 2, both.stderr
    unreadable, killed = complaints
    assert (one.returncode, one.stderr.splitlines()) == (2, [unreadable])
    assert killed.startswith(f"error: {folder}/call-150.txt: not audited: the process that worked on it was killed")
    assert both.returncode == 2
    assert both.stdout.splitlines() == [row for row in one.stdout.splitlines() if "call-150.txt" not in row]
    assert both.stdout.count("\n") == 598


def test_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    from empathy_audit.batch import dask

    monkeypatch.setattr(dask, "PATIENCE", 0.1)
    for arguments, wanted in (
        (["--engine", "spark"], "there is no engine 'spark' (it is 'processes' or 'dask')"),
        (["--engine", "dask"], "dask and the address of its scheduler go together (write --engine dask --scheduler ADDRESS)"),
        (["--scheduler", "tcp://127.0.0.1:9"], "dask and the address of its scheduler go together"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"], "tcp://127.0.0.1:9: no Dask scheduler answers: "),
        (["--engine", "dask", "--scheduler", "nonsense://x"], "nonsense://x: no Dask scheduler answers: "),
    ):
        with pytest.raises(UsageError) as error:
            here("score", ".", *arguments)
        assert wanted in str(error.value)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"\(pip install 'empathy-audit\[dask\]'\)"):
        here("score", ".", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
