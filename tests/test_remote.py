"""URLs: what lies in an object store is read and written as files are, and nothing goes over a network that nobody named."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import empathy_audit, here
from test_batch import CALL, folder_of, line

from empathy_audit import readers
from empathy_audit.batch import parts
from empathy_audit.errors import InputError, UsageError

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def store() -> Iterator[Any]:
    """A file system in memory, empty."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    yield memory
    memory.store.clear()


def score(*arguments: str | Path) -> str:
    return here("score", "-f", "jsonl", *arguments)


def complaint(*arguments: str) -> str:
    (error,) = readers.collect(arguments)
    assert isinstance(error, InputError)
    return str(error)


# -- what must not happen -------------------------------------------------------------------------------------------------


def test_without_a_url_nothing_that_could_reach_out_is_loaded(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "calls", 2)
    code = (
        "import sys; from empathy_audit.cli import app; app(sys.argv[1:], standalone_mode=False);"
        " sys.exit(bool({'fsspec', 'boto3', 'distributed'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, "score", folder, "--jobs", "2"], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["C:/calls/a.txt", "C://calls", "a://b", "://x", "calls/s3://a.txt"])
def test_a_path_is_no_url(name: str) -> None:
    assert "no such file or folder" in complaint(name)


def test_a_url_that_leads_nowhere(store: Any) -> None:
    store.pipe("/calls/.hidden/a.txt", CALL.encode())
    assert complaint("memory://gone") == "memory://gone: no such file or folder (check the spelling of the URL)"
    assert complaint("memory://calls").startswith("memory://calls: no transcripts at this URL (hidden files,")
    assert "Protocol not known" in complaint("nowhere://calls")
    assert complaint("memory://calls/*.vtt").startswith("memory://calls/*.vtt: no transcripts at this URL")


def test_what_is_missing_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    fix = "(pip install 'empathy-audit[remote]')"
    assert complaint("s3://calls") == f"s3://calls: cannot be listed: URLs need libraries that are not installed {fix}"
    with pytest.raises(UsageError, match="cannot be written: URLs need libraries"):
        here("score", "-", "-o", "jsonl=s3://out.jsonl")


def test_an_error_on_the_way_is_one_line(store: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    store.pipe({"/calls/a.txt": CALL.encode(), "/calls/b.txt": CALL.encode(), "/calls/c.txt": CALL.encode()})
    opening = type(store).open

    def refused(self: Any, path: str, *more: Any, **options: Any) -> Any:
        if path.endswith("b.txt"):
            raise RuntimeError("403: signature\nsecret details")
        return opening(self, path, *more, **options)

    monkeypatch.setattr(type(store), "open", refused)
    from empathy_audit.cli import app

    assert app(["score", "-f", "concise", "memory://calls"], standalone_mode=False) == 2
    captured = capsys.readouterr()
    assert captured.err == "error: memory://calls/b.txt: cannot be read: 403: signature\n"
    assert "memory://calls/c.txt" in captured.out


# -- as files are ---------------------------------------------------------------------------------------------------------


def test_a_folder_a_pattern_a_file(store: Any) -> None:
    for name in ("b.txt", "a/z.txt", "a/a/y.txt", "c.png", "README.md", "x.txt", ".hidden.txt"):
        store.pipe(f"/calls/{name}", CALL.encode())
    below = [f"memory://calls/{name}" for name in ("b.txt", "x.txt", "a/z.txt", "a/a/y.txt")]
    assert list(readers.collect(["memory://calls"])) == below
    assert list(readers.collect(["memory://calls/", below[0]])) == below
    assert list(readers.collect(["memory://calls/*.txt"])) == ["memory:///calls/b.txt", "memory:///calls/x.txt"]
    assert list(readers.collect(["memory://calls/c.png"])) == ["memory://calls/c.png"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_reports_as_of_local_files(jobs: str, store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long files come in slices there, too."""
    monkeypatch.setattr(parts, "PART", 2000)
    monkeypatch.setattr(parts, "FAR_PART", 2000)
    folder = folder_of(tmp_path / "calls", 6)
    (folder / "month.jsonl").write_text("".join(line(f"id-{n % 20}") + "\n" for n in range(40)), encoding="utf-8")
    for path in folder.iterdir():
        store.pipe(f"/calls/{path.name}", path.read_bytes())
    assert len(list(parts.cut(readers.collect(["memory://calls"]), parts.Reading()))) > 3
    assert score("memory://calls", "-j", jobs) == score(folder, "-j", "1").replace(str(folder), "memory://calls")


def test_a_report_at_a_url_is_whole_or_not_at_all(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "calls", 2)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(drafts))
    here("score", folder, "-o", "jsonl=memory://out/all.jsonl")
    assert store.cat("/out/all.jsonl").decode() == score(folder)

    def full(*_: Any, **__: Any) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(type(store), "put_file", full)
    with pytest.raises(UsageError, match=r"memory://out/more\.jsonl: cannot be written: no room"):
        here("score", folder, "-o", "jsonl=memory://out/more.jsonl")
    assert store.ls("/out", detail=False) == ["/out/all.jsonl"]
    assert list(drafts.iterdir()) == []


def test_a_report_over_its_own_input(store: Any) -> None:
    store.pipe("/calls/a.txt", CALL.encode())
    with pytest.raises(Exception, match="would write over"):
        here("score", "memory://calls/a.txt", "-o", "jsonl=memory://calls/a.txt")


# -- an object store on this machine --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3() -> Iterator[tuple[Any, dict[str, str]]]:
    """A client of a server that speaks S3, and the environment in which our command finds it. One bucket, `lake`."""
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    boto3 = pytest.importorskip("boto3")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    before = threading.active_count()
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    env = {**keys, "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_CONFIG_FILE": os.devnull}
    client = boto3.client(
        "s3", endpoint_url=env["AWS_ENDPOINT_URL"], region_name="us-east-1", **{name.lower(): key for name, key in keys.items()}
    )
    client.create_bucket(Bucket="lake")
    yield client, env
    client.close()
    server.stop()
    assert threading.active_count() <= before + 1


def test_an_object_store_from_end_to_end(s3: tuple[Any, dict[str, str]], tmp_path: Path) -> None:
    client, env = s3
    folder = folder_of(tmp_path / "calls", 5)
    for path in folder.iterdir():
        client.put_object(Bucket="lake", Key=f"calls/{path.name}", Body=path.read_bytes())
    asked = ["score", "s3://lake/calls", "-o", "jsonl=s3://lake/reports/all.jsonl", "--cache", tmp_path / "store"]
    want = score(folder).replace(str(folder), "s3://lake/calls")
    for jobs in ("1", "2"):
        done = empathy_audit(*asked, "-j", jobs, env=env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert client.get_object(Bucket="lake", Key="reports/all.jsonl")["Body"].read().decode() == want
        client.delete_object(Bucket="lake", Key="reports/all.jsonl")


def test_a_bucket_that_is_not_there(s3: tuple[Any, dict[str, str]], tmp_path: Path) -> None:
    _, env = s3
    done = empathy_audit("score", "s3://gone/calls", folder_of(tmp_path / "calls", 1), "-o", "jsonl=s3://gone/all.jsonl", env=env)
    assert done.returncode == 2
    first, last = done.stderr.splitlines()
    assert first == "error: s3://gone/calls: no such file or folder (check the spelling of the URL)"
    assert last.startswith("error: s3://gone/all.jsonl: cannot be written: ")
