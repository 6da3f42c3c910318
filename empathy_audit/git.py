"""The only door to git: which files changed, and what they held at a revision. Names are handled as git has them, however odd."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from empathy_audit.errors import Problem, UsageError

_FILES = (b"100644", b"100755", b"100664")  # modes of plain files; links and submodules hold no words
_ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


class Revision(NamedTuple):
    """A commit: as the user wrote it, and its full name."""

    name: str
    sha: str


class File(NamedTuple):
    """A file at a revision: its path from the top of the repository, and the name of its contents."""

    path: str
    blob: str


def top(wanted_by: str, fix: str = "run it inside of one") -> str:
    """The top folder of the repository around the current folder. Raises UsageError, naming what needs git, outside of one."""
    done = _run(["rev-parse", "--show-toplevel"], wanted_by)
    if done.returncode:
        said = _said(done)
        if "dubious ownership" in said:
            raise _wrong(wanted_by, "git does not trust this repository, which belongs to another user",
                         "git config --global --add safe.directory '*'")  # fmt: skip
        raise _wrong(wanted_by, "this is not a git repository", fix)
    return os.fsdecode(done.stdout.rstrip(b"\n"))


def commit(name: str, wanted_by: str) -> Revision | None:
    """The commit that `name` means, None where it means none."""
    done = _run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], wanted_by)
    return None if done.returncode else Revision(name, done.stdout.decode().strip())


def the_commit(name: str, wanted_by: str) -> Revision:
    """The commit that `name` means. Raises UsageError where it means none."""
    top(wanted_by)
    found = commit(name, wanted_by)
    if found is None:
        fix = "a shallow clone lacks it: fetch the whole history (fetch-depth: 0, GIT_DEPTH: 0)" if _is_shallow() else _FETCH
        raise _wrong(wanted_by, f"git knows no revision '{name}'", fix)
    return found


def fork(one: Revision, other: Revision, wanted_by: str) -> Revision:
    """Where two revisions parted, by the name of the first; the first itself where they have nothing in common."""
    done = _run(["merge-base", one.sha, other.sha], wanted_by)
    return one if done.returncode else Revision(one.name, done.stdout.decode().split()[0])


def changed_since(revision: Revision, wanted_by: str) -> frozenset[str]:
    """Files that were added, modified or renamed since `revision` parted from HEAD, committed or not, and untracked ones.

    Absolute, links resolved. Ignored and deleted files are not among them.
    """
    head = commit("HEAD", wanted_by)
    begin = fork(revision, head, wanted_by) if head else revision
    root = top(wanted_by)
    tracked = _out(["-C", root, "diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", begin.sha, "--"], wanted_by)
    untracked = _out(["-C", root, "ls-files", "--others", "--exclude-standard", "-z"], wanted_by)
    return frozenset(os.path.realpath(os.path.join(root, name)) for name in (*_names(tracked), *_names(untracked)))  # noqa: PTH118


def files(revision: Revision, below: Sequence[str], wanted_by: str) -> list[File]:
    """Plain files at `revision`, below paths from the top of the repository; "" is all of it."""
    listed = _out(["ls-tree", "-r", "-z", "--full-tree", revision.sha], wanted_by)
    found = []
    for row in listed.split(b"\0"):
        head, tab, name = row.partition(b"\t")
        if tab and head.split()[0] in _FILES:
            path = os.fsdecode(name)
            if any(not start or path == start or path.startswith(start + "/") for start in below):
                found.append(File(path, head.split()[2].decode()))
    return found


def contents(wanted: Sequence[File], wanted_by: str) -> Iterator[tuple[File, bytes]]:
    """What each file holds, in their order."""
    asked = "".join(f"{file.blob}\n" for file in wanted).encode()
    data = memoryview(_out(["cat-file", "--batch"], wanted_by, asked))
    at = 0
    for file in wanted:
        end = bytes(data[at : at + 200]).index(b"\n") + at
        size = int(bytes(data[at:end]).split()[2])
        yield file, bytes(data[end + 1 : end + 1 + size])
        at = end + 2 + size


def renamed(old: Revision, new: Revision | None, wanted_by: str) -> dict[str, str]:
    """New path by old path of files that git takes for renamed; `new` None is the working tree."""
    ends = [old.sha, *([new.sha] if new else [])]
    parts = _names(_out(["diff", "--name-status", "-z", "-M", "--no-ext-diff", "--diff-filter=R", *ends, "--"], wanted_by))
    return dict(zip(parts[1::3], parts[2::3], strict=True))


_FETCH = "check its spelling, or fetch it"


def _is_shallow() -> bool:
    return _run(["rev-parse", "--is-shallow-repository"], "git").stdout.strip() == b"true"


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _out(arguments: Sequence[str], wanted_by: str, stdin: bytes = b"") -> bytes:
    done = _run(arguments, wanted_by, stdin)
    if done.returncode:
        raise _wrong(wanted_by, f"git failed: {_said(done)}", "does the same git command work here?")
    return done.stdout


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"it ended with {done.returncode}"


def _run(arguments: Sequence[str], wanted_by: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], input=stdin, capture_output=True, env={**os.environ, **_ENVIRONMENT}, check=False
        )
    except FileNotFoundError:
        raise _wrong(wanted_by, "git is not installed, or not on the PATH", "install it, or name files") from None


def _wrong(wanted_by: str, message: str, fix: str) -> UsageError:
    return UsageError(Problem(wanted_by, message, fix))


def from_top(path: str, root: str) -> str | None:
    """`path`, as the user named it from the current folder, seen from the top of the repository; None outside of it."""
    whole = os.path.join(os.path.realpath(Path.cwd()), path)  # noqa: PTH118
    inside = os.path.relpath(os.path.normpath(whole), os.path.realpath(root))
    if inside == os.pardir or inside.startswith(os.pardir + os.sep):
        return None
    return "" if inside == os.curdir else Path(inside).as_posix()
