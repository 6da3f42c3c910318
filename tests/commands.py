"""Runs the real command in a real process, as users and CI do."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from launcher import LONGEST, Launcher

from empathy_audit.cli import app

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@cache
def launcher() -> Launcher | None:
    """For commands that need no process of their own from its first instruction on; None where the system cannot fork."""
    return Launcher() if hasattr(os, "fork") else None


def empathy_audit(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None, fresh: bool = False
) -> subprocess.CompletedProcess[str]:
    """The finished process, its output decoded as UTF-8.

    A `fresh` Python is for what happens before or while the package is imported, such as what `env` says to Python itself.
    """
    own = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "EMPATHY_AUDIT_DEBUG", "EMPATHY_AUDIT_CONFIG")
    whole = {k: v for k, v in os.environ.items() if k not in own} | (env or {})
    said = [*map(str, arguments)]
    fresh = fresh or any(name.startswith("PYTHON") for name in env or ())
    if not fresh and (ready := launcher()):
        code, out, complaint = ready.run(said, stdin, whole, str(cwd or Path.cwd()))
    else:
        command = [sys.executable, "-m", "empathy_audit", *said]
        done = subprocess.run(command, input=stdin, capture_output=True, env=whole, cwd=cwd, timeout=LONGEST)
        code, out, complaint = done.returncode, done.stdout, done.stderr
    return subprocess.CompletedProcess(said, code, out.decode("utf-8"), complaint.decode("utf-8"))


def interruptible() -> None:
    """For a child process: a shell starts what runs in the background deaf to interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def here(*arguments: str | Path) -> str:
    """What the command prints, run in this process: for what depends on no process, and fast."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = app([*map(str, arguments)], standalone_mode=False)
    assert code in (0, None), arguments
    return out.getvalue()


def git(*arguments: str | Path, cwd: Path) -> str:
    """What git says in `cwd`, with an author, without the tester's own settings, and never asking anything."""
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    people = {f"GIT_{who}_{what}": "Tess" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, env={**os.environ, **known, **people}, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path, files: dict[str, str | None]) -> Path:
    """A git repository at `folder` with one commit of these files on main."""
    folder.mkdir(exist_ok=True)
    git("init", "--quiet", "--initial-branch=main", ".", cwd=folder)
    commit(folder, files)
    return folder


def commit(folder: Path, files: dict[str, str | None]) -> None:
    """Writes the files, None removes one, and commits everything."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--allow-empty", "--message=change", cwd=folder)
